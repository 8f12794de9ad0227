//! How a result was computed: one sentence with its source, for the annex and for who asks.

use super::pen::Pen;
use crate::domain::evaluation::results::{ChangeMethod, Method, PairedMethod, ParameterResult};
use crate::domain::language::Language;
use crate::domain::parameter::{Estimator, Parameter};
use crate::texts::numbers::{list, percent};
use crate::texts::{t, t_args};

/// How value and interval were computed; `None` where there is no value.
pub fn result(
    language: &Language,
    parameter: &Parameter,
    found: &ParameterResult,
    clients: u32,
) -> Option<String> {
    let pen = Pen { language };
    let key = key(found.method?);
    let args = [
        ("n", pen.number(found.n?).into()),
        ("level", pen.level(found.confidence).into()),
        ("clients", u64::from(clients).into()),
        ("rank", quantile(pen, &parameter.estimator).into()),
        ("open", found.open.unwrap_or_default().into()),
    ];
    let mut sentence = t_args(language, key, &args);
    if found.low.is_none() && found.high.is_none() {
        sentence = format!("{sentence} {}", t(language, "method-no-interval"));
    }
    Some(sentence)
}

fn key(method: Method) -> &'static str {
    match method {
        Method::Wilson => "method-wilson",
        Method::WilsonFinite => "method-wilson-finite",
        Method::StudentT => "method-student-t",
        Method::StudentTFinite => "method-student-t-finite",
        Method::AdjustedWald => "method-adjusted-wald",
        Method::AdjustedWaldFinite => "method-adjusted-wald-finite",
        Method::PairedT => "method-paired-t",
        Method::PairedTFinite => "method-paired-t-finite",
        Method::OrderStatistic => "method-order-statistic",
        Method::ProductLimit => "method-product-limit",
        Method::Garwood => "method-garwood",
        Method::Complete => "method-complete",
        Method::CompleteSomeOpen => "method-complete-some-open",
        Method::LastValue => "method-last-value",
        Method::WilsonStatements => "method-wilson-statements",
        Method::WilsonInterviews => "method-wilson-interviews",
        Method::LinearisedRatio => "method-linearised-ratio",
    }
}

/// "90 %", of the observations that are at most the quantile.
fn quantile(pen: Pen, estimator: &Estimator) -> String {
    match estimator {
        Estimator::Percentile { p, .. } => pen.level(*p),
        _ => pen.none(),
    }
}

/// How the weighted value was computed, where there is one.
pub fn weighted(language: &Language, found: &ParameterResult) -> Option<String> {
    let pen = Pen { language };
    let weighted = found.weighted.as_ref()?;
    let n = pen.number(weighted.n_effective.round());
    let Some(raked) = &weighted.raked else {
        let args = [("n", n.into())];
        return Some(t_args(language, "method-weighted", &args));
    };
    let segments = t(language, "method-raked-segments");
    let first = raked.segments.then_some(segments.as_str());
    let to: Vec<&str> = first
        .into_iter()
        .chain(raked.items.iter().map(String::as_str))
        .collect();
    let args = [
        ("n", n.into()),
        ("to", list(language, &to).into()),
        ("answers", pen.number(raked.n as f64).into()),
        ("trimmed", percent(language, raked.trimmed, 1).into()),
    ];
    Some(t_args(language, "method-raked", &args))
}

/// How the difference with an earlier wave was computed, where there is one.
pub fn change(language: &Language, found: &ParameterResult) -> Option<String> {
    let key = match found.change.as_ref()?.method {
        ChangeMethod::Newcombe => "method-newcombe",
        ChangeMethod::Welch => "method-welch",
        ChangeMethod::NpsZ => "method-nps-z",
        ChangeMethod::Bare => "method-bare",
    };
    let said = t(language, key);
    let paired = found.paired.as_ref().map(|paired| {
        let key = match paired.method {
            PairedMethod::McNemar => "method-mcnemar",
            PairedMethod::PairedT => "method-paired-change",
        };
        let pairs = Pen { language }.number(paired.pairs as f64);
        t_args(language, key, &[("pairs", pairs.into())])
    });
    Some(match paired {
        Some(paired) => format!("{said} {paired}"),
        None => said,
    })
}

#[cfg(test)]
mod tests {
    use super::super::pen::tests::satisfaction;
    use super::*;
    use crate::domain::verdict::Verdict;

    fn found(method: Method) -> ParameterResult {
        ParameterResult {
            n: Some(497.0),
            value: Some(0.77),
            low: Some(0.74),
            high: Some(0.8),
            target_verdict: Verdict::NotMet,
            method: Some(method),
            ..ParameterResult::without_data(&satisfaction())
        }
    }

    const METHODS: [Method; 17] = [
        Method::Wilson,
        Method::WilsonFinite,
        Method::StudentT,
        Method::StudentTFinite,
        Method::AdjustedWald,
        Method::AdjustedWaldFinite,
        Method::PairedT,
        Method::PairedTFinite,
        Method::OrderStatistic,
        Method::ProductLimit,
        Method::Garwood,
        Method::Complete,
        Method::CompleteSomeOpen,
        Method::LastValue,
        Method::WilsonStatements,
        Method::WilsonInterviews,
        Method::LinearisedRatio,
    ];

    #[test]
    fn every_method_is_told_in_one_sentence_of_both_languages() {
        for method in METHODS {
            for language in [Language::dutch(), Language::english()] {
                let said = result(&language, &satisfaction(), &found(method), 1240).unwrap();
                assert!(!said.contains('«') && !said.contains('{'), "{said}");
                assert!(
                    said.ends_with('.') && said.matches(". ").count() == 0,
                    "{said}"
                );
            }
        }
    }

    #[test]
    fn the_sentence_names_level_numbers_and_source() {
        let dutch = result(
            &Language::dutch(),
            &satisfaction(),
            &found(Method::WilsonFinite),
            1240,
        );
        let dutch = dutch.unwrap();
        for part in ["497", "1.240", "90_%", "Wilson 1927"] {
            assert!(
                dutch.replace('\u{a0}', "_").contains(part),
                "{part}: {dutch}"
            );
        }
        let none = ParameterResult::without_data(&satisfaction());
        let said = result(&Language::english(), &satisfaction(), &none, 1240);
        assert_eq!(said, None);
    }
}
