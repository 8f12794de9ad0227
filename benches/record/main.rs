//! What each page costs of a programme with 500 services, 200 parameters and 100 agreements.
//!
//! `cargo bench --bench record`; the goal is 20 ms for every page (`docs/performance.md`). The program
//! runs by itself, and an evaluator reads each page over one connection.
#![expect(
    clippy::print_stdout,
    reason = "what it measured is what a bench has to say"
)]

mod case;
#[path = "../load/http.rs"]
#[allow(dead_code, reason = "it serves another bench, which asks more of it")]
mod http;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::http::Method;
use peil::domain::access::Right;
use peil::domain::definition::parts::PARTS;
use peil::domain::protocol::Protocol;

use self::http::Connection;

const TIMES: usize = 9;
const GOAL: Duration = Duration::from_millis(20);

/// The program, which ends with the value.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (protocol, link) = case::stored(folder.path()).await?;
    let (_program, mut connection) = started(folder.path()).await?;
    sign_in(&mut connection, &link).await?;

    let mut measured = Vec::new();
    for path in paths(&protocol) {
        if let Some(took) = median(&mut connection, &path).await? {
            measured.push((took, path));
        }
    }
    measured.sort();
    let all = measured.len();
    let middle = measured.get(all / 2).context("no page at all")?;
    println!(
        "| pages | median | slowest | over {} ms |",
        GOAL.as_millis()
    );
    println!("|---|---|---|---|");
    let (slowest, _) = measured.last().context("no page at all")?;
    let over = measured.iter().filter(|(took, _)| *took > GOAL).count();
    println!("| {all} | {:.1?} | {slowest:.1?} | {over} |", middle.0);
    println!();
    for (took, path) in measured.iter().rev().take(12) {
        println!("{took:>10.1?}  {path}");
    }
    Ok(())
}

async fn started(data: &Path) -> Result<(Program, Connection)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peil"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PEIL_")) {
        command.env_remove(name);
    }
    command.env_remove("DATABASE_URL");
    command.args(["serve", "--json", "--listen", "127.0.0.1:0", "--data"]);
    command
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    let output = child.stdout.take();
    let program = Program(child);
    let mut line = String::new();
    BufReader::new(output.context("no output")?).read_line(&mut line)?;
    let said: serde_json::Value = serde_json::from_str(&line).context("it did not start")?;
    let address = said["address"].as_str().context("no address")?;
    let address = address.trim_start_matches("http://").parse()?;
    Ok((program, Connection::open(address).await?))
}

async fn sign_in(connection: &mut Connection, link: &str) -> Result<()> {
    let answer = connection.post(link, "").await?;
    answer.must_be(303)?;
    let cookie = answer.header("set-cookie").context("no session")?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    connection.headers = format!("Cookie: {cookie}\r\n");
    Ok(())
}

/// How long a page takes in the middle of several times; none when it is no page, or of nothing that
/// this programme has.
async fn median(connection: &mut Connection, path: &str) -> Result<Option<Duration>> {
    let answer = connection.get(path).await?;
    let is_page = answer
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("text/html"));
    // A file to keep is no page, whatever its kind.
    let is_file = answer.header("content-disposition").is_some();
    if answer.status != 200 || !is_page || is_file {
        return Ok(None);
    }
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let began = Instant::now();
        connection.get(path).await?.must_be(200)?;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    Ok(took.get(TIMES / 2).copied())
}

/// The address of every page of the programme, with something in it for each of its places.
fn paths(protocol: &Protocol) -> Vec<String> {
    let mut found = Vec::new();
    for route in peil::web::routes().list() {
        let is_ours = route.path.starts_with("/programmes/{slug}");
        let is_read = route.method == Method::GET && route.right <= Right::Oversee;
        if !is_ours || !is_read || route.path.ends_with("/archive") {
            continue;
        }
        let path = route
            .path
            .replace("{slug}", &protocol.programme.slug)
            .replace("{number}", "1")
            .replace("{step}", "invitation")
            .replace("{language}", "nl")
            .replace("{page}", "1");
        if !path.contains("{part}") {
            let of_view = path.contains("/views/");
            let code = if of_view { "C1" } else { "satisfaction" };
            found.push(path.replace("{kind}", "clusters").replace("{code}", code));
            continue;
        }
        for part in &PARTS {
            let path = path.replace("{part}", part.key);
            match case::entry(protocol, part.key) {
                Some(id) => found.push(path.replace("{id}", &id)),
                None if !path.contains("{id}") => found.push(path),
                None => {}
            }
        }
    }
    found
}
