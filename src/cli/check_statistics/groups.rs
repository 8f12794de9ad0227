//! Cases that compare groups or waves, and of tests.

use super::answers::Answers;
use super::cases::{Case, Trouble};
use crate::stats::difference::{mcnemar, newcombe, nps_difference, welch};
use crate::stats::finite::fisher_exact;
use crate::stats::mean::moments_of;
use crate::stats::multiplicity::{benjamini_hochberg, bonferroni, holm};
use crate::stats::one_sided::{self, Side};
use crate::stats::rank::mann_whitney_of;

pub fn diff_prop(case: &Case) -> Result<Answers, Trouble> {
    let (x1, n1) = (case.count("x1")?, case.count("n1")?);
    let (x2, n2) = (case.count("x2")?, case.count("n2")?);
    Ok(difference_of_shares(
        (x1, n1),
        (x2, n2),
        case.number("conf")?,
    ))
}

/// The answers of two shares, given as (successes, answers).
pub fn difference_of_shares(first: (u64, u64), second: (u64, u64), level: f64) -> Answers {
    match newcombe(first.0, first.1, second.0, second.1, level) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("diff", found.difference)
            .with("newcombe_lo", found.interval.low)
            .with("newcombe_hi", found.interval.high)
            .with("z", found.pooled.map(|test| test.statistic))
            .with("p_z", found.pooled.map(|test| test.p))
            .with(
                "fisher_p",
                fisher_exact(first.0, first.1, second.0, second.1),
            ),
    }
}

pub fn paired_prop(case: &Case) -> Result<Answers, Trouble> {
    let found = mcnemar(
        case.count("both_yes")?,
        case.count("w1yes_w2no")?,
        case.count("w1no_w2yes")?,
        case.count("both_no")?,
    );
    Ok(match found {
        None => Answers::new().refused("there are no people"),
        Some(found) => Answers::new()
            .with("diff", found.difference)
            .with("mcnemar_exact_p", found.p),
    })
}

pub fn nps_diff(case: &Case) -> Result<Answers, Trouble> {
    let first = (case.count("pr1")?, case.count("pa1")?, case.count("de1")?);
    let second = (case.count("pr2")?, case.count("pa2")?, case.count("de2")?);
    let found = nps_difference(first, second, case.number("conf")?);
    Ok(match found {
        None => Answers::new().refused("a wave has no answers"),
        Some(found) => Answers::new()
            .with("diff", found.difference)
            .with("se", found.se)
            .with("z", found.test.map(|test| test.statistic))
            .with("p", found.test.map(|test| test.p))
            .with("lo", found.interval.map(|i| i.low))
            .with("hi", found.interval.map(|i| i.high)),
    })
}

pub fn two_sample(case: &Case) -> Result<Answers, Trouble> {
    let (a, b) = (case.answered("a")?, case.answered("b")?);
    Ok(two_lists(&a, &b, case.number("conf")?))
}

/// The answers of two lists of values.
pub fn two_lists(a: &[f64], b: &[f64], level: f64) -> Answers {
    let (Some(first), Some(second)) = (moments_of(a), moments_of(b)) else {
        return Answers::new().refused("a group has no answers");
    };
    let means = welch(&first, &second, level);
    let ranks = mann_whitney_of(a, b);
    Answers::new()
        .with("diff", first.mean - second.mean)
        .with("mw_u", ranks.map(|r| r.u))
        .with("mw_p_normal", ranks.and_then(|r| r.p_normal))
        .with("mw_p_exact", ranks.and_then(|r| r.p_exact))
        .with("t", means.map(|w| w.t))
        .with("df", means.map(|w| w.df))
        .with("welch_p", means.map(|w| w.p))
        .with("lo", means.map(|w| w.interval.low))
        .with("hi", means.map(|w| w.interval.high))
}

pub fn multiplicity(case: &Case) -> Result<Answers, Trouble> {
    let p = case.values("pvalues")?;
    let found = holm(&p).and_then(|holm| Ok((holm, benjamini_hochberg(&p)?, bonferroni(&p)?)));
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok((holm, bh, bonferroni)) => Answers::new()
            .with("holm", holm)
            .with("bh", bh)
            .with("bonferroni", bonferroni),
    })
}

fn side(case: &Case) -> Result<Side, Trouble> {
    match case.text("direction")?.as_str() {
        "higher" => Ok(Side::Higher),
        "lower" => Ok(Side::Lower),
        other => Err(Trouble::Malformed {
            column: "direction".to_owned(),
            problem: format!("“{other}” is neither higher nor lower"),
        }),
    }
}

pub fn one_sided_prop(case: &Case) -> Result<Answers, Trouble> {
    let (x, n, target) = (case.count("x")?, case.count("n")?, case.number("target")?);
    Ok(match one_sided::share(x, n, target, side(case)?) {
        None => Answers::new().refused("there are no answers, or no such share"),
        Some(test) => Answers::new()
            .with("p_exact", test.p_exact)
            .with("p_score", test.p_score),
    })
}

pub fn one_sided_mean(case: &Case) -> Result<Answers, Trouble> {
    let moments = moments_of(&case.answered("values")?);
    let (target, side) = (case.number("target")?, side(case)?);
    Ok(
        match moments.and_then(|m| one_sided::mean(&m, target, side)) {
            None => Answers::new().refused("the answers do not vary"),
            Some(test) => Answers::new()
                .with("t", test.t)
                .with("df", test.df)
                .with("p", test.p),
        },
    )
}
