//! Compiles every expression of a survey against what comes before it.

use std::collections::BTreeMap;

use super::{ItemLogic, Logic, PageLogic, asks};
use crate::domain::expression::{self, ExpressionFault, Kind, Mistake, Names, Tree};
use crate::domain::piping;
use crate::domain::survey::{Page, Survey};

/// An expression, or a text with an answer in it, that cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    pub owner: Owner,
    pub role: Role,
    pub mistake: Mistake,
}

/// What an expression belongs to, by code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Survey,
    Page(String),
    /// A group counts as an item: it stands where an item may.
    Item(String),
    Score(String),
}

/// Which field it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    AskIf,
    RequiredIf,
    Value,
    /// The check at this place on its page.
    Check(usize),
    Text,
    Help,
    Title,
    Thanks,
}

struct Compiling<'a> {
    survey: &'a Survey,
    names: Names,
    broken: Vec<Broken>,
    /// Per item, what its condition names, in order to see circles.
    waits: BTreeMap<String, Vec<String>>,
}

pub(super) fn compile(survey: &Survey) -> Result<Logic, Vec<Broken>> {
    let mut compiling = Compiling {
        survey,
        names: Names::with_client(),
        broken: Vec::new(),
        waits: BTreeMap::new(),
    };
    compiling.name_items();
    let (score_codes, scores) = compiling.scores();
    let mut place = 0;
    let pages = survey.pages.iter();
    let pages = pages.map(|page| compiling.page(page, &mut place)).collect();
    compiling.texts(
        &Owner::Survey,
        Role::Thanks,
        survey.thanks.as_ref(),
        usize::MAX,
    );
    compiling.find_circles();
    if compiling.broken.is_empty() {
        Ok(Logic {
            pages,
            scores,
            score_codes,
        })
    } else {
        Err(compiling.broken)
    }
}

impl Compiling<'_> {
    fn name_items(&mut self) {
        for (at, item) in self.survey.items().enumerate() {
            if let Some(kind) = Kind::of(item) {
                self.names.add(&item.code, kind, at + 1);
            }
        }
    }

    fn tree(&mut self, owner: &Owner, role: Role, text: &str, before: usize) -> Option<Tree> {
        let read = match role {
            Role::Value => expression::number(text, &self.names, before),
            _ => expression::condition(text, &self.names, before),
        };
        read.map_err(|mistake| {
            self.broken.push(Broken {
                owner: owner.clone(),
                role,
                mistake,
            });
        })
        .ok()
    }

    /// Scores may name all items, and scores above them; a score is known once all of these are.
    fn scores(&mut self) -> (Vec<String>, BTreeMap<String, Tree>) {
        let (mut codes, mut trees) = (Vec::new(), BTreeMap::new());
        for score in &self.survey.scores {
            let owner = Owner::Score(score.code.clone());
            let Some(tree) = self.tree(&owner, Role::Value, &score.value, usize::MAX) else {
                continue;
            };
            let places = tree.names().into_iter();
            let place = places.filter_map(|name| self.names.place(name)).max();
            self.names
                .add(&score.code, Kind::Number, place.unwrap_or(0));
            codes.push(score.code.clone());
            trees.insert(score.code.clone(), tree);
        }
        (codes, trees)
    }

    /// `place` is that of the last item before the page, from 1.
    fn page(&mut self, page: &Page, place: &mut usize) -> PageLogic {
        let owner = Owner::Page(page.code.clone());
        let first = *place + 1;
        let ask_if = page.ask_if.as_ref();
        let ask_if = ask_if.and_then(|text| self.tree(&owner, Role::AskIf, text, first));
        self.texts(&owner, Role::Title, page.title.as_ref(), first);
        for group in &page.groups {
            let mut members = page.items.iter();
            let at = members.position(|item| item.group.as_ref() == Some(&group.code));
            let owner = Owner::Item(group.code.clone());
            let before = first + at.unwrap_or(0);
            self.texts(&owner, Role::Text, Some(&group.text), before);
            self.texts(&owner, Role::Help, group.help.as_ref(), before);
        }
        let mut items = Vec::new();
        for item in &page.items {
            *place += 1;
            let owner = Owner::Item(item.code.clone());
            let before = *place;
            let grouped = item.group.clone().map_or(owner.clone(), Owner::Item);
            let ask = item.ask_if.as_ref();
            let ask = ask.and_then(|text| self.tree(&grouped, Role::AskIf, text, before));
            let own = item.row_if.as_ref();
            let own = own.and_then(|text| self.tree(&owner, Role::AskIf, text, before));
            let must = item.required_if.as_ref();
            self.texts(&owner, Role::Text, Some(&item.text), before);
            self.texts(&owner, Role::Help, item.help.as_ref(), before);
            items.push(ItemLogic {
                code: item.code.clone(),
                asks: asks(&item.kind),
                required: item.required,
                ask_if: match (ask, own) {
                    (Some(ask), Some(own)) => Some(Tree::And(vec![ask, own])),
                    (ask, own) => ask.or(own),
                },
                required_if: must
                    .and_then(|text| self.tree(&grouped, Role::RequiredIf, text, before)),
            });
        }
        let after = *place + 1;
        let checks = page.checks.iter().enumerate();
        let checks: Vec<Tree> = checks
            .filter_map(|(at, check)| self.tree(&owner, Role::Check(at), &check.rule, after))
            .collect();
        PageLogic {
            ask_if,
            items,
            checks,
        }
    }

    /// The names between braces in a text must be known where it stands.
    fn texts(
        &mut self,
        owner: &Owner,
        role: Role,
        text: Option<&crate::domain::language::Text>,
        before: usize,
    ) {
        let mut faults: Vec<ExpressionFault> = Vec::new();
        for language in text.into_iter().flat_map(|text| text.languages()) {
            for name in piping::names(text.map_or("", |text| text.get(language))) {
                if let Err(fault) = self.names.look_up(name, before)
                    && !faults.contains(&fault)
                {
                    faults.push(fault);
                }
            }
        }
        self.broken.extend(faults.into_iter().map(|fault| Broken {
            owner: owner.clone(),
            role,
            mistake: Mistake { span: 0..0, fault },
        }));
    }

    /// Two conditions that wait for each other: one of them names something later, and that is then
    /// the smaller half of the truth.
    fn find_circles(&mut self) {
        for broken in &self.broken {
            if let (Owner::Item(item), ExpressionFault::NotEarlier(later)) =
                (&broken.owner, &broken.mistake.fault)
                && broken.role == Role::AskIf
            {
                let waits = self.waits.entry(item.clone()).or_default();
                waits.push(later.clone());
            }
        }
        let pages = self.survey.pages.iter();
        let conditions = pages.flat_map(|page| {
            let of_item = |item| (item, page.ask_if.as_ref());
            page.items.iter().map(of_item)
        });
        for (item, of_page) in conditions {
            for text in item.ask_if.iter().chain(&item.row_if).chain(of_page) {
                let Ok(tree) = expression::condition(text, &self.names, usize::MAX) else {
                    continue;
                };
                let names = tree.names().into_iter().map(str::to_owned);
                self.waits
                    .entry(item.code.clone())
                    .or_default()
                    .extend(names);
            }
        }
        for broken in &mut self.broken {
            if let (Owner::Item(item), ExpressionFault::NotEarlier(later)) =
                (&broken.owner, &broken.mistake.fault)
                && reaches(&self.waits, later, item)
            {
                broken.mistake.fault = ExpressionFault::Circle(later.clone());
            }
        }
    }
}

/// Whether the condition of `from` waits for `to`, by way of others too.
fn reaches(waits: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![from];
    while let Some(item) = open.pop() {
        if item == to {
            return true;
        }
        if seen.insert(item) {
            let next = waits.get(item).into_iter().flatten();
            open.extend(next.map(String::as_str));
        }
    }
    false
}
