//! An answer in words, for a later text or for a page that shows it once more.

use crate::domain::evidence::{Absence, Answer};
use crate::domain::language::Language;
use crate::domain::survey::{Item, ItemKind};

/// How a language writes what is no label: the page brings it, since it knows the sentences.
pub trait Wording {
    fn number(&self, value: f64) -> String;
    fn day(&self, day: chrono::NaiveDate) -> String;
    fn yes_or_no(&self, yes: bool) -> String;
    fn absent(&self, absence: Absence) -> String;
}

/// An answer to `item` as a reader of `language` says it.
pub fn told(item: &Item, answer: &Answer, language: &Language, wording: &impl Wording) -> String {
    let label = |code: &String| {
        let option = item.options().iter().find(|option| option.code == *code);
        option.map_or_else(
            || code.clone(),
            |option| option.label.get(language).to_owned(),
        )
    };
    match answer {
        Answer::Absent { absent } => wording.absent(*absent),
        Answer::Number(number) => wording.number(*number as f64),
        Answer::Decimal(number) => wording.number(*number),
        Answer::Words(codes) => codes.iter().map(label).collect::<Vec<_>>().join(", "),
        Answer::Word(word) => match &item.kind {
            ItemKind::YesNo => wording.yes_or_no(word == "yes"),
            ItemKind::Date { .. } => word
                .parse()
                .map_or_else(|_| word.clone(), |day| wording.day(day)),
            _ => label(word),
        },
    }
}
