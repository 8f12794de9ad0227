//! What happens to the answers of one response: pages are merged into a draft, a draft is handed in.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::evidence::Answers;

/// Who began before a wave's closing time may hand in until this much later.
pub const GRACE: TimeDelta = TimeDelta::hours(1);

/// The answers so far, each with the revision that wrote it, so that two open tabs can be merged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Raised by every page that changes something; 0 before the first.
    #[serde(skip)]
    pub rev: i32,
    pub answers: Answers,
    /// The revision in which each item was last changed.
    pub revs: BTreeMap<String, i32>,
}

impl Draft {
    /// Takes in one page: `items` are all items on it and `posted` those that were answered; the
    /// page was rendered when the draft stood at `seen`.
    ///
    /// Items that another tab changed since, to something else, are written over (the later one
    /// wins) and named in the result, so that the respondent can be told.
    pub fn merge(&mut self, items: &[String], posted: &Answers, seen: i32) -> Vec<String> {
        let changed: Vec<&String> = items
            .iter()
            .filter(|item| self.answers.get(*item) != posted.get(*item))
            .collect();
        if changed.is_empty() {
            return Vec::new(); // a page posted twice changes nothing
        }
        self.rev += 1;
        let mut replaced = Vec::new();
        for item in changed {
            if self.revs.get(item).is_some_and(|rev| *rev > seen) {
                replaced.push(item.clone());
            }
            match posted.get(item) {
                Some(answer) => self.answers.insert(item.clone(), answer.clone()),
                None => self.answers.remove(item),
            };
            self.revs.insert(item.clone(), self.rev);
        }
        replaced
    }
}

/// Whether a wave takes answers at `now`.
pub fn takes_answers(
    open: bool,
    closes_at: Option<DateTime<Utc>>,
    started: bool,
    now: DateTime<Utc>,
) -> bool {
    let grace = if started { GRACE } else { TimeDelta::zero() };
    open && closes_at.is_none_or(|closes_at| now < closes_at + grace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::Answer;

    fn answers(pairs: &[(&str, i64)]) -> Answers {
        let pair = |(item, value): &(&str, i64)| ((*item).to_owned(), Answer::Number(*value));
        pairs.iter().map(pair).collect()
    }

    fn items(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn pages_are_merged_and_an_emptied_item_goes() {
        let mut draft = Draft::default();
        draft.merge(&items(&["a", "b"]), &answers(&[("a", 1), ("b", 2)]), 0);
        draft.merge(&items(&["c"]), &answers(&[("c", 3)]), 1);
        let replaced = draft.merge(&items(&["a", "b"]), &answers(&[("a", 1)]), 2);
        assert_eq!(draft.answers, answers(&[("a", 1), ("c", 3)]));
        assert_eq!(draft.rev, 3);
        assert!(
            replaced.is_empty(),
            "who goes back changes one's own answer"
        );
    }

    #[test]
    fn a_page_posted_twice_changes_nothing() {
        let mut draft = Draft::default();
        draft.merge(&items(&["a"]), &answers(&[("a", 1)]), 0);
        let once = draft.clone();
        assert!(
            draft
                .merge(&items(&["a"]), &answers(&[("a", 1)]), 0)
                .is_empty()
        );
        assert_eq!(draft, once);
    }

    #[test]
    fn of_two_tabs_the_later_wins_per_item_and_only_real_differences_are_told() {
        let mut draft = Draft::default();
        draft.merge(&items(&["a", "b"]), &answers(&[("a", 1), ("b", 2)]), 0);
        // The second tab was opened at revision 0 as well, agrees on a and differs on b.
        let posted = answers(&[("a", 1), ("b", 5)]);
        assert_eq!(draft.merge(&items(&["a", "b"]), &posted, 0), ["b"]);
        assert_eq!(draft.answers, posted);
    }

    #[test]
    fn who_began_in_time_has_an_hour_more() {
        let closes = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let soon_after = closes + TimeDelta::minutes(59);
        assert!(takes_answers(true, Some(closes), true, soon_after));
        assert!(!takes_answers(true, Some(closes), false, soon_after));
        assert!(!takes_answers(true, Some(closes), true, closes + GRACE));
        assert!(!takes_answers(false, None, true, closes));
        assert!(takes_answers(true, None, false, closes));
    }
}
