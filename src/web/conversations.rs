//! Conversations: an interviewer picks a client, asks along a guide and notes what is said. The guide
//! can be sent ahead by a link of its own.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use maud::Markup;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::extract::{Address, Form, Pairs, Path, Query};
use super::links;
use super::pages::conversations as page;
use super::pages::respond::{self, Opened};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::{Answers, Mode};
use crate::domain::form::{self, FieldProblem, Filled, Reading};
use crate::domain::language::{Language, Text};
use crate::domain::logic::{self, Logic};
use crate::domain::parameter::Tone;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::Marks;
use crate::domain::survey::{Survey, SurveyKind};
use crate::store::conversations::{self, Conversation, Note, Noted, Place, Plan};
use crate::store::surveys::{self, SurveyVersion};
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, clients, interviews, programmes, protocols};

/// As many clients as a search shows.
const MOST_FOUND: u64 = 25;
/// Longest note, and longest theme.
const MOST_CHARS: usize = 10_000;
const MOST_THEME: usize = 200;

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/conversations";
    let one = "/programmes/{slug}/conversations/{id}";
    Routes::new()
        .get(own, Right::Interview, index)
        .post(own, Right::Interview, plan)
        .get(one, Right::Interview, show)
        .post(one, Right::Interview, save)
        .get("/g/{token}", Right::Client, guide)
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

/// A wave allows conversations while it is open, unless it promised that nobody knows who said what.
fn allows(wave: &Wave) -> bool {
    wave.state == WaveState::Open && wave.privacy_mode != PrivacyMode::Anonymous
}

async fn guides(work: &Work) -> Result<Vec<SurveyVersion>, WebError> {
    let mut guides = Vec::new();
    for version in &work.stand.surveys {
        if version.survey.kind == SurveyKind::InterviewGuide {
            let db = &work.app.db.reader;
            guides.extend(surveys::published(db, work.programme.id, &version.code).await?);
        }
    }
    Ok(guides)
}

async fn index(work: Work, Query(search): Query<Search>) -> Result<Markup, WebError> {
    let (db, programme) = (&work.app.db.reader, &work.programme);
    let mut held = Vec::new();
    for conversation in conversations::of_programme(db, programme).await? {
        let client = clients::by_id(db, conversation.lane, conversation.client_id).await?;
        held.push((conversation, client));
    }
    let waves = work.stand.waves.iter().filter(|wave| allows(wave));
    let chooser = page::Chooser {
        waves: waves.collect(),
        guides: guides(&work).await?,
        clients: clients::page(db, programme, &search.q, None, MOST_FOUND).await?,
        search: &search.q,
    };
    Ok(page::index(&work, &chooser, &held))
}

#[derive(Deserialize)]
struct Planned {
    wave: i32,
    guide: Uuid,
    client: String,
    mode: String,
}

fn mode(code: &str) -> Option<Mode> {
    match code {
        "phone" => Some(Mode::Phone),
        "face_to_face" => Some(Mode::FaceToFace),
        _ => None,
    }
}

async fn plan(
    State(app): State<App>,
    work: Work,
    Form(form): Form<Planned>,
) -> Result<Redirect, WebError> {
    let now = app.clock.now();
    let wave = work
        .stand
        .waves
        .iter()
        .find(|wave| wave.number == form.wave && allows(wave));
    let guides = guides(&work).await?;
    let guide = guides.iter().find(|guide| guide.id == form.guide);
    let found = clients::page(
        &app.db.reader,
        &work.programme,
        &form.client,
        None,
        MOST_FOUND,
    )
    .await?;
    let client = found.iter().find(|client| client.key == form.client);
    let (Some(wave), Some(guide), Some(client), Some(mode)) =
        (wave, guide, client, mode(&form.mode))
    else {
        return Err(WebError::NotFound);
    };
    let languages = &guide.survey.languages;
    let own = languages
        .iter()
        .find(|language| **language == client.language);
    let planned = Plan {
        wave,
        survey_version_id: guide.id,
        client,
        mode,
        language: own
            .or(languages.first())
            .cloned()
            .unwrap_or_else(Language::english),
        held_on: now.with_timezone(&work.zone()).date_naive(),
        interviewer: &work.visitor.account.name,
    };
    let tx = app.db.begin().await?;
    let (actor, key) = (work.visitor.actor(), &app.link_key);
    let planned = conversations::plan(&tx, &actor, &work.programme, &planned, key, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(
        &work.at(&format!("conversations/{}", planned.id)),
    ))
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    saved: bool,
}

async fn show(
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
    Query(said): Query<Said>,
) -> Result<Markup, WebError> {
    page_of(&work, id, None, &[], said.saved).await
}

/// The conversation as it stands; what was refused stands in it as it was sent.
async fn page_of(
    work: &Work,
    id: Uuid,
    refused: Option<&[(String, String)]>,
    problems: &[FieldProblem],
    saved: bool,
) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let conversation = conversations::by_id(db, &work.programme, id).await?;
    let guide = surveys::by_id(db, conversation.survey_version_id).await?;
    let client = clients::by_id(db, conversation.lane, conversation.client_id).await?;
    let wave = waves::by_id(db, conversation.wave_id).await?;
    let notes = conversations::notes(db, &conversation).await?;
    let statements = interviews::statements(db, &work.programme).await?;
    let themes: BTreeSet<String> = statements.into_iter().filter_map(|one| one.theme).collect();
    let token = work
        .app
        .link_key
        .token(conversation.lane, conversation.id, 0);
    let link = format!("{}/g/{}", work.app.settings.origin(), token.reveal());
    let protocol = work
        .stand
        .protocol
        .as_ref()
        .map(|version| &version.protocol);
    let organisation = protocol.map_or(&work.programme.title, |p| &p.programme.organisation);
    let back = work.at("conversations");
    let logic = Logic::of(&guide.survey).unwrap_or_default();
    let facts = facts(&client);
    let path = logic.path(&conversation.answers, &facts);
    let mut showing = conversation.answers.clone();
    showing.extend(conversations::marked(&notes));
    let was = Marks::of(&showing, showing.keys().map(String::as_str));
    let shown = respond::Conversing {
        conversation: &conversation,
        client: &client,
        is_evidence: (wave.evidence_from..=wave.evidence_to).contains(&conversation.held_on),
        notes: &notes,
        themes: &themes,
        guide_link: &link,
        back: &back,
        interface: &work.language,
        saved,
        filled: refused.map_or(Filled::Stored(&conversation.answers), Filled::Posted),
        problems,
        was: &was.written(),
        key: &Uuid::new_v4().simple().to_string(),
    };
    let threshold = protocol.map_or(0, |p| p.rules.privacy_threshold);
    let opened = opened(
        &work.programme.slug,
        &guide,
        &conversation,
        organisation,
        &wave,
        threshold,
    );
    let opened = Opened {
        known: Some(&path),
        ..opened
    };
    Ok(respond::conversation(&opened, &shown))
}

/// What conditions and texts of a guide may say of the client.
fn facts(client: &clients::Client) -> logic::Client {
    let facts = [
        ("client.name", Some(client.name.clone())),
        ("client.segment", Some(client.segment.clone())),
        ("client.role", client.role.clone()),
        ("client.language", Some(client.language.tag().to_owned())),
    ];
    let known = facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name.to_owned(), fact?)));
    known.collect()
}

fn opened<'a>(
    _slug: &str,
    guide: &'a SurveyVersion,
    conversation: &'a Conversation,
    organisation: &'a Text,
    wave: &Wave,
    privacy_threshold: u32,
) -> Opened<'a> {
    Opened {
        known: None,
        live: None,
        link: "",
        organisation,
        information: None,
        survey: &guide.survey,
        language: &conversation.language,
        privacy: wave.privacy_mode,
        privacy_threshold,
        keep_months: None,
        last_day: None,
        kiosk: None,
    }
}

/// Keeps what stands on the page: what is half filled in too, since a conversation does not wait.
/// What cannot be read comes back with its error, after the rest was kept.
async fn save(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let db = &app.db.reader;
    let mut conversation = conversations::by_id(db, &work.programme, id).await?;
    let wave = waves::by_id(db, conversation.wave_id).await?;
    if wave.state != WaveState::Open {
        let (number, state) = (wave.number, "closed".to_owned());
        return Err(StoreError::WaveState { number, state }.into());
    }
    let guide = surveys::by_id(db, conversation.survey_version_id)
        .await?
        .survey;
    let client = clients::by_id(db, conversation.lane, conversation.client_id).await?;
    let mut reading = Reading::default();
    for page in &guide.pages {
        let one = form::read_page(page, &fields, &conversation.language);
        reading.answers.extend(one.answers);
        reading.keys.extend(one.keys);
        reading.problems.extend(one.problems);
    }
    let field = |name: &str| {
        let found = fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim())
    };
    if let Some(mode) = field("mode").and_then(mode) {
        conversation.mode = mode;
    }
    if let Some(day) = field("held_on").and_then(|day| day.parse::<NaiveDate>().ok()) {
        conversation.held_on = day;
    }
    let keep = field("go") == Some(KEEP);
    let was = field("was").map(Marks::read);
    let said = conversations::Said {
        conversation: &conversation,
        client: &client,
        keys: &reading.keys,
        answers: &reading.answers,
        noted: &noted(&guide, &conversation, &fields),
        was: was.as_ref(),
        aloud: !keep,
    };
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let actor = work.visitor.actor();
    let shown = conversations::save(&tx, &actor, &work.programme, &said, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    if keep {
        let told = json!({ "rev": 0, "was": shown.written(), "notice": "" });
        return Ok(axum::Json(told).into_response());
    }
    if !reading.problems.is_empty() {
        let page = page_of(&work, id, Some(&fields), &reading.problems, true).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let at = field("go").unwrap_or_default();
    let to = work.at(&format!("conversations/{id}?saved=true#{at}"));
    Ok(Redirect::to(&to).into_response())
}

/// What the script says that it saves by itself.
const KEEP: &str = "keep";

/// What was noted at each item, in the order of the guide.
fn noted(guide: &Survey, conversation: &Conversation, fields: &[(String, String)]) -> Vec<Noted> {
    let field = |name: &str| {
        let found = fields.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim())
    };
    let key = field("key").unwrap_or_default();
    let mut all = Vec::new();
    for item in guide.items() {
        let numbers = conversation.items.iter();
        let own = numbers.filter(|(_, code)| **code == item.code);
        let places = own.map(|(nr, _)| (nr.to_string(), Place::Known(*nr)));
        let new = ("new".to_owned(), Place::New(new_id(key, &item.code)));
        for (word, place) in places.chain([new]) {
            let own = |what: &str| field(&format!("n-{}-{word}-{what}", item.code));
            if let Some(text) = own("text") {
                let note = (!text.is_empty()).then(|| note(&item.code, text, &own));
                all.push(Noted { place, note });
            }
        }
    }
    all
}

/// The id of what is newly noted at an item: the same page sent twice notes it once. A page that
/// has no key notes it anew each time.
fn new_id(key: &str, item: &str) -> Uuid {
    if key.is_empty() {
        return Uuid::new_v4();
    }
    let hash = sha256_hex(format!("{key} {item}").as_bytes());
    Uuid::try_parse(hash.get(..32).unwrap_or_default()).unwrap_or_else(|_| Uuid::new_v4())
}

/// A note as the form brought it.
fn note<'a>(item: &str, text: &str, own: &impl Fn(&str) -> Option<&'a str>) -> Note {
    let short = |words: &str, most: usize| words.chars().take(most).collect::<String>();
    let tone = match own("tone") {
        Some("positive") => Some(Tone::Positive),
        Some("neutral") => Some(Tone::Neutral),
        Some("negative") => Some(Tone::Negative),
        _ => None,
    };
    Note {
        nr: 0,
        item: item.to_owned(),
        text: short(&text.replace("\r\n", "\n"), MOST_CHARS),
        theme: own("theme")
            .filter(|words| !words.is_empty())
            .map(|words| short(words, MOST_THEME)),
        tone,
        open_problem: Some(own("open").is_some()),
        quote_allowed: own("quote").is_some(),
    }
}

/// The guide as the client reads it ahead: the questions and nothing to fill in.
async fn guide(
    State(app): State<App>,
    Path(token): Path<String>,
    Address(address): Address,
) -> Result<Markup, WebError> {
    let db = &app.db.reader;
    let look_up = conversations::by_guide(db, &token);
    let conversation = links::behind(&app, address, &token, look_up).await?;
    let guide = surveys::by_id(db, conversation.survey_version_id).await?;
    let wave = waves::by_id(db, conversation.wave_id).await?;
    let programme = programmes::by_id(db, conversation.programme_id).await?;
    let protocol = protocols::current(db, programme.id)
        .await?
        .map(|version| version.protocol);
    let organisation = protocol
        .as_ref()
        .map_or(&programme.title, |p| &p.programme.organisation);
    let threshold = protocol.as_ref().map_or(0, |p| p.rules.privacy_threshold);
    let opened = opened(
        &programme.slug,
        &guide,
        &conversation,
        organisation,
        &wave,
        threshold,
    );
    let client = clients::by_id(db, conversation.lane, conversation.client_id).await?;
    let logic = Logic::of(&guide.survey).unwrap_or_default();
    let (facts, nothing) = (facts(&client), Answers::new());
    let path = logic.path(&nothing, &facts);
    let opened = Opened {
        known: Some(&path),
        ..opened
    };
    Ok(respond::guide(&opened, &conversation, &logic))
}
