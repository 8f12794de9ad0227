//! The script of a client's page computes what the server computes: on trees, answers and numbers
//! that nobody thought of.

use std::collections::BTreeMap;

use peil::domain::evidence::Absence;
use peil::domain::expression::{Comparison, Known, Measure, Sign, Tree, Value};
use peil::domain::form::typed_number;
use peil::domain::language::Language;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use crate::chromium::{Browser, Screen, Scripts};

const SCRIPT: &str = include_str!("../../src/web/assets/client.js");
const CASES: usize = 5_000;

/// What is known of the answers, as a page tells it to the script.
#[derive(Clone, Debug)]
struct Said {
    values: BTreeMap<String, Value>,
    absences: BTreeMap<String, Absence>,
    scores: BTreeMap<String, Tree>,
}

impl Known for Said {
    fn value(&self, name: &str) -> Option<Value> {
        match self.values.get(name) {
            Some(value) => Some(value.clone()),
            None => self.scores.get(name)?.value(self),
        }
    }

    fn absence(&self, name: &str) -> Option<Absence> {
        self.absences.get(name).copied()
    }
}

impl Said {
    fn to_json(&self) -> Json {
        let values = self
            .values
            .iter()
            .map(|(name, value)| (name.clone(), value.to_json()));
        let scores = self
            .scores
            .iter()
            .map(|(name, tree)| (name.clone(), tree.to_json()));
        let values: serde_json::Map<String, Json> = values.collect();
        let scores: serde_json::Map<String, Json> = scores.collect();
        json!({ "known": values, "absent": self.absences, "scores": scores })
    }
}

fn item() -> impl Strategy<Value = String> {
    let names = ["a", "b", "c", "__proto__", "constructor", "client.role"];
    prop::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn score() -> impl Strategy<Value = String> {
    prop::sample::select(&["total", "mean"][..]).prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-3..12_i32).prop_map(f64::from),
        prop::sample::select(&[0.1, 0.2, 0.3, -0.0, 1e308, -1e308, 5e-324][..]),
        any::<f64>().prop_filter("a finite one", |number| number.is_finite()),
    ]
}

fn word() -> impl Strategy<Value = String> {
    let known = [
        "",
        "yes",
        "no",
        "phone",
        "2026-03-12",
        "2026-11-02",
        "é",
        "\u{ffff}",
        "😀",
        "😀a",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Truth),
        number().prop_map(Value::Number),
        word().prop_map(Value::Word),
        vec(word(), 0..4).prop_map(Value::Words),
    ]
}

fn absence() -> impl Strategy<Value = Absence> {
    prop::sample::select(&[Absence::NotApplicable, Absence::DontKnow][..])
}

/// Any tree, those too that no text gives: a page that is asked for something odd must not err.
fn tree(names: BoxedStrategy<String>) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        4 => names.clone().prop_map(Tree::Name),
        3 => value().prop_map(Tree::Constant),
        1 => names.clone().prop_map(Tree::Answered),
        1 => names.clone().prop_map(Tree::NotApplicable),
        1 => names.prop_map(Tree::DontKnow),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let one = inner.clone().prop_map(Box::new);
        let two = (one.clone(), one.clone());
        let comparisons = [
            Comparison::Less,
            Comparison::AtMost,
            Comparison::More,
            Comparison::AtLeast,
        ];
        let signs = [Sign::Plus, Sign::Minus, Sign::Times, Sign::Over];
        let measures = [Measure::Sum, Measure::Mean, Measure::Least, Measure::Most];
        prop_oneof![
            one.clone().prop_map(Tree::Not),
            vec(inner.clone(), 0..4).prop_map(Tree::And),
            vec(inner.clone(), 0..4).prop_map(Tree::Or),
            (prop::sample::select(comparisons.to_vec()), two.clone())
                .prop_map(|(how, (left, right))| Tree::Compare(how, left, right)),
            (one.clone(), vec(value(), 0..4)).prop_map(|(one, values)| Tree::In(one, values)),
            (one.clone(), vec(word(), 0..4)).prop_map(|(one, codes)| Tree::Includes(one, codes)),
            (prop::sample::select(signs.to_vec()), two)
                .prop_map(|(how, (left, right))| Tree::Reckon(how, left, right)),
            one.prop_map(Tree::Count),
            (prop::sample::select(measures.to_vec()), vec(inner, 0..4))
                .prop_map(|(how, parts)| Tree::Measure(how, parts)),
        ]
    })
}

fn said() -> impl Strategy<Value = Said> {
    let values = btree_map(item(), value(), 0..5);
    let absences = btree_map(item(), absence(), 0..3);
    let scores = btree_map(score(), tree(item().boxed()), 0..3);
    (values, absences, scores).prop_map(|(values, mut absences, scores)| {
        absences.retain(|name, _| !values.contains_key(name));
        Said {
            values,
            absences,
            scores,
        }
    })
}

/// Runs `body` on each of `cases` in a page, with the functions of the script at hand.
async fn in_browser(body: &str, cases: &Json) -> Vec<Json> {
    let browser = Browser::start(Screen::Desktop, Scripts::On).await;
    browser.open("about:blank").await;
    // As texts, both ways: what carries them has ideas of its own on numbers.
    let whole = format!("{SCRIPT}\nreturn JSON.stringify(JSON.parse(arguments[0]).map({body}))");
    let answer = browser
        .client
        .execute(&whole, vec![json!(cases.to_string())]);
    let answer = answer.await.unwrap();
    serde_json::from_str(answer.as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn the_script_computes_every_tree_as_the_server_does() {
    let mut runner = TestRunner::deterministic();
    let names = prop_oneof![3 => item(), 1 => score()].boxed();
    let one = (tree(names), said());
    let cases: Vec<(Tree, Said)> = (0..CASES)
        .map(|_| one.new_tree(&mut runner).unwrap().current())
        .collect();
    let told: Vec<Json> = cases
        .iter()
        .map(|(tree, said)| json!([tree.to_json(), said.to_json()]))
        .collect();
    let body = "([tree, said]) => compute(tree, knower(said))";
    let computed = in_browser(body, &Json::from(told)).await;
    let (mut known, mut true_or_false) = (0, 0);
    for ((tree, said), theirs) in cases.iter().zip(&computed) {
        let ours = tree.value(said).map_or(Json::Null, |value| value.to_json());
        known += usize::from(!ours.is_null());
        true_or_false += usize::from(ours.is_boolean());
        let same = match (ours.as_f64(), theirs.as_f64()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => ours == *theirs,
        };
        assert!(
            same,
            "the server says {ours} and the script {theirs}:\n{tree:?}\n{said:?}"
        );
    }
    assert_eq!(computed.len(), CASES);
    assert!(
        known > CASES / 5 && true_or_false > CASES / 10,
        "{known} {true_or_false}"
    );
}

#[tokio::test]
async fn the_script_reads_typed_numbers_as_the_server_does() {
    let mut runner = TestRunner::deterministic();
    let one = (
        prop_oneof![
            "[-+]?[0-9]{0,5}([.,][0-9]{1,4}){0,3}",
            "[-−+0-9., \u{a0}a]{0,9}"
        ],
        any::<bool>(),
        0..5_u8,
    );
    let cases: Vec<(String, bool, u8)> = (0..CASES)
        .map(|_| one.new_tree(&mut runner).unwrap().current())
        .collect();
    let body = "([text, comma, decimals]) => typed(text, comma, decimals)";
    let read = in_browser(body, &json!(cases)).await;
    let mut numbers = 0;
    for ((text, comma, decimals), theirs) in cases.iter().zip(&read) {
        let language = if *comma {
            Language::dutch()
        } else {
            Language::english()
        };
        let ours = typed_number(text, &language, *decimals);
        numbers += usize::from(ours.is_some());
        let theirs = theirs.as_array().map(|pair| {
            (
                pair[0].as_f64().unwrap(),
                usize::try_from(pair[1].as_u64().unwrap()).unwrap(),
            )
        });
        assert_eq!(ours, theirs, "{text:?} {language} {decimals}");
    }
    assert!(numbers > CASES / 4, "{numbers}");
}
