//! A server in a process of its own, as it runs in earnest; it ends with the value.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use super::case::LINK_KEY;
use super::clients::Site;
use super::http::Connection;

pub struct Program {
    child: Child,
    /// The line of JSON with which it said that it listens.
    pub said: Value,
    pub address: SocketAddr,
    began: Instant,
}

impl Program {
    /// `peil` with these arguments, and no setting of whoever runs the bench.
    pub fn peil(arguments: &[&str], data: &Path) -> Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peil"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PEIL_")) {
            command.env_remove(name);
        }
        command
            .env_remove("DATABASE_URL")
            .env("PEIL_LINK_KEY", LINK_KEY)
            .args(arguments)
            .args(["--json", "--listen", "127.0.0.1:0", "--data"])
            .arg(data);
        Self::start(&mut command)
    }

    /// The stand-in: this program once more.
    pub fn stand_in(file: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        Self::start(command.arg("stand-in").arg(file))
    }

    fn start(command: &mut Command) -> Result<Self> {
        let began = Instant::now();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let said: Value = serde_json::from_str(&line).context("the server did not start")?;
        let address = said["address"].as_str().context("no address")?;
        let address = address.trim_start_matches("http://").parse()?;
        Ok(Self {
            child,
            said,
            address,
            began,
        })
    }

    /// How long after its start it gave the first page of a survey.
    pub async fn first_page(&self, site: &Site) -> Result<Duration> {
        let page = site.page().context("no links")?;
        let mut connection = Connection::open(self.address).await?;
        connection.get(&page).await?.must_be(200)?;
        Ok(self.began.elapsed())
    }

    /// The most memory it ever held, in MiB.
    pub fn most_memory(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        Ok(kib.context("no VmHWM")?.parse::<f64>()? / 1024.0)
    }

    /// Processor time so far, in its two kinds together.
    pub fn processor_time(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(')').context("no fields in stat")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks =
            |at: usize| -> Result<u64> { Ok(fields.get(at).context("a short stat")?.parse()?) };
        // Linux counts for programs in hundredths of a second, whatever its own clock does.
        Ok(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
