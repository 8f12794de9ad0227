//! All that came in for a programme, gathered for its evaluation.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use futures_util::future::try_join_all;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::programmes::Programme;
use super::responses::HandedIn;
use super::waves::{self, Wave, WaveState};
use super::{
    StoreError, audit, coding, dispositions, interviews, invitations, measurements, responses,
    surveys, tickets,
};
use crate::domain::dataset::{ClientTie, Origin, Responses};
use crate::domain::early::{self, Followed};
use crate::domain::evaluation::{Evidence, WaveEvidence};
use crate::domain::evidence::Answers;
use crate::domain::protocol::{PrivacyMode, Protocol};

/// All evidence of a programme, when it was read, and how many acts its audit trail told of then.
#[derive(Clone, Debug)]
pub struct Gathered {
    pub evidence: Evidence,
    at: DateTime<Utc>,
    acts: u64,
}

/// What is being handed in while a wave is closed is committed within this time, or never.
const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(1);

/// Reads everything that `evaluate` wants. Answers become columns while they are read, so that
/// memory holds bytes per answer and not rows.
pub async fn of_programme(
    db: &impl ConnectionTrait,
    programme: &Programme,
    protocol: &Protocol,
) -> Result<Evidence, StoreError> {
    let gathered = gather(db, programme, protocol, None, DateTime::UNIX_EPOCH).await?;
    Ok(gathered.evidence)
}

/// The same. What was gathered `before` serves again for figures and the answers of closed waves while
/// nothing was done in the programme since: those come in by acts that leave a trail, and clients
/// answer open waves only.
pub async fn gather(
    db: &impl ConnectionTrait,
    programme: &Programme,
    protocol: &Protocol,
    before: Option<&Gathered>,
    now: DateTime<Utc>,
) -> Result<Gathered, StoreError> {
    // Counted before anything is read: what is done meanwhile makes the next one read anew.
    let acts = audit::count(db, programme).await?;
    let before = before.filter(|before| before.acts == acts);
    let waves = waves::of_programme(db, programme).await?;
    let each = waves.iter().map(|wave| {
        let before = before.and_then(|before| before.of_closed(wave));
        of_wave(db, programme, wave, protocol, before)
    });
    // Side by side, on as many connections as there are.
    let (statements, figures, own) = tokio::try_join!(
        interviews::statements(db, programme),
        figures(db, programme, &waves, before),
        try_join_all(each),
    )?;
    let mut evidence = Evidence {
        statements,
        ..figures
    };
    for (wave, found) in waves.iter().zip(own) {
        let own = evidence.waves.entry(number(wave)).or_default();
        let tickets = std::mem::take(&mut own.tickets);
        *own = WaveEvidence { tickets, ..found };
    }
    Ok(Gathered {
        evidence,
        at: now,
        acts,
    })
}

impl Gathered {
    /// What was read of a wave after the last answer could reach it.
    fn of_closed(&self, wave: &Wave) -> Option<&WaveEvidence> {
        let closed = wave.closed_at.filter(|_| wave.state == WaveState::Closed)?;
        let own = self.evidence.waves.get(&number(wave))?;
        (closed + ON_ITS_WAY < self.at).then_some(own)
    }
}

fn number(wave: &Wave) -> u32 {
    wave.number.unsigned_abs()
}

/// Measurements and tickets, those without a closing date at the wave they were taken in for; nothing
/// else.
async fn figures(
    db: &impl ConnectionTrait,
    programme: &Programme,
    waves: &[Wave],
    before: Option<&Gathered>,
) -> Result<Evidence, StoreError> {
    if let Some(Gathered { evidence, .. }) = before {
        let own = |(number, own): (&u32, &WaveEvidence)| {
            let tickets = own.tickets.clone();
            let none = WaveEvidence::default();
            (*number, WaveEvidence { tickets, ..none })
        };
        return Ok(Evidence {
            waves: evidence.waves.iter().map(own).collect(),
            measurements: evidence.measurements.clone(),
            tickets: evidence.tickets.clone(),
            ..Evidence::default()
        });
    }
    let (measurements, tickets) = tokio::try_join!(
        measurements::of_programme(db, programme),
        tickets::of_programme(db, programme),
    )?;
    let (dated, undated): (Vec<_>, Vec<_>) = tickets
        .into_iter()
        .partition(|(_, ticket)| ticket.closed_on.is_some());
    let own = waves.iter().map(|wave| {
        let own = undated.iter().filter(|(id, _)| *id == Some(wave.id));
        let tickets: Vec<_> = own.map(|(_, ticket)| ticket.clone()).collect();
        let none = WaveEvidence::default();
        let tickets = Arc::new(tickets);
        (number(wave), WaveEvidence { tickets, ..none })
    });
    Ok(Evidence {
        waves: own.collect(),
        measurements: Arc::new(measurements),
        tickets: Arc::new(dated.into_iter().map(|(_, ticket)| ticket).collect()),
        ..Evidence::default()
    })
}

/// What came in of one wave, but for tickets, which are read for all of them.
async fn of_wave(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: &Wave,
    protocol: &Protocol,
    before: Option<&WaveEvidence>,
) -> Result<WaveEvidence, StoreError> {
    let until = shown_until(db, wave, protocol).await?;
    Ok(WaveEvidence {
        responses: match before {
            Some(before) => before.responses.clone(),
            None => Arc::new(answers(db, wave, protocol).await?),
        },
        by_open_link: responses::count_by_open_link(db, wave, until).await?,
        dispositions: dispositions::of_evaluation(db, wave).await?,
        tickets: Arc::default(),
        // Of an open wave one more comment would tell whose it is.
        comments: match wave.state {
            WaveState::Closed => coding::coded_comments(db, programme, wave).await?,
            _ => Vec::new(),
        },
    })
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
    let origins = Origins::of(db, wave, protocol).await?;
    let until = shown_until(db, wave, protocol).await?;
    responses::for_each(db, wave, until, |response| {
        push(
            &mut columns,
            &segments,
            origins.of_row(&response),
            &response,
        )
    })
    .await?;
    Ok(columns)
}

/// Only what was handed in before is read; none when all of it is.
async fn shown_until(
    db: &impl ConnectionTrait,
    wave: &Wave,
    protocol: &Protocol,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    match (wave.state, wave.privacy_mode) {
        (WaveState::Open, PrivacyMode::Anonymous) => Ok(Some(DateTime::UNIX_EPOCH)),
        (WaveState::Open, _) => {
            let step = u64::from(protocol.rules.privacy_threshold);
            responses::first_beyond_steps(db, wave, step).await
        }
        _ => Ok(None),
    }
}

/// What is known of the responses of a wave beside their answers, as far as its mode keeps it.
struct Origins {
    mode: PrivacyMode,
    zone: Tz,
    /// Of a named wave, by invitation.
    clients: HashMap<Uuid, ClientTie>,
}

impl Origins {
    async fn of(
        db: &impl ConnectionTrait,
        wave: &Wave,
        protocol: &Protocol,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            mode: wave.privacy_mode,
            zone: protocol.programme.time_zone.parse().unwrap_or(Tz::UTC),
            clients: match wave.privacy_mode {
                PrivacyMode::Named => invitations::clients(db, wave).await?,
                PrivacyMode::Confidential | PrivacyMode::Anonymous => HashMap::new(),
            },
        })
    }

    fn of_row(&self, row: &HandedIn) -> Origin {
        if self.mode == PrivacyMode::Anonymous {
            return Origin::default();
        }
        // What came in a file of a named wave is known by the client's key.
        let client = match (self.mode, row.invitation_id) {
            (PrivacyMode::Named, Some(invitation)) => self.clients.get(&invitation).copied(),
            (PrivacyMode::Named, None) => row.respondent_key.map(ClientTie::of),
            _ => None,
        };
        let day = |at: DateTime<Utc>| at.with_timezone(&self.zone).date_naive();
        Origin {
            day: row.submitted_at.map(day),
            client,
        }
    }
}

fn push(
    columns: &mut Responses,
    segments: &[&str],
    origin: Origin,
    row: &HandedIn,
) -> Result<(), StoreError> {
    let answers: Answers = serde_json::from_str(row.answers)
        .map_err(|err| StoreError::corrupt("response", row.id, err))?;
    let segment = row
        .segment
        .and_then(|code| segments.iter().position(|known| *known == code))
        .and_then(|at| u8::try_from(at).ok());
    columns.push_from(origin, segment, row.completeness, &answers);
    Ok(())
}

/// What is decided in a wave while it is open, by the order in which its answers were handed in:
/// what came in a file first, since it has no time of its own.
///
/// Nothing of an anonymous wave, whose answers keep no order; nothing of one that is not open.
pub async fn early(
    db: &impl ConnectionTrait,
    wave: &Wave,
    protocol: &Protocol,
) -> Result<Vec<Followed>, StoreError> {
    if wave.state != WaveState::Open || wave.privacy_mode == PrivacyMode::Anonymous {
        return Ok(Vec::new());
    }
    let version = surveys::by_id(db, wave.survey_version_id).await?;
    let mut columns = Responses::of_survey(&version.survey);
    let segments: Vec<&str> = protocol.segments.iter().map(|s| s.code.as_str()).collect();
    let mut moments = Vec::new();
    responses::for_each(db, wave, None, |response| {
        moments.push((response.submitted_at, response.id));
        push(&mut columns, &segments, Origin::default(), &response)
    })
    .await?;
    let mut order: Vec<usize> = (0..moments.len()).collect();
    order.sort_by_key(|row| moments[*row]);
    Ok(early::follow(protocol, &columns.in_order(&order)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Parameter;
    use crate::store::submissions::save_pages;
    use crate::store::testing::*;

    /// The share of clients who answer `q1` with 4 or 5.
    fn content() -> Parameter {
        let text = include_str!("../../surveys/servicedesk/protocol.toml");
        let mut parameter = Protocol::parse("protocol.toml", text).unwrap().parameters[0].clone();
        parameter.estimator = crate::domain::parameter::Estimator::Proportion {
            item: "q1".to_owned(),
            chosen: vec!["4".to_owned(), "5".to_owned()],
        };
        parameter
    }

    fn agreed() -> Protocol {
        let mut agreed = protocol();
        agreed.parameters = vec![content()];
        agreed.segments = vec![crate::domain::protocol::Segment {
            code: "PZ".to_owned(),
            name: crate::domain::language::Text::both("Publiekszaken", "Public affairs"),
            population: 1240,
        }];
        agreed
    }

    #[tokio::test]
    async fn an_open_wave_is_followed_by_the_time_its_answers_came_in() {
        let open = open_wave(PrivacyMode::Confidential, 4, 12).await;
        // Those who are invited last answer first.
        let pages: Vec<_> = (0..12)
            .map(|at| {
                let answer = if at < 7 { 5 } else { 1 };
                let mut page = handed_in(&open.invitations[at], &format!("form {at}"), answer);
                page.now = october(20 - at as u32);
                page
            })
            .collect();
        save_pages(&open.fresh, &pages).await.unwrap();
        let db = &open.fresh.reader;
        let followed = early(db, &open.wave, &agreed()).await.unwrap();
        // The ten oldest answers are five of 1 and five of 5.
        assert_eq!(followed[0].n, Some(10));
        let same = follow_alone(&[1, 1, 1, 1, 1, 5, 5, 5, 5, 5]);
        assert_eq!(followed, same);
        assert_ne!(followed, follow_alone(&[5, 5, 5, 5, 5, 5, 5, 1, 1, 1]));
    }

    fn follow_alone(answers: &[i64]) -> Vec<Followed> {
        let mut columns = Responses::of_survey(&survey());
        for answer in answers {
            let one = crate::domain::evidence::Answer::Number(*answer);
            let answers = Answers::from([("q1".to_owned(), one)]);
            columns.push(
                None,
                crate::domain::evidence::Completeness::Complete,
                &answers,
            );
        }
        early::follow(&agreed(), &columns)
    }

    #[tokio::test]
    async fn an_anonymous_wave_is_not_followed() {
        let open = open_wave(PrivacyMode::Anonymous, 1, 6).await;
        let pages: Vec<_> = (0..6)
            .map(|at| handed_in(&open.invitations[at], &format!("form {at}"), 5))
            .collect();
        save_pages(&open.fresh, &pages).await.unwrap();
        let db = &open.fresh.reader;
        assert_eq!(early(db, &open.wave, &agreed()).await.unwrap(), Vec::new());
    }
}
