//! Any text as the file of a survey: it is read, or every problem has a place in it and words in both
//! languages. Begin with what is there: `cargo fuzz run survey ../tests/data/surveys`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use peil::domain::definition::Look;
use peil::domain::language::Language;
use peil::domain::survey::Survey;

fuzz_target!(|text: &str| {
    match Survey::parse("fuzz.toml", text) {
        Ok(survey) => {
            let stored = serde_json::to_string(&survey).expect("a survey can be stored");
            let again: Survey = serde_json::from_str(&stored).expect("and read back");
            assert_eq!(again, survey);
        }
        Err(problems) => {
            for language in [Language::dutch(), Language::english()] {
                assert!(!problems.render(text, Look::Plain, &language).is_empty());
            }
            for problem in problems.iter() {
                assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len());
            }
        }
    }
});
