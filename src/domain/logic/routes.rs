//! The distinct paths through a survey, and questions that nobody can ever see.
//!
//! Only what conditions look at matters: an item whose answers no condition can tell apart has one
//! way through, and `overall <= 6` makes three of a scale: low, high, and no answer.

use std::collections::BTreeSet;

use super::{Client, Logic};
use crate::domain::evidence::{Absence, Answer, Answers};
use crate::domain::expression::{Kind, Tree, Value};
use crate::domain::survey::{Item, ItemKind, Survey};

/// One way through: what is asked, and the first answers that lead there.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pub pages: Vec<String>,
    pub items: Vec<String>,
    /// The answers that conditions looked at.
    pub because: Answers,
}

/// All ways, unless there were too many to walk.
#[derive(Clone, Debug, PartialEq)]
pub struct Routes {
    pub routes: Vec<Route>,
    pub complete: bool,
}

/// Something an author will want to know, though it can be published.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    NeverShown { item: String },
    NeverAskedPage { page: String },
}

/// More combinations of answers than this are not walked.
const MOST_WALKED: usize = 20_000;

impl Logic {
    /// Every distinct path, in the order in which the answers lead to them.
    pub fn routes(&self, survey: &Survey) -> Routes {
        let domains = self.domains(survey);
        let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut routes: Vec<Route> = Vec::new();
        let mut walked = 0;
        let complete = self.walk(&domains, 0, &mut Answers::new(), &mut |answers| {
            walked += 1;
            let client = Client::new();
            let path = self.path(answers, &client);
            let items: Vec<String> = path.shown.iter().map(|code| (*code).to_owned()).collect();
            if found.insert(items) {
                let shown = survey.items().filter(|item| path.shows(&item.code));
                let pages = survey.pages.iter().enumerate();
                let asked = pages.filter(|(index, page)| {
                    path.has_page(*index) && page.items.iter().any(|item| path.shows(&item.code))
                });
                routes.push(Route {
                    pages: asked.map(|(_, page)| page.code.clone()).collect(),
                    items: shown.map(|item| item.code.clone()).collect(),
                    because: answers.clone(),
                });
            }
            walked < MOST_WALKED
        });
        Routes { routes, complete }
    }

    /// What can never be shown. Nothing is said where the ways are too many to know.
    pub fn warnings(&self, survey: &Survey) -> Vec<Warning> {
        if self.knows_client() {
            return Vec::new(); // what clients are like, the survey does not know
        }
        let routes = self.routes(survey);
        if !routes.complete {
            return Vec::new();
        }
        let shown: BTreeSet<&String> = routes.routes.iter().flat_map(|r| &r.items).collect();
        let mut warnings = Vec::new();
        for page in &survey.pages {
            let hidden = |item: &&Item| !shown.contains(&item.code);
            if page.ask_if.is_some()
                && !page.items.is_empty()
                && page.items.iter().all(|i| hidden(&i))
            {
                let page = page.code.clone();
                warnings.push(Warning::NeverAskedPage { page });
                continue;
            }
            warnings.extend(
                page.items
                    .iter()
                    .filter(hidden)
                    .map(|item| Warning::NeverShown {
                        item: item.code.clone(),
                    }),
            );
        }
        warnings
    }

    fn conditions(&self) -> impl Iterator<Item = &Tree> {
        self.pages.iter().flat_map(|page| {
            page.ask_if
                .iter()
                .chain(page.items.iter().filter_map(|item| item.ask_if.as_ref()))
        })
    }

    fn knows_client(&self) -> bool {
        self.conditions()
            .flat_map(Tree::names)
            .any(|name| name.starts_with("client."))
    }

    /// Goes through the items that matter, in order, with each answer that makes a difference; an
    /// item that is hidden has none. `false` when `arrive` wanted no more.
    fn walk(
        &self,
        domains: &[(String, Vec<Answer>)],
        at: usize,
        answers: &mut Answers,
        arrive: &mut dyn FnMut(&Answers) -> bool,
    ) -> bool {
        let Some((item, values)) = domains.get(at) else {
            return arrive(answers);
        };
        let client = Client::new();
        if !self.path(answers, &client).shows(item) {
            return self.walk(domains, at + 1, answers, arrive);
        }
        for value in values {
            answers.insert(item.clone(), value.clone());
            if !self.walk(domains, at + 1, answers, arrive) {
                return false;
            }
        }
        answers.remove(item);
        self.walk(domains, at + 1, answers, arrive)
    }

    /// The items that conditions name, each with the answers they can tell apart.
    fn domains(&self, survey: &Survey) -> Vec<(String, Vec<Answer>)> {
        let mut trees: Vec<&Tree> = self.conditions().collect();
        let mut at = 0;
        while at < trees.len() {
            let names = trees[at].names();
            let scores = names.iter().filter_map(|name| self.scores.get(*name));
            for score in scores {
                if !trees.iter().any(|known| std::ptr::eq(*known, score)) {
                    trees.push(score);
                }
            }
            at += 1;
        }
        let named: BTreeSet<&str> = trees.iter().flat_map(|tree| tree.names()).collect();
        let items = survey.items().filter(|item| named.contains(&*item.code));
        items
            .map(|item| {
                let mut atoms = Vec::new();
                trees
                    .iter()
                    .for_each(|tree| atoms_about(tree, &item.code, &mut atoms));
                (item.code.clone(), told_apart(item, &atoms))
            })
            .collect()
    }
}

/// The smallest parts of a condition that look at `item`.
fn atoms_about<'a>(tree: &'a Tree, item: &str, atoms: &mut Vec<&'a Tree>) {
    match tree {
        Tree::Not(one) => atoms_about(one, item, atoms),
        Tree::And(parts) | Tree::Or(parts) => {
            parts.iter().for_each(|part| atoms_about(part, item, atoms));
        }
        atom if atom.names().contains(&item) => atoms.push(atom),
        _ => {}
    }
}

/// One answer for each way in which the atoms can come out; all of them where an atom looks at
/// other items as well.
fn told_apart(item: &Item, atoms: &[&Tree]) -> Vec<Answer> {
    let alone = atoms
        .iter()
        .all(|atom| atom.names().iter().all(|name| *name == item.code) && is_truth(atom));
    let mut seen = BTreeSet::new();
    candidates(item, atoms)
        .into_iter()
        .filter(|answer| {
            if !alone {
                return true;
            }
            let only = Only {
                item: &item.code,
                answer,
            };
            let outcome: Vec<Option<bool>> = atoms.iter().map(|atom| atom.holds(&only)).collect();
            seen.insert(outcome)
        })
        .collect()
}

fn is_truth(tree: &Tree) -> bool {
    !matches!(
        tree,
        Tree::Reckon(..) | Tree::Measure(..) | Tree::Count(_) | Tree::Name(_) | Tree::Constant(_)
    )
}

struct Only<'a> {
    item: &'a str,
    answer: &'a Answer,
}

impl crate::domain::expression::Known for Only<'_> {
    fn value(&self, name: &str) -> Option<Value> {
        (name == self.item).then(|| Value::of(self.answer))?
    }

    fn absence(&self, name: &str) -> Option<Absence> {
        match self.answer {
            Answer::Absent { absent } if name == self.item => Some(*absent),
            _ => None,
        }
    }
}

/// Answers among which every outcome of a condition has one.
fn candidates(item: &Item, atoms: &[&Tree]) -> Vec<Answer> {
    let word = |word: &String| Answer::Word(word.clone());
    let mut found: Vec<Answer> = match Kind::of(item) {
        Some(Kind::Scale(low, high)) => (low..=high).map(|n| Answer::Number(n.into())).collect(),
        Some(Kind::Choice(codes)) => codes.iter().map(word).collect(),
        Some(Kind::Choices(codes)) => sets(&codes, atoms),
        Some(Kind::Number) => around(atoms),
        Some(Kind::Text | Kind::Day) => {
            let mut words = constants(atoms);
            words.extend(["0001-01-01", "5000-01-01", "9999-12-31"].map(str::to_owned));
            words.iter().map(word).collect()
        }
        Some(Kind::Truth) | None => Vec::new(),
    };
    if let ItemKind::Number { low, high, .. } = &item.kind {
        found.retain(|answer| match answer {
            Answer::Decimal(number) => {
                low.is_none_or(|low| *number >= low) && high.is_none_or(|high| *number <= high)
            }
            _ => true,
        });
    }
    let absent = |absent| Answer::Absent { absent };
    found.extend(item.not_applicable.then(|| absent(Absence::NotApplicable)));
    found.extend(item.dont_know.then(|| absent(Absence::DontKnow)));
    found
}

/// All sets of a few codes, or the sets of those that conditions name.
fn sets(codes: &[String], atoms: &[&Tree]) -> Vec<Answer> {
    let mut named: Vec<&String> = codes.iter().collect();
    if codes.len() > 8 {
        let mut wanted = BTreeSet::new();
        atoms.iter().for_each(|atom| wanted.extend(codes_in(atom)));
        named.retain(|code| wanted.contains(code.as_str()));
        named.truncate(8);
    }
    (1..1_usize << named.len())
        .map(|mask| {
            let chosen = named.iter().enumerate();
            let chosen = chosen.filter(|(at, _)| mask & (1 << at) != 0);
            Answer::Words(chosen.map(|(_, code)| (*code).clone()).collect())
        })
        .collect()
}

fn codes_in(tree: &Tree) -> Vec<&str> {
    match tree {
        Tree::Includes(_, codes) => codes.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The numbers that conditions compare with, and one on either side of each.
fn around(atoms: &[&Tree]) -> Vec<Answer> {
    let mut numbers = vec![0.0];
    atoms.iter().for_each(|atom| numbers_in(atom, &mut numbers));
    let mut found: Vec<f64> = numbers
        .iter()
        .flat_map(|n| [n - 0.5, *n, n + 0.5])
        .collect();
    found.sort_by(f64::total_cmp);
    found.dedup();
    found.into_iter().map(Answer::Decimal).collect()
}

fn numbers_in(tree: &Tree, numbers: &mut Vec<f64>) {
    match tree {
        Tree::Constant(Value::Number(number)) => numbers.push(*number),
        Tree::In(one, values) => {
            numbers_in(one, numbers);
            numbers.extend(values.iter().filter_map(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            }));
        }
        Tree::Compare(_, left, right) | Tree::Reckon(_, left, right) => {
            numbers_in(left, numbers);
            numbers_in(right, numbers);
        }
        Tree::Measure(_, parts) => parts.iter().for_each(|part| numbers_in(part, numbers)),
        _ => {}
    }
}

fn constants(atoms: &[&Tree]) -> Vec<String> {
    let mut found = Vec::new();
    for atom in atoms {
        match atom {
            Tree::In(_, values) => found.extend(values.iter().filter_map(as_word)),
            Tree::Compare(_, left, right) => {
                for side in [left, right] {
                    if let Tree::Constant(value) = &**side {
                        found.extend(as_word(value));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn as_word(value: &Value) -> Option<String> {
    match value {
        Value::Word(word) => Some(word.clone()),
        _ => None,
    }
}

/// Why an item is shown or hidden, for authors.
impl Logic {
    /// Each condition that decides over `item` with how it comes out, the page's first; `None` is
    /// unknown.
    pub fn why(
        &self,
        survey: &Survey,
        item: &str,
        answers: &Answers,
        client: &Client,
    ) -> Vec<(String, Option<bool>)> {
        let path = self.path(answers, client);
        let mut reasons = Vec::new();
        for (page, logic) in survey.pages.iter().zip(&self.pages) {
            let Some(at) = page.items.iter().position(|own| own.code == item) else {
                continue;
            };
            if let (Some(text), Some(tree)) = (&page.ask_if, &logic.ask_if) {
                reasons.push((text.clone(), tree.holds(&path)));
            }
            let item = &page.items[at];
            let texts: Vec<&str> = [&item.ask_if, &item.row_if]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect();
            if let (false, Some(tree)) = (texts.is_empty(), &logic.items[at].ask_if) {
                reasons.push((texts.join(" and "), tree.holds(&path)));
            }
        }
        debug_assert_eq!(
            path.shows(item),
            reasons.iter().all(|(_, holds)| *holds == Some(true)),
            "the reasons are all there are"
        );
        reasons
    }
}
