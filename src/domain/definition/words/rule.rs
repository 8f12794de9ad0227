//! What is said of fields that contradict each other.

use super::super::fault::{AnalysisFault, BoundsFault, RuleFault};
use super::{Words, say};

pub(super) fn words(fault: &RuleFault) -> Words {
    match fault {
        RuleFault::Bounds(fault) => of_bounds(fault),
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
        RuleFault::DeviatesFromNothing => say(
            [
                "er staat niet bij wat ervan kwam",
                "it does not say what came of it",
            ],
            [
                "schrijf het bij “actual”, of laat “deviates” weg",
                "write it under “actual”, or leave “deviates” out",
            ],
        ),
        RuleFault::NotAnAddress => say(
            ["dit is geen e-mailadres", "this is no e-mail address"],
            [
                "schrijf het adres waarmee deze persoon zich aanmeldt, zoals naam@voorbeeld.nl",
                "write the address that this person signs in with, such as name@example.org",
            ],
        ),
        RuleFault::NotHours(text) => say(
            [
                format!("“{text}” zijn geen uren van een dag"),
                format!("“{text}” are no hours of a day"),
            ],
            [
                "schrijf van en tot, zoals 08:00-17:00, of laat de dag leeg als er niet wordt gewerkt",
                "write from and until, such as 08:00-17:00, or leave the day empty when nobody works",
            ],
        ),
        RuleFault::NotADay(text) => say(
            [
                format!("“{text}” is geen dag"),
                format!("“{text}” is not a day"),
            ],
            [
                "schrijf dagen als 2026-12-25, met een komma ertussen",
                "write days as 2026-12-25, with commas between them",
            ],
        ),
        RuleFault::NoWorkingDay => say(
            [
                "op geen enkele dag wordt gewerkt",
                "nobody works on any day",
            ],
            [
                "vul bij ten minste één dag de uren in, of laat de werktijden weg",
                "fill in the hours of at least one day, or leave the working hours out",
            ],
        ),
        RuleFault::NormWithoutCalendar => say(
            [
                "normen in werkuren zijn niet uit meldingen te meten zolang niet vastligt wanneer er wordt gewerkt",
                "norms in working hours can’t be measured from tickets while it isn’t said when people work",
            ],
            [
                "vul eerst de werktijden in (“working_hours”)",
                "fill in the working hours first (“working_hours”)",
            ],
        ),
        RuleFault::MeasuredTwice => say(
            [
                "deze SLA zou op twee manieren worden gemeten",
                "this agreement would be measured in two ways",
            ],
            [
                "noem een reeks cijfers (“series”) of een reeks meldingen (“tickets”), niet beide",
                "name a series of figures (“series”) or of tickets (“tickets”), not both",
            ],
        ),
        RuleFault::AgreementsOverlap { other } => say(
            [
                format!(
                    "voor dezelfde klanten en dit cluster geldt op dezelfde dagen SLA “{other}”"
                ),
                format!(
                    "for the same clients and this cluster agreement “{other}” holds on the same days"
                ),
            ],
            [
                "laat de ene eindigen voordat de andere begint, of maak een van beide voor andere segmenten",
                "let one end before the other begins, or make one of them for other segments",
            ],
        ),
        RuleFault::SeveralOthers => say(
            [
                "meer dan één mogelijkheid vraagt om een toelichting",
                "more than one option asks to say what",
            ],
            [
                "laat “other” bij één mogelijkheid staan",
                "keep “other” at one option",
            ],
        ),
        RuleFault::NotForMail => say(
            [
                "de eerste vraag past niet in een mail",
                "the first question does not fit in a mail",
            ],
            [
                "begin met een schaal, een keuze of ja/nee van ten hoogste 11 antwoorden, zonder voorwaarde",
                "begin with a scale, a single choice or yes/no of at most 11 answers, without a condition",
            ],
        ),
        RuleFault::PairOnTwoScales => say(
            [
                "belang en oordeel hebben niet even veel punten",
                "importance and performance do not have the same points",
            ],
            [
                "neem schalen met hetzelfde laagste en hoogste getal",
                "take scales with the same low and high number",
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
        RuleFault::Analysis(fault) => of_analysis(fault),
    }
}

fn of_analysis(fault: &AnalysisFault) -> Words {
    match fault {
        AnalysisFault::Number { least, most } => say(
            [
                "het aantal vragen past niet bij deze analyse",
                "the number of items does not fit this analysis",
            ],
            [
                format!("noem er {least} tot en met {most}"),
                format!("name {least} to {most} of them"),
            ],
        ),
        AnalysisFault::NotAmongItems { item } => say(
            [
                format!("“{item}” staat niet onder “items”"),
                format!("“{item}” is not among “items”"),
            ],
            [
                "noem alleen vragen van deze reeks",
                "name only items of this battery",
            ],
        ),
        AnalysisFault::OutcomeAmongItems => say(
            [
                "de uitkomst staat ook onder de drijfveren",
                "the outcome is among the drivers as well",
            ],
            ["haal haar daar weg", "take it out there"],
        ),
        AnalysisFault::NotInPairs => say(
            [
                "de twee lijsten zijn leeg of niet even lang",
                "the two lists are empty or not equally long",
            ],
            [
                "noem ze in paren, in dezelfde volgorde",
                "name them in pairs, in the same order",
            ],
        ),
        AnalysisFault::CrosshairWithoutImportance => say(
            [
                "een afgesproken kruis hoort bij gevraagd belang, en dat is er niet",
                "agreed lines belong to stated importance, and there is none",
            ],
            [
                "noem “importance”, of laat “crosshair” weg",
                "name “importance”, or leave “crosshair” out",
            ],
        ),
        AnalysisFault::ChartDoesNotFit => say(
            [
                "deze regelkaart past niet bij de parameter",
                "this control chart does not fit the parameter",
            ],
            [
                "neem \"p\" voor een ratio met schaal \"share\", \"u\" voor een rate, \"xmr\" voor een ratio of last_value",
                "take \"p\" for a ratio of scale \"share\", \"u\" for a rate, \"xmr\" for a ratio or last_value",
            ],
        ),
        AnalysisFault::MarginTooSmall => say(
            [
                "een verdeling heeft twee of meer groepen met klanten nodig",
                "a margin needs two or more categories with clients",
            ],
            [
                "schrijf een [[margin.category]] voor elk antwoord",
                "write a [[margin.category]] for every answer",
            ],
        ),
    }
}

/// As it is written in Dutch, with a comma.
fn dutch_number(number: f64) -> String {
    number.to_string().replace('.', ",")
}

fn of_bounds(fault: &BoundsFault) -> Words {
    match fault {
        BoundsFault::LimitBeyondTarget {
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
                    format!(
                        "de grenswaarde {} is strenger dan de streefwaarde {}",
                        dutch_number(*limit),
                        dutch_number(*target)
                    ),
                    format!("the limit {limit} is stricter than the target {target}"),
                ],
                [
                    format!(
                        "maak de grenswaarde {dutch} {}, of keer “direction” om",
                        dutch_number(*target)
                    ),
                    format!("make the limit {english} {target}, or turn “direction” round"),
                ],
            )
        }
        BoundsFault::LimitsInsideTargets => say(
            [
                "de grenswaarden zijn strenger dan de streefwaarden",
                "the limits are stricter than the targets",
            ],
            [
                "laat de grenswaarden de streefwaarden omvatten",
                "let the limits enclose the targets",
            ],
        ),
        BoundsFault::LowNotBelowHigh { low, high } => say(
            [
                format!("het laagste getal ({low}) is niet lager dan het hoogste ({high})"),
                format!("the low number ({low}) is not below the high one ({high})"),
            ],
            ["verwissel of verbeter ze", "swap or correct them"],
        ),
        BoundsFault::ScaleTooLong { points } => say(
            [
                format!("een schaal van {points} punten is te lang"),
                format!("a scale of {points} points is too long"),
            ],
            [
                "houd het bij 11 punten, zoals 0 tot en met 10",
                "keep to 11 points, such as 0 to 10",
            ],
        ),
        BoundsFault::TooFewOptions => say(
            [
                "er valt niets te kiezen",
                "there is nothing to choose between",
            ],
            [
                "geef minstens twee mogelijkheden",
                "give two options at least",
            ],
        ),
    }
}
