//! Guards what git keeps: nothing of one machine, nothing unfinished.

use std::path::Path;
use std::process::Command;

/// Written in two halves, so that this file does not name what it forbids.
const MACHINE: [&str; 6] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
    concat!("/Us", "ers/"),
    concat!("sha", "red/reference"),
    concat!("sha", "red/data"),
];
const UNFINISHED: [&str; 4] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("allow(dead", "_code)"),
    concat!("unimpl", "emented!"),
];

#[test]
fn no_tracked_file_names_a_place_on_one_machine() {
    let found = lines_with(&MACHINE, |_| true);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn no_source_is_left_unfinished() {
    let found = lines_with(&UNFINISHED, |name| name.ends_with(".rs"));
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_module_begins_by_saying_what_it_is() {
    let silent: Vec<String> = tracked()
        .into_iter()
        .filter(|(name, text)| {
            name.ends_with(".rs") && name.starts_with("src/") && !text.starts_with("//!")
        })
        .map(|(name, _)| name)
        .filter(|name| name != "src/main.rs" && !name.ends_with("tests.rs"))
        .collect();
    assert_eq!(
        silent,
        Vec::<String>::new(),
        "these begin without a //! sentence"
    );
}

#[test]
fn a_forbidden_word_is_found_only_where_it_stands_for_a_place() {
    let place = format!("open {}peil.toml", MACHINE[1]);
    assert!(names_one_of(&place, &MACHINE));
    assert!(names_one_of(&format!("\"{}x\"", MACHINE[0]), &MACHINE));
    assert!(!names_one_of(
        &format!("https://example.org{}x", MACHINE[1]),
        &MACHINE
    ));
}

/// `name:line: text` of each line that has one of the words.
fn lines_with(words: &[&str], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in tracked().iter().filter(|(name, _)| wanted(name)) {
        for (number, line) in text.lines().enumerate() {
            if names_one_of(line, words) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

/// Part of a longer path or address does not count: only what begins with the word.
fn names_one_of(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        line.match_indices(word).any(|(at, _)| {
            !line[..at]
                .ends_with(|before: char| before.is_alphanumeric() || "_-.}".contains(before))
        })
    })
}

/// Every text file that git keeps, with its content.
fn tracked() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .current_dir(root)
        .output()
        .expect("git is needed to list the files it keeps");
    assert!(
        listed.status.success(),
        "git ls-files failed: is this a clone?"
    );
    let files: Vec<(String, String)> = String::from_utf8(listed.stdout)
        .unwrap()
        .split_terminator('\0')
        .filter_map(|name| {
            Some((
                name.to_owned(),
                std::fs::read_to_string(root.join(name)).ok()?,
            ))
        })
        .collect();
    assert!(files.len() > 20, "only {} files are tracked", files.len());
    files
}
