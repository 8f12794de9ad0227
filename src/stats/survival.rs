//! Times until something happened, of which some have not come to an end yet.

use super::distribution::z_two_sided;
use super::is_level;
use super::quantile::QuantileInterval;

/// Room for rounding when a share is compared with what the quantile leaves.
const SLACK: f64 = 1e-12;

/// How long one was followed, and whether what is waited for happened then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    pub time: f64,
    pub has_ended: bool,
}

/// The curve just after a time at which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    time: f64,
    /// The share that has not ended yet.
    left: f64,
    /// Greenwood's sum of `d / (r (r - d))`; infinite when nothing is left.
    greenwood: f64,
}

/// The share that has not ended yet, as it falls with time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    steps: Vec<Step>,
}

/// The product-limit estimate: what ended at the very time at which another was last seen open
/// ended before that.
///
/// The order in which they come changes nothing, to the last bit.
/// Source: E. L. Kaplan & P. Meier (1958), JASA 53, 457-481; variance: M. Greenwood (1926). Checked
/// against the printed table of Freireich et al. (1963) and lifelines 0.30.3 `KaplanMeierFitter`.
pub fn product_limit(spells: impl IntoIterator<Item = Spell>) -> Curve {
    let mut spells: Vec<Spell> = spells.into_iter().collect();
    spells.sort_by(|a, b| a.time.total_cmp(&b.time));
    let (mut at_risk, mut left, mut greenwood) = (spells.len() as f64, 1.0, 0.0);
    let mut steps = Vec::new();
    for together in spells.chunk_by(|a, b| a.time.total_cmp(&b.time).is_eq()) {
        let ended = together.iter().filter(|one| one.has_ended).count() as f64;
        if let (true, [first, ..]) = (ended > 0.0, together) {
            left *= (at_risk - ended) / at_risk;
            greenwood += ended / (at_risk * (at_risk - ended));
            steps.push(Step {
                time: first.time,
                left,
                greenwood,
            });
        }
        at_risk -= together.len() as f64;
    }
    Curve { steps }
}

impl Curve {
    /// The time by which the share `p` in `(0, 1)` has ended; `None` when that is not reached.
    ///
    /// The smallest time at which at most `1 - p` is left, which need not be the quantile of type 7
    /// when everything has ended.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        self.first(|step| step.left <= 1.0 - p + SLACK)
    }

    /// The interval of [`Curve::quantile`]: where the pointwise band around the curve, symmetric in
    /// `log(-log)`, passes `1 - p`. An end that is not reached is `None`; nor has the band an upper
    /// side where nothing is left, as no variance is known there.
    ///
    /// Source: R. Brookmeyer & J. Crowley (1982), Biometrics 38, 29-41; the transformation: J. D.
    /// Kalbfleisch & R. L. Prentice (1980), 1.3. Checked against lifelines 0.30.3
    /// `qth_survival_times` and statsmodels 0.15.0 `SurvfuncRight.quantile_ci` ("cloglog").
    pub fn interval(&self, p: f64, confidence: f64) -> QuantileInterval {
        if !is_level(confidence) {
            return QuantileInterval::default();
        }
        let z = z_two_sided(confidence);
        let reached = |band: Option<f64>| band.is_some_and(|left| left <= 1.0 - p + SLACK);
        QuantileInterval {
            low: self.first(|step| reached(step.band(z).or(Some(step.left)))),
            high: self.first(|step| reached(step.band(-z))),
        }
    }

    fn first(&self, is_reached: impl Fn(&Step) -> bool) -> Option<f64> {
        let step = self.steps.iter().find(|step| is_reached(step));
        step.map(|step| step.time)
    }
}

impl Step {
    /// The lower side of the band for a positive `z`, the upper for a negative one.
    fn band(&self, z: f64) -> Option<f64> {
        let spread = self.greenwood.sqrt() / self.left.ln().abs();
        let side = self.left.powf((z * spread).exp());
        (self.left > 0.0 && side.is_finite()).then_some(side)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Times as they are printed: `6+` was still open at 6.
    fn printed(times: &str) -> Vec<Spell> {
        let one = |word: &str| Spell {
            time: word.trim_end_matches('+').parse().unwrap(),
            has_ended: !word.ends_with('+'),
        };
        times.split(' ').map(one).collect()
    }

    /// Weeks in remission on 6-MP: Freireich et al. (1963), Blood 21, 699-716.
    fn six_mp() -> Curve {
        product_limit(printed(
            "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
        ))
    }

    /// Acute myelogenous leukemia, maintained and not: `aml` of R's survival package.
    fn aml() -> [Curve; 2] {
        [
            "9 13 13+ 18 23 28+ 31 34 45+ 48 161+",
            "5 5 8 8 12 16+ 23 27 30 33 43 45",
        ]
        .map(|times| product_limit(printed(times)))
    }

    #[test]
    fn the_curve_and_its_standard_errors_are_the_printed_ones() {
        let expected = [
            (6.0, 0.8571, 0.0764),
            (7.0, 0.8067, 0.0869),
            (10.0, 0.7529, 0.0963),
            (13.0, 0.6902, 0.1068),
            (16.0, 0.6275, 0.1141),
            (22.0, 0.5378, 0.1282),
            (23.0, 0.4482, 0.1346),
        ];
        let curve = six_mp();
        assert_eq!(curve.steps.len(), expected.len());
        for (step, (time, left, error)) in curve.steps.iter().zip(expected) {
            assert_eq!(step.time, time);
            assert!((step.left - left).abs() < 5e-5, "{step:?}");
            let found = step.left * step.greenwood.sqrt();
            assert!((found - error).abs() < 5.1e-5, "{found} at {time}");
        }
    }

    #[test]
    fn the_band_is_that_of_lifelines() {
        // KaplanMeierFitter(alpha=0.05).fit(t, e).confidence_interval_survival_function_
        let curve = six_mp();
        for (at, low, high) in [
            (0, 0.6197179553, 0.9515517476),
            (4, 0.367510856, 0.8049121895),
            (6, 0.188052006, 0.6801426285),
        ] {
            let (step, z) = (curve.steps[at], z_two_sided(0.95));
            assert!((step.band(z).unwrap() - low).abs() < 1e-9, "{step:?}");
            assert!((step.band(-z).unwrap() - high).abs() < 1e-9, "{step:?}");
        }
    }

    #[test]
    fn quantiles_and_their_ends_are_those_of_two_other_programs() {
        // lifelines: percentile, qth_survival_times of the band; statsmodels: quantile_ci cloglog.
        let ends = |curve: &Curve, p, confidence| {
            let QuantileInterval { low, high } = curve.interval(p, confidence);
            (curve.quantile(p), low, high)
        };
        let curve = six_mp();
        let found = |p| ends(&curve, p, 0.95);
        assert_eq!(found(0.25), (Some(13.0), Some(6.0), Some(22.0)));
        assert_eq!(found(0.5), (Some(23.0), Some(13.0), None));
        assert_eq!(found(0.75), (None, Some(23.0), None), "not reached");
        assert_eq!(found(0.9), (None, None, None));
        let [maintained, not] = &aml();
        let found = |p, confidence| ends(maintained, p, confidence);
        assert_eq!(found(0.25, 0.95), (Some(18.0), Some(9.0), Some(34.0)));
        assert_eq!(found(0.25, 0.90), (Some(18.0), Some(9.0), Some(31.0)));
        assert_eq!(found(0.5, 0.95), (Some(31.0), Some(13.0), None));
        assert_eq!(found(0.5, 0.90), (Some(31.0), Some(18.0), Some(48.0)));
        assert_eq!(found(0.9, 0.90), (None, Some(48.0), None));
        let found = |p, confidence| ends(not, p, confidence);
        assert_eq!(found(0.25, 0.95), (Some(8.0), Some(5.0), Some(23.0)));
        assert_eq!(found(0.5, 0.95), (Some(23.0), Some(5.0), Some(33.0)));
        assert_eq!(found(0.5, 0.90), (Some(23.0), Some(8.0), Some(33.0)));
        // Those two say 45, by a band without width where nothing is left.
        assert_eq!(found(0.9, 0.95), (Some(43.0), Some(30.0), None));
    }

    #[test]
    fn what_says_nothing_gives_nothing() {
        let nobody = product_limit([]);
        assert_eq!(nobody.quantile(0.5), None);
        assert_eq!(nobody.interval(0.5, 0.9), QuantileInterval::default());
        let all_open = product_limit(printed("3+ 4+ 5+"));
        assert_eq!(all_open.quantile(0.1), None);
        assert_eq!(six_mp().interval(0.5, 1.0), QuantileInterval::default());
        let at_once = product_limit(printed("4 4 4 4"));
        assert_eq!(at_once.quantile(0.5), Some(4.0));
        let ends = (Some(4.0), None);
        let found = at_once.interval(0.5, 0.9);
        assert_eq!((found.low, found.high), ends);
    }

    fn some() -> impl Strategy<Value = Vec<Spell>> {
        let one = (0_u16..60, any::<bool>()).prop_map(|(time, has_ended)| Spell {
            time: f64::from(time) / 4.0,
            has_ended,
        });
        vec(one, 1..60)
    }

    proptest! {
        #[test]
        fn with_nothing_open_it_is_the_share_that_is_counted(times in vec(0_u16..40, 1..80)) {
            let ended = |time: &u16| Spell { time: f64::from(*time), has_ended: true };
            let curve = product_limit(times.iter().map(ended));
            for step in &curve.steps {
                let over = times.iter().filter(|time| f64::from(**time) > step.time).count();
                prop_assert!((step.left - over as f64 / times.len() as f64).abs() < 1e-12);
            }
            prop_assert!(curve.steps.iter().any(|step| step.left == 0.0));
        }

        #[test]
        fn one_that_is_open_for_longer_than_all_never_lowers_a_quantile(
            mut spells in some(), p in 0.05..0.95_f64, confidence in 0.5..0.99_f64,
        ) {
            let infinite = |time: Option<f64>| time.unwrap_or(f64::INFINITY);
            let before = product_limit(spells.clone()).quantile(p);
            spells.push(Spell { time: 99.0, has_ended: false });
            let curve = product_limit(spells);
            prop_assert!(infinite(curve.quantile(p)) >= infinite(before));
            let ends = curve.interval(p, confidence);
            prop_assert!(infinite(ends.low) <= infinite(curve.quantile(p)));
            prop_assert!(infinite(curve.quantile(p)) <= infinite(ends.high));
        }

        #[test]
        fn the_order_changes_no_bit((spells, other) in some().prop_flat_map(|spells| {
            (Just(spells.clone()), Just(spells).prop_shuffle())
        })) {
            prop_assert_eq!(product_limit(spells), product_limit(other));
        }
    }
}
