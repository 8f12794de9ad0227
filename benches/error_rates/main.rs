//! How often the rule is wrong: populations with a known truth, samples drawn from them without
//! replacement, and the verdict that Peil would give, beside the naive rule that compares the point.
//!
//! `cargo bench --bench error_rates` prints the tables of `docs/statistics.md` (a few minutes). The
//! generator is seeded, so the same program gives the same tables everywhere.
#![expect(
    clippy::print_stdout,
    reason = "its tables are what this program has to say"
)]

mod draw;
mod methods;
mod sequences;
mod tally;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("this is a simulation, not a test: cargo bench --bench error_rates");
        return;
    }
    methods::print();
    sequences::print();
}
