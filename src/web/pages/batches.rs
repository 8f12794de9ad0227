//! The files that were taken in, and one of them with the way back.

use maud::{Markup, html};

use super::imports::{columns, framed, kind_name};
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::store::batches::{Batch, Unfinished};
use crate::store::import_files::Kept;
use crate::store::programmes::Programme;
use crate::store::undo::Obstacle;
use crate::texts::numbers::{count, date};
use crate::texts::{t, t_args};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::work::Work;

/// What can be brought, and what was.
pub fn index(work: &Work, taken: &[Batch]) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let title = t_args(
        language,
        "imports-heading",
        &[("count", taken.len().into())],
    );
    framed(
        work,
        &title,
        None,
        &html! {
            (page_header(None, &title, Some(&t(language, "imports-lead")), &Markup::default()))
            ul.cards {
                @for kind in FileKind::ALL {
                    li.card {
                        h2 {
                            a href={ "/programmes/" (programme.slug) "/imports/" (kind.code()) } {
                                (kind_name(language, kind))
                            }
                        }
                        p.quiet.small { (columns(language, kind)) }
                    }
                }
            }
            @if taken.is_empty() {
                (empty_state(
                    &t(language, "imports-none"), &t(language, "imports-none-next"), &Markup::default(),
                ))
            } @else { (batches(language, programme, taken)) }
        },
    )
}

fn batches(language: &Language, programme: &Programme, taken: &[Batch]) -> Markup {
    let table = html! {
        table {
            caption { (t(language, "imports-batches")) }
            thead {
                tr {
                    th scope="col" { (t(language, "imports-file")) }
                    th scope="col" { (t(language, "imports-kind")) }
                    th.number scope="col" { (t(language, "imports-rows")) }
                    th scope="col" { (t(language, "imports-when")) }
                    th scope="col" { (t(language, "imports-state")) }
                }
            }
            tbody {
                @for batch in taken {
                    tr {
                        th scope="row" {
                            a href={ "/programmes/" (programme.slug) "/batches/" (batch.id) } { (batch.file_name) }
                        }
                        td { (kind_name(language, batch.kind)) }
                        td.number { (count(language, u64::from(batch.row_count.unsigned_abs()))) }
                        td { (date(language, batch.created_at.date_naive())) }
                        td { (state(language, batch)) }
                    }
                }
            }
        }
    };
    scrolling(&t(language, "imports-batches"), &table)
}

fn state(language: &Language, batch: &Batch) -> Markup {
    match (batch.unfinished, batch.undone_at) {
        (Some(Unfinished::Coming), _) => {
            let rows = [batch.rows_done, batch.row_count];
            let [done, rows] = rows.map(|rows| count(language, rows.unsigned_abs().into()));
            let told = t_args(
                language,
                "imports-coming",
                &[("done", done.into()), ("rows", rows.into())],
            );
            html! { span.tag { (told) } }
        }
        (Some(Unfinished::Going), _) => html! { span.tag { (t(language, "imports-going")) } },
        (Some(Unfinished::Stopped), _) => html! { span.tag { (t(language, "imports-stopped")) } },
        (None, None) if batch.is_settling => {
            html! { span.tag { (t(language, "imports-settling")) } }
        }
        (None, None) => html! { span.tag.good { (t(language, "imports-stands")) } },
        (None, Some(at)) => {
            let day = date(language, at.date_naive());
            html! { span.tag { (t_args(language, "imports-taken-out", &[("day", day.into())])) } }
        }
    }
}

/// How far a file is that comes in, and how to stop it.
fn coming(language: &Language, batch: &Batch, own: &str) -> Markup {
    html! {
        section {
            progress max=(batch.row_count.max(1)) value=(batch.rows_done)
                aria-label=(t(language, "imports-state")) {}
            p { a href=(own) { (t(language, "imports-refresh")) } }
            form.stack method="post" action={ (own) "/stop" } {
                p { (t(language, "imports-stop-how")) }
                p { button.button.danger { (t(language, "imports-stop")) } }
            }
        }
    }
}

/// One file that was taken in; `obstacle` is why it cannot be taken out again.
pub fn batch(
    work: &Work,
    batch: &Batch,
    obstacle: Option<&Obstacle>,
    kept: Option<&Kept>,
) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let own = format!("/programmes/{}/batches/{}", programme.slug, batch.id);
    let name = kind_name(language, batch.kind);
    let main = html! {
        (page_header(Some(&name), &batch.file_name, None, &Markup::default()))
        dl.facts {
            div { dt { (t(language, "imports-state")) } dd { (state(language, batch)) } }
            div { dt { (t(language, "imports-when")) } dd { (date(language, batch.created_at.date_naive())) } }
            div {
                dt { (t(language, "imports-rows")) }
                dd { (count(language, u64::from(batch.row_count.unsigned_abs()))) }
            }
            @if let Some(refused) = kept.map(|kept| kept.refused).filter(|refused| *refused > 0) {
                div { dt { (t(language, "imports-left-out-rows")) } dd { (count(language, refused)) } }
            }
            div { dt { (t(language, "imports-hash")) } dd { code.hash { (batch.file_hash) } } }
        }
        @if kept.is_some() && batch.unfinished.is_none() {
            p { a href={ (own) "/file" } { (t(language, "imports-original")) } }
        }
        @match obstacle {
            _ if batch.unfinished == Some(Unfinished::Coming) => { (coming(language, batch, &own)) }
            Some(Obstacle::Undone(_) | Obstacle::Unfinished) => {}
            Some(obstacle) => {
                section {
                    h2 { (t(language, "imports-cannot-undo")) }
                    p.notice.warn role="alert" { (obstacle.message(language)) }
                }
            }
            None => {
                form.stack method="post" action={ (own) "/undo" } {
                    p { (t(language, "imports-undo-how")) }
                    p { button.button.danger { (t(language, "imports-undo")) } }
                }
            }
        }
        p { a href={ "/programmes/" (programme.slug) "/imports" } { (t(language, "imports-to-imports")) } }
    };
    framed(work, &batch.file_name, Some(batch.kind), &main)
}
