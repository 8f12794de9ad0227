//! Files that somebody made to do harm, or that a cat walked over: refused, within a second, with a
//! place in the file.

use std::time::{Duration, Instant};

use peil::domain::definition::{Look, MOST_BYTES, Problems};
use peil::domain::language::Language;
use peil::domain::logic::Logic;
use peil::domain::survey::Survey;
use proptest::prelude::*;

const TINY: [&str; 4] = [
    include_str!("../data/surveys/conditions.toml"),
    include_str!("../data/surveys/matrix.toml"),
    include_str!("../data/surveys/importance_performance.toml"),
    include_str!("../data/surveys/multiple_choice.toml"),
];

/// In a build without optimization too.
const AT_MOST: Duration = Duration::from_secs(1);

/// How long this thread has had a processor: a test must not fail because the machine is busy.
/// `None` where the system does not say.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Reads it, and says every problem in both languages. Everything that may panic is in here.
fn read(text: &str) -> Result<Survey, Problems> {
    let (begun, before) = (Instant::now(), processor_time());
    let read = Survey::parse("f.toml", text);
    if let Err(problems) = &read {
        for language in [Language::dutch(), Language::english()] {
            assert!(!problems.render(text, Look::Plain, &language).is_empty());
        }
        for problem in problems.iter() {
            let span = &problem.span;
            assert!(
                span.start <= span.end && span.end <= text.len(),
                "{problem}"
            );
            assert!(problem.line > 0 && problem.column > 0, "{problem}");
        }
    }
    let spent = processor_time()
        .zip(before)
        .map_or_else(|| begun.elapsed(), |(after, before)| after - before);
    assert!(spent < AT_MOST, "{spent:?}");
    read
}

fn head() -> &'static str {
    let survey = TINY[0];
    let at = survey.find("[[page]]").expect("it has a page");
    &survey[..at]
}

#[test]
fn files_of_ten_megabytes_and_of_a_hundred_thousand_items_are_refused_within_a_second() {
    let item =
        "[[page.item]]\ncode = \"a\"\nkind = \"yes_no\"\ntext = { nl = \"a\", en = \"a\" }\n";
    let ten_megabytes = format!(
        "{}[[page]]\n{}",
        head(),
        item.repeat(10_000_000 / item.len())
    );
    read(&ten_megabytes).unwrap_err();
    // As short as an item can be, so that all of them fit in what is read at all.
    let short = "[[page.item]]\n";
    let many = format!("[[page]]\n{}", short.repeat(100_000));
    assert!(many.len() < MOST_BYTES);
    let problems = read(&many).unwrap_err();
    assert!(
        problems.to_string().contains("too many of “item”: 100000"),
        "{problems}"
    );
}

#[test]
fn nesting_without_end_is_refused_within_a_second_wherever_it_stands() {
    let times = 400_000;
    for text in [
        "[".repeat(times),
        "[[a".repeat(times),
        format!("a = {}", "[".repeat(times)),
        format!("a = {}", "{a=".repeat(times)),
        format!("{}a = 1", "a.".repeat(times)),
        format!("[{}a]", "a.".repeat(times)),
        format!("a = \"{}", "\\\"".repeat(times)),
        "\"\"\"".repeat(times),
    ] {
        read(&text).unwrap_err();
    }
    for condition in [
        "(".repeat(1_000),
        "not ".repeat(400),
        "-".repeat(1_900),
        format!("{}speed", "speed+(".repeat(200)),
        "sum(".repeat(400),
        "speed is 1 or ".repeat(140),
        "x".repeat(1_000_000),
    ] {
        let text = TINY[0].replace("speed <= 5", &condition);
        read(&text).unwrap_err();
    }
}

#[test]
fn marks_that_turn_the_direction_are_refused_in_texts_codes_and_conditions() {
    for mark in [
        '\u{202e}', '\u{202a}', '\u{2066}', '\u{2069}', '\0', '\u{7}',
    ] {
        for place in ["De snelheid", "\"speed\"", "speed <= 5", "conditions"] {
            let turned = place.replacen('s', &format!("s{mark}"), 1);
            let text = TINY[0].replace(place, &turned);
            assert_ne!(text, TINY[0]);
            assert!(read(&text).is_err(), "{mark:?} in {place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes_are_no_survey_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&String::from_utf8_lossy(&bytes)).is_err());
    }

    /// A sound file with pieces of itself cut out, doubled, swapped or broken.
    #[test]
    fn a_survey_that_was_cut_to_pieces_never_panics(
        which in 0..TINY.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, 0..5_u8), 1..6),
        odd in "[\\[\\]{}\"'=.,#\n\u{202e}é0-9a-z<>() ]{0,6}",
    ) {
        let mut text: Vec<char> = TINY[which].chars().collect();
        for (at, length, how) in cuts {
            let at = at.index(text.len().max(1)).min(text.len());
            let end = (at + length).min(text.len());
            match how {
                0 => { text.drain(at..end); }
                1 => { let piece = text[at..end].to_vec(); text.splice(end..end, piece); }
                2 => text[at..end].reverse(),
                3 => { text.splice(at..end, odd.chars()); }
                _ => { text.splice(at..at, odd.chars()); }
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(survey) = read(&text) {
            // What is admitted can be asked.
            prop_assert!(Logic::of(&survey).is_ok());
        }
    }
}
