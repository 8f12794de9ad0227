//! Ready instruments as pages: what there is, and one with what it asks and feeds.

use maud::{Markup, html};

use super::frame::framed;
use super::surveys::{asked, kind_word};
use crate::domain::access::Right;
use crate::domain::form;
use crate::domain::instruments::{ALL, Instrument};
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::texts::numbers::is_dutch;
use crate::texts::{t, t_args};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::said;
use crate::web::work::Work;

pub fn index(work: &Work) -> Markup {
    let language = &work.language;
    let title = t(language, "instruments-title");
    let lead = t(language, "instruments-lead");
    let main = html! {
        (page_header(None, &title, Some(&lead), &Markup::default()))
        ul.cards {
            @for one in &ALL {
                @if let Some(survey) = one.survey() {
                    li.card {
                        p.eyebrow { (kind_word(language, survey.kind)) ", " (size(language, &survey)) }
                        h2 { a href=(work.at(&format!("instruments/{}", one.code))) { (name(language, one)) } }
                        p { (purpose(language, one)) }
                    }
                }
            }
        }
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

fn size(language: &Language, survey: &Survey) -> String {
    let args = [
        ("items", survey.items().count().into()),
        ("minutes", i64::from(form::minutes(survey)).into()),
    ];
    t_args(language, "instruments-size", &args)
}

pub fn show(work: &Work, one: &Instrument, survey: &Survey) -> Markup {
    let language = &work.language;
    let title = name(language, one);
    let take = html! {
        @if work.may(Right::Evaluate) {
            a.button.primary href=(work.at(&format!("surveys/new?ready={}", one.code))) {
                (t(language, "instruments-take"))
            }
        }
    };
    let main = html! {
        (page_header(Some(&kind_word(language, survey.kind)), &title, Some(&purpose(language, one)), &take))
        p { (caution(language, one)) }
        p.quiet { (size(language, survey)) "." }
        section {
            h2 { (t(language, "instruments-feeds")) }
            p { (t(language, "instruments-bounds-open")) }
            (scrolling(&t(language, "instruments-feeds"), &parameters(work, one)))
            @if !one.analyses().is_empty() {
                details {
                    summary { (t(language, "instruments-analyses")) }
                    p { (t(language, "instruments-analyses-how")) }
                    pre tabindex="0" { code { (one.analyses()) } }
                }
            }
        }
        section {
            h2 { (t(language, "instruments-asks")) ": “" (said(&survey.title, language)) "”" }
            (asked(language, survey))
        }
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

fn parameters(work: &Work, one: &Instrument) -> Markup {
    let language = &work.language;
    let may = work.may(Right::Evaluate) && work.stand.protocol.is_some();
    html! {
        table {
            caption.unseen { (t(language, "instruments-feeds")) }
            thead {
                tr {
                    th scope="col" { (t(language, "instruments-code")) }
                    th scope="col" { (t(language, "surveys-name")) }
                    th scope="col" { (t(language, "instruments-rule")) }
                    @if may { th scope="col" { span.unseen { (t(language, "instruments-add")) } } }
                }
            }
            tbody {
                @for listed in one.parameters() {
                    @let called = &listed.name[usize::from(!is_dutch(language))];
                    tr {
                        th scope="row" { (listed.id) }
                        td { (called) }
                        td { (rule(one, &listed.id)) }
                        @if may {
                            td {
                                a href=(work.at(&format!("protocol/parts/parameter?ready={}.{}", one.code, listed.id))) {
                                    (t(language, "instruments-add")) span.unseen { ": " (called) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The estimator and what it reads, in the words of the file.
fn rule(one: &Instrument, code: &str) -> Markup {
    let typed = one.parameter(code).unwrap_or_default();
    let value = |key: &str| {
        let mut found = typed.iter().filter(|(name, _)| name == key);
        found
            .next()
            .map(|(_, value)| value.clone())
            .filter(|v| !v.is_empty())
    };
    let reads = ["item", "perceived", "expected", "counts", "tone", "chosen"];
    html! {
        code { (value("estimator").unwrap_or_default()) }
        @for read in reads.into_iter().filter_map(value) { " " code { (read) } }
    }
}

fn name(language: &Language, one: &Instrument) -> String {
    match one.code {
        "desk_satisfaction" => t(language, "instruments-desk-satisfaction"),
        "after_ticket" => t(language, "instruments-after-ticket"),
        "effort" => t(language, "instruments-effort"),
        "recommend" => t(language, "instruments-recommend"),
        "servperf" => t(language, "instruments-servperf"),
        "servqual" => t(language, "instruments-servqual"),
        "importance_performance" => t(language, "instruments-importance-performance"),
        "conversation" => t(language, "instruments-conversation"),
        "staff_support" => t(language, "instruments-staff-support"),
        _ => t(language, "instruments-mirror"),
    }
}

fn purpose(language: &Language, one: &Instrument) -> String {
    match one.code {
        "desk_satisfaction" => t(language, "instruments-desk-satisfaction-for"),
        "after_ticket" => t(language, "instruments-after-ticket-for"),
        "effort" => t(language, "instruments-effort-for"),
        "recommend" => t(language, "instruments-recommend-for"),
        "servperf" => t(language, "instruments-servperf-for"),
        "servqual" => t(language, "instruments-servqual-for"),
        "importance_performance" => t(language, "instruments-importance-performance-for"),
        "conversation" => t(language, "instruments-conversation-for"),
        "staff_support" => t(language, "instruments-staff-support-for"),
        _ => t(language, "instruments-mirror-for"),
    }
}

/// What one should know before trusting its figures.
fn caution(language: &Language, one: &Instrument) -> String {
    match one.code {
        "desk_satisfaction" => t(language, "instruments-desk-satisfaction-caution"),
        "after_ticket" => t(language, "instruments-after-ticket-caution"),
        "effort" => t(language, "instruments-effort-caution"),
        "recommend" => t(language, "instruments-recommend-caution"),
        "servperf" => t(language, "instruments-servperf-caution"),
        "servqual" => t(language, "instruments-servqual-caution"),
        "importance_performance" => t(language, "instruments-importance-performance-caution"),
        "conversation" => t(language, "instruments-conversation-caution"),
        "staff_support" => t(language, "instruments-staff-support-caution"),
        _ => t(language, "instruments-mirror-caution"),
    }
}
