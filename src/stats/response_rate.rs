//! Response, cooperation, refusal and contact rates under their AAPOR names.

/// What became of the invitations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dispositions {
    pub complete: u64,
    pub partial: u64,
    /// Refused or broke off.
    pub refusal: u64,
    pub non_contact: u64,
    pub other: u64,
    /// Unknown whether there is a household (client) at all.
    pub unknown_household: u64,
    /// Unknown whether the person is eligible.
    pub unknown_other: u64,
}

/// The rates; one whose denominator is 0 does not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseRates {
    pub rr1: Option<f64>,
    pub rr2: Option<f64>,
    pub rr3: Option<f64>,
    pub rr4: Option<f64>,
    pub rr5: Option<f64>,
    pub rr6: Option<f64>,
    pub coop1: Option<f64>,
    pub coop2: Option<f64>,
    pub ref1: Option<f64>,
    pub con1: Option<f64>,
}

/// The share of unknown cases taken for eligible is not a share.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("e = {0} is not a share between 0 and 1")]
pub struct NotAShare(pub f64);

/// All rates from the dispositions; `e` is the share of the unknown cases taken for eligible.
///
/// Source: AAPOR, Standard Definitions, by definition.
pub fn rates(d: &Dispositions, e: f64) -> Result<ResponseRates, NotAShare> {
    if !(0.0..=1.0).contains(&e) {
        return Err(NotAShare(e));
    }
    let count = |n: u64| n as f64;
    let interviews = count(d.complete + d.partial);
    let reached = interviews + count(d.refusal) + count(d.other);
    let known = reached + count(d.non_contact);
    let unknown = count(d.unknown_household) + count(d.unknown_other);
    let rate = |above: f64, below: f64| (below > 0.0).then(|| above / below);
    let complete = count(d.complete);
    Ok(ResponseRates {
        rr1: rate(complete, known + unknown),
        rr2: rate(interviews, known + unknown),
        rr3: rate(complete, known + e * unknown),
        rr4: rate(interviews, known + e * unknown),
        rr5: rate(complete, known),
        rr6: rate(interviews, known),
        coop1: rate(complete, reached),
        coop2: rate(interviews, reached),
        ref1: rate(count(d.refusal), known + unknown),
        con1: rate(reached, known + unknown),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_a_known_list_the_first_and_the_fifth_rate_are_the_same() {
        let d = Dispositions {
            complete: 33,
            partial: 2,
            refusal: 1,
            non_contact: 26,
            ..Dispositions::default()
        };
        let rates = rates(&d, 1.0).unwrap();
        assert_eq!(rates.rr1, rates.rr5);
        assert_eq!(rates.rr1, Some(33.0 / 62.0));
    }

    #[test]
    fn nobody_invited_has_no_rates() {
        let none = rates(&Dispositions::default(), 1.0).unwrap();
        assert_eq!((none.rr1, none.coop1, none.con1), (None, None, None));
        assert_eq!(rates(&Dispositions::default(), 1.5), Err(NotAShare(1.5)));
    }
}
