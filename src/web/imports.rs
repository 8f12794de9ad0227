//! Taking in files: first what is in them, then all of it or nothing.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use serde::Deserialize;
use uuid::Uuid;

use super::access::{Inside, Visitor};
use super::extract::{Form, Path};
use super::pages::{batches as batches_page, imports as page};
use super::work::{Stand, Work};
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::canonical::sha256_hex;
use crate::domain::evidence::FileKind;
use crate::store::batches::Unfinished;
use crate::store::import_files::{self, NewFile};
use crate::store::imports::{Destination, File, Said, Taken, take, try_out};
use crate::store::ledger::Fate;
use crate::store::programmes::Programme;
use crate::store::uploads::{self, Upload};
use crate::store::{StoreError, batches, large_uploads, undo, unfinished, waves};
use crate::texts::t_args;

mod files;
mod large;
mod mapping;
mod reading;
mod rows;

use large::{Content, Spool};
use reading::Reading;

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/imports", Right::Evaluate, index)
        .get("/programmes/{slug}/imports/{kind}", Right::Evaluate, choose)
        .get(
            "/programmes/{slug}/imports/{kind}/template.csv",
            Right::Evaluate,
            files::template,
        )
        .get(
            "/programmes/{slug}/imports/{kind}/current.csv",
            Right::Evaluate,
            files::current,
        )
        .large_upload("/programmes/{slug}/imports/{kind}", Right::Evaluate, bring)
        .get("/programmes/{slug}/uploads/{id}", Right::Interview, preview)
        .post("/programmes/{slug}/uploads/{id}", Right::Interview, commit)
        .post(
            "/programmes/{slug}/uploads/{id}/mapping",
            Right::Interview,
            mapping::choose,
        )
        .post(
            "/programmes/{slug}/uploads/{id}/stop",
            Right::Evaluate,
            large::give_up,
        )
        .get(
            "/programmes/{slug}/uploads/{id}/refused.csv",
            Right::Interview,
            files::refused_rows,
        )
        .get(
            "/programmes/{slug}/uploads/{id}/rows",
            Right::Interview,
            rows::list,
        )
        .get("/programmes/{slug}/batches/{id}", Right::Evaluate, batch)
        .get(
            "/programmes/{slug}/batches/{id}/file",
            Right::Evaluate,
            files::original,
        )
        .post(
            "/programmes/{slug}/batches/{id}/undo",
            Right::Evaluate,
            undo_batch,
        )
        .post(
            "/programmes/{slug}/batches/{id}/stop",
            Right::Evaluate,
            stop_batch,
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

async fn index(State(app): State<App>, work: Work) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let taken = batches::all_of_programme(&app.db.reader, programme.id).await?;
    Ok(batches_page::index(&work, &taken))
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
    work: Work,
    Path((_, kind)): Path<(String, String)>,
) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let waves = waves::of_programme(&app.db.reader, programme).await?;
    Ok(page::choose(&work, kind_of(&kind)?, &waves, None))
}

/// What the form brought.
struct Brought {
    file_name: String,
    content: Content,
    wave: Option<i32>,
}

async fn brought(mut form: Multipart, spool: Spool<'_>) -> Result<Brought, WebError> {
    let mut brought = Brought {
        file_name: String::new(),
        content: Content::Held(Vec::new()),
        wave: None,
    };
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("file") => {
                brought.file_name = field.file_name().unwrap_or_default().to_owned();
                brought.content = spool.content(&brought.file_name, field).await?;
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
    work: Work,
    Path((_, kind)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let kind = kind_of(&kind)?;
    let spool = Spool {
        app: &app,
        programme,
        account_id: visitor.account.id,
        kind,
    };
    let brought = brought(form, spool).await?;
    let waves = waves::of_programme(&app.db.reader, programme).await?;
    let refused = |problem: page::Refusal| {
        let page = page::choose(&work, kind, &waves, Some(problem));
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let lacks_wave = kind.is_of_wave() && brought.wave.is_none();
    let bytes = match brought.content {
        Content::Held(bytes) if bytes.is_empty() => return refused(page::Refusal::NoFile),
        Content::Kept(id, _) if lacks_wave => {
            large_uploads::forget(&app.db, id).await?;
            return refused(page::Refusal::NoWave);
        }
        _ if lacks_wave => return refused(page::Refusal::NoWave),
        Content::Kept(id, size) => {
            large::arrived(&app, id, brought.wave, size).await?;
            let address = format!("/programmes/{}/uploads/{id}", programme.slug);
            return Ok(Redirect::to(&address).into_response());
        }
        Content::Held(bytes) => bytes,
    };
    let upload = Upload {
        id: Uuid::new_v4(),
        kind,
        wave_number: brought.wave,
        file_name: brought.file_name,
        bytes,
        mapping: String::new(),
    };
    let tx = app.db.begin().await?;
    uploads::keep(&tx, programme, visitor.account.id, &upload, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("/programmes/{}/uploads/{}", programme.slug, upload.id);
    Ok(Redirect::to(&address).into_response())
}

async fn preview(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    if let Some(shown) = large::shown(&app, &work, id).await? {
        return Ok(shown);
    }
    let reading = Reading::of(&app, visitor, programme, id).await?;
    shown(&app, &work, reading).await
}

/// The preview, with what taking in the file, or its good part, would do.
async fn shown(app: &App, work: &Work, reading: Reading) -> Result<Response, WebError> {
    told(app, work, reading, false).await
}

async fn told(
    app: &App,
    work: &Work,
    reading: Reading,
    lacks_reason: bool,
) -> Result<Response, WebError> {
    let programme = &work.programme;
    let is_whole = reading.can_be_taken() && !lacks_reason;
    let reading = reading.with_good_part();
    let mut preview = reading.preview();
    preview.lacks_reason = lacks_reason;
    if may_be_tried(&reading) {
        let (would, _) = tried(app, programme, &reading).await?;
        preview.would = Some(would);
    }
    let page = page::preview(work, &preview);
    let status = if is_whole {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, page).into_response())
}

/// As many rows as a preview is tried with; more would keep the person waiting.
const MOST_TRIED: usize = 100_000;

fn may_be_tried(reading: &Reading) -> bool {
    let may_be = reading.can_be_taken() || reading.good_can_be_taken();
    may_be && reading.imported.rows.len() <= MOST_TRIED
}

/// What taking the file in would do, and with which row what.
async fn tried(
    app: &App,
    programme: &Programme,
    reading: &Reading,
) -> Result<(Taken, Vec<Fate>), WebError> {
    // Nothing is written, so nobody who is answering waits for it.
    let tx = app.db.reader.begin().await.map_err(StoreError::from)?;
    let hash = sha256_hex(&reading.upload.bytes);
    let mapping = reading.mapping().to_json();
    let to = Destination {
        programme,
        wave: reading.tied_wave(),
        comment_item: reading.comment_item(),
        said: None,
        now: app.clock.now(),
    };
    let tried = try_out(
        &tx,
        to,
        file(reading, &hash, &mapping),
        &reading.imported.rows,
    )
    .await?;
    tx.rollback().await.map_err(StoreError::from)?;
    Ok(tried)
}

fn file<'a>(reading: &'a Reading, hash: &'a str, mapping: &'a str) -> File<'a> {
    File {
        name: &reading.upload.file_name,
        hash,
        kept: NewFile {
            bytes: &reading.upload.bytes,
            mapping,
            refused: reading.imported.refused_rows.len(),
        },
    }
}

async fn take_in(
    tx: &DatabaseTransaction,
    app: &App,
    visitor: &Visitor,
    programme: &Programme,
    (reading, reason): (&Reading, &str),
) -> Result<Taken, WebError> {
    let hash = sha256_hex(&reading.upload.bytes);
    let mapping = reading.mapping().to_json();
    let file = file(reading, &hash, &mapping);
    let actor = visitor.actor();
    let to = Destination {
        programme,
        wave: reading.tied_wave(),
        comment_item: reading.comment_item(),
        said: Some(Said {
            actor: &actor,
            name: &visitor.account.name,
            reason,
        }),
        now: app.clock.now(),
    };
    Ok(take(tx, &actor, to, file, &reading.imported.rows).await?)
}

/// What the person chose to take.
#[derive(Default, Deserialize)]
struct Wanted {
    part: Option<String>,
    /// Why a frozen protocol is amended.
    reason: Option<String>,
}

/// Takes the file in, whole, or its good rows where that was chosen in so many words; else a file that
/// has a bad row is shown again instead.
async fn commit(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let good = wanted.part.as_deref() == Some("good");
    if large::commit(&app, &work, id, wanted.part.as_deref()).await? {
        let address = format!("/programmes/{}/uploads/{id}", programme.slug);
        return Ok(Redirect::to(&address).into_response());
    }
    let mut reading = Reading::of(&app, visitor, programme, id).await?;
    if !reading.can_be_taken() {
        reading = reading.with_good_part();
        if !good || !reading.good_can_be_taken() {
            return shown(&app, &work, reading).await;
        }
    }
    let reason = wanted.reason.as_deref().unwrap_or_default().trim();
    let tx = app.db.begin().await?;
    let taken = match take_in(&tx, &app, visitor, programme, (&reading, reason)).await {
        Ok(taken) => taken,
        Err(WebError::Store(StoreError::Outdated(_))) => {
            tx.rollback().await.map_err(StoreError::from)?;
            let address = format!("/programmes/{}/uploads/{id}", programme.slug);
            return Ok(Redirect::to(&address).into_response());
        }
        Err(WebError::Store(StoreError::Frozen)) => {
            tx.rollback().await.map_err(StoreError::from)?;
            return told(&app, &work, reading, true).await;
        }
        Err(err) => return Err(err),
    };
    uploads::forget(&tx, id).await?;
    reading.remember(&tx, programme).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let stand = Stand::of(&app, programme).await?;
    let work = Work { stand, ..work };
    Ok(page::taken(&work, &reading.preview(), taken).into_response())
}

/// One file that was taken in, and whether it can be taken out again.
async fn batch(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let Work { programme, .. } = &work;
    let db = &app.db.reader;
    let batch = match batches::by_id(db, programme.id, id).await {
        Err(StoreError::NotFound { .. }) if large::is_waiting(&app, &work, id).await? => {
            // A program died over it, and it is taken in from the start.
            let address = format!("/programmes/{}/uploads/{id}", programme.slug);
            return Ok(Redirect::to(&address).into_response());
        }
        batch => batch?,
    };
    let obstacle = undo::obstacle(db, programme, &batch).await?;
    let obstacle = obstacle.as_ref();
    let kept = import_files::kept(db, batch.id).await?;
    let kept = kept.as_ref();
    let page = batches_page::batch(&work, &batch, obstacle, kept);
    Ok(match batch.unfinished {
        Some(Unfinished::Coming | Unfinished::Going) => (large::AGAIN, page).into_response(),
        None if batch.is_settling => (large::AGAIN, page).into_response(),
        Some(Unfinished::Stopped) | None => page.into_response(),
    })
}

async fn undo_batch(
    State(app): State<App>,
    work: Work,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let now = app.clock.now();
    let batch = batches::by_id(&app.db.reader, programme.id, id).await?;
    let args = [("file", batch.file_name.as_str().into())];
    let said = Said {
        actor: &visitor.actor(),
        name: &visitor.account.name,
        reason: &t_args(&work.language, "imports-undo-reason", &args),
    };
    let undone = undo::take_out(&app.db, said, programme, &batch, now).await?;
    if let Err(obstacle) = undone {
        let kept = import_files::kept(&app.db.reader, batch.id).await?;
        let (obstacle, kept) = (Some(&obstacle), kept.as_ref());
        let page = batches_page::batch(&work, &batch, obstacle, kept);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let address = format!("/programmes/{}/batches/{id}", programme.slug);
    Ok(Redirect::to(&address).into_response())
}

/// Stops a file that is coming in.
async fn stop_batch(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
) -> Result<Redirect, WebError> {
    let tx = app.db.begin().await?;
    let batch = batches::by_id(&tx, programme.id, id).await?;
    unfinished::stop(&tx, &visitor.actor(), &programme, &batch, app.clock.now()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("/programmes/{}/batches/{id}", programme.slug);
    Ok(Redirect::to(&address))
}
