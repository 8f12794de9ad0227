//! Which texts of a survey a language still lacks, and which were translated from words that have
//! changed since.

use std::collections::BTreeMap;

use super::canonical::sha256_hex;
use super::language::Language;
use super::survey::Survey;
use super::version::leaves;

/// Per text and language the hash of the source words it was made from.
pub type Sources = BTreeMap<String, BTreeMap<Language, String>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Missing,
    /// The source changed after it was translated: usable, and to be looked at.
    Stale,
    Done,
}

/// One text for who translates.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: String,
    pub source: String,
    pub target: Option<String>,
    pub state: State,
}

type Words = BTreeMap<String, BTreeMap<Language, String>>;

fn words(survey: &Survey) -> Words {
    let mut words = Words::new();
    for leaf in leaves(survey) {
        if let Some(language) = leaf.language {
            words
                .entry(leaf.key)
                .or_default()
                .insert(language, leaf.value);
        }
    }
    words
}

fn hash(text: &str) -> String {
    sha256_hex(text.as_bytes())[..16].to_owned()
}

/// What each translation of `now` was made from: as before while its words are the same, else from
/// the source as it is now.
pub fn carried(before: Option<(&Survey, &Sources)>, now: &Survey) -> Sources {
    let mut sources = Sources::new();
    let Some(source) = now.languages.first() else {
        return sources;
    };
    let old = before.map(|(survey, _)| words(survey)).unwrap_or_default();
    for (key, texts) in words(now) {
        let Some(original) = texts.get(source) else {
            continue;
        };
        for (language, text) in texts.iter().filter(|(language, _)| *language != source) {
            let same = old.get(&key).and_then(|texts| texts.get(language)) == Some(text);
            let kept = before
                .filter(|_| same)
                .and_then(|(_, sources)| sources.get(&key)?.get(language).cloned());
            let made_from = kept.unwrap_or_else(|| hash(original));
            sources
                .entry(key.clone())
                .or_default()
                .insert(language.clone(), made_from);
        }
    }
    sources
}

/// Says that the translations of `keys` fit the source as it is now.
pub fn confirm(survey: &Survey, sources: &mut Sources, language: &Language, keys: &[String]) {
    for line in lines(survey, sources, language) {
        if line.target.is_some() && keys.contains(&line.key) {
            let made_from = hash(&line.source);
            sources
                .entry(line.key)
                .or_default()
                .insert(language.clone(), made_from);
        }
    }
}

/// Every text of `survey` with its translation into `language`, in the order of asking.
pub fn lines(survey: &Survey, sources: &Sources, language: &Language) -> Vec<Line> {
    let Some(source) = survey.languages.first() else {
        return Vec::new();
    };
    let words = words(survey);
    let mut lines = Vec::new();
    for leaf in leaves(survey) {
        if leaf.language.as_ref() != Some(source) {
            continue;
        }
        let target = words
            .get(&leaf.key)
            .and_then(|texts| texts.get(language))
            .cloned();
        let made_from = sources.get(&leaf.key).and_then(|of| of.get(language));
        let state = match (&target, made_from) {
            (None, _) => State::Missing,
            (Some(_), Some(made_from)) if *made_from != hash(&leaf.value) => State::Stale,
            (Some(_), _) => State::Done,
        };
        lines.push(Line {
            key: leaf.key,
            source: leaf.value,
            target,
            state,
        });
    }
    lines
}

/// How many texts of a language are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub all: usize,
    pub missing: usize,
    pub stale: usize,
}

impl Progress {
    pub fn of(survey: &Survey, sources: &Sources, language: &Language) -> Self {
        let lines = lines(survey, sources, language);
        let count = |state| lines.iter().filter(|line| line.state == state).count();
        Self {
            all: lines.len(),
            missing: count(State::Missing),
            stale: count(State::Stale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Text;

    fn survey(nl: &str, en: &str) -> Survey {
        let text = format!(
            "code = \"s\"\nkind = \"survey\"\nlanguages = [\"nl\", \"en\"]\n\
             title = {{ nl = \"Titel\", en = \"Title\" }}\n[[page]]\ncode = \"p\"\n\
             [[page.item]]\ncode = \"q1\"\nkind = \"yes_no\"\npurpose = \"driver\"\n\
             text = {{ nl = \"{nl}\", en = \"{en}\" }}\n"
        );
        Survey::parse("s.toml", &text).unwrap()
    }

    fn stale(survey: &Survey, sources: &Sources) -> Vec<String> {
        let lines = lines(survey, sources, &Language::english());
        let stale = lines.into_iter().filter(|line| line.state == State::Stale);
        stale.map(|line| line.key).collect()
    }

    #[test]
    fn a_translation_is_stale_from_when_its_source_changes_until_it_changes_too() {
        let first = survey("Goed?", "Good?");
        let sources = carried(None, &first);
        assert_eq!(stale(&first, &sources), Vec::<String>::new());
        let second = survey("Goed geholpen?", "Good?");
        let sources = carried(Some((&first, &sources)), &second);
        assert_eq!(stale(&second, &sources), ["item.q1.text"]);
        let again = carried(Some((&second, &sources)), &second);
        assert_eq!(
            stale(&second, &again),
            ["item.q1.text"],
            "saving is no translating"
        );
        let third = survey("Goed geholpen?", "Helped well?");
        let done = carried(Some((&second, &sources)), &third);
        assert_eq!(stale(&third, &done), Vec::<String>::new());
        let back = carried(Some((&second, &sources)), &first);
        assert_eq!(
            stale(&first, &back),
            Vec::<String>::new(),
            "the old source again"
        );
    }

    #[test]
    fn a_translation_that_still_fits_is_confirmed() {
        let first = survey("Goed?", "Good?");
        let second = survey("Goed geholpen?", "Good?");
        let mut sources = carried(Some((&first, &carried(None, &first))), &second);
        confirm(
            &second,
            &mut sources,
            &Language::english(),
            &["item.q1.text".to_owned()],
        );
        assert_eq!(stale(&second, &sources), Vec::<String>::new());
    }

    #[test]
    fn the_source_language_is_a_language_like_any_other() {
        let mut survey = survey("Goed?", "Good?");
        survey.title = Text::both("Titel", "Title");
        survey.languages.reverse();
        let lines = lines(&survey, &carried(None, &survey), &Language::dutch());
        assert!(lines.iter().any(|line| line.source == "Good?"));
    }
}
