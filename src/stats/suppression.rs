//! Hiding small segments, so that nobody can be found behind a published number.

/// What to hide among segments whose total is published; places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Segments with answers, but fewer than the threshold.
    pub primary: Vec<usize>,
    /// Further segments that would give the first ones away by subtraction.
    pub complementary: Vec<usize>,
    /// Segments without answers; nothing to hide, but not to be shown as different either.
    pub empty: usize,
    /// False when no choice of segments protects the total: then the total is hidden too.
    pub total_publishable: bool,
}

/// Primary and complementary suppression of segment counts: hide 0 < n < `threshold`; while exactly
/// one segment is hidden, or the hidden ones together have fewer answers than the threshold, hide the
/// smallest shown segment with answers too (the first of equals).
///
/// Source: Hundepool et al. (2012), Statistical Disclosure Control, by definition.
pub fn segments(counts: &[u64], threshold: u64) -> Hidden {
    let is_primary = |n: u64| n > 0 && n < threshold;
    let primary: Vec<usize> = (0..counts.len())
        .filter(|i| is_primary(counts[*i]))
        .collect();
    let mut hidden: Vec<bool> = counts.iter().map(|n| is_primary(*n)).collect();
    let mut complementary = Vec::new();
    let mut total_publishable = true;
    loop {
        let places = || (0..counts.len()).filter(|i| hidden[*i]);
        let together = places().map(|i| counts[i]).fold(0, u64::saturating_add);
        let number = places().count();
        if number == 0 || (number > 1 && together >= threshold) {
            break;
        }
        let shown = (0..counts.len()).filter(|i| !hidden[*i] && counts[*i] > 0);
        match shown.min_by_key(|i| counts[*i]) {
            Some(next) => {
                hidden[next] = true;
                complementary.push(next);
            }
            None => {
                total_publishable = false;
                break;
            }
        }
    }
    complementary.sort_unstable();
    Hidden {
        primary,
        complementary,
        empty: counts.iter().filter(|n| **n == 0).count(),
        total_publishable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_exactly_one_segment_is_hidden() {
        let hidden = segments(&[3, 30, 8], 5);
        assert_eq!((hidden.primary, hidden.complementary), (vec![0], vec![2]));
    }

    #[test]
    fn when_nothing_is_left_to_hide_the_total_goes_too() {
        assert!(!segments(&[3], 5).total_publishable);
        assert!(!segments(&[3, 0], 5).total_publishable);
        assert!(segments(&[], 5).total_publishable);
    }
}
