//! One page of the survey as a form that is complete without a script.

use maud::{Markup, html};
use serde::Deserialize;

use super::items::{self, Shown, control_id};
use super::{Frame, Opened, frame};
use crate::domain::form::{ASKED, FieldProblem, Filled};
use crate::domain::survey::Page;
use crate::texts::{t, t_args};
use crate::web::components::words::{own_name, said};

/// What one page of the survey shows.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// From 1.
    pub number: usize,
    pub page: &'a Page,
    pub filled: Filled<'a>,
    pub problems: &'a [FieldProblem],
    /// A word to say above the questions.
    pub remark: Option<Remark>,
    /// Decides the order of options that come in another order for everybody.
    pub seed: u32,
    /// The revision of the answers that this page was made from.
    pub rev: i32,
    /// Makes a second post of the same form harmless.
    pub key: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Somebody comes back to where they stopped.
    Resumed,
    /// It was just saved: the language was changed.
    Saved,
    /// Sent too early: this page has something open.
    StillOpen,
    /// Another tab or device had saved other answers to the page before in the meantime.
    Replaced,
    /// Staff looks at what clients will see; nobody's address can ask for this word.
    #[serde(skip)]
    Preview,
    /// Somebody tries a draft by its link.
    #[serde(skip)]
    Trying,
}

impl Remark {
    /// The word in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Resumed => "resumed",
            Self::Saved => "saved",
            Self::StillOpen => "still_open",
            Self::Replaced => "replaced",
            Self::Preview => "preview",
            Self::Trying => "trying",
        }
    }
}

pub fn sheet(opened: &Opened, sheet: &Sheet) -> Markup {
    let words = opened.words();
    let language = opened.language;
    let pages = opened.survey.pages.len();
    let contents = html! {
        @if !sheet.problems.is_empty() { (summary(opened, sheet)) }
        h1 {
            @if let Some(title) = &sheet.page.title { (said(title, language)) }
            @else { (said(&opened.survey.title, language)) }
        }
        @if let Some(remark) = sheet.remark {
            p.notice role="status" {
                @match remark {
                    Remark::Resumed => (t(language, "client-welcome-back")),
                    Remark::Saved => (words.saved_now),
                    Remark::StillOpen => (t(language, "client-still-open")),
                    Remark::Replaced => (t(language, "client-replaced")),
                    Remark::Preview => (t(language, "client-preview")),
                    Remark::Trying => (t(language, "versions-trying")),
                }
            }
        }
        form #sheet method="post" action=(opened.page(sheet.number)) novalidate {
            input type="hidden" name="key" value=(sheet.key);
            input type="hidden" name="rev" value=(sheet.rev);
            input type="hidden" name="lang" value=(language);
            input type="hidden" name=(ASKED) value=(asked(sheet.page));
            @if opened.survey.has_random_order() { input type="hidden" name="seed" value=(sheet.seed); }
            (questions(opened, sheet))
            div.actions {
                // "Next" comes first, because Enter in a text presses the first button.
                button.button.primary name="go" value="next" {
                    @if sheet.number == pages { (words.send) } @else { (words.next) }
                }
                button.linklike name="go" value="back" { (words.back) }
            }
        }
        p.saved {
            @if sheet.number > 1 { (words.saved) " " }
            (words.not_sent_yet)
        }
    };
    let around = Frame {
        prefix: (!sheet.problems.is_empty()).then_some(&words.error_title),
        progress: Some((sheet.number, pages)),
        foot: languages(opened),
    };
    frame(opened, &around, &contents)
}

/// The codes of the items that the page asks.
fn asked(page: &Page) -> String {
    let codes: Vec<&str> = page.items.iter().map(|item| item.code.as_str()).collect();
    codes.join(" ")
}

/// The items in their order, those of a group together.
fn questions(opened: &Opened, sheet: &Sheet) -> Markup {
    let shown = Shown {
        opened,
        filled: &sheet.filled,
        seed: sheet.seed,
        problems: sheet.problems,
    };
    let runs = sheet
        .page
        .items
        .chunk_by(|one, next| one.group.is_some() && one.group == next.group);
    html! {
        @for run in runs {
            @let group = sheet.page.groups.iter().find(|group| Some(&group.code) == run[0].group.as_ref());
            @if let Some(group) = group {
                (items::group(shown, group, &run.iter().collect::<Vec<_>>()))
            } @else {
                @for item in run { (items::item(shown, item)) }
            }
        }
    }
}

fn problem_of<'a>(sheet: &Sheet<'a>, item: &str) -> Option<&'a FieldProblem> {
    sheet.problems.iter().find(|problem| problem.item == item)
}

/// On top of a refused page: what is wrong, with a link to each field.
fn summary(opened: &Opened, sheet: &Sheet) -> Markup {
    let language = opened.language;
    let listed = sheet
        .page
        .items
        .iter()
        .filter_map(|item| Some((item, problem_of(sheet, &item.code)?)));
    html! {
        div.errors role="alert" tabindex="-1" autofocus aria-labelledby="errors" {
            h2 #errors {
                (t_args(language, "client-error-summary", &[("count", sheet.problems.len().into())]))
            }
            ul {
                @for (item, problem) in listed {
                    li {
                        a href={ "#" (control_id(&item.code)) } { (said(&item.text, language)) }
                        ": " (items::sentence(opened, item, problem))
                    }
                }
            }
            p { (opened.words().kept) }
        }
    }
}

/// Changing the language saves the page, so that nothing on it is lost.
fn languages(opened: &Opened) -> Markup {
    if opened.survey.languages.len() < 2 {
        return Markup::default();
    }
    html! {
        ul.languages aria-label=(opened.words().language) {
            @for language in &opened.survey.languages {
                li {
                    @if language == opened.language {
                        span aria-current="true" lang=(language) { (own_name(language)) }
                    } @else {
                        button.linklike form="sheet" name="go" value={ "lang-" (language) } lang=(language) {
                            (own_name(language))
                        }
                    }
                }
            }
        }
    }
}
