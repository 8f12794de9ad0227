//! What is said of codes, and of references to them.

use super::super::fault::{CodeFault, Thing};
use super::{Words, near_or, say};

pub(super) fn words(fault: &CodeFault) -> Words {
    match fault {
        CodeFault::BadCode(code) => say(
            [
                format!("“{code}” kan geen code zijn"),
                format!("“{code}” cannot be a code"),
            ],
            [
                "gebruik 1 tot 64 letters zonder accent, cijfers, koppeltekens en lage streepjes",
                "use 1 to 64 letters without accents, digits, hyphens and underscores",
            ],
        ),
        CodeFault::BadSlug(slug) => say(
            [
                format!("“{slug}” kan geen naam in een webadres zijn"),
                format!("“{slug}” cannot be a name in a web address"),
            ],
            [
                "gebruik 2 tot 40 kleine letters, cijfers en koppeltekens",
                "use 2 to 40 lower case letters, digits and hyphens",
            ],
        ),
        CodeFault::BadLanguage(tag) => say(
            [
                format!("“{tag}” is geen taalcode"),
                format!("“{tag}” is not a language tag"),
            ],
            [
                "schrijf kleine letters, zoals nl, en of fy",
                "write lower case letters, such as nl, en or fy",
            ],
        ),
        CodeFault::UnlistedLanguage(language) => say(
            [
                format!("de taal “{language}” staat niet in “languages”"),
                format!("the language “{language}” is not in “languages”"),
            ],
            [
                "zet haar daar bij, of haal deze tekst weg",
                "add it there, or take this text out",
            ],
        ),
        CodeFault::BadTimeZone(name) => say(
            [
                format!("“{name}” is geen tijdzone"),
                format!("“{name}” is not a time zone"),
            ],
            [
                "schrijf een naam uit de IANA-lijst, zoals Europe/Amsterdam",
                "write a name of the IANA list, such as Europe/Amsterdam",
            ],
        ),
        CodeFault::Duplicate {
            thing,
            code,
            first_line,
        } => duplicate(*thing, code, *first_line),
        CodeFault::UnknownReference { thing, code, near } => {
            let [dutch, english] = thing.said();
            say(
                [
                    format!("er is geen {dutch} “{code}”"),
                    format!("there is no {english} “{code}”"),
                ],
                near_or(
                    near.as_deref(),
                    [
                        "leg het vast in dit bestand, of verander deze verwijzing",
                        "define it in this file, or change this reference",
                    ],
                ),
            )
        }
        CodeFault::Reserved(code) => say(
            [
                format!("“{code}” is de naam van een kolom die geen vraag is"),
                format!("“{code}” is the name of a column that is no item"),
            ],
            ["kies een andere code", "choose another code"],
        ),
    }
}

fn duplicate(thing: Thing, code: &str, first_line: usize) -> Words {
    let [dutch, english] = thing.said();
    say(
        [
            format!("{dutch} “{code}” bestaat al, op regel {first_line}"),
            format!("{english} “{code}” is there already, on line {first_line}"),
        ],
        ["kies een andere naam", "choose another name"],
    )
}
