//! A conversation along a guide: the questions in their order, and room to note what is said.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::items::{self, Shown};
use super::{Frame, Opened, effort, frame};
use crate::domain::evidence::Mode;
use crate::domain::expression::Tree;
use crate::domain::form::{FieldProblem, Filled};
use crate::domain::language::Language;
use crate::domain::logic::Logic;
use crate::domain::parameter::Tone;
use crate::domain::survey::{Item, ItemKind};
use crate::store::clients::Client;
use crate::store::conversations::{Conversation, Note};
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::components::icon;
use crate::web::pages::conversations::{mode_code, mode_word};

pub struct Conversing<'a> {
    pub conversation: &'a Conversation,
    pub client: &'a Client,
    /// Whether its day lies in the wave's evidence period.
    pub is_evidence: bool,
    pub notes: &'a [Note],
    /// The themes that are in use.
    pub themes: &'a BTreeSet<String>,
    /// Where the client reads the guide ahead.
    pub guide_link: &'a str,
    /// Where the conversations are listed.
    pub back: &'a str,
    /// The language of the interviewer, which may be another than the client's.
    pub interface: &'a Language,
    pub saved: bool,
    pub filled: Filled<'a>,
    /// What could not be read of what was sent.
    pub problems: &'a [FieldProblem],
    /// Marks of the answers and statements that it shows.
    pub was: &'a str,
    /// Makes a second post of the same page harmless.
    pub key: &'a str,
}

pub fn conversation(opened: &Opened, shown: &Conversing) -> Markup {
    let language = shown.interface;
    let fields = Shown {
        path: opened.known,
        opened,
        filled: &shown.filled,
        seed: 0,
        problems: shown.problems,
    };
    let contents = html! {
        link rel="stylesheet" href=(assets::address("conversation.css"));
        p { a href=(shown.back) { (t(language, "conversation-back")) } }
        h1 { (opened.said(&opened.survey.title)) }
        p.lead {
            (shown.client.name) ", " (shown.client.segment)
            @if let Some(role) = &shown.client.role { ", " (role) }
        }
        @if !shown.problems.is_empty() { (refused(opened, shown)) }
        @else if shown.saved { p.notice.good role="status" { (icon::saved()) " " (t(language, "conversation-saved")) } }
        @if !shown.is_evidence { p.notice role="status" { (t(language, "conversation-outside")) } }
        details {
            summary { (t(language, "conversation-ahead")) }
            p { (t(language, "conversation-ahead-how")) }
            p { code { (shown.guide_link) } }
            @if !shown.client.email.is_empty() {
                p { (t_args(language, "conversation-ahead-to", &[("email", shown.client.email.as_str().into())])) }
            }
        }
        form #sheet method="post" action="?" autocomplete="off" novalidate
            data-saved=(t(language, "conversation-kept")) data-unsaved=(t(language, "conversation-not-kept")) {
            input type="hidden" name="key" value=(shown.key);
            input type="hidden" name="rev" value="0";
            input type="hidden" name="was" value=(shown.was);
            input type="hidden" name="lang" value=(opened.language);
            div.held {
                label { (t(language, "conversation-day")) " "
                    input type="date" name="held_on" value=(shown.conversation.held_on);
                }
                @for mode in [Mode::FaceToFace, Mode::Phone] {
                    label {
                        input type="radio" name="mode" value=(mode_code(mode))
                            checked[shown.conversation.mode == mode];
                        " " (mode_word(language, mode))
                    }
                }
            }
            @if let Some(introduction) = &opened.survey.introduction {
                (opened.paragraphs(introduction, Some("lead")))
            }
            datalist #themes { @for theme in shown.themes { option value=(theme) {} } }
            @for page in &opened.survey.pages {
                section {
                    @if let Some(title) = &page.title { h2 { (opened.said(title)) } }
                    @for item in &page.items {
                        @if opened.known.is_none_or(|path| path.shows(&item.code)) {
                            (asked(fields, shown, item))
                        } @else {
                            // As the answers stand it is not asked; it stays at hand.
                            details.not-asked {
                                summary {
                                    (t(language, "conversation-not-asked")) " " (opened.said(&item.text))
                                }
                                (asked(fields, shown, item))
                            }
                        }
                    }
                }
            }
            @if let Some(thanks) = &opened.survey.thanks { (opened.paragraphs(thanks, None)) }
            p.actions.always {
                button.button.primary { (t(language, "conversation-save")) }
                span #saved.quiet role="status" {}
            }
        }
    };
    around(opened, true, &contents)
}

/// What could not be kept, with a link to each field.
fn refused(opened: &Opened, shown: &Conversing) -> Markup {
    let language = shown.interface;
    let items = opened.survey.items();
    let wrong = items.filter_map(|item| {
        let mut problems = shown.problems.iter();
        Some((item, problems.find(|problem| problem.item == item.code)?))
    });
    html! {
        div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
            h2 #errors {
                (t_args(language, "conversation-refused", &[("count", shown.problems.len().into())]))
            }
            ul {
                @for (item, problem) in wrong {
                    li {
                        a href={ "#" (items::control_id(&item.code)) } { (opened.said(&item.text)) }
                        ": " (items::sentence(opened, item, problem))
                    }
                }
            }
        }
    }
}

/// A question with its answer, when it has one to choose, and with what was said.
fn asked(fields: Shown, shown: &Conversing, item: &Item) -> Markup {
    let language = shown.interface;
    let code = item.code.as_str();
    let own = shown.notes.iter().filter(|note| note.item == code);
    html! {
        div.asked-item id={ "i-" (code) } {
            @match &item.kind {
                ItemKind::Information => (items::item(fields, item)),
                // What is said is noted as statements, each with its own theme and tone.
                ItemKind::LongText { .. } => {
                    h3 { (fields.opened.said(&item.text)) }
                    @if let Some(help) = &item.help { p.help { (fields.opened.said(help)) } }
                }
                _ => (items::item(fields, item)),
            }
            @if !matches!(item.kind, ItemKind::Information) {
                @for note in own { (noted(language, code, &note.nr.to_string(), Some(note))) }
                (noted(language, code, "new", None))
                p { button.button name="go" value={ "i-" (code) } { (t(language, "conversation-save-more")) } }
            }
        }
    }
}

fn noted(language: &Language, item: &str, place: &str, note: Option<&Note>) -> Markup {
    let name = |what: &str| format!("n-{item}-{place}-{what}");
    let tone = note.and_then(|note| note.tone);
    let tones = [
        ("positive", Tone::Positive),
        ("neutral", Tone::Neutral),
        ("negative", Tone::Negative),
    ];
    html! {
        fieldset.note {
            legend {
                @match note {
                    Some(note) => (t_args(language, "conversation-statement", &[("nr", note.nr.into())])),
                    None => (t(language, "conversation-new-statement")),
                }
            }
            textarea name=(name("text")) rows="2" maxlength="10000"
                aria-label=(t(language, "conversation-said")) {
                "\n" (note.map_or("", |note| note.text.as_str()))
            }
            div.held {
                label { (t(language, "conversation-theme")) " "
                    input name=(name("theme")) list="themes" maxlength="200"
                        value=(note.and_then(|note| note.theme.as_deref()).unwrap_or_default());
                }
                label { (t(language, "conversation-tone")) " "
                    select name=(name("tone")) {
                        option value="" { "–" }
                        @for (code, value) in tones {
                            option value=(code) selected[tone == Some(value)] {
                                (t(language, &format!("conversation-{code}")))
                            }
                        }
                    }
                }
                label {
                    input type="checkbox" name=(name("open")) value="1"
                        checked[note.is_some_and(|note| note.open_problem == Some(true))];
                    " " (t(language, "conversation-open-problem"))
                }
                label {
                    input type="checkbox" name=(name("quote")) value="1"
                        checked[note.is_some_and(|note| note.quote_allowed)];
                    " " (t(language, "conversation-quote"))
                }
            }
        }
    }
}

/// The guide sent ahead: what will be asked, and nothing to fill in.
pub fn guide(opened: &Opened, conversation: &Conversation, logic: &Logic) -> Markup {
    let language = opened.language;
    let survey = opened.survey;
    // What is never asked of this client, whatever the answers; the rest may be.
    let never = |tree: Option<&Tree>| {
        let path = opened.known;
        path.is_some_and(|path| tree.and_then(|tree| tree.holds(path)) == Some(false))
    };
    let pages = survey.pages.iter().enumerate();
    let pages = pages.filter(|(at, _)| !never(logic.page_condition(*at)));
    let may_be_asked = |item: &&Item| !never(logic.conditions_of(&item.code).0);
    let contents = html! {
        link rel="stylesheet" href=(assets::address("conversation.css"));
        h1 { (opened.said(&survey.title)) }
        p.lead {
            (t_args(language, "conversation-prepare", &[
                ("interviewer", conversation.interviewer.as_str().into()),
                ("mode", mode_word(language, conversation.mode).into()),
            ]))
        }
        p.quiet { (t(language, "conversation-prepare-how")) " " (effort(survey, language)) }
        @for (_, page) in pages {
            section {
                @if let Some(title) = &page.title { h2 { (opened.said(title)) } }
                ol.guide {
                    @for item in page.items.iter().filter(may_be_asked) {
                        li {
                            (opened.said(&item.text))
                            @if !item.options().is_empty() {
                                ul { @for option in item.options() { li { (opened.said(&option.label)) } } }
                            }
                        }
                    }
                }
            }
        }
    };
    around(opened, false, &contents)
}

fn around(opened: &Opened, scripted: bool, contents: &Markup) -> Markup {
    let around = Frame {
        prefix: None,
        progress: None,
        scripted,
        ends: false,
        foot: Markup::default(),
    };
    frame(opened, &around, contents)
}
