//! The protocol in forms: each entry of it made, changed, moved and removed by itself. What is stored
//! is its text, so that forms, the text page and a download never differ.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use sea_orm::DatabaseTransaction;
use serde::Deserialize;

use super::access::Visitor;
use super::components::meanwhile::{mark, of_another};
use super::components::notice::Wrong;
use super::extract::{Pairs, Path, Query, Speaks};
use super::pages::parts::{self as page, Form, Removal};
use super::pages::protocol::Gaps;
use super::protocol::{FILE, begun};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::coverage::coverage;
use crate::domain::definition::author::{self, AuthorError, Typed};
use crate::domain::definition::mentions::{cut, field_of, mentions};
use crate::domain::definition::parts::Part;
use crate::domain::definition::{Problems, catalogue, check_together};
use crate::domain::instruments;
use crate::domain::language::Language;
use crate::domain::proceedings::{Adjustment, Cause};
use crate::domain::protocol::Protocol;
use crate::store::{StoreError, adjustments, amendments, clients, programmes, protocols};
use crate::texts::t;

pub fn routes() -> Routes {
    let right = Right::Evaluate;
    Routes::new()
        .get("/programmes/new/form", right, start)
        .post("/programmes/new/form", right, found)
        .get("/programmes/{slug}/protocol/parts", right, index)
        .get("/programmes/{slug}/protocol/parts/{part}", right, begin)
        .post("/programmes/{slug}/protocol/parts/{part}", right, add)
        .get("/programmes/{slug}/protocol/parts/{part}/{id}", right, edit)
        .post(
            "/programmes/{slug}/protocol/parts/{part}/{id}",
            right,
            change,
        )
        .get(
            "/programmes/{slug}/protocol/parts/{part}/{id}/removal",
            right,
            confirm,
        )
        .post(
            "/programmes/{slug}/protocol/parts/{part}/{id}/removal",
            right,
            remove,
        )
        .post(
            "/programmes/{slug}/protocol/parts/{part}/{id}/place",
            right,
            shift,
        )
}

/// The part that stands for the whole programme.
fn programme_part() -> Result<&'static Part, WebError> {
    part_of("programme")
}

fn part_of(key: &str) -> Result<&'static Part, WebError> {
    Part::find(key).ok_or(WebError::NotFound)
}

async fn start(Speaks(language): Speaks, visitor: Visitor) -> Result<Markup, WebError> {
    let typed = vec![("time_zone".to_owned(), "Europe/Amsterdam".to_owned())];
    Ok(page::start(
        &language,
        &visitor,
        programme_part()?,
        &typed,
        &[],
    ))
}

/// A programme begins with a few fields; the rest of its protocol follows in other forms.
async fn found(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    let part = programme_part()?;
    let refused = |wrong: &[Wrong]| {
        let page = page::start(&language, &visitor, part, &typed, wrong);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let taken = || (Some("slug".to_owned()), t(&language, "parts-slug-taken"));
    let text = match author::put("", part, None, &typed) {
        Ok(text) => text,
        Err(error) => return Ok(refused(&faults(&language, error)?)),
    };
    let protocol = match Protocol::parse(FILE, &text) {
        Ok(protocol) if protocol.programme.slug == "new" => return Ok(refused(&[taken()])),
        Ok(protocol) => protocol,
        Err(problems) => {
            let wrong: Vec<Wrong> = problems
                .iter()
                .map(|one| wrong_in(&language, &text, part, "", one))
                .collect();
            return Ok(refused(&wrong));
        }
    };
    if asks_to_check(&typed) {
        let page = page::start(&language, &visitor, part, &typed, &[]);
        return Ok(page.into_response());
    }
    match begun(&app, &visitor, &text, &protocol).await {
        Ok(programme) => {
            let address = format!("/programmes/{}/protocol/parts", programme.slug);
            Ok(Redirect::to(&address).into_response())
        }
        Err(StoreError::Taken { .. }) => Ok(refused(&[taken()])),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn text_of(work: &Work) -> &str {
    let newest = work.stand.protocol.as_ref();
    newest.map_or("", |version| version.text.as_str())
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let surveys = work.stand.questionnaires();
    let gaps = work.stand.protocol.as_ref().map(|version| Gaps {
        coverage: coverage(&version.protocol, &surveys),
        mismatches: check_together(&version.protocol, &surveys),
    });
    Ok(page::index(&work, text_of(&work), gaps.as_ref()))
}

/// An empty form, or what there is of a part that stands there once.
/// A parameter may come from a ready instrument, as `INSTRUMENT.CODE`: then only its bounds are open.
async fn begin(
    work: Work,
    Path((_, part)): Path<(String, String)>,
    Query(from): Query<Beginning>,
) -> Result<Markup, WebError> {
    let part = part_of(&part)?;
    let typed = match part.id {
        Some(_) => match from.ready.filter(|_| part.key == "parameter") {
            Some(ready) => ready_parameter(&ready).ok_or(WebError::NotFound)?,
            None => Vec::new(),
        },
        None => author::read(text_of(&work), part, "").map_err(|_| WebError::NotFound)?,
    };
    let seen = part.id.is_none().then(|| mark(&typed));
    Ok(page::form(&work, &Form::new(part, None, &typed, seen)))
}

async fn edit(
    work: Work,
    Path((_, part, id)): Path<(String, String, String)>,
) -> Result<Markup, WebError> {
    let part = part_of(&part)?;
    let typed = author::read(text_of(&work), part, &id).map_err(|_| WebError::NotFound)?;
    let seen = Some(mark(&typed));
    Ok(page::form(&work, &Form::new(part, Some(&id), &typed, seen)))
}

#[derive(Deserialize)]
struct Beginning {
    ready: Option<String>,
}

fn ready_parameter(ready: &str) -> Option<Typed> {
    let (instrument, code) = ready.split_once('.')?;
    instruments::find(instrument)?.parameter(code)
}

async fn add(
    State(app): State<App>,
    work: Work,
    Path((_, part)): Path<(String, String)>,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    put(&app, &work, part_of(&part)?, None, &typed).await
}

async fn change(
    State(app): State<App>,
    work: Work,
    Path((_, part, id)): Path<(String, String, String)>,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    put(&app, &work, part_of(&part)?, Some(&id), &typed).await
}

async fn put(
    app: &App,
    work: &Work,
    part: &'static Part,
    id: Option<&str>,
    typed: &Typed,
) -> Result<Response, WebError> {
    let outcome = store(app, work, part, id, typed, |text| {
        author::put(text, part, id, typed)
    });
    // What was typed comes back; sent once more it goes over what there is now.
    let now = author::read(text_of(work), part, id.unwrap_or_default()).unwrap_or_default();
    let outcome = outcome.await?;
    let is_changed = matches!(outcome, Outcome::Changed);
    let (status, wrong) = match outcome {
        Outcome::Stored => return Ok(back(work, part)),
        Outcome::Sound => (StatusCode::OK, Vec::new()),
        Outcome::Refused(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, wrong),
        Outcome::Changed => {
            let names = catalogue::columns(part);
            let wrong = of_another(&work.language, names, typed, &now);
            (StatusCode::CONFLICT, wrong)
        }
    };
    let sent = field(typed, "seen");
    let seen = match is_changed {
        true => (id.is_some() || part.id.is_none()).then(|| mark(&now)),
        false => (!sent.is_empty()).then(|| sent.to_owned()),
    };
    let form = Form {
        wrong: &wrong,
        now: is_changed.then_some(&now),
        is_checked: asks_to_check(typed),
        ..Form::new(part, id, typed, seen)
    };
    Ok((status, page::form(work, &form)).into_response())
}

fn back(work: &Work, part: &Part) -> Response {
    let address = format!("{}#{}", work.at("protocol/parts"), part.key);
    Redirect::to(&address).into_response()
}

async fn confirm(
    work: Work,
    Path((_, part, id)): Path<(String, String, String)>,
) -> Result<Markup, WebError> {
    let part = part_of(&part)?;
    let removal = removal(&work, part, &id).await?;
    Ok(page::removal(&work, part, &id, &removal))
}

/// What depends on an entry: in the protocol, in the list of clients and in the adjustments.
async fn removal(work: &Work, part: &Part, id: &str) -> Result<Removal, WebError> {
    let gone = |_| WebError::NotFound;
    let (seen, text) = match cut(text_of(work), part, id) {
        Some(cut) => cut,
        None => (
            author::read(text_of(work), part, id).map_err(gone)?,
            author::remove(text_of(work), part, id).map_err(gone)?,
        ),
    };
    let problems = Protocol::parse(FILE, &text).err();
    let problems = problems.iter().flat_map(Problems::iter);
    let (mentions, others) = mentions(&text, problems);
    let others = others.into_iter().map(|one| one.sentences(&work.language));
    let db = &work.app.db.reader;
    let segments = match part.key {
        "segment" => clients::count_by_segment(db, &work.programme).await?,
        _ => Vec::new(),
    };
    let own = segments.iter().find(|(code, _)| code == id);
    let cause = match part.key {
        "segment" => Some(Cause::Segment),
        "parameter" => Some(Cause::Parameter),
        "charter" => Some(Cause::Charter),
        _ => None,
    };
    let adjustments = match cause {
        Some(_) => adjustments::of_programme(db, &work.programme).await?,
        None => Vec::new(),
    };
    let about = |one: &&Adjustment| Some(one.cause) == cause && one.cause_code == id;
    Ok(Removal {
        seen: mark(&seen),
        mentions,
        others: others.collect(),
        clients: own.map_or(0, |(_, clients)| *clients),
        adjustments: adjustments.iter().filter(about).count() as u64,
        ..Removal::default()
    })
}

async fn remove(
    State(app): State<App>,
    work: Work,
    Path((_, part, id)): Path<(String, String, String)>,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let outcome = store(&app, &work, part, Some(&id), &typed, |text| {
        author::remove(text, part, &id)
    });
    let (wrong, is_changed) = match outcome.await? {
        Outcome::Stored | Outcome::Sound => return Ok(back(&work, part)),
        Outcome::Refused(wrong) => (wrong, false),
        Outcome::Changed => (Vec::new(), true),
    };
    let removal = Removal {
        wrong,
        is_changed,
        ..removal(&work, part, &id).await?
    };
    let page = page::removal(&work, part, &id, &removal);
    Ok((StatusCode::CONFLICT, page).into_response())
}

async fn shift(
    State(app): State<App>,
    work: Work,
    Path((_, part, id)): Path<(String, String, String)>,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let up = typed
        .iter()
        .any(|(name, word)| name == "to" && word == "up");
    let outcome = store(&app, &work, part, Some(&id), &typed, |text| {
        author::shift(text, part, &id, up)
    });
    match outcome.await? {
        Outcome::Stored | Outcome::Sound => Ok(back(&work, part)),
        Outcome::Refused(_) | Outcome::Changed => {
            Err(WebError::Unreadable("the order stays as it is".to_owned()))
        }
    }
}

enum Outcome {
    Stored,
    /// It was only to be checked, and nothing is wrong.
    Sound,
    Refused(Vec<Wrong>),
    /// Somebody else changed the entry since the form was shown.
    Changed,
}

/// Whether the form is sent to hear what is wrong with it, and not to be kept.
fn asks_to_check(typed: &Typed) -> bool {
    field(typed, "go") == "check"
}

fn field<'a>(typed: &'a Typed, name: &str) -> &'a str {
    let found = typed.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value.trim())
}

/// Changes the text as it is now, judges all of it, and keeps it: the draft, or the next version of
/// a frozen protocol, with its reason.
async fn store(
    app: &App,
    work: &Work,
    part: &Part,
    id: Option<&str>,
    typed: &Typed,
    change: impl FnOnce(&str) -> Result<String, AuthorError>,
) -> Result<Outcome, WebError> {
    if asks_to_check(typed) {
        let judged = judged(work, part, id, typed, text_of(work), change)?;
        return Ok(judged.map_or_else(|outcome| outcome, |_| Outcome::Sound));
    }
    let tx = app.db.begin().await?;
    let current = protocols::current_to_change(&tx, work.programme.id).await?;
    let text = current.as_ref().map_or("", |version| version.text.as_str());
    let (text, protocol) = match judged(work, part, id, typed, text, change)? {
        Ok(sound) => sound,
        Err(outcome) => return Ok(outcome),
    };
    let is_frozen = current.is_some_and(|version| version.frozen.is_some());
    let reason = field(typed, "reason");
    if is_frozen && reason.is_empty() {
        let sentence = t(&work.language, "protocol-no-reason");
        return Ok(Outcome::Refused(vec![(
            Some("reason".to_owned()),
            sentence,
        )]));
    }
    keep(app, work, tx, is_frozen, &text, &protocol, reason).await?;
    Ok(Outcome::Stored)
}

/// The text with the change made, and what it says; or why it cannot be.
fn judged(
    work: &Work,
    part: &Part,
    id: Option<&str>,
    typed: &Typed,
    text: &str,
    change: impl FnOnce(&str) -> Result<String, AuthorError>,
) -> Result<Result<(String, Protocol), Outcome>, WebError> {
    let language = &work.language;
    let seen = field(typed, "seen");
    if !seen.is_empty() {
        let stored = author::read(text, part, id.unwrap_or_default()).unwrap_or_default();
        if seen != mark(&stored) {
            return Ok(Err(Outcome::Changed));
        }
    }
    let text = match change(text) {
        Ok(text) => text,
        Err(error) => return Ok(Err(Outcome::Refused(faults(language, error)?))),
    };
    let own = id.unwrap_or_else(|| field(typed, part.id.unwrap_or_default()));
    let protocol = match Protocol::parse(FILE, &text) {
        Ok(protocol) => protocol,
        Err(problems) => {
            let wrong = problems.iter();
            let wrong = wrong.map(|one| wrong_in(language, &text, part, own, one));
            return Ok(Err(Outcome::Refused(wrong.collect())));
        }
    };
    if protocol.programme.slug != work.programme.slug {
        let sentence = t(language, "protocol-other-slug");
        let wrong = (Some("slug".to_owned()), sentence);
        return Ok(Err(Outcome::Refused(vec![wrong])));
    }
    Ok(Ok((text, protocol)))
}

/// Keeps a text that was judged: as the draft, or as an amendment of what is frozen.
pub(super) async fn keep(
    app: &App,
    work: &Work,
    tx: DatabaseTransaction,
    is_frozen: bool,
    text: &str,
    protocol: &Protocol,
    reason: &str,
) -> Result<(), WebError> {
    let (actor, now, programme) = (work.visitor.actor(), app.clock.now(), &work.programme);
    if is_frozen {
        let said = (work.visitor.account.name.as_str(), reason);
        amendments::propose(&tx, &actor, programme, text, protocol, said, now).await?;
    } else {
        protocols::save_draft(&tx, &actor, programme, text, protocol, now).await?;
    }
    // What a manager has not approved yet doesn't rename anything.
    if protocols::frozen(&tx, programme.id).await?.is_none() {
        let (name, zone) = (&protocol.programme.name, &protocol.programme.time_zone);
        programmes::describe(&tx, &actor, programme, name, zone, now).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// A problem of the reader, at its field when it is about this entry; else with the words alone.
fn wrong_in(
    language: &Language,
    text: &str,
    part: &Part,
    id: &str,
    problem: &crate::domain::definition::Problem,
) -> Wrong {
    let field = field_of(text, part, id, problem);
    let field = field.map(|field| page::control(part, &field));
    let said = page::in_form_words(language, part, problem.sentences(language));
    (field, said)
}

fn faults(language: &Language, error: AuthorError) -> Result<Vec<Wrong>, WebError> {
    match error {
        AuthorError::Fields(fields) => Ok(fields
            .into_iter()
            .map(|(field, fault)| (Some(field), page::fault_words(language, fault)))
            .collect()),
        AuthorError::Gone => Err(WebError::NotFound),
        AuthorError::OtherForm => Ok(vec![(None, t(language, "parts-other-form"))]),
    }
}
