//! Guards of the sentences: both languages say the same things, and no code asks for what is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every key of one language with the variables in its sentence.
fn sentences(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(root().join("texts").join(language)).unwrap() {
        let path = file.unwrap().path();
        let area = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut key = String::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((name, _)) = line.split_once('=')
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                key = name.trim().to_owned();
                assert!(
                    key.starts_with(&format!("{area}-")),
                    "{key} in {language}/{area}.ftl must begin with {area}-"
                );
                let earlier = found.insert(key.clone(), BTreeSet::new());
                assert!(earlier.is_none(), "{key} stands twice in {language}");
            }
            if !line.starts_with('#')
                && let Some(variables) = found.get_mut(&key)
            {
                variables.extend(variables_in(line));
            }
        }
    }
    found
}

fn variables_in(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
            .collect()
    })
}

#[test]
fn dutch_and_english_have_the_same_sentences_with_the_same_variables() {
    let (nl, en) = (sentences("nl"), sentences("en"));
    assert!(!nl.is_empty());
    assert_eq!(nl, en);
}

#[test]
fn every_sentence_on_disk_is_in_the_program() {
    for (language, tag) in [(Language::dutch(), "nl"), (Language::english(), "en")] {
        for (key, variables) in &sentences(tag) {
            let args: HashMap<&'static str, FluentValue> = variables
                .iter()
                .map(|name| (&*name.clone().leak(), FluentValue::from(2)))
                .collect();
            let said = sentence(&language, key, Some(&args));
            assert!(!said.contains('«'), "{key} is not compiled in for {tag}");
        }
    }
}

/// The calls `t(language, "key")` and `t_args(language, "key", &[("name", ...)])` in one source.
fn calls(source: &str) -> Vec<(String, Option<BTreeSet<String>>)> {
    let mut found = Vec::new();
    for opening in ["t(", "t_args("] {
        for (at, _) in source.match_indices(opening) {
            let before = source[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == '.' {
                continue;
            }
            let arguments = arguments(&source[at + opening.len()..]);
            let key = arguments.get(1).map_or("", |argument| argument.trim());
            let Some(key) = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')) else {
                continue;
            };
            let given = arguments.get(2).and_then(|list| {
                // A long pair stands over several lines: bring its name to its bracket.
                let parts: Vec<&str> = list.split('(').map(str::trim_start).collect();
                let list = parts.join("(");
                let list = list.trim().strip_prefix("&[")?;
                Some(
                    list.split("(\"")
                        .skip(1)
                        .filter_map(|pair| {
                            let (name, rest) = pair.split_once('"')?;
                            rest.trim_start().starts_with(',').then(|| name.to_owned())
                        })
                        .collect(),
                )
            });
            found.push((key.to_owned(), given));
        }
    }
    found
}

/// The arguments of a call, given the text after its opening bracket.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    let mut found = vec![String::new()];
    for c in text.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else {
            match c {
                '"' => quoted = true,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(String::new());
                    continue;
                }
                _ => {}
            }
        }
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_sentence_that_the_code_asks_for_exists_and_gets_its_variables() {
    let known = sentences("en");
    let mut files = Vec::new();
    sources(&root(), &mut files);
    files.retain(|file| !file.starts_with(root().join("texts")));
    assert!(files.len() > 10);
    let mut wrong = Vec::new();
    for file in files {
        for (key, given) in calls(&fs::read_to_string(&file).unwrap()) {
            match known.get(&key) {
                None => wrong.push(format!("{}: no sentence “{key}”", file.display())),
                Some(variables) => {
                    let given = given.unwrap_or_else(|| variables.clone());
                    if given != *variables {
                        wrong.push(format!(
                            "{}: “{key}” takes {variables:?}, is given {given:?}",
                            file.display()
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_keys_and_variables() {
    let source = r#"html! { (t(&page.language, "common-save")) (t_args(l,
        "common-rows", &[("count", rows.len().into()), ("file", name.into())])) format("no") }"#;
    let names = BTreeSet::from(["count".to_owned(), "file".to_owned()]);
    let expected = vec![
        ("common-save".to_owned(), None),
        ("common-rows".to_owned(), Some(names)),
    ];
    assert_eq!(calls(source), expected);
}

#[test]
fn an_unknown_key_is_shown_as_such_and_numbers_follow_the_language() {
    assert_eq!(t(&Language::dutch(), "common-nowhere"), "«common-nowhere»");
    let rows = |language| t_args(&language, "common-rows", &[("count", 1240.into())]);
    assert_eq!(rows(Language::dutch()), "1.240 rijen");
    assert_eq!(rows(Language::english()), "1,240 rows");
    assert_eq!(rows(Language::new("fy").unwrap()), "1,240 rows");
    let one = t_args(&Language::dutch(), "common-rows", &[("count", 1.into())]);
    assert_eq!(one, "1 rij");
}
