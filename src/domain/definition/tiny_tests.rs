//! The tiny surveys, one per feature, are sound; other tests answer them.

use std::path::Path;

use super::*;
use crate::domain::survey::GroupKind;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/surveys")
}

fn tiny(name: &str) -> Survey {
    let file = folder().join(name).with_extension("toml");
    let text = std::fs::read_to_string(file).unwrap();
    Survey::parse(name, &text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn every_tiny_survey_is_sound_and_survives_being_stored() {
    let files: Vec<_> = std::fs::read_dir(folder()).unwrap().collect();
    assert!(files.len() > 15);
    for file in files {
        let path = file.unwrap().path();
        let survey = tiny(path.file_stem().unwrap().to_str().unwrap());
        let json = serde_json::to_string(&survey).unwrap();
        assert_eq!(serde_json::from_str::<Survey>(&json).unwrap(), survey);
    }
}

#[test]
fn a_matrix_and_a_pair_are_items_with_codes_of_their_own() {
    let matrix = tiny("matrix");
    let codes: Vec<&str> = matrix.items().map(|item| item.code.as_str()).collect();
    assert_eq!(codes, ["speed", "expertise", "kindness"]);
    let page = &matrix.pages[0];
    assert_eq!(page.groups[0].kind, GroupKind::Matrix);
    assert_eq!(page.members("quality").count(), 3);
    let pair = tiny("importance_performance");
    let (subject, importance, performance) = pair.pairs().next().unwrap();
    assert_eq!(subject.code, "speed");
    assert_eq!(importance.code, "speed_importance");
    assert_eq!(performance.code, "speed_performance");
    assert!(importance.required && performance.required);
}

#[test]
fn a_shared_scale_is_written_once_and_nps_brings_its_own_words() {
    let shared = tiny("shared_scale");
    let kinds: Vec<_> = shared.items().map(|item| &item.kind).collect();
    assert_eq!(kinds[0], kinds[1]);
    let nps = tiny("nps");
    let json = serde_json::to_value(nps.items().next()).unwrap();
    assert_eq!(json["kind"]["high"], 10);
    assert_eq!(json["kind"]["low_label"]["nl"], "zeer onwaarschijnlijk");
}

#[test]
fn what_came_later_is_not_written_where_it_says_nothing() {
    let survey = tiny("yes_no");
    let json = serde_json::to_value(&survey).unwrap();
    let keys: Vec<&String> = json["pages"][0]["items"][0]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    let first = [
        "code",
        "headers",
        "help",
        "kind",
        "not_applicable",
        "purpose",
        "required",
        "text",
    ];
    assert_eq!(keys, first);
}
