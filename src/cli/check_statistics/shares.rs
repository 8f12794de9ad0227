//! Cases of shares: intervals, verdicts, sample sizes, response.

use super::answers::Answers;
use super::cases::{Case, Trouble};
use crate::domain::judgement::{Against, Ends, judge_or_open};
use crate::domain::parameter::Bounds;
use crate::domain::verdict::Verdict;
use crate::stats::proportion::{agresti_coull, clopper_pearson, effective_n, wilson_of_counts};
use crate::stats::response_rate::{Dispositions, rates};
use crate::stats::{finite, sample_size};

pub fn proportion_ci(case: &Case) -> Result<Answers, Trouble> {
    let (x, n, level) = (case.count("x")?, case.count("n")?, case.number("conf")?);
    let all = wilson_of_counts(x, n, None, level).and_then(|wilson| {
        let exact = clopper_pearson(x, n, level)?;
        Ok((wilson, agresti_coull(x, n, level)?, exact))
    });
    Ok(match all {
        Err(error) => Answers::new().refused(error),
        Ok((wilson, ac, cp)) => Answers::new()
            .with("p", x as f64 / n as f64)
            .with("wilson_lo", wilson.low)
            .with("wilson_hi", wilson.high)
            .with("ac_lo", ac.low)
            .with("ac_hi", ac.high)
            .with("cp_lo", cp.low)
            .with("cp_hi", cp.high),
    })
}

pub fn proportion_fpc(case: &Case) -> Result<Answers, Trouble> {
    let (x, n, population) = (case.count("x")?, case.count("n")?, case.count("N")?);
    let level = case.number("conf")?;
    let all = wilson_of_counts(x, n, Some(population), level).and_then(|wilson| {
        let exact = finite::hypergeometric_bounds(x, n, population, level)?;
        Ok((wilson, effective_n(n, population)?, exact))
    });
    Ok(match all {
        Err(error) => Answers::new().refused(error),
        Ok((wilson, n_eff, exact)) => Answers::new()
            .with("p", x as f64 / n as f64)
            .with("n_eff", n_eff)
            .with("wilson_lo", wilson.low)
            .with("wilson_hi", wilson.high)
            .with("hyper_lo_count", exact.low)
            .with("hyper_hi_count", exact.high),
    })
}

/// Target and limit in the direction of a case.
pub fn bounds(case: &Case) -> Result<Bounds, Trouble> {
    let (target, limit) = (case.number("target")?, case.number("limit")?);
    match case.text("direction")?.as_str() {
        "higher" => Ok(Bounds::Higher { target, limit }),
        "lower" => Ok(Bounds::Lower { target, limit }),
        other => Err(Trouble::Malformed {
            column: "direction".to_owned(),
            problem: format!("“{other}” is neither higher nor lower"),
        }),
    }
}

/// The two-sided level of which each end has the one-sided error of the case.
pub fn two_sided(case: &Case) -> Result<f64, Trouble> {
    Ok(2.0 * case.number("conf_one_sided")? - 1.0)
}

/// The part that verdicts on a share and on a mean have in common.
pub fn verdicts(answers: Answers, ends: Option<Ends>, bounds: Bounds) -> Answers {
    answers
        .with("lo", ends.and_then(|e| e.low))
        .with("hi", ends.and_then(|e| e.high))
        .with(
            "target_verdict",
            judge_or_open(ends, bounds, Against::Target).code(),
        )
        .with(
            "limit_verdict",
            judge_or_open(ends, bounds, Against::Limit).code(),
        )
}

/// Nothing was answered: no estimate, no verdict.
pub fn no_data() -> Answers {
    Answers::new()
        .with("target_verdict", Verdict::NoData.code())
        .with("limit_verdict", Verdict::NoData.code())
        .refused("there are no answers")
}

pub fn verdict_prop(case: &Case) -> Result<Answers, Trouble> {
    let (x, n, population) = (case.count("x")?, case.count("n")?, case.maybe_count("N")?);
    let (bounds, level) = (bounds(case)?, two_sided(case)?);
    if n == 0 {
        return Ok(no_data());
    }
    Ok(match wilson_of_counts(x, n, population, level) {
        Err(error) => Answers::new().refused(error),
        Ok(interval) => {
            let ends = Ends::between(interval.low, interval.high);
            let answers = Answers::new().with("estimate", x as f64 / n as f64);
            verdicts(answers, Some(ends), bounds)
        }
    })
}

fn size(found: Result<sample_size::SampleSize, sample_size::SampleSizeError>) -> Answers {
    match found {
        Ok(size) => Answers::new().with("n0", size.n0).with("n", size.n),
        Err(error) => Answers::new().refused(error),
    }
}

pub fn sample_size_prop(case: &Case) -> Result<Answers, Trouble> {
    let (p, margin) = (case.number("p")?, case.number("e")?);
    let (level, population) = (case.number("conf")?, case.maybe_count("N")?);
    Ok(size(sample_size::for_share(p, margin, level, population)))
}

pub fn sample_size_mean(case: &Case) -> Result<Answers, Trouble> {
    let (sd, margin) = (case.number("S")?, case.number("e")?);
    let (level, population) = (case.number("conf")?, case.maybe_count("N")?);
    Ok(size(sample_size::for_mean(sd, margin, level, population)))
}

pub fn power_two_prop(case: &Case) -> Result<Answers, Trouble> {
    let (p1, p2) = (case.number("p1")?, case.number("p2")?);
    let (alpha, power) = (case.number("alpha")?, case.number("power")?);
    Ok(match sample_size::per_group(p1, p2, alpha, power) {
        Ok(n) => Answers::new().with("n_per_group", n),
        Err(error) => Answers::new().refused(error),
    })
}

pub fn response_rate(case: &Case) -> Result<Answers, Trouble> {
    let dispositions = Dispositions {
        complete: case.count("I")?,
        partial: case.count("P")?,
        refusal: case.count("R")?,
        non_contact: case.count("NC")?,
        other: case.count("O")?,
        unknown_household: case.count("UH")?,
        unknown_other: case.count("UO")?,
    };
    Ok(match rates(&dispositions, case.number("e")?) {
        Err(error) => Answers::new().refused(error),
        Ok(r) => Answers::new()
            .with("RR1", r.rr1)
            .with("RR2", r.rr2)
            .with("RR3", r.rr3)
            .with("RR4", r.rr4)
            .with("RR5", r.rr5)
            .with("RR6", r.rr6)
            .with("COOP1", r.coop1)
            .with("COOP2", r.coop2)
            .with("REF1", r.ref1)
            .with("CON1", r.con1),
    })
}
