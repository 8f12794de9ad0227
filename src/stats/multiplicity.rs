//! Many tests at once: p values adjusted so that a family of claims keeps its error.

/// Why p values cannot be adjusted.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("p value {place} is {value}, which is not between 0 and 1")]
pub struct NotAProbability {
    /// Counted from 1.
    pub place: usize,
    pub value: f64,
}

/// The places of the p values that exist, from small to large; equal ones keep their order.
fn ascending(p: &[Option<f64>]) -> Result<Vec<(usize, f64)>, NotAProbability> {
    let mut found: Vec<_> = p
        .iter()
        .enumerate()
        .filter_map(|(i, p)| p.map(|p| (i, p)))
        .collect();
    if let Some((i, value)) = found.iter().find(|(_, p)| !(0.0..=1.0).contains(p)) {
        return Err(NotAProbability {
            place: i + 1,
            value: *value,
        });
    }
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    Ok(found)
}

/// Holm's step-down adjustment, in the order given: the chance of even one false claim stays within
/// the level. A missing test stays missing and is not counted.
///
/// Source: S. Holm (1979), Scand. J. Statist. 6, 65-70. Checked against R `p.adjust`.
pub fn holm(p: &[Option<f64>]) -> Result<Vec<Option<f64>>, NotAProbability> {
    let sorted = ascending(p)?;
    let mut adjusted = vec![None; p.len()];
    let mut largest = 0.0_f64;
    for (rank, (place, value)) in sorted.iter().enumerate() {
        largest = largest.max((sorted.len() - rank) as f64 * value).min(1.0);
        adjusted[*place] = Some(largest);
    }
    Ok(adjusted)
}

/// Benjamini-Hochberg adjustment: the expected share of false claims among the claims.
///
/// Source: Benjamini & Hochberg (1995), JRSS B 57, 289-300. Checked against R `p.adjust`.
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Result<Vec<Option<f64>>, NotAProbability> {
    let sorted = ascending(p)?;
    let mut adjusted = vec![None; p.len()];
    let mut smallest = 1.0_f64;
    for (rank, (place, value)) in sorted.iter().enumerate().rev() {
        smallest = smallest.min(sorted.len() as f64 / (rank + 1) as f64 * value);
        adjusted[*place] = Some(smallest);
    }
    Ok(adjusted)
}

/// Bonferroni adjustment: each p value times the number of tests, at most 1.
pub fn bonferroni(p: &[Option<f64>]) -> Result<Vec<Option<f64>>, NotAProbability> {
    let tests = ascending(p)?.len() as f64;
    Ok(p.iter().map(|p| p.map(|p| (p * tests).min(1.0))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_test_is_not_counted() {
        let p = [Some(0.01), None, Some(0.04)];
        assert_eq!(holm(&p), Ok(vec![Some(0.02), None, Some(0.04)]));
        assert_eq!(bonferroni(&p), Ok(vec![Some(0.02), None, Some(0.08)]));
    }

    #[test]
    fn no_tests_give_no_answers() {
        assert_eq!(benjamini_hochberg(&[]), Ok(vec![]));
        assert_eq!(holm(&[None]), Ok(vec![None]));
    }

    #[test]
    fn what_is_not_a_probability_is_named_by_its_place() {
        assert_eq!(holm(&[Some(0.2), Some(1.5)]).map_err(|e| e.place), Err(2));
        assert!(holm(&[Some(f64::NAN)]).is_err());
    }
}
