//! The versions of a questionnaire: which there were, what each changed, and what it can be had as.

use maud::{Markup, html};

use super::publication::weight_word;
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::store::surveys::SurveyVersion;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::page_header::scrolling;
use crate::web::components::words::own_name;
use crate::web::work::Work;

/// What a version can be printed as and translated by.
pub fn files(work: &Work, version: &SurveyVersion) -> Markup {
    let language = &work.language;
    let own = work.at(&format!("surveys/{}", version.code));
    let number = version.version;
    html! {
        @if work.may(Right::Evaluate) {
            p.files {
                (t(language, "versions-on-paper")) ": "
                @for of in &version.survey.languages {
                    a href={ (own) "/paper?version=" (number) "&lang=" (of) } lang=(of) { (own_name(of)) } " "
                }
                "· " a href={ (own) "/paper.csv?version=" (number) } { (t(language, "versions-typed-over")) }
                " · " a href={ (own) "/translations" } { (t(language, "versions-translations")) }
            }
        }
    }
}

/// How a draft is being tried.
pub struct Tried {
    /// None while it has no link.
    pub link: Option<String>,
    pub count: u64,
}

/// The link to try a draft by, and how often somebody did.
pub fn tried(work: &Work, version: &SurveyVersion, tried: &Tried) -> Markup {
    let language = &work.language;
    let own = work.at(&format!("surveys/{}/draft-link", version.code));
    html! {
        @if work.may(Right::Evaluate) {
            section {
                h2 { (t(language, "versions-try")) }
                p { (t(language, "versions-try-how")) }
                @match &tried.link {
                    Some(link) => {
                        p.once { (link) }
                        form method="post" action={ (own) "/closure" } {
                            button.button { (t(language, "versions-try-close")) }
                        }
                    }
                    None => form method="post" action=(own) {
                        button.button { (t(language, "versions-try-open")) }
                    }
                }
                @if tried.count > 0 {
                    p.quiet { (t_args(language, "versions-tried", &[("count", tried.count.into())])) }
                }
            }
        }
    }
}

/// What a published version changed of the one before it.
pub fn decided(language: &Language, version: &SurveyVersion) -> Markup {
    html! {
        @if !version.changes.is_empty() {
            section {
                h2 { (t(language, "versions-changed-then")) }
                ul {
                    @for one in &version.changes {
                        @let change = &one.change;
                        li {
                            code { (change.id()) } ": "
                            del lang=[change.language.as_ref()] { (change.old.as_deref().unwrap_or("–")) } " → "
                            ins lang=[change.language.as_ref()] { (change.new.as_deref().unwrap_or("–")) }
                            @if let Some(weight) = one.weight { " (" (weight_word(language, weight)) ")" }
                        }
                    }
                }
            }
        }
    }
}

pub fn list(work: &Work, shown: &SurveyVersion, history: &[SurveyVersion]) -> Markup {
    let language = &work.language;
    html! {
        section {
            h2 { (t(language, "versions-all")) }
            (scrolling(&t(language, "versions-all"), &html! {
                table {
                    thead {
                        tr {
                            th.number scope="col" { (t(language, "surveys-version")) }
                            th scope="col" { (t(language, "surveys-state")) }
                            th scope="col" { "SHA-256" }
                        }
                    }
                    tbody { @for version in history { (row(work, shown, version)) } }
                }
            }))
        }
    }
}

fn row(work: &Work, shown: &SurveyVersion, version: &SurveyVersion) -> Markup {
    let language = &work.language;
    let number = version.version;
    html! {
        tr aria-current=[(version.id == shown.id).then_some("true")] {
            th.number scope="row" {
                a href=(work.at(&format!("surveys/{}/versions/{number}", version.code))) { (number) }
            }
            td {
                @match version.published_at {
                    None => (t(language, "surveys-draft")),
                    Some(at) => {
                        (t_args(language, "versions-published-on",
                            &[("at", date_time(language, at, work.zone()).into())]))
                    }
                }
            }
            td { code.hash { (version.hash.chars().take(16).collect::<String>()) } }
        }
    }
}
