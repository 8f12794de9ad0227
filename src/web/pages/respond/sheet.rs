//! One page of the survey as a form that is complete without a script.

use maud::{Markup, html};
use serde::Deserialize;

use super::items::{self, Shown, control_id};
use super::{Frame, Opened, Progress, Why, elsewhere, frame, why};
use crate::domain::form::{ASKED, FieldProblem, Filled};
use crate::domain::logic::{Logic, Path};
use crate::domain::submission::Elsewhere;
use crate::domain::survey::{Item, Page};
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::components::words::own_name;

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
    /// What is asked of this respondent; without it everything is shown.
    pub guide: Option<Guide<'a>>,
    /// For who writes the survey: the reasons beside the questions, and who the client is.
    pub why: Option<&'a Why<'a>>,
    /// Decides the order of options that come in another order for everybody.
    pub seed: u32,
    /// The revision of the answers that this page was made from.
    pub rev: i32,
    /// Marks of the answers that it shows.
    pub was: &'a str,
    /// What had been answered elsewhere while the page before stood open.
    pub elsewhere: Option<&'a Elsewhere>,
    /// Makes a second post of the same form harmless.
    pub key: &'a str,
}

/// The conditions of the survey, and what they come to.
#[derive(Clone, Copy)]
pub struct Guide<'a> {
    pub logic: &'a Logic,
    pub path: &'a Path<'a>,
}

impl Sheet<'_> {
    pub(super) fn shows(&self, item: &Item) -> bool {
        self.guide.is_none_or(|guide| guide.path.shows(&item.code)) || self.is_passed()
    }

    /// An author looks at a page that these answers lead past.
    fn is_passed(&self) -> bool {
        let past = |guide: Guide| !guide.path.has_page(self.number - 1);
        self.why.is_some() && self.guide.is_some_and(past)
    }

    /// Whether it is on the page: it is shown, or may be before the page is left.
    fn has(&self, item: &Item) -> bool {
        let index = self.number - 1;
        let may_appear = |guide: Guide| guide.logic.may_appear(index, &item.code);
        self.shows(item) || self.guide.is_some_and(may_appear)
    }

    /// Whether questions come and go while the page is filled in.
    fn moves(&self) -> bool {
        self.guide
            .is_some_and(|guide| guide.logic.moves(self.number - 1))
    }

    /// A preview has no key and saves nothing.
    fn saves(&self) -> bool {
        !self.key.is_empty()
    }

    fn progress(&self, pages: usize) -> Progress {
        let Some(guide) = self.guide else {
            return Progress {
                page: self.number,
                pages,
                at_most: false,
            };
        };
        let until = |index: &usize| *index < self.number;
        let at_most = guide.logic.at_most_pages(guide.path, self.number - 1);
        Progress {
            page: guide.path.page_indices().filter(until).count().max(1),
            pages: at_most,
            at_most: at_most > guide.path.pages(),
        }
    }
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
    /// The same, and therefore nothing was sent yet.
    Unsent,
    /// An answer on this page brought another question on it.
    More,
    /// The first question was answered by a link in the mail.
    Mailed,
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
            Self::Unsent => "unsent",
            Self::More => "more",
            Self::Mailed => "mailed",
            Self::Preview => "preview",
            Self::Trying => "trying",
        }
    }
}

pub fn sheet(opened: &Opened, sheet: &Sheet) -> Markup {
    let script = script(sheet);
    let opened = &Opened {
        live: script.is_some().then_some(sheet.page),
        ..*opened
    };
    let words = opened.words();
    let language = opened.language;
    let saves = sheet.saves() && !opened.keeps_nothing();
    let progress = sheet.progress(opened.survey.pages.len());
    let last = progress.page >= progress.pages;
    let contents = html! {
        @if sheet.why.is_some() {
            link rel="stylesheet" href=(assets::address("preview.css"));
        }
        @if !sheet.problems.is_empty() { (summary(opened, sheet)) }
        h1 {
            @if let Some(title) = &sheet.page.title { (opened.said(title)) }
            @else { (opened.said(&opened.survey.title)) }
        }
        div #elsewhere role="status" {
            @if let Some(met) = sheet.elsewhere { (elsewhere(opened, met)) }
        }
        @if let Some(remark) = sheet.remark.filter(|remark| *remark != Remark::Replaced) {
            p.notice role="status" {
                @match remark {
                    Remark::Resumed => (t(language, "client-welcome-back")),
                    Remark::Saved => (words.saved_now),
                    Remark::StillOpen => (t(language, "client-still-open")),
                    Remark::Replaced => {}
                    Remark::Unsent => (t(language, "client-unsent")),
                    Remark::More => (t(language, "client-more")),
                    Remark::Mailed => (t(language, "client-mailed")),
                    Remark::Preview => (t(language, "client-preview")),
                    Remark::Trying => (t(language, "versions-trying")),
                }
            }
        }
        (why::of_page(opened, sheet))
        form #sheet method="post" action=(opened.page(sheet.number)) novalidate
            data-saved=[saves.then_some(&words.saved_by_itself)]
            data-unsaved=[saves.then_some(&words.not_saved)]
            data-told=[script.as_ref().map(|_| &words.changed)] data-logic=[&script] {
            input type="hidden" name="key" value=(sheet.key);
            input type="hidden" name="rev" value=(sheet.rev);
            @if sheet.saves() { input type="hidden" name="was" value=(sheet.was); }
            input type="hidden" name="lang" value=(language);
            input type="hidden" name=(ASKED) value=(codes(sheet, Sheet::has));
            @if sheet.moves() { input type="hidden" name="shown" value=(codes(sheet, Sheet::shows)); }
            @if opened.survey.has_random_order() { input type="hidden" name="seed" value=(sheet.seed); }
            @if let Some(why) = sheet.why { (why::carried(opened, why)) }
            (questions(opened, sheet))
            div.actions {
                // "Next" comes first, because Enter in a text presses the first button.
                button.button.primary name="go" value="next" {
                    @if !last { (words.next) } @else if opened.survey.review { (words.review) } @else { (words.send) }
                }
                button.linklike name="go" value="back" { (words.back) }
                @if sheet.why.is_some() {
                    button.linklike name="go" value="stay" { (t(language, "preview-apply")) }
                }
            }
        }
        @if script.is_some() { p #told.unseen role="status" {} }
        p.saved role="status" {
            span #saved { @if sheet.number > 1 { (words.saved) } } " "
            (words.not_sent_yet)
        }
    };
    let around = Frame {
        prefix: (!sheet.problems.is_empty()).then_some(&words.error_title),
        progress: Some(progress),
        scripted: saves || script.is_some(),
        ends: false,
        foot: languages(opened),
    };
    frame(opened, &around, &contents)
}

/// The conditions of the page, for the script that shows and hides while somebody answers.
fn script(sheet: &Sheet) -> Option<String> {
    let guide = sheet.guide?;
    let script = guide
        .logic
        .script(sheet.number - 1, sheet.page, guide.path)?;
    Some(script.to_string())
}

/// The codes of some items of the page.
fn codes<'a>(sheet: &Sheet<'a>, which: fn(&Sheet<'a>, &Item) -> bool) -> String {
    let items = sheet.page.items.iter().filter(|item| which(sheet, item));
    let codes: Vec<&str> = items.map(|item| item.code.as_str()).collect();
    codes.join(" ")
}

/// The items in their order, those of a group together.
fn questions(opened: &Opened, sheet: &Sheet) -> Markup {
    let shown = Shown {
        opened,
        filled: &sheet.filled,
        seed: sheet.seed,
        problems: sheet.problems,
        path: sheet.guide.map(|guide| guide.path),
    };
    let explains = sheet.why.is_some_and(|why| why.explains);
    let items = sheet.page.items.iter();
    let items = items.filter(|item| explains || sheet.has(item));
    let items: Vec<&Item> = items.collect();
    let runs = items.chunk_by(|one, next| one.group.is_some() && one.group == next.group);
    html! {
        @for run in runs {
            // What is not on the page is named beside its reason alone.
            @let here: Vec<&Item> = run.iter().copied().filter(|item| sheet.has(item)).collect();
            @let apart = has_own_rows(run);
            @if here.is_empty() {
            } @else if sheet.moves() && apart {
                div.slot { (run_of(shown, sheet, &here)) }
            } @else if sheet.moves() {
                div.slot data-item=(here[0].code) hidden[!sheet.shows(here[0])] {
                    (run_of(shown, sheet, &here))
                }
            } @else {
                (run_of(shown, sheet, &here))
            }
            @if explains {
                @for item in run.iter().take(if apart { run.len() } else { 1 }) {
                    (why::of_item(opened, sheet, item))
                }
            }
        }
    }
}

/// Whether rows of a matrix come and go by themselves.
fn has_own_rows(run: &[&Item]) -> bool {
    run.iter().any(|item| item.row_if.is_some())
}

/// A single item, or those of one group.
fn run_of<'a>(shown: Shown<'a>, sheet: &Sheet<'a>, run: &[&'a Item]) -> Markup {
    let mut groups = sheet.page.groups.iter();
    let group = groups.find(|group| Some(&group.code) == run[0].group.as_ref());
    let moves = sheet.moves() && has_own_rows(run);
    match group {
        Some(group) => items::group(shown, group, run, &|item| moves.then(|| sheet.shows(item))),
        None => items::item(shown, run[0]),
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
                        a href={ "#" (control_id(&item.code)) } { (opened.said(&item.text)) }
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
