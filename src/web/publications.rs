//! Publishing a questionnaire: what changes, what it touches, and what the author says it weighs.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::extract::{Pairs, Path};
use super::pages::publication::{self as page, Difference, Problem, Publication};
use super::surveys::newest;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::translation::{self, Progress, State as Translated};
use crate::domain::version::{Change, Weight};
use crate::store::StoreError;
use crate::store::surveys::{self, SurveyVersion};

pub fn routes() -> Routes {
    let path = "/programmes/{slug}/surveys/{code}/publication";
    Routes::new()
        .get(path, Right::Evaluate, show)
        .post(path, Right::Evaluate, publish)
}

async fn show(work: Work, Path((_, code)): Path<(String, String)>) -> Result<Response, WebError> {
    let draft = newest(&work, &code)?;
    if draft.published_at.is_some() {
        return Ok(Redirect::to(&work.at(&format!("surveys/{code}"))).into_response());
    }
    Ok(publication(&work, draft, &BTreeMap::new(), &[])
        .await?
        .into_response())
}

async fn publish(
    State(app): State<App>,
    work: Work,
    Path((_, code)): Path<(String, String)>,
    Pairs(fields): Pairs,
) -> Result<Response, WebError> {
    let draft = newest(&work, &code)?;
    let back = work.at(&format!("surveys/{code}"));
    if draft.published_at.is_some() {
        return Ok(Redirect::to(&back).into_response());
    }
    let chosen: BTreeMap<String, Weight> = fields
        .iter()
        .filter_map(|(name, value)| {
            let id = name.strip_prefix("w-")?;
            Some((id.to_owned(), Weight::from_code(value)?))
        })
        .collect();
    let seen = fields.iter().find(|(name, _)| name == "hash");
    if seen.is_none_or(|(_, hash)| *hash != draft.hash) {
        return refuse(&work, draft, &chosen, vec![Problem::ChangedMeanwhile]).await;
    }
    let (_, changes) = surveys::changes(&app.db.reader, draft).await?;
    let problems = problems(draft, &changes, &chosen);
    if !problems.is_empty() {
        return refuse(&work, draft, &chosen, problems).await;
    }
    let (actor, now) = (work.visitor.actor(), app.clock.now());
    let tx = app.db.begin().await?;
    surveys::publish_as(&tx, &actor, &work.programme, draft.id, &chosen, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&back).into_response())
}

/// What keeps a draft from being published as it is judged.
fn problems(
    draft: &SurveyVersion,
    changes: &[Change],
    chosen: &BTreeMap<String, Weight>,
) -> Vec<Problem> {
    let undecided = changes.iter().filter(|change| {
        let choices = change.choices();
        !choices.is_empty()
            && !chosen
                .get(&change.id())
                .is_some_and(|one| choices.contains(one))
    });
    let mut problems: Vec<Problem> = undecided
        .map(|change| Problem::Undecided(change.id()))
        .collect();
    // Who answers in a language must get the question that is asked now.
    let broken: BTreeSet<&str> = changes
        .iter()
        .filter(|change| chosen.get(&change.id()) == Some(&Weight::Meaning))
        .map(|change| change.key.as_str())
        .collect();
    for language in draft.survey.languages.iter().skip(1) {
        for line in translation::lines(&draft.survey, &draft.sources, language) {
            if line.state == Translated::Stale && broken.contains(line.key.as_str()) {
                problems.push(Problem::StaleMeaning(language.clone(), line.key));
            }
        }
    }
    problems
}

async fn refuse(
    work: &Work,
    draft: &SurveyVersion,
    chosen: &BTreeMap<String, Weight>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let page = publication(work, draft, chosen, &problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn publication(
    work: &Work,
    draft: &SurveyVersion,
    chosen: &BTreeMap<String, Weight>,
    problems: &[Problem],
) -> Result<Markup, WebError> {
    let (last, changes) = surveys::changes(&work.app.db.reader, draft).await?;
    let differences = changes.into_iter().map(|change| Difference {
        parameters: parameters(work, change.item.as_deref()),
        stale: stale(draft, &change),
        chosen: chosen.get(&change.id()).copied(),
        change,
    });
    let languages = draft.survey.known_languages();
    let progress = languages.into_iter().map(|language| {
        let progress = Progress::of(&draft.survey, &draft.sources, &language);
        (language, progress)
    });
    let asked = work.stand.waves.iter().filter(|wave| {
        last.as_ref()
            .is_some_and(|last| wave.survey_version_id == last.id)
    });
    Ok(page::show(
        work,
        &Publication {
            draft,
            last: last.as_ref(),
            waves: asked.map(|wave| wave.number).collect(),
            differences: differences.collect(),
            progress: progress.collect(),
            problems,
        },
    ))
}

/// The parameters that read an item.
fn parameters(work: &Work, item: Option<&str>) -> Vec<String> {
    let (Some(protocol), Some(item)) = (&work.stand.protocol, item) else {
        return Vec::new();
    };
    let reading = protocol.protocol.parameters.iter();
    let reading = reading.filter(|parameter| parameter.estimator.items().contains(&item));
    reading.map(|parameter| parameter.code.clone()).collect()
}

/// The languages whose translation of a changed source text was made from its old words.
fn stale(draft: &SurveyVersion, change: &Change) -> Vec<Language> {
    let languages = draft.survey.languages.iter();
    let is_source = |language: &Language| Some(language) == draft.survey.languages.first();
    if !change.language.as_ref().is_some_and(is_source) {
        return Vec::new();
    }
    let is_stale = |language: &&Language| {
        translation::lines(&draft.survey, &draft.sources, language)
            .iter()
            .any(|line| line.key == change.key && line.state == Translated::Stale)
    };
    languages.skip(1).filter(is_stale).cloned().collect()
}
