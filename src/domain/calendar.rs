//! When an organisation works: a norm in hours counts these hours alone.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};

const MINUTES_A_DAY: u32 = 24 * 60;

/// The hours of each day of the week, as clocks show them there; a day without any is no working day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkingHours {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thursday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub friday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saturday: Option<Shift>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sunday: Option<Shift>,
    /// Days on which nobody works, whatever day of the week they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_on: Vec<NaiveDate>,
}

/// From one time of a day until a later one, in minutes of that day; written as `08:00-17:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shift {
    from: u32,
    until: u32,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” are no hours of a day; write them as 08:00-17:00")]
pub struct ShiftError(pub String);

impl FromStr for Shift {
    type Err = ShiftError;

    fn from_str(text: &str) -> Result<Self, ShiftError> {
        let found = text.split_once(['-', '–']).and_then(|(from, until)| {
            let (from, until) = (minutes(from)?, minutes(until)?);
            (from < until).then_some(Self { from, until })
        });
        found.ok_or_else(|| ShiftError(text.to_owned()))
    }
}

/// `08:00` or `24:00` as minutes of the day.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |digits: &str| {
        let plain = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= MINUTES_A_DAY).then_some(all)
}

impl TryFrom<String> for Shift {
    type Error = ShiftError;
    fn try_from(text: String) -> Result<Self, ShiftError> {
        text.parse()
    }
}

impl From<Shift> for String {
    fn from(shift: Shift) -> Self {
        let said = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        format!("{}-{}", said(shift.from), said(shift.until))
    }
}

impl WorkingHours {
    pub fn of(&self, day: Weekday) -> Option<Shift> {
        match day {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }

    /// The hours worked between two moments, as clocks showed them there; 0 when the second comes
    /// first.
    pub fn between(&self, from: NaiveDateTime, until: NaiveDateTime) -> f64 {
        let days = from.date().iter_days();
        let days = days.take_while(|day| *day <= until.date());
        let seconds: i64 = days.map(|day| self.within(day, from, until)).sum();
        seconds as f64 / 3_600.0
    }

    /// Seconds worked on one day, cut to the two moments.
    fn within(&self, day: NaiveDate, from: NaiveDateTime, until: NaiveDateTime) -> i64 {
        let Some(shift) = self.of(day.weekday()) else {
            return 0;
        };
        if self.closed_on.contains(&day) {
            return 0;
        }
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let since = |moment: NaiveDateTime| (moment - midnight).num_seconds();
        let (opens, shuts) = (i64::from(shift.from) * 60, i64::from(shift.until) * 60);
        (since(until).min(shuts) - since(from).max(opens)).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(text: &str) -> Option<Shift> {
        text.parse().ok()
    }

    fn office() -> WorkingHours {
        let day = shift("08:00-17:00");
        WorkingHours {
            monday: day,
            tuesday: day,
            wednesday: day,
            thursday: day,
            friday: shift("08:00-12:30"),
            closed_on: vec![NaiveDate::from_ymd_opt(2026, 12, 25).unwrap()],
            ..WorkingHours::default()
        }
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn hours_of_a_day_are_read_and_written_the_same_and_nonsense_is_refused() {
        for text in ["08:00-17:30", "00:00-24:00", "07:05-07:06"] {
            assert_eq!(String::from(shift(text).unwrap()), text);
        }
        assert_eq!(shift("8:00 – 17:00"), shift("08:00-17:00"));
        for text in [
            "",
            "8-17",
            "17:00-08:00",
            "08:00-08:00",
            "08:60-17:00",
            "08:00-24:01",
            "a:b-c:d",
        ] {
            assert_eq!(shift(text), None, "{text}");
        }
    }

    #[test]
    fn nights_weekends_and_closed_days_do_not_count() {
        let hours = |from, until| office().between(at(from), at(until));
        // Within a day, and cut to its hours.
        assert_eq!(hours("2026-12-21 09:15", "2026-12-21 10:00"), 0.75);
        assert_eq!(hours("2026-12-21 06:00", "2026-12-21 20:00"), 9.0);
        // Monday 16:00 to Tuesday 09:30: an hour and an hour and a half.
        assert_eq!(hours("2026-12-21 16:00", "2026-12-22 09:30"), 2.5);
        // Thursday 15:00 over Christmas Friday and the weekend to Monday 10:00.
        assert_eq!(hours("2026-12-24 15:00", "2026-12-28 10:00"), 4.0);
        assert_eq!(hours("2026-12-26 10:00", "2026-12-27 10:00"), 0.0);
        assert_eq!(hours("2026-12-22 10:00", "2026-12-21 10:00"), 0.0);
        // A whole week: four days of nine hours and one of four and a half.
        assert_eq!(hours("2026-12-14 00:00", "2026-12-21 00:00"), 40.5);
    }
}
