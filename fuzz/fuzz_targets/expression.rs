//! Any text as a condition: it is refused at a place within it, or it can be computed whatever is
//! answered.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use peil::domain::evidence::{Answer, Answers};
use peil::domain::logic::{Client, Logic};
use peil::domain::survey::Survey;

static SURVEY: LazyLock<Survey> = LazyLock::new(|| {
    let text = include_str!("../../tests/data/surveys/conditions.toml");
    Survey::parse("conditions.toml", text).expect("a tiny survey is sound")
});

fuzz_target!(|text: &str| {
    let mut survey = SURVEY.clone();
    let last = survey
        .pages
        .iter_mut()
        .flat_map(|page| &mut page.items)
        .last();
    let item = last.expect("it has items");
    item.ask_if = Some(text.to_owned());
    let code = item.code.clone();
    match Logic::of(&survey) {
        Err(broken) => {
            for one in broken {
                assert!(one.mistake.span.start <= one.mistake.span.end);
                assert!(one.mistake.span.end <= text.len().max(1));
            }
        }
        Ok(logic) => {
            let items = survey.items().map(|item| item.code.clone());
            let answers: Answers = items.map(|item| (item, Answer::Number(4))).collect();
            let nobody = Client::new();
            for answers in [Answers::new(), answers] {
                let path = logic.path(&answers, &nobody);
                let _ = path.shows(&code);
            }
        }
    }
});
