//! The audit trail as a table, with what changed in words.

use maud::{Markup, html};
use serde_json::Value;

use super::frame::framed;
use crate::domain::language::Language;
use crate::store::audit::Recorded;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::work::Work;

pub fn index(work: &Work, events: &[Recorded], is_later: bool, is_last: bool) -> Markup {
    let language = &work.language;
    let title = match events.first() {
        Some(newest) => {
            let at = date_time(language, newest.at, work.zone());
            if is_later {
                t_args(language, "audit-title-until", &[("at", at.into())])
            } else {
                t_args(language, "audit-title", &[("at", at.into())])
            }
        }
        None => t(language, "audit-none"),
    };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "audit-lead")), &Markup::default()))
        @if events.is_empty() {
            (empty_state(&title, &t(language, "audit-none-next"), &Markup::default()))
        } @else {
            (scrolling(&title, &table(work, events)))
        }
        nav.row aria-label=(t(language, "clients-paging")) {
            @if is_later { a.button href=(work.at("audit")) { (t(language, "audit-newest")) } }
            @if let Some(last) = events.last().filter(|_| !is_last) {
                a.button href=(work.at(&format!("audit?before={}", last.id))) {
                    (t(language, "audit-older"))
                }
            }
        }
    };
    framed(work, &title, Some(Step::Audit), None, &main)
}

fn table(work: &Work, events: &[Recorded]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "audit-caption")) }
            thead {
                tr {
                    th scope="col" { (t(language, "audit-when")) }
                    th scope="col" { (t(language, "audit-who")) }
                    th scope="col" { (t(language, "audit-what")) }
                    th scope="col" { (t(language, "audit-changed")) }
                }
            }
            tbody {
                @for event in events {
                    tr {
                        td.tight { (date_time(language, event.at, work.zone())) }
                        td { (event.actor) }
                        th scope="row" {
                            (action(language, &event.action)) " "
                            span.quiet { (event.subject_id) }
                        }
                        td { (changes(language, event)) }
                    }
                }
            }
        }
    }
}

/// Each field that one of the two sides has, as `before → after`.
fn changes(language: &Language, event: &Recorded) -> Markup {
    let fields = |side: &Option<Value>| match side {
        Some(Value::Object(fields)) => fields.clone(),
        Some(other) => serde_json::Map::from_iter([(String::new(), other.clone())]),
        None => serde_json::Map::new(),
    };
    let (before, after) = (fields(&event.before), fields(&event.after));
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let names = after.keys().chain(gone);
    html! {
        dl.pairs.small {
            @for name in names {
                @let (was, is) = (before.get(name), after.get(name));
                @if was != is {
                    dt { (name.replace('_', " ")) }
                    dd {
                        @if let Some(was) = was {
                            del { (value(language, was)) } " → "
                        }
                        @if let Some(is) = is { (value(language, is)) }
                        @else { (t(language, "audit-nothing")) }
                    }
                }
            }
        }
    }
}

fn value(language: &Language, value: &Value) -> String {
    match value {
        Value::Null => t(language, "audit-nothing"),
        Value::Bool(true) => t(language, "common-yes"),
        Value::Bool(false) => t(language, "common-no"),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|one| self::value(language, one))
                .collect();
            values.join(", ")
        }
        // A text of the author in several languages, mostly.
        Value::Object(fields) => {
            let fields = fields.iter();
            let fields: Vec<String> = fields
                .map(|(name, one)| format!("{name}: {}", self::value(language, one)))
                .collect();
            fields.join("; ")
        }
    }
}

/// What was done, as a sentence would say it; an act that has no words here is shown as recorded.
fn action(language: &Language, action: &str) -> String {
    match action {
        "create programme" => t(language, "audit-create-programme"),
        "describe programme" => t(language, "audit-describe-programme"),
        "draft protocol" => t(language, "audit-draft-protocol"),
        "change protocol" => t(language, "audit-change-protocol"),
        "amend protocol" => t(language, "audit-amend-protocol"),
        "reject amendment" => t(language, "audit-reject-amendment"),
        "withdraw amendment" => t(language, "audit-withdraw-amendment"),
        "freeze protocol" => t(language, "audit-freeze-protocol"),
        "draft survey" => t(language, "audit-draft-survey"),
        "publish survey" => t(language, "audit-publish-survey"),
        "plan conversation" => t(language, "audit-plan-conversation"),
        "plan wave" => t(language, "audit-plan-wave"),
        "open wave" => t(language, "audit-open-wave"),
        "close wave" => t(language, "audit-close-wave"),
        "draw sample" => t(language, "audit-draw-sample"),
        "invite clients" => t(language, "audit-invite-clients"),
        "reissue invitation" => t(language, "audit-reissue-invitation"),
        "revoke invitation" => t(language, "audit-revoke-invitation"),
        "extend invitation" => t(language, "audit-extend-invitation"),
        "retry job" => t(language, "audit-retry-job"),
        "drop job" => t(language, "audit-drop-job"),
        "retry mail" => t(language, "audit-retry-mail"),
        "queue mail" => t(language, "audit-queue-mail"),
        "import file" => t(language, "audit-import-file"),
        "end role" => t(language, "audit-end-role"),
        "grant role" => t(language, "audit-grant-role"),
        "revoke role" => t(language, "audit-revoke-role"),
        "merge clients" => t(language, "audit-merge-clients"),
        "make open link" => t(language, "audit-make-open-link"),
        "revoke open link" => t(language, "audit-revoke-open-link"),
        "top up sample" => t(language, "audit-top-up-sample"),
        "reopen wave" => t(language, "audit-reopen-wave"),
        "say why it is reopened" => t(language, "audit-say-why-it-is-reopened"),
        "arrange wave" => t(language, "audit-arrange-wave"),
        "code statements" => t(language, "audit-code-statements"),
        "settle code" => t(language, "audit-settle-code"),
        "close coding round" => t(language, "audit-close-coding-round"),
        "reopen coding round" => t(language, "audit-reopen-coding-round"),
        "free coding seat" => t(language, "audit-free-coding-seat"),
        "change theme" => t(language, "audit-change-theme"),
        "quote statement" => t(language, "audit-quote-statement"),
        "leave out quote" => t(language, "audit-leave-out-quote"),
        "undo import" => t(language, "audit-undo-import"),
        other => other.to_owned(),
    }
}
