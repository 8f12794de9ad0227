//! Cases of answers on a scale: means, NPS, quantiles, summaries, Kano, importance-performance.

use super::answers::{Answer, Answers};
use super::cases::{Case, Trouble};
use super::shares::{bounds, no_data, two_sided, verdicts};
use crate::domain::judgement::Ends;
use crate::stats::ipa::{Crosshair, ipa as place};
use crate::stats::kano::{Category, kano as sort};
use crate::stats::mean::{interval, moments_of, standard_error};
use crate::stats::{nps, quantile, scale};

pub fn mean_ci(case: &Case) -> Result<Answers, Trouble> {
    let (values, population) = (case.answered("values")?, case.maybe_count("N")?);
    let Some(m) = moments_of(&values) else {
        return Ok(Answers::new()
            .with("n", 0_u64)
            .refused("there are no answers"));
    };
    let found = interval(&m, population, case.number("conf")?)
        .and_then(|interval| Ok((standard_error(&m, population)?, interval)));
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok((se, interval)) => Answers::new()
            .with("n", m.n)
            .with("mean", m.mean)
            .with("sd", m.sd)
            .with("se", se)
            .with("lo", interval.map(|i| i.low))
            .with("hi", interval.map(|i| i.high)),
    })
}

pub fn verdict_mean(case: &Case) -> Result<Answers, Trouble> {
    let (values, population) = (case.answered("values")?, case.maybe_count("N")?);
    let (bounds, level) = (bounds(case)?, two_sided(case)?);
    let Some(m) = moments_of(&values) else {
        return Ok(no_data());
    };
    Ok(match interval(&m, population, level) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => {
            let ends = if population == Some(m.n) {
                Some(Ends::exactly(m.mean))
            } else {
                found.map(|i| Ends::between(i.low, i.high))
            };
            verdicts(Answers::new().with("estimate", m.mean), ends, bounds)
        }
    })
}

pub fn nps_ci(case: &Case) -> Result<Answers, Trouble> {
    let (pr, pa, de) = (
        case.count("promoters")?,
        case.count("passives")?,
        case.count("detractors")?,
    );
    let (level, n) = (case.number("conf")?, pr + pa + de);
    let answers = Answers::new().with("n", n);
    let all = nps::nps(pr, pa, de).and_then(|score| {
        let wald = nps::wald_interval(pr, pa, de, level)?;
        let adjusted = nps::adjusted_interval(pr, pa, de, None, level)?;
        Some((score, wald, adjusted))
    });
    let Some((score, wald, adjusted)) = all else {
        return Ok(answers.refused("there are no answers, or the level is not between 0 and 1"));
    };
    Ok(answers
        .with("nps", score.points)
        .with("var", score.variance)
        .with("se", nps::standard_error(&score, n))
        .with("wald_lo", wald.low)
        .with("wald_hi", wald.high)
        .with("adj_nps", nps::adjusted(pr, pa, de).map(|a| a.points))
        .with("adj_lo", adjusted.low)
        .with("adj_hi", adjusted.high))
}

pub fn quantile_ci(case: &Case) -> Result<Answers, Trouble> {
    let mut sorted = case.answered("values")?;
    sorted.sort_by(f64::total_cmp);
    let (p, level) = (case.number("p")?, case.number("conf")?);
    let ends = quantile::order_interval(&sorted, p, level);
    let (low, high) = quantile::order_ranks(sorted.len(), p, level);
    Ok(Answers::new()
        .with("q", quantile::type7(&sorted, p))
        .with("lo", ends.low)
        .with("hi", ends.high)
        .with("lo_rank", low.map(|rank| rank as u64))
        .with("hi_rank", high.map(|rank| rank as u64)))
}

pub fn scale_summary(case: &Case) -> Result<Answers, Trouble> {
    let counts: Vec<(f64, u64)> = case
        .answered("values")?
        .into_iter()
        .map(|v| (v, 1))
        .collect();
    let (min, max) = (case.number("scale_min")?, case.number("scale_max")?);
    Ok(match scale::summary(&counts, min, max) {
        Err(error) => Answers::new().refused(error),
        Ok(None) => Answers::new()
            .with("n", 0_u64)
            .refused("there are no answers"),
        Ok(Some(summary)) => Answers::new()
            .with("n", summary.moments.n)
            .with("mean", summary.moments.mean)
            .with("median", summary.median)
            .with("top_box", summary.top_box)
            .with("top2", summary.top2)
            .with("bottom2", summary.bottom2)
            .with("nps", summary.nps)
            .with("ces_agree", summary.ces_agree),
    })
}

pub fn kano(case: &Case) -> Result<Answers, Trouble> {
    let answer = |v: Option<f64>| v.map(|v| if v.fract() == 0.0 { v as u8 } else { 0 });
    let list = |column| -> Result<Vec<Option<u8>>, Trouble> {
        Ok(case.values(column)?.into_iter().map(answer).collect())
    };
    let found = sort(&list("functional")?, &list("dysfunctional")?);
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok(found) => {
            let letters = ["M", "O", "A", "I", "R", "Q"].into_iter().zip(found.counts);
            let counted = letters.fold(Answers::new(), |a, (letter, n)| a.with(letter, n));
            counted
                .with("category", found.category.map(Category::letter))
                .with("better", found.better)
                .with("worse", found.worse)
        }
    })
}

pub fn ipa(case: &Case) -> Result<Answers, Trouble> {
    let at = match case.text("crosshair")?.as_str() {
        "data_means" => Crosshair::DataMeans,
        "fixed" => Crosshair::Fixed {
            importance: case.number("cross_importance")?,
            performance: case.number("cross_performance")?,
        },
        other => {
            return Err(Trouble::Malformed {
                column: "crosshair".to_owned(),
                problem: format!("“{other}” is neither data_means nor fixed"),
            });
        }
    };
    let found = place(
        &case.complete("importance")?,
        &case.complete("performance")?,
        at,
    );
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok(found) => {
            let quadrants = found.quadrants.iter().map(|q| q.code().to_owned());
            Answers::new()
                .with("cross_importance", found.importance)
                .with("cross_performance", found.performance)
                .with("quadrants", Answer::Texts(quadrants.collect()))
        }
    })
}
