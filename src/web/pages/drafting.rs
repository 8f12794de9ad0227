//! A questionnaire that is written as text: checked at every pause, with the page as a client sees it
//! beside it.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::form;
use crate::domain::proceedings::Changed;
use crate::domain::survey::Survey;
use crate::texts::{t, t_args};
use crate::web::assets;
use crate::web::components::meanwhile::differences;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::source::{self, Trouble, fields, summary};
use crate::web::components::steps::Step;
use crate::web::definitions::Written;
use crate::web::work::Work;

/// What a check gives: the questionnaire, or what keeps it from being one.
pub type Found = Result<Survey, Trouble>;

/// A text as it is edited.
pub struct Edited<'a> {
    pub text: &'a str,
    /// The hash of the stored text that it began as; empty when there was none.
    pub seen: &'a str,
    /// The page of the questionnaire that is looked at, from 1.
    pub page: usize,
}

/// `code` is the questionnaire that is edited, none for a new one.
pub fn edit(work: &Work, code: Option<&str>, edited: &Edited, trouble: Option<&Trouble>) -> Markup {
    page(work, code, edited, trouble, &Markup::default())
}

/// The same page when somebody else stored another text since: with what differs, place by place.
pub fn meanwhile(work: &Work, code: &str, edited: &Edited, changes: &[Changed]) -> Markup {
    let language = &work.language;
    let trouble = Trouble::Other("text", t(language, "parts-changed-meanwhile"));
    let differences = differences(language, changes, str::to_owned);
    let caption = t(language, "protocol-differences");
    let beside = html! { h2 { (caption) } (scrolling(&caption, &differences)) };
    page(work, Some(code), edited, Some(&trouble), &beside)
}

/// The same page after the button that checks: with what was found, and nothing stored.
pub fn checked(work: &Work, code: Option<&str>, written: &Written, found: &Found) -> Markup {
    let findings = findings(work, &written.text, found);
    let edited = Edited {
        text: &written.text,
        seen: &written.seen,
        page: written.page,
    };
    page(work, code, &edited, None, &findings)
}

/// What was found, as the page shows it beside the text.
pub fn findings(work: &Work, text: &str, found: &Found) -> Markup {
    let language = &work.language;
    match found {
        Err(trouble) => source::findings(language, text, trouble),
        Ok(survey) => {
            let args = [
                ("items", survey.items().count().into()),
                ("pages", survey.pages.len().into()),
                ("minutes", i64::from(form::minutes(survey)).into()),
            ];
            html! { p data-sound="" { (t_args(language, "versions-sound", &args)) } }
        }
    }
}

fn page(
    work: &Work,
    code: Option<&str>,
    edited: &Edited,
    trouble: Option<&Trouble>,
    findings: &Markup,
) -> Markup {
    let language = &work.language;
    let title = match code {
        Some(code) => t_args(language, "surveys-edit-title", &[("code", code.into())]),
        None => t(language, "surveys-add"),
    };
    let own = work.at(&format!("surveys/{}", code.unwrap_or("new")));
    let action = match code {
        Some(_) => format!("{own}/text"),
        None => own.clone(),
    };
    let (check, rendering) = (format!("{own}/check"), format!("{own}/rendering"));
    let main = html! {
        (summary(language, trouble))
        (page_header(None, &title, Some(&t(language, "surveys-edit-lead")), &Markup::default()))
        div.drafting {
            form.form.wide method="post" action=(action) enctype="multipart/form-data"
                data-check=(check) data-rendering=(rendering) {
                input type="hidden" name="seen" value=(edited.seen);
                div #findings role="status" { (findings) }
                (fields(language, &t(language, "surveys-text"), edited.text, trouble))
                div.scripted-only {
                    p.quiet.small { (t(language, "versions-completion")) }
                    div #codes role="group" aria-label=(t(language, "versions-codes")) {}
                }
                div.field {
                    label for="page" { (t(language, "versions-page-shown")) }
                    input #page name="page" type="number" min="0" value=(edited.page) inputmode="numeric";
                }
                div.row {
                    button.button.primary { (t(language, "protocol-save")) }
                    button.button formaction=(check) { (t(language, "versions-check")) }
                    button.button.unscripted formaction=(rendering) formtarget="preview" {
                        (t(language, "versions-show"))
                    }
                    a href=(work.at("surveys")) { (t(language, "common-cancel")) }
                }
            }
            div.beside {
                h2 { (t(language, "versions-preview")) }
                iframe name="preview" title=(t(language, "versions-preview")) sandbox="allow-same-origin"
                    src=[code.map(|_| format!("{own}/preview/1"))] {}
                p.quiet.small { (t(language, "versions-preview-hint")) }
            }
        }
        script src=(assets::address("draft.js")) defer {}
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}
