//! Answers for SPSS and PSPP: CSV in which codes are numbers, and the syntax that reads it and says
//! what every variable and every number means.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::writer::{Packed, Unwritable};
use super::{Export, completeness, lines, question};
use crate::domain::evidence::{Absence, Answer, Completeness};
use crate::domain::language::Language;
use crate::domain::placed::PlacedRow;
use crate::domain::survey::{Choice, Item, ItemKind, Survey};
use crate::import::translations::defused;
use crate::texts::{t, t_args};

const DATA: &str = "answers.csv";
const SYNTAX: &str = "answers.sps";
/// Longest name, label of a variable and label of a value, in bytes, and longest piece of a text.
const MAX_NAME: usize = 60;
const MAX_LABEL: usize = 250;
const MAX_VALUE_LABEL: usize = 120;
const MAX_PIECE: usize = 100;
/// Longest text of a variable, in bytes.
const MAX_WIDTH: usize = 2_000;
/// What stands for "does not apply" and "does not know"; the second pair where an answer may be -98.
const ABSENT: (i64, i64) = (-98, -99);
const ABSENT_FAR: (i64, i64) = (-999_999_998, -999_999_999);
const WORDS: [&str; 13] = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
];

pub(super) struct Package {
    packed: Packed,
    variables: Vec<Variable>,
    sets: Vec<Set>,
    language: Language,
    not_applicable: String,
    dont_know: String,
}

/// A column of the data.
struct Variable {
    name: String,
    label: String,
    from: From,
    holds: Holds,
}

/// What a variable is taken from; an answer by its place.
enum From {
    Key,
    Segment,
    Completeness,
    Answer(usize),
    /// Whether the option of that code is among the codes.
    Chosen(usize, String),
    /// Which rank the option has.
    Rank(usize, String),
}

enum Holds {
    /// The most bytes that it was seen to have.
    Words(usize),
    Day,
    Number {
        decimals: u8,
        absent: (i64, i64),
    },
    /// Codes, each the number of its place.
    Codes {
        codes: Vec<String>,
        labels: Vec<(i64, String)>,
        first: i64,
        is_ordered: bool,
    },
}

/// The variables of one question that takes several answers.
struct Set {
    label: String,
    variables: Vec<String>,
}

impl Package {
    pub fn new(survey: &Survey, export: &Export, language: &Language) -> Self {
        let mut listed = Listed {
            language,
            used: HashSet::new(),
            variables: Vec::new(),
            sets: Vec::new(),
        };
        listed.lead();
        for (place, item) in export.items.iter().enumerate() {
            listed.item((place, item), &question(survey, item, language));
        }
        let others = export.keys.iter().enumerate().skip(export.items.len());
        for (item, (place, key)) in export.others().zip(others) {
            let label = question(survey, item, language);
            listed.add(key, &label, From::Answer(place), Holds::Words(1));
        }
        Self {
            packed: Packed::new(),
            variables: listed.variables,
            sets: listed.sets,
            language: language.clone(),
            not_applicable: t(language, "exports-not-applicable"),
            dont_know: t(language, "exports-dont-know"),
        }
    }

    pub fn start(&mut self) -> Result<Vec<u8>, Unwritable> {
        self.packed.begin(DATA)?;
        let names = self.variables.iter().map(|variable| &variable.name);
        self.packed.put(&lines([names]))?;
        Ok(self.packed.ready())
    }

    pub fn rows(&mut self, export: &Export, rows: &[PlacedRow]) -> Result<Vec<u8>, Unwritable> {
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let variables = self.variables.iter_mut();
            records.push(
                variables
                    .map(|one| one.cell(export, row))
                    .collect::<Vec<_>>(),
            );
        }
        self.packed.put(&lines(records))?;
        Ok(self.packed.ready())
    }

    pub fn end(mut self) -> Result<Vec<u8>, Unwritable> {
        self.packed.begin(SYNTAX)?;
        let syntax = self.syntax();
        self.packed.put(syntax.as_bytes())?;
        self.packed.end()
    }

    /// Writing to a text does not fail.
    fn syntax(&self) -> String {
        let args = [("file", DATA.into())];
        let how = t_args(&self.language, "exports-spss-how", &args);
        let mut text = format!("* Encoding: UTF-8.\n* {how}\n\nSET DECIMAL=DOT.\n");
        let _ = write!(
            text,
            "GET DATA\n  /TYPE=TXT\n  /FILE='{DATA}'\n  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  \
             /FIRSTCASE=2\n  /DELIMITERS=','\n  /QUALIFIER='\"'\n  /VARIABLES="
        );
        for one in &self.variables {
            let _ = write!(text, "\n    {} {}", one.name, one.holds.format());
        }
        text.push_str(".\n\nVARIABLE LABELS");
        for one in &self.variables {
            let _ = write!(text, "\n  {} {}", one.name, quoted(&one.label, MAX_LABEL));
        }
        text.push_str(".\n");
        for one in &self.variables {
            self.meaning(&mut text, one);
        }
        for (at, set) in self.sets.iter().enumerate() {
            let (label, names) = (quoted(&set.label, MAX_LABEL), set.variables.join("\n    "));
            let _ = write!(
                text,
                "\nMRSETS\n  /MDGROUP NAME=$set{} LABEL={label} CATEGORYLABELS=VARLABELS\n    \
                 VARIABLES={names}\n    VALUE=1.\n",
                at + 1
            );
        }
        text.push_str("\nEXECUTE.\n");
        text
    }

    /// The labels of values, which of them are no answers, and how it is measured.
    fn meaning(&self, text: &mut String, one: &Variable) {
        let (mut labels, absent, level) = match &one.holds {
            Holds::Words(_) | Holds::Day => return,
            Holds::Number { absent, .. } => (Vec::new(), *absent, "SCALE"),
            Holds::Codes {
                labels, is_ordered, ..
            } => {
                let level = if *is_ordered { "ORDINAL" } else { "NOMINAL" };
                (labels.clone(), ABSENT, level)
            }
        };
        let is_answer = !matches!(one.from, From::Completeness);
        if is_answer {
            labels.push((absent.0, self.not_applicable.clone()));
            labels.push((absent.1, self.dont_know.clone()));
        }
        let _ = write!(text, "\nVALUE LABELS {}", one.name);
        for (number, label) in labels {
            let _ = write!(text, "\n  {number} {}", quoted(&label, MAX_VALUE_LABEL));
        }
        text.push_str(".\n");
        if is_answer {
            let (first, second) = absent;
            let _ = writeln!(text, "MISSING VALUES {} ({first}, {second}).", one.name);
        }
        let _ = writeln!(text, "VARIABLE LEVEL {} ({level}).", one.name);
    }
}

impl Holds {
    fn format(&self) -> String {
        match self {
            Self::Words(width) => format!("A{width}"),
            Self::Day => "SDATE10".to_owned(),
            Self::Number { decimals, .. } => format!("F16.{decimals}"),
            Self::Codes { .. } => "F4.0".to_owned(),
        }
    }
}

impl Variable {
    fn cell(&mut self, export: &Export, row: &PlacedRow) -> String {
        let answer = |place: &usize| row.answers.get(*place).and_then(Option::as_ref);
        let text = match &self.from {
            From::Key => defused(&row.key).into_owned(),
            From::Segment => {
                let segment = export.segment(row).map(defused);
                segment.unwrap_or_default().into_owned()
            }
            From::Completeness => self.number(completeness(row.completeness)),
            From::Answer(place) => answer(place).map_or_else(String::new, |of| self.answer(of)),
            From::Chosen(place, option) => answer(place).map_or_else(String::new, |of| match of {
                Answer::Words(codes) => u8::from(codes.contains(option)).to_string(),
                of => self.answer(of),
            }),
            From::Rank(place, option) => answer(place).map_or_else(String::new, |of| match of {
                Answer::Words(codes) => {
                    let rank = codes.iter().position(|code| code == option);
                    rank.map_or_else(String::new, |rank| (rank + 1).to_string())
                }
                of => self.answer(of),
            }),
        };
        let Holds::Words(width) = &mut self.holds else {
            return text;
        };
        // A line break would end the case.
        let text = text.replace(['\r', '\n'], " ");
        let text = clipped(&text, MAX_WIDTH).to_owned();
        *width = text.len().max(*width);
        text
    }

    fn number(&self, code: &str) -> String {
        let Holds::Codes { codes, first, .. } = &self.holds else {
            return code.to_owned();
        };
        let place = codes.iter().position(|known| known == code);
        place.map_or_else(String::new, |place| {
            first.saturating_add_unsigned(place as u64).to_string()
        })
    }

    fn answer(&self, answer: &Answer) -> String {
        let (not_applicable, dont_know) = match &self.holds {
            Holds::Number { absent, .. } => *absent,
            Holds::Words(_) | Holds::Day => {
                return match answer {
                    Answer::Word(words) => defused(words).into_owned(),
                    _ => String::new(),
                };
            }
            Holds::Codes { .. } => ABSENT,
        };
        match answer {
            Answer::Number(number) => number.to_string(),
            Answer::Decimal(number) => number.to_string(),
            Answer::Word(code) => self.number(code),
            Answer::Words(_) => String::new(),
            Answer::Absent {
                absent: Absence::NotApplicable,
            } => not_applicable.to_string(),
            Answer::Absent {
                absent: Absence::DontKnow,
            } => dont_know.to_string(),
        }
    }
}

/// The variables while they are listed.
struct Listed<'l> {
    language: &'l Language,
    used: HashSet<String>,
    variables: Vec<Variable>,
    sets: Vec<Set>,
}

impl Listed<'_> {
    fn lead(&mut self) {
        let told = |key| t(self.language, key);
        let (respondent, segment, state) = (
            told("exports-respondent"),
            told("exports-segment"),
            told("exports-completeness"),
        );
        let states = [
            (Completeness::Complete, told("exports-complete")),
            (Completeness::Partial, told("exports-partial")),
            (Completeness::BreakOff, told("exports-break-off")),
        ];
        self.add("respondent", &respondent, From::Key, Holds::Words(1));
        self.add("segment", &segment, From::Segment, Holds::Words(1));
        let codes = states
            .iter()
            .map(|(state, _)| completeness(*state).to_owned());
        let holds = Holds::Codes {
            codes: codes.collect(),
            labels: (1..).zip(states.map(|(_, label)| label)).collect(),
            first: 1,
            is_ordered: false,
        };
        self.add("completeness", &state, From::Completeness, holds);
    }

    fn add(&mut self, code: &str, label: &str, from: From, holds: Holds) -> String {
        let name = self.name(code);
        self.variables.push(Variable {
            name: name.clone(),
            label: label.to_owned(),
            from,
            holds,
        });
        name
    }

    fn item(&mut self, (place, item): (usize, &Item), label: &str) {
        let whole = From::Answer(place);
        match &item.kind {
            ItemKind::Scale {
                low,
                high,
                low_label,
                high_label,
            } => {
                let said =
                    |text: &crate::domain::language::Text| text.get(self.language).to_owned();
                let labels = vec![
                    (i64::from(*low), said(low_label)),
                    (i64::from(*high), said(high_label)),
                ];
                let holds = Holds::Codes {
                    codes: Vec::new(),
                    labels,
                    first: i64::from(*low),
                    is_ordered: true,
                };
                self.add(&item.code, label, whole, holds);
            }
            ItemKind::SingleChoice { options } => {
                let holds = self.chosen(options);
                self.add(&item.code, label, whole, holds);
            }
            ItemKind::YesNo => {
                let holds = self.yes_no();
                self.add(&item.code, label, whole, holds);
            }
            ItemKind::MultipleChoice { options, .. } => {
                let each = options.iter().map(|option| {
                    let from = From::Chosen(place, option.code.clone());
                    let holds = self.yes_no();
                    self.of_option(item, label, option, (from, holds))
                });
                let each: Vec<_> = each.collect();
                let variables = self.add_all(each);
                let label = label.to_owned();
                self.sets.push(Set { label, variables });
            }
            ItemKind::Ranking { options } => {
                let each = options.iter().map(|option| {
                    let from = From::Rank(place, option.code.clone());
                    let holds = Holds::Number {
                        decimals: 0,
                        absent: ABSENT,
                    };
                    self.of_option(item, label, option, (from, holds))
                });
                let each: Vec<_> = each.collect();
                self.add_all(each);
            }
            ItemKind::Number { low, decimals, .. } => {
                let absent = match low {
                    Some(low) if *low > ABSENT.0 as f64 => ABSENT,
                    _ => ABSENT_FAR,
                };
                let holds = Holds::Number {
                    decimals: *decimals,
                    absent,
                };
                self.add(&item.code, label, whole, holds);
            }
            ItemKind::Date { .. } => {
                self.add(&item.code, label, whole, Holds::Day);
            }
            ItemKind::Email
            | ItemKind::ShortText { .. }
            | ItemKind::LongText { .. }
            | ItemKind::Information => {}
        }
    }

    fn of_option(
        &self,
        item: &Item,
        label: &str,
        option: &Choice,
        (from, holds): (From, Holds),
    ) -> (String, String, From, Holds) {
        let code = format!("{}_{}", item.code, option.code);
        let label = format!("{}: {label}", option.label.get(self.language));
        (code, label, from, holds)
    }

    fn add_all(&mut self, each: Vec<(String, String, From, Holds)>) -> Vec<String> {
        each.into_iter()
            .map(|(code, label, from, holds)| self.add(&code, &label, from, holds))
            .collect()
    }

    fn chosen(&self, options: &[Choice]) -> Holds {
        let label = |option: &Choice| option.label.get(self.language).to_owned();
        Holds::Codes {
            codes: options.iter().map(|option| option.code.clone()).collect(),
            labels: (1..).zip(options.iter().map(label)).collect(),
            first: 1,
            is_ordered: false,
        }
    }

    fn yes_no(&self) -> Holds {
        let told = |key| t(self.language, key);
        Holds::Codes {
            codes: vec!["no".to_owned(), "yes".to_owned()],
            labels: vec![(0, told("exports-no")), (1, told("exports-yes"))],
            first: 0,
            is_ordered: false,
        }
    }

    /// A name that SPSS takes and that no other variable has; it sees no capitals.
    fn name(&mut self, code: &str) -> String {
        let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let mut name: String = code.chars().map(kept).collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name = format!("v_{name}");
        }
        name.truncate(MAX_NAME);
        let name = name.trim_end_matches('_').to_owned();
        let mut tried = name.clone();
        let mut number = 1;
        while WORDS.contains(&&*tried.to_lowercase()) || !self.used.insert(tried.to_lowercase()) {
            number += 1;
            tried = format!("{}_{number}", clipped(&name, MAX_NAME - 6));
        }
        tried
    }
}

/// At most so many bytes, whole characters.
fn clipped(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// A text as syntax has it, in pieces that fit on a line.
fn quoted(text: &str, most: usize) -> String {
    let text = text.replace(['\r', '\n', '\t'], " ");
    let mut rest = clipped(text.trim(), most);
    let mut pieces = Vec::new();
    loop {
        let piece = clipped(rest, MAX_PIECE);
        pieces.push(format!("'{}'", piece.replace('\'', "''")));
        rest = rest.get(piece.len()..).unwrap_or_default();
        if rest.is_empty() {
            return pieces.join(" +\n    ");
        }
    }
}
