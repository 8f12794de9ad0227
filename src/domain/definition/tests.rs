//! What is said of files that are wrong.

use proptest::prelude::*;

use super::mistakes::{PROTOCOL_MISTAKES, SURVEY_MISTAKES};
use super::shipped::{INTERVIEW, PROTOCOL, SATISFACTION};
use super::*;
use crate::domain::language::Language;

/// A sound protocol in few lines; the tests below break one thing in it.
const SMALL: &str = r#"[programme]
slug = "desk"
name = { nl = "Balie", en = "Desk" }
organisation = { nl = "Gemeente", en = "Town" }
time_zone = "Europe/Amsterdam"
introduction = 2025-10-01
[rules]
minimum_base = 10
[[goal]]
code = "D1"
name = { nl = "Blij", en = "Happy" }
statement = { nl = "Klanten zijn blij.", en = "Clients are happy." }
[[cluster]]
code = "C1"
name = { nl = "Werkplek", en = "Workplace" }
[[charter]]
code = "H1"
name = { nl = "Handvest", en = "Charter" }
promise = { nl = "Op tijd.", en = "On time." }
parameter = "P2"
cluster = "C1"
threshold = 0.8
eur_per_breach = 25
sanction = { nl = "Boete.", en = "Fine." }
back_office = "Techniek"
[[parameter]]
code = "P1"
name = { nl = "Tevreden", en = "Satisfied" }
kind = "result_measurement"
aspect = "effectiveness"
evidence = "sample"
estimator = "proportion"
item = "q1"
chosen = [4, 5]
direction = "higher"
target = 0.8
limit = 0.75
goals = ["D1"]
[[parameter]]
code = "P2"
name = { nl = "Op tijd", en = "On time" }
kind = "work_control"
aspect = "efficiency"
evidence = "complete"
estimator = "ratio"
series = "P2"
scale = "share"
direction = "higher"
target = 0.9
limit = 0.8
[[parameter]]
code = "P3"
name = { nl = "Bezetting", en = "Occupancy" }
kind = "work_control"
aspect = "efficiency"
evidence = "complete"
estimator = "ratio"
series = "P3"
scale = "share"
direction = "between"
target = [0.7, 0.8]
limit = [0.65, 0.85]
[[wave]]
number = 0
name = { nl = "Nul", en = "Zero" }
kind = "baseline"
privacy_mode = "anonymous"
survey = "s"
evidence_from = 2025-06-01
evidence_to = 2025-06-30
[[wave]]
number = 1
name = { nl = "Eind", en = "End" }
kind = "final"
privacy_mode = "named"
survey = "s"
evidence_from = 2026-06-01
evidence_to = 2026-06-30
compare_with = 0
"#;

const SMALL_SURVEY: &str = r#"code = "s"
kind = "survey"
languages = ["nl", "en"]
title = { nl = "Lijst", en = "List" }
[[page]]
code = "p"
[[page.item]]
code = "q1"
text = { nl = "Tevreden?", en = "Satisfied?" }
kind = "scale"
low = 1
high = 5
low_label = { nl = "nee", en = "no" }
high_label = { nl = "ja", en = "yes" }
[[page.item]]
code = "q2"
text = { nl = "Hoe?", en = "How?" }
kind = "single_choice"
purpose = "background"
headers = ["kanaal"]
options = [
  { code = "app", label = { nl = "app", en = "app" } },
  { code = "desk", label = { nl = "balie", en = "desk" } },
]
"#;

/// What is wrong when `from` becomes `to` in `text`, as `line:column message — remedy`.
fn said_of<T>(
    text: &str,
    parse: impl Fn(&str, &str) -> Result<T, Problems>,
    from: &str,
    to: &str,
) -> String {
    assert!(text.contains(from), "the sample has no “{from}”");
    let broken = text.replacen(from, to, 1);
    match parse("f", &broken) {
        Ok(_) => String::new(),
        Err(problems) => {
            for problem in problems.iter() {
                speaks_two_languages(problem);
            }
            let lines = problems.to_string();
            let lines: Vec<&str> = lines.lines().map(|line| &line[2..]).collect();
            lines.join("\n")
        }
    }
}

fn speaks_two_languages(problem: &Problem) {
    let (dutch, english) = (Language::dutch(), Language::english());
    assert_ne!(problem.message(&dutch), problem.message(&english));
    assert_ne!(problem.remedy(&dutch), problem.remedy(&english));
}

#[test]
fn the_small_samples_are_sound() {
    let protocol = Protocol::parse("p", SMALL).unwrap();
    let survey = Survey::parse("s", SMALL_SURVEY).unwrap();
    assert_eq!(check_together(&protocol, &[survey]), []);
}

#[test]
fn each_mistake_in_a_protocol_is_named_at_its_place() {
    for (from, to, said) in PROTOCOL_MISTAKES {
        assert_eq!(said_of(SMALL, Protocol::parse, from, to), *said, "{to}");
    }
}

#[test]
fn each_mistake_in_a_survey_is_named_at_its_place() {
    for (from, to, said) in SURVEY_MISTAKES {
        let got = said_of(SMALL_SURVEY, Survey::parse, from, to);
        assert_eq!(got, *said, "{to}");
    }
}

#[test]
fn an_empty_file_lacks_what_it_must_have() {
    assert_eq!(
        said_of("#", Protocol::parse, "#", ""),
        "1:1: “programme” is missing — add it: programme = …"
    );
    let said = said_of("#", Survey::parse, "#", "");
    for key in ["code", "kind", "title", "languages", "item"] {
        assert!(said.contains(&format!("“{key}”")), "{said}");
    }
}

#[test]
fn all_problems_of_a_file_come_together_in_its_order() {
    let broken = SMALL
        .replace("Europe/Amsterdam", "Mars")
        .replace("threshold = 0.8", "treshold = 0.8")
        .replace("eur_per_breach = 25\n", "")
        .replace("target = 0.9", "target = 90")
        .replace("goals = [\"D1\"]", "goals = [\"D9\"]");
    let problems = Protocol::parse("desk.toml", &broken).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [5, 16, 22, 37, 48]);
    assert_eq!(problems.unlisted(), 0);
    let first = problems.iter().next().unwrap();
    assert_eq!(first.column, 13);
    assert_eq!(&broken[first.span.clone()], "\"Mars\"");
    assert_eq!(
        first.line_in(&Language::dutch()),
        "desk.toml:5:13: “Mars” is geen tijdzone — schrijf een naam uit de IANA-lijst, zoals \
         Europe/Amsterdam"
    );
}

#[test]
fn a_broken_line_does_not_hide_other_mistakes_nor_make_up_any() {
    let broken = SMALL
        .replace("slug = \"desk\"", "slug = \"desk")
        .replace("threshold = 0.8", "threshold = 80");
    let problems = Protocol::parse("f", &broken).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 22]);
}

#[test]
fn a_problem_is_drawn_under_its_source() {
    let broken = SMALL.replace("limit = 0.75", "limit = 0.85");
    let problems = Protocol::parse("desk.toml", &broken).unwrap_err();
    let plain = problems.render(&broken, Look::Plain, &Language::english());
    let expected = r#"  x the limit 0.85 is stricter than the target 0.8
    ,-[desk.toml:37:9]
 36 | target = 0.8
 37 | limit = 0.85
    :         ^^^^
 38 | goals = ["D1"]
    `----
  help: make the limit at most 0.8, or turn “direction” round
"#;
    assert_eq!(plain.trim_end(), expected.trim_end());
    let colour = problems.render(&broken, Look::Colour, &Language::dutch());
    assert!(colour.contains('\u{1b}') && colour.contains("grenswaarde"));
    // The wrong source must not bring the program down.
    let other = problems.render("", Look::Plain, &Language::english());
    assert!(other.contains("stricter"));
}

enum Broken<'a> {
    Protocol(&'a str, &'a str),
    Survey(&'a str, &'a str),
}

/// What is said of the samples together after one fragment in one of them was replaced.
fn together(broken: Broken) -> String {
    let replaced = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "the sample has no “{from}”");
        text.replacen(from, to, 1)
    };
    let (protocol, survey) = match broken {
        Broken::Protocol(from, to) => (replaced(SMALL, from, to), SMALL_SURVEY.to_owned()),
        Broken::Survey(from, to) => (SMALL.to_owned(), replaced(SMALL_SURVEY, from, to)),
    };
    let source = |name, text| Source { name, text };
    match read_together(source("p", &protocol), &[source("s", &survey)]) {
        Ok(_) => String::new(),
        Err(files) => {
            for problem in files.iter().flat_map(Problems::iter) {
                speaks_two_languages(problem);
            }
            let said: String = files.iter().map(Problems::to_string).collect();
            said.trim_end().to_owned()
        }
    }
}

/// The estimator of the small protocol's first parameter, to be replaced by another.
const ESTIMATOR: &str = "estimator = \"proportion\"\nitem = \"q1\"\nchosen = [4, 5]";

#[test]
fn a_protocol_and_its_surveys_must_fit_each_other() {
    let unit = "unit = { nl = \"punten\", en = \"points\" }";
    let nps = format!("estimator = \"nps\"\nitem = \"q1\"\n{unit}");
    let mean = format!("estimator = \"mean\"\nitem = \"q1\"\n{unit}");
    let gap = format!("estimator = \"gap\"\nperceived = \"q1\"\nexpected = \"q2\"\n{unit}");
    let cases = [
        (
            Broken::Protocol("item = \"q1\"", "item = \"q11\""),
            "p:33:8: no survey has the item “q11” — did you mean “q1”?\n\
             s:8:8: no test parameter uses this item — say what it is for, for example purpose = \
             \"driver\", or take it out",
        ),
        (
            Broken::Protocol("chosen = [4, 5]", "chosen = [5, 6]"),
            "p:34:10: “6” is not an answer to item “q1” — choose from: 1, 2, 3, 4, 5",
        ),
        (
            Broken::Protocol("survey = \"s\"", "survey = \"t\""),
            "p:68:10: there is no survey “t” — did you mean “s”?",
        ),
        (
            Broken::Survey("purpose = \"background\"", "purpose = \"parameter\""),
            "s:16:8: the item is said to be for a parameter, but no parameter uses it — name it \
             in a parameter, or give it another purpose",
        ),
        (
            Broken::Survey("purpose = \"background\"\n", ""),
            "s:16:8: no test parameter uses this item — say what it is for, for example purpose \
             = \"driver\", or take it out",
        ),
        (
            Broken::Protocol(ESTIMATOR, &nps),
            "p:33:8: item “q1” of “s” does not fit: it takes a scale of 0 to 10 — choose another \
             item or another estimator",
        ),
        (
            Broken::Protocol(ESTIMATOR, &mean),
            "p:36:10: the target or the limit cannot occur — write numbers from 1 to 5\n\
             p:37:9: the target or the limit cannot occur — write numbers from 1 to 5",
        ),
        (
            Broken::Protocol(ESTIMATOR, &gap),
            "p:34:12: item “q2” of “s” does not fit: it takes a scale — choose another item or \
             another estimator",
        ),
    ];
    for (broken, said) in cases {
        assert_eq!(together(broken), said);
    }
}

#[test]
fn two_surveys_cannot_have_one_code() {
    let source = |name, text| Source { name, text };
    let surveys = [source("a", SMALL_SURVEY), source("b", SMALL_SURVEY)];
    let files = read_together(source("p", SMALL), &surveys).unwrap_err();
    let said: Vec<String> = files.iter().map(Problems::to_string).collect();
    let sentence = "two files are called “s” — choose another code\n";
    assert_eq!(
        said,
        [format!("a:1:8: {sentence}"), format!("b:1:8: {sentence}")]
    );
}

#[test]
fn a_gap_needs_two_equal_scales() {
    let protocol = SMALL.replace(
        ESTIMATOR,
        "estimator = \"gap\"\nperceived = \"q1\"\nexpected = \"q2\"\n\
         unit = { nl = \"punten\", en = \"points\" }",
    );
    let protocol = Protocol::parse("p", &protocol).unwrap();
    let second = SMALL_SURVEY.find("kind = \"single_choice\"").unwrap();
    let check = |high: u8| {
        let survey = format!(
            "{}kind = \"scale\"\nlow = 1\nhigh = {high}\n\
             low_label = {{ nl = \"nee\", en = \"no\" }}\n\
             high_label = {{ nl = \"ja\", en = \"yes\" }}\n",
            &SMALL_SURVEY[..second]
        );
        check_together(&protocol, &[Survey::parse("s", &survey).unwrap()])
    };
    assert_eq!(check(5), []);
    let mismatches = check(7);
    assert_eq!(mismatches.len(), 1);
    assert_eq!(
        mismatches[0].message(&Language::english()),
        "test parameter P1: “q1” and “q2” do not have the same scale"
    );
    assert_eq!(
        mismatches[0].message(&Language::dutch()),
        "toetsingsparameter P1: “q1” en “q2” hebben niet dezelfde schaal"
    );
}

#[test]
fn a_share_counts_one_of_several_options_and_a_mean_takes_numbers() {
    let second = SMALL_SURVEY.find("kind = \"single_choice\"").unwrap();
    let check = |estimator: &str, item: &str| {
        let survey = format!("{}{item}", &SMALL_SURVEY[..second]);
        let survey = Survey::parse("s", &survey).unwrap();
        let protocol = Protocol::parse("p", &SMALL.replace(ESTIMATOR, estimator)).unwrap();
        let mismatches = check_together(&protocol, &[survey]).into_iter();
        let of_parameter = |one: &Mismatch| matches!(one.subject, Subject::Parameter { .. });
        mismatches.filter(of_parameter).count()
    };
    let mean = "estimator = \"mean\"\nitem = \"q2\"\nunit = { nl = \"uur\", en = \"hours\" }";
    assert_eq!(check(mean, "kind = \"number\"\n"), 0);
    assert_eq!(check(mean, "kind = \"number\"\nlow = 0\nhigh = 80\n"), 0);
    // A target that cannot occur, and a limit.
    assert_eq!(check(mean, "kind = \"number\"\nlow = 10\nhigh = 80\n"), 2);
    for kind in ["multiple_choice", "ranking"] {
        let item = format!(
            "kind = \"{kind}\"\noptions = [\n\
             {{ code = \"a\", label = {{ nl = \"a\", en = \"a\" }} }},\n\
             {{ code = \"b\", label = {{ nl = \"b\", en = \"b\" }} }},\n]\n"
        );
        let share =
            |code| format!("estimator = \"proportion\"\nitem = \"q2\"\nchosen = [\"{code}\"]");
        assert_eq!(check(&share("b"), &item), 0, "{kind}");
        assert_eq!(check(&share("c"), &item), 1, "{kind}");
        assert_eq!(check(mean, &item), 1, "{kind}");
    }
}

fn only_problem(text: &str) -> String {
    let problems = Survey::parse("f", text).unwrap_err();
    let listed: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert_eq!(listed.len(), 1, "{problems}");
    listed[0].clone()
}

#[test]
fn files_beyond_all_measure_are_refused_at_once() {
    let large = "#".repeat(MOST_BYTES + 1);
    assert!(only_problem(&large).contains("the file is too large: 2097153 bytes"));
    let deep = format!("a = {}", "[".repeat(200));
    assert!(only_problem(&deep).contains("nested too deeply"));
    let dotted = format!("{}a = 1", "a.".repeat(500_000));
    assert!(only_problem(&dotted).contains("nested too deeply"));
    let long = SMALL_SURVEY.replace("Tevreden?", &"é".repeat(MOST_CHARS + 1));
    assert!(only_problem(&long).contains("too long: 10001 characters"));
    let head = &SMALL_SURVEY[..SMALL_SURVEY.find("[[page.item]]").unwrap()];
    let with_items = |count: usize| {
        let item = |n| {
            format!(
                "[[page.item]]\ncode = \"i{n}\"\nkind = \"yes_no\"\n\
                 text = {{ nl = \"a\", en = \"b\" }}\n"
            )
        };
        let items: String = (0..count).map(item).collect();
        format!("{head}{items}")
    };
    assert!(Survey::parse("f", &with_items(MOST_ENTRIES)).is_ok());
    let many = Survey::parse("f", &with_items(MOST_ENTRIES + 1)).unwrap_err();
    assert!(
        many.to_string().contains("too many of “item”: 5001"),
        "{many}"
    );
}

#[test]
fn no_more_problems_are_listed_than_anybody_reads() {
    let text: String = (0..5_000).map(|n| format!("k{n} = 1\n")).collect();
    let problems = Protocol::parse("f", &text).unwrap_err();
    assert_eq!(problems.iter().count(), 100);
    assert_eq!(problems.unlisted(), 4_901);
    let said = problems.to_string();
    assert!(said.ends_with("and 4901 more; mend the first ones first\n"));
}

/// A shipped file in which some stretches were replaced by what TOML is made of.
fn mutated() -> impl Strategy<Value = String> {
    let bits = vec![
        "\"", "=", "[", "]", "{", "}", ".", "\n", "-", "9", "nl", "é", "'''", "\\u", "",
    ];
    let edit = (
        any::<prop::sample::Index>(),
        0..40_usize,
        prop::sample::select(bits),
    );
    let file = prop::sample::select(vec![PROTOCOL, SATISFACTION, INTERVIEW]);
    (file, prop::collection::vec(edit, 1..6)).prop_map(|(file, edits)| {
        let mut letters: Vec<char> = file.chars().collect();
        for (at, length, put) in edits {
            let from = at.index(letters.len());
            let to = (from + length).min(letters.len());
            letters.splice(from..to, put.chars());
        }
        letters.into_iter().collect()
    })
}

/// Reading `text` ends, and what is said of it lies inside it.
fn is_survived(text: &str) {
    let read = [
        Protocol::parse("f", text).err(),
        Survey::parse("f", text).err(),
    ];
    for problems in read.into_iter().flatten() {
        assert!(problems.iter().next().is_some());
        let last = text.matches('\n').count() + 1;
        assert!(problems.iter().all(|problem| problem.line <= last));
        let drawn = problems.render(text, Look::Plain, &Language::dutch());
        assert!(!drawn.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_brings_the_reader_down(
        text in "\\PC{0,200}|[\\[\\]{}=\"'.,#\\na-z0-9 \\-]{0,300}",
    ) {
        is_survived(&text);
    }

    #[test]
    fn no_change_to_a_shipped_file_brings_the_reader_down(text in mutated()) {
        is_survived(&text);
    }
}

#[test]
fn an_agreement_may_be_for_some_segments_only() {
    let named = |segments: &str| {
        let own = "series = \"P13\"";
        assert!(PROTOCOL.contains(own));
        PROTOCOL.replacen(own, &format!("{own}\nsegments = {segments}"), 1)
    };
    let protocol = Protocol::parse("p", &named("[\"SD\", \"BO\"]")).unwrap();
    let mut agreements = protocol.agreements.iter();
    let own = agreements.find(|one| !one.segments.is_empty()).unwrap();
    assert_eq!(own.segments, ["SD", "BO"]);
    let problems = Protocol::parse("p", &named("[\"XX\"]")).unwrap_err();
    assert!(
        problems.to_string().contains("there is no segment “XX”"),
        "{problems}"
    );
}

#[test]
fn two_agreements_for_the_same_clients_on_the_same_days_are_refused_at_the_day() {
    let second = |rest: &str| {
        format!(
            "{PROTOCOL}\n[[agreement]]\ncode = \"SLA-X\"\ncluster = \"C1\"\n\
             name = {{ nl = \"X\", en = \"X\" }}\nresponse_hours = 1\nsolve_hours = 8\n\
             share_within = 0.9\n{rest}"
        )
    };
    let refused =
        |text: &str| Protocol::parse("p", text).map_or_else(|p| p.to_string(), |_| String::new());
    let always = refused(&second(""));
    assert!(
        always.contains("agreement “SLA-C1” holds on the same days"),
        "{always}"
    );
    let later = refused(&second("valid_from = 2027-01-01\n"));
    assert!(later.contains("SLA-C1"), "that one never ends: {later}");
    // An exception for some segments is no second promise to everybody, but two exceptions overlap.
    assert_eq!(refused(&second("segments = [\"SD\"]\n")), "");
    let ended = PROTOCOL.replacen(
        "series = \"P13\"\n",
        "series = \"P13\"\nvalid_to = 2026-12-31\n",
        1,
    );
    let after = |day: &str| second(&format!("valid_from = {day}\n")).replacen(PROTOCOL, &ended, 1);
    assert_eq!(refused(&after("2027-01-01")), "");
    assert!(refused(&after("2026-12-31")).contains("SLA-C1"));
}

#[test]
fn a_member_reads_what_there_is_and_signs_in_with_an_address() {
    let with = |old: &str, new: &str| {
        assert!(PROTOCOL.contains(old));
        let text = PROTOCOL.replacen(old, new, 1);
        Protocol::parse("p", &text).map_or_else(|p| p.to_string(), |_| String::new())
    };
    let address = "email = \"techniek@waterhoven.example\"";
    assert!(with(address, "email = \"techniek\"").contains("this is no e-mail address"));
    let office = "reads_back_office = \"Backoffice Techniek\"";
    let slip = with(office, "reads_back_office = \"Backoffice Technik\"");
    assert!(
        slip.contains("there is no back office") && slip.contains("Backoffice Techniek"),
        "{slip}"
    );
    assert!(with("[\"BO\", \"BD\"]", "[\"XX\"]").contains("there is no segment “XX”"));
}
