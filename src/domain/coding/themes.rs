//! The tree of themes: made by the evaluator, renamed, moved and merged, while what was coded stays
//! as it was written.
//!
//! A theme is known by its key, the word under which it was first used: codes and files carry keys.
//! What it is called, and what it was merged into, is looked up here.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A theme as somebody made or changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    pub key: String,
    pub name: String,
    /// The key of the theme above it.
    pub parent: Option<String>,
    /// The key of the theme that it was merged into.
    pub merged_into: Option<String>,
    /// Codes of the parameters that it bears on.
    pub parameters: Vec<String>,
}

/// Why the tree is not changed like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    #[error("a theme needs a name")]
    NoName,
    #[error("a theme's name has at most {MOST_CHARS} characters")]
    TooLong,
    #[error("there is a theme of that name")]
    Taken,
    #[error("there is no such theme")]
    Unknown,
    #[error("a theme cannot stand under itself")]
    Circle,
    #[error("the protocol names this theme")]
    InProtocol,
}

/// A theme as a file says it: what is blank there is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeRow {
    pub name: String,
    /// The name of the theme above it.
    pub parent: Option<String>,
    /// Codes of the parameters that it bears on.
    pub parameters: Vec<String>,
}

/// Longest name of a theme.
pub const MOST_CHARS: usize = 80;

/// A change of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Add {
        name: String,
        parent: Option<String>,
    },
    Rename {
        key: String,
        name: String,
    },
    Move {
        key: String,
        parent: Option<String>,
    },
    Merge {
        key: String,
        into: String,
    },
    Link {
        key: String,
        parameters: Vec<String>,
    },
}

/// All themes of a programme by key; those that only a file names are among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    themes: BTreeMap<String, Theme>,
    /// The keys of those that were not merged, by name in small letters.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Tree {
    /// `words` are the themes that files and interviewers wrote.
    pub fn new<'a>(kept: Vec<Theme>, words: impl Iterator<Item = &'a str>) -> Self {
        let mut tree = Self::default();
        for theme in kept {
            tree.put(theme);
        }
        for word in words {
            let is_name = tree.named(word).any(|theme| theme.name == word);
            if !is_name && !tree.themes.contains_key(word) {
                tree.put(Theme {
                    key: word.to_owned(),
                    name: word.to_owned(),
                    ..Theme::default()
                });
            }
        }
        tree
    }

    /// The theme that a key stands for now; a name that somebody wrote in place of a key does too.
    pub fn get(&self, key: &str) -> Option<&Theme> {
        let called = || self.named(key).find(|theme| theme.name == key);
        let mut theme = self.themes.get(key).or_else(called)?;
        // No longer way than there are themes, whatever the rows say.
        for _ in 0..self.themes.len() {
            let Some(into) = &theme.merged_into else {
                break;
            };
            theme = self.themes.get(into)?;
        }
        Some(theme)
    }

    pub fn name<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).map_or(key, |theme| &theme.name)
    }

    /// The themes above it, nearest first.
    pub fn above(&self, key: &str) -> Vec<&Theme> {
        let mut found: Vec<&Theme> = Vec::new();
        let mut theme = self.get(key);
        while let Some(parent) = theme.and_then(|theme| theme.parent.as_deref()) {
            theme = self.get(parent);
            match theme {
                Some(one) if !found.iter().any(|known| known.key == one.key) => found.push(one),
                _ => break,
            }
        }
        found
    }

    /// What the report counts: the theme at the top. Themes below it are the desk's alone, since a
    /// figure of a whole beside that of nearly all of it would tell of the few that are left.
    pub fn top<'a>(&'a self, key: &'a str) -> &'a str {
        let above = self.above(key);
        above.last().map_or_else(|| self.name(key), |top| &top.name)
    }

    /// Names at the top for the themes of a code, each once.
    pub fn tops(&self, keys: &[String]) -> Vec<String> {
        let names: BTreeSet<&str> = keys.iter().map(|key| self.top(key)).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Whether a code with `key` is about the theme `of`, or about one below it.
    pub fn is_within(&self, key: &str, of: &str) -> bool {
        let Some(theme) = self.get(key) else {
            return false;
        };
        theme.key == of || self.above(key).iter().any(|above| above.key == of)
    }

    /// The themes that are, from the top down, each with how deep it stands.
    pub fn rows(&self) -> Vec<(usize, &Theme)> {
        let mut below: BTreeMap<Option<&str>, Vec<&Theme>> = BTreeMap::new();
        for theme in self.themes.values() {
            if theme.merged_into.is_none() {
                below.entry(self.parent_of(theme)).or_default().push(theme);
            }
        }
        for own in below.values_mut() {
            own.sort_by_cached_key(|theme| Reverse((theme.name.to_lowercase(), &theme.key)));
        }
        let top = below.remove(&None).unwrap_or_default().into_iter();
        let (mut rows, mut next) = (Vec::new(), Vec::from_iter(top.map(|theme| (0, theme))));
        while let Some((depth, theme)) = next.pop() {
            rows.push((depth, theme));
            let own = below.remove(&Some(theme.key.as_str())).unwrap_or_default();
            next.extend(own.into_iter().map(|theme| (depth + 1, theme)));
        }
        rows
    }

    /// The key above it, after merging.
    fn parent_of(&self, theme: &Theme) -> Option<&str> {
        let parent = theme.parent.as_deref()?;
        self.get(parent).map(|parent| parent.key.as_str())
    }

    /// The rows to write for a change; `fixed` are the words that the protocol names, whose themes
    /// stay at the top under their own name.
    pub fn change(&self, change: &Change, fixed: &[&str]) -> Result<Vec<Theme>, ThemeError> {
        let is_fixed = |key: &str| fixed.contains(&self.name(key));
        match change {
            Change::Add { name, parent } => {
                let name = self.free(name, None)?;
                if let Some(parent) = parent {
                    self.known(parent)?;
                }
                if self.themes.contains_key(&name) {
                    return Err(ThemeError::Taken); // the word of one that was renamed or merged
                }
                Ok(vec![Theme {
                    key: name.clone(),
                    name,
                    parent: parent.clone(),
                    ..Theme::default()
                }])
            }
            Change::Rename { key, name } => {
                let theme = self.known(key)?;
                let name = self.free(name, Some(key))?;
                match is_fixed(key) {
                    true => Err(ThemeError::InProtocol),
                    false => Ok(vec![Theme { name, ..theme }]),
                }
            }
            Change::Move { key, parent } => {
                let theme = self.known(key)?;
                if let Some(parent) = parent {
                    self.known(parent)?;
                    self.is_apart(parent, key)?;
                    if is_fixed(key) {
                        return Err(ThemeError::InProtocol);
                    }
                }
                let parent = parent.clone();
                Ok(vec![Theme { parent, ..theme }])
            }
            Change::Merge { key, into } => {
                let theme = self.known(key)?;
                self.known(into)?;
                self.is_apart(into, key)?;
                if is_fixed(key) {
                    return Err(ThemeError::InProtocol);
                }
                let into = Some(into.clone());
                Ok(vec![Theme {
                    merged_into: into,
                    ..theme
                }])
            }
            Change::Link { key, parameters } => {
                let theme = self.known(key)?;
                let parameters = parameters.clone();
                Ok(vec![Theme {
                    parameters,
                    ..theme
                }])
            }
        }
    }

    /// What a row of a file makes of its theme: the one there was, and the one to write; none where it
    /// says nothing new. `fixed` as in [`Tree::change`].
    pub fn brought(
        &self,
        row: &ThemeRow,
        fixed: &[&str],
    ) -> Result<Option<(Option<Theme>, Theme)>, ThemeError> {
        let parent = match &row.parent {
            Some(name) => Some(self.called(name).ok_or(ThemeError::Unknown)?.key.clone()),
            None => None,
        };
        let before = self.called(&row.name).cloned();
        let change = match &before {
            None => Some(Change::Add {
                name: row.name.clone(),
                parent,
            }),
            Some(theme) if parent.is_some() && parent != theme.parent => Some(Change::Move {
                key: theme.key.clone(),
                parent,
            }),
            Some(_) => None,
        };
        let made = match change {
            Some(change) => self.change(&change, fixed)?.pop(),
            None => before.clone(),
        };
        let mut after = made.ok_or(ThemeError::Unknown)?;
        if !row.parameters.is_empty() {
            after.parameters.clone_from(&row.parameters);
        }
        Ok((before.as_ref() != Some(&after)).then_some((before, after)))
    }

    /// The tree with a theme as it is now.
    pub fn put(&mut self, theme: Theme) {
        let key = theme.key.clone();
        if let Some(before) = self.themes.remove(&key) {
            let name = before.name.to_lowercase();
            let others = self.names.remove(&name).into_iter().flatten();
            let others: BTreeSet<String> = others.filter(|other| *other != key).collect();
            if !others.is_empty() {
                self.names.insert(name, others);
            }
        }
        if theme.merged_into.is_none() {
            let keys = self.names.entry(theme.name.to_lowercase()).or_default();
            keys.insert(key.clone());
        }
        self.themes.insert(key, theme);
    }

    /// The names of the themes that are, by the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let themes = self.names.values().flatten();
        themes.filter_map(|key| self.themes.get(key).map(|theme| theme.name.as_str()))
    }

    /// The theme of that name, in capitals or not.
    pub fn called(&self, name: &str) -> Option<&Theme> {
        self.named(name).next()
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Theme> {
        let keys = self.names.get(&spaced(name).to_lowercase());
        keys.into_iter()
            .flatten()
            .filter_map(|key| self.themes.get(key))
    }

    /// The tree as it is after a change.
    pub fn with(&self, change: &Change, fixed: &[&str]) -> Result<Self, ThemeError> {
        let mut next = self.clone();
        for theme in self.change(change, fixed)? {
            next.put(theme);
        }
        Ok(next)
    }

    fn known(&self, key: &str) -> Result<Theme, ThemeError> {
        let theme = self.themes.get(key).cloned();
        let theme = theme.filter(|theme| theme.merged_into.is_none());
        theme.ok_or(ThemeError::Unknown)
    }

    /// A name that no other theme has.
    fn free(&self, name: &str, own: Option<&str>) -> Result<String, ThemeError> {
        let name = spaced(name);
        if name.is_empty() {
            return Err(ThemeError::NoName);
        }
        if name.chars().count() > MOST_CHARS {
            return Err(ThemeError::TooLong);
        }
        let is_other = |theme: &Theme| Some(theme.key.as_str()) != own;
        let is_taken = self.named(&name).any(is_other);
        match is_taken {
            true => Err(ThemeError::Taken),
            false => Ok(name),
        }
    }

    /// That `below` does not stand under `key`, nor is it.
    fn is_apart(&self, below: &str, key: &str) -> Result<(), ThemeError> {
        match self.is_within(below, key) {
            true => Err(ThemeError::Circle),
            false => Ok(()),
        }
    }
}

/// With one space between words and none around them.
fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_file_makes_a_theme_moves_it_and_says_nothing_twice() {
        let row = |name: &str, parent: Option<&str>, parameters: &[&str]| ThemeRow {
            name: name.to_owned(),
            parent: parent.map(str::to_owned),
            parameters: parameters.iter().map(|code| (*code).to_owned()).collect(),
        };
        let mut tree = Tree::new(Vec::new(), ["snelheid"].into_iter());
        for one in [
            row("Contact", None, &[]),
            row("telefoon", Some("contact"), &["P02"]),
        ] {
            let (before, after) = tree.brought(&one, &[]).unwrap().unwrap();
            assert_eq!(before, None);
            tree.put(after);
            assert_eq!(tree.brought(&one, &[]), Ok(None), "the same again");
        }
        assert_eq!(
            tree.get("telefoon").unwrap().parent.as_deref(),
            Some("Contact")
        );
        // What is blank stays, and so does a name in other capitals or spaces.
        assert_eq!(tree.brought(&row(" TELEFOON ", None, &[]), &[]), Ok(None));
        assert_eq!(tree.brought(&row("Telefoon", None, &[]), &[]), Ok(None));
        let moved = tree.brought(&row("Telefoon", Some("snelheid"), &[]), &[]);
        let (before, after) = moved.unwrap().unwrap();
        assert_eq!(before.unwrap().parent.as_deref(), Some("Contact"));
        assert_eq!(after.parent.as_deref(), Some("snelheid"));
        assert_eq!(after.parameters, ["P02"]);
        for (wrong, error) in [
            (row("contact", Some("telefoon"), &[]), ThemeError::Circle),
            (row("contact", Some("contact"), &[]), ThemeError::Circle),
            (row("nieuw", Some("nergens"), &[]), ThemeError::Unknown),
            (
                row("snelheid", Some("contact"), &[]),
                ThemeError::InProtocol,
            ),
            (row(" ", None, &[]), ThemeError::NoName),
        ] {
            assert_eq!(tree.brought(&wrong, &["snelheid"]), Err(error), "{wrong:?}");
        }
    }

    fn tree() -> Tree {
        let theme = |key: &str, parent: Option<&str>| Theme {
            key: key.to_owned(),
            name: key.to_owned(),
            parent: parent.map(str::to_owned),
            ..Theme::default()
        };
        let kept = vec![
            theme("wachttijd", Some("bereikbaarheid")),
            theme("toon", None),
        ];
        Tree::new(kept, ["bereikbaarheid", "snelheid", "toon"].into_iter())
    }

    fn with(tree: &Tree, change: &Change) -> Tree {
        tree.with(change, &[]).unwrap()
    }

    fn rows(tree: &Tree) -> Vec<(usize, &str)> {
        let rows = tree.rows().into_iter();
        rows.map(|(depth, theme)| (depth, theme.name.as_str()))
            .collect()
    }

    #[test]
    fn words_of_files_stand_in_the_tree_and_count_at_the_top() {
        let tree = tree();
        let wanted = [
            (0, "bereikbaarheid"),
            (1, "wachttijd"),
            (0, "snelheid"),
            (0, "toon"),
        ];
        assert_eq!(rows(&tree), wanted);
        assert_eq!(tree.top("wachttijd"), "bereikbaarheid");
        let keys = ["wachttijd", "bereikbaarheid", "toon"].map(str::to_owned);
        assert_eq!(tree.tops(&keys), ["bereikbaarheid", "toon"]);
        assert!(tree.is_within("wachttijd", "bereikbaarheid"));
        assert!(!tree.is_within("bereikbaarheid", "wachttijd"));
    }

    #[test]
    fn a_merged_theme_brings_what_stood_under_it_and_its_word() {
        let merge = Change::Merge {
            key: "bereikbaarheid".to_owned(),
            into: "snelheid".to_owned(),
        };
        let merged = with(&tree(), &merge);
        assert_eq!(
            rows(&merged),
            [(0, "snelheid"), (1, "wachttijd"), (0, "toon")]
        );
        assert_eq!(merged.name("bereikbaarheid"), "snelheid");
        assert_eq!(merged.top("wachttijd"), "snelheid");
        let again = Change::Add {
            name: "bereikbaarheid".to_owned(),
            parent: None,
        };
        assert_eq!(merged.change(&again, &[]), Err(ThemeError::Taken));
    }

    #[test]
    fn a_renamed_theme_keeps_its_key() {
        let rename = Change::Rename {
            key: "toon".to_owned(),
            name: " Bejegening ".to_owned(),
        };
        let renamed = with(&tree(), &rename);
        assert_eq!(renamed.name("toon"), "Bejegening");
        let kept: Vec<Theme> = renamed.themes.values().cloned().collect();
        let again = Tree::new(kept, ["Bejegening", "toon"].into_iter());
        assert_eq!(again, renamed, "its new name is no second theme");
        assert_eq!(again.get("Bejegening").unwrap().key, "toon");
        let taken = Change::Rename {
            key: "toon".to_owned(),
            name: "SNELHEID".to_owned(),
        };
        assert_eq!(tree().change(&taken, &[]), Err(ThemeError::Taken));
    }

    #[test]
    fn no_circle_nothing_nameless_and_nothing_the_protocol_names() {
        let key = || "bereikbaarheid".to_owned();
        let under = |parent: &str| Change::Move {
            key: key(),
            parent: Some(parent.to_owned()),
        };
        let tree = tree();
        assert_eq!(
            tree.change(&under("wachttijd"), &[]),
            Err(ThemeError::Circle)
        );
        assert_eq!(
            tree.change(&under("nergens"), &[]),
            Err(ThemeError::Unknown)
        );
        let fixed = ["bereikbaarheid"];
        assert_eq!(
            tree.change(&under("toon"), &fixed),
            Err(ThemeError::InProtocol)
        );
        let nameless = Change::Add {
            name: "  ".to_owned(),
            parent: None,
        };
        assert_eq!(tree.change(&nameless, &[]), Err(ThemeError::NoName));
        let long = Change::Add {
            name: "x".repeat(81),
            parent: None,
        };
        assert_eq!(tree.change(&long, &[]), Err(ThemeError::TooLong));
        let itself = Change::Merge {
            key: key(),
            into: key(),
        };
        assert_eq!(tree.change(&itself, &[]), Err(ThemeError::Circle));
    }

    #[test]
    fn rows_that_go_round_end() {
        let theme = |key: &str, parent: &str| Theme {
            key: key.to_owned(),
            name: key.to_owned(),
            parent: Some(parent.to_owned()),
            merged_into: None,
            ..Theme::default()
        };
        let round = Tree::new(vec![theme("a", "b"), theme("b", "a")], [].into_iter());
        assert_eq!(round.above("a").len(), 2);
        let merged = |key: &str, into: &str| Theme {
            merged_into: Some(into.to_owned()),
            ..theme(key, "x")
        };
        let round = Tree::new(vec![merged("a", "b"), merged("b", "a")], [].into_iter());
        assert!(round.get("a").is_some() && round.rows().is_empty());
    }
}
