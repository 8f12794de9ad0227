//! What happens to the answers of one response: pages are merged into a draft, a draft is handed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evidence::{Answer, Answers, Completeness};
use super::language::Language;
use super::logic::{Client, Logic};
use super::survey::{ItemKind, Survey};

/// Who began before a wave's closing time may hand in until this much later.
pub const GRACE: TimeDelta = TimeDelta::hours(1);

/// What handing in must know of a survey: made once per version and shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Items that count towards completeness: all but the open texts.
    counted: Vec<String>,
    /// Items whose answers are kept apart as comments.
    long_texts: Vec<String>,
    /// Which items are asked of whom.
    logic: Arc<Logic>,
}

impl Shape {
    pub fn of(survey: &Survey, logic: Arc<Logic>) -> Self {
        let mut shape = Self {
            logic,
            ..Self::default()
        };
        for item in survey.items() {
            match item.kind {
                ItemKind::LongText { .. } => shape.long_texts.push(item.code.clone()),
                ItemKind::ShortText { .. } | ItemKind::Email | ItemKind::Information => {}
                _ => shape.counted.push(item.code.clone()),
            }
        }
        shape
    }

    /// Makes of everything that was ever answered what is handed in: what is not asked of this
    /// client, as the answers stand, goes; the scores come.
    pub fn settle(&self, answers: &mut Answers, client: &Client) -> Completeness {
        self.logic.settle(answers, client);
        self.completeness(answers, client)
    }

    /// Complete from 75 % of the items that count and were asked, partial from 50 %.
    fn completeness(&self, answers: &Answers, client: &Client) -> Completeness {
        let path = self.logic.path(answers, client);
        let asked = |item: &&String| self.logic.is_empty() || path.shows(item);
        let asked: Vec<&String> = self.counted.iter().filter(asked).collect();
        let answered = asked.iter().filter(|item| answers.contains_key(**item));
        let (answered, all) = (answered.count(), asked.len());
        if answered * 4 >= all * 3 {
            Completeness::Complete
        } else if answered * 2 >= all {
            Completeness::Partial
        } else {
            Completeness::BreakOff
        }
    }

    /// Takes the long texts out of the answers, as item and text.
    pub fn take_comments(&self, answers: &mut Answers) -> Vec<(String, String)> {
        let taken = self
            .long_texts
            .iter()
            .filter_map(|item| match answers.remove(item) {
                Some(Answer::Word(text)) if !text.trim().is_empty() => Some((item.clone(), text)),
                _ => None,
            });
        taken.collect()
    }
}

/// One posted page of a survey, checked already.
#[derive(Clone, Debug)]
pub struct SavePage {
    pub lane: i64,
    pub invitation_id: Uuid,
    /// All items on the page; those without an answer are emptied.
    pub items: Vec<String>,
    pub answers: Answers,
    /// The revision of the draft that the page was rendered with.
    pub seen: i32,
    /// Whether everything is handed in with this page.
    pub submit: bool,
    /// Rendered with the form, so that the same form sent twice is known.
    pub key: String,
    /// The language it was answered in.
    pub language: Language,
    pub shape: Arc<Shape>,
    /// What conditions may ask of the client.
    pub client: Client,
    pub now: DateTime<Utc>,
}

/// What became of a posted page. All of them are settled: nothing is left half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Kept in the draft, which now stands at `rev`; `replaced` names answers of another tab that
    /// this page wrote over.
    Saved {
        rev: i32,
        replaced: Vec<String>,
    },
    /// Handed in, now or by the same form before.
    Submitted {
        replaced: Vec<String>,
    },
    /// Handed in before, by another form.
    AlreadySubmitted,
    WaveClosed,
    /// Unknown, revoked or expired.
    LinkNotValid,
}

/// An invitation and the answers so far, as they stand before or after a page.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub revoked: bool,
    pub expires_at: Option<DateTime<Utc>>,
    pub wave_open: bool,
    pub closes_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    /// The key of the form that handed it in.
    pub submit_key: Option<String>,
    pub draft: Draft,
}

impl Standing {
    /// Decides what a page does, and does it to the draft and the times.
    pub fn take(&mut self, page: &SavePage) -> Outcome {
        let now = page.now;
        if self.revoked || self.expires_at.is_some_and(|expires_at| expires_at <= now) {
            return Outcome::LinkNotValid;
        }
        if self.submitted_at.is_some() {
            let same = page.submit && self.submit_key.as_ref() == Some(&page.key);
            return if same {
                Outcome::Submitted {
                    replaced: Vec::new(),
                }
            } else {
                Outcome::AlreadySubmitted
            };
        }
        if !takes_answers(
            self.wave_open,
            self.closes_at,
            self.started_at.is_some(),
            now,
        ) {
            return Outcome::WaveClosed;
        }
        self.started_at.get_or_insert(now);
        let replaced = self.draft.merge(&page.items, &page.answers, page.seen);
        if page.submit {
            self.submitted_at = Some(now);
            self.submit_key = Some(page.key.clone());
            return Outcome::Submitted { replaced };
        }
        Outcome::Saved {
            rev: self.draft.rev,
            replaced,
        }
    }
}

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

    fn page(key: &str, submit: bool) -> SavePage {
        SavePage {
            lane: 4096,
            invitation_id: Uuid::nil(),
            items: items(&["a"]),
            answers: answers(&[("a", 4)]),
            seen: 0,
            submit,
            key: key.to_owned(),
            language: Language::dutch(),
            shape: Arc::default(),
            client: Client::new(),
            now: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
        }
    }

    fn open() -> Standing {
        Standing {
            wave_open: true,
            ..Standing::default()
        }
    }

    #[test]
    fn the_same_form_sent_twice_is_handed_in_once_and_another_form_is_told() {
        let mut standing = open();
        let handed_in = Outcome::Submitted {
            replaced: Vec::new(),
        };
        assert_eq!(standing.take(&page("k1", true)), handed_in);
        assert_eq!(standing.take(&page("k1", true)), handed_in);
        assert_eq!(standing.take(&page("k2", true)), Outcome::AlreadySubmitted);
        assert_eq!(standing.take(&page("k1", false)), Outcome::AlreadySubmitted);
        assert_eq!(standing.draft.rev, 1);
    }

    #[test]
    fn a_link_that_is_over_and_a_closed_wave_take_nothing() {
        let now = page("k", true).now;
        let revoked = Standing {
            revoked: true,
            ..open()
        };
        let expired = Standing {
            expires_at: Some(now),
            ..open()
        };
        let closed = Standing {
            wave_open: false,
            ..open()
        };
        for (mut standing, outcome) in [
            (revoked, Outcome::LinkNotValid),
            (expired, Outcome::LinkNotValid),
            (closed, Outcome::WaveClosed),
        ] {
            assert_eq!(standing.take(&page("k", true)), outcome);
            assert_eq!(standing.draft, Draft::default());
            assert_eq!(standing.submitted_at, None);
        }
    }

    #[test]
    fn completeness_counts_what_can_be_counted_and_comments_are_taken_out() {
        let shape = Shape {
            counted: items(&["a", "b", "c", "d"]),
            long_texts: items(&["why"]),
            ..Shape::default()
        };
        let completeness = |given: &Answers| shape.completeness(given, &Client::new());
        let mut given = answers(&[("a", 1), ("b", 2), ("c", 3)]);
        assert_eq!(completeness(&given), Completeness::Complete);
        given.remove("c");
        assert_eq!(completeness(&given), Completeness::Partial);
        given.remove("b");
        given.insert("why".to_owned(), Answer::Word("Te laat.".to_owned()));
        assert_eq!(completeness(&given), Completeness::BreakOff);
        let comments = shape.take_comments(&mut given);
        assert_eq!(comments, [("why".to_owned(), "Te laat.".to_owned())]);
        assert_eq!(given, answers(&[("a", 1)]));
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
