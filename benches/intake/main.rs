//! What taking in and giving out large files costs: a hundred megabytes of tickets and of responses
//! by the real program while clients answer, beside `sqlite3 .import` with a check of the same file;
//! a million responses on their way out; and a hundred thousand, as LimeSurvey was measured with.
//!
//! `cargo bench --bench intake`; figures and goals in `docs/performance.md`.
#![expect(
    clippy::print_stdout,
    reason = "what it measured is what a bench has to say"
)]

#[path = "../load/case.rs"]
mod case;
#[path = "../load/clients.rs"]
#[allow(dead_code, reason = "it serves another bench, which asks more of it")]
mod clients;
#[path = "../load/http.rs"]
#[allow(dead_code, reason = "likewise")]
mod http;
#[path = "../load/program.rs"]
#[allow(dead_code, reason = "likewise")]
mod program;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use case::LINK_KEY;
use clients::{Act, Load, Site};
use program::Program;

const ROWS: usize = 1_000_000;
const FEW: usize = 100_000;
const LINKS: usize = 60_000;
/// What LimeSurvey took for as many, in and out.
const LIMESURVEY: [f64; 2] = [76.0, 78.0];

fn main() -> Result<()> {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("this is a measurement, not a test: cargo bench --bench intake");
        return Ok(());
    }
    // One thread: the clients must not take the processors from the programs.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(all())
}

async fn all() -> Result<()> {
    println!("| what | Peil | yardstick | goal |");
    println!("|---|---|---|---|");
    if std::env::args().any(|argument| argument == "out") {
        let folder = tempfile::tempdir()?;
        let desk = Desk::prepare(folder.path()).await?;
        let responses = responses(folder.path(), "responses.csv", ROWS, 'R')?;
        desk.import("responses", &responses)?.wait()?;
        return desk.out();
    }
    let folder = tempfile::tempdir()?;
    let desk = Desk::prepare(folder.path()).await?;
    let tickets = tickets(folder.path(), "tickets.csv", 'T', 0)?;
    desk.alone("tickets", &tickets)?;
    let responses = responses(folder.path(), "responses.csv", ROWS, 'R')?;
    desk.alone("responses", &responses)?;
    let more = self::tickets(folder.path(), "more.csv", 'U', 0)?;
    let corrected = self::tickets(folder.path(), "corrected.csv", 'U', 1)?;
    desk.while_clients_answer(&[
        ("tickets", &more),
        ("corrections of all those tickets", &corrected),
    ])
    .await?;
    desk.out()?;

    let folder = tempfile::tempdir()?;
    let desk = Desk::prepare(folder.path()).await?;
    let few = self::responses(folder.path(), "few.csv", FEW, 'R')?;
    let took = desk.import("responses", &few)?.wait()?;
    let lime = LIMESURVEY[0];
    println!(
        "| import of 100,000 responses | {:.1} s | LimeSurvey {lime} s ({:.0} times as long) | ≥ 10 times {} |",
        took.time.as_secs_f64(),
        lime / took.time.as_secs_f64(),
        met(took.time.as_secs_f64() <= lime / 10.0),
    );
    desk.close()?;
    let seconds = desk.export()?.time.as_secs_f64();
    let lime = LIMESURVEY[1];
    println!(
        "| export of 100,000 responses | {seconds:.1} s | LimeSurvey {lime} s ({:.0} times as long) | ≥ 25 times {} |",
        lime / seconds,
        met(seconds <= lime / 25.0)
    );
    Ok(())
}

fn met(is: bool) -> &'static str {
    match is {
        true => "met",
        false => "**missed**",
    }
}

fn megabytes(path: &Path) -> Result<f64> {
    Ok(std::fs::metadata(path)?.len() as f64 / 1e6)
}

/// A ticket a row; some hundred bytes each.
fn tickets(folder: &Path, name: &str, first: char, later: usize) -> Result<PathBuf> {
    let path = folder.join(name);
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(
        file,
        "ticket;doorlooptijd_werkuren;reactie_werkuren;afgesloten_op;toelichting"
    )?;
    for nr in 0..ROWS {
        let (hours, month, day) = (nr % 400, nr % 9 + 1, nr % 28 + 1);
        writeln!(
            file,
            "{first}{nr:08};{},{};{},5;2026-{month:02}-{day:02};werkplek {nr:07} meldt dat het scherm van de balie niet aangaat",
            hours / 8 + later,
            hours % 8,
            hours % 3,
        )?;
    }
    file.flush()?;
    Ok(path)
}

/// Twenty answers a row; with a long key a hundred bytes.
fn responses(folder: &Path, name: &str, rows: usize, first: char) -> Result<PathBuf> {
    let path = folder.join(name);
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(file, "respondent;segment;{}", case::items().join(";"))?;
    for nr in 0..rows {
        write!(
            file,
            "{first}{nr:08}-0123456789-0123456789-0123456789-01;SD"
        )?;
        for item in 0..20 {
            write!(file, ";{}", (nr / (item + 1) + item) % 5 + 1)?;
        }
        writeln!(file)?;
    }
    file.flush()?;
    Ok(path)
}

/// A database with an open wave.
struct Desk {
    folder: PathBuf,
    url: String,
    tokens: Vec<String>,
}

/// A program at work, and the most memory that it was seen to hold.
struct Working {
    child: Child,
    began: Instant,
    peak: f64,
}

struct Worked {
    time: Duration,
    /// In MB.
    peak: f64,
}

impl Working {
    /// Whether it is done; looks at its memory.
    fn is_done(&mut self) -> Result<bool> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        let kib: f64 = kib.map_or(Ok(0.0), str::parse)?;
        self.peak = self.peak.max(kib * 1024.0 / 1e6);
        match self.child.try_wait()? {
            None => Ok(false),
            Some(status) => {
                ensure!(status.success(), "it ended with {status}");
                Ok(true)
            }
        }
    }

    fn worked(&self) -> Worked {
        Worked {
            time: self.began.elapsed(),
            peak: self.peak,
        }
    }

    fn wait(mut self) -> Result<Worked> {
        while !self.is_done()? {
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(self.worked())
    }
}

impl Desk {
    async fn prepare(folder: &Path) -> Result<Self> {
        let url = format!("sqlite:{}", folder.join("peil.db").display());
        let tokens = case::prepare(&url, LINKS).await?;
        Ok(Self {
            folder: folder.to_owned(),
            url,
            tokens,
        })
    }

    fn peil(&self, arguments: &[&str]) -> Result<Working> {
        let child = Command::new(env!("CARGO_BIN_EXE_peil"))
            .env("PEIL_LINK_KEY", LINK_KEY)
            .args(arguments)
            .args(["--wave", "2", "--database", &self.url, "--data"])
            .arg(&self.folder)
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Working {
            child,
            began: Instant::now(),
            peak: 0.0,
        })
    }

    fn import(&self, kind: &str, file: &Path) -> Result<Working> {
        let file = file.to_str().context("a path that is no text")?;
        self.peil(&["import", kind, file])
    }

    /// An import with nothing beside it, and the same file by `sqlite3`.
    fn alone(&self, kind: &str, file: &Path) -> Result<()> {
        let took = self.import(kind, file)?.wait()?;
        let bare = bare(&self.folder, kind, file)?;
        let seconds = took.time.as_secs_f64();
        let beside = bare.map_or_else(
            || "no sqlite3 here".to_owned(),
            |bare| {
                let bare = bare.as_secs_f64();
                format!("{bare:.1} s by sqlite3 ({:.1} times)", seconds / bare)
            },
        );
        let is_met = bare.is_none_or(|bare| took.time <= bare * 3);
        println!(
            "| import of {:.0} MB of {kind} | {seconds:.1} s, {:.0} rows/s | {beside} | ≤ 3 times {} |",
            megabytes(file)?,
            ROWS as f64 / seconds,
            met(is_met)
        );
        println!(
            "| its memory | {:.0} MB | | ≤ 200 MB {} |",
            took.peak,
            met(took.peak <= 200.0)
        );
        Ok(())
    }

    /// Files of tickets come in, one after the other, while clients answer.
    async fn while_clients_answer(&self, files: &[(&str, &Path)]) -> Result<()> {
        let data = self.folder.join("data");
        let server = Program::peil(&["serve", "--database", &self.url], &data)?;
        let site = Site::new(server.address, self.tokens.clone(), &case::items());
        let load = Load {
            act: Act::Respond,
            connections: 4,
            time: Duration::from_secs(1),
        };
        let before = site.under(load).await?;
        for (what, file) in files {
            let mut working = self.import("tickets", file)?;
            let (mut slowest, mut acts) = (Duration::ZERO, 0);
            while !working.is_done()? {
                let seen = site.under(load).await?;
                slowest = slowest.max(seen.slowest);
                acts += seen.acts;
            }
            let took = working.worked().time.as_secs_f64();
            println!(
                "| the slowest of {acts} responses while {:.0} MB of {what} come in | {:.0} ms | {:.0} ms before | ≤ 1 s {} |",
                megabytes(file)?,
                slowest.as_secs_f64() * 1e3,
                before.slowest.as_secs_f64() * 1e3,
                met(slowest <= Duration::from_secs(1))
            );
            println!(
                "| that import, and the responses meanwhile | {took:.1} s, {:.0} rows/s | {:.0} responses/s, {:.0}/s before | |",
                ROWS as f64 / took,
                acts as f64 / took,
                before.per_second,
            );
        }
        Ok(())
    }

    /// The file that an export writes.
    fn exported(&self) -> PathBuf {
        self.folder.join("out.csv")
    }

    /// What is running does not go out.
    fn close(&self) -> Result<Worked> {
        self.peil(&["wave", "close"])?.wait()
    }

    fn export(&self) -> Result<Worked> {
        let file = self.exported();
        let name = file.to_str().context("a path that is no text")?;
        self.peil(&["export", "--out", name])?.wait()
    }

    /// All responses as CSV, in turns with `sqlite3`; and as many bytes written by themselves.
    fn out(&self) -> Result<()> {
        self.close()?;
        let item = |item: &String| format!("json_extract(answers, '$.{item}') as {item}");
        let items: Vec<String> = case::items().iter().map(item).collect();
        let (mut peil, mut same, mut stored) = (Vec::new(), Vec::new(), Vec::new());
        let mut peak: f64 = 0.0;
        for _ in 0..3 {
            let took = self.export()?;
            peil.push(took.time.as_secs_f64());
            peak = peak.max(took.peak);
            same.extend(bare_export(&self.folder, &items.join(", "))?);
            stored.extend(bare_export(&self.folder, "answers")?);
        }
        let bytes = std::fs::read(self.exported())?;
        let began = Instant::now();
        let mut copy = File::create(self.folder.join("copy.csv"))?;
        copy.write_all(&bytes)?;
        copy.sync_all()?;
        let disk = began.elapsed().as_secs_f64();
        let size = bytes.len() as f64 / 1e6;
        let seconds = middle(&mut peil).context("no export")?;
        for (what, bare) in [
            ("the same columns", middle(&mut same)),
            ("the answers as they are stored", middle(&mut stored)),
        ] {
            let beside = bare.map_or_else(
                || "no sqlite3 here".to_owned(),
                |bare| {
                    format!(
                        "{bare:.1} s, {what} by sqlite3 ({:.2} times)",
                        seconds / bare
                    )
                },
            );
            println!(
                "| export of {ROWS} responses of 20 items, {size:.0} MB | {seconds:.1} s, {:.0} MB/s | {beside} | |",
                size / seconds,
            );
        }
        println!(
            "| as many bytes to the disk | {seconds:.1} s | {disk:.2} s, {:.0} MB/s | |",
            size / disk
        );
        println!(
            "| its memory | {peak:.0} MB | | ≤ 100 MB {} |",
            met(peak <= 100.0)
        );
        Ok(())
    }
}

/// The middle one of some times.
fn middle(times: &mut [f64]) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

/// How long `sqlite3` takes to write who answered and `columns` as CSV, in seconds; none where there is
/// none.
fn bare_export(folder: &Path, columns: &str) -> Result<Option<f64>> {
    let query = format!(
        "select respondent_key as respondent, segment, state as completeness, {columns} \
         from response order by lane, wave_id, id"
    );
    let began = Instant::now();
    let status = Command::new("sqlite3")
        .args(["-csv", "-header"])
        .arg(folder.join("peil.db"))
        .arg(query)
        .stdout(File::create(folder.join("bare.csv"))?)
        .status();
    let Ok(status) = status else {
        return Ok(None);
    };
    ensure!(status.success(), "sqlite3 failed");
    Ok(Some(began.elapsed().as_secs_f64()))
}

/// How long `sqlite3` takes to import a file and to look at every cell; none where there is none.
fn bare(folder: &Path, kind: &str, file: &Path) -> Result<Option<Duration>> {
    let database = folder.join(format!("bare-{kind}.db"));
    let check = match kind {
        "tickets" => "select count(*) from bare where length(ticket) = 0 \
             or typeof(cast(replace(doorlooptijd_werkuren, ',', '.') as real)) <> 'real' \
             or cast(replace(doorlooptijd_werkuren, ',', '.') as real) not between 0 and 100000 \
             or cast(replace(reactie_werkuren, ',', '.') as real) not between 0 and 100000 \
             or date(afgesloten_op) is null;"
            .to_owned(),
        _ => {
            let items = case::items();
            let bad = |item: &String| format!("cast({item} as integer) not between 1 and 5");
            let bad: Vec<String> = items.iter().map(bad).collect();
            format!(
                "select count(*) from bare where length(respondent) = 0 or segment <> 'SD' or {};",
                bad.join(" or ")
            )
        }
    };
    let key = match kind {
        "tickets" => "ticket",
        _ => "respondent",
    };
    let script = format!(
        "pragma journal_mode = wal;\n.mode csv\n.separator ;\n.import {} bare\n\
         create unique index bare_key on bare ({key});\n{check}\n",
        file.display()
    );
    let began = Instant::now();
    let started = Command::new("sqlite3")
        .arg(&database)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        return Ok(None);
    };
    let mut input = child.stdin.take().context("no input")?;
    input.write_all(script.as_bytes())?;
    drop(input);
    ensure!(child.wait()?.success(), "sqlite3 failed");
    Ok(Some(began.elapsed()))
}
