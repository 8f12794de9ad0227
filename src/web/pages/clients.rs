//! The clients as a table.

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::waves::{plain_segment, segment_name};
use crate::domain::language::Language;
use crate::store::clients::Client;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::own_name;
use crate::web::work::Work;

/// What is looked for.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    pub search: String,
    #[serde(default)]
    pub segment: String,
    /// The key of the last client of the page before.
    #[serde(default)]
    pub after: String,
}

/// What was found.
pub struct Found {
    pub segments: Vec<(String, u64)>,
    pub found: u64,
    pub rows: Vec<Client>,
    pub is_last: bool,
}

pub fn index(work: &Work, wanted: &Wanted, found: &Found) -> Markup {
    let language = &work.language;
    let narrowed = !wanted.search.trim().is_empty() || !wanted.segment.is_empty();
    let title = if narrowed {
        let args = [
            ("found", found.found.into()),
            ("count", work.stand.clients.into()),
        ];
        t_args(language, "clients-found", &args)
    } else {
        let args = [("count", work.stand.clients.into())];
        t_args(language, "clients-title", &args)
    };
    let import = html! {
        a.button href=(work.at("imports/clients")) { (t(language, "clients-import")) }
        @if work.stand.clients > 1 {
            a.button href=(work.at("clients/duplicates")) { (t(language, "clients-twins-go")) }
        }
    };
    let main = html! {
        @if work.stand.clients == 0 {
            (page_header(None, &title, None, &Markup::default()))
            (empty_state(&title, &t(language, "clients-none-next"), &import))
        } @else {
            (page_header(None, &title, None, &import))
            (search(work, wanted, found))
            @if found.rows.is_empty() { p { (t(language, "clients-nothing")) } }
            @else { (scrolling(&title, &table(work, found))) }
            (pages(work, wanted, found))
        }
    };
    framed(work, &title, Some(Step::Clients), None, &main)
}

fn search(work: &Work, wanted: &Wanted, found: &Found) -> Markup {
    let language = &work.language;
    let everywhere = (String::new(), t(language, "clients-all-segments"));
    let segments = found.segments.iter().map(|(code, count)| {
        let name = plain_segment(work, code);
        let args = [("segment", name.into()), ("count", (*count).into())];
        (
            code.clone(),
            t_args(language, "clients-segment-count", &args),
        )
    });
    let options: Vec<_> = std::iter::once(everywhere).chain(segments).collect();
    html! {
        form.row role="search" method="get" action=(work.at("clients")) {
            (Field::text("search", &t(language, "clients-search"), &wanted.search)
                .kind("search").input())
            (Field::text("segment", &t(language, "clients-segment"), &wanted.segment)
                .select(&options))
            button.button { (t(language, "clients-search-go")) }
        }
    }
}

fn table(work: &Work, found: &Found) -> Markup {
    let language: &Language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "clients-caption")) }
            thead {
                tr {
                    th scope="col" { (t(language, "clients-key")) }
                    th scope="col" { (t(language, "clients-name")) }
                    th scope="col" { (t(language, "clients-email")) }
                    th scope="col" { (t(language, "clients-segment")) }
                    th scope="col" { (t(language, "clients-role")) }
                    th scope="col" { (t(language, "clients-language")) }
                }
            }
            tbody {
                @for client in &found.rows {
                    tr {
                        th scope="row" { (client.key) }
                        td { (client.name) }
                        td { (client.email) }
                        td { (segment_name(work, &client.segment)) }
                        td { (client.role.as_deref().unwrap_or("")) }
                        td { (own_name(&client.language)) }
                    }
                }
            }
        }
    }
}

/// Onward, with what was looked for; the first page again when this is a later one.
fn pages(work: &Work, wanted: &Wanted, found: &Found) -> Markup {
    let language = &work.language;
    let form = |after: &str, label: String| {
        html! {
            form method="get" action=(work.at("clients")) {
                input type="hidden" name="search" value=(wanted.search);
                input type="hidden" name="segment" value=(wanted.segment);
                input type="hidden" name="after" value=(after);
                button.button { (label) }
            }
        }
    };
    html! {
        nav.row aria-label=(t(language, "clients-paging")) {
            @if !wanted.after.is_empty() { (form("", t(language, "clients-first"))) }
            @if let Some(last) = found.rows.last().filter(|_| !found.is_last) {
                (form(&last.key, t(language, "clients-next")))
            }
        }
    }
}
