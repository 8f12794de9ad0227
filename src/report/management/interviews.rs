//! What interviews said by theme, and how far two coders heard the same.

use super::findings::refusal;
use super::{Caption, Context, multiple};
use crate::charts::ChartError;
use crate::charts::themes::{self, Themes};
use crate::domain::evaluation::findings::{InterviewFinding, Refusal, ThemeFinding};
use crate::report::document::{Block, Cell, Column, Section, Table};
use crate::report::quotes;
use crate::texts::numbers::{decimal, percent};
use crate::texts::{t, t_args};

/// `None` without interviews, or with too few to show.
pub fn section(context: &Context) -> Result<Option<Section>, ChartError> {
    let Some(found) = &context.wave.findings.interviews else {
        return Ok(None);
    };
    let language = context.language();
    let mut blocks = vec![Block::Paragraph(agreement(context, found))];
    if let Some(reason) = &found.refusal {
        blocks.push(Block::Paragraph(refusal(context, reason)));
    }
    if found
        .refusal
        .as_ref()
        .is_none_or(|reason| !withholds(reason))
    {
        let shown: Vec<&ThemeFinding> = found.themes.iter().filter(|one| one.shown).collect();
        if !shown.is_empty() {
            blocks.push(picture(context, found, &shown)?);
        }
        blocks.push(Block::Note(clustered(context, found)));
    } else {
        blocks.push(Block::Table(counts(context, found)));
    }
    let hidden = found.themes.iter().filter(|one| !one.shown).count();
    if hidden > 0 {
        blocks.push(Block::Note(t_args(
            language,
            "findings-themes-hidden",
            &[
                ("count", hidden.into()),
                (
                    "threshold",
                    context.protocol().rules.privacy_threshold.into(),
                ),
            ],
        )));
    }
    let quotes = quotes::blocks(context, true);
    if !quotes.is_empty() {
        blocks.push(Block::Subheading(t(language, "findings-quotes")));
        blocks.extend(quotes);
    }
    Ok(Some(Section {
        id: "interviews",
        topic: t(language, "findings-topic-interviews"),
        heading: heading(context, found),
        blocks,
    }))
}

/// Whether the tones are kept back: coders who do not agree did not measure them. One coder alone
/// is told as such, and shown.
fn withholds(reason: &Refusal) -> bool {
    !matches!(reason, Refusal::OneCoder)
}

fn heading(context: &Context, found: &InterviewFinding) -> String {
    let language = context.language();
    let counts = [
        ("interviews", found.interviews.into()),
        ("statements", found.statements.into()),
    ];
    let most = found
        .themes
        .iter()
        .filter(|one| one.shown && one.negative_interviews > Some(0))
        .max_by(|a, b| {
            // The first of equals, in the order of the list.
            a.negative_interviews
                .cmp(&b.negative_interviews)
                .then(b.theme.cmp(&a.theme))
        });
    match most {
        Some(most) if found.refusal.is_none() => t_args(
            language,
            "findings-interviews-heading",
            &[
                ("theme", (&most.theme).into()),
                ("negative", most.negative_interviews.unwrap_or(0).into()),
                ("people", most.interviews.unwrap_or(0).into()),
            ],
        ),
        _ => t_args(language, "findings-interviews-heading-plain", &counts),
    }
}

fn agreement(context: &Context, found: &InterviewFinding) -> String {
    let language = context.language();
    let two =
        |value: Option<f64>| value.map_or(context.pen.none(), |value| decimal(language, value, 2));
    let key = if found.kappa.is_some() {
        "findings-interviews-agreement"
    } else {
        "findings-interviews-counts"
    };
    t_args(
        language,
        key,
        &[
            ("interviews", found.interviews.into()),
            ("statements", found.statements.into()),
            ("twice", found.coded_twice.into()),
            (
                "observed",
                found
                    .observed
                    .map_or(context.pen.none(), |share| percent(language, share, 0))
                    .into(),
            ),
            ("kappa", two(found.kappa).into()),
            ("low", two(found.kappa_low).into()),
            ("high", two(found.kappa_high).into()),
            ("alpha", two(found.alpha).into()),
        ],
    )
}

fn clustered(context: &Context, found: &InterviewFinding) -> String {
    let language = context.language();
    match (found.clustering, found.n_effective) {
        (Some(rho), Some(n)) => t_args(
            language,
            "findings-clustered",
            &[
                ("statements", found.statements.into()),
                ("n", context.pen.number(n.round()).into()),
                ("rho", decimal(language, rho, 2).into()),
            ],
        ),
        _ => t(language, "findings-clustered-unknown"),
    }
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn picture(
    context: &Context,
    found: &InterviewFinding,
    shown: &[&ThemeFinding],
) -> Result<Block, ChartError> {
    let language = context.language();
    let total = |one: &ThemeFinding| one.tones.map_or(0, |tones| tones.iter().sum::<u64>());
    let count = |key: &str, count: u64| t_args(language, key, &[("count", count.into())]);
    let figures = Themes {
        tones: ["negative", "neutral", "positive"]
            .map(|tone| t(language, &format!("findings-tone-{tone}"))),
        rows: shown
            .iter()
            .map(|one| themes::Theme {
                name: one.theme.clone(),
                counts: one.tones.unwrap_or_default().map(small),
                base: vec![
                    count("findings-statements", total(one)),
                    count("findings-in-interviews", one.interviews.unwrap_or(0)),
                ],
            })
            .collect(),
    };
    let caption = Caption {
        id: "themes".to_owned(),
        title: heading(context, found),
        subtitle: t(language, "findings-themes-subtitle"),
        source: context.source(t(language, "findings-source-interviews")),
        description: t(language, "findings-themes-description"),
        is_labelled: true,
    };
    let rows = shown.iter().map(|one| {
        let number = |value: u64| Cell::new(context.pen.number(value as f64));
        let tones = one.tones.unwrap_or_default();
        vec![
            Cell::new(one.theme.as_str()),
            number(tones[0]),
            number(tones[1]),
            number(tones[2]),
            number(one.interviews.unwrap_or(0)),
            number(one.negative_interviews.unwrap_or(0)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    let table = Table::plain(
        t(language, "findings-themes-caption"),
        vec![
            Column::text(t(language, "findings-column-theme")),
            number("findings-tone-negative"),
            number("findings-tone-neutral"),
            number("findings-tone-positive"),
            number("findings-column-people"),
            number("findings-column-negative-people"),
        ],
        rows.collect(),
    );
    let figure = multiple(caption, Some(table), |frame| {
        themes::themes(&figures, frame)
    })?;
    Ok(Block::Multiples(vec![figure]))
}

/// Without their tones.
fn counts(context: &Context, found: &InterviewFinding) -> Table {
    let language = context.language();
    let rows = found.themes.iter().filter(|one| one.shown).map(|one| {
        vec![
            Cell::new(one.theme.as_str()),
            Cell::new(context.pen.number(one.interviews.unwrap_or(0) as f64)),
        ]
    });
    Table::plain(
        t(language, "findings-themes-caption"),
        vec![
            Column::text(t(language, "findings-column-theme")),
            Column::number(t(language, "findings-column-people")),
        ],
        rows.collect(),
    )
}
