//! The protocol: everything that was agreed before the data came in, and that phase 6 judges by.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::analysis::Analysis;
use super::calendar::WorkingHours;
use super::language::Text;
use super::parameter::Parameter;

/// Goals, services, agreements, parameters and decision rules of one programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Protocol {
    pub programme: Programme,
    pub rules: Rules,
    pub segments: Vec<Segment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub premises: Vec<Premise>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    pub problems: Vec<Problem>,
    pub goals: Vec<Goal>,
    pub clusters: Vec<Cluster>,
    pub services: Vec<Service>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_hours: Option<WorkingHours>,
    pub agreements: Vec<Agreement>,
    pub charters: Vec<Charter>,
    pub parameters: Vec<Parameter>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Information>,
    pub waves: Vec<WavePlan>,
    #[serde(default)]
    pub analysis: Analysis,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    /// Short name in addresses: lower case letters, digits and hyphens.
    pub slug: String,
    pub name: Text,
    pub organisation: Text,
    pub vision: Option<Text>,
    /// An IANA name, `Europe/Amsterdam`.
    pub time_zone: String,
    /// The day the new service started; splits before from after in every time chart, and is the
    /// first day of period M01.
    pub introduction: NaiveDate,
    pub preconditions: Vec<Precondition>,
}

/// *Randvoorwaarde*: what the programme had to stay within.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Precondition {
    pub code: String,
    pub name: Text,
    pub planned: Text,
    pub actual: Option<Text>,
    /// Whether what came of it is not what was planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deviates: bool,
}

/// The decision rules that hold for all parameters unless one says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// One-sided, 0.95: the two-sided 90 % interval decides.
    pub confidence: f64,
    pub minimum_base: u32,
    pub privacy_threshold: u32,
    /// Whether partial responses enter verdicts.
    pub count_partials: bool,
    /// Seed of everything that draws lots (bootstrap, samples).
    pub seed: u64,
    /// Names, addresses and people's own words are erased at most so many months after closing. Said
    /// to clients, and held to at the closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_months: Option<u32>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            confidence: 0.95,
            minimum_base: 10,
            privacy_threshold: 5,
            count_partials: false,
            seed: 1,
            keep_months: None,
        }
    }
}

/// A dimension value that reports split by, with the number of clients in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    pub code: String,
    pub name: Text,
    pub population: u32,
}

/// Somebody of the project organisation, and in which role from when until when; without a last day
/// until the programme is closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    pub code: String,
    pub person: String,
    pub role: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// The address that they sign in with, in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What the pages made for them are about: segments of an account manager, agreements of a
    /// commissioner, clusters, a back office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads_segments: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads_agreements: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads_clusters: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads_back_office: Option<String>,
}

impl Member {
    /// Whether they are in the project on this day.
    pub fn takes_part_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// *Uitgangspunt*: what the programme takes for granted until an amendment says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Premise {
    pub code: String,
    pub statement: Text,
}

/// Something that happened around the programme, by which its figures over time are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    pub code: String,
    pub day: NaiveDate,
    pub statement: Text,
    /// Where this is known from.
    pub source: String,
}

/// *Knelpunt*: what was wrong at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    pub code: String,
    pub statement: Text,
    pub goals: Vec<String>,
    /// By which phase 6 judges whether it is solved; when none is named, those of its goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    pub code: String,
    /// A few words, for headings.
    pub name: Text,
    /// The whole, SMART.
    pub statement: Text,
    pub deadline: Option<NaiveDate>,
    pub owner: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    pub code: String,
    pub name: Text,
    /// *Formatie*: what was planned for it, a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_fte: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_hours: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_cost_eur: Option<f64>,
}

/// *Product/dienst*: the unit of service in the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    pub code: String,
    pub cluster: String,
    pub name: Text,
    pub handling: Handling,
    pub back_office: String,
    pub effort_hours: Option<f64>,
    /// What the front office does, up to the cut with the back office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front_steps: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_steps: Option<Text>,
    /// Whom the front office calls in the back office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// What it takes: systems, stock, vehicles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aids: Option<Text>,
    /// For the desk: what to ask, what to promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tips: Option<Text>,
    /// First and last day on which it was offered so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl Service {
    /// Whether everything is recorded that the desk needs: both sides of the cut that it has, whom
    /// to call, how long it takes, what it takes and what to say.
    pub fn is_complete(&self) -> bool {
        let front = self.handling == Handling::BackOffice || self.front_steps.is_some();
        let back = self.handling == Handling::FrontOffice || self.back_steps.is_some();
        front
            && back
            && self.contact.is_some()
            && self.effort_hours.is_some()
            && self.aids.is_some()
            && self.tips.is_some()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    FrontOffice,
    BackOffice,
    Both,
}

/// *SLA*: what was promised on a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub code: String,
    pub cluster: String,
    pub name: Text,
    pub response_hours: f64,
    pub solve_hours: f64,
    /// Promised share (0..1) answered within `response_hours` and solved within `solve_hours`.
    pub share_within: f64,
    /// The measurement series, cut to `cluster`, that shows the share within the norm.
    pub series: Option<String>,
    /// Or the series of tickets, all of them, that is counted within `solve_hours` and, when it is
    /// known, `response_hours`: those of `cluster`, and of `segments` when some are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tickets: Option<String>,
    /// For whom it was made; everybody when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    pub budget_eur: Option<f64>,
    /// First and last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl Agreement {
    /// Whether two agreements promise the same clients something about the same cluster on the same
    /// day. One for some segments is an exception to one for everybody, and no second promise.
    pub fn overlaps(&self, other: &Self) -> bool {
        let same_clients = if self.segments.is_empty() || other.segments.is_empty() {
            self.segments.is_empty() && other.segments.is_empty()
        } else {
            self.segments
                .iter()
                .any(|segment| other.segments.contains(segment))
        };
        let begins_before_end = |one: &Self, end: &Self| match (one.valid_from, end.valid_to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        self.cluster == other.cluster
            && same_clients
            && begins_before_end(self, other)
            && begins_before_end(other, self)
    }
}

/// *Kwaliteitshandvest*: a guarantee with a sanction when it is broken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Charter {
    pub code: String,
    pub name: Text,
    pub promise: Text,
    /// The parameter that measures it, and the cluster it is cut to.
    pub parameter: String,
    pub cluster: String,
    /// Share (0..1) under which the sanction is proposed.
    pub threshold: f64,
    pub eur_per_breach: f64,
    pub sanction: Text,
    /// Who bears it.
    pub back_office: String,
}

/// What clients are told of the new service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Information {
    pub procedure: Option<Text>,
    pub phone: Option<Text>,
    pub counter: Option<Text>,
    pub possibilities: Option<Text>,
    pub limits: Option<Text>,
    /// What is not done, whoever asks.
    pub not_done: Option<Text>,
    /// Whether invitations carry it. Who reads it before answering knows it then.
    pub in_invitations: bool,
}

impl Information {
    /// What is told, each under the name of its field.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let all = [
            ("procedure", &self.procedure),
            ("phone", &self.phone),
            ("counter", &self.counter),
            ("possibilities", &self.possibilities),
            ("limits", &self.limits),
            ("not_done", &self.not_done),
        ];
        all.into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?)))
    }
}

/// A wave as planned in the protocol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WavePlan {
    pub number: u32,
    pub name: Text,
    pub kind: WaveKind,
    pub privacy_mode: PrivacyMode,
    /// Code of the survey that is asked.
    pub survey: String,
    /// First and last day of the evidence that counts for it: interviews, measurements, tickets.
    pub evidence_from: NaiveDate,
    pub evidence_to: NaiveDate,
    /// The wave that it is compared with.
    pub compare_with: Option<u32>,
    /// Finished before the file was written: it is loaded as closed.
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveKind {
    Baseline,
    Interim,
    Final,
    FollowUp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrivacyMode {
    Named,
    Confidential,
    Anonymous,
}

impl Protocol {
    /// The number of clients, over all segments.
    pub fn population(&self) -> u32 {
        self.segments.iter().map(|segment| segment.population).sum()
    }

    pub fn parameter(&self, code: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.code == code)
    }

    /// The place of a segment in the protocol, for the columns of a dataset; `None` when it is not
    /// known, or when there are more segments than a column can tell apart.
    pub fn segment_at(&self, code: Option<&str>) -> Option<u8> {
        let code = code?;
        let at = self
            .segments
            .iter()
            .position(|segment| segment.code == code)?;
        u8::try_from(at).ok().filter(|at| *at < u8::MAX)
    }

    /// The protocol without the addresses of people: they serve to open pages to them, and are no
    /// part of what was agreed. What is hashed, frozen and sealed holds none, so that they can be
    /// erased while every hash still verifies.
    pub fn without_addresses(&self) -> Self {
        let mut bare = self.clone();
        for member in &mut bare.members {
            member.email = None;
        }
        bare
    }

    /// The addresses of its people, by their code.
    pub fn addresses(&self) -> BTreeMap<String, String> {
        let own = self.members.iter();
        own.filter_map(|one| Some((one.code.clone(), one.email.clone()?)))
            .collect()
    }

    pub fn with_addresses(mut self, addresses: &BTreeMap<String, String>) -> Self {
        for member in &mut self.members {
            if let Some(email) = addresses.get(&member.code) {
                member.email = Some(email.clone());
            }
        }
        self
    }

    pub fn wave(&self, number: u32) -> Option<&WavePlan> {
        self.waves.iter().find(|wave| wave.number == number)
    }

    /// The parameters that test a goal, in the order of the protocol.
    pub fn parameters_of<'a>(&'a self, goal: &'a str) -> impl Iterator<Item = &'a Parameter> {
        self.parameters
            .iter()
            .filter(move |p| p.goals.iter().any(|code| code == goal))
    }

    /// The parameters that tell whether a problem is solved: those that it names, else those of its
    /// goals; in the order of the protocol.
    pub fn parameters_about<'a>(
        &'a self,
        problem: &'a Problem,
    ) -> impl Iterator<Item = &'a Parameter> {
        self.parameters.iter().filter(move |parameter| {
            if problem.parameters.is_empty() {
                parameter
                    .goals
                    .iter()
                    .any(|one| problem.goals.contains(one))
            } else {
                problem.parameters.contains(&parameter.code)
            }
        })
    }
}
