//! A file row by row: what taking it in would do with each.

use maud::{Markup, html};
use serde_json::Value;

use super::imports::{Fault, framed};
use crate::domain::language::Language;
use crate::import::mapping::ColumnUse;
use crate::store::ledger::{Change, Fate};
use crate::store::uploads::Upload;
use crate::texts::numbers::count;
use crate::texts::{t, t_args};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::work::Work;

/// As many rows as a page shows.
pub const ROWS: usize = 50;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Refused,
    Changed,
    New,
    Unchanged,
}

impl Show {
    pub const ALL: [Self; 4] = [Self::Refused, Self::Changed, Self::New, Self::Unchanged];

    pub fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Unchanged => "unchanged",
        }
    }

    fn name(self, language: &Language) -> String {
        match self {
            Self::Refused => t(language, "imports-fate-refused"),
            Self::Changed => t(language, "imports-fate-changed"),
            Self::New => t(language, "imports-fate-new"),
            Self::Unchanged => t(language, "imports-fate-unchanged"),
        }
    }
}

/// The rows of one kind, and how many there are of each.
pub struct Listed<'a> {
    pub upload: &'a Upload,
    pub columns: &'a [ColumnUse],
    pub counts: [usize; 4],
    pub show: Show,
    /// From 1.
    pub page: usize,
    /// Those of this page, by their numbers in the file.
    pub rows: Vec<(u64, What<'a>)>,
}

/// What becomes of a row.
pub enum What<'a> {
    Fate(&'a Fate),
    /// It is refused, for this.
    Refused(Vec<Fault<'a>>),
}

impl Listed<'_> {
    fn pages(&self) -> usize {
        let place = Show::ALL.iter().position(|one| *one == self.show);
        let all = place.and_then(|place| self.counts.get(place));
        all.map_or(1, |all| all.div_ceil(ROWS).max(1))
    }
}

pub fn show(work: &Work, listed: &Listed) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let name = &listed.upload.file_name;
    let title = t_args(
        language,
        "imports-rows-title",
        &[("file", name.as_str().into())],
    );
    let own = format!(
        "/programmes/{}/uploads/{}",
        programme.slug, listed.upload.id
    );
    let address = |show: Show, page: usize| format!("{own}/rows?show={}&page={page}", show.code());
    let main = html! {
        (page_header(None, &title, Some(&t(language, "imports-rows-lead")), &Markup::default()))
        nav.tabs aria-label=(t(language, "imports-row-by-row")) {
            ul {
                @for (show, number) in Show::ALL.into_iter().zip(listed.counts) {
                    li {
                        a href=(address(show, 1)) aria-current=[(show == listed.show).then_some("page")] {
                            (show.name(language)) " (" (count(language, number as u64)) ")"
                        }
                    }
                }
            }
        }
        @if listed.rows.is_empty() { p { (t(language, "imports-rows-none")) } }
        @else { (table(language, listed)) }
        @if listed.pages() > 1 {
            nav.row aria-label=(t(language, "clients-paging")) {
                @if listed.page > 1 {
                    a href=(address(listed.show, listed.page - 1)) rel="prev" { (t(language, "imports-rows-before")) }
                }
                span { (t_args(language, "imports-rows-page", &[
                    ("page", listed.page.into()), ("pages", listed.pages().into()),
                ])) }
                @if listed.page < listed.pages() {
                    a href=(address(listed.show, listed.page + 1)) rel="next" { (t(language, "imports-rows-next")) }
                }
            }
        }
        p { a href=(own) { (t(language, "imports-rows-back")) } }
    };
    let kind = Some(listed.upload.kind);
    framed(work, &title, kind, &main)
}

fn table(language: &Language, listed: &Listed) -> Markup {
    let caption = listed.show.name(language);
    let table = html! {
        table {
            caption { (caption) }
            thead {
                tr {
                    th.number scope="col" { (t(language, "imports-row")) }
                    th scope="col" { (t(language, "imports-rows-what")) }
                }
            }
            tbody {
                @for (row, fate) in &listed.rows {
                    tr {
                        th.number scope="row" { (row) }
                        td { (what(language, listed, fate)) }
                    }
                }
            }
        }
    };
    scrolling(&caption, &table)
}

fn what(language: &Language, listed: &Listed, what: &What) -> Markup {
    match what {
        What::Fate(Fate::Added) => html! { (t(language, "imports-fate-added-how")) },
        What::Fate(Fate::Unchanged) => html! { (t(language, "imports-fate-unchanged-how")) },
        What::Fate(Fate::Changed(changes)) if changes.is_empty() => {
            html! { (t(language, "imports-fate-moved-how")) }
        }
        What::Fate(Fate::Changed(changes)) => html! {
            ul.plain {
                @for change in changes { li { (changed(language, listed.columns, change)) } }
            }
        },
        What::Refused(faults) => html! {
            @if faults.is_empty() { (t(language, "imports-fate-beside-how")) }
            ul.plain {
                @for fault in faults {
                    li {
                        @if let Some(column) = fault.column { strong { (column) } " " }
                        @if !fault.cell.is_empty() { code { (fault.cell) } " " }
                        (fault.what) " "
                        span.quiet { (fault.mend) }
                    }
                }
            }
        },
    }
}

fn changed(language: &Language, columns: &[ColumnUse], change: &Change) -> Markup {
    let brings = |column: &&ColumnUse| {
        let field = column.field.as_deref();
        field.is_some_and(|field| field == change.field || is_kept_as(field, &change.field))
    };
    let column = columns.iter().find(brings);
    let name = column.map_or(change.field.as_str(), |column| column.header.as_str());
    html! {
        strong { (name) } ": "
        del { (value(language, &change.before)) } " → " ins { (value(language, &change.after)) }
    }
}

/// Whether a field of a file is kept under that other name.
fn is_kept_as(field: &str, kept: &str) -> bool {
    match kept {
        "text" => matches!(field, "statement" | "comment"),
        "text_en" => matches!(field, "statement_en" | "comment_en"),
        "tone" => field == "coder1",
        "second_tone" => field == "coder2",
        "state" => field == "completeness",
        "is_open" => field == "open",
        "extracted_on" => field == "extracted_at",
        _ => false,
    }
}

fn value(language: &Language, value: &Value) -> String {
    match value {
        Value::Null => t(language, "imports-nothing"),
        Value::String(text) if text.is_empty() => t(language, "imports-nothing"),
        Value::String(text) => text.clone(),
        Value::Bool(true) => t(language, "common-yes"),
        Value::Bool(false) => t(language, "common-no"),
        Value::Array(values) => {
            let values = values.iter().map(|one| self::value(language, one));
            values.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
