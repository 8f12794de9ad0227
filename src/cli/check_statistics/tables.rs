//! Cases of tables: batteries of items, drivers, coders, gaps, suppression.

use super::answers::{Answer, Answers};
use super::cases::{Case, Cell, Trouble};
use crate::stats::agreement;
use crate::stats::difference::servqual;
use crate::stats::drivers::{correlations, drivers as analyse};
use crate::stats::reliability::reliability as of_items;
use crate::stats::suppression::segments;
use crate::stats::suppression_table::{Cell as Place, Table, TableError};
use serde_json::{Value, json};

/// People by items, in which an answer may be missing.
pub type Sheet = Vec<Vec<Option<f64>>>;

/// The people who answered everything.
pub fn listwise(sheet: Sheet) -> Vec<Vec<f64>> {
    sheet
        .into_iter()
        .filter_map(|row| row.into_iter().collect())
        .collect()
}

pub fn reliability(case: &Case) -> Result<Answers, Trouble> {
    Ok(reliability_of(&listwise(case.read("items")?)))
}

/// The answers for complete rows.
pub fn reliability_of(rows: &[Vec<f64>]) -> Answers {
    match of_items(rows, 0.95) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("k", found.k as u64)
            .with("n", found.n as u64)
            .with("alpha", found.alpha)
            .with("alpha_std", found.standardised)
            .with("feldt_lo", found.feldt.low)
            .with("feldt_hi", found.feldt.high)
            .with("item_rest_r", found.item_rest)
            .with("alpha_if_deleted", found.if_deleted)
            .with("omega", found.omega)
            .with("spearman_brown", found.spearman_brown),
    }
}

pub fn drivers(case: &Case) -> Result<Answers, Trouble> {
    let (x, y): (Sheet, Vec<Option<f64>>) = (case.read("X")?, case.read("y")?);
    if x.len() != y.len() {
        return Err(Trouble::Refused(
            "X and y are not of the same people".to_owned(),
        ));
    }
    Ok(drivers_of(x, &y))
}

/// The answers for drivers and outcome; people with a missing value are left out.
pub fn drivers_of(x: Sheet, y: &[Option<f64>]) -> Answers {
    let joined = x.into_iter().zip(y).map(|(mut row, y)| {
        row.push(*y);
        row
    });
    let mut rows = listwise(joined.collect());
    let outcome: Vec<f64> = rows.iter_mut().filter_map(Vec::pop).collect();
    let found = correlations(&rows, &outcome).and_then(|found| analyse(&found));
    match found {
        Err(error) => Answers::new().with("n", rows.len() as u64).refused(error),
        Ok(found) => Answers::new()
            .with("n", found.n as u64)
            .with("r2", found.r2)
            .with("johnson_pct", found.johnson_percent())
            .with("beta_std", found.beta)
            .with("johnson_raw", found.johnson)
            .with("lmg", found.lmg),
    }
}

pub fn cohen_kappa(case: &Case) -> Result<Answers, Trouble> {
    let (first, second) = (case.values("rater1")?, case.values("rater2")?);
    let Some(found) = agreement::cohen_kappa(&first, &second, 0.95) else {
        return Ok(Answers::new().refused("there are no statements that both coded"));
    };
    let answers = Answers::new().with("po", found.observed);
    Ok(match found.kappa {
        None => answers.refused("only one category was used"),
        Some(kappa) => answers
            .with("kappa", kappa.kappa)
            .with("kappa_linear", kappa.linear)
            .with("kappa_quadratic", kappa.quadratic)
            .with("kappa_se", kappa.se)
            .with("kappa_lo", kappa.interval.low)
            .with("kappa_hi", kappa.interval.high),
    })
}

pub fn krippendorff_alpha(case: &Case) -> Result<Answers, Trouble> {
    let ratings: Sheet = case.read("ratings")?;
    Ok(match agreement::krippendorff_alpha(&ratings) {
        None => Answers::new().refused("the codes do not vary"),
        Some(alpha) => Answers::new()
            .with("nominal", alpha.nominal)
            .with("ordinal", alpha.ordinal)
            .with("interval", alpha.interval),
    })
}

pub fn servqual_gap(case: &Case) -> Result<Answers, Trouble> {
    let (expectation, perception): (Sheet, Sheet) =
        (case.read("expectation")?, case.read("perception")?);
    Ok(
        match servqual(&expectation, &perception, case.number("conf")?) {
            Err(error) => Answers::new().refused(error),
            Ok(gaps) => {
                let interval = || gaps.items.iter().map(|g| g.and_then(|g| g.interval));
                let means: Vec<Option<f64>> =
                    gaps.items.iter().map(|g| g.map(|g| g.mean)).collect();
                let p: Vec<Option<f64>> = gaps.items.iter().map(|g| g.and_then(|g| g.p)).collect();
                Answers::new()
                    .with("gap", means)
                    .with("mean_gap", gaps.mean)
                    .with(
                        "lo",
                        interval().map(|i| i.map(|i| i.low)).collect::<Vec<_>>(),
                    )
                    .with(
                        "hi",
                        interval().map(|i| i.map(|i| i.high)).collect::<Vec<_>>(),
                    )
                    .with("p", p)
            }
        },
    )
}

pub fn suppression_segments(case: &Case) -> Result<Answers, Trouble> {
    let hidden = segments(&case.counts("counts")?, case.count("threshold")?);
    let from_one = |places: &[usize]| places.iter().map(|i| i + 1).collect::<Vec<usize>>();
    let total = if hidden.total_publishable {
        "true"
    } else {
        "false"
    };
    Ok(Answers::new()
        .with("primary", &from_one(&hidden.primary)[..])
        .with("complementary", &from_one(&hidden.complementary)[..])
        .with("zero_segments", hidden.empty as u64)
        .with("total_publishable", total))
}

pub fn suppression_tables(case: &Case) -> Result<Answers, Trouble> {
    let counts: Vec<Vec<u64>> = case.read("table")?;
    let threshold = case.count("threshold")?;
    let refused = |error: TableError| Trouble::Refused(error.to_string());
    let table = Table::new(&counts).map_err(refused)?;
    let primary = table.primary(threshold);
    let answers = Answers::new()
        .with("primary", listed(&primary))
        .with("exposed_if_only_primary", listed(&table.exposed(&primary)));
    let complement = match table.complement(threshold) {
        Err(error) => return Ok(answers.refused(error)),
        Ok(complement) => complement.cells,
    };
    // Any choice as small will do, so theirs is checked, and the ranges are those of theirs.
    let theirs = case.expects("one_valid_complement").and_then(places_of);
    let chosen = theirs
        .filter(|cells| protects(&table, &primary, cells))
        .unwrap_or(complement.clone());
    let mut all: Vec<Place> = primary.iter().chain(&chosen).copied().collect();
    all.sort_unstable();
    let ranges: Vec<Value> = all
        .iter()
        .zip(table.ranges(&all))
        .map(|((i, j), r)| json!({"cell": [i + 1, j + 1], "lo": r.low as f64, "hi": r.high as f64}))
        .collect();
    Ok(answers
        .with("min_extra_cells", complement.len() as u64)
        .with("one_valid_complement", listed(&chosen))
        .with(
            "feasible_ranges_with_that_complement",
            Answer::Json(Value::Array(ranges)),
        ))
}

fn listed(cells: &[Place]) -> Answer {
    Answer::Json(cells.iter().map(|(i, j)| json!([i + 1, j + 1])).collect())
}

fn places_of(cell: &Cell) -> Option<Vec<Place>> {
    let Cell::Json(value) = cell else {
        return None;
    };
    let cells: Vec<Place> = serde_json::from_value(value.clone()).ok()?;
    cells
        .into_iter()
        .map(|(i, j)| Some((i.checked_sub(1)?, j.checked_sub(1)?)))
        .collect()
}

fn protects(table: &Table, primary: &[Place], extra: &[Place]) -> bool {
    let all: Vec<Place> = primary.iter().chain(extra).copied().collect();
    let inside = extra.iter().all(|cell| table.contains(*cell));
    inside
        && !table
            .exposed(&all)
            .iter()
            .any(|cell| primary.contains(cell))
}
