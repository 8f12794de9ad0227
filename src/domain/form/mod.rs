//! A posted page of a survey, read into typed answers or into problems that name their item.

mod filled;
mod order;
mod told;
mod values;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::evidence::{Absence, Answer, Answers};
use super::language::Language;
use super::logic::Path;
use super::survey::{Item, ItemKind, Page, Survey, other_key};

pub use filled::Filled;
pub use order::ordered;
pub use told::{Wording, told};
pub(crate) use values::number_answer;
pub use values::{is_address, typed_number};

/// The value that "not applicable" is posted with. No choice code can be this: codes hold no hyphen
/// at an end.
pub const NOT_APPLICABLE: &str = "-na-";
/// The value that "don't know" is posted with.
pub const DONT_KNOW: &str = "-dk-";

/// Longest text that any item may ask for, whatever its own limit says.
pub const LONGEST_TEXT: u32 = 20_000;

/// Whether items that must be answered are missed now, or may still wait (going back, changing
/// language).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Complete,
    SoFar,
}

/// What is wrong with one field; the page says it in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    pub item: String,
    pub problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// It has to be answered.
    Missing,
    /// Not one of the answers that were offered.
    NotOffered,
    /// More than one answer where one is asked.
    TooMany,
    /// An answer and "not applicable" as well.
    Contradiction,
    /// The text has `length` characters and may have `most`.
    TooLong {
        most: u32,
        length: usize,
    },
    /// An option that rules out all others, and others.
    Exclusive,
    TooFewChosen {
        least: u32,
    },
    TooManyChosen {
        most: u32,
    },
    /// Words behind "other", and another option.
    OtherToo,
    /// Two options in the same place.
    RankedTwice,
    /// Some options have a place and others have none.
    RankedInPart,
    NotANumber,
    TooManyDecimals {
        most: u8,
    },
    NumberOutside {
        low: Option<f64>,
        high: Option<f64>,
    },
    NotAnAddress,
    NotADate,
    DateOutside {
        earliest: Option<NaiveDate>,
        latest: Option<NaiveDate>,
    },
    /// A check of the page, by its place among them, does not hold.
    Check(usize),
}

/// What one posted page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub answers: Answers,
    pub problems: Vec<FieldProblem>,
    /// The keys that the page speaks of: those without an answer are emptied. What is wrong is not
    /// among them, so that what was kept before stays.
    pub keys: Vec<String>,
}

/// The name of an item's field in a form.
pub fn field_name(code: &str) -> String {
    format!("q-{code}")
}

/// The field that lists the items which a page was made with.
pub const ASKED: &str = "asked";

/// Reads the fields of a page, written in `language`. Fields of other names are not looked at; an
/// item without a field, or with an empty one, is not answered and has no key in the answers. Where
/// the page says which items it asked, the others are left as they are.
pub fn read_page(page: &Page, fields: &[(String, String)], language: &Language) -> Reading {
    let asked = fields.iter().find(|(name, _)| name == ASKED);
    let asked: Option<Vec<&str>> = asked.map(|(_, codes)| codes.split_whitespace().collect());
    let mut reading = Reading::default();
    for item in &page.items {
        if matches!(item.kind, ItemKind::Information)
            || asked
                .as_ref()
                .is_some_and(|asked| !asked.contains(&item.code.as_str()))
        {
            continue;
        }
        let other = other_key(&item.code);
        let has_other = item.options().iter().any(|option| option.other);
        match read_item(item, fields, language) {
            Ok((answer, words)) => {
                reading.keys.push(item.code.clone());
                if has_other {
                    reading.keys.push(other.clone());
                }
                if let Some(answer) = answer {
                    reading.answers.insert(item.code.clone(), answer);
                }
                if let Some(words) = words {
                    reading.answers.insert(other, words);
                }
            }
            Err(problem) => reading.problems.push(FieldProblem {
                item: item.code.clone(),
                problem,
            }),
        }
    }
    reading
}

impl Reading {
    /// Adds what is missing: items of the page that `must` be answered and are not.
    pub fn demand(&mut self, page: &Page, must: impl Fn(&Item) -> bool) {
        for item in &page.items {
            let known = |problem: &FieldProblem| problem.item == item.code;
            if self.keys.contains(&item.code)
                && !self.answers.contains_key(&item.code)
                && !self.problems.iter().any(known)
                && must(item)
            {
                self.problems.push(FieldProblem {
                    item: item.code.clone(),
                    problem: Problem::Missing,
                });
            }
        }
    }
}

/// The values posted for an item, without the blank ones.
fn posted<'a>(fields: &'a [(String, String)], code: &str) -> Vec<&'a str> {
    fields
        .iter()
        .filter(|(name, _)| name.strip_prefix("q-") == Some(code))
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
        .collect()
}

/// The answer to one item, and the words behind "other".
fn read_item(
    item: &Item,
    fields: &[(String, String)],
    language: &Language,
) -> Result<(Option<Answer>, Option<Answer>), Problem> {
    let chosen = posted(fields, &item.code);
    if let Some(absent) = absence(item, &chosen)? {
        return Ok((Some(Answer::Absent { absent }), None));
    }
    let Some(other) = item.options().iter().find(|option| option.other) else {
        return Ok((values::read(item, &chosen, language)?, None));
    };
    let typed = posted(fields, &other_key(&item.code));
    let words = match typed.first() {
        Some(words) => Some(values::other(words)?),
        None => None,
    };
    let mut chosen = chosen;
    // Who writes what else it is, chooses "other" by that.
    if words.is_some() && !chosen.contains(&other.code.as_str()) {
        if !chosen.is_empty() && matches!(item.kind, ItemKind::SingleChoice { .. }) {
            return Err(Problem::OtherToo);
        }
        chosen.push(&other.code);
    }
    Ok((values::read(item, &chosen, language)?, words))
}

fn absence(item: &Item, values: &[&str]) -> Result<Option<Absence>, Problem> {
    let kinds = [
        (NOT_APPLICABLE, item.not_applicable, Absence::NotApplicable),
        (DONT_KNOW, item.dont_know, Absence::DontKnow),
    ];
    for (value, offered, absence) in kinds {
        if values.contains(&value) {
            return match (offered, values.len()) {
                (false, _) => Err(Problem::NotOffered),
                (true, 1) => Ok(Some(absence)),
                (true, _) => Err(Problem::Contradiction),
            };
        }
    }
    Ok(None)
}

/// Whether a page can be passed over when somebody comes back: something on it is answered, and
/// nothing that must be is open.
fn is_done(page: &Page, answers: &Answers, path: &Path) -> bool {
    let answered = |item: &&Item| answers.contains_key(&item.code);
    let mut items = page.items.iter().filter(|item| path.shows(&item.code));
    let asking = |item: &&Item| !matches!(item.kind, ItemKind::Information);
    !items.clone().any(|item| asking(&item))
        || (items.clone().any(|item| answered(&item))
            && items.all(|item| answered(&item) || !path.requires(&item.code)))
}

/// The page (from 0) where somebody with these answers goes on; the last one when all is done.
pub fn resume_at(survey: &Survey, answers: &Answers, path: &Path) -> usize {
    let undone = path
        .page_indices()
        .find(|index| !is_done(&survey.pages[*index], answers, path));
    undone.or(path.page_indices().last()).unwrap_or(0)
}

/// The first page (from 0) with an item that must still be answered before sending.
pub fn first_missing(survey: &Survey, answers: &Answers, path: &Path) -> Option<usize> {
    path.page_indices().find(|index| {
        survey.pages[*index]
            .items
            .iter()
            .any(|item| path.requires(&item.code) && !answers.contains_key(&item.code))
    })
}

/// About how long answering takes, to the nearest minute: people tick a box in eight seconds and
/// write for half a minute, give or take.
pub fn minutes(survey: &Survey) -> u32 {
    let seconds: u32 = survey
        .questions()
        .map(|item| match item.kind {
            ItemKind::LongText { .. } => 30,
            ItemKind::Ranking { .. } => 20,
            ItemKind::ShortText { .. } | ItemKind::Email | ItemKind::Number { .. } => 15,
            _ => 8,
        })
        .sum();
    ((seconds + 30) / 60).max(1)
}
