//! The measures, in the order of the table. Peil and the stand-in take turns in short rounds, so
//! that whatever else the machine does meets both.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use tempfile::TempDir;

use super::clients::{Act, Load, Seen, Site};
use super::postgres::{BARE, Server};
use super::program::Program;
use super::raw::Raw;
use super::table::{Goal, Line, heading, median, milliseconds, per_second};
use super::{case, staff, stand_in};

const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_millis(1500);
/// More than the rounds use up.
const LINKS: usize = 100_000;
const LINKS_OF_STAND_IN: usize = 160_000;
const LINKS_ON_POSTGRES: usize = 40_000;
const READINGS: usize = 40;
/// Below this many commits a second it counts that submissions share a commit.
const SLOW_DISK: f64 = 1000.0;

/// The two servers, each with its links.
struct Bench {
    wanted: Vec<String>,
    folder: TempDir,
    peil: Program,
    site: Site,
    bare: Program,
    bare_site: Site,
    /// Peil's database as it was before anybody answered.
    copy: PathBuf,
}

/// The middle of the rounds, and of their ratios.
struct Pair {
    peil: Seen,
    bare: Seen,
    ratio: f64,
    ratio_of_p99: f64,
    /// Processor time of one act.
    cost: [Duration; 2],
}

pub async fn all(wanted: Vec<String>) -> Result<()> {
    machine();
    let bench = Bench::prepare(wanted).await?;
    heading();
    bench.pages().await?;
    bench.slowest_page().await?;
    bench.responses().await?;
    bench.memory()?;
    bench.posts().await?;
    bench.starts().await?;
    bench.staff_pages().await?;
    bench.on_postgres().await
}

/// The processor, and how busy it is before we begin.
fn machine() {
    let read = |file| std::fs::read_to_string(file).unwrap_or_default();
    let processor = read("/proc/cpuinfo");
    let processor = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown processor", |(_, name)| name)
        .to_owned();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    println!("{processor}, {cores} cores; load before the first round: {load}\n");
}

impl Bench {
    async fn prepare(wanted: Vec<String>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        std::fs::create_dir(&data)?;
        let url = format!("sqlite:{}", data.join("peil.db").display());
        let tokens = case::prepare(&url, LINKS).await?;
        let copy = folder.path().join("copy.db");
        std::fs::copy(data.join("peil.db"), &copy)?;
        let file = folder.path().join("bare.db");
        let bare_tokens = stand_in::prepare(&file, LINKS_OF_STAND_IN).await?;
        let peil = Program::peil(&["serve"], &data)?;
        let bare = Program::stand_in(&file)?;
        let items = case::items();
        let site = Site::new(peil.address, tokens, &items);
        let bare_site = Site::new(bare.address, bare_tokens, &items);
        println!(
            "the page has {} bytes, {} compressed; the stand-in's {}; {LINKS} invitations\n",
            site.page_bytes(false).await?,
            site.page_bytes(true).await?,
            bare_site.page_bytes(false).await?
        );
        Ok(Self {
            wanted,
            folder,
            peil,
            site,
            bare,
            bare_site,
            copy,
        })
    }

    fn wants(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == name)
    }

    async fn both(&self, act: Act, connections: usize) -> Result<Pair> {
        let load = Load {
            act,
            connections,
            time: ROUND,
        };
        let (mut peil, mut bare) = (Vec::new(), Vec::new());
        let mut acts = [0, 0];
        let before = [self.peil.processor_time()?, self.bare.processor_time()?];
        for _ in 0..ROUNDS {
            bare.push(self.bare_site.under(load).await?);
            peil.push(self.site.under(load).await?);
            acts[0] += peil.last().map_or(0, |seen| seen.acts);
            acts[1] += bare.last().map_or(0, |seen| seen.acts);
        }
        let after = [self.peil.processor_time()?, self.bare.processor_time()?];
        let cost =
            |at: usize| (after[at] - before[at]) / u32::try_from(acts[at].max(1)).unwrap_or(1);
        let rounds = || peil.iter().zip(&bare);
        Ok(Pair {
            ratio: median(rounds().map(|(p, b)| p.per_second / b.per_second).collect()),
            ratio_of_p99: median(
                rounds()
                    .map(|(p, b)| p.p99.div_duration_f64(b.p99))
                    .collect(),
            ),
            cost: [cost(0), cost(1)],
            peil: middle(&peil),
            bare: middle(&bare),
        })
    }

    async fn pages(&self) -> Result<()> {
        for (name, what, compressed, goal) in [
            (
                "P1",
                "page of 20 questions, 64 connections",
                false,
                Goal::AtLeast(0.25),
            ),
            (
                "P1z",
                "the same, compressed for who accepts it",
                true,
                Goal::None,
            ),
        ] {
            if self.wants(name) {
                let pair = self.both(Act::Open { compressed }, 64).await?;
                pair.rate(name, what, goal).print();
            }
        }
        Ok(())
    }

    /// How long the slowest of a hundred pages takes, as the one who asks for it sees it.
    async fn slowest_page(&self) -> Result<()> {
        if self.wants("page") {
            let pair = self.both(Act::Open { compressed: false }, 16).await?;
            Line {
                name: "page",
                what: "page of 20 questions at 16 connections, p99",
                peil: milliseconds(pair.peil.p99),
                yardstick: milliseconds(pair.bare.p99),
                ratio: Some(pair.ratio_of_p99),
                goal: Goal::AtMost(5.0, " ms"),
                value: pair.peil.p99.as_secs_f64() * 1000.0,
            }
            .print();
        }
        Ok(())
    }

    async fn responses(&self) -> Result<()> {
        if self.wants("P2") {
            let pair = self.both(Act::Respond, 64).await?;
            let what = "full durable response, 64 connections";
            pair.rate("P2", what, Goal::AtLeast(0.3)).print();
        }
        if self.wants("P6") {
            let pair = self.both(Act::Respond, 16).await?;
            Line {
                name: "P6",
                what: "full response at 16 connections, p99",
                peil: milliseconds(pair.peil.p99),
                yardstick: milliseconds(pair.bare.p99),
                ratio: Some(pair.ratio_of_p99),
                goal: Goal::AtMost(5.0, " ×"),
                value: pair.ratio_of_p99,
            }
            .print();
        }
        Ok(())
    }

    fn memory(&self) -> Result<()> {
        if !self.wants("P11") {
            return Ok(());
        }
        let (peil, bare) = (self.peil.most_memory()?, self.bare.most_memory()?);
        Line {
            name: "P11",
            what: "most memory so far (64 connections)",
            peil: format!("{peil:.0} MiB"),
            yardstick: format!("{bare:.0} MiB"),
            ratio: Some(peil / bare),
            goal: Goal::AtMost(85.0, " MiB"),
            value: peil,
        }
        .print();
        Ok(())
    }

    /// Posts alone, beside the stand-in and beside rows that SQLite stores with nothing around it.
    async fn posts(&self) -> Result<()> {
        if !self.wants("P4") {
            return Ok(());
        }
        let mut raw = Raw::open(&self.copy).await?;
        let mut one_by_one = vec![raw.responses_per_second(1, ROUND).await?];
        let mut batched = vec![raw.responses_per_second(64, ROUND).await?];
        let pair = self.both(Act::Send, 64).await?;
        one_by_one.push(raw.responses_per_second(1, ROUND).await?);
        batched.push(raw.responses_per_second(64, ROUND).await?);
        let mean = |rates: &[f64]| rates.iter().sum::<f64>() / rates.len() as f64;
        let (one_by_one, batched) = (mean(&one_by_one), mean(&batched));
        pair.rate("P3", "POST only, 64 connections", Goal::AtLeast(0.3))
            .print();
        let slow = one_by_one < SLOW_DISK;
        let single = slow.then_some(8.0).map_or(Goal::None, Goal::AtLeast);
        let shared = (!slow).then_some(0.5).map_or(Goal::None, Goal::AtLeast);
        for (what, rate, yardstick, goal) in [
            (
                "POST only, to the same rows raw, one to a commit",
                pair.peil.per_second,
                one_by_one,
                single,
            ),
            (
                "POST only, to the same rows raw, 64 to a commit",
                pair.peil.per_second,
                batched,
                shared,
            ),
            (
                "the stand-in's POST, to Peil's rows raw, 64 to a commit",
                pair.bare.per_second,
                batched,
                Goal::None,
            ),
        ] {
            Line {
                name: "P4",
                what,
                peil: per_second(rate),
                yardstick: per_second(yardstick),
                ratio: Some(rate / yardstick),
                goal,
                value: rate / yardstick,
            }
            .print();
        }
        Ok(())
    }

    /// From nothing to the first page, on the database as the rounds before left it.
    async fn starts(&self) -> Result<()> {
        if !self.wants("P12") {
            return Ok(());
        }
        let (mut peil, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..5 {
            let program = Program::peil(&["serve"], &self.folder.path().join("data"))?;
            let site = self.site.at(program.address);
            peil.push(program.first_page(&site).await?.as_secs_f64());
            let program = Program::stand_in(&self.folder.path().join("bare.db"))?;
            let site = self.bare_site.at(program.address);
            bare.push(program.first_page(&site).await?.as_secs_f64());
        }
        let (peil, bare) = (median(peil), median(bare));
        Line {
            name: "P12",
            what: "start to first page",
            peil: format!("{:.0} ms", peil * 1000.0),
            yardstick: format!("{:.0} ms", bare * 1000.0),
            ratio: Some(peil / bare),
            goal: Goal::AtMost(200.0, " ms"),
            value: peil * 1000.0,
        }
        .print();
        Ok(())
    }

    async fn staff_pages(&self) -> Result<()> {
        if !self.wants("staff") {
            return Ok(());
        }
        let data = self.folder.path().join("demo");
        let demo = Program::peil(&["demo"], &data)?;
        let mut evaluator = staff::sign_in(&demo).await?;
        const AGAIN: &str = "the same, nothing written since";
        for (what, path) in [
            ("evaluation of the example", "evaluation"),
            ("report of the example", "report"),
        ] {
            let path = format!("/programmes/servicedesk/waves/1/{path}");
            let Some(reading) = staff::page(&mut evaluator, &path, READINGS).await? else {
                println!("| | {what} | there is no {path} | | | |");
                continue;
            };
            let size = reading.bytes / 1024;
            for (what, time, goal) in [
                (what, reading.first, Goal::None),
                (AGAIN, reading.again, Goal::AtMost(20.0, " ms")),
            ] {
                Line {
                    name: "",
                    what,
                    peil: format!("{} ({size} KiB)", milliseconds(time)),
                    yardstick: String::new(),
                    ratio: None,
                    goal,
                    value: time.as_secs_f64() * 1000.0,
                }
                .print();
            }
        }
        let path = "/programmes/servicedesk/waves/1/evaluation";
        let time = staff::after_answers(&demo, &mut evaluator, path).await?;
        Line {
            name: "",
            what: "the evaluation, when a client has just answered",
            peil: milliseconds(time),
            yardstick: String::new(),
            ratio: None,
            goal: Goal::AtMost(20.0, " ms"),
            value: time.as_secs_f64() * 1000.0,
        }
        .print();
        Ok(())
    }

    async fn on_postgres(&self) -> Result<()> {
        if !self.wants("P5") {
            return Ok(());
        }
        let Some(server) = Server::start()? else {
            println!(
                "| P5 | PostgreSQL | not measured: no PostgreSQL with pgbench here (Debian: \
                 postgresql) | | | |"
            );
            return Ok(());
        };
        let tokens = case::prepare(&server.url(), LINKS_ON_POSTGRES).await?;
        let data = self.folder.path().join("on-postgres");
        let peil = Program::peil(&["serve", "--database", &server.url()], &data)?;
        let items = case::items();
        let site = Site::new(peil.address, tokens, &items);
        let url = server.url_of(BARE);
        let tokens = stand_in::prepare_postgres(&url, LINKS_OF_STAND_IN).await?;
        let bare = Program::stand_in(Path::new(&url))?;
        let bare_site = Site::new(bare.address, tokens, &items);
        for (act, what, of_stand_in, goal) in [
            (
                Act::Respond,
                "PostgreSQL, full response, 16 connections",
                "the stand-in on PostgreSQL, full response",
                Goal::AtLeast(0.25),
            ),
            (
                Act::Send,
                "PostgreSQL, POST only, 16 connections",
                "the stand-in on PostgreSQL, POST only",
                Goal::None,
            ),
        ] {
            let load = Load {
                act,
                connections: 16,
                time: ROUND,
            };
            let (mut ours, mut others, mut yardstick) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..ROUNDS {
                yardstick.push(server.inserts_per_second(16, ROUND)?);
                ours.push(site.under(load).await?.per_second);
                others.push(bare_site.under(load).await?.per_second);
            }
            beside_pgbench(what, ours, &yardstick, goal).print();
            beside_pgbench(of_stand_in, others, &yardstick, Goal::None).print();
        }
        Ok(())
    }
}

fn beside_pgbench(what: &'static str, rates: Vec<f64>, yardstick: &[f64], goal: Goal) -> Line {
    let ratio = median(rates.iter().zip(yardstick).map(|(p, y)| p / y).collect());
    Line {
        name: "P5",
        what,
        peil: per_second(median(rates)),
        yardstick: format!("{} (pgbench)", per_second(median(yardstick.to_vec()))),
        ratio: Some(ratio),
        goal,
        value: ratio,
    }
}

impl Pair {
    fn rate(&self, name: &'static str, what: &'static str, goal: Goal) -> Line {
        let cell = |seen: &Seen, cost: Duration| {
            format!(
                "{} ({} µs CPU)",
                per_second(seen.per_second),
                cost.as_micros()
            )
        };
        Line {
            name,
            what,
            peil: cell(&self.peil, self.cost[0]),
            yardstick: cell(&self.bare, self.cost[1]),
            ratio: Some(self.ratio),
            goal,
            value: self.ratio,
        }
    }
}

fn middle(rounds: &[Seen]) -> Seen {
    let p99 = median(rounds.iter().map(|seen| seen.p99.as_secs_f64()).collect());
    Seen {
        per_second: median(rounds.iter().map(|seen| seen.per_second).collect()),
        acts: rounds.iter().map(|seen| seen.acts).sum(),
        p99: Duration::from_secs_f64(p99),
        slowest: rounds
            .iter()
            .map(|seen| seen.slowest)
            .max()
            .unwrap_or_default(),
    }
}
