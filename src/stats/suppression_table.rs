//! Hiding small cells of a table whose row and column totals are published.
//!
//! A hidden cell can still be worked out when only one value fits the totals. Which values fit is a
//! question of flows: rows and columns are places, hidden cells are pipes between them, and a cell can
//! change only along a closed tour of other hidden cells. A cell of 0 can grow but not shrink.
//! Source: Gusfield (1988), SIAM J. Computing 17, 552-571; Hundepool et al. (2012). Checked against
//! linear programs (scipy `linprog`) with an exhaustive search.

/// A cell by row and column, from 0.
pub type Cell = (usize, usize);

/// Tours tried before the search for the fewest further cells settles for a good choice.
const MOST_TRIES: usize = 20_000;

/// Why a table cannot be protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("row {0} is not as long as the first")]
    Ragged(usize),
    #[error("no choice of further cells protects the small ones: leave the totals out too")]
    CannotProtect,
}

/// The smallest and the largest value of a hidden cell that fit the published totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: u64,
    pub high: u64,
}

/// A choice of further cells that protects the small ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complement {
    pub cells: Vec<Cell>,
    /// Whether no smaller choice exists; false when the table was too large to try them all.
    pub fewest: bool,
}

/// Which cells are hidden.
type Mask = Vec<Vec<bool>>;

/// A table of counts.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    counts: &'a [Vec<u64>],
    columns: usize,
}

impl<'a> Table<'a> {
    /// Rows of equal length. Error: a row that is longer or shorter than the first.
    pub fn new(counts: &'a [Vec<u64>]) -> Result<Self, TableError> {
        let columns = counts.first().map_or(0, Vec::len);
        match counts.iter().position(|row| row.len() != columns) {
            Some(row) => Err(TableError::Ragged(row + 1)),
            None => Ok(Self { counts, columns }),
        }
    }

    /// Whether the table has this cell.
    pub fn contains(&self, (row, column): Cell) -> bool {
        row < self.counts.len() && column < self.columns
    }

    fn cells(&self) -> impl Iterator<Item = Cell> + use<> {
        let columns = self.columns;
        (0..self.counts.len()).flat_map(move |i| (0..columns).map(move |j| (i, j)))
    }

    fn mask(&self, cells: &[Cell]) -> Mask {
        let mut mask = vec![vec![false; self.columns]; self.counts.len()];
        cells.iter().for_each(|(i, j)| mask[*i][*j] = true);
        mask
    }

    /// Cells with answers, but fewer than the threshold.
    pub fn primary(&self, threshold: u64) -> Vec<Cell> {
        let small = |n: u64| n > 0 && n < threshold;
        self.cells()
            .filter(|(i, j)| small(self.counts[*i][*j]))
            .collect()
    }

    /// What a reader can infer of each hidden cell, in the order given.
    pub fn ranges(&self, hidden: &[Cell]) -> Vec<Range> {
        let mask = self.mask(hidden);
        let range = |&(i, j): &Cell| Range {
            low: self.counts[i][j] - self.slack(&mask, (i, j), Way::Shrink, self.counts[i][j]),
            high: self.counts[i][j].saturating_add(self.slack(&mask, (i, j), Way::Grow, u64::MAX)),
        };
        hidden.iter().map(range).collect()
    }

    /// The hidden cells that can still be worked out from the totals.
    pub fn exposed(&self, hidden: &[Cell]) -> Vec<Cell> {
        let mask = self.mask(hidden);
        let safe = |cell: &Cell| self.is_safe(&mask, *cell);
        hidden.iter().copied().filter(|cell| !safe(cell)).collect()
    }

    /// The fewest further cells to hide so that no cell below the threshold can be worked out. Where
    /// several choices are as small, which one is given depends on the table only.
    pub fn complement(&self, threshold: u64) -> Result<Complement, TableError> {
        let primary = self.primary(threshold);
        let everything = self.mask(&self.cells().collect::<Vec<_>>());
        if !primary.iter().all(|cell| self.is_safe(&everything, *cell)) {
            return Err(TableError::CannotProtect);
        }
        let mut tries = 0;
        for budget in 0..=self.counts.len() * self.columns {
            let mut mask = self.mask(&primary);
            if self.protect(&mut mask, &primary, budget, &mut tries) {
                let cells = self.added(&mask, &primary);
                let fewest = true;
                return Ok(Complement { cells, fewest });
            }
            if tries > MOST_TRIES {
                break;
            }
        }
        let mask = self.protect_greedily(&primary);
        let cells = self.added(&mask, &primary);
        let fewest = false;
        Ok(Complement { cells, fewest })
    }

    fn added(&self, mask: &Mask, primary: &[Cell]) -> Vec<Cell> {
        let hidden = self.cells().filter(|(i, j)| mask[*i][*j]);
        hidden.filter(|cell| !primary.contains(cell)).collect()
    }

    /// Hides at most `budget` further cells so that all primary ones are safe; undone on failure.
    fn protect(&self, mask: &mut Mask, primary: &[Cell], budget: usize, tries: &mut usize) -> bool {
        *tries += 1;
        let Some(open) = primary.iter().find(|cell| !self.is_safe(mask, **cell)) else {
            return true;
        };
        if budget == 0 || *tries > MOST_TRIES {
            return false;
        }
        for way in [Way::Shrink, Way::Grow] {
            for new in self.tours_within(mask, *open, way, budget) {
                new.iter().for_each(|(i, j)| mask[*i][*j] = true);
                if self.protect(mask, primary, budget - new.len(), tries) {
                    return true;
                }
                new.iter().for_each(|(i, j)| mask[*i][*j] = false);
            }
        }
        false
    }

    /// The not yet hidden cells of every tour through a cell that needs at most `budget` of them.
    fn tours_within(&self, mask: &Mask, cell: Cell, way: Way, budget: usize) -> Vec<Vec<Cell>> {
        let (from, to) = self.ends(cell, way);
        let mut search = Search {
            table: self,
            mask,
            cell,
            to,
            seen: vec![false; self.counts.len() + self.columns],
            new: Vec::new(),
            found: Vec::new(),
        };
        search.seen[from] = true;
        search.walk(from, budget);
        search.found.sort_by_key(Vec::len);
        search.found
    }

    /// One cell after the other gets the tour that needs the fewest and smallest further cells.
    fn protect_greedily(&self, primary: &[Cell]) -> Mask {
        let mut mask = self.mask(primary);
        for cell in primary {
            if !self.is_safe(&mask, *cell) {
                let ways = [Way::Shrink, Way::Grow].into_iter();
                let tours = ways.filter_map(|way| self.cheapest_tour(&mask, *cell, way));
                if let Some((_, tour)) = tours.min_by_key(|(cost, _)| *cost) {
                    tour.iter().for_each(|(i, j)| mask[*i][*j] = true);
                }
            }
        }
        mask
    }

    fn is_safe(&self, mask: &Mask, cell: Cell) -> bool {
        [Way::Shrink, Way::Grow].into_iter().any(|way| {
            let hidden = |(i, j): Cell| mask[i][j].then_some((0, 0));
            self.route(self.counts, cell, way, hidden).is_some()
        })
    }

    fn cheapest_tour(&self, mask: &Mask, cell: Cell, way: Way) -> Option<(Cost, Vec<Cell>)> {
        let price = |(i, j): Cell| {
            Some(if mask[i][j] {
                (0, 0)
            } else {
                (1, self.counts[i][j])
            })
        };
        self.route(self.counts, cell, way, price)
    }

    /// How far a hidden cell can move before another one along every tour reaches 0.
    fn slack(&self, mask: &Mask, cell: Cell, way: Way, most: u64) -> u64 {
        let mut counts = self.counts.to_vec();
        let mut moved = 0;
        let hidden = |(i, j): Cell| mask[i][j].then_some((0, 0));
        while moved < most {
            let Some((_, tour)) = self.route(&counts, cell, way, hidden) else {
                break;
            };
            // The first step of a tour that shrinks the cell leaves a row, so it grows a cell.
            let first_grows = way == Way::Shrink;
            let grows = |step: usize| step.is_multiple_of(2) == first_grows;
            let step = tour
                .iter()
                .enumerate()
                .filter(|(step, _)| !grows(*step))
                .map(|(_, (i, j))| counts[*i][*j])
                .fold(most - moved, u64::min);
            for (place, (i, j)) in tour.iter().enumerate() {
                if grows(place) {
                    counts[*i][*j] = counts[*i][*j].saturating_add(step);
                } else {
                    counts[*i][*j] -= step;
                }
            }
            moved += step;
        }
        moved
    }

    /// Where the rest of a tour through a cell begins and ends: rows first, then columns.
    fn ends(&self, (row, column): Cell, way: Way) -> (usize, usize) {
        match way {
            Way::Shrink => (row, self.counts.len() + column),
            Way::Grow => (self.counts.len() + column, row),
        }
    }

    /// The cheapest route that closes a tour through `cell`, as the cells it passes. From a row any
    /// cell can be taken, for it grows; from a column only one above 0, for it shrinks.
    fn route(
        &self,
        counts: &[Vec<u64>],
        cell: Cell,
        way: Way,
        price: impl Fn(Cell) -> Option<Cost>,
    ) -> Option<(Cost, Vec<Cell>)> {
        let rows = self.counts.len();
        let (from, to) = self.ends(cell, way);
        let mut best: Vec<Option<(Cost, usize)>> = vec![None; rows + self.columns];
        let mut done = vec![false; best.len()];
        best[from] = Some(((0, 0), from));
        loop {
            let open = (0..best.len()).filter(|node| !done[*node]);
            let (cost, node) = open
                .filter_map(|n| best[n].map(|(cost, _)| (cost, n)))
                .min()?;
            if node == to {
                break;
            }
            done[node] = true;
            for (next, step) in self.steps(node) {
                let allowed = step != cell && (node < rows || counts[step.0][step.1] > 0);
                let Some(extra) = price(step).filter(|_| allowed && !done[next]) else {
                    continue;
                };
                let through = (cost.0 + extra.0, cost.1.saturating_add(extra.1));
                if best[next].is_none_or(|(known, _)| through < known) {
                    best[next] = Some((through, node));
                }
            }
        }
        let (cost, _) = best[to]?;
        let mut cells = Vec::new();
        let mut node = to;
        while node != from {
            let (_, before) = best[node]?;
            cells.push((node.min(before), node.max(before) - rows));
            node = before;
        }
        cells.reverse();
        Some((cost, cells))
    }

    /// The neighbours of a row or column, with the cell between.
    fn steps(&self, node: usize) -> impl Iterator<Item = (usize, Cell)> + use<> {
        let rows = self.counts.len();
        let (from, to) = if node < rows {
            (rows, rows + self.columns)
        } else {
            (0, rows)
        };
        (from..to).map(move |next| (next, (node.min(next), node.max(next) - rows)))
    }
}

/// Number of cells not yet hidden, then the answers in them.
type Cost = (u32, u64);

/// Whether the cell in question is to become larger or smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Grow,
    Shrink,
}

/// A depth-first walk over all tours through one cell.
struct Search<'a, 'b> {
    table: &'a Table<'b>,
    mask: &'a Mask,
    cell: Cell,
    to: usize,
    seen: Vec<bool>,
    new: Vec<Cell>,
    found: Vec<Vec<Cell>>,
}

impl Search<'_, '_> {
    fn walk(&mut self, node: usize, budget: usize) {
        if self.found.len() > MOST_TRIES {
            return;
        }
        if node == self.to {
            if !self.new.is_empty() {
                self.found.push(self.new.clone());
            }
            return;
        }
        for (next, (i, j)) in self.table.steps(node) {
            let shrinks = node >= self.table.counts.len();
            let allowed = (i, j) != self.cell && !(shrinks && self.table.counts[i][j] == 0);
            let is_new = !self.mask[i][j];
            if !allowed || self.seen[next] || (is_new && budget == 0) {
                continue;
            }
            self.seen[next] = true;
            if is_new {
                self.new.push((i, j));
            }
            self.walk(next, budget - usize::from(is_new));
            if is_new {
                self.new.pop();
            }
            self.seen[next] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_hidden_cell_is_given_away_by_its_row() {
        let counts = [vec![3, 12], vec![18, 20]];
        let table = Table::new(&counts).unwrap();
        assert_eq!(table.exposed(&[(0, 0)]), [(0, 0)]);
        assert_eq!(table.ranges(&[(0, 0)]), [Range { low: 3, high: 3 }]);
        let complement = table.complement(5).unwrap();
        assert_eq!(complement.cells, [(0, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn a_single_row_cannot_hide_anything_behind_its_column_totals() {
        let counts = [vec![3, 12, 20]];
        let table = Table::new(&counts).unwrap();
        assert_eq!(table.complement(5), Err(TableError::CannotProtect));
        assert_eq!(
            Table::new(&[vec![1], vec![]]).err(),
            Some(TableError::Ragged(2))
        );
    }

    #[test]
    fn a_cell_of_zero_protects_because_a_reader_cannot_know_it_is_empty() {
        let counts = [vec![3, 0], vec![0, 4]];
        let table = Table::new(&counts).unwrap();
        let all = [(0, 0), (0, 1), (1, 0), (1, 1)];
        assert!(table.exposed(&all).is_empty());
        assert_eq!(table.ranges(&all)[1], Range { low: 0, high: 3 });
    }

    #[test]
    fn an_empty_table_has_nothing_to_hide() {
        let table = Table::new(&[]).unwrap();
        assert_eq!(table.primary(5), []);
        assert_eq!(table.complement(5).map(|c| c.cells), Ok(vec![]));
    }

    #[test]
    fn the_greedy_choice_protects_as_well() {
        let counts = [
            vec![1, 6, 40, 70],
            vec![2, 4, 28, 41],
            vec![0, 7, 22, 33],
            vec![5, 9, 30, 52],
        ];
        let table = Table::new(&counts).unwrap();
        let primary = table.primary(5);
        let mask = table.protect_greedily(&primary);
        let hidden: Vec<Cell> = table.cells().filter(|(i, j)| mask[*i][*j]).collect();
        let exposed = table.exposed(&hidden);
        assert!(primary.iter().all(|cell| !exposed.contains(cell)));
    }
}
