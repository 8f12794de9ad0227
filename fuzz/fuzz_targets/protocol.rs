//! Any text as the file of a protocol: it is read, or every problem has a place in it and words in both
//! languages; and its parts can be shown in a form and put back. Begin with what is there:
//! `cargo fuzz run protocol ../surveys/servicedesk`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use peil::domain::definition::parts::PARTS;
use peil::domain::definition::{Look, author};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;

fuzz_target!(|text: &str| {
    for part in &PARTS {
        if let Ok(form) = author::read(text, part, "G1") {
            let _ = author::put(text, part, part.id.map(|_| "G1"), &form);
        }
    }
    match Protocol::parse("fuzz.toml", text) {
        Ok(protocol) => {
            let stored = serde_json::to_string(&protocol).expect("a protocol can be stored");
            let again: Protocol = serde_json::from_str(&stored).expect("and read back");
            assert_eq!(again, protocol);
            assert_eq!(again.hash(), protocol.hash());
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
