//! What a client sees: one column, nothing that needs a script, the organisation on top.

mod conversation;
mod copy;
mod elsewhere;
mod ends;
mod items;
mod outcome;
mod review;
mod sheet;
mod stop;
mod welcome;
mod why;
mod words;

use std::borrow::Cow;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, html};

pub use self::conversation::{Conversing, conversation, guide};
pub use self::copy::copy;
pub use self::elsewhere::elsewhere;
pub use self::ends::{already_in, closed, full, not_open_yet, thanks};
pub use self::outcome::outcome;
pub use self::review::review;
pub use self::sheet::{Guide, Remark, Sheet, sheet};
pub use self::stop::{stop, stopped};
pub use self::welcome::welcome;
pub use self::why::Why;

use self::words::Words;
use crate::domain::evidence::Absence;
use crate::domain::expression::Value;
use crate::domain::form::{self, Wording};
use crate::domain::language::{Language, Text};
use crate::domain::logic::Path;
use crate::domain::piping::{self, Piece};
use crate::domain::protocol::{Information, PrivacyMode};
use crate::domain::survey::{Page, Survey};
use crate::texts::{numbers, t, t_args};
use crate::web::assets;
use crate::web::components::words::{direction, page_language, paragraphs, said};

/// What every page behind one link needs to know.
#[derive(Clone, Copy)]
pub struct Opened<'a> {
    /// The address of the link, `/r/…`.
    pub link: &'a str,
    pub organisation: &'a Text,
    /// What clients are told of the service, once they have answered.
    pub information: Option<&'a Information>,
    pub survey: &'a Survey,
    pub language: &'a Language,
    pub privacy: PrivacyMode,
    pub privacy_threshold: u32,
    /// How long after the end names and own words stay, where the protocol says so.
    pub keep_months: Option<u32>,
    /// What is known so far, for answers that stand in later texts.
    pub known: Option<&'a Path<'a>>,
    /// The page that is being filled in: texts that say an answer of it change with it.
    pub live: Option<&'a Page>,
    /// The last day on which it can be answered, where the programme is.
    pub last_day: Option<NaiveDate>,
    /// Where the next one begins, on a device that many answer at.
    pub kiosk: Option<&'a str>,
}

impl Opened<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    fn said(&self, text: &Text) -> Markup {
        let (tag, words) = text.with_language(self.language);
        if !words.contains('{') || !piping::names(words).iter().any(|name| self.is_live(name)) {
            return said(&self.filled_in(text), self.language);
        }
        let lang = (tag != page_language(self.language)).then_some(tag);
        html! {
            span lang=[lang] dir=[lang.and_then(direction)] {
                @for piece in piping::pieces(words) {
                    @match piece {
                        Piece::Words(words) => (words),
                        Piece::Name(name) => {
                            span data-of=(name) { (self.value(name).as_deref().unwrap_or("…")) }
                        }
                    }
                }
            }
        }
    }

    /// Whether the name may stand for something else before the page is left.
    fn is_live(&self, name: &str) -> bool {
        self.live.is_some_and(|page| {
            page.items.iter().any(|item| item.code == name)
                || self.survey.scores.iter().any(|score| score.code == name)
        })
    }

    fn paragraphs(&self, text: &Text, class: Option<&str>) -> Markup {
        paragraphs(&self.filled_in(text), self.language, class)
    }

    /// The text with earlier answers and what is known of the client in their places. Whatever
    /// somebody typed is plain text to the page, which escapes it.
    fn filled_in<'t>(&self, text: &'t Text) -> Cow<'t, Text> {
        let (tag, words) = text.with_language(self.language);
        if self.known.is_none() || !words.contains(['{', '}']) {
            return Cow::Borrowed(text);
        }
        let words = piping::fill(words, |name| self.value(name));
        let language = Language::new(tag).unwrap_or_else(|_| self.language.clone());
        Cow::Owned(Text::new([(language, words)].into()).unwrap_or_default())
    }

    fn value(&self, name: &str) -> Option<String> {
        let path = self.known?;
        if let (Some(item), Some(answer)) = (self.survey.item(name), path.answer(name)) {
            return Some(form::told(item, answer, self.language, self));
        }
        match path.named(name)? {
            Value::Number(number) => Some(self.number(number)),
            Value::Word(word) => Some(word),
            Value::Truth(_) | Value::Words(_) => None,
        }
    }

    /// What the author wrote to say when check `at` of the item's page does not hold.
    fn check_message(&self, item: &str, at: usize) -> String {
        let mut pages = self.survey.pages.iter();
        let page = pages.find(|page| page.items.iter().any(|own| own.code == item));
        let check = page.and_then(|page| page.checks.get(at));
        check.map_or_else(String::new, |check| {
            let message = self.filled_in(&check.message);
            message.get(self.language).to_owned()
        })
    }

    /// Where the client reads again what was sent; none of an anonymous wave, nor of a preview.
    fn copy(&self) -> Option<String> {
        let is_tied = self.privacy != PrivacyMode::Anonymous && self.link.starts_with("/r/");
        is_tied.then(|| format!("{}/copy?lang={}", self.link, self.language))
    }

    /// Whether it is the first page of an open link, which keeps nothing until it is sent.
    fn keeps_nothing(&self) -> bool {
        self.link.starts_with("/o/")
    }

    /// The address of page `number` (from 1; 0 is the welcome).
    fn page(&self, number: usize) -> String {
        format!("{}/{number}", self.link)
    }
}

impl form::Wording for Opened<'_> {
    fn number(&self, value: f64) -> String {
        let decimals = (0..4).find(|places| {
            let scaled = value * 10_f64.powi(*places);
            (scaled - scaled.round()).abs() < 1e-9
        });
        let decimals = decimals.and_then(|places| u8::try_from(places).ok());
        numbers::decimal(self.language, value, decimals.unwrap_or(2))
    }

    fn day(&self, day: NaiveDate) -> String {
        numbers::date(self.language, day)
    }

    fn yes_or_no(&self, yes: bool) -> String {
        let words = self.words();
        if yes {
            words.yes.clone()
        } else {
            words.no.clone()
        }
    }

    fn absent(&self, absence: Absence) -> String {
        let words = self.words();
        match absence {
            Absence::NotApplicable => words.not_applicable.clone(),
            Absence::DontKnow => words.dont_know.clone(),
        }
    }
}

/// Where somebody is, in pages that are asked.
#[derive(Clone, Copy)]
pub struct Progress {
    pub page: usize,
    pub pages: usize,
    /// Whether later answers may still make it fewer.
    pub at_most: bool,
}

/// What stands around the contents.
struct Frame<'a> {
    /// In the browser's title, before the survey's own.
    prefix: Option<&'a str>,
    progress: Option<Progress>,
    /// Whether the script follows what is filled in.
    scripted: bool,
    /// Nothing is to be filled in any more: at a kiosk the next one comes soon.
    ends: bool,
    foot: Markup,
}

impl Frame<'_> {
    /// So many seconds a page of a kiosk waits before it gives way to the first one, so that nobody
    /// sees the answers of who walked away.
    fn patience(&self) -> u32 {
        if self.ends { 15 } else { 180 }
    }
}

fn frame(opened: &Opened, frame: &Frame, contents: &Markup) -> Markup {
    let words = opened.words();
    let language = opened.language;
    html! {
        (DOCTYPE)
        html lang=(page_language(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                @if let Some(start) = opened.kiosk {
                    meta http-equiv="refresh" content={ (frame.patience()) ";url=" (start) };
                }
                title {
                    @if let Some(prefix) = frame.prefix { (prefix) ": " }
                    (opened.survey.title.get(language)) " – " (opened.organisation.get(language))
                }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("client.css"));
                @if frame.scripted { script src=(assets::address("client.js")) defer {} }
            }
            body {
                header.masthead {
                    div.column {
                        strong { (said(opened.organisation, language)) }
                        @if let Some(Progress { page, pages, at_most }) = frame.progress {
                            @let key = if at_most { "client-progress-at-most" } else { "client-progress" };
                            span.progress {
                                span {
                                    (t_args(language, key, &[("page", page.into()), ("pages", pages.into())]))
                                }
                                progress value=(page) max=(pages) aria-hidden="true" {}
                            }
                        }
                    }
                }
                main.column {
                    (contents)
                    @if let Some(start) = opened.kiosk.filter(|_| !opened.keeps_nothing() || frame.progress.is_some()) {
                        p.actions { a href=(start) { (t(language, "client-kiosk-start")) } }
                        p.quiet.small {
                            (t_args(language, "client-kiosk-patience", &[("seconds", frame.patience().into())]))
                        }
                    }
                }
                footer.foot {
                    div.column {
                        (frame.foot)
                        details.about {
                            summary { (words.privacy) }
                            p { (privacy(opened)) " " (words.privacy_cookies) }
                        }
                    }
                }
            }
        }
    }
}

/// What the wave's own settings mean for who answers.
fn privacy(opened: &Opened) -> String {
    let language = opened.language;
    let threshold = opened.privacy_threshold;
    match opened.privacy {
        PrivacyMode::Named => t_args(
            language,
            "client-privacy-named",
            &[("threshold", threshold.into())],
        ),
        PrivacyMode::Confidential => t_args(
            language,
            "client-privacy-confidential",
            &[("threshold", threshold.into())],
        ),
        PrivacyMode::Anonymous => t_args(
            language,
            "client-privacy-anonymous",
            &[("threshold", threshold.into())],
        ),
    }
}

/// The number of questions and how long they take, as a sentence.
fn effort(survey: &Survey, language: &Language) -> String {
    format!(
        "{}: {} {}.",
        t_args(
            language,
            "client-about-time",
            &[("minutes", form::minutes(survey).into())]
        ),
        t_args(
            language,
            "client-about-questions",
            &[("questions", survey.questions().count().into())]
        ),
        t_args(
            language,
            "client-about-pages",
            &[("pages", survey.pages.len().into())]
        ),
    )
}

#[cfg(test)]
mod tests;
