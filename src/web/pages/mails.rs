//! A text of a wave's mails as a page: written beside what may stand in it, above how it reads.

use maud::{Markup, html};
use serde::Deserialize;

use super::frame::framed;
use crate::domain::definition::author::Typed;
use crate::domain::language::{Language, Text};
use crate::domain::mailing::{Asking, PLACES, Step, unknown_places};
use crate::mail::invitation::Written;
use crate::store::waves::{Wave, WaveState};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::meanwhile::{fields, of_another, theirs};
use crate::web::components::notice::{Tone, Wrong, notice, summary};
use crate::web::components::page_header::{empty_state, page_header};
use crate::web::components::steps::Step as WorkStep;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::own_name;
use crate::web::work::Work;

const LONGEST_SUBJECT: usize = 150;
const LONGEST_BODY: usize = 10_000;

/// The form as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    pub subject: String,
    pub body: String,
    /// `see` how it reads, or keep it.
    pub go: String,
    /// The mark of the text that the page showed.
    pub seen: String,
}

impl TextForm {
    /// Without what a browser adds.
    pub fn tidy(&self) -> (String, String) {
        let tidy = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        (tidy(&self.subject), tidy(&self.body))
    }

    pub fn fields(&self) -> Typed {
        let (subject, body) = self.tidy();
        fields([("subject", &subject), ("body", &body)])
    }

    /// Both empty brings our own text back.
    pub fn problems(&self) -> Vec<Problem> {
        let (subject, body) = self.tidy();
        let mut problems = Vec::new();
        match (subject.is_empty(), body.is_empty()) {
            (true, false) => problems.push(Problem::Empty("subject")),
            (false, true) => problems.push(Problem::Empty("body")),
            _ => {}
        }
        if subject.chars().count() > LONGEST_SUBJECT || subject.contains('\n') {
            problems.push(Problem::LongSubject);
        }
        if body.chars().count() > LONGEST_BODY {
            problems.push(Problem::LongBody);
        }
        for (field, text) in [("subject", subject), ("body", body)] {
            let unknown = unknown_places(&text).into_iter();
            problems.extend(unknown.map(|place| Problem::Unknown(field, place)));
        }
        problems
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Empty(&'static str),
    LongSubject,
    LongBody,
    /// A field, and a place in it that stands for nothing.
    Unknown(&'static str, String),
}

impl Problem {
    fn field(&self) -> &'static str {
        match self {
            Self::Empty(field) | Self::Unknown(field, _) => field,
            Self::LongSubject => "subject",
            Self::LongBody => "body",
        }
    }

    fn sentence(&self, language: &Language) -> String {
        match self {
            Self::Empty(_) => t(language, "asking-text-empty"),
            Self::LongSubject => {
                let most = LONGEST_SUBJECT;
                t_args(language, "asking-subject-long", &[("most", most.into())])
            }
            Self::LongBody => {
                let most = LONGEST_BODY;
                t_args(language, "asking-body-long", &[("most", most.into())])
            }
            Self::Unknown(_, place) => {
                let known = PLACES.join(", ");
                t_args(
                    language,
                    "asking-unknown-place",
                    &[("place", place.into()), ("known", known.into())],
                )
            }
        }
    }
}

pub struct Shown<'a> {
    pub wave: &'a Wave,
    pub asking: &'a Asking,
    pub step: Step,
    pub language: &'a Language,
    pub is_own: bool,
    /// How it reads as it is kept.
    pub written: Written,
    pub form: &'a TextForm,
    pub problems: &'a [Problem],
    /// What somebody else stored since the form was shown.
    pub now: Option<&'a Typed>,
}

impl Shown<'_> {
    fn wrong(&self, language: &Language) -> Vec<Wrong> {
        if let Some(now) = self.now {
            let names = ["subject", "body"].map(str::to_owned);
            return of_another(language, names, &self.form.fields(), now);
        }
        let said = |one: &Problem| (Some(one.field().to_owned()), one.sentence(language));
        self.problems.iter().map(said).collect()
    }
}

/// In place of texts for a wave that only the protocol plans.
pub fn not_planned(work: &Work, number: i32, name: &Text) -> Markup {
    let language = &work.language;
    let title = Tab::Mails.name(work);
    let main = html! {
        (page_header(Some(name.get(language)), &title, None, &Markup::default()))
        (wave_tabs(work, number, Tab::Mails))
        (empty_state(&t(language, "asking-not-planned"), &t(language, "asking-not-planned-next"), &html! {
            a.button.primary href=(work.at(&format!("waves/{number}/plan"))) { (t(language, "asking-go-plan")) }
        }))
    };
    framed(work, &title, Some(WorkStep::Waves), Some(&title), &main)
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let title = title(language, shown.step, shown.language);
    let wrong = shown.wrong(language);
    let lead = match shown.is_own {
        true => t(language, "asking-text-own"),
        false => t(language, "asking-text-ours"),
    };
    let name = shown.wave.name.get(language);
    let main = html! {
        (summary(language, &wrong))
        (page_header(Some(name), &title, Some(&lead), &Markup::default()))
        (wave_tabs(work, shown.wave.number, Tab::Mails))
        (texts(work, shown))
        @if shown.wave.state != WaveState::Closed { (form(work, shown, &wrong)) }
        (reads(work, shown))
        (trial(work, shown))
    };
    let here = Tab::Mails.name(work);
    framed(work, &title, Some(WorkStep::Waves), Some(&here), &main)
}

fn title(language: &Language, step: Step, of: &Language) -> String {
    let name = own_name(of);
    match step {
        Step::Invitation => t_args(
            language,
            "asking-text-invitation",
            &[("language", name.into())],
        ),
        Step::Reminder => t_args(
            language,
            "asking-text-reminder",
            &[("language", name.into())],
        ),
    }
}

fn address(work: &Work, wave: &Wave, step: Step, language: &Language) -> String {
    let step = step.code();
    work.at(&format!("waves/{}/mails/{step}/{language}", wave.number))
}

/// All texts of the wave.
fn texts(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    html! {
        nav.tabs.minor aria-label=(t(language, "asking-texts")) {
            ul {
                @for step in Step::ALL {
                    @for one in &shown.asking.languages {
                        @let is_here = step == shown.step && one == shown.language;
                        li {
                            a href=(address(work, shown.wave, step, one)) aria-current=[is_here.then_some("true")] {
                                (title(language, step, one))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(work: &Work, shown: &Shown, wrong: &[Wrong]) -> Markup {
    let language = &work.language;
    let wrong = |field: &str| {
        let wrong = wrong.iter().filter(|(of, _)| of.as_deref() == Some(field));
        let said: Vec<&str> = wrong.map(|(_, sentence)| sentence.as_str()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    };
    let now = shown.now;
    let other = now.map(|now| theirs(language, "body", &shown.form.fields(), now));
    let (subject, body) = (t(language, "asking-subject"), t(language, "asking-body"));
    let hint = t(language, "asking-body-hint");
    html! {
        section {
            h2 { (t(language, "asking-write")) }
            form.form.wide method="post" action=(address(work, shown.wave, shown.step, shown.language)) {
                input type="hidden" name="seen" value=(shown.form.seen);
                (Field::text("subject", &subject, &shown.form.subject)
                    .error(wrong("subject").as_deref()).input())
                (Field::text("body", &body, &shown.form.body).hint(&hint)
                    .error(wrong("body").as_deref()).textarea(10))
                @if let Some(other) = other { (other) }
                div.actions {
                    button.button name="go" value="see" { (t(language, "asking-see-text")) }
                    button.button.primary name="go" value="keep" { (t(language, "asking-keep-text")) }
                }
            }
            details {
                summary { (t(language, "asking-places")) }
                dl.pairs {
                    @for (place, meaning) in PLACES.iter().zip(meanings(language)) {
                        dt { code { (place) } }
                        dd { (meaning) }
                    }
                }
            }
        }
    }
}

fn meanings(language: &Language) -> [String; 5] {
    [
        t(language, "asking-place-name"),
        t(language, "asking-place-organisation"),
        t(language, "asking-place-programme"),
        t(language, "asking-place-survey"),
        t(language, "asking-place-last-day"),
    ]
}

fn reads(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let own = address(work, shown.wave, shown.step, shown.language);
    let title = t(language, "asking-reads");
    let sees = shown.form.go == "see" && shown.problems.is_empty();
    html! {
        section {
            h2 { (title) }
            dl.pairs {
                dt { (t(language, "asking-subject")) }
                dd lang=(shown.language) { (shown.written.subject) }
            }
            @if sees {
                (notice(Tone::Plain, &html! { p { (t(language, "asking-not-kept")) } }))
                form method="post" action={ (own) "/html" } target="mail" {
                    input type="hidden" name="subject" value=(shown.form.subject);
                    input type="hidden" name="body" value=(shown.form.body);
                    button.button { (t(language, "asking-see-html")) }
                }
            }
            iframe.mail name="mail" src=[(!sees).then(|| format!("{own}/html"))] title=(title)
                sandbox="allow-same-origin" {}
            details open[sees] {
                summary { (t(language, "asking-plain")) }
                pre.mail lang=(shown.language) { (shown.written.plain) }
            }
        }
    }
}

fn trial(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let own = address(work, shown.wave, shown.step, shown.language);
    let email = work.visitor.account.email.as_str();
    html! {
        section #trial {
            h2 { (t(language, "asking-trial")) }
            p {
                @if work.app.settings.sends_mail {
                    (t_args(language, "asking-trial-lead", &[("email", email.into())]))
                } @else { (t(language, "asking-trial-file")) }
            }
            form.once-more method="post" action={ (own) "/trial" } {
                button.button { (t(language, "asking-trial-go")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(subject: &str, body: &str) -> Vec<Problem> {
        let form = TextForm {
            subject: subject.to_owned(),
            body: body.to_owned(),
            ..TextForm::default()
        };
        form.problems()
    }

    #[test]
    fn a_text_with_known_places_is_taken_and_an_unknown_one_named() {
        assert_eq!(
            problems("{survey} for {name}", "Until {last day}.\r\n\r\nBye"),
            []
        );
        assert_eq!(problems("", " \r\n"), [], "brings ours back");
        let wrong = problems("{naam}", "{link} and {organisation}");
        let unknown = |field, place: &str| Problem::Unknown(field, place.to_owned());
        assert_eq!(
            wrong,
            [unknown("subject", "{naam}"), unknown("body", "{link}")]
        );
    }

    #[test]
    fn half_a_text_and_one_that_is_too_long_are_refused() {
        assert_eq!(problems("", "x"), [Problem::Empty("subject")]);
        assert_eq!(problems("x", ""), [Problem::Empty("body")]);
        assert_eq!(problems("a\nb", "x"), [Problem::LongSubject]);
        let long = "x".repeat(LONGEST_BODY + 1);
        assert_eq!(
            problems(&long, &long),
            [Problem::LongSubject, Problem::LongBody]
        );
    }
}
