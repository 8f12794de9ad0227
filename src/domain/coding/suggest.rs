//! Themes suggested from wording: a statement shares words with statements that were coded, and those
//! words are told. A suggestion is never a code.
//!
//! A word speaks for a theme when it stands in at least three coded statements, at least six in ten of
//! them on that theme, and half as often again as the theme comes up at all. Words are compared
//! without their endings, so that `wacht`, `wachtte` and `wachten` meet.

use std::collections::{BTreeMap, BTreeSet};

/// A word says nothing in fewer coded statements.
const FEWEST: u32 = 3;
const SHARE: f64 = 0.6;
const LIFT: f64 = 1.5;
/// Shorter words, and what endings may not cut deeper than.
const SHORTEST: usize = 4;
/// As many words as a suggestion tells.
const TOLD: usize = 3;

const ENDINGS: [&str; 26] = [
    "ingen", "heden", "ening", "lijke", "tjes", "heid", "lijk", "ende", "eren", "ing", "tje",
    "jes", "end", "ten", "den", "ed", "ly", "je", "te", "de", "en", "es", "er", "s", "t", "e",
];

/// In how many coded statements each stem stands, and on which themes those were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    statements: u32,
    themes: BTreeMap<String, u32>,
    stems: BTreeMap<String, Uses>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Uses {
    all: u32,
    by_theme: BTreeMap<String, u32>,
}

/// A theme with the words that speak for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub theme: String,
    pub words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the statement.
    pub word: String,
    /// Coded statements on the theme that have it, of all that have it.
    pub on_theme: u32,
    pub all: u32,
}

impl Lexicon {
    pub fn learn<'a>(&mut self, text: &str, themes: impl Iterator<Item = &'a str> + Clone) {
        self.statements += 1;
        for theme in themes.clone() {
            *self.themes.entry(theme.to_owned()).or_default() += 1;
        }
        let stems: BTreeSet<String> = words(text).map(|word| stem(&word)).collect();
        for stem in stems {
            let uses = self.stems.entry(stem).or_default();
            uses.all += 1;
            for theme in themes.clone() {
                *uses.by_theme.entry(theme.to_owned()).or_default() += 1;
            }
        }
    }

    /// The theme for which most words speak; of equals the first by key.
    pub fn suggest(&self, text: &str) -> Option<Suggestion> {
        let mut found: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for word in words(text) {
            let stem = stem(&word);
            let Some(uses) = self.stems.get(&stem).filter(|uses| uses.all >= FEWEST) else {
                continue;
            };
            if !seen.insert(stem) {
                continue;
            }
            for (theme, on_theme) in &uses.by_theme {
                if self.speaks(theme, *on_theme, uses.all) {
                    found.entry(theme).or_default().push(Word {
                        word: word.clone(),
                        on_theme: *on_theme,
                        all: uses.all,
                    });
                }
            }
        }
        let weight = |words: &Vec<Word>| (words.len(), words.iter().map(|w| w.on_theme).sum());
        let best: Option<(&str, Vec<Word>)> =
            found.into_iter().reduce(|best: (&str, Vec<Word>), next| {
                let (a, b): ((usize, u32), (usize, u32)) = (weight(&best.1), weight(&next.1));
                if b > a { next } else { best }
            });
        let (theme, mut words) = best?;
        words.sort_by(|a, b| b.on_theme.cmp(&a.on_theme).then(a.word.cmp(&b.word)));
        words.truncate(TOLD);
        Some(Suggestion {
            theme: theme.to_owned(),
            words,
        })
    }

    fn speaks(&self, theme: &str, on_theme: u32, all: u32) -> bool {
        let share = f64::from(on_theme) / f64::from(all);
        let of_theme = self.themes.get(theme).copied().unwrap_or_default();
        let usual = f64::from(of_theme) / f64::from(self.statements.max(1));
        share >= SHARE && share >= LIFT * usual
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
}

/// A word without its endings; what is left keeps at least four letters.
fn stem(word: &str) -> String {
    let cut = |word: &str| {
        ENDINGS.iter().find_map(|ending| {
            let rest = word.strip_suffix(ending)?;
            (rest.chars().count() >= SHORTEST).then(|| rest.to_owned())
        })
    };
    let mut stem = word.to_owned();
    while let Some(rest) = cut(&stem) {
        stem = rest;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (text, theme) in [
            ("Ik stond lang in de wacht", "bereik"),
            ("Wachten aan de telefoon", "bereik"),
            ("De telefoon ging over, ik wachtte", "bereik"),
            ("Weer wachten", "bereik"),
            ("De monteur kwam meteen", "snel"),
            ("Binnen een dag geregeld, de monteur was er meteen", "snel"),
            ("De monteur wist ervan", "kennis"),
            ("Meteen geholpen", "snel"),
        ] {
            lexicon.learn(text, [theme].into_iter());
        }
        lexicon
    }

    #[test]
    fn words_that_speak_for_a_theme_are_told_with_their_counts() {
        let found = learned()
            .suggest("Altijd maar wachten tot de monteur komt")
            .unwrap();
        assert_eq!(found.theme, "bereik");
        let word = |word: &str, on_theme, all| Word {
            word: word.to_owned(),
            on_theme,
            all,
        };
        assert_eq!(found.words, [word("wachten", 4, 4)]);
        let found = learned().suggest("De monteur was er METEEN").unwrap();
        assert_eq!(found.theme, "snel");
        assert_eq!(found.words, [word("meteen", 3, 3), word("monteur", 2, 3)]);
    }

    #[test]
    fn nothing_is_suggested_from_too_little() {
        assert_eq!(learned().suggest("De lamp is stuk"), None);
        assert_eq!(learned().suggest("Twee keer telefoon"), None, "only twice");
        assert_eq!(Lexicon::default().suggest("Wachten"), None);
        let mut one_theme = Lexicon::default();
        for _ in 0..5 {
            one_theme.learn("Wachten op antwoord", ["bereik"].into_iter());
        }
        assert_eq!(
            one_theme.suggest("Wachten"),
            None,
            "every word would speak for it"
        );
    }

    #[test]
    fn endings_are_cut_and_short_words_kept_whole() {
        let pairs = [
            ("wachten", "wach"),
            ("wachtte", "wach"),
            ("wacht", "wach"),
            ("meldingen", "meld"),
            ("snel", "snel"),
            ("één", "één"),
        ];
        for (word, wanted) in pairs {
            assert_eq!(stem(word), wanted);
        }
    }
}
