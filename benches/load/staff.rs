//! The pages of the evaluation, read by somebody who signed in to the demo.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::http::Connection;
use super::program::Program;

/// The middle of as many readings of a page, one after the other; none when there is no such page.
pub async fn page(
    connection: &mut Connection,
    path: &str,
    times: usize,
) -> Result<Option<(Duration, usize)>> {
    let first = connection.get(path).await?;
    if first.status == 404 {
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
    Ok(Some((took[times / 2], bytes)))
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
