//! What somebody else stored since a form was shown: told where it is, so that nobody's words get lost.

use maud::{Markup, html};

use super::notice::Wrong;
use crate::domain::canonical::sha256_hex;
use crate::domain::definition::author::Typed;
use crate::domain::language::Language;
use crate::domain::proceedings::Changed;
use crate::report::places;
use crate::texts::{t, t_args};

/// A longer text does not go into a sentence; it stands by itself, with [`theirs`].
const MOST_IN_A_SENTENCE: usize = 200;

/// Tells whether an entry is still as somebody saw it. A form carries it as `seen`.
pub fn mark(fields: &Typed) -> String {
    sha256_hex(format!("{fields:?}").as_bytes())
}

/// Fields by their name, as a form shows and sends them.
pub fn fields<const N: usize>(pairs: [(&str, &str); N]) -> Typed {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    pairs.into_iter().map(own).collect()
}

/// Whether somebody else stored something that neither the form showed nor who typed it would store.
pub fn is_lost(seen: &str, now: &Typed, typed: &Typed) -> bool {
    !seen.is_empty() && seen != mark(now) && now != typed
}

/// That somebody else changed the entry, and at each of the named fields that differs what they wrote.
pub fn of_another(
    language: &Language,
    names: impl IntoIterator<Item = String>,
    typed: &Typed,
    now: &Typed,
) -> Vec<Wrong> {
    let at_field = |name: String| {
        let theirs = said(now, &name);
        let sentence = match theirs.as_str() {
            _ if theirs == said(typed, &name) => return None,
            "" => t(language, "parts-other-emptied"),
            long if is_long(long) => t(language, "parts-other-below"),
            short => t_args(language, "parts-other-wrote", &[("value", short.into())]),
        };
        Some((Some(name), sentence))
    };
    let all = std::iter::once((None, t(language, "parts-changed-meanwhile")));
    all.chain(names.into_iter().filter_map(at_field)).collect()
}

/// The long text of somebody else, under the field in which another was typed.
pub fn theirs(language: &Language, name: &str, typed: &Typed, now: &Typed) -> Markup {
    let text = said(now, name);
    html! {
        @if is_long(&text) && text != said(typed, name) {
            div.notice {
                p { strong { (t(language, "parts-other-text")) } }
                pre.text { (text) }
            }
        }
    }
}

fn is_long(text: &str) -> bool {
    text.contains('\n') || text.chars().count() > MOST_IN_A_SENTENCE
}

fn said(of: &Typed, name: &str) -> String {
    let own = of.iter().filter(|(field, _)| field == name);
    let own: Vec<&str> = own.map(|(_, value)| value.trim()).collect();
    own.join(", ")
}

/// What stands in two texts at the places where they differ. `place` says what a place is called.
pub fn compared(
    language: &Language,
    caption: &str,
    [old, new]: [String; 2],
    changes: &[Changed],
    place: impl Fn(&str) -> String,
) -> Markup {
    let or_nothing = |text: &str| match text {
        "" => html! { span.quiet { (t(language, "protocol-amendment-nothing")) } },
        text => html! { (places::value(language, text)) },
    };
    html! {
        table {
            caption.unseen { (caption) }
            thead {
                tr {
                    th scope="col" { (t(language, "results-column-place")) }
                    th scope="col" { (old) }
                    th scope="col" { (new) }
                }
            }
            tbody {
                @for change in changes {
                    tr {
                        th scope="row" { (place(&change.place)) }
                        td { (or_nothing(&change.old)) }
                        td { (or_nothing(&change.new)) }
                    }
                }
            }
        }
    }
}

/// What somebody else stored, beside what was typed.
pub fn differences(
    language: &Language,
    changes: &[Changed],
    place: impl Fn(&str) -> String,
) -> Markup {
    let heads = ["protocol-difference-theirs", "protocol-difference-yours"];
    let caption = t(language, "protocol-differences");
    compared(
        language,
        &caption,
        heads.map(|key| t(language, key)),
        changes,
        place,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_another_stored_since_is_lost() {
        let shown = fields([("text", "as it was")]);
        let mine = fields([("text", "mine")]);
        let theirs = fields([("text", "theirs")]);
        assert!(
            !is_lost(&mark(&shown), &shown, &mine),
            "nobody came between"
        );
        assert!(is_lost(&mark(&shown), &theirs, &mine));
        assert!(!is_lost(&mark(&shown), &mine, &mine), "sent twice");
        assert!(!is_lost("", &theirs, &mine), "a form that showed nothing");
    }

    #[test]
    fn what_differs_is_said_at_its_field_and_a_long_text_stands_under_it() {
        let english = Language::english();
        let mine = fields([("subject", "Mine"), ("body", "Mine"), ("name", "An")]);
        let now = fields([("subject", "Theirs"), ("body", "One\nTwo"), ("name", "An")]);
        let names = ["subject", "body", "name"].map(str::to_owned);
        let wrong = of_another(&english, names, &mine, &now);
        let at: Vec<Option<&str>> = wrong.iter().map(|(field, _)| field.as_deref()).collect();
        assert_eq!(at, [None, Some("subject"), Some("body")]);
        assert!(wrong[1].1.contains("Theirs"));
        assert!(!wrong[2].1.contains("One"));
        assert!(theirs(&english, "body", &mine, &now).0.contains("One\nTwo"));
        assert_eq!(theirs(&english, "subject", &mine, &now).0, "");
    }
}
