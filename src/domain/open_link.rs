//! A link that anybody may open, on a poster or a kiosk: what limits it, and whether it lets one
//! more in.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Who began by an open link may go on so long; at a kiosk the next person comes sooner.
pub const VISIT: TimeDelta = TimeDelta::hours(24);
pub const VISIT_AT_KIOSK: TimeDelta = TimeDelta::hours(1);

/// What is decided of an open link when it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Where it hangs, in the words of who made it.
    pub name: String,
    /// The segment that its answers count for; none when that is not known.
    pub segment: Option<String>,
    /// Many answer on one device, one after the other.
    pub kiosk: bool,
    /// At most so many answers.
    pub most: Option<u32>,
    /// At most so many who begin within an hour.
    pub per_hour: Option<u32>,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
}

/// Why the terms of a link are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("say where the link will hang, so that its answers can be told apart")]
    NoName,
    #[error("there is no segment “{code}”; known are {known}")]
    UnknownSegment { code: String, known: String },
    #[error("a limit must be 1 or more; leave it away for no limit")]
    NoMost,
    #[error("a limit per hour must be 1 or more; leave it away for no limit")]
    NoPerHour,
    #[error("the link would stop in the past; choose a later end")]
    EndsInPast,
    #[error("the link would stop before it starts; choose a later end")]
    EndsBeforeStart,
}

/// Why an open link lets nobody in now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotYet,
    Over,
    /// As many answers as were wanted.
    Full,
    /// Too many began within the hour.
    Busy,
}

/// How far a link is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Handed in, or begun and not run out.
    pub taken: u64,
    /// Begun within the last hour.
    pub last_hour: u64,
}

impl Terms {
    /// Everything that is wrong; `segments` are the codes that the protocol knows.
    pub fn faults(&self, segments: &[&str], now: DateTime<Utc>) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(Fault::NoName);
        }
        if let Some(code) = &self.segment
            && !segments.contains(&code.as_str())
        {
            faults.push(Fault::UnknownSegment {
                code: code.clone(),
                known: segments.join(", "),
            });
        }
        if self.most == Some(0) {
            faults.push(Fault::NoMost);
        }
        if self.per_hour == Some(0) {
            faults.push(Fault::NoPerHour);
        }
        if let Some(until) = self.until {
            if until <= now {
                faults.push(Fault::EndsInPast);
            } else if self.from.is_some_and(|from| until <= from) {
                faults.push(Fault::EndsBeforeStart);
            }
        }
        faults
    }

    /// Whether one more may begin.
    pub fn admits(&self, used: Use, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.from.is_some_and(|from| now < from) {
            Err(Refusal::NotYet)
        } else if self.until.is_some_and(|until| until <= now) {
            Err(Refusal::Over)
        } else if self.most.is_some_and(|most| used.taken >= most.into()) {
            Err(Refusal::Full)
        } else if self
            .per_hour
            .is_some_and(|most| used.last_hour >= most.into())
        {
            Err(Refusal::Busy)
        } else {
            Ok(())
        }
    }

    /// Until when who begins now may go on.
    pub fn lasts_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + if self.kiosk { VISIT_AT_KIOSK } else { VISIT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn terms() -> Terms {
        Terms {
            name: "Balie".to_owned(),
            segment: Some("PZ".to_owned()),
            kiosk: true,
            most: Some(3),
            per_hour: Some(2),
            from: Some(at(10)),
            until: Some(at(20)),
        }
    }

    #[test]
    fn one_more_is_let_in_within_the_dates_and_below_both_limits() {
        let used = |taken, last_hour| Use { taken, last_hour };
        assert_eq!(terms().admits(used(0, 0), at(9)), Err(Refusal::NotYet));
        assert_eq!(terms().admits(used(2, 1), at(10)), Ok(()));
        assert_eq!(terms().admits(used(3, 1), at(10)), Err(Refusal::Full));
        assert_eq!(terms().admits(used(2, 2), at(10)), Err(Refusal::Busy));
        assert_eq!(terms().admits(used(0, 0), at(20)), Err(Refusal::Over));
        let free = Terms::default();
        assert_eq!(free.admits(used(9_999, 9_999), at(0)), Ok(()));
    }

    #[test]
    fn every_fault_is_named_at_once_and_good_terms_have_none() {
        assert_eq!(terms().faults(&["PZ"], at(1)), []);
        let bad = Terms {
            name: " ".to_owned(),
            segment: Some("XX".to_owned()),
            most: Some(0),
            per_hour: Some(0),
            ..terms()
        };
        let unknown = Fault::UnknownSegment {
            code: "XX".to_owned(),
            known: "PZ, SD".to_owned(),
        };
        let all = [
            Fault::NoName,
            unknown,
            Fault::NoMost,
            Fault::NoPerHour,
            Fault::EndsInPast,
        ];
        assert_eq!(bad.faults(&["PZ", "SD"], at(21)), all);
        let turned = Terms {
            from: Some(at(20)),
            ..terms()
        };
        assert_eq!(turned.faults(&["PZ"], at(1)), [Fault::EndsBeforeStart]);
    }

    #[test]
    fn a_kiosk_waits_less_long_for_who_walked_away() {
        assert_eq!(terms().lasts_until(at(0)), at(1));
        assert_eq!(Terms::default().lasts_until(at(0)), at(24));
    }
}
