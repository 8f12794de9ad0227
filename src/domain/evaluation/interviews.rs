//! What interviews said by theme, and whether two coders heard the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use super::findings::{InterviewFinding, Refusal, ThemeFinding};
use crate::domain::coding::agreement::{self, rank};
use crate::domain::evidence::StatementRow;
use crate::domain::parameter::Tone;

/// Below this agreement of two coders no shares are given.
const TENTATIVE: f64 = 0.67;

/// `None` without interviews, or with fewer than may be shown.
pub(super) fn interviews(scope: &Scope) -> Option<InterviewFinding> {
    let interviews: BTreeSet<&str> = keys(&scope.statements).collect();
    if (interviews.len() as u64) < scope.threshold() {
        return None;
    }
    let pairs = scope.statements.iter().map(|s| (s.tone, s.second_tone));
    let found = agreement::of_tones(pairs);
    let refusal = match found.kappa {
        _ if found.both == 0 => Some(Refusal::OneCoder),
        Some(kappa) if kappa < TENTATIVE => Some(Refusal::CodersDisagree { kappa }),
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
        coded_twice: found.both,
        observed: found.observed,
        kappa: found.kappa,
        kappa_low: found.low,
        kappa_high: found.high,
        alpha: found.alpha,
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

/// The themes that most people spoke of first.
fn themes(scope: &Scope) -> Vec<ThemeFinding> {
    let mut by_theme: BTreeMap<&str, Vec<&StatementRow>> = BTreeMap::new();
    for statement in &scope.statements {
        for theme in statement.counted_themes() {
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
    for tone in statements.iter().filter_map(|one| one.counted_tone()) {
        tones[usize::from(rank(tone))] += 1;
    }
    let people: BTreeSet<&str> = keys(statements).collect();
    let negative: BTreeSet<&str> = statements
        .iter()
        .filter(|statement| statement.counted_tone() == Some(Tone::Negative))
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
        .filter(|statement| statement.counted_tone().is_some())
    {
        let (count, positive) = by_interview.entry(&statement.interview).or_default();
        *count += 1.0;
        *positive += f64::from(u8::from(statement.counted_tone() == Some(Tone::Positive)));
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
