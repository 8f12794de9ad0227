//! What a protocol leaves unmeasured, unowned or unexplained, in words.

use maud::{Markup, html};

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
                        dd { (list(language, which)) }
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
                li { (mismatch.message(language)) ". " (mismatch.remedy(language)) "." }
            }
        }
    }
}

/// Each gap that there is, with what has it.
fn rows(language: &Language, coverage: &Coverage) -> Vec<(String, Vec<String>)> {
    let kinds = coverage.empty_kinds.iter();
    let kinds = kinds.map(|kind| kind_word(language, *kind)).collect();
    let aspects = coverage.empty_aspects.iter();
    let aspects = aspects.map(|one| aspect_word(language, *one)).collect();
    let items = coverage.items_without_purpose.iter();
    let items = items.map(|one| format!("{} ({})", one.item, one.survey));
    let rows = [
        (
            t(language, "protocol-gap-goal-parameter"),
            coverage.goals_without_parameter.clone(),
        ),
        (
            t(language, "protocol-gap-goal-deadline"),
            coverage.goals_without_deadline.clone(),
        ),
        (
            t(language, "protocol-gap-problem-goal"),
            coverage.problems_without_goal.clone(),
        ),
        (
            t(language, "protocol-gap-source"),
            coverage.parameters_without_source.clone(),
        ),
        (
            t(language, "protocol-gap-owner"),
            coverage.parameters_without_owner.clone(),
        ),
        (
            t(language, "protocol-gap-parameter-goal"),
            coverage.parameters_without_goal.clone(),
        ),
        (t(language, "protocol-gap-kind"), kinds),
        (t(language, "protocol-gap-aspect"), aspects),
        (
            t(language, "protocol-gap-agreement"),
            coverage.agreements_without_measurement.clone(),
        ),
        (
            t(language, "protocol-gap-cluster"),
            coverage.clusters_without_agreement.clone(),
        ),
        (t(language, "protocol-gap-item"), items.collect()),
    ];
    rows.into_iter()
        .filter(|(_, which)| !which.is_empty())
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
