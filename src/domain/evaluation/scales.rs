//! What the analyses beyond the parameters reckon with: the numbers behind the answers in full.

use super::Scope;
use super::findings::Refusal;
use crate::domain::dataset::Column;
use crate::stats::mean::{self, Moments, moments};

/// Two-sided confidence of everything that no verdict rests on.
pub(super) const CONFIDENCE: f64 = 0.95;

/// The answers in full to some items, as numbers, with how many people gave them; sorted.
pub(super) type Rows = Vec<(Vec<f64>, u64)>;

impl<'a> Scope<'a> {
    pub(super) fn scale(&self, item: &str) -> Result<(&'a Column, Vec<f64>), Refusal> {
        let responses = self.responses;
        let column = responses.column(item);
        column
            .and_then(|column| Some((column, column.values()?)))
            .ok_or_else(|| Refusal::NotAsked {
                item: item.to_owned(),
            })
    }

    /// Everybody who answered all of `items`, by the numbers that they gave.
    pub(super) fn rows<'i>(
        &self,
        items: impl Iterator<Item = &'i String>,
    ) -> Result<Rows, Refusal> {
        let scales: Vec<(&Column, Vec<f64>)> = items
            .map(|item| self.scale(item))
            .collect::<Result<_, _>>()?;
        let columns: Vec<&Column> = scales.iter().map(|(column, _)| *column).collect();
        let patterns = self.responses.patterns(&self.grouping, &columns);
        let numbers = |codes: Vec<usize>| -> Vec<f64> {
            codes
                .iter()
                .zip(&scales)
                .map(|(code, (_, values))| values[*code])
                .collect()
        };
        Ok(patterns
            .into_iter()
            .map(|(codes, count)| (numbers(codes), count))
            .collect())
    }

    /// The mean of all who answered an item, whatever else they left out; `None` when too few did.
    pub(super) fn mean(&self, item: &str) -> Option<f64> {
        let items = [item.to_owned()];
        let rows = self.rows(items.iter()).ok()?;
        let pairs: Vec<(f64, u64)> = rows.iter().map(|(row, n)| (row[0], *n)).collect();
        let found = moments(&pairs)?;
        (found.n >= self.threshold()).then_some(found.mean)
    }

    pub(super) fn threshold(&self) -> u64 {
        u64::from(self.protocol.rules.privacy_threshold)
    }

    /// Fewer people than this give no figure of an analysis.
    pub(super) fn least(&self) -> u64 {
        self.threshold()
            .max(u64::from(self.protocol.rules.minimum_base))
    }
}

pub(super) fn people(rows: &Rows) -> u64 {
    rows.iter().map(|(_, count)| count).sum()
}

/// One row a person.
pub(super) fn spread(rows: &Rows) -> Vec<Vec<f64>> {
    rows.iter()
        .flat_map(|(row, count)| (0..*count).map(move |_| row.clone()))
        .collect()
}

/// Moments of one number per row.
pub(super) fn moments_by(rows: &Rows, of: impl Fn(&[f64]) -> f64) -> Option<Moments> {
    let pairs: Vec<(f64, u64)> = rows.iter().map(|(row, count)| (of(row), *count)).collect();
    moments(&pairs)
}

/// The t interval of a mean, where there is one.
pub(super) fn ends(found: &Moments) -> (Option<f64>, Option<f64>) {
    let interval = mean::interval(found, None, CONFIDENCE).ok().flatten();
    (interval.map(|i| i.low), interval.map(|i| i.high))
}
