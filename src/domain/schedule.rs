//! When something may be sent: hours of the day and days of the week where the programme is, across
//! changes of the clock.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Hours and days in which mail goes out. `until` is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Minutes after midnight.
    pub from: u16,
    pub until: u16,
    pub weekdays: Weekdays,
}

/// Days of the week, Monday the lowest bit; never none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekdays(u8);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    #[error("the hours must end after they begin, within one day")]
    Hours,
    #[error("choose at least one day of the week")]
    NoDay,
}

impl Weekdays {
    pub const WORKING: Self = Self(0b001_1111);

    /// From bits, Monday the lowest.
    pub fn new(bits: u8) -> Result<Self, WindowError> {
        if bits == 0 || bits > 0b111_1111 {
            return Err(WindowError::NoDay);
        }
        Ok(Self(bits))
    }

    pub fn bits(self) -> u8 {
        self.0
    }

    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }
}

impl Window {
    pub fn new(from: u16, until: u16, weekdays: Weekdays) -> Result<Self, WindowError> {
        if from >= until || until > 24 * 60 {
            return Err(WindowError::Hours);
        }
        Ok(Self {
            from,
            until,
            weekdays,
        })
    }

    /// The first moment from `now` on that lies in the window; `now` itself when it does.
    ///
    /// Hours that a change of the clock skips are not waited for: the window begins at the first
    /// moment that exists. Hours that come twice are one window.
    pub fn next(&self, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let today = now.with_timezone(&zone).date_naive();
        let days = (0..=8).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
        for day in days.filter(|day| self.weekdays.has(day.weekday())) {
            let (opens, shuts) = (at(day, self.from, zone), at(day, self.until, zone));
            if now < opens && opens < shuts {
                return opens;
            }
            if now < shuts && opens <= now {
                return now;
            }
        }
        now
    }

    pub fn holds(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        self.next(now, zone) == now
    }
}

/// A time of a day as a moment; one that the clock skips becomes the first one after, and of two the
/// earlier is taken.
pub fn at(day: NaiveDate, minute: u16, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let mut wanted = midnight + TimeDelta::minutes(i64::from(minute));
    for _ in 0..=4 * 24 {
        if let Some(found) = zone.from_local_datetime(&wanted).earliest() {
            return found.with_timezone(&Utc);
        }
        wanted += TimeDelta::minutes(15);
    }
    midnight.and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Amsterdam;

    fn utc(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, month, day, hour, minute, 0)
            .unwrap()
    }

    fn window(from: u16, until: u16, weekdays: u8) -> Window {
        Window::new(from, until, Weekdays::new(weekdays).unwrap()).unwrap()
    }

    #[test]
    fn inside_the_window_it_is_now_and_outside_the_next_beginning() {
        let office = window(9 * 60, 17 * 60, 0b001_1111);
        // Thursday 5 November 2026, winter time: 10:00 in Amsterdam is 9:00 UTC.
        assert_eq!(office.next(utc(11, 5, 9, 0), Amsterdam), utc(11, 5, 9, 0));
        assert_eq!(office.next(utc(11, 5, 7, 59), Amsterdam), utc(11, 5, 8, 0));
        assert_eq!(office.next(utc(11, 5, 16, 0), Amsterdam), utc(11, 6, 8, 0));
        // From Friday evening to Monday morning.
        assert_eq!(office.next(utc(11, 6, 20, 0), Amsterdam), utc(11, 9, 8, 0));
        assert!(!office.holds(utc(11, 7, 10, 0), Amsterdam));
    }

    #[test]
    fn the_beginning_follows_the_clock_of_the_programme() {
        let morning = window(9 * 60, 10 * 60, 0b111_1111);
        // The night of 24 to 25 October 2026 the clock goes back, on 29 March it goes on.
        assert_eq!(
            morning.next(utc(10, 24, 12, 0), Amsterdam),
            utc(10, 25, 8, 0)
        );
        assert_eq!(
            morning.next(utc(10, 23, 12, 0), Amsterdam),
            utc(10, 24, 7, 0)
        );
        assert_eq!(morning.next(utc(3, 28, 12, 0), Amsterdam), utc(3, 29, 7, 0));
    }

    #[test]
    fn a_time_in_the_gap_moves_on_and_one_that_comes_twice_is_once() {
        let gap = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        assert_eq!(at(gap, 2 * 60 + 30, Amsterdam), utc(3, 29, 1, 0));
        let twice = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap();
        assert_eq!(at(twice, 2 * 60 + 30, Amsterdam), utc(10, 25, 0, 30));
        // A window that lies wholly in the gap has no moment that day: the next day's counts.
        let night = window(2 * 60, 3 * 60, 0b111_1111);
        assert_eq!(night.next(utc(3, 28, 12, 0), Amsterdam), utc(3, 30, 0, 0));
        // In the hour that comes twice the window is open once, for two hours.
        assert!(night.holds(utc(10, 25, 0, 10), Amsterdam));
        assert!(night.holds(utc(10, 25, 1, 10), Amsterdam));
        assert!(!night.holds(utc(10, 25, 2, 10), Amsterdam));
    }

    #[test]
    fn a_window_without_hours_or_days_is_refused() {
        assert_eq!(
            Window::new(600, 600, Weekdays::WORKING),
            Err(WindowError::Hours)
        );
        assert_eq!(
            Window::new(600, 1441, Weekdays::WORKING),
            Err(WindowError::Hours)
        );
        assert_eq!(Weekdays::new(0), Err(WindowError::NoDay));
        assert_eq!(Weekdays::new(128), Err(WindowError::NoDay));
    }
}
