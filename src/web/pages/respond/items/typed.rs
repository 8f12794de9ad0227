//! Answers that are typed: texts, numbers, addresses and days.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{Field, control_id};
use crate::domain::language::Language;
use crate::domain::survey::{Item, ItemKind};
use crate::texts::{numbers, t_args};
use crate::web::pages::respond::Opened;

pub(super) fn typed(field: &Field) -> Markup {
    let item = field.item;
    let id = control_id(&item.code);
    let value = field
        .shown
        .filled
        .text(&item.code, field.shown.opened.language);
    let invalid = field.wrong().then_some("true");
    let described_by = &field.described_by;
    match &item.kind {
        ItemKind::LongText { .. } => html! {
            textarea.text id=(id) name=(field.name) rows="5" aria-invalid=[invalid]
                aria-describedby=[described_by] {
                // A line break right after the tag is not part of the text; one of its own would be.
                "\n" (value)
            }
        },
        ItemKind::Number { unit, decimals, .. } => html! {
            div.measured {
                input.text.number type="text" inputmode=(if *decimals == 0 { "numeric" } else { "decimal" })
                    id=(id) name=(field.name) value=(value) autocomplete="off"
                    aria-invalid=[invalid] aria-describedby=[described_by];
                @if let Some(unit) = unit { span.unit { (field.said(unit)) } }
            }
        },
        ItemKind::Email => html! {
            input.text type="email" id=(id) name=(field.name) value=(value) autocomplete="email"
                aria-invalid=[invalid] aria-describedby=[described_by];
        },
        ItemKind::Date { earliest, latest } => html! {
            input.text.date type="date" id=(id) name=(field.name) value=(value)
                min=[earliest.as_ref()] max=[latest.as_ref()]
                aria-invalid=[invalid] aria-describedby=[described_by];
        },
        _ => html! {
            input.text type="text" id=(id) name=(field.name) value=(value)
                aria-invalid=[invalid] aria-describedby=[described_by];
        },
    }
}

/// The bounds of a number or a day, as two ends that are there or not.
#[derive(Clone, Copy)]
pub(super) enum Bounds {
    Numbers(Option<f64>, Option<f64>, u8),
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

pub(super) fn bounds(item: &Item) -> Option<Bounds> {
    match &item.kind {
        ItemKind::Number {
            low,
            high,
            decimals,
            ..
        } if low.is_some() || high.is_some() => Some(Bounds::Numbers(*low, *high, *decimals)),
        ItemKind::Date { earliest, latest } if earliest.is_some() || latest.is_some() => {
            Some(Bounds::Days(*earliest, *latest))
        }
        _ => None,
    }
}

/// The bounds as a sentence.
pub(super) fn bounds_said(opened: &Opened, item: &Item) -> String {
    bounds(item).map_or_else(String::new, |bounds| bounds.said(opened.language))
}

impl Bounds {
    fn said(self, language: &Language) -> String {
        let (low, high) = match self {
            Self::Numbers(low, high, decimals) => {
                let written = |bound: f64| {
                    let decimals = if bound.fract() == 0.0 { 0 } else { decimals };
                    numbers::decimal(language, bound, decimals)
                };
                (low.map(written), high.map(written))
            }
            Self::Days(first, last) => {
                let written = |day: NaiveDate| numbers::date(language, day);
                (first.map(written), last.map(written))
            }
        };
        let key = match (&low, &high) {
            (Some(_), Some(_)) => "client-between",
            (Some(_), None) => "client-from",
            _ => "client-until",
        };
        let args = [
            ("low", low.unwrap_or_default().into()),
            ("high", high.unwrap_or_default().into()),
        ];
        t_args(language, key, &args)
    }
}
