//! Cases of weights and strata.

use super::answers::{Answer, Answers};
use super::cases::{Case, Trouble};
use crate::stats::mean::moments_of;
use crate::stats::stratified::{Stratum, mean as stratified_mean};
use crate::stats::weight::{self, Cell, WeightError};
use std::collections::BTreeMap;

pub fn kish(case: &Case) -> Result<Answers, Trouble> {
    Ok(match weight::kish_of(&case.complete("weights")?) {
        Err(error) => Answers::new().refused(error),
        Ok(None) => Answers::new().refused("all weights are 0"),
        Ok(Some(kish)) => Answers::new()
            .with("deff", kish.deff)
            .with("n_eff", kish.n_eff),
    })
}

/// Margins by name, with the category of every person on each.
pub struct People {
    pub margins: Vec<BTreeMap<String, f64>>,
    pub categories: Vec<Vec<String>>,
}

/// A weight per person, and per combination of categories that occurs (joined with `|`).
pub struct Weighted {
    pub people: Vec<f64>,
    pub cells: BTreeMap<String, f64>,
}

/// Rakes people to margins; categories become numbers in the order of their names.
pub fn rake(people: &People) -> Result<Weighted, WeightError> {
    let mut counted: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    let mut cell_of = Vec::new();
    for categories in &people.categories {
        let mut places = Vec::new();
        for (margin, (category, totals)) in categories.iter().zip(&people.margins).enumerate() {
            let place = totals.keys().position(|name| name == category);
            let unknown = WeightError::UnknownCategory {
                margin,
                category: totals.len(),
            };
            places.push(place.ok_or(unknown)?);
        }
        *counted.entry(places.clone()).or_default() += 1;
        cell_of.push(places);
    }
    let cells: Vec<Cell> = counted
        .into_iter()
        .map(|(categories, count)| Cell { categories, count })
        .collect();
    let totals: Vec<Vec<f64>> = people
        .margins
        .iter()
        .map(|m| m.values().copied().collect())
        .collect();
    let raked = weight::rake(&cells, &totals)?;
    let by_cell: BTreeMap<&[usize], f64> = cells
        .iter()
        .map(|c| &c.categories[..])
        .zip(raked.weights)
        .collect();
    let weights: Vec<f64> = cell_of.iter().map(|places| by_cell[&places[..]]).collect();
    let names = people
        .categories
        .iter()
        .map(|categories| categories.join("|"));
    Ok(Weighted {
        cells: names.zip(weights.iter().copied()).collect(),
        people: weights,
    })
}

/// Weighted and unweighted share of those who answered, and what the weights cost.
pub fn weighted_share(answers: Answers, y: &[Option<f64>], weights: &[f64]) -> Answers {
    let pairs = y.iter().zip(weights).filter_map(|(y, w)| Some(((*y)?, *w)));
    let (values, used): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let found =
        weight::weighted_mean(&values, &used).and_then(|mean| Ok((mean, weight::kish_of(&used)?)));
    match found {
        Err(error) => answers.refused(error),
        Ok((mean, kish)) => answers
            .with("p_unweighted", moments_of(&values).map(|m| m.mean))
            .with("p_weighted", mean)
            .with("deff_kish", kish.map(|k| k.deff))
            .with("n_eff", kish.map(|k| k.n_eff)),
    }
}

pub fn raking(case: &Case) -> Result<Answers, Trouble> {
    let (dep, func): (Vec<String>, Vec<String>) = (case.read("dep")?, case.read("func")?);
    let y: Vec<Option<f64>> = case.read("y")?;
    if dep.len() != func.len() || dep.len() != y.len() {
        return Err(Trouble::Refused(
            "dep, func and y are not of the same people".to_owned(),
        ));
    }
    let people = People {
        margins: vec![case.read("margin_dep")?, case.read("margin_func")?],
        categories: dep.into_iter().zip(func).map(|(d, f)| vec![d, f]).collect(),
    };
    Ok(match rake(&people) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => {
            let answers = Answers::new().with("cell_weights", Answer::Named(found.cells));
            weighted_share(answers, &y, &found.people)
        }
    })
}

pub fn poststratification(case: &Case) -> Result<Answers, Trouble> {
    let (stratum, y): (Vec<String>, Vec<Option<f64>>) = (case.read("stratum")?, case.read("y")?);
    let clients: BTreeMap<String, f64> = case.read("N_stratum")?;
    if stratum.len() != y.len() {
        return Err(Trouble::Refused(
            "stratum and y are not of the same people".to_owned(),
        ));
    }
    if let Some(unknown) = stratum.iter().find(|s| !clients.contains_key(*s)) {
        return Err(Trouble::Refused(format!(
            "stratum {unknown} has no number of clients"
        )));
    }
    let number = |name: &String| stratum.iter().filter(|s| *s == name).count() as u64;
    let answers: Vec<u64> = clients.keys().map(number).collect();
    let totals: Vec<f64> = clients.values().copied().collect();
    Ok(match weight::post_stratify(&answers, &totals) {
        Err(error) => Answers::new().refused(error),
        Ok(weights) => {
            let named: BTreeMap<String, f64> = clients.keys().cloned().zip(weights).collect();
            let people: Vec<f64> = stratum.iter().map(|s| named[s]).collect();
            let answers = Answers::new().with("stratum_weights", Answer::Named(named));
            weighted_share(answers, &y, &people)
        }
    })
}

pub fn stratified(case: &Case) -> Result<Answers, Trouble> {
    let stratum: Vec<String> = case.read("stratum")?;
    let values = case.values("values")?;
    let clients: BTreeMap<String, u64> = case.read("N_stratum")?;
    if stratum.len() != values.len() {
        return Err(Trouble::Refused(
            "stratum and values are not of the same people".to_owned(),
        ));
    }
    let people: Vec<(String, Option<f64>)> = stratum.into_iter().zip(values).collect();
    mean_of_strata(&people, &clients, case.number("conf")?)
}

/// The answers for people with their stratum, and the clients in each stratum.
pub fn mean_of_strata(
    people: &[(String, Option<f64>)],
    clients: &BTreeMap<String, u64>,
    level: f64,
) -> Result<Answers, Trouble> {
    if let Some((unknown, _)) = people.iter().find(|(s, _)| !clients.contains_key(s)) {
        return Err(Trouble::Refused(format!(
            "stratum {unknown} has no number of clients"
        )));
    }
    let mut strata = Vec::new();
    for (name, &population) in clients {
        let own = people.iter().filter(|(s, _)| s == name);
        let values: Vec<f64> = own.filter_map(|(_, value)| *value).collect();
        let moments = moments_of(&values)
            .ok_or_else(|| Trouble::Refused(format!("stratum {name} has no answers")))?;
        strata.push(Stratum {
            moments,
            population,
        });
    }
    Ok(match stratified_mean(&strata, level) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("mean", found.mean)
            .with("estimate", found.mean)
            .with("se", found.se)
            .with("df", found.df)
            .with("lo", found.interval.map(|i| i.low))
            .with("hi", found.interval.map(|i| i.high)),
    })
}
