//! What is said of conditions, checks and scores.

use super::{Words, near_or, near_or_all, say};
use crate::domain::expression::{CLIENT, ExpressionFault, MOST_CHARS};

pub(super) fn words(fault: &ExpressionFault) -> Words {
    match fault {
        ExpressionFault::TooLong { chars } => say(
            [
                format!("deze voorwaarde is te lang: {chars} tekens"),
                format!("this condition is too long: {chars} characters"),
            ],
            [
                format!("houd het bij {MOST_CHARS}; splits de vraag of de pagina"),
                format!("keep to {MOST_CHARS}; split the question or the page"),
            ],
        ),
        ExpressionFault::TooDeep => say(
            ["dit is te diep genest", "this is nested too deeply"],
            ["gebruik minder haken", "use fewer brackets"],
        ),
        ExpressionFault::Foreign { written, write } => say(
            [
                format!("“{written}” wordt hier niet gebruikt"),
                format!("“{written}” is not used here"),
            ],
            [format!("schrijf: {write}"), format!("write: {write}")],
        ),
        ExpressionFault::UnknownSign(sign) => say(
            [
                format!("“{sign}” betekent hier niets"),
                format!("“{sign}” means nothing here"),
            ],
            [
                "schrijf woorden en cijfers, zoals: grade <= 6 and solved is no",
                "write words and digits, such as: grade <= 6 and solved is no",
            ],
        ),
        ExpressionFault::UnclosedText => say(
            [
                "het aanhalingsteken van deze tekst wordt niet gesloten",
                "the quote of this text is not closed",
            ],
            ["zet er \" achter", "put \" behind it"],
        ),
        ExpressionFault::UnclosedBracket => say(
            [
                "deze haak wordt niet gesloten",
                "this bracket is not closed",
            ],
            ["zet er ) achter", "put ) behind it"],
        ),
        ExpressionFault::Unfinished => say(
            ["hier ontbreekt nog iets", "something is missing here"],
            [
                "maak de voorwaarde af, bijvoorbeeld: solved is no",
                "finish the condition, for example: solved is no",
            ],
        ),
        ExpressionFault::Unexpected(found) => say(
            [
                format!("“{found}” past hier niet"),
                format!("“{found}” does not fit here"),
            ],
            [
                "zet “and” of “or” tussen twee voorwaarden, en vergelijk met is, in, includes, < of <=",
                "put “and” or “or” between two conditions, and compare with is, in, includes, < or <=",
            ],
        ),
        _ => of_names(fault),
    }
}

fn of_names(fault: &ExpressionFault) -> Words {
    match fault {
        ExpressionFault::UnknownName { name, near } => say(
            [
                format!("er is geen vraag “{name}”"),
                format!("there is no question “{name}”"),
            ],
            near_or(
                near.as_deref(),
                [
                    &format!(
                        "noem de code van een eerdere vraag, of {}",
                        CLIENT.join(", ")
                    ),
                    &format!(
                        "name the code of an earlier question, or {}",
                        CLIENT.join(", ")
                    ),
                ],
            ),
        ),
        ExpressionFault::NotEarlier(name) => say(
            [
                format!("“{name}” komt pas later in de vragenlijst"),
                format!("“{name}” only comes later in the survey"),
            ],
            [
                "noem een eerdere vraag, of verplaats deze",
                "name an earlier question, or move this one",
            ],
        ),
        ExpressionFault::Itself => say(
            [
                "deze vraag verwijst naar zichzelf",
                "this question refers to itself",
            ],
            ["noem een eerdere vraag", "name an earlier question"],
        ),
        ExpressionFault::Circle(name) => say(
            [
                format!("“{name}” en deze vraag wachten op elkaar"),
                format!("“{name}” and this question wait for each other"),
            ],
            [
                "laat een voorwaarde alleen naar eerdere vragen kijken",
                "let a condition look at earlier questions only",
            ],
        ),
        ExpressionFault::UnknownChoice {
            item,
            code,
            near,
            options,
        } => say(
            [
                format!("“{code}” is geen antwoord op “{item}”"),
                format!("“{code}” is not an answer to “{item}”"),
            ],
            near_or_all(near.as_deref(), options),
        ),
        ExpressionFault::OffTheScale { item, low, high } => say(
            [
                format!("dit getal staat niet op de schaal van “{item}”"),
                format!("this number is not on the scale of “{item}”"),
            ],
            [
                format!("schrijf een heel getal van {low} tot en met {high}"),
                format!("write a whole number from {low} to {high}"),
            ],
        ),
        ExpressionFault::NotACondition { name } => say(
            [
                format!("“{name}” is nog geen voorwaarde"),
                format!("“{name}” is not a condition yet"),
            ],
            [
                format!(
                    "zeg waarmee u het vergelijkt, bijvoorbeeld: {name} is … of answered({name})"
                ),
                format!(
                    "say what to compare it with, for example: {name} is … or answered({name})"
                ),
            ],
        ),
        ExpressionFault::WrongCount { function } => say(
            [
                format!("{function}() vraagt om de code van één vraag"),
                format!("{function}() takes the code of one question"),
            ],
            [
                format!("schrijf bijvoorbeeld {function}(solved)"),
                format!("write for example {function}(solved)"),
            ],
        ),
        ExpressionFault::WrongKind { found, needed } => {
            let ([found_nl, found_en], [needed_nl, needed_en]) = (kind(found), kind(needed));
            say(
                [
                    format!("dit is {found_nl}, en hier hoort {needed_nl}"),
                    format!("this is {found_en}, where {needed_en} belongs"),
                ],
                [
                    "vergelijk gelijke soorten: getallen met <, keuzes met is, meerkeuze met includes",
                    "compare like with like: numbers with <, choices with is, several choices with includes",
                ],
            )
        }
        _ => say(
            ["dit past hier niet", "this does not fit here"],
            ["verbeter het", "correct it"],
        ),
    }
}

fn kind(word: &str) -> [&'static str; 2] {
    match word {
        "condition" => ["een voorwaarde", "a condition"],
        "number" => ["een getal", "a number"],
        "choice" => ["een keuze", "a choice"],
        "choices" => ["een reeks keuzes", "several choices"],
        "date" => ["een datum", "a date"],
        _ => ["een tekst", "a text"],
    }
}
