//! The yardstick: a bare axum, maud and SQLite program that does the same durable work. It checks
//! nothing, knows no language and no wave, and has no session, ORM, log or header of its own.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::extract::{Path as Part, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::{DOCTYPE, Markup, html};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::sqlx::{self, Connection, Row, SqliteConnection};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// As many as Peil puts in one commit.
const BATCH: usize = 256;

struct Waiting {
    invitation: i64,
    answers: String,
    stored: oneshot::Sender<()>,
}

#[derive(Clone)]
struct Bare {
    reader: SqlitePool,
    writer: mpsc::Sender<Waiting>,
    items: Arc<Vec<String>>,
}

pub fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
}

/// A database with as many links; gives their tokens.
pub async fn prepare(file: &Path, links: usize) -> Result<Vec<String>> {
    let mut db = SqliteConnection::connect_with(&options(file)).await?;
    sqlx::raw_sql(
        "create table invitation (id integer primary key, token_hash blob not null unique);
         create table response (invitation integer primary key, answers text not null);",
    )
    .execute(&mut db)
    .await?;
    let mut tx = db.begin().await?;
    let mut tokens = Vec::with_capacity(links);
    for id in 0..links {
        let token = data_encoding::HEXLOWER.encode(&Sha256::digest(id.to_be_bytes())[..17]);
        sqlx::query("insert into invitation (id, token_hash) values (?, ?)")
            .bind(i64::try_from(id)?)
            .bind(Sha256::digest(&token).to_vec())
            .execute(&mut *tx)
            .await?;
        tokens.push(token);
    }
    tx.commit().await?;
    db.close().await?;
    Ok(tokens)
}

/// Serves the database until the process is ended.
pub async fn serve(file: &Path, items: Vec<String>) -> Result<()> {
    let reader = SqlitePoolOptions::new().max_connections(8);
    let (writer, waiting) = mpsc::channel(1024);
    let bare = Bare {
        reader: reader.connect_with(options(file)).await?,
        writer,
        items: Arc::new(items),
    };
    tokio::spawn(write(
        SqliteConnection::connect_with(&options(file)).await?,
        waiting,
    ));
    let router = Router::new()
        .route("/r/{token}/1", get(show).post(save))
        .route("/r/{token}/thanks", get(thanks))
        .with_state(bare);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!(
        "{}",
        serde_json::json!({ "address": format!("http://{}", listener.local_addr()?) })
    );
    axum::serve(listener, router).await?;
    Ok(())
}

async fn write(mut db: SqliteConnection, mut queue: mpsc::Receiver<Waiting>) -> Result<()> {
    let mut waiting = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        let mut tx = db.begin().await?;
        for one in &waiting {
            sqlx::query("insert or ignore into response (invitation, answers) values (?, ?)")
                .bind(one.invitation)
                .bind(&one.answers)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        for one in waiting.drain(..) {
            let _ = one.stored.send(()); // who asked may have gone away
        }
    }
    Ok(())
}

async fn invitation(bare: &Bare, token: &str) -> Option<i64> {
    let row = sqlx::query("select id from invitation where token_hash = ?")
        .bind(Sha256::digest(token).to_vec())
        .fetch_optional(&bare.reader)
        .await;
    row.ok()??.try_get(0).ok()
}

async fn show(State(bare): State<Bare>, Part(token): Part<String>) -> Response {
    match invitation(&bare, &token).await {
        Some(_) => page(&token, &bare.items).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn save(
    State(bare): State<Bare>,
    Part(token): Part<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(invitation) = invitation(&bare, &token).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let answers: serde_json::Map<_, _> = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("q-")?.to_owned(), value.into())))
        .collect();
    let (stored, done) = oneshot::channel();
    let waiting = Waiting {
        invitation,
        answers: serde_json::Value::Object(answers).to_string(),
        stored,
    };
    if bare.writer.send(waiting).await.is_err() || done.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    Redirect::to(&format!("/r/{token}/thanks")).into_response()
}

async fn thanks() -> Markup {
    html! { (DOCTYPE) html lang="nl" { body { main { h1 { "Dank u wel" } } } } }
}

/// Twenty scales in much the same words and marks as Peil's page has.
fn page(token: &str, items: &[String]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="nl" {
            head {
                meta charset="utf-8";
                title { "Tevredenheid" }
                link rel="stylesheet" href="/assets/client.css";
            }
            body {
                main.column {
                    h1 { "Uw oordeel" }
                    form #sheet method="post" action={ "/r/" (token) "/1" } novalidate {
                        input type="hidden" name="key" value="0123456789abcdef0123456789abcdef";
                        input type="hidden" name="rev" value="0";
                        @for item in items { (scale(item)) }
                        div.actions {
                            button.button.primary name="go" value="next" { "Verzenden" }
                        }
                    }
                }
            }
        }
    }
}

fn scale(item: &str) -> Markup {
    html! {
        fieldset.item {
            legend { (super::case::QUESTION) }
            div.scale {
                @for number in 1..=5 {
                    label {
                        span.n { (number) }
                        @if number == 1 { span.end { "zeer ontevreden" } }
                        @if number == 5 { span.end { "zeer tevreden" } }
                        input type="radio" name={ "q-" (item) } value=(number)
                            id=[(number == 1).then(|| format!("a-{item}"))];
                    }
                }
            }
            div.ends aria-hidden="true" { span { "zeer ontevreden" } span { "zeer tevreden" } }
        }
    }
}
