//! Whether two coders heard the same: how often, beyond chance, and how surely.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Said, Source};
use crate::domain::parameter::Tone;
use crate::stats::agreement::{cohen_kappa, krippendorff_alpha};

/// Two-sided confidence of the interval of kappa.
const CONFIDENCE: f64 = 0.95;

/// The agreement of two coders. Without a pair, or with one category alone, a figure is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Coded by both.
    pub both: u64,
    pub observed: Option<f64>,
    pub kappa: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub alpha: Option<f64>,
}

/// On tones, which have an order: alpha is the ordinal one.
pub fn of_tones(pairs: impl Iterator<Item = (Option<Tone>, Option<Tone>)>) -> Agreement {
    let rank = |tone: Option<Tone>| tone.map(rank);
    of_ranks(pairs.map(|(a, b)| (rank(a), rank(b))), |alpha| {
        alpha.ordinal
    })
}

pub fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Negative => 0,
        Tone::Neutral => 1,
        Tone::Positive => 2,
    }
}

/// On the set of themes, which have no order. A theme from a file is of no coder in particular, so
/// only codes of the desk are held against each other.
pub fn of_themes(said: &[Said]) -> Agreement {
    let of_desk = || {
        said.iter()
            .filter_map(|one| Some((one.first.as_ref()?, one.second.as_ref()?)))
    };
    let sets: BTreeSet<&[String]> = of_desk().flat_map(|(a, b)| [set(a), set(b)]).collect();
    let place: BTreeMap<&[String], u16> = sets.into_iter().zip(0..).collect();
    let pairs = of_desk().map(|(a, b)| (place.get(set(a)).copied(), place.get(set(b)).copied()));
    of_ranks(pairs, |alpha| alpha.nominal)
}

fn set(code: &Code) -> &[String] {
    &code.themes
}

/// On the tones of the interviews' statements, as the report gives it.
pub fn of_said(said: &[Said]) -> Agreement {
    let interviews = said.iter().filter(|one| one.source == Source::Interview);
    of_tones(interviews.map(|one| {
        let (first, second) = one.pair();
        (first.map(|code| code.tone), second.map(|code| code.tone))
    }))
}

fn of_ranks<R: Copy + Ord + Into<f64>>(
    pairs: impl Iterator<Item = (Option<R>, Option<R>)>,
    level: fn(crate::stats::agreement::Alpha) -> f64,
) -> Agreement {
    // Sorted, so that the figures do not depend on the order of the rows to the last digit.
    let mut sorted: Vec<(Option<R>, Option<R>)> = pairs.collect();
    sorted.sort();
    let first: Vec<Option<f64>> = sorted.iter().map(|(a, _)| a.map(Into::into)).collect();
    let second: Vec<Option<f64>> = sorted.iter().map(|(_, b)| b.map(Into::into)).collect();
    let both = sorted.iter().filter(|(a, b)| a.is_some() && b.is_some());
    let both = both.count() as u64;
    if both == 0 {
        return Agreement::default();
    }
    let found = cohen_kappa(&first, &second, CONFIDENCE);
    let kappa = found.and_then(|found| found.kappa);
    Agreement {
        both,
        observed: found.map(|found| found.observed),
        kappa: kappa.map(|kappa| kappa.kappa),
        low: kappa.map(|kappa| kappa.interval.low),
        high: kappa.map(|kappa| kappa.interval.high),
        alpha: krippendorff_alpha(&[first, second]).map(level),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{code, said};
    use super::*;

    #[test]
    fn themes_agree_as_sets_and_only_between_coders_of_the_desk() {
        let mut all = Vec::new();
        for (nr, (a, b)) in [("x", "x"), ("x", "y"), ("y", "y"), ("y", "y")]
            .iter()
            .enumerate()
        {
            let mut one = said("V1", nr as i32, "");
            one.first = Some(code(a, Tone::Positive));
            one.second = Some(code(b, Tone::Positive));
            all.push(one);
        }
        let mut from_file = said("V2", 9, "");
        from_file.brought.theme = Some("x".to_owned());
        from_file.brought.tone = Some(Tone::Neutral);
        from_file.brought.second_tone = Some(Tone::Neutral);
        all.push(from_file);
        let found = of_themes(&all);
        assert_eq!((found.both, found.observed), (4, Some(0.75)));
        assert_eq!(found.kappa, Some(0.5), "(0.75 - 0.5) / (1 - 0.5)");
        assert_eq!(of_said(&all).both, 5);
    }

    #[test]
    fn nobody_coded_twice_gives_no_figure() {
        assert_eq!(of_said(&[said("V1", 1, "")]), Agreement::default());
    }
}
