//! Lays a protocol and its surveys side by side: what one names, the other must have.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::nearest;
use super::fault::{Fault, Needs, TogetherFault};
use super::problem::{Problems, sentences};
use crate::domain::language::{Language, Text};
use crate::domain::parameter::{Bounds, Estimator, Parameter};
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Item, ItemKind, Purpose, Survey, SurveyKind};

/// A definition file by name and content.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// Something that a protocol and its surveys do not agree on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    pub subject: Subject,
    pub fault: TogetherFault,
}

/// What a mismatch is about, which is where it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A field of a test parameter.
    Parameter {
        code: String,
        key: &'static str,
    },
    /// A field of an analysis: `battery`, `drivers`, `dimension`, `feature` or `margin`.
    Analysis {
        table: &'static str,
        /// Its code, or its item when it is a margin.
        code: String,
        key: &'static str,
    },
    /// The survey that a wave asks.
    Wave(u32),
    /// A survey's own code.
    Survey(String),
    Item {
        survey: String,
        item: String,
    },
}

impl Mismatch {
    pub fn message(&self, language: &Language) -> String {
        let words = Fault::Together(self.fault.clone()).words();
        let subject = self.subject.said();
        format!("{}: {}", subject.get(language), words.message.get(language))
    }

    pub fn remedy(&self, language: &Language) -> String {
        let words = Fault::Together(self.fault.clone()).words();
        words.remedy.get(language).to_owned()
    }

    /// What is wrong and what to do about it, as two sentences.
    pub fn sentences(&self, language: &Language) -> String {
        sentences(&self.message(language), &self.remedy(language))
    }
}

impl Subject {
    fn said(&self) -> Text {
        match self {
            Self::Parameter { code, .. } => Text::both(
                &format!("toetsingsparameter {code}"),
                &format!("test parameter {code}"),
            ),
            Self::Analysis { table, code, .. } => Text::both(
                &format!("analyse {code} ({table})"),
                &format!("analysis {code} ({table})"),
            ),
            Self::Wave(number) => {
                Text::both(&format!("meting {number}"), &format!("wave {number}"))
            }
            Self::Survey(code) => {
                Text::both(&format!("vragenlijst {code}"), &format!("survey {code}"))
            }
            Self::Item { survey, item } => Text::both(
                &format!("vraag {item} van {survey}"),
                &format!("item {item} of {survey}"),
            ),
        }
    }
}

/// Reads a protocol and its surveys, and checks them together once each is sound by itself.
/// The problems come file by file.
pub fn read_together(
    protocol: Source,
    surveys: &[Source],
) -> Result<(Protocol, Vec<Survey>), Vec<Problems>> {
    let mut wrong = Vec::new();
    let read = Protocol::parse(protocol.name, protocol.text)
        .map_err(|problems| wrong.push(problems))
        .ok();
    let mut sound: Vec<Survey> = Vec::new();
    for survey in surveys {
        match Survey::parse(survey.name, survey.text) {
            Ok(read) => sound.push(read),
            Err(problems) => wrong.push(problems),
        }
    }
    let Some(read) = read.filter(|_| wrong.is_empty()) else {
        return Err(wrong);
    };
    let mismatches = check_together(&read, &sound);
    if mismatches.is_empty() {
        return Ok((read, sound));
    }
    let files = std::iter::once((protocol, None)).chain(
        surveys
            .iter()
            .copied()
            .zip(sound.iter().map(|survey| Some(survey.code.as_str()))),
    );
    Err(files
        .filter_map(|(file, survey)| placed(file, survey, &mismatches))
        .collect())
}

/// The mismatches that are mended in one file; `survey` is its code, unless it is the protocol.
fn placed(file: Source, survey: Option<&str>, mismatches: &[Mismatch]) -> Option<Problems> {
    let document = DeTable::parse(file.text).ok()?;
    let root = document.get_ref();
    let here = mismatches.iter().filter_map(|mismatch| {
        let span = match (&mismatch.subject, survey) {
            (Subject::Parameter { code, key }, None) => {
                let parameter = with_field(tables(root.get("parameter")), "code", code)?;
                span_of(parameter, key)
            }
            (Subject::Analysis { table, code, key }, None) => {
                let named = if *table == "margin" { "item" } else { "code" };
                let found = with_field(tables(root.get(*table)), named, code)?;
                span_of(found, key)
            }
            (Subject::Wave(number), None) => {
                let wave = tables(root.get("wave")).find(|wave| {
                    let written = wave.get_ref().get("number").map(Spanned::get_ref);
                    let written = written.and_then(DeValue::as_integer);
                    written.is_some_and(|n| n.as_str().parse() == Ok(*number))
                })?;
                span_of(wave, "survey")
            }
            (Subject::Survey(code), Some(survey)) if code == survey => {
                root.get("code").map_or(0..0, Spanned::span)
            }
            (Subject::Item { survey: of, item }, Some(survey)) if of == survey => {
                span_of(written_as(root, item)?, "code")
            }
            _ => return None,
        };
        Some((span, Fault::Together(mismatch.fault.clone())))
    });
    Problems::of(file.name, file.text, here.collect())
}

type Value<'a> = Spanned<DeValue<'a>>;

fn tables<'a>(value: Option<&'a Value<'a>>) -> impl Iterator<Item = &'a Value<'a>> {
    let array = value.and_then(|value| value.get_ref().as_array());
    array.into_iter().flatten()
}

fn with_field<'a>(
    mut tables: impl Iterator<Item = &'a Value<'a>>,
    field: &str,
    word: &str,
) -> Option<&'a Value<'a>> {
    tables.find(|table| {
        let written = table.get_ref().get(field).map(Spanned::get_ref);
        written.and_then(DeValue::as_str) == Some(word)
    })
}

/// The table that defines an item: its own, its row of a matrix, or the pair that it is half of.
fn written_as<'a>(root: &'a DeTable<'a>, item: &str) -> Option<&'a Value<'a>> {
    let items = || tables(root.get("page")).flat_map(|page| tables(page.get_ref().get("item")));
    let rows = items().flat_map(|item| tables(item.get_ref().get("rows")));
    let pair = item.rsplit_once('_').map_or(item, |(pair, _)| pair);
    with_field(items().chain(rows), "code", item).or_else(|| with_field(items(), "code", pair))
}

fn span_of(table: &Value, key: &str) -> Range<usize> {
    let value = table.get_ref().get(key);
    value.map_or_else(|| table.span(), Spanned::span)
}

/// Whether every parameter finds its items and fits them, every wave its survey, and every item has
/// a purpose.
pub fn check_together(protocol: &Protocol, surveys: &[Survey]) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    for (index, survey) in surveys.iter().enumerate() {
        if surveys[..index]
            .iter()
            .any(|other| other.code == survey.code)
        {
            let survey = survey.code.clone();
            mismatches.push(Mismatch {
                subject: Subject::Survey(survey.clone()),
                fault: TogetherFault::SameCode { survey },
            });
        }
    }
    for parameter in &protocol.parameters {
        check_parameter(parameter, surveys, &mut mismatches);
    }
    super::together_analysis::check(&protocol.analysis, surveys, &mut mismatches);
    for wave in &protocol.waves {
        if !surveys.iter().any(|survey| survey.code == wave.survey) {
            let codes = surveys.iter().map(|survey| survey.code.as_str());
            let near = nearest(&wave.survey, codes).map(str::to_owned);
            let survey = wave.survey.clone();
            mismatches.push(Mismatch {
                subject: Subject::Wave(wave.number),
                fault: TogetherFault::NoSuchSurvey { survey, near },
            });
        }
    }
    let used: BTreeSet<&str> = protocol
        .parameters
        .iter()
        .flat_map(|parameter| parameter.estimator.items())
        .chain(protocol.analysis.items())
        .collect();
    for survey in surveys {
        mismatches.extend(purposes(survey, &used));
    }
    mismatches
}

/// Items that say what they are for, or are used, pass. In an interview guide nobody's answer is a
/// number: its themes serve parameters through the statements.
fn purposes(survey: &Survey, used: &BTreeSet<&str>) -> Vec<Mismatch> {
    let guide = survey.kind == SurveyKind::InterviewGuide;
    let fault = |item: &Item| match item.purpose {
        _ if item.kind == ItemKind::Information => None,
        _ if used.contains(item.code.as_str()) => None,
        None => Some(TogetherFault::NoPurpose),
        Some(Purpose::Parameter) if !guide => Some(TogetherFault::UnusedForParameter),
        Some(_) => None,
    };
    let items = survey.items().filter_map(|item| {
        let subject = Subject::Item {
            survey: survey.code.clone(),
            item: item.code.clone(),
        };
        fault(item).map(|fault| Mismatch { subject, fault })
    });
    items.collect()
}

fn check_parameter(parameter: &Parameter, surveys: &[Survey], mismatches: &mut Vec<Mismatch>) {
    let mut report = |key, fault| {
        let code = parameter.code.clone();
        mismatches.push(Mismatch {
            subject: Subject::Parameter { code, key },
            fault,
        });
    };
    let mut asked = false;
    for survey in surveys {
        match &parameter.estimator {
            Estimator::Proportion { item, chosen } => {
                if let Some(item) = survey.item(item) {
                    asked = true;
                    check_chosen(survey, item, chosen, &mut report);
                }
            }
            Estimator::Mean { item } | Estimator::Nps { item } => {
                if let Some(item) = survey.item(item) {
                    asked = true;
                    check_scale(parameter, survey, item, &mut report);
                }
            }
            Estimator::Gap {
                perceived,
                expected,
            } => {
                if let (Some(perceived), Some(expected)) =
                    (survey.item(perceived), survey.item(expected))
                {
                    asked = true;
                    check_gap(parameter, survey, perceived, expected, &mut report);
                }
            }
            Estimator::Percentile { .. }
            | Estimator::Rate { .. }
            | Estimator::Ratio { .. }
            | Estimator::LastValue { .. }
            | Estimator::Share { .. } => return,
        }
    }
    if !asked {
        report_unasked(parameter, surveys, &mut report);
    }
}

type Report<'a> = &'a mut dyn FnMut(&'static str, TogetherFault);

fn report_unasked(parameter: &Parameter, surveys: &[Survey], report: Report) {
    let keys: &[&'static str] = match parameter.estimator {
        Estimator::Gap { .. } => &["perceived", "expected"],
        _ => &["item"],
    };
    let known = || surveys.iter().flat_map(Survey::items);
    for (key, item) in keys.iter().zip(parameter.estimator.items()) {
        // Two items that exist, though never in one survey, cannot be paired either.
        let elsewhere = known().any(|known| known.code == item);
        let near = nearest(item, known().map(|known| known.code.as_str()));
        if !elsewhere || keys.len() == 2 {
            let near = near.filter(|near| *near != item).map(str::to_owned);
            let item = item.to_owned();
            report(key, TogetherFault::NoSuchItem { item, near });
        }
    }
}

fn check_chosen(survey: &Survey, item: &Item, chosen: &[String], report: Report) {
    let Some(options) = item.kind.chosen_codes() else {
        report("item", misfit(survey, item, Needs::Options));
        return;
    };
    for code in chosen {
        if !options.contains(code) {
            let fault = TogetherFault::NotAnOption {
                item: item.code.clone(),
                chosen: super::sink::shortened(code),
                options: options.clone(),
            };
            report("chosen", fault);
        }
    }
}

pub(super) fn misfit(survey: &Survey, item: &Item, needs: Needs) -> TogetherFault {
    TogetherFault::KindDoesNotFit {
        item: item.code.clone(),
        survey: survey.code.clone(),
        needs,
    }
}

fn check_scale(parameter: &Parameter, survey: &Survey, item: &Item, report: Report) {
    let nps = matches!(parameter.estimator, Estimator::Nps { .. });
    match item.kind.scale_ends() {
        Some((0, 10)) if nps => check_bounds(parameter, -100.0, 100.0, report),
        _ if nps => report("item", misfit(survey, item, Needs::ZeroToTen)),
        Some((low, high)) => check_bounds(parameter, low.into(), high.into(), report),
        None => match item.kind {
            ItemKind::Number { low, high, .. } => {
                if let Some((low, high)) = low.zip(high) {
                    check_bounds(parameter, low, high, report);
                }
            }
            _ => report("item", misfit(survey, item, Needs::Scale)),
        },
    }
}

fn check_gap(
    parameter: &Parameter,
    survey: &Survey,
    perceived: &Item,
    expected: &Item,
    report: Report,
) {
    match (perceived.kind.scale_ends(), expected.kind.scale_ends()) {
        (Some(ends), Some(others)) if ends == others => {
            let span = f64::from(ends.1) - f64::from(ends.0);
            check_bounds(parameter, -span, span, report);
        }
        (Some(_), Some(_)) => report(
            "perceived",
            TogetherFault::DifferentScales {
                perceived: perceived.code.clone(),
                expected: expected.code.clone(),
            },
        ),
        (None, _) => report("perceived", misfit(survey, perceived, Needs::Scale)),
        (_, None) => report("expected", misfit(survey, expected, Needs::Scale)),
    }
}

/// A target that no answers can reach would be a verdict in advance.
fn check_bounds(parameter: &Parameter, low: f64, high: f64, report: Report) {
    let off = |value: f64| !(low..=high).contains(&value);
    let (target, limit) = match parameter.bounds {
        Bounds::Higher { target, limit } | Bounds::Lower { target, limit } => {
            (off(target), off(limit))
        }
        Bounds::Between { target, limit } => {
            (target.into_iter().any(off), limit.into_iter().any(off))
        }
    };
    for (key, is_off) in [("target", target), ("limit", limit)] {
        if is_off {
            report(key, TogetherFault::OffTheScale { low, high });
        }
    }
}

impl ItemKind {
    /// Every answer that can be given, as stored; `None` where an answer is not one of a few codes.
    pub(super) fn answer_codes(&self) -> Option<Vec<String>> {
        match self {
            Self::Scale { low, high, .. } => Some((*low..=*high).map(|n| n.to_string()).collect()),
            Self::SingleChoice { options } => {
                Some(options.iter().map(|option| option.code.clone()).collect())
            }
            Self::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
            _ => None,
        }
    }

    /// Every code that a share may count: where several may be chosen, or put in order, those too.
    fn chosen_codes(&self) -> Option<Vec<String>> {
        match self {
            Self::MultipleChoice { options, .. } | Self::Ranking { options } => {
                Some(options.iter().map(|option| option.code.clone()).collect())
            }
            _ => self.answer_codes(),
        }
    }

    pub(super) fn scale_ends(&self) -> Option<(u8, u8)> {
        match self {
            Self::Scale { low, high, .. } => Some((*low, *high)),
            _ => None,
        }
    }
}
