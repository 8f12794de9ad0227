//! Clients who are on the list twice, as pages: the pairs, and two side by side before they are one.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::frame::framed;
use super::waves::segment_name;
use crate::domain::duplicates::Likeness;
use crate::domain::language::Language;
use crate::store::clients::Client;
use crate::store::merging::{Clash, Merge};
use crate::texts::numbers::list;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::own_name;
use crate::web::work::Work;

pub fn index(work: &Work, all: usize, twins: &[(&Client, &Client, BTreeSet<Likeness>)]) -> Markup {
    let language = &work.language;
    let title = t_args(language, "clients-twins-title", &[("count", all.into())]);
    let back = html! { a.button href=(work.at("clients")) { (t(language, "clients-twins-back")) } };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "clients-twins-lead")), &back))
        @if !twins.is_empty() { (scrolling(&title, &table(work, twins))) }
        @if all > twins.len() {
            p.quiet { (t_args(language, "clients-twins-more", &[("count", twins.len().into())])) }
        }
    };
    let here = t(language, "clients-twins-here");
    framed(work, &title, Some(Step::Clients), Some(&here), &main)
}

fn table(work: &Work, twins: &[(&Client, &Client, BTreeSet<Likeness>)]) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "clients-twins-here")) }
            thead {
                tr {
                    th scope="col" { (t(language, "clients-twins-one")) }
                    th scope="col" { (t(language, "clients-twins-other")) }
                    th scope="col" { (t(language, "clients-twins-why")) }
                    td {}
                }
            }
            tbody {
                @for (first, second, likenesses) in twins {
                    tr {
                        th scope="row" { (who(first)) }
                        td { (who(second)) }
                        td { (why(language, likenesses)) }
                        td {
                            form method="get" action=(work.at("clients/merge")) {
                                input type="hidden" name="keep" value=(first.key);
                                input type="hidden" name="gone" value=(second.key);
                                button.button aria-label=(t_args(language, "clients-twins-look-at", &[
                                    ("one", first.key.as_str().into()),
                                    ("other", second.key.as_str().into()),
                                ])) { (t(language, "clients-twins-look")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn who(client: &Client) -> Markup {
    html! {
        span.code { (client.key) } " " bdi { (client.name) }
        @if !client.email.is_empty() { br; span.quiet { (client.email) } }
    }
}

fn why(language: &Language, likenesses: &BTreeSet<Likeness>) -> String {
    let words: Vec<String> = likenesses
        .iter()
        .map(|likeness| match likeness {
            Likeness::Address => t(language, "clients-twins-address"),
            Likeness::Key => t(language, "clients-twins-key"),
            Likeness::Name => t(language, "clients-twins-name"),
        })
        .collect();
    list(language, &words)
}

/// Two clients, and what making them one comes to.
pub struct Twins {
    pub kept: Client,
    pub gone: Client,
    pub outcome: Result<Merge, Clash>,
}

pub fn look(work: &Work, twins: &Twins) -> Markup {
    let language = &work.language;
    let args = [
        ("gone", twins.gone.key.as_str().into()),
        ("kept", twins.kept.key.as_str().into()),
    ];
    let title = t_args(language, "clients-merge-title", &args);
    let back = html! {
        a.button href=(work.at("clients/duplicates")) { (t(language, "common-back")) }
    };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "clients-merge-lead")), &back))
        (scrolling(&title, &side_by_side(work, twins)))
        @match &twins.outcome {
            Ok(merge) => (comes_to(language, merge)),
            Err(clash) => (notice(Tone::Warn, &html! { p { (refused(language, *clash)) } })),
        }
        div.row {
            @if twins.outcome.is_ok() {
                form method="post" action=(work.at("clients/merge")) {
                    (keys(&twins.kept, &twins.gone))
                    button.button.primary { (t(language, "clients-merge-go")) }
                }
            }
            @if twins.outcome != Err(Clash::Same) {
                form method="get" action=(work.at("clients/merge")) {
                    (keys(&twins.gone, &twins.kept))
                    button.button { (t(language, "clients-merge-swap")) }
                }
            }
        }
    };
    let here = t(language, "clients-twins-here");
    framed(work, &title, Some(Step::Clients), Some(&here), &main)
}

fn keys(kept: &Client, gone: &Client) -> Markup {
    html! {
        input type="hidden" name="keep" value=(kept.key);
        input type="hidden" name="gone" value=(gone.key);
    }
}

fn side_by_side(work: &Work, twins: &Twins) -> Markup {
    let language = &work.language;
    let (kept, gone) = (&twins.kept, &twins.gone);
    let text = |text: &str| html! { bdi { (text) } };
    let role = |client: &Client| text(client.role.as_deref().unwrap_or(""));
    let rows = [
        ("clients-key", text(&kept.key), text(&gone.key)),
        ("clients-name", text(&kept.name), text(&gone.name)),
        ("clients-email", text(&kept.email), text(&gone.email)),
        (
            "clients-segment",
            segment_name(work, &kept.segment),
            segment_name(work, &gone.segment),
        ),
        ("clients-role", role(kept), role(gone)),
        (
            "clients-language",
            text(own_name(&kept.language)),
            text(own_name(&gone.language)),
        ),
    ];
    html! {
        table {
            caption.unseen { (t(language, "clients-twins-here")) }
            thead {
                tr {
                    td {}
                    th scope="col" { (t(language, "clients-merge-stays")) }
                    th scope="col" { (t(language, "clients-merge-goes")) }
                }
            }
            tbody {
                @for (what, stays, goes) in rows {
                    tr {
                        th scope="row" { (t(language, what)) }
                        td { (stays) }
                        td { (goes) }
                    }
                }
            }
        }
    }
}

fn comes_to(language: &Language, merge: &Merge) -> Markup {
    let waves = |numbers: &[i32]| {
        let numbers: Vec<String> = numbers.iter().map(i32::to_string).collect();
        list(language, &numbers)
    };
    html! {
        ul {
            @if !merge.moves.is_empty() {
                li { (t_args(language, "clients-merge-moves", &[("waves", waves(&merge.moves).into())])) }
            }
            @if !merge.revokes.is_empty() {
                li { (t_args(language, "clients-merge-revokes", &[("waves", waves(&merge.revokes).into())])) }
            }
            @if merge.stops.iter().any(String::is_empty) {
                li { (t(language, "clients-merge-stops-all")) }
            } @else if !merge.stops.is_empty() {
                li { (t_args(language, "clients-merge-stops", &[("surveys", list(language, &merge.stops).into())])) }
            }
            li { (t(language, "clients-merge-key")) }
        }
    }
}

fn refused(language: &Language, clash: Clash) -> String {
    match clash {
        Clash::Same => t(language, "clients-merge-same"),
        Clash::BothAnswered(wave) => t_args(
            language,
            "clients-merge-both-answered",
            &[("wave", wave.into())],
        ),
        Clash::GoneAnswered(wave) => t_args(
            language,
            "clients-merge-gone-answered",
            &[("wave", wave.into())],
        ),
        Clash::Apart => t(language, "clients-merge-apart"),
        Clash::BothSpoken => t(language, "clients-merge-both-spoken"),
    }
}
