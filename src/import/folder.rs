//! A whole programme as a folder of files: the protocol, its surveys and everything that came in.
//!
//! The names say what a file is: `protocol.toml`, any other `.toml` a survey, `clients.csv`,
//! `survey_wave1.csv`, `comments_wave1.csv`, `dispositions.csv`, `interviews.csv`,
//! `measurements.csv`, `ticket_sample.csv` (or `ticket_sample_wave1.csv` when its tickets carry no
//! date). A file that is not there is evidence that did not come in.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::dispositions::WaveDispositions;
use super::{
    Imported, Problem, clients, comments, dispositions, interviews, measurements, responses,
    tickets,
};
use crate::domain::dataset::{ClientTie, Origin, Responses};
use crate::domain::definition::{Look, Problems, Source as Text, read_together};
use crate::domain::evaluation::{Evidence, WaveEvidence};
use crate::domain::evidence::{
    ClientRow, CommentRow, Dispositions, MeasurementRow, ResponseRow, StatementRow, TicketRow,
};
use crate::domain::language::Language;
use crate::domain::protocol::{PrivacyMode, Protocol};
use crate::domain::survey::Survey;
use crate::texts::{Arg, t_args};

/// The name of the file that makes a folder a programme.
pub const PROTOCOL: &str = "protocol.toml";

/// Files by name, as read from a folder or carried in the program.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A definition with the text and the name it was read from.
#[derive(Clone, Debug)]
pub struct Definition<T> {
    pub file: String,
    pub text: String,
    pub read: T,
}

/// Everything in a folder, read and checked.
#[derive(Clone, Debug)]
pub struct Folder {
    pub protocol: Definition<Protocol>,
    pub surveys: Vec<Definition<Survey>>,
    pub clients: Option<Source<ClientRow>>,
    pub waves: BTreeMap<u32, WaveFiles>,
    pub dispositions: Option<Source<WaveDispositions>>,
    pub statements: Option<Source<StatementRow>>,
    pub measurements: Option<Source<MeasurementRow>>,
    pub tickets: Option<Source<TicketRow>>,
    /// Files whose names say nothing to us.
    pub ignored: Vec<String>,
}

/// What came in for one wave in files of its own.
#[derive(Clone, Debug, Default)]
pub struct WaveFiles {
    pub responses: Option<Source<ResponseRow>>,
    pub comments: Option<Source<CommentRow>>,
    pub tickets: Option<Source<TicketRow>>,
}

/// Rows with the file they came from.
#[derive(Clone, Debug)]
pub struct Source<R> {
    pub file: String,
    pub rows: Vec<R>,
}

/// Why a folder cannot be taken; all of it, not only the first.
#[derive(Clone, Debug)]
pub enum FolderProblem {
    NoProtocol,
    /// A definition that cannot be read, with its text to point into.
    Definition {
        text: String,
        problems: Problems,
    },
    NotText {
        file: String,
    },
    Row {
        file: String,
        problem: Problem,
    },
    MoreRows {
        file: String,
        count: u64,
    },
    /// The name speaks of a wave that the protocol does not know.
    NoSuchWave {
        file: String,
    },
    /// The wave's survey is not in the folder.
    NoSurvey {
        file: String,
        survey: String,
    },
    /// Tickets without a date in a file whose name does not say the wave.
    TicketsOfNoWave {
        file: String,
    },
}

/// What the name of a file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Clients,
    Responses(u32),
    Comments(u32),
    Dispositions,
    Interviews,
    Measurements,
    Tickets(Option<u32>),
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".csv")?;
        let wave = |prefix: &str| stem.strip_prefix(prefix)?.parse::<u32>().ok();
        match stem {
            "clients" => Some(Self::Clients),
            "dispositions" => Some(Self::Dispositions),
            "interviews" => Some(Self::Interviews),
            "measurements" => Some(Self::Measurements),
            "ticket_sample" | "tickets" => Some(Self::Tickets(None)),
            _ => wave("survey_wave")
                .map(Self::Responses)
                .or_else(|| wave("comments_wave").map(Self::Comments))
                .or_else(|| wave("ticket_sample_wave").map(|wave| Self::Tickets(Some(wave))))
                .or_else(|| wave("tickets_wave").map(|wave| Self::Tickets(Some(wave)))),
        }
    }
}

/// Reads and checks all files of a folder.
pub fn read(files: &Files) -> Result<Folder, Vec<FolderProblem>> {
    let (protocol, surveys) = read_definitions(files)?;
    let mut problems = Vec::new();
    let mut folder = Folder {
        protocol,
        surveys,
        clients: None,
        waves: BTreeMap::new(),
        dispositions: None,
        statements: None,
        measurements: None,
        tickets: None,
        ignored: Vec::new(),
    };
    let mut later = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
        match Kind::of(name) {
            // They are held against the responses.
            Some(kind @ Kind::Comments(_)) => later.push((name, bytes, kind)),
            Some(kind) => folder.take(name, bytes, kind, &mut problems),
            None => folder.ignored.push(name.clone()),
        }
    }
    for (name, bytes, kind) in later {
        folder.take(name, bytes, kind, &mut problems);
    }
    if problems.is_empty() {
        Ok(folder)
    } else {
        Err(problems)
    }
}

type Definitions = (Definition<Protocol>, Vec<Definition<Survey>>);

/// The protocol and the surveys, each sound by itself and all in step with each other.
fn read_definitions(files: &Files) -> Result<Definitions, Vec<FolderProblem>> {
    let mut problems = Vec::new();
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".toml")) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                texts.insert(name, text.to_owned());
            }
            Err(_) => problems.push(FolderProblem::NotText { file: name.clone() }),
        }
    }
    let protocol = texts.get(PROTOCOL);
    if protocol.is_none() && !files.contains_key(PROTOCOL) {
        problems.push(FolderProblem::NoProtocol);
    }
    let (Some(protocol), []) = (protocol, problems.as_slice()) else {
        return Err(problems);
    };
    let sources: Vec<Text> = texts
        .iter()
        .filter(|(name, _)| **name != PROTOCOL)
        .map(|(name, text)| Text { name, text })
        .collect();
    let (read, surveys) = read_together(
        Text {
            name: PROTOCOL,
            text: protocol,
        },
        &sources,
    )
    .map_err(|found| definition_problems(found, &texts))?;
    let defined = |source: &Text, read| Definition {
        file: source.name.to_owned(),
        text: source.text.to_owned(),
        read,
    };
    Ok((
        Definition {
            file: PROTOCOL.to_owned(),
            text: protocol.clone(),
            read,
        },
        sources
            .iter()
            .zip(surveys)
            .map(|(source, read)| defined(source, read))
            .collect(),
    ))
}

/// The problems of each file with the file's text, so that they can be shown in it.
fn definition_problems(found: Vec<Problems>, texts: &BTreeMap<&str, String>) -> Vec<FolderProblem> {
    found
        .into_iter()
        .map(|problems| {
            let file = problems
                .iter()
                .next()
                .map_or("", |problem| problem.file.as_str());
            let text = texts.get(file).cloned().unwrap_or_default();
            FolderProblem::Definition { text, problems }
        })
        .collect()
}

/// The rows of a file; its problems go to the list.
fn rows<R>(
    name: &str,
    imported: Imported<Vec<R>>,
    problems: &mut Vec<FolderProblem>,
) -> Option<Source<R>> {
    let file = name.to_owned();
    if imported.unlisted_problems > 0 {
        let count = imported.unlisted_problems;
        problems.push(FolderProblem::MoreRows {
            file: file.clone(),
            count,
        });
    }
    problems.extend(
        imported
            .problems
            .into_iter()
            .map(|problem| FolderProblem::Row {
                file: file.clone(),
                problem,
            }),
    );
    Some(Source {
        file,
        rows: imported.rows,
    })
}

/// The keys of those who responded; none when that cannot be told for the faults of their own file.
fn responded(
    responses: Option<&Source<ResponseRow>>,
    problems: &[FolderProblem],
) -> Option<HashSet<String>> {
    let Some(responses) = responses else {
        return Some(HashSet::new());
    };
    let is_of_them = |problem: &FolderProblem| match problem {
        FolderProblem::Row { file, .. } => *file == responses.file,
        _ => false,
    };
    let keys = responses.rows.iter().map(|row| row.key.clone());
    (!problems.iter().any(is_of_them)).then(|| keys.collect())
}

impl Folder {
    fn take(&mut self, name: &str, bytes: &[u8], kind: Kind, problems: &mut Vec<FolderProblem>) {
        let protocol = &self.protocol.read;
        let usual = Language::dutch();
        match kind {
            Kind::Clients => {
                self.clients = rows(name, clients::read(bytes, protocol, &usual), problems);
            }
            Kind::Dispositions => {
                let waves = protocol.waves.iter().map(|plan| plan.number);
                let made = waves.filter(|wave| self.survey_of(*wave).is_some());
                let read = dispositions::read(bytes, protocol, &made.collect());
                self.dispositions = rows(name, read, problems);
            }
            Kind::Interviews => {
                self.statements = rows(name, interviews::read(bytes, protocol), problems);
            }
            Kind::Measurements => {
                self.measurements = rows(name, measurements::read(bytes, protocol), problems);
            }
            Kind::Tickets(None) => {
                self.tickets = rows(name, tickets::read(bytes, protocol), problems);
                if self
                    .tickets
                    .iter()
                    .any(|t| t.rows.iter().any(|row| row.closed_on.is_none()))
                {
                    problems.push(FolderProblem::TicketsOfNoWave {
                        file: name.to_owned(),
                    });
                }
            }
            Kind::Responses(wave) | Kind::Comments(wave) | Kind::Tickets(Some(wave)) => {
                self.take_of_wave(name, bytes, kind, wave, problems);
            }
        }
    }

    fn take_of_wave(
        &mut self,
        name: &str,
        bytes: &[u8],
        kind: Kind,
        wave: u32,
        problems: &mut Vec<FolderProblem>,
    ) {
        let protocol = &self.protocol.read;
        let Some(plan) = protocol.wave(wave) else {
            return problems.push(FolderProblem::NoSuchWave {
                file: name.to_owned(),
            });
        };
        let survey = self
            .surveys
            .iter()
            .find(|survey| survey.read.code == plan.survey);
        let of_wave = self.waves.entry(wave).or_default();
        match (kind, survey) {
            (Kind::Responses(_), Some(survey)) => {
                let read = responses::read(bytes, &survey.read, protocol);
                of_wave.responses = rows(name, read, problems);
            }
            (Kind::Responses(_), None) => problems.push(FolderProblem::NoSurvey {
                file: name.to_owned(),
                survey: plan.survey.clone(),
            }),
            (Kind::Comments(_), _) => {
                let respondents = responded(of_wave.responses.as_ref(), problems);
                let read = comments::read(bytes, respondents.as_ref(), &Language::dutch());
                of_wave.comments = rows(name, read, problems);
            }
            _ => of_wave.tickets = rows(name, tickets::read(bytes, protocol), problems),
        }
    }

    /// The survey that a wave asks.
    pub fn survey_of(&self, wave: u32) -> Option<&Definition<Survey>> {
        let plan = self.protocol.read.wave(wave)?;
        self.surveys
            .iter()
            .find(|survey| survey.read.code == plan.survey)
    }

    /// The counts of dispositions that a file gave for a wave.
    pub fn dispositions_of(&self, wave: u32) -> Option<Dispositions> {
        let given = self.dispositions.iter().flat_map(|source| &source.rows);
        given
            .clone()
            .find(|row| row.wave == wave)
            .map(|row| row.dispositions)
    }

    /// The evidence for an evaluation straight from the files.
    pub fn evidence(&self) -> Evidence {
        let protocol = &self.protocol.read;
        let waves = protocol.waves.iter().filter_map(|plan| {
            let survey = self.survey_of(plan.number)?;
            let files = self.waves.get(&plan.number);
            let mut responses = Responses::of_survey(&survey.read);
            for row in files
                .iter()
                .filter_map(|f| f.responses.as_ref())
                .flat_map(|s| &s.rows)
            {
                let segment = protocol.segment_at(row.segment.as_deref());
                let client = match plan.privacy_mode {
                    PrivacyMode::Named => Some(ClientTie::of(&row.key)),
                    PrivacyMode::Confidential | PrivacyMode::Anonymous => None,
                };
                let origin = Origin { day: None, client };
                responses.push_from(origin, segment, row.completeness, &row.answers);
            }
            let tickets = files.and_then(|files| files.tickets.as_ref());
            Some((
                plan.number,
                WaveEvidence {
                    responses: responses.into(),
                    by_open_link: 0,
                    dispositions: self.dispositions_of(plan.number),
                    tickets: Arc::new(tickets.map_or_else(Vec::new, |source| source.rows.clone())),
                    comments: Vec::new(),
                },
            ))
        });
        let all = |source: &Option<Source<StatementRow>>| {
            source
                .as_ref()
                .map_or_else(Vec::new, |source| source.rows.clone())
        };
        Evidence {
            waves: waves.collect(),
            statements: all(&self.statements),
            measurements: Arc::new(
                self.measurements
                    .as_ref()
                    .map_or_else(Vec::new, |s| s.rows.clone()),
            ),
            tickets: Arc::new(
                self.tickets
                    .as_ref()
                    .map_or_else(Vec::new, |s| s.rows.clone()),
            ),
        }
    }
}

impl FolderProblem {
    /// Lines for a terminal, `file:line: what is wrong — what to do`.
    pub fn lines(&self, language: &Language) -> String {
        let say = |key: &str, file: &str| {
            t_args(
                language,
                key,
                &[("file", Arg::from(file)), ("protocol", Arg::from(PROTOCOL))],
            )
        };
        match self {
            Self::NoProtocol => say("folder-no-protocol", PROTOCOL),
            Self::NotText { file } => say("folder-not-text", file),
            Self::NoSuchWave { file } => say("folder-no-such-wave", file),
            Self::TicketsOfNoWave { file } => say("folder-tickets-of-no-wave", file),
            Self::NoSurvey { file, survey } => t_args(
                language,
                "folder-no-survey",
                &[("file", Arg::from(file)), ("survey", Arg::from(survey))],
            ),
            Self::MoreRows { file, count } => t_args(
                language,
                "folder-more-rows",
                &[("file", Arg::from(file)), ("count", Arg::from(*count))],
            ),
            Self::Definition { text, problems } => problems.render(text, Look::Plain, language),
            Self::Row { file, problem } => format!(
                "{file}:{}: {}{} — {}",
                problem.line,
                problem
                    .column
                    .as_ref()
                    .map_or_else(String::new, |column| format!("{column}: ")),
                problem.message(language),
                problem.remedy(language),
            ),
        }
    }
}
