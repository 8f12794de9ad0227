//! Confidence sequences of open waves: how often the truth is ever outside, when one looks at every
//! answer, beside ordinary intervals that are looked at just as often.

use peil::stats::proportion;
use peil::stats::sequence::{MeanSequence, successes};

use crate::draw::{generator, to_front};

const RUNS: u32 = 2000;
/// Each bound on its own.
const ALPHA: f64 = 0.05;

pub fn print() {
    println!("## Looking at every answer ({RUNS} waves a row): truth ever outside one bound\n");
    println!(
        "| what | N | below the lower bound % | above the upper bound % | ordinary 90 % interval, one side % |"
    );
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (clients, share) in [(60, 0.8), (300, 0.8), (1240, 0.5), (1240, 0.8)] {
        shares(clients, share);
    }
    for clients in [60, 300, 1240] {
        means(clients);
    }
}

fn percent(count: u32) -> f64 {
    100.0 * f64::from(count) / f64::from(RUNS)
}

fn shares(clients: usize, share: f64) {
    let mut rng = generator(&format!("sequence of shares {clients} {share}"));
    let truth = (clients as f64 * share).round() as u64;
    let mut population: Vec<u64> = (0..clients as u64)
        .map(|at| u64::from(at < truth))
        .collect();
    let (mut low, mut high, mut ordinary) = (0, 0, 0);
    for _ in 0..RUNS {
        to_front(&mut population, clients, &mut rng);
        let mut yes = 0;
        let (mut below, mut above, mut fooled) = (false, false, false);
        for (n, x) in (1..).zip(&population) {
            yes += x;
            // Both bounds together at twice the level, as an open wave reckons.
            if let Ok(bounds) = successes(yes, n, clients as u64, 2.0 * ALPHA) {
                below |= truth < bounds.low;
                above |= truth > bounds.high;
            }
            // Nobody judges fewer than ten answers.
            if n >= 10 {
                let interval =
                    proportion::wilson_of_counts(yes, n, Some(clients as u64), 1.0 - 2.0 * ALPHA);
                fooled |= interval.is_ok_and(|i| i.low > truth as f64 / clients as f64 + 1e-12);
            }
        }
        low += u32::from(below);
        high += u32::from(above);
        ordinary += u32::from(fooled);
    }
    println!(
        "| share {} % | {clients} | {:.1} | {:.1} | {:.1} |",
        share * 100.0,
        percent(low),
        percent(high),
        percent(ordinary)
    );
}

fn means(clients: usize) {
    let mut rng = generator(&format!("sequence of means {clients}"));
    let mut population: Vec<f64> = (0..clients)
        .map(|at| f64::from([5, 4, 4, 3, 1, 4, 5, 2][at % 8]))
        .collect();
    let truth = population.iter().sum::<f64>() / clients as f64;
    let (mut low, mut high) = (0, 0);
    for _ in 0..RUNS {
        to_front(&mut population, clients, &mut rng);
        let Ok(mut sequence) = MeanSequence::new(clients as u64, 1.0, 5.0, ALPHA) else {
            continue;
        };
        for x in &population[..clients - 1] {
            if sequence.push(*x).is_err() {
                break;
            }
        }
        // The bounds never widen, so the last ones tell of every moment before.
        let bounds = sequence.bounds();
        low += u32::from(bounds.low > truth + 1e-9);
        high += u32::from(bounds.high < truth - 1e-9);
    }
    println!(
        "| mean on 1-5 | {clients} | {:.1} | {:.1} | – |",
        percent(low),
        percent(high)
    );
}
