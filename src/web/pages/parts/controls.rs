//! The controls of a form: one for each field, or two for a text, with what can be chosen in them.

use maud::{Markup, html};

use super::Form;
use super::known::EXPLAINED;
use crate::domain::definition::parts::{Field as PartField, Shape};
use crate::domain::language::{Language, Text};
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;
use crate::texts::numbers::is_dutch;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::meanwhile::theirs;

pub(super) fn fields(language: &Language, form: &Form, sources: &Sources) -> Markup {
    html! {
        @for field in form.part.fields {
            (control_of(language, form, field, sources))
            @if let Some(now) = form.now {
                @for name in names(field) { (theirs(language, &name, form.typed, now)) }
            }
        }
    }
}

/// The controls of a field.
fn names(field: &PartField) -> Vec<String> {
    match field.shape {
        Shape::Texts => ["nl", "en"]
            .map(|tag| format!("{}.{tag}", field.key))
            .into(),
        _ => vec![field.key.to_owned()],
    }
}

/// Where the choices of a field come from.
#[derive(Default)]
pub(super) struct Sources<'a> {
    pub(super) surveys: &'a [Survey],
    pub(super) protocol: Option<&'a Protocol>,
}

/// Texts that take more than a line.
const LONG: [&str; 11] = [
    "vision",
    "statement",
    "planned",
    "actual",
    "promise",
    "sanction",
    "limit_reason",
    "front_steps",
    "back_steps",
    "aids",
    "tips",
];

fn control_of(language: &Language, form: &Form, field: &PartField, sources: &Sources) -> Markup {
    let label = label(language, field);
    let hint = EXPLAINED
        .contains(&field.key)
        .then(|| t(language, &format!("parts-hint-{}", field.key)));
    let value = form.value(field.key);
    let error = form.error(field.key);
    let one = |value: &str, draw: &dyn Fn(&Field) -> Markup| {
        let mut control = Field::text(field.key, &label, value).error(error);
        if let Some(hint) = &hint {
            control = control.hint(hint);
        }
        draw(&control)
    };
    match field.shape {
        // A code is for ever: others refer to it.
        Shape::Line | Shape::Whole if form.id.is_some() && form.part.id == Some(field.key) => {
            one(value, &|control| control.readonly())
        }
        Shape::Texts => texts(language, form, field, &label, hint.as_deref()),
        Shape::Day => one(value, &|control| {
            let control = Field {
                kind: "date",
                ..*control
            };
            control.input()
        }),
        Shape::Number | Shape::Bound => {
            let shown = if is_dutch(language) {
                value.replace('.', ",")
            } else {
                value.to_owned()
            };
            one(&shown, &|control| control.input())
        }
        Shape::Line | Shape::Whole | Shape::Answers => {
            let options = suggested(language, field.key, value, sources);
            match options.is_empty() {
                true => one(value, &|control| control.input()),
                false => one(value, &|control| control.select(&options)),
            }
        }
        Shape::Word(words) => {
            let mut options = none_of(language, field);
            let word = |word: &&str| {
                let named = t(language, &format!("parts-word-{word}"));
                ((*word).to_owned(), named)
            };
            options.extend(words.iter().map(word));
            one(value, &|control| control.select(&options))
        }
        Shape::One(other) => {
            let mut options = none_of(language, field);
            options.extend(options_of(language, other, sources));
            one(value, &|control| control.select(&options))
        }
        Shape::Many(other) => many(language, form, field, &label, other, sources),
        Shape::Flag => html! {
            div.field {
                @if let Some(hint) = &hint { span.hint id={ (field.key) "-hint" } { (hint) } }
                label.check {
                    input type="checkbox" id=(field.key) name=(field.key) value="true"
                        checked[value == "true"]
                        aria-describedby=[hint.as_ref().map(|_| format!("{}-hint", field.key))];
                    " " (label)
                }
            }
        },
    }
}

fn label(language: &Language, field: &PartField) -> String {
    let label = t(language, &format!("parts-field-{}", field.key));
    if field.required || field.shape == Shape::Flag {
        label
    } else {
        t_args(language, "parts-optional", &[("field", label.into())])
    }
}

fn none_of(language: &Language, field: &PartField) -> Vec<(String, String)> {
    let words = if field.required {
        t(language, "parts-choose")
    } else {
        t(language, "parts-none")
    };
    vec![(String::new(), words)]
}

fn options_of(language: &Language, part: &str, sources: &Sources) -> Vec<(String, String)> {
    let Some(protocol) = sources.protocol else {
        return Vec::new();
    };
    // A text is read anew for every page, which takes a while; what was read of it is at hand.
    let named: Vec<(&String, &Text)> = match part {
        "agreement" => protocol
            .agreements
            .iter()
            .map(|one| (&one.code, &one.name))
            .collect(),
        "cluster" => protocol
            .clusters
            .iter()
            .map(|one| (&one.code, &one.name))
            .collect(),
        "goal" => protocol
            .goals
            .iter()
            .map(|one| (&one.code, &one.name))
            .collect(),
        "parameter" => protocol
            .parameters
            .iter()
            .map(|one| (&one.code, &one.name))
            .collect(),
        "segment" => protocol
            .segments
            .iter()
            .map(|one| (&one.code, &one.name))
            .collect(),
        _ => Vec::new(),
    };
    let option =
        |(code, name): (&String, &Text)| (code.clone(), format!("{code} {}", name.get(language)));
    named.into_iter().map(option).collect()
}

/// Items and surveys that there are; nothing when there are none yet, and then a code is typed.
fn suggested(
    language: &Language,
    key: &str,
    value: &str,
    sources: &Sources,
) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = match key {
        "item" | "perceived" | "expected" => sources
            .surveys
            .iter()
            .flat_map(|survey| &survey.pages)
            .flat_map(|page| &page.items)
            .map(|item| {
                let words = format!("{}: {}", item.code, item.text.get(language));
                (item.code.clone(), words)
            })
            .collect(),
        "survey" => sources
            .surveys
            .iter()
            .map(|survey| (survey.code.clone(), survey.title.get(language).to_owned()))
            .collect(),
        _ => Vec::new(),
    };
    if options.is_empty() {
        return options;
    }
    if !value.is_empty() && options.iter().all(|(code, _)| code != value) {
        options.push((value.to_owned(), value.to_owned()));
    }
    options.insert(0, (String::new(), t(language, "parts-none")));
    options
}

fn texts(
    language: &Language,
    form: &Form,
    field: &PartField,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    let in_one = |tag: &str, words: String| {
        let name = format!("{}.{tag}", field.key);
        let mut control = Field::text(&name, &words, form.value(&name));
        control.error = form.error(&name);
        control.hint = hint;
        if LONG.contains(&field.key) {
            control.textarea(3)
        } else {
            control.input()
        }
    };
    html! {
        (in_one("nl", t_args(language, "parts-in-dutch", &[("field", label.into())])))
        (in_one("en", t_args(language, "parts-in-english", &[("field", label.into())])))
    }
}

fn many(
    language: &Language,
    form: &Form,
    field: &PartField,
    label: &str,
    other: &str,
    sources: &Sources,
) -> Markup {
    let options = options_of(language, other, sources);
    html! {
        fieldset.field id=(field.key) {
            legend { (label) }
            @if options.is_empty() { p.quiet { (t(language, "parts-nothing-to-choose")) } }
            @for (code, words) in options {
                label.check {
                    input type="checkbox" name=(field.key) value=(code)
                        checked[form.has(field.key, &code)];
                    " " (words)
                }
            }
        }
    }
}
