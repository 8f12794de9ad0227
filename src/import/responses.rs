//! Answers that were collected elsewhere: one response a row, one column for each item.

use super::Imported;
use super::known::Known;
use super::problem::Fault;
use super::sheet::{Column, File, Row, Seen, Sheet};
use super::values;
use crate::domain::evidence::{Absence, Answer, Answers, Completeness, ResponseRow};
use crate::domain::form::number_answer;
use crate::domain::language::Text;
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Choice, Item, ItemKind, OTHER_CHARS, Survey, other_key};

pub(super) const RESPONDENT: &[&str] = &["respondent", "respons", "response", "nummer", "id"];
const COMPLETENESS: &str = "complete, partial, break_off; volledig, gedeeltelijk, afgebroken";
const YES_OR_NO: &str = "1, 0, ja, nee; yes, no";
const MAX_CHARS: u32 = 20_000;

/// Responses to `survey`. A column brings the item whose code, or one of whose `headers`, it bears.
/// A response keeps the disposition that the file gives it; without that column all are complete,
/// since a file of loose answers is what another tool counted as finished.
pub fn read(bytes: &[u8], survey: &Survey, protocol: &Protocol) -> Imported<Vec<ResponseRow>> {
    let file = File::new(bytes);
    let mut sheet = Sheet::open(&file);
    let respondent = sheet.needs(RESPONDENT);
    let segment = sheet.may_have(&["segment", "afdeling", "department"]);
    let disposition = sheet.may_have(&["volledigheid", "completeness", "disposition", "status"]);
    let items = item_columns(&mut sheet, survey);
    let others = other_columns(&mut sheet, survey);
    let segments = Known::segments(protocol);
    let mut keys = Seen::default();
    sheet.read(|row: &mut Row| {
        let key = row.required_short(respondent);
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let completeness = row.word(disposition, COMPLETENESS, completeness);
        let mut answers = Answers::new();
        for (item, column) in &items {
            if let Some(answer) = row.read(*column, |cell| answer(item, cell)) {
                answers.insert(item.code.clone(), answer);
            }
        }
        for (key, column) in &others {
            if let Some(words) = row.read(*column, |cell| text(cell, OTHER_CHARS)) {
                answers.insert(key.clone(), words);
            }
        }
        if let Some(known) = &key
            && let Some(first_line) = keys.before(known.clone(), row.line())
        {
            row.refuse(respondent, Fault::Duplicate { first_line });
        }
        Some(ResponseRow {
            key: key?,
            segment: of_segment,
            completeness: completeness.unwrap_or(Completeness::Complete),
            answers,
        })
    })
}

/// The items that the file has a column for; a file with none of them is another file.
fn item_columns<'s>(sheet: &mut Sheet, survey: &'s Survey) -> Vec<(&'s Item, Column)> {
    let mut found = Vec::new();
    let mut first_names = Vec::new();
    for item in survey.questions() {
        let mut names = vec![item.code.as_str()];
        names.extend(item.headers.iter().map(String::as_str));
        let column = sheet.may_have(&names);
        if column.is_there() {
            found.push((item, column));
        } else if first_names.len() < 5 {
            first_names.push(*names.last().unwrap_or(&item.code.as_str()));
        }
    }
    if found.is_empty() {
        sheet.needs(&first_names);
    }
    found
}

/// The words behind "other", in a column that is called `CODE.other`.
fn other_columns(sheet: &mut Sheet, survey: &Survey) -> Vec<(String, Column)> {
    let items = survey.questions();
    let with_other = items.filter(|item| item.options().iter().any(|option| option.other));
    with_other
        .map(|item| other_key(&item.code))
        .map(|key| {
            let column = sheet.may_have(&[key.as_str()]);
            (key, column)
        })
        .filter(|(_, column)| column.is_there())
        .collect()
}

fn completeness(cell: &str) -> Option<Completeness> {
    match cell.to_lowercase().as_str() {
        "complete" | "volledig" | "compleet" | "i" => Some(Completeness::Complete),
        "partial" | "gedeeltelijk" | "p" => Some(Completeness::Partial),
        "break_off" | "break-off" | "breakoff" | "afgebroken" | "r" => Some(Completeness::BreakOff),
        _ => None,
    }
}

/// The answer that a cell gives to an item. An option may be called by its code or by its label, so
/// that an option that reads "n.v.t." is that option.
fn answer(item: &Item, cell: &str) -> Result<Answer, Fault> {
    match &item.kind {
        ItemKind::SingleChoice { options } if chosen(options, cell).is_some() => {
            chosen(options, cell)
                .map(Answer::Word)
                .ok_or(Fault::Missing)
        }
        _ if values::is_not_applicable(cell) && !item.is_text() => {
            absent(item.not_applicable, Absence::NotApplicable)
        }
        _ if values::is_unknown(cell) && !item.is_text() => {
            absent(item.dont_know, Absence::DontKnow)
        }
        ItemKind::Scale { low, high, .. } => scale_value(cell, *low, *high),
        ItemKind::SingleChoice { options } => Err(not_an_option(options)),
        ItemKind::MultipleChoice { options, .. } => several(options, cell),
        ItemKind::Ranking { options } => ranking(options, cell),
        ItemKind::Number {
            low,
            high,
            decimals,
            ..
        } => number(cell, (*low, *high), *decimals),
        ItemKind::Email => address(cell),
        ItemKind::Date { earliest, latest } => {
            let day = values::date(cell)?;
            let early = earliest.is_some_and(|first| day < first);
            if early || latest.is_some_and(|last| day > last) {
                return Err(outside(*earliest, *latest));
            }
            Ok(Answer::Word(day.to_string()))
        }
        ItemKind::Information => Err(Fault::NotOffered),
        ItemKind::YesNo => match values::flag(cell) {
            Some(true) => Ok(Answer::Word("yes".to_owned())),
            Some(false) => Ok(Answer::Word("no".to_owned())),
            None => Err(Fault::NotAnOption {
                options: YES_OR_NO.to_owned(),
            }),
        },
        ItemKind::ShortText { max_chars } | ItemKind::LongText { max_chars } => {
            text(cell, (*max_chars).min(MAX_CHARS))
        }
    }
}

fn absent(offered: bool, absent: Absence) -> Result<Answer, Fault> {
    if offered {
        Ok(Answer::Absent { absent })
    } else {
        Err(Fault::NotOffered)
    }
}

fn outside<T: std::fmt::Display>(low: Option<T>, high: Option<T>) -> Fault {
    let written = |bound: Option<T>| bound.map_or("…".to_owned(), |bound| bound.to_string());
    Fault::OutOfBounds {
        bounds: format!("{} – {}", written(low), written(high)),
    }
}

fn number(
    cell: &str,
    (low, high): (Option<f64>, Option<f64>),
    decimals: u8,
) -> Result<Answer, Fault> {
    // Where whole numbers are asked, a sign that could part thousands does.
    let number = match values::whole(cell) {
        Ok(whole) if decimals == 0 => whole as f64,
        Err(fault) if decimals == 0 => return Err(fault),
        _ => values::number(cell, None)?,
    };
    if low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high) {
        return Err(outside(low, high));
    }
    Ok(number_answer(number))
}

fn address(cell: &str) -> Result<Answer, Fault> {
    if crate::domain::form::is_address(cell) {
        Ok(Answer::Word(cell.to_owned()))
    } else {
        Err(Fault::NotAnAddress)
    }
}

/// All options, the first choice in front.
fn ranking(options: &[Choice], cell: &str) -> Result<Answer, Fault> {
    let codes = split(options, cell).ok_or_else(|| not_an_option(options))?;
    let all = options.iter().all(|option| codes.contains(&option.code));
    if all && codes.len() == options.len() {
        Ok(Answer::Words(codes))
    } else {
        Err(Fault::NotAllRanked)
    }
}

fn scale_value(cell: &str, low: u8, high: u8) -> Result<Answer, Fault> {
    let value = values::whole(cell)?;
    if (i64::from(low)..=i64::from(high)).contains(&value) {
        Ok(Answer::Number(value))
    } else {
        Err(Fault::OutOfScale { low, high })
    }
}

fn chosen(options: &[Choice], cell: &str) -> Option<String> {
    let wanted = cell.to_lowercase();
    let labelled = |label: &Text| {
        label
            .languages()
            .any(|language| label.get(language).to_lowercase() == wanted)
    };
    options
        .iter()
        .find(|option| option.code.to_lowercase() == wanted)
        .or_else(|| options.iter().find(|option| labelled(&option.label)))
        .map(|option| option.code.clone())
}

/// Several options in one cell, parted by `|`, `;` or a comma; in the order of the survey.
fn several(options: &[Choice], cell: &str) -> Result<Answer, Fault> {
    let codes = split(options, cell).ok_or_else(|| not_an_option(options))?;
    let in_order = options.iter().map(|option| &option.code);
    Ok(Answer::Words(
        in_order
            .filter(|code| codes.contains(code))
            .cloned()
            .collect(),
    ))
}

/// The options that a cell names, in its order.
fn split(options: &[Choice], cell: &str) -> Option<Vec<String>> {
    let split = |marks: &[char]| -> Option<Vec<String>> {
        cell.split(marks)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| chosen(options, part))
            .collect()
    };
    // A label may itself hold a comma, or even a semicolon.
    split(&['|'])
        .or_else(|| split(&['|', ';']))
        .or_else(|| split(&['|', ';', ',']))
}

fn not_an_option(options: &[Choice]) -> Fault {
    let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
    Fault::NotAnOption {
        options: codes.join(", "),
    }
}

fn text(cell: &str, most: u32) -> Result<Answer, Fault> {
    let length = cell.chars().count() as u64;
    if length > u64::from(most) {
        return Err(Fault::TooLong { most, length });
    }
    Ok(Answer::Word(cell.replace("\r\n", "\n").replace('\r', "\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{self, faults};

    fn read_text(text: &str) -> Imported<Vec<ResponseRow>> {
        read(text.as_bytes(), &testing::survey(), &testing::protocol())
    }

    fn word(code: &str) -> Answer {
        Answer::Word(code.to_owned())
    }

    #[test]
    fn every_kind_of_item_is_read_by_code_header_or_label() {
        let read = read_text(
            "respondent;segment;q1_tevreden_1_5;known;channel;tools;remark;later\n\
             W1;SD;4;ja;Telefoon;app | mail;\"Ja, \nhoor\";x\n\
             W2;;n.v.t.;0;mail;Mail, App;;\n\
             W3;PZ;;;;;n.v.t.;\n",
        );
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.ignored_columns, vec!["later"]);
        let first = &read.rows[0];
        assert_eq!(first.completeness, Completeness::Complete);
        let expected = Answers::from([
            ("satisfied".to_owned(), Answer::Number(4)),
            ("known".to_owned(), word("yes")),
            ("channel".to_owned(), word("phone")),
            (
                "tools".to_owned(),
                Answer::Words(vec!["app".into(), "mail".into()]),
            ),
            ("remark".to_owned(), word("Ja, \nhoor")),
        ]);
        assert_eq!(first.answers, expected);
        let absent = Answer::Absent {
            absent: Absence::NotApplicable,
        };
        assert_eq!(read.rows[1].answers.get("satisfied"), Some(&absent));
        assert_eq!(
            read.rows[1].answers.get("tools"),
            first.answers.get("tools")
        );
        assert_eq!(
            read.rows[2].answers,
            Answers::from([("remark".to_owned(), word("n.v.t."))])
        );
    }

    #[test]
    fn answers_that_nobody_could_give_are_refused() {
        let read = read_text(
            "respondent,segment,satisfied,known,channel,tools,remark\n\
             W1,SD,6,misschien,fax,\"app, fax\",ja\n\
             W1,XX,\"4,5\",nvt,,,0123456789012345678901234567890\n\
             ,SD,vier,,,,\n",
        );
        let options = |codes: &str| Fault::NotAnOption {
            options: codes.into(),
        };
        assert_eq!(
            faults(&read),
            vec![
                (2, "satisfied", Fault::OutOfScale { low: 1, high: 5 }),
                (2, "known", options(YES_OR_NO)),
                (2, "channel", options("phone, mail")),
                (2, "tools", options("app, mail")),
                (
                    3,
                    "segment",
                    Fault::UnknownSegment {
                        known: "SD, PZ".into()
                    }
                ),
                (3, "satisfied", Fault::NotAWholeNumber),
                (3, "known", Fault::NotOffered),
                (
                    3,
                    "remark",
                    Fault::TooLong {
                        most: 20,
                        length: 31
                    }
                ),
                (3, "respondent", Fault::Duplicate { first_line: 2 }),
                (4, "respondent", Fault::Missing),
                (4, "satisfied", Fault::NotANumber),
            ]
        );
        assert_eq!(read.rows, vec![]);
    }

    #[test]
    fn a_disposition_in_the_file_is_kept() {
        let read = read_text("respondent,status,satisfied\nW1,gedeeltelijk,4\nW2,afgebroken,\n");
        let told: Vec<_> = read.rows.iter().map(|row| row.completeness).collect();
        assert_eq!(told, vec![Completeness::Partial, Completeness::BreakOff]);
    }

    #[test]
    fn one_item_under_two_headers_is_refused() {
        let read = read_text("respondent,satisfied,q1_tevreden_1_5\nW1,4,5\n");
        let first = "satisfied".to_owned();
        assert_eq!(
            faults(&read),
            vec![(1, "q1_tevreden_1_5", Fault::DuplicateColumn { first })]
        );
    }

    #[test]
    fn a_file_without_any_item_is_refused() {
        let read = read_text("respondent,datum\nW1,1-1-2026\n");
        assert!(matches!(
            read.problems[0].fault,
            Fault::MissingColumn { .. }
        ));
    }
}
