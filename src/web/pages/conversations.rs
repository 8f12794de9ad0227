//! Conversations that were planned and held, and the form that plans one.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::evidence::Mode;
use crate::domain::language::Language;
use crate::store::clients::Client;
use crate::store::conversations::Conversation;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::Wave;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::said;
use crate::web::work::Work;

/// Between what a conversation can be planned.
pub struct Chooser<'a> {
    pub waves: Vec<&'a Wave>,
    pub guides: Vec<SurveyVersion>,
    pub clients: Vec<Client>,
    pub search: &'a str,
}

pub fn index(work: &Work, chooser: &Chooser, held: &[(Conversation, Client)]) -> Markup {
    let language = &work.language;
    let saved = held
        .iter()
        .filter(|(one, _)| one.saved_at.is_some())
        .count();
    let args = [("count", held.len().into()), ("saved", saved.into())];
    let title = t_args(language, "conversation-title", &args);
    let main = html! {
        (page_header(None, &title, Some(&t(language, "conversation-lead")), &Markup::default()))
        @if !held.is_empty() { (scrolling(&title, &list(work, held))) }
        section {
            h2 { (t(language, "conversation-new")) }
            @if chooser.waves.is_empty() {
                (empty_state(&t(language, "conversation-no-wave"),
                    &t(language, "conversation-no-wave-why"), &Markup::default()))
            } @else if chooser.guides.is_empty() {
                (empty_state(&t(language, "conversation-no-guide"),
                    &t(language, "conversation-no-guide-why"), &Markup::default()))
            } @else {
                (search(work, chooser))
                (form(work, chooser))
            }
        }
    };
    framed(work, &title, Some(Step::Interviews), Some(&title), &main)
}

fn list(work: &Work, held: &[(Conversation, Client)]) -> Markup {
    let language = &work.language;
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (t(language, "conversation-client")) }
                    th scope="col" { (t(language, "conversation-mode")) }
                    th scope="col" { (t(language, "conversation-day")) }
                    th scope="col" { (t(language, "conversation-interviewer")) }
                    th scope="col" { (t(language, "surveys-state")) }
                }
            }
            tbody {
                @for (one, client) in held {
                    tr {
                        th scope="row" {
                            a href=(work.at(&format!("conversations/{}", one.id))) { (client.name) }
                        }
                        td { (mode_word(language, one.mode)) }
                        td { (date(language, one.held_on)) }
                        td { (one.interviewer) }
                        td {
                            @if one.saved_at.is_some() { span.tag.good { (t(language, "conversation-noted")) } }
                            @else { span.tag { (t(language, "conversation-planned")) } }
                        }
                    }
                }
            }
        }
    }
}

pub fn mode_word(language: &Language, mode: Mode) -> String {
    match mode {
        Mode::Phone => t(language, "conversation-by-phone"),
        _ => t(language, "conversation-face-to-face"),
    }
}

fn search(work: &Work, chooser: &Chooser) -> Markup {
    let language = &work.language;
    html! {
        form.form method="get" action=(work.at("conversations")) {
            (Field::text("q", &t(language, "conversation-search"), chooser.search).input())
            div.row { button.button { (t(language, "conversation-find")) } }
        }
    }
}

fn form(work: &Work, chooser: &Chooser) -> Markup {
    let language = &work.language;
    let waves: Vec<(String, String)> = chooser
        .waves
        .iter()
        .map(|wave| (wave.number.to_string(), wave.name.get(language).to_owned()))
        .collect();
    let guides: Vec<(String, String)> = chooser
        .guides
        .iter()
        .map(|guide| {
            (
                guide.id.to_string(),
                guide.survey.title.get(language).to_owned(),
            )
        })
        .collect();
    html! {
        form.form method="post" action=(work.at("conversations")) {
            (Field::text("wave", &t(language, "conversation-wave"), "").select(&waves))
            (Field::text("guide", &t(language, "conversation-guide"), "").select(&guides))
            fieldset.choices {
                legend { (t(language, "conversation-mode")) }
                @for (at, mode) in [Mode::FaceToFace, Mode::Phone].into_iter().enumerate() {
                    label {
                        input type="radio" name="mode" value=(mode_code(mode)) checked[at == 0];
                        span { (mode_word(language, mode)) }
                    }
                }
            }
            fieldset.choices {
                legend { (t(language, "conversation-client")) }
                @if chooser.clients.is_empty() { p { (t(language, "conversation-nobody")) } }
                @for client in &chooser.clients {
                    label {
                        input type="radio" name="client" value=(client.key) required;
                        span { (client.name) " " span.quiet { (client.segment) } }
                    }
                }
            }
            div.row { button.button.primary { (t(language, "conversation-begin")) } }
        }
    }
}

pub fn mode_code(mode: Mode) -> &'static str {
    match mode {
        Mode::Phone => "phone",
        _ => "face_to_face",
    }
}

/// The title of a guide as a link to its conversations, for who may hold them.
pub fn hold(work: &Work, guide: &SurveyVersion) -> Markup {
    let language = &work.language;
    html! {
        p {
            a href=(work.at("conversations")) { (t(language, "conversation-hold")) } ": "
            (said(&guide.survey.title, language))
        }
    }
}
