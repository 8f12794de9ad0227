//! The difference attack: whether what is published, taken together, gives away a small group.
//!
//! Everything that any edition, file or filter shows is a count of persons, or follows from one. A
//! count in a total that is known, minus all its parts that are known, is the size of what is
//! hidden; so is the difference between two snapshots of the same wave. None may be small.

use crate::domain::evaluation::results::{Evaluation, WaveResult};

/// A group smaller than the threshold that can be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    pub wave: u32,
    /// A parameter, or `response`.
    pub place: String,
    /// How many persons are given away.
    pub persons: u64,
}

/// All that can be worked out from `published`, beside the snapshots of the same programme that
/// went out before. Empty is what one wants.
pub fn disclosed(
    published: &Evaluation,
    earlier: &[&Evaluation],
    threshold: u64,
) -> Vec<Disclosure> {
    let mut found = Vec::new();
    for wave in &published.waves {
        within(wave, threshold, &mut found);
        for before in earlier.iter().filter_map(|one| one.wave(wave.number)) {
            between(before, wave, threshold, &mut found);
        }
    }
    found.dedup();
    found
}

/// Totals minus their visible parts.
fn within(wave: &WaveResult, threshold: u64, found: &mut Vec<Disclosure>) {
    let response = &wave.response;
    let shown: u64 = response
        .segments
        .iter()
        .filter_map(|one| one.responses)
        .sum();
    let rest = response.complete.saturating_sub(shown);
    // That so few answered at all is said openly; who they are must not follow.
    if shown > 0 {
        note(wave, "response", rest, threshold, found);
    }
    for result in &wave.parameters {
        let Some(n) = result
            .n
            .filter(|_| result.shown && !result.segments.is_empty())
        else {
            continue;
        };
        let shown: f64 = result.segments.iter().filter_map(|one| one.n).sum();
        let rest = (n - shown).max(0.0).round() as u64;
        note(wave, &result.code, rest, threshold, found);
    }
    for spread in &wave.distributions {
        note(wave, &spread.item, spread.n.unwrap_or(0), threshold, found);
    }
}

/// The same count at two times: the difference is those who came in between.
fn between(before: &WaveResult, now: &WaveResult, threshold: u64, found: &mut Vec<Disclosure>) {
    let (old, new) = (before.response.complete, now.response.complete);
    note(now, "response", old.abs_diff(new), threshold, found);
    for result in now.parameters.iter().filter(|one| !one.segments.is_empty()) {
        let other = before.parameter(&result.code);
        for segment in &result.segments {
            let old = other.and_then(|one| {
                one.segments
                    .iter()
                    .find(|old| old.segment == segment.segment)
            });
            if let Some((old, new)) = old.and_then(|old| old.n).zip(segment.n) {
                let difference = (old - new).abs().round() as u64;
                let place = format!("{} {}", result.code, segment.segment);
                note(now, &place, difference, threshold, found);
            }
        }
    }
    // Who answered an item in between is one or a few whose answers its counts then show.
    for spread in &now.distributions {
        let mut old = before.distributions.iter();
        let old = old.find(|old| old.item == spread.item);
        if let Some((old, new)) = old.and_then(|old| old.n).zip(spread.n) {
            note(now, &spread.item, old.abs_diff(new), threshold, found);
        }
    }
}

fn note(wave: &WaveResult, place: &str, persons: u64, threshold: u64, found: &mut Vec<Disclosure>) {
    if (1..threshold).contains(&persons) {
        found.push(Disclosure {
            wave: wave.number,
            place: place.to_owned(),
            persons,
        });
    }
}
