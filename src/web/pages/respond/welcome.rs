//! The first page behind a link: who asks, what about, how long, and what becomes of the answers.

use maud::{Markup, html};

use super::{Frame, Opened, effort, frame, privacy};
use crate::texts::{numbers, t, t_args};
use crate::web::components::icon;
use crate::web::components::words::{own_name, paragraphs, said};

/// `resume` is the page (from 1) where somebody who started before goes on.
pub fn welcome(opened: &Opened, resume: Option<usize>) -> Markup {
    let language = opened.language;
    let survey = opened.survey;
    let contents = html! {
        @if survey.languages.len() > 1 { (languages(opened)) }
        h1 { (said(&survey.title, language)) }
        @if let Some(introduction) = &survey.introduction {
            (paragraphs(introduction, language, Some("lead")))
        }
        @if resume.is_some() {
            p.notice.good role="status" { (t(language, "client-welcome-back")) }
        }
        ul.facts {
            li { (icon::clock()) span { (effort(survey, language)) } }
            @if !opened.keeps_nothing() {
                li { (icon::saved()) span { (t(language, "client-may-stop")) } }
            }
            @if let Some(day) = opened.last_day {
                li {
                    (icon::calendar())
                    span {
                        (t_args(language, "client-open-until", &[("date", numbers::date(language, day).into())]))
                    }
                }
            }
        }
        section.privacy {
            h2 { (t(language, "client-privacy-heading")) }
            p { (privacy(opened)) }
            p { (kept(opened)) }
        }
        p.actions {
            a.button.primary href={ (opened.page(resume.unwrap_or(1))) "?lang=" (language) } {
                @if resume.is_some() { (t(language, "client-continue")) } @else { (t(language, "client-start")) }
            }
        }
        (super::outcome::way(opened))
    };
    let around = Frame {
        prefix: None,
        progress: None,
        scripted: false,
        ends: false,
        foot: Markup::default(),
    };
    frame(opened, &around, &contents)
}

/// How long what they say is kept, as the protocol has it.
fn kept(opened: &Opened) -> String {
    let language = opened.language;
    match opened.keep_months {
        Some(months) => t_args(language, "paper-kept-months", &[("months", months.into())]),
        None => t_args(
            language,
            "paper-kept",
            &[("organisation", opened.organisation.get(language).into())],
        ),
    }
}

fn languages(opened: &Opened) -> Markup {
    html! {
        nav aria-label=(opened.words().language) {
            ul.languages {
                @for language in &opened.survey.languages {
                    li {
                        a href={ (opened.page(0)) "?lang=" (language) } hreflang=(language) lang=(language)
                            aria-current=[(language == opened.language).then_some("true")] {
                            (own_name(language))
                        }
                    }
                }
            }
        }
    }
}
