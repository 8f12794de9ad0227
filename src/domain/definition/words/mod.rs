//! Says each fault in Dutch and English: what is wrong, and what to do.

mod code;
mod expression;
mod field;
mod rule;
mod together;

use super::MOST_BYTES;
use super::fault::{Fault, FileFault, Thing};
use crate::domain::language::Text;

/// A message and a remedy.
pub(super) struct Words {
    pub(super) message: Text,
    pub(super) remedy: Text,
}

impl Fault {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::File(fault) => of_file(fault),
            Self::Field { key, fault } => field::words(key, fault),
            Self::Code(fault) => code::words(fault),
            Self::Rule(fault) => rule::words(fault),
            Self::Expression(fault) => expression::words(fault),
            Self::Together(fault) => together::words(fault),
        }
    }
}

/// A sentence in Dutch and in English.
type Both = [String; 2];

/// The message in both languages, then the remedy.
fn say<M: AsRef<str>, R: AsRef<str>>(message: [M; 2], remedy: [R; 2]) -> Words {
    Words {
        message: Text::both(message[0].as_ref(), message[1].as_ref()),
        remedy: Text::both(remedy[0].as_ref(), remedy[1].as_ref()),
    }
}

/// Offers the word that was probably meant.
fn meant(near: &str) -> Both {
    [
        format!("bedoelde u “{near}”?"),
        format!("did you mean “{near}”?"),
    ]
}

/// Offers the word that was probably meant, else all that would do.
fn near_or_all<T: AsRef<str>>(near: Option<&str>, all: &[T]) -> Both {
    let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    let all = all.join(", ");
    near.map_or_else(
        || [format!("kies uit: {all}"), format!("choose from: {all}")],
        meant,
    )
}

/// Offers the word that was probably meant, else other advice.
fn near_or(near: Option<&str>, advice: [&str; 2]) -> Both {
    near.map_or_else(|| advice.map(str::to_owned), meant)
}

fn of_file(fault: &FileFault) -> Words {
    match fault {
        FileFault::TooLarge { bytes } => say(
            [
                format!("het bestand is te groot: {bytes} bytes"),
                format!("the file is too large: {bytes} bytes"),
            ],
            [
                format!("een definitie mag hoogstens {MOST_BYTES} bytes zijn; splits haar"),
                format!("a definition may have {MOST_BYTES} bytes at most; split it"),
            ],
        ),
        FileFault::TooDeep => say(
            ["dit is te diep genest", "this is nested too deeply"],
            [
                "een definitie heeft hoogstens vijf lagen; controleer de haken en de punten",
                "a definition has five levels at most; check the brackets and the dots",
            ],
        ),
        FileFault::Syntax(detail) => say(
            [
                format!("dit is geen geldige TOML ({detail})"),
                format!("this is not valid TOML ({detail})"),
            ],
            [
                "controleer de aanhalingstekens, de haken en het =-teken, ook op de regel ervoor",
                "check the quotes, the brackets and the = sign, on the line before as well",
            ],
        ),
    }
}

impl Thing {
    pub(super) fn said(self) -> [&'static str; 2] {
        match self {
            Self::Agreement => ["SLA", "agreement"],
            Self::BackOffice => ["backoffice", "back office"],
            Self::Battery => ["reeks vragen", "battery"],
            Self::Charter => ["kwaliteitshandvest", "charter"],
            Self::Choice => ["antwoord", "option"],
            Self::Cluster => ["cluster", "cluster"],
            Self::Dimension => ["dimensie", "dimension"],
            Self::Drivers => ["analyse van drijfveren", "driver analysis"],
            Self::Feature => ["kenmerk", "feature"],
            Self::Goal => ["doelstelling", "goal"],
            Self::Header => ["kolomkop", "header"],
            Self::Item => ["vraag", "item"],
            Self::Page => ["pagina", "page"],
            Self::Parameter => ["toetsingsparameter", "test parameter"],
            Self::Precondition => ["randvoorwaarde", "precondition"],
            Self::Member => ["lid van de projectorganisatie", "member of the project"],
            Self::Premise => ["uitgangspunt", "premise"],
            Self::Annotation => ["aantekening", "annotation"],
            Self::Problem => ["knelpunt", "problem"],
            Self::Scale => ["schaal", "scale"],
            Self::Segment => ["segment", "segment"],
            Self::Service => ["dienst", "service"],
            Self::Subject => ["onderwerp", "subject"],
            Self::Survey => ["vragenlijst", "survey"],
            Self::Wave => ["meting", "wave"],
        }
    }
}
