//! What happened around the programme: numbered lines in every chart over time, and what they mean.

use chrono::{Datelike, Months, NaiveDate};

use super::Context;
use crate::charts::series::Event;
use crate::domain::protocol::Annotation;
use crate::report::document::{Block, Cell, Column, Table};
use crate::texts::numbers::{date, list};
use crate::texts::{t, t_args};

/// The annotations within the months of the charts by day; the number of each is its place from 1.
pub struct Annotations<'a>(Vec<&'a Annotation>);

impl<'a> Annotations<'a> {
    /// `months` are the first days of all months in any of the charts.
    pub fn of(context: &Context<'a>, months: impl Iterator<Item = NaiveDate>) -> Self {
        let ends = months.fold(None, |ends: Option<(NaiveDate, NaiveDate)>, month| {
            ends.map_or(Some((month, month)), |(first, last)| {
                Some((first.min(month), last.max(month)))
            })
        });
        let within = |one: &&Annotation| {
            ends.is_some_and(|(first, last)| first <= one.day && one.day < next(last))
        };
        let all = context.protocol().annotations.iter();
        let mut all: Vec<&Annotation> = all.filter(within).collect();
        all.sort_by(|a, b| (a.day, &a.code).cmp(&(b.day, &b.code)));
        Self(all)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &'a Annotation)> {
        self.0.iter().enumerate().map(|(at, one)| (at + 1, *one))
    }

    /// Where they fall among these months; one in a month that is not there has no place.
    pub fn events(&self, months: &[NaiveDate]) -> Vec<Event> {
        self.numbered()
            .filter_map(|(number, one)| {
                let of = |month: &NaiveDate| *month <= one.day && one.day < next(*month);
                let place = months.iter().position(of)?;
                let month = *months.get(place)?;
                let days = (next(month) - month).num_days().max(1);
                let at = place as f64 + f64::from(one.day.day0()) / days as f64;
                Some(Event { at, number })
            })
            .collect()
    }

    /// "aantekening 1", for the table under a chart; empty when nothing happened.
    pub fn in_month(&self, context: &Context, month: NaiveDate) -> String {
        let language = context.language();
        let own = |one: &Annotation| month <= one.day && one.day < next(month);
        let numbers: Vec<String> = self
            .numbered()
            .filter(|(_, one)| own(one))
            .map(|(number, _)| number.to_string())
            .collect();
        if numbers.is_empty() {
            return String::new();
        }
        let args = [("numbers", list(language, &numbers).into())];
        t_args(language, "report-annotation", &args)
    }

    /// What the numbers mean, with day and source; `None` when there are none.
    pub fn table(&self, context: &Context) -> Option<Block> {
        let language = context.language();
        if self.0.is_empty() {
            return None;
        }
        let rows = self.numbered().map(|(number, one)| {
            vec![
                Cell::new(number.to_string()),
                Cell::new(date(language, one.day)),
                Cell::new(one.statement.get(language)),
                Cell::new(one.source.clone()),
            ]
        });
        let column = |key: &str| Column::text(t(language, key));
        Some(Block::Table(Table::plain(
            t(language, "report-annotations-caption"),
            vec![
                column("report-column-annotation"),
                column("report-column-day"),
                column("report-column-happened"),
                column("report-column-source"),
            ],
            rows.collect(),
        )))
    }
}

/// The first day of the next month.
fn next(month: NaiveDate) -> NaiveDate {
    let first = month.with_day(1).unwrap_or(month);
    first
        .checked_add_months(Months::new(1))
        .unwrap_or(NaiveDate::MAX)
}
