//! The page before a publication: old, new and consequence of every change, and what it weighs.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::language::Language;
use crate::domain::translation::Progress;
use crate::domain::version::{Change, Nature, Weight};
use crate::store::surveys::SurveyVersion;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::words::own_name;
use crate::web::work::Work;

pub struct Publication<'a> {
    pub draft: &'a SurveyVersion,
    /// The version published before it.
    pub last: Option<&'a SurveyVersion>,
    /// The waves that asked that version.
    pub waves: Vec<i32>,
    pub differences: Vec<Difference>,
    pub progress: Vec<(Language, Progress)>,
    pub problems: &'a [Problem],
}

/// A change with what it touches.
pub struct Difference {
    pub change: Change,
    pub parameters: Vec<String>,
    pub stale: Vec<Language>,
    pub chosen: Option<Weight>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Somebody saved the draft since the page was opened.
    ChangedMeanwhile,
    Undecided(String),
    /// A translation still asks the question whose meaning changed.
    StaleMeaning(Language, String),
}

pub fn show(work: &Work, shown: &Publication) -> Markup {
    let language = &work.language;
    let args = [
        ("version", shown.draft.version.into()),
        ("name", shown.draft.survey.title.get(language).into()),
    ];
    let title = t_args(language, "versions-title", &args);
    let own = work.at(&format!("surveys/{}", shown.draft.code));
    let problems: Vec<(Option<String>, String)> = shown
        .problems
        .iter()
        .map(|problem| told(language, problem))
        .collect();
    let problems: Vec<(Option<&str>, String)> = problems
        .iter()
        .map(|(field, words)| (field.as_deref(), words.clone()))
        .collect();
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(&t(language, "surveys-publish")), &title,
            Some(&lead(language, shown)), &Markup::default()))
        (languages(language, shown))
        form.stack method="post" action={ (own) "/publication" } {
            input type="hidden" name="hash" value=(shown.draft.hash);
            @if !shown.differences.is_empty() {
                (scrolling(&t(language, "versions-changes"), &table(language, shown)))
            }
            (notice(Tone::Warn, &html! { p { (t(language, "versions-for-ever")) } }))
            div.row {
                button.button.primary { (t(language, "surveys-publish")) }
                a href=(own) { (t(language, "common-cancel")) }
            }
        }
    };
    framed(work, &title, Some(Step::Surveys), Some(&title), &main)
}

fn lead(language: &Language, shown: &Publication) -> String {
    match shown.last {
        None => t(language, "versions-first"),
        Some(last) => {
            let args = [
                ("count", shown.differences.len().into()),
                ("version", last.version.into()),
            ];
            t_args(language, "versions-compared", &args)
        }
    }
}

fn told(language: &Language, problem: &Problem) -> (Option<String>, String) {
    match problem {
        Problem::ChangedMeanwhile => (None, t(language, "versions-changed-meanwhile")),
        Problem::Undecided(id) => {
            let sentence = t_args(
                language,
                "versions-undecided",
                &[("what", id.as_str().into())],
            );
            (Some(format!("w-{id}")), sentence)
        }
        Problem::StaleMeaning(of, key) => {
            let args = [
                ("language", own_name(of).into()),
                ("what", key.as_str().into()),
            ];
            (None, t_args(language, "versions-stale-meaning", &args))
        }
    }
}

fn languages(language: &Language, shown: &Publication) -> Markup {
    html! {
        @if shown.progress.len() > 1 {
            dl.facts {
                @for (at, (of, progress)) in shown.progress.iter().enumerate() {
                    div {
                        dt lang=(of) { (own_name(of)) }
                        dd {
                            @if at == 0 { (t(language, "versions-source")) }
                            @else { (state_of(language, progress)) }
                        }
                    }
                }
            }
        }
    }
}

/// How far a translation is, in words.
pub fn state_of(language: &Language, progress: &Progress) -> String {
    let args = [
        ("all", progress.all.into()),
        ("missing", progress.missing.into()),
        ("stale", progress.stale.into()),
    ];
    match (progress.missing, progress.stale) {
        (0, 0) => t_args(language, "versions-complete", &args),
        (0, _) => t_args(language, "versions-stale", &args),
        _ => t_args(language, "versions-incomplete", &args),
    }
}

fn table(language: &Language, shown: &Publication) -> Markup {
    html! {
        table.changes {
            caption.unseen { (t(language, "versions-changes")) }
            thead {
                tr {
                    th scope="col" { (t(language, "versions-what")) }
                    th scope="col" { (t(language, "versions-old")) }
                    th scope="col" { (t(language, "versions-new")) }
                    th scope="col" { (t(language, "versions-consequence")) }
                }
            }
            tbody {
                @for difference in &shown.differences {
                    @let change = &difference.change;
                    tr {
                        th scope="row" {
                            code { (change.key) }
                            @if let Some(of) = &change.language { br; span.quiet.small { (own_name(of)) } }
                        }
                        td lang=[change.language.as_ref()] {
                            @match &change.old { Some(old) => { del { (old) } } None => "–" }
                        }
                        td lang=[change.language.as_ref()] {
                            @match &change.new { Some(new) => { ins { (new) } } None => "–" }
                        }
                        td { (consequence(language, shown, difference)) (choice(language, difference)) }
                    }
                }
            }
        }
    }
}

fn consequence(language: &Language, shown: &Publication, difference: &Difference) -> Markup {
    let change = &difference.change;
    let waves: Vec<String> = shown.waves.iter().map(i32::to_string).collect();
    let broken = matches!(
        change.nature,
        Nature::Fixed(Weight::Meaning) | Nature::Removed
    );
    html! {
        @if change.nature == Nature::Added { p { (t(language, "versions-added")) } }
        @if change.nature == Nature::Removed { p { (t(language, "versions-removed")) } }
        @if !difference.parameters.is_empty() {
            p {
                (t_args(language, "versions-parameters",
                    &[("codes", difference.parameters.join(", ").into())]))
            }
        }
        @if broken && !waves.is_empty() {
            p { (t_args(language, "versions-breaks", &[("waves", waves.join(", ").into())])) }
        }
        @if broken { p { (t(language, "versions-charts")) } }
        @for of in &difference.stale {
            p { (t_args(language, "versions-makes-stale", &[("language", own_name(of).into())])) }
        }
    }
}

fn choice(language: &Language, difference: &Difference) -> Markup {
    let change = &difference.change;
    let id = change.id();
    match change.nature {
        Nature::Added | Nature::Removed => Markup::default(),
        Nature::Fixed(_) => html! { p { strong { (t(language, "versions-always-meaning")) } } },
        Nature::Asked(proposed) => html! {
            fieldset.choices id={ "w-" (id) } {
                legend.unseen { (t_args(language, "versions-weighs", &[("what", id.as_str().into())])) }
                @for weight in change.choices() {
                    label {
                        input type="radio" name={ "w-" (id) } value=(weight.code())
                            checked[difference.chosen == Some(*weight)];
                        span {
                            (weight_word(language, *weight))
                            @if *weight == proposed { " " span.quiet { (t(language, "versions-proposed")) } }
                        }
                    }
                }
            }
        },
    }
}

/// What a change weighs, as a choice.
pub fn weight_word(language: &Language, weight: Weight) -> String {
    match weight {
        Weight::Cosmetic => t(language, "versions-cosmetic"),
        Weight::Wording => t(language, "versions-wording"),
        Weight::Meaning => t(language, "versions-meaning"),
    }
}
