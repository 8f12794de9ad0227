//! What would be judged if the values were truly so: each parameter with a value to suppose, the
//! chances of each verdict, and how many more clients would settle it.

use maud::{Markup, html};

use crate::domain::language::Language;
use crate::domain::outlook::{Chances, Supposed};
use crate::domain::parameter::{Bounds, Parameter, Scale};
use crate::domain::protocol::Protocol;
use crate::texts::numbers::{count, decimal, percent};
use crate::texts::{t, t_args};
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::scrolling;
use crate::web::components::parameter::Pen;
use crate::web::components::words::said;

/// What is supposed of every parameter before somebody says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Truth {
    #[default]
    Target,
    Limit,
}

impl Truth {
    pub fn of(self, bounds: Bounds) -> f64 {
        match (bounds, self) {
            (Bounds::Higher { target, .. } | Bounds::Lower { target, .. }, Self::Target) => target,
            (Bounds::Higher { limit, .. } | Bounds::Lower { limit, .. }, Self::Limit) => limit,
            (Bounds::Between { target, .. }, Self::Target) => f64::midpoint(target[0], target[1]),
            (Bounds::Between { limit, .. }, Self::Limit) => limit[0],
        }
    }
}

/// What was typed for one parameter.
pub struct Typed {
    pub parameter: String,
    /// As typed; empty where nothing was.
    pub text: String,
    /// It is no number that this parameter can have.
    pub is_wrong: bool,
}

pub struct Supposing<'a> {
    pub protocol: &'a Protocol,
    pub answers: u64,
    /// The share of the invited that is expected to answer.
    pub rate: f64,
    pub typed: Vec<Typed>,
    pub supposed: Vec<Supposed>,
}

/// The name of a parameter's field, which is its id too.
pub fn field(parameter: &str) -> String {
    format!("true-{parameter}")
}

/// A number as it is typed for this parameter: a share in per cent.
pub fn read(parameter: &Parameter, text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    match parameter.scale {
        Scale::Share => (0.0..=100.0).contains(&value).then_some(value / 100.0),
        Scale::Number => Some(value),
    }
}

fn written(language: &Language, parameter: &Parameter, value: f64) -> String {
    match parameter.scale {
        Scale::Share => decimal(language, value * 100.0, parameter.decimals),
        Scale::Number => decimal(language, value, parameter.decimals),
    }
}

pub fn section(language: &Language, shown: &Supposing) -> Markup {
    if shown.supposed.is_empty() && shown.typed.iter().all(|typed| !typed.is_wrong) {
        return Markup::default(); // nothing that answers decide, or of unknown spread
    }
    let problems: Vec<(String, String)> = shown
        .typed
        .iter()
        .filter(|typed| typed.is_wrong)
        .map(|typed| {
            let args = [("parameter", typed.parameter.as_str().into())];
            let said = t_args(language, "outlook-suppose-wrong", &args);
            (field(&typed.parameter), said)
        })
        .collect();
    let listed: Vec<(Option<&str>, String)> = problems
        .iter()
        .map(|(field, said)| (Some(field.as_str()), said.clone()))
        .collect();
    html! {
        section #suppose {
            h2 { (t(language, "outlook-suppose")) }
            p { (t(language, "outlook-suppose-lead")) }
            (error_summary(language, &listed))
            form method="get" action="#suppose" {
                input type="hidden" name="answers" value=(shown.answers);
                (scrolling(&t(language, "outlook-suppose"), &table(language, shown)))
                div.actions {
                    button.button.primary { (t(language, "outlook-compute")) }
                    button.button name="suppose" value="target" { (t(language, "outlook-suppose-target")) }
                    button.button name="suppose" value="limit" { (t(language, "outlook-suppose-limit")) }
                }
            }
            p.small.quiet { (t(language, "outlook-suppose-method")) }
        }
    }
}

fn table(language: &Language, shown: &Supposing) -> Markup {
    html! {
        table.figures-table {
            caption.unseen { (t(language, "outlook-suppose")) }
            thead {
                tr {
                    th scope="col" { (t(language, "evaluation-parameter")) }
                    th scope="col" { (t(language, "outlook-truly")) }
                    th scope="col" { (t(language, "outlook-against-target")) }
                    th scope="col" { (t(language, "outlook-against-limit")) }
                    th.number scope="col" { (t(language, "outlook-needed")) }
                    th.number scope="col" { (t(language, "outlook-more")) }
                }
            }
            tbody {
                @for typed in &shown.typed {
                    @if let Some(parameter) = shown.protocol.parameter(&typed.parameter) {
                        (row(language, shown, parameter, typed))
                    }
                }
            }
        }
    }
}

fn row(language: &Language, shown: &Supposing, parameter: &Parameter, typed: &Typed) -> Markup {
    let mut all = shown.supposed.iter();
    let found = all.find(|one| one.parameter == parameter.code);
    let id = field(&parameter.code);
    let value = match found {
        Some(found) if typed.text.is_empty() => written(language, parameter, found.truth),
        _ => typed.text.clone(),
    };
    let label = t_args(
        language,
        "outlook-truly-of",
        &[("parameter", parameter.name.get(language).into())],
    );
    let pen = Pen {
        language,
        parameter,
    };
    html! {
        tr {
            th scope="row" {
                span.code { (parameter.code) } " " (said(&parameter.name, language))
                br; span.quiet.small { (pen.target()) }
            }
            td.tight {
                input.short id=(id) name=(id) value=(value) inputmode="decimal" size="6"
                    aria-label=(label) aria-invalid=[typed.is_wrong.then_some("true")];
                @if parameter.scale == Scale::Share { " %" }
            }
            @match found {
                Some(found) => {
                    td.tight { (chances(language, found.target)) }
                    td.tight { (chances(language, found.limit)) }
                    td.number { (found.needed.map_or_else(|| "–".to_owned(), |n| count(language, n))) }
                    td.number { (more(language, shown, found)) }
                }
                None => td.quiet colspan="4" { @if !typed.is_wrong { (t(language, "outlook-no-spread")) } }
            }
        }
    }
}

/// In words, so that nobody has to know a colour.
fn chances(language: &Language, chances: Chances) -> Markup {
    let parts = [
        ("outlook-chance-met", chances.met),
        ("outlook-chance-open", chances.not_demonstrated),
        ("outlook-chance-not-met", chances.not_met),
    ];
    html! {
        @for (at, (key, chance)) in parts.into_iter().enumerate() {
            @if at > 0 { br; }
            (t(language, key)) " " (percent(language, chance, 0))
        }
    }
}

/// How many more to invite, when so many of them answer as are expected to.
fn more(language: &Language, shown: &Supposing, found: &Supposed) -> String {
    match found.needed {
        None => "–".to_owned(),
        Some(needed) => {
            let rate = shown.rate.max(0.01);
            let invites = |answers: u64| (answers as f64 / rate).ceil() as u64;
            let more = invites(needed.saturating_sub(shown.answers));
            let clients = u64::from(shown.protocol.population());
            if more > clients.saturating_sub(invites(shown.answers)) && more > 0 {
                t(language, "outlook-not-enough")
            } else {
                count(language, more)
            }
        }
    }
}
