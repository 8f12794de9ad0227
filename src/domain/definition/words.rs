//! Says each fault in Dutch and English: what is wrong, and what to do.

use super::fault::{
    CodeFault, Expected, Fault, FieldFault, FileFault, Needs, RuleFault, Thing, TogetherFault,
};
use super::{MOST_BYTES, MOST_CHARS};
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
            Self::Field { key, fault } => of_field(key, fault),
            Self::Code(fault) => of_code(fault),
            Self::Rule(fault) => of_rule(fault),
            Self::Together(fault) => of_together(fault),
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

/// Offers the word that was probably meant, else all that would do.
fn near_or_all<T: AsRef<str>>(near: Option<&str>, all: &[T]) -> Both {
    let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
    match near {
        Some(near) => [
            format!("bedoelde u “{near}”?"),
            format!("did you mean “{near}”?"),
        ],
        None => [
            format!("kies uit: {}", all.join(", ")),
            format!("choose from: {}", all.join(", ")),
        ],
    }
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

fn of_field(key: &str, fault: &FieldFault) -> Words {
    match fault {
        FieldFault::Missing => say(
            [format!("“{key}” ontbreekt"), format!("“{key}” is missing")],
            [
                format!("voeg het toe: {key} = …"),
                format!("add it: {key} = …"),
            ],
        ),
        FieldFault::Unknown { near, known } => say(
            [
                format!("“{key}” is hier geen bekend veld"),
                format!("“{key}” is not a known field here"),
            ],
            near_or_all(*near, known),
        ),
        FieldFault::WrongType(expected) => of_type(key, *expected),
        FieldFault::UnknownWord {
            word,
            near,
            allowed,
        } => say(
            [
                format!("“{word}” is geen waarde voor “{key}”"),
                format!("“{word}” is not a value of “{key}”"),
            ],
            near_or_all(near.as_deref(), allowed),
        ),
        FieldFault::Nothing => say(
            [
                format!("er is geen enkele “{key}”"),
                format!("there is no “{key}” at all"),
            ],
            ["noem er minstens een", "name at least one"],
        ),
        FieldFault::TooMany { count, most } => say(
            [
                format!("“{key}” komt te vaak voor: {count} keer"),
                format!("there are too many of “{key}”: {count}"),
            ],
            [format!("houd het bij {most}"), format!("keep to {most}")],
        ),
        FieldFault::EmptyText => say(
            [
                format!("de tekst van “{key}” is leeg"),
                format!("the text of “{key}” is empty"),
            ],
            [
                "vul de tekst in, of laat het veld weg als het niet verplicht is",
                "fill in the text, or leave the field out if it is not required",
            ],
        ),
        FieldFault::MissingLanguage(language) => say(
            [
                format!("“{key}” heeft geen tekst in de taal “{language}”"),
                format!("“{key}” has no text in the language “{language}”"),
            ],
            [
                format!("voeg tussen de accolades toe: {language} = \"…\""),
                format!("add between the braces: {language} = \"…\""),
            ],
        ),
        FieldFault::TextTooLong { chars } => say(
            [
                format!("de tekst van “{key}” is te lang: {chars} tekens"),
                format!("the text of “{key}” is too long: {chars} characters"),
            ],
            [
                format!("houd het bij {MOST_CHARS} tekens"),
                format!("keep to {MOST_CHARS} characters"),
            ],
        ),
        FieldFault::ControlCharacter => say(
            [
                format!("“{key}” bevat een onzichtbaar stuurteken"),
                format!("“{key}” holds an invisible control character"),
            ],
            [
                "typ de tekst opnieuw in plaats van te plakken",
                "type the text again instead of pasting it",
            ],
        ),
        FieldFault::NotAShare(value) => of_share(key, *value),
        FieldFault::OutOfRange { value, low, high } => say(
            [
                format!("{value} is geen mogelijke waarde voor “{key}”"),
                format!("{value} is not a possible value of “{key}”"),
            ],
            [
                format!("schrijf een getal van {low} tot en met {high}"),
                format!("write a number from {low} to {high}"),
            ],
        ),
    }
}

/// Who writes 80 means 80 %, so the remedy names the share.
fn of_share(key: &str, value: f64) -> Words {
    let message = [
        format!("“{key}” is een aandeel van 0 tot 1, en {value} niet"),
        format!("“{key}” is a share from 0 to 1, and {value} is not"),
    ];
    if value > 1.0 && value <= 100.0 {
        let share = value / 100.0;
        say(
            message,
            [
                format!("schrijf {share} voor {value} %"),
                format!("write {share} for {value} %"),
            ],
        )
    } else {
        say(
            message,
            [
                "schrijf bijvoorbeeld 0.8 voor 80 %",
                "write for example 0.8 for 80 %",
            ],
        )
    }
}

fn of_type(key: &str, expected: Expected) -> Words {
    let (table, tables) = (format!("[{key}]"), format!("[[{key}]]"));
    let (dutch, english, example) = match expected {
        Expected::Word => (
            "een tekst tussen aanhalingstekens",
            "a quoted text",
            "\"…\"",
        ),
        Expected::Text => (
            "een tekst per taal",
            "a text per language",
            "{ nl = \"…\", en = \"…\" }",
        ),
        Expected::Number => ("een getal", "a number", "0.8"),
        Expected::TwoNumbers => (
            "twee getallen, laag en hoog",
            "two numbers, low and high",
            "[0.7, 0.8]",
        ),
        Expected::Whole => ("een geheel getal", "a whole number", "10"),
        Expected::YesOrNo => ("true (ja) of false (nee)", "true or false", "true"),
        Expected::Day => (
            "een dag zonder aanhalingstekens",
            "a day without quotes",
            "2026-10-01",
        ),
        Expected::Table => (
            "een tabel met velden",
            "a table with fields",
            table.as_str(),
        ),
        Expected::Tables => (
            "een lijst van tabellen",
            "a list of tables",
            tables.as_str(),
        ),
        Expected::Words => ("een lijst van teksten", "a list of texts", "[\"…\", \"…\"]"),
        Expected::Codes => (
            "een lijst van antwoordcodes",
            "a list of answer codes",
            "[4, 5]",
        ),
    };
    say(
        [
            format!("“{key}” moet {dutch} zijn"),
            format!("“{key}” must be {english}"),
        ],
        [
            format!("schrijf bijvoorbeeld {example}"),
            format!("write for example {example}"),
        ],
    )
}

fn of_code(fault: &CodeFault) -> Words {
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
        } => {
            let [dutch, english] = thing.said();
            say(
                [
                    format!("{dutch} “{code}” bestaat al, op regel {first_line}"),
                    format!("{english} “{code}” is there already, on line {first_line}"),
                ],
                ["kies een andere naam", "choose another name"],
            )
        }
        CodeFault::UnknownReference { thing, code, near } => {
            let [dutch, english] = thing.said();
            say(
                [
                    format!("er is geen {dutch} “{code}”"),
                    format!("there is no {english} “{code}”"),
                ],
                match near {
                    Some(near) => near_or_all::<&str>(Some(near), &[]),
                    None => [
                        "leg het vast in dit bestand, of verander deze verwijzing".to_owned(),
                        "define it in this file, or change this reference".to_owned(),
                    ],
                },
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

fn of_rule(fault: &RuleFault) -> Words {
    match fault {
        RuleFault::LimitBeyondTarget {
            higher,
            target,
            limit,
        } => {
            let (dutch, english) = if *higher {
                ("hoogstens", "at most")
            } else {
                ("minstens", "at least")
            };
            say(
                [
                    format!("de grenswaarde {limit} is strenger dan de streefwaarde {target}"),
                    format!("the limit {limit} is stricter than the target {target}"),
                ],
                [
                    format!("maak de grenswaarde {dutch} {target}, of keer “direction” om"),
                    format!("make the limit {english} {target}, or turn “direction” round"),
                ],
            )
        }
        RuleFault::LimitsInsideTargets => say(
            [
                "de grenswaarden zijn strenger dan de streefwaarden",
                "the limits are stricter than the targets",
            ],
            [
                "laat de grenswaarden de streefwaarden omvatten",
                "let the limits enclose the targets",
            ],
        ),
        RuleFault::LowNotBelowHigh { low, high } => say(
            [
                format!("het laagste getal ({low}) is niet lager dan het hoogste ({high})"),
                format!("the low number ({low}) is not below the high one ({high})"),
            ],
            ["verwissel of verbeter ze", "swap or correct them"],
        ),
        RuleFault::ScaleTooLong { points } => say(
            [
                format!("een schaal van {points} punten is te lang"),
                format!("a scale of {points} points is too long"),
            ],
            [
                "houd het bij 11 punten, zoals 0 tot en met 10",
                "keep to 11 points, such as 0 to 10",
            ],
        ),
        RuleFault::TooFewOptions => say(
            [
                "er valt niets te kiezen",
                "there is nothing to choose between",
            ],
            [
                "geef minstens twee mogelijkheden",
                "give two options at least",
            ],
        ),
        RuleFault::DatesReversed => say(
            [
                "de laatste dag ligt voor de eerste",
                "the last day comes before the first",
            ],
            ["verwissel of verbeter ze", "swap or correct them"],
        ),
        RuleFault::PeriodsOverlap { earlier, later } => say(
            [
                format!("de perioden van meting {earlier} en {later} overlappen"),
                format!("the periods of waves {earlier} and {later} overlap"),
            ],
            [
                "laat elke dag bij hoogstens een meting horen",
                "let every day belong to one wave at most",
            ],
        ),
        RuleFault::NotEarlier { number } => say(
            [
                format!("meting {number} komt niet voor deze"),
                format!("wave {number} does not come before this one"),
            ],
            [
                "vergelijk met een meting met een lager nummer",
                "compare with a wave of a lower number",
            ],
        ),
        RuleFault::CharterWithoutParameter => say(
            [
                "dit handvest belooft iets dat niemand meet",
                "this charter promises something that nobody measures",
            ],
            [
                "noem de toetsingsparameter: parameter = \"…\"",
                "name the test parameter: parameter = \"…\"",
            ],
        ),
        RuleFault::CharterNotCountable { parameter } => say(
            [
                format!("“{parameter}” telt geen overschrijdingen"),
                format!("“{parameter}” does not count breaches"),
            ],
            [
                "neem een parameter met estimator \"ratio\" en direction \"higher\"",
                "take a parameter with estimator \"ratio\" and direction \"higher\"",
            ],
        ),
        RuleFault::PopulationWithoutItem => say(
            [
                "deze parameter gaat niet over antwoorden van klanten",
                "this parameter is not about answers of clients",
            ],
            [
                "laat “finite_population” weg",
                "leave “finite_population” out",
            ],
        ),
    }
}

fn of_together(fault: &TogetherFault) -> Words {
    match fault {
        TogetherFault::NoSuchItem { item, near } => say(
            [
                format!("geen enkele vragenlijst heeft de vraag “{item}”"),
                format!("no survey has the item “{item}”"),
            ],
            match near {
                Some(near) => near_or_all::<&str>(Some(near), &[]),
                None => [
                    "voeg de vraag toe, of noem een vraag die er is".to_owned(),
                    "add the item, or name one that is there".to_owned(),
                ],
            },
        ),
        TogetherFault::NoSuchSurvey { survey, near } => say(
            [
                format!("er is geen vragenlijst “{survey}”"),
                format!("there is no survey “{survey}”"),
            ],
            match near {
                Some(near) => near_or_all::<&str>(Some(near), &[]),
                None => [
                    "voeg het bestand van de vragenlijst toe".to_owned(),
                    "add the file of the survey".to_owned(),
                ],
            },
        ),
        TogetherFault::KindDoesNotFit {
            item,
            survey,
            needs,
        } => {
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
        TogetherFault::NoPurpose => say(
            [
                "geen toetsingsparameter gebruikt deze vraag",
                "no test parameter uses this item",
            ],
            [
                "zeg waarvoor zij is, bijvoorbeeld purpose = \"driver\", of haal haar weg",
                "say what it is for, for example purpose = \"driver\", or take it out",
            ],
        ),
        TogetherFault::UnusedForParameter => say(
            [
                "de vraag heet voor een parameter te zijn, maar geen parameter gebruikt haar",
                "the item is said to be for a parameter, but no parameter uses it",
            ],
            [
                "noem haar in een parameter, of geef haar een ander doel",
                "name it in a parameter, or give it another purpose",
            ],
        ),
    }
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
        }
    }
}

impl Thing {
    pub(super) fn said(self) -> [&'static str; 2] {
        match self {
            Self::Agreement => ["SLA", "agreement"],
            Self::Charter => ["kwaliteitshandvest", "charter"],
            Self::Choice => ["antwoord", "option"],
            Self::Cluster => ["cluster", "cluster"],
            Self::Goal => ["doelstelling", "goal"],
            Self::Header => ["kolomkop", "header"],
            Self::Item => ["vraag", "item"],
            Self::Page => ["pagina", "page"],
            Self::Parameter => ["toetsingsparameter", "test parameter"],
            Self::Precondition => ["randvoorwaarde", "precondition"],
            Self::Problem => ["knelpunt", "problem"],
            Self::Segment => ["segment", "segment"],
            Self::Service => ["dienst", "service"],
            Self::Survey => ["vragenlijst", "survey"],
            Self::Wave => ["meting", "wave"],
        }
    }
}
