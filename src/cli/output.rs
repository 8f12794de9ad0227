//! Printing, in the one place that does.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::language::Language;
use crate::texts::t;

/// What turns on the terminal while long work goes on; whatever is said ends it.
static WORKING: Mutex<Option<ProgressBar>> = Mutex::new(None);
const TURN: Duration = Duration::from_millis(120);

/// Shows on standard error, when that is a terminal, that work goes on and for how long.
pub fn working(language: &Language, key: &'static str) {
    let bar = ProgressBar::new_spinner().with_message(t(language, key));
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TURN);
    replace(Some(bar));
}

/// The same for work of which it is known how much there is.
pub fn working_through(language: &Language, key: &'static str, bytes: u64) {
    let bar = ProgressBar::new(bytes).with_message(t(language, key));
    let template = "{spinner} {msg} {bar:30} {percent} %  {elapsed}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TURN);
    replace(Some(bar));
}

/// How far it is.
pub fn advance(bytes: u64) {
    let now = WORKING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bar) = &*now {
        bar.set_position(bytes);
    }
}

/// Takes away what `working` showed.
pub fn rest() {
    replace(None);
}

fn replace(next: Option<ProgressBar>) {
    let mut now = WORKING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(before) = std::mem::replace(&mut *now, next) {
        before.finish_and_clear();
    }
}

/// One line on standard output. A reader that went away (`| head`) is no error of ours.
pub fn say(line: &str) {
    rest();
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// One line on standard error.
pub fn say_error(line: &str) {
    rest();
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Columns under each other, as wide as their widest cell; numbers to the right.
pub fn table(header: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(String::as_str);
        let all = cells.chain(header.get(column).copied());
        all.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let number = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
            if number {
                format!("{cell:>width$}")
            } else {
                format!("{cell:<width$}")
            }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    say(&line(
        &header
            .iter()
            .map(|cell| (*cell).to_owned())
            .collect::<Vec<_>>(),
    ));
    for row in rows {
        say(&line(row));
    }
}
