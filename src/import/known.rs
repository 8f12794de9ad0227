//! What the protocol knows by code or name: segments, clusters, series, waves.

use chrono::NaiveDate;

use super::field::{Code, Holds};
use super::problem::Fault;
use super::values::says;
use crate::domain::language::Text;
use crate::domain::parameter::{Estimator, OWN_SERIES, Parameter, Scale};
use crate::domain::protocol::Protocol;

/// Codes with the names that stand for them, and the codes as a list for messages.
pub(super) struct Known<'p> {
    entries: Vec<(&'p str, &'p Text)>,
}

impl<'p> Known<'p> {
    pub fn segments(protocol: &'p Protocol) -> Self {
        let entries = protocol.segments.iter();
        Self {
            entries: entries.map(|s| (s.code.as_str(), &s.name)).collect(),
        }
    }

    pub fn parameters(protocol: &'p Protocol) -> Self {
        let entries = protocol.parameters.iter();
        Self {
            entries: entries.map(|p| (p.code.as_str(), &p.name)).collect(),
        }
    }

    pub fn services(protocol: &'p Protocol) -> Self {
        let entries = protocol.services.iter();
        Self {
            entries: entries.map(|s| (s.code.as_str(), &s.name)).collect(),
        }
    }

    pub fn clusters(protocol: &'p Protocol) -> Self {
        let entries = protocol.clusters.iter();
        Self {
            entries: entries.map(|c| (c.code.as_str(), &c.name)).collect(),
        }
    }

    /// The codes with their names, for a column that holds them.
    pub fn holds(&self) -> Holds {
        let entries = self.entries.iter();
        Holds::Code(
            entries
                .map(|(code, name)| Code::called(code, name))
                .collect(),
        )
    }

    /// The same, for a column whose cells may hold several.
    pub fn holds_several(&self) -> Holds {
        match self.holds() {
            Holds::Code(codes) => Holds::Codes(codes),
            other => other,
        }
    }

    pub fn segment(&self, cell: &str) -> Result<String, Fault> {
        self.code(cell).ok_or_else(|| Fault::UnknownSegment {
            known: self.listed(),
        })
    }

    pub fn cluster(&self, cell: &str) -> Result<String, Fault> {
        self.code(cell).ok_or_else(|| Fault::UnknownCluster {
            known: self.listed(),
        })
    }

    pub fn one(&self, cell: &str) -> Result<String, Fault> {
        self.code(cell).ok_or_else(|| Fault::NotAnOption {
            options: self.listed(),
        })
    }

    /// The code that a cell means: by code, else by name in any language, whatever the case.
    fn code(&self, cell: &str) -> Option<String> {
        let named = |name: &Text| {
            let mut languages = name.languages();
            languages.any(|language| says(cell, name.get(language)))
        };
        self.entries
            .iter()
            .find(|(code, _)| says(cell, code))
            .or_else(|| self.entries.iter().find(|(_, name)| named(name)))
            .map(|(code, _)| (*code).to_owned())
    }

    fn listed(&self) -> String {
        let codes: Vec<&str> = self.entries.iter().map(|(code, _)| *code).collect();
        codes.join(", ")
    }
}

/// A measurement series of the protocol and what its figures must obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Series<'p> {
    pub code: &'p str,
    /// Every period must have a value of its own, so nothing over nothing says nothing.
    pub needs_each_period: bool,
    /// The numerator is part of the denominator.
    pub is_share: bool,
}

/// The series that monthly figures can belong to.
pub(super) fn measurement_series(protocol: &Protocol) -> Vec<Series<'_>> {
    let mut found: Vec<Series> = Vec::new();
    for parameter in &protocol.parameters {
        // Nobody brings in what the catalogue gives by itself.
        let series = parameter.estimator.series();
        if let Some(code) = series.filter(|code| !OWN_SERIES.contains(code)) {
            found.push(Series {
                code,
                needs_each_period: matches!(parameter.estimator, Estimator::LastValue { .. }),
                is_share: parameter.scale == Scale::Share,
            });
        }
    }
    for code in protocol
        .agreements
        .iter()
        .filter_map(|a| a.series.as_deref())
    {
        if found.iter().all(|series| series.code != code) {
            found.push(Series {
                code,
                needs_each_period: false,
                is_share: true,
            });
        }
    }
    found
}

/// The series that tickets with their lead times can belong to.
pub(super) fn ticket_series<'p>(protocol: &'p Protocol) -> Vec<&'p str> {
    let series = |parameter: &'p Parameter| match &parameter.estimator {
        Estimator::Percentile { series, .. } => Some(series.as_str()),
        _ => None,
    };
    let promised = protocol.agreements.iter();
    let promised = promised.filter_map(|agreement| agreement.tickets.as_deref());
    let parameters = protocol.parameters.iter().filter_map(series);
    let mut found: Vec<&str> = Vec::new();
    for series in parameters.chain(promised) {
        if !found.contains(&series) {
            found.push(series);
        }
    }
    found
}

/// Whether some wave counts evidence of this day.
pub(super) fn is_evidence(protocol: &Protocol, day: NaiveDate) -> bool {
    protocol
        .waves
        .iter()
        .any(|wave| (wave.evidence_from..=wave.evidence_to).contains(&day))
}
