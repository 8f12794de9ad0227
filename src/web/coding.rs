//! The coding desk of a wave: two people give what was said a tone and themes, apart from each other,
//! and settle where they differ.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use sea_orm::DatabaseTransaction;
use serde::Deserialize;
use uuid::Uuid;

use super::extract::{Pairs, Path, Query};
use super::pages::coding::{self as page, Problem, Typed};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::coding::themes::Tree;
use crate::domain::coding::{Code, Round, Said, Seat, Source};
use crate::domain::parameter::Tone;
use crate::store::coding::{self, Coders, Given, Refused};
use crate::store::programmes::Programme;
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, accounts, quotes};

/// Longest reason for what was settled.
const MOST_CHARS: usize = 2_000;

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/coding";
    let differences = "/programmes/{slug}/waves/{number}/coding/differences";
    Routes::new()
        .get(own, Right::Interview, index)
        .post(own, Right::Interview, code)
        .get(differences, Right::Interview, compare)
        .post(differences, Right::Interview, settle)
        .post(
            "/programmes/{slug}/waves/{number}/coding/closing",
            Right::Evaluate,
            close,
        )
        .post(
            "/programmes/{slug}/waves/{number}/coding/reopening",
            Right::Evaluate,
            reopen,
        )
        .post(
            "/programmes/{slug}/waves/{number}/coding/seats",
            Right::Evaluate,
            free,
        )
}

/// The desk as one person sees it.
pub struct Desk {
    pub wave: Wave,
    pub said: Vec<Said>,
    pub tree: Tree,
    pub coders: Coders,
    pub seat: Option<Seat>,
    /// The statements that were chosen for the report.
    pub quoted: BTreeSet<Uuid>,
    /// What the two are called, as far as the seats are taken.
    pub names: [Option<String>; 2],
}

impl Desk {
    pub async fn of(work: &Work, number: i32) -> Result<Self, WebError> {
        let db = &work.app.db.reader;
        let wave = waves::by_number(db, &work.programme, number).await?;
        let coders = coding::coders(db, &wave).await?;
        let mut names = [None, None];
        for (name, account) in names.iter_mut().zip([coders.first, coders.second]) {
            if let Some(account) = account {
                *name = Some(accounts::by_id(db, account).await?.name);
            }
        }
        Ok(Self {
            said: coding::of_wave(db, &work.programme, &wave).await?,
            tree: coding::tree(db, &work.programme).await?,
            quoted: quotes::chosen(db, &work.programme).await?,
            seat: coders.seat_of(work.visitor.account.id),
            wave,
            coders,
            names,
        })
    }

    pub fn round(&self) -> Round {
        self.coders.round()
    }

    /// Whether the visitor is one of the two, or can become one.
    pub fn may_code(&self) -> bool {
        let is_one = self.seat.is_some() || !self.coders.is_full();
        self.round() == Round::Blind && is_one
    }

    /// What the list is of: the interviews, unless comments are wanted or are all there is.
    pub fn source(&self, wanted: &Wanted) -> Source {
        let is_interview = |one: &Said| one.source == Source::Interview;
        match wanted.source.as_str() {
            "comment" => Source::Comment,
            _ if !self.said.is_empty() && !self.said.iter().any(is_interview) => Source::Comment,
            _ => Source::Interview,
        }
    }

    pub fn at(&self, work: &Work, rest: &str) -> String {
        work.at(&format!("waves/{}/coding{rest}", self.wave.number))
    }
}

/// What of the list is wanted, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub show: String,
    #[serde(default)]
    pub theme: String,
    #[serde(default)]
    pub page: usize,
    /// Comments instead of the interviews' statements.
    #[serde(default)]
    pub source: String,
    /// What was just coded.
    pub saved: Option<Uuid>,
}

async fn index(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let desk = Desk::of(&work, number).await?;
    Ok(page::list::index(&work, &desk, &wanted, None))
}

/// A code as a form brought it.
fn typed(fields: &[(String, String)]) -> Option<Typed> {
    let field = |name: &str| {
        let mut own = fields.iter().filter(|(own, _)| own == name);
        own.next().map(|(_, value)| value.trim().to_owned())
    };
    let themes = fields.iter().filter(|(name, _)| name == "theme");
    Some(Typed {
        id: field("id")?.parse().ok()?,
        tone: field("tone").and_then(|word| tone(&word)),
        themes: themes.map(|(_, value)| value.clone()).collect(),
        reason: field("reason").unwrap_or_default().replace("\r\n", "\n"),
    })
}

pub fn tone(word: &str) -> Option<Tone> {
    match word {
        "positive" => Some(Tone::Positive),
        "neutral" => Some(Tone::Neutral),
        "negative" => Some(Tone::Negative),
        _ => None,
    }
}

pub fn problem(refused: Refused) -> Problem {
    match refused {
        Refused::Full => Problem::Full,
        Refused::Closed => Problem::Closed,
        Refused::Shown => Problem::Shown,
        Refused::Blind => Problem::Blind,
        Refused::UnknownTheme => Problem::UnknownTheme,
    }
}

fn wanted_of(fields: &[(String, String)]) -> Wanted {
    let field = |name: &str| {
        let mut own = fields.iter().filter(|(own, _)| own == name);
        own.next().map(|(_, value)| value.clone())
    };
    Wanted {
        q: field("q").unwrap_or_default(),
        show: field("show").unwrap_or_default(),
        theme: field("of").unwrap_or_default(),
        page: field("page")
            .and_then(|page| page.parse().ok())
            .unwrap_or(0),
        source: field("source").unwrap_or_default(),
        saved: None,
    }
}

async fn code(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let mut wanted = wanted_of(&fields);
    let typed = typed(&fields).ok_or(WebError::NotFound)?;
    let problem = match typed.tone {
        None => Some(Problem::NoTone),
        Some(tone) => {
            let code = Code::new(typed.themes.clone(), tone);
            given(&app, &work, &desk, (typed.id, &code)).await?
        }
    };
    if let Some(problem) = problem {
        let desk = Desk::of(&work, number).await?;
        let page = page::list::index(&work, &desk, &wanted, Some((problem, &typed)));
        return Ok((problem.status(), page).into_response());
    }
    wanted.saved = Some(typed.id);
    let to = desk.at(&work, &page::list::query(&wanted));
    Ok(Redirect::to(&to).into_response())
}

/// Takes one code.
async fn given(
    app: &App,
    work: &Work,
    desk: &Desk,
    (id, code): (Uuid, &Code),
) -> Result<Option<Problem>, WebError> {
    let (actor, account) = (work.visitor.actor(), work.visitor.account.id);
    let own = (&work.programme, &desk.wave);
    let tx = app.db.begin().await?;
    let said = &read_anew(&tx, own, id).await?;
    let given = [Given { said, code }];
    let taken = coding::give(&tx, &actor, own, account, &given, app.clock.now()).await?;
    keep(tx, taken).await
}

/// Takes the one code that two coders settle on.
async fn settled(
    app: &App,
    work: &Work,
    desk: &Desk,
    (typed, tone): (&Typed, Tone),
) -> Result<Option<Problem>, WebError> {
    let code = &Code::new(typed.themes.clone(), tone);
    let (actor, own) = (work.visitor.actor(), (&work.programme, &desk.wave));
    let tx = app.db.begin().await?;
    let said = &read_anew(&tx, own, typed.id).await?;
    let given = Given { said, code };
    let taken = coding::resolve(&tx, &actor, own, &given, &typed.reason, app.clock.now()).await?;
    keep(tx, taken).await
}

/// What was said as it stands in the transaction that codes it.
async fn read_anew(
    tx: &DatabaseTransaction,
    (programme, wave): (&Programme, &Wave),
    id: Uuid,
) -> Result<Said, WebError> {
    let all = coding::of_wave(tx, programme, wave).await?;
    let said = all.into_iter().find(|one| one.id == id);
    said.ok_or(WebError::NotFound)
}

/// Keeps what was taken, or says why nothing was.
async fn keep(
    tx: DatabaseTransaction,
    taken: Result<(), Refused>,
) -> Result<Option<Problem>, WebError> {
    if let Err(refused) = taken {
        return Ok(Some(problem(refused)));
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(None)
}

async fn compare(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let desk = Desk::of(&work, number).await?;
    Ok(page::differences::index(&work, &desk, &wanted, None))
}

async fn settle(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let mut wanted = wanted_of(&fields);
    let typed = typed(&fields).ok_or(WebError::NotFound)?;
    let found = match typed.tone {
        None => Some(Problem::NoTone),
        Some(_) if typed.reason.is_empty() => Some(Problem::NoReason),
        Some(_) if typed.reason.chars().count() > MOST_CHARS => Some(Problem::LongReason),
        Some(tone) => settled(&app, &work, &desk, (&typed, tone)).await?,
    };
    if let Some(problem) = found {
        let page = page::differences::index(&work, &desk, &wanted, Some((problem, &typed)));
        return Ok((problem.status(), page).into_response());
    }
    wanted.saved = Some(typed.id);
    let rest = format!("/differences{}", page::list::query(&wanted));
    Ok(Redirect::to(&desk.at(&work, &rest)).into_response())
}

async fn close(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let sure = fields.iter().any(|(name, _)| name == "sure");
    if !sure {
        let page = page::list::index(
            &work,
            &desk,
            &Wanted::default(),
            Some((Problem::NotSure, &Typed::default())),
        );
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (actor, own) = (work.visitor.actor(), (&work.programme, &desk.wave));
    let tx = app.db.begin().await?;
    // Closed twice is closed.
    if coding::close(&tx, &actor, own, app.clock.now())
        .await?
        .is_ok()
    {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&desk.at(&work, "/differences")).into_response())
}

/// Opens the round again, for a reason.
async fn reopen(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let desk = Desk::of(&work, number).await?;
    let why = fields.iter().find(|(name, _)| name == "why");
    let why = why.map_or("", |(_, value)| value.trim());
    let wrong = match why.chars().count() {
        0 => Some(Problem::NoReopening),
        count if count > MOST_CHARS => Some(Problem::LongReason),
        _ => None,
    };
    if let Some(problem) = wrong {
        let typed = Typed::default();
        let wanted = Wanted::default();
        let page = page::differences::index(&work, &desk, &wanted, Some((problem, &typed)));
        return Ok((problem.status(), page).into_response());
    }
    let (actor, own) = (work.visitor.actor(), (&work.programme, &desk.wave));
    let tx = app.db.begin().await?;
    // Open already is open.
    let opened = coding::reopen(&tx, &actor, own, why, app.clock.now()).await?;
    if opened.is_ok() {
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(Redirect::to(&desk.at(&work, "")).into_response())
}

/// Frees a seat for another coder.
async fn free(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Pairs(fields): Pairs,
) -> Result<Redirect, WebError> {
    let desk = Desk::of(&work, number).await?;
    let wanted = fields.iter().find(|(name, _)| name == "seat");
    let seat = match wanted.map(|(_, value)| value.as_str()) {
        Some("1") => Seat::First,
        Some("2") => Seat::Second,
        _ => return Err(WebError::NotFound),
    };
    let (actor, own) = (work.visitor.actor(), (&work.programme, &desk.wave));
    let tx = app.db.begin().await?;
    coding::free_seat(&tx, &actor, own, seat, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&desk.at(&work, "")))
}
