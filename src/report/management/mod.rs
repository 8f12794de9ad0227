//! The management edition: one page that says it, then everything behind that page.

pub(super) mod agreements;
mod annex;
mod annotations;
mod answers;
mod aspects;
mod beside;
mod changes;
pub(super) mod clusters;
mod comments;
mod control;
pub(super) mod decision;
mod dimensions;
mod early_late;
mod findings;
mod goals;
mod interviews;
mod method;
mod parameters;
mod premises;
mod priorities;
mod response;
mod rest;
pub(super) mod segments;
mod series;
mod subjects;
pub(super) mod summary;
mod weighting;

use super::document::{Block, Document, Figure, Mark, Section, Table};
use super::order::Found;
use super::pen::Pen;
use super::words;
use super::{Input, ReportError, conclusions, followed, proposals};
use crate::charts::{ChartError, Frame, Width};
use crate::domain::evaluation::results::{ParameterResult, WaveResult};
use crate::domain::language::Language;
use crate::domain::parameter::Parameter;
use crate::domain::protocol::{Protocol, WavePlan};
use crate::domain::survey::Survey;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// What every section reads.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) input: Input<'a>,
    pub(super) pen: Pen<'a>,
    pub(super) plan: &'a WavePlan,
    pub(super) wave: &'a WaveResult,
    /// The wave that this one is compared with.
    before: Option<(&'a WavePlan, &'a WaveResult)>,
    /// Whether pictures are drawn for paper too.
    is_paper: bool,
}

/// The report for those who decide.
pub fn management(input: &Input, language: &Language) -> Result<Document, ReportError> {
    drawn_for(input, language, false)
}

/// The same, with pictures as large as they have to be on paper.
pub fn management_on_paper(input: &Input, language: &Language) -> Result<Document, ReportError> {
    drawn_for(input, language, true)
}

fn drawn_for(input: &Input, language: &Language, paper: bool) -> Result<Document, ReportError> {
    let mut context = Context::of(input, language).ok_or(ReportError::NoSuchWave(input.wave))?;
    context.is_paper = paper;
    let protocol = input.protocol;
    let wave_name = context.plan.name.get(language);
    let programme = protocol.programme.name.get(language);
    Ok(Document {
        language: language.clone(),
        organisation: protocol.programme.organisation.get(language).to_owned(),
        programme: programme.to_owned(),
        edition: t(language, "report-edition-management"),
        title: summary::title(&context),
        subtitle: context.period(),
        warning: input.is_open.then(|| t(language, "report-open-warning")),
        stamp: conclusions::stamp(input, language),
        running: format!("{programme} · {wave_name}"),
        sections: conclusions::beside(input.proceedings, language, sections(&context)?),
    })
}

fn sections(context: &Context) -> Result<Vec<Section>, ChartError> {
    let sections = [
        Some(summary::section(context)),
        Some(parameters::section(context)?),
        Some(goals::section(context)),
        aspects::effectiveness(context),
        aspects::efficiency(context),
        answers::section(context)?,
        dimensions::section(context)?,
        beside::section(context)?,
        interviews::section(context)?,
        comments::section(context),
        changes::section(context)?,
        segments::section(context)?,
        priorities::section(context)?,
        series::section(context)?,
        subjects::section(context)?,
        agreements::section(context),
        followed::section(context),
        Some(proposals::section(context)),
        Some(method::section(context)?),
        Some(annex::section(context)),
    ];
    Ok(sections.into_iter().flatten().collect())
}

impl<'a> Context<'a> {
    pub(super) fn of(input: &Input<'a>, language: &'a Language) -> Option<Self> {
        let result =
            |number: u32| Some((input.protocol.wave(number)?, input.evaluation.wave(number)?));
        let (plan, wave) = result(input.wave)?;
        Some(Self {
            input: *input,
            pen: Pen { language },
            plan,
            wave,
            before: plan.compare_with.and_then(result),
            is_paper: false,
        })
    }

    pub(super) fn language(&self) -> &'a Language {
        self.pen.language
    }

    pub(super) fn protocol(&self) -> &'a Protocol {
        self.input.protocol
    }

    /// The survey of the wave.
    fn survey(&self) -> Option<&'a Survey> {
        let surveys = self.input.surveys;
        surveys.iter().find(|one| one.code == self.plan.survey)
    }

    /// All parameters with what was found, in the order of the protocol.
    pub(super) fn found(&self) -> Vec<Found<'a>> {
        let (protocol, wave) = (self.input.protocol, self.wave);
        protocol
            .parameters
            .iter()
            .filter_map(|parameter| Some((parameter, wave.parameter(&parameter.code)?)))
            .collect()
    }

    /// The parameters of a goal with what was found.
    pub(super) fn found_of(&self, goal: &str) -> Vec<Found<'a>> {
        let of_goal = |(parameter, _): &Found| parameter.goals.iter().any(|code| code == goal);
        self.found().into_iter().filter(of_goal).collect()
    }

    /// "Meting 1 (eindmeting) · gegevens van 1 oktober 2025 tot en met 31 oktober 2026"
    pub(super) fn period(&self) -> String {
        let language = self.language();
        let name = self.plan.name.get(language);
        let kind = words::wave_kind(language, self.wave.kind);
        // A wave is often just called what it is.
        let wave = if name.to_lowercase().contains(&kind.to_lowercase()) {
            name.to_owned()
        } else {
            format!("{name} ({kind})")
        };
        t_args(
            language,
            "report-period",
            &[
                ("wave", wave.into()),
                ("from", date(language, self.wave.evidence_from).into()),
                ("to", date(language, self.wave.evidence_to).into()),
            ],
        )
    }

    /// What stands under every figure.
    pub(super) fn source(&self, of: String) -> String {
        let language = self.language();
        t_args(
            language,
            "report-source",
            &[
                ("of", of.into()),
                ("wave", self.plan.name.get(language).into()),
                ("day", date(language, self.input.as_of).into()),
            ],
        )
    }
}

pub(super) fn mark(result: &ParameterResult) -> Mark {
    Mark::new(result.target_verdict, result.limit_verdict)
}

/// "P01 Algemene tevredenheid"
pub(super) fn named(pen: Pen, parameter: &Parameter) -> String {
    format!("{} {}", parameter.code, parameter.name.get(pen.language))
}

/// What a figure says beside its picture.
pub(super) struct Caption {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) source: String,
    pub(super) description: String,
    /// The picture prints every number that the table has.
    pub(super) is_labelled: bool,
}

/// Draws a chart in both widths and puts its words and numbers beside it.
pub(super) fn figure(
    caption: Caption,
    table: Option<Table>,
    draw: impl Fn(&Frame) -> Result<String, ChartError>,
) -> Result<Block, ChartError> {
    let frame = caption.frame(Width::Wide);
    let wide = draw(&frame)?;
    let figure = multiple(caption, table, draw)?;
    Ok(Block::Figure(Figure {
        wide: Some(wide),
        ..figure
    }))
}

/// The same for one of a number of alike figures, which is narrow everywhere.
fn multiple(
    caption: Caption,
    table: Option<Table>,
    draw: impl Fn(&Frame) -> Result<String, ChartError>,
) -> Result<Figure, ChartError> {
    let narrow = draw(&caption.frame(Width::Narrow))?;
    let Caption {
        id,
        title,
        subtitle,
        source,
        is_labelled,
        ..
    } = caption;
    Ok(Figure {
        wide: None,
        paper: Vec::new(),
        narrow,
        id,
        title,
        subtitle,
        source,
        table,
        is_labelled,
    })
}

impl Caption {
    fn frame(&self, width: Width) -> Frame {
        let id = match width {
            Width::Wide => format!("{}-wide", self.id),
            Width::Narrow => format!("{}-narrow", self.id),
        };
        Frame::new(&id, width, &self.title, &self.description)
    }
}
