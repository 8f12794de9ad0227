//! The end of a programme: a checklist that the product fills in, a manager's decision, an archive.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Months, NaiveDate, TimeDelta};
use maud::Markup;
use serde::Deserialize;

use super::access::Inside;
use super::extract::Form;
use super::pages::closing as page;
use super::reports::Basis;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::canonical::canonical;
use crate::domain::closing::{Check, Found, checklist};
use crate::domain::definition::addresses;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::proceedings::{Adjustment, AdjustmentState, SnapshotState};
use crate::report::archive;
use crate::report::files::{self, Kind};
use crate::store::closings::{self, Closing};
use crate::store::programmes::Programme;
use crate::store::waves::WaveState;
use crate::store::{StoreError, adjustments, decisions, protocols, sharing, snapshots, waves};

pub fn routes() -> Routes {
    Routes::new()
        .get("/programmes/{slug}/closing", Right::Read, show)
        .post("/programmes/{slug}/closing", Right::Manage, close)
        .get(
            "/programmes/{slug}/closing/archive",
            Right::Oversee,
            download,
        )
}

/// What the page shows.
pub struct Shown {
    pub checks: Vec<Check>,
    pub closing: Option<Closing>,
    /// As late as the protocol allows, or two years after today, unless somebody chooses another day.
    pub erase_on: NaiveDate,
    /// The last day that the protocol allows.
    pub latest: Option<NaiveDate>,
    pub problem: Option<&'static str>,
    /// The form as it was sent, when it was refused.
    pub typed: Option<ClosingForm>,
    /// What goes on after the closing, with whom.
    pub handed_over: Vec<Adjustment>,
}

async fn shown(app: &App, programme: &Programme) -> Result<Shown, WebError> {
    let db = &app.db.reader;
    let today = app.clock.now().date_naive();
    let kept = snapshots::of_programme(db, programme).await?;
    let mut handed_over = adjustments::of_programme(db, programme).await?;
    handed_over.retain(|one| one.state == AdjustmentState::Open);
    let mut found = Found {
        has_open_wave: waves::of_programme(db, programme)
            .await?
            .iter()
            .any(|wave| wave.state == WaveState::Open),
        overdue: handed_over
            .iter()
            .filter(|one| one.is_overdue(today))
            .count(),
        ..Found::default()
    };
    let ruled = decisions::sanctions(db, programme).await?;
    for one in &kept {
        let snapshot = one.read()?;
        let Some(wave) = snapshot.results.wave(one.wave) else {
            continue;
        };
        let triggered = wave
            .charters
            .iter()
            .filter(|charter| charter.triggered == Some(true));
        let is_ruled = |code: &str| {
            ruled
                .iter()
                .any(|r| r.wave == one.wave && r.charter == code)
        };
        found.unruled += triggered.filter(|charter| !is_ruled(&charter.code)).count();
        let unknown = wave.parameters.iter().filter(|result| !result.shown);
        // Later waves overwrite earlier ones: the last snapshot is what the programme ends with.
        found.unjudged = unknown.map(|result| result.code.clone()).collect();
    }
    if let Some(last) = kept.last() {
        found.is_accepted = last.standing.state == SnapshotState::Accepted;
        found.decisions = decisions::of_snapshot(db, last.id).await?.len();
        let sent = sharing::dispatches(db, programme).await?;
        let went = |edition| {
            let mut own = sent.iter().filter(|one| one.snapshot_id == last.id);
            own.any(|one| one.edition == edition)
        };
        found.told_staff = went(Edition::Staff);
        found.told_clients = went(Edition::Clients);
    }
    let protocol = protocols::current(db, programme.id).await?;
    let months = protocol.and_then(|version| version.protocol.rules.keep_months);
    let latest = months.and_then(|months| today.checked_add_months(Months::new(months)));
    Ok(Shown {
        checks: checklist(&found),
        closing: closings::of_programme(db, programme).await?,
        erase_on: latest.unwrap_or(today + TimeDelta::days(730)),
        latest,
        problem: None,
        typed: None,
        handed_over,
    })
}

async fn show(State(app): State<App>, work: Work) -> Result<Markup, WebError> {
    let Work { programme, .. } = &work;
    let shown = shown(&app, programme).await?;
    Ok(page::show(&work, &shown))
}

#[derive(Clone, Debug, Deserialize)]
pub struct ClosingForm {
    pub name: String,
    #[serde(default)]
    pub remarks: String,
    pub erase_on: String,
}

/// What must be done is done, and what is left away is explained.
fn refusal(form: &ClosingForm, shown: &Shown, today: NaiveDate) -> Option<&'static str> {
    let checks = &shown.checks;
    let day = form.erase_on.trim().parse::<NaiveDate>();
    let late = |day: &NaiveDate| shown.latest.is_some_and(|latest| *day > latest);
    if checks.iter().any(|check| check.is_needed && !check.is_done) {
        Some("closing-problem-needed")
    } else if form.name.trim().is_empty() {
        Some("closing-problem-name")
    } else if form.remarks.trim().is_empty() && checks.iter().any(|check| !check.is_done) {
        Some("closing-problem-remarks")
    } else if day.as_ref().is_ok_and(late) {
        Some("closing-problem-late")
    } else if day.is_ok_and(|day| day > today) {
        None
    } else {
        Some("closing-problem-day")
    }
}

async fn close(
    State(app): State<App>,
    work: Work,
    Form(form): Form<ClosingForm>,
) -> Result<Response, WebError> {
    let Work {
        visitor, programme, ..
    } = &work;
    let mut shown = shown(&app, programme).await?;
    let now = app.clock.now();
    shown.problem = refusal(&form, &shown, now.date_naive());
    if shown.problem.is_some() {
        shown.typed = Some(form);
        let page = page::show(&work, &shown);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let closing = Closing {
        name: form.name.trim().to_owned(),
        remarks: form.remarks.trim().to_owned(),
        at: now,
        erase_on: form.erase_on.trim().parse().unwrap_or(shown.erase_on),
        erased_at: None,
        archive: sealed(&app, programme).await?,
        archive_hash: String::new(),
    };
    let tx = app.db.begin().await?;
    closings::close(&tx, &visitor.actor(), programme, &closing).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Redirect::to(&format!("/programmes/{}/closing", programme.slug)).into_response())
}

/// Everything that stays: protocol, surveys, snapshots, reports for all readers, counts per answer.
async fn sealed(app: &App, programme: &Programme) -> Result<Vec<u8>, WebError> {
    let db = &app.db.reader;
    let mut bases = Vec::new();
    for kept in snapshots::of_programme(db, programme).await? {
        bases.push(Basis::kept(app, programme, kept).await?);
    }
    let mut contents = Vec::new();
    for version in protocols::history(db, programme.id).await? {
        let name = format!("protocol-version{}.toml", version.version);
        // The archive stays when personal data go.
        let text = addresses::without_addresses(&version.text).unwrap_or_default();
        contents.push((name, text.into_bytes()));
    }
    let written = tokio::task::spawn_blocking(move || {
        for basis in &bases {
            contents.extend(of_wave(basis)?);
        }
        archive::seal(&contents).map_err(|err| WebError::Internal(err.to_string()))
    });
    written
        .await
        .map_err(|err| WebError::Internal(err.to_string()))?
}

fn of_wave(basis: &Basis) -> Result<Vec<(String, Vec<u8>)>, WebError> {
    let wave = basis.snapshot.inputs.wave;
    let mut contents = vec![(
        format!("snapshot-wave{wave}.json"),
        basis.file().into_bytes(),
    )];
    for survey in &basis.snapshot.inputs.surveys {
        let value = serde_json::to_value(&survey.survey).unwrap_or_default(); // a struct of texts
        let name = format!("wave{wave}/survey-{}.json", survey.code);
        contents.push((name, canonical(&value).into_bytes()));
    }
    let input = basis.input();
    let style = super::assets::text("report.css");
    for edition in Edition::ALL {
        for language in [Language::dutch(), Language::english()] {
            for kind in [Kind::Html, Kind::Csv] {
                let name = format!("wave{wave}/{}-{language}.{}", edition.code(), kind.code());
                let bytes = files::write(&input, edition, &language, kind, &style);
                let bytes = bytes.map_err(|err| WebError::Internal(files::chain(&err)))?;
                contents.push((name, bytes));
            }
        }
    }
    contents.push((
        format!("wave{wave}/answers-counted.csv"),
        files::counts(&input).into_bytes(),
    ));
    contents.push((
        format!("wave{wave}/data-dictionary.csv"),
        files::dictionary(&input).into_bytes(),
    ));
    Ok(contents)
}

async fn download(State(app): State<App>, Inside(programme): Inside) -> Result<Response, WebError> {
    let closing = closings::of_programme(&app.db.reader, &programme).await?;
    let closing = closing.ok_or(WebError::NotFound)?;
    let disposition = format!("attachment; filename=\"{}-archive.zip\"", programme.slug);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, closing.archive).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_go_no_later_than_the_protocol_says() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let day = |days| today + TimeDelta::days(days);
        let refused = |days, latest| {
            let shown = Shown {
                checks: Vec::new(),
                closing: None,
                erase_on: day(1),
                latest,
                problem: None,
                typed: None,
                handed_over: Vec::new(),
            };
            let form = ClosingForm {
                name: "M. Ouali".to_owned(),
                remarks: String::new(),
                erase_on: day(days).to_string(),
            };
            refusal(&form, &shown, today)
        };
        assert_eq!(refused(30, Some(day(30))), None);
        assert_eq!(refused(31, Some(day(30))), Some("closing-problem-late"));
        assert_eq!(refused(9_000, None), None);
        assert_eq!(refused(0, None), Some("closing-problem-day"));
    }
}
