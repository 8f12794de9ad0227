//! The evidence that counts for one wave, with its answers counted once.

use std::collections::BTreeMap;

use super::{Evidence, WaveEvidence};
use crate::domain::dataset::{Counts, Grouping, Responses};
use crate::domain::evidence::{
    CodedComment, Dispositions, MeasurementRow, StatementRow, TicketRow,
};
use crate::domain::parameter::Estimator;
use crate::domain::protocol::{Protocol, WavePlan};

/// How often each pair of answers to two items was given, per group: `[first][second]`.
pub(super) type Pairs = Vec<Vec<Vec<u64>>>;

/// The evidence that counts for one wave, with its answers grouped once.
pub(super) struct Scope<'a> {
    pub(super) protocol: &'a Protocol,
    pub(super) wave: &'a WavePlan,
    pub(super) responses: &'a Responses,
    pub(super) grouping: Grouping,
    pub(super) counts: BTreeMap<&'a str, Vec<Counts>>,
    /// Of the items of every gap, perceived first.
    pub(super) pairs: BTreeMap<(&'a str, &'a str), Pairs>,
    pub(super) statements: Vec<&'a StatementRow>,
    pub(super) measurements: Vec<&'a MeasurementRow>,
    pub(super) tickets: Vec<&'a TicketRow>,
    pub(super) by_open_link: u64,
    pub(super) dispositions: Option<Dispositions>,
    pub(super) comments: &'a [CodedComment],
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        protocol: &'a Protocol,
        wave: &'a WavePlan,
        own: &'a WaveEvidence,
        evidence: &'a Evidence,
        catalogue: &'a [MeasurementRow],
    ) -> Self {
        let counts_here =
            |date: chrono::NaiveDate| (wave.evidence_from..=wave.evidence_to).contains(&date);
        let grouping = own
            .responses
            .grouping(protocol.segments.len(), protocol.rules.count_partials);
        let statements = evidence.statements.iter();
        let measurements = evidence.measurements.iter().chain(catalogue);
        let dated = evidence.tickets.iter();
        Self {
            statements: statements.filter(|s| counts_here(s.date)).collect(),
            measurements: measurements.filter(|m| counts_here(m.period)).collect(),
            tickets: own
                .tickets
                .iter()
                .chain(dated.filter(|t| t.closed_on.is_some_and(counts_here)))
                .collect(),
            by_open_link: own.by_open_link,
            dispositions: own.dispositions,
            comments: &own.comments,
            ..Self::of_answers(protocol, wave, &own.responses, grouping)
        }
    }

    /// The same wave with its answers alone, grouped in another way.
    pub(super) fn regrouped(&self, grouping: Grouping) -> Self {
        Self::of_answers(self.protocol, self.wave, self.responses, grouping)
    }

    fn of_answers(
        protocol: &'a Protocol,
        wave: &'a WavePlan,
        responses: &'a Responses,
        grouping: Grouping,
    ) -> Self {
        let columns = responses.columns().iter();
        let counts = columns.map(|column| (column.item.as_str(), grouping.count(column)));
        let gaps = protocol.parameters.iter().filter_map(|parameter| {
            let Estimator::Gap {
                perceived,
                expected,
            } = &parameter.estimator
            else {
                return None;
            };
            let (first, second) = (responses.column(perceived)?, responses.column(expected)?);
            let pairs = grouping.count_pairs(first, second);
            Some(((perceived.as_str(), expected.as_str()), pairs))
        });
        Self {
            protocol,
            wave,
            responses,
            counts: counts.collect(),
            pairs: gaps.collect(),
            grouping,
            statements: Vec::new(),
            measurements: Vec::new(),
            tickets: Vec::new(),
            by_open_link: 0,
            dispositions: None,
            comments: &[],
        }
    }
}
