//! What survey, interviews and registrations say of one subject, and whether they contradict.

use super::Scope;
use super::estimate;
use super::findings::{
    ClusterFinding, InterviewFinding, Says, SubjectFinding, ThemeFinding, Voice, VoiceSource,
};
use super::results::ParameterResult;
use crate::domain::analysis::Subject;
use crate::domain::parameter::{Estimator, Parameter};
use crate::domain::verdict::Verdict;
use crate::stats::proportion;

pub(super) fn subjects(
    scope: &Scope,
    results: &[ParameterResult],
    interviews: Option<&InterviewFinding>,
) -> Vec<SubjectFinding> {
    let declared = &scope.protocol.analysis.subjects;
    declared
        .iter()
        .map(|subject| {
            let voices = voices(scope, subject, results, interviews);
            SubjectFinding {
                code: subject.code.clone(),
                contradiction: contradiction(&voices),
                voices,
            }
        })
        .collect()
}

fn voices(
    scope: &Scope,
    subject: &Subject,
    results: &[ParameterResult],
    interviews: Option<&InterviewFinding>,
) -> Vec<Voice> {
    let parameters = subject.parameters.iter().filter_map(|code| {
        let parameter = scope.protocol.parameter(code)?;
        let result = results.iter().find(|result| result.code == *code)?;
        Some(Voice {
            source: source(&parameter.estimator),
            what: code.clone(),
            says: of_parameter(result),
        })
    });
    let themes = subject.themes.iter().map(|theme| Voice {
        source: VoiceSource::Interview,
        what: theme.clone(),
        says: interviews.map_or(Says::Nothing, |found| {
            let told = found.themes.iter().find(|one| one.theme == *theme);
            told.map_or(Says::Nothing, |told| of_theme(scope, found, told))
        }),
    });
    parameters.chain(themes).collect()
}

fn source(estimator: &Estimator) -> VoiceSource {
    match estimator {
        Estimator::Share { .. } => VoiceSource::Interview,
        _ if estimator.is_of_survey() => VoiceSource::Survey,
        _ => VoiceSource::Registration,
    }
}

fn of_parameter(result: &ParameterResult) -> Says {
    match (result.target_verdict, result.limit_verdict) {
        _ if !result.shown => Says::Nothing,
        (Verdict::Met, _) => Says::Well,
        (_, Verdict::NotMet) => Says::Badly,
        _ => Says::Undecided,
    }
}

/// Whether more or fewer than half of those who spoke of it said something negative; by interviewee,
/// since the statements of one person are not independent. Tones that two coders do not agree on say
/// nothing.
fn of_theme(scope: &Scope, found: &InterviewFinding, told: &ThemeFinding) -> Says {
    let (Some(people), Some(negative)) = (told.interviews, told.negative_interviews) else {
        return Says::Nothing;
    };
    if found.refusal.is_some() || people < scope.least() {
        return Says::Undecided;
    }
    let confidence = 2.0 * scope.protocol.rules.confidence - 1.0;
    let share = negative as f64 / people as f64;
    match proportion::wilson(share, people as f64, confidence) {
        Ok(interval) if interval.low > 0.5 => Says::Badly,
        Ok(interval) if interval.high < 0.5 => Says::Well,
        _ => Says::Undecided,
    }
}

/// The first pair of different kinds of evidence of which one says well and the other badly.
fn contradiction(voices: &[Voice]) -> Option<[u64; 2]> {
    let well = voices
        .iter()
        .enumerate()
        .filter(|(_, voice)| voice.says == Says::Well);
    for (at, first) in well {
        let against = voices
            .iter()
            .position(|other| other.says == Says::Badly && other.source != first.source);
        if let Some(other) = against {
            return Some([at as u64, other as u64]);
        }
    }
    None
}

/// Every cluster with what its registrations say of quality and of means.
pub(super) fn clusters(scope: &Scope) -> Vec<ClusterFinding> {
    let Some(map) = &scope.protocol.analysis.cluster_map else {
        return Vec::new();
    };
    let value = |code: &str, cluster: &str| -> Option<f64> {
        let parameter = scope.protocol.parameter(code)?;
        let cut = Parameter {
            clusters: vec![cluster.to_owned()],
            ..parameter.clone()
        };
        let of_cluster = parameter.estimator.series().is_some();
        let found = of_cluster.then(|| estimate::whole(scope, &cut, None))?;
        found.ok().and_then(|found| found.value)
    };
    let clusters = scope
        .protocol
        .clusters
        .iter()
        .map(|cluster| ClusterFinding {
            cluster: cluster.code.clone(),
            effectiveness: value(&map.effectiveness, &cluster.code),
            efficiency: value(&map.efficiency, &cluster.code),
        });
    clusters.collect()
}
