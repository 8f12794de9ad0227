//! What happens to the answers of one response: pages are merged into a draft, a draft is handed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::canonical::sha256_hex;
use super::evidence::{Answer, Answers, Completeness, SEED_KEY};
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
    /// Of the invitation, or of the visit.
    pub invitation_id: Uuid,
    /// Whether it came by an open link, from nobody who was invited.
    pub visit: bool,
    /// All items on the page; those without an answer are emptied.
    pub items: Vec<String>,
    pub answers: Answers,
    /// The revision of the draft that the page was rendered with.
    pub seen: i32,
    /// The answers that the page was rendered with; none of a page that does not say.
    pub was: Option<Marks>,
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
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Kept in the draft, which now stands at `rev`; what another tab or device had answered in
    /// the meantime is named, and nothing is handed in before that was seen.
    Saved {
        rev: i32,
        elsewhere: Elsewhere,
    },
    /// Handed in, now or by the same form before.
    Submitted,
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
                Outcome::Submitted
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
        let elsewhere = self.draft.merge(page);
        if page.submit && elsewhere.is_empty() {
            self.submitted_at = Some(now);
            self.submit_key = Some(page.key.clone());
            return Outcome::Submitted;
        }
        Outcome::Saved {
            rev: self.draft.rev,
            elsewhere,
        }
    }
}

/// Short marks of the answers that a page was rendered with, by item: enough to see which of them
/// somebody changed on it, and nothing that tells an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<String, String>);

impl Marks {
    pub fn of<'a>(answers: &Answers, items: impl IntoIterator<Item = &'a str>) -> Self {
        let marked = |item: &'a str| Some((item.to_owned(), mark(answers.get(item)?)));
        Self(items.into_iter().filter_map(marked).collect())
    }

    /// As a page carries them: `speed=1f00ab42 care=…`.
    pub fn written(&self) -> String {
        let pairs = self.0.iter().map(|(item, mark)| format!("{item}={mark}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    /// What [`Marks::written`] wrote; what is no mark is left out.
    pub fn read(text: &str) -> Self {
        let pairs = text.split_whitespace().filter_map(|pair| {
            let (item, mark) = pair.split_once('=')?;
            Some((item.to_owned(), mark.to_owned()))
        });
        Self(pairs.collect())
    }

    /// Whether `answer` is the one that the page was rendered with.
    pub fn has(&self, item: &str, answer: Option<&Answer>) -> bool {
        self.0.get(item) == answer.map(mark).as_ref()
    }

    /// The page now shows these answers to `items`.
    pub fn take(&mut self, answers: &Answers, items: &[String]) {
        for item in items {
            match answers.get(item) {
                Some(answer) => self.0.insert(item.clone(), mark(answer)),
                None => self.0.remove(item),
            };
        }
    }
}

fn mark(answer: &Answer) -> String {
    let written = serde_json::to_string(answer).unwrap_or_default();
    sha256_hex(written.as_bytes()).chars().take(8).collect()
}

/// What had been answered elsewhere while a page stood open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Answers that the page wrote over: the later one wins. None where it had been emptied.
    pub replaced: BTreeMap<String, Option<Answer>>,
    /// Answers that stand, since nobody had touched the item on the page.
    pub kept: BTreeMap<String, Option<Answer>>,
}

impl Elsewhere {
    pub fn is_empty(&self) -> bool {
        self.replaced.is_empty() && self.kept.is_empty()
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
    /// What the last page to be merged met from elsewhere, for the notice on the next.
    #[serde(default, skip_serializing_if = "Elsewhere::is_empty")]
    pub elsewhere: Elsewhere,
}

impl Draft {
    /// Takes in one page: `page.items` are all items on it and `page.answers` those that were
    /// answered.
    ///
    /// Items that nobody touched on the page stay as they are now. Items that another tab changed
    /// since, to something else, are written over (the later one wins). Both are named in the
    /// result, so that the respondent can be told.
    pub fn merge(&mut self, page: &SavePage) -> Elsewhere {
        let mut elsewhere = Elsewhere::default();
        let mut changed = Vec::new();
        for item in &page.items {
            let (now, posted) = (self.answers.get(item), page.answers.get(item));
            if now == posted || (item == SEED_KEY && now.is_some()) {
                continue;
            }
            if page.was.as_ref().is_some_and(|was| was.has(item, posted)) {
                elsewhere.kept.insert(item.clone(), now.cloned());
                continue;
            }
            let is_news = match &page.was {
                Some(was) => !was.has(item, now),
                None => self.revs.get(item).is_some_and(|rev| *rev > page.seen),
            };
            if is_news {
                elsewhere.replaced.insert(item.clone(), now.cloned());
            }
            changed.push(item);
        }
        if changed.is_empty() && self.elsewhere == elsewhere {
            return elsewhere; // a page posted twice changes nothing
        }
        self.rev += 1;
        for item in changed {
            match page.answers.get(item) {
                Some(answer) => self.answers.insert(item.clone(), answer.clone()),
                None => self.answers.remove(item),
            };
            self.revs.insert(item.clone(), self.rev);
        }
        self.elsewhere.clone_from(&elsewhere);
        elsewhere
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

    /// A page with these items, posted with these answers by a tab that saw these before.
    fn posted(codes: &[&str], pairs: &[(&str, i64)], was: Option<&[(&str, i64)]>) -> SavePage {
        SavePage {
            items: items(codes),
            answers: answers(pairs),
            was: was.map(|was| Marks::of(&answers(was), codes.iter().copied())),
            ..page("k", false)
        }
    }

    #[test]
    fn pages_are_merged_and_an_emptied_item_goes() {
        let mut draft = Draft::default();
        draft.merge(&posted(&["a", "b"], &[("a", 1), ("b", 2)], Some(&[])));
        draft.merge(&posted(&["c"], &[("c", 3)], Some(&[])));
        let back = posted(&["a", "b"], &[("a", 1)], Some(&[("a", 1), ("b", 2)]));
        let elsewhere = draft.merge(&back);
        assert_eq!(draft.answers, answers(&[("a", 1), ("c", 3)]));
        assert_eq!(draft.rev, 3);
        assert!(
            elsewhere.is_empty(),
            "who goes back changes one's own answer"
        );
    }

    #[test]
    fn a_page_posted_twice_changes_nothing() {
        for was in [None, Some(&[][..])] {
            let mut draft = Draft::default();
            let page = posted(&["a"], &[("a", 1)], was);
            draft.merge(&page);
            let once = draft.clone();
            assert!(draft.merge(&page).is_empty());
            assert_eq!(draft, once);
        }
    }

    #[test]
    fn of_two_tabs_the_later_wins_per_item_and_only_real_differences_are_told() {
        for was in [None, Some(&[][..])] {
            let mut draft = Draft::default();
            draft.merge(&posted(&["a", "b"], &[("a", 1), ("b", 2)], was));
            // The second tab was opened before as well, agrees on a and differs on b.
            let elsewhere = draft.merge(&posted(&["a", "b"], &[("a", 1), ("b", 5)], was));
            let replaced = BTreeMap::from([("b".to_owned(), Some(Answer::Number(2)))]);
            assert_eq!(elsewhere.replaced, replaced);
            assert_eq!(elsewhere.kept, BTreeMap::new());
            assert_eq!(draft.answers, answers(&[("a", 1), ("b", 5)]));
        }
    }

    #[test]
    fn what_nobody_touched_on_a_page_does_not_write_over_what_came_from_elsewhere() {
        let mut draft = Draft::default();
        draft.merge(&posted(&["a", "b"], &[("a", 1)], Some(&[])));
        // The other tab still shows a as empty, and answers b.
        let elsewhere = draft.merge(&posted(&["a", "b"], &[("b", 2)], Some(&[])));
        assert_eq!(draft.answers, answers(&[("a", 1), ("b", 2)]));
        let kept = BTreeMap::from([("a".to_owned(), Some(Answer::Number(1)))]);
        assert_eq!(elsewhere.kept, kept);
        assert_eq!(draft.elsewhere, elsewhere);
    }

    #[test]
    fn nothing_is_handed_in_over_an_answer_from_elsewhere_that_was_not_seen() {
        let mut standing = open();
        standing.take(&posted(&["a"], &[("a", 1)], Some(&[])));
        let mut last = posted(&["a"], &[("a", 4)], Some(&[]));
        last.submit = true;
        assert!(matches!(standing.take(&last), Outcome::Saved { .. }));
        assert_eq!(standing.submitted_at, None);
        last.was = Some(Marks::of(&answers(&[("a", 4)]), ["a"]));
        assert_eq!(standing.take(&last), Outcome::Submitted);
    }

    #[test]
    fn marks_survive_a_page_and_tell_no_answer() {
        let given = answers(&[("a", 1), ("b", 2)]);
        let marks = Marks::of(&given, ["a", "b", "c"]);
        assert_eq!(Marks::read(&marks.written()), marks);
        assert_eq!(Marks::read("nonsense x=1").written(), "x=1");
        assert!(!marks.has("a", given.get("b")) && marks.has("c", None));
    }

    fn page(key: &str, submit: bool) -> SavePage {
        SavePage {
            lane: 4096,
            invitation_id: Uuid::nil(),
            visit: false,
            items: items(&["a"]),
            answers: answers(&[("a", 4)]),
            seen: 0,
            was: None,
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
        assert_eq!(standing.take(&page("k1", true)), Outcome::Submitted);
        assert_eq!(standing.take(&page("k1", true)), Outcome::Submitted);
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
