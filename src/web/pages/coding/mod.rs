//! The coding desk: the list that is coded from, differences side by side, and the tree of themes.

pub mod differences;
pub mod files;
pub mod list;
pub mod themes;

use axum::http::StatusCode;
use maud::{Markup, html};
use uuid::Uuid;

use crate::domain::coding::suggest::Suggestion;
use crate::domain::coding::themes::Tree;
use crate::domain::coding::{Code, Said, Source};
use crate::domain::language::Language;
use crate::domain::parameter::Tone;
use crate::texts::numbers::{date, decimal, list as joined};
use crate::texts::{t, t_args};
use crate::web::coding::Desk;
use crate::web::components::words::page_language;
use crate::web::work::Work;

/// A code as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub id: Uuid,
    pub tone: Option<Tone>,
    pub themes: Vec<String>,
    pub reason: String,
}

/// Why a form was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    NoTone,
    NoReason,
    /// Why a closed round is opened again was not said.
    NoReopening,
    LongReason,
    UnknownTheme,
    NotSure,
    Full,
    Closed,
    Shown,
    Blind,
}

impl Problem {
    pub fn status(self) -> StatusCode {
        match self {
            Self::NoTone
            | Self::NoReason
            | Self::NoReopening
            | Self::LongReason
            | Self::UnknownTheme
            | Self::NotSure => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Full | Self::Closed | Self::Shown | Self::Blind => StatusCode::CONFLICT,
        }
    }

    fn sentence(self, language: &Language) -> String {
        match self {
            Self::NoTone => t(language, "coding-no-tone"),
            Self::NoReason | Self::NoReopening => t(language, "coding-no-reason"),
            Self::LongReason => t(language, "coding-long-reason"),
            Self::UnknownTheme => t(language, "coding-unknown-theme"),
            Self::NotSure => t(language, "coding-not-sure"),
            Self::Full => t(language, "coding-full"),
            Self::Closed => t(language, "coding-closed"),
            Self::Shown => t(language, "coding-shown"),
            Self::Blind => t(language, "coding-still-blind"),
        }
    }

    /// Where the page shows it, if the item is on the page.
    fn field(self, id: Uuid) -> Option<String> {
        match self {
            Self::NoTone => Some(format!("tone-{id}-negative")),
            Self::NoReason | Self::LongReason => Some(format!("reason-{id}")),
            Self::NotSure => Some("sure".to_owned()),
            Self::NoReopening => Some("why".to_owned()),
            _ => None,
        }
    }
}

/// From the worst to the best, with their words in forms.
const TONES: [(Tone, &str); 3] = [
    (Tone::Negative, "negative"),
    (Tone::Neutral, "neutral"),
    (Tone::Positive, "positive"),
];

fn tone_word(language: &Language, tone: Tone) -> String {
    match tone {
        Tone::Negative => t(language, "coding-negative"),
        Tone::Neutral => t(language, "coding-neutral"),
        Tone::Positive => t(language, "coding-positive"),
    }
}

/// Who said it, when and from where: `V01 · 1 October 2026 · Social services · manager`.
fn origin(work: &Work, said: &Said) -> String {
    let language = &work.language;
    let person = match said.source {
        Source::Interview => t_args(
            language,
            "coding-interview-nr",
            &[("key", (&said.person).into()), ("nr", said.nr.into())],
        ),
        Source::Comment => t(language, "coding-comment"),
    };
    let day = said.date.map(|day| date(language, day));
    let segment = said.segment.as_ref().map(|code| segment(work, code));
    let about = [
        said.about.parameter.clone(),
        said.about.service.as_ref().map(|code| service(work, code)),
        said.about.score.map(|score| {
            let score = decimal(language, score, u8::from(score.fract() != 0.0));
            t_args(language, "coding-score", &[("score", score.into())])
        }),
    ];
    let parts = [Some(person), day, segment, said.role.clone()];
    let parts = parts.into_iter().chain(about);
    parts.flatten().collect::<Vec<_>>().join(" · ")
}

fn service(work: &Work, code: &str) -> String {
    let protocol = work.stand.protocol.as_ref();
    let services = protocol.map_or(&[][..], |version| &version.protocol.services);
    let found = services.iter().find(|service| service.code == code);
    found
        .map_or(code, |service| service.name.get(&work.language))
        .to_owned()
}

fn segment(work: &Work, code: &str) -> String {
    let protocol = work.stand.protocol.as_ref();
    let segments = protocol.map_or(&[][..], |version| &version.protocol.segments);
    let found = segments.iter().find(|segment| segment.code == code);
    found
        .map_or(code, |segment| segment.name.get(&work.language))
        .to_owned()
}

/// What was said, in the reader's language where it was translated.
fn words<'a>(language: &Language, said: &'a Said) -> &'a str {
    let english = page_language(language) == "en";
    let translated = said.text_en.as_deref().filter(|_| english);
    translated.unwrap_or(&said.text)
}

/// A code in words: `negative · reachability`.
fn code_words(language: &Language, tree: &Tree, code: &Code) -> Markup {
    let names: Vec<&str> = code.themes.iter().map(|key| tree.name(key)).collect();
    html! {
        span class={ "tone " (class(code.tone)) } { (tone_word(language, code.tone)) }
        " · "
        @if names.is_empty() { span.quiet { (t(language, "coding-no-theme")) } }
        @else { (joined(language, &names)) }
    }
}

fn class(tone: Tone) -> &'static str {
    TONES
        .iter()
        .find(|(own, _)| *own == tone)
        .map_or("", |(_, word)| word)
}

/// The fields of a code: the tone, and the themes as they stand in the tree.
struct Fields<'a> {
    id: Uuid,
    tone: Option<Tone>,
    themes: &'a [String],
    suggestion: Option<&'a Suggestion>,
    error: Option<String>,
    focus: bool,
}

impl Fields<'_> {
    fn show(&self, language: &Language, tree: &Tree) -> Markup {
        html! {
            fieldset.field.wrong[self.error.is_some()] {
                legend { (t(language, "coding-tone")) }
                @if let Some(error) = &self.error { span.error id={ "error-" (self.id) } { (error) } }
                div.tones {
                    @for (key, (tone, word)) in (1..).zip(TONES) {
                        label.check {
                            input type="radio" name="tone" value=(word) data-key=(key)
                                id={ "tone-" (self.id) "-" (word) } checked[self.tone == Some(tone)]
                                autofocus[self.focus && key == 1]
                                aria-describedby=[self.error.as_ref().map(|_| format!("error-{}", self.id))];
                            (tone_word(language, tone)) kbd.scripted-only { (key) }
                        }
                    }
                }
            }
            fieldset.field {
                legend { (t(language, "coding-themes")) }
                @if let Some(suggestion) = self.suggestion { (suggested(language, tree, suggestion)) }
                div.themes {
                    @for ((depth, theme), letter) in tree.rows().into_iter().zip(letters()) {
                        label.check class={ "depth-" (depth.min(3)) } {
                            input type="checkbox" name="theme" value=(theme.key) data-key=[letter]
                                checked[self.themes.iter().any(|key| tree.get(key) == Some(theme))];
                            (theme.name)
                            @if let Some(letter) = letter { kbd.scripted-only { (letter) } }
                        }
                    }
                }
            }
        }
    }
}

/// Keys for the first themes; `j` and `k` lead to the next and the former statement.
fn letters() -> impl Iterator<Item = Option<char>> {
    let own = ('a'..='z').filter(|letter| !"jk".contains(*letter));
    own.map(Some).chain(std::iter::repeat(None))
}

/// What the wording suggests, with the words that speak for it: never a code by itself.
fn suggested(language: &Language, tree: &Tree, suggestion: &Suggestion) -> Markup {
    let words: Vec<String> = suggestion
        .words
        .iter()
        .map(|word| {
            let args = [
                ("word", (&word.word).into()),
                ("on", word.on_theme.into()),
                ("all", word.all.into()),
            ];
            t_args(language, "coding-word", &args)
        })
        .collect();
    let args = [
        ("theme", tree.name(&suggestion.theme).into()),
        ("words", joined(language, &words).into()),
    ];
    html! { span.hint.suggestion { (t_args(language, "coding-suggestion", &args)) } }
}

/// The pages of the desk, beside each other.
fn tabs(work: &Work, desk: &Desk, here: &str) -> Markup {
    let language = &work.language;
    let tabs = [
        ("", t(language, "coding-tab-list")),
        ("/differences", t(language, "coding-tab-differences")),
        ("/themes", t(language, "coding-tab-themes")),
    ];
    html! {
        nav.tabs aria-label=(t(language, "coding-tabs")) {
            ul {
                @for (rest, name) in tabs {
                    li {
                        a href=(desk.at(work, rest)) aria-current=[(rest == here).then_some("page")] {
                            (name)
                        }
                    }
                }
            }
        }
    }
}

/// What the two coders are called.
fn coder(language: &Language, desk: &Desk, nr: usize) -> String {
    let place = match nr {
        0 => t(language, "coding-first"),
        _ => t(language, "coding-second"),
    };
    match desk.names.get(nr).and_then(Option::as_ref) {
        Some(name) => format!("{place} ({name})"),
        None => place,
    }
}
