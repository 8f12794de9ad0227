//! What we build on may be given away under our own licence, and is there once.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Licences that ask no more than being named.
const FREE: [&str; 16] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
    "Unlicense",
    "OpenSSL",
    "CDLA-Permissive-2.0",
];

#[test]
fn every_dependency_may_be_given_away_under_our_licence() {
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_free))
        .map(|package| {
            format!(
                "{} {}: {}",
                package["name"], package["version"], package["license"]
            )
        })
        .collect();
    assert!(refused.is_empty(), "\n{}\n", refused.join("\n"));
}

#[test]
fn sqlite_is_linked_once_and_one_cryptography_is_enough() {
    let lock: toml::Table = include_str!("../../Cargo.lock").parse().unwrap();
    let names: Vec<&str> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|p| p["name"].as_str())
        .collect();
    let count = |name: &str| names.iter().filter(|known| **known == name).count();
    assert_eq!(
        count("libsqlite3-sys"),
        1,
        "two bindings of SQLite do not link"
    );
    assert_eq!(count("sqlx-core"), 1, "two versions of sqlx");
    assert_eq!(count("aws-lc-rs"), 0, "TLS is rustls with ring");
    assert_eq!(count("openssl-sys"), 0, "TLS is rustls with ring");
}

#[test]
fn a_choice_is_free_when_one_side_is_and_a_sum_when_both_are() {
    for free in [
        "MIT",
        "MIT OR GPL-3.0",
        "MIT/Apache-2.0",
        "(MIT OR GPL-2.0) AND BSD-3-Clause",
    ] {
        assert!(is_free(free), "{free}");
    }
    assert!(is_free("Apache-2.0 WITH LLVM-exception OR GPL-2.0"));
    for bound in ["GPL-3.0", "MIT AND GPL-3.0", "AGPL-3.0-only", "MPL-2.0", ""] {
        assert!(!is_free(bound), "{bound}");
    }
}

/// Reads an SPDX expression; a choice (`OR`, in old crates `/`) binds weaker than `AND`.
fn is_free(expression: &str) -> bool {
    let words = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut at = 0;
    any_of(&words, &mut at) && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize) -> bool {
    let mut free = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        free |= all_of(words, at);
    }
    free
}

fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut free = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        free &= one(words, at);
    }
    free
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let free = any_of(words, at);
        *at += 1;
        return free;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2; // an exception only takes duties away
    }
    FREE.contains(word)
}

/// The packages that the program is made of on this platform, from what cargo has here.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc is beside cargo");
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo metadata failed: {complaint}"
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let linked = linked(&metadata["resolve"]);
    let all = metadata["packages"].as_array().unwrap();
    let packages: Vec<Value> = all
        .iter()
        .filter(|package| linked.contains(text(&package["id"])))
        .cloned()
        .collect();
    assert!(
        packages.len() > 100,
        "only {} packages were read",
        packages.len()
    );
    packages
}

/// Follows the dependencies from our own crate, but for those that only tests use: they are
/// not given away.
fn linked(resolve: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = resolve["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![text(&resolve["root"])]);
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let dependencies = nodes[id]["deps"].as_array().unwrap().iter();
            waiting.extend(
                dependencies
                    .filter(|d| not_only_for_tests(d))
                    .map(|d| text(&d["pkg"])),
            );
        }
    }
    seen
}

fn not_only_for_tests(dependency: &Value) -> bool {
    dependency["dep_kinds"]
        .as_array()
        .unwrap()
        .iter()
        .any(|kind| kind["kind"] != "dev")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
