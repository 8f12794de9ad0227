//! The page on which clusters, services or agreements come in as a file.

use maud::{Markup, html};

use super::frame::framed;
use super::imports::problems;
use crate::domain::definition::catalogue::{Counts, columns};
use crate::domain::definition::parts::Part;
use crate::import::Problem;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::work::Work;

/// A row that the protocol cannot take, and why; without a row when it is about another place.
pub struct Wrong {
    pub row: Option<u64>,
    /// The field, empty when it is about the whole row.
    pub column: String,
    pub sentence: String,
}

pub struct Shown {
    pub part: &'static Part,
    /// A field of the form with what is wrong with it.
    pub field: Option<(&'static str, String)>,
    pub problems: Vec<Problem>,
    pub wrong: Vec<Wrong>,
    pub ignored: Vec<String>,
    /// What was done, or would be.
    pub counts: Option<Counts>,
    pub is_trial: bool,
    pub reason: String,
}

impl Shown {
    pub fn of(part: &'static Part) -> Self {
        Self {
            part,
            field: None,
            problems: Vec::new(),
            wrong: Vec::new(),
            ignored: Vec::new(),
            counts: None,
            is_trial: false,
            reason: String::new(),
        }
    }
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let part = shown.part;
    let name = t(language, &format!("parts-title-{}", part.key));
    let title = t_args(language, "catalogue-title", &[("part", name.into())]);
    let own = work.at(&format!("protocol/files/{}", part.key));
    let told: Vec<(Option<&str>, String)> = shown
        .field
        .iter()
        .map(|(field, sentence)| (Some(*field), sentence.clone()))
        .collect();
    let main = html! {
        (error_summary(language, &told))
        (page_header(None, &title, Some(&t(language, "catalogue-lead")), &html! {}))
        (outcome(work, shown))
        (form(work, shown, &own))
        section {
            h2 { (t(language, "catalogue-columns")) }
            p { (t(language, "catalogue-columns-lead")) }
            p {
                @for (at, column) in columns(part).iter().enumerate() {
                    @if at > 0 { ", " }
                    code { (column) }
                }
            }
            p { a href={ (own) "/current" } download { (t(language, "catalogue-current")) } }
        }
        p { a href={ (work.at("protocol/parts")) "#" (part.key) } { (t(language, "common-back")) } }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}

/// What became of the file, or what has to be mended first.
fn outcome(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    html! {
        @if let Some(counts) = shown.counts {
            div.notice.good role="status" {
                p {
                    (t_args(language, "catalogue-counts", &[
                        ("added", counts.added.into()), ("changed", counts.changed.into()),
                        ("unchanged", counts.unchanged.into())]))
                    " "
                    (t(language, if shown.is_trial { "catalogue-trial" } else { "catalogue-stored" }))
                }
                @if !shown.ignored.is_empty() {
                    p { (t_args(language, "catalogue-ignored",
                        &[("columns", list(language, &shown.ignored).into())])) }
                }
            }
        }
        @if !shown.problems.is_empty() || !shown.wrong.is_empty() {
            div.notice.warn role="alert" { p { (t(language, "catalogue-refused")) } }
        }
        @if !shown.problems.is_empty() { (problems(language, &shown.problems)) }
        @if !shown.wrong.is_empty() {
            (scrolling(&t(language, "imports-problems"), &html! {
                table {
                    caption { (t(language, "imports-problems")) }
                    thead {
                        tr {
                            th.number scope="col" { (t(language, "imports-row")) }
                            th scope="col" { (t(language, "imports-column")) }
                            th scope="col" { (t(language, "imports-what")) }
                        }
                    }
                    tbody {
                        @for one in &shown.wrong {
                            tr {
                                th.number scope="row" { @if let Some(row) = one.row { (row) } }
                                td { (one.column) }
                                td { (one.sentence) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn form(work: &Work, shown: &Shown, own: &str) -> Markup {
    let language = &work.language;
    let error = |name: &str| {
        let found = shown.field.as_ref().filter(|(field, _)| *field == name);
        found.map(|(_, sentence)| sentence.as_str())
    };
    let (file, reason) = (
        t(language, "catalogue-file"),
        t(language, "catalogue-reason"),
    );
    let (file_hint, reason_hint) = (
        t(language, "catalogue-file-hint"),
        t(language, "catalogue-reason-hint"),
    );
    html! {
        form.form method="post" action=(own) enctype="multipart/form-data" {
            (Field::text("file", &file, "").kind("file").hint(&file_hint).error(error("file")).input())
            @if work.stand.is_frozen() {
                (Field::text("reason", &reason, &shown.reason).hint(&reason_hint)
                    .error(error("reason")).textarea(2))
            }
            div.actions {
                button.button.primary name="go" value="store" { (t(language, "catalogue-go")) }
                button.button name="go" value="look" { (t(language, "catalogue-look")) }
            }
        }
    }
}
