//! Goals, problems, preconditions, services, agreements and charters, as they were agreed.

use maud::{Markup, html};

use crate::domain::language::Language;
use crate::domain::protocol::{Agreement, Charter, Handling, Protocol};
use crate::texts::numbers::{date, decimal, percent};
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
                            span.quiet { "(" (problem.code) " → " (problem.goals.join(", ")) ")" }
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
                                    td { @if let Some(actual) = &one.actual { (said(actual, language)) } }
                                }
                            }
                        }
                    }
                }))
            }
        }
    }
}

pub fn services(language: &Language, protocol: &Protocol) -> Markup {
    html! {
        @if !protocol.clusters.is_empty() {
            section {
                h2 { (t(language, "protocol-services")) }
                @for cluster in &protocol.clusters {
                    details {
                        summary { (said(&cluster.name, language)) }
                        ul {
                            @for service in protocol.services.iter().filter(|one| one.cluster == cluster.code) {
                                li {
                                    (said(&service.name, language)) " "
                                    span.quiet {
                                        (handling(language, service.handling)) "; " (service.back_office)
                                    }
                                }
                            }
                        }
                    }
                }
            }
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
                            }
                        }
                        tbody { @for one in &protocol.agreements { (agreement(language, one)) } }
                    }
                }))
            }
        }
    }
}

fn agreement(language: &Language, one: &Agreement) -> Markup {
    html! {
        tr {
            th scope="row" { (one.code) " " (said(&one.name, language)) }
            td.number { (decimal(language, one.response_hours, 0)) }
            td.number { (decimal(language, one.solve_hours, 0)) }
            td.number { (percent(language, one.share_within, 0)) }
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
