//! Where the expressions of a survey stand in its file, so that what is wrong with one is shown there.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use super::reader::Table;
use super::sink::{Sink, Span};
use crate::domain::logic::{Logic, Owner, Role};
use crate::domain::survey::Survey;

#[derive(Default)]
pub(super) struct Places {
    spans: BTreeMap<(Owner, Role), Span>,
    /// Something could not be read that conditions may well name.
    pub(super) uncertain: bool,
}

impl Places {
    pub(super) fn note(&mut self, owner: Owner, role: Role, span: Span) {
        self.spans.entry((owner, role)).or_insert(span);
    }

    /// The text of an expression, its place noted.
    pub(super) fn expression(
        &mut self,
        table: &mut Table,
        key: &'static str,
        owner: &Owner,
        role: Role,
    ) -> Option<String> {
        let value = table.optional(key)?;
        let word = table.string(key, value)?;
        // Between single quotes of TOML, or simple ones without escapes, the text starts one byte
        // further on and stands as it is read.
        let as_it_is = word.span.len() == word.value.len() + 2;
        let span = if as_it_is {
            word.span.start + 1..word.span.end - 1
        } else {
            word.span.clone()
        };
        self.note(owner.clone(), role, span);
        Some(word.value.to_owned())
    }

    /// Compiles the survey's conditions and reports what is wrong with them at their places.
    pub(super) fn check(&self, survey: &Survey, sink: &Sink) {
        if self.uncertain {
            return;
        }
        let Err(broken) = Logic::of(survey) else {
            return;
        };
        let mut told = BTreeSet::new();
        for broken in broken {
            let key = (broken.owner, broken.role);
            let Some(place) = self.spans.get(&key) else {
                continue;
            };
            let inner = &broken.mistake.span;
            let span = if inner.end <= place.len()
                && matches!(
                    key.1,
                    Role::AskIf | Role::RequiredIf | Role::Value | Role::Check(_)
                ) {
                place.start + inner.start..place.start + inner.end
            } else {
                place.clone()
            };
            if told.insert((key, span.start)) {
                sink.report(span, Fault::Expression(broken.mistake.fault));
            }
        }
    }
}
