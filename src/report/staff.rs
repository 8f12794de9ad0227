//! The edition for those who do the work: what was found in total and per cluster, and what follows.
//!
//! It shows no segment of clients and names nobody.

use super::document::{Block, Cell, Column, Document, Line, Mark, Section, Table};
use super::management::{self, Context, summary};
use super::order::Found;
use super::{Input, ReportError, conclusions, followed, quotes, sentences, words};
use crate::domain::language::Language;
use crate::domain::protocol::Cluster;
use crate::domain::verdict::Verdict;
use crate::texts::numbers::{date, list, percent};
use crate::texts::{t, t_args};

pub fn staff(input: &Input, language: &Language) -> Result<Document, ReportError> {
    let context = Context::of(input, language).ok_or(ReportError::NoSuchWave(input.wave))?;
    let protocol = input.protocol;
    let programme = protocol.programme.name.get(language);
    let sections = [
        Some(found(&context)),
        clusters(&context),
        quoted(&context),
        adjustments(&context),
        Some(measured(&context)),
    ];
    Ok(Document {
        language: language.clone(),
        organisation: protocol.programme.organisation.get(language).to_owned(),
        programme: programme.to_owned(),
        edition: t(language, "results-edition-staff"),
        title: summary::title(&context),
        subtitle: context.period(),
        warning: input.is_open.then(|| t(language, "report-open-warning")),
        stamp: conclusions::stamp(input, language),
        running: format!("{programme} · {}", context.plan.name.get(language)),
        sections: sections.into_iter().flatten().collect(),
    })
}

fn line(context: &Context, (parameter, result): &Found) -> Line {
    let lead = format!("{}:", parameter.name.get(context.language()));
    Line::led(lead, sentences::result(context.pen, parameter, result))
        .marked(Mark::new(result.target_verdict, result.limit_verdict))
}

fn found(context: &Context) -> Section {
    let language = context.language();
    let all = context.found();
    let with = |wanted: &dyn Fn(Verdict) -> bool| -> Vec<Line> {
        let some = all
            .iter()
            .filter(|(_, result)| wanted(result.target_verdict));
        some.map(|found| line(context, found)).collect()
    };
    let groups = [
        ("results-staff-met", with(&|v| v == Verdict::Met)),
        ("results-staff-not-met", with(&|v| v == Verdict::NotMet)),
        (
            "results-staff-open",
            with(&|v| !matches!(v, Verdict::Met | Verdict::NotMet)),
        ),
    ];
    let mut blocks = Vec::new();
    for (key, lines) in groups {
        if !lines.is_empty() {
            blocks.push(Block::Subheading(t(language, key)));
            blocks.push(Block::List(lines));
        }
    }
    let met = all
        .iter()
        .filter(|(_, r)| r.target_verdict == Verdict::Met)
        .count();
    Section {
        id: "found",
        topic: t(language, "results-topic-found"),
        heading: t_args(
            language,
            "results-staff-heading",
            &[("met", met.into()), ("total", all.len().into())],
        ),
        blocks,
    }
}

/// `None` when the protocol knows no clusters.
fn clusters(context: &Context) -> Option<Section> {
    let language = context.language();
    let all = &context.protocol().clusters;
    if all.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    let mut silent = Vec::new();
    for cluster in all {
        let name = cluster.name.get(language);
        let lines = of_cluster(context, cluster);
        if lines.is_empty() {
            silent.push(name);
        } else {
            blocks.push(Block::Subheading(name.to_owned()));
            blocks.push(Block::List(lines));
        }
    }
    if !silent.is_empty() {
        let args = [("names", list(language, &silent).into())];
        blocks.push(Block::Paragraph(t_args(
            language,
            "results-cluster-nothing",
            &args,
        )));
    }
    let behind: Vec<&str> = all
        .iter()
        .filter(|cluster| agreement_verdict(context, cluster) == Some(Verdict::NotMet))
        .map(|cluster| cluster.name.get(language))
        .collect();
    let heading = if behind.is_empty() {
        t(language, "results-clusters-kept")
    } else {
        let args = [
            ("count", behind.len().into()),
            ("names", list(language, &behind).into()),
        ];
        t_args(language, "results-clusters-behind", &args)
    };
    Some(Section {
        id: "clusters",
        topic: t(language, "results-topic-clusters"),
        heading,
        blocks,
    })
}

fn agreement_verdict(context: &Context, cluster: &Cluster) -> Option<Verdict> {
    let agreements = context.protocol().agreements.iter();
    let own = agreements.filter(|one| one.cluster == cluster.code);
    own.filter_map(|one| {
        context
            .wave
            .agreements
            .iter()
            .find(|found| found.code == one.code)
    })
    .map(|found| found.verdict)
    .find(|verdict| *verdict == Verdict::NotMet)
}

fn of_cluster(context: &Context, cluster: &Cluster) -> Vec<Line> {
    let language = context.language();
    let mut lines = Vec::new();
    for agreement in &context.protocol().agreements {
        let result = context
            .wave
            .agreements
            .iter()
            .find(|one| one.code == agreement.code);
        let Some((result, share)) = result.and_then(|one| Some((one, one.share?))) else {
            continue;
        };
        if agreement.cluster == cluster.code {
            let args = [
                ("share", percent(language, share, 1).into()),
                (
                    "promised",
                    percent(language, agreement.share_within, 0).into(),
                ),
                ("verdict", words::verdict(language, result.verdict).into()),
            ];
            let said = t_args(language, "results-cluster-agreement", &args);
            lines.push(Line::plain(said).marked(Mark::new(result.verdict, result.verdict)));
        }
    }
    for charter in &context.protocol().charters {
        let result = context
            .wave
            .charters
            .iter()
            .find(|one| one.code == charter.code);
        let Some((share, triggered)) = result.and_then(|one| Some((one.share?, one.triggered?)))
        else {
            continue;
        };
        if charter.cluster == cluster.code {
            let key = if triggered {
                "results-cluster-charter-broken"
            } else {
                "results-cluster-charter-kept"
            };
            let args = [
                ("name", charter.name.get(language).into()),
                ("share", percent(language, share, 1).into()),
                ("threshold", percent(language, charter.threshold, 0).into()),
            ];
            let verdict = if triggered {
                Verdict::NotMet
            } else {
                Verdict::Met
            };
            let line = Line::plain(t_args(language, key, &args));
            lines.push(line.marked(Mark::new(verdict, verdict)));
        }
    }
    lines.extend(management::clusters::figures(context, &cluster.code));
    let own = |found: &Found| found.0.clusters.contains(&cluster.code);
    lines.extend(
        context
            .found()
            .iter()
            .filter(|found| own(found))
            .map(|f| line(context, f)),
    );
    lines
}

/// What is going to change, without names; `None` while nothing was agreed.
fn adjustments(context: &Context) -> Option<Section> {
    let language = context.language();
    let all = context.input.proceedings.adjustments.iter();
    let rows: Vec<Vec<Cell>> = all
        .filter(|one| one.wave <= context.plan.number)
        .map(|one| {
            vec![
                Cell::new(one.title.clone()).small(one.expected.clone()),
                Cell::new(followed::kind(context, one)),
                Cell::new(date(language, one.due_on)),
                Cell::new(followed::state(context, one)),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let column = |key: &str| Column::text(t(language, key));
    let count = rows.len();
    let table = Table::plain(
        t(language, "results-adjustments-caption"),
        vec![
            column("results-column-adjustment"),
            column("results-column-kind"),
            column("results-column-due"),
            column("results-column-state"),
        ],
        rows,
    );
    Some(Section {
        id: "adjustments",
        topic: t(language, "results-topic-adjustments"),
        heading: t_args(
            language,
            "results-staff-adjustments",
            &[("count", count.into())],
        ),
        blocks: vec![Block::Table(table)],
    })
}

/// What was said in interviews; `None` when nothing of it is quoted.
fn quoted(context: &Context) -> Option<Section> {
    let language = context.language();
    let blocks = quotes::blocks(context, false);
    (!blocks.is_empty()).then(|| Section {
        id: "quotes",
        topic: t(language, "findings-topic-interviews"),
        heading: t(language, "findings-quotes"),
        blocks,
    })
}

fn measured(context: &Context) -> Section {
    let language = context.language();
    let rule = match quotes::blocks(context, false).is_empty() {
        true => "results-measured-rule",
        false => "results-measured-rule-quotes",
    };
    Section {
        id: "measured",
        topic: t(language, "results-topic-measured"),
        heading: t(language, "results-measured-heading"),
        blocks: vec![
            Block::Paragraph(summary::response_sentence(context)),
            Block::Paragraph(t(language, rule)),
            Block::Paragraph(t(language, "results-staff-thanks")),
        ],
    }
}
