//! Answers one a row, as our own long export has them: gathered into responses again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::{COMPLETENESS, answer, completeness, fields, text};
use crate::domain::evidence::{Answer, Answers, Completeness, ResponseRow};
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Item, OTHER_CHARS, Survey, other_key};
use crate::import::field::{Code, Field, Holds};
use crate::import::known::Known;
use crate::import::row::Way;
use crate::import::sheet::{Column, Row, Sheet};
use crate::import::values::DecimalSign;
use crate::import::{Fault, Imported};

/// What a row says: whose it is, and its answer unless the response has none.
struct Said {
    key: String,
    whole: Whole,
    answer: Option<(String, Answer)>,
}

/// What every row of a response says of all of it.
#[derive(Clone, PartialEq)]
struct Whole {
    segment: Option<String>,
    completeness: Completeness,
}

/// What was seen of a response.
struct Earlier {
    /// Where a row of it stood in a piece of the file that was read before.
    apart_from: Option<u64>,
    /// What its first sound row said of all of it, and the line of that.
    whole: Option<(Whole, u64)>,
    /// The line of each item.
    items: HashMap<String, u64>,
}

/// What may stand in the column of the items; none for the words behind "other".
type Parts<'s> = BTreeMap<String, Option<&'s Item>>;

/// Responses whose every answer has a row of its own. A response is taken over whole, so of one that
/// has a refused row none is taken. In a file that is read in pieces its rows stand together.
pub(super) fn read(
    mut sheet: Sheet,
    survey: &Survey,
    protocol: &Protocol,
) -> Imported<Vec<ResponseRow>> {
    let parts = parts(survey);
    let codes = parts.keys().map(|code| Code::new(code, &[])).collect();
    let mut all = fields(survey, protocol);
    all.truncate(3);
    all.extend([
        Field::needed("vraag", "item", &["question"], Holds::Code(codes)),
        Field::needed("antwoord", "answer", &[], Holds::Words),
    ]);
    let found = sheet.columns_of(&all);
    let column = |at: usize| found.get(at).copied().unwrap_or(Column::nowhere());
    let [respondent, segment, state] = [0, 1, 2].map(column);
    let of_answer = (column(3), column(4));
    sheet.grouped_by(respondent);
    let segments = Known::segments(protocol);
    let mut before = sheet.seen();
    let mut earlier = HashMap::<String, Earlier>::new();
    let read = sheet.read(|row: &mut Row| {
        let key = row.required_short(respondent);
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let said = row.word(state, COMPLETENESS, completeness);
        let answer = given(row, of_answer, &parts);
        let key = key?;
        let earlier = match earlier.entry(key.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Earlier {
                apart_from: before.before(key.clone(), row.line()),
                whole: None,
                items: HashMap::new(),
            }),
        };
        let said = Said {
            key,
            whole: Whole {
                segment: of_segment,
                completeness: said.unwrap_or(Completeness::Complete),
            },
            answer: answer?,
        };
        earlier.agrees(row, &said, [respondent, segment, state, of_answer.0]);
        Some(said)
    });
    gathered(read)
}

fn parts(survey: &Survey) -> Parts<'_> {
    let has_other = |item: &&Item| item.options().iter().any(|option| option.other);
    let others = survey.questions().filter(has_other);
    let mut parts: Parts = others.map(|item| (other_key(&item.code), None)).collect();
    parts.extend(
        survey
            .questions()
            .map(|item| (item.code.clone(), Some(item))),
    );
    parts
}

/// The answer of a row; a response that answers nothing has a row all the same. None when it is refused.
fn given(
    row: &mut Row,
    (item, answer): (Column, Column),
    parts: &Parts,
) -> Option<Option<(String, Answer)>> {
    if row.cell(item).is_none() {
        if row.cell(answer).is_some() {
            row.refuse(item, Fault::Missing);
            return None;
        }
        return Some(None);
    }
    let (code, part) = row.read(item, |cell| {
        parts.get_key_value(cell).ok_or_else(|| Fault::NotAnOption {
            options: parts.keys().cloned().collect::<Vec<_>>().join(", "),
        })
    })?;
    let way = row.way();
    let read = row.read(answer, |cell| match part {
        Some(item) => of_item(item, cell, way),
        None => text(cell, OTHER_CHARS),
    });
    match (read, row.cell(answer)) {
        (Some(read), _) => Some(Some((code.clone(), read))),
        (None, None) => Some(None),
        (None, Some(_)) => None,
    }
}

/// We write numbers with a point. No column holds numbers only, which would show it.
fn of_item(item: &Item, cell: &str, way: Way) -> Result<Answer, Fault> {
    let with_point = Way {
        decimal: Some(DecimalSign::Point),
        ..way
    };
    match answer(item, cell, way) {
        Err(Fault::AmbiguousNumber) if way.decimal.is_none() && !cell.contains(',') => {
            answer(item, cell, with_point)
        }
        read => read,
    }
}

impl Earlier {
    /// All rows of a response say the same of it, and each answers another item.
    fn agrees(&mut self, row: &mut Row, said: &Said, columns: [Column; 4]) {
        let [respondent, segment, state, item] = columns;
        if let Some(first_line) = self.apart_from {
            row.refuse(respondent, Fault::ResponseApart { first_line });
        }
        if !row.is_sound {
            return; // nobody knows then what it should have been
        }
        let line = row.line();
        let (whole, first_line) = self.whole.get_or_insert_with(|| (said.whole.clone(), line));
        let first_line = *first_line;
        if whole.segment != said.whole.segment {
            row.refuse(segment, Fault::DiffersInResponse { first_line });
        }
        if whole.completeness != said.whole.completeness {
            row.refuse(state, Fault::DiffersInResponse { first_line });
        }
        let Some((code, _)) = &said.answer else {
            return;
        };
        match self.items.get(code) {
            Some(first_line) => {
                let first_line = *first_line;
                row.refuse(item, Fault::Duplicate { first_line });
            }
            None => {
                self.items.insert(code.clone(), line);
            }
        }
    }
}

/// The responses that rows come to, each with the number of its first. Of one that has a refused row
/// the others are refused beside it.
fn gathered(read: Imported<Vec<Said>>) -> Imported<Vec<ResponseRow>> {
    let mut refused = read.refused_rows.clone();
    let groups = read.refused_groups.clone();
    let mut numbers = read.row_numbers.clone().into_iter();
    let mut firsts = Vec::new();
    let gathered = read.map(|rows| {
        let mut places = HashMap::<String, usize>::new();
        let mut responses = Vec::<ResponseRow>::new();
        for said in rows {
            let number = numbers.next().unwrap_or_default();
            if groups.contains(&said.key) {
                refused.push(number);
                continue;
            }
            let place = *places.entry(said.key.clone()).or_insert(responses.len());
            if place == responses.len() {
                firsts.push(number);
                responses.push(ResponseRow {
                    key: said.key,
                    segment: said.whole.segment,
                    completeness: said.whole.completeness,
                    answers: Answers::new(),
                });
            }
            if let Some(response) = responses.get_mut(place) {
                response.answers.extend(said.answer);
            }
        }
        responses
    });
    refused.sort_unstable();
    Imported {
        row_numbers: firsts,
        refused_rows: refused,
        ..gathered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::responses::read;
    use crate::import::testing::{self, faults};

    const HEADER: &str = "respondent,segment,completeness,item,answer\n";

    fn read_text(rows: &str) -> Imported<Vec<ResponseRow>> {
        let text = format!("{HEADER}{rows}");
        read(text.as_bytes(), &testing::survey(), &testing::protocol())
    }

    #[test]
    fn answers_one_a_row_are_gathered_wherever_they_stand() {
        let read = read_text(
            "W1,SD,complete,satisfied,4\nW2,,partial,,\nW1,SD,complete,tools,app|mail\n\
             W3,PZ,break_off,known,no\nW1,SD,complete,channel,phone\n",
        );
        assert_eq!(read.problems, vec![]);
        assert_eq!((read.records, read.row_numbers), (5, vec![2, 3, 5]));
        let told: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.key.as_str(), row.completeness, row.answers.len()))
            .collect();
        let expected = [
            ("W1", Completeness::Complete, 3),
            ("W2", Completeness::Partial, 0),
            ("W3", Completeness::BreakOff, 1),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_response_with_a_refused_row_is_refused_whole() {
        let read = read_text(
            "W1,SD,complete,satisfied,4\nW1,SD,complete,tools,fax\nW2,SD,complete,satisfied,2\n\
             W2,PZ,complete,known,yes\nW3,SD,complete,satisfied,1\nW3,SD,complete,satisfied,1\n\
             W4,SD,complete,price,1\nW5,SD,complete,,1\n=W6,SD,complete,satisfied,9\n\
             '=W6,SD,complete,known,yes\nW7,SD,complete,known,yes\nW8,SD,partial,known,\n",
        );
        let option = |options: &str| Fault::NotAnOption {
            options: options.to_owned(),
        };
        let items = "channel, known, remark, satisfied, tools";
        let scale = Fault::OutOfScale { low: 1, high: 5 };
        assert_eq!(
            faults(&read),
            vec![
                (3, "answer", option("app, mail")),
                (5, "segment", Fault::DiffersInResponse { first_line: 4 }),
                (7, "item", Fault::Duplicate { first_line: 6 }),
                (8, "item", option(items)),
                (9, "item", Fault::Missing),
                (10, "answer", scale),
            ]
        );
        assert_eq!(read.refused_rows, (2..=11).collect::<Vec<_>>());
        let keys: Vec<_> = read.rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["W7", "W8"]);
        assert!(read.rows[1].answers.is_empty(), "a blank answer is none");
        assert!(!read.cannot_part);
        assert!(read_text("W1,SD,complete,known,yes\n,SD,complete,satisfied,4\n").cannot_part);
    }

    #[test]
    fn a_survey_with_items_of_those_names_is_read_wide() {
        let text = include_str!("../../../tests/data/csv/survey.toml");
        let text = text
            .replace("code = \"satisfied\"", "code = \"item\"")
            .replace("code = \"known\"", "code = \"answer\"");
        let survey = Survey::parse("survey.toml", &text).unwrap();
        let file = format!("{HEADER}W1,SD,complete,4,yes\n");
        let read = read(file.as_bytes(), &survey, &testing::protocol());
        assert_eq!((&read.problems, read.rows.len()), (&vec![], 1));
        assert_eq!(read.rows[0].answers.get("item"), Some(&Answer::Number(4)));
    }
}
