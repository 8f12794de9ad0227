//! What a protocol and its surveys leave unmeasured, unowned or unexplained. Warns, never refuses.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::parameter::{Aspect, Estimator, Kind, Parameter};
use super::protocol::Protocol;
use super::survey::{Survey, SurveyKind};

/// The gaps, each by code in the order of the protocol or the survey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    pub goals_without_parameter: Vec<String>,
    /// Without a date a goal is not time-bound.
    pub goals_without_deadline: Vec<String>,
    pub problems_without_goal: Vec<String>,
    /// Nothing measured tells whether they are solved.
    pub problems_without_parameter: Vec<String>,
    /// Its items are in no survey, or it is about interviews and there is no guide.
    pub parameters_without_source: Vec<String>,
    pub parameters_without_owner: Vec<String>,
    pub parameters_without_goal: Vec<String>,
    pub empty_kinds: Vec<Kind>,
    pub empty_aspects: Vec<Aspect>,
    pub agreements_without_measurement: Vec<String>,
    pub clusters_without_agreement: Vec<String>,
    pub items_without_purpose: Vec<ItemOfSurvey>,
}

/// An item by the survey that it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOfSurvey {
    pub survey: String,
    pub item: String,
}

impl Coverage {
    pub fn is_complete(&self) -> bool {
        *self == Self::default()
    }
}

pub fn coverage(protocol: &Protocol, surveys: &[Survey]) -> Coverage {
    let parameters = &protocol.parameters;
    let lacking = |lacks: &dyn Fn(&Parameter) -> bool| {
        let codes = parameters.iter().filter(|parameter| lacks(parameter));
        codes.map(|parameter| parameter.code.clone()).collect()
    };
    let goals_lacking = |lacks: &dyn Fn(&super::protocol::Goal) -> bool| {
        let codes = protocol.goals.iter().filter(|goal| lacks(goal));
        codes.map(|goal| goal.code.clone()).collect()
    };
    Coverage {
        goals_without_parameter: goals_lacking(&|goal| {
            protocol.parameters_of(&goal.code).next().is_none()
        }),
        goals_without_deadline: goals_lacking(&|goal| goal.deadline.is_none()),
        problems_without_goal: protocol
            .problems
            .iter()
            .filter(|problem| problem.goals.is_empty())
            .map(|problem| problem.code.clone())
            .collect(),
        problems_without_parameter: protocol
            .problems
            .iter()
            .filter(|problem| protocol.parameters_about(problem).next().is_none())
            .map(|problem| problem.code.clone())
            .collect(),
        parameters_without_source: lacking(&|parameter| !has_source(parameter, surveys)),
        parameters_without_owner: lacking(&|parameter| parameter.owner.is_none()),
        parameters_without_goal: lacking(&|parameter| parameter.goals.is_empty()),
        empty_kinds: [
            Kind::QualityMonitoring,
            Kind::WorkControl,
            Kind::ResultMeasurement,
        ]
        .into_iter()
        .filter(|kind| !parameters.iter().any(|parameter| parameter.kind == *kind))
        .collect(),
        empty_aspects: [Aspect::Effectiveness, Aspect::Efficiency]
            .into_iter()
            .filter(|aspect| !parameters.iter().any(|p| p.aspect == *aspect))
            .collect(),
        agreements_without_measurement: protocol
            .agreements
            .iter()
            .filter(|agreement| agreement.series.is_none() && agreement.tickets.is_none())
            .map(|agreement| agreement.code.clone())
            .collect(),
        clusters_without_agreement: protocol
            .clusters
            .iter()
            .map(|cluster| cluster.code.clone())
            .filter(|code| !protocol.agreements.iter().any(|a| a.cluster == *code))
            .collect(),
        items_without_purpose: items_without_purpose(protocol, surveys),
    }
}

fn has_source(parameter: &Parameter, surveys: &[Survey]) -> bool {
    match &parameter.estimator {
        Estimator::Proportion { .. }
        | Estimator::Mean { .. }
        | Estimator::Nps { .. }
        | Estimator::Gap { .. } => {
            let items = parameter.estimator.items();
            let asks_all = |survey: &Survey| items.iter().all(|item| survey.item(item).is_some());
            surveys.iter().any(asks_all)
        }
        Estimator::Share { .. } => surveys
            .iter()
            .any(|survey| survey.kind == SurveyKind::InterviewGuide),
        // A series is named by the parameter itself; whether figures came in is for the evaluation.
        Estimator::Percentile { .. }
        | Estimator::Rate { .. }
        | Estimator::Ratio { .. }
        | Estimator::LastValue { .. } => true,
    }
}

fn items_without_purpose(protocol: &Protocol, surveys: &[Survey]) -> Vec<ItemOfSurvey> {
    let used: BTreeSet<&str> = protocol
        .parameters
        .iter()
        .flat_map(|parameter| parameter.estimator.items())
        .collect();
    let mut aimless = Vec::new();
    for survey in surveys {
        for item in survey.items() {
            if item.purpose.is_none() && !used.contains(item.code.as_str()) {
                aimless.push(ItemOfSurvey {
                    survey: survey.code.clone(),
                    item: item.code.clone(),
                });
            }
        }
    }
    aimless
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> (Protocol, Vec<Survey>) {
        let protocol = include_str!("../../surveys/servicedesk/protocol.toml");
        let satisfaction = include_str!("../../surveys/servicedesk/satisfaction.toml");
        let interview = include_str!("../../surveys/servicedesk/interview.toml");
        (
            Protocol::parse("protocol.toml", protocol).unwrap(),
            vec![
                Survey::parse("satisfaction.toml", satisfaction).unwrap(),
                Survey::parse("interview.toml", interview).unwrap(),
            ],
        )
    }

    #[test]
    fn the_shipped_case_covers_everything() {
        let (protocol, surveys) = shipped();
        assert_eq!(coverage(&protocol, &surveys), Coverage::default());
        assert!(coverage(&protocol, &surveys).is_complete());
    }

    #[test]
    fn every_gap_is_named() {
        let (mut protocol, mut surveys) = shipped();
        protocol.parameters.retain(|parameter| {
            parameter.kind == Kind::ResultMeasurement
                && parameter.aspect == Aspect::Effectiveness
                && parameter.code != "P04"
                && parameter.code != "P07"
        });
        protocol.parameters[0].owner = None;
        protocol.parameters[1].goals.clear();
        protocol.goals[4].deadline = None;
        protocol.problems[2].goals.clear();
        protocol.agreements[1].series = None;
        protocol.agreements.remove(4);
        surveys.truncate(1); // no guide
        surveys[0].pages[0].items.remove(2); // q3_recommend
        surveys[0].pages[2].items[0].purpose = None;
        let gaps = coverage(&protocol, &surveys);
        assert_eq!(gaps.goals_without_parameter, ["D2", "D3", "D4", "D5"]);
        assert_eq!(gaps.goals_without_deadline, ["D5"]);
        assert_eq!(gaps.problems_without_goal, ["K3"]);
        assert_eq!(
            gaps.problems_without_parameter,
            ["K1", "K2", "K3", "K4", "K5", "K6"]
        );
        assert_eq!(gaps.parameters_without_source, ["P03", "P09"]);
        assert_eq!(gaps.parameters_without_owner, ["P01"]);
        assert_eq!(gaps.parameters_without_goal, ["P02"]);
        assert_eq!(
            gaps.empty_kinds,
            [Kind::QualityMonitoring, Kind::WorkControl]
        );
        assert_eq!(gaps.empty_aspects, [Aspect::Efficiency]);
        assert_eq!(gaps.agreements_without_measurement, ["SLA-C2"]);
        assert_eq!(gaps.clusters_without_agreement, ["C5"]);
        let item = ItemOfSurvey {
            survey: "satisfaction".to_owned(),
            item: "q8_reliable".to_owned(),
        };
        assert_eq!(gaps.items_without_purpose, [item]);
    }
}
