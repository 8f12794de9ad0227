//! The checklist before a programme is closed, the decision, and what stays afterwards.

use maud::{Markup, html};

use super::reports::framed;
use crate::domain::access::Right;
use crate::domain::closing::Check;
use crate::domain::language::Language;
use crate::domain::proceedings::Adjustment;
use crate::store::closings::Closing;
use crate::store::programmes::Programme;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::closing::{ClosingForm, Shown};
use crate::web::components::field::Field;
use crate::web::components::icon;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::work::Work;

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let left = shown.checks.iter().filter(|check| !check.is_done).count();
    let title = match &shown.closing {
        Some(_) => t(language, "closing-title-closed"),
        None => t_args(language, "closing-title", &[("left", left.into())]),
    };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "closing-lead")), &html! {}))
        @if let Some(problem) = shown.problem {
            div.errors role="alert" { p { (t(language, problem)) } }
        }
        @match &shown.closing {
            Some(closing) => (closed(language, visitor, programme, closing)),
            None => {
                ul.steps-of-work { @for one in &shown.checks { (check(language, one)) } }
                (handed_over(language, &shown.handed_over))
                @if visitor.may(Right::Manage, programme.id) { (form(language, visitor, programme, shown)) }
                @else { p { (t(language, "closing-by-manager")) } }
            }
        }
    };
    framed(work, &title, Step::Closing, &main)
}

fn check(language: &Language, one: &Check) -> Markup {
    let state = if one.is_done {
        "closing-done"
    } else if one.is_needed {
        "closing-needed"
    } else {
        "closing-explain"
    };
    html! {
        li class=(if one.is_done { "done" } else { "missing" }) {
            @if one.is_done { (icon::done()) } @else { (icon::missing()) }
            div {
                strong { (t(language, &format!("closing-check-{}", one.key))) } " "
                (t(language, state))
                @if !one.rest.is_empty() { " (" (one.rest) ")" }
            }
        }
    }
}

/// What goes on when the programme is over: with its owner, and until when.
fn handed_over(language: &Language, open: &[Adjustment]) -> Markup {
    let caption = t(language, "closing-handed-over");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                @for key in ["adjustment", "owner", "due"] {
                    th scope="col" { (t(language, &format!("results-column-{key}"))) }
                }
            } }
            tbody {
                @for one in open {
                    tr {
                        th scope="row" { (one.title) }
                        td { (one.owner_name) }
                        td { (date(language, one.due_on)) }
                    }
                }
            }
        }
    };
    html! { @if !open.is_empty() { (scrolling(&caption, &table)) } }
}

fn form(language: &Language, visitor: &Visitor, programme: &Programme, shown: &Shown) -> Markup {
    let typed = shown.typed.clone().unwrap_or_else(|| ClosingForm {
        name: visitor.account.name.clone(),
        remarks: String::new(),
        erase_on: shown.erase_on.to_string(),
    });
    html! {
        section.panel-box aria-labelledby="decide" {
            h2 #decide { (t(language, "closing-decide")) }
            form.form method="post" action={ "/programmes/" (programme.slug) "/closing" } {
                (Field::text("name", &t(language, "reports-decide-name"), &typed.name).input())
                (Field::text("remarks", &t(language, "reports-decide-remarks"), &typed.remarks)
                    .hint(&t(language, "closing-remarks-hint")).input())
                (Field::text("erase_on", &t(language, "closing-erase"), &typed.erase_on).kind("date")
                    .hint(&t(language, "closing-erase-hint")).input())
                div.actions { button.button.danger { (t(language, "closing-close")) } }
            }
        }
    }
}

fn closed(
    language: &Language,
    visitor: &Visitor,
    programme: &Programme,
    closing: &Closing,
) -> Markup {
    let day = |day| date(language, day);
    html! {
        p { (t_args(language, "closing-closed", &[
            ("name", closing.name.as_str().into()), ("day", day(closing.at.date_naive()).into())]))
            " " (closing.remarks) }
        p {
            @match closing.erased_at {
                Some(at) => (t_args(language, "closing-erased", &[("day", day(at.date_naive()).into())])),
                None => (t_args(language, "closing-erases", &[("day", day(closing.erase_on).into())])),
            }
        }
        p.hash { "SHA-256: " (closing.archive_hash) }
        @if visitor.may(Right::Oversee, programme.id) {
            p { a.button.primary href={ "/programmes/" (programme.slug) "/closing/archive" } {
                (t(language, "closing-archive"))
            } }
        }
    }
}
