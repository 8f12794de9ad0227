//! `docs/statistics.md` shows a worked number for each rule; these are the numbers as computed.

use peil::domain::evaluation::{Evidence, evaluate};
use peil::domain::judgement::{Against, Ends, judge};
use peil::domain::outlook::outlook;
use peil::domain::parameter::Bounds;
use peil::domain::protocol::Protocol;
use peil::stats::mean::Moments;
use peil::stats::response_rate::Dispositions;
use peil::stats::survival::Spell;
use peil::stats::{
    Interval, agreement, control, difference, drivers, finite, ipa, kano, mean, multiplicity, nps,
    poisson, proportion, quantile, ratio, reliability, run_rules, sample_size, sequence,
    suppression, survival, weight,
};

const TEXT: &str = include_str!("../../docs/statistics.md");

#[test]
fn every_worked_number_of_the_explanation_is_what_the_program_computes() {
    let missing: Vec<String> = worked()
        .into_iter()
        .filter(|line| !TEXT.contains(line.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/statistics.md does not show:\n{}",
        missing.join("\n")
    );
    let shown = TEXT.lines().filter(|line| line.starts_with("    ")).count();
    assert_eq!(shown, worked().len(), "a worked line that nothing checks");
}

/// The worked lines, each with the four blanks that set it apart in the text.
fn worked() -> Vec<String> {
    [
        shares(),
        other_estimates(),
        verdicts(),
        comparisons(),
        people(),
        depth(),
        waiting(),
    ]
    .into_iter()
    .flatten()
    .map(|line| format!("    {line}"))
    .collect()
}

fn percent(share: f64) -> String {
    format!("{:.2} %", 100.0 * share)
}

fn percents(interval: Interval) -> String {
    format!("{} to {}", percent(interval.low), percent(interval.high))
}

fn numbers(interval: Interval) -> String {
    format!("{:.3} to {:.3}", interval.low, interval.high)
}

fn shares() -> Vec<String> {
    let plain = proportion::wilson_of_counts(386, 500, None, 0.9).unwrap();
    let finite = proportion::wilson_of_counts(386, 500, Some(1240), 0.9).unwrap();
    let n_eff = proportion::effective_n(500, 1240).unwrap().unwrap();
    let all = proportion::wilson_of_counts(386, 500, Some(500), 0.9).unwrap();
    let exact = finite::hypergeometric_bounds(14, 20, 60, 0.9).unwrap();
    let clopper = proportion::clopper_pearson(14, 20, 0.9).unwrap();
    vec![
        format!("386 of 500: {} ({})", percent(0.772), percents(plain)),
        format!(
            "386 of 500 of 1240 clients: n_eff {n_eff:.1}, {}",
            percents(finite)
        ),
        format!("386 of 500 of 500 clients: {}", percents(all)),
        format!(
            "14 of 20 of 60 clients: between {} and {} of the 60; Clopper-Pearson {}",
            exact.low,
            exact.high,
            percents(clopper)
        ),
    ]
}

fn other_estimates() -> Vec<String> {
    let grades = Moments {
        n: 497,
        mean: 7.364,
        sd: Some(1.126),
    };
    let t = mean::interval(&grades, Some(1240), 0.9).unwrap().unwrap();
    let score = nps::nps(143, 228, 121).unwrap();
    let adjusted = nps::adjusted_interval(143, 228, 121, Some(1240), 0.9).unwrap();
    let gaps = difference::paired_t(&[-1.0, 0.0, -2.0, 0.0, 1.0, -1.0, 0.0, -1.0], 0.9).unwrap();
    let hours: Vec<f64> = (1..=40).map(f64::from).collect();
    let p90 = quantile::type7(&hours, 0.9).unwrap();
    let ranks = quantile::order_interval(&hours, 0.9, 0.9);
    let open = survival::product_limit(hours.iter().map(|hours| Spell {
        time: *hours,
        has_ended: hours % 4.0 != 0.0,
    }));
    let band = open.interval(0.5, 0.9);
    let rate = poisson::garwood(260, 15.142, 0.9).unwrap();
    let none = poisson::garwood(0, 15.142, 0.9).unwrap();
    let costs = ratio::of_sums(
        &[23_400.0, 22_100.0, 24_800.0, 21_900.0],
        &[1250.0, 1190.0, 1310.0, 1240.0],
        0.9,
    )
    .unwrap();
    vec![
        format!("mean 7.364, sd 1.126, 497 of 1240 clients: {}", numbers(t)),
        format!(
            "143 promoters, 228 passives, 121 detractors of 1240 clients: {:.1} ({:.1} to {:.1})",
            score.points, adjusted.low, adjusted.high
        ),
        format!(
            "differences -1 0 -2 0 1 -1 0 -1: {:.2} ({})",
            gaps.mean,
            numbers(gaps.interval.unwrap())
        ),
        format!(
            "1, 2 ... 40 hours: 90th percentile {p90:.1}, from {} to {}",
            ranks.low.unwrap(),
            ranks
                .high
                .map_or("no upper end".to_owned(), |h| h.to_string())
        ),
        format!(
            "the same, every fourth still open: median {}, from {} to {}",
            open.quantile(0.5).unwrap(),
            band.low.unwrap(),
            band.high.unwrap()
        ),
        format!(
            "260 complaints on 15142 requests: {:.2} per 1000 ({:.2} to {:.2}); 0 complaints: up to {:.2}",
            260.0 / 15.142,
            rate.low,
            rate.high,
            none.high
        ),
        format!(
            "92200 euro on 4990 requests in four months: {:.2} ({})",
            costs.ratio,
            numbers(costs.interval.unwrap())
        ),
    ]
}

fn verdicts() -> Vec<String> {
    let word = |low: f64, high: f64, bounds: Bounds, against: Against| {
        judge(Ends::between(low, high), bounds, against)
            .code()
            .to_owned()
    };
    let higher = Bounds::Higher {
        target: 0.8,
        limit: 0.75,
    };
    let between = Bounds::Between {
        target: [0.7, 0.8],
        limit: [0.65, 0.85],
    };
    vec![
        format!(
            "74.73 % to 79.50 %, target 80 %, limit 75 %: target {}, limit {}",
            word(0.7473, 0.7950, higher, Against::Target),
            word(0.7473, 0.7950, higher, Against::Limit)
        ),
        format!(
            "78 % to 82 %, target 70-80 %, limit 65-85 %: target {}, limit {}",
            word(0.78, 0.82, between, Against::Target),
            word(0.78, 0.82, between, Against::Limit)
        ),
        format!(
            "share near 80 %, margin 5 points, 90 %: {} answers, of 1240 clients {}",
            sample_size::for_share(0.8, 0.05, 0.9, None).unwrap().n,
            sample_size::for_share(0.8, 0.05, 0.9, Some(1240))
                .unwrap()
                .n
        ),
        format!(
            "from 75 % to 80 % with power 80 %: {} answers in each wave",
            sample_size::per_group(0.75, 0.8, 0.05, 0.8).unwrap()
        ),
        ahead(),
    ]
}

/// What 521 answers of the example's clients can show of its first parameter.
fn ahead() -> String {
    let text = include_str!("../../surveys/servicedesk/protocol.toml");
    let protocol = Protocol::parse("protocol.toml", text).unwrap();
    let nothing = evaluate(&protocol, &Evidence::default());
    let all = outlook(&protocol, &nothing, 521);
    let first = all.iter().find(|one| one.parameter == "P01").unwrap();
    format!(
        "521 of 1240 clients, target 80 %: margin {:.1} points, met from {:.1} %, shown from {:.1} %",
        100.0 * first.margin.unwrap(),
        100.0 * first.met_from.unwrap(),
        100.0 * first.shown_from.unwrap(),
    )
}

fn comparisons() -> Vec<String> {
    let shares = difference::newcombe(386, 500, 294, 482, 0.95).unwrap();
    let then = Moments {
        n: 486,
        mean: 6.833,
        sd: Some(1.166),
    };
    let now = Moments {
        n: 497,
        mean: 7.364,
        sd: Some(1.126),
    };
    let welch = difference::welch(&now, &then, 0.95).unwrap();
    let points = difference::nps_difference((79, 213, 187), (143, 228, 121), 0.95).unwrap();
    let same = difference::mcnemar(40, 5, 15, 20).unwrap();
    let change = difference::matched_interval(5, 15, 80, 0.95).unwrap();
    let holm = multiplicity::holm(&[Some(0.01), Some(0.04), Some(0.03)]).unwrap();
    let holm: Vec<String> = holm.iter().map(|p| format!("{:.2}", p.unwrap())).collect();
    vec![
        format!(
            "386 of 500 against 294 of 482: {} more ({})",
            percent(shares.difference),
            percents(shares.interval)
        ),
        format!(
            "7.364 (sd 1.126, n 497) against 6.833 (sd 1.166, n 486): {:.3} ({})",
            now.mean - then.mean,
            numbers(welch.interval)
        ),
        format!(
            "NPS from {:.1} to {:.1}: {:.1} points more ({})",
            nps::nps(79, 213, 187).unwrap().points,
            nps::nps(143, 228, 121).unwrap().points,
            points.difference,
            numbers(points.interval.unwrap())
        ),
        format!(
            "80 people twice, 5 only then, 15 only now: {} more ({}), p {:.4}",
            percent(same.difference),
            percents(change),
            same.p
        ),
        format!("Holm of 0.01, 0.04, 0.03: {}", holm.join(", ")),
    ]
}

fn people() -> Vec<String> {
    let dispositions = Dispositions {
        complete: 517,
        partial: 38,
        refusal: 96,
        non_contact: 41,
        other: 539,
        ..Dispositions::default()
    };
    let rates = peil::stats::response_rate::rates(&dispositions, 1.0).unwrap();
    let weights = weight::post_stratify(&[40, 60], &[600.0, 400.0]).unwrap();
    let kish = weight::kish(&[(weights[0], 40), (weights[1], 60)])
        .unwrap()
        .unwrap();
    let cell = |categories: [usize; 2], count| weight::Cell {
        categories: categories.to_vec(),
        count,
    };
    let cells = [
        cell([0, 0], 60),
        cell([0, 1], 20),
        cell([1, 0], 30),
        cell([1, 1], 40),
    ];
    let margins = [vec![600.0, 400.0], vec![500.0, 500.0]];
    let raked = weight::rake(&cells, &margins).unwrap().weights;
    let content: f64 = raked
        .iter()
        .zip([54.0, 10.0, 24.0, 12.0])
        .map(|(weight, content)| weight * content / 1000.0)
        .sum();
    let weighted = (0.5 * 600.0 + 0.8 * 400.0) / 1000.0;
    let hidden = suppression::segments(&[40, 3, 12, 25], 5);
    vec![
        format!(
            "517 complete, 38 partial of 1231: RR1 {}, RR2 {}",
            percent(rates.rr1.unwrap()),
            percent(rates.rr2.unwrap())
        ),
        format!(
            "600 clients with 20 of 40 satisfied, 400 with 48 of 60: plain {}, weighted {}, n_eff {:.1}",
            percent(0.68),
            percent(weighted),
            kish.n_eff
        ),
        format!(
            "100 of 150 satisfied, raked to 600 and 400 by segment, 500 and 500 by knowledge: {}",
            percent(content)
        ),
        format!(
            "386 of 500 of 1240 clients: all others dissatisfied {}, all others satisfied {}",
            percent(386.0 / 1240.0),
            percent((386.0 + 740.0) / 1240.0)
        ),
        format!(
            "segments of 40, 3, 12, 25 answers: hidden {:?} and therefore {:?}",
            hidden.primary.iter().map(|i| i + 1).collect::<Vec<_>>(),
            hidden
                .complementary
                .iter()
                .map(|i| i + 1)
                .collect::<Vec<_>>()
        ),
    ]
}

fn depth() -> Vec<String> {
    let some = |codes: &[f64]| codes.iter().map(|c| Some(*c)).collect::<Vec<_>>();
    let first = [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 1.0, 2.0, 3.0, 1.0];
    let second = [1.0, 1.0, 2.0, 3.0, 3.0, 3.0, 1.0, 2.0, 2.0, 1.0];
    let kappa = agreement::cohen_kappa(&some(&first), &some(&second), 0.95).unwrap();
    let alpha = agreement::krippendorff_alpha(&[some(&first), some(&second)]).unwrap();
    let battery: Vec<Vec<f64>> = [
        [4, 5, 4],
        [3, 3, 2],
        [5, 5, 5],
        [2, 3, 2],
        [4, 4, 5],
        [1, 2, 2],
    ]
    .iter()
    .map(|row| row.iter().map(|v| f64::from(*v)).collect())
    .collect();
    let reliable = reliability::reliability(&battery, 0.95).unwrap();
    let rows: Vec<Vec<f64>> = battery.iter().map(|row| row[..2].to_vec()).collect();
    let outcome: Vec<f64> = battery.iter().map(|row| row[2]).collect();
    let found = drivers::drivers(&drivers::correlations(&rows, &outcome).unwrap()).unwrap();
    let johnson = found.johnson_percent().unwrap();
    let quadrants = ipa::ipa(&[4.0, 3.0], &[3.0, 4.0], ipa::Crosshair::DataMeans).unwrap();
    let feature = kano::kano(
        &[Some(1), Some(1), Some(2), Some(1)],
        &[Some(5), Some(5), Some(5), Some(3)],
    )
    .unwrap();
    let cost = [21.0, 21.5, 20.8, 21.2, 21.0, 20.6, 21.3, 21.1, 20.9, 18.5];
    let chart = control::xmr_chart(&cost).unwrap();
    let spread = chart.spread.unwrap();
    let runs = [0.5, 0.7, 0.2, 0.9, 0.4, 0.6, 0.3, 0.8];
    let eight = run_rules::RunRules::new(&runs, 0.0, 1.0).western_electric_4();
    vec![
        format!(
            "ten statements, eight coded alike: agreement {}, kappa {:.3}, alpha {:.3}",
            percent(kappa.observed),
            kappa.kappa.unwrap().kappa,
            alpha.nominal
        ),
        format!("three items, six people: alpha {:.3}", reliable.alpha),
        format!(
            "two drivers: R2 {:.3}, of which {:.0} % and {:.0} %",
            found.r2, johnson[0], johnson[1]
        ),
        format!(
            "importance 4 with performance 3: {}; importance 3 with performance 4: {}",
            quadrants.quadrants[0].code(),
            quadrants.quadrants[1].code()
        ),
        format!(
            "four answers: category {}, better {:.2}, worse {:.2}",
            feature.category.unwrap().letter(),
            feature.better.unwrap(),
            feature.worse.unwrap()
        ),
        format!(
            "21, 21.5, 20.8, 21.2, 21, 20.6, 21.3, 21.1, 20.9, 18.5: centre {:.2}, limits {:.2} to {:.2}, signals {:?}",
            chart.center, spread.limits.low, spread.limits.high, spread.signals
        ),
        format!("eight points above the centre: signal at {eight:?}"),
    ]
}

fn waiting() -> Vec<String> {
    let early = sequence::successes(90, 100, 400, 0.1).unwrap();
    let late = sequence::successes(270, 300, 400, 0.1).unwrap();
    let share = |count: u64| percent(count as f64 / 400.0);
    vec![
        format!(
            "90 of the first 100 of 400 clients: {} to {}",
            share(early.low),
            share(early.high)
        ),
        format!(
            "270 of the first 300 of 400 clients: {} to {}",
            share(late.low),
            share(late.high)
        ),
    ]
}
