//! Every result that an edition shows, a row each; what it does not show is not in its files.

use serde::Serialize;
use serde_json::json;

use crate::domain::canonical::canonical;
use crate::domain::edition::Edition;
use crate::domain::evaluation::results::{ParameterResult, SegmentResult};
use crate::domain::language::Language;
use crate::domain::parameter::{Bounds, Parameter};
use crate::domain::verdict::Verdict;
use crate::report::Input;

/// One result. Shares are 0..1; a number that does not exist is empty, never 0.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub wave: u32,
    pub parameter: String,
    pub name: String,
    /// Empty for the whole.
    pub segment: String,
    pub n: Option<f64>,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Twice the same, unless the parameter lies between two values.
    pub target_from: f64,
    pub target_to: f64,
    pub limit_from: f64,
    pub limit_to: f64,
    pub target_verdict: Verdict,
    pub limit_verdict: Verdict,
    /// So many of `n` are tickets that were not solved yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<u64>,
}

pub const COLUMNS: [&str; 15] = [
    "wave",
    "parameter",
    "name",
    "segment",
    "n",
    "value",
    "low",
    "high",
    "target_from",
    "target_to",
    "limit_from",
    "limit_to",
    "target_verdict",
    "limit_verdict",
    "open",
];

/// All waves and segments for management; for others the totals of the wave alone.
pub fn rows(input: &Input, edition: Edition, language: &Language) -> Vec<Row> {
    let waves = input.evaluation.waves.iter();
    let is_all = edition == Edition::Management;
    let mut rows = Vec::new();
    for wave in waves.filter(|wave| is_all || wave.number == input.wave) {
        for result in &wave.parameters {
            let Some(parameter) = input.protocol.parameter(&result.code) else {
                continue;
            };
            rows.push(whole(wave.number, parameter, result, language));
            if is_all {
                let of = |segment| part(wave.number, parameter, segment, language);
                rows.extend(result.segments.iter().map(of));
            }
        }
    }
    rows
}

fn whole(wave: u32, parameter: &Parameter, result: &ParameterResult, language: &Language) -> Row {
    Row {
        n: result.n,
        value: result.value,
        low: result.low,
        high: result.high,
        target_verdict: result.target_verdict,
        limit_verdict: result.limit_verdict,
        open: result.open,
        ..empty(wave, parameter, language)
    }
}

fn part(wave: u32, parameter: &Parameter, result: &SegmentResult, language: &Language) -> Row {
    Row {
        segment: result.segment.clone(),
        n: result.n,
        value: result.value,
        low: result.low,
        high: result.high,
        target_verdict: result.target_verdict,
        limit_verdict: result.limit_verdict,
        ..empty(wave, parameter, language)
    }
}

fn empty(wave: u32, parameter: &Parameter, language: &Language) -> Row {
    let (target, limit) = match parameter.bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => {
            ([target; 2], [limit; 2])
        }
        Bounds::Between { target, limit } => (target, limit),
    };
    Row {
        wave,
        parameter: parameter.code.clone(),
        name: parameter.name.get(language).to_owned(),
        segment: String::new(),
        n: None,
        value: None,
        low: None,
        high: None,
        target_from: target[0],
        target_to: target[1],
        limit_from: limit[0],
        limit_to: limit[1],
        target_verdict: Verdict::NoData,
        limit_verdict: Verdict::NoData,
        open: None,
    }
}

/// Comma-separated with a header, numbers with a point, UTF-8.
pub fn csv(rows: &[Row]) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for row in rows {
        let number = |value: Option<f64>| value.map_or_else(String::new, |v| format!("{v}"));
        let cells = [
            row.wave.to_string(),
            quoted(&row.parameter),
            quoted(&row.name),
            quoted(&row.segment),
            number(row.n),
            number(row.value),
            number(row.low),
            number(row.high),
            number(Some(row.target_from)),
            number(Some(row.target_to)),
            number(Some(row.limit_from)),
            number(Some(row.limit_to)),
            row.target_verdict.code().to_owned(),
            row.limit_verdict.code().to_owned(),
            row.open.map_or_else(String::new, |open| open.to_string()),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// A text that no spreadsheet takes for a formula.
pub fn quoted(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if safe.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// The same rows as JSON, with what they come from.
pub fn json(input: &Input, edition: Edition, rows: &[Row]) -> String {
    let standing = input.proceedings.standing.as_ref();
    canonical(&json!({
        "format": "peil-results-1",
        "programme": input.protocol.programme.slug,
        "edition": edition.code(),
        "wave": input.wave,
        "as_of": input.as_of,
        "snapshot": standing.map(|standing| &standing.hash),
        "state": standing.map(|standing| standing.state.code()),
        "program": concat!("peil ", env!("CARGO_PKG_VERSION")),
        "rows": rows,
    }))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_is_no_formula_and_keeps_its_commas() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("P01"), "P01");
    }
}
