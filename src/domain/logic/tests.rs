//! Conditions over whole surveys.

use super::*;
use crate::domain::survey::Survey;

fn survey(pages: &str) -> Survey {
    let head = r#"code = "s"
kind = "survey"
languages = ["nl"]
title = { nl = "Lijst" }
"#;
    let text = format!("{head}{pages}");
    Survey::parse("s", &text).unwrap_or_else(|problems| panic!("{problems}"))
}

const CHAIN: &str = r#"
[[page]]
code = "one"
[[page.item]]
code = "solved"
text = { nl = "Opgelost?" }
kind = "yes_no"
[[page.item]]
code = "why"
text = { nl = "Waarom niet?" }
kind = "yes_no"
ask_if = "solved is no"
[[page]]
code = "two"
ask_if = "why is yes"
[[page.item]]
code = "more"
text = { nl = "Vertel meer" }
kind = "short_text"
required = true
"#;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let pair = |(item, word): &(&str, &str)| ((*item).to_owned(), Answer::Word((*word).to_owned()));
    pairs.iter().map(pair).collect()
}

#[test]
fn what_is_hidden_is_unknown_at_once_to_all_that_follows() {
    let survey = survey(CHAIN);
    let logic = Logic::of(&survey).unwrap();
    let nobody = Client::new();
    let shown = |pairs: &[(&str, &str)]| {
        let answers = answers(pairs);
        let path = logic.path(&answers, &nobody);
        let items = survey.items().filter(|item| path.shows(&item.code));
        items
            .map(|item| item.code.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(shown(&[]), "solved");
    assert_eq!(shown(&[("solved", "no")]), "solved why");
    assert_eq!(
        shown(&[("solved", "no"), ("why", "yes")]),
        "solved why more"
    );
    // A peer keeps the third question visible here until the end.
    assert_eq!(shown(&[("solved", "yes"), ("why", "yes")]), "solved");
    let mut kept = answers(&[("solved", "yes"), ("why", "yes"), ("more", "x")]);
    logic.settle(&mut kept, &nobody);
    assert_eq!(kept, answers(&[("solved", "yes")]));
}

#[test]
fn the_paths_are_listed_once_each() {
    let survey = survey(CHAIN);
    let logic = Logic::of(&survey).unwrap();
    let routes = logic.routes(&survey);
    assert!(routes.complete);
    let items: Vec<String> = routes.routes.iter().map(|r| r.items.join(" ")).collect();
    assert_eq!(items, ["solved", "solved why more", "solved why"]);
    assert_eq!(logic.warnings(&survey), []);
}

#[test]
fn what_nobody_can_ever_see_is_told() {
    let never = CHAIN.replace("why is yes", "why is yes and solved is yes");
    let survey = survey(&never);
    let logic = Logic::of(&survey).unwrap();
    let page = "two".to_owned();
    assert_eq!(logic.warnings(&survey), [Warning::NeverAskedPage { page }]);
    let never = CHAIN.replace(
        "ask_if = \"solved is no\"",
        "ask_if = \"not answered(solved) and solved is no\"",
    );
    let survey = self::survey(&never);
    let told = Logic::of(&survey).unwrap().warnings(&survey);
    assert!(
        told.contains(&Warning::NeverShown {
            item: "why".to_owned()
        }),
        "{told:?}"
    );
}

#[test]
fn authors_are_told_why() {
    let survey = survey(CHAIN);
    let logic = Logic::of(&survey).unwrap();
    let given = answers(&[("solved", "yes")]);
    let why = |item| logic.why(&survey, item, &given, &Client::new());
    assert_eq!(why("why"), [("solved is no".to_owned(), Some(false))]);
    assert_eq!(why("more"), [("why is yes".to_owned(), None)]);
    assert_eq!(why("solved"), []);
}

#[test]
fn progress_counts_what_may_still_come() {
    let survey = survey(CHAIN);
    let logic = Logic::of(&survey).unwrap();
    let nobody = Client::new();
    let path = logic.path(&Answers::new(), &nobody);
    assert_eq!((path.pages(), logic.at_most_pages(&path, 0)), (1, 2));
    let given = answers(&[("solved", "yes")]);
    let path = logic.path(&given, &nobody);
    assert_eq!(logic.at_most_pages(&path, 1), 1);
    assert!(logic.moves(0) && !logic.moves(1));
    assert!(logic.may_appear(0, "why") && !logic.may_appear(0, "solved"));
}

#[test]
fn scores_checks_and_the_client_take_part() {
    let text = r#"
[[score]]
code = "total"
name = { nl = "Totaal" }
value = "mean(a, b)"
[[page]]
code = "one"
[[page.item]]
code = "a"
text = { nl = "A" }
kind = "number"
[[page.item]]
code = "b"
text = { nl = "B, na {a}" }
kind = "number"
required_if = "a > 10"
[[page.check]]
rule = "a <= b"
message = { nl = "A mag niet meer zijn dan B." }
[[page]]
code = "two"
ask_if = "total >= 5 and client.segment is \"SD\""
[[page.item]]
code = "c"
text = { nl = "C" }
kind = "yes_no"
"#;
    let survey = survey(text);
    let logic = Logic::of(&survey).unwrap();
    let client = Client::from([("client.segment".to_owned(), "SD".to_owned())]);
    let number = |a: i64, b: i64| {
        Answers::from([
            ("a".to_owned(), Answer::Number(a)),
            ("b".to_owned(), Answer::Number(b)),
        ])
    };
    assert!(logic.path(&number(4, 6), &client).has_page(1));
    assert!(!logic.path(&number(4, 5), &client).has_page(1));
    assert!(!logic.path(&number(4, 6), &Client::new()).has_page(1));
    assert!(logic.path(&number(11, 12), &client).requires("b"));
    assert!(!logic.path(&number(4, 6), &client).requires("b"));
    let mut settled = number(4, 7);
    logic.settle(&mut settled, &client);
    assert_eq!(settled["total"], Answer::Decimal(5.5));
    let mut reading = Reading {
        answers: number(7, 6),
        keys: vec!["a".to_owned(), "b".to_owned()],
        ..Reading::default()
    };
    let path = logic.path(&reading.answers, &client);
    logic.judge(&survey.pages[0], &path, &mut reading);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].problem, Problem::Check(0));
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let said = |from: &str, to: &str| {
        let head =
            "code = \"s\"\nkind = \"survey\"\nlanguages = [\"nl\"]\ntitle = { nl = \"Lijst\" }\n";
        let text = format!("{head}{CHAIN}").replacen(from, to, 1);
        let problems = Survey::parse("s", &text).expect_err(to);
        problems.to_string().trim().to_owned()
    };
    assert_eq!(
        said("solved is no", "solvd is no"),
        "s:16:11: there is no question “solvd” — did you mean “solved”?"
    );
    assert_eq!(
        said("solved is no", "solved is nay"),
        "s:16:21: “nay” is not an answer to “solved” — choose from: yes, no"
    );
    assert_eq!(
        said("solved is no", "answered(more)"),
        "s:16:20: “more” and this question wait for each other — let a condition look at earlier questions only"
    );
    assert!(said("solved is no", "(solved is no").contains("16:11: this bracket is not closed"));
    assert!(
        said("Vertel meer", "Vertel meer over {whi}").contains(":8: there is no question “whi”")
    );
}
