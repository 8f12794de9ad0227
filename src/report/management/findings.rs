//! What the sections on analyses share: how an item is called, and why there is no figure.

use super::Context;
use crate::domain::evaluation::findings::Refusal;
use crate::texts::numbers::{decimal, percent, short_month};
use crate::texts::{t, t_args};

/// The item as it was asked, without its full stop; its code when the survey is not at hand.
pub fn item_name(context: &Context, code: &str) -> String {
    let item = context.survey().and_then(|survey| survey.item(code));
    item.map_or(code.to_owned(), |item| {
        let text = item.text.get(context.language());
        text.trim_end_matches(['.', ':']).to_owned()
    })
}

/// Why an analysis says nothing, or says it with a reserve.
pub fn refusal(context: &Context, reason: &Refusal) -> String {
    let language = context.language();
    let said = |key: &str| t(language, key);
    match reason {
        Refusal::TooFew { needed } => t_args(
            language,
            "findings-too-few",
            &[("needed", (*needed).into())],
        ),
        Refusal::NotAsked { item } => {
            t_args(language, "findings-not-asked", &[("item", item.into())])
        }
        Refusal::NoVariation { item: None } => said("findings-no-variation"),
        Refusal::NoVariation { item: Some(item) } => t_args(
            language,
            "findings-no-variation-of",
            &[("item", item_name(context, item).into())],
        ),
        Refusal::Collinear => said("findings-collinear"),
        Refusal::WeakModel { r2 } => t_args(
            language,
            "findings-weak-model",
            &[("share", percent(language, *r2, 0).into())],
        ),
        Refusal::Unreliable { reliability } => t_args(
            language,
            "findings-unreliable",
            &[("value", decimal(language, *reliability, 2).into())],
        ),
        Refusal::CodersDisagree { kappa } => t_args(
            language,
            "findings-coders-disagree",
            &[("kappa", decimal(language, *kappa, 2).into())],
        ),
        Refusal::OneCoder => said("findings-one-coder"),
        Refusal::FewMonths { months, needed } => t_args(
            language,
            "findings-few-months",
            &[("months", (*months).into()), ("needed", (*needed).into())],
        ),
        Refusal::NoCounts { period } => t_args(
            language,
            "findings-no-counts",
            &[("month", short_month(language, *period).into())],
        ),
        Refusal::NotConverging => said("findings-not-converging"),
        Refusal::ManyCells { most } => t_args(
            language,
            "findings-many-cells",
            &[("most", context.pen.number(*most as f64).into())],
        ),
    }
}
