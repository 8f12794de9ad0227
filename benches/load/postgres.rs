//! A private PostgreSQL server with its durability on, and what its own `pgbench` reaches there.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

const ANSWERS: &str = r#"{"q1":1,"q2":2,"q3":3,"q4":4,"q5":5,"q6":1,"q7":2,"q8":3,"q9":4,"q10":5,"q11":1,"q12":2,"q13":3,"q14":4,"q15":5,"q16":1,"q17":2,"q18":3,"q19":4,"q20":5}"#;

/// The database of the stand-in.
pub const BARE: &str = "bare";

/// Ends with the value.
pub struct Server {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
}

/// The folder of the newest installed server that has `pgbench` too.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists() && bin.join("pgbench").exists())
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

impl Server {
    /// None when PostgreSQL or `pgbench` is not installed.
    pub fn start() -> Result<Option<Self>> {
        let Some(programs) = programs() else {
            return Ok(None);
        };
        // The account `postgres` has to reach it, which a folder under TMPDIR may not allow.
        let folder = tempfile::Builder::new()
            .prefix("peil-bench-")
            .tempdir_in("/tmp")?;
        // A port that was free a moment ago; nobody is likely to take it in between.
        let port = std::net::TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port();
        let server = Self {
            programs,
            folder,
            port,
        };
        server.set_up()?;
        Ok(Some(server))
    }

    fn set_up(&self) -> Result<()> {
        let data = self.data();
        std::fs::create_dir(&data)?;
        if is_root()? {
            run(Command::new("chmod").arg("711").arg(self.folder.path()))?;
            run(Command::new("chown").arg("postgres:").arg(&data))?;
        }
        let initdb = [
            "-U",
            "postgres",
            "-A",
            "trust",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
            "-D",
        ];
        run(self.program("initdb")?.args(initdb).arg(&data))?;
        let options = format!(
            "-c listen_addresses=127.0.0.1 -p {} -c unix_socket_directories=''",
            self.port
        );
        let log = data.join("server.log");
        let mut start = self.program("pg_ctl")?;
        start.args(["-s", "-w", "-D"]).arg(&data).arg("-l").arg(log);
        run(start.args(["-o", &options, "start"]))?;
        self.sql("create table answer (id bigserial primary key, answers jsonb not null)")?;
        self.sql("create database peil")?;
        self.sql(&format!("create database {BARE}"))
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn url(&self) -> String {
        self.url_of("peil")
    }

    pub fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    fn connect(&self, program: &str) -> Result<Command> {
        let mut command = self.program(program)?;
        command.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]);
        command.arg(self.port.to_string());
        Ok(command)
    }

    fn sql(&self, statement: &str) -> Result<()> {
        run(self
            .connect("psql")?
            .args(["-q", "-c", statement, "postgres"]))?;
        Ok(())
    }

    /// Rows a second of one insert to a transaction, at as many connections.
    pub fn inserts_per_second(&self, connections: usize, time: Duration) -> Result<f64> {
        let script = self.folder.path().join("insert.sql");
        let mut file = std::fs::File::create(&script)?;
        writeln!(
            file,
            "insert into answer (answers) values ('{ANSWERS}'::jsonb);"
        )?;
        let (connections, time) = (connections.to_string(), time.as_secs().max(1).to_string());
        let mut pgbench = self.connect("pgbench")?;
        pgbench.args([
            "-n",
            "-j",
            "2",
            "-M",
            "prepared",
            "-c",
            &connections,
            "-T",
            &time,
            "-f",
        ]);
        let output = run(pgbench.arg(&script).arg("postgres"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let rate = text.lines().find_map(|line| line.strip_prefix("tps = "));
        let rate = rate.and_then(|rate| rate.split_whitespace().next());
        Ok(rate.context("pgbench told no rate")?.parse()?)
    }

    /// One of the server's programs, as an account that may run it.
    fn program(&self, name: &str) -> Result<Command> {
        let program = self.programs.join(name);
        let mut command = if is_root()? {
            let mut command = Command::new("setpriv");
            command.args([
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                "--",
            ]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(Path::new("/")); // where everybody may be
        Ok(command)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing can be done when it does not stop; its folder goes all the same.
        if let Ok(mut stop) = self.program("pg_ctl") {
            let _ = stop
                .args(["-s", "-m", "immediate", "stop", "-D"])
                .arg(self.data())
                .output();
        }
    }
}

fn is_root() -> Result<bool> {
    Ok(run(Command::new("id").arg("-u"))?.stdout.trim_ascii() == b"0")
}

fn run(command: &mut Command) -> Result<Output> {
    let output = command
        .output()
        .with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output)
}
