//! Drawing without replacement, from a portable generator with a seed of its own for each cell.

use peil::stats::bootstrap::below;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A generator for one cell of a table: moving or leaving out another cell does not change it.
pub fn generator(cell: &str) -> ChaCha8Rng {
    // FNV-1a, so that the seed depends on nothing but the name of the cell.
    let seed = cell.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ChaCha8Rng::seed_from_u64(seed)
}

/// Brings `n` members of the population, drawn without replacement, to the front.
pub fn to_front<T>(population: &mut [T], n: usize, rng: &mut impl Rng) {
    for at in 0..n {
        let left = (population.len() - at) as u64;
        let other = at + below(rng, left) as usize;
        population.swap(at, other);
    }
}

/// A number between 0 and 1, neither of them.
pub fn unit(rng: &mut impl Rng) -> f64 {
    ((rng.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

/// How many events fall in an exposure with this many expected (Knuth; for small means).
pub fn poisson(expected: f64, rng: &mut impl Rng) -> u64 {
    let (floor, mut product, mut events) = ((-expected).exp(), unit(rng), 0);
    while product > floor {
        product *= unit(rng);
        events += 1;
    }
    events
}
