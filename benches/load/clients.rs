//! The clients: a bounded number of connections that answer surveys for a bounded time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinSet;

use super::http::{Connection, find};

/// A server that asks the survey, and the links that it knows. A link is used once.
#[derive(Clone)]
pub struct Site {
    pub address: SocketAddr,
    tokens: Arc<Vec<String>>,
    used: Arc<AtomicUsize>,
    /// The answers to the one page, as a form sends them.
    answers: Arc<str>,
}

/// What each client does again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens the page with the questions.
    Open { compressed: bool },
    /// Opens the page, sends it, and reads the thanks.
    Respond,
    /// Sends the page, with a form that was fetched before.
    Send,
}

#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub act: Act,
    pub connections: usize,
    pub time: Duration,
}

/// What the clients saw.
#[derive(Debug, Default)]
pub struct Seen {
    pub per_second: f64,
    pub acts: usize,
    /// Of one act, 99 of 100 took no longer.
    pub p99: Duration,
    pub slowest: Duration,
}

impl Site {
    pub fn new(address: SocketAddr, tokens: Vec<String>, items: &[String]) -> Self {
        let answers: Vec<String> = items
            .iter()
            .enumerate()
            .map(|(at, item)| format!("q-{item}={}", at % 5 + 1))
            .collect();
        Self {
            address,
            tokens: Arc::new(tokens),
            used: Arc::default(),
            answers: answers.join("&").into(),
        }
    }

    /// The same links at another address.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self {
            address,
            ..self.clone()
        }
    }

    /// The address of the page of a link that is not used up by it.
    pub fn page(&self) -> Option<String> {
        self.tokens.last().map(|token| format!("/r/{token}/1"))
    }

    /// A link that nobody used yet; none when all were.
    fn fresh(&self) -> Option<&str> {
        let at = self.used.fetch_add(1, Ordering::Relaxed);
        self.tokens.get(at).map(String::as_str)
    }

    /// How many bytes the page has.
    pub async fn page_bytes(&self, compressed: bool) -> Result<usize> {
        let mut connection = self.connect(Act::Open { compressed }).await?;
        let page = self.page().context("no links")?;
        let answer = connection.get(&page).await?;
        answer.must_be(200)?;
        Ok(answer.body.len())
    }

    async fn connect(&self, act: Act) -> Result<Connection> {
        let mut connection = Connection::open(self.address).await?;
        if act == (Act::Open { compressed: true }) {
            connection.headers = "Accept-Encoding: gzip, deflate, br\r\n".to_owned();
        }
        Ok(connection)
    }

    /// Lets clients act until the time is over or all links are used.
    pub async fn under(&self, load: Load) -> Result<Seen> {
        let began = Instant::now();
        let mut clients = JoinSet::new();
        for client in 0..load.connections {
            let (site, act) = (self.clone(), load.act);
            clients.spawn(async move { site.client(client, act, began + load.time).await });
        }
        let mut took = Vec::new();
        while let Some(client) = clients.join_next().await {
            took.append(&mut client??);
        }
        let time = began.elapsed();
        took.sort_unstable();
        let p99 = took.len().saturating_sub(1) * 99 / 100;
        Ok(Seen {
            per_second: took.len() as f64 / time.as_secs_f64(),
            acts: took.len(),
            p99: took.get(p99).copied().context("no client got an answer")?,
            slowest: took.last().copied().unwrap_or_default(),
        })
    }

    async fn client(&self, number: usize, act: Act, until: Instant) -> Result<Vec<Duration>> {
        let mut connection = self.connect(act).await?;
        let mut took = Vec::new();
        // Opening uses no link up: walk through many, each client from another place.
        let mut next = number * self.tokens.len() / 64;
        while Instant::now() < until {
            let began = Instant::now();
            match act {
                Act::Open { .. } => {
                    next = (next + 1) % self.tokens.len();
                    self.open(&mut connection, &self.tokens[next]).await?;
                }
                Act::Respond | Act::Send => {
                    let Some(token) = self.fresh() else { break };
                    if act == Act::Respond {
                        self.respond(&mut connection, token).await?;
                    } else {
                        let form = self.form("0123456789abcdef0123456789abcdef", "0");
                        send(&mut connection, token, &form).await?;
                    }
                }
            }
            took.push(began.elapsed());
        }
        Ok(took)
    }

    async fn open(&self, connection: &mut Connection, token: &str) -> Result<()> {
        let answer = connection.get(&format!("/r/{token}/1")).await?;
        answer.must_be(200)
    }

    async fn respond(&self, connection: &mut Connection, token: &str) -> Result<()> {
        let page = connection.get(&format!("/r/{token}/1")).await?;
        page.must_be(200)?;
        let form = self.form(hidden(page.body, "key")?, hidden(page.body, "rev")?);
        let thanks = send(connection, token, &form).await?;
        connection.get(&thanks).await?.must_be(200)
    }

    fn form(&self, key: &str, rev: &str) -> String {
        let answers = &self.answers;
        format!("key={key}&rev={rev}&lang=nl&{answers}&go=next")
    }
}

/// Sends the page; tells where it leads.
async fn send(connection: &mut Connection, token: &str, form: &str) -> Result<String> {
    let answer = connection.post(&format!("/r/{token}/1"), form).await?;
    answer.must_be(303)?;
    let to = answer.header("location").context("303 without a place")?;
    Ok(to.to_owned())
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a [u8], name: &str) -> Result<&'a str> {
    let marker = format!("name=\"{name}\" value=\"");
    let at = find(page, marker.as_bytes()).context("a page without its hidden field")?;
    let value = &page[at + marker.len()..];
    let end = value.iter().position(|byte| *byte == b'"').unwrap_or(0);
    Ok(std::str::from_utf8(&value[..end])?)
}
