//! The document as a page.

use std::collections::BTreeSet;

use peil::report::html;

use super::case::{dutch, english};

/// What a reader's browser is handed may not be larger.
const MOST_BYTES: usize = 300_000;

fn values<'a>(page: &'a str, before: &str) -> Vec<&'a str> {
    page.split(before)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

#[test]
fn the_page_is_small_enough() {
    for document in [dutch(1), english(1)] {
        let page = html::body(&document).unwrap().into_string();
        assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    }
}

#[test]
fn the_style_sheet_has_the_rules_of_lean_charts() {
    let style = include_str!("../../../src/web/assets/report.css");
    assert!(style.contains(&peil::charts::lean_style()));
}

#[test]
fn one_heading_leads_and_every_place_in_the_page_exists_once() {
    for document in [dutch(0), dutch(1), dutch(2), english(1)] {
        let page = html::body(&document).unwrap().into_string();
        assert_eq!(page.matches("<h1").count(), 1);
        let ids = values(&page, " id=\"");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "an id stands twice");
        for target in values(&page, "href=\"#") {
            assert!(known.contains(target), "nothing is at #{target}");
        }
        for names in values(&page, "labelledby=\"") {
            for name in names.split(' ') {
                assert!(known.contains(name), "nothing is called {name}");
            }
        }
        let tables = page.matches("<table").count();
        assert_eq!(tables, page.matches("<caption").count());
    }
}

#[test]
fn nothing_in_the_page_needs_a_script_or_an_inline_style() {
    let page = html::body(&dutch(1)).unwrap().into_string();
    for forbidden in [
        "<script", " style=", "<style", " onclick", "http://", "https://",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_same_input_gives_the_same_page() {
    let page = || html::body(&dutch(1)).unwrap().into_string();
    assert_eq!(page(), page());
}

#[test]
fn a_file_of_its_own_carries_its_style() {
    let file = html::standalone(&dutch(1), ":root { --ink: #000 }").unwrap();
    assert!(file.starts_with("<!DOCTYPE html><html lang=\"nl\">"));
    assert!(file.contains("--ink: #000"));
}
