//! The adjustments of a programme as a table with what can be done to each, and the form for a new one.

mod offers;

use maud::{Markup, html};

pub use self::offers::expected;
use super::reports::framed;
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::proceedings::{
    Adjustment, AdjustmentKind, AdjustmentState, Cause, Effect, Outcome,
};
use crate::domain::protocol::Protocol;
use crate::store::programmes::Programme;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::adjustments::{NewAdjustment, Problem, Shown};
use crate::web::components::field::Field;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::work::Work;

pub fn index(work: &Work, shown: &Shown, form: &NewAdjustment, problems: &[Problem]) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let all = &shown.adjustments;
    let open = all
        .iter()
        .filter(|(one, _)| one.state == AdjustmentState::Open)
        .count();
    let late = all
        .iter()
        .filter(|(one, _)| one.is_overdue(shown.today))
        .count();
    let args = [("count", all.len().into()), ("open", open.into())];
    let title = t_args(language, "adjustments-title", &args);
    let may = visitor.may(Right::Evaluate, programme.id) && programme.closed_at.is_none();
    let told: Vec<(Option<&str>, String)> = problems
        .iter()
        .map(|(field, said)| (Some(*field).filter(|field| !field.is_empty()), said.clone()))
        .collect();
    let main = html! {
        (page_header(None, &title, Some(&t(language, "adjustments-none")), &html! {}))
        (error_summary(language, &told))
        @if late > 0 {
            p.notice.warn { (t_args(language, "adjustments-overdue", &[("count", late.into())])) }
        }
        @if !all.is_empty() {
            (scrolling(&t(language, "adjustments-caption"), &table(language, programme, shown, may)))
        }
        @if may {
            @if let Some(protocol) = shown.protocol() {
                (offers::offered(work, shown))
                (new(language, programme, protocol, form, problems))
            } @else {
                p.notice {
                    (t(language, "adjustments-first")) " "
                    a href={ "/programmes/" (programme.slug) "/evaluation" } { (t(language, "adjustments-first-link")) }
                }
            }
        }
    };
    framed(work, &title, Step::Adjustments, &main)
}

fn table(language: &Language, programme: &Programme, shown: &Shown, may: bool) -> Markup {
    html! {
        table.folds role="table" {
            caption { (t(language, "adjustments-caption")) }
            thead role="rowgroup" {
                tr role="row" {
                    @for key in ["adjustment", "kind", "cause", "owner", "due", "state", "outcome"] {
                        th scope="col" role="columnheader" { (t(language, &format!("results-column-{key}"))) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for (one, effect) in &shown.adjustments {
                    (row(language, programme, shown, one, effect.as_ref(), may))
                }
            }
        }
    }
}

fn row(
    language: &Language,
    programme: &Programme,
    shown: &Shown,
    one: &Adjustment,
    effect: Option<&Effect>,
    may: bool,
) -> Markup {
    let state = if one.is_overdue(shown.today) {
        "overdue"
    } else {
        one.state.code()
    };
    let address = format!("/programmes/{}/adjustments/{}", programme.slug, one.id);
    let note = format!("note-{}", one.id);
    let head = |key: &str| t(language, &format!("results-column-{key}"));
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { (one.title) @if !one.expected.is_empty() { br; small { (one.expected) } } }
            td role="cell" data-column=(head("kind")) { (t(language, &format!("results-kind-{}", one.kind.code()))) }
            td role="cell" data-column=(head("cause")) { div {
                (cause(language, shown, one)) @if let Some(said) = measure(language, shown, one) { br; small { (said) } }
            } }
            td role="cell" data-column=(head("owner")) { div { (one.owner_name) br; small { (one.owner_email) } } }
            td role="cell" data-column=(head("due")) { (date(language, one.due_on)) }
            td role="cell" data-column=(head("state")) { div {
                (t(language, &format!("results-state-{state}")))
                @if !one.note.is_empty() { br; small { (one.note) } }
                @if let Some(at) = one.reminded_at {
                    br; small { (t_args(language, "adjustments-reminded",
                        &[("day", date(language, at.date_naive()).into())])) }
                }
                @if let Some(at) = one.escalated_at {
                    br; small { (t_args(language, "adjustments-escalated", &[
                        ("name", one.escalate_name.as_str().into()),
                        ("day", date(language, at.date_naive()).into())])) }
                }
                @if may && one.state == AdjustmentState::Open {
                    form.stack method="post" action={ (address) "/end" } {
                        label for=(note) { (t(language, "adjustments-note")) }
                        input type="text" id=(note) name="note";
                        div.actions {
                            button.button.primary name="state" value="done" { (t(language, "adjustments-done")) }
                            button.button name="state" value="dropped" {
                                (t(language, "adjustments-drop"))
                            }
                        }
                    }
                }
            } }
            td role="cell" data-column=(head("outcome")) { (outcome(language, &address, one, effect, may)) }
        }
    }
}

/// What made it necessary, by its name when the newest evaluation knows it.
fn cause(language: &Language, shown: &Shown, one: &Adjustment) -> String {
    let code = one.cause_code.as_str();
    let name = shown.protocol().and_then(|protocol| match one.cause {
        Cause::Parameter => protocol.parameter(code).map(|found| &found.name),
        Cause::Segment => {
            let mut all = protocol.segments.iter();
            all.find(|own| own.code == code).map(|found| &found.name)
        }
        Cause::Charter => {
            let mut all = protocol.charters.iter();
            all.find(|own| own.code == code).map(|found| &found.name)
        }
        Cause::Statement => None,
    });
    name.map_or_else(
        || code.to_owned(),
        |name| format!("{code} {}", name.get(language)),
    )
}

/// The parameter that tells whether it helped, unless that is its cause too.
fn measure(language: &Language, shown: &Shown, one: &Adjustment) -> Option<String> {
    let code = one.parameter.as_deref()?;
    if one.cause == Cause::Parameter && one.cause_code == code {
        return None;
    }
    let parameter = shown.protocol().and_then(|all| all.parameter(code));
    let name = parameter.map_or("", |found| found.name.get(language));
    Some(format!("{code} {name}").trim_end().to_owned())
}

/// What it was closed as; else what the figures say, with the buttons to close it.
fn outcome(
    language: &Language,
    address: &str,
    one: &Adjustment,
    effect: Option<&Effect>,
    may: bool,
) -> Markup {
    let word = |outcome: Outcome| t(language, &format!("results-outcome-{}", outcome.code()));
    html! {
        @if let Some(outcome) = one.outcome { (word(outcome)) }
        @else if let Some(effect) = effect {
            p { (t_args(language, "adjustments-suggested", &[("outcome", word(effect.outcome).into())])) }
            @if may && one.state != AdjustmentState::Open {
                form method="post" action={ (address) "/outcome" } {
                    p { (t(language, "adjustments-close")) }
                    @for outcome in Outcome::ALL.into_iter().filter(|outcome| one.may_close_as(*outcome)) {
                        button.button name="outcome" value=(outcome.code()) { (word(outcome)) } " "
                    }
                }
            }
        }
    }
}

fn new(
    language: &Language,
    programme: &Programme,
    protocol: &Protocol,
    form: &NewAdjustment,
    problems: &[Problem],
) -> Markup {
    let wrong = |name: &str| {
        let found = problems.iter().find(|(field, _)| *field == name);
        found.map(|(_, said)| said.as_str())
    };
    let field = |name: &'static str, key: &str, value: &str| -> Markup {
        Field::text(name, &t(language, key), value)
            .error(wrong(name))
            .input()
    };
    let kinds: Vec<(String, String)> = AdjustmentKind::ALL
        .into_iter()
        .map(|one| {
            (
                one.code().to_owned(),
                t(language, &format!("results-kind-{}", one.code())),
            )
        })
        .collect();
    let causes: Vec<(String, String)> = Cause::ALL
        .into_iter()
        .map(|one| {
            (
                one.code().to_owned(),
                t(language, &format!("adjustments-cause-{}", one.code())),
            )
        })
        .collect();
    let mut parameters = vec![(
        String::new(),
        t(language, "adjustments-field-parameter-none"),
    )];
    parameters.extend(protocol.parameters.iter().map(|one| {
        (
            one.code.clone(),
            format!("{} {}", one.code, one.name.get(language)),
        )
    }));
    let mut segments = vec![(String::new(), t(language, "adjustments-field-segment-none"))];
    segments.extend(
        protocol
            .segments
            .iter()
            .map(|one| (one.code.clone(), one.name.get(language).to_owned())),
    );
    html! {
        h2 #new { (t(language, "adjustments-new")) }
        p { (t(language, "adjustments-edit-lead")) }
        form.form method="post" action={ "/programmes/" (programme.slug) "/adjustments" } {
            (field("title", "adjustments-field-title", &form.title))
            (Field::text("kind", &t(language, "adjustments-field-kind"), &form.kind).select(&kinds))
            (Field::text("cause", &t(language, "adjustments-field-cause"), &form.cause).select(&causes))
            (Field::text("cause_code", &t(language, "adjustments-field-cause-code"), &form.cause_code)
                .hint(&t(language, "adjustments-field-cause-hint")).error(wrong("cause_code")).input())
            (Field::text("parameter", &t(language, "adjustments-field-parameter"), &form.parameter)
                .hint(&t(language, "adjustments-field-parameter-hint")).error(wrong("parameter"))
                .select(&parameters))
            (Field::text("segment", &t(language, "adjustments-field-segment"), &form.segment)
                .select(&segments))
            (field("expected", "adjustments-field-expected", &form.expected))
            (field("owner_name", "adjustments-field-owner", &form.owner_name))
            (Field::text("owner_email", &t(language, "adjustments-field-owner-email"), &form.owner_email)
                .kind("email").error(wrong("owner_email")).input())
            (Field::text("due_on", &t(language, "adjustments-field-due"), &form.due_on)
                .kind("date").error(wrong("due_on")).input())
            (field("escalate_name", "adjustments-field-escalate", &form.escalate_name))
            (Field::text("escalate_email", &t(language, "adjustments-field-escalate-email"),
                &form.escalate_email).kind("email").error(wrong("escalate_email")).input())
            div.actions { button.button.primary { (t(language, "adjustments-save")) } }
        }
    }
}
