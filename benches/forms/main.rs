//! What a questionnaire costs: checking one as long as they come, and a client's page.
//!
//! `cargo bench --bench forms`; the goals are under 50 ms for a check and under 5 ms for a page.

use std::fmt::Write as _;

use divan::Bencher;
use peil::domain::evidence::{Answer, Answers};
use peil::domain::form::{Filled, read_page};
use peil::domain::language::{Language, Text};
use peil::domain::logic::{Client, Logic};
use peil::domain::protocol::PrivacyMode;
use peil::domain::survey::Survey;
use peil::web::pages::respond::{Guide, Opened, Sheet, sheet};

const ITEMS: usize = 500;
const RULES: usize = 300;
const ON_A_PAGE: usize = 20;

fn main() {
    divan::main();
}

/// Scales on pages of twenty; three hundred of them are asked only where earlier ones say so.
fn survey() -> String {
    let mut text = String::from(
        "code = \"long\"\nkind = \"survey\"\nlanguages = [\"nl\", \"en\"]\n\
         title = { nl = \"Lang\", en = \"Long\" }\n",
    );
    for at in 0..ITEMS {
        if at % ON_A_PAGE == 0 {
            let _ = write!(text, "[[page]]\ncode = \"p{at}\"\n");
        }
        let _ = write!(
            text,
            "[[page.item]]\ncode = \"q{at}\"\nkind = \"scale\"\nlow = 0\nhigh = 10\n\
             text = {{ nl = \"Hoe tevreden bent u over onderdeel {at}?\", en = \"How satisfied are you with part {at}?\" }}\n\
             low_label = {{ nl = \"zeer ontevreden\", en = \"very dissatisfied\" }}\n\
             high_label = {{ nl = \"zeer tevreden\", en = \"very satisfied\" }}\n",
        );
        if at >= ITEMS - RULES {
            let (one, other) = (at - 100, at - 1);
            let _ = writeln!(
                text,
                "ask_if = \"q{one} <= 6 and not (q{other} > 8 or answered(q0)) or mean(q{one}, q{other}) < 5\""
            );
        }
    }
    text
}

/// Reading it, with all its conditions typed and all its texts looked over.
#[divan::bench]
fn check_500_items_with_300_rules(bencher: Bencher) {
    let text = survey();
    bencher.bench(|| Survey::parse("long.toml", &text).expect("it is sound"));
}

/// Who is asked what, over all of its answers: done for every page that is sent.
#[divan::bench]
fn path_through_500_items(bencher: Bencher) {
    let survey = Survey::parse("long.toml", &survey()).expect("it is sound");
    let logic = Logic::of(&survey).expect("its conditions are sound");
    let answers = answers();
    let nobody = Client::new();
    bencher.bench(|| logic.path(&answers, &nobody).pages());
}

fn answers() -> Answers {
    let answer = |at: usize| (format!("q{at}"), Answer::Number((at % 11) as i64));
    (0..ITEMS).map(answer).collect()
}

/// A posted page of twenty items is read, and the next one written, conditions and script with it.
#[divan::bench]
fn page_of_20_items(bencher: Bencher) {
    let survey = Survey::parse("long.toml", &survey()).expect("it is sound");
    let logic = Logic::of(&survey).expect("its conditions are sound");
    let organisation = Text::both("Gemeente Waterhoven", "Municipality of Waterhoven");
    let (language, nobody, mut all) = (Language::dutch(), Client::new(), answers());
    let posted: Vec<(String, String)> = (0..ON_A_PAGE)
        .map(|at| (format!("q-q{at}"), "7".to_owned()))
        .collect();
    let last = survey.pages.len();
    bencher.bench_local(|| {
        all.extend(read_page(&survey.pages[0], &posted, &language).answers);
        let path = logic.path(&all, &nobody);
        let opened = Opened {
            link: "/r/aaaaabbbbbcccccddddd",
            organisation: &organisation,
            information: None,
            survey: &survey,
            language: &language,
            privacy: PrivacyMode::Confidential,
            privacy_threshold: 5,
            keep_months: None,
            known: Some(&path),
            live: None,
            last_day: None,
            kiosk: None,
        };
        let page = Sheet {
            number: last,
            page: &survey.pages[last - 1],
            filled: Filled::Stored(&all),
            problems: &[],
            remark: None,
            guide: Some(Guide {
                logic: &logic,
                path: &path,
            }),
            why: None,
            seed: 1,
            rev: 1,
            was: "",
            elsewhere: None,
            key: "k",
        };
        sheet(&opened, &page).into_string()
    });
}
