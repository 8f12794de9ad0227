//! How sure the weights of drivers are, by the bootstrap.

use rand::Rng;

use super::Interval;
use super::bootstrap::{below, percentile};
use super::drivers::{Correlations, johnson};
use super::matrix::Square;

/// More people than this are dealt over so many blocks of about equal size, and blocks are drawn in
/// place of people: the work then does not grow with the number of people. Up to this number every
/// person is a block, which is the ordinary bootstrap.
pub const MOST_BLOCKS: usize = 1_000;

/// Percentile intervals of each driver's share (0 to 1) of R² by Johnson's weights, from (drivers
/// with the outcome last, number of people) in sorted order. Empty when no sample could be computed.
///
/// Source: Tonidandel, LeBreton & Johnson (2009), Psychological Methods 14, 387-399; blocks: the
/// random groups of Wolter (2007), Introduction to Variance Estimation, ch. 2.
pub fn bootstrap(
    patterns: &[(Vec<f64>, u64)],
    replicates: usize,
    confidence: f64,
    rng: &mut impl Rng,
) -> Vec<Interval> {
    let Some(width) = patterns.first().map(|(values, _)| values.len()) else {
        return Vec::new();
    };
    let blocks = blocks(patterns, width, rng);
    let mut shares: Vec<Vec<f64>> = vec![Vec::new(); width.saturating_sub(1)];
    let mut drawn = vec![0; blocks.number];
    for _ in 0..replicates {
        let number = blocks.number as u64;
        drawn.fill_with(|| below(rng, number) as usize);
        let sums = blocks.sums(&drawn);
        let found = correlations(&sums, width).and_then(|found| shares_of(&found));
        for (all, share) in shares.iter_mut().zip(found.into_iter().flatten()) {
            all.push(share);
        }
    }
    let intervals = shares.iter().map(|all| percentile(all, confidence));
    intervals.collect::<Option<_>>().unwrap_or_default()
}

/// As many sums as are added up at once: what the registers of every processor hold.
const TOGETHER: usize = 12;

/// Of each block the number of people, the sums, and the sums of products `i <= j`.
struct Blocks {
    number: usize,
    /// The first sums of all blocks, then the next ones of all blocks, and so on.
    tiles: Vec<[f64; TOGETHER]>,
}

impl Blocks {
    /// The sums over the blocks that were drawn, with zeros behind them.
    fn sums(&self, drawn: &[usize]) -> Vec<f64> {
        let mut sums = Vec::new();
        for tile in self.tiles.chunks(self.number) {
            let mut some = [0.0; TOGETHER];
            for block in drawn {
                let added = some.iter_mut().zip(&tile[*block]);
                added.for_each(|(sum, value)| *sum += value);
            }
            sums.extend(some);
        }
        sums
    }
}

fn blocks(patterns: &[(Vec<f64>, u64)], width: usize, rng: &mut impl Rng) -> Blocks {
    let people: u64 = patterns.iter().map(|(_, count)| count).sum();
    let number = people.min(MOST_BLOCKS as u64);
    let size: usize = 1 + width + width * (width + 1) / 2;
    let mut blocks = Blocks {
        number: number as usize,
        tiles: vec![[0.0; TOGETHER]; size.div_ceil(TOGETHER) * number as usize],
    };
    let whole = people <= MOST_BLOCKS as u64;
    // Sums lose less when they are taken from somewhere in the middle.
    let centre = centre(patterns, width, people);
    let mut next = 0;
    for (values, count) in patterns {
        let values: Vec<f64> = values.iter().zip(&centre).map(|(v, c)| v - c).collect();
        let mut row = vec![1.0];
        row.extend(&values);
        for i in 0..width {
            row.extend((i..width).map(|j| values[i] * values[j]));
        }
        for _ in 0..*count {
            let at = if whole {
                next
            } else {
                below(rng, number) as usize
            };
            next += 1;
            for (tile, part) in row.chunks(TOGETHER).enumerate() {
                let sums = &mut blocks.tiles[tile * blocks.number + at];
                let added = sums.iter_mut().zip(part);
                added.for_each(|(sum, value)| *sum += value);
            }
        }
    }
    blocks
}

fn centre(patterns: &[(Vec<f64>, u64)], width: usize, people: u64) -> Vec<f64> {
    let mut sums = vec![0.0; width];
    for (values, count) in patterns {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value * *count as f64;
        }
    }
    sums.iter().map(|sum| sum / people as f64).collect()
}

/// `None` when a driver or the outcome does not vary in the sample.
fn correlations(sums: &[f64], width: usize) -> Option<Correlations> {
    let n = *sums.first().filter(|n| **n > 1.0)?;
    let mean: Vec<f64> = sums[1..=width].iter().map(|sum| sum / n).collect();
    let mut all = Square::zero(width);
    let mut at = 1 + width;
    for i in 0..width {
        for j in i..width {
            let value = sums[at] / n - mean[i] * mean[j];
            *all.at_mut(i, j) = value;
            *all.at_mut(j, i) = value;
            at += 1;
        }
    }
    let spread: Vec<f64> = (0..width).map(|i| all.at(i, i)).collect();
    if spread.iter().any(|variance| *variance <= 1e-12) {
        return None;
    }
    let r = |i: usize, j: usize| all.at(i, j) / (spread[i] * spread[j]).sqrt();
    let drivers = width - 1;
    let mut between = Square::zero(drivers);
    for i in 0..drivers {
        (0..drivers).for_each(|j| *between.at_mut(i, j) = if i == j { 1.0 } else { r(i, j) });
    }
    Some(Correlations {
        n: n as usize,
        between,
        with_outcome: (0..drivers).map(|i| r(i, drivers)).collect(),
    })
}

fn shares_of(found: &Correlations) -> Option<Vec<f64>> {
    let weights = johnson(found);
    let total: f64 = weights.iter().sum();
    (total > 0.0).then(|| weights.iter().map(|weight| weight / total).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// An outcome that is mostly the first driver.
    fn patterns(times: u64) -> Vec<(Vec<f64>, u64)> {
        let mut all = Vec::new();
        for a in 1..=5_u8 {
            for b in 1..=5_u8 {
                for noise in 0..=2_u8 {
                    let y = 2.0 * f64::from(a) + f64::from(b) * 0.5 + f64::from(noise);
                    all.push((vec![f64::from(a), f64::from(b), y], times));
                }
            }
        }
        all
    }

    #[test]
    fn the_interval_holds_the_share_and_narrows_with_people() {
        let few = bootstrap(&patterns(2), 400, 0.95, &mut ChaCha8Rng::seed_from_u64(7));
        let many = bootstrap(&patterns(200), 400, 0.95, &mut ChaCha8Rng::seed_from_u64(7));
        // Drivers are unrelated here, so the shares are those of squared correlations: 16 to 1.
        let share = 16.0 / 17.0;
        for found in [&few, &many] {
            assert!(found[0].low < share && share < found[0].high, "{found:?}");
        }
        assert!(many[0].high - many[0].low < 0.4 * (few[0].high - few[0].low));
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let run = || bootstrap(&patterns(3), 50, 0.95, &mut ChaCha8Rng::seed_from_u64(1));
        assert_eq!(run(), run());
    }

    #[test]
    fn nothing_that_varies_gives_no_interval() {
        let flat = [(vec![1.0, 1.0], 50_u64)];
        assert!(bootstrap(&flat, 20, 0.95, &mut ChaCha8Rng::seed_from_u64(1)).is_empty());
        assert!(bootstrap(&[], 20, 0.95, &mut ChaCha8Rng::seed_from_u64(1)).is_empty());
    }
}
