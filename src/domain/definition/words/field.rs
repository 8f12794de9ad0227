//! What is said of a single field.

use super::super::MOST_CHARS;
use super::super::fault::{Expected, FieldFault, TextFault};
use super::{Words, near_or_all, say};

pub(super) fn words(key: &str, fault: &FieldFault) -> Words {
    match fault {
        FieldFault::Missing => say(
            [format!("“{key}” ontbreekt"), format!("“{key}” is missing")],
            [
                format!("voeg het toe: {key} = …"),
                format!("add it: {key} = …"),
            ],
        ),
        FieldFault::Unknown { near, known } => say(
            [
                format!("“{key}” is hier geen bekend veld"),
                format!("“{key}” is not a known field here"),
            ],
            near_or_all(*near, known),
        ),
        FieldFault::WrongType(expected) => of_type(key, *expected),
        FieldFault::UnknownWord {
            word,
            near,
            allowed,
        } => say(
            [
                format!("“{word}” is geen waarde voor “{key}”"),
                format!("“{word}” is not a value of “{key}”"),
            ],
            near_or_all(near.as_deref(), allowed),
        ),
        FieldFault::Nothing => say(
            [
                format!("er is geen enkele “{key}”"),
                format!("there is no “{key}” at all"),
            ],
            ["noem er minstens een", "name at least one"],
        ),
        FieldFault::TooMany { count, most } => say(
            [
                format!("“{key}” komt te vaak voor: {count} keer"),
                format!("there are too many of “{key}”: {count}"),
            ],
            [format!("houd het bij {most}"), format!("keep to {most}")],
        ),
        FieldFault::Text(fault) => of_text(key, fault),
        FieldFault::NotAShare(value) => of_share(key, *value),
        FieldFault::OutOfRange { value, low, high } => say(
            [
                format!("{value} is geen mogelijke waarde voor “{key}”"),
                format!("{value} is not a possible value of “{key}”"),
            ],
            [
                format!("schrijf een getal van {low} tot en met {high}"),
                format!("write a number from {low} to {high}"),
            ],
        ),
    }
}

fn of_text(key: &str, fault: &TextFault) -> Words {
    match fault {
        TextFault::Empty => say(
            [
                format!("de tekst van “{key}” is leeg"),
                format!("the text of “{key}” is empty"),
            ],
            [
                "vul de tekst in, of laat het veld weg als het niet verplicht is",
                "fill in the text, or leave the field out if it is not required",
            ],
        ),
        TextFault::MissingLanguage(language) => say(
            [
                format!("“{key}” heeft geen tekst in de taal “{language}”"),
                format!("“{key}” has no text in the language “{language}”"),
            ],
            [
                format!("voeg tussen de accolades toe: {language} = \"…\""),
                format!("add between the braces: {language} = \"…\""),
            ],
        ),
        TextFault::TooLong { chars } => say(
            [
                format!("de tekst van “{key}” is te lang: {chars} tekens"),
                format!("the text of “{key}” is too long: {chars} characters"),
            ],
            [
                format!("houd het bij {MOST_CHARS} tekens"),
                format!("keep to {MOST_CHARS} characters"),
            ],
        ),
        TextFault::DirectionMark => say(
            [
                format!("“{key}” bevat een onzichtbaar teken dat de leesrichting omkeert"),
                format!("“{key}” holds an invisible mark that turns the reading direction"),
            ],
            [
                "haal het weg; de taal bepaalt de leesrichting",
                "take it out; the language decides the direction",
            ],
        ),
        TextFault::ControlCharacter => say(
            [
                format!("“{key}” bevat een onzichtbaar stuurteken"),
                format!("“{key}” holds an invisible control character"),
            ],
            [
                "typ de tekst opnieuw in plaats van te plakken",
                "type the text again instead of pasting it",
            ],
        ),
    }
}

/// Who writes 80 means 80 %, so the remedy names the share.
fn of_share(key: &str, value: f64) -> Words {
    let message = [
        format!("“{key}” is een aandeel van 0 tot 1, en {value} niet"),
        format!("“{key}” is a share from 0 to 1, and {value} is not"),
    ];
    if value > 1.0 && value <= 100.0 {
        let share = value / 100.0;
        say(
            message,
            [
                format!("schrijf {share} voor {value} %"),
                format!("write {share} for {value} %"),
            ],
        )
    } else {
        say(
            message,
            [
                "schrijf bijvoorbeeld 0.8 voor 80 %",
                "write for example 0.8 for 80 %",
            ],
        )
    }
}

fn of_type(key: &str, expected: Expected) -> Words {
    let (table, tables) = (format!("[{key}]"), format!("[[{key}]]"));
    let (dutch, english, example) = match expected {
        Expected::Word => (
            "een tekst tussen aanhalingstekens",
            "a quoted text",
            "\"…\"",
        ),
        Expected::Text => (
            "een tekst per taal",
            "a text per language",
            "{ nl = \"…\", en = \"…\" }",
        ),
        Expected::Number => ("een getal", "a number", "0.8"),
        Expected::TwoNumbers => (
            "twee getallen, laag en hoog",
            "two numbers, low and high",
            "[0.7, 0.8]",
        ),
        Expected::Whole => ("een geheel getal", "a whole number", "10"),
        Expected::YesOrNo => ("true (ja) of false (nee)", "true or false", "true"),
        Expected::Day => (
            "een dag zonder aanhalingstekens",
            "a day without quotes",
            "2026-10-01",
        ),
        Expected::Table => (
            "een tabel met velden",
            "a table with fields",
            table.as_str(),
        ),
        Expected::Tables => (
            "een lijst van tabellen",
            "a list of tables",
            tables.as_str(),
        ),
        Expected::Words => ("een lijst van teksten", "a list of texts", "[\"…\", \"…\"]"),
        Expected::Codes => (
            "een lijst van antwoordcodes",
            "a list of answer codes",
            "[4, 5]",
        ),
    };
    say(
        [
            format!("“{key}” moet {dutch} zijn"),
            format!("“{key}” must be {english}"),
        ],
        [
            format!("schrijf bijvoorbeeld {example}"),
            format!("write for example {example}"),
        ],
    )
}
