//! What an evaluation costs: the example, and waves of ten thousand to a million responses.
//!
//! `cargo bench --bench evaluation`; figures and goals in `docs/performance.md`. Answers are drawn
//! with a seed, so that every run judges the same wave.

mod wave;

use divan::{Bencher, counter::ItemsCount};
use peil::domain::analysis::Analysis;
use peil::domain::evaluation::evaluate;
use peil::stats::drivers;

fn main() {
    divan::main();
}

/// Both waves of the example from memory: 18 parameters with their segments, goals and charters.
#[divan::bench]
fn example_parameters(bencher: Bencher) {
    let (mut protocol, evidence) = wave::example();
    protocol.analysis = Analysis::default();
    bencher.bench(|| evaluate(&protocol, &evidence));
}

/// The same with all analyses, of which the drivers draw a thousand samples a wave.
#[divan::bench]
fn example(bencher: Bencher) {
    let (protocol, evidence) = wave::example();
    bencher.bench(|| evaluate(&protocol, &evidence));
}

/// The same with its canonical JSON and its hash, as a page or a file wants it.
#[divan::bench]
fn example_with_its_hash(bencher: Bencher) {
    let (protocol, evidence) = wave::example();
    bencher.bench(|| evaluate(&protocol, &evidence).hash());
}

/// One wave of 20 items: 18 parameters, each over all and over 6 segments, weighted and compared
/// with the rest. The time per response should not grow.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10, sample_size = 1)]
fn parameters_and_segments(bencher: Bencher, responses: usize) {
    let (protocol, evidence) = wave::drawn(responses);
    let items = ItemsCount::new(responses);
    bencher
        .counter(items)
        .bench(|| evaluate(&protocol, &evidence));
}

/// Counting alone, one pass over every column: what the evaluation cannot be quicker than.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 10, sample_size = 1)]
fn counting(bencher: Bencher, responses: usize) {
    let (protocol, evidence) = wave::drawn(responses);
    let answers = &evidence.waves[&0].responses;
    bencher.counter(ItemsCount::new(responses)).bench(|| {
        let grouping = answers.grouping(protocol.segments.len(), false);
        let columns = answers.columns().iter();
        let counts: Vec<_> = columns.map(|column| grouping.count(column)).collect();
        counts
    });
}

/// Relative weights and Shapley shares of 15 drivers.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5, sample_size = 1)]
fn drivers_of_15(bencher: Bencher, people: usize) {
    let (rows, outcome) = wave::ratings(people);
    bencher.counter(ItemsCount::new(people)).bench(|| {
        let found = drivers::correlations(&rows, &outcome);
        found.and_then(|found| drivers::drivers(&found))
    });
}
