//! What differs between two versions of a survey, and what each difference does to its series.
//!
//! Works on the document in which a version is kept, so that a new kind of item is compared from
//! its first day: what this module does not know by name counts as a change of the question.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::language::Language;
use super::survey::{FIRST_MEANING, Survey};

/// How much a change does to what answers mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// A typing error, the layout: nothing changes.
    Cosmetic,
    /// Other words for the same question: comparable, with a footnote.
    Wording,
    /// Another question: the series breaks.
    Meaning,
}

impl Weight {
    pub const ALL: [Self; 3] = [Self::Cosmetic, Self::Wording, Self::Meaning];

    /// The word in forms and in the stored version.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cosmetic => "cosmetic",
            Self::Wording => "wording",
            Self::Meaning => "meaning",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weight| weight.code() == code)
    }
}

/// Who says what a change weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "weight")]
pub enum Nature {
    /// It follows from the change itself: another scale, other codes, another direction.
    Fixed(Weight),
    /// The author says; this is proposed.
    Asked(Weight),
    /// A new item begins a series.
    Added,
    /// Its series ends.
    Removed,
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The item it is about; none when it is about a page or the whole.
    pub item: Option<String>,
    /// Where it stands: `item.q1.text`, `page.verdict.title`, `introduction`.
    pub key: String,
    /// Of a text: in which language.
    pub language: Option<Language>,
    pub old: Option<String>,
    pub new: Option<String>,
    pub nature: Nature,
}

impl Change {
    /// Names the change among those of one comparison.
    pub fn id(&self) -> String {
        match &self.language {
            Some(language) => format!("{}@{language}", self.key),
            None => self.key.clone(),
        }
    }

    /// What may be chosen; what is not about an item touches no series.
    pub fn choices(&self) -> &'static [Weight] {
        match (self.nature, &self.item) {
            (Nature::Asked(_), Some(_)) => &Weight::ALL,
            (Nature::Asked(_), None) => &Weight::ALL[..2],
            _ => &[],
        }
    }
}

/// A change with what it was found to weigh, as it is kept with the version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    #[serde(flatten)]
    pub change: Change,
    /// None of an item that came or went.
    pub weight: Option<Weight>,
}

/// A text of a survey, or another of its facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    pub item: Option<String>,
    pub key: String,
    pub language: Option<Language>,
    pub value: String,
}

/// Everything a survey says, one fact at a time.
pub fn leaves(survey: &Survey) -> Vec<Leaf> {
    let mut document = serde_json::to_value(survey).unwrap_or_default();
    let mut walk = Walk {
        languages: survey.known_languages(),
        item: None,
        leaves: Vec::new(),
    };
    let pages = document.as_object_mut().and_then(|all| all.remove("pages"));
    walk.value("", &document);
    for mut page in list(pages) {
        let items = page.as_object_mut().and_then(|page| page.remove("items"));
        let code = code_of(&page).unwrap_or_default().to_owned();
        walk.value(&format!("page.{code}"), &page);
        for mut item in list(items) {
            let code = code_of(&item).unwrap_or_default().to_owned();
            if let Some(item) = item.as_object_mut() {
                item.remove("meaning");
            }
            walk.item = Some(code.clone());
            walk.value(&format!("item.{code}"), &item);
            walk.item = None;
        }
    }
    walk.leaves
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

fn code_of(value: &Value) -> Option<&str> {
    value.get("code").and_then(Value::as_str)
}

struct Walk {
    languages: Vec<Language>,
    item: Option<String>,
    leaves: Vec<Leaf>,
}

impl Walk {
    fn value(&mut self, key: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(fields) if self.is_text(value) => {
                for (tag, words) in fields {
                    let language = Language::new(tag).ok();
                    self.leaf(key, language, words.as_str().unwrap_or_default().to_owned());
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    match (name.as_str(), field) {
                        ("code", _) => {}
                        // An item's kind is a table of its own in the document, not in the file.
                        ("kind", Value::Object(_)) => self.value(key, field),
                        _ if key.is_empty() => self.value(name, field),
                        _ => self.value(&format!("{key}.{name}"), field),
                    }
                }
            }
            Value::Array(entries) if entries.iter().any(|one| code_of(one).is_some()) => {
                let codes: Vec<&str> = entries.iter().filter_map(code_of).collect();
                self.leaf(key, None, codes.join(", "));
                for entry in entries {
                    let code = code_of(entry).unwrap_or_default();
                    self.value(&format!("{key}.{code}"), entry);
                }
            }
            Value::Array(entries) if entries.iter().any(Value::is_object) => {
                for (at, entry) in entries.iter().enumerate() {
                    self.value(&format!("{key}.{}", at + 1), entry);
                }
            }
            Value::Array(entries) => {
                let words: Vec<String> = entries.iter().map(plain).collect();
                if !words.is_empty() {
                    self.leaf(key, None, words.join(", "));
                }
            }
            other => self.leaf(key, None, plain(other)),
        }
    }

    fn is_text(&self, value: &Value) -> bool {
        let is_known = |tag: &String| self.languages.iter().any(|known| known.tag() == tag);
        value.as_object().is_some_and(|fields| {
            !fields.is_empty()
                && fields.keys().all(is_known)
                && fields.values().all(Value::is_string)
        })
    }

    fn leaf(&mut self, key: &str, language: Option<Language>, value: String) {
        self.leaves.push(Leaf {
            item: self.item.clone(),
            key: key.to_owned(),
            language,
            value,
        });
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

type Facts = BTreeMap<(String, Option<Language>), String>;

/// The differences, those of the whole first, then item by item in the order of the new version;
/// items that went come last.
pub fn differences(old: &Survey, new: &Survey) -> Vec<Change> {
    let (before, after) = (leaves(old), leaves(new));
    let facts = |leaves: &[Leaf]| -> Facts {
        let pairs = leaves.iter().map(|leaf| {
            let key = (leaf.key.clone(), leaf.language.clone());
            (key, leaf.value.clone())
        });
        pairs.collect()
    };
    let (was, is) = (facts(&before), facts(&after));
    let source = new.languages.first();
    let mut changes = Vec::new();
    let gone = before.iter().filter(|leaf| {
        let key = (leaf.key.clone(), leaf.language.clone());
        !is.contains_key(&key)
    });
    let mut all: Vec<&Leaf> = after.iter().collect();
    all.extend(gone);
    let place = places(old, new);
    all.sort_by_key(|leaf| place.get(&leaf.item).copied().unwrap_or_default());
    for leaf in all {
        let key = (leaf.key.clone(), leaf.language.clone());
        let (old_value, new_value) = (was.get(&key), is.get(&key));
        if old_value == new_value {
            continue;
        }
        let mut change = Change {
            item: leaf.item.clone(),
            key: leaf.key.clone(),
            language: leaf.language.clone(),
            old: old_value.cloned(),
            new: new_value.cloned(),
            nature: Nature::Asked(Weight::Cosmetic),
        };
        let there = leaf
            .item
            .as_deref()
            .map(|code| (old.item(code), new.item(code)));
        match there {
            Some((None, _) | (_, None)) => {
                // Of an item that came or went only its words are shown, once.
                if !change.key.ends_with(".text") || change.language.as_ref() != source {
                    continue;
                }
                let came = matches!(there, Some((None, _)));
                change.nature = if came { Nature::Added } else { Nature::Removed };
            }
            _ => change.nature = nature(&change, source, &was),
        }
        changes.push(change);
    }
    changes
}

/// The whole, then the new version's items, then those that went.
fn places(old: &Survey, new: &Survey) -> BTreeMap<Option<String>, usize> {
    let mut places = BTreeMap::from([(None, 0)]);
    for item in new.items().chain(old.items()) {
        let next = places.len();
        places.entry(Some(item.code.clone())).or_insert(next);
    }
    places
}

fn nature(change: &Change, source: Option<&Language>, was: &Facts) -> Nature {
    let field = change.key.rsplit('.').next().unwrap_or_default();
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    if change.item.is_none() {
        return Nature::Asked(words_weight(old, new).min(Weight::Wording));
    }
    if change.language.is_none() {
        return match field {
            "options" if same_set(old, new) => Nature::Asked(Weight::Wording),
            "kind" | "low" | "high" | "options" | "scale" | "reversed" | "unit" => {
                Nature::Fixed(Weight::Meaning)
            }
            "headers" | "max_chars" | "purpose" | "group" | "required" => {
                Nature::Asked(Weight::Cosmetic)
            }
            _ => Nature::Asked(Weight::Wording),
        };
    }
    if took_anothers_label(change, was) {
        return Nature::Fixed(Weight::Meaning);
    }
    // A translation that came or went says nothing about those who answered in another language.
    if change.language.as_ref() != source && (old.is_none() || new.is_none()) {
        return Nature::Asked(Weight::Cosmetic);
    }
    Nature::Asked(words_weight(old, new))
}

fn same_set(old: Option<&str>, new: Option<&str>) -> bool {
    let set = |codes: Option<&str>| -> BTreeSet<String> {
        let codes = codes.unwrap_or_default().split(", ");
        codes.map(str::to_owned).collect()
    };
    set(old) == set(new)
}

/// Whether a label now says what another end or option said: the direction turned, or the same code
/// means something else.
fn took_anothers_label(change: &Change, was: &Facts) -> bool {
    let parts: Vec<&str> = change.key.split('.').collect();
    let (same_list, is_label) = match parts.as_slice() {
        [item, code, "low_label" | "high_label"] => (format!("{item}.{code}."), true),
        [item, code, "options", _, "label"] => (format!("{item}.{code}.options."), true),
        _ => (String::new(), false),
    };
    is_label
        && was.iter().any(|((key, language), value)| {
            key.starts_with(&same_list)
                && key.ends_with("label")
                && *key != change.key
                && *language == change.language
                && Some(value.as_str()) == change.new.as_deref()
        })
}

/// Words that turn a sentence into its opposite, in the languages that Peil knows best.
const TURNING: [&str; 12] = [
    "niet", "geen", "nooit", "zonder", "not", "no", "never", "without", "nicht", "kein", "pas",
    "net",
];

fn words_weight(old: Option<&str>, new: Option<&str>) -> Weight {
    let (Some(old), Some(new)) = (old, new) else {
        return Weight::Wording;
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (old, new) = (words(old), words(new));
    let turning = |words: &[String]| {
        let turns = words.iter().filter(|word| TURNING.contains(&word.as_str()));
        turns.count()
    };
    if turning(&old) != turning(&new) {
        return Weight::Meaning;
    }
    let alike = old.len() == new.len()
        && old.iter().zip(&new).all(|(a, b)| a == b || is_typo(a, b))
        && old.iter().zip(&new).filter(|(a, b)| a != b).count() <= 2;
    if alike {
        Weight::Cosmetic
    } else {
        Weight::Wording
    }
}

/// One letter more, less, other, or two that changed places, in a word of some length.
fn is_typo(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 || a.iter().chain(&b).any(char::is_ascii_digit) {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

/// Every change with its weight: the fixed one, or what the author chose. The ids of those that
/// were not chosen, or chosen as something that is not offered, when there are any.
pub fn decide(
    changes: Vec<Change>,
    chosen: &BTreeMap<String, Weight>,
) -> Result<Vec<Decided>, Vec<String>> {
    let mut open = Vec::new();
    let mut decided = Vec::new();
    for change in changes {
        let weight = match change.nature {
            Nature::Fixed(weight) => Some(weight),
            Nature::Added | Nature::Removed => None,
            Nature::Asked(_) => {
                let choice = chosen.get(&change.id()).copied();
                let choice = choice.filter(|weight| change.choices().contains(weight));
                if choice.is_none() {
                    open.push(change.id());
                }
                choice
            }
        };
        decided.push(Decided { change, weight });
    }
    if open.is_empty() {
        Ok(decided)
    } else {
        Err(open)
    }
}

/// The highest meaning that each code ever had, over all published versions.
pub fn meanings<'a>(published: impl Iterator<Item = &'a Survey>) -> BTreeMap<String, u32> {
    let mut highest = BTreeMap::new();
    for item in published.flat_map(Survey::items) {
        let kept = highest.entry(item.code.clone()).or_insert(item.meaning);
        *kept = (*kept).max(item.meaning);
    }
    highest
}

/// Gives the items of `new` their meaning: that of `last`, the version it follows, one more where a
/// change was found to be one of meaning. A code that had left and comes back starts a new one.
pub fn renumber(
    new: &mut Survey,
    last: Option<&Survey>,
    ever: &BTreeMap<String, u32>,
    decided: &[Decided],
) {
    let breaks = |code: &str| {
        decided.iter().any(|one| {
            one.change.item.as_deref() == Some(code) && one.weight == Some(Weight::Meaning)
        })
    };
    for item in new.pages.iter_mut().flat_map(|page| &mut page.items) {
        let highest = ever.get(&item.code).copied();
        item.meaning = match last.and_then(|last| last.item(&item.code)) {
            Some(before) if breaks(&item.code) => highest.unwrap_or(before.meaning) + 1,
            Some(before) => before.meaning,
            None => highest.map_or(FIRST_MEANING, |highest| highest + 1),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
code = "s"
kind = "survey"
languages = ["nl", "en"]
title = { nl = "Hoe gaat het?", en = "How is it?" }
[[page]]
code = "p"
[[page.item]]
code = "q1"
text = { nl = "Hoe tevreden bent u?", en = "How satisfied are you?" }
kind = "scale"
low = 1
high = 5
low_label = { nl = "slecht", en = "poor" }
high_label = { nl = "goed", en = "good" }
purpose = "driver"
[[page.item]]
code = "q2"
text = { nl = "Waar?", en = "Where?" }
kind = "single_choice"
purpose = "background"
options = [
  { code = "a", label = { nl = "hier", en = "here" } },
  { code = "b", label = { nl = "daar", en = "there" } },
]
"#;

    fn survey(text: &str) -> Survey {
        Survey::parse("s.toml", text).unwrap()
    }

    fn changed(from: &str, to: &str) -> Vec<Change> {
        assert!(FILE.contains(from));
        differences(&survey(FILE), &survey(&FILE.replace(from, to)))
    }

    fn only(from: &str, to: &str) -> (String, Nature) {
        let changes = changed(from, to);
        assert_eq!(changes.len(), 1, "{changes:?}");
        (changes[0].id(), changes[0].nature)
    }

    #[test]
    fn the_same_survey_has_no_differences() {
        assert_eq!(differences(&survey(FILE), &survey(FILE)), []);
    }

    #[test]
    fn words_are_proposed_by_how_much_they_differ() {
        use Weight::{Cosmetic, Meaning, Wording};
        let text = "How satisfied are you?";
        for (new, weight) in [
            ("How satisfied are you ?", Cosmetic),
            ("How satisfeid are you?", Cosmetic),
            ("How pleased are you with us?", Wording),
            ("How satisfied are you not?", Meaning),
        ] {
            let expected = ("item.q1.text@en".to_owned(), Nature::Asked(weight));
            assert_eq!(only(text, new), expected, "{new}");
        }
    }

    #[test]
    fn scale_codes_and_direction_are_always_meaning() {
        let fixed = Nature::Fixed(Weight::Meaning);
        assert_eq!(
            only("high = 5", "high = 7"),
            ("item.q1.high".to_owned(), fixed)
        );
        let codes = changed("code = \"b\"", "code = \"c\"");
        let options = codes.iter().find(|change| change.key == "item.q2.options");
        assert_eq!(options.unwrap().nature, fixed);
        let turned = FILE
            .replace("nl = \"slecht\", en = \"poor\"", "nl = \"X\", en = \"Y\"")
            .replace(
                "nl = \"goed\", en = \"good\"",
                "nl = \"slecht\", en = \"poor\"",
            )
            .replace("nl = \"X\", en = \"Y\"", "nl = \"goed\", en = \"good\"");
        let changes = differences(&survey(FILE), &survey(&turned));
        assert_eq!(changes.len(), 4);
        assert!(
            changes.iter().all(|change| change.nature == fixed),
            "{changes:?}"
        );
    }

    #[test]
    fn what_is_about_no_item_cannot_break_a_series() {
        let changes = changed("How is it?", "How is it not?");
        assert_eq!(changes[0].nature, Nature::Asked(Weight::Wording));
        assert!(!changes[0].choices().contains(&Weight::Meaning));
    }

    #[test]
    fn an_item_that_comes_or_goes_is_one_line_and_asks_nothing() {
        let changes = changed("code = \"q2\"", "code = \"q3\"");
        let natures: Vec<Nature> = changes.iter().map(|change| change.nature).collect();
        assert_eq!(natures, [Nature::Added, Nature::Removed]);
        assert!(decide(changes, &BTreeMap::new()).is_ok());
    }

    #[test]
    fn a_publication_waits_for_every_answer_and_numbers_the_meanings() {
        let old = survey(FILE);
        let text = FILE.replace("How satisfied are you?", "Would you come again?");
        let mut new = survey(&text);
        let changes = differences(&old, &new);
        let open = decide(changes.clone(), &BTreeMap::new());
        assert_eq!(open, Err(vec!["item.q1.text@en".to_owned()]));
        let ever = meanings([&old].into_iter());
        for (weight, meaning) in [(Weight::Wording, 1), (Weight::Meaning, 2)] {
            let chosen = BTreeMap::from([("item.q1.text@en".to_owned(), weight)]);
            let decided = decide(changes.clone(), &chosen).unwrap();
            renumber(&mut new, Some(&old), &ever, &decided);
            let found: Vec<u32> = new.items().map(|item| item.meaning).collect();
            assert_eq!(found, [meaning, 1]);
        }
    }

    #[test]
    fn a_code_that_comes_back_starts_another_series() {
        let without = survey(&FILE.replace("code = \"q2\"", "code = \"q3\""));
        let ever = meanings([&survey(FILE), &without].into_iter());
        let mut new = survey(FILE);
        renumber(&mut new, Some(&without), &ever, &[]);
        assert_eq!(new.item("q2").unwrap().meaning, 2);
        assert_eq!(new.item("q1").unwrap().meaning, 1);
    }
}
