//! The top of a page of staff: what it says, and the one thing to do.

use maud::{Markup, html};

/// The finding as the title, a line under it, and at most one primary action among the others.
pub fn page_header(
    eyebrow: Option<&str>,
    title: &str,
    lead: Option<&str>,
    actions: &Markup,
) -> Markup {
    html! {
        div.page-head {
            div {
                @if let Some(eyebrow) = eyebrow { p.eyebrow { (eyebrow) } }
                h1 { (title) }
                @if let Some(lead) = lead { p { (lead) } }
            }
            @if !actions.0.is_empty() { div.page-actions { (actions) } }
        }
    }
}

/// In place of an empty table: what is not there, and the next step.
pub fn empty_state(title: &str, next: &str, action: &Markup) -> Markup {
    html! {
        div.empty {
            (super::icon::open())
            h2 { (title) }
            p { (next) }
            (action)
        }
    }
}

/// A table that may be wider than the screen: it scrolls by itself, with the keyboard too.
pub fn scrolling(label: &str, table: &Markup) -> Markup {
    html! { div.table-scroll role="region" aria-label=(label) tabindex="0" { (table) } }
}

/// Figures at a glance: label, value, and what it means or out of how many.
pub fn figures(figures: &[(String, String, String)]) -> Markup {
    html! {
        dl.figures {
            @for (label, value, remark) in figures {
                div {
                    dt { (label) }
                    dd { (value) @if !remark.is_empty() { " " small { (remark) } } }
                }
            }
        }
    }
}

/// How far something is, with the words above the bar.
pub fn meter(label: &str, done: u64, all: u64) -> Markup {
    html! {
        div.meter {
            span { (label) }
            progress value=(done) max=(all.max(1)) aria-label=(label) {}
        }
    }
}
