//! The three proposals that a report ends with, what management decided, and what was amended.

use super::document::{Block, Cell, Column, Line, Section, Table};
use super::management::Context;
use super::management::decision;
use super::places;
use crate::domain::language::Language;
use crate::domain::proceedings::{Amendment, Ending, Subject};
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// So many changed places of an amendment are printed; the rest is counted.
const PLACES: usize = 12;

pub fn section(context: &Context) -> Section {
    let language = context.language();
    let decided = context.input.proceedings.decisions.len();
    let key = match decided {
        0 => "results-proposals-heading-open",
        3 => "results-proposals-heading-decided",
        _ => "results-proposals-heading-partly",
    };
    let mut blocks = vec![Block::Table(proposals(context))];
    let amendments = &context.input.proceedings.amendments;
    if !amendments.is_empty() {
        blocks.push(Block::Subheading(t(language, "results-amendments-heading")));
        blocks.extend(amendments.iter().flat_map(|one| amendment(context, one)));
    }
    Section {
        id: "proposals",
        topic: t(language, "results-topic-proposals"),
        heading: t_args(language, key, &[("decided", decided.into())]),
        blocks,
    }
}

/// What is proposed on a subject, from the verdicts.
fn proposal(context: &Context, subject: Subject) -> Line {
    match subject {
        Subject::Premises => decision::premises(context),
        Subject::Closing => decision::closing(context),
        Subject::NextWave => decision::next_wave(context),
    }
}

fn proposals(context: &Context) -> Table {
    let language = context.language();
    let rows = Subject::ALL.into_iter().map(|subject| {
        let proposal = proposal(context, subject);
        let decisions = &context.input.proceedings.decisions;
        let decided = decisions.iter().find(|one| one.subject == subject);
        let answer = match decided {
            None => Cell::new(t(language, "results-undecided")),
            Some(one) => {
                let key = if one.agreed {
                    "results-agreed"
                } else {
                    "results-not-agreed"
                };
                let by = t_args(
                    language,
                    "results-decided-by",
                    &[
                        ("name", one.name.as_str().into()),
                        ("day", date(language, one.at.date_naive()).into()),
                    ],
                );
                let remarks = match one.remarks.as_str() {
                    "" => by,
                    remarks => format!("{by}: {remarks}"),
                };
                Cell::new(t(language, key)).small(remarks)
            }
        };
        vec![
            Cell::new(t(language, &format!("results-subject-{}", subject.code()))),
            Cell::new(proposal.text),
            answer,
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    Table::plain(
        t(language, "results-proposals-caption"),
        vec![
            column("results-column-subject"),
            column("results-column-proposal"),
            column("results-column-decision"),
        ],
        rows.collect(),
    )
}

/// How far it came: approved, ended by whom and why, or neither yet.
fn standing(language: &Language, one: &Amendment) -> String {
    if let (Some(name), Some(at)) = (&one.approved_by, one.approved_at) {
        let day = date(language, at.date_naive());
        return t_args(
            language,
            "results-amendment-approved",
            &[("name", name.as_str().into()), ("day", day.into())],
        );
    }
    let Some(ended) = &one.ended else {
        return t(language, "results-amendment-waiting");
    };
    let day = date(language, ended.at.date_naive());
    // Sentences end in a full stop of their own.
    let reason = ended.reason.trim_end_matches('.');
    let (name, day, because) = (ended.by.as_str().into(), day.into(), reason.into());
    match ended.how {
        Ending::Rejected => t_args(
            language,
            "results-amendment-rejected",
            &[("name", name), ("day", day), ("reason", because)],
        ),
        Ending::Withdrawn if reason.is_empty() => t_args(
            language,
            "results-amendment-withdrawn",
            &[("name", name), ("day", day)],
        ),
        Ending::Withdrawn => t_args(
            language,
            "results-amendment-withdrawn-because",
            &[("name", name), ("day", day), ("reason", because)],
        ),
    }
}

fn amendment(context: &Context, one: &Amendment) -> Vec<Block> {
    let language = context.language();
    let data = if one.data_came_in {
        "results-amendment-with-data"
    } else {
        "results-amendment-before-data"
    };
    let said = t_args(
        language,
        "results-amendment",
        &[
            ("version", one.version.into()),
            ("name", one.proposed_by.as_str().into()),
            ("day", date(language, one.proposed_at.date_naive()).into()),
            ("reason", one.reason.as_str().into()),
        ],
    );
    let text = format!("{said} {} {}", standing(language, one), t(language, data));
    let rows = one.changes.iter().take(PLACES).map(|change| {
        let or_none = |text: &str| match text {
            "" => context.pen.none(),
            text => places::value(language, text),
        };
        vec![
            Cell::new(places::place(language, &change.place)),
            Cell::new(or_none(&change.old)),
            Cell::new(or_none(&change.new)),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let table = Table::plain(
        t_args(
            language,
            "results-amendment-caption",
            &[("version", one.version.into())],
        ),
        vec![
            column("results-column-place"),
            column("results-column-old"),
            column("results-column-new"),
        ],
        rows.collect(),
    );
    let mut blocks = vec![Block::Paragraph(text), Block::Table(table)];
    let rest = one.changes.len().saturating_sub(PLACES);
    if rest > 0 {
        let more = t_args(
            language,
            "results-amendment-more",
            &[("count", rest.into())],
        );
        blocks.push(Block::Note(more));
    }
    blocks
}
