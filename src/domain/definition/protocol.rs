//! Reads a protocol file.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::check::{is_address, is_slug, nearest};
use super::fault::{CodeFault, Fault, RuleFault, Thing};
use super::parameter;
use super::reader::Table;
use super::sink::{Codes, Languages, shortened};
use crate::domain::calendar::WorkingHours;
use crate::domain::language::Language;
use crate::domain::parameter::{Bounds, Estimator, Parameter};
use crate::domain::protocol::{
    Agreement, Annotation, Charter, Cluster, Goal, Handling, Information, Member, Precondition,
    Premise, PrivacyMode, Problem, Programme, Protocol, Rules, Segment, Service, WaveKind,
    WavePlan,
};

/// What the parts of a protocol refer to each other by.
pub(super) struct Known {
    pub(super) languages: Languages,
    pub(super) goals: Codes,
    pub(super) clusters: Codes,
    pub(super) parameters: Codes,
    pub(super) segments: Codes,
    agreements: Codes,
    back_offices: Vec<String>,
}

pub(super) fn read(file: &mut Table) -> Protocol {
    let known = Known {
        languages: Languages {
            required: vec![Language::dutch(), Language::english()],
            others: true,
        },
        goals: file.codes_of(Thing::Goal, "goal"),
        clusters: file.codes_of(Thing::Cluster, "cluster"),
        parameters: file.codes_of(Thing::Parameter, "parameter"),
        segments: file.codes_of(Thing::Segment, "segment"),
        agreements: file.codes_of(Thing::Agreement, "agreement"),
        back_offices: file.words_of(&["service", "charter"], "back_office"),
    };
    for (thing, key) in [
        (Thing::Precondition, "precondition"),
        (Thing::Member, "member"),
        (Thing::Premise, "premise"),
        (Thing::Annotation, "annotation"),
        (Thing::Problem, "problem"),
        (Thing::Service, "service"),
        (Thing::Charter, "charter"),
    ] {
        file.codes_of(thing, key);
    }
    let languages = &known.languages;
    let preconditions = file.tables("precondition", |table| precondition(table, languages));
    let programme = file.table("programme", |table| programme(table, languages));
    let rules = file.optional_table("rules", rules).unwrap_or_default();
    let parameters = file.tables("parameter", |table| parameter::read(table, &known, &rules));
    let analysis = super::analysis::read(file, &known, &parameters);
    let working_hours = file.optional_table("working_hours", working_hours);
    Protocol {
        programme: Programme {
            preconditions,
            ..programme.unwrap_or_else(stand_in)
        },
        segments: file.tables("segment", |table| segment(table, languages)),
        members: file.tables("member", |table| member(table, &known)),
        premises: file.tables("premise", |table| premise(table, languages)),
        annotations: file.tables("annotation", |table| annotation(table, languages)),
        problems: file.tables("problem", |table| problem(table, &known)),
        goals: file.tables("goal", |table| goal(table, languages)),
        clusters: file.tables("cluster", |table| cluster(table, languages)),
        services: file.tables("service", |table| service(table, &known)),
        agreements: agreements(file, &known, working_hours.is_some()),
        working_hours,
        charters: file.tables("charter", |table| charter(table, &known, &parameters)),
        information: file.optional_table("information", |table| information(table, languages)),
        waves: waves(file, languages),
        rules,
        parameters,
        analysis,
    }
}

fn stand_in() -> Programme {
    Programme {
        slug: String::new(),
        name: Default::default(),
        organisation: Default::default(),
        vision: None,
        time_zone: String::new(),
        introduction: NaiveDate::default(),
        preconditions: Vec::new(),
    }
}

fn programme(table: &mut Table, languages: &Languages) -> Programme {
    let slug = table.word("slug").map_or("", |slug| slug.value);
    if table.has("slug") && !is_slug(slug) {
        table.bad_code("slug", CodeFault::BadSlug(shortened(slug)));
    }
    let time_zone = table.word("time_zone").map_or("", |zone| zone.value);
    if table.has("time_zone") && time_zone.parse::<chrono_tz::Tz>().is_err() {
        table.bad_code("time_zone", CodeFault::BadTimeZone(shortened(time_zone)));
    }
    Programme {
        slug: slug.to_owned(),
        time_zone: time_zone.to_owned(),
        name: table.text("name", languages),
        organisation: table.text("organisation", languages),
        vision: table.optional_text("vision", languages),
        introduction: table.day("introduction").unwrap_or_default(),
        preconditions: Vec::new(),
    }
}

fn precondition(table: &mut Table, languages: &Languages) -> Precondition {
    let precondition = Precondition {
        code: table.code("code"),
        name: table.text("name", languages),
        planned: table.text("planned", languages),
        actual: table.optional_text("actual", languages),
        deviates: table.flag("deviates"),
    };
    if precondition.deviates && !table.has("actual") {
        table.rule("deviates", RuleFault::DeviatesFromNothing);
    }
    precondition
}

fn member(table: &mut Table, known: &Known) -> Member {
    let (valid_from, valid_to) = validity(table);
    let email = table.name("email").map(|email| email.trim().to_lowercase());
    if email.as_deref().is_some_and(|email| !is_address(email)) {
        table.rule("email", RuleFault::NotAnAddress);
    }
    let reads_back_office = table.name("reads_back_office");
    if let Some(name) = &reads_back_office
        && !known.back_offices.contains(name)
    {
        let fault = CodeFault::UnknownReference {
            thing: Thing::BackOffice,
            code: shortened(name),
            near: nearest(name, known.back_offices.iter().map(String::as_str)).map(str::to_owned),
        };
        table.bad_code("reads_back_office", fault);
    }
    Member {
        valid_from,
        valid_to,
        email,
        reads_back_office,
        code: table.code("code"),
        person: table.required_name("person"),
        role: table.text("role", &known.languages),
        reads_segments: table.references("reads_segments", &known.segments),
        reads_agreements: table.references("reads_agreements", &known.agreements),
        reads_clusters: table.references("reads_clusters", &known.clusters),
    }
}

fn premise(table: &mut Table, languages: &Languages) -> Premise {
    Premise {
        code: table.code("code"),
        statement: table.text("statement", languages),
    }
}

fn annotation(table: &mut Table, languages: &Languages) -> Annotation {
    Annotation {
        code: table.code("code"),
        day: table.day("day").unwrap_or_default(),
        statement: table.text("statement", languages),
        source: table.required_name("source"),
    }
}

fn rules(table: &mut Table) -> Rules {
    let standard = Rules::default();
    Rules {
        confidence: parameter::confidence(table).unwrap_or(standard.confidence),
        minimum_base: table
            .optional_whole("minimum_base", 1, 1_000_000)
            .unwrap_or(standard.minimum_base),
        privacy_threshold: table
            .optional_whole("privacy_threshold", 1, 1_000)
            .unwrap_or(standard.privacy_threshold),
        count_partials: table.flag("count_partials"),
        seed: table.optional_seed("seed").unwrap_or(standard.seed),
        keep_months: table.optional_whole("keep_months", 1, 240),
    }
}

fn segment(table: &mut Table, languages: &Languages) -> Segment {
    Segment {
        code: table.code("code"),
        name: table.text("name", languages),
        population: table.whole("population", 0, 1_000_000_000).unwrap_or(0),
    }
}

fn problem(table: &mut Table, known: &Known) -> Problem {
    Problem {
        code: table.code("code"),
        statement: table.text("statement", &known.languages),
        goals: table.references("goals", &known.goals),
        parameters: table.references("parameters", &known.parameters),
    }
}

fn goal(table: &mut Table, languages: &Languages) -> Goal {
    Goal {
        code: table.code("code"),
        name: table.text("name", languages),
        statement: table.text("statement", languages),
        deadline: table.optional_day("deadline"),
        owner: table.name("owner"),
    }
}

fn cluster(table: &mut Table, languages: &Languages) -> Cluster {
    Cluster {
        code: table.code("code"),
        name: table.text("name", languages),
        planned_fte: not_negative(table, "planned_fte"),
        planned_hours: not_negative(table, "planned_hours"),
        planned_cost_eur: not_negative(table, "planned_cost_eur"),
    }
}

/// First and last day, in their order.
fn validity(table: &mut Table) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let days = (
        table.optional_day("valid_from"),
        table.optional_day("valid_to"),
    );
    if let (Some(from), Some(to)) = days
        && from > to
    {
        table.rule("valid_to", RuleFault::DatesReversed);
    }
    days
}

fn service(table: &mut Table, known: &Known) -> Service {
    let handlings = [
        ("front_office", Handling::FrontOffice),
        ("back_office", Handling::BackOffice),
        ("both", Handling::Both),
    ];
    let (valid_from, valid_to) = validity(table);
    Service {
        valid_from,
        valid_to,
        front_steps: table.optional_text("front_steps", &known.languages),
        back_steps: table.optional_text("back_steps", &known.languages),
        contact: table.name("contact"),
        aids: table.optional_text("aids", &known.languages),
        tips: table.optional_text("tips", &known.languages),
        code: table.code("code"),
        cluster: table.reference("cluster", &known.clusters),
        name: table.text("name", &known.languages),
        handling: table.one_of("handling", &handlings),
        back_office: table.required_name("back_office"),
        effort_hours: not_negative(table, "effort_hours"),
    }
}

fn not_negative(table: &mut Table, key: &'static str) -> Option<f64> {
    let number = table.optional_number(key)?;
    table.check_within(key, number, 0.0, 1e12);
    Some(number)
}

/// Two promises to the same clients on the same cluster and day cannot both be kept to account.
/// `08:00-17:00` per day of the week, and the days on which nobody works.
fn working_hours(table: &mut Table) -> WorkingHours {
    let mut shift = |key| {
        let word = table.optional_word(key)?;
        let shift = word.value.parse().ok();
        if shift.is_none() {
            let fault = RuleFault::NotHours(shortened(word.value));
            table.sink.report(word.span, Fault::Rule(fault));
        }
        shift
    };
    let mut hours = WorkingHours {
        monday: shift("monday"),
        tuesday: shift("tuesday"),
        wednesday: shift("wednesday"),
        thursday: shift("thursday"),
        friday: shift("friday"),
        saturday: shift("saturday"),
        sunday: shift("sunday"),
        closed_on: Vec::new(),
    };
    for word in table.words("closed_on") {
        match word.value.parse() {
            Ok(day) => hours.closed_on.push(day),
            Err(_) => {
                let fault = RuleFault::NotADay(shortened(word.value));
                table.sink.report(word.span, Fault::Rule(fault));
            }
        }
    }
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    if !days.into_iter().any(|day| table.has(day)) {
        let span = table.span.clone();
        table
            .sink
            .report(span, Fault::Rule(RuleFault::NoWorkingDay));
    }
    hours
}

fn agreements(file: &mut Table, known: &Known, has_calendar: bool) -> Vec<Agreement> {
    let mut agreements: Vec<Agreement> = Vec::new();
    file.tables("agreement", |table| {
        let agreement = agreement(table, known);
        if agreement.tickets.is_some() && !has_calendar {
            table.rule("tickets", RuleFault::NormWithoutCalendar);
        }
        let other = agreements.iter().find(|other| agreement.overlaps(other));
        if let Some(other) = other.filter(|_| table.has("cluster")) {
            let place = ["valid_from", "valid_to", "cluster"];
            let place = place.into_iter().find(|key| table.has(key));
            let fault = RuleFault::AgreementsOverlap {
                other: other.code.clone(),
            };
            table.rule(place.unwrap_or("cluster"), fault);
        }
        agreements.push(agreement);
    });
    agreements
}

fn agreement(table: &mut Table, known: &Known) -> Agreement {
    if table.has("series") && table.has("tickets") {
        table.rule("tickets", RuleFault::MeasuredTwice);
    }
    let (valid_from, valid_to) = validity(table);
    Agreement {
        valid_from,
        valid_to,
        code: table.code("code"),
        cluster: table.reference("cluster", &known.clusters),
        name: table.text("name", &known.languages),
        response_hours: table
            .number_within("response_hours", 0.0, 100_000.0)
            .unwrap_or_default(),
        solve_hours: table
            .number_within("solve_hours", 0.0, 100_000.0)
            .unwrap_or_default(),
        share_within: table.share("share_within"),
        series: table.optional_code("series"),
        tickets: table.optional_code("tickets"),
        segments: table.references("segments", &known.segments),
        budget_eur: not_negative(table, "budget_eur"),
    }
}

fn charter(table: &mut Table, known: &Known, parameters: &[Parameter]) -> Charter {
    let parameter = if table.has("parameter") {
        let code = table.reference("parameter", &known.parameters);
        let countable = |parameter: &Parameter| {
            matches!(parameter.estimator, Estimator::Ratio { .. })
                && matches!(parameter.bounds, Bounds::Higher { .. })
        };
        let found = parameters.iter().find(|parameter| parameter.code == code);
        if found.is_some_and(|parameter| !countable(parameter)) {
            let parameter = code.clone();
            table.rule("parameter", RuleFault::CharterNotCountable { parameter });
        }
        code
    } else {
        let span = table.span.clone();
        let fault = Fault::Rule(RuleFault::CharterWithoutParameter);
        table.sink.report(span, fault);
        table.pass_over(&["parameter"]);
        String::new()
    };
    Charter {
        parameter,
        code: table.code("code"),
        name: table.text("name", &known.languages),
        promise: table.text("promise", &known.languages),
        cluster: table.reference("cluster", &known.clusters),
        threshold: table.share("threshold"),
        eur_per_breach: table
            .number_within("eur_per_breach", 0.0, 1e9)
            .unwrap_or_default(),
        sanction: table.text("sanction", &known.languages),
        back_office: table.required_name("back_office"),
    }
}

fn information(table: &mut Table, languages: &Languages) -> Information {
    Information {
        procedure: table.optional_text("procedure", languages),
        phone: table.optional_text("phone", languages),
        counter: table.optional_text("counter", languages),
        possibilities: table.optional_text("possibilities", languages),
        limits: table.optional_text("limits", languages),
        not_done: table.optional_text("not_done", languages),
        in_invitations: table.flag("in_invitations"),
    }
}

fn waves(file: &mut Table, languages: &Languages) -> Vec<WavePlan> {
    let planned = file.numbers_of("wave", "number");
    let mut numbers = Codes::new(Thing::Wave);
    let mut waves: Vec<WavePlan> = Vec::new();
    file.tables("wave", |table| {
        let wave = wave(table, languages);
        if table.has("number") {
            let span = table.span_of("number");
            numbers.add(table.sink, &wave.number.to_string(), span);
        }
        compared(table, &wave, &planned);
        // Evidence that fell in two waves at once could not be told apart later.
        let overlaps = |other: &&WavePlan| {
            wave.evidence_from <= other.evidence_to && other.evidence_from <= wave.evidence_to
        };
        let dated = table.has("evidence_from") && table.has("evidence_to");
        if let Some(other) = waves.iter().find(overlaps).filter(|_| dated) {
            let fault = RuleFault::PeriodsOverlap {
                earlier: other.number,
                later: wave.number,
            };
            table.rule("evidence_from", fault);
        }
        waves.push(wave);
    });
    waves
}

/// A wave is compared with one that came before it.
fn compared(table: &Table, wave: &WavePlan, planned: &BTreeSet<u32>) {
    let Some(number) = wave.compare_with else {
        return;
    };
    let fault = if !planned.contains(&number) {
        Fault::Code(CodeFault::UnknownReference {
            thing: Thing::Wave,
            code: number.to_string(),
            near: None,
        })
    } else if number >= wave.number {
        Fault::Rule(RuleFault::NotEarlier { number })
    } else {
        return;
    };
    table.report_at("compare_with", fault);
}

fn wave(table: &mut Table, languages: &Languages) -> WavePlan {
    let kinds = [
        ("baseline", WaveKind::Baseline),
        ("interim", WaveKind::Interim),
        ("final", WaveKind::Final),
        ("follow_up", WaveKind::FollowUp),
    ];
    let modes = [
        ("named", PrivacyMode::Named),
        ("confidential", PrivacyMode::Confidential),
        ("anonymous", PrivacyMode::Anonymous),
    ];
    let wave = WavePlan {
        number: table.whole("number", 0, 9_999).unwrap_or_default(),
        name: table.text("name", languages),
        kind: table.one_of("kind", &kinds),
        privacy_mode: table.one_of("privacy_mode", &modes),
        survey: table.code("survey"),
        evidence_from: table.day("evidence_from").unwrap_or_default(),
        evidence_to: table.day("evidence_to").unwrap_or_default(),
        compare_with: table.optional_whole("compare_with", 0, 9_999),
        closed: table.flag("closed"),
    };
    let dated = table.has("evidence_from") && table.has("evidence_to");
    if dated && wave.evidence_from > wave.evidence_to {
        table.rule("evidence_to", RuleFault::DatesReversed);
    }
    wave
}
