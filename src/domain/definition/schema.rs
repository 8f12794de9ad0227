//! The JSON Schema of a survey file, for editors that complete and check while somebody types.
//!
//! One table of fields per kind of table; a test holds each against the fields that the reader
//! itself admits, so that the schema cannot fall behind. Conditions, codes that must exist and
//! texts in every language only the reader judges.

use serde_json::{Map, Value as Json, json};

use super::item::{MOST_OPTIONS, MOST_RANKED, MOST_ROWS, PURPOSES, kinds};
use super::{MOST_CHARS, MOST_ENTRIES};
use crate::domain::expression;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
enum Holds {
    Code,
    /// A text in several languages.
    Text,
    Expression,
    Flag,
    Number,
    Whole(u32, u32),
    Day,
    /// Column headers.
    Words,
    Languages,
    /// One of these words.
    OneOf(&'static [&'static str]),
    Purpose,
    /// A table of that name among the definitions.
    Table(&'static str),
    /// So many tables of that name at most.
    Tables(&'static str, usize),
}

use Holds::{
    Code, Day, Expression, Flag, Languages, Number, OneOf, Purpose, Table, Tables, Text, Whole,
    Words,
};

/// A name, what it holds, and whether it must be there.
type Field = (&'static str, Holds, bool);

const SURVEY: &[Field] = &[
    ("code", Code, true),
    ("kind", OneOf(&["survey", "interview_guide"]), true),
    ("languages", Languages, true),
    ("title", Text, true),
    ("introduction", Text, false),
    ("thanks", Text, false),
    ("review", Flag, false),
    ("answer_in_mail", Flag, false),
    ("scale", Tables("scale", MOST_ENTRIES), false),
    ("score", Tables("score", MOST_ENTRIES), false),
    ("page", Tables("page", MOST_ENTRIES), true),
];
const SCALE: &[Field] = &[
    ("code", Code, true),
    ("low", Whole(0, 255), true),
    ("high", Whole(0, 255), true),
    ("low_label", Text, true),
    ("high_label", Text, true),
];
const SCORE: &[Field] = &[
    ("code", Code, true),
    ("name", Text, true),
    ("value", Expression, true),
];
const PAGE: &[Field] = &[
    ("code", Code, true),
    ("title", Text, false),
    ("ask_if", Expression, false),
    ("check", Tables("check", MOST_ENTRIES), false),
    ("item", Tables("item", MOST_ENTRIES), false),
];
const CHECK: &[Field] = &[("rule", Expression, true), ("message", Text, true)];
const OPTION: &[Field] = &[
    ("code", Code, true),
    ("label", Text, true),
    ("other", Flag, false),
];
const EXCLUDING: &[Field] = &[("exclusive", Flag, false)];
const RANKED: &[Field] = &[("code", Code, true), ("label", Text, true)];
const ROW: &[Field] = &[
    ("code", Code, true),
    ("text", Text, true),
    ("ask_if", Expression, false),
    ("headers", Words, false),
    ("purpose", Purpose, false),
];
const SIDE: &[Field] = &[("text", Text, true), ("headers", Words, false)];
/// Of every item.
const ITEM: &[Field] = &[
    ("code", Code, true),
    ("text", Text, true),
    ("help", Text, false),
    ("ask_if", Expression, false),
];
/// Of what asks something.
const ASKING: &[Field] = &[
    ("required", Flag, false),
    ("required_if", Expression, false),
    ("not_applicable", Flag, false),
    ("dont_know", Flag, false),
    ("purpose", Purpose, false),
];
/// Of what is an item by itself.
const SINGLE: &[Field] = &[
    ("headers", Words, false),
    ("meaning", Whole(1, 1_000), false),
];
const CHOSEN: &[Field] = &[("random_order", Flag, false)];
/// A scale of its own, or one that the file defines once.
const ON_A_SCALE: &[Field] = &[
    ("scale", Code, false),
    ("low", Whole(0, 255), false),
    ("high", Whole(0, 255), false),
    ("low_label", Text, false),
    ("high_label", Text, false),
];

/// The fields of an item of a kind.
fn fields_of(kind: &str) -> Vec<Field> {
    let single = |own: &[Field]| [ITEM, ASKING, SINGLE, own].concat();
    let chosen = |options, more: &[Field]| {
        let own: &[Field] = &[options];
        [ITEM, ASKING, SINGLE, CHOSEN, own, more].concat()
    };
    let counts = [
        ("least", Whole(1, 200), false),
        ("most", Whole(1, 200), false),
    ];
    match kind {
        "information" => ITEM.to_vec(),
        "scale" => single(ON_A_SCALE),
        "nps" => single(&[("low_label", Text, false), ("high_label", Text, false)]),
        "single_choice" => chosen(("options", Tables("option", MOST_OPTIONS), true), &[]),
        "multiple_choice" => {
            let options = Tables("option_of_several", MOST_OPTIONS);
            chosen(("options", options, true), &counts)
        }
        "ranking" => chosen(("options", Tables("ranked", MOST_RANKED), true), &[]),
        "number" => single(&[
            ("unit", Text, false),
            ("low", Number, false),
            ("high", Number, false),
            ("decimals", Whole(0, 4), false),
        ]),
        "short_text" => single(&[("max_chars", Whole(1, 1_000), false)]),
        "long_text" => single(&[("max_chars", Whole(1, 10_000), false)]),
        "date" => single(&[("earliest", Day, false), ("latest", Day, false)]),
        "matrix" => {
            let rows: &[Field] = &[("rows", Tables("row", MOST_ROWS), true)];
            [ITEM, ASKING, ON_A_SCALE, rows].concat()
        }
        "importance_performance" => {
            let sides: &[Field] = &[
                ("importance", Table("side"), true),
                ("performance", Table("side"), true),
            ];
            [ITEM, ASKING, sides].concat()
        }
        _ => single(&[]),
    }
}

/// The schema of a survey file, by the draft of 2020-12.
pub fn schema() -> Json {
    let mut definitions = Map::new();
    definitions.insert("text".to_owned(), text());
    let side = [SIDE, ON_A_SCALE].concat();
    let several = [OPTION, EXCLUDING].concat();
    let tables: [(&str, &[Field]); 9] = [
        ("scale", SCALE),
        ("score", SCORE),
        ("page", PAGE),
        ("check", CHECK),
        ("option", OPTION),
        ("option_of_several", &several),
        ("ranked", RANKED),
        ("row", ROW),
        ("side", &side),
    ];
    for (name, fields) in tables {
        let table = match name {
            "side" => on_a_scale(table(fields)),
            _ => table(fields),
        };
        definitions.insert(name.to_owned(), table);
    }
    let items = kinds().map(|kind| json!({ "$ref": format!("#/$defs/item_{kind}") }));
    definitions.insert("item".to_owned(), json!({ "oneOf": items }));
    for kind in kinds() {
        definitions.insert(format!("item_{kind}"), item(kind));
    }
    let Json::Object(mut schema) = table(SURVEY) else {
        return Json::Null;
    };
    let draft = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".to_owned(), json!(draft));
    schema.insert("title".to_owned(), json!("Peil: survey or interview guide"));
    schema.insert("$defs".to_owned(), Json::Object(definitions));
    Json::Object(schema)
}

fn item(kind: &str) -> Json {
    let mut item = table(&fields_of(kind));
    item["properties"]["kind"] = json!({ "const": kind });
    if let Some(required) = item["required"].as_array_mut() {
        required.push(json!("kind"));
    }
    match kind {
        "scale" | "matrix" => on_a_scale(item),
        _ => item,
    }
}

/// With a scale by its code, or one of its own in full.
fn on_a_scale(mut table: Json) -> Json {
    table["oneOf"] = json!([
        { "required": ["scale"] },
        { "required": ["low", "high", "low_label", "high_label"] },
    ]);
    table
}

fn table(fields: &[Field]) -> Json {
    let properties: Map<String, Json> = fields
        .iter()
        .map(|(name, holds, _)| ((*name).to_owned(), holds.schema()))
        .collect();
    let required = fields.iter().filter(|(_, _, required)| *required);
    let required: Vec<&str> = required.map(|(name, ..)| *name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn text() -> Json {
    json!({
        "type": "object",
        "minProperties": 1,
        "additionalProperties": { "type": "string", "minLength": 1, "maxLength": MOST_CHARS },
    })
}

impl Holds {
    fn schema(self) -> Json {
        match self {
            Code => json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" }),
            Text => json!({ "$ref": "#/$defs/text" }),
            Expression => json!({ "type": "string", "maxLength": expression::MOST_CHARS }),
            Flag => json!({ "type": "boolean" }),
            Number => json!({ "type": "number" }),
            Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
            Day => json!({ "type": "string", "format": "date" }),
            Words => json!({ "type": "array", "items": { "type": "string" } }),
            Languages => {
                json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 2 } })
            }
            OneOf(words) => json!({ "enum": words }),
            Purpose => json!({ "enum": PURPOSES.map(|(word, _)| word) }),
            Table(name) => json!({ "$ref": format!("#/$defs/{name}") }),
            Tables(name, most) => json!({
                "type": "array", "maxItems": most, "items": { "$ref": format!("#/$defs/{name}") }
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::definition::{Fault, FieldFault};
    use crate::domain::survey::Survey;

    /// The fields that the reader admits where `odd` stands in the file.
    fn admitted(text: &str) -> BTreeSet<String> {
        let problems = Survey::parse("f", text).expect_err("odd is no field");
        let known = problems.iter().filter_map(|problem| match &problem.fault {
            Fault::Field {
                key,
                fault: FieldFault::Unknown { known, .. },
            } if key == "odd" => Some(known.iter().map(|name| (*name).to_owned())),
            _ => None,
        });
        known.flatten().collect()
    }

    fn listed(fields: &[Field]) -> BTreeSet<String> {
        fields.iter().map(|(name, ..)| (*name).to_owned()).collect()
    }

    fn survey(rest: &str) -> String {
        format!(
            "code = \"s\"\nkind = \"survey\"\nlanguages = [\"nl\"]\ntitle = {{ nl = \"T\" }}\n{rest}"
        )
    }

    fn item_text(kind: &str, rest: &str) -> String {
        survey(&format!(
            "[[page]]\ncode = \"p\"\n[[page.item]]\ncode = \"i\"\ntext = {{ nl = \"V\" }}\nkind = \"{kind}\"\n{rest}"
        ))
    }

    #[test]
    fn every_kind_has_the_fields_that_the_reader_admits() {
        for kind in kinds() {
            let mut known = admitted(&item_text(kind, "odd = 1"));
            known.extend(admitted(&item_text(kind, "scale = \"x\"\nodd = 1")));
            let mut own = listed(&fields_of(kind));
            own.insert("kind".to_owned());
            if !own.contains("scale") {
                known.remove("scale"); // the line above brought it
            }
            assert_eq!(own, known, "{kind}");
        }
    }

    #[test]
    fn every_other_table_has_the_fields_that_the_reader_admits() {
        let several = [OPTION, EXCLUDING].concat();
        let own_scale: Vec<Field> = [SIDE, &ON_A_SCALE[1..]].concat();
        let shared: Vec<Field> = [SIDE, &ON_A_SCALE[..1]].concat();
        let cases: [(&[Field], String); 11] = [
            (SURVEY, survey("odd = 1")),
            (SCALE, survey("[[scale]]\nodd = 1")),
            (SCORE, survey("[[score]]\nodd = 1")),
            (PAGE, survey("[[page]]\nodd = 1")),
            (CHECK, survey("[[page]]\n[[page.check]]\nodd = 1")),
            (
                OPTION,
                item_text("single_choice", "options = [{ odd = 1 }]"),
            ),
            (
                &several,
                item_text("multiple_choice", "options = [{ odd = 1 }]"),
            ),
            (RANKED, item_text("ranking", "options = [{ odd = 1 }]")),
            (ROW, item_text("matrix", "rows = [{ odd = 1 }]")),
            (
                &own_scale,
                item_text("importance_performance", "importance = { odd = 1 }"),
            ),
            (
                &shared,
                item_text(
                    "importance_performance",
                    "importance = { scale = \"x\", odd = 1 }",
                ),
            ),
        ];
        for (fields, text) in cases {
            assert_eq!(listed(fields), admitted(&text), "{text}");
        }
    }

    #[test]
    fn the_schema_that_is_shipped_is_the_one_that_is_made() {
        let shipped = include_str!("../../../surveys/survey.schema.json");
        let shipped: Json = serde_json::from_str(shipped).unwrap();
        assert_eq!(
            shipped,
            schema(),
            "write it anew: peil survey schema > surveys/survey.schema.json"
        );
    }
}
