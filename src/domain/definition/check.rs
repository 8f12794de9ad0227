//! Small checks that several definitions share.

use super::fault::TextFault;

/// The candidate that `word` was probably meant to be: at most a third of its letters differ.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // A word of a hostile file may be a megabyte long, and the distance costs its square.
    if word.len() > 30 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(steps, candidate)| *steps * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace or swap with the next to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for i in 0..one.len() {
        let mut row = vec![i + 1];
        for j in 0..other.len() {
            let replaced = above[j] + usize::from(one[i] != other[j]);
            let mut steps = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && one[i] == other[j - 1] && one[i - 1] == other[j] {
                steps = steps.min(before[j - 1] + 1);
            }
            row.push(steps);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

/// A code: 1 to 64 letters, digits, hyphens and underscores of ASCII.
pub(super) fn is_code(code: &str) -> bool {
    (1..=64).contains(&code.len())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// A name in addresses: 2 to 40 lower case letters, digits and inner hyphens.
pub(super) fn is_slug(slug: &str) -> bool {
    (2..=40).contains(&slug.len())
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && slug
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Only a mail that arrives proves an address; this catches what cannot be one.
pub(crate) fn is_address(text: &str) -> bool {
    text.len() <= 254
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c))
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}

/// What is wrong with a text that people will read, if anything.
pub(super) fn text_fault(text: &str) -> Option<TextFault> {
    let chars = text.chars().count();
    if text.trim().is_empty() {
        Some(TextFault::Empty)
    } else if chars > super::MOST_CHARS {
        Some(TextFault::TooLong { chars })
    } else if text
        .chars()
        .any(|c| c.is_control() && !"\n\r\t".contains(c))
    {
        Some(TextFault::ControlCharacter)
    } else if text.chars().any(turns_direction) {
        Some(TextFault::DirectionMark)
    } else {
        None
    }
}

/// Embeddings, overrides and isolates. The plain marks U+200E and U+200F, which Arabic and Hebrew
/// texts need, turn nothing.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        let words = ["target", "limit", "direction"];
        assert_eq!(nearest("taget", words), Some("target"));
        assert_eq!(nearest("Limit", words), Some("limit"));
        assert_eq!(nearest("directoin", words), Some("direction"));
        assert_eq!(nearest("hihg", ["high", "low"]), Some("high"));
        assert_eq!(nearest("colour", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("P0l", ["P01", "P02"]), Some("P01"));
    }

    #[test]
    fn codes_and_slugs_have_their_letters() {
        assert!(is_code("SLA-C1") && is_code("q1_satisfied"));
        assert!(!is_code("") && !is_code("a b") && !is_code("é") && !is_code(&"x".repeat(65)));
        assert!(is_slug("servicedesk") && is_slug("desk-2"));
        assert!(!is_slug("-desk") && !is_slug("Desk") && !is_slug("d"));
    }
}
