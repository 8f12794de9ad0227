//! Questionnaires as pages: all of them, one with its questions, and its text.

use maud::{Markup, html};

use super::conversations;
use super::frame::framed;
use super::versions::{self, Tried};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::survey::{Choice, Item, ItemKind, Purpose, Survey, SurveyKind};
use crate::store::surveys::SurveyVersion;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::{own_name, said};
use crate::web::work::Work;

pub fn index(work: &Work) -> Markup {
    let language = &work.language;
    let all = &work.stand.surveys;
    let drafts = all.iter().filter(|one| one.published_at.is_none()).count();
    let args = [("count", all.len().into()), ("drafts", drafts.into())];
    let title = t_args(language, "surveys-title", &args);
    let add = html! {
        @if work.may(Right::Evaluate) {
            a.button.primary href=(work.at("surveys/new")) { (t(language, "surveys-add")) }
            a.button href=(work.at("instruments")) { (t(language, "instruments-ready")) }
        }
    };
    let main = html! {
        @if all.is_empty() {
            (page_header(None, &title, None, &Markup::default()))
            (empty_state(&title, &t(language, "programme-next-surveys"), &add))
        } @else {
            (page_header(None, &title, None, &add))
            (scrolling(&title, &table(work)))
        }
    };
    framed(work, &title, Some(Step::Surveys), None, &main)
}

fn table(work: &Work) -> Markup {
    let language = &work.language;
    html! {
        table {
            caption.unseen { (t(language, "surveys-caption")) }
            thead {
                tr {
                    th scope="col" { (t(language, "surveys-name")) }
                    th scope="col" { (t(language, "surveys-kind")) }
                    th scope="col" { (t(language, "surveys-state")) }
                    th.number scope="col" { (t(language, "surveys-version")) }
                    th.number scope="col" { (t(language, "surveys-pages")) }
                    th.number scope="col" { (t(language, "surveys-items")) }
                    th scope="col" { (t(language, "surveys-languages")) }
                }
            }
            tbody {
                @for version in &work.stand.surveys {
                    @let survey = &version.survey;
                    tr {
                        th scope="row" {
                            a href=(work.at(&format!("surveys/{}", version.code))) {
                                (said(&survey.title, language))
                            }
                        }
                        td { (kind_word(language, survey.kind)) }
                        td { (state(language, version)) }
                        td.number { (version.version) }
                        td.number { (survey.pages.len()) }
                        td.number { (survey.items().count()) }
                        td { (languages(version)) }
                    }
                }
            }
        }
    }
}

fn languages(version: &SurveyVersion) -> String {
    let names: Vec<&str> = version.survey.languages.iter().map(own_name).collect();
    names.join(", ")
}

pub(super) fn kind_word(language: &Language, kind: SurveyKind) -> String {
    match kind {
        SurveyKind::Survey => t(language, "surveys-kind-survey"),
        SurveyKind::InterviewGuide => t(language, "surveys-kind-guide"),
    }
}

fn state(language: &Language, version: &SurveyVersion) -> Markup {
    if version.published_at.is_some() {
        html! { span.tag.good { (t(language, "surveys-published")) } }
    } else {
        html! { span.tag.warn { (t(language, "surveys-draft")) } }
    }
}

/// A questionnaire as it is asked, question by question.
pub fn show(
    work: &Work,
    version: &SurveyVersion,
    history: &[SurveyVersion],
    tried: Option<&Tried>,
) -> Markup {
    let language = &work.language;
    let survey = &version.survey;
    let title = survey.title.get(language).to_owned();
    let lead = t_args(
        language,
        "surveys-lead",
        &[
            ("pages", survey.pages.len().into()),
            ("items", survey.items().count().into()),
            ("languages", languages(version).into()),
        ],
    );
    let main = html! {
        (page_header(Some(&kind_word(language, survey.kind)), &title, Some(&lead),
            &actions(work, version)))
        (versions::files(work, version))
        (standing(work, version))
        @if let Some(tried) = tried { (versions::tried(work, version, tried)) }
        @if survey.kind == SurveyKind::InterviewGuide && version.published_at.is_some() && work.may(Right::Interview) {
            (conversations::hold(work, version))
        }
        (asked(language, survey))
        (versions::decided(language, version))
        (versions::list(work, version, history))
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

/// Everything that a questionnaire says and asks, page by page.
pub(super) fn asked(language: &Language, survey: &Survey) -> Markup {
    html! {
        @if let Some(introduction) = &survey.introduction { p { (said(introduction, language)) } }
        @for (number, page) in survey.pages.iter().enumerate() {
            section {
                h2 {
                    (number + 1) ". "
                    @if let Some(title) = &page.title { (said(title, language)) }
                    @else { (page.code) }
                }
                ol.plain.stack {
                    @for (at, one) in page.items.iter().enumerate() {
                        @let before = at.checked_sub(1).and_then(|at| page.items.get(at));
                        @let begins = before.is_none_or(|before| before.group != one.group);
                        @if let Some(group) = page.groups.iter().find(|g| begins && Some(&g.code) == one.group.as_ref()) {
                            li { p { (said(&group.text, language)) } }
                        }
                        (item(language, one))
                    }
                }
            }
        }
        @if let Some(thanks) = &survey.thanks { p { (said(thanks, language)) } }
    }
}

fn actions(work: &Work, version: &SurveyVersion) -> Markup {
    let language = &work.language;
    let own = work.at(&format!("surveys/{}", version.code));
    html! {
        @if work.may(Right::Evaluate) {
            @if version.published_at.is_none() {
                a.button.primary href={ (own) "/publication" } { (t(language, "surveys-publish")) }
            }
            a.button href={ (own) "/text" } { (t(language, "protocol-edit")) }
            a.button href={ (own) "/preview/0" } { (t(language, "surveys-preview")) }
        }
        a href={ (own) "/file" } download { (t(language, "protocol-download")) }
    }
}

fn standing(work: &Work, version: &SurveyVersion) -> Markup {
    let language = &work.language;
    match version.published_at {
        None => notice(
            Tone::Warn,
            &html! { p { (t(language, "surveys-is-draft")) } },
        ),
        Some(at) => {
            let at = date_time(language, at, work.zone());
            let args = [("version", version.version.into()), ("at", at.into())];
            let sentence = t_args(language, "surveys-is-published", &args);
            notice(
                Tone::Good,
                &html! {
                    p { (sentence) }
                    p.small { "SHA-256 " code.hash { (version.hash) } }
                },
            )
        }
    }
}

fn item(language: &Language, item: &Item) -> Markup {
    html! {
        li {
            p { strong { (said(&item.text, language)) } }
            @if let Some(help) = &item.help { p.quiet { (said(help, language)) } }
            (answers(language, &item.kind))
            p.small.quiet {
                code { (item.code) }
                @if item.required { "; " (t(language, "surveys-required")) }
                @if item.not_applicable { "; " (t(language, "surveys-not-applicable")) }
                @if item.dont_know { "; " (t(language, "surveys-dont-know")) }
                @if let Some(purpose) = item.purpose { "; " (purpose_word(language, purpose)) }
            }
        }
    }
}

fn answers(language: &Language, kind: &ItemKind) -> Markup {
    match kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => html! {
            p { (low) " " (said(low_label, language)) " … " (high) " " (said(high_label, language)) }
        },
        ItemKind::SingleChoice { options } => html! {
            p { (t(language, "surveys-one-of")) }
            (choices(language, options))
        },
        ItemKind::Ranking { options } => html! {
            p { (t(language, "surveys-ranked")) }
            (choices(language, options))
        },
        ItemKind::Number { unit, .. } => html! {
            p { (t(language, "surveys-number")) @if let Some(unit) = unit { " (" (said(unit, language)) ")" } }
        },
        ItemKind::Email => html! { p { (t(language, "surveys-email")) } },
        ItemKind::Date { .. } => html! { p { (t(language, "surveys-date")) } },
        ItemKind::Information => html! { p { (t(language, "surveys-information")) } },
        ItemKind::MultipleChoice { options, .. } => html! {
            p { (t(language, "surveys-some-of")) }
            (choices(language, options))
        },
        ItemKind::YesNo => html! {
            p { (t(language, "common-yes")) " / " (t(language, "common-no")) }
        },
        ItemKind::ShortText { max_chars } | ItemKind::LongText { max_chars } => html! {
            p { (t_args(language, "surveys-free-text", &[("count", (*max_chars).into())])) }
        },
    }
}

fn choices(language: &Language, options: &[Choice]) -> Markup {
    html! { ul { @for option in options { li { (said(&option.label, language)) } } } }
}

fn purpose_word(language: &Language, purpose: Purpose) -> String {
    match purpose {
        Purpose::Parameter => t(language, "surveys-for-parameter"),
        Purpose::Driver => t(language, "surveys-for-driver"),
        Purpose::Background => t(language, "surveys-for-background"),
        Purpose::Comment => t(language, "surveys-for-comment"),
    }
}
