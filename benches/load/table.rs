//! The table of what was measured, in Markdown.

use std::time::Duration;

/// One thing measured. The ratio is Peil's value to the yardstick's.
pub struct Line {
    pub name: &'static str,
    pub what: &'static str,
    pub peil: String,
    pub yardstick: String,
    pub ratio: Option<f64>,
    pub goal: Goal,
    /// The value that the goal is about.
    pub value: f64,
}

#[derive(Clone, Copy)]
pub enum Goal {
    AtLeast(f64),
    AtMost(f64, &'static str),
    /// For information only.
    None,
}

impl Line {
    fn goal(&self) -> String {
        match self.goal {
            Goal::AtLeast(goal) => format!("≥ {goal} {}", met(self.value >= goal)),
            Goal::AtMost(goal, unit) => format!("≤ {goal}{unit} {}", met(self.value <= goal)),
            Goal::None => String::new(),
        }
    }

    /// Shown as soon as it is known.
    pub fn print(&self) {
        let ratio = self
            .ratio
            .map_or(String::new(), |ratio| format!("{ratio:.2}"));
        println!(
            "| {} | {} | {} | {} | {ratio} | {} |",
            self.name,
            self.what,
            self.peil,
            self.yardstick,
            self.goal()
        );
    }
}

pub fn heading() {
    println!("| | what | Peil | yardstick | ratio | goal |");
    println!("|---|---|---|---|---|---|");
}

fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}

pub fn per_second(rate: f64) -> String {
    format!("{rate:.0}/s")
}

pub fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
