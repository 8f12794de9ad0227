//! Programmes side by side, for who may read more than one.

use std::sync::Arc;

use maud::{Markup, html};

use super::layout::Layout;
use super::overview::Targets;
use crate::domain::evaluation::results::WaveResult;
use crate::domain::language::Language;
use crate::domain::verdict::{GoalStatus, Verdict};
use crate::store::programmes::Programme;
use crate::texts::numbers::percent;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::words::said;
use crate::web::evaluation::Evaluated;

pub fn show(language: &Language, visitor: &Visitor, all: &[(Programme, Arc<Evaluated>)]) -> Markup {
    let title = t_args(
        language,
        "overview-compared",
        &[("count", all.len().into())],
    );
    let around = Layout {
        language,
        visitor: Some(visitor),
        title: &title,
        trail: &[],
        steps: None,
    };
    around.page(&html! {
        (page_header(None, &title, Some(&t(language, "overview-compared-lead")), &Markup::default()))
        @if all.is_empty() {
            (empty_state(&t(language, "overview-none"), &t(language, "overview-none-next"), &Markup::default()))
        } @else {
            (scrolling(&title, &table(language, &title, all)))
        }
    })
}

fn table(language: &Language, title: &str, all: &[(Programme, Arc<Evaluated>)]) -> Markup {
    html! {
        table.overview.folds role="table" {
            caption.unseen { (title) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (t(language, "overview-programme")) }
                    th scope="col" role="columnheader" { (t(language, "overview-newest")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-response")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-goals-met")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-targets-met")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-targets-open")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-targets-missed")) }
                    th.number scope="col" role="columnheader" { (t(language, "overview-limits-missed")) }
                }
            }
            tbody role="rowgroup" {
                @for (programme, found) in all { (row(language, programme, found)) }
            }
        }
    }
}

fn row(language: &Language, programme: &Programme, found: &Evaluated) -> Markup {
    let newest = found.newest();
    let own = format!("/programmes/{}", programme.slug);
    let wave = found.evaluation.wave(newest);
    let name = found.protocol.wave(newest).map(|plan| &plan.name);
    html! {
        tr role="row" {
            th scope="row" role="rowheader" { a href={ (own) "/overview" } { (said(&programme.title, language)) } }
            @if let (Some(wave), Some(name)) = (wave, name) {
                td role="cell" data-column=(t(language, "overview-newest")) { a href={ (own) "/waves/" (newest) "/report" } { (said(name, language)) } }
                (cells(language, wave))
            } @else {
                td role="cell" colspan="7" { (t(language, "overview-nothing")) }
            }
        }
    }
}

fn cells(language: &Language, wave: &WaveResult) -> Markup {
    let targets = Targets::of(wave);
    let of = |count: usize, all: usize| {
        let args = [("count", count.into()), ("all", all.into())];
        t_args(language, "overview-so-many", &args)
    };
    let goals = wave.goals.iter();
    let met = goals.filter(|goal| goal.status == GoalStatus::Met).count();
    let limits = wave.parameters.iter();
    let limits = limits.filter(|one| one.limit_verdict == Verdict::NotMet);
    let rate = wave.response.rr1;
    html! {
        td.number role="cell" data-column=(t(language, "overview-response")) { (rate.map_or_else(|| "–".to_owned(), |rate| percent(language, rate, 1))) }
        td.number role="cell" data-column=(t(language, "overview-goals-met")) { (of(met, wave.goals.len())) }
        td.number role="cell" data-column=(t(language, "overview-targets-met")) { (of(targets.met, targets.all())) }
        td.number role="cell" data-column=(t(language, "overview-targets-open")) { (targets.open) }
        td.number role="cell" data-column=(t(language, "overview-targets-missed")) { (targets.not_met) }
        td.number role="cell" data-column=(t(language, "overview-limits-missed")) { (limits.count()) }
    }
}
