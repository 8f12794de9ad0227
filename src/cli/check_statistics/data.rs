//! Cases on data files: a column, a filter and a method, in place of inputs written out.

use super::answers::Answers;
use super::cases::{Case, Cell, Trouble};
use super::groups::{difference_of_shares, two_lists};
use super::tables::{Sheet, drivers_of, listwise, reliability_of};
use super::weights::{People, mean_of_strata, rake, weighted_share};
use crate::stats::mean::{interval, moments_of};
use crate::stats::proportion::wilson_of_counts;
use crate::stats::scale::summary;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A data file: named columns of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Data {
    /// Reads a CSV. Error: what the reader says of it.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| e.to_string())?;
        let header = header.iter().map(str::to_owned).collect();
        let rows = reader
            .records()
            .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()))
            .collect::<Result<_, _>>()
            .map_err(|e| e.to_string())?;
        Ok(Self { header, rows })
    }

    fn texts(&self, column: &str) -> Result<Vec<String>, Trouble> {
        let place = self.header.iter().position(|name| name == column);
        let place = place.ok_or_else(|| malformed(column, "the data have no such column"))?;
        Ok(self.rows.iter().map(|row| row[place].clone()).collect())
    }

    /// A column of numbers, or a condition such as `satisfaction==3` as 1 and 0; `None` is missing.
    fn values(&self, expression: &str) -> Result<Vec<Option<f64>>, Trouble> {
        if let Some((column, value)) = expression.split_once("==") {
            let is = |cell: &String| {
                (!is_missing(cell)).then(|| f64::from(u8::from(cell == value.trim())))
            };
            return Ok(self.texts(column.trim())?.iter().map(is).collect());
        }
        let number = |cell: &String| match is_missing(cell) {
            true => Ok(None),
            false => cell
                .trim()
                .parse()
                .map(Some)
                .map_err(|_| malformed(expression, &format!("“{cell}” is not a number"))),
        };
        self.texts(expression)?.iter().map(number).collect()
    }

    /// The rows in which every named column has the given value.
    fn filtered(mut self, conditions: &Map<String, Value>) -> Result<Self, Trouble> {
        for (column, value) in conditions {
            let texts = self.texts(column)?;
            let wanted = Cell::Json(value.clone()).text();
            let mut keep = texts.iter().map(|text| *text == wanted);
            self.rows.retain(|_| keep.next().unwrap_or(false));
        }
        Ok(self)
    }
}

fn is_missing(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NA")
}

fn malformed(column: &str, problem: &str) -> Trouble {
    Trouble::Malformed {
        column: column.to_owned(),
        problem: problem.to_owned(),
    }
}

fn level(case: &Case) -> Result<f64, Trouble> {
    case.cell("conf").map_or(Ok(0.95), |_| case.number("conf"))
}

/// Runs the method that a case names on its data.
pub fn run(case: &Case, data: Data) -> Result<Answers, Trouble> {
    let data = match case.cell("where") {
        Ok(Cell::Json(Value::Object(conditions))) => data.filtered(conditions)?,
        _ => data,
    };
    match case.text("method")?.as_str() {
        "item_summary" => item_summary(case, &data),
        "proportion_ci" => proportion_ci(case, &data),
        "diff_prop" => diff_prop(case, &data),
        "two_sample" => two_sample(case, &data),
        "mean_ci" => mean_ci(case, &data),
        "stratified" => stratified(case, &data),
        "raking" => raking(case, &data),
        "drivers" => drivers(case, &data),
        "reliability" => {
            let sheet = columns(&data, &case.read::<Vec<String>>("columns")?)?;
            Ok(reliability_of(&listwise(sheet)))
        }
        other => Err(malformed("method", &format!("we have no method “{other}”"))),
    }
}

/// People by columns.
fn columns(data: &Data, names: &[String]) -> Result<Sheet, Trouble> {
    let lists: Vec<Vec<Option<f64>>> = names
        .iter()
        .map(|name| data.values(name))
        .collect::<Result<_, _>>()?;
    let row = |i: usize| lists.iter().map(|list| list[i]).collect();
    Ok((0..data.rows.len()).map(row).collect())
}

fn answered(data: &Data, expression: &str) -> Result<Vec<f64>, Trouble> {
    Ok(data.values(expression)?.into_iter().flatten().collect())
}

fn successes(values: &[f64]) -> (u64, u64) {
    let yes = values.iter().filter(|v| **v == 1.0).count();
    (yes as u64, values.len() as u64)
}

fn mean_ci(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let values = answered(data, &case.text("column")?)?;
    let Some(m) = moments_of(&values) else {
        return Ok(Answers::new()
            .with("n", 0_u64)
            .refused("there are no answers"));
    };
    Ok(match interval(&m, None, level(case)?) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => Answers::new()
            .with("n", m.n)
            .with("mean", m.mean)
            .with("sd", m.sd)
            .with("lo", found.map(|i| i.low))
            .with("hi", found.map(|i| i.high))
            .with("mean_lo", found.map(|i| i.low))
            .with("mean_hi", found.map(|i| i.high)),
    })
}

fn item_summary(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let values = answered(data, &case.text("column")?)?;
    let top = case.number("scale_max")?;
    let counts: Vec<(f64, u64)> = values.iter().map(|v| (*v, 1)).collect();
    let answers = mean_ci(case, data)?;
    let found = match summary(&counts, f64::NEG_INFINITY, top) {
        Err(error) => return Ok(Answers::new().refused(error)),
        Ok(None) => return Ok(answers),
        Ok(Some(found)) => found,
    };
    let high = values.iter().filter(|v| **v >= top - 1.0).count() as u64;
    let answers = answers
        .with("median", found.median)
        .with("top2", found.top2);
    Ok(
        match wilson_of_counts(high, found.moments.n, None, level(case)?) {
            Err(error) => answers.refused(error),
            Ok(interval) => answers
                .with("top2_lo", interval.low)
                .with("top2_hi", interval.high),
        },
    )
}

fn proportion_ci(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let (x, n) = successes(&answered(data, &case.text("success")?)?);
    Ok(match wilson_of_counts(x, n, None, level(case)?) {
        Err(error) => Answers::new().with("x", x).with("n", n).refused(error),
        Ok(interval) => Answers::new()
            .with("x", x)
            .with("n", n)
            .with("p", x as f64 / n as f64)
            .with("wilson_lo", interval.low)
            .with("wilson_hi", interval.high),
    })
}

/// The values of the two groups that a case names.
fn two_groups(case: &Case, data: &Data, values: &str) -> Result<[Vec<f64>; 2], Trouble> {
    let groups = data.texts(&case.text("group")?)?;
    let values = data.values(values)?;
    let of = |name: &str| -> Result<Vec<f64>, Trouble> {
        let name = case.text(name)?;
        let pairs = groups
            .iter()
            .zip(&values)
            .filter(|(group, _)| **group == name);
        Ok(pairs.filter_map(|(_, value)| *value).collect())
    };
    Ok([of("a")?, of("b")?])
}

fn diff_prop(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let [a, b] = two_groups(case, data, &case.text("success")?)?;
    let (first, second) = (successes(&a), successes(&b));
    Ok(difference_of_shares(first, second, level(case)?)
        .with("x1", first.0)
        .with("n1", first.1)
        .with("x2", second.0)
        .with("n2", second.1))
}

fn two_sample(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let [a, b] = two_groups(case, data, &case.text("column")?)?;
    Ok(two_lists(&a, &b, level(case)?))
}

fn stratified(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let strata = data.texts(&case.text("stratum")?)?;
    let column = case.text("N")?;
    let mut clients = BTreeMap::new();
    for (stratum, population) in strata.iter().zip(data.values(&column)?) {
        let whole = population.filter(|n| *n >= 0.0 && n.fract() == 0.0);
        let whole = whole.ok_or_else(|| malformed(&column, "this is not a count"))?;
        clients.insert(stratum.clone(), whole as u64);
    }
    let values = data.values(&case.text("column")?)?;
    let people: Vec<_> = strata.into_iter().zip(values).collect();
    mean_of_strata(&people, &clients, level(case)?)
}

fn raking(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let margins: BTreeMap<String, BTreeMap<String, f64>> = case.read("margins")?;
    let lists: Vec<Vec<String>> = margins
        .keys()
        .map(|name| data.texts(name))
        .collect::<Result<_, _>>()?;
    let row = |i: usize| lists.iter().map(|list| list[i].clone()).collect();
    let people = People {
        margins: margins.into_values().collect(),
        categories: (0..data.rows.len()).map(row).collect(),
    };
    let y = data.values(&case.text("outcome")?)?;
    Ok(match rake(&people) {
        Err(error) => Answers::new().refused(error),
        Ok(found) => {
            let least = found.people.iter().copied().reduce(f64::min);
            let most = found.people.iter().copied().reduce(f64::max);
            let answers = Answers::new()
                .with("min_weight", least)
                .with("max_weight", most);
            weighted_share(answers, &y, &found.people)
        }
    })
}

fn drivers(case: &Case, data: &Data) -> Result<Answers, Trouble> {
    let x = columns(data, &case.read::<Vec<String>>("drivers")?)?;
    Ok(drivers_of(x, &data.values(&case.text("outcome")?)?))
}
