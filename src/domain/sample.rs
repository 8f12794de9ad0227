//! Drawing a random sample that anybody with the seed can draw again.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha20Rng;
use serde::{Deserialize, Serialize};

/// Whom a wave asks: the segments, and everybody in them or some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Codes; empty is all of them.
    #[serde(default)]
    pub segments: Vec<String>,
    #[serde(default)]
    pub sampling: Sampling,
    /// Whether the invitation goes out by itself when the wave opens as planned.
    #[serde(default)]
    pub send: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Sampling {
    #[default]
    Census,
    Simple {
        size: usize,
        seed: u64,
    },
    /// In proportion to the segments, at least `minimum` of each as far as it has so many.
    Stratified {
        size: usize,
        minimum: usize,
        seed: u64,
    },
}

impl Asked {
    /// Whether it leaves nobody out.
    pub fn is_everybody(&self) -> bool {
        self.segments.is_empty() && self.sampling == Sampling::Census
    }

    pub fn takes(&self, segment: &str) -> bool {
        self.segments.is_empty() || self.segments.iter().any(|code| code == segment)
    }
}

impl Sampling {
    /// The places of those who are drawn, in increasing order; `segments` has the segment of each.
    pub fn draw(&self, segments: &[&str]) -> Vec<usize> {
        match *self {
            Self::Census => (0..segments.len()).collect(),
            Self::Simple { size, seed } => draw(segments.len(), size, seed),
            Self::Stratified {
                size,
                minimum,
                seed,
            } => stratified(segments, size, minimum, seed),
        }
    }
}

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

fn stratified(segments: &[&str], size: usize, minimum: usize, seed: u64) -> Vec<usize> {
    let mut codes: Vec<&str> = segments.to_vec();
    codes.sort_unstable();
    codes.dedup();
    let strata: Vec<Vec<usize>> = codes
        .iter()
        .map(|code| {
            let here = segments.iter().enumerate();
            let here = here.filter(|(_, one)| *one == code);
            here.map(|(at, _)| at).collect()
        })
        .collect();
    let sizes: Vec<usize> = strata.iter().map(Vec::len).collect();
    let mut chosen = Vec::new();
    for (nr, (places, wanted)) in strata
        .iter()
        .zip(allocate(&sizes, size, minimum))
        .enumerate()
    {
        // Each segment draws from lots of its own, or equal segments would draw the same places.
        let own = seed.wrapping_add((nr as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chosen.extend(
            draw(places.len(), wanted, own)
                .into_iter()
                .map(|at| places[at]),
        );
    }
    chosen.sort_unstable();
    chosen
}

/// How many of each segment: in proportion by largest remainders, then raised to `minimum` where
/// that is less; a segment that is too small gives all it has. The sum is at least `size`, as far
/// as there are so many.
pub fn allocate(sizes: &[usize], size: usize, minimum: usize) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    if all == 0 {
        return vec![0; sizes.len()];
    }
    let size = size.min(all);
    let mut wanted: Vec<usize> = sizes.iter().map(|one| one * size / all).collect();
    let mut rest: Vec<usize> = (0..sizes.len()).collect();
    rest.sort_by_key(|at| (std::cmp::Reverse(sizes[*at] * size % all), *at));
    let left = size - wanted.iter().sum::<usize>();
    for at in rest.into_iter().take(left) {
        wanted[at] += 1;
    }
    let raised = wanted.iter().zip(sizes);
    raised
        .map(|(wanted, there)| (*wanted).max(minimum).min(*there))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn segments_give_in_proportion_and_never_less_than_the_minimum() {
        assert_eq!(allocate(&[600, 300, 100], 100, 0), [60, 30, 10]);
        assert_eq!(allocate(&[600, 300, 100], 100, 25), [60, 30, 25]);
        assert_eq!(allocate(&[600, 300, 9], 100, 25), [66, 33, 9]);
        assert_eq!(allocate(&[1, 1, 1], 2, 0), [1, 1, 0]);
        assert_eq!(allocate(&[3, 2], 10, 0), [3, 2]);
        assert_eq!(allocate(&[], 10, 5), Vec::<usize>::new());
    }

    #[test]
    fn a_stratified_sample_holds_its_shares_and_can_be_drawn_again() {
        let segments: Vec<&str> = (0..100).map(|n| if n < 80 { "A" } else { "B" }).collect();
        let plan = Sampling::Stratified {
            size: 20,
            minimum: 6,
            seed: 4,
        };
        let drawn = plan.draw(&segments);
        assert_eq!(drawn, plan.draw(&segments));
        assert_eq!(drawn.iter().filter(|at| **at < 80).count(), 16);
        assert_eq!(drawn.iter().filter(|at| **at >= 80).count(), 6);
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn two_segments_of_one_size_do_not_draw_the_same_places() {
        let segments: Vec<&str> = (0..200).map(|n| if n < 100 { "A" } else { "B" }).collect();
        let plan = Sampling::Stratified {
            size: 20,
            minimum: 0,
            seed: 4,
        };
        let drawn = plan.draw(&segments);
        let (a, b): (Vec<usize>, Vec<usize>) = drawn.iter().partition(|at| **at < 100);
        assert_ne!(a, b.iter().map(|at| at - 100).collect::<Vec<_>>());
    }

    #[test]
    fn a_plan_is_written_as_words() {
        let plan = Asked {
            segments: vec!["SD".to_owned()],
            sampling: Sampling::Simple { size: 5, seed: 1 },
            send: true,
        };
        let text = serde_json::to_string(&plan).unwrap();
        assert!(text.contains("\"kind\":\"simple\""), "{text}");
        assert_eq!(serde_json::from_str::<Asked>(&text).unwrap(), plan);
        assert_eq!(
            serde_json::from_str::<Asked>("{}").unwrap(),
            Asked::default()
        );
    }
}
