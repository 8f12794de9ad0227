//! Items that are shown together: a matrix on one scale, a pair of importance and performance.

use maud::{Markup, html};

use super::{Field, Shown, absences, choices, question};
use crate::domain::survey::{Group, GroupKind, Item, ItemKind};

/// The items of one group under its heading. Each row is a group of radio buttons with a name of
/// its own, so a screen reader says the question at every row.
///
/// `moves` says of a row that may come and go by itself whether it is shown.
pub fn group<'a>(
    shown: Shown<'a>,
    group: &'a Group,
    items: &[&'a Item],
    moves: &dyn Fn(&Item) -> Option<bool>,
) -> Markup {
    let opened = shown.opened;
    html! {
        section.group.pair[group.kind == GroupKind::Pair] aria-labelledby={ "g-" (group.code) } {
            h2 id={ "g-" (group.code) } { (opened.said(&group.text)) }
            @if let Some(help) = &group.help { p.help { (opened.said(help)) } }
            @if group.kind == GroupKind::Matrix { (heads(shown, items)) }
            @for item in items {
                (row(&shown.field(item), group.kind == GroupKind::Pair, moves(item)))
            }
        }
    }
}

/// The words at both ends, once above a wide matrix.
fn heads(shown: Shown, items: &[&Item]) -> Markup {
    let scale = items.first().map(|item| &item.kind);
    html! {
        @if let Some(ItemKind::Scale { low_label, high_label, .. }) = scale {
            div.heads aria-hidden="true" {
                span { (shown.opened.said(low_label)) }
                span { (shown.opened.said(high_label)) }
            }
        }
    }
}

fn row(field: &Field, ends: bool, moves: Option<bool>) -> Markup {
    let code = &field.item.code;
    let described_by = field.wrong().then(|| format!("e-{code}"));
    html! {
        div.row.wrong[field.wrong()] data-item=[moves.map(|_| code)] hidden[moves == Some(false)] role="radiogroup" aria-labelledby={ "r-" (code) } aria-describedby=[described_by] {
            div.asked id={ "r-" (code) } { (question(field)) }
            div.answers {
                (field.error())
                (choices::scale(field, ends))
                (absences(field, "radio"))
            }
        }
    }
}
