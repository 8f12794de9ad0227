//! What a protocol leaves unmeasured, unowned or unexplained, in words.

use maud::{Markup, html};

use crate::domain::access::Right;
use crate::domain::coverage::Coverage;
use crate::domain::definition::Mismatch;
use crate::domain::language::Language;
use crate::domain::parameter::{Aspect, Kind};
use crate::texts::numbers::list;
use crate::texts::t;
use crate::web::work::Work;

pub struct Gaps {
    pub coverage: Coverage,
    /// What protocol and questionnaires do not agree on.
    pub mismatches: Vec<Mismatch>,
}

pub fn section(work: &Work, gaps: &Gaps) -> Markup {
    let language = &work.language;
    let rows = rows(language, &gaps.coverage);
    let mends = work.may(Right::Evaluate);
    html! {
        section {
            h2 { (t(language, "protocol-coverage")) }
            @if rows.is_empty() && gaps.mismatches.is_empty() {
                p { (t(language, "protocol-complete")) }
            }
            @if !rows.is_empty() {
                dl.pairs {
                    @for (what, which) in &rows {
                        dt { (what) }
                        dd {
                            @if mends {
                                @for (at, (words, mended_at)) in which.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    a href=(work.at(mended_at)) { (words) }
                                }
                            } @else {
                                @let words: Vec<_> =
                                    which.iter().map(|(words, _)| words.clone()).collect();
                                (list(language, &words))
                            }
                        }
                    }
                }
            }
            @if !gaps.mismatches.is_empty() {
                p { (t(language, "protocol-mismatches-lead")) }
                (mismatches(language, &gaps.mismatches))
            }
        }
    }
}

pub fn mismatches(language: &Language, mismatches: &[Mismatch]) -> Markup {
    html! {
        ul {
            @for mismatch in mismatches {
                li { (mismatch.sentences(language)) }
            }
        }
    }
}

/// What has a gap, and the page where it is mended.
type Gap = (String, String);

/// Each gap that there is, with what has it.
fn rows(language: &Language, coverage: &Coverage) -> Vec<(String, Vec<Gap>)> {
    let new_parameter = || "protocol/parts/parameter".to_owned();
    let kinds = coverage.empty_kinds.iter();
    let kinds = kinds.map(|kind| (kind_word(language, *kind), new_parameter()));
    let aspects = coverage.empty_aspects.iter();
    let aspects = aspects.map(|one| (aspect_word(language, *one), new_parameter()));
    let items = coverage.items_without_purpose.iter().map(|one| {
        let words = format!("{} ({})", one.item, one.survey);
        (words, format!("surveys/{}/text", one.survey))
    });
    let own = |part: &str, codes: &[String]| -> Vec<Gap> {
        let place = |code: &String| format!("protocol/parts/{part}/{code}");
        codes
            .iter()
            .map(|code| (code.clone(), place(code)))
            .collect()
    };
    let goals = coverage.goals_without_parameter.iter();
    let goals = goals.map(|code| (code.clone(), new_parameter()));
    let clusters = coverage.clusters_without_agreement.iter();
    let new_agreement = "protocol/parts/agreement".to_owned();
    let clusters = clusters.map(|code| (code.clone(), new_agreement.clone()));
    let rows = [
        (t(language, "protocol-gap-goal-parameter"), goals.collect()),
        (
            t(language, "protocol-gap-goal-deadline"),
            own("goal", &coverage.goals_without_deadline),
        ),
        (
            t(language, "protocol-gap-problem-goal"),
            own("problem", &coverage.problems_without_goal),
        ),
        (
            t(language, "protocol-gap-problem-parameter"),
            own("problem", &coverage.problems_without_parameter),
        ),
        (
            t(language, "protocol-gap-source"),
            own("parameter", &coverage.parameters_without_source),
        ),
        (
            t(language, "protocol-gap-owner"),
            own("parameter", &coverage.parameters_without_owner),
        ),
        (
            t(language, "protocol-gap-parameter-goal"),
            own("parameter", &coverage.parameters_without_goal),
        ),
        (t(language, "protocol-gap-kind"), kinds.collect()),
        (t(language, "protocol-gap-aspect"), aspects.collect()),
        (
            t(language, "protocol-gap-agreement"),
            own("agreement", &coverage.agreements_without_measurement),
        ),
        (t(language, "protocol-gap-cluster"), clusters.collect()),
        (t(language, "protocol-gap-item"), items.collect()),
    ];
    rows.into_iter()
        .filter(|(_, which): &(String, Vec<Gap>)| !which.is_empty())
        .collect()
}

pub fn kind_word(language: &Language, kind: Kind) -> String {
    match kind {
        Kind::QualityMonitoring => t(language, "protocol-kind-quality"),
        Kind::WorkControl => t(language, "protocol-kind-control"),
        Kind::ResultMeasurement => t(language, "protocol-kind-result"),
    }
}

pub fn aspect_word(language: &Language, aspect: Aspect) -> String {
    match aspect {
        Aspect::Effectiveness => t(language, "protocol-effectiveness"),
        Aspect::Efficiency => t(language, "protocol-efficiency"),
    }
}
