//! The protocol: written as text, checked line by line, frozen before the data come in.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::access::Visitor;
use super::components::source::Trouble;
use super::definitions::{Written, file, written};
use super::extract::Speaks;
use super::pages::protocol::amendments::Refusal;
use super::pages::protocol::{self as page, Sealed};
use super::parts::keep;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::{Days, Right, Role};
use crate::domain::amending::changes;
use crate::domain::coverage::coverage;
use crate::domain::definition::check_together;
use crate::domain::language::Language;
use crate::domain::proceedings::{Ended, Ending};
use crate::domain::protocol::Protocol;
use crate::store::programmes::{self, NewProgramme, Programme};
use crate::store::protocols::ProtocolVersion;
use crate::store::{StoreError, accounts, amendments, protocols};
use crate::texts::t;

pub(super) const FILE: &str = "protocol.toml";

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/new", Right::Evaluate, begin)
        .upload("/programmes/new", Right::Evaluate, create)
        .get("/programmes/{slug}/protocol", Right::Read, show)
        .get("/programmes/{slug}/protocol/file", Right::Read, download)
        .get("/programmes/{slug}/protocol/text", Right::Evaluate, edit)
        .upload("/programmes/{slug}/protocol/text", Right::Evaluate, save)
        .get(
            "/programmes/{slug}/protocol/freezing",
            Right::Evaluate,
            confirm,
        )
        .post(
            "/programmes/{slug}/protocol/freezing",
            Right::Evaluate,
            freeze,
        )
        .get(
            "/programmes/{slug}/protocol/amendments",
            Right::Read,
            amended,
        )
        .post(
            "/programmes/{slug}/protocol/amendments/approval",
            Right::Manage,
            approve,
        )
        .post(
            "/programmes/{slug}/protocol/amendments/rejection",
            Right::Manage,
            reject,
        )
        .post(
            "/programmes/{slug}/protocol/amendments/withdrawal",
            Right::Evaluate,
            withdraw,
        )
}

async fn begin(Speaks(language): Speaks, visitor: Visitor) -> Markup {
    page::begin(&language, &visitor, "", None)
}

/// A programme begins with its protocol; who begins it evaluates it.
async fn create(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    form: Multipart,
) -> Result<Response, WebError> {
    let written = written(form).await?;
    let refused = |trouble: &Trouble| {
        let page = page::begin(&language, &visitor, &written.text, Some(trouble));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let protocol = match parsed(&language, &written) {
        Ok(protocol) => protocol,
        Err(trouble) => return refused(&trouble),
    };
    match begun(&app, &visitor, &written.text, &protocol).await {
        Ok(programme) => {
            let address = format!("/programmes/{}/protocol", programme.slug);
            Ok(Redirect::to(&address).into_response())
        }
        Err(StoreError::Taken { .. }) => {
            let sentence = t(&language, "protocol-slug-taken");
            refused(&Trouble::Other("text", sentence))
        }
        Err(error) => Err(error.into()),
    }
}

fn parsed(language: &Language, written: &Written) -> Result<Protocol, Trouble> {
    if written.is_garbled {
        return Err(Trouble::Other("file", t(language, "protocol-garbled")));
    }
    let protocol = Protocol::parse(FILE, &written.text).map_err(Trouble::Lines)?;
    if protocol.programme.slug == "new" {
        // The page to begin one is at this address.
        return Err(Trouble::Other("text", t(language, "protocol-slug-taken")));
    }
    Ok(protocol)
}

pub(super) async fn begun(
    app: &App,
    visitor: &Visitor,
    text: &str,
    protocol: &Protocol,
) -> Result<Programme, StoreError> {
    let (actor, now) = (visitor.actor(), app.clock.now());
    let new = NewProgramme {
        slug: protocol.programme.slug.clone(),
        title: protocol.programme.name.clone(),
        time_zone: protocol.programme.time_zone.clone(),
        lanes: 1,
    };
    let tx = app.db.begin().await?;
    let programme = programmes::create(&tx, &actor, &new, now).await?;
    protocols::save_draft(&tx, &actor, &programme, text, protocol, now).await?;
    if !visitor.account.administrator {
        let (account, role, days) = (&visitor.account, Role::Evaluator, Days::default());
        accounts::grant(&tx, &actor, account, &programme, role, days, now).await?;
    }
    tx.commit().await?;
    Ok(programme)
}

/// The newest version, with who froze it.
async fn sealed(work: &Work, version: &ProtocolVersion) -> Result<Option<Sealed>, StoreError> {
    let Some(frozen) = &version.frozen else {
        return Ok(None);
    };
    let by = match frozen.by {
        Some(id) => Some(accounts::by_id(&work.app.db.reader, id).await?.name),
        None => None,
    };
    Ok(Some(Sealed { at: frozen.at, by }))
}

async fn show(work: Work) -> Result<Markup, WebError> {
    let Some(version) = &work.stand.protocol else {
        return Ok(page::none(&work));
    };
    let surveys = work.stand.questionnaires();
    let gaps = page::Gaps {
        coverage: coverage(&version.protocol, &surveys),
        mismatches: check_together(&version.protocol, &surveys),
    };
    let sealed = sealed(&work, version).await?;
    Ok(page::show(&work, version, sealed.as_ref(), &gaps))
}

fn newest(work: &Work) -> Result<&ProtocolVersion, WebError> {
    work.stand.protocol.as_ref().ok_or(WebError::NotFound)
}

async fn download(work: Work) -> Result<Response, WebError> {
    Ok(file(FILE, newest(&work)?.text.clone()))
}

async fn edit(work: Work) -> Markup {
    let text = work.stand.protocol.as_ref();
    let text = text.map_or("", |version| version.text.as_str());
    page::edit(&work, text, "", None, &[])
}

/// Keeps the draft. A frozen protocol changes only as an amendment, with its reason.
async fn save(State(app): State<App>, work: Work, form: Multipart) -> Result<Response, WebError> {
    let written = written(form).await?;
    let refused = |trouble: &Trouble| {
        let page = page::edit(&work, &written.text, &written.reason, Some(trouble), &[]);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let language = &work.language;
    let protocol = match parsed(language, &written) {
        Ok(protocol) if protocol.programme.slug == work.programme.slug => protocol,
        Ok(_) => return refused(&Trouble::Other("text", t(language, "protocol-other-slug"))),
        Err(trouble) => return refused(&trouble),
    };
    if work.stand.is_frozen() && written.reason.is_empty() {
        return refused(&Trouble::Other("reason", t(language, "protocol-no-reason")));
    }
    let tx = app.db.begin().await?;
    let current = protocols::current_to_change(&tx, work.programme.id).await?;
    if let Some(other) = current.filter(|now| written.is_unseen(&now.text)) {
        drop(tx);
        let trouble = Trouble::Other("text", t(language, "parts-changed-meanwhile"));
        let differences = changes(&other.protocol, &protocol);
        let (text, reason) = (&written.text, &written.reason);
        let page = page::edit(&work, text, reason, Some(&trouble), &differences);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let (text, reason) = (&written.text, &written.reason);
    keep(
        &app,
        &work,
        tx,
        work.stand.is_frozen(),
        text,
        &protocol,
        reason,
    )
    .await?;
    Ok(Redirect::to(&work.at("protocol")).into_response())
}

/// An amendment is not frozen by whoever proposes it, but approved by a manager.
fn is_amendment(version: &ProtocolVersion) -> bool {
    version.version > 1 && version.frozen.is_none()
}

fn to_amendments(work: &Work) -> Response {
    Redirect::to(&work.at("protocol/amendments")).into_response()
}

async fn confirm(work: Work) -> Result<Response, WebError> {
    let version = newest(&work)?;
    if is_amendment(version) {
        return Ok(to_amendments(&work));
    }
    Ok(confirming(&work, version).into_response())
}

fn confirming(work: &Work, version: &ProtocolVersion) -> Markup {
    let surveys = work.stand.questionnaires();
    let mismatches = check_together(&version.protocol, &surveys);
    page::confirm(work, version, &mismatches)
}

/// Freezes exactly what was confirmed: a draft that changed since is shown again.
async fn freeze(
    State(app): State<App>,
    work: Work,
    super::extract::Form(form): super::extract::Form<page::Freezing>,
) -> Result<Response, WebError> {
    let version = newest(&work)?;
    if is_amendment(version) {
        return Ok(to_amendments(&work));
    }
    if version.hash != form.hash {
        let page = confirming(&work, version);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let (actor, now, programme) = (work.visitor.actor(), app.clock.now(), &work.programme);
    let tx = app.db.begin().await?;
    protocols::freeze(&tx, &actor, programme, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at("protocol")).into_response())
}

async fn amended(work: Work) -> Result<Markup, WebError> {
    amendments_page(&work, None).await
}

async fn amendments_page(work: &Work, refusal: Option<Refusal>) -> Result<Markup, WebError> {
    let all = amendments::of_programme(&work.app.db.reader, &work.programme).await?;
    Ok(page::amendments::show(work, &all, newest(work)?, refusal))
}

/// Approves exactly what was read: an amendment that changed since is shown again.
async fn approve(
    State(app): State<App>,
    work: Work,
    super::extract::Form(form): super::extract::Form<page::Freezing>,
) -> Result<Response, WebError> {
    let (actor, now, programme) = (work.visitor.actor(), app.clock.now(), &work.programme);
    let tx = app.db.begin().await?;
    let current = protocols::current_to_change(&tx, programme.id).await?;
    if is_stale(current.as_ref(), &form.hash) {
        drop(tx);
        return stale(&work).await;
    }
    let name = &work.visitor.account.name;
    amendments::approve(&tx, &actor, programme, name, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(to_amendments(&work))
}

/// Whether something else waits than what was read.
fn is_stale(current: Option<&ProtocolVersion>, hash: &str) -> bool {
    current.is_none_or(|current| current.hash != hash || current.frozen.is_some())
}

async fn stale(work: &Work) -> Result<Response, WebError> {
    let page = amendments_page(work, Some(Refusal::Stale)).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

async fn reject(
    State(app): State<App>,
    work: Work,
    super::extract::Form(form): super::extract::Form<page::Freezing>,
) -> Result<Response, WebError> {
    if form.reason.trim().is_empty() {
        let page = amendments_page(&work, Some(Refusal::NoReason)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    end(&app, &work, Ending::Rejected, &form).await
}

async fn withdraw(
    State(app): State<App>,
    work: Work,
    super::extract::Form(form): super::extract::Form<page::Freezing>,
) -> Result<Response, WebError> {
    end(&app, &work, Ending::Withdrawn, &form).await
}

/// Ends exactly what was read.
async fn end(
    app: &App,
    work: &Work,
    how: Ending,
    form: &page::Freezing,
) -> Result<Response, WebError> {
    let (actor, programme) = (work.visitor.actor(), &work.programme);
    let tx = app.db.begin().await?;
    let current = protocols::current_to_change(&tx, programme.id).await?;
    if is_stale(current.as_ref(), &form.hash) {
        drop(tx);
        return stale(work).await;
    }
    let ended = Ended {
        how,
        by: work.visitor.account.name.clone(),
        at: app.clock.now(),
        reason: form.reason.replace("\r\n", "\n").trim().to_owned(),
    };
    amendments::end(&tx, &actor, programme, &ended).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(to_amendments(work))
}
