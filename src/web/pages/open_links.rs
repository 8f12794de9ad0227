//! Open links of a wave as a page, and the poster that one is hung up as.

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::planning::segments;
use super::waves::segment_name;
use crate::domain::language::{Language, Text};
use crate::domain::mailing::Asking;
use crate::domain::open_link::{Fault, Terms};
use crate::domain::protocol::PrivacyMode;
use crate::store::open_links::{OpenLink, Used};
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::{count, date, date_time};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::print::{Printed, printed};
use crate::web::components::qr::qr;
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::{page_language, said};
use crate::web::work::Work;

/// The form as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    pub name: String,
    pub segment: String,
    pub kiosk: String,
    pub most: String,
    pub per_hour: String,
    pub from: String,
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Most,
    PerHour,
    From,
    Until,
    Fault(Fault),
}

impl Problem {
    fn field(&self) -> &'static str {
        match self {
            Self::Fault(Fault::NoName) => "name",
            Self::Fault(Fault::UnknownSegment { .. }) => "segment",
            Self::Most | Self::Fault(Fault::NoMost) => "most",
            Self::PerHour | Self::Fault(Fault::NoPerHour) => "per_hour",
            Self::From => "from",
            Self::Until | Self::Fault(Fault::EndsInPast | Fault::EndsBeforeStart) => "until",
        }
    }

    fn sentence(&self, language: &Language) -> String {
        match self {
            Self::Fault(Fault::NoName) => t(language, "asking-open-bad-name"),
            Self::Fault(Fault::UnknownSegment { code, known }) => t_args(
                language,
                "asking-unknown-segment",
                &[("code", code.into()), ("known", known.into())],
            ),
            Self::Most | Self::PerHour | Self::Fault(Fault::NoMost | Fault::NoPerHour) => {
                t(language, "asking-open-bad-limit")
            }
            Self::From | Self::Until => t(language, "asking-bad-moment"),
            Self::Fault(Fault::EndsInPast) => t(language, "asking-open-ends-in-past"),
            Self::Fault(Fault::EndsBeforeStart) => t(language, "asking-open-ends-before"),
        }
    }
}

pub struct Shown<'a> {
    pub number: i32,
    pub name: &'a Text,
    pub wave: Option<&'a Wave>,
    /// With their addresses.
    pub links: Vec<(String, Used)>,
    pub form: &'a LinkForm,
    pub problems: &'a [Problem],
}

impl Shown<'_> {
    fn error(&self, language: &Language, field: &str) -> Option<String> {
        let mut problems = self.problems.iter();
        let problem = problems.find(|problem| problem.field() == field)?;
        Some(problem.sentence(language))
    }
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let working = shown.links.iter();
    let working = working.filter(|(_, used)| used.link.revoked_at.is_none());
    let args = [("count", working.count().into())];
    let title = t_args(language, "asking-open-title", &args);
    let state = shown.wave.map_or(WaveState::Planned, |wave| wave.state);
    let problems: Vec<_> = shown
        .problems
        .iter()
        .map(|problem| (Some(problem.field()), problem.sentence(language)))
        .collect();
    let name = shown.name.get(language);
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(name), &title, Some(&t(language, "asking-open-lead")), &Markup::default()))
        (wave_tabs(work, shown.number, Tab::OpenLinks))
        @if state == WaveState::Planned {
            (notice(Tone::Plain, &html! { p { (t(language, "asking-open-not-open")) } }))
        }
        @for (address, used) in &shown.links { (one(work, shown, address, used)) }
        @if state != WaveState::Closed { (form(work, shown)) }
        @else if shown.links.is_empty() { p { (t(language, "asking-open-none")) } }
    };
    let here = Tab::OpenLinks.name(work);
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn one(work: &Work, shown: &Shown, address: &str, used: &Used) -> Markup {
    let language = &work.language;
    let link = &used.link;
    let own = format!("waves/{}/open-links/{}", shown.number, link.number);
    let works = link.revoked_at.is_none();
    let facts = html! {
        table {
            caption.unseen { (link.terms.name) }
            tbody {
                @for (what, value) in facts(work, shown, used) {
                    tr { th scope="row" { (what) } td { (value) } }
                }
            }
        }
    };
    html! {
        section {
            h2 { (link.terms.name) }
            @if works {
                p { a href=(address) { bdi { (address) } } }
            } @else if let Some(at) = link.revoked_at {
                p { span.tag { (t_args(language, "asking-open-revoked", &[
                    ("at", date_time(language, at, work.zone()).into())])) } }
            }
            (scrolling(&link.terms.name, &facts))
            @if works {
                p { a.button href=(work.at(&format!("{own}/poster"))) target="_blank" {
                    (t(language, "asking-open-poster")) } }
                details {
                    summary { (t(language, "asking-open-revoke")) }
                    p { (t(language, "asking-open-revoke-lead")) }
                    form.once-more method="post" action=(work.at(&format!("{own}/revocation"))) {
                        button.button.danger { (t(language, "asking-open-revoke-go")) }
                    }
                }
            }
        }
    }
}

/// What limits it, and what came by it.
fn facts(work: &Work, shown: &Shown, used: &Used) -> Vec<(String, Markup)> {
    let language = &work.language;
    let terms = &used.link.terms;
    let limit = |limit: Option<u32>| match limit {
        Some(limit) => html! { (count(language, limit.into())) },
        None => html! { (t(language, "asking-open-no-limit")) },
    };
    vec![
        (
            t(language, "asking-open-answered"),
            html! { (answered(work, shown, used)) },
        ),
        (t(language, "asking-open-most"), limit(terms.most)),
        (t(language, "asking-open-per-hour"), limit(terms.per_hour)),
        (
            t(language, "asking-open-when"),
            html! { (when(work, terms)) },
        ),
        (
            t(language, "wave-segment"),
            match &terms.segment {
                Some(code) => segment_name(work, code),
                None => html! { (t(language, "asking-open-no-segment")) },
            },
        ),
        (
            t(language, "asking-open-device"),
            html! {
                @if terms.kiosk { (t(language, "asking-open-kiosk")) }
                @else { (t(language, "asking-open-own")) }
            },
        ),
    ]
}

/// Of an open anonymous wave in whole steps of the privacy threshold, so that nobody sees one come in.
fn answered(work: &Work, shown: &Shown, used: &Used) -> String {
    let language = &work.language;
    let protocol = work.stand.protocol.as_ref();
    let step = protocol.map_or(1, |version| version.protocol.rules.privacy_threshold);
    let hides = shown.wave.is_some_and(|wave| {
        wave.privacy_mode == PrivacyMode::Anonymous && wave.state == WaveState::Open
    });
    if !hides {
        let args = [
            ("answered", used.answered.into()),
            ("begun", used.begun.into()),
        ];
        return t_args(language, "asking-open-answered-of", &args);
    }
    let step = u64::from(step.max(1));
    let at_least = used.answered / step * step;
    let args = [("answered", at_least.into())];
    t_args(language, "asking-open-at-least", &args)
}

fn when(work: &Work, terms: &Terms) -> String {
    let language = &work.language;
    let at = |moment| date_time(language, moment, work.zone());
    match (terms.from, terms.until) {
        (None, None) => t(language, "asking-open-always"),
        (Some(from), None) => t_args(language, "asking-open-from", &[("from", at(from).into())]),
        (None, Some(until)) => t_args(
            language,
            "asking-open-until",
            &[("until", at(until).into())],
        ),
        (Some(from), Some(until)) => t_args(
            language,
            "asking-open-between",
            &[("from", at(from).into()), ("until", at(until).into())],
        ),
    }
}

fn form(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let form = shown.form;
    let error = |field: &str| shown.error(language, field);
    let mut options = vec![(String::new(), t(language, "asking-open-no-segment"))];
    for segment in segments(work) {
        let name = segment.name.get(language).to_owned();
        options.push((segment.code.clone(), name));
    }
    let zone = t_args(
        language,
        "asking-open-zone",
        &[("zone", work.programme.time_zone.as_str().into())],
    );
    html! {
        section {
            h2 { (t(language, "asking-open-make")) }
            form.form method="post" action=(work.at(&format!("waves/{}/open-links", shown.number))) {
                (Field::text("name", &t(language, "asking-open-name"), &form.name)
                    .hint(&t(language, "asking-open-name-hint")).error(error("name").as_deref()).input())
                @if options.len() > 1 {
                    (Field::text("segment", &t(language, "wave-segment"), &form.segment)
                        .hint(&t(language, "asking-open-segment-hint"))
                        .error(error("segment").as_deref()).select(&options))
                }
                fieldset.field {
                    legend { (t(language, "asking-open-device")) }
                    label.check {
                        input type="checkbox" name="kiosk" value="yes" checked[!form.kiosk.is_empty()];
                        (t(language, "asking-open-kiosk-choice"))
                    }
                }
                (Field::text("most", &t(language, "asking-open-most"), &form.most).kind("number")
                    .hint(&t(language, "asking-open-limit-hint")).error(error("most").as_deref()).input())
                (Field::text("per_hour", &t(language, "asking-open-per-hour"), &form.per_hour).kind("number")
                    .hint(&t(language, "asking-open-per-hour-hint"))
                    .error(error("per_hour").as_deref()).input())
                (Field::text("from", &t(language, "asking-open-from-field"), &form.from).kind("datetime-local")
                    .hint(&zone).error(error("from").as_deref()).input())
                (Field::text("until", &t(language, "asking-open-until-field"), &form.until)
                    .kind("datetime-local").hint(&zone).error(error("until").as_deref()).input())
                div { button.button.primary { (t(language, "asking-open-make-go")) } }
            }
        }
    }
}

/// One sheet to hang up, in the first two languages of the survey.
pub fn poster(work: &Work, wave: &Wave, link: &OpenLink, asking: &Asking, address: &str) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "asking-open-poster-title",
        &[("name", link.terms.name.as_str().into())],
    );
    let about = Printed {
        title: &title,
        how: &t(language, "asking-open-poster-how"),
        back: &work.at(&format!("waves/{}/open-links", wave.number)),
    };
    let sheet = html! {
        article.letter.poster {
            @for (at, spoken) in asking.languages.iter().take(2).enumerate() {
                div.told lang=(page_language(spoken)) {
                    @if at == 0 { p.organisation { (said(&asking.organisation, spoken)) } }
                    h2 { (said(&asking.survey, spoken)) }
                    p { (t(spoken, "asking-open-poster-ask")) }
                    @if let Some(until) = link.terms.until.or(asking.closes_at) {
                        p { (t_args(spoken, "mail-last-day", &[
                            ("day", last_day(spoken, until, asking).into())])) }
                    }
                    p.small { (privacy(spoken, asking.privacy)) }
                }
            }
            (qr(address, &t(language, "asking-open-poster-scan")))
            p.address { (address) }
        }
    };
    printed(language, &about, &sheet)
}

/// A time at midnight belongs to the day that ends then.
fn last_day(language: &Language, until: chrono::DateTime<chrono::Utc>, asking: &Asking) -> String {
    let moment = until - chrono::TimeDelta::seconds(1);
    date(language, moment.with_timezone(&asking.zone).date_naive())
}

fn privacy(language: &Language, privacy: PrivacyMode) -> String {
    match privacy {
        PrivacyMode::Anonymous => t(language, "asking-open-privacy-anonymous"),
        PrivacyMode::Confidential | PrivacyMode::Named => t(language, "asking-open-privacy"),
    }
}
