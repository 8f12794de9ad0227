//! Weights that reach the segments and every other known distribution of the clients at once.

use super::Scope;
use super::estimate::numbers;
use super::findings::Refusal;
use super::results::RakedBy;
use crate::domain::analysis;
use crate::domain::dataset::{Cell as Answered, Column};
use crate::domain::parameter::Parameter;
use crate::stats::weight::{self, Cell};

/// A category of fewer answers is joined with the next smallest of its distribution.
const SMALLEST_CATEGORY: u64 = 10;
/// Weights above this many times the median are cut to it.
const TRIM: f64 = 5.0;
/// Combinations of categories that are told apart.
const MOST_CELLS: usize = 1_000;

/// The wave's answers split by every combination of categories.
pub(super) struct Raking<'a> {
    /// Its groups are the combinations; those without a category on some margin are in none.
    cells: Scope<'a>,
    margins: Vec<Margin<'a>>,
}

/// One known distribution of the clients.
struct Margin<'a> {
    /// `None` for the segments.
    item: Option<&'a str>,
    /// Clients per category, scaled to the population of the segments.
    clients: Vec<f64>,
}

/// The answers to one parameter by combination, and the weight of each.
pub(super) struct Weighed {
    /// How often each value was answered, smallest first.
    pub(super) values: Vec<Vec<(f64, u64)>>,
    pub(super) weights: Vec<f64>,
    pub(super) by: RakedBy,
}

/// An item whose distribution is known, with the category of each of its codes.
struct Asked<'a> {
    margin: &'a analysis::Margin,
    column: &'a Column,
    places: Vec<Option<usize>>,
}

impl<'a> Raking<'a> {
    /// `Ok(None)` when the protocol knows no distribution beside the segments that this wave asked.
    /// Error: more combinations than can be told apart.
    pub(super) fn of(scope: &Scope<'a>) -> Result<Option<Self>, Refusal> {
        let protocol = scope.protocol;
        let responses = scope.responses;
        let asked: Vec<Asked> = protocol
            .analysis
            .margins
            .iter()
            .filter_map(|margin| Some(Asked::new(margin, responses.column(&margin.item)?)))
            .collect();
        if asked.is_empty() || responses.is_empty() {
            return Ok(None);
        }
        let population = f64::from(protocol.population());
        let segments = (protocol.segments.len() >= 2).then(|| Margin {
            item: None,
            clients: protocol
                .segments
                .iter()
                .map(|segment| f64::from(segment.population))
                .collect(),
        });
        let by_segment = segments.is_some();
        let of_items = asked.iter().map(|one| one.margin(population));
        let margins: Vec<Margin> = segments.into_iter().chain(of_items).collect();
        let sizes = margins.iter().map(|margin| margin.clients.len());
        let all = sizes.fold(1_usize, usize::saturating_mul);
        if all > MOST_CELLS {
            let most = MOST_CELLS as u64;
            return Err(Refusal::ManyCells { most });
        }
        let cell_of = |row: usize, segment: Option<usize>| -> Option<usize> {
            let first = if by_segment { segment? } else { 0 };
            asked.iter().try_fold(first, |cell, one| {
                Some(cell * one.margin.categories.len() + one.category(row)?)
            })
        };
        Ok(Some(Self {
            cells: scope.regrouped(scope.grouping.split(all, cell_of)),
            margins,
        }))
    }

    /// Weighs the answers to a parameter. `Ok(None)` when it does not rest on answers, or when no
    /// distribution has two categories with answers enough. Error: no weights reach them all.
    pub(super) fn weigh(&self, parameter: &Parameter) -> Result<Option<Weighed>, Refusal> {
        let groups = self.margins.iter().map(|one| one.clients.len()).product();
        let mut places = Vec::new();
        let mut values = Vec::new();
        for cell in 0..groups {
            let Ok(answered) = numbers(&self.cells, parameter, Some(cell)) else {
                return Ok(None);
            };
            if count(&answered) > 0 {
                places.push(self.categories(cell));
                values.push(answered);
            }
        }
        let answers: Vec<u64> = values.iter().map(|values| count(values)).collect();
        let joined: Vec<(usize, Joined)> = self
            .margins
            .iter()
            .enumerate()
            .map(|(at, margin)| (at, Joined::of(&margin.clients, at, &places, &answers)))
            .filter(|(_, joined)| joined.clients.len() >= 2)
            .collect();
        if joined.is_empty() {
            return Ok(None);
        }
        let cells: Vec<Cell> = places
            .iter()
            .zip(&answers)
            .map(|(place, count)| Cell {
                categories: joined
                    .iter()
                    .map(|(at, joined)| joined.of_category[place[*at]])
                    .collect(),
                count: *count,
            })
            .collect();
        let totals: Vec<Vec<f64>> = joined.iter().map(|(_, one)| one.clients.clone()).collect();
        let raked = weight::rake(&cells, &totals).map_err(|_| Refusal::NotConverging)?;
        let raked = weight::trim(&cells, raked, TRIM);
        let used = || joined.iter().map(|(at, _)| self.margins[*at].item);
        Ok(Some(Weighed {
            values,
            weights: raked.weights,
            by: RakedBy {
                segments: used().any(|item| item.is_none()),
                items: used().flatten().map(str::to_owned).collect(),
                n: answers.iter().sum(),
                trimmed: raked.trimmed,
            },
        }))
    }

    /// The category on each margin of a combination.
    fn categories(&self, mut cell: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::with_capacity(self.margins.len());
        for margin in self.margins.iter().rev() {
            found.push(cell % margin.clients.len());
            cell /= margin.clients.len();
        }
        found.reverse();
        found
    }
}

impl<'a> Asked<'a> {
    fn new(margin: &'a analysis::Margin, column: &'a Column) -> Self {
        let known = |code: &String| margin.categories.iter().position(|one| one.code == *code);
        Self {
            margin,
            column,
            places: column.codes.iter().map(known).collect(),
        }
    }

    fn category(&self, row: usize) -> Option<usize> {
        match self.column.cell(row) {
            Answered::Code(at) => self.places[at],
            Answered::Missing | Answered::NotApplicable | Answered::DontKnow => None,
        }
    }

    /// Scaled to the population, since a register of another day may count a few more or fewer.
    fn margin(&self, population: f64) -> Margin<'a> {
        let categories = self.margin.categories.iter();
        let clients: Vec<f64> = categories.map(|one| f64::from(one.population)).collect();
        let all: f64 = clients.iter().sum();
        Margin {
            item: Some(&self.margin.item),
            clients: clients.iter().map(|one| one * population / all).collect(),
        }
    }
}

/// The categories of a margin, joined until each has answers enough.
struct Joined {
    of_category: Vec<usize>,
    clients: Vec<f64>,
}

impl Joined {
    fn of(clients: &[f64], at: usize, places: &[Vec<usize>], answers: &[u64]) -> Self {
        // Members, answers and clients of each category that is left.
        let mut left: Vec<(Vec<usize>, u64, f64)> = clients
            .iter()
            .enumerate()
            .map(|(category, clients)| {
                let here = places.iter().zip(answers);
                let here = here.filter(|(place, _)| place[at] == category);
                (vec![category], here.map(|(_, n)| n).sum(), *clients)
            })
            .collect();
        loop {
            left.sort_by(|a, b| {
                let by_size = a.1.cmp(&b.1).then(a.2.total_cmp(&b.2));
                by_size.then_with(|| a.0.cmp(&b.0))
            });
            match left.first() {
                Some(smallest) if smallest.1 < SMALLEST_CATEGORY && left.len() > 1 => {
                    let (members, answers, clients) = left.remove(0);
                    let into = &mut left[0];
                    into.0.extend(members);
                    into.1 += answers;
                    into.2 += clients;
                }
                _ => break,
            }
        }
        let mut of_category = vec![0; clients.len()];
        for (joined, (members, ..)) in left.iter().enumerate() {
            members
                .iter()
                .for_each(|member| of_category[*member] = joined);
        }
        Self {
            of_category,
            clients: left.into_iter().map(|(.., clients)| clients).collect(),
        }
    }
}

fn count(values: &[(f64, u64)]) -> u64 {
    values.iter().map(|(_, count)| count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_categories_are_joined_with_the_next_smallest() {
        let places = [vec![0], vec![1], vec![2], vec![3]];
        let joined = Joined::of(&[10.0, 20.0, 30.0, 40.0], 0, &places, &[4, 30, 8, 50]);
        // 0 and 2 have 12 together.
        assert_eq!(joined.of_category[0], joined.of_category[2]);
        assert_eq!(joined.clients, vec![40.0, 20.0, 40.0]);
    }
}
