//! What the tests of all readers share: a small programme, its survey, and problems made short.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{Fault, Imported};
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;

pub const PROTOCOL: &str = include_str!("../../tests/data/csv/protocol.toml");

pub fn protocol() -> Protocol {
    static PARSED: LazyLock<Protocol> = LazyLock::new(|| {
        Protocol::parse("protocol.toml", PROTOCOL).unwrap_or_else(|problems| panic!("{problems}"))
    });
    PARSED.clone()
}

pub fn survey() -> Survey {
    static PARSED: LazyLock<Survey> = LazyLock::new(|| {
        let text = include_str!("../../tests/data/csv/survey.toml");
        Survey::parse("survey.toml", text).unwrap_or_else(|problems| panic!("{problems}"))
    });
    PARSED.clone()
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Line, column and fault of every problem; no column is `-`.
pub fn faults<R>(read: &Imported<Vec<R>>) -> Vec<(u64, &str, Fault)> {
    read.problems
        .iter()
        .map(|problem| {
            let column = problem.column.as_deref().unwrap_or("-");
            (problem.line, column, problem.fault.clone())
        })
        .collect()
}
