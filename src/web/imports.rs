//! Taking in files: first what is in them, then all of it or nothing.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::extract::{Path, Speaks};
use super::pages::imports::{self as page, Preview};
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::{Context, Imported, read};
use crate::store::imports::{File, Taken, take};
use crate::store::programmes::Programme;
use crate::store::surveys::SurveyVersion;
use crate::store::uploads::{self, Upload};
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, batches, protocols, surveys, undo};

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/imports", Right::Evaluate, index)
        .get("/programmes/{slug}/imports/{kind}", Right::Evaluate, choose)
        .upload("/programmes/{slug}/imports/{kind}", Right::Evaluate, bring)
        .get("/programmes/{slug}/uploads/{id}", Right::Evaluate, preview)
        .post("/programmes/{slug}/uploads/{id}", Right::Evaluate, commit)
        .get("/programmes/{slug}/batches/{id}", Right::Evaluate, batch)
        .post(
            "/programmes/{slug}/batches/{id}/undo",
            Right::Evaluate,
            undo_batch,
        )
        .get("/programmes/{slug}/interviews", Right::Evaluate, interviews)
        .get(
            "/programmes/{slug}/measurements",
            Right::Evaluate,
            measurements,
        )
}

async fn interviews(Inside(programme): Inside) -> Redirect {
    Redirect::to(&format!(
        "/programmes/{}/imports/interviews",
        programme.slug
    ))
}

async fn measurements(Inside(programme): Inside) -> Redirect {
    Redirect::to(&format!(
        "/programmes/{}/imports/measurements",
        programme.slug
    ))
}

async fn index(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
) -> Result<Markup, WebError> {
    let taken = batches::of_programme(&app.db.reader, programme.id).await?;
    Ok(page::index(&language, &visitor, &programme, &taken))
}

fn kind_of(word: &str) -> Result<FileKind, WebError> {
    let kind = FileKind::ALL.into_iter().find(|kind| kind.code() == word);
    Ok(kind.ok_or_else(|| StoreError::NotFound {
        what: "import",
        key: word.to_owned(),
    })?)
}

async fn choose(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Markup, WebError> {
    let waves = waves::of_programme(&app.db.reader, &programme).await?;
    Ok(page::choose(
        &language,
        &visitor,
        &programme,
        kind_of(&kind)?,
        &waves,
        None,
    ))
}

/// What the form brought.
#[derive(Default)]
struct Brought {
    file_name: String,
    bytes: Vec<u8>,
    wave: Option<i32>,
}

async fn brought(mut form: Multipart) -> Result<Brought, WebError> {
    let mut brought = Brought::default();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("file") => {
                brought.file_name = field.file_name().unwrap_or_default().to_owned();
                brought.bytes = field.bytes().await?.to_vec();
            }
            Some("wave") => brought.wave = field.text().await?.trim().parse().ok(),
            _ => {}
        }
    }
    Ok(brought)
}

/// Keeps the file and shows what is in it. Nothing of it counts before it is taken in.
async fn bring(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, kind)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, WebError> {
    let kind = kind_of(&kind)?;
    let brought = brought(form).await?;
    let waves = waves::of_programme(&app.db.reader, &programme).await?;
    let refused = |problem: page::Refusal| {
        let page = page::choose(&language, &visitor, &programme, kind, &waves, Some(problem));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    if brought.bytes.is_empty() {
        return refused(page::Refusal::NoFile);
    }
    if kind.is_of_wave() && brought.wave.is_none() {
        return refused(page::Refusal::NoWave);
    }
    let upload = Upload {
        id: Uuid::new_v4(),
        kind,
        wave_number: brought.wave,
        file_name: brought.file_name,
        bytes: brought.bytes,
    };
    let tx = app.db.begin().await?;
    uploads::keep(
        &tx,
        &programme,
        visitor.account.id,
        &upload,
        app.clock.now(),
    )
    .await?;
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("/programmes/{}/uploads/{}", programme.slug, upload.id);
    Ok(Redirect::to(&address).into_response())
}

/// A file with everything that it is read against.
struct Reading {
    upload: Upload,
    wave: Option<Wave>,
    survey: Option<SurveyVersion>,
    imported: Imported<Rows>,
}

impl Reading {
    async fn of(
        app: &App,
        visitor: &Visitor,
        programme: &Programme,
        id: Uuid,
    ) -> Result<Self, WebError> {
        let db = &app.db.reader;
        let now = app.clock.now();
        let missing = |what, key: &str| StoreError::NotFound {
            what,
            key: key.to_owned(),
        };
        let upload = uploads::waiting(db, programme, visitor.account.id, id, now)
            .await?
            .ok_or_else(|| missing("upload", &id.to_string()))?;
        let protocol = protocols::current(db, programme.id)
            .await?
            .ok_or_else(|| missing("protocol", &programme.slug))?;
        let wave = match upload.wave_number {
            Some(number) => Some(waves::by_number(db, programme, number).await?),
            None => None,
        };
        let survey = match &wave {
            Some(wave) => Some(surveys::by_id(db, wave.survey_version_id).await?),
            None => None,
        };
        let usual = Language::dutch();
        let context = Context {
            protocol: &protocol.protocol,
            survey: survey.as_ref().map(|version| &version.survey),
            usual: &usual,
        };
        let imported = read(upload.kind, &upload.bytes, context)
            .ok_or_else(|| missing("survey", programme.slug.as_str()))?;
        Ok(Self {
            upload,
            wave,
            survey,
            imported,
        })
    }

    /// Tickets without a date need a wave, which only the person knows.
    fn lacks_wave(&self) -> bool {
        self.wave.is_none() && self.imported.rows.has_undated_tickets()
    }

    fn can_be_taken(&self) -> bool {
        self.imported.is_clean() && !self.imported.rows.is_empty() && !self.lacks_wave()
    }

    fn preview(&self) -> Preview<'_> {
        Preview {
            upload: &self.upload,
            imported: &self.imported,
            wave: self.wave.as_ref(),
            lacks_wave: self.lacks_wave(),
            can_be_taken: self.can_be_taken(),
            would: None,
        }
    }

    /// The item that a file of loose comments answers.
    fn comment_item(&self) -> &str {
        let survey = self.survey.as_ref().map(|version| &version.survey);
        let item = survey.and_then(|survey| survey.comment_item());
        item.map_or("", |item| item.code.as_str())
    }
}

async fn preview(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let reading = Reading::of(&app, &visitor, &programme, id).await?;
    let would = match reading.can_be_taken() && reading.imported.rows.len() <= MOST_TRIED {
        true => Some(tried(&app, &visitor, &programme, &reading).await?),
        false => None,
    };
    let preview = Preview {
        would,
        ..reading.preview()
    };
    let page = page::preview(&language, &visitor, &programme, &preview);
    let status = if reading.can_be_taken() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, page).into_response())
}

/// As many rows as a preview takes in for a try; more would hold up who is answering.
const MOST_TRIED: usize = 20_000;

/// What taking the file in would do, found by doing it and leaving it undone.
async fn tried(
    app: &App,
    visitor: &Visitor,
    programme: &Programme,
    reading: &Reading,
) -> Result<Taken, WebError> {
    let tx = app.db.begin().await?;
    let taken = take_in(&tx, app, visitor, programme, reading).await?;
    tx.rollback().await.map_err(StoreError::from)?;
    Ok(taken)
}

async fn take_in(
    tx: &DatabaseTransaction,
    app: &App,
    visitor: &Visitor,
    programme: &Programme,
    reading: &Reading,
) -> Result<Taken, WebError> {
    let hash = sha256_hex(&reading.upload.bytes);
    let file = File {
        name: &reading.upload.file_name,
        hash: &hash,
        comment_item: reading.comment_item(),
    };
    let tied = reading.upload.kind.is_of_wave() || reading.upload.kind == FileKind::Tickets;
    let wave = reading.wave.as_ref().filter(|_| tied);
    let (rows, now) = (&reading.imported.rows, app.clock.now());
    Ok(take(tx, &visitor.actor(), programme, wave, file, rows, now).await?)
}

/// Takes the file in, whole; one that has a bad row is shown again instead.
async fn commit(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let reading = Reading::of(&app, &visitor, &programme, id).await?;
    if !reading.can_be_taken() {
        let page = page::preview(&language, &visitor, &programme, &reading.preview());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let tx = app.db.begin().await?;
    let taken = take_in(&tx, &app, &visitor, &programme, &reading).await?;
    uploads::forget(&tx, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(page::taken(&language, &visitor, &programme, &reading.preview(), taken).into_response())
}

/// One file that was taken in, and whether it can be taken out again.
async fn batch(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Markup, WebError> {
    let db = &app.db.reader;
    let batch = batches::by_id(db, programme.id, id).await?;
    let obstacle = undo::obstacle(db, &programme, &batch).await?;
    let obstacle = obstacle.as_ref();
    Ok(page::batch(
        &language, &visitor, &programme, &batch, obstacle,
    ))
}

async fn undo_batch(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let batch = batches::by_id(&tx, programme.id, id).await?;
    let undone = undo::undo(&tx, &visitor.actor(), &programme, &batch, now).await?;
    if let Err(obstacle) = undone {
        tx.rollback().await.map_err(StoreError::from)?;
        let page = page::batch(&language, &visitor, &programme, &batch, Some(&obstacle));
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("/programmes/{}/batches/{id}", programme.slug);
    Ok(Redirect::to(&address).into_response())
}
