//! The pages of the evaluation, read by somebody who signed in to the demo.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::http::Connection;
use super::program::Program;

/// How long a page took.
pub struct Reading {
    /// The first time, when all of it has to be computed.
    pub first: Duration,
    /// The middle of the times after it, while nothing is written.
    pub again: Duration,
    pub bytes: usize,
}

/// Reads a page and then as many times again; none when there is no such page.
pub async fn page(
    connection: &mut Connection,
    path: &str,
    times: usize,
) -> Result<Option<Reading>> {
    let began = Instant::now();
    let answer = connection.get(path).await?;
    let first = began.elapsed();
    if answer.status == 404 {
        return Ok(None);
    }
    let mut took = Vec::with_capacity(times);
    let mut bytes = 0;
    for _ in 0..times {
        let began = Instant::now();
        let answer = connection.get(path).await?;
        answer.must_be(200)?;
        took.push(began.elapsed());
        bytes = answer.body.len();
    }
    took.sort_unstable();
    Ok(Some(Reading {
        first,
        again: took[times / 2],
        bytes,
    }))
}

/// Until which a closed wave is read anew, since answers may have been on their way when it closed.
const ON_ITS_WAY: Duration = Duration::from_secs(61);

/// The middle of the times that a page takes when a client has just answered the first page of one of
/// the demo's links.
pub async fn after_answers(
    demo: &Program,
    connection: &mut Connection,
    path: &str,
) -> Result<Duration> {
    let links = demo.said["links"].as_array();
    let links = links.context("the demo offers no links")?;
    let mut client = Connection::open(demo.address).await?;
    tokio::time::sleep(ON_ITS_WAY).await;
    connection.get(path).await?.must_be(200)?;
    let mut took = Vec::with_capacity(links.len());
    for link in links {
        let (_, token) = link
            .as_str()
            .and_then(|link| link.rsplit_once('/'))
            .context("an odd link")?;
        let form = "key=bench&rev=0&go=next&q-q1_satisfied=4&q-q2_grade=8&q-q3_recommend=9";
        let answer = client.post(&format!("/r/{token}/1"), form).await?;
        answer.must_be(303)?;
        let began = Instant::now();
        connection.get(path).await?.must_be(200)?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    took.get(took.len() / 2).copied().context("no links")
}

/// A connection that carries the session of the demo's evaluator.
pub async fn sign_in(demo: &Program) -> Result<Connection> {
    let link = demo.said["sign_in"]["evaluator"].as_str();
    let link = link.context("the demo offers the evaluator no link")?;
    let (_, path) = link.split_once("/sign-in/").context("an odd link")?;
    let mut connection = Connection::open(demo.address).await?;
    let answer = connection.post(&format!("/sign-in/{path}"), "").await?;
    answer.must_be(303)?;
    let cookie = answer.header("set-cookie").context("no session")?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    connection.headers = format!("Cookie: {cookie}\r\n");
    Ok(connection)
}
