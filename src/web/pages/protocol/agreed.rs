//! Goals, problems, preconditions, services, agreements and charters, as they were agreed.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::domain::language::Language;
use crate::domain::protocol::{Agreement, Charter, Cluster, Handling, Protocol, Service};
use crate::texts::numbers::{date, decimal, list, percent};
use crate::texts::{t, t_args};
use crate::web::components::page_header::scrolling;
use crate::web::components::words::said;

pub fn goals(language: &Language, protocol: &Protocol) -> Markup {
    html! {
        section {
            h2 { (t(language, "protocol-goals")) }
            ol.plain.stack {
                @for goal in &protocol.goals {
                    @let parameters: Vec<_> =
                        protocol.parameters_of(&goal.code).map(|one| one.code.as_str()).collect();
                    li {
                        h3 { (goal.code) " " (said(&goal.name, language)) }
                        p { (said(&goal.statement, language)) }
                        p.small.quiet {
                            @if let Some(deadline) = goal.deadline {
                                (t_args(language, "protocol-before",
                                    &[("day", date(language, deadline).into())])) " "
                            }
                            @if let Some(owner) = &goal.owner {
                                (t(language, "protocol-owner")) ": " (owner) ". "
                            }
                            (t(language, "protocol-tested-by")) " " (parameters.join(", "))
                        }
                    }
                }
            }
        }
    }
}

pub fn problems(language: &Language, protocol: &Protocol) -> Markup {
    html! {
        @if !protocol.problems.is_empty() {
            section {
                h2 { (t(language, "protocol-problems")) }
                ul {
                    @for problem in &protocol.problems {
                        li {
                            (said(&problem.statement, language)) " "
                            span.quiet {
                                "(" (problem.code) " → " (problem.goals.join(", "))
                                @if !problem.parameters.is_empty() { "; " (problem.parameters.join(", ")) }
                                ")"
                            }
                        }
                    }
                }
            }
        }
    }
}

pub fn preconditions(language: &Language, protocol: &Protocol) -> Markup {
    let all = &protocol.programme.preconditions;
    let label = t(language, "protocol-preconditions");
    html! {
        @if !all.is_empty() {
            section {
                (scrolling(&label, &html! {
                    table {
                        caption { (label) }
                        thead {
                            tr {
                                th scope="col" { (t(language, "protocol-precondition")) }
                                th scope="col" { (t(language, "protocol-planned")) }
                                th scope="col" { (t(language, "protocol-actual")) }
                            }
                        }
                        tbody {
                            @for one in all {
                                tr {
                                    th scope="row" { (said(&one.name, language)) }
                                    td { (said(&one.planned, language)) }
                                    td {
                                        @if let Some(actual) = &one.actual { (said(actual, language)) }
                                        @if one.deviates { br; small { (t(language, "report-deviates")) } }
                                    }
                                }
                            }
                        }
                    }
                }))
            }
        }
    }
}

/// What is taken for granted, and what happened around the programme.
pub fn surroundings(language: &Language, protocol: &Protocol) -> Markup {
    html! {
        @if !protocol.members.is_empty() {
            section {
                h2 { (t(language, "parts-title-member")) }
                ul {
                    @for one in &protocol.members {
                        li {
                            (one.person) ": " (said(&one.role, language)) " "
                            span.quiet { (validity(language, one.valid_from, one.valid_to)) }
                        }
                    }
                }
                p.quiet { (t(language, "protocol-members-end")) }
            }
        }
        @if !protocol.premises.is_empty() {
            section {
                h2 { (t(language, "protocol-premises")) }
                ul {
                    @for one in &protocol.premises {
                        li { (said(&one.statement, language)) " " span.quiet { "(" (one.code) ")" } }
                    }
                }
            }
        }
        @if !protocol.annotations.is_empty() {
            section {
                h2 { (t(language, "protocol-annotations")) }
                ul {
                    @for one in &protocol.annotations {
                        li {
                            (date(language, one.day)) ": " (said(&one.statement, language)) " "
                            span.quiet { "(" (one.code) ", " (one.source) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// The catalogue by cluster, with what was planned for each.
pub fn services(language: &Language, protocol: &Protocol) -> Markup {
    let complete = protocol.services.iter().filter(|one| one.is_complete());
    let share = t_args(
        language,
        "parts-catalogue-complete",
        &[
            ("complete", complete.count().into()),
            ("all", protocol.services.len().into()),
        ],
    );
    html! {
        @if !protocol.clusters.is_empty() {
            section {
                h2 { (t(language, "protocol-services")) }
                @if !protocol.services.is_empty() { p { (share) } }
                @for cluster in &protocol.clusters {
                    details {
                        summary { (said(&cluster.name, language)) }
                        (formation(language, cluster))
                        ul.plain.stack {
                            @for service in protocol.services.iter().filter(|one| one.cluster == cluster.code) {
                                li { (one_service(language, service)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Staff, hours and cost that were planned for a cluster.
fn formation(language: &Language, cluster: &Cluster) -> Markup {
    let planned = [
        ("parts-field-planned_fte", cluster.planned_fte, 1),
        ("parts-field-planned_hours", cluster.planned_hours, 0),
        ("parts-field-planned_cost_eur", cluster.planned_cost_eur, 0),
    ];
    html! {
        @if planned.iter().any(|(_, value, _)| value.is_some()) {
            dl.pairs.small {
                @for (key, value, decimals) in planned {
                    @if let Some(value) = value {
                        dt { (t(language, key)) }
                        dd { (decimal(language, value, decimals)) }
                    }
                }
            }
        }
    }
}

fn one_service(language: &Language, service: &Service) -> Markup {
    let texts = [
        ("parts-field-front_steps", &service.front_steps),
        ("parts-field-back_steps", &service.back_steps),
        ("parts-field-aids", &service.aids),
        ("parts-field-tips", &service.tips),
    ];
    html! {
        h3 { (said(&service.name, language)) }
        p.small.quiet {
            (handling(language, service.handling)) "; " (service.back_office)
            @if let Some(contact) = &service.contact { "; " (contact) }
            @if let Some(hours) = service.effort_hours {
                "; " (t(language, "parts-field-effort_hours")) " " (decimal(language, hours, 2))
            }
            (validity(language, service.valid_from, service.valid_to))
        }
        @if texts.iter().any(|(_, text)| text.is_some()) {
            dl.pairs.small {
                @for (key, text) in texts {
                    @if let Some(text) = text {
                        dt { (t(language, key)) }
                        dd { (said(text, language)) }
                    }
                }
            }
        }
    }
}

/// From when until when something holds, where that was said.
fn validity(language: &Language, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Markup {
    html! {
        @if let Some(from) = from {
            "; " (t(language, "parts-field-valid_from")) " " (date(language, from))
        }
        @if let Some(to) = to {
            "; " (t(language, "parts-field-valid_to")) " " (date(language, to))
        }
    }
}

fn handling(language: &Language, handling: Handling) -> String {
    match handling {
        Handling::FrontOffice => t(language, "protocol-front-office"),
        Handling::BackOffice => t(language, "protocol-back-office"),
        Handling::Both => t(language, "protocol-both-offices"),
    }
}

pub fn agreements(language: &Language, protocol: &Protocol) -> Markup {
    let label = t(language, "protocol-agreements");
    html! {
        @if !protocol.agreements.is_empty() {
            section {
                (scrolling(&label, &html! {
                    table {
                        caption { (label) }
                        thead {
                            tr {
                                th scope="col" { (t(language, "protocol-agreement")) }
                                th.number scope="col" { (t(language, "protocol-response-hours")) }
                                th.number scope="col" { (t(language, "protocol-solve-hours")) }
                                th.number scope="col" { (t(language, "protocol-within")) }
                                th.number scope="col" { (t(language, "parts-field-budget_eur")) }
                            }
                        }
                        tbody { @for one in &protocol.agreements { (agreement(language, protocol, one)) } }
                    }
                }))
            }
        }
    }
}

fn agreement(language: &Language, protocol: &Protocol, one: &Agreement) -> Markup {
    let own = protocol.segments.iter();
    let own = own.filter(|segment| one.segments.contains(&segment.code));
    let segments: Vec<&str> = own.map(|segment| segment.name.get(language)).collect();
    html! {
        tr {
            th scope="row" {
                (one.code) " " (said(&one.name, language))
                span.small.quiet { (validity(language, one.valid_from, one.valid_to)) }
                @if !segments.is_empty() { br; small { (list(language, &segments)) } }
            }
            td.number { (decimal(language, one.response_hours, 0)) }
            td.number { (decimal(language, one.solve_hours, 0)) }
            td.number { (percent(language, one.share_within, 0)) }
            td.number { @if let Some(budget) = one.budget_eur { (decimal(language, budget, 0)) } }
        }
    }
}

pub fn charters(language: &Language, protocol: &Protocol) -> Markup {
    html! {
        @if !protocol.charters.is_empty() {
            section {
                h2 { (t(language, "protocol-charters")) }
                ul.plain.stack { @for charter in &protocol.charters { (one_charter(language, charter)) } }
            }
        }
    }
}

fn one_charter(language: &Language, charter: &Charter) -> Markup {
    let sentence = t_args(
        language,
        "protocol-charter-when",
        &[
            ("parameter", (&charter.parameter).into()),
            ("share", percent(language, charter.threshold, 0).into()),
            (
                "amount",
                decimal(language, charter.eur_per_breach, 0).into(),
            ),
        ],
    );
    html! {
        li {
            h3 { (charter.code) " " (said(&charter.name, language)) }
            p { (said(&charter.promise, language)) }
            p.small.quiet { (sentence) " " (said(&charter.sanction, language)) }
        }
    }
}
