//! What is posted for one item, read as its kind says.

use chrono::NaiveDate;

use super::{LONGEST_TEXT, Problem};
use crate::domain::evidence::Answer;
use crate::domain::language::Language;
use crate::domain::survey::{Choice, Item, ItemKind, OTHER_CHARS};

/// Longest address of a mailbox (RFC 5321).
const LONGEST_ADDRESS: usize = 254;
/// Whole numbers beyond this cannot be told apart any more.
const LARGEST: f64 = 9_007_199_254_740_991.0;

pub(super) fn read(
    item: &Item,
    values: &[&str],
    language: &Language,
) -> Result<Option<Answer>, Problem> {
    if let ItemKind::Ranking { options } = &item.kind {
        return ranking(values, options);
    }
    if let ItemKind::MultipleChoice {
        options,
        least,
        most,
    } = &item.kind
    {
        return several(values, options, *least, *most);
    }
    let Some(value) = one(values)? else {
        return Ok(None);
    };
    let answer = match &item.kind {
        ItemKind::Scale { low, high, .. } => scale_value(value, *low, *high)?,
        ItemKind::SingleChoice { options } => option(value, options)?,
        ItemKind::YesNo => match value {
            "yes" | "no" => Answer::Word(value.to_owned()),
            _ => return Err(Problem::NotOffered),
        },
        ItemKind::Number {
            low,
            high,
            decimals,
            ..
        } => number(value, (*low, *high), *decimals, language)?,
        ItemKind::ShortText { max_chars } => text(&one_line(value), *max_chars)?,
        ItemKind::LongText { max_chars } => text(&value.replace("\r\n", "\n"), *max_chars)?,
        ItemKind::Email => address(value)?,
        ItemKind::Date { earliest, latest } => date(value, (*earliest, *latest))?,
        ItemKind::Information | ItemKind::MultipleChoice { .. } | ItemKind::Ranking { .. } => {
            return Ok(None);
        }
    };
    Ok(match answer {
        // Nothing but characters that nobody can type.
        Answer::Word(word) if word.is_empty() => None,
        answer => Some(answer),
    })
}

/// The words behind "other".
pub(super) fn other(words: &str) -> Result<Answer, Problem> {
    text(&one_line(words), OTHER_CHARS)
}

fn one_line(value: &str) -> String {
    value.replace(['\r', '\n'], " ")
}

fn one<'a>(values: &[&'a str]) -> Result<Option<&'a str>, Problem> {
    match values {
        [] => Ok(None),
        [value] => Ok(Some(value)),
        _ => Err(Problem::TooMany),
    }
}

fn scale_value(value: &str, low: u8, high: u8) -> Result<Answer, Problem> {
    // "+5", "05" and "5.0" are not what our boxes post: somebody made them up.
    let number: u8 = value.parse().map_err(|_| Problem::NotOffered)?;
    if (low..=high).contains(&number) && number.to_string() == value {
        Ok(Answer::Number(i64::from(number)))
    } else {
        Err(Problem::NotOffered)
    }
}

fn option(value: &str, options: &[Choice]) -> Result<Answer, Problem> {
    if options.iter().any(|option| option.code == value) {
        Ok(Answer::Word(value.to_owned()))
    } else {
        Err(Problem::NotOffered)
    }
}

fn several(
    values: &[&str],
    options: &[Choice],
    least: Option<u32>,
    most: Option<u32>,
) -> Result<Option<Answer>, Problem> {
    let known = |value: &&str| options.iter().any(|option| option.code == **value);
    if !values.iter().all(known) {
        return Err(Problem::NotOffered);
    }
    let chosen: Vec<&Choice> = options
        .iter()
        .filter(|option| values.contains(&option.code.as_str()))
        .collect();
    let alone = chosen.iter().any(|option| option.exclusive);
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    if alone && count > 1 {
        return Err(Problem::Exclusive);
    }
    if let Some(least) = least
        && (1..least).contains(&count)
        && !alone
    {
        return Err(Problem::TooFewChosen { least });
    }
    if let Some(most) = most
        && count > most
    {
        return Err(Problem::TooManyChosen { most });
    }
    let codes: Vec<String> = chosen.iter().map(|option| option.code.clone()).collect();
    Ok((!codes.is_empty()).then_some(Answer::Words(codes)))
}

/// Values such as `2:price`: the place of an option, from 1.
fn ranking(values: &[&str], options: &[Choice]) -> Result<Option<Answer>, Problem> {
    let mut places: Vec<Option<&str>> = vec![None; options.len()];
    for value in values {
        let (place, code) = value.split_once(':').ok_or(Problem::NotOffered)?;
        let place: usize = place.parse().map_err(|_| Problem::NotOffered)?;
        let at = place
            .checked_sub(1)
            .and_then(|at| places.get_mut(at))
            .filter(|_| options.iter().any(|option| option.code == code))
            .ok_or(Problem::NotOffered)?;
        if at.replace(code).is_some() {
            return Err(Problem::RankedTwice);
        }
    }
    if values.is_empty() {
        return Ok(None);
    }
    let codes: Vec<String> = places.into_iter().flatten().map(str::to_owned).collect();
    if codes.len() < options.len() {
        return Err(Problem::RankedInPart);
    }
    let twice = (1..codes.len()).any(|at| codes[..at].contains(&codes[at]));
    if twice {
        return Err(Problem::RankedTwice);
    }
    Ok(Some(Answer::Words(codes)))
}

fn number(
    value: &str,
    (low, high): (Option<f64>, Option<f64>),
    decimals: u8,
    language: &Language,
) -> Result<Answer, Problem> {
    let (number, written) = typed_number(value, language, decimals).ok_or(Problem::NotANumber)?;
    if written > usize::from(decimals) {
        return Err(Problem::TooManyDecimals { most: decimals });
    }
    if low.is_some_and(|low| number < low)
        || high.is_some_and(|high| number > high)
        || number.abs() > LARGEST
    {
        return Err(Problem::NumberOutside { low, high });
    }
    Ok(number_answer(number))
}

/// A whole number is stored as one.
pub(crate) fn number_answer(number: f64) -> Answer {
    if number.fract() == 0.0 && number.abs() <= LARGEST {
        Answer::Number(number as i64)
    } else {
        Answer::Decimal(number)
    }
}

fn writes_comma(language: &Language) -> bool {
    language.tag() == "nl" || language.tag().starts_with("nl-")
}

/// A number as a Dutch or an English reader types it, with the number of its decimals. Where one
/// sign could part thousands or decimals (`1.500`), the language decides, unless whole numbers are
/// asked for and groups of three follow.
pub fn typed_number(value: &str, language: &Language, decimals: u8) -> Option<(f64, usize)> {
    let plain: String = value
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect();
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if digits.len() > 24 || !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let marks: Vec<char> = digits
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    let point = decimal_sign(digits, &marks, writes_comma(language), decimals)?;
    let (whole, fraction) = match point {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    if !grouped(whole) || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if point.is_some() && fraction.is_empty() {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let number: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    let number = if plain.starts_with('-') {
        0.0 - number
    } else {
        number
    };
    // Noughts at the end of a fraction say nothing.
    Some((number, fraction.trim_end_matches('0').len()))
}

/// Where the decimal sign stands, if there is one; `None` when the signs make no number.
fn decimal_sign(digits: &str, marks: &[char], comma: bool, decimals: u8) -> Option<Option<usize>> {
    let last = *match marks.last() {
        None => return Some(None),
        Some(last) if marks.iter().all(|mark| matches!(mark, '.' | ',')) => last,
        Some(_) => return None,
    };
    let at = digits.rfind(last)?;
    let same = marks.iter().filter(|mark| **mark == last).count();
    let groups = grouped(digits);
    let separates_thousands = if marks.len() > same {
        false // 1.234,5: both signs, so the last one is the decimal sign
    } else {
        same > 1 || (groups && (decimals == 0 || (last == '.') == comma))
    };
    if separates_thousands {
        Some(None)
    } else if same > 1 {
        None
    } else {
        Some(Some(at))
    }
}

/// Digits, or digits in groups of three that one and the same sign parts.
fn grouped(whole: &str) -> bool {
    let Some(sign) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return !whole.is_empty();
    };
    let mut groups = whole.split(sign);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|digit| digit.is_ascii_digit());
    (1..=3).contains(&first.len())
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group))
}

/// A number as `language` writes it in a field: without groups.
pub(super) fn written_number(number: f64, language: &Language) -> String {
    let written = number.to_string();
    if writes_comma(language) {
        written.replace('.', ",")
    } else {
        written
    }
}

fn address(value: &str) -> Result<Answer, Problem> {
    if is_address(value) {
        Ok(Answer::Word(value.to_owned()))
    } else {
        Err(Problem::NotAnAddress)
    }
}

/// Enough to catch a slip; whether mail arrives, only sending can tell.
pub fn is_address(value: &str) -> bool {
    let sound = value.split_once('@').is_some_and(|(mailbox, domain)| {
        !mailbox.is_empty()
            && !domain.contains('@')
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !domain.contains("..")
    });
    let odd =
        |letter: char| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter);
    sound && value.len() <= LONGEST_ADDRESS && !value.contains(odd)
}

/// `2026-03-12`, as browsers send it, or `12-3-2026` where one types it.
fn date(
    value: &str,
    (earliest, latest): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<Answer, Problem> {
    let formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"];
    let day = formats
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(value, format).ok())
        .filter(|day| ("0001-01-01"..="9999-12-31").contains(&day.to_string().as_str()))
        .ok_or(Problem::NotADate)?;
    if earliest.is_some_and(|first| day < first) || latest.is_some_and(|last| day > last) {
        return Err(Problem::DateOutside { earliest, latest });
    }
    Ok(Answer::Word(day.to_string()))
}

fn text(value: &str, max_chars: u32) -> Result<Answer, Problem> {
    // Control characters cannot be typed, and PostgreSQL refuses a nought in a document.
    let value: String = value
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    let most = max_chars.min(LONGEST_TEXT);
    let length = value.chars().count();
    if length > most as usize {
        return Err(Problem::TooLong { most, length });
    }
    Ok(Answer::Word(value))
}
