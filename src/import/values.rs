//! Cells to values: numbers, dates, months, yes or no, as Dutch and English spreadsheets write them.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::mapping::DateOrder;
use super::problem::Fault;
use crate::domain::language::Language;
use crate::domain::parameter::Tone;

/// The sign before the decimals, as far as the file shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    Comma,
    Point,
}

impl DecimalSign {
    fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Comma => Self::Point,
            Self::Point => Self::Comma,
        }
    }
}

/// What one written number tells about the decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// There is none, or it stands where it cannot be a thousands mark, or the other way round.
    Clear(Option<DecimalSign>),
    /// `1.240`: one thousand or one and a bit.
    Ambiguous(DecimalSign),
}

fn marks(cell: &str) -> Marks {
    let ends = |mark: char| Some((cell.find(mark)?, cell.rfind(mark)?));
    let (sign, at) = match (ends(','), ends('.')) {
        (None, None) => return Marks::Clear(None),
        (Some((_, comma)), Some((_, point))) if comma > point => {
            return Marks::Clear(Some(DecimalSign::Comma));
        }
        (Some(_), Some(_)) => return Marks::Clear(Some(DecimalSign::Point)),
        (Some((first, last)), None) if first == last => (DecimalSign::Comma, first),
        (None, Some((first, last))) if first == last => (DecimalSign::Point, first),
        (Some(_), None) => return Marks::Clear(Some(DecimalSign::Point)),
        (None, Some(_)) => return Marks::Clear(Some(DecimalSign::Comma)),
    };
    let whole = cell[..at].trim_start_matches(['-', '+', '−']);
    let may_be_thousands =
        cell.len() - at - 1 == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if may_be_thousands {
        Marks::Ambiguous(sign)
    } else {
        Marks::Clear(Some(sign))
    }
}

/// The decimal sign of a file, from cells that leave no doubt; none when they say nothing or
/// contradict each other.
#[derive(Debug, Default)]
pub(super) struct SignFinder {
    comma: bool,
    point: bool,
}

impl SignFinder {
    pub fn look_at(&mut self, cell: &str) {
        let looks_like_number = cell.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '−' | ' ' | '\u{a0}')
        });
        if looks_like_number && let Marks::Clear(Some(sign)) = marks(cell.trim()) {
            match sign {
                DecimalSign::Comma => self.comma = true,
                DecimalSign::Point => self.point = true,
            }
        }
    }

    pub fn found(&self) -> Option<DecimalSign> {
        match (self.comma, self.point) {
            (true, false) => Some(DecimalSign::Comma),
            (false, true) => Some(DecimalSign::Point),
            _ => None,
        }
    }
}

/// A number with a decimal comma or point and, if need be, thousands marks. `sign` is what the rest
/// of the file uses; it settles what `1.240` means, and without it such a number is refused.
pub(super) fn number(cell: &str, sign: Option<DecimalSign>) -> Result<f64, Fault> {
    let cell = cell.trim();
    if let Some(plain) = only_digits(cell) {
        return Ok(plain as f64);
    }
    let decimal = match (marks(cell), sign) {
        (Marks::Clear(decimal), _) => decimal,
        (Marks::Ambiguous(_), Some(sign)) => Some(sign),
        (Marks::Ambiguous(_), None) => return Err(Fault::AmbiguousNumber),
    }
    .unwrap_or(DecimalSign::Point);
    let (negative, digits) = match cell.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, cell.strip_prefix('+').unwrap_or(cell)),
    };
    let (whole, fraction) = digits.split_once(decimal.sign()).unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match ungrouped(whole, decimal.other().sign()) {
        Some(whole) if plain(fraction) && !(whole.is_empty() && fraction.is_empty()) => {
            let value: f64 = format!("{whole}.{fraction}0")
                .parse()
                .map_err(|_| Fault::NotANumber)?;
            Ok(if negative { -value } else { value })
        }
        _ if is_scientific(cell) => Err(Fault::ScientificNumber),
        _ => Err(Fault::NotANumber),
    }
}

/// The same, or a percentage, which is a share: `80 %` is 0.8.
pub(super) fn share_or_number(cell: &str, sign: Option<DecimalSign>) -> Result<f64, Fault> {
    let Some(percent) = cell.trim().strip_suffix('%') else {
        return number(cell, sign);
    };
    // Twelve digits, so that 77.2 % is 0.772 and not its neighbour.
    let share = format!("{:.12}", number(percent, sign)? / 100.0);
    share.parse().map_err(|_| Fault::NotANumber)
}

/// The digits of a whole number without its thousands marks, which must stand in groups of three.
fn ungrouped(whole: &str, mark: char) -> Option<String> {
    let mark = [mark, ' ', '\u{a0}', '\u{202f}', '\'']
        .into_iter()
        .find(|mark| whole.contains(*mark));
    let groups: Vec<&str> = match mark {
        Some(mark) => whole.split(mark).collect(),
        None => vec![whole],
    };
    let (first, rest) = groups.split_first()?;
    let well_grouped = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    let digits = groups.concat();
    // Longer numbers do not fit in a figure without loss.
    let fits = digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (well_grouped && fits).then_some(digits)
}

fn is_scientific(cell: &str) -> bool {
    let Some((before, after)) = cell.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ','))
    };
    digits(before) && digits(after)
}

/// Whether a code was turned into a shortened number, as Excel does with long ones: `1,23E+12`.
pub(super) fn has_lost_digits(cell: &str) -> bool {
    is_scientific(cell) && cell.to_uppercase().contains("E+")
}

/// Whether a formula failed here, in the words of an English or a Dutch spreadsheet.
pub(super) fn is_spreadsheet_error(cell: &str) -> bool {
    cell.starts_with('#')
        && [
            "#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!",
            "#NAME?", "#NAAM?", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!", "#####",
        ]
        .contains(&cell.to_uppercase().as_str())
}

/// Most numbers: nothing but digits, no more than a floating number holds exactly.
fn only_digits(cell: &str) -> Option<i64> {
    let are_digits = cell.len() <= 15 && cell.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| cell.parse().ok())?
}

/// Whether a cell says these words, whatever the case.
pub(super) fn says(cell: &str, words: &str) -> bool {
    match cell.is_ascii() && words.is_ascii() {
        true => cell.eq_ignore_ascii_case(words),
        false => cell.to_lowercase() == words.to_lowercase(),
    }
}

fn begins_with_digit(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
}

/// A whole number, also when a spreadsheet made `4,0` of it.
pub(super) fn whole(cell: &str, sign: Option<DecimalSign>) -> Result<i64, Fault> {
    if let Some(plain) = only_digits(cell) {
        return Ok(plain);
    }
    let value = number(cell, sign)?;
    // ungrouped() lets at most fifteen digits through, which both types hold exactly.
    if value.fract() == 0.0 {
        Ok(value as i64)
    } else {
        Err(Fault::NotAWholeNumber)
    }
}

/// The names of the months in both languages, and the short forms that are not their first three
/// letters.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january"],
    &["februari", "february"],
    &["maart", "march", "mrt"],
    &["april"],
    &["mei", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["augustus", "august"],
    &["september", "sept"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];

/// The number of a month from its name in either language, or its first three letters.
fn month_named(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_lowercase();
    let short = name.chars().count() == 3;
    (1..).zip(MONTHS).find_map(|(number, names)| {
        names
            .iter()
            .any(|known| *known == name || (short && known.starts_with(&name)))
            .then_some(number)
    })
}

/// A year that anybody can mean; anything else is a slip of the pen or a spreadsheet's own count.
fn sensible(year: i32, month: u32, day: u32) -> Result<NaiveDate, Fault> {
    if !(1900..=2200).contains(&year) {
        return Err(Fault::NotADate);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Fault::NotADate)
}

/// `2026-10-01`, `1-10-2026`, `1/10/2026`, `1.10.2026` or `1 oktober 2026`; a time after it is not
/// looked at. The day comes before the month unless a person said otherwise: `10/25/2026` is refused
/// rather than turned round, since the dates beside it would then turn too.
pub(super) fn date(cell: &str, order: DateOrder) -> Result<NaiveDate, Fault> {
    let cell = cell.trim();
    if (5..=6).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::SpreadsheetDate);
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    if let [day, month, year, ..] = words.as_slice()
        && let Some(month) = month_named(month)
    {
        return sensible(digits(year, 4)?, month, digits(day, 2)?);
    }
    let day = cell.split([' ', 'T']).next().unwrap_or(cell);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            sensible(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
        }
        [one, other, year] if year.len() == 4 => {
            let (year, one, other) = (digits(year, 4)?, digits(one, 2)?, digits(other, 2)?);
            let (this, turned) = match order {
                DateOrder::DayFirst => (sensible(year, other, one), sensible(year, one, other)),
                DateOrder::MonthFirst => (sensible(year, one, other), sensible(year, other, one)),
            };
            match (this, turned) {
                (Err(_), Ok(_)) => Err(Fault::DateTurned),
                (this, _) => this,
            }
        }
        _ => Err(Fault::NotADate),
    }
}

/// A day and a time on the clock, as in `2026-10-03 14:05`; what follows the minutes is not looked at.
pub(super) fn moment(cell: &str, order: DateOrder) -> Result<NaiveDateTime, Fault> {
    let day = date(cell, order)?;
    let time = cell
        .trim()
        .split([' ', 'T'])
        .find(|part| part.contains(':'));
    let mut parts = time.ok_or(Fault::NotAMoment)?.split(':');
    let mut number = || {
        let part = parts.next().and_then(|part| part.get(..part.len().min(2)));
        part.and_then(|part| digits(part, 2).ok())
    };
    let (Some(hour), Some(minute)) = (number(), number()) else {
        return Err(Fault::NotAMoment);
    };
    day.and_hms_opt(hour, minute, 0).ok_or(Fault::NotAMoment)
}

/// The order that a date can only have; none when it may be read either way or not at all.
pub(super) fn date_order(cell: &str) -> Option<DateOrder> {
    match date(cell, DateOrder::DayFirst) {
        Err(Fault::DateTurned) => Some(DateOrder::MonthFirst),
        Ok(_) if date(cell, DateOrder::MonthFirst) == Err(Fault::DateTurned) => {
            Some(DateOrder::DayFirst)
        }
        _ => None,
    }
}

fn digits<N: std::str::FromStr>(text: &str, most: usize) -> Result<N, Fault> {
    let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        text.parse().map_err(|_| Fault::NotADate)
    } else {
        Err(Fault::NotADate)
    }
}

/// The first day of a month written as `M01` (the month of `introduction`), `2025-10`, `10-2025`,
/// `okt 2025`, or as its first day.
pub(super) fn month(cell: &str, introduction: NaiveDate) -> Result<NaiveDate, Fault> {
    let cell = cell.trim();
    read_month(cell, introduction)
        .or_else(|| {
            date(cell, DateOrder::DayFirst)
                .ok()
                .filter(|date| date.day() == 1)
        })
        .ok_or(Fault::NotAMonth)
}

fn read_month(cell: &str, introduction: NaiveDate) -> Option<NaiveDate> {
    // `mei` and `maart` begin with the same letter.
    if let Some(count) = cell.strip_prefix(['M', 'm'])
        && count.starts_with(|c: char| c.is_ascii_digit())
    {
        let count: u32 = digits(count, 3).ok()?;
        let start = introduction.with_day(1)?;
        return start.checked_add_months(Months::new(count.checked_sub(1)?));
    }
    let (one, other) = cell
        .split_once(['-', '/', '.'])
        .or_else(|| cell.split_once(' '))?;
    let (year, month) = if one.len() == 4 {
        (one, other)
    } else {
        (other, one)
    };
    let month = match month_named(month) {
        Some(number) => number,
        None => digits(month, 2).ok()?,
    };
    let year = Some(year).filter(|year| year.len() == 4)?;
    sensible(digits(year, 4).ok()?, month, 1).ok()
}

/// Yes or no in either language, or as 1 and 0.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "1" | "ja" | "j" | "yes" | "y" | "true" | "waar" => Some(true),
        "0" | "nee" | "n" | "no" | "false" | "onwaar" => Some(false),
        _ => None,
    }
}

pub(super) fn tone(cell: &str) -> Option<Tone> {
    match cell.trim().to_lowercase().as_str() {
        "positief" | "positive" => Some(Tone::Positive),
        "neutraal" | "neutral" => Some(Tone::Neutral),
        "negatief" | "negative" => Some(Tone::Negative),
        _ => None,
    }
}

/// A language by its tag or by its name.
pub(super) fn language(cell: &str) -> Option<Language> {
    let cell = cell.trim().to_lowercase();
    let tag = match cell.as_str() {
        "nederlands" | "dutch" => "nl",
        "engels" | "english" => "en",
        "fries" | "frysk" | "frisian" => "fy",
        "duits" | "german" | "deutsch" => "de",
        "frans" | "french" | "français" => "fr",
        tag => tag,
    };
    let main = tag.split('-').next().unwrap_or(tag);
    Language::new(tag)
        .ok()
        .filter(|_| (2..=3).contains(&main.len()))
}

/// Whether a cell says that the question does not apply.
pub(super) fn is_not_applicable(cell: &str) -> bool {
    if begins_with_digit(cell) {
        return false;
    }
    let word = cell.trim().to_lowercase();
    [
        "nvt",
        "n.v.t.",
        "n.v.t",
        "na",
        "n/a",
        "niet van toepassing",
        "not applicable",
    ]
    .contains(&word.as_str())
}

/// Whether a cell says that the respondent does not know.
pub(super) fn is_unknown(cell: &str) -> bool {
    if begins_with_digit(cell) {
        return false;
    }
    let word = cell.trim().to_lowercase().replace('’', "'");
    [
        "weet niet",
        "weet ik niet",
        "wn",
        "don't know",
        "dont know",
        "dk",
    ]
    .contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn numbers_are_read_with_a_comma_or_a_point() {
        for (cell, value) in [
            ("7,04", 7.04),
            ("7.04", 7.04),
            ("1.240,5", 1240.5),
            ("1,240.5", 1240.5),
            ("1.240.000", 1_240_000.0),
            ("1 240", 1240.0),
            ("1\u{a0}240,25", 1240.25),
            ("-3", -3.0),
            ("0,125", 0.125),
            (",5", 0.5),
            ("12345.678", 12345.678),
            ("007", 7.0),
        ] {
            assert_eq!(number(cell, None), Ok(value), "{cell}");
        }
    }

    #[test]
    fn a_number_that_may_be_thousands_is_settled_by_the_file_or_refused() {
        assert_eq!(number("1.240", None), Err(Fault::AmbiguousNumber));
        assert_eq!(number("1.240", Some(DecimalSign::Comma)), Ok(1240.0));
        assert_eq!(number("1.240", Some(DecimalSign::Point)), Ok(1.24));
        let mut finder = SignFinder::default();
        for cell in ["1.240", "ja", "7,5"] {
            finder.look_at(cell);
        }
        assert_eq!(finder.found(), Some(DecimalSign::Comma));
        finder.look_at("7.5");
        assert_eq!(finder.found(), None);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for cell in [
            "", "-", "€ 5", "12%", "1.2.3", "1,24,5", "1 24", "0x10", "NaN", "inf", "1_0", "٣",
        ] {
            assert_eq!(number(cell, None), Err(Fault::NotANumber), "{cell}");
        }
        assert_eq!(number("1,24E+03", None), Err(Fault::ScientificNumber));
        assert_eq!(whole("4,0", None), Ok(4));
        assert_eq!(whole("4,5", None), Err(Fault::NotAWholeNumber));
    }

    #[test]
    fn dates_are_iso_or_day_before_month() {
        for cell in [
            "2026-10-01",
            "1-10-2026",
            "01/10/2026",
            "1.10.2026",
            "2026-10-01T09:30:00",
            "1-10-2026 09:30",
            "1 oktober 2026",
            "1 Oct 2026",
            "1 okt. 2026",
        ] {
            assert_eq!(
                date(cell, DateOrder::DayFirst),
                Ok(day(2026, 10, 1)),
                "{cell}"
            );
        }
        for cell in [
            "30-2-2026",
            "1-10-26",
            "gisteren",
            "",
            "2026-10",
            "1-2-3-4",
            "+1-10-2026",
        ] {
            assert_eq!(
                date(cell, DateOrder::DayFirst),
                Err(Fault::NotADate),
                "{cell}"
            );
        }
        assert_eq!(
            date("46296", DateOrder::DayFirst),
            Err(Fault::SpreadsheetDate)
        );
    }

    #[test]
    fn the_month_may_come_first_where_a_person_says_so() {
        let (day_first, month_first) = (DateOrder::DayFirst, DateOrder::MonthFirst);
        assert_eq!(date("10/25/2026", day_first), Err(Fault::DateTurned));
        assert_eq!(date("10/25/2026", month_first), Ok(day(2026, 10, 25)));
        assert_eq!(date("3/4/2026", month_first), Ok(day(2026, 3, 4)));
        assert_eq!(date("25-10-2026", month_first), Err(Fault::DateTurned));
        assert_eq!(date_order("10/25/2026"), Some(month_first));
        assert_eq!(date_order("25-10-2026"), Some(day_first));
        assert_eq!(
            (date_order("3/4/2026"), date_order("2026-10-25")),
            (None, None)
        );
    }

    #[test]
    fn months_are_counted_from_the_introduction_or_named() {
        let start = day(2025, 10, 1);
        for cell in [
            "M01",
            "m1",
            "2025-10",
            "10-2025",
            "10/2025",
            "okt 2025",
            "oktober 2025",
            "2025-10-01",
        ] {
            assert_eq!(month(cell, start), Ok(start), "{cell}");
        }
        for cell in ["mrt 2026", "maart 2026", "March 2026"] {
            assert_eq!(month(cell, start), Ok(day(2026, 3, 1)), "{cell}");
        }
        assert_eq!(month("mei 2026", start), Ok(day(2026, 5, 1)));
        assert_eq!(month("M12", day(2025, 10, 15)), Ok(day(2026, 9, 1)));
        for cell in [
            "M00",
            "M",
            "2025-13",
            "13-2025",
            "2025",
            "2025-10-02",
            "Mei",
            "okto 2025",
        ] {
            assert_eq!(month(cell, start), Err(Fault::NotAMonth), "{cell}");
        }
    }

    #[test]
    fn words_are_read_in_both_languages() {
        assert_eq!(
            (flag("Ja"), flag("0"), flag("misschien")),
            (Some(true), Some(false), None)
        );
        assert_eq!(tone("Negatief"), Some(Tone::Negative));
        assert_eq!(tone("blij"), None);
        assert_eq!(language("Nederlands"), Some(Language::dutch()));
        assert_eq!(language("en"), Some(Language::english()));
        assert_eq!(language("klingons"), None);
        assert!(is_not_applicable("N.v.t.") && !is_not_applicable("4"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_with_a_comma_is_read_back(value in -1_000_000i64..1_000_000, cents in 0u8..100) {
            let written = format!("{value},{cents:02}");
            let expected: f64 = format!("{value}.{cents:02}").parse().unwrap();
            proptest::prop_assert_eq!(number(&written, None), Ok(expected));
        }
    }
}
