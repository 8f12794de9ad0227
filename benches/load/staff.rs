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
