//! How far a wave is, segment by segment, against what is needed.

use maud::{Markup, html};

use super::{Asked, plain_segment, segment_name};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::store::invitations::Progress;
use crate::texts::numbers::{count, percent};
use crate::texts::{t, t_args};
use crate::web::work::Work;

pub(super) fn progress(work: &Work, asked: &Asked) -> Markup {
    let language = &work.language;
    let total = asked.progress.iter().fold(Progress::default(), plus);
    let clients = asked.segments.iter().map(|(_, clients)| clients).sum();
    html! {
        table {
            caption.unseen { (t(language, "wave-progress")) }
            thead {
                tr {
                    th scope="col" { (t(language, "wave-segment")) }
                    th.number scope="col" { (t(language, "wave-clients")) }
                    th.number scope="col" { (t(language, "wave-invited")) }
                    th.number scope="col" { (t(language, "wave-sent")) }
                    th.number scope="col" { (t(language, "wave-bounced")) }
                    th.number scope="col" { (t(language, "wave-refused")) }
                    th.number scope="col" { (t(language, "wave-started")) }
                    th.number scope="col" { (t(language, "wave-submitted")) }
                    th.number scope="col" { (t(language, "wave-needed")) }
                    th.number scope="col" { (t(language, "wave-response")) }
                }
            }
            tbody {
                @for segment in &asked.progress {
                    @let clients = asked.segments.iter().find(|(code, _)| *code == segment.segment);
                    (progress_row(language, &segment_name(work, &segment.segment),
                        clients.map_or(0, |(_, clients)| *clients), segment,
                        asked.needed_of(&segment.segment)))
                }
            }
            tfoot { (progress_row(language, &html! { (t(language, "wave-total")) }, clients, &total,
                asked.needed.as_ref().map(|needed| needed.all))) }
        }
    }
}

/// How many answers are still needed, and where.
pub(super) fn lacking(work: &Work, asked: &Asked) -> Markup {
    let language = &work.language;
    let Some(needed) = &asked.needed else {
        return Markup::default();
    };
    let submitted: u64 = asked.progress.iter().map(|one| one.submitted).sum();
    let left = needed.all.saturating_sub(submitted);
    let here = asked.progress.iter().filter_map(|one| {
        let needed = asked.needed_of(&one.segment)?;
        let left = needed.checked_sub(one.submitted).filter(|left| *left > 0)?;
        let name = plain_segment(work, &one.segment);
        Some(format!("{name} {}", count(language, left)))
    });
    let segments = here.collect::<Vec<_>>().join(", ");
    html! {
        p {
            (t_args(language, "wave-lacking", &[("left", left.into())])) " "
            @if !segments.is_empty() {
                (t_args(language, "wave-lacking-segments", &[("segments", segments.into())])) " "
            }
            @if work.may(Right::Evaluate) {
                a href=(work.at(&format!("waves/{}/outlook", asked.wave.number))) {
                    (t(language, "wave-lacking-why")) }
            }
        }
    }
}

fn plus(sum: Progress, one: &Progress) -> Progress {
    Progress {
        invited: sum.invited + one.invited,
        sent: sum.sent + one.sent,
        bounced: sum.bounced + one.bounced,
        opted_out: sum.opted_out + one.opted_out,
        started: sum.started + one.started,
        submitted: sum.submitted + one.submitted,
        ..sum
    }
}

fn progress_row(
    language: &Language,
    name: &Markup,
    clients: u64,
    row: &Progress,
    needed: Option<u64>,
) -> Markup {
    let share = row.submitted as f64 / row.invited.max(1) as f64;
    html! {
        tr {
            th scope="row" { (name) }
            td.number { (count(language, clients)) }
            td.number { (count(language, row.invited)) }
            td.number { (count(language, row.sent)) }
            td.number { (count(language, row.bounced)) }
            td.number { (count(language, row.opted_out)) }
            td.number { (count(language, row.started)) }
            td.number { (count(language, row.submitted)) }
            td.number {
                @match needed {
                    Some(needed) if row.submitted >= needed => {
                        span.tag.good { (count(language, needed)) " " (t(language, "wave-enough")) }
                    }
                    Some(needed) => (count(language, needed)),
                    None => "–",
                }
            }
            td.number { (percent(language, share, 0)) }
        }
    }
}
