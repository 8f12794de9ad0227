//! Who has not answered, as a page.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::invitations::look_up;
use super::waves::{plain_segment, segment_name};
use crate::domain::language::Language;
use crate::store::invitations::{Invitation, Stage};
use crate::store::missing::Missing;
use crate::store::waves::Wave;
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::access::url_encoded;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::work::Work;

/// What stands behind the question mark.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub segment: String,
    pub stage: String,
    /// The key of the last client of the page before.
    pub after: String,
}

pub struct Listed {
    pub rows: Vec<Invitation>,
    pub is_last: bool,
}

/// The stages of who has not answered, with their words in the address.
const STAGES: [(Stage, &str); 6] = [
    (Stage::Created, "created"),
    (Stage::Queued, "queued"),
    (Stage::Sent, "sent"),
    (Stage::Bounced, "bounced"),
    (Stage::OptedOut, "opted_out"),
    (Stage::Started, "started"),
];

pub fn stage_word(language: &Language, stage: Stage) -> String {
    match stage {
        Stage::Created => t(language, "wave-stage-created"),
        Stage::Queued => t(language, "wave-stage-queued"),
        Stage::Sent => t(language, "wave-stage-sent"),
        Stage::Bounced => t(language, "wave-stage-bounced"),
        Stage::OptedOut => t(language, "wave-stage-opted-out"),
        Stage::Started => t(language, "wave-stage-started"),
        Stage::Submitted => t(language, "wave-submitted"),
        Stage::Revoked => t(language, "wave-reason-revoked"),
    }
}

fn by_segment(counts: &[Missing]) -> BTreeMap<&str, u64> {
    let mut all = BTreeMap::new();
    for one in counts {
        *all.entry(one.segment.as_str()).or_default() += one.count;
    }
    all
}

fn around(work: &Work, wave: &Wave, title: &str, content: &Markup) -> Markup {
    let language = &work.language;
    let name = wave.name.get(language);
    let back = work.at(&format!("waves/{}", wave.number));
    let main = html! {
        (page_header(Some(name), title, None, &Markup::default()))
        (wave_tabs(work, wave.number, Tab::Wave))
        (content)
        (look_up(work, wave))
        p { a href=(back) { (t(language, "wave-missing-back")) } }
    };
    let here = t(language, "wave-missing");
    framed(work, title, Some(Step::Waves), Some(&here), &main)
}

/// Of an anonymous wave: nobody by name, and no number from which one answer can be told.
pub fn counted(work: &Work, wave: &Wave, counts: &[Missing]) -> Markup {
    let language = &work.language;
    let protocol = work.stand.protocol.as_ref();
    let step = protocol.map_or(5, |version| version.protocol.rules.privacy_threshold);
    let step = u64::from(step.max(1));
    let told = |number: u64| match number / step * step {
        0 => t_args(language, "wave-missing-fewer", &[("step", step.into())]),
        least => t_args(language, "wave-missing-least", &[("count", least.into())]),
    };
    let segments = by_segment(counts);
    let all: u64 = segments.values().sum();
    let title = t_args(
        language,
        "wave-missing-title-least",
        &[("count", (all / step * step).into())],
    );
    let table = html! {
        table {
            caption { (t(language, "wave-missing-segments")) }
            thead { tr {
                th scope="col" { (t(language, "wave-segment")) }
                th.number scope="col" { (t(language, "wave-missing-count")) }
            } }
            tbody { @for (code, number) in &segments {
                tr {
                    th scope="row" { (segment_name(work, code)) }
                    td.number { (told(*number)) }
                }
            } }
        }
    };
    let content = html! {
        (notice(Tone::Plain, &html! { p {
            (t_args(language, "wave-missing-anonymous", &[("step", step.into())])) } }))
        @if !segments.is_empty() { (scrolling(&t(language, "wave-missing-segments"), &table)) }
    };
    around(work, wave, &title, &content)
}

pub fn show(
    work: &Work,
    wave: &Wave,
    counts: &[Missing],
    wanted: &Wanted,
    listed: &Listed,
) -> Markup {
    let language = &work.language;
    let all: u64 = counts.iter().map(|one| one.count).sum();
    let title = t_args(language, "wave-missing-title", &[("count", all.into())]);
    let content = html! {
        @if all > 0 {
            (scrolling(&t(language, "wave-missing-segments"), &table(work, counts)))
            (filter(work, wave, counts, wanted))
            @if listed.rows.is_empty() { p { (t(language, "wave-missing-none-here")) } }
            @else { (scrolling(&t(language, "wave-missing-list"), &list(work, wave, listed))) }
            (onward(work, wave, wanted, listed))
        }
    };
    around(work, wave, &title, &content)
}

/// How many of each segment stand where.
fn table(work: &Work, counts: &[Missing]) -> Markup {
    let language = &work.language;
    let of = |segment: Option<&str>, stage: Stage| -> u64 {
        let here = counts.iter().filter(|one| one.stage == stage);
        let here = here.filter(|one| segment.is_none_or(|code| code == one.segment));
        here.map(|one| one.count).sum()
    };
    let row = |name: &Markup, segment: Option<&str>, all: u64| {
        html! {
            tr {
                th scope="row" { (name) }
                @for (stage, _) in STAGES { td.number { (count(language, of(segment, stage))) } }
                td.number { (count(language, all)) }
            }
        }
    };
    let segments = by_segment(counts);
    let total = html! { (t(language, "wave-total")) };
    html! {
        table {
            caption { (t(language, "wave-missing-segments")) }
            thead { tr {
                th scope="col" { (t(language, "wave-segment")) }
                @for (stage, _) in STAGES { th.number scope="col" { (stage_word(language, stage)) } }
                th.number scope="col" { (t(language, "wave-missing-count")) }
            } }
            tbody { @for (code, all) in &segments { (row(&segment_name(work, code), Some(*code), *all)) } }
            tfoot { (row(&total, None, segments.values().sum())) }
        }
    }
}

fn filter(work: &Work, wave: &Wave, counts: &[Missing], wanted: &Wanted) -> Markup {
    let language = &work.language;
    let everywhere = (String::new(), t(language, "wave-missing-every-segment"));
    let codes = by_segment(counts).into_keys();
    let segments = codes.map(|code| (code.to_owned(), plain_segment(work, code)));
    let segments: Vec<_> = std::iter::once(everywhere).chain(segments).collect();
    let any = (String::new(), t(language, "wave-missing-every-stage"));
    let stages = STAGES.map(|(stage, word)| (word.to_owned(), stage_word(language, stage)));
    let stages: Vec<_> = std::iter::once(any).chain(stages).collect();
    html! {
        form.row method="get" action=(work.at(&format!("waves/{}/missing", wave.number))) {
            (Field::text("segment", &t(language, "wave-segment"), &wanted.segment).select(&segments))
            (Field::text("stage", &t(language, "wave-state"), &wanted.stage).select(&stages))
            button.button { (t(language, "wave-missing-go")) }
        }
    }
}

fn list(work: &Work, wave: &Wave, listed: &Listed) -> Markup {
    let language = &work.language;
    let to = |key: &str| {
        let own = format!(
            "waves/{}/invitation?client={}",
            wave.number,
            url_encoded(key)
        );
        work.at(&own)
    };
    html! {
        table {
            caption { (t(language, "wave-missing-list")) }
            thead { tr {
                th scope="col" { (t(language, "wave-missing-key")) }
                th scope="col" { (t(language, "wave-missing-name")) }
                th scope="col" { (t(language, "wave-segment")) }
                th scope="col" { (t(language, "wave-missing-role")) }
                th scope="col" { (t(language, "wave-state")) }
                th scope="col" { (t(language, "wave-missing-sent")) }
            } }
            tbody { @for one in &listed.rows {
                tr {
                    td { (one.client.key) }
                    th scope="row" { a href=(to(&one.client.key)) { bdi { (one.client.name) } } }
                    td { (segment_name(work, &one.client.segment)) }
                    td { (one.client.role.as_deref().unwrap_or_default()) }
                    td { span.tag.bad[one.stage == Stage::Bounced] { (stage_word(language, one.stage)) } }
                    td { @if let Some(at) = one.sent_at { (date_time(language, at, work.zone())) } }
                }
            } }
        }
    }
}

fn onward(work: &Work, wave: &Wave, wanted: &Wanted, listed: &Listed) -> Markup {
    let language = &work.language;
    let to = |after: &str, label: String| {
        html! {
            form method="get" action=(work.at(&format!("waves/{}/missing", wave.number))) {
                input type="hidden" name="segment" value=(wanted.segment);
                input type="hidden" name="stage" value=(wanted.stage);
                input type="hidden" name="after" value=(after);
                button.button { (label) }
            }
        }
    };
    html! {
        nav.row aria-label=(t(language, "wave-missing-paging")) {
            @if !wanted.after.is_empty() { (to("", t(language, "wave-missing-first"))) }
            @if let Some(last) = listed.rows.last().filter(|_| !listed.is_last) {
                (to(&last.client.key, t(language, "wave-missing-next")))
            }
        }
    }
}
