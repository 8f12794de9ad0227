//! Answers that were collected elsewhere: one response a row, one column for each item; or one answer a
//! row, as our own long export has them.

mod long;

use std::collections::BTreeMap;

use super::field::{Code, Field, Holds};
use super::known::Known;
use super::mapping::Preset;
use super::problem::Fault;
use super::row::Way;
use super::sheet::{Column, File, Row, Sheet};
use super::values::DecimalSign;
use super::{Imported, Source, values};
use crate::domain::evidence::{Absence, Answer, Answers, Completeness, ResponseRow};
use crate::domain::form::number_answer;
use crate::domain::language::Text;
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Choice, Item, ItemKind, OTHER_CHARS, Survey, other_key};

const COMPLETENESS: &str = "complete, partial, break_off; volledig, gedeeltelijk, afgebroken";
const YES_OR_NO: &str = "1, 0, ja, nee; yes, no";
const MAX_CHARS: u32 = 20_000;
/// The code that LimeSurvey gives to "other".
const LIMESURVEY_OTHER: &str = "-oth-";

/// The column with the key of who answered.
pub(super) fn respondent() -> Field {
    let synonyms = &[
        "respons",
        "response",
        "nummer",
        "id",
        "response id",
        "respons id",
        "antwoord id",
    ];
    Field::needed("respondent", "respondent", synonyms, Holds::Key)
}

/// What a file of responses can hold: four fields of its own, then what [`parts_of`] lists.
pub(super) fn fields(survey: &Survey, protocol: &Protocol) -> Vec<Field> {
    let segments = Known::segments(protocol).holds();
    let states = Holds::Code(vec![
        Code::new("complete", &["volledig", "compleet", "I"]),
        Code::new("partial", &["gedeeltelijk", "P"]),
        Code::new("break_off", &["afgebroken", "break-off", "R"]),
    ]);
    let moments = &[
        "submitdate",
        "date submitted",
        "datum ingezonden",
        "ingediend op",
        "completion time",
        "voltooiingstijd",
        "tijdstip van voltooien",
        "timestamp",
        "tijdstempel",
    ];
    let mut fields = vec![
        respondent(),
        Field::optional("segment", "segment", &["afdeling", "department"], segments),
        Field::optional(
            "volledigheid",
            "completeness",
            &["disposition", "status"],
            states,
        ),
        Field::optional("ingediend", "submitted", moments, Holds::Words),
    ];
    fields.extend(parts_of(survey).iter().map(|part| part.field(survey)));
    fields
}

/// What a column of answers brings.
enum Part<'s> {
    /// All of an item.
    Item(&'s Item),
    /// Whether one of several options was chosen.
    Chosen(&'s Item, &'s Choice),
    /// What stands in one place of a ranking, the first at 1.
    Place(&'s Item, usize),
    /// The place that one option of a ranking has.
    Rank(&'s Item, &'s Choice),
    /// The words behind "other".
    Other(&'s Item),
}

/// Everything that a column may bring. Whole items stand in front: where names clash, they win.
fn parts_of(survey: &Survey) -> Vec<Part<'_>> {
    let mut parts: Vec<Part> = survey.questions().map(Part::Item).collect();
    for item in survey.questions() {
        if item.options().iter().any(|option| option.other) {
            parts.push(Part::Other(item));
        }
        match &item.kind {
            ItemKind::MultipleChoice { options, .. } => {
                parts.extend(options.iter().map(|option| Part::Chosen(item, option)));
            }
            ItemKind::Ranking { options } => {
                parts.extend((1..=options.len()).map(|place| Part::Place(item, place)));
                // Options that are called by numbers would be taken for places.
                let named = options
                    .iter()
                    .filter(|option| option.code.parse::<u32>().is_err());
                parts.extend(named.map(|option| Part::Rank(item, option)));
            }
            _ => {}
        }
    }
    parts
}

impl Part<'_> {
    fn field(&self, survey: &Survey) -> Field {
        match self {
            Self::Item(item) => {
                let headers: Vec<&str> = item.headers.iter().map(String::as_str).collect();
                let usual = headers.last().copied().unwrap_or(&item.code);
                Field::optional(usual, &item.code, &headers, holds(item))
                    .asked_as(questions(survey, item))
            }
            Self::Chosen(item, option) => {
                let code = format!("{}[{}]", item.code, option.code);
                let asked = questions(survey, item).into_iter().flat_map(|question| {
                    let labels = option.label.languages();
                    labels.map(move |language| format!("{question} {}", option.label.get(language)))
                });
                Field::optional(&code, &code, &[], Holds::flag()).asked_as(asked)
            }
            Self::Place(item, place) => {
                let code = format!("{}[{place}]", item.code);
                Field::optional(&code, &code, &[], Holds::Code(codes(item.options())))
                    .asked_as([code.clone()])
            }
            Self::Rank(item, option) => {
                let code = format!("{}[{}]", item.code, option.code);
                let places =
                    (1..=item.options().len()).map(|place| Code::new(&place.to_string(), &[]));
                Field::optional(&code, &code, &[], Holds::Code(places.collect()))
            }
            Self::Other(item) => {
                let code = other_key(&item.code);
                let asked = questions(survey, item).into_iter();
                let asked = asked.map(|question| format!("{question} [other]"));
                Field::optional(&code, &code, &[], Holds::Text).asked_as(asked)
            }
        }
    }
}

/// The words that ask an item, in every language; behind those of its group too, where it has one.
fn questions(survey: &Survey, item: &Item) -> Vec<String> {
    let mut groups = survey.pages.iter().flat_map(|page| &page.groups);
    let group = groups.find(|group| Some(&group.code) == item.group.as_ref());
    let mut asked = Vec::new();
    for language in item.text.languages() {
        let text = item.text.get(language);
        asked.extend([text.to_owned(), format!("{} {text}", item.code)]);
        if let Some(group) = group {
            asked.push(format!("{} {text}", group.text.get(language)));
        }
    }
    asked
}

fn codes(options: &[Choice]) -> Vec<Code> {
    let codes = options.iter();
    codes
        .map(|option| Code::called(&option.code, &option.label))
        .collect()
}

fn holds(item: &Item) -> Holds {
    let absences = || {
        let not_applicable = item
            .not_applicable
            .then(|| Code::new("n.v.t.", &["nvt", "n/a"]));
        let dont_know = item
            .dont_know
            .then(|| Code::new("weet niet", &["don't know"]));
        not_applicable.into_iter().chain(dont_know)
    };
    match &item.kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => {
            let value = |value: u8| match value {
                value if value == *low => Code::called(&value.to_string(), low_label),
                value if value == *high => Code::called(&value.to_string(), high_label),
                value => Code::new(&value.to_string(), &[]),
            };
            Holds::Code((*low..=*high).map(value).chain(absences()).collect())
        }
        ItemKind::SingleChoice { options } => {
            Holds::Code(codes(options).into_iter().chain(absences()).collect())
        }
        ItemKind::MultipleChoice { options, .. } => {
            Holds::Codes(codes(options).into_iter().chain(absences()).collect())
        }
        ItemKind::Ranking { options } => Holds::Codes(codes(options)),
        ItemKind::YesNo => Holds::flag(),
        ItemKind::Number { decimals: 0, .. } => Holds::Count,
        ItemKind::Number { .. } => Holds::Amount,
        ItemKind::Email => Holds::Address,
        ItemKind::Date { .. } => Holds::Day,
        ItemKind::ShortText { .. } | ItemKind::LongText { .. } | ItemKind::Information => {
            Holds::Text
        }
    }
}

/// Responses to `survey`, one a row unless it is our own long export. A column brings the item whose code, or one of whose `headers`, it bears,
/// or whose question stands above it. A response keeps the disposition that the file gives it; without
/// that column a response without a moment of handing in is partial, and where there is no such column
/// either all are complete, since a file of loose answers is what another tool counted as finished.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    survey: &Survey,
    protocol: &Protocol,
) -> Imported<Vec<ResponseRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let mut fields = fields(survey, protocol);
    let preset = sheet.preset(&fields);
    if preset == Some(Preset::Long) {
        return long::read(sheet, survey, protocol);
    }
    // Tools that number nobody leave it to the row itself to tell one from another.
    if let (Some(Preset::Forms), Some(respondent)) = (preset, fields.first_mut()) {
        respondent.is_needed = false;
    }
    let mut columns = sheet.columns_of(&fields).into_iter();
    let mut next = || columns.next().unwrap_or(Column::nowhere());
    let (respondent, segment, state, submitted) = (next(), next(), next(), next());
    let parts: Vec<(Part, Column)> = parts_of(survey)
        .into_iter()
        .map(|part| (part, next()))
        .filter(|(_, column)| column.is_there())
        .collect();
    if parts.is_empty() {
        misses_all(&mut sheet, survey);
    }
    let segments = Known::segments(protocol);
    let mut keys = sheet.seen();
    sheet.read(|row: &mut Row| {
        let key = match respondent.is_there() {
            true => row.required_short(respondent),
            false => Some(row.fingerprint()),
        };
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let said = row.word(state, COMPLETENESS, completeness);
        let answers = answers(row, &parts, preset);
        if let Some(known) = &key
            && let Some(first_line) = keys.before(known.clone(), row.line())
        {
            row.refuse(respondent, Fault::Duplicate { first_line });
        }
        let handed_in = !submitted.is_there() || row.cell(submitted).is_some();
        let usual = match handed_in {
            true => Completeness::Complete,
            false => Completeness::Partial,
        };
        Some(ResponseRow {
            key: key?,
            segment: of_segment,
            completeness: said.unwrap_or(usual),
            answers,
        })
    })
}

/// A file with a column for none of the items is another file.
fn misses_all(sheet: &mut Sheet, survey: &Survey) {
    let names = survey.questions().take(5);
    let names: Vec<&str> = names
        .map(|item| item.headers.last().unwrap_or(&item.code).as_str())
        .collect();
    if let Some((first, others)) = names.split_first() {
        sheet.misses(first, others);
    }
}

fn answers(row: &mut Row, parts: &[(Part, Column)], preset: Option<Preset>) -> Answers {
    let way = row.way();
    let mut answers = Answers::new();
    let mut several = BTreeMap::<&str, Vec<String>>::new();
    let mut ranked = BTreeMap::<&str, (Column, usize, BTreeMap<usize, &str>)>::new();
    for (part, column) in parts {
        match part {
            Part::Item(item) => {
                if preset == Some(Preset::LimeSurvey) && was_not_asked(row, *column, item) {
                    continue;
                }
                if let Some(answer) = row.read(*column, |cell| answer(item, cell, way)) {
                    answers.insert(item.code.clone(), answer);
                }
            }
            Part::Chosen(item, option) => {
                if row.read(*column, |cell| is_chosen(option, cell)) == Some(true) {
                    several
                        .entry(&item.code)
                        .or_default()
                        .push(option.code.clone());
                }
            }
            Part::Place(item, _) => {
                let options = item.options();
                let read = |cell: &str| chosen(options, cell).ok_or_else(|| not_an_option(options));
                if let Some(code) = row.read(*column, read) {
                    several.entry(&item.code).or_default().push(code);
                }
            }
            Part::Rank(item, option) => {
                let most = item.options().len();
                if let Some(place) = row.read(*column, |cell| rank(cell, most)) {
                    let nothing = (*column, most, BTreeMap::new());
                    let (.., places) = ranked.entry(&item.code).or_insert(nothing);
                    places.insert(place, &option.code);
                }
            }
            Part::Other(item) => {
                if let Some(words) = row.read(*column, |cell| text(cell, OTHER_CHARS)) {
                    answers.insert(other_key(&item.code), words);
                }
            }
        }
    }
    for (item, (column, most, places)) in ranked {
        if places.len() < most {
            row.refuse(column, Fault::NotAllRanked);
        }
        let codes = places.into_values().map(str::to_owned).collect();
        several.entry(item).or_insert(codes);
    }
    for (code, codes) in several {
        answers
            .entry(code.to_owned())
            .or_insert(Answer::Words(codes));
    }
    answers
}

fn rank(cell: &str, most: usize) -> Result<usize, Fault> {
    let place = usize::try_from(values::whole(cell, None)?).unwrap_or_default();
    if (1..=most).contains(&place) {
        Ok(place)
    } else {
        Err(outside(Some(1), Some(most)))
    }
}

/// What LimeSurvey writes under a question that was not shown.
fn was_not_asked(row: &Row, column: Column, item: &Item) -> bool {
    let cell = row.cell(column).unwrap_or_default();
    let hidden = cell == "{question_not_shown}";
    hidden || (cell == "N/A" && !item.not_applicable && !item.is_text())
}

/// Whether an option was chosen: by a yes, or by its own name standing there.
fn is_chosen(option: &Choice, cell: &str) -> Result<bool, Fault> {
    let named = || chosen(std::slice::from_ref(option), cell).is_some();
    values::flag(cell)
        .or_else(|| named().then_some(true))
        .ok_or_else(|| Fault::NotAnOption {
            options: YES_OR_NO.to_owned(),
        })
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
fn answer(item: &Item, cell: &str, way: Way) -> Result<Answer, Fault> {
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
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => scale_value(cell, (*low, low_label), (*high, high_label)),
        ItemKind::SingleChoice { options } => Err(not_an_option(options)),
        ItemKind::MultipleChoice { options, .. } => several(options, cell),
        ItemKind::Ranking { options } => ranking(options, cell),
        ItemKind::Number {
            low,
            high,
            decimals,
            ..
        } => number(cell, (*low, *high), *decimals, way.decimal),
        ItemKind::Email => address(cell),
        ItemKind::Date { earliest, latest } => {
            let day = values::date(cell, way.dates)?;
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
    sign: Option<DecimalSign>,
) -> Result<Answer, Fault> {
    // Where whole numbers are asked, a sign that could part thousands does.
    let number = match values::whole(cell, sign) {
        Ok(whole) if decimals == 0 => whole as f64,
        Err(fault) if decimals == 0 => return Err(fault),
        _ => values::number(cell, sign)?,
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

/// A value by its number, by the words at that end of the scale, or by both: `5 - very satisfied`.
fn scale_value(cell: &str, low: (u8, &Text), high: (u8, &Text)) -> Result<Answer, Fault> {
    let ends = [low, high];
    if let Some((end, _)) = ends.iter().find(|(_, label)| is_labelled(label, cell)) {
        return Ok(Answer::Number(i64::from(*end)));
    }
    let value = match values::whole(cell, None) {
        Err(fault) => numbered(cell).ok_or(fault)?,
        Ok(value) => value,
    };
    if (i64::from(low.0)..=i64::from(high.0)).contains(&value) {
        Ok(Answer::Number(value))
    } else {
        Err(Fault::OutOfScale {
            low: low.0,
            high: high.0,
        })
    }
}

/// The number in front of a label.
fn numbered(cell: &str) -> Option<i64> {
    let end = cell.find(|c: char| !c.is_ascii_digit())?;
    let (number, label) = cell.split_at(end);
    let words = label
        .trim_start()
        .strip_prefix(['-', '–', '=', '(', ':', '.'])?;
    let is_label =
        words.contains(char::is_alphabetic) && !words.contains(|c: char| c.is_ascii_digit());
    number.parse().ok().filter(|_| is_label)
}

fn is_labelled(label: &Text, cell: &str) -> bool {
    let mut languages = label.languages();
    languages.any(|language| values::says(cell, label.get(language)))
}

fn chosen(options: &[Choice], cell: &str) -> Option<String> {
    options
        .iter()
        .find(|option| values::says(cell, &option.code))
        .or_else(|| {
            options
                .iter()
                .find(|option| is_labelled(&option.label, cell))
        })
        .or_else(|| {
            options
                .iter()
                .find(|option| option.other && values::says(cell, LIMESURVEY_OTHER))
        })
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
