//! Whether each problem of phase 1 is solved: what the figures propose, and what the evaluator decides
//! with a reason, while the evaluation is a draft.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::components::meanwhile::is_lost;
use super::extract::{Pairs, Path};
use super::pages::problems::{self as page, Refusal, Refused};
use super::reports::{Basis, at, kept};
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::proceedings::ProblemDecision;
use crate::domain::verdict::ProblemStatus;
use crate::store::{StoreError, problems, programmes};

/// As long as a reason may be.
const MOST_CHARS: usize = 5_000;

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/programmes/{slug}/waves/{number}/problems",
            Right::Read,
            show,
        )
        .post(
            "/programmes/{slug}/waves/{number}/problems/{code}",
            Right::Evaluate,
            decide,
        )
}

async fn show(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let basis = Basis::of(&app, programme, number).await?;
    Ok(page::show(&work, &basis, None))
}

/// The names of the fields end in the code of their problem, since the page has many forms.
async fn decide(
    State(app): State<App>,
    work: Work,
    Path((_, number, code)): Path<(String, u32, String)>,
    Pairs(typed): Pairs,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let kept = kept(&app, programme, number).await?;
    let basis = Basis::kept(&app, programme, kept.clone()).await?;
    let all = &basis.snapshot.inputs.protocol.problems;
    if !all.iter().any(|one| one.code == code) {
        return Err(WebError::NotFound);
    }
    let field = |name: &str| {
        let wanted = format!("{name}-{code}");
        let found = typed.iter().find(|(key, _)| *key == wanted);
        found.map_or_else(String::new, |(_, value)| {
            value.replace("\r\n", "\n").trim().to_owned()
        })
    };
    let status = ProblemStatus::from_code(&field("status")).ok_or(WebError::NotFound)?;
    let decided = ProblemDecision {
        status,
        reason: field("reason"),
        name: field("name"),
        at: app.clock.now(),
        problem: code.clone(),
    };
    let wrong = match &decided {
        one if one.reason.is_empty() => Some(Refusal::NoReason),
        one if one.reason.chars().count() > MOST_CHARS => Some(Refusal::TooLong),
        one if one.name.is_empty() => Some(Refusal::NoName),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let refused = Refused::new(decided, field("seen"), wrong);
        let page = page::show(&work, &basis, Some(&refused));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let tx = app.db.begin().await?;
    programmes::hold(&tx, programme.id).await?;
    let (language, stored) = (&work.language, problems::of_snapshot(&tx, kept.id).await?);
    let of = |one: Option<&ProblemDecision>| page::decided(language, &decided.problem, one);
    let stored = of(stored.iter().find(|one| one.problem == decided.problem));
    if is_lost(&field("seen"), &stored, &of(Some(&decided))) {
        drop(tx);
        let page = page::show(&work, &basis, Some(&Refused::late(decided, stored)));
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    problems::decide(&tx, &visitor.actor(), programme, &kept, &decided).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let place = format!("problems#problem-{}", decided.problem);
    Ok(Redirect::to(&at(programme, number, &place)).into_response())
}
