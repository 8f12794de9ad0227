//! Letters of a wave, for print: a batch for whom no mail reaches, or the one of a client.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::extract::{Form, Path, Query};
use super::pages::letters::{self as page, Letter};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::store::invitations::Invitation;
use crate::store::waves::{self, Wave, WaveState};
use crate::store::{StoreError, invited, letters, mail_texts};

/// So many letters are on one page to print.
pub const BATCH: u32 = 100;

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/waves/{number}/letters",
            Right::Evaluate,
            show,
        )
        .get(
            "/programmes/{slug}/waves/{number}/letters/print",
            Right::Evaluate,
            print,
        )
        .post(
            "/programmes/{slug}/waves/{number}/letters/posted",
            Right::Evaluate,
            posted,
        )
}

async fn show(work: Work, Path((_, number)): Path<(String, i32)>) -> Result<Markup, WebError> {
    let (db, now) = (&work.app.db.reader, work.app.clock.now());
    let Some(wave) = waves::find(db, &work.programme, number).await? else {
        let protocol = work.stand.protocol.as_ref();
        let planned = protocol.zip(u32::try_from(number).ok());
        let planned = planned.and_then(|(version, number)| version.protocol.wave(number));
        return match planned {
            Some(_) => Ok(page::show(
                &work,
                number,
                None,
                letters::Count::default(),
                &[],
            )),
            None => Err(WebError::NotFound),
        };
    };
    let count = letters::count(db, &wave, now).await?;
    let batch = letters::page(db, &wave, false, "", BATCH, now).await?;
    Ok(page::show(&work, number, Some(&wave), count, &batch))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// The key of one client.
    client: String,
    /// Those in the post too.
    again: String,
    after: String,
}

async fn print(
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let (db, now) = (&work.app.db.reader, work.app.clock.now());
    let wave = waves::by_number(db, &work.programme, number).await?;
    if wave.state != WaveState::Open {
        return Err(not_open(&wave));
    }
    let again = !wanted.again.is_empty();
    let found = if wanted.client.is_empty() {
        letters::page(db, &wave, again, &wanted.after, BATCH, now).await?
    } else {
        let one = letters::of_client(db, &wave, &wanted.client).await?;
        vec![one.ok_or(WebError::NotFound)?]
    };
    let mut sheets = Vec::new();
    for invitation in &found {
        sheets.push(letter(&work, invitation).await?);
    }
    let asking = mail_texts::asking(db, wave.id).await?;
    Ok(page::print(&work, &wave, &asking, &sheets))
}

/// A letter with a link that works: paper cannot be taken back.
async fn letter<'a>(work: &Work, invitation: &'a Invitation) -> Result<Letter<'a>, WebError> {
    let (key, now) = (&work.app.link_key, work.app.clock.now());
    let token = key.token(invitation.lane, invitation.id, invitation.reissue);
    let leads = invited::by_token(&work.app.db.reader, token.reveal(), now).await?;
    if leads.is_none_or(|found| found.id != invitation.id) {
        // Taken back or run out since, or the key of the links is another one than it was.
        let client = &invitation.client.key;
        return Err(WebError::Internal(format!(
            "the link of client {client} leads nowhere"
        )));
    }
    let origin = &work.app.settings.public_url;
    Ok(Letter {
        client: &invitation.client,
        link: format!("{origin}/r/{}", token.reveal()),
        address: format!("{origin}/code"),
        code: key.paper_code(invitation.id, invitation.reissue).reveal(),
    })
}

fn not_open(wave: &Wave) -> WebError {
    StoreError::WaveState {
        number: wave.number,
        state: format!("{:?}", wave.state).to_lowercase(),
    }
    .into()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Posted {
    /// The key of the last client whose letter is in the post.
    up_to: String,
}

async fn posted(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, i32)>,
    Form(form): Form<Posted>,
) -> Result<Redirect, WebError> {
    let wave = waves::by_number(&app.db.reader, &work.programme, number).await?;
    if wave.state != WaveState::Open {
        return Err(not_open(&wave));
    }
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    letters::post(&tx, &actor, &work.programme, &wave, &form.up_to, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&work.at(&format!("waves/{number}/letters"))))
}
