//! The words for the values of the model: verdicts, kinds, methods, reasons.

use super::pen::Pen;
use crate::domain::evaluation::results::{Method, Reason};
use crate::domain::language::Language;
use crate::domain::parameter::{Aspect, Evidence, Kind};
use crate::domain::protocol::{PrivacyMode, WaveKind};
use crate::domain::survey::{ItemKind, Purpose};
use crate::domain::verdict::{GoalStatus, Verdict};
use crate::texts::{t, t_args};

pub fn verdict(language: &Language, verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => t(language, "common-verdict-met"),
        Verdict::NotMet => t(language, "common-verdict-not-met"),
        Verdict::NotDemonstrated => t(language, "common-verdict-not-demonstrated"),
        Verdict::NoData => t(language, "common-verdict-no-data"),
        Verdict::NotComparable => t(language, "common-verdict-not-comparable"),
    }
}

/// Both verdicts: "streefwaarde niet gehaald, grenswaarde niet aangetoond".
pub fn verdicts(language: &Language, target: Verdict, limit: Verdict) -> String {
    if target == limit && matches!(target, Verdict::NoData | Verdict::NotComparable) {
        return verdict(language, target);
    }
    let (target, limit) = (verdict(language, target), verdict(language, limit));
    t_args(
        language,
        "report-both-verdicts",
        &[("target", target.into()), ("limit", limit.into())],
    )
}

/// The same where there is little room: "niet gehaald; grens gehaald".
pub fn verdicts_short(language: &Language, target: Verdict, limit: Verdict) -> String {
    let (target, limit) = (verdict(language, target), verdict(language, limit));
    t_args(
        language,
        "report-both-verdicts-short",
        &[("target", target.into()), ("limit", limit.into())],
    )
}

pub fn goal_status(language: &Language, status: GoalStatus) -> String {
    match status {
        GoalStatus::Met => t(language, "common-goal-met"),
        GoalStatus::Partly => t(language, "common-goal-partly"),
        GoalStatus::NotMet => t(language, "common-goal-not-met"),
        GoalStatus::Open => t(language, "common-goal-open"),
    }
}

pub fn kind(language: &Language, kind: Kind) -> String {
    match kind {
        Kind::QualityMonitoring => t(language, "report-kind-quality-monitoring"),
        Kind::WorkControl => t(language, "report-kind-work-control"),
        Kind::ResultMeasurement => t(language, "report-kind-result-measurement"),
    }
}

pub fn aspect(language: &Language, aspect: Aspect) -> String {
    match aspect {
        Aspect::Effectiveness => t(language, "report-aspect-effectiveness"),
        Aspect::Efficiency => t(language, "report-aspect-efficiency"),
    }
}

pub fn evidence(language: &Language, evidence: Evidence) -> String {
    match evidence {
        Evidence::Sample => t(language, "report-evidence-sample"),
        Evidence::Complete => t(language, "report-evidence-complete"),
        Evidence::Process => t(language, "report-evidence-process"),
    }
}

pub fn wave_kind(language: &Language, kind: WaveKind) -> String {
    match kind {
        WaveKind::Baseline => t(language, "report-wave-baseline"),
        WaveKind::Interim => t(language, "report-wave-interim"),
        WaveKind::Final => t(language, "report-wave-final"),
        WaveKind::FollowUp => t(language, "report-wave-follow-up"),
    }
}

pub fn privacy(language: &Language, mode: PrivacyMode) -> String {
    match mode {
        PrivacyMode::Named => t(language, "report-privacy-named"),
        PrivacyMode::Confidential => t(language, "report-privacy-confidential"),
        PrivacyMode::Anonymous => t(language, "report-privacy-anonymous"),
    }
}

pub fn method(language: &Language, method: Method) -> String {
    match method {
        Method::Wilson => t(language, "report-method-wilson"),
        Method::WilsonFinite => t(language, "report-method-wilson-finite"),
        Method::StudentT => t(language, "report-method-student-t"),
        Method::StudentTFinite => t(language, "report-method-student-t-finite"),
        Method::AdjustedWald => t(language, "report-method-adjusted-wald"),
        Method::AdjustedWaldFinite => t(language, "report-method-adjusted-wald-finite"),
        Method::PairedT => t(language, "report-method-paired-t"),
        Method::PairedTFinite => t(language, "report-method-paired-t-finite"),
        Method::OrderStatistic => t(language, "report-method-order-statistic"),
        Method::ProductLimit => t(language, "report-method-product-limit"),
        Method::Garwood => t(language, "report-method-garwood"),
        Method::Complete => t(language, "report-method-complete"),
        Method::CompleteSomeOpen => t(language, "report-method-complete-some-open"),
        Method::LastValue => t(language, "report-method-last-value"),
        Method::WilsonStatements => t(language, "report-method-wilson-statements"),
        Method::WilsonInterviews => t(language, "report-method-wilson-interviews"),
        Method::LinearisedRatio => t(language, "report-method-linearised-ratio"),
    }
}

pub fn reason(pen: Pen, reason: &Reason) -> String {
    let language = pen.language;
    match reason {
        Reason::BelowMinimumBase { minimum } => t_args(
            language,
            "report-reason-below-minimum-base",
            &[("minimum", (*minimum).into())],
        ),
        Reason::NoInterval => t(language, "report-reason-no-interval"),
        Reason::NotReached => t(language, "report-reason-not-reached"),
        Reason::MoreThanPopulation { n, population } => t_args(
            language,
            "report-reason-more-than-population",
            &[("n", (*n).into()), ("population", (*population).into())],
        ),
        Reason::NotACount { series, value } => t_args(
            language,
            "report-reason-not-a-count",
            &[
                ("series", series.into()),
                ("value", pen.number(*value).into()),
            ],
        ),
        Reason::MoreThanWhole { series } => t_args(
            language,
            "report-reason-more-than-whole",
            &[("series", series.into())],
        ),
        Reason::NoExposure { series } => t_args(
            language,
            "report-reason-no-exposure",
            &[("series", series.into())],
        ),
        Reason::ItemDoesNotFit { item } => t_args(
            language,
            "report-reason-item-does-not-fit",
            &[("item", item.into())],
        ),
    }
}

pub fn purpose(language: &Language, purpose: Purpose) -> String {
    match purpose {
        Purpose::Parameter => t(language, "report-purpose-parameter"),
        Purpose::Driver => t(language, "report-purpose-driver"),
        Purpose::Background => t(language, "report-purpose-background"),
        Purpose::Comment => t(language, "report-purpose-comment"),
    }
}

/// What kind of answer an item asks for.
pub fn item_kind(language: &Language, kind: &ItemKind) -> String {
    match kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => t_args(
            language,
            "report-item-scale",
            &[
                ("low", u32::from(*low).into()),
                ("low_label", low_label.get(language).into()),
                ("high", u32::from(*high).into()),
                ("high_label", high_label.get(language).into()),
            ],
        ),
        ItemKind::SingleChoice { options }
        | ItemKind::MultipleChoice { options, .. }
        | ItemKind::Ranking { options } => {
            let labels: Vec<&str> = options
                .iter()
                .map(|option| option.label.get(language))
                .collect();
            let labels = labels.join(" · ");
            let key = match kind {
                ItemKind::SingleChoice { .. } => "report-item-single",
                ItemKind::Ranking { .. } => "report-item-ranking",
                _ => "report-item-multiple",
            };
            t_args(language, key, &[("options", labels.into())])
        }
        ItemKind::YesNo => t(language, "report-item-yes-no"),
        ItemKind::ShortText { .. } | ItemKind::LongText { .. } => t(language, "report-item-text"),
        ItemKind::Number { unit, .. } => {
            let unit = unit.as_ref().map_or("", |unit| unit.get(language));
            t_args(language, "report-item-number", &[("unit", unit.into())])
        }
        ItemKind::Email => t(language, "report-item-email"),
        ItemKind::Date { .. } => t(language, "report-item-date"),
        ItemKind::Information => t(language, "report-item-information"),
    }
}
