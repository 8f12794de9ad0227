//! Rolling verdicts up to goals: by intersection, never by an average.

use super::results::{GoalResult, ParameterResult};
use crate::domain::protocol::{Goal, Protocol};
use crate::domain::verdict::{GoalStatus, Verdict};

/// The goals in the order of the protocol.
pub(super) fn goals(protocol: &Protocol, results: &[ParameterResult]) -> Vec<GoalResult> {
    protocol
        .goals
        .iter()
        .map(|goal| roll_up(protocol, goal, results))
        .collect()
}

/// Met only if all parameters meet their target (intersection-union, Berger 1982: no adjustment for
/// the number of parameters is needed); not met if any limit is not met; partly if a target is
/// missed; else open. A goal without parameters is open.
fn roll_up(protocol: &Protocol, goal: &Goal, results: &[ParameterResult]) -> GoalResult {
    let of_goal: Vec<&ParameterResult> = protocol
        .parameters_of(&goal.code)
        .filter_map(|parameter| results.iter().find(|result| result.code == parameter.code))
        .collect();
    let codes = |wanted: &dyn Fn(&ParameterResult) -> bool| -> Vec<String> {
        of_goal
            .iter()
            .filter(|result| wanted(result))
            .map(|result| result.code.clone())
            .collect()
    };
    let target_not_met = codes(&|result| result.target_verdict == Verdict::NotMet);
    let limit_not_met = codes(&|result| result.limit_verdict == Verdict::NotMet);
    let target_open =
        codes(&|result| !matches!(result.target_verdict, Verdict::Met | Verdict::NotMet));
    let status = if !of_goal.is_empty() && target_not_met.is_empty() && target_open.is_empty() {
        GoalStatus::Met
    } else if !limit_not_met.is_empty() {
        GoalStatus::NotMet
    } else if !target_not_met.is_empty() {
        GoalStatus::Partly
    } else {
        GoalStatus::Open
    };
    GoalResult {
        code: goal.code.clone(),
        status,
        target_not_met,
        target_open,
        limit_not_met,
    }
}
