//! The language, its three values, and what peers get wrong (NOTES of the field: a broken rule opens
//! a gate, a mistyped name is silently false, "not 1" includes "not asked").

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::evidence::Absence;

fn names() -> Names {
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let mut names = Names::with_client();
    names.add("satisfaction", Kind::Scale(1, 10), 1);
    names.add("channel", Kind::Choice(codes(&["phone", "mail", "4x4"])), 2);
    names.add("tools", Kind::Choices(codes(&["app", "portal", "none"])), 3);
    names.add("solved", Kind::Choice(codes(&["yes", "no"])), 4);
    names.add("hours", Kind::Number, 5);
    names.add("day", Kind::Day, 6);
    names.add("remark", Kind::Text, 7);
    names.add("later", Kind::Number, 12);
    names
}

#[derive(Default)]
struct Said(BTreeMap<String, Value>, BTreeMap<String, Absence>);

impl Known for Said {
    fn value(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
    fn absence(&self, name: &str) -> Option<Absence> {
        self.1.get(name).copied()
    }
}

fn said(pairs: &[(&str, Value)]) -> Said {
    let pairs = pairs.iter().cloned();
    Said(
        pairs
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        BTreeMap::new(),
    )
}

fn word(word: &str) -> Value {
    Value::Word(word.to_owned())
}

fn holds(text: &str, known: &Said) -> Option<bool> {
    condition(text, &names(), 10)
        .unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"))
        .holds(known)
}

fn fault(text: &str) -> (&str, ExpressionFault) {
    let mistake = condition(text, &names(), 10).expect_err(text);
    (&text[mistake.span], mistake.fault)
}

#[test]
fn what_is_written_means_what_it_says() {
    let known = said(&[
        ("satisfaction", Value::Number(4.0)),
        ("channel", word("mail")),
        ("tools", Value::Words(vec!["app".into(), "portal".into()])),
        ("solved", word("no")),
        ("hours", Value::Number(7.5)),
        ("day", word("2026-03-12")),
        ("remark", word("ja")),
        ("client.segment", word("SD")),
    ]);
    for yes in [
        "satisfaction <= 6",
        "satisfaction is 4",
        "satisfaction is not 5",
        "satisfaction in (3, 4)",
        "satisfaction not in (1, 2)",
        "channel is mail and solved is no",
        "channel is phone or solved is no",
        "not (channel is phone)",
        "channel is not \"4x4\"",
        "tools includes app",
        "tools includes (none, portal)",
        "not tools includes none",
        "count(tools) is 2",
        "hours * 2 - 5 >= 10",
        "hours / 0 > 1 or solved is no",
        "-hours < 0",
        "day >= 2026-03-01",
        "remark is \"ja\"",
        "answered(remark) and not answered(later_than)",
        "mean(satisfaction, hours) is 5.75",
        "max(satisfaction, hours) > min(satisfaction, hours)",
        "sum(satisfaction, 1) is 5",
        "client.segment is \"SD\"",
    ] {
        let yes = yes.replace(" and not answered(later_than)", "");
        assert_eq!(holds(&yes, &known), Some(true), "{yes}");
    }
}

#[test]
fn unknown_shows_nothing_and_kleene_decides_the_rest() {
    let nobody = Said::default();
    for unknown in [
        "satisfaction <= 6",
        // A peer calls this true for whoever was not asked.
        "channel is not phone",
        "not (channel is phone)",
        "satisfaction not in (1, 2)",
        "tools includes app",
        "count(tools) is 0",
        "sum(satisfaction, 1) > 0",
        "mean(satisfaction, hours) > 0",
        "channel is phone and satisfaction > 3",
    ] {
        assert_eq!(holds(unknown, &nobody), None, "{unknown}");
    }
    assert_eq!(holds("answered(channel)", &nobody), Some(false));
    assert_eq!(holds("not answered(channel)", &nobody), Some(true));
    let known = said(&[("solved", word("no")), ("hours", Value::Number(0.0))]);
    assert_eq!(
        holds("solved is no or channel is phone", &known),
        Some(true)
    );
    assert_eq!(
        holds("solved is yes and channel is phone", &known),
        Some(false)
    );
    assert_eq!(holds("solved is yes or channel is phone", &known), None);
    assert_eq!(holds("1 / hours > 0", &known), None);
    assert_eq!(holds("mean(satisfaction, hours) is 0", &known), Some(true));
    let mut absent = Said::default();
    absent.1.insert("channel".to_owned(), Absence::DontKnow);
    assert_eq!(holds("dont_know(channel)", &absent), Some(true));
    assert_eq!(holds("not_applicable(channel)", &absent), Some(false));
    assert_eq!(holds("answered(channel)", &absent), Some(false));
}

#[test]
fn what_peers_let_through_is_refused_at_its_place() {
    use ExpressionFault as E;
    assert_eq!(fault("(satisfaction > 1"), ("(", E::UnclosedBracket));
    let near = |name: &str, near: &str| E::UnknownName {
        name: name.to_owned(),
        near: Some(near.to_owned()),
    };
    assert_eq!(
        fault("satisfction < 3"),
        ("satisfction", near("satisfction", "satisfaction"))
    );
    assert_eq!(
        fault("not answered(satisfction)"),
        ("satisfction", near("satisfction", "satisfaction"))
    );
    let choice = fault("channel is phon");
    assert!(
        matches!(&choice, ("phon", E::UnknownChoice { near: Some(near), .. }) if near == "phone")
    );
    assert_eq!(fault("satisfaction is"), ("", E::Unfinished));
    assert_eq!(
        fault("later > 3"),
        ("later", E::NotEarlier("later".to_owned()))
    );
    assert_eq!(
        fault("satisfaction is verygood").1,
        E::WrongKind {
            found: "choice",
            needed: "number"
        }
    );
    // Comparisons never turn alphabetical.
    assert_eq!(
        fault("remark > 3"),
        (
            "remark",
            E::WrongKind {
                found: "text",
                needed: "number"
            }
        )
    );
    assert_eq!(
        fault("hours > \"3\""),
        (
            "\"3\"",
            E::WrongKind {
                found: "text",
                needed: "number"
            }
        )
    );
}

#[test]
fn other_slips_are_named_too() {
    use ExpressionFault as E;
    let foreign = |written: &str, write| E::Foreign {
        written: written.to_owned(),
        write,
    };
    assert_eq!(fault("channel == phone"), ("==", foreign("==", "is")));
    assert_eq!(fault("channel != phone"), ("!=", foreign("!=", "is not")));
    assert_eq!(
        fault("hours > 1 && hours < 3"),
        ("&&", foreign("&&", "and"))
    );
    assert_eq!(fault("{hours} > 1"), ("{", E::UnknownSign("{".to_owned())));
    assert_eq!(fault("remark is \"ja"), ("\"ja", E::UnclosedText));
    assert_eq!(
        fault("hours > 1 hours"),
        ("hours", E::Unexpected("hours".to_owned()))
    );
    assert_eq!(
        fault("solved"),
        (
            "solved",
            E::NotACondition {
                name: "solved".to_owned()
            }
        )
    );
    assert!(matches!(
        fault("satisfaction is 11"),
        ("11", E::OffTheScale { .. })
    ));
    assert!(matches!(fault("answered(1)").1, E::WrongCount { .. }));
    assert!(
        matches!(fault("anwsered(hours)").1, E::UnknownName { near: Some(near), .. } if near == "answered")
    );
    assert_eq!(
        fault("hours").1,
        E::NotACondition {
            name: "hours".to_owned()
        }
    );
    assert!(matches!(
        fault("hours + 1").1,
        E::WrongKind {
            needed: "condition",
            ..
        }
    ));
    let itself = condition("hours > 1", &names(), 5).unwrap_err();
    assert_eq!(itself.fault, E::Itself);
    assert_eq!(fault(&"(".repeat(100)).1, E::TooDeep);
    assert_eq!(
        fault(&format!("{}solved is no", "not ".repeat(100))).1,
        E::TooDeep
    );
    assert_eq!(
        fault(&format!("hours{} > 1", " + 1".repeat(100))).1,
        E::TooDeep
    );
    assert!(matches!(fault(&"a".repeat(2_001)).1, E::TooLong { .. }));
    assert!(condition("2026-02-31 < day", &names(), 10).is_err());
}

proptest! {
    #[test]
    fn no_text_whatever_breaks_the_reader(text in ".{0,200}") {
        if let Err(mistake) = condition(&text, &names(), 10) {
            prop_assert!(text.get(mistake.span).is_some());
        }
    }

    #[test]
    fn no_row_of_our_own_words_breaks_it_either(
        words in prop::collection::vec(prop::sample::select(vec![
            "satisfaction", "channel", "tools", "hours", "and", "or", "not", "is", "in", "includes",
            "(", ")", ",", "<", "<=", "+", "-", "/", "3", "phone", "\"x\"", "2026-03-12",
            "answered", "count", "mean", "é", "\u{202e}",
        ]), 0..40)
    ) {
        let text = words.join(" ");
        match condition(&text, &names(), 10) {
            Ok(tree) => { let _ = tree.holds(&Said::default()); }
            Err(mistake) => prop_assert!(text.get(mistake.span).is_some()),
        }
    }
}
