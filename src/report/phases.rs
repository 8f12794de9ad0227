//! Drafts of what is reported and fed back after a phase, from what the record holds.

use crate::domain::language::Language;
use crate::domain::phase::Record;
use crate::domain::protocol::Protocol;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// What a phase is called.
pub fn name(language: &Language, phase: u8) -> String {
    match phase {
        1 => t(language, "phases-name-1"),
        2 => t(language, "phases-name-2"),
        3 => t(language, "phases-name-3"),
        4 => t(language, "phases-name-4"),
        5 => t(language, "phases-name-5"),
        _ => t(language, "phases-name-6"),
    }
}

/// The report to management: what the phase set down, in numbers.
pub fn report(language: &Language, protocol: &Protocol, phase: u8) -> String {
    let record = Record::of(protocol);
    match phase {
        1 => t_args(
            language,
            "phases-draft-1",
            &[
                ("problems", record.problems.into()),
                ("goals", record.goals.into()),
                ("smart", record.smart.into()),
                ("preconditions", record.preconditions.into()),
                ("known", record.met_with.into()),
            ],
        ),
        2 => t_args(
            language,
            "phases-draft-2",
            &[
                ("parameters", record.parameters.into()),
                ("start", record.with_start.into()),
                ("reasons", record.with_limit_reason.into()),
                ("waves", record.waves.into()),
            ],
        ),
        3 => t_args(
            language,
            "phases-draft-3",
            &[
                ("services", record.services.into()),
                ("clusters", record.clusters.into()),
                ("complete", record.complete_services.into()),
            ],
        ),
        4 => t_args(
            language,
            "phases-draft-4",
            &[
                ("agreements", record.agreements.into()),
                ("charters", record.charters.into()),
                ("parameters", record.parameters.into()),
                ("owned", record.with_owner.into()),
                ("clusters", record.clusters.into()),
                ("staffed", record.staffed_clusters.into()),
            ],
        ),
        _ => {
            let day = date(language, protocol.programme.introduction);
            t_args(language, "phases-draft-5", &[("day", day.into())])
        }
    }
}

/// The feedback to staff and clients.
pub fn feedback(language: &Language, phase: u8) -> String {
    match phase {
        1 => t(language, "phases-feedback-1"),
        2 => t(language, "phases-feedback-2"),
        3 => t(language, "phases-feedback-3"),
        4 => t(language, "phases-feedback-4"),
        _ => t(language, "phases-feedback-5"),
    }
}
