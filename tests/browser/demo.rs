//! The real program on the case it carries, as `peil demo` starts it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde::Deserialize;
use tempfile::TempDir;

/// A running demo with a database of its own; ended by its own id.
pub struct Demo {
    child: Child,
    said: Said,
    data: TempDir,
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
        Self { child, said, data }
    }

    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.said.address)
    }

    pub fn survey_link(&self, nr: usize) -> &str {
        &self.said.links[nr]
    }

    /// The survey link in a mail that went out, once there is one.
    pub async fn mailed_link(&self) -> String {
        let folder = self.data.path().join("mail");
        let begin = self.address("/r/");
        for _ in 0..300 {
            for file in std::fs::read_dir(&folder).into_iter().flatten() {
                let file = file.unwrap().path();
                if file.extension().is_some_and(|extension| extension == "eml") {
                    // A long line of a mail is broken by "=" and the end of the line.
                    let mail = std::fs::read_to_string(&file).unwrap().replace("=\r\n", "");
                    let at = mail
                        .find(&begin)
                        .unwrap_or_else(|| panic!("no link in:\n{mail}"));
                    let token = mail[at + begin.len()..].chars();
                    let token: String = token.take_while(char::is_ascii_alphanumeric).collect();
                    return begin + &token;
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no mail went out in half a minute")
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
