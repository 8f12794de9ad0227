//! Waves that are followed from the first answer to the last.

use super::*;
use crate::domain::evidence::{Answer, Answers, Completeness};
use crate::domain::survey::Survey;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");

fn case() -> (Protocol, Survey) {
    (
        Protocol::parse("protocol.toml", PROTOCOL).unwrap(),
        Survey::parse("satisfaction.toml", SURVEY).unwrap(),
    )
}

/// Answers 1 to 5 to "were you satisfied", in order of arrival.
fn arrived(survey: &Survey, answers: impl IntoIterator<Item = i64>) -> Responses {
    let mut responses = Responses::of_survey(survey);
    for answer in answers {
        let answers = Answers::from([("q1_satisfied".to_owned(), Answer::Number(answer))]);
        responses.push(None, Completeness::Complete, &answers);
    }
    responses
}

fn satisfied(
    protocol: &Protocol,
    survey: &Survey,
    answers: impl IntoIterator<Item = i64>,
) -> Followed {
    let followed = follow(protocol, &arrived(survey, answers));
    followed.into_iter().find(|one| one.code == "P01").unwrap()
}

#[test]
fn only_answers_of_a_known_number_of_clients_are_followed() {
    let (protocol, survey) = case();
    let followed = follow(&protocol, &arrived(&survey, []));
    let codes: Vec<_> = followed.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["P01", "P02", "P03", "P04", "P05", "P06", "P07"]);
    assert!(
        followed
            .iter()
            .all(|one| one.n.is_none() && one.low.is_none())
    );
    assert!(!all_settled(&followed) && !all_settled(&[]));
}

#[test]
fn the_bounds_move_in_whole_steps_and_nothing_shows_before_the_first() {
    let (protocol, survey) = case();
    let four = satisfied(&protocol, &survey, [5, 5, 1, 1]);
    assert_eq!((four.n, four.low, four.high), (None, None, None));
    let five = satisfied(&protocol, &survey, [5, 5, 1, 1, 4]);
    assert_eq!(five.n, Some(5));
    // The answers after a step change nothing until the next is full.
    assert_eq!(
        satisfied(&protocol, &survey, [5, 5, 1, 1, 4, 1, 1, 1, 1]),
        five
    );
    assert_eq!(checkpoints(5, 26), [5, 10, 15, 20, 25]);
    let late = checkpoints(5, 100_000);
    assert!(late.len() < 700 && late.iter().all(|at| at % 5 == 0));
}

#[test]
fn what_is_once_decided_stays_decided_and_the_bounds_never_widen() {
    let (protocol, survey) = case();
    // Two in five satisfied where 80 % is asked.
    let answers = |n: i64| (0..n).map(|i| if i % 5 < 2 { 5 } else { 2 });
    let mut before = satisfied(&protocol, &survey, answers(5));
    let mut decided_at = None;
    for n in (10..=700).step_by(5) {
        let now = satisfied(&protocol, &survey, answers(n));
        assert!(now.low >= before.low && now.high <= before.high, "{n}");
        assert!(before.target != Verdict::NotMet || now.target == Verdict::NotMet);
        if now.target == Verdict::NotMet {
            decided_at.get_or_insert(n);
        }
        before = now;
    }
    assert!(decided_at.is_some_and(|n| n < 60), "{decided_at:?}");
}

#[test]
fn answers_that_cannot_have_come_at_random_decide_nothing() {
    let (protocol, survey) = case();
    // First nobody is satisfied, then everybody: no share of the clients fits both.
    let answers = (0..500).map(|i| if i < 150 { 1 } else { 5 });
    let one = satisfied(&protocol, &survey, answers);
    assert_eq!((one.n, one.low, one.high), (Some(500), None, None));
    assert_eq!(one.target, Verdict::NotDemonstrated);
}

#[test]
fn too_few_answers_for_the_minimum_base_decide_nothing() {
    let (mut protocol, survey) = case();
    protocol.parameters[0].minimum_base = 50;
    let few = satisfied(&protocol, &survey, [1; 45]);
    assert!(few.high.is_some_and(|high| high < 0.5));
    assert_eq!(few.target, Verdict::NotDemonstrated);
    assert_eq!(
        satisfied(&protocol, &survey, [1; 50]).target,
        Verdict::NotMet
    );
}

#[test]
fn more_answers_than_clients_decide_nothing() {
    let (mut protocol, survey) = case();
    protocol.segments.truncate(1);
    let population = i64::from(protocol.population());
    let one = satisfied(&protocol, &survey, (0..population + 10).map(|_| 1));
    assert_eq!((one.low, one.target), (None, Verdict::NotDemonstrated));
}

#[test]
fn shares_means_scores_and_gaps_stay_on_their_scales() {
    let (protocol, survey) = case();
    let mut responses = Responses::of_survey(&survey);
    for i in 0..200_i64 {
        let mut answers = Answers::new();
        for column in Responses::of_survey(&survey).columns() {
            let code = &column.codes[i as usize % column.codes.len()];
            let answer = code
                .parse()
                .map_or(Answer::Word(code.clone()), Answer::Number);
            answers.insert(column.item.clone(), answer);
        }
        responses.push(None, Completeness::Complete, &answers);
    }
    let of = |code: &str| {
        let followed = follow(&protocol, &responses);
        let one = followed.into_iter().find(|one| one.code == code).unwrap();
        (one.n, one.low.unwrap(), one.high.unwrap())
    };
    for (code, low, high, truth) in [
        ("P01", 0.0, 1.0, 0.4),
        ("P02", 1.0, 10.0, 5.5),
        ("P03", -100.0, 100.0, -45.45),
        ("P06", -9.0, 9.0, 0.0),
    ] {
        let (n, from, to) = of(code);
        assert_eq!(n, Some(200));
        assert!(
            from > low && to < high && from < truth && truth < to,
            "{code}: {from} {to}"
        );
    }
}
