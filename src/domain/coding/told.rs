//! What was said by theme: counted by people and not by statements, and quoted with consent only.

use std::collections::{BTreeMap, BTreeSet};

use super::agreement::rank;
use super::themes::{Theme, Tree};
use super::{Round, Said, Source};

/// How many people spoke of a theme, or of one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCount<'a> {
    pub depth: usize,
    pub theme: &'a Theme,
    pub interviewees: u64,
    pub respondents: u64,
    pub statements: u64,
    /// Interviewees who said something negative, neutral, positive on it.
    pub tones: [u64; 3],
}

/// Of all themes, from the top down.
pub fn counts<'a>(said: &[Said], tree: &'a Tree, round: Round) -> Vec<ThemeCount<'a>> {
    let settled: Vec<_> = said
        .iter()
        .filter_map(|one| Some((one, one.is_shown(round).then(|| one.settled(round))??)))
        .collect();
    let count = |(depth, theme): (usize, &'a Theme)| {
        let mut people: BTreeMap<Source, BTreeSet<&str>> = BTreeMap::new();
        let mut tones: [BTreeSet<&str>; 3] = Default::default();
        let mut statements = 0;
        for (one, code) in &settled {
            if !code
                .themes
                .iter()
                .any(|key| tree.is_within(key, &theme.key))
            {
                continue;
            }
            statements += 1;
            people.entry(one.source).or_default().insert(&one.person);
            if one.source == Source::Interview
                && let Some(tone) = tones.get_mut(usize::from(rank(code.tone)))
            {
                tone.insert(&one.person);
            }
        }
        let of = |source| people.get(&source).map_or(0, |people| people.len() as u64);
        ThemeCount {
            depth,
            theme,
            interviewees: of(Source::Interview),
            respondents: of(Source::Comment),
            statements,
            tones: tones.map(|people| people.len() as u64),
        }
    };
    tree.rows().into_iter().map(count).collect()
}

/// What may be quoted on a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotes<'a> {
    pub theme: &'a str,
    /// Each with the segment, where it may be named.
    pub quotes: Vec<(&'a Said, Option<&'a str>)>,
}

/// Statements that may be quoted, by theme at the top: those whose speaker agreed, on a theme that at
/// least `threshold` people spoke of, of a segment of which at least so many were interviewed. The
/// segment is named where at least so many of it spoke of the theme.
pub fn quotes<'a>(
    said: &'a [Said],
    tree: &'a Tree,
    round: Round,
    threshold: u64,
) -> Vec<Quotes<'a>> {
    let interviews = || said.iter().filter(|one| one.source == Source::Interview);
    let mut by_segment: BTreeMap<Option<&str>, BTreeSet<&str>> = BTreeMap::new();
    for one in interviews() {
        let people = by_segment.entry(one.segment.as_deref()).or_default();
        people.insert(&one.person);
    }
    let mut by_theme: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for one in interviews() {
        let Some(code) = one.is_shown(round).then(|| one.settled(round)).flatten() else {
            continue;
        };
        let tops: BTreeSet<&str> = code
            .themes
            .iter()
            .filter_map(|key| {
                let above = tree.above(key);
                let top = above.last().copied().or_else(|| tree.get(key));
                top.map(|theme| theme.name.as_str())
            })
            .collect();
        for top in tops {
            by_theme.entry(top).or_default().push(one);
        }
    }
    let enough = |people: &BTreeSet<&str>| people.len() as u64 >= threshold;
    let people = |all: &[&'a Said], segment: Option<&str>| -> BTreeSet<&'a str> {
        let own = all
            .iter()
            .filter(|one| segment.is_none_or(|of| one.segment.as_deref() == Some(of)));
        own.map(|one| one.person.as_str()).collect()
    };
    let mut found = Vec::new();
    for (theme, all) in by_theme {
        if !enough(&people(&all, None)) {
            continue;
        }
        let may = all.iter().filter(|one| {
            let own = by_segment.get(&one.segment.as_deref());
            one.quote_allowed && own.is_some_and(enough)
        });
        let quotes: Vec<_> = may
            .map(|one| {
                let segment = one.segment.as_deref();
                let named = segment.filter(|of| enough(&people(&all, Some(of))));
                (*one, named)
            })
            .collect();
        if !quotes.is_empty() {
            found.push(Quotes { theme, quotes });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{code, said};
    use super::super::themes::Theme;
    use super::*;
    use crate::domain::parameter::Tone;

    fn spoken(person: &str, segment: &str, theme: &str, tone: Tone) -> Said {
        let mut one = said(person, 1, "Zo was het.");
        one.segment = Some(segment.to_owned());
        one.quote_allowed = true;
        one.first = Some(code(theme, tone));
        one.second = one.first.clone();
        one
    }

    fn tree() -> Tree {
        let below = Theme {
            key: "wachttijd".to_owned(),
            name: "wachttijd".to_owned(),
            parent: Some("bereik".to_owned()),
            ..Theme::default()
        };
        Tree::new(vec![below], ["bereik", "kennis"].into_iter())
    }

    #[test]
    fn a_theme_counts_the_people_who_spoke_of_it_or_of_one_below_it_once() {
        let tree = tree();
        let mut all = vec![
            spoken("V1", "SD", "bereik", Tone::Negative),
            spoken("V1", "SD", "wachttijd", Tone::Negative),
            spoken("V2", "SD", "wachttijd", Tone::Positive),
        ];
        let mut half = spoken("V3", "SD", "bereik", Tone::Positive);
        half.second = None;
        all.push(half);
        let found = counts(&all, &tree, Round::Blind);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.theme.name.as_str(), one.interviewees, one.statements))
            .collect();
        assert_eq!(
            told,
            [("bereik", 2, 3), ("wachttijd", 2, 2), ("kennis", 0, 0)]
        );
        assert_eq!(found[0].tones, [1, 0, 1]);
    }

    #[test]
    fn quotes_need_consent_and_a_group_that_is_large_enough() {
        let tree = tree();
        let mut all: Vec<Said> = (0..5)
            .map(|nr| spoken(&format!("V{nr}"), "SD", "wachttijd", Tone::Negative))
            .collect();
        all.push(spoken("V8", "PZ", "bereik", Tone::Negative)); // the only one of PZ
        all[1].quote_allowed = false;
        all.push(spoken("V0", "SD", "kennis", Tone::Negative)); // a theme of one person
        let found = quotes(&all, &tree, Round::Blind, 5);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].theme, "bereik");
        let people: Vec<_> = found[0]
            .quotes
            .iter()
            .map(|(one, segment)| (one.person.as_str(), *segment))
            .collect();
        let named = |person| (person, Some("SD"));
        assert_eq!(people, ["V0", "V2", "V3", "V4"].map(named));
        assert_eq!(quotes(&all, &tree, Round::Blind, 7), []);
    }
}
