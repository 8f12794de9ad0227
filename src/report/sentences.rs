//! What may be said of a result, in plain sentences.
//!
//! A sentence says what the number means before how it was made, and always says both verdicts.

use super::pen::{Pen, Spread, limit, target};
use super::words;
use crate::domain::evaluation::results::{GoalResult, Method, ParameterResult, Reason};
use crate::domain::parameter::{Bounds, Estimator, Parameter};
use crate::domain::verdict::{GoalStatus, Verdict};
use crate::texts::numbers::list;
use crate::texts::{Arg, t, t_args};

/// So many times as many answers nobody will ask for.
const FAR: f64 = 20.0;

/// What was found of a parameter, and what may be said of it.
pub fn result(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> String {
    let found = found(pen, parameter, result);
    let mut said = match (&found, &result.reason) {
        (None, None) => t(pen.language, "report-found-nothing"),
        (None, Some(_)) => t(pen.language, "report-found-unusable"),
        (Some(found), _) => format!("{found} {}", judged(pen, parameter, result)),
    };
    let weighted = weighted(pen, parameter, result).map(|said| sentence(&said));
    let more = [
        still_open(pen, result),
        reason(pen, result),
        weighted,
        indicative(pen, parameter, result),
    ];
    for more in more.into_iter().flatten() {
        said.push(' ');
        said.push_str(&more);
    }
    said
}

/// "77 van de 100 klanten (tussen 74,7 en 79,5)."
fn found(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> Option<String> {
    let Some(value) = result.value.filter(|_| result.shown) else {
        return not_reached(pen, parameter, result);
    };
    let value = if counts_clients(parameter) {
        let marks = [target(parameter.bounds), limit(parameter.bounds)].concat();
        let value = crate::texts::numbers::percent_bound(pen.language, value, &marks, 0);
        t_args(pen.language, "report-of-100", &[("value", value.into())])
    } else {
        pen.value(parameter, value)
    };
    let value = ("value", value.into());
    let bare = |end: f64| pen.bare(parameter, end);
    let said = |key: &str, args: &[(&'static str, Arg)]| t_args(pen.language, key, args);
    Some(match Spread::of(result) {
        Spread::None => match why_exact(pen, result) {
            Some(why) => said("report-found-exact", &[value, ("why", why.into())]),
            None => said("report-found", &[value]),
        },
        Spread::Between(low, high) => {
            let (low, high) = (("low", bare(low).into()), ("high", bare(high).into()));
            said("report-found-between", &[value, low, high])
        }
        Spread::AtLeast(low) => said("report-found-at-least", &[value, ("low", bare(low).into())]),
        Spread::AtMost(high) => said(
            "report-found-at-most",
            &[value, ("high", bare(high).into())],
        ),
    })
}

/// "Nog niet bereikt (ten minste 44,0)."
fn not_reached(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> Option<String> {
    let is_it = result.shown && result.reason == Some(Reason::NotReached);
    let value = is_it.then(|| capital(&t(pen.language, "report-not-reached")))?;
    Some(match result.low {
        None => t_args(pen.language, "report-found", &[("value", value.into())]),
        Some(low) => {
            let low = pen.bare(parameter, low);
            let args = [("value", value.into()), ("low", low.into())];
            t_args(pen.language, "report-found-at-least", &args)
        }
    })
}

/// "12 van de 120 meldingen staan nog open."
fn still_open(pen: Pen, result: &ParameterResult) -> Option<String> {
    let (open, n) = (result.open.filter(|_| result.shown)?, result.n?);
    let args = [("open", open.into()), ("n", pen.number(n).into())];
    Some(t_args(pen.language, "report-still-open-sentence", &args))
}

/// Why a value has no interval though it is as sure as can be; `None` when it is not.
pub fn why_exact(pen: Pen, result: &ParameterResult) -> Option<String> {
    match result.method {
        Some(Method::Complete | Method::LastValue) => Some(t(pen.language, "report-registration")),
        _ if result.low.is_some() && result.low == result.high => {
            Some(t(pen.language, "report-everybody"))
        }
        _ => None,
    }
}

/// Whether it is a share of clients, which is best said as so many of 100 of them.
fn counts_clients(parameter: &Parameter) -> bool {
    matches!(parameter.estimator, Estimator::Proportion { .. }) && parameter.finite_population
}

/// Both verdicts in one sentence.
fn judged(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> String {
    let aim = |aim: [f64; 2]| {
        if counts_clients(parameter) {
            pen.bare_aim(parameter, aim)
        } else {
            pen.aim(parameter, aim)
        }
    };
    let (of_target, of_limit) = (target(parameter.bounds), limit(parameter.bounds));
    let (target, limit) = (aim(of_target), aim(of_limit));
    let one = |key: &str| t_args(pen.language, key, &[("target", (&target).into())]);
    let two = |key: &str| {
        let args = [
            ("target", (&target).into()),
            ("limit", (&limit).into()),
            ("reached", reached(pen, parameter, of_limit).into()),
        ];
        t_args(pen.language, key, &args)
    };
    use Verdict::{Met, NotDemonstrated as Open, NotMet};
    let verdicts = (result.target_verdict, result.limit_verdict);
    match verdicts {
        (Met, Met) if of_target == of_limit => one("report-judged-same-met"),
        (Open, Open) if of_target == of_limit => one("report-judged-same-open"),
        (NotMet, NotMet) if of_target == of_limit => one("report-judged-same-not-met"),
        (Met, Met) => two("report-judged-met"),
        (NotMet, Met) => two("report-judged-not-met-limit-met"),
        (NotMet, Open) => two("report-judged-not-met-limit-open"),
        (NotMet, NotMet) => two("report-judged-not-met-limit-not-met"),
        (Open, Met) => two("report-judged-open-limit-met"),
        (Open, Open) => two("report-judged-open-limit-open"),
        (Open, NotMet) => two("report-judged-open-limit-not-met"),
        (target, limit) => sentence(&words::verdicts(pen.language, target, limit)),
    }
}

/// "het ten minste 75 is"
fn reached(pen: Pen, parameter: &Parameter, of_limit: [f64; 2]) -> String {
    let bare = |value: f64| {
        let aim = [value, value];
        if counts_clients(parameter) {
            pen.bare_aim(parameter, aim)
        } else {
            pen.aim(parameter, aim)
        }
    };
    let [from, to] = of_limit.map(bare);
    match parameter.bounds {
        Bounds::Higher { .. } => t_args(
            pen.language,
            "report-reached-higher",
            &[("limit", from.into())],
        ),
        Bounds::Lower { .. } => t_args(
            pen.language,
            "report-reached-lower",
            &[("limit", to.into())],
        ),
        Bounds::Between { .. } => t_args(
            pen.language,
            "report-reached-between",
            &[("low", from.into()), ("high", to.into())],
        ),
    }
}

fn reason(pen: Pen, result: &ParameterResult) -> Option<String> {
    let reason = words::reason(pen, result.reason.as_ref()?);
    Some(t_args(
        pen.language,
        "report-because",
        &[("reason", reason.into())],
    ))
}

fn indicative(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> Option<String> {
    (parameter.indicative && result.shown).then(|| t(pen.language, "report-indicative-sentence"))
}

/// The weighted value with its verdicts, when it matters.
pub fn weighted(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> Option<String> {
    let weighted = result.weighted.as_ref().filter(|one| one.matters)?;
    let (target, limit) = (weighted.target_verdict, weighted.limit_verdict);
    Some(t_args(
        pen.language,
        "report-weighted-short",
        &[
            ("value", pen.value(parameter, weighted.value).into()),
            (
                "verdicts",
                words::verdicts_short(pen.language, target, limit).into(),
            ),
        ],
    ))
}

/// What would have settled the verdicts that are open; `None` when nothing is open, or when more
/// answers are not what it takes.
pub fn settling(pen: Pen, parameter: &Parameter, result: &ParameterResult) -> Option<String> {
    let now = result.n?;
    let args = |near: &'static str, far: &'static str, n: u64| {
        let key = if n as f64 > FAR * now { far } else { near };
        let args = [("n", n.into()), ("now", pen.number(now).into())];
        t_args(pen.language, key, &args)
    };
    let mut said: Vec<String> = Vec::new();
    if let Some(n) = result.settle_n_target {
        said.push(args("report-settle-target", "report-settle-target-far", n));
    }
    if let Some(n) = result.settle_n_limit {
        said.push(args("report-settle-limit", "report-settle-limit-far", n));
    }
    let open = result.target_verdict == Verdict::NotDemonstrated;
    if let Some(from) = result.met_from.filter(|_| open) {
        let args = [
            ("value", pen.value(parameter, from).into()),
            ("now", pen.number(now).into()),
        ];
        said.push(t_args(pen.language, "report-settle-value", &args));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// Why a goal has the status that it has, naming the parameters.
pub fn goal(pen: Pen, result: &GoalResult, all: &[&ParameterResult]) -> String {
    let names = |codes: &[String]| list(pen.language, codes);
    if all.is_empty() {
        return t(pen.language, "report-goal-without-parameters");
    }
    let with = |verdicts: &[Verdict]| -> Vec<String> {
        all.iter()
            .filter(|one| verdicts.contains(&one.target_verdict))
            .map(|one| one.code.clone())
            .collect()
    };
    if result.status == GoalStatus::Met {
        return t_args(
            pen.language,
            "report-goal-met",
            &[
                ("count", all.len().into()),
                ("codes", names(&with(&[Verdict::Met])).into()),
            ],
        );
    }
    let limit_open: Vec<String> = all
        .iter()
        .filter(|one| one.limit_verdict == Verdict::NotDemonstrated)
        .map(|one| one.code.clone())
        .collect();
    let parts = [
        ("report-goal-targets-met", with(&[Verdict::Met])),
        ("report-goal-targets-not-met", result.target_not_met.clone()),
        ("report-goal-limits-not-met", result.limit_not_met.clone()),
        (
            "report-goal-targets-open",
            with(&[Verdict::NotDemonstrated]),
        ),
        ("report-goal-limits-open", limit_open),
        (
            "report-goal-no-data",
            with(&[Verdict::NoData, Verdict::NotComparable]),
        ),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(key, codes)| {
            t_args(
                pen.language,
                key,
                &[
                    ("codes", names(codes).into()),
                    ("count", codes.len().into()),
                ],
            )
        })
        .collect();
    sentence(&said.join("; "))
}

/// Begins with a capital and ends with a full stop.
pub fn sentence(words: &str) -> String {
    let stop = if words.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{}{stop}", capital(words))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .map_or(String::new(), |letter| letter.to_uppercase().collect());
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::pen::tests::{grade, lead_time, occupancy, satisfaction};

    const NL: fn() -> Language = Language::dutch;
    const EN: fn() -> Language = Language::english;

    /// A result of `value` with its interval and verdicts.
    fn found(
        parameter: &Parameter,
        (value, low, high): (f64, Option<f64>, Option<f64>),
        (target, limit): (Verdict, Verdict),
    ) -> ParameterResult {
        ParameterResult {
            shown: true,
            n: Some(100.0),
            value: Some(value),
            low,
            high,
            target_verdict: target,
            limit_verdict: limit,
            method: Some(Method::Wilson),
            ..ParameterResult::without_data(parameter)
        }
    }

    fn said(language: Language, parameter: &Parameter, found: &ParameterResult) -> String {
        let pen = Pen {
            language: &language,
        };
        result(pen, parameter, found).replace('\u{a0}', " ")
    }

    #[test]
    fn both_verdicts_are_said_for_every_pair_of_them() {
        use Verdict::{Met, NotDemonstrated as Open, NotMet};
        let parameter = grade();
        let sentence = |verdicts| {
            let found = found(&parameter, (7.2, Some(7.1), Some(7.3)), verdicts);
            let said = said(EN(), &parameter, &found);
            said.strip_prefix("7.20 (between 7.10 and 7.30). ")
                .unwrap()
                .to_owned()
        };
        for (verdicts, expected) in [
            (
                (Met, Met),
                "The target of 7.5 is met, and with it the limit of 7.",
            ),
            (
                (NotMet, Met),
                "The target of 7.5 is not met; the limit of 7 is.",
            ),
            (
                (NotMet, Open),
                "The target of 7.5 is not met; that it is at least 7 is not demonstrated.",
            ),
            (
                (NotMet, NotMet),
                "The target of 7.5 is not met, and neither is the limit of 7.",
            ),
            (
                (Open, Met),
                "That the target of 7.5 is met is not demonstrated; the limit of 7 is met.",
            ),
            (
                (Open, Open),
                "It is not demonstrated that the target of 7.5 is met, nor that it is at least 7.",
            ),
        ] {
            assert_eq!(sentence(verdicts), expected);
        }
    }

    #[test]
    fn clients_are_counted_by_the_hundred_unless_that_would_cross_the_target() {
        let parameter = satisfaction();
        let verdicts = (Verdict::NotMet, Verdict::NotDemonstrated);
        let usual = found(&parameter, (0.772, Some(0.7473), Some(0.79495)), verdicts);
        assert_eq!(
            said(NL(), &parameter, &usual),
            "77 van de 100 klanten (tussen 74,7 en 79,5). De streefwaarde van 80 is niet gehaald; \
             dat het ten minste 75 is, is niet aangetoond."
        );
        let near = found(&parameter, (0.7966, Some(0.7951), Some(0.7999)), verdicts);
        assert!(
            said(NL(), &parameter, &near)
                .starts_with("79,7 van de 100 klanten (tussen 79,5 en 79,99)")
        );
    }

    #[test]
    fn lower_and_between_say_what_they_would_have_to_be() {
        let verdicts = (Verdict::NotMet, Verdict::NotDemonstrated);
        let parameter = lead_time();
        let late = found(&parameter, (47.0, Some(44.0), None), verdicts);
        assert_eq!(
            said(NL(), &parameter, &late),
            "47,0 (ten minste 44,0). De streefwaarde van 40 is niet gehaald; dat het hoogstens 48 \
             is, is niet aangetoond."
        );
        let parameter = occupancy();
        let busy = found(&parameter, (0.85, Some(0.84), Some(0.86)), verdicts);
        assert_eq!(
            said(EN(), &parameter, &busy),
            "85.0 % (between 84.0 and 86.0). The target of 70–80 % is not met; that it lies \
             between 65 % and 85 % is not demonstrated."
        );
    }

    #[test]
    fn a_registration_has_no_interval_and_no_data_no_number() {
        let parameter = occupancy();
        let mut all = found(
            &parameter,
            (0.75, Some(0.75), Some(0.75)),
            (Verdict::Met, Verdict::Met),
        );
        all.method = Some(Method::Complete);
        assert!(
            said(EN(), &parameter, &all).starts_with("75.0 % (complete registration). The target")
        );
        let none = ParameterResult::without_data(&parameter);
        assert_eq!(
            said(NL(), &parameter, &none),
            "Geen gegevens, of te weinig om te tonen."
        );
    }

    #[test]
    fn far_more_answers_than_anybody_would_ask_for_are_said_to_be_no_help() {
        let parameter = grade();
        let verdicts = (Verdict::NotDemonstrated, Verdict::Met);
        let mut open = found(&parameter, (7.5, Some(7.4), Some(7.6)), verdicts);
        let language = EN();
        let pen = Pen {
            language: &language,
        };
        open.settle_n_target = Some(150);
        let near = settling(pen, &parameter, &open).unwrap();
        assert!(near.starts_with("With n = 150 instead of 100"));
        open.settle_n_target = Some(150_000);
        let far = settling(pen, &parameter, &open).unwrap();
        assert!(far.ends_with("asking more does not help here."));
    }
}
