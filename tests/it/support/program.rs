//! The real program as a process of its own, ended by its own id.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub struct Program {
    child: Child,
    pub address: String,
    _data: TempDir,
}

impl Program {
    /// `peil serve` on a database; returns once it answers.
    pub async fn serve(database: &str) -> Self {
        Self::serve_with(database, &[]).await
    }

    /// The same with settings in its environment.
    pub async fn serve_with(database: &str, settings: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let listen = free_address();
        let log = data.path().join("log");
        let mut program = Self {
            child: spawn(database, &listen, data.path(), &log, settings),
            address: format!("http://{listen}"),
            _data: data,
        };
        let asked = Instant::now();
        let ready = format!("{}/readyz", program.address);
        while !reqwest::get(&ready)
            .await
            .is_ok_and(|answer| answer.status().is_success())
        {
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            let ended = program.child.try_wait().unwrap();
            assert!(
                ended.is_none(),
                "peil serve ended with {ended:?}:\n{}",
                said()
            );
            assert!(
                asked.elapsed() < Duration::from_secs(30),
                "peil serve hangs:\n{}",
                said()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        program
    }

    /// Takes the process away as a power cut would: no signal that it could answer to.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(
    database: &str,
    listen: &str,
    data: &Path,
    log: &Path,
    settings: &[(&str, &str)],
) -> Child {
    let log = std::fs::File::create(log).unwrap();
    Command::new(env!("CARGO_BIN_EXE_peil"))
        .args([
            "serve",
            "--listen",
            listen,
            "--database",
            database,
            "--data",
        ])
        .arg(data)
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .expect("the program was built with its tests")
}

/// Free now; whoever else takes it in the next moment makes the test fail, not lie.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
