//! What a wave will be able to show, before it is sent.

use maud::Markup;

use super::evaluation::evaluated;
use super::extract::{Path, Query};
use super::pages::outlook::{self as page, Shown};
use super::pages::suppose::{self, Supposing, Truth, Typed};
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evaluation::results::Evaluation;
use crate::domain::outlook::{self, outlook};
use crate::domain::parameter::Parameter;
use crate::domain::protocol::Protocol;

/// The share of clients that is reckoned with where no wave was ever answered.
const USUAL_RESPONSE: f64 = 0.3;

pub fn routes() -> Routes {
    Routes::new().get(
        "/programmes/{slug}/waves/{number}/outlook",
        Right::Evaluate,
        show,
    )
}

/// What stands behind the question mark, as typed.
struct Wanted(Vec<(String, String)>);

impl Wanted {
    fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, text)| text.as_str())
    }

    /// A number that cannot be read is no reason for an error: the expected one is shown.
    fn number(&self, name: &str) -> Option<u64> {
        self.text(name).trim().parse().ok()
    }

    /// All at their target or at their limit, or each as typed.
    fn truth(&self) -> (Truth, bool) {
        match self.text("suppose") {
            "limit" => (Truth::Limit, true),
            "target" => (Truth::Target, true),
            _ => (Truth::Target, false),
        }
    }
}

async fn show(
    work: Work,
    Path((_, number)): Path<(String, u32)>,
    Query(wanted): Query<Vec<(String, String)>>,
) -> Result<Markup, WebError> {
    let wanted = Wanted(wanted);
    let found = evaluated(&work.app, &work.programme).await?;
    let found = found.ok_or(WebError::NotFound)?;
    let plan = found.protocol.wave(number).ok_or(WebError::NotFound)?;
    let clients = u64::from(found.protocol.population());
    let usual = usual_rate(&found.evaluation, number);
    let rate = usual.unwrap_or(USUAL_RESPONSE);
    // How many are to be invited, when that is not everybody.
    let invited = wanted.number("invited").unwrap_or(clients);
    let expected = (rate * invited as f64).round() as u64;
    let answers = wanted.number("answers").unwrap_or(expected);
    let answers = answers.clamp(1, clients.max(1));
    let shown = Shown {
        protocol: &found.protocol,
        plan,
        answers,
        usual,
        outlook: outlook(&found.protocol, &found.evaluation, answers),
        supposing: supposing(&found.protocol, &found.evaluation, answers, rate, &wanted),
    };
    Ok(page::show(&work, &shown))
}

fn supposing<'a>(
    protocol: &'a Protocol,
    earlier: &Evaluation,
    answers: u64,
    rate: f64,
    wanted: &Wanted,
) -> Supposing<'a> {
    let (truth, is_for_all) = wanted.truth();
    let typed = |parameter: &Parameter| match is_for_all {
        true => "",
        false => wanted.text(&suppose::field(&parameter.code)).trim(),
    };
    let value = |parameter: &Parameter| match typed(parameter) {
        "" => Some(truth.of(parameter.bounds)),
        text => suppose::read(parameter, text),
    };
    let decided = protocol.parameters.iter();
    let decided = decided.filter(|parameter| parameter.estimator.is_of_survey());
    Supposing {
        protocol,
        answers,
        rate,
        typed: decided
            .map(|parameter| Typed {
                parameter: parameter.code.clone(),
                text: typed(parameter).to_owned(),
                is_wrong: value(parameter).is_none(),
            })
            .collect(),
        supposed: outlook::suppose(protocol, earlier, answers, value),
    }
}

/// The response rate of the newest other wave of which it is known.
fn usual_rate(evaluation: &Evaluation, number: u32) -> Option<f64> {
    let others = evaluation.waves.iter().rev();
    others
        .filter(|wave| wave.number != number)
        .find_map(|wave| wave.response.rr1.filter(|rate| *rate > 0.0))
}
