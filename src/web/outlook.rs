//! What a wave will be able to show, before it is sent.

use maud::Markup;
use serde::Deserialize;

use super::evaluation::evaluated;
use super::extract::{Path, Query};
use super::pages::outlook::{self as page, Shown};
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evaluation::results::Evaluation;
use crate::domain::outlook::outlook;

/// The share of clients that is reckoned with where no wave was ever answered.
const USUAL_RESPONSE: f64 = 0.3;

pub fn routes() -> Routes {
    Routes::new().get(
        "/programmes/{slug}/waves/{number}/outlook",
        Right::Evaluate,
        show,
    )
}

#[derive(Deserialize)]
struct Wanted {
    answers: Option<String>,
    /// How many are to be invited, when that is not everybody.
    invited: Option<String>,
}

async fn show(
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, WebError> {
    let found = evaluated(&work.app, &work.programme).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let plan = found.protocol.wave(number).ok_or(WebError::NotFound)?;
    let clients = u64::from(found.protocol.population());
    let usual = usual_rate(&found.evaluation, number);
    // A number that cannot be read is no reason for an error: the expected one is shown.
    let read = |typed: &Option<String>| typed.as_deref()?.trim().parse::<u64>().ok();
    let invited = read(&wanted.invited).unwrap_or(clients);
    let expected = (usual.unwrap_or(USUAL_RESPONSE) * invited as f64).round() as u64;
    let answers = read(&wanted.answers)
        .unwrap_or(expected)
        .clamp(1, clients.max(1));
    let shown = Shown {
        protocol: &found.protocol,
        plan,
        answers,
        usual,
        outlook: outlook(&found.protocol, &found.evaluation, answers),
    };
    Ok(page::show(&work, &shown))
}

/// The response rate of the newest other wave of which it is known.
fn usual_rate(evaluation: &Evaluation, number: u32) -> Option<f64> {
    let others = evaluation.waves.iter().rev();
    others
        .filter(|wave| wave.number != number)
        .find_map(|wave| wave.response.rr1.filter(|rate| *rate > 0.0))
}
