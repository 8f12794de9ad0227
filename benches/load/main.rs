//! What the server takes, beside a bare program that does the same work on the same machine in the
//! same minutes. `docs/performance.md` says what the rows mean and what was measured.
//!
//! `cargo bench --bench load`, or only some rows: `cargo bench --bench load -- P2 P5`.
#![expect(
    clippy::print_stdout,
    reason = "what it measured is what a bench has to say"
)]

mod case;
mod clients;
mod http;
mod measures;
mod postgres;
mod program;
mod raw;
mod staff;
mod stand_in;
mod table;

use std::path::PathBuf;

use anyhow::Result;

// The same as Peil's own, so that the stand-in is not slower for its allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, file] = arguments.as_slice()
        && word == "stand-in"
    {
        let runtime = tokio::runtime::Runtime::new()?;
        return runtime.block_on(stand_in::serve(&PathBuf::from(file), case::items()));
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("this is a measurement, not a test: cargo bench --bench load");
        return Ok(());
    }
    let wanted = arguments
        .into_iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    // One thread: the generator must not take the processors from the servers.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(measures::all(wanted))
}
