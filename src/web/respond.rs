//! The client's side: the pages behind a link. A GET changes nothing here, ever: mail scanners and
//! previews open links too.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::asking::{self, Asking};
use super::extract::{Pairs, Path};
use super::links::{self, Caller};
use super::pages::respond::{self as page, Guide, Opened, Remark, Sheet};
use super::posted::{Go, Posted};
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evidence::{Answer, Answers, SEED_KEY};
use crate::domain::form::{self, FieldProblem, Filled, Reading};
use crate::domain::language::Language;
use crate::domain::logic::{Client, Path as Way};
use crate::domain::submission::{Marks, Outcome, SavePage, takes_answers};
use crate::domain::survey::{Page, other_key};
use crate::store::invited::{self, Invited};
use crate::store::waves::WaveState;

pub fn routes() -> Routes {
    Routes::new()
        .get("/r/{token}", Right::Client, resume)
        .get("/r/{token}/{page}", Right::Client, show)
        .post("/r/{token}/{page}", Right::Client, save)
}

/// A link that was looked up, with what it leads to.
pub(super) struct Found {
    pub(super) link: String,
    pub(super) invited: Invited,
    pub(super) asking: Arc<Asking>,
    pub(super) language: Language,
    /// What conditions and texts may say of the client.
    pub(super) client: Client,
    /// Where the next one begins, on a device that many answer at.
    pub(super) kiosk: Option<String>,
    pub(super) now: DateTime<Utc>,
}

async fn resume(
    State(app): State<App>,
    Path(token): Path<String>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    found.begin()
}

async fn show(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller).await?;
    let mailed = caller.asked.a.as_deref().filter(|_| wanted == "1");
    if let Some(page) = mailed.and_then(|answer| found.mailed_page(answer)) {
        return Ok(page);
    }
    found.show(&wanted, caller.asked.said)
}

/// The last part of the address of the page that thanks.
const THANKS: &str = "thanks";
/// The last part of the address of the page that shows all answers once more.
const REVIEW: &str = "review";

async fn save(
    State(app): State<App>,
    Path((token, wanted)): Path<(String, String)>,
    caller: Caller,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let found = find(&app, &token, &caller.with(&fields)).await?;
    found.take(&app, &wanted, &fields).await
}

/// Where a page leads once it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Send,
    To(usize, Option<Remark>),
    Review,
    Stay(Language),
}

impl Found {
    /// Welcome at first; later the page where somebody stopped.
    pub(super) fn begin(&self) -> Result<Response, WebError> {
        if let Some(end) = self.end() {
            return Ok(end);
        }
        if self.invited.started_at.is_none() {
            return Ok(page::welcome(&self.opened(), None).into_response());
        }
        self.stored_page(self.resume_at(), Some(Remark::Resumed))
    }

    pub(super) fn show(&self, wanted: &str, said: Option<Remark>) -> Result<Response, WebError> {
        if wanted == THANKS && self.invited.submitted_at.is_some() {
            return Ok(page::thanks(&self.opened()).into_response());
        }
        if let Some(end) = self.end() {
            return Ok(end);
        }
        if wanted == REVIEW && self.asking.survey.review {
            return Ok(self.review_page());
        }
        match wanted.parse::<usize>() {
            Ok(0) => {
                let started = self.invited.started_at.is_some();
                let resume = started.then(|| self.resume_at());
                Ok(page::welcome(&self.opened(), resume).into_response())
            }
            Ok(number) => self.stored_page(number, said),
            Err(_) => Err(WebError::LinkNotValid),
        }
    }

    /// Takes a posted page in.
    pub(super) async fn take(
        &self,
        app: &App,
        wanted: &str,
        fields: &[(String, String)],
    ) -> Result<Response, WebError> {
        let posted = Posted::read(fields)?;
        if wanted == REVIEW && self.asking.survey.review {
            return self.after_review(app, &posted).await;
        }
        let number: usize = wanted.parse().map_err(|_| WebError::LinkNotValid)?;
        let (reading, all) = self.read(number, &posted)?;
        let path = self.asking.logic.path(&all, &self.client);
        if posted.go == Go::Keep {
            return self.keep(app, &posted, reading).await;
        }
        if !reading.problems.is_empty() {
            // Who handed it in already is told so, whatever is wrong with this page.
            if self.end().is_some() {
                return Ok(self.refused());
            }
            return Ok(self.refused_page(number, &posted, &reading.problems));
        }
        let step = self.step(number, &posted, &all, &path);
        let outcome = app.writer.save(self.to_save(&posted, reading, &step));
        Ok(self.answer(outcome.await?, number, &step))
    }

    /// What is answered on a posted page, with what is wrong with it, and all answers so far.
    pub(super) fn read(
        &self,
        number: usize,
        posted: &Posted,
    ) -> Result<(Reading, Answers), WebError> {
        let pages = &self.asking.survey.pages;
        let page = number.checked_sub(1).and_then(|at| pages.get(at));
        let page = page.ok_or(WebError::LinkNotValid)?;
        let mut reading = form::read_page(page, posted.fields, &self.language);
        let all = self.with(&reading);
        let path = self.asking.logic.path(&all, &self.client);
        if posted.go == Go::Next {
            self.asking.logic.judge(page, &path, &mut reading);
            // What came up by these very answers nobody could have seen yet.
            reading.problems.retain(|problem| posted.saw(&problem.item));
        } else {
            reading.problems.retain(|problem| path.shows(&problem.item));
        }
        Ok((reading, all))
    }

    pub(super) fn survey_code(&self) -> &str {
        &self.asking.survey.code
    }

    pub(super) fn opened(&self) -> Opened<'_> {
        // A closing time at midnight belongs to the day that ends then.
        let last_day = self.invited.closes_at.map(|closes_at| {
            let moment = closes_at - TimeDelta::seconds(1);
            moment.with_timezone(&self.asking.zone).date_naive()
        });
        Opened {
            link: &self.link,
            organisation: &self.asking.organisation,
            information: self.asking.information.as_ref(),
            survey: &self.asking.survey,
            language: &self.language,
            privacy: self.invited.privacy_mode,
            privacy_threshold: self.asking.privacy_threshold,
            keep_months: self.asking.keep_months,
            known: None,
            live: None,
            last_day,
            kiosk: self.kiosk.as_deref(),
        }
    }

    /// The page that says it, when there is nothing to fill in any more, or not yet.
    pub(super) fn end(&self) -> Option<Response> {
        let invited = &self.invited;
        let started = invited.started_at.is_some();
        let open = invited.wave_state == WaveState::Open;
        let page = if invited.submitted_at.is_some() {
            page::already_in(&self.opened())
        } else if invited.wave_state == WaveState::Planned {
            page::not_open_yet(&self.opened())
        } else if takes_answers(open, invited.closes_at, started, self.now) {
            return None;
        } else {
            page::closed(&self.opened(), started)
        };
        Some(page.into_response())
    }

    /// The same as the answer to a form that could not be taken.
    pub(super) fn refused(&self) -> Response {
        match self.end() {
            Some(end) => (StatusCode::CONFLICT, end).into_response(),
            None => WebError::LinkNotValid.into_response(),
        }
    }

    /// Page `number` as it was stored; its form gets a key of its own.
    fn stored_page(&self, number: usize, remark: Option<Remark>) -> Result<Response, WebError> {
        let pages = &self.asking.survey.pages;
        let at = number.checked_sub(1).and_then(|at| pages.get(at));
        if at.is_some() && !self.path().has_page(number - 1) {
            // Answers given since then lead past this page.
            let number = self.resume_at().to_string();
            return Ok(self.to(&number, &self.language, None));
        }
        let page = at.ok_or(WebError::LinkNotValid)?;
        Ok(self.page_with(number, page, &self.invited.draft.answers, remark))
    }

    /// The first page with the answer that a link in the mail stands for. It is filled in and not
    /// stored: that somebody opened a link says nothing yet.
    fn mailed_page(&self, answer: &str) -> Option<Response> {
        let item = self.asking.survey.in_mail()?;
        let mut answers = self.invited.draft.answers.clone();
        if self.end().is_some() || answers.contains_key(&item.code) {
            return None;
        }
        let page = self.asking.survey.pages.first()?;
        let asked = (form::ASKED.to_owned(), item.code.clone());
        let fields = [asked, (form::field_name(&item.code), answer.to_owned())];
        let given = form::read_page(page, &fields, &self.language).answers;
        answers.insert(item.code.clone(), given.get(&item.code)?.clone());
        Some(self.page_with(1, page, &answers, Some(Remark::Mailed)))
    }

    fn page_with(
        &self,
        number: usize,
        page: &Page,
        answers: &Answers,
        remark: Option<Remark>,
    ) -> Response {
        let path = self.asking.logic.path(answers, &self.client);
        let sheet = Sheet {
            number,
            page,
            guide: Some(Guide {
                logic: &self.asking.logic,
                path: &path,
            }),
            filled: Filled::Stored(answers),
            problems: &[],
            remark,
            seed: self.seed().unwrap_or_else(rand::random),
            rev: self.invited.draft.rev,
            was: &self.marks(page).written(),
            why: None,
            elsewhere: matches!(remark, Some(Remark::Replaced | Remark::Unsent))
                .then_some(&self.invited.draft.elsewhere),
            key: &Uuid::new_v4().simple().to_string(),
        };
        let opened = Opened {
            known: Some(&path),
            ..self.opened()
        };
        page::sheet(&opened, &sheet).into_response()
    }

    /// Marks of what was answered so far on a page.
    fn marks(&self, page: &Page) -> Marks {
        let keys = page.items.iter();
        let keys = keys.flat_map(|item| [item.code.clone(), other_key(&item.code)]);
        let keys: Vec<String> = keys.collect();
        Marks::of(&self.invited.draft.answers, keys.iter().map(String::as_str))
    }

    /// The seed that was recorded with the first page, when one was.
    fn seed(&self) -> Option<u32> {
        match self.invited.draft.answers.get(SEED_KEY)? {
            Answer::Number(seed) => u32::try_from(*seed).ok(),
            _ => None,
        }
    }

    /// The page as it was sent, with what is wrong with it.
    pub(super) fn refused_page(
        &self,
        number: usize,
        posted: &Posted,
        problems: &[FieldProblem],
    ) -> Response {
        let page = &self.asking.survey.pages[number - 1];
        let reading = form::read_page(page, posted.fields, &self.language);
        let all = self.with(&reading);
        let path = self.asking.logic.path(&all, &self.client);
        let sheet = Sheet {
            number,
            page,
            guide: Some(Guide {
                logic: &self.asking.logic,
                path: &path,
            }),
            filled: Filled::Posted(posted.fields),
            problems,
            remark: None,
            seed: self.seed().unwrap_or(posted.seed),
            rev: posted.rev,
            was: posted.was.unwrap_or_default(),
            why: None,
            elsewhere: None,
            key: posted.key,
        };
        let opened = Opened {
            known: Some(&path),
            ..self.opened()
        };
        let page = page::sheet(&opened, &sheet);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    }

    /// The last page sends, unless an earlier one has something open: then it leads there.
    fn step(&self, number: usize, posted: &Posted, all: &Answers, path: &Way) -> Step {
        let survey = &self.asking.survey;
        let index = number - 1;
        match &posted.go {
            Go::In(language) => Step::Stay(language.clone()),
            Go::Keep => Step::To(number, None),
            Go::Back => {
                let before = path.page_indices().take_while(|at| *at < index).last();
                Step::To(before.map_or(0, |at| at + 1), None)
            }
            Go::Next => {
                let mut items = survey.pages[index].items.iter();
                let unseen = |code: &str| path.shows(code) && !posted.saw(code);
                if items.any(|item| unseen(&item.code)) {
                    return Step::To(number, Some(Remark::More));
                }
                if let Some(next) = path.page_indices().find(|at| *at > index) {
                    return Step::To(next + 1, None);
                }
                // The draft is gone; whether this is the form that sent it, the writer knows.
                if self.invited.submitted_at.is_some() {
                    return Step::Send;
                }
                match form::first_missing(survey, all, path) {
                    Some(page) => Step::To(page + 1, Some(Remark::StillOpen)),
                    None if survey.review => Step::Review,
                    None => Step::Send,
                }
            }
        }
    }

    /// Everything answered so far with a page taken in.
    fn with(&self, reading: &Reading) -> Answers {
        let mut all = self.invited.draft.answers.clone();
        all.retain(|key, _| !reading.keys.contains(key));
        all.extend(reading.answers.clone());
        all
    }

    fn path(&self) -> Way<'_> {
        let answers = &self.invited.draft.answers;
        self.asking.logic.path(answers, &self.client)
    }

    /// The page (from 1) where this client goes on.
    pub(super) fn resume_at(&self) -> usize {
        let answers = &self.invited.draft.answers;
        form::resume_at(&self.asking.survey, answers, &self.path()) + 1
    }

    /// Saves what the script sends while somebody fills a page in; what is wrong with it waits
    /// until the page is left.
    async fn keep(
        &self,
        app: &App,
        posted: &Posted<'_>,
        reading: Reading,
    ) -> Result<Response, WebError> {
        if self.end().is_some() {
            return Ok(self.refused());
        }
        let step = Step::To(0, None);
        let mut was = Marks::read(posted.was.unwrap_or_default());
        let (answers, mut items) = (reading.answers.clone(), reading.keys.clone());
        let save = self.to_save(posted, reading, &step);
        let outcome = app.writer.save(save).await?;
        Ok(match outcome {
            Outcome::Saved { rev, elsewhere } => {
                // What stands from elsewhere the page does not show.
                items.retain(|item| !elsewhere.kept.contains_key(item));
                was.take(&answers, &items);
                let path = self.path();
                let opened = Opened {
                    known: Some(&path),
                    ..self.opened()
                };
                let notice = page::elsewhere(&opened, &elsewhere).into_string();
                let told = json!({ "rev": rev, "was": was.written(), "notice": notice });
                axum::Json(told).into_response()
            }
            other => self.answer(other, 0, &step),
        })
    }

    fn review_page(&self) -> Response {
        let path = self.path();
        let answers = &self.invited.draft.answers;
        if let Some(page) = form::first_missing(&self.asking.survey, answers, &path) {
            let page = (page + 1).to_string();
            return self.to(&page, &self.language, Some(Remark::StillOpen));
        }
        let opened = Opened {
            known: Some(&path),
            ..self.opened()
        };
        let key = Uuid::new_v4().simple().to_string();
        page::review(&opened, &path, answers, self.invited.draft.rev, &key).into_response()
    }

    async fn after_review(&self, app: &App, posted: &Posted<'_>) -> Result<Response, WebError> {
        let path = self.path();
        if posted.go == Go::Back {
            let last = path.page_indices().last().map_or(0, |at| at + 1);
            return Ok(self.to(&last.to_string(), &self.language, None));
        }
        let answers = &self.invited.draft.answers;
        let sent = self.invited.submitted_at.is_some();
        if !sent && posted.rev != self.invited.draft.rev {
            return Ok(self.review_page()); // what is sent is what was looked over
        }
        if !sent && form::first_missing(&self.asking.survey, answers, &path).is_some() {
            return Ok(self.review_page());
        }
        let nothing = Reading::default();
        let save = self.to_save(posted, nothing, &Step::Send);
        let outcome = app.writer.save(save).await?;
        Ok(self.answer(outcome, 0, &Step::Send))
    }

    fn to_save(&self, posted: &Posted, mut reading: Reading, step: &Step) -> SavePage {
        let kept = &self.invited.draft.answers;
        if self.asking.survey.has_random_order() && !kept.contains_key(SEED_KEY) {
            let seed = Answer::Number(i64::from(posted.seed));
            reading.keys.push(SEED_KEY.to_owned());
            reading.answers.insert(SEED_KEY.to_owned(), seed);
        }
        let language = match step {
            Step::Stay(language) => language,
            _ => &self.language,
        };
        SavePage {
            lane: self.invited.lane,
            invitation_id: self.invited.id,
            visit: self.invited.visit.is_some(),
            items: reading.keys,
            answers: reading.answers,
            seen: posted.rev,
            was: posted.was.map(Marks::read),
            submit: *step == Step::Send,
            key: posted.key.to_owned(),
            language: language.clone(),
            shape: self.asking.shape.clone(),
            client: self.client.clone(),
            now: self.now,
        }
    }

    fn answer(&self, outcome: Outcome, number: usize, step: &Step) -> Response {
        match outcome {
            Outcome::Saved { elsewhere, .. } => {
                let (page, language, remark) = match step {
                    Step::To(page, remark) => (page.to_string(), &self.language, *remark),
                    Step::Review => (REVIEW.to_owned(), &self.language, None),
                    Step::Stay(language) => (number.to_string(), language, Some(Remark::Saved)),
                    Step::Send => (number.to_string(), &self.language, None),
                };
                let remark = match step {
                    _ if elsewhere.is_empty() => remark,
                    Step::Send => Some(Remark::Unsent),
                    _ => Some(Remark::Replaced),
                };
                self.to(&page, language, remark)
            }
            Outcome::Submitted => self.to(THANKS, &self.language, None),
            Outcome::AlreadySubmitted => {
                let page = page::already_in(&self.opened());
                (StatusCode::CONFLICT, page).into_response()
            }
            Outcome::WaveClosed => {
                let started = self.invited.started_at.is_some();
                let page = page::closed(&self.opened(), started);
                (StatusCode::CONFLICT, page).into_response()
            }
            Outcome::LinkNotValid => WebError::LinkNotValid.into_response(),
        }
    }

    /// The language travels in the address: these pages set no cookie.
    pub(super) fn to(&self, page: &str, language: &Language, remark: Option<Remark>) -> Response {
        let said = remark.map_or(String::new(), |remark| format!("&said={}", remark.code()));
        Redirect::to(&format!("{}/{page}?lang={language}{said}", self.link)).into_response()
    }
}

pub(super) async fn find(app: &App, token: &str, caller: &Caller) -> Result<Found, WebError> {
    let (now, db) = (app.clock.now(), &app.db.reader);
    let look_up = invited::by_token(db, token, now);
    let invited = links::behind(app, caller.address, token, look_up).await?;
    let asking = asking::of(app, &invited).await?;
    let client = if asking.knows_client {
        invited::client_facts(db, &invited).await?
    } else {
        Client::new()
    };
    Ok(Found {
        client,
        link: format!("/r/{}", token.trim().to_ascii_lowercase()),
        language: caller.language(&asking.survey, Some(&invited.language)),
        invited,
        asking,
        kiosk: None,
        now,
    })
}
