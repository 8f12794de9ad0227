//! What is known of waves whose evidence is as it was, so that one more answer in an open wave does not
//! compute those before it anew.

use std::collections::BTreeMap;

use super::results::{Evaluation, WaveResult};
use super::{Evidence, WaveEvidence, of_waves};
use crate::domain::evidence::TicketRow;
use crate::domain::protocol::Protocol;

/// What an evaluation rested on, and its waves before they were compared with one another.
#[derive(Clone, Debug)]
pub struct Known {
    protocol: Protocol,
    evidence: Evidence,
    alone: Vec<WaveResult>,
}

/// The same as `evaluate`, byte for byte; what is `known` of a wave is taken over where neither the
/// protocol nor its evidence differs.
pub fn evaluate_knowing(
    protocol: &Protocol,
    evidence: &Evidence,
    known: Option<&Known>,
) -> (Evaluation, Known) {
    let known = known.filter(|known| known.protocol == *protocol && known.is_of(evidence));
    let (evaluation, alone) = of_waves(protocol, evidence, &|number| {
        known.and_then(|known| known.wave(number, evidence))
    });
    let now = Known {
        protocol: protocol.clone(),
        evidence: evidence.clone(),
        alone,
    };
    (evaluation, now)
}

impl Known {
    /// Whether what is divided over the waves is the same.
    fn is_of(&self, evidence: &Evidence) -> bool {
        let Evidence {
            waves,
            statements,
            measurements,
            tickets,
        } = evidence;
        self.evidence.statements == *statements
            && self.evidence.measurements == *measurements
            && self.evidence.tickets == *tickets
            && undated(&self.evidence.waves).eq(undated(waves))
    }

    fn wave(&self, number: u32, evidence: &Evidence) -> Option<WaveResult> {
        if self.evidence.waves.get(&number) != evidence.waves.get(&number) {
            return None;
        }
        let mut alone = self.alone.iter();
        alone.find(|wave| wave.number == number).cloned()
    }
}

/// The tickets without a day, of which a figure of one wave may count those of another.
fn undated(waves: &BTreeMap<u32, WaveEvidence>) -> impl Iterator<Item = (u32, &[TicketRow])> {
    let some = waves.iter().filter(|(_, own)| !own.tickets.is_empty());
    some.map(|(number, own)| (*number, own.tickets.as_slice()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::evaluate;
    use super::*;
    use crate::domain::evidence::MeasurementRow;

    const CASE: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

    fn month(numerator: f64) -> MeasurementRow {
        MeasurementRow {
            series: "P10".to_owned(),
            period: "2026-10-01".parse().unwrap(),
            cluster: None,
            numerator,
            denominator: 1_000.0,
            extracted_on: None,
        }
    }

    fn ticket() -> TicketRow {
        TicketRow {
            key: "T1".to_owned(),
            series: "ticket_sample".to_owned(),
            cluster: None,
            segment: None,
            closed_on: None,
            hours: 7.0,
            response_hours: None,
            is_open: false,
            extracted_on: None,
        }
    }

    /// Two waves with a link each of their answers, and a month of calls.
    fn evidence() -> Evidence {
        let own = |by_open_link| WaveEvidence {
            by_open_link,
            ..WaveEvidence::default()
        };
        Evidence {
            waves: BTreeMap::from([(0, own(1)), (1, own(2))]),
            measurements: Arc::new(vec![month(700.0)]),
            ..Evidence::default()
        }
    }

    /// Which waves are taken over: one that was known carries a mark.
    fn taken_over(protocol: &Protocol, evidence: &Evidence, known: &Known) -> Vec<u32> {
        let mut marked = known.clone();
        marked.alone.iter_mut().for_each(|wave| wave.goals.clear());
        let (_, now) = evaluate_knowing(protocol, evidence, Some(&marked));
        let taken = now.alone.iter().filter(|wave| wave.goals.is_empty());
        taken.map(|wave| wave.number).collect()
    }

    #[test]
    fn only_a_wave_without_new_evidence_is_taken_over() {
        let protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let evidence = evidence();
        let (first, known) = evaluate_knowing(&protocol, &evidence, None);
        assert_eq!(first, evaluate(&protocol, &evidence));
        assert_eq!(taken_over(&protocol, &evidence, &known), [0, 1, 2]);

        let mut changed = evidence.clone();
        changed.waves.entry(1).or_default().by_open_link = 3;
        assert_eq!(taken_over(&protocol, &changed, &known), [0, 2]);
        let mut changed = evidence.clone();
        changed.waves.remove(&0);
        assert_eq!(taken_over(&protocol, &changed, &known), [1, 2]);
        let mut changed = evidence.clone();
        changed.measurements = Arc::new(vec![month(701.0)]);
        assert!(taken_over(&protocol, &changed, &known).is_empty());
        let mut changed = evidence.clone();
        changed.waves.entry(1).or_default().tickets = Arc::new(vec![ticket()]);
        assert!(taken_over(&protocol, &changed, &known).is_empty());

        let mut agreed = protocol.clone();
        agreed.rules.privacy_threshold += 1;
        assert!(taken_over(&agreed, &evidence, &known).is_empty());
    }
}
