//! The report of a wave: frozen, written in, made final, accepted; for each of its readers, as a
//! page and as a file.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::components::meanwhile;
use super::extract::{Form, Path, Query, Speaks};
use super::pages::reports as page;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::proceedings::{Acceptance, Conclusion, Proceedings};
use crate::domain::snapshot::Snapshot;
use crate::domain::survey::Survey;
use crate::report::files::{self, Kind};
use crate::report::{self, Document};
use crate::store::programmes::Programme;
use crate::store::snapshots::{self, Kept};
use crate::store::{StoreError, conclusions, proceedings, programmes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/report", Right::Read, newest)
        .get(
            "/programmes/{slug}/waves/{number}/report",
            Right::Read,
            show,
        )
        .get(
            "/programmes/{slug}/waves/{number}/report/file",
            Right::Read,
            download,
        )
        .get(
            "/programmes/{slug}/waves/{number}/report/charts/{file}",
            Right::Read,
            super::charts::chart,
        )
        .post(
            "/programmes/{slug}/waves/{number}/snapshots",
            Right::Evaluate,
            freeze,
        )
        .post(
            "/programmes/{slug}/waves/{number}/snapshots/final",
            Right::Evaluate,
            finish,
        )
        .post(
            "/programmes/{slug}/waves/{number}/snapshots/acceptance",
            Right::Manage,
            accept,
        )
        .get(
            "/programmes/{slug}/waves/{number}/conclusions",
            Right::Evaluate,
            edit,
        )
        .post(
            "/programmes/{slug}/waves/{number}/conclusions",
            Right::Evaluate,
            write,
        )
}

/// A report's basis: the newest snapshot of the wave, or the evaluation as it is just now.
pub struct Basis {
    pub kept: Option<Kept>,
    pub snapshot: Snapshot,
    pub surveys: Vec<Survey>,
    pub proceedings: Proceedings,
}

impl Basis {
    pub async fn of(app: &App, programme: &Programme, wave: u32) -> Result<Self, WebError> {
        match snapshots::newest(&app.db.reader, programme, wave).await? {
            Some(kept) => Self::kept(app, programme, kept).await,
            None => Self::now(app, programme, wave).await,
        }
    }

    pub async fn kept(app: &App, programme: &Programme, kept: Kept) -> Result<Self, WebError> {
        let snapshot = kept.read()?;
        let db = &app.db.reader;
        let proceedings = proceedings::of(db, programme, Some(&kept), &snapshot).await?;
        Ok(Self {
            surveys: snapshot.surveys(),
            kept: Some(kept),
            snapshot,
            proceedings,
        })
    }

    async fn now(app: &App, programme: &Programme, wave: u32) -> Result<Self, WebError> {
        let snapshot = taken(app, programme, wave).await?;
        let proceedings = proceedings::of(&app.db.reader, programme, None, &snapshot).await?;
        Ok(Self {
            kept: None,
            surveys: snapshot.surveys(),
            snapshot,
            proceedings,
        })
    }

    pub fn input(&self) -> report::Input<'_> {
        let as_of = self.snapshot.as_of();
        report::Input {
            protocol: &self.snapshot.inputs.protocol,
            surveys: &self.surveys,
            evaluation: &self.snapshot.results,
            wave: self.snapshot.inputs.wave,
            is_open: self.snapshot.is_open(),
            as_of,
            files: &self.snapshot.inputs.batches,
            proceedings: &self.proceedings,
        }
    }

    pub fn document(&self, edition: Edition, language: &Language) -> Result<Document, WebError> {
        Ok(report::write(&self.input(), edition, language)?)
    }

    /// The snapshot as it may leave the database.
    pub fn file(&self) -> String {
        let standing = self.kept.as_ref().map(|kept| &kept.standing);
        let own = concat!("peil ", env!("CARGO_PKG_VERSION"));
        let program = standing.map_or(own, |standing| &standing.program);
        match &self.kept {
            Some(kept) => Snapshot::file(&kept.document, program),
            None => Snapshot::file(&self.snapshot.canonical_json(), program),
        }
    }
}

/// Evaluates what is there now; heavy work goes off the threads that others wait for.
pub async fn taken(app: &App, programme: &Programme, wave: u32) -> Result<Snapshot, WebError> {
    let now = app.clock.now();
    let gathered = snapshots::gather(&app.db.reader, programme, wave, now).await?;
    let (inputs, evidence) = gathered.ok_or_else(|| missing("protocol", &programme.slug))?;
    if inputs.protocol.wave(wave).is_none() {
        return Err(missing("wave", &wave.to_string()));
    }
    tokio::task::spawn_blocking(move || Snapshot::take(inputs, &evidence))
        .await
        .map_err(|error| WebError::Internal(error.to_string()))
}

fn missing(what: &'static str, key: &str) -> WebError {
    let key = key.to_owned();
    WebError::Store(StoreError::NotFound { what, key })
}

/// The newest snapshot; a report that was never frozen has nothing to write in or to decide on.
pub async fn kept(app: &App, programme: &Programme, wave: u32) -> Result<Kept, WebError> {
    let newest = snapshots::newest(&app.db.reader, programme, wave).await?;
    newest.ok_or_else(|| missing("frozen evaluation of wave", &wave.to_string()))
}

pub fn at(programme: &Programme, wave: u32, what: &str) -> String {
    format!("/programmes/{}/waves/{wave}/{what}", programme.slug)
}

async fn newest(State(app): State<App>, Inside(programme): Inside) -> Result<Redirect, WebError> {
    let all = snapshots::of_programme(&app.db.reader, &programme).await?;
    let wave = match all.last() {
        Some(kept) => kept.wave,
        None => super::evaluation::newest_wave(&app, &programme).await?,
    };
    Ok(Redirect::to(&at(&programme, wave, "report")))
}

/// Which edition in which language; what is left away is management's, in the reader's language.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    edition: Option<String>,
    language: Option<String>,
    format: Option<String>,
}

impl Wanted {
    pub fn edition(&self) -> Result<Edition, WebError> {
        match &self.edition {
            None => Ok(Edition::Management),
            Some(code) => Edition::from_code(code).ok_or(WebError::NotFound),
        }
    }

    pub fn language(&self, reader: Language) -> Result<Language, WebError> {
        match self.language.as_deref() {
            None => Ok(reader),
            Some("nl") => Ok(Language::dutch()),
            Some("en") => Ok(Language::english()),
            Some(_) => Err(WebError::NotFound),
        }
    }
}

async fn show(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let Work {
        language,
        programme,
        ..
    } = &work;
    let asked = Asked {
        programme: programme.id,
        wave: number,
        edition: wanted.edition()?,
        language: language.clone(),
        today: app.clock.now().date_naive(),
    };
    let edition = asked.edition;
    let compute = async |_| {
        let basis = Basis::of(&app, programme, number).await?;
        Ok(Arc::new(Written::of(basis, edition, language)?))
    };
    let written = app.reports.of(&app.db, asked, compute).await?;
    Ok(page::show(&work, &written, edition))
}

/// What the text of a report follows from, beside what the database holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    programme: Uuid,
    wave: u32,
    edition: Edition,
    language: Language,
    /// What is overdue, and until when a report that was not frozen goes, follows from it.
    today: NaiveDate,
}

/// An edition as it is read.
pub struct Written {
    pub basis: Basis,
    pub title: String,
    pub body: Markup,
}

impl Written {
    fn of(basis: Basis, edition: Edition, language: &Language) -> Result<Self, WebError> {
        let document = basis.document(edition, language)?;
        let behind = match edition {
            Edition::Management => String::new(),
            other => format!("?edition={}", other.code()),
        };
        Ok(Self {
            body: report::html::body_with(&document, Some(&behind))?,
            title: document.title,
            basis,
        })
    }
}

async fn download(
    State(app): State<App>,
    Speaks(language): Speaks,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let basis = Basis::of(&app, &programme, number).await?;
    let edition = wanted.edition()?;
    let language = wanted.language(language)?;
    let kind = Kind::from_code(wanted.format.as_deref().unwrap_or("html"));
    let kind = kind.ok_or(WebError::NotFound)?;
    let name = format!(
        "{}-{number}-{}-{language}.{}",
        programme.slug,
        edition.code(),
        kind.code()
    );
    let bytes = file(basis, edition, language, kind).await?;
    Ok(attachment(kind, &name, bytes))
}

pub fn attachment(kind: Kind, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

/// An edition as a file. Setting type takes a while, so it is done beside the others' work.
pub async fn file(
    basis: Basis,
    edition: Edition,
    language: Language,
    kind: Kind,
) -> Result<Vec<u8>, WebError> {
    if kind == Kind::Json && edition == Edition::Management {
        return Ok(basis.file().into_bytes());
    }
    let written = tokio::task::spawn_blocking(move || {
        files::write(
            &basis.input(),
            edition,
            &language,
            kind,
            &super::assets::text("report.css"),
        )
    });
    let written = written
        .await
        .map_err(|err| WebError::Internal(err.to_string()))?;
    written.map_err(|err| WebError::Internal(crate::report::files::chain(&err)))
}

async fn freeze(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Redirect, WebError> {
    let snapshot = taken(&app, &programme, number).await?;
    let tx = app.db.begin().await?;
    snapshots::keep(
        &tx,
        &visitor.actor(),
        &programme,
        &snapshot,
        app.clock.now(),
    )
    .await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "report")))
}

async fn finish(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Redirect, WebError> {
    let kept = kept(&app, &programme, number).await?;
    let tx = app.db.begin().await?;
    snapshots::finish(&tx, &visitor.actor(), &programme, &kept, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "report")))
}

#[derive(Debug, Deserialize)]
struct AcceptanceForm {
    name: String,
    #[serde(default)]
    remarks: String,
}

async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<AcceptanceForm>,
) -> Result<Redirect, WebError> {
    let kept = kept(&app, &programme, number).await?;
    let name = form.name.trim();
    if name.is_empty() {
        return Err(WebError::Unreadable("a name is needed to sign".to_owned()));
    }
    let acceptance = Acceptance {
        name: name.to_owned(),
        remarks: form.remarks.trim().to_owned(),
        at: app.clock.now(),
    };
    let tx = app.db.begin().await?;
    snapshots::accept(&tx, &visitor.actor(), &programme, &kept, &acceptance).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&at(&programme, number, "report")))
}

async fn edit(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let Work {
        language,
        programme,
        ..
    } = &work;
    let kept = kept(&app, programme, number).await?;
    let basis = Basis::kept(&app, programme, kept).await?;
    let document = basis.document(Edition::Management, language)?;
    Ok(page::edit(&work, &basis, &document, None)?)
}

#[derive(Debug, Deserialize)]
struct ConclusionForm {
    section: String,
    language: String,
    text: String,
    /// The mark of what the page showed.
    #[serde(default)]
    seen: String,
}

async fn write(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Form(form): Form<ConclusionForm>,
) -> Result<Response, WebError> {
    let programme = &work.programme;
    let kept = kept(&app, programme, number).await?;
    let known = ["nl", "en"].contains(&form.language.as_str());
    let is_word = form.section.len() <= 40
        && form
            .section
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '-');
    if !known || !is_word || form.section.is_empty() {
        return Err(WebError::Unreadable("no section of this report".to_owned()));
    }
    let conclusion = Conclusion {
        section: form.section,
        language: form.language,
        text: form.text.replace('\r', "").trim().to_owned(),
    };
    let tx = app.db.begin().await?;
    programmes::hold(&tx, programme.id).await?;
    let stored = conclusions::of_snapshot(&tx, kept.id).await?;
    let stored = page::standing(&stored, &conclusion.section, &conclusion.language);
    let typed = meanwhile::fields([("text", &conclusion.text)]);
    if !kept.is_draft() || meanwhile::is_lost(&form.seen, &stored, &typed) {
        drop(tx);
        return unkept(&app, &work, kept, &conclusion).await;
    }
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    conclusions::write(&tx, &actor, programme, &kept, &conclusion, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let place = format!("conclusions#write-{}", conclusion.section);
    Ok(Redirect::to(&at(programme, number, &place)).into_response())
}

/// What was typed, beside what somebody else stored since, or in a report that is final by now.
async fn unkept(
    app: &App,
    work: &Work,
    kept: Kept,
    typed: &Conclusion,
) -> Result<Response, WebError> {
    let basis = Basis::kept(app, &work.programme, kept).await?;
    let document = basis.document(Edition::Management, &work.language)?;
    let page = page::edit(work, &basis, &document, Some(typed))?;
    Ok((StatusCode::CONFLICT, page).into_response())
}
