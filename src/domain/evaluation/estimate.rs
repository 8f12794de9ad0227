//! One number with its interval from the evidence, by the estimator of the parameter.

use std::collections::BTreeMap;

use super::Scope;
use super::agreements::{Sums, rows};
use super::lead_times;
use super::results::{Method, Reason};
use crate::domain::dataset::{Counts, total};
use crate::domain::evidence::MeasurementRow;
use crate::domain::judgement::Ends;
use crate::domain::parameter::{Estimator, Evidence, Parameter, Scale, ShareOf, Tone};
use crate::stats::mean::{MeanError, Moments, moments};
use crate::stats::{Interval, mean, nps, poisson, proportion, ratio};

/// A value, what it rests on, and how sure it is.
#[derive(Clone, Debug)]
pub(super) struct Estimate {
    /// Printed beside the value: answers, statements, tickets, or the denominator.
    pub n: f64,
    /// `None` when it is not reached yet.
    pub value: Option<f64>,
    /// So many of `n` had not come to an end.
    pub open: u64,
    /// `None` when there is no interval, though there should be one.
    pub ends: Option<Ends>,
    pub method: Method,
    /// Whether it rests on what persons said, so that privacy and a minimum base apply.
    pub of_people: bool,
    /// How many persons it rests on, when it does.
    pub people: u64,
    pub basis: Basis,
}

/// What is needed to say what another number of answers, or another value, would have given.
#[derive(Clone, Debug)]
pub(super) enum Basis {
    Share {
        x: u64,
        n: u64,
        population: Option<u64>,
    },
    Mean {
        moments: Moments,
        population: Option<u64>,
    },
    Nps {
        promoters: u64,
        passives: u64,
        detractors: u64,
        population: Option<u64>,
    },
    /// Registrations and quantiles: more answers is not what would settle them.
    Fixed,
}

/// Why there is no estimate.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Gap {
    Nothing,
    Problem(Reason),
}

/// The estimate over everybody in the wave.
pub(super) fn whole(
    scope: &Scope,
    parameter: &Parameter,
    population: Option<u64>,
) -> Result<Estimate, Gap> {
    match &parameter.estimator {
        Estimator::Percentile { series, p } => lead_times::percentile(scope, parameter, series, *p),
        Estimator::Rate { series, per } => rate(scope, parameter, series, *per),
        Estimator::Ratio { series } => ratio(scope, parameter, series),
        Estimator::LastValue { series } => last_value(scope, parameter, series),
        Estimator::Share { of } => interview_share(scope, parameter, of),
        _ => of_answers(scope, parameter, None, population),
    }
}

/// The estimate within one segment of the protocol; only for parameters of a survey.
pub(super) fn of_segment(
    scope: &Scope,
    parameter: &Parameter,
    segment: usize,
    population: Option<u64>,
) -> Result<Estimate, Gap> {
    of_answers(scope, parameter, Some(segment), population)
}

/// How many answers of a segment enter the parameter.
pub(super) fn answered_in(scope: &Scope, parameter: &Parameter, segment: usize) -> u64 {
    numbers(scope, parameter, Some(segment)).map_or(0, |numbers| answers(&numbers))
}

/// How many answers of everybody enter the parameter, those of no known segment too.
pub(super) fn answered(scope: &Scope, parameter: &Parameter) -> u64 {
    numbers(scope, parameter, None).map_or(0, |numbers| answers(&numbers))
}

fn answers(numbers: &[(f64, u64)]) -> u64 {
    numbers.iter().map(|(_, count)| count).sum()
}

/// The answers as numbers whose mean is the value, with how often each occurs, smallest first: 0 and
/// 1 for a share; -100, 0 and 100 for an NPS; the scale itself; or the differences of a gap.
pub(super) fn numbers(
    scope: &Scope,
    parameter: &Parameter,
    segment: Option<usize>,
) -> Result<Vec<(f64, u64)>, Gap> {
    match &parameter.estimator {
        Estimator::Proportion { item, chosen } => {
            let column = scope.responses.column(item).ok_or_else(|| misfit(item))?;
            let counts = counts(scope, item, segment)?;
            let hits = column.hits(chosen);
            let counted = hits.iter().zip(&counts.by_code);
            let x = counted
                .filter(|(is_hit, _)| **is_hit)
                .map(|(_, count)| count)
                .sum();
            Ok(vec![(0.0, counts.answered() - x), (1.0, x)])
        }
        Estimator::Mean { item } => {
            let values = values(scope, item)?;
            Ok(values
                .into_iter()
                .zip(counts(scope, item, segment)?.by_code)
                .collect())
        }
        Estimator::Nps { item } => {
            let by_code = counts(scope, item, segment)?.by_code;
            if by_code.len() != 11 {
                return Err(misfit(item));
            }
            let sum = |part: &[u64]| part.iter().sum::<u64>();
            let (low, middle, high) = (sum(&by_code[..7]), sum(&by_code[7..9]), sum(&by_code[9..]));
            Ok(vec![(-100.0, low), (0.0, middle), (100.0, high)])
        }
        Estimator::Gap {
            perceived,
            expected,
        } => differences(scope, perceived, expected, segment),
        _ => Err(Gap::Nothing),
    }
}

/// The lowest and the highest value that answers to the parameter could have.
pub(super) fn range(scope: &Scope, parameter: &Parameter) -> Option<(f64, f64)> {
    let numbers = numbers(scope, parameter, None).ok()?;
    match &parameter.estimator {
        Estimator::Gap { perceived, .. } => {
            let values = values(scope, perceived).ok()?;
            let width = values.last()? - values.first()?;
            Some((-width, width))
        }
        _ => Some((numbers.first()?.0, numbers.last()?.0)),
    }
}

fn of_answers(
    scope: &Scope,
    parameter: &Parameter,
    segment: Option<usize>,
    population: Option<u64>,
) -> Result<Estimate, Gap> {
    if scope.responses.is_empty() {
        return Err(Gap::Nothing);
    }
    let numbers = numbers(scope, parameter, segment)?;
    match (&parameter.estimator, numbers.as_slice()) {
        (Estimator::Proportion { .. }, [(_, rest), (_, x)]) => {
            share(parameter, *x, rest + x, population)
        }
        (Estimator::Nps { .. }, [(_, detractors), (_, passives), (_, promoters)]) => {
            net_promoters(parameter, [*promoters, *passives, *detractors], population)
        }
        (Estimator::Gap { .. }, numbers) => average(
            parameter,
            numbers,
            population,
            (Method::PairedT, Method::PairedTFinite),
        ),
        (_, numbers) => average(
            parameter,
            numbers,
            population,
            (Method::StudentT, Method::StudentTFinite),
        ),
    }
}

fn misfit(item: &str) -> Gap {
    Gap::Problem(Reason::ItemDoesNotFit {
        item: item.to_owned(),
    })
}

fn values(scope: &Scope, item: &str) -> Result<Vec<f64>, Gap> {
    let column = scope.responses.column(item).ok_or_else(|| misfit(item))?;
    column.values().ok_or_else(|| misfit(item))
}

fn counts(scope: &Scope, item: &str, segment: Option<usize>) -> Result<Counts, Gap> {
    let groups = scope.counts.get(item).ok_or_else(|| misfit(item))?;
    Ok(match segment {
        Some(at) => groups.get(at + 1).cloned().unwrap_or_default(),
        None => total(groups),
    })
}

/// How often each difference `perceived - expected` occurs, smallest first.
fn differences(
    scope: &Scope,
    perceived: &str,
    expected: &str,
    segment: Option<usize>,
) -> Result<Vec<(f64, u64)>, Gap> {
    let (of_perceived, of_expected) = (values(scope, perceived)?, values(scope, expected)?);
    let tables = scope.pairs.get(&(perceived, expected));
    let tables = tables.ok_or_else(|| misfit(perceived))?;
    let tables = match segment {
        Some(at) => tables.get(at + 1..=at + 1).unwrap_or_default(),
        None => tables,
    };
    // Scales are whole numbers, so a difference is an exact key.
    let mut by_difference: BTreeMap<i64, u64> = BTreeMap::new();
    for table in tables {
        for (p, row) in of_perceived.iter().zip(table) {
            for (e, count) in of_expected.iter().zip(row) {
                *by_difference.entry((p - e) as i64).or_default() += count;
            }
        }
    }
    Ok(by_difference
        .into_iter()
        .map(|(difference, count)| (difference as f64, count))
        .collect())
}

/// A share with its Wilson interval; a complete registration, or everybody, is exact.
fn share(parameter: &Parameter, x: u64, n: u64, population: Option<u64>) -> Result<Estimate, Gap> {
    if n == 0 {
        return Err(Gap::Nothing);
    }
    check_population(n, population)?;
    let value = x as f64 / n as f64;
    let (method, ends) = match parameter.evidence {
        Evidence::Complete => (Method::Complete, Some(Ends::exactly(value))),
        _ => {
            let method = if population.is_some() {
                Method::WilsonFinite
            } else {
                Method::Wilson
            };
            (
                method,
                share_ends(value, n, population, parameter.two_sided_confidence()),
            )
        }
    };
    Ok(Estimate {
        n: n as f64,
        value: Some(value),
        open: 0,
        ends,
        method,
        of_people: true,
        people: n,
        basis: Basis::Share { x, n, population },
    })
}

/// The interval of a share among `n` answers.
pub(super) fn share_ends(
    share: f64,
    n: u64,
    population: Option<u64>,
    confidence: f64,
) -> Option<Ends> {
    let n_eff = match population {
        Some(population) => match proportion::effective_n(n, population).ok()? {
            Some(n_eff) => n_eff,
            // Everybody answered: there is no sampling error.
            None => return Some(Ends::exactly(share)),
        },
        None => n as f64,
    };
    proportion::wilson(share, n_eff, confidence).ok().map(ends)
}

fn ends(interval: Interval) -> Ends {
    Ends::between(interval.low, interval.high)
}

fn check_population(n: u64, population: Option<u64>) -> Result<(), Gap> {
    match population {
        Some(population) if n > population => {
            Err(Gap::Problem(Reason::MoreThanPopulation { n, population }))
        }
        _ => Ok(()),
    }
}

/// A mean with its t interval, from values and how often each occurs.
fn average(
    parameter: &Parameter,
    pairs: &[(f64, u64)],
    population: Option<u64>,
    (infinite, finite): (Method, Method),
) -> Result<Estimate, Gap> {
    let moments = moments(pairs).ok_or(Gap::Nothing)?;
    check_population(moments.n, population)?;
    let (method, ends) = match parameter.evidence {
        Evidence::Complete => (Method::Complete, Some(Ends::exactly(moments.mean))),
        _ => {
            let method = if population.is_some() {
                finite
            } else {
                infinite
            };
            (
                method,
                mean_ends(&moments, population, parameter.two_sided_confidence()),
            )
        }
    };
    Ok(Estimate {
        n: moments.n as f64,
        value: Some(moments.mean),
        open: 0,
        ends,
        method,
        of_people: true,
        people: moments.n,
        basis: Basis::Mean {
            moments,
            population,
        },
    })
}

pub(super) fn mean_ends(
    moments: &Moments,
    population: Option<u64>,
    confidence: f64,
) -> Option<Ends> {
    match mean::interval(moments, population, confidence) {
        Ok(interval) => interval.map(ends),
        Err(MeanError::MoreThanPopulation { .. } | MeanError::NotALevel(_)) => None,
    }
}

/// Promoters 9-10, passives 7-8, detractors 0-6 of a 0-10 scale.
fn net_promoters(
    parameter: &Parameter,
    [promoters, passives, detractors]: [u64; 3],
    population: Option<u64>,
) -> Result<Estimate, Gap> {
    let score = nps::nps(promoters, passives, detractors).ok_or(Gap::Nothing)?;
    let n = promoters + passives + detractors;
    check_population(n, population)?;
    let confidence = parameter.two_sided_confidence();
    let basis = Basis::Nps {
        promoters,
        passives,
        detractors,
        population,
    };
    let (method, ends) = match parameter.evidence {
        Evidence::Complete => (Method::Complete, Some(Ends::exactly(score.points))),
        _ if population == Some(n) => (
            Method::AdjustedWaldFinite,
            Some(Ends::exactly(score.points)),
        ),
        _ => {
            let method = match population {
                Some(_) => Method::AdjustedWaldFinite,
                None => Method::AdjustedWald,
            };
            let interval =
                nps::adjusted_interval(promoters, passives, detractors, population, confidence);
            (method, interval.map(ends))
        }
    };
    Ok(Estimate {
        n: n as f64,
        value: Some(score.points),
        open: 0,
        ends,
        method,
        of_people: true,
        people: n,
        basis,
    })
}

/// Whatever does not rest on what persons said.
pub(super) fn registered(
    n: f64,
    value: impl Into<Option<f64>>,
    ends: Option<Ends>,
    method: Method,
) -> Estimate {
    Estimate {
        n,
        value: value.into(),
        open: 0,
        ends,
        method,
        of_people: false,
        people: 0,
        basis: Basis::Fixed,
    }
}

/// The sums of a series in the scope of the parameter; nothing when no row is there.
fn sums(scope: &Scope, parameter: &Parameter, series: &str) -> Result<Sums, Gap> {
    if rows(scope, series, &parameter.clusters).next().is_none() {
        return Err(Gap::Nothing);
    }
    let sums = Sums::of(rows(scope, series, &parameter.clusters));
    if sums.denominator > 0.0 {
        Ok(sums)
    } else {
        Err(Gap::Problem(Reason::NoExposure {
            series: series.to_owned(),
        }))
    }
}

fn rate(scope: &Scope, parameter: &Parameter, series: &str, per: f64) -> Result<Estimate, Gap> {
    let sums = sums(scope, parameter, series)?;
    let value = sums.numerator / sums.denominator * per;
    if parameter.evidence == Evidence::Complete && value >= 0.0 {
        let ends = Some(Ends::exactly(value));
        return Ok(registered(sums.denominator, value, ends, Method::Complete));
    }
    let events = whole_count(sums.numerator).ok_or_else(|| {
        Gap::Problem(Reason::NotACount {
            series: series.to_owned(),
            value: sums.numerator,
        })
    })?;
    let confidence = parameter.two_sided_confidence();
    let interval = poisson::garwood(events, sums.denominator / per, confidence);
    Ok(registered(
        sums.denominator,
        value,
        interval.ok().map(ends),
        Method::Garwood,
    ))
}

fn whole_count(value: f64) -> Option<u64> {
    (value >= 0.0 && value.fract() == 0.0 && value < 9e15).then_some(value as u64)
}

fn ratio(scope: &Scope, parameter: &Parameter, series: &str) -> Result<Estimate, Gap> {
    let sums = sums(scope, parameter, series)?;
    let value = sums.numerator / sums.denominator;
    let is_share = parameter.scale == Scale::Share;
    let beyond = |row: &MeasurementRow| !(0.0..=row.denominator).contains(&row.numerator);
    if is_share && rows(scope, series, &parameter.clusters).any(beyond) {
        return Err(Gap::Problem(Reason::MoreThanWhole {
            series: series.to_owned(),
        }));
    }
    if parameter.evidence == Evidence::Complete {
        let ends = Some(Ends::exactly(value));
        return Ok(registered(sums.denominator, value, ends, Method::Complete));
    }
    // Read as a sample of the process: the months are what was sampled.
    let (numerators, denominators) = months(scope, parameter, series);
    let confidence = parameter.two_sided_confidence();
    let found = ratio::of_sums(&numerators, &denominators, confidence).ok();
    let interval = found.filter(|found| found.se.is_some_and(|se| se > 0.0));
    let interval = interval.and_then(|found| found.interval).map(|interval| {
        if is_share {
            interval.cut(0.0, 1.0)
        } else {
            interval
        }
    });
    Ok(registered(
        sums.denominator,
        value,
        interval.map(ends),
        Method::LinearisedRatio,
    ))
}

/// Numerators and denominators of a series per month, over the clusters of the parameter.
fn months(scope: &Scope, parameter: &Parameter, series: &str) -> (Vec<f64>, Vec<f64>) {
    let mut of_month: BTreeMap<chrono::NaiveDate, Vec<&MeasurementRow>> = BTreeMap::new();
    for row in rows(scope, series, &parameter.clusters) {
        of_month.entry(row.period).or_default().push(row);
    }
    let sums = of_month
        .into_values()
        .map(|rows| Sums::of(rows.into_iter()));
    sums.map(|sums| (sums.numerator, sums.denominator)).unzip()
}

/// The value of the last month; with clusters, their values of that month added up.
fn last_value(scope: &Scope, parameter: &Parameter, series: &str) -> Result<Estimate, Gap> {
    let last = rows(scope, series, &parameter.clusters)
        .map(|row| row.period)
        .max();
    let last = last.ok_or(Gap::Nothing)?;
    let mut values: Vec<f64> = rows(scope, series, &parameter.clusters)
        .filter(|row| row.period == last && row.denominator > 0.0)
        .map(|row| row.numerator / row.denominator)
        .collect();
    if values.is_empty() {
        return Err(Gap::Problem(Reason::NoExposure {
            series: series.to_owned(),
        }));
    }
    values.sort_by(f64::total_cmp);
    let value = values.iter().sum();
    // One level says nothing of the spread of a process, so as a sample it has no interval.
    let ends = (parameter.evidence == Evidence::Complete).then(|| Ends::exactly(value));
    Ok(registered(1.0, value, ends, Method::LastValue))
}

fn interview_share(scope: &Scope, parameter: &Parameter, of: &ShareOf) -> Result<Estimate, Gap> {
    // Whether the interview left any problem open; what any of its statements says.
    let mut interviews: BTreeMap<&str, bool> = BTreeMap::new();
    for statement in &scope.statements {
        *interviews.entry(&statement.interview).or_default() |=
            statement.open_problem == Some(true);
    }
    let people = interviews.len() as u64;
    let (x, n, method) = match of {
        ShareOf::Statements { tone } => {
            let statements = scope.statements.iter();
            let tones: Vec<Tone> = statements.filter_map(|s| s.counted_tone()).collect();
            let x = tones.iter().filter(|t| *t == tone).count() as u64;
            (x, tones.len() as u64, Method::WilsonStatements)
        }
        ShareOf::InterviewsWithoutProblem => {
            let x = interviews.values().filter(|open| !**open).count() as u64;
            (x, people, Method::WilsonInterviews)
        }
    };
    Ok(Estimate {
        method,
        people,
        ..share(parameter, x, n, None)?
    })
}
