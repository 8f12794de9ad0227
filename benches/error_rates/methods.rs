//! The intervals behind the verdicts, on populations whose truth is known.

use peil::domain::judgement::Ends;
use peil::stats::mean::{interval, moments_of};
use peil::stats::{Interval, nps, poisson, proportion, quantile};

use crate::draw::{generator, poisson as events, to_front};
use crate::tally::{Found, Tally};

const RUNS: u32 = 10_000;
/// Two-sided: each side of a verdict is wrong in at most 5 %.
const CONFIDENCE: f64 = 0.90;
const POPULATIONS: [usize; 4] = [60, 300, 1240, 5000];
const SAMPLES: [usize; 5] = [10, 30, 100, 300, 500];

type Method = fn(&[f64], u64) -> Option<Found>;

/// A method with the populations that it is tried on.
struct Trial {
    name: &'static str,
    population: fn(usize) -> Vec<f64>,
    truth: fn(&[f64]) -> f64,
    /// The smallest amount by which the truth of a population of this size can miss a target.
    step: fn(usize) -> f64,
    method: Method,
}

const TRIALS: [Trial; 6] = [
    Trial {
        name: "share, truth 50 %",
        population: |clients| yes(clients, 0.5),
        truth: mean,
        step: |clients| 0.5 / clients as f64,
        method: share,
    },
    Trial {
        name: "share, truth 80 %",
        population: |clients| yes(clients, 0.8),
        truth: mean,
        step: |clients| 0.5 / clients as f64,
        method: share,
    },
    Trial {
        name: "share, truth 95 %",
        population: |clients| yes(clients, 0.95),
        truth: mean,
        step: |clients| 0.5 / clients as f64,
        method: share,
    },
    Trial {
        name: "mean of grades 1-10 (skewed)",
        population: |clients| spread(clients, &GRADES),
        truth: mean,
        step: |clients| 0.5 / clients as f64,
        method: average,
    },
    Trial {
        name: "NPS, truth about +4",
        population: |clients| spread(clients, &RECOMMEND),
        truth: |population| 100.0 * mean(population),
        step: |clients| 50.0 / clients as f64,
        method: net_promoters,
    },
    Trial {
        name: "90th percentile of lead times",
        population: lead_times,
        truth: |population| quantile::type7(population, 0.9).unwrap_or(f64::NAN),
        step: |_| 1e-6,
        method: p90,
    },
];

/// Grades with how many of a hundred clients give them.
const GRADES: [(f64, usize); 8] = [
    (1.0, 1),
    (3.0, 2),
    (5.0, 7),
    (6.0, 14),
    (7.0, 26),
    (8.0, 32),
    (9.0, 13),
    (10.0, 5),
];
/// 1 promotes, -1 detracts.
const RECOMMEND: [(f64, usize); 3] = [(-1.0, 28), (0.0, 40), (1.0, 32)];

pub fn print() {
    println!("## Intervals and verdicts ({RUNS} samples a row, two-sided 90 %)\n");
    head("what | N | n");
    for trial in &TRIALS {
        for clients in POPULATIONS {
            for n in SAMPLES.into_iter().filter(|n| *n < clients) {
                println!(
                    "| {} | {clients} | {n} | {} |",
                    trial.name,
                    row(trial, clients, n).cells()
                );
            }
        }
    }
    println!("\n## Rates of a process ({RUNS} draws a row, two-sided 90 %)\n");
    head("what | expected events");
    for expected in [0.5, 2.0, 5.0, 20.0, 100.0, 300.0] {
        println!("| rate | {expected} | {} |", rates(expected).cells());
    }
    println!("\n## True share 78 %, target 80 %: how often *met* is claimed\n");
    println!("| N | n | Peil % | naive % |\n| --- | ---: | ---: | ---: |");
    for n in SAMPLES {
        let (rule, naive) = two_points_short(5000, n);
        println!("| 5000 | {n} | {rule:.1} | {naive:.1} |");
    }
    println!();
}

fn head(first: &str) {
    println!(
        "| {first} | coverage % | false met % | naive false met % | false not met % | naive false not met % |"
    );
    println!("|{}", " --- |".repeat(first.split('|').count() + 5));
}

fn row(trial: &Trial, clients: usize, n: usize) -> Tally {
    let mut rng = generator(&format!("{} {clients} {n}", trial.name));
    let mut population = (trial.population)(clients);
    let truth = (trial.truth)(&population);
    let step = (trial.step)(clients);
    let mut tally = Tally::default();
    for _ in 0..RUNS {
        to_front(&mut population, n, &mut rng);
        if let Some(found) = (trial.method)(&population[..n], clients as u64) {
            tally.count(&found, truth, step);
        }
    }
    tally
}

fn rates(expected: f64) -> Tally {
    let mut rng = generator(&format!("rate {expected}"));
    let mut tally = Tally::default();
    for _ in 0..RUNS {
        let count = events(expected, &mut rng);
        let interval = poisson::garwood(count, 1.0, CONFIDENCE).ok();
        let found = Found {
            value: count as f64,
            ends: interval.map(ends),
        };
        tally.count(&found, expected, 1e-6);
    }
    tally
}

/// How often, in per cent, the rule and the naive rule say *met* of a share that is two points short.
fn two_points_short(clients: usize, n: usize) -> (f64, f64) {
    let mut rng = generator(&format!("two points short {n}"));
    let mut population = yes(clients, 0.78);
    let (mut rule, mut naive) = (0, 0);
    for _ in 0..RUNS {
        to_front(&mut population, n, &mut rng);
        let Some(found) = share(&population[..n], clients as u64) else {
            continue;
        };
        let low = found.ends.and_then(|ends| ends.low);
        rule += u32::from(low.is_some_and(|low| low >= 0.8));
        naive += u32::from(found.value >= 0.8);
    }
    let percent = |count: u32| 100.0 * f64::from(count) / f64::from(RUNS);
    (percent(rule), percent(naive))
}

// ---- populations --------------------------------------------------------------

fn yes(clients: usize, share: f64) -> Vec<f64> {
    let hits = (clients as f64 * share).round() as usize;
    (0..clients).map(|at| f64::from(at < hits)).collect()
}

/// As many of each value as their part of a hundred.
fn spread(clients: usize, parts: &[(f64, usize)]) -> Vec<f64> {
    let cycle: Vec<f64> = parts
        .iter()
        .flat_map(|(value, count)| std::iter::repeat_n(*value, *count))
        .collect();
    (0..clients).map(|at| cycle[at * 37 % 100]).collect()
}

/// Hours until solved, long in the tail: the quantiles of a lognormal distribution, in order.
fn lead_times(clients: usize) -> Vec<f64> {
    (0..clients)
        .map(|at| {
            let p = (at as f64 + 0.5) / clients as f64;
            (2.5 + 0.9 * peil::stats::distribution::normal_quantile(p)).exp()
        })
        .collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

// ---- methods, as the evaluation calls them --------------------------------------

fn ends(interval: Interval) -> Ends {
    Ends::between(interval.low, interval.high)
}

fn share(sample: &[f64], population: u64) -> Option<Found> {
    let x = sample.iter().filter(|value| **value > 0.5).count() as u64;
    let n = sample.len() as u64;
    let interval = proportion::wilson_of_counts(x, n, Some(population), CONFIDENCE).ok()?;
    Some(Found {
        value: x as f64 / n as f64,
        ends: Some(ends(interval)),
    })
}

fn average(sample: &[f64], population: u64) -> Option<Found> {
    let moments = moments_of(sample)?;
    Some(Found {
        value: moments.mean,
        ends: interval(&moments, Some(population), CONFIDENCE)
            .ok()?
            .map(ends),
    })
}

fn net_promoters(sample: &[f64], population: u64) -> Option<Found> {
    let count = |wanted: f64| sample.iter().filter(|value| **value == wanted).count() as u64;
    let (promoters, passives, detractors) = (count(1.0), count(0.0), count(-1.0));
    let interval = nps::adjusted_interval(
        promoters,
        passives,
        detractors,
        Some(population),
        CONFIDENCE,
    );
    Some(Found {
        value: nps::nps(promoters, passives, detractors)?.points,
        ends: interval.map(ends),
    })
}

/// Tickets come without a known number of all tickets: no correction for a finite population.
fn p90(sample: &[f64], _: u64) -> Option<Found> {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    let ranks = quantile::order_interval(&sorted, 0.9, CONFIDENCE);
    Some(Found {
        value: quantile::type7(&sorted, 0.9)?,
        ends: Some(Ends {
            low: ranks.low,
            high: ranks.high,
        }),
    })
}
