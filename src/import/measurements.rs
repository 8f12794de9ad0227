//! Desk figures: a numerator over a denominator, or a value, per series, month and cluster.

use super::field::{Code, Field, Holds};
use super::known::{Known, Series, is_evidence, measurement_series};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::evidence::MeasurementRow;
use crate::domain::protocol::Protocol;

pub(super) fn fields(protocol: &Protocol) -> [Field; 7] {
    let series = measurement_series(protocol);
    let series = series
        .iter()
        .map(|series| Code::new(series.code, &[]))
        .collect();
    let clusters = Known::clusters(protocol).holds();
    [
        Field::needed(
            "parameter",
            "parameter",
            &["reeks", "series"],
            Holds::Code(series),
        ),
        Field::needed("periode", "period", &["maand", "month"], Holds::Month),
        Field::optional("cluster", "cluster", &[], clusters),
        Field::optional("teller", "numerator", &[], Holds::Amount),
        Field::optional("noemer", "denominator", &[], Holds::Amount),
        Field::optional("waarde", "value", &[], Holds::Amount),
        Field::extracted(),
    ]
}

pub fn read<'a>(
    source: impl Into<Source<'a>>,
    protocol: &Protocol,
) -> Imported<Vec<MeasurementRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [
        series,
        period,
        cluster,
        numerator,
        denominator,
        value,
        extracted,
    ] = sheet.columns(&fields(protocol));
    let figures = Figures {
        numerator,
        denominator,
        value,
    };
    if !value.is_there() {
        let both = [
            (numerator, "teller", "numerator"),
            (denominator, "noemer", "denominator"),
        ];
        for (_, name, other) in both.iter().filter(|(column, ..)| !column.is_there()) {
            sheet.misses(name, &[other]);
        }
    }
    let (all_series, clusters) = (measurement_series(protocol), Known::clusters(protocol));
    let mut seen = sheet.seen();
    sheet.read(|row: &mut Row| {
        row.required(series);
        let of_series = row.read(series, |cell| find(&all_series, cell, protocol));
        let month = row.required_read(period, |cell| {
            values::month(cell, protocol.programme.introduction)
        });
        let of_cluster = row.read(cluster, |cell| clusters.cluster(cell));
        let figure = figures.read(row, of_series);
        let extracted = row.extracted(extracted);
        let (of_series, month, (above, below)) = (of_series?, month?, figure?);
        let key = (of_series.code, month, of_cluster.clone());
        if let Some(first_line) = seen.before(key, row.line()) {
            row.refuse(period, Fault::Duplicate { first_line });
        }
        if !is_evidence(protocol, month) {
            row.note(period, Fault::OutsideEvidence);
        }
        Some(MeasurementRow {
            series: of_series.code.to_owned(),
            period: month,
            cluster: of_cluster,
            numerator: above,
            denominator: below,
            extracted_on: extracted.map(|extracted| extracted.at.date()),
        })
    })
}

/// The columns with the figure of a month.
#[derive(Clone, Copy)]
struct Figures {
    numerator: Column,
    denominator: Column,
    value: Column,
}

impl Figures {
    /// Numerator and denominator, or what comes to the same: a value of so many, or by itself.
    fn read(self, row: &mut Row, series: Option<Series>) -> Option<(f64, f64)> {
        let value = row.optional_amount(self.value);
        let Some(value) = value else {
            if self.value.is_there() && row.cell(self.numerator).is_none() {
                row.required(self.value);
                return None;
            }
            let (above, below) = (row.amount(self.numerator), row.amount(self.denominator));
            let (series, above, below) = (series?, above?, below?);
            self.check(row, series, above, below);
            return Some((above, below));
        };
        if row.cell(self.numerator).is_some() {
            row.refuse(self.value, Fault::ValueBesideNumerator);
        }
        let below = row.optional_amount(self.denominator);
        if below == Some(0.0) {
            row.refuse(self.denominator, Fault::ZeroDenominator);
        }
        let series = series?;
        if !series.is_share {
            return Some((value * below.unwrap_or(1.0), below.unwrap_or(1.0)));
        }
        let Some(below) = below else {
            row.refuse(self.value, Fault::ShareOfUnknown);
            return None;
        };
        if value > 1.0 {
            let bounds = "0 … 1".to_owned();
            row.refuse(self.value, Fault::OutOfBounds { bounds });
        }
        // A share was rounded when it was written; what it counts was a whole number.
        Some(((value * below).round(), below))
    }

    fn check(self, row: &mut Row, series: Series, above: f64, below: f64) {
        // Nothing over nothing is a month in which nothing happened; a sum can do with it.
        if below == 0.0 && (above > 0.0 || series.needs_each_period) {
            row.refuse(self.denominator, Fault::ZeroDenominator);
        } else if series.is_share && above > below {
            let whole = row.cell(self.denominator).unwrap_or_default().into_owned();
            row.refuse(self.numerator, Fault::AboveTheWhole { whole });
        }
    }
}

/// The series a cell names; a parameter that is measured otherwise is told apart from an unknown one.
fn find<'p>(all: &[Series<'p>], cell: &str, protocol: &Protocol) -> Result<Series<'p>, Fault> {
    let wanted = cell.to_lowercase();
    // A parameter whose series has another name may be called by its code.
    let meant = protocol
        .parameters
        .iter()
        .find(|parameter| parameter.code.to_lowercase() == wanted)
        .and_then(|parameter| parameter.estimator.series());
    let by_name = all.iter().find(|s| s.code.to_lowercase() == wanted);
    let by_parameter = || all.iter().find(|s| Some(s.code) == meant);
    if let Some(series) = by_name.or_else(by_parameter) {
        return Ok(*series);
    }
    let known: Vec<&str> = all.iter().map(|series| series.code).collect();
    let known = known.join(", ");
    let is_parameter = protocol
        .parameters
        .iter()
        .any(|parameter| parameter.code.to_lowercase() == wanted);
    Err(if is_parameter {
        Fault::NotMeasured { sources: known }
    } else {
        Fault::UnknownSeries { known }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::DecimalSign;
    use crate::import::testing::{self, day, faults};

    fn read_text(text: &str) -> Imported<Vec<MeasurementRow>> {
        read(text.as_bytes(), &testing::protocol())
    }

    #[test]
    fn months_clusters_and_decimal_commas_are_read() {
        let read = read_text(
            "Parameter;Periode;Cluster;Teller;Noemer\n\
             P10;M01;;1.703;2.147\n\
             P13;2025-11;C1;12,5;20\n\
             P18;12-2025;;3;1.240\n",
        );
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.detected.decimal, Some(DecimalSign::Comma));
        let told: Vec<_> = read
            .rows
            .iter()
            .map(|row| {
                (
                    row.series.as_str(),
                    row.period,
                    row.numerator,
                    row.denominator,
                )
            })
            .collect();
        assert_eq!(
            told,
            vec![
                ("P10", day(2025, 10, 1), 1703.0, 2147.0),
                ("P13", day(2025, 11, 1), 12.5, 20.0),
                ("P18", day(2025, 12, 1), 3.0, 1240.0),
            ]
        );
    }

    #[test]
    fn a_value_stands_for_numerator_and_denominator() {
        let read = read_text(
            "parameter;periode;waarde;noemer\nP10;M01;0,793;2147\nP16;M02;12,5;20\nP16;M03;7;\n",
        );
        assert_eq!(read.problems, vec![]);
        let figures = read.rows.iter().map(|row| (row.numerator, row.denominator));
        let figures: Vec<_> = figures.collect();
        assert_eq!(figures, [(1703.0, 2147.0), (250.0, 20.0), (7.0, 1.0)]);
        let wrong = read_text(
            "parameter;periode;teller;noemer;waarde\nP10;M01;;;0,5\nP10;M02;;10;77,2\n\
             P10;M03;1;2;0,5\nP10;M04;;;\nP10;M05;1;;\nP16;M06;;0;3\n",
        );
        let bounds = "0 … 1".to_owned();
        assert_eq!(
            faults(&wrong),
            vec![
                (2, "waarde", Fault::ShareOfUnknown),
                (3, "waarde", Fault::OutOfBounds { bounds }),
                (4, "waarde", Fault::ValueBesideNumerator),
                (5, "waarde", Fault::Missing),
                (6, "noemer", Fault::Missing),
                (7, "noemer", Fault::ZeroDenominator),
            ]
        );
        let bare = read_text("parameter;periode\nP10;M01\n");
        let names = bare.problems.iter().map(|problem| match &problem.fault {
            Fault::MissingColumn { name, .. } => name.as_str(),
            _ => "",
        });
        assert_eq!(names.collect::<Vec<_>>(), ["teller", "noemer"]);
    }

    #[test]
    fn impossible_figures_are_refused_one_by_one() {
        let read = read_text(
            "parameter,periode,cluster,teller,noemer\n\
             P10,M01,,5,0\n\
             P10,M02,,0,0\n\
             P10,M03,,-1,4\n\
             P10,M04,,9,4\n\
             P10,M02,,1,2\n\
             P01,M01,,1,2\n\
             P99,M01,C9,x,\n",
        );
        let series = "P10, P13, P16, P18".to_owned();
        assert_eq!(
            faults(&read),
            vec![
                (2, "noemer", Fault::ZeroDenominator),
                (4, "teller", Fault::Negative),
                (5, "teller", Fault::AboveTheWhole { whole: "4".into() }),
                (6, "periode", Fault::Duplicate { first_line: 3 }),
                (
                    7,
                    "parameter",
                    Fault::NotMeasured {
                        sources: series.clone()
                    }
                ),
                (8, "parameter", Fault::UnknownSeries { known: series }),
                (
                    8,
                    "cluster",
                    Fault::UnknownCluster {
                        known: "C1, C2".into()
                    }
                ),
                (8, "teller", Fault::NotANumber),
                (8, "noemer", Fault::Missing),
            ]
        );
        assert_eq!(
            read.rows.len(),
            1,
            "the month in which nothing happened is taken"
        );
    }

    #[test]
    fn a_month_that_no_wave_counts_is_taken_with_a_note() {
        let read = read_text("parameter,periode,teller,noemer\nP10,2019-01,1,2\n");
        assert!(read.is_clean());
        assert_eq!(read.notes[0].fault, Fault::OutsideEvidence);
    }
}
