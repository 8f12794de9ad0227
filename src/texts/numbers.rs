//! Numbers, dates and times as a language writes them: Dutch `1.240`, `77,2 %`, `1 oktober 2026`;
//! every other language as English does.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::language::Language;

/// Between a number and its per cent sign: they must not be parted at the end of a line.
const NO_BREAK: char = '\u{a0}';

pub fn is_dutch(language: &Language) -> bool {
    let tag = language.tag();
    tag == "nl" || tag.starts_with("nl-")
}

/// The language that a reader of `language` gets our sentences in, for `lang`.
pub fn written_in(language: &Language) -> &'static str {
    if is_dutch(language) { "nl" } else { "en" }
}

/// A count: `1.240` in Dutch, `1,240` in English.
pub fn count(language: &Language, number: u64) -> String {
    grouped(language, &number.to_string())
}

/// A number with exactly `decimals` decimals, halves rounded away from zero; a dash when it is not
/// finite, so that no page ever shows `NaN`.
pub fn decimal(language: &Language, value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.*}", usize::from(decimals), round(value, decimals).abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    // −0 after rounding is written as 0.
    let negative = value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let mut written = if negative { "−" } else { "" }.to_owned();
    written += &grouped(language, whole);
    if !fraction.is_empty() {
        written.push(if is_dutch(language) { ',' } else { '.' });
        written += fraction;
    }
    written
}

/// The same with a sign in front when it is not zero: a difference.
pub fn signed(language: &Language, value: f64, decimals: u8) -> String {
    let written = decimal(language, value, decimals);
    let rises = value > 0.0 && written.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    if rises {
        format!("+{written}")
    } else {
        written
    }
}

/// A share (0..1) in per cent with its sign: `77,2 %`.
pub fn percent(language: &Language, share: f64, decimals: u8) -> String {
    format!("{}{NO_BREAK}%", decimal(language, share * 100.0, decimals))
}

/// The end of an interval, written so that a reader who compares it with one of `marks` (target,
/// limit) sees it on the side where it really is: 74.96 beside a target of 75 is `74,96`, not
/// `75,0`. It gets up to two more decimals than asked for; when those do not suffice it is rounded
/// away from the mark.
pub fn bound(language: &Language, value: f64, marks: &[f64], decimals: u8) -> String {
    let (value, decimals) = beside(value, marks, decimals);
    decimal(language, value, decimals)
}

/// [`bound`] of a share, in per cent without the sign; the marks are shares too.
pub fn percent_bound(language: &Language, share: f64, marks: &[f64], decimals: u8) -> String {
    let marks: Vec<f64> = marks.iter().map(|mark| mark * 100.0).collect();
    bound(language, share * 100.0, &marks, decimals)
}

/// The value and number of decimals with which `value` is written beside its marks.
fn beside(value: f64, marks: &[f64], decimals: u8) -> (f64, u8) {
    // The slack with which verdicts compare: within it a value lies on the mark.
    const ON_THE_MARK: f64 = 1e-9;
    let apart: Vec<f64> = marks
        .iter()
        .copied()
        .filter(|mark| mark.is_finite() && (value - mark).abs() > ON_THE_MARK)
        .collect();
    let stays = |written: f64| {
        apart.iter().all(|mark| {
            (written - mark).abs() > ON_THE_MARK && (written < *mark) == (value < *mark)
        })
    };
    (decimals..=decimals + 2)
        .map(|decimals| (round(value, decimals), decimals))
        .find(|(written, _)| stays(*written))
        .unwrap_or_else(|| {
            let decimals = decimals + 2;
            let step = 10f64.powi(i32::from(decimals));
            let below = apart
                .iter()
                .any(|mark| value < *mark && round(value, decimals) >= *mark - ON_THE_MARK);
            let steps = (value * step).round();
            // Rounding crossed a mark upwards, so the step below it stays short of it; and conversely.
            let steps = if below { steps - 1.0 } else { steps + 1.0 };
            (steps / step, decimals)
        })
}

/// Rounds halves away from zero, also those that binary fractions can only come near (2.675).
fn round(value: f64, decimals: u8) -> f64 {
    let step = 10f64.powi(i32::from(decimals));
    let steps = value * step;
    let nudge = steps.signum() * 1e-9 * steps.abs().clamp(1.0, 1e3);
    (steps + nudge).round() / step
}

/// A whole number in groups of three; four digits are grouped too, so that columns line up.
fn grouped(language: &Language, digits: &str) -> String {
    let mark = if is_dutch(language) { '.' } else { ',' };
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DUTCH_SHORT: [&str; 12] = [
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];
const ENGLISH_SHORT: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `1 oktober 2026`.
pub fn date(language: &Language, date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(language, date))
}

/// `oktober 2026`.
pub fn month(language: &Language, date: NaiveDate) -> String {
    let names = if is_dutch(language) {
        DUTCH_MONTHS
    } else {
        ENGLISH_MONTHS
    };
    format!("{} {}", names[date.month0() as usize], date.year())
}

/// `okt 2026`, for an axis.
pub fn short_month(language: &Language, date: NaiveDate) -> String {
    let names = if is_dutch(language) {
        DUTCH_SHORT
    } else {
        ENGLISH_SHORT
    };
    format!("{} {}", names[date.month0() as usize], date.year())
}

/// A moment as the clock in `zone` showed it: `1 oktober 2026, 14:05`.
pub fn date_time(language: &Language, at: DateTime<Utc>, zone: Tz) -> String {
    let there = at.with_timezone(&zone);
    format!(
        "{}, {}",
        date(language, there.date_naive()),
        there.format("%H:%M")
    )
}

/// `a, b en c`.
pub fn list<S: AsRef<str>>(language: &Language, words: &[S]) -> String {
    let and = if is_dutch(language) { "en" } else { "and" };
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {and} {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nl() -> Language {
        Language::dutch()
    }
    fn en() -> Language {
        Language::english()
    }

    #[test]
    fn thousands_and_decimals_follow_the_language() {
        assert_eq!(count(&nl(), 1240), "1.240");
        assert_eq!(count(&en(), 1_234_567), "1,234,567");
        assert_eq!(count(&nl(), 999), "999");
        assert_eq!(decimal(&nl(), 12345.678, 1), "12.345,7");
        assert_eq!(decimal(&en(), 7.0, 2), "7.00");
        assert_eq!(percent(&nl(), 0.7724, 1), "77,2\u{a0}%");
    }

    #[test]
    fn halves_go_away_from_zero_and_zero_has_no_sign() {
        assert_eq!(decimal(&en(), 2.675, 2), "2.68");
        assert_eq!(decimal(&en(), 0.125, 2), "0.13");
        assert_eq!(decimal(&en(), -2.5, 0), "−3");
        assert_eq!(decimal(&nl(), -0.04, 1), "0,0");
        assert_eq!(decimal(&nl(), f64::NAN, 1), "–");
    }

    #[test]
    fn a_difference_carries_its_sign() {
        assert_eq!(signed(&nl(), 9.25, 1), "+9,3");
        assert_eq!(signed(&nl(), -9.25, 1), "−9,3");
        assert_eq!(signed(&nl(), 0.01, 1), "0,0");
    }

    #[test]
    fn a_printed_bound_stays_on_its_side_of_target_and_limit() {
        assert_eq!(percent_bound(&nl(), 0.747, &[0.80, 0.75], 0), "74,7");
        assert_eq!(bound(&en(), 74.96, &[80.0, 75.0], 1), "74.96");
        assert_eq!(bound(&en(), 75.04, &[75.0], 1), "75.04");
        assert_eq!(bound(&en(), 75.000_04, &[75.0], 1), "75.001");
        assert_eq!(bound(&en(), 74.999_96, &[75.0], 1), "74.999");
        assert_eq!(bound(&en(), 75.0, &[75.0], 1), "75.0");
        assert_eq!(bound(&en(), 74.4, &[75.0], 1), "74.4");
    }

    #[test]
    fn dates_and_moments_are_written_out_in_the_zone_of_the_programme() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
        assert_eq!(date(&nl(), day), "1 oktober 2026");
        assert_eq!(date(&en(), day), "1 October 2026");
        assert_eq!(short_month(&nl(), day), "okt 2026");
        let at = day.and_hms_opt(22, 5, 0).unwrap().and_utc();
        let amsterdam = chrono_tz::Europe::Amsterdam;
        assert_eq!(date_time(&nl(), at, amsterdam), "2 oktober 2026, 00:05");
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        assert_eq!(list(&nl(), &["P01", "P02", "P03"]), "P01, P02 en P03");
        assert_eq!(list(&en(), &["P01", "P02"]), "P01 and P02");
        assert_eq!(list::<&str>(&en(), &[]), "");
    }

    proptest::proptest! {
        #[test]
        fn no_bound_ever_crosses_its_mark(value in -200.0..200.0f64, mark in -200i32..200, decimals in 0u8..3) {
            let mark = f64::from(mark);
            let (written, _) = beside(value, &[mark], decimals);
            proptest::prop_assert!(value < mark && written < mark || value >= mark && written >= mark);
        }
    }
}
