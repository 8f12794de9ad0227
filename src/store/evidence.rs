//! All that came in for a programme, gathered for its evaluation.

use chrono::DateTime;
use sea_orm::ConnectionTrait;

use super::programmes::Programme;
use super::waves::{self, Wave, WaveState};
use super::{StoreError, dispositions, interviews, measurements, responses, surveys, tickets};
use crate::domain::dataset::Responses;
use crate::domain::evaluation::{Evidence, WaveEvidence};
use crate::domain::evidence::{Answers, TicketRow};
use crate::domain::protocol::{PrivacyMode, Protocol};

/// Reads everything that `evaluate` wants. Answers become columns while they are read, so that
/// memory holds bytes per answer and not rows.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
    protocol: &Protocol,
) -> Result<Evidence, StoreError> {
    let waves = waves::of_programme(db, programme).await?;
    let mut evidence = Evidence {
        statements: interviews::statements(db, programme).await?,
        measurements: measurements::of_programme(db, programme).await?,
        ..Evidence::default()
    };
    let mut undated = Vec::new();
    for (wave_id, ticket) in tickets::of_programme(db, programme).await? {
        match ticket.closed_on {
            Some(_) => evidence.tickets.push(ticket),
            None => undated.push((wave_id, ticket)),
        }
    }
    for wave in &waves {
        let tickets = undated.iter().filter(|(id, _)| *id == Some(wave.id));
        let tickets: Vec<TicketRow> = tickets.map(|(_, ticket)| ticket.clone()).collect();
        let found = WaveEvidence {
            responses: answers(db, wave, protocol).await?,
            dispositions: dispositions::of_wave(db, wave).await?,
            tickets,
        };
        evidence.waves.insert(wave.number.unsigned_abs(), found);
    }
    Ok(evidence)
}

/// The answers of one wave as columns, split by the protocol's segments.
///
/// Of an open wave only whole steps of the privacy threshold are read, by the time they were handed
/// in, so that no single answer follows from figures before and after it. Anonymous responses have
/// no such order, and are read once their wave is closed.
pub async fn answers(
    db: &impl ConnectionTrait,
    wave: &Wave,
    protocol: &Protocol,
) -> Result<Responses, StoreError> {
    let version = surveys::by_id(db, wave.survey_version_id).await?;
    let mut columns = Responses::of_survey(&version.survey);
    let segments: Vec<&str> = protocol.segments.iter().map(|s| s.code.as_str()).collect();
    let until = match (wave.state, wave.privacy_mode) {
        (WaveState::Open, PrivacyMode::Anonymous) => Some(DateTime::UNIX_EPOCH),
        (WaveState::Open, _) => {
            let step = u64::from(protocol.rules.privacy_threshold);
            responses::first_beyond_steps(db, wave, step).await?
        }
        _ => None,
    };
    responses::for_each(db, wave, until, |response| {
        let answers: Answers = serde_json::from_str(response.answers)
            .map_err(|err| StoreError::corrupt("response", response.id, err))?;
        let segment = response
            .segment
            .and_then(|code| segments.iter().position(|known| *known == code))
            .and_then(|at| u8::try_from(at).ok());
        columns.push(segment, response.completeness, &answers);
        Ok(())
    })
    .await?;
    Ok(columns)
}
