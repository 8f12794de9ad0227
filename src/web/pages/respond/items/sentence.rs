//! What is wrong with an answer, and what to do.

use super::typed::bounds_said;
use crate::domain::form::{FieldProblem, Problem};
use crate::domain::survey::Item;
use crate::texts::{Arg, t, t_args};
use crate::web::pages::respond::Opened;

pub fn sentence(opened: &Opened, item: &Item, problem: &FieldProblem) -> String {
    let language = opened.language;
    let with = |key: &str, name: &'static str, value: Arg| t_args(language, key, &[(name, value)]);
    match problem.problem {
        Problem::Missing if item.is_typed() => t(language, "client-error-missing-text"),
        Problem::Missing => t(language, "client-error-missing"),
        Problem::NotOffered => t(language, "client-error-not-offered"),
        Problem::TooMany => t(language, "client-error-too-many"),
        Problem::Contradiction => t(language, "client-error-contradiction"),
        Problem::TooLong { most, length } => t_args(
            language,
            "client-error-too-long",
            &[("most", most.into()), ("length", length.into())],
        ),
        Problem::Exclusive => t(language, "client-error-exclusive"),
        Problem::TooFewChosen { least } => {
            with("client-error-too-few-chosen", "least", least.into())
        }
        Problem::TooManyChosen { most } => {
            with("client-error-too-many-chosen", "most", most.into())
        }
        Problem::OtherToo => t(language, "client-error-other-too"),
        Problem::RankedTwice => t(language, "client-error-ranked-twice"),
        Problem::RankedInPart => t(language, "client-error-ranked-in-part"),
        Problem::NotANumber => t(language, "client-error-not-a-number"),
        Problem::TooManyDecimals { most } => {
            with("client-error-decimals", "most", u32::from(most).into())
        }
        Problem::NumberOutside { .. } | Problem::DateOutside { .. } => with(
            "client-error-outside",
            "bounds",
            bounds_said(opened, item).into(),
        ),
        Problem::NotAnAddress => t(language, "client-error-address"),
        Problem::NotADate => t(language, "client-error-date"),
        Problem::Check(at) => opened.check_message(&item.code, at),
    }
}
