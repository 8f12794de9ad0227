//! The page to give an edition away on, and the page that its link opens.

use chrono::{DateTime, Utc};
use maud::{DOCTYPE, Markup, html};
use uuid::Uuid;

use super::reports::framed;
use crate::charts::ChartError;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::report::document::Document;
use crate::report::html as written;
use crate::store::programmes::Programme;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::components::field::Field;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::reports::at;
use crate::web::sharing::Shown;
use crate::web::work::Work;

pub fn show(work: &Work, shown: &Shown, now: DateTime<Utc>) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let wave = shown.basis.snapshot.inputs.wave;
    let title = t(language, "sharing-title");
    let back = html! {
        a.button href=(at(programme, wave, "report")) { (t(language, "reports-back")) }
    };
    let is_final = shown
        .basis
        .kept
        .as_ref()
        .is_some_and(|kept| !kept.is_draft());
    let main = html! {
        (page_header(None, &title, Some(&t(language, "sharing-lead")), &back))
        @if let Some(address) = &shown.fresh {
            div.notice.good role="status" {
                p { (t(language, "sharing-fresh")) }
                p.once { (address) }
            }
        }
        @if !is_final { p.notice.warn { (t(language, "sharing-draft")) } }
        @if shown.disclosed.is_empty() { p { (t(language, "sharing-safe")) } }
        @else {
            div.notice.warn {
                p { (t(language, "sharing-unsafe")) }
                ul { @for one in &shown.disclosed {
                    li { (one.place) ": " (one.persons) }
                } }
            }
        }
        @if is_final && shown.disclosed.is_empty() && programme.closed_at.is_none() {
            @if shown.asked > 0 { (asked(language, &at(programme, wave, "outcome"), shown.asked)) }
            (link_form(language, &at(programme, wave, "sharing")))
            (dispatch_form(language, &at(programme, wave, "dispatches")))
        }
        (links(language, programme, shown, now))
        (sent(language, shown))
    };
    framed(work, &title, Step::Report, &main)
}

fn editions(language: &Language) -> Vec<(String, String)> {
    [Edition::Clients, Edition::Staff, Edition::Management]
        .into_iter()
        .map(|one| {
            (
                one.code().to_owned(),
                t(language, &format!("reports-edition-{}", one.code())),
            )
        })
        .collect()
}

/// The fields that both forms have; ids begin with `place`, since the page has them twice.
fn chosen(language: &Language, place: &str) -> Markup {
    let languages = [("nl", "Nederlands"), ("en", "English")];
    html! {
        div.field {
            label for={ (place) "-edition" } { (t(language, "sharing-edition")) }
            select id={ (place) "-edition" } name="edition" {
                @for (code, name) in editions(language) { option value=(code) { (name) } }
            }
        }
        div.field {
            label for={ (place) "-language" } { (t(language, "sharing-language")) }
            select id={ (place) "-language" } name="language" {
                @for (code, name) in languages { option value=(code) { (name) } }
            }
        }
    }
}

/// The mail to clients who said that they want to hear what came of it.
fn asked(language: &Language, address: &str, clients: u64) -> Markup {
    html! {
        section.panel-box aria-labelledby="asked" {
            h2 #asked { (t_args(language, "sharing-asked", &[("clients", clients.into())])) }
            p { (t(language, "sharing-asked-lead")) }
            form method="post" action=(address) {
                button.button.primary { (t(language, "sharing-asked-send")) }
            }
        }
    }
}

fn link_form(language: &Language, address: &str) -> Markup {
    html! {
        section.panel-box aria-labelledby="share" {
            h2 #share { (t(language, "sharing-link")) }
            form.stack method="post" action=(address) {
                div.row { (chosen(language, "link")) }
                (Field::text("purpose", &t(language, "sharing-purpose"), "").input())
                (Field::text("days", &t(language, "sharing-days"), "30").kind("number").input())
                button.button.primary { (t(language, "sharing-make")) }
            }
        }
    }
}

fn dispatch_form(language: &Language, address: &str) -> Markup {
    html! {
        section.panel-box aria-labelledby="dispatch" {
            h2 #dispatch { (t(language, "sharing-dispatch")) }
            form.stack method="post" action=(address) {
                div.row {
                    (chosen(language, "dispatch"))
                    div.field {
                        label for="channel" { (t(language, "sharing-channel")) }
                        select #channel name="channel" {
                            @for one in ["meeting", "mail", "intranet", "paper"] {
                                option value=(one) { (t(language, &format!("sharing-channel-{one}"))) }
                            }
                        }
                    }
                }
                (Field::text("audience", &t(language, "sharing-audience"), "").input())
                (Field::text("recipients", &t(language, "sharing-recipients"), "").kind("number").input())
                button.button { (t(language, "sharing-note")) }
            }
        }
    }
}

fn links(language: &Language, programme: &Programme, shown: &Shown, now: DateTime<Utc>) -> Markup {
    let table = html! {
        table {
            caption { (t(language, "sharing-links")) }
            thead { tr {
                @for key in ["purpose", "wave", "edition", "until", "state"] {
                    th scope="col" { (t(language, &format!("sharing-column-{key}"))) }
                }
            } }
            tbody {
                @for link in &shown.links {
                    tr {
                        th scope="row" { (link.purpose) }
                        td { (wave_name(language, shown, link.snapshot_id)) }
                        td { (t(language, &format!("reports-edition-{}", link.edition.code())))
                            " (" (link.language) ")" }
                        td { (date(language, link.expires_at.date_naive())) }
                        td {
                            @if link.works(now) {
                                form method="post" action={ "/programmes/" (programme.slug)
                                    "/shared/" (link.id) "/revocation" } {
                                    button.button.danger { (t(language, "sharing-revoke")) span.unseen { ": " (link.purpose) } }
                                }
                            } @else if link.revoked_at.is_some() { (t(language, "sharing-revoked")) }
                            @else { (t(language, "sharing-expired")) }
                        }
                    }
                }
            }
        }
    };
    html! { @if !shown.links.is_empty() { (scrolling(&t(language, "sharing-links"), &table)) } }
}

fn sent(language: &Language, shown: &Shown) -> Markup {
    let table = html! {
        table {
            caption { (t(language, "sharing-sent")) }
            thead { tr {
                @for key in ["when", "wave", "edition", "channel", "audience", "recipients"] {
                    th scope="col" { (t(language, &format!("sharing-column-{key}"))) }
                }
            } }
            tbody {
                @for one in &shown.dispatches {
                    tr {
                        th scope="row" { (date(language, one.at.date_naive())) }
                        td { (wave_name(language, shown, one.snapshot_id)) }
                        td { (t(language, &format!("reports-edition-{}", one.edition.code())))
                            " (" (one.language) ")" }
                        td { (t(language, &format!("sharing-channel-{}", one.channel))) }
                        td { (one.audience) }
                        // How many open a link is not kept.
                        td.number { @if one.channel == "link" { "–" } @else { (one.recipients) } }
                    }
                }
            }
        }
    };
    html! { @if !shown.dispatches.is_empty() { (scrolling(&t(language, "sharing-sent"), &table)) }
    @else { p { (t_args(language, "sharing-none", &[])) } } }
}

/// The wave whose report it is.
fn wave_name(language: &Language, shown: &Shown, snapshot: Uuid) -> String {
    let number = shown
        .waves
        .get(&snapshot)
        .map(|number| number.unsigned_abs());
    let protocol = &shown.basis.snapshot.inputs.protocol;
    let plan = number.and_then(|number| protocol.wave(number));
    match (plan, number) {
        (Some(plan), _) => plan.name.get(language).to_owned(),
        (None, Some(number)) => number.to_string(),
        (None, None) => String::new(),
    }
}

/// An edition by itself, for whoever has the link.
pub fn shared(document: &Document) -> Result<Markup, ChartError> {
    let body = written::body(document)?;
    Ok(html! {
        (DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (document.running) }
                link rel="stylesheet" href=(assets::address("staff.css"));
                link rel="stylesheet" href=(assets::address("report.css"));
                link rel="stylesheet" href=(assets::address("print.css")) media="print";
            }
            body.bare.report-file { main #main { (body) } }
        }
    })
}
