//! Every definition and every question, as they were fixed and asked.

use super::{Context, named};
use crate::domain::parameter::Parameter;
use crate::domain::survey::{Item, Survey, SurveyKind};
use crate::report::document::{Block, Cell, Column, Section, Table};
use crate::report::{how, words};
use crate::texts::{t, t_args};

pub fn section(context: &Context) -> Section {
    let language = context.language();
    let mut blocks = vec![
        // Where it cannot stand alone on a last page.
        Block::Note(t_args(
            language,
            "report-hash",
            &[("hash", context.input.evaluation.hash().into())],
        )),
        Block::Subheading(t(language, "report-definitions-heading")),
        Block::Table(definitions(context)),
    ];
    blocks.push(Block::Subheading(t(language, "method-heading")));
    blocks.push(Block::Table(computations(context)));
    blocks.extend(differences(context).map(Block::Note));
    for survey in surveys(context) {
        let title = survey.title.get(language);
        let heading = match survey.kind {
            SurveyKind::Survey => t_args(
                language,
                "report-questions-heading",
                &[("title", title.into())],
            ),
            SurveyKind::InterviewGuide => {
                t_args(language, "report-guide-heading", &[("title", title.into())])
            }
        };
        blocks.push(Block::Subheading(heading));
        blocks.push(Block::Table(questions(context, survey)));
    }
    Section {
        id: "annex",
        topic: t(language, "report-topic-annex"),
        heading: heading(context),
        blocks,
    }
}

fn heading(context: &Context) -> String {
    let items: usize = surveys(context).map(|survey| survey.items().count()).sum();
    t_args(
        context.language(),
        "report-annex-heading",
        &[
            ("parameters", context.protocol().parameters.len().into()),
            ("items", items.into()),
        ],
    )
}

/// The survey of the wave, and all interview guides.
fn surveys<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Survey> {
    let own = context.plan.survey.as_str();
    let surveys = context.input.surveys.iter();
    surveys.filter(move |survey| survey.code == own || survey.kind == SurveyKind::InterviewGuide)
}

fn definitions(context: &Context) -> Table {
    let language = context.language();
    let rows = context.found().into_iter().map(|(parameter, result)| {
        let method = result
            .method
            .map_or(context.pen.none(), |method| words::method(language, method));
        vec![
            Cell::new(named(context.pen, parameter)).small(parameter.unit.get(language)),
            Cell::new(words::kind(language, parameter.kind))
                .small(words::aspect(language, parameter.aspect)),
            Cell::new(words::evidence(language, parameter.evidence)).small(method),
            Cell::new(limit_reason(context, parameter)),
            Cell::new(parameter.owner.clone().unwrap_or(context.pen.none())),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "report-definitions-caption"),
        vec![
            column("report-column-parameter"),
            column("report-column-kind"),
            column("report-column-evidence"),
            column("report-column-limit-reason"),
            column("report-column-owner"),
        ],
        rows.collect(),
    )
}

/// How every result of the wave was computed, with its source.
fn computations(context: &Context) -> Table {
    let language = context.language();
    let clients = context.protocol().population();
    let rows = context
        .found()
        .into_iter()
        .filter_map(|(parameter, result)| {
            let said = how::result(language, parameter, result, clients)?;
            let weighted = how::weighted(language, result).unwrap_or_default();
            let name = Cell::new(named(context.pen, parameter));
            Some(vec![name, Cell::new(said).small(weighted)])
        });
    Table::plain(
        t(language, "method-caption"),
        vec![
            Column::text(t(language, "report-column-parameter")),
            Column::text(t(language, "method-column")),
        ],
        rows.collect(),
    )
}

/// How differences between waves were computed: each way once, after the parameters it was used for.
fn differences(context: &Context) -> impl Iterator<Item = String> {
    let language = context.language();
    let mut ways: Vec<(String, Vec<&str>)> = Vec::new();
    for (parameter, result) in context.found() {
        let Some(said) = how::change(language, result) else {
            continue;
        };
        match ways.iter_mut().find(|(way, _)| *way == said) {
            Some((_, codes)) => codes.push(&parameter.code),
            None => ways.push((said, vec![&parameter.code])),
        }
    }
    ways.into_iter()
        .map(|(said, codes)| format!("{}: {said}", codes.join(", ")))
}

fn limit_reason(context: &Context, parameter: &Parameter) -> String {
    parameter
        .limit_reason
        .as_ref()
        .map_or(context.pen.none(), |reason| {
            reason.get(context.language()).to_owned()
        })
}

fn questions(context: &Context, survey: &Survey) -> Table {
    let language = context.language();
    let rows = survey.items().map(|item| {
        vec![
            Cell::new(item.code.clone()),
            Cell::new(item.text.get(language))
                .small(item.help.as_ref().map_or("", |help| help.get(language))),
            Cell::new(words::item_kind(language, &item.kind)),
            Cell::new(used_by(context, item)),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "report-questions-caption"),
        vec![
            column("report-column-code"),
            column("report-column-question"),
            column("report-column-answers"),
            column("report-column-used-by"),
        ],
        rows.collect(),
    )
}

/// The parameters that read an item.
fn used_by(context: &Context, item: &Item) -> String {
    let codes: Vec<&str> = context
        .protocol()
        .parameters
        .iter()
        .filter(|parameter| parameter.estimator.items().contains(&item.code.as_str()))
        .map(|parameter| parameter.code.as_str())
        .collect();
    match item.purpose {
        _ if !codes.is_empty() => codes.join(", "),
        Some(purpose) => words::purpose(context.language(), purpose),
        None => context.pen.none(),
    }
}
