//! A snapshot: an evaluation with all that it was computed from, frozen to the last byte.
//!
//! It holds the protocol and the surveys themselves, so that a report can be written from it, and
//! checked, long after the database moved on.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::canonical::{canonical, sha256_hex};
use super::evaluation::results::Evaluation;
use super::evaluation::{Evidence, evaluate};
use super::protocol::Protocol;
use super::survey::Survey;

/// The first member of every file that holds one.
pub const FORMAT: &str = "peil-snapshot-1";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub inputs: Inputs,
    pub results: Evaluation,
}

/// What was frozen, with the numbers by which a later look finds what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// The wave that it is about; the results of the others are there to compare with.
    pub wave: u32,
    /// What came in later is not in it; `None` when it was made from files.
    pub cut_off: Option<DateTime<Utc>>,
    pub protocol_hash: String,
    pub protocol: Protocol,
    pub surveys: Vec<SurveyInput>,
    pub batches: Vec<BatchInput>,
    pub counts: Vec<WaveCounts>,
    pub statements: usize,
    pub measurements: usize,
    pub tickets: usize,
    #[serde(default)]
    pub amendments: Vec<super::proceedings::Amendment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurveyInput {
    pub code: String,
    pub hash: String,
    pub survey: Survey,
}

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchInput {
    pub kind: String,
    pub file: String,
    pub hash: String,
    pub rows: i32,
    pub at: DateTime<Utc>,
    /// Of tickets and desk figures: the first and the last day on which they were taken out of the desk
    /// system, where the file tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted: Option<[NaiveDate; 2]>,
    /// So many of its tickets were not solved then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveCounts {
    pub wave: u32,
    pub is_open: bool,
    pub responses: usize,
}

/// Why a file or a row is no snapshot that can be trusted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    #[error("this is no snapshot of Peil: {0}")]
    Unreadable(String),
    #[error("the contents do not have the SHA-256 that stands beside them: they were changed")]
    Changed,
}

impl Snapshot {
    /// Evaluates `evidence` by the protocol in `inputs`, whose counts are filled in here. Addresses of
    /// people stay out of it: a snapshot never changes, and they are erased one day.
    pub fn take(mut inputs: Inputs, evidence: &Evidence) -> Self {
        inputs.protocol = inputs.protocol.without_addresses();
        inputs.statements = evidence.statements.len();
        inputs.measurements = evidence.measurements.len();
        inputs.tickets = evidence.tickets.len()
            + evidence
                .waves
                .values()
                .map(|w| w.tickets.len())
                .sum::<usize>();
        for count in &mut inputs.counts {
            let wave = evidence.waves.get(&count.wave);
            count.responses = wave.map_or(0, |wave| wave.responses.len());
        }
        let results = evaluate(&inputs.protocol, evidence);
        Self { inputs, results }
    }

    /// The canonical JSON: identical wherever it is made from the same inputs.
    pub fn canonical_json(&self) -> String {
        // Structs of numbers, texts and lists always become a JSON value.
        canonical(&serde_json::to_value(self).unwrap_or_default())
    }

    pub fn parse(json: &str) -> Result<Self, SnapshotError> {
        serde_json::from_str(json).map_err(|err| SnapshotError::Unreadable(err.to_string()))
    }

    /// The file that leaves the database: contents, hash, and the version that computed them.
    pub fn file(canonical_json: &str, program: &str) -> String {
        let hash = sha256_hex(canonical_json.as_bytes());
        format!(
            r#"{{"format":"{FORMAT}","program":{},"sha256":"{hash}","snapshot":{canonical_json}}}"#,
            canonical(&Value::from(program)),
        )
    }

    /// Reads such a file and holds its contents against the hash in it. Gives the hash too.
    pub fn open(file: &str) -> Result<(Self, String), SnapshotError> {
        let unreadable = |what: &str| SnapshotError::Unreadable(what.to_owned());
        let value: Value =
            serde_json::from_str(file).map_err(|err| SnapshotError::Unreadable(err.to_string()))?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(unreadable("its format is another"));
        }
        let hash = value.get("sha256").and_then(Value::as_str);
        let hash = hash.ok_or_else(|| unreadable("it has no hash"))?;
        let contents = value
            .get("snapshot")
            .ok_or_else(|| unreadable("it is empty"))?;
        let json = canonical(contents);
        if sha256_hex(json.as_bytes()) != hash {
            return Err(SnapshotError::Changed);
        }
        Ok((Self::parse(&json)?, hash.to_owned()))
    }

    pub fn is_open(&self) -> bool {
        let wave = self.inputs.wave;
        self.inputs
            .counts
            .iter()
            .any(|one| one.wave == wave && one.is_open)
    }

    /// The last day of the evidence, as far as it had come in.
    pub fn as_of(&self) -> NaiveDate {
        let ends = self
            .results
            .wave(self.inputs.wave)
            .map(|wave| wave.evidence_to);
        let cut = self.inputs.cut_off.map(|at| at.date_naive());
        match (ends, cut) {
            (Some(ends), Some(cut)) => ends.min(cut),
            (Some(ends), None) => ends,
            (None, cut) => cut.unwrap_or_default(),
        }
    }

    pub fn surveys(&self) -> Vec<Survey> {
        self.inputs
            .surveys
            .iter()
            .map(|one| one.survey.clone())
            .collect()
    }

    /// Whether another look at the same programme found the very same, whenever it looked.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let mut inputs = other.inputs.clone();
        inputs.cut_off = self.inputs.cut_off;
        let other = Self {
            inputs,
            results: other.results.clone(),
        };
        // As bytes: a number that went through text may differ in a digit that nobody shows.
        self.canonical_json() == other.canonical_json()
    }

    /// What differs between this and `now`, in words for a machine: `protocol`, `answers of wave 1`.
    pub fn differences(&self, now: &Self) -> Vec<String> {
        let (then, now_in) = (&self.inputs, &now.inputs);
        let mut found = Vec::new();
        let mut differ = |is: bool, what: String| {
            if is {
                found.push(what);
            }
        };
        differ(
            then.protocol_hash != now_in.protocol_hash,
            "protocol".to_owned(),
        );
        for survey in &then.surveys {
            let other = now_in.surveys.iter().find(|one| one.code == survey.code);
            let same = other.is_some_and(|one| one.hash == survey.hash);
            differ(!same, format!("survey {}", survey.code));
        }
        differ(then.batches != now_in.batches, "imported files".to_owned());
        for count in &then.counts {
            let other = now_in.counts.iter().find(|one| one.wave == count.wave);
            let same = other.is_some_and(|one| one.responses == count.responses);
            differ(!same, format!("answers of wave {}", count.wave));
        }
        differ(
            then.statements != now_in.statements,
            "statements".to_owned(),
        );
        differ(
            then.measurements != now_in.measurements,
            "measurements".to_owned(),
        );
        differ(then.tickets != now_in.tickets, "tickets".to_owned());
        differ(
            then.amendments != now_in.amendments,
            "amendments".to_owned(),
        );
        if found.is_empty() && self.results.hash() != now.results.hash() {
            found.push("results".to_owned());
        }
        found
    }
}
