//! What is said of a protocol and surveys that do not fit each other.

use super::super::fault::{Needs, TogetherFault};
use super::{Words, near_or, near_or_all, say};

pub(super) fn words(fault: &TogetherFault) -> Words {
    match fault {
        TogetherFault::NoSuchItem { item, near } => say(
            [
                format!("geen enkele vragenlijst heeft de vraag “{item}”"),
                format!("no survey has the item “{item}”"),
            ],
            near_or(
                near.as_deref(),
                [
                    "voeg de vraag toe, of noem een vraag die er is",
                    "add the item, or name one that is there",
                ],
            ),
        ),
        TogetherFault::NoSuchSurvey { survey, near } => say(
            [
                format!("er is geen vragenlijst “{survey}”"),
                format!("there is no survey “{survey}”"),
            ],
            near_or(
                near.as_deref(),
                [
                    "voeg het bestand van de vragenlijst toe",
                    "add the file of the survey",
                ],
            ),
        ),
        TogetherFault::KindDoesNotFit {
            item,
            survey,
            needs,
        } => misfit(item, survey, *needs),
        TogetherFault::SameCode { survey } => say(
            [
                format!("twee bestanden heten “{survey}”"),
                format!("two files are called “{survey}”"),
            ],
            ["kies een andere code", "choose another code"],
        ),
        TogetherFault::NotAnOption {
            item,
            chosen,
            options,
        } => say(
            [
                format!("“{chosen}” is geen antwoord op vraag “{item}”"),
                format!("“{chosen}” is not an answer to item “{item}”"),
            ],
            near_or_all(None, options),
        ),
        TogetherFault::DifferentScales {
            perceived,
            expected,
        } => say(
            [
                format!("“{perceived}” en “{expected}” hebben niet dezelfde schaal"),
                format!("“{perceived}” and “{expected}” do not have the same scale"),
            ],
            [
                "geef beide vragen dezelfde laagste en hoogste waarde",
                "give both items the same lowest and highest value",
            ],
        ),
        TogetherFault::OffTheScale { low, high } => say(
            [
                "de streef- of grenswaarde kan niet voorkomen",
                "the target or the limit cannot occur",
            ],
            [
                format!("schrijf getallen van {low} tot en met {high}"),
                format!("write numbers from {low} to {high}"),
            ],
        ),
        TogetherFault::NoPurpose => no_purpose(),
        TogetherFault::UnusedForParameter => unused(),
    }
}

fn no_purpose() -> Words {
    say(
        [
            "geen toetsingsparameter gebruikt deze vraag",
            "no test parameter uses this item",
        ],
        [
            "zeg waarvoor zij is, bijvoorbeeld purpose = \"driver\", of haal haar weg",
            "say what it is for, for example purpose = \"driver\", or take it out",
        ],
    )
}

fn unused() -> Words {
    say(
        [
            "de vraag heet voor een parameter te zijn, maar geen parameter gebruikt haar",
            "the item is said to be for a parameter, but no parameter uses it",
        ],
        [
            "noem haar in een parameter, of geef haar een ander doel",
            "name it in a parameter, or give it another purpose",
        ],
    )
}

fn misfit(item: &str, survey: &str, needs: Needs) -> Words {
    let [dutch, english] = needs.said();
    say(
        [
            format!("vraag “{item}” van “{survey}” past niet: nodig is {dutch}"),
            format!("item “{item}” of “{survey}” does not fit: it takes {english}"),
        ],
        [
            "kies een andere vraag of een andere schatter",
            "choose another item or another estimator",
        ],
    )
}

impl Needs {
    fn said(self) -> [&'static str; 2] {
        match self {
            Self::Options => [
                "een schaal, een enkele keuze of ja/nee",
                "a scale, a single choice or yes/no",
            ],
            Self::Scale => ["een schaal", "a scale"],
            Self::ZeroToTen => ["een schaal van 0 tot en met 10", "a scale of 0 to 10"],
            Self::OneToFive => ["een schaal van 1 tot en met 5", "a scale of 1 to 5"],
        }
    }
}
