//! The plan of a wave as a page: what it comes to on top, and the form that decides it.

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use super::waves::{privacy_word, segment_name};
use crate::domain::language::Language;
use crate::domain::planning::Fault;
use crate::domain::protocol::{PrivacyMode, Segment, WavePlan};
use crate::store::asking::Reach;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::{count, date_time};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::said;
use crate::web::work::Work;

/// The form as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// The id of a version.
    pub survey: String,
    pub privacy: String,
    pub segment: Vec<String>,
    pub sampling: String,
    pub size: String,
    pub minimum: String,
    pub seed: String,
    pub opens: String,
    pub closes: String,
    pub send: String,
    pub until_settled: String,
    pub rest: String,
    pub quota: String,
    /// `see` what it comes to, or `keep` it.
    pub go: String,
}

pub struct Shown<'a> {
    pub number: i32,
    pub wave: Option<&'a Wave>,
    pub planned: Option<&'a WavePlan>,
    pub versions: &'a [SurveyVersion],
    pub is_begun: bool,
    pub form: &'a PlanForm,
    pub reach: Option<Reach>,
    pub problems: &'a [Problem],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Size,
    Minimum,
    Seed,
    Opens,
    Closes,
    Rest,
    Quota,
    NotPublished,
    NoSegment,
    Fault(Fault),
}

impl Problem {
    fn field(&self) -> &'static str {
        match self {
            Self::Size | Self::Fault(Fault::NoSize) => "size",
            Self::Minimum | Self::Fault(Fault::MinimumOverSize(_)) => "minimum",
            Self::Seed => "seed",
            Self::Opens | Self::Fault(Fault::OpensInPast) => "opens",
            Self::Closes | Self::Fault(Fault::ClosesInPast | Fault::ClosesBeforeOpening) => {
                "closes"
            }
            Self::Rest | Self::Fault(Fault::LongRest) => "rest",
            Self::Quota | Self::Fault(Fault::NoQuota) => "quota",
            Self::NotPublished => "survey",
            Self::NoSegment | Self::Fault(Fault::UnknownSegment { .. }) => "segments",
        }
    }

    fn sentence(&self, language: &Language) -> String {
        match self {
            Self::Size | Self::Fault(Fault::NoSize) => t(language, "asking-bad-size"),
            Self::Minimum => t(language, "asking-bad-minimum"),
            Self::Seed => t(language, "wave-problem-seed"),
            Self::Opens | Self::Closes => t(language, "asking-bad-moment"),
            Self::Rest => t(language, "asking-bad-rest"),
            Self::Quota | Self::Fault(Fault::NoQuota) => t(language, "asking-bad-quota"),
            Self::NotPublished => t(language, "wave-problem-not-published"),
            Self::NoSegment => t(language, "asking-no-segment"),
            Self::Fault(Fault::MinimumOverSize(size)) => t_args(
                language,
                "asking-minimum-over-size",
                &[("size", (*size).into())],
            ),
            Self::Fault(Fault::OpensInPast) => t(language, "asking-opens-in-past"),
            Self::Fault(Fault::ClosesInPast) => t(language, "asking-closes-in-past"),
            Self::Fault(Fault::ClosesBeforeOpening) => t(language, "asking-closes-before"),
            Self::Fault(Fault::LongRest) => t(language, "asking-bad-rest"),
            Self::Fault(Fault::UnknownSegment { code, known }) => t_args(
                language,
                "asking-unknown-segment",
                &[("code", code.into()), ("known", known.into())],
            ),
        }
    }
}

/// The segments of the protocol.
pub fn segments(work: &Work) -> &[Segment] {
    let protocol = work.stand.protocol.as_ref();
    protocol.map_or(&[][..], |version| &version.protocol.segments)
}

pub fn code(privacy: PrivacyMode) -> &'static str {
    match privacy {
        PrivacyMode::Named => "named",
        PrivacyMode::Confidential => "confidential",
        PrivacyMode::Anonymous => "anonymous",
    }
}

pub fn privacy(code: &str) -> Option<PrivacyMode> {
    MODES.into_iter().find(|mode| self::code(*mode) == code)
}

const MODES: [PrivacyMode; 3] = [
    PrivacyMode::Named,
    PrivacyMode::Confidential,
    PrivacyMode::Anonymous,
];

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let name = match (shown.wave, shown.planned) {
        (Some(wave), _) => wave.name.get(language),
        (None, Some(plan)) => plan.name.get(language),
        (None, None) => "",
    };
    let title = title(language, shown);
    let problems: Vec<_> = shown
        .problems
        .iter()
        .map(|one| (Some(one.field()), one.sentence(language)))
        .collect();
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(name), &title, Some(&t(language, "asking-plan-lead")), &Markup::default()))
        (wave_tabs(work, shown.number, Tab::Plan))
        @if let Some(reach) = &shown.reach { (comes_to(work, shown, reach)) }
        @if shown.versions.is_empty() {
            (notice(Tone::Warn, &html! {
                p { (t(language, "wave-problem-not-published")) }
                p { a href=(work.at("surveys")) { (t(language, "asking-go-surveys")) } }
            }))
        } @else { (form(work, shown)) }
    };
    let here = Tab::Plan.name(work);
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn title(language: &Language, shown: &Shown) -> String {
    match &shown.reach {
        Some(reach) => {
            let args = [
                ("taken", reach.taken().into()),
                ("left", reach.left().into()),
            ];
            t_args(language, "asking-plan-title", &args)
        }
        None => t(language, "asking-plan-unknown"),
    }
}

/// How many clients the plan takes, and to whom of them no mail goes.
fn comes_to(work: &Work, shown: &Shown, reach: &Reach) -> Markup {
    let language = &work.language;
    let outlook = format!("waves/{}/outlook?invited={}", shown.number, reach.taken());
    html! {
        (reached(work, reach))
        @if reach.taken() > 0 && shown.planned.is_some() {
            p { a.button href=(work.at(&outlook)) { (t(language, "asking-go-outlook")) } }
        }
    }
}

/// Who is taken of whom, by segment, and who of them gets no mail.
pub fn reached(work: &Work, reach: &Reach) -> Markup {
    let language = &work.language;
    let table = html! {
        table {
            caption { (t(language, "asking-comes-to")) }
            thead {
                tr {
                    th scope="col" { (t(language, "wave-segment")) }
                    th.number scope="col" { (t(language, "asking-left")) }
                    th.number scope="col" { (t(language, "asking-taken")) }
                }
            }
            tbody {
                @for one in &reach.segments {
                    tr {
                        th scope="row" { (segment_name(work, &one.code)) }
                        td.number { (count(language, one.left)) }
                        td.number { (count(language, one.taken)) }
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (t(language, "wave-total")) }
                    td.number { (count(language, reach.left())) }
                    td.number { (count(language, reach.taken())) }
                }
            }
        }
    };
    html! {
        @if reach.left() == 0 {
            (notice(Tone::Warn, &html! { p { (t(language, "asking-nobody-left")) } }))
        } @else {
            section { (scrolling(&t(language, "asking-comes-to"), &table)) }
        }
        @if reach.resting > 0 || reach.opted_out > 0 {
            p {
                (t_args(language, "asking-not-mailed", &[
                    ("mailed", reach.mailed().into()),
                    ("resting", reach.resting.into()),
                    ("stopped", reach.opted_out.into()),
                ]))
            }
        }
        @if reach.without_address > 0 {
            p { (t_args(language, "asking-without-address", &[("count", reach.without_address.into())])) }
        }
    }
}

fn form(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    html! {
        section {
            h2 { (t(language, "asking-decide")) }
            form.form method="post" action=(work.at(&format!("waves/{}/plan", shown.number))) {
                (what(work, shown))
                (whom(work, shown))
                (when(work, shown))
                (limits(language, shown))
                div.actions {
                    button.button name="go" value="see" { (t(language, "asking-see")) }
                    button.button.primary name="go" value="keep" { (t(language, "asking-keep")) }
                }
            }
        }
    }
}

fn error(language: &Language, shown: &Shown, field: &str) -> Option<String> {
    let mut problems = shown.problems.iter();
    let problem = problems.find(|problem| problem.field() == field)?;
    Some(problem.sentence(language))
}

/// Questionnaire and privacy, which the first invitation fixes.
fn what(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let versions: Vec<(String, String)> = shown
        .versions
        .iter()
        .map(|one| {
            let args = [
                ("survey", one.survey.title.get(language).into()),
                ("version", one.version.into()),
            ];
            (
                one.id.to_string(),
                t_args(language, "asking-version", &args),
            )
        })
        .collect();
    let chosen = |id: &str| versions.iter().find(|(one, _)| one == id);
    // A form that was refused does not bring what it could not change.
    let own = shown.wave.map(|wave| wave.survey_version_id.to_string());
    let kept = own.as_deref().and_then(chosen);
    let modes = MODES.map(|mode| (code(mode).to_owned(), privacy_word(language, mode)));
    let survey = t(language, "wave-survey");
    let (mode, hint) = (
        t(language, "wave-privacy"),
        t(language, "asking-fixed-later"),
    );
    html! {
        @if shown.is_begun {
            dl.pairs {
                dt { (survey) }
                dd { (kept.map_or("", |(_, title)| title)) }
                dt { (mode) }
                dd { (shown.wave.map(|wave| privacy_word(language, wave.privacy_mode)).unwrap_or_default()) }
            }
            p.quiet { (t(language, "asking-fixed")) }
        } @else {
            (Field::text("survey", &survey, &shown.form.survey).select(&versions))
            (Field::text("privacy", &mode, &shown.form.privacy).hint(&hint).select(&modes))
        }
    }
}

fn whom(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let form = shown.form;
    let wrong = error(language, shown, "segments");
    let kinds = [
        ("census", t(language, "asking-census")),
        ("simple", t(language, "asking-simple")),
        ("stratified", t(language, "asking-stratified")),
    ];
    let is_known = kinds.iter().any(|(code, _)| *code == form.sampling);
    let chosen = if is_known {
        form.sampling.as_str()
    } else {
        "census"
    };
    let field = |name: &'static str, value: &str, label: String, hint: Option<String>| {
        let wrong = error(language, shown, name);
        let field = Field::text(name, &label, value).kind("number");
        let field = match &hint {
            Some(hint) => field.hint(hint),
            None => field,
        };
        field.error(wrong.as_deref()).input()
    };
    html! {
        @if segments(work).len() > 1 {
            fieldset.field #segments .wrong[wrong.is_some()] {
                legend { (t(language, "asking-segments")) }
                @if let Some(wrong) = &wrong { span.error { (wrong) } }
                @for segment in segments(work) {
                    label.check {
                        input type="checkbox" name="segment" value=(segment.code)
                            checked[form.segment.contains(&segment.code)];
                        span { (said(&segment.name, language)) }
                    }
                }
                span.hint { (t(language, "asking-segments-hint")) }
            }
        }
        fieldset.field {
            legend { (t(language, "asking-sampling")) }
            @for (code, label) in &kinds {
                label.check {
                    input type="radio" name="sampling" value=(code) checked[*code == chosen];
                    span { (label) }
                }
            }
        }
        div.row {
            (field("size", &form.size, t(language, "wave-size"), None))
            (field("minimum", &form.minimum, t(language, "asking-minimum"), None))
        }
        (field("seed", &form.seed, t(language, "wave-seed"), Some(t(language, "wave-seed-hint"))))
    }
}

fn when(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let is_open = shown.wave.is_some_and(|wave| wave.state == WaveState::Open);
    let (opens, closes) = (t(language, "asking-opens"), t(language, "asking-closes"));
    let zone = work.programme.time_zone.as_str();
    let opens_hint = t_args(language, "asking-opens-hint", &[("zone", zone.into())]);
    let closes_hint = t(language, "asking-closes-hint");
    let wrong = |name| error(language, shown, name);
    html! {
        @if let Some(opened) = shown.wave.and_then(|wave| wave.opened_at).filter(|_| is_open) {
            @let opened = date_time(language, opened, work.zone());
            p { (t_args(language, "asking-is-open", &[("at", opened.into())])) }
        } @else {
            (Field::text("opens", &opens, &shown.form.opens).kind("datetime-local")
                .hint(&opens_hint).error(wrong("opens").as_deref()).input())
            label.check {
                input type="checkbox" name="send" value="yes" checked[!shown.form.send.is_empty()];
                span { (t(language, "asking-send")) }
            }
        }
        (Field::text("closes", &closes, &shown.form.closes).kind("datetime-local")
            .hint(&closes_hint).error(wrong("closes").as_deref()).input())
        p { a href=(work.at(&format!("waves/{}/reminders", shown.number))) { (t(language, "asking-go-reminders")) } }
    }
}

fn limits(language: &Language, shown: &Shown) -> Markup {
    let (rest, quota) = (t(language, "asking-rest"), t(language, "asking-quota"));
    let rest_hint = t(language, "asking-rest-hint");
    let quota_hint = t(language, "asking-quota-hint");
    let wrong = |name| error(language, shown, name);
    html! {
        (Field::text("rest", &rest, &shown.form.rest).kind("number")
            .hint(&rest_hint).error(wrong("rest").as_deref()).input())
        (Field::text("quota", &quota, &shown.form.quota).kind("number")
            .hint(&quota_hint).error(wrong("quota").as_deref()).input())
        label.check {
            input type="checkbox" name="until_settled" value="yes"
                checked[!shown.form.until_settled.is_empty()];
            span { (t(language, "asking-until-settled")) }
        }
        p.hint { (t(language, "asking-until-settled-hint")) }
    }
}
