//! Answers that are chosen: boxes of a scale, options, places in an order.

use maud::{Markup, PreEscaped, html};

use super::{Field, control_id};
use crate::charts;
use crate::domain::form::{field_name, ordered};
use crate::domain::survey::{ItemKind, OTHER_CHARS, other_key};
use crate::texts::t_args;
use crate::web::pages::respond::Opened;

/// A row of numbered boxes, of which a page may have hundreds: short markup keeps it light. `ends`
/// writes the words of both ends under it for the eye.
pub(super) fn scale(field: &Field, ends: bool) -> Markup {
    let ItemKind::Scale {
        low,
        high,
        low_label,
        high_label,
    } = &field.item.kind
    else {
        return Markup::default();
    };
    let code = &field.item.code;
    let chosen = field.shown.filled.number(code);
    let (low_label, high_label) = (field.said(low_label), field.said(high_label));
    let boxes = html! {
        div.scale {
            @for number in *low..=*high {
                label {
                    (number)
                    @if number == *low { " " small { (low_label) } }
                    @if number == *high { " " small { (high_label) } }
                    input type="radio" name=(field.name) value=(number)
                        id=[(number == *low).then(|| control_id(code))]
                        checked[chosen == Some(number)];
                }
            }
        }
        @if ends {
            // The same words for the eye; the labels above say them to a screen reader.
            p.ends aria-hidden="true" {
                (low_label)
                i { (high_label) }
            }
        }
    };
    PreEscaped(charts::unquoted(&boxes.0))
}

pub(super) fn yes_or_no(field: &Field) -> Markup {
    let words = field.shown.opened.words();
    html! {
        (option(field, "radio", "yes", true, &html! { (words.yes) }))
        (option(field, "radio", "no", false, &html! { (words.no) }))
    }
}

pub(super) fn options(field: &Field, kind: &str) -> Markup {
    html! {
        @for (at, choice) in ordered(field.item, field.shown.seed).into_iter().enumerate() {
            (option(field, kind, &choice.code, at == 0, &field.said(&choice.label)))
            @if choice.other { (specified(field)) }
        }
    }
}

fn option(field: &Field, kind: &str, value: &str, first: bool, label: &Markup) -> Markup {
    html! {
        label.option {
            input type=(kind) name=(field.name) value=(value)
                id=[first.then(|| control_id(&field.item.code))]
                checked[field.has(value)];
            span { (label) }
        }
    }
}

/// Room to say what "other" is. Who writes something there chooses it by that.
fn specified(field: &Field) -> Markup {
    let opened = field.shown.opened;
    let key = other_key(&field.item.code);
    let value = field.shown.filled.text(&key, opened.language);
    html! {
        div.specified {
            label for={ "o-" (field.item.code) } { (opened.words().specify) }
            input.text type="text" id={ "o-" (field.item.code) } name=(field_name(&key)) value=(value)
                maxlength=(OTHER_CHARS);
        }
    }
}

/// A place for each option: a list to choose from works with every keyboard, finger and reader.
pub(super) fn ranking(field: &Field) -> Markup {
    let options = ordered(field.item, field.shown.seed);
    let count = options.len();
    html! {
        div.ranking {
            @for (at, choice) in options.into_iter().enumerate() {
                @let id = if at == 0 {
                    control_id(&field.item.code)
                } else {
                    format!("a-{}.{}", field.item.code, choice.code)
                };
                @let place = field.shown.filled.place(&field.item.code, &choice.code);
                div.ranked {
                    label for=(id) { (field.said(&choice.label)) }
                    select.text id=(id) name=(field.name) {
                        option value="" { "–" }
                        @for number in 1..=count {
                            option value={ (number) ":" (choice.code) } selected[place == Some(number)] {
                                (number)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many options may be chosen, in words.
pub(super) fn how_many(opened: &Opened, least: Option<u32>, most: Option<u32>) -> String {
    let (key, least, most) = match (least, most) {
        (None, None) => return opened.words().several.clone(),
        (Some(least), Some(most)) if least == most => ("client-choose-exactly", least, most),
        (Some(least), Some(most)) => ("client-choose-between", least, most),
        (Some(least), None) => ("client-choose-least", least, 0),
        (None, Some(most)) => ("client-choose-most", 0, most),
    };
    let args = [("least", least.into()), ("most", most.into())];
    t_args(opened.language, key, &args)
}
