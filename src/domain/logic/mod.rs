//! Which questions somebody is asked: the conditions of a survey, compiled once, over the answers so
//! far.

mod compile;
mod routes;
mod script;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Absence, Answer, Answers};
use super::expression::{Known, Tree, Value};
use super::form::{FieldProblem, Problem, Reading, number_answer};
use super::survey::{ItemKind, Page, Survey, other_key};

pub use compile::{Broken, Owner, Role};
pub use routes::{Route, Routes, Warning};

/// The conditions of one survey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logic {
    pages: Vec<PageLogic>,
    scores: BTreeMap<String, Tree>,
    /// Scores in the order of the file.
    score_codes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct PageLogic {
    ask_if: Option<Tree>,
    items: Vec<ItemLogic>,
    checks: Vec<Tree>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct ItemLogic {
    code: String,
    /// Whether it takes an answer at all.
    asks: bool,
    required: bool,
    ask_if: Option<Tree>,
    required_if: Option<Tree>,
}

/// What is known of the client, by the names that expressions use: `client.segment`.
pub type Client = BTreeMap<String, String>;

/// What somebody with certain answers is asked.
#[derive(Clone, Debug, Default)]
pub struct Path<'a> {
    logic: Option<&'a Logic>,
    pages: Vec<bool>,
    shown: BTreeSet<&'a str>,
    required: BTreeSet<&'a str>,
    values: BTreeMap<&'a str, Value>,
    absences: BTreeMap<&'a str, Absence>,
    client: BTreeMap<&'a str, &'a str>,
    answers: BTreeMap<&'a str, Answer>,
}

impl Known for Path<'_> {
    fn value(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.values.get(name) {
            return Some(value.clone());
        }
        if let Some(word) = self.client.get(name) {
            return Some(Value::Word((*word).to_owned()));
        }
        let score = self.logic?.scores.get(name)?;
        score.value(self)
    }

    fn absence(&self, name: &str) -> Option<Absence> {
        self.absences.get(name).copied()
    }
}

impl Path<'_> {
    /// Whether page `index` (from 0) is asked.
    pub fn has_page(&self, index: usize) -> bool {
        self.pages.get(index).copied().unwrap_or(false)
    }

    /// How many pages are asked, as far as is known.
    pub fn pages(&self) -> usize {
        self.pages.iter().filter(|asked| **asked).count()
    }

    /// The indices of the pages that are asked.
    pub fn page_indices(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.pages.len()).filter(|index| self.pages[*index])
    }

    pub fn shows(&self, item: &str) -> bool {
        self.shown.contains(item)
    }

    /// Whether it must be answered before the answers can be sent.
    pub fn requires(&self, item: &str) -> bool {
        self.required.contains(item)
    }

    /// What an expression or a text gets for a name.
    pub fn named(&self, name: &str) -> Option<Value> {
        self.value(name)
    }

    /// The answer to an item, when it is asked.
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        self.answers.get(item)
    }
}

impl Logic {
    /// Of a survey that was read from a file, so that its conditions are sound.
    pub fn of(survey: &Survey) -> Result<Self, Vec<Broken>> {
        compile::compile(survey)
    }

    /// What somebody with these answers is asked. What is hidden is unknown at once to everything
    /// that comes after it.
    pub fn path<'a>(&'a self, answers: &Answers, client: &'a Client) -> Path<'a> {
        let mut path = Path {
            logic: Some(self),
            client: client
                .iter()
                .map(|(name, word)| (&**name, &**word))
                .collect(),
            ..Path::default()
        };
        for page in &self.pages {
            let asked = holds(page.ask_if.as_ref(), &path);
            path.pages.push(asked);
            for item in page.items.iter().filter(|_| asked) {
                path.take(item, answers);
            }
        }
        path
    }

    /// Whether it is that of no survey at all.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Whether items on the page depend on others on the same page, so that it may change while it
    /// is filled in.
    pub fn moves(&self, index: usize) -> bool {
        self.pages.get(index).is_some_and(|page| {
            let own: Vec<&str> = page.items.iter().map(|item| &*item.code).collect();
            let depends = |tree: &Tree| self.depends(tree, &own);
            page.items.iter().any(|item| {
                item.ask_if.as_ref().is_some_and(depends)
                    || item.required_if.as_ref().is_some_and(depends)
            })
        })
    }

    /// Whether `item` could still be shown without leaving the page, whatever is shown now.
    pub fn may_appear(&self, index: usize, item: &str) -> bool {
        self.pages.get(index).is_some_and(|page| {
            let own: Vec<&str> = page.items.iter().map(|item| &*item.code).collect();
            let mut items = page.items.iter();
            let found = items.find(|own| own.code == item);
            let tree = found.and_then(|item| item.ask_if.as_ref());
            tree.is_some_and(|tree| self.depends(tree, &own))
        })
    }

    fn depends(&self, tree: &Tree, items: &[&str]) -> bool {
        tree.names().into_iter().any(|name| {
            items.contains(&name)
                || self
                    .scores
                    .get(name)
                    .is_some_and(|score| self.depends(score, items))
        })
    }

    /// Pages that are asked now, or could be once later answers are known: a page that waits for
    /// answers from page `from` on may still come.
    pub fn at_most_pages(&self, path: &Path, from: usize) -> usize {
        let later: Vec<&str> = self
            .pages
            .iter()
            .skip(from)
            .flat_map(|page| page.items.iter().map(|item| &*item.code))
            .collect();
        let open = |index: usize| {
            let ask_if = self.pages[index].ask_if.as_ref();
            index > from && ask_if.is_some_and(|tree| self.depends(tree, &later))
        };
        let pages = 0..self.pages.len();
        pages
            .filter(|index| path.has_page(*index) || open(*index))
            .count()
    }

    /// Leaves out what was wrong with items that are not asked, and adds what is missing and which
    /// checks do not hold, as `all` answers stand with the page taken in.
    pub fn judge(&self, page: &Page, path: &Path, reading: &mut Reading) {
        reading.problems.retain(|problem| path.shows(&problem.item));
        reading.demand(page, |item| path.requires(&item.code));
        if !reading.problems.is_empty() {
            return; // a check on answers that are still wrong would only add noise
        }
        let own = self.pages.iter().find(|own| {
            own.items
                .iter()
                .map(|item| &item.code)
                .eq(page.items.iter().map(|i| &i.code))
        });
        for (at, check) in own
            .into_iter()
            .flat_map(|own| own.checks.iter().enumerate())
        {
            if check.holds(path) == Some(false) {
                let names = check.names();
                let mut items = page.items.iter().map(|item| &item.code);
                let item = items.find(|code| names.contains(&code.as_str()) && path.shows(code));
                if let Some(item) = item.or(page.items.first().map(|item| &item.code)) {
                    reading.problems.push(FieldProblem {
                        item: item.clone(),
                        problem: Problem::Check(at),
                    });
                }
            }
        }
    }

    /// Makes of everything that was ever answered what is handed in: what is not on the path goes,
    /// the scores come.
    pub fn settle(&self, answers: &mut Answers, client: &Client) {
        let path = self.path(answers, client);
        let hidden: BTreeSet<String> = self
            .items()
            .filter(|item| !path.shows(&item.code))
            .flat_map(|item| [item.code.clone(), other_key(&item.code)])
            .collect();
        let scores: Vec<(String, Answer)> = self
            .score_codes
            .iter()
            .filter_map(|code| match path.value(code)? {
                Value::Number(number) => Some((code.clone(), number_answer(number))),
                _ => None,
            })
            .collect();
        answers.retain(|key, _| !hidden.contains(key));
        answers.extend(scores);
    }

    /// When an item is asked, and when it must be answered.
    pub fn conditions_of(&self, item: &str) -> (Option<&Tree>, Option<&Tree>) {
        let item = self.items().find(|own| own.code == item);
        item.map_or((None, None), |item| {
            (item.ask_if.as_ref(), item.required_if.as_ref())
        })
    }

    /// When page `index` (from 0) is asked.
    pub fn page_condition(&self, index: usize) -> Option<&Tree> {
        self.pages.get(index)?.ask_if.as_ref()
    }

    fn items(&self) -> impl Iterator<Item = &ItemLogic> {
        self.pages.iter().flat_map(|page| &page.items)
    }
}

impl<'a> Path<'a> {
    fn take(&mut self, item: &'a ItemLogic, answers: &Answers) {
        if !holds(item.ask_if.as_ref(), self) {
            return;
        }
        self.shown.insert(&item.code);
        let must = item
            .required_if
            .as_ref()
            .map(|tree| tree.holds(self) == Some(true));
        if item.asks && (item.required || must == Some(true)) {
            self.required.insert(&item.code);
        }
        if let Some(answer) = answers.get(&item.code) {
            self.answers.insert(&item.code, answer.clone());
        }
        match answers.get(&item.code) {
            Some(Answer::Absent { absent }) => {
                self.absences.insert(&item.code, *absent);
            }
            Some(answer) => {
                let value = Value::of(answer);
                self.values.extend(value.map(|value| (&*item.code, value)));
            }
            None => {}
        }
    }
}

/// No condition holds; an unknown one does not.
fn holds(condition: Option<&Tree>, known: &impl Known) -> bool {
    condition.is_none_or(|tree| tree.holds(known) == Some(true))
}

/// Whether the kind takes an answer.
fn asks(kind: &ItemKind) -> bool {
    !matches!(kind, ItemKind::Information)
}
