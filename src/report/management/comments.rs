//! What open answers said by theme, as far as they were coded.

use super::Context;
use crate::domain::evaluation::findings::{CommentFinding, ThemeFinding};
use crate::report::document::{Block, Cell, Column, Section, Table};
use crate::texts::{t, t_args};

/// `None` where nothing was coded, or of too few people.
pub fn section(context: &Context) -> Option<Section> {
    let found = context.wave.findings.comments.as_ref()?;
    let language = context.language();
    let threshold = context.protocol().rules.privacy_threshold;
    let shown: Vec<&ThemeFinding> = found.themes.iter().filter(|one| one.shown).collect();
    let mut blocks = vec![Block::Paragraph(t(language, "findings-comments-how"))];
    if !shown.is_empty() {
        blocks.push(Block::Table(table(context, &shown)));
    }
    let hidden = found.themes.len() - shown.len();
    if hidden > 0 {
        let args = [("count", hidden.into()), ("threshold", threshold.into())];
        blocks.push(Block::Note(t_args(
            language,
            "findings-comments-hidden",
            &args,
        )));
    }
    Some(Section {
        id: "comments",
        topic: t(language, "findings-topic-comments"),
        heading: heading(context, found, &shown),
        blocks,
    })
}

fn heading(context: &Context, found: &CommentFinding, shown: &[&ThemeFinding]) -> String {
    let language = context.language();
    let Some(most) = shown.first() else {
        let args = [
            ("comments", found.comments.into()),
            ("people", found.people.into()),
        ];
        return t_args(language, "findings-comments-heading-plain", &args);
    };
    t_args(
        language,
        "findings-comments-heading",
        &[
            ("theme", (&most.theme).into()),
            ("about", most.interviews.unwrap_or(0).into()),
            ("people", found.people.into()),
        ],
    )
}

fn table(context: &Context, shown: &[&ThemeFinding]) -> Table {
    let language = context.language();
    let rows = shown.iter().map(|one| {
        let number = |value: u64| Cell::new(context.pen.number(value as f64));
        let [negative, neutral, positive] = one.tones.unwrap_or_default();
        vec![
            Cell::new(one.theme.as_str()),
            number(negative),
            number(neutral),
            number(positive),
            number(one.interviews.unwrap_or(0)),
            number(one.negative_interviews.unwrap_or(0)),
        ]
    });
    let number = |key: &str| Column::number(t(language, key));
    Table::plain(
        t(language, "findings-comments-caption"),
        vec![
            Column::text(t(language, "findings-column-theme")),
            number("findings-tone-negative"),
            number("findings-tone-neutral"),
            number("findings-tone-positive"),
            number("findings-column-respondents"),
            number("findings-column-negative-people"),
        ],
        rows.collect(),
    )
}
