//! The real program on the case it carries, as `peil demo` starts it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use tempfile::TempDir;

/// A running demo with a database of its own; ended by its own id.
pub struct Demo {
    child: Child,
    said: Said,
    _data: TempDir,
}

/// The one line that `demo --json` prints.
#[derive(Deserialize)]
struct Said {
    address: String,
    /// One-time links by role.
    sign_in: BTreeMap<String, String>,
    /// Survey links that nobody used yet.
    links: Vec<String>,
}

impl Demo {
    pub fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let log = data.path().join("log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args(["demo", "--json", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .expect("the program was built with its tests");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).unwrap();
        let said = serde_json::from_str(&line).unwrap_or_else(|error| {
            let log = std::fs::read_to_string(&log).unwrap_or_default();
            panic!("`peil demo --json` said {line:?} ({error}) and logged:\n{log}")
        });
        Self {
            child,
            said,
            _data: data,
        }
    }

    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.said.address)
    }

    pub fn survey_link(&self, nr: usize) -> &str {
        &self.said.links[nr]
    }

    pub fn sign_in_link(&self, role: &str) -> &str {
        &self.said.sign_in[role]
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
