//! What is looked into beyond the test parameters: fixed in the protocol, so that nobody chooses an
//! analysis after seeing the data.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::language::Text;

/// All analyses of a protocol; most protocols declare some of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Analysis {
    pub batteries: Vec<Battery>,
    pub drivers: Vec<DriverPlan>,
    pub gaps: Vec<GapPlan>,
    pub features: Vec<Feature>,
    pub controls: Vec<ControlPlan>,
    pub margins: Vec<Margin>,
    pub benchmarks: Vec<Benchmark>,
    pub mirrors: Vec<Mirror>,
    pub subjects: Vec<Subject>,
    pub cluster_map: Option<ClusterMap>,
}

/// Items that are meant to measure one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Battery {
    pub code: String,
    pub name: Text,
    /// Scales of equal ends.
    pub items: Vec<String>,
    /// Those among `items` that are worded the other way.
    pub reversed: Vec<String>,
}

/// Which items go together with an outcome, and how important each is held to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriverPlan {
    pub code: String,
    pub name: Text,
    /// A scale.
    pub outcome: String,
    /// Scales; at most [`MOST_DRIVERS`].
    pub items: Vec<String>,
    /// The items that ask how important each of `items` is, in their order; empty when not asked.
    pub importance: Vec<String>,
    /// Where the lines of the priority matrix cross: at agreed values, or (`None`) at the means.
    pub crosshair: Option<Crosshair>,
}

/// A pattern of answers has to fit in 16 bytes.
pub const MOST_DRIVERS: usize = 15;

/// Agreed lines of a priority matrix, for the importance that clients state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crosshair {
    pub importance: f64,
    pub performance: f64,
}

/// One dimension of which both expectation and perception were asked (SERVQUAL).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapPlan {
    pub code: String,
    pub name: Text,
    /// In pairs with `perceived`.
    pub expected: Vec<String>,
    pub perceived: Vec<String>,
}

/// A feature with Kano's two questions, on a scale of 1 (like) to 5 (dislike).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    pub code: String,
    pub name: Text,
    pub functional: String,
    pub dysfunctional: String,
}

/// A control chart of the registrations of a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControlPlan {
    pub parameter: String,
    pub chart: ControlKind,
    /// The limits come from the months up to and including this one; `None` is all of them.
    pub limits_until: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// Shares, with limits that follow the size of each month.
    P,
    /// Single values, with limits from the moving range.
    Xmr,
    /// Events per exposure.
    U,
}

/// A known distribution of the clients beside that over the segments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Margin {
    /// The item that asks it, a choice.
    pub item: String,
    pub name: Text,
    pub categories: Vec<MarginCategory>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarginCategory {
    /// A code of the item.
    pub code: String,
    pub population: u32,
}

/// What others reached on the same parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benchmark {
    pub parameter: String,
    pub name: Text,
    /// In the parameter's unit.
    pub value: f64,
    /// Who, when, how asked, how many.
    pub source: Text,
}

/// What staff thought that clients would say (*spiegelonderzoek*), asked before the wave opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mirror {
    pub parameter: String,
    /// The mean of their estimates, in the parameter's unit.
    pub estimate: f64,
    /// How many members of staff estimated.
    pub staff: u32,
    pub asked_on: NaiveDate,
}

/// Something of which more than one kind of evidence speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    pub code: String,
    pub name: Text,
    pub parameters: Vec<String>,
    /// Themes of interviews, as coded.
    pub themes: Vec<String>,
}

/// Two parameters with a registration per cluster, for the map of quality against means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterMap {
    pub effectiveness: String,
    pub efficiency: String,
}

impl Analysis {
    /// The items that any analysis reads.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        let batteries = self.batteries.iter().flat_map(|one| &one.items);
        let drivers = self.drivers.iter().flat_map(|one| {
            std::iter::once(&one.outcome)
                .chain(&one.items)
                .chain(&one.importance)
        });
        let gaps = self
            .gaps
            .iter()
            .flat_map(|one| one.expected.iter().chain(&one.perceived));
        let features = self
            .features
            .iter()
            .flat_map(|one| [&one.functional, &one.dysfunctional]);
        let margins = self.margins.iter().map(|one| &one.item);
        batteries
            .chain(drivers)
            .chain(gaps)
            .chain(features)
            .chain(margins)
            .map(String::as_str)
    }

    pub fn benchmarks_of<'a>(
        &'a self,
        parameter: &'a str,
    ) -> impl Iterator<Item = &'a Benchmark> + 'a {
        self.benchmarks
            .iter()
            .filter(move |one| one.parameter == parameter)
    }

    pub fn mirror_of(&self, parameter: &str) -> Option<&Mirror> {
        self.mirrors.iter().find(|one| one.parameter == parameter)
    }
}
