//! Clusters, services and agreements as a file: taken out, changed in a spreadsheet, looked at, and
//! put back into the protocol, all of it or nothing.

use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;

use super::extract::Path;
use super::pages::catalogue::{self as page, Shown, Wrong};
use super::pages::parts::{PARTS_IN_FILES, fault_words};
use super::parts::{keep, text_of};
use super::protocol::FILE;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::definition::author::AuthorError;
use crate::domain::definition::catalogue::{columns, entry_at, put_all, rows};
use crate::domain::definition::parts::Part;
use crate::domain::protocol::Protocol;
use crate::import::{catalogue, export};
use crate::store::protocols;
use crate::texts::t;

pub fn routes() -> Routes {
    let right = Right::Evaluate;
    Routes::new()
        .get("/programmes/{slug}/protocol/files/{part}", right, show)
        .upload("/programmes/{slug}/protocol/files/{part}", right, bring)
        .get(
            "/programmes/{slug}/protocol/files/{part}/current",
            right,
            current,
        )
}

fn part_of(key: &str) -> Result<&'static Part, WebError> {
    let known = PARTS_IN_FILES.iter().find(|part| **part == key);
    known
        .and_then(|key| Part::find(key))
        .ok_or(WebError::NotFound)
}

async fn show(work: Work, Path((_, part)): Path<(String, String)>) -> Result<Markup, WebError> {
    Ok(page::show(&work, &Shown::of(part_of(&part)?)))
}

/// What there is now, in the columns that can be brought back.
async fn current(
    work: Work,
    Path((_, part)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let entries = rows(text_of(&work), part).map_err(|_| WebError::NotFound)?;
    let bytes = export::table(&columns(part), &entries);
    let name = format!("{}-{}.csv", work.programme.slug, part.key);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

#[derive(Default)]
struct Brought {
    bytes: Vec<u8>,
    reason: String,
    /// Only a look at what it would do.
    is_trial: bool,
}

async fn brought(mut form: Multipart) -> Result<Brought, WebError> {
    let mut brought = Brought::default();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("file") => brought.bytes = field.bytes().await?.to_vec(),
            Some("reason") => brought.reason = field.text().await?.trim().to_owned(),
            Some("go") => brought.is_trial = field.text().await? != "store",
            _ => {}
        }
    }
    Ok(brought)
}

async fn bring(
    State(app): State<App>,
    work: Work,
    Path((_, part)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let brought = brought(form).await?;
    let mut shown = Shown::of(part);
    shown.reason.clone_from(&brought.reason);
    let refused = |shown: &Shown| {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page::show(&work, shown)).into_response())
    };
    if brought.bytes.is_empty() {
        shown.field = Some(("file", t(&work.language, "catalogue-no-file")));
        return refused(&shown);
    }
    if work.stand.is_frozen() && !brought.is_trial && brought.reason.is_empty() {
        shown.field = Some(("reason", t(&work.language, "protocol-no-reason")));
        return refused(&shown);
    }
    let imported = catalogue::read(&brought.bytes, part);
    if !imported.is_clean() {
        shown.problems = imported.problems;
        return refused(&shown);
    }
    shown.ignored = imported.ignored_columns;
    let tx = app.db.begin().await?;
    let current = protocols::current_to_change(&tx, work.programme.id).await?;
    let text = current.as_ref().map_or("", |version| version.text.as_str());
    let is_frozen = current
        .as_ref()
        .is_some_and(|version| version.frozen.is_some());
    match judged(&work, part, text, &imported.rows) {
        Err(wrong) => {
            shown.wrong = wrong;
            refused(&shown)
        }
        Ok((text, protocol, counts)) => {
            shown.counts = Some(counts);
            shown.is_trial = brought.is_trial;
            // The same again makes no version of a protocol.
            if !brought.is_trial && counts.added + counts.changed > 0 {
                keep(
                    &app,
                    &work,
                    tx,
                    is_frozen,
                    &text,
                    &protocol,
                    &brought.reason,
                )
                .await?;
            }
            Ok(page::show(&work, &shown).into_response())
        }
    }
}

type Judged = (
    String,
    Protocol,
    crate::domain::definition::catalogue::Counts,
);

/// The text with all rows in it, if all of it holds together.
fn judged(
    work: &Work,
    part: &Part,
    text: &str,
    entries: &[catalogue::Entry],
) -> Result<Judged, Vec<Wrong>> {
    let language = &work.language;
    let typed: Vec<_> = entries.iter().map(|entry| entry.typed.clone()).collect();
    let row = |at: usize| entries.get(at).map(|entry| entry.row);
    let (text, counts) = put_all(text, part, &typed).map_err(|wrong| {
        let told = wrong.into_iter().flat_map(|(at, error)| match error {
            AuthorError::Fields(fields) => fields
                .into_iter()
                .map(|(field, fault)| Wrong {
                    row: row(at),
                    column: field,
                    sentence: fault_words(language, fault),
                })
                .collect::<Vec<_>>(),
            AuthorError::Gone | AuthorError::OtherForm => vec![Wrong {
                row: row(at),
                column: String::new(),
                sentence: t(language, "parts-other-form"),
            }],
        });
        told.collect::<Vec<_>>()
    })?;
    match Protocol::parse(FILE, &text) {
        Ok(protocol) => Ok((text, protocol, counts)),
        Err(problems) => Err(problems
            .iter()
            .map(|problem| {
                let code = entry_at(&text, part, problem.line);
                let of_row = |entry: &&catalogue::Entry| {
                    let own = entry.typed.iter().find(|(name, _)| name == "code");
                    own.map(|(_, own)| own.trim()) == code.as_deref()
                };
                let found = entries.iter().find(of_row);
                Wrong {
                    row: found.map(|entry| entry.row),
                    column: String::new(),
                    sentence: problem.sentences(language),
                }
            })
            .collect()),
    }
}
