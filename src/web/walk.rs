//! The walk down from a figure: what it was made of, and where that came from.

use axum::extract::State;
use maud::Markup;

use super::extract::Path;
use super::pages::walk as page;
use super::reports::Basis;
use super::work::Work;
use super::{App, Routes, WebError};
use crate::domain::access::Right;
use crate::domain::evaluation::results::WaveResult;
use crate::domain::evidence::{FileKind, StatementRow, TicketRow};
use crate::domain::parameter::{Estimator, Parameter};
use crate::domain::protocol::Protocol;
use crate::store::batches::Batch;
use crate::store::waves::Wave;
use crate::store::{StoreError, interviews, tickets};

pub fn routes() -> Routes {
    let own = "/programmes/{slug}/waves/{number}/evidence";
    Routes::new()
        .get(own, Right::Read, index)
        .get(
            "/programmes/{slug}/waves/{number}/evidence/{code}",
            Right::Read,
            parameter,
        )
        .get(
            "/programmes/{slug}/waves/{number}/themes/{theme}",
            Right::Read,
            theme,
        )
}

/// One wave as its report shows it, for whoever walks down from there.
pub struct Walked {
    pub basis: Basis,
    pub number: u32,
}

impl Walked {
    async fn of(app: &App, work: &Work, number: u32) -> Result<Self, WebError> {
        let basis = Basis::of(app, &work.programme, number).await?;
        Ok(Self { basis, number })
    }

    pub fn protocol(&self) -> &Protocol {
        &self.basis.snapshot.inputs.protocol
    }

    pub fn wave(&self) -> Result<&WaveResult, WebError> {
        let found = self.basis.snapshot.results.wave(self.number);
        found.ok_or(WebError::NotFound)
    }
}

/// The wave as the store keeps it: who was asked, and what became of them.
pub fn kept(work: &Work, number: u32) -> Option<&Wave> {
    let mut waves = work.stand.waves.iter();
    waves.find(|wave| wave.number.unsigned_abs() == number)
}

/// The files that brought the evidence of this kind in, and were not taken out again.
pub fn files<'a>(work: &'a Work, number: u32, kinds: &[FileKind]) -> Vec<&'a Batch> {
    let own = kept(work, number).map(|wave| wave.id);
    let all = work.stand.files.iter();
    all.filter(|file| kinds.contains(&file.kind) && file.undone_at.is_none())
        .filter(|file| file.wave_id.is_none() || file.wave_id == own)
        .collect()
}

/// The kinds of file that a parameter's evidence may come from.
pub fn kinds(estimator: &Estimator) -> &'static [FileKind] {
    match estimator {
        Estimator::Proportion { .. }
        | Estimator::Mean { .. }
        | Estimator::Nps { .. }
        | Estimator::Gap { .. } => &[FileKind::Responses],
        Estimator::Percentile { .. } => &[FileKind::Tickets],
        Estimator::Rate { .. } | Estimator::Ratio { .. } | Estimator::LastValue { .. } => {
            &[FileKind::Measurements]
        }
        Estimator::Share { .. } => &[FileKind::Interviews],
    }
}

async fn index(
    State(app): State<App>,
    work: Work,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Markup, WebError> {
    let walked = Walked::of(&app, &work, number).await?;
    Ok(page::index(&work, &walked, walked.wave()?))
}

async fn parameter(
    State(app): State<App>,
    work: Work,
    Path((_, number, code)): Path<(String, u32, String)>,
) -> Result<Markup, WebError> {
    let walked = Walked::of(&app, &work, number).await?;
    let parameter = walked.protocol().parameter(&code);
    let parameter = parameter.ok_or(WebError::NotFound)?;
    let wave = walked.wave()?;
    let result = wave.parameter(&code).ok_or(WebError::NotFound)?;
    let open = match result.open {
        Some(_) => open_tickets(&app, &work, number, parameter).await?,
        None => Vec::new(),
    };
    Ok(page::parameter(
        &work, &walked, wave, parameter, result, &open,
    ))
}

/// As many open tickets as are listed.
pub const MOST_OPEN: usize = 50;

/// The tickets of a lead time that are still open, for those who take them in.
async fn open_tickets(
    app: &App,
    work: &Work,
    number: u32,
    parameter: &Parameter,
) -> Result<Vec<TicketRow>, StoreError> {
    let wave = kept(work, number).filter(|_| work.may(Right::Evaluate));
    let (Some(wave), Estimator::Percentile { series, .. }) = (wave, &parameter.estimator) else {
        return Ok(Vec::new());
    };
    let of = (series.as_str(), parameter.clusters.as_slice());
    let most = MOST_OPEN as u64;
    tickets::open_of_wave(&app.db.reader, &work.programme, wave.id, of, most).await
}

/// What was said of a theme. Its statements are read by those who note and code them, and only of a
/// theme of which enough people spoke.
async fn theme(
    State(app): State<App>,
    work: Work,
    Path((_, number, name)): Path<(String, u32, String)>,
) -> Result<Markup, WebError> {
    let walked = Walked::of(&app, &work, number).await?;
    let wave = walked.wave()?;
    let themes = wave.findings.interviews.iter().flat_map(|one| &one.themes);
    let found = themes.into_iter().find(|one| one.theme == name);
    let found = found.ok_or(WebError::NotFound)?;
    let statements = if found.shown && work.may(Right::Interview) {
        statements(&app, &work, wave, &name).await?
    } else {
        Vec::new()
    };
    Ok(page::theme(&work, &walked, found, &statements))
}

async fn statements(
    app: &App,
    work: &Work,
    wave: &WaveResult,
    theme: &str,
) -> Result<Vec<StatementRow>, StoreError> {
    let mut all = interviews::statements(&app.db.reader, &work.programme).await?;
    let period = wave.evidence_from..=wave.evidence_to;
    all.retain(|one| period.contains(&one.date) && one.counted_themes().any(|own| own == theme));
    Ok(all)
}
