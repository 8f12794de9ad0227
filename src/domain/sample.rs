//! Drawing a random sample that anybody with the seed can draw again.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha20Rng;

/// Draws `size` of `0..from` without replacement, in increasing order; all when there are fewer.
///
/// The generator is ChaCha with 20 rounds, whose output is fixed for ever, so that the same seed
/// draws the same sample on every machine.
pub fn draw(from: usize, size: usize, seed: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..from).collect();
    let mut lots = ChaCha20Rng::seed_from_u64(seed);
    let (chosen, _) = places.partial_shuffle(&mut lots, size.min(from));
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn the_same_seed_draws_the_same_sample_for_ever() {
        assert_eq!(draw(20, 5, 20_251_001), draw(20, 5, 20_251_001));
        assert_ne!(draw(1000, 5, 1), draw(1000, 5, 2));
    }

    #[test]
    fn a_sample_has_no_one_twice_and_never_more_than_there_are() {
        let sample = draw(100, 40, 3);
        assert_eq!(sample.len(), 40);
        assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(draw(3, 10, 1), vec![0, 1, 2]);
        assert!(draw(0, 10, 1).is_empty());
    }
}
