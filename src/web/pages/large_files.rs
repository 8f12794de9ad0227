//! A large file: how far it is, and what going through all of it showed.

use maud::{Markup, html};

use super::imports::{
    Fault, Preview, facts_of, faults, first_rows, framed, refused_rows, row_by_row, would_be,
};
use super::mapping;
use crate::domain::language::Language;
use crate::store::imports::Taken;
use crate::store::large_uploads::{Failed, Found, LargeUpload, Told, Work as Wanted};
use crate::texts::{t, t_args};
use crate::web::components::page_header::page_header;
use crate::web::work::Work;

/// The work goes on; the page asks for itself again.
pub fn working(work: &Work, large: &LargeUpload) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let title = match large.work {
        Some(Wanted::Check) | None => t(language, "imports-checking"),
        Some(Wanted::Take | Wanted::TakeGood) => t(language, "imports-taking"),
    };
    let own = format!("/programmes/{}/uploads/{}", programme.slug, large.upload.id);
    let megabytes = (large.size.unsigned_abs() / 1_000_000).max(1);
    framed(
        work,
        &title,
        Some(large.upload.kind),
        &html! {
            (page_header(Some(&large.upload.file_name), &title, None, &Markup::default()))
            p {
                progress max="100" value=(large.progress) aria-label=(title) {}
                " "
                (t_args(language, "imports-far", &[
                    ("percent", large.progress.into()), ("megabytes", megabytes.into()),
                ]))
            }
            @if large.deaths > 0 { p.notice { (t(language, "imports-begun-again")) } }
            p.quiet { (t(language, "imports-far-how")) }
            p { a href=(own) { (t(language, "imports-refresh")) } }
            form method="post" action={ (own) "/stop" } {
                p { button.button.danger { (t(language, "imports-give-up")) } }
            }
        },
    )
}

/// What is in the file; `preview` is of its beginning.
pub fn preview(work: &Work, preview: &Preview, found: &Found) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let title = headline(language, found);
    framed(
        work,
        &title,
        Some(preview.upload.kind),
        &html! {
            (page_header(Some(&preview.upload.file_name), &title, None, &Markup::default()))
            @if let Some(failed) = found.failed { p.notice.warn role="alert" { (why(language, failed)) } }
            @if found.lacks_wave { p.notice.warn role="alert" { (t(language, "imports-lacks-wave")) } }
            @if let Some(would) = would(found) { (would_be(language, would)) }
            @if found.records > 0 { (row_by_row(language, programme, preview.upload)) }
            (actions(language, &programme.slug, preview, found))
            (facts_of(language, preview, found.records))
            @if !found.problems.is_empty() { (problems(language, &found.problems)) }
            @if found.unlisted > 0 {
                p { (t_args(language, "imports-more", &[("count", found.unlisted.into())])) }
            }
            (mapping::form(language, &programme.slug, preview))
            @if found.problems.is_empty() { (first_rows(language, preview.imported)) }
        },
    )
}

fn would(found: &Found) -> Option<Taken> {
    let batch = uuid::Uuid::nil();
    match found.before {
        Some(at) => Some(Taken::Before { batch, at }),
        None => found.would.map(|rows| Taken::New { batch, rows }),
    }
}

fn why(language: &Language, failed: Failed) -> String {
    match failed {
        Failed::Unreadable => t(language, "imports-large-unreadable"),
        Failed::UnderWay => t(language, "error-under-way"),
        Failed::Deadly => t(language, "imports-large-deadly"),
        Failed::Ours => t(language, "imports-large-failed"),
    }
}

fn headline(language: &Language, found: &Found) -> String {
    if found.failed.is_some() {
        return t(language, "imports-large-not-read");
    }
    if found.is_clean() {
        return t_args(language, "imports-sound", &[("count", found.rows.into())]);
    }
    let count = found.problems.len() as u64 + found.unlisted;
    if found.refused == 0 {
        return t_args(language, "imports-refused", &[("count", count.into())]);
    }
    let args = [("count", count.into()), ("rows", found.refused.into())];
    t_args(language, "imports-refused-in", &args)
}

fn actions(language: &Language, slug: &str, preview: &Preview, found: &Found) -> Markup {
    let own = format!("/programmes/{slug}/uploads/{}", preview.upload.id);
    html! {
        form method="post" action=(own) {
            p.actions {
                @if found.can_be_taken() {
                    button.button.primary { (t_args(language, "imports-take", &[("count", found.rows.into())])) }
                } @else if found.good_can_be_taken() {
                    button.button name="part" value="good" {
                        (t_args(language, "imports-take-good", &[
                            ("count", found.rows.into()), ("refused", found.refused.into()),
                        ]))
                    }
                }
                @if found.refused > 0 { (refused_rows(language, &own, found.refused)) }
                @if found.may_be_tried_again() {
                    button.button.primary name="part" value="again" { (t(language, "imports-again")) }
                }
                button.button formaction={ (own) "/stop" } { (t(language, "imports-give-up")) }
            }
        }
    }
}

fn problems(language: &Language, problems: &[Told]) -> Markup {
    let told = problems.iter().map(|told| Fault::told(told, language));
    faults(language, told)
}
