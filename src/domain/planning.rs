//! What is decided of a wave before it opens, and what cannot be decided so.

use chrono::{DateTime, Utc};

use super::sample::{Asked, Sampling};

/// Hours and days are of the wave's programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub opens_at: Option<DateTime<Utc>>,
    pub closes_at: Option<DateTime<Utc>>,
    pub asked: Asked,
    pub rest_days: u32,
    pub quota: Option<u32>,
}

/// Nobody is asked again after so long a rest.
const LONGEST_REST: u32 = 3_650;

/// Why settings are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("there is no segment “{code}”; known are {known}")]
    UnknownSegment { code: String, known: String },
    #[error("a sample must be of 1 client or more")]
    NoSize,
    #[error("the minimum of each segment is more than the whole sample; make it {0} at most")]
    MinimumOverSize(usize),
    #[error("the wave would open in the past; choose a later moment")]
    OpensInPast,
    #[error("the wave would close in the past; choose a later moment")]
    ClosesInPast,
    #[error("the wave would close before it opens; choose a later end")]
    ClosesBeforeOpening,
    #[error("a wave that closes at so many answers needs 1 or more")]
    NoQuota,
    #[error("a rest of more than {LONGEST_REST} days asks nobody again; make it shorter")]
    LongRest,
}

impl Settings {
    /// Everything that is wrong; `kept` is what was decided before, `segments` are the codes that
    /// the protocol knows (none when it has none).
    pub fn faults(&self, kept: &Self, segments: &[&str], now: DateTime<Utc>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for code in &self.asked.segments {
            if !segments.contains(&code.as_str()) {
                faults.push(Fault::UnknownSegment {
                    code: code.clone(),
                    known: segments.join(", "),
                });
            }
        }
        match self.asked.sampling {
            Sampling::Simple { size: 0, .. } | Sampling::Stratified { size: 0, .. } => {
                faults.push(Fault::NoSize);
            }
            Sampling::Stratified { size, minimum, .. } if minimum > size => {
                faults.push(Fault::MinimumOverSize(size));
            }
            _ => {}
        }
        // What was decided earlier and has come meanwhile is no mistake of today.
        let opens_anew = self.opens_at != kept.opens_at;
        if opens_anew && self.opens_at.is_some_and(|opens| opens < now) {
            faults.push(Fault::OpensInPast);
        }
        if let Some(closes) = self.closes_at {
            if closes <= now && self.closes_at != kept.closes_at {
                faults.push(Fault::ClosesInPast);
            } else if self.opens_at.is_some_and(|opens| closes <= opens) {
                faults.push(Fault::ClosesBeforeOpening);
            }
        }
        if self.quota == Some(0) {
            faults.push(Fault::NoQuota);
        }
        if self.rest_days > LONGEST_REST {
            faults.push(Fault::LongRest);
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn day(day: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 10, day, 8, 0, 0).unwrap()
    }

    fn faults(settings: &Settings) -> Vec<Fault> {
        settings.faults(&Settings::default(), &["SD", "PZ"], day(5))
    }

    fn sampled(sampling: Sampling) -> Settings {
        Settings {
            asked: Asked {
                sampling,
                ..Asked::default()
            },
            ..Settings::default()
        }
    }

    #[test]
    fn a_plan_that_can_be_done_has_no_faults() {
        let plan = Settings {
            opens_at: Some(day(6)),
            closes_at: Some(day(20)),
            asked: Asked {
                segments: vec!["SD".to_owned()],
                sampling: Sampling::Stratified {
                    size: 10,
                    minimum: 10,
                    seed: 1,
                },
                send: true,
                until_settled: false,
            },
            rest_days: 30,
            quota: Some(1),
        };
        assert_eq!(faults(&plan), []);
        assert_eq!(faults(&Settings::default()), []);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let plan = Settings {
            opens_at: Some(day(4)),
            closes_at: Some(day(4)),
            asked: Asked {
                segments: vec!["SD".to_owned(), "XX".to_owned()],
                sampling: Sampling::Simple { size: 0, seed: 1 },
                send: false,
                until_settled: false,
            },
            rest_days: 9_999,
            quota: Some(0),
        };
        let unknown = Fault::UnknownSegment {
            code: "XX".to_owned(),
            known: "SD, PZ".to_owned(),
        };
        let all = [
            unknown,
            Fault::NoSize,
            Fault::OpensInPast,
            Fault::ClosesInPast,
            Fault::NoQuota,
            Fault::LongRest,
        ];
        assert_eq!(faults(&plan), all);
    }

    #[test]
    fn the_end_comes_after_the_beginning_and_the_minimum_fits_the_sample() {
        let plan = Settings {
            opens_at: Some(day(9)),
            closes_at: Some(day(9)),
            ..Settings::default()
        };
        assert_eq!(faults(&plan), [Fault::ClosesBeforeOpening]);
        let plan = sampled(Sampling::Stratified {
            size: 5,
            minimum: 6,
            seed: 1,
        });
        assert_eq!(faults(&plan), [Fault::MinimumOverSize(5)]);
    }

    #[test]
    fn an_hour_that_was_decided_earlier_may_have_passed() {
        let kept = Settings {
            opens_at: Some(day(1)),
            closes_at: Some(day(2)),
            ..Settings::default()
        };
        assert_eq!(kept.clone().faults(&kept, &[], day(5)), []);
    }
}
