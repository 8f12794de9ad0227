//! What an import does with each row, and whether it does it or only says what it would do.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::batches::Imported;
use super::sql;

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    Added,
    Changed(Vec<Change>),
    Unchanged,
}

/// A cell of a row that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// Columns that say nothing of what a row holds.
const IDLE: [&str; 10] = [
    "lane",
    "id",
    "rev",
    "nr",
    "batch_id",
    "programme_id",
    "wave_id",
    "interview_id",
    "created_at",
    "submitted_at",
];

#[derive(Debug, Default)]
pub struct Ledger {
    pub done: Imported,
    /// By row, where they are kept.
    pub fates: Vec<Fate>,
    /// Whether all of the last rows that were looked at were new.
    pub(super) were_new: bool,
    is_trial: bool,
    keeps_fates: bool,
    is_in_pieces: bool,
}

impl Ledger {
    /// Rows are written.
    pub fn doing() -> Self {
        Self::default()
    }

    /// New rows are written, and changes put aside until all of the file is in.
    pub(super) fn in_pieces() -> Self {
        Self {
            is_in_pieces: true,
            ..Self::default()
        }
    }

    /// Nothing is written, and every row is accounted for.
    pub fn trying() -> Self {
        Self {
            is_trial: true,
            keeps_fates: true,
            ..Self::default()
        }
    }

    /// Nothing is written, and rows are only counted.
    pub fn counting() -> Self {
        Self {
            is_trial: true,
            ..Self::default()
        }
    }

    pub(super) fn writes(&self) -> bool {
        !self.is_trial
    }

    pub(super) fn puts_aside(&self) -> bool {
        self.is_in_pieces
    }

    pub(super) fn added(&mut self) {
        self.done.added += 1;
        self.keep(|| Fate::Added);
    }

    pub(super) fn unchanged(&mut self) {
        self.done.unchanged += 1;
        self.keep(|| Fate::Unchanged);
    }

    pub(super) fn changed(&mut self, before: &impl Serialize, after: &impl Serialize) {
        self.done.changed += 1;
        self.keep(|| Fate::Changed(changes(&sql::json(before), &sql::json(after))));
    }

    fn keep(&mut self, fate: impl FnOnce() -> Fate) {
        if self.keeps_fates {
            self.fates.push(fate());
        }
    }

    /// Puts the fates, which came in the order of these rows, in the order of the file.
    pub(super) fn reorder(&mut self, rows: &[usize]) {
        let fates = std::mem::take(&mut self.fates);
        let mut placed: Vec<_> = rows.iter().copied().zip(fates).collect();
        placed.sort_by_key(|(row, _)| *row);
        self.fates = placed.into_iter().map(|(_, fate)| fate).collect();
    }
}

/// What differs between two rows; answers are told one by one.
fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let none = Map::new();
    let (old, new) = (
        before.as_object().unwrap_or(&none),
        after.as_object().unwrap_or(&none),
    );
    let mut fields: Vec<&String> = old.keys().chain(new.keys()).collect();
    fields.sort();
    fields.dedup();
    let mut changes = Vec::new();
    for field in fields {
        let was = old.get(field).unwrap_or(&Value::Null);
        let is = new.get(field).unwrap_or(&Value::Null);
        if was == is || IDLE.contains(&field.as_str()) {
            continue;
        }
        if was.is_object() && is.is_object() && field == "answers" {
            changes.extend(self::changes(was, is));
            continue;
        }
        changes.push(Change {
            field: field.clone(),
            before: was.clone(),
            after: is.clone(),
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_told_by_field_and_answer_and_nothing_else_is() {
        let before = json!({"id": 1, "segment": "A", "answers": {"q1": 4, "q2": "yes", "q3": 1}});
        let after = json!({"id": 2, "segment": "A", "answers": {"q1": 5, "q2": "yes", "q4": 2}});
        let told: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|one| format!("{} {} {}", one.field, one.before, one.after))
            .collect();
        assert_eq!(told, ["q1 4 5", "q3 1 null", "q4 null 2"]);
    }

    #[test]
    fn fates_go_back_to_the_order_of_the_file() {
        let mut ledger = Ledger::trying();
        ledger.added();
        ledger.unchanged();
        ledger.changed(&json!({"a": 1}), &json!({"a": 2}));
        ledger.reorder(&[2, 0, 1]);
        assert_eq!(ledger.fates.last(), Some(&Fate::Added));
        assert_eq!(ledger.fates.first(), Some(&Fate::Unchanged));
        let done = ledger.done;
        assert_eq!((done.added, done.changed, done.unchanged), (1, 1, 1));
    }
}
