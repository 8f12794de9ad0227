//! What somebody sent, to read again, to print or to keep.

use maud::{Markup, html};
use serde_json::Value;

use super::{Frame, Opened, frame};
use crate::domain::evidence::{Answer, Answers};
use crate::domain::survey::{Item, ItemKind};
use crate::texts::t;
use crate::web::components::words::said;

/// None when nothing is tied to the link: not sent, anonymous, or untied since.
pub fn copy(opened: &Opened, sent: Option<&Answers>) -> Markup {
    let language = opened.language;
    let contents = html! {
        h1 { (t(language, "paper-copy")) }
        @match sent {
            None => p.lead { (t(language, "paper-copy-none")) }
            Some(answers) => {
                p { (t(language, "paper-copy-lead")) }
                dl.copy {
                    @for item in opened.survey.items() {
                        @if let Some(answer) = answers.get(&item.code) {
                            dt { (said(&item.text, language)) }
                            dd { (words(opened, item, answer)) }
                        }
                    }
                }
                p.quiet { (t(language, "paper-copy-print")) }
            }
        }
    };
    let around = Frame {
        prefix: None,
        progress: None,
        scripted: false,
        ends: false,
        foot: Markup::default(),
    };
    frame(opened, &around, &contents)
}

/// The answer as the form showed it: labels for codes.
fn words(opened: &Opened, item: &Item, answer: &Answer) -> Markup {
    let language = opened.language;
    let one = |word: &str| match item.options().iter().find(|option| option.code == word) {
        Some(option) => said(&option.label, language),
        None => match (&item.kind, word) {
            (ItemKind::YesNo, "yes") => html! { (t(language, "common-yes")) },
            (ItemKind::YesNo, "no") => html! { (t(language, "common-no")) },
            _ => html! { (word) },
        },
    };
    match serde_json::to_value(answer) {
        Ok(Value::String(word)) => one(&word),
        Ok(Value::Array(words)) => html! {
            @for (at, word) in words.iter().filter_map(Value::as_str).enumerate() {
                @if at > 0 { "; " }
                (one(word))
            }
        },
        Ok(Value::Number(number)) => match &item.kind {
            ItemKind::Scale {
                low,
                high,
                low_label,
                high_label,
            } => html! {
                (number) " "
                span.quiet { "(" (low) " " (said(low_label, language)) ", " (high) " " (said(high_label, language)) ")" }
            },
            _ => html! { (number) },
        },
        Ok(Value::Object(absent)) if absent.values().any(|why| why == "dont_know") => {
            html! { (t(language, "paper-dont-know")) }
        }
        _ => html! { (t(language, "paper-not-applicable")) },
    }
}
