//! What interviews said by theme, and whether two coders heard the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use super::findings::{InterviewFinding, Refusal, ThemeFinding};
use super::scales::CONFIDENCE;
use crate::domain::evidence::StatementRow;
use crate::domain::parameter::Tone;
use crate::stats::agreement::{cohen_kappa, krippendorff_alpha};

/// The tones that both coders gave a statement, as ranks.
type Coded = (Option<u8>, Option<u8>);

/// Below this agreement of two coders no shares are given.
const TENTATIVE: f64 = 0.67;

/// `None` without interviews, or with fewer than may be shown.
pub(super) fn interviews(scope: &Scope) -> Option<InterviewFinding> {
    let interviews: BTreeSet<&str> = keys(&scope.statements).collect();
    if (interviews.len() as u64) < scope.threshold() {
        return None;
    }
    let code = |tone: Option<Tone>| tone.map(rank);
    let pairs: BTreeMap<Coded, usize> =
        scope.statements.iter().fold(BTreeMap::new(), |mut all, s| {
            *all.entry((code(s.tone), code(s.second_tone))).or_default() += 1;
            all
        });
    let sorted: Vec<Coded> = pairs
        .into_iter()
        .flat_map(|(pair, count)| std::iter::repeat_n(pair, count))
        .collect();
    let coded_twice = sorted
        .iter()
        .filter(|(a, b)| a.is_some() && b.is_some())
        .count() as u64;
    let of = |pick: fn(&Coded) -> Option<u8>| -> Vec<Option<f64>> {
        sorted
            .iter()
            .map(|pair| pick(pair).map(f64::from))
            .collect()
    };
    let (first, second) = (of(|pair| pair.0), of(|pair| pair.1));
    let found = cohen_kappa(&first, &second, CONFIDENCE).filter(|_| coded_twice > 0);
    let kappa = found.and_then(|found| found.kappa);
    let alpha = krippendorff_alpha(&[first, second]).map(|alpha| alpha.ordinal);
    let refusal = match kappa {
        _ if coded_twice == 0 => Some(Refusal::OneCoder),
        Some(kappa) if kappa.kappa < TENTATIVE => {
            Some(Refusal::CodersDisagree { kappa: kappa.kappa })
        }
        Some(_) => None,
        // All in one category: agreement cannot be told from chance.
        None => Some(Refusal::NoVariation { item: None }),
    };
    let clustering = clustering(&scope.statements);
    let statements = scope.statements.len() as u64;
    let each = statements as f64 / interviews.len() as f64;
    Some(InterviewFinding {
        interviews: interviews.len() as u64,
        statements,
        coded_twice,
        observed: found.map(|found| found.observed),
        kappa: kappa.map(|kappa| kappa.kappa),
        kappa_low: kappa.map(|kappa| kappa.interval.low),
        kappa_high: kappa.map(|kappa| kappa.interval.high),
        alpha: alpha.filter(|_| coded_twice > 0),
        clustering,
        n_effective: clustering.map(|rho| statements as f64 / (1.0 + (each - 1.0) * rho)),
        refusal,
        themes: themes(scope),
    })
}

fn keys<'a>(statements: &'a [&'a StatementRow]) -> impl Iterator<Item = &'a str> {
    statements
        .iter()
        .map(|statement| statement.interview.as_str())
}

fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Negative => 0,
        Tone::Neutral => 1,
        Tone::Positive => 2,
    }
}

/// The themes that most people spoke of first.
fn themes(scope: &Scope) -> Vec<ThemeFinding> {
    let mut by_theme: BTreeMap<&str, Vec<&StatementRow>> = BTreeMap::new();
    for statement in &scope.statements {
        if let Some(theme) = &statement.theme {
            by_theme.entry(theme).or_default().push(statement);
        }
    }
    let mut found: Vec<ThemeFinding> = by_theme
        .into_iter()
        .map(|(theme, statements)| told(scope, theme, &statements))
        .collect();
    found.sort_by(|a, b| b.interviews.cmp(&a.interviews).then(a.theme.cmp(&b.theme)));
    found
}

fn told(scope: &Scope, theme: &str, statements: &[&StatementRow]) -> ThemeFinding {
    let mut tones = [0; 3];
    for tone in statements.iter().filter_map(|statement| statement.tone) {
        tones[usize::from(rank(tone))] += 1;
    }
    let people: BTreeSet<&str> = keys(statements).collect();
    let negative: BTreeSet<&str> = statements
        .iter()
        .filter(|statement| statement.tone == Some(Tone::Negative))
        .map(|statement| statement.interview.as_str())
        .collect();
    let shown = people.len() as u64 >= scope.threshold();
    ThemeFinding {
        theme: theme.to_owned(),
        shown,
        tones: shown.then_some(tones),
        interviews: shown.then_some(people.len() as u64),
        negative_interviews: shown.then_some(negative.len() as u64),
    }
}

/// How much more alike statements of one interview are than those of different ones: the intraclass
/// correlation of being positive, by analysis of variance, cut to 0 to 1. `None` with one statement
/// an interview, or when all are alike.
///
/// Source: Donner (1986), International Statistical Review 54, 67-82.
fn clustering(statements: &[&StatementRow]) -> Option<f64> {
    let mut by_interview: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for statement in statements
        .iter()
        .filter(|statement| statement.tone.is_some())
    {
        let (count, positive) = by_interview.entry(&statement.interview).or_default();
        *count += 1.0;
        *positive += f64::from(u8::from(statement.tone == Some(Tone::Positive)));
    }
    let k = by_interview.len() as f64;
    let n: f64 = by_interview.values().map(|(count, _)| count).sum();
    if k < 2.0 || n <= k {
        return None;
    }
    let mean = by_interview.values().map(|(_, x)| x).sum::<f64>() / n;
    let between: f64 = by_interview
        .values()
        .map(|(count, x)| count * (x / count - mean).powi(2))
        .sum();
    let within: f64 = by_interview
        .values()
        .map(|(count, x)| x - x * x / count)
        .sum();
    let (between, within) = (between / (k - 1.0), within / (n - k));
    let squares: f64 = by_interview.values().map(|(count, _)| count * count).sum();
    let size = (n - squares / n) / (k - 1.0);
    let total = between + (size - 1.0) * within;
    (total > 0.0).then(|| ((between - within) / total).clamp(0.0, 1.0))
}
