//! What the figures propose for each problem of phase 1: the weakest of its parameters decides.

use super::results::{ParameterResult, ProblemResult};
use crate::domain::protocol::{Problem, Protocol};
use crate::domain::verdict::{ProblemStatus, Verdict};

/// The problems in the order of the protocol.
pub(super) fn problems(protocol: &Protocol, results: &[ParameterResult]) -> Vec<ProblemResult> {
    protocol
        .problems
        .iter()
        .map(|problem| proposed(protocol, problem, results))
        .collect()
}

/// Solved only if every parameter is shown to meet its target; partly if every one is at least shown
/// to meet its limit; else, and without any parameter, open. What is not demonstrated solves nothing.
fn proposed(protocol: &Protocol, problem: &Problem, results: &[ParameterResult]) -> ProblemResult {
    let about: Vec<&ParameterResult> = protocol
        .parameters_about(problem)
        .filter_map(|parameter| results.iter().find(|result| result.code == parameter.code))
        .collect();
    let codes = |wanted: &dyn Fn(&ParameterResult) -> bool| -> Vec<String> {
        let all = about.iter().filter(|result| wanted(result));
        all.map(|result| result.code.clone()).collect()
    };
    let target_behind = codes(&|result| result.target_verdict != Verdict::Met);
    // Whoever meets the target meets the limit, which is never the stricter of the two.
    let limit_behind = codes(&|result| {
        result.target_verdict != Verdict::Met && result.limit_verdict != Verdict::Met
    });
    let proposed = if about.is_empty() || !limit_behind.is_empty() {
        ProblemStatus::Open
    } else if !target_behind.is_empty() {
        ProblemStatus::Partly
    } else {
        ProblemStatus::Solved
    };
    ProblemResult {
        code: problem.code.clone(),
        proposed,
        parameters: codes(&|_| true),
        target_behind,
        limit_behind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> (Protocol, Vec<ParameterResult>) {
        let text = include_str!("../../../surveys/servicedesk/protocol.toml");
        let protocol = Protocol::parse("protocol.toml", text).unwrap();
        let results = protocol.parameters.iter();
        let results = results.map(ParameterResult::without_data).collect();
        (protocol, results)
    }

    fn found(target: Verdict, limit: Verdict, other: (Verdict, Verdict)) -> ProblemResult {
        let (mut protocol, mut results) = case();
        protocol.problems.truncate(1);
        protocol.problems[0].parameters = vec!["P04".to_owned(), "P07".to_owned()];
        for result in &mut results {
            let verdicts = match result.code.as_str() {
                "P04" => (target, limit),
                "P07" => other,
                _ => continue,
            };
            (result.target_verdict, result.limit_verdict) = verdicts;
        }
        problems(&protocol, &results).remove(0)
    }

    #[test]
    fn the_weakest_parameter_decides_and_is_named() {
        use Verdict::{Met, NoData, NotDemonstrated, NotMet};
        let good = (Met, Met);
        assert_eq!(found(Met, Met, good).proposed, ProblemStatus::Solved);
        let partly = found(NotDemonstrated, Met, good);
        assert_eq!(partly.proposed, ProblemStatus::Partly);
        assert_eq!(partly.target_behind, ["P04"]);
        assert!(partly.limit_behind.is_empty());
        for (target, limit) in [
            (NotMet, NotMet),
            (NotMet, NotDemonstrated),
            (NoData, NoData),
        ] {
            let open = found(target, limit, good);
            assert_eq!(open.proposed, ProblemStatus::Open);
            assert_eq!(open.limit_behind, ["P04"]);
        }
    }

    #[test]
    fn without_named_parameters_those_of_its_goals_count_and_without_any_it_is_open() {
        let (mut protocol, results) = case();
        protocol.problems.truncate(1);
        protocol.problems[0].parameters.clear();
        protocol.problems[0].goals = vec!["D2".to_owned()];
        assert_eq!(problems(&protocol, &results)[0].parameters, ["P04", "P07"]);
        protocol.problems[0].goals.clear();
        let alone = problems(&protocol, &results).remove(0);
        assert!(alone.parameters.is_empty());
        assert_eq!(alone.proposed, ProblemStatus::Open);
    }
}
