//! The JSON Schema of survey files admits every file that we ship and refuses what is wrong.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

const SCHEMA: &str = include_str!("../../surveys/survey.schema.json");

fn schema() -> Json {
    serde_json::from_str(SCHEMA).unwrap()
}

/// A TOML text as an editor sees it: dates are strings.
fn read(text: &str) -> Json {
    fn plain(value: toml::Value) -> Json {
        match value {
            toml::Value::Datetime(day) => Json::String(day.to_string()),
            toml::Value::Array(values) => values.into_iter().map(plain).collect(),
            toml::Value::Table(fields) => {
                let fields = fields.into_iter().map(|(key, value)| (key, plain(value)));
                Json::Object(fields.collect())
            }
            other => serde_json::to_value(other).unwrap(),
        }
    }
    plain(toml::from_str(text).unwrap())
}

/// What is wrong with `value`; knows the words that our schema uses, and fails at any other.
fn wrong(value: &Json, schema: &Json, whole: &Json, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let length = value.as_str().map(|text| text.chars().count() as u64);
    let count = value.as_array().map(|values| values.len() as u64);
    for (word, asked) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "$defs" | "title" | "properties" | "format" => true,
            "$ref" => {
                let name = asked.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                found.extend(wrong(value, &whole["$defs"][name], whole, at));
                true
            }
            "oneOf" => {
                let ways = asked.as_array().unwrap().iter();
                ways.filter(|way| wrong(value, way, whole, at).is_empty())
                    .count()
                    == 1
            }
            "type" => match asked.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.is_i64(),
                other => panic!("no type {other}"),
            },
            "required" => {
                let names = asked.as_array().unwrap().iter();
                names
                    .map(|name| name.as_str().unwrap())
                    .all(|name| value.get(name).is_some())
            }
            "additionalProperties" => {
                for (key, own) in value.as_object().into_iter().flatten() {
                    let at = format!("{at}.{key}");
                    match (schema["properties"].get(key), asked) {
                        (Some(property), _) => found.extend(wrong(own, property, whole, &at)),
                        (None, Json::Bool(false)) => found.push(format!("{at} is not known")),
                        (None, other) => found.extend(wrong(own, other, whole, &at)),
                    }
                }
                true
            }
            "items" => {
                for (nr, own) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(wrong(own, asked, whole, &format!("{at}[{nr}]")));
                }
                true
            }
            "enum" => asked.as_array().unwrap().contains(value),
            "const" => asked == value,
            "pattern" => value.as_str().is_some_and(|code| {
                let sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                (1..=64).contains(&code.len()) && code.chars().all(sign)
            }),
            "minimum" => value.as_f64() >= asked.as_f64(),
            "maximum" => value.as_f64() <= asked.as_f64(),
            "minLength" => length >= asked.as_u64(),
            "maxLength" => length <= asked.as_u64(),
            "minItems" => count >= asked.as_u64(),
            "maxItems" => count <= asked.as_u64(),
            "minProperties" => value.as_object().map(|own| own.len() as u64) >= asked.as_u64(),
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !holds {
            found.push(format!("{at}: {word} {asked}"));
        }
    }
    found
}

fn surveys(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let is_survey = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let other = name.ends_with(".measures.toml") || name == "protocol.toml";
        name.ends_with(".toml") && !other
    };
    files.filter(is_survey).collect()
}

#[test]
fn every_shipped_survey_and_every_tiny_one_is_admitted() {
    let schema = schema();
    let folders = [
        "surveys/instruments",
        "surveys/servicedesk",
        "tests/data/surveys",
    ];
    let files: Vec<PathBuf> = folders.into_iter().flat_map(surveys).collect();
    assert!(files.len() > 25);
    for file in files {
        let survey = read(&std::fs::read_to_string(&file).unwrap());
        let problems = wrong(&survey, &schema, &schema, "");
        assert!(problems.is_empty(), "{}: {problems:?}", file.display());
    }
}

#[test]
fn slips_are_refused() {
    let schema = schema();
    let sound = include_str!("../data/surveys/scale.toml");
    assert_eq!(wrong(&read(sound), &schema, &schema, ""), [""; 0]);
    for (from, to) in [
        ("kind = \"scale\"", "kind = \"scales\""),
        ("low = 1", "lo = 1"),
        ("low = 1", "low = \"1\""),
        ("high = 5\n", ""),
        ("code = \"first\"", "code = \"fir st\""),
        ("title = {", "titles = {"),
    ] {
        let slip = sound.replacen(from, to, 1);
        assert_ne!(slip, sound, "{from}");
        let problems = wrong(&read(&slip), &schema, &schema, "");
        assert!(!problems.is_empty(), "{to}");
    }
}
