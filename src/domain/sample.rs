//! Drawing a random sample that anybody with the seed can draw again.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether nobody is reminded any more once every verdict is settled.
    #[serde(default)]
    pub until_settled: bool,
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

impl Sampling {
    /// The number that the lots start from; a census draws none.
    pub fn seed(&self) -> Option<u64> {
        match *self {
            Self::Census => None,
            Self::Simple { seed, .. } | Self::Stratified { seed, .. } => Some(seed),
        }
    }

    /// The places of `more` who are drawn beside those who were drawn before: `left` has the segment
    /// of each who was not, `had` how many of each segment were. The seed is the plan's own (`seed`
    /// where that draws no lots) and the lots are those that come next, so that anybody can draw
    /// them again; a stratified plan is completed to what it would have been with so many more.
    pub fn more(
        &self,
        left: &[&str],
        had: &BTreeMap<&str, usize>,
        more: usize,
        seed: u64,
    ) -> Vec<usize> {
        let before: usize = had.values().sum();
        let seed = self.seed().unwrap_or(seed);
        let Self::Stratified { minimum, .. } = *self else {
            return draw_from(left.len(), more, seed, before as u64);
        };
        let codes: BTreeSet<&str> = left.iter().chain(had.keys()).copied().collect();
        let places = |code: &str| -> Vec<usize> {
            let here = left.iter().enumerate().filter(|(_, one)| **one == code);
            here.map(|(at, _)| at).collect()
        };
        let strata: Vec<Vec<usize>> = codes.iter().map(|code| places(code)).collect();
        let had: Vec<usize> = codes
            .iter()
            .map(|c| had.get(c).copied().unwrap_or(0))
            .collect();
        let free: Vec<usize> = strata.iter().map(Vec::len).collect();
        let mut chosen = Vec::new();
        for (nr, wanted) in complete(&free, &had, more, minimum).into_iter().enumerate() {
            let drawn = draw_from(free[nr], wanted, stratum_seed(seed, nr), before as u64);
            chosen.extend(drawn.into_iter().map(|at| strata[nr][at]));
        }
        chosen.sort_unstable();
        chosen
    }
}

/// Each segment draws from lots of its own, or equal segments would draw the same places.
fn stratum_seed(seed: u64, nr: usize) -> u64 {
    seed.wrapping_add((nr as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// How many more of each segment, `more` in all as far as there are so many: what is missing of the
/// allocation of all, then most where most are left.
fn complete(free: &[usize], had: &[usize], more: usize, minimum: usize) -> Vec<usize> {
    let sizes: Vec<usize> = free.iter().zip(had).map(|(free, had)| free + had).collect();
    let all = had.iter().sum::<usize>() + more;
    let mut wanted: Vec<usize> = allocate(&sizes, all, minimum)
        .into_iter()
        .zip(had)
        .map(|(wanted, had)| wanted.saturating_sub(*had))
        .collect();
    let more = more.min(free.iter().sum());
    let mut sum: usize = wanted.iter().sum();
    // Of equals the first.
    while sum > more {
        let most = (0..wanted.len()).rev().max_by_key(|at| wanted[*at]);
        let Some(at) = most else { break };
        wanted[at] -= 1;
        sum -= 1;
    }
    while sum < more {
        let most = (0..wanted.len())
            .rev()
            .max_by_key(|at| free[*at] - wanted[*at]);
        let Some(at) = most else { break };
        wanted[at] += 1;
        sum += 1;
    }
    wanted
}

/// Draws `size` of `0..from` without replacement, in increasing order; all when there are fewer.
///
/// The generator is ChaCha with 20 rounds, whose output is fixed for ever, so that the same seed
/// draws the same sample on every machine.
pub fn draw(from: usize, size: usize, seed: u64) -> Vec<usize> {
    draw_from(from, size, seed, 0)
}

/// The same from another stream of the same seed: lots that have nothing to do with the first.
fn draw_from(from: usize, size: usize, seed: u64, stream: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..from).collect();
    let mut lots = ChaCha20Rng::seed_from_u64(seed);
    lots.set_stream(stream);
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
        let own = stratum_seed(seed, nr);
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
    fn more_are_drawn_from_the_next_lots_of_the_same_seed() {
        let left = vec!["A"; 90];
        let plan = Sampling::Simple { size: 10, seed: 4 };
        let had = BTreeMap::from([("A", 10)]);
        let drawn = plan.more(&left, &had, 20, 9);
        assert_eq!(drawn.len(), 20);
        assert_eq!(drawn, plan.more(&left, &had, 20, 1), "the plan has a seed");
        let again = BTreeMap::from([("A", 30)]);
        assert_ne!(
            drawn,
            plan.more(&left, &again, 20, 9),
            "later lots are others"
        );
        assert_ne!(
            drawn,
            draw(90, 20, 4),
            "and so are those of the first sample"
        );
        assert_eq!(
            plan.more(&left, &had, 500, 9).len(),
            90,
            "no more than there are"
        );
        let census = Sampling::Census;
        assert_ne!(
            census.more(&left, &had, 5, 1),
            census.more(&left, &had, 5, 2)
        );
    }

    #[test]
    fn a_stratified_sample_is_completed_to_what_it_would_have_been() {
        // 80 and 20 clients, of whom 8 and 2 were drawn.
        let left: Vec<&str> = (0..90).map(|n| if n < 72 { "A" } else { "B" }).collect();
        let had = BTreeMap::from([("A", 8), ("B", 2)]);
        let plan = |minimum| Sampling::Stratified {
            size: 10,
            minimum,
            seed: 4,
        };
        let of_a = |plan: Sampling, more| {
            let drawn = plan.more(&left, &had, more, 0);
            assert_eq!(drawn.len(), more);
            drawn.iter().filter(|at| **at < 72).count()
        };
        assert_eq!(of_a(plan(0), 10), 8);
        // 20 in all would be 16 and 6: six lots for A, four for B.
        assert_eq!(of_a(plan(6), 10), 6);
        assert_eq!(of_a(plan(0), 90), 72);
        assert_eq!(
            complete(&[5, 0], &[5, 10], 3, 0),
            [3, 0],
            "a segment that is used up"
        );
        assert_eq!(complete(&[], &[], 3, 0), Vec::<usize>::new());
    }

    #[test]
    fn a_plan_is_written_as_words() {
        let plan = Asked {
            segments: vec!["SD".to_owned()],
            sampling: Sampling::Simple { size: 5, seed: 1 },
            send: true,
            until_settled: true,
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
