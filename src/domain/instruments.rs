//! Ready instruments: questionnaires that come with the program, each with the parameters it feeds.
//!
//! They are starting points. Taken into a programme, an instrument becomes a draft like any other text; targets and
//! limits are left open, because those are what an organisation agrees.

use super::definition::author::{self, Listed, Typed};
use super::definition::parts::{PARTS, Part};
use super::survey::Survey;

/// A questionnaire that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instrument {
    pub code: &'static str,
    /// The survey as TOML.
    pub text: &'static str,
    /// `[[parameter]]` without bounds and the analyses that go with it, as TOML for a protocol.
    pub measures: &'static str,
}

macro_rules! instruments {
    ($($code:literal),* $(,)?) => {
        [$(Instrument {
            code: $code,
            text: include_str!(concat!("../../surveys/instruments/", $code, ".toml")),
            measures: include_str!(concat!("../../surveys/instruments/", $code, ".measures.toml")),
        }),*]
    };
}

/// All of them: the most used first.
pub const ALL: [Instrument; 10] = instruments![
    "desk_satisfaction",
    "after_ticket",
    "effort",
    "recommend",
    "servperf",
    "servqual",
    "importance_performance",
    "conversation",
    "staff_support",
    "mirror",
];

pub fn find(code: &str) -> Option<&'static Instrument> {
    ALL.iter().find(|one| one.code == code)
}

fn parameter_part() -> Option<&'static Part> {
    PARTS.iter().find(|part| part.key == "parameter")
}

impl Instrument {
    /// The questionnaire; `None` only if the file that was built in is not sound, which a test rules out.
    pub fn survey(&self) -> Option<Survey> {
        Survey::parse(&format!("{}.toml", self.code), self.text).ok()
    }

    /// The parameters that it feeds, by code and name.
    pub fn parameters(&self) -> Vec<Listed> {
        let part = parameter_part();
        part.and_then(|part| author::Entries::of(self.measures).ok()?.list(part).ok())
            .unwrap_or_default()
    }

    /// A parameter as a form is filled with it, the bounds still open.
    pub fn parameter(&self, code: &str) -> Option<Typed> {
        author::read(self.measures, parameter_part()?, code).ok()
    }

    /// What else a protocol may say about it: drivers, batteries, dimensions. Empty when there is nothing.
    pub fn analyses(&self) -> String {
        let blocks = self.measures.split("\n\n").filter(|block| {
            let block = block.trim_start();
            block.starts_with("[[") && !block.starts_with("[[parameter]]")
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::coverage;
    use crate::domain::definition::{Source, check_together, read_together};
    use crate::domain::logic::Logic;
    use crate::domain::protocol::Protocol;
    use crate::domain::survey::ItemKind;

    const PROTOCOL: &str = r#"
[programme]
slug = "desk"
name = { nl = "Dienst", en = "Service" }
organisation = { nl = "Gemeente", en = "Municipality" }
time_zone = "Europe/Amsterdam"
introduction = 2026-01-01

[[segment]]
code = "A"
name = { nl = "Alles", en = "Everything" }
population = 100
"#;

    /// The measures with bounds filled in, as somebody would agree them.
    fn agreed(one: &Instrument) -> String {
        let blocks = one.measures.split("\n\n").map(|block| {
            let bounds = match block {
                _ if !block.starts_with("[[parameter]]") => "",
                _ if block.contains("\"mean\"") => "\ntarget = 5\nlimit = 4",
                _ if block.contains("\"lower\"") => "\ntarget = 0.1\nlimit = 0.2",
                _ => "\ntarget = 0.8\nlimit = 0.7",
            };
            format!("{}{bounds}", block.trim_end())
        });
        let text: Vec<String> = blocks.collect();
        let text = text.join("\n\n");
        format!("{PROTOCOL}\n{text}")
    }

    fn read(one: &Instrument) -> (Protocol, Vec<Survey>) {
        let text = agreed(one);
        let source = |name, text| Source { name, text };
        let read = read_together(
            source("protocol.toml", &text),
            &[source("survey.toml", one.text)],
        );
        read.unwrap_or_else(|problems| panic!("{}: {}", one.code, problems[0]))
    }

    #[test]
    fn every_instrument_is_sound_and_its_parameters_fit_it() {
        for one in &ALL {
            let (protocol, surveys) = read(one);
            let survey = &surveys[0];
            assert_eq!(survey.code, one.code);
            assert!(Logic::of(survey).unwrap().warnings(survey).is_empty());
            assert!(check_together(&protocol, &surveys).is_empty());
            let gaps = coverage(&protocol, &surveys);
            assert_eq!(gaps.parameters_without_source, Vec::<String>::new());
            assert!(gaps.items_without_purpose.is_empty(), "{}", one.code);
            assert_eq!(protocol.parameters.len(), one.parameters().len());
            assert!(!protocol.parameters.is_empty(), "{}", one.code);
        }
    }

    #[test]
    fn an_item_for_a_parameter_has_one_that_reads_it() {
        use crate::domain::survey::Purpose;
        for one in &ALL {
            let (protocol, surveys) = read(one);
            if one.code == "conversation" {
                continue; // Statements of every question count.
            }
            let read: Vec<&str> = protocol
                .parameters
                .iter()
                .flat_map(|parameter| parameter.estimator.items())
                .collect();
            let dimensions = protocol.analysis.gaps.iter();
            let gaps: Vec<&String> = dimensions
                .flat_map(|plan| plan.expected.iter().chain(&plan.perceived))
                .collect();
            for item in surveys[0].items() {
                let is_used = read.contains(&item.code.as_str()) || gaps.contains(&&item.code);
                if item.purpose == Some(Purpose::Parameter) {
                    assert!(is_used, "{} of {} is read by nothing", item.code, one.code);
                }
            }
        }
    }

    #[test]
    fn the_introduction_counts_right_and_both_languages_are_there() {
        for one in &ALL {
            let survey = one.survey().unwrap();
            let codes: Vec<&str> = survey.languages.iter().map(|l| l.tag()).collect();
            assert_eq!(codes, ["nl", "en"], "{}", one.code);
            let asked = survey.items().filter(|i| i.kind != ItemKind::Information);
            let count = asked.count();
            assert!((2..=25).contains(&count), "{}: {count}", one.code);
        }
    }

    #[test]
    fn a_parameter_fills_a_form_with_its_bounds_open() {
        let typed = find("recommend").unwrap().parameter("NP1").unwrap();
        let value = |key: &str| {
            typed
                .iter()
                .find(|(k, _)| k == key)
                .map(|(_, v)| v.as_str())
        };
        assert_eq!(value("estimator"), Some("nps"));
        assert_eq!(value("name.en"), Some("Net promoter score"));
        assert!(value("target").is_none_or(str::is_empty));
        assert!(
            find("servqual")
                .unwrap()
                .analyses()
                .starts_with("[[dimension]]")
        );
        assert_eq!(find("recommend").unwrap().analyses(), "");
    }
}
