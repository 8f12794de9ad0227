//! Cases of series in time and of rates.

use super::answers::Answers;
use super::cases::{Case, Trouble};
use crate::stats::control::{self, ControlError};
use crate::stats::poisson::{garwood, rate};
use crate::stats::ratio::{of_rates, of_sums};
use crate::stats::run_rules::RunRules;

pub fn rate_ci(case: &Case) -> Result<Answers, Trouble> {
    let (events, exposure) = (case.count("events")?, case.number("exposure")?);
    let level = case.number("conf")?;
    let found = rate(events, exposure).and_then(|r| Ok((r, garwood(events, exposure, level)?)));
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok((rate, interval)) => Answers::new()
            .with("rate", rate)
            .with("lo", interval.low)
            .with("hi", interval.high),
    })
}

pub fn rate_ratio(case: &Case) -> Result<Answers, Trouble> {
    let found = of_rates(
        case.count("events1")?,
        case.number("exposure1")?,
        case.count("events2")?,
        case.number("exposure2")?,
        case.number("conf")?,
    );
    Ok(match found {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("ratio", found.ratio)
            .with("lo", found.interval.low)
            .with("hi", found.interval.high)
            .with("p", found.p),
    })
}

pub fn ratio_estimator(case: &Case) -> Result<Answers, Trouble> {
    let (y, x, level) = (
        case.complete("y")?,
        case.complete("x")?,
        case.number("conf")?,
    );
    Ok(match of_sums(&y, &x, level) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("ratio", found.ratio)
            .with("se", found.se)
            .with("lo", found.interval.map(|i| i.low))
            .with("hi", found.interval.map(|i| i.high)),
    })
}

pub fn p_chart(case: &Case) -> Result<Answers, Trouble> {
    let found = control::p_chart(&case.counts("counts")?, &case.counts("sizes")?);
    Ok(match found {
        // Without a centre no point has limits: the lists are there, and empty.
        Err(error @ ControlError::Empty) => Answers::new()
            .with("lcl", Vec::<f64>::new())
            .with("ucl", Vec::<f64>::new())
            .with("signals", &[][..] as &[usize])
            .refused(error),
        Err(error) => Answers::new().refused(error),
        Ok(chart) => {
            let limits = || chart.limits.iter().flatten();
            Answers::new()
                .with("center", chart.center)
                .with("lcl", limits().map(|l| l.low).collect::<Vec<f64>>())
                .with("ucl", limits().map(|l| l.high).collect::<Vec<f64>>())
                .with("signals", &chart.signals[..])
        }
    })
}

pub fn xmr_chart(case: &Case) -> Result<Answers, Trouble> {
    let chart = match control::xmr_chart(&case.complete("values")?) {
        Err(error) => return Ok(Answers::new().refused(error)),
        Ok(chart) => chart,
    };
    let answers = Answers::new().with("center", chart.center);
    Ok(match chart.spread {
        None => answers.refused("one value does not move"),
        Some(spread) => answers
            .with("mr_bar", spread.mr_bar)
            .with("sigma", spread.sigma)
            .with("lcl", spread.limits.low)
            .with("ucl", spread.limits.high)
            .with("mr_ucl", spread.mr_upper)
            .with("signals", &spread.signals[..]),
    })
}

pub fn run_rules(case: &Case) -> Result<Answers, Trouble> {
    let values = case.complete("values")?;
    let rules = RunRules::new(&values, case.number("center")?, case.number("sigma")?);
    Ok(Answers::new()
        .with("we1", &rules.western_electric_1()[..])
        .with("we2", &rules.western_electric_2()[..])
        .with("we3", &rules.western_electric_3()[..])
        .with("we4", &rules.western_electric_4()[..])
        .with("nelson2", &rules.nelson_2()[..])
        .with("nelson3", &rules.nelson_3()[..])
        .with("nelson4", &rules.nelson_4()[..])
        .with("nelson7", &rules.nelson_7()[..])
        .with("nelson8", &rules.nelson_8()[..]))
}
