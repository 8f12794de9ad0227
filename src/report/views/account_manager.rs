//! For the contact of some groups of clients: those segments beside the total, and nothing of others.

use super::Page;
use super::promised::Promised;
use crate::charts::ChartError;
use crate::domain::evaluation::results::SegmentResult;
use crate::domain::parameter::Parameter;
use crate::domain::verdict::Verdict;
use crate::domain::view::View;
use crate::report::ReportError;
use crate::report::document::{Block, Cell, Column, Figure, Group, Line, Section, Table};
use crate::report::management::{Context, named, segments};
use crate::report::order::Found;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// A parameter with what was found of it in the reader's own segments.
type Own<'a> = (Found<'a>, Vec<SegmentResult>);

pub fn page(context: &Context, view: &View) -> Result<Page, ReportError> {
    let language = context.language();
    let member = view.member(context.input.protocol);
    let own = member.map_or(&[][..], |member| &member.reads_segments);
    let found = found(context, own);
    let all = found.iter().flat_map(|(_, own)| own);
    let known: Vec<&SegmentResult> = all.filter(|one| one.shown).collect();
    let with = |verdict| {
        known
            .iter()
            .filter(|one| one.target_verdict == verdict)
            .count()
    };
    let title = match known.len() {
        0 => t(language, "views-segments-nothing"),
        total => t_args(
            language,
            "views-segments-title",
            &[
                ("names", list(language, &names(context, own)).into()),
                ("met", with(Verdict::Met).into()),
                ("missed", with(Verdict::NotMet).into()),
                ("total", total.into()),
            ],
        ),
    };
    let promised = Promised::of(
        context,
        |one| one.segments.iter().any(|segment| own.contains(segment)),
        |_| false,
    );
    let sections = [
        Some(measured(context, own, &found)?),
        Some(asked(context, own)),
        promised.section(context)?,
    ];
    Ok(Page {
        title,
        sections: sections.into_iter().flatten().collect(),
    })
}

fn names<'a>(context: &Context<'a>, own: &[String]) -> Vec<&'a str> {
    let all = context.input.protocol.segments.iter();
    all.filter(|segment| own.contains(&segment.code))
        .map(|segment| segment.name.get(context.language()))
        .collect()
}

fn found<'a>(context: &Context<'a>, own: &[String]) -> Vec<Own<'a>> {
    let all = context.found().into_iter();
    all.filter(|(_, result)| !result.segments.is_empty())
        .map(|found| {
            let segments = found.1.segments.iter();
            let own = segments.filter(|one| own.contains(&one.segment));
            (found, own.cloned().collect())
        })
        .collect()
}

fn measured(context: &Context, own: &[String], found: &[Own]) -> Result<Section, ChartError> {
    let language = context.language();
    let mut blocks = Vec::new();
    if found.iter().all(|(_, own)| own.is_empty()) {
        blocks.push(Block::Paragraph(t(language, "views-segments-nothing")));
    } else {
        blocks.push(Block::Table(table(context, own, found)));
        let pictures: Result<Vec<Figure>, ChartError> = found
            .iter()
            .map(|(found, own)| segments::picture(context, found, own))
            .collect();
        blocks.push(Block::Multiples(pictures?));
        blocks.push(Block::Note(
            context.source(t(language, "report-source-survey")),
        ));
        blocks.push(Block::Note(t_args(
            language,
            "views-segments-hidden",
            &[(
                "threshold",
                context.input.protocol.rules.privacy_threshold.into(),
            )],
        )));
    }
    let behind = found.iter().filter(|(_, own)| {
        own.iter()
            .any(|one| one.shown && one.limit_verdict == Verdict::NotMet)
    });
    let heading = match behind.count() {
        0 => t(language, "views-segments-none-behind"),
        count => t_args(
            language,
            "views-segments-behind",
            &[("count", count.into())],
        ),
    };
    Ok(Section {
        id: "segments",
        topic: t(language, "report-topic-segments"),
        heading,
        blocks,
    })
}

/// Every parameter in each own segment, beside the total.
fn table(context: &Context, own: &[String], found: &[Own]) -> Table {
    let (pen, language) = (context.pen, context.language());
    let rows_of = |code: &String| -> Vec<Vec<Cell>> {
        let in_segment = |((parameter, result), own): &Own| {
            let segment = own.iter().find(|one| one.segment == *code)?;
            let mut cells = segments::row(context, parameter, segment);
            if let Some(first) = cells.first_mut() {
                *first = Cell::new(named(pen, parameter)).small(target(context, parameter));
            }
            let total = result
                .value
                .map_or(pen.none(), |value| pen.value(parameter, value));
            cells.insert(3.min(cells.len()), Cell::new(total));
            Some(cells)
        };
        found.iter().filter_map(in_segment).collect()
    };
    let groups = own.iter().map(|code| {
        let name = names(context, std::slice::from_ref(code)).concat();
        Group {
            heading: Some(Line::plain(name)),
            rows: rows_of(code),
        }
    });
    let text = |key: &str| Column::text(t(language, key));
    let number = |key: &str| Column::number(t(language, key));
    Table {
        caption: t(language, "views-segments-caption"),
        columns: vec![
            text("report-column-parameter"),
            number("report-column-n"),
            number("report-column-found").unit(t(language, "report-column-with-interval")),
            number("views-column-total"),
            text("report-column-target"),
            text("report-column-limit"),
        ],
        groups: groups.collect(),
    }
}

/// "streefwaarde 80 %"
fn target(context: &Context, parameter: &Parameter) -> String {
    t_args(
        context.language(),
        "report-target-at",
        &[("value", context.pen.target(parameter).into())],
    )
}

/// How many clients there are, and how many of them answered.
fn asked(context: &Context, own: &[String]) -> Section {
    let (pen, language) = (context.pen, context.language());
    let all = context.wave.response.segments.iter();
    let rows: Vec<Vec<Cell>> = all
        .filter(|one| own.contains(&one.segment))
        .map(|one| {
            let answered = one.responses.map(|n| n as f64);
            let share = answered.filter(|_| one.population > 0);
            let hidden = || t(language, "report-hidden");
            vec![
                Cell::new(names(context, std::slice::from_ref(&one.segment)).concat()),
                Cell::new(pen.number(one.population as f64)),
                Cell::new(answered.map_or_else(hidden, |n| pen.number(n))),
                Cell::new(share.map_or(pen.none(), |n| pen.percent(n / one.population as f64))),
            ]
        })
        .collect();
    let number = |key: &str| Column::number(t(language, key));
    let table = Table::plain(
        t(language, "views-asked-caption"),
        vec![
            Column::text(t(language, "report-column-segment")),
            number("views-column-clients"),
            number("views-column-answered"),
            number("views-column-share"),
        ],
        rows,
    );
    Section {
        id: "asked",
        topic: t(language, "views-topic-asked"),
        heading: t(language, "views-asked-heading"),
        blocks: vec![Block::Table(table)],
    }
}
