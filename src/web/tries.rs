//! Trying a draft by a secret link: the client's own pages, for a handful of people, before anything
//! is published. What they answer is kept apart, counts nowhere and goes at the publication.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::extract::{Address, Pairs, Path, Query};
use super::leafing::Carried;
use super::links;
use super::pages::respond::{self as page, Guide, Opened, Remark, Sheet, Why};
use super::surveys::newest;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evidence::{Answer, Answers};
use crate::domain::form::{self, FieldProblem, Filled};
use crate::domain::language::{Language, Text};
use crate::domain::link::LinkAddress;
use crate::domain::logic::{Client, Logic};
use crate::domain::protocol::PrivacyMode;
use crate::store::programmes::Programme;
use crate::store::surveys::{self, SurveyVersion};
use crate::store::{StoreError, drafts, programmes, protocols};

pub fn routes() -> Routes {
    Routes::new()
        .post(
            "/programmes/{slug}/surveys/{code}/draft-link",
            Right::Evaluate,
            open,
        )
        .post(
            "/programmes/{slug}/surveys/{code}/draft-link/closure",
            Right::Evaluate,
            close,
        )
        .get("/d/{token}", Right::Client, begin)
        .get("/d/{token}/{page}", Right::Client, show)
        .post("/d/{token}/{page}", Right::Client, save)
}

/// The address of a draft's link, as it was made at `opened_at`.
pub fn address(app: &App, programme: &Programme, draft: Uuid, opened_at: DateTime<Utc>) -> String {
    let token = token(app, programme, draft, opened_at);
    format!("{}/d/{}", app.settings.origin(), token.reveal())
}

fn token(
    app: &App,
    programme: &Programme,
    draft: Uuid,
    opened_at: DateTime<Utc>,
) -> crate::domain::link::Token {
    // A link that was taken away does not come back with the next one.
    let made = i32::try_from(opened_at.timestamp().rem_euclid(1 << 30)).unwrap_or_default();
    app.link_key.token(programme.lanes.first(), draft, made)
}

async fn open(
    State(app): State<App>,
    work: Work,
    Path((_, code)): Path<(String, String)>,
) -> Result<Redirect, WebError> {
    let draft = newest(&work, &code)?;
    if draft.published_at.is_none() {
        let now = app.clock.now();
        let token = token(&app, &work.programme, draft.id, now);
        let tx = app.db.begin().await?;
        drafts::open(&tx, draft.id, &token.hash(), now).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&work.at(&format!("surveys/{code}"))))
}

async fn close(
    State(app): State<App>,
    work: Work,
    Path((_, code)): Path<(String, String)>,
) -> Result<Redirect, WebError> {
    let draft = newest(&work, &code)?;
    let tx = app.db.begin().await?;
    drafts::close(&tx, draft.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("surveys/{code}"))))
}

/// A draft that a link leads to.
struct Trying {
    link: String,
    draft: SurveyVersion,
    logic: Logic,
    /// As whom somebody tries it, where the survey looks at that.
    client: Client,
    organisation: Text,
    privacy_threshold: u32,
    keep_months: Option<u32>,
    language: Language,
}

impl Trying {
    async fn find(
        app: &App,
        token: &str,
        address: std::net::IpAddr,
        wanted: Option<&str>,
        said: &[(String, String)],
    ) -> Result<Self, WebError> {
        let db = &app.db.reader;
        let hash = LinkAddress::of(token).hash;
        let look_up = drafts::by_token(db, &hash);
        let id = links::behind(app, address, token, look_up).await?;
        let draft = surveys::by_id(db, id).await?;
        let programme = programmes::by_id(db, draft.programme_id).await?;
        let protocol = protocols::current(db, programme.id)
            .await?
            .map(|one| one.protocol);
        let languages = &draft.survey.languages;
        let wanted = languages.iter().find(|own| Some(own.tag()) == wanted);
        let language = wanted
            .or(languages.first())
            .cloned()
            .unwrap_or_else(Language::english);
        Ok(Self {
            // A draft that was kept has sound conditions.
            logic: Logic::of(&draft.survey).unwrap_or_default(),
            client: Carried::read(said).client(&language),
            link: format!("/d/{}", token.trim().to_ascii_lowercase()),
            organisation: protocol.as_ref().map_or(programme.title, |protocol| {
                protocol.programme.organisation.clone()
            }),
            keep_months: protocol
                .as_ref()
                .and_then(|protocol| protocol.rules.keep_months),
            privacy_threshold: protocol.map_or(0, |protocol| protocol.rules.privacy_threshold),
            draft,
            language,
        })
    }

    fn opened(&self) -> Opened<'_> {
        Opened {
            known: None,
            live: None,
            link: &self.link,
            organisation: &self.organisation,
            information: None,
            survey: &self.draft.survey,
            language: &self.language,
            privacy: PrivacyMode::Anonymous,
            privacy_threshold: self.privacy_threshold,
            keep_months: self.keep_months,
            last_day: None,
            kiosk: None,
        }
    }

    fn sheet(
        &self,
        number: usize,
        answers: &Answers,
        filled: Filled,
        problems: &[FieldProblem],
        key: &str,
    ) -> Result<Response, WebError> {
        let path = self.logic.path(answers, &self.client);
        let why = Why {
            so_far: None,
            explains: false,
            client: &self.client,
        };
        let asks_client = self.draft.survey.knows_client();
        let page = number
            .checked_sub(1)
            .and_then(|at| self.draft.survey.pages.get(at));
        let sheet = Sheet {
            guide: Some(Guide {
                logic: &self.logic,
                path: &path,
            }),
            why: asks_client.then_some(&why),
            number,
            page: page.ok_or(WebError::LinkNotValid)?,
            filled,
            problems,
            remark: Some(Remark::Trying),
            seed: 0,
            rev: 0,
            was: "",
            elsewhere: None,
            key,
        };
        let status = if problems.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let opened = Opened {
            known: Some(&path),
            ..self.opened()
        };
        Ok((status, page::sheet(&opened, &sheet)).into_response())
    }

    fn to(&self, page: &str, language: &Language, attempt: Uuid) -> Result<Response, WebError> {
        let to = format!("{}/{page}?lang={language}&attempt={attempt}", self.link);
        Ok(Redirect::to(&to).into_response())
    }
}

/// Behind the question mark: the language, and which attempt goes on.
#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
    attempt: Option<Uuid>,
}

/// Who the client of an attempt is: kept with its answers, under names that no item can have.
fn as_whom(answers: &Answers, language: &Language) -> Client {
    let facts = answers.iter().filter_map(|(name, answer)| match answer {
        Answer::Word(word) if name.starts_with("client.") => Some((name.clone(), word.clone())),
        _ => None,
    });
    let mut client: Client = facts.collect();
    client.insert("client.language".to_owned(), language.tag().to_owned());
    client
}

async fn begin(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    Address(address): Address,
) -> Result<Response, WebError> {
    let trying = Trying::find(&app, &token, address, asked.lang.as_deref(), &[]).await?;
    Ok(page::welcome(&trying.opened(), None).into_response())
}

async fn show(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Address(address): Address,
) -> Result<Response, WebError> {
    let trying = Trying::find(&app, &token, address, asked.lang.as_deref(), &[]).await?;
    if wanted == "thanks" {
        return Ok(page::thanks(&trying.opened()).into_response());
    }
    let number: usize = wanted.parse().map_err(|_| WebError::LinkNotValid)?;
    if number == 0 {
        return Ok(page::welcome(&trying.opened(), None).into_response());
    }
    let mut trying = trying;
    let answers = match asked.attempt {
        Some(attempt) => drafts::of_try(&app.db.reader, attempt, trying.draft.id).await?,
        None => Answers::new(),
    };
    let key = asked.attempt.unwrap_or_else(Uuid::new_v4).to_string();
    trying.client = as_whom(&answers, &trying.language);
    trying.sheet(number, &answers, Filled::Stored(&answers), &[], &key)
}

async fn save(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    Address(address): Address,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let field = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    };
    let trying = Trying::find(&app, &token, address, field("lang"), &fields).await?;
    let number: usize = wanted.parse().map_err(|_| WebError::LinkNotValid)?;
    let at = number
        .checked_sub(1)
        .and_then(|at| trying.draft.survey.pages.get(at));
    let page = at.ok_or(WebError::LinkNotValid)?;
    let key = field("key").and_then(|key| key.parse::<Uuid>().ok());
    let key = key.ok_or_else(|| WebError::Unreadable("key is missing or wrong".to_owned()))?;
    let go = field("go").unwrap_or("next");
    let mut answers = drafts::of_try(&app.db.reader, key, trying.draft.id).await?;
    let mut reading = form::read_page(page, &fields, &trying.language);
    answers.retain(|item, _| !reading.keys.contains(item));
    answers.extend(reading.answers.clone());
    if trying.draft.survey.knows_client() {
        answers.retain(|name, _| !name.starts_with("client."));
        let facts = trying.client.iter();
        answers.extend(facts.map(|(name, word)| (name.clone(), Answer::Word(word.clone()))));
    }
    let path = trying.logic.path(&answers, &trying.client);
    let seen = |item: &str| {
        field("shown").is_none_or(|codes| codes.split_whitespace().any(|code| code == item))
    };
    let is_asked = |item: &str| path.shows(item);
    if go == "next" {
        trying.logic.judge(page, &path, &mut reading);
        reading.problems.retain(|problem| seen(&problem.item));
    }
    reading.problems.retain(|problem| is_asked(&problem.item));
    // The script saves what is sound; what is wrong waits until the page is left.
    if !reading.problems.is_empty() && go != "keep" {
        let filled = Filled::Posted(&fields);
        let key = key.to_string();
        return trying.sheet(number, &answers, filled, &reading.problems, &key);
    }
    let tx = app.db.begin().await?;
    let now = app.clock.now();
    drafts::keep(&tx, key, trying.draft.id, &trying.language, &answers, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    if go == "keep" {
        let told = json!({ "rev": 0, "was": "", "notice": "" });
        return Ok(axum::Json(told).into_response());
    }
    let mut pages = path.page_indices().map(|at| at + 1);
    let came = page
        .items
        .iter()
        .any(|item| is_asked(&item.code) && !seen(&item.code));
    let to = match go {
        "back" => pages.take_while(|page| *page < number).last().unwrap_or(0),
        "next" if !came => match pages.find(|page| *page > number) {
            Some(page) => page,
            None => match form::first_missing(&trying.draft.survey, &answers, &path) {
                Some(page) => page + 1,
                None => return trying.to("thanks", &trying.language, key),
            },
        },
        _ => number,
    };
    match go.strip_prefix("lang-").map(Language::new) {
        Some(Ok(language)) => trying.to(&number.to_string(), &language, key),
        _ => trying.to(&to.to_string(), &trying.language, key),
    }
}
