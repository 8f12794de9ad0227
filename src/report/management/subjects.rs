//! Survey, interviews and registrations on one subject, side by side; a contradiction is flagged.

use super::{Context, clusters};
use crate::charts::ChartError;
use crate::domain::evaluation::findings::{Says, SubjectFinding, Voice, VoiceSource};
use crate::report::document::{Block, Cell, Column, Group, Line, Section, Table};
use crate::report::management::{mark, named};
use crate::report::pen::Spread;
use crate::texts::numbers::list;
use crate::texts::{t, t_args};

/// `None` when the protocol names no subjects and no map, or nothing is known of them.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let language = context.language();
    let found = &context.wave.findings;
    let spoken = |one: &SubjectFinding| one.voices.iter().any(|v| v.says != Says::Nothing);
    let mut blocks = Vec::new();
    let heading = if found.subjects.iter().any(spoken) {
        blocks.extend(side_by_side(context, &found.subjects));
        heading(context, &found.subjects)
    } else {
        clusters::finding(context).unwrap_or_else(|| t(language, "findings-map-heading"))
    };
    blocks.extend(clusters::map(context)?);
    Ok((!blocks.is_empty()).then(|| Section {
        id: "subjects",
        topic: t(language, "findings-topic-subjects"),
        heading,
        blocks,
    }))
}

fn name<'a>(context: &Context<'a>, code: &'a str) -> &'a str {
    let subjects = &context.protocol().analysis.subjects;
    let known = subjects.iter().find(|subject| subject.code == code);
    known.map_or(code, |subject| subject.name.get(context.language()))
}

fn heading(context: &Context, subjects: &[SubjectFinding]) -> String {
    let language = context.language();
    let against: Vec<&str> = subjects
        .iter()
        .filter(|one| one.contradiction.is_some())
        .map(|one| name(context, &one.code))
        .collect();
    if against.is_empty() {
        return t(language, "findings-subjects-none");
    }
    t_args(
        language,
        "findings-subjects-heading",
        &[("subjects", list(language, &against).into())],
    )
}

fn side_by_side(context: &Context, subjects: &[SubjectFinding]) -> Vec<Block> {
    let language = context.language();
    let groups = subjects.iter().map(|subject| Group {
        heading: Some(Line::plain(name(context, &subject.code))),
        rows: subject
            .voices
            .iter()
            .map(|voice| row(context, voice))
            .collect(),
    });
    let table = Table {
        caption: t(language, "findings-subjects-caption"),
        columns: vec![
            Column::text(t(language, "findings-column-evidence")),
            Column::text(t(language, "findings-column-what")),
            Column::text(t(language, "findings-column-found")),
            Column::text(t(language, "findings-column-says")),
        ],
        groups: groups.collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    let lines: Vec<Line> = subjects
        .iter()
        .filter_map(|subject| {
            let [well, badly] = subject.contradiction?;
            let voice = |at: u64| subject.voices.get(usize::try_from(at).ok()?);
            let (well, badly) = (voice(well)?, voice(badly)?);
            Some(Line::led(
                format!("{}.", name(context, &subject.code)),
                t_args(
                    language,
                    "findings-contradiction",
                    &[
                        ("well", called(context, well).into()),
                        ("badly", called(context, badly).into()),
                    ],
                ),
            ))
        })
        .collect();
    if !lines.is_empty() {
        blocks.push(Block::Callout {
            heading: t(language, "findings-contradictions"),
            lines,
        });
    }
    blocks.push(Block::Note(t(language, "findings-subjects-note")));
    blocks
}

fn source(context: &Context, source: VoiceSource) -> String {
    let key = match source {
        VoiceSource::Survey => "findings-source-survey",
        VoiceSource::Interview => "findings-source-interviews",
        VoiceSource::Registration => "findings-source-registration",
    };
    t(context.language(), key)
}

/// "P11 Opgenomen binnen 30 seconden", or "interviews: bereikbaarheid"
fn called(context: &Context, voice: &Voice) -> String {
    match context.protocol().parameter(&voice.what) {
        Some(parameter) => named(context.pen, parameter),
        None => format!("{}: {}", source(context, voice.source), voice.what),
    }
}

fn row(context: &Context, voice: &Voice) -> Vec<Cell> {
    let language = context.language();
    let says = t(
        language,
        match voice.says {
            Says::Well => "findings-says-well",
            Says::Badly => "findings-says-badly",
            Says::Undecided => "findings-says-undecided",
            Says::Nothing => "findings-says-nothing",
        },
    );
    let evidence = Cell::new(source(context, voice.source));
    let parameter = context.protocol().parameter(&voice.what);
    let result = context.wave.parameter(&voice.what);
    let (Some(parameter), Some(result)) = (parameter, result) else {
        let theme = context
            .wave
            .findings
            .interviews
            .as_ref()
            .and_then(|found| found.themes.iter().find(|theme| theme.theme == voice.what));
        let counted = theme.and_then(|theme| {
            Some(t_args(
                language,
                "findings-theme-people",
                &[
                    ("negative", theme.negative_interviews?.into()),
                    ("people", theme.interviews?.into()),
                ],
            ))
        });
        let found = Cell::new(counted.unwrap_or_else(|| context.pen.none()));
        let theme = t_args(
            language,
            "findings-theme",
            &[("theme", (&voice.what).into())],
        );
        return vec![evidence, Cell::new(theme), found, Cell::new(says)];
    };
    let value = context.pen.found(parameter, result);
    vec![
        evidence,
        Cell::new(named(context.pen, parameter)),
        Cell::new(value).small(context.pen.interval(parameter, Spread::of(result))),
        Cell::new(says).marked(mark(result)),
    ]
}
