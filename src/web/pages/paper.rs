//! A questionnaire for print, A4: every item with its code and every box with what is typed over.

use maud::{DOCTYPE, Markup, html};

use crate::domain::language::{Language, Text};
use crate::domain::protocol::Segment;
use crate::domain::survey::{Choice, Item, ItemKind, Survey};
use crate::store::surveys::SurveyVersion;
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::components::words::{page_language, paragraphs, said};

pub struct Paper<'a> {
    pub organisation: &'a Text,
    pub version: &'a SurveyVersion,
    pub language: &'a Language,
    pub segments: &'a [Segment],
}

/// The items that ask something.
pub fn asked(survey: &Survey) -> impl Iterator<Item = &Item> {
    survey.questions()
}

pub fn show(paper: &Paper) -> Markup {
    let language = paper.language;
    let survey = &paper.version.survey;
    html! {
        (DOCTYPE)
        html lang=(page_language(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (survey.title.get(language)) }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("paper.css"));
            }
            body {
                main {
                    header {
                        p.organisation { (said(paper.organisation, language)) }
                        h1 { (said(&survey.title, language)) }
                        (own_code(paper))
                    }
                    @if let Some(introduction) = &survey.introduction {
                        (paragraphs(introduction, language, None))
                    }
                    p.how { (t(language, "paper-how")) }
                    @for page in &survey.pages {
                        section {
                            @if let Some(title) = &page.title { h2 { (said(title, language)) } }
                            @for one in &page.items { (item(language, one)) }
                        }
                    }
                    @if let Some(thanks) = &survey.thanks { (paragraphs(thanks, language, None)) }
                    footer {
                        (t_args(language, "paper-foot", &[
                            ("code", paper.version.code.as_str().into()),
                            ("version", paper.version.version.into()),
                            ("hash", paper.version.hash.chars().take(12).collect::<String>().into()),
                        ]))
                    }
                }
            }
        }
    }
}

/// What ties the paper to a row of the file: a code that is written on it, and the segment.
fn own_code(paper: &Paper) -> Markup {
    let language = paper.language;
    html! {
        dl.own {
            div {
                dt { (t(language, "paper-code")) " " code { "respondent" } }
                dd.cells { @for _ in 0..10 { span.cell {} } }
            }
            @if !paper.segments.is_empty() {
                div {
                    dt { (t(language, "paper-segment")) " " code { "segment" } }
                    dd.options {
                        @for segment in paper.segments {
                            span.option { (square()) (said(&segment.name, language)) " " code { (segment.code) } }
                        }
                    }
                }
            }
        }
    }
}

fn square() -> Markup {
    html! { span.box aria-hidden="true" {} }
}

fn item(language: &Language, item: &Item) -> Markup {
    if matches!(item.kind, ItemKind::Information) {
        return paragraphs(&item.text, language, Some("between"));
    }
    html! {
        div.item data-item=(item.code) {
            p.question {
                (said(&item.text, language))
                @if item.required { " *" }
                " " code { (item.code) }
            }
            @if let Some(help) = &item.help { p.help { (said(help, language)) } }
            (boxes(language, &item.kind))
            @if item.not_applicable {
                p.option data-value="nvt" { (square()) (t(language, "paper-not-applicable")) " " code { "nvt" } }
            }
            @if item.dont_know {
                p.option data-value="weet niet" { (square()) (t(language, "paper-dont-know")) " " code { "weet niet" } }
            }
        }
    }
}

fn boxes(language: &Language, kind: &ItemKind) -> Markup {
    match kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => html! {
            div.scale {
                span.end { (said(low_label, language)) }
                @for value in *low..=*high {
                    span.point data-value=(value) { (square()) (value) }
                }
                span.end { (said(high_label, language)) }
            }
        },
        ItemKind::SingleChoice { options, .. } => html! {
            p.help { (t(language, "paper-one")) }
            (choices(language, options))
        },
        ItemKind::MultipleChoice { options, .. } => html! {
            p.help { (t(language, "paper-several")) }
            (choices(language, options))
        },
        ItemKind::YesNo => html! {
            div.options {
                span.option data-value="yes" { (square()) (t(language, "common-yes")) " " code { "yes" } }
                span.option data-value="no" { (square()) (t(language, "common-no")) " " code { "no" } }
            }
        },
        ItemKind::Ranking { options } => html! {
            p.help { (t(language, "paper-rank")) }
            (choices(language, options))
        },
        ItemKind::LongText { .. } => lines(4),
        _ => lines(1),
    }
}

fn choices(language: &Language, options: &[Choice]) -> Markup {
    html! {
        ul {
            @for option in options {
                li.option data-value=(option.code) {
                    (square()) (said(&option.label, language)) " " code { (option.code) }
                }
            }
        }
    }
}

fn lines(count: u32) -> Markup {
    html! { div.lines { @for _ in 0..count { div.line {} } } }
}
