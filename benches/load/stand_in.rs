//! The yardstick: a bare axum, maud and SQLite (or PostgreSQL) program that does the same durable work. It checks
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
use sea_orm::sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
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
    kept: Kept,
    items: Arc<Vec<String>>,
}

/// Where the links and the answers are.
#[derive(Clone)]
enum Kept {
    Sqlite(SqlitePool, mpsc::Sender<Waiting>),
    /// Each answer in a transaction of its own: PostgreSQL shares the commits itself.
    Postgres(PgPool),
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
    let tokens = tokens(links);
    for (id, token) in (0_i64..).zip(&tokens) {
        sqlx::query("insert into invitation (id, token_hash) values (?, ?)")
            .bind(id)
            .bind(Sha256::digest(token).to_vec())
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    db.close().await?;
    Ok(tokens)
}

/// The same on PostgreSQL.
pub async fn prepare_postgres(url: &str, links: usize) -> Result<Vec<String>> {
    let mut db = PgConnection::connect(url).await?;
    sqlx::raw_sql(
        "create table invitation (id bigint primary key, token_hash bytea not null unique);
         create table response (invitation bigint primary key, answers jsonb not null);",
    )
    .execute(&mut db)
    .await?;
    let tokens = tokens(links);
    let ids: Vec<i64> = (0_i64..).take(links).collect();
    let hashes: Vec<Vec<u8>> = tokens.iter().map(|t| Sha256::digest(t).to_vec()).collect();
    sqlx::query("insert into invitation select * from unnest($1::bigint[], $2::bytea[])")
        .bind(ids)
        .bind(hashes)
        .execute(&mut db)
        .await?;
    sqlx::raw_sql("analyze").execute(&mut db).await?;
    db.close().await?;
    Ok(tokens)
}

fn tokens(links: usize) -> Vec<String> {
    let token = |id: usize| data_encoding::HEXLOWER.encode(&Sha256::digest(id.to_be_bytes())[..17]);
    (0..links).map(token).collect()
}

/// Serves a file of SQLite, or the database of a `postgres:` address, until the process is ended.
pub async fn serve(place: &Path, items: Vec<String>) -> Result<()> {
    let address = place.to_str().filter(|text| text.starts_with("postgres:"));
    let kept = if let Some(url) = address {
        let pool = PgPoolOptions::new().max_connections(16);
        Kept::Postgres(pool.connect(url).await?)
    } else {
        let reader = SqlitePoolOptions::new().max_connections(8);
        let (writer, waiting) = mpsc::channel(1024);
        let db = SqliteConnection::connect_with(&options(place)).await?;
        tokio::spawn(write(db, waiting));
        Kept::Sqlite(reader.connect_with(options(place)).await?, writer)
    };
    let bare = Bare {
        kept,
        items: Arc::new(items),
    };
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

impl Kept {
    async fn invitation(&self, token: &str) -> Option<i64> {
        let hash = Sha256::digest(token).to_vec();
        let sql = "select id from invitation where token_hash = $1";
        match self {
            Self::Sqlite(reader, _) => {
                let row = sqlx::query(sql).bind(hash).fetch_optional(reader).await;
                row.ok()??.try_get(0).ok()
            }
            Self::Postgres(pool) => {
                let row = sqlx::query(sql).bind(hash).fetch_optional(pool).await;
                row.ok()??.try_get(0).ok()
            }
        }
    }

    /// Whether it is on disk.
    async fn store(&self, invitation: i64, answers: serde_json::Value) -> bool {
        match self {
            Self::Sqlite(_, writer) => {
                let (stored, done) = oneshot::channel();
                let waiting = Waiting {
                    invitation,
                    answers: answers.to_string(),
                    stored,
                };
                writer.send(waiting).await.is_ok() && done.await.is_ok()
            }
            Self::Postgres(pool) => {
                let insert = "insert into response (invitation, answers) values ($1, $2::jsonb) \
                    on conflict do nothing";
                let query = sqlx::query(insert).bind(invitation);
                query.bind(answers.to_string()).execute(pool).await.is_ok()
            }
        }
    }
}

async fn show(State(bare): State<Bare>, Part(token): Part<String>) -> Response {
    match bare.kept.invitation(&token).await {
        Some(_) => page(&token, &bare.items).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn save(
    State(bare): State<Bare>,
    Part(token): Part<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(invitation) = bare.kept.invitation(&token).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let answers: serde_json::Map<_, _> = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("q-")?.to_owned(), value.into())))
        .collect();
    let answers = serde_json::Value::Object(answers);
    if !bare.kept.store(invitation, answers).await {
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
