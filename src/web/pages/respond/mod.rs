//! What a client sees: one column, no script, the organisation on top.

mod conversation;
mod copy;
mod ends;
mod items;
mod sheet;
mod stop;
mod welcome;
mod words;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, html};

pub use self::conversation::{Conversing, conversation, guide};
pub use self::copy::copy;
pub use self::ends::{already_in, closed, not_open_yet, thanks};
pub use self::sheet::{Remark, Sheet, sheet};
pub use self::stop::{stop, stopped};
pub use self::welcome::welcome;

use self::words::Words;
use crate::domain::form;
use crate::domain::language::{Language, Text};
use crate::domain::protocol::PrivacyMode;
use crate::domain::survey::Survey;
use crate::texts::t_args;
use crate::web::assets;
use crate::web::components::words::{page_language, paragraphs, said};

/// What every page behind one link needs to know.
#[derive(Clone, Copy)]
pub struct Opened<'a> {
    /// The address of the link, `/r/…`.
    pub link: &'a str,
    pub organisation: &'a Text,
    pub survey: &'a Survey,
    pub language: &'a Language,
    pub privacy: PrivacyMode,
    pub privacy_threshold: u32,
    /// The last day on which it can be answered, where the programme is.
    pub last_day: Option<NaiveDate>,
}

impl Opened<'_> {
    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    fn said(&self, text: &Text) -> Markup {
        said(text, self.language)
    }

    fn paragraphs(&self, text: &Text, class: Option<&str>) -> Markup {
        paragraphs(text, self.language, class)
    }

    /// What the author wrote to say when check `at` of the item's page does not hold.
    fn check_message(&self, item: &str, at: usize) -> String {
        let mut pages = self.survey.pages.iter();
        let page = pages.find(|page| page.items.iter().any(|own| own.code == item));
        let check = page.and_then(|page| page.checks.get(at));
        check.map_or_else(String::new, |check| {
            check.message.get(self.language).to_owned()
        })
    }

    /// Where the client reads again what was sent; none of an anonymous wave, nor of a preview.
    fn copy(&self) -> Option<String> {
        let is_tied = self.privacy != PrivacyMode::Anonymous && self.link.starts_with("/r/");
        is_tied.then(|| format!("{}/copy?lang={}", self.link, self.language))
    }

    /// The address of page `number` (from 1; 0 is the welcome).
    fn page(&self, number: usize) -> String {
        format!("{}/{number}", self.link)
    }
}

/// What stands around the contents.
struct Frame<'a> {
    /// In the browser's title, before the survey's own.
    prefix: Option<&'a str>,
    progress: Option<(usize, usize)>,
    foot: Markup,
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
                title {
                    @if let Some(prefix) = frame.prefix { (prefix) ": " }
                    (opened.survey.title.get(language)) " – " (opened.organisation.get(language))
                }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("client.css"));
            }
            body {
                header.masthead {
                    div.column {
                        strong { (said(opened.organisation, language)) }
                        @if let Some((page, pages)) = frame.progress {
                            span.progress {
                                span {
                                    (t_args(language, "client-progress", &[("page", page.into()), ("pages", pages.into())]))
                                }
                                progress value=(page) max=(pages) aria-hidden="true" {}
                            }
                        }
                    }
                }
                main.column { (contents) }
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
