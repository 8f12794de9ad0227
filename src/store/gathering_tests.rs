//! What was read for one evaluation serves the next for waves that are closed.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::evidence::{Gathered, gather};
use super::testing::{Fresh, actor, batch, fresh_database, october, programme, protocol, wave};
use super::waves::{self, Wave};
use super::{audit, measurements, programmes::Programme, responses, tickets};
use crate::domain::evidence::{
    Answer, Answers, Completeness, FileKind, MeasurementRow, ResponseRow, TicketRow,
};
use crate::domain::protocol::PrivacyMode;

/// A programme with a closed wave.
struct Place {
    fresh: Fresh,
    programme: Programme,
    wave: Wave,
    batch: Uuid,
}

fn response(key: &str) -> ResponseRow {
    ResponseRow {
        key: key.to_owned(),
        segment: None,
        completeness: Completeness::Complete,
        answers: Answers::from([("q1".to_owned(), Answer::Number(4))]),
    }
}

impl Place {
    async fn new(closed: DateTime<Utc>) -> Self {
        let fresh = fresh_database().await;
        let tx = fresh.begin().await.unwrap();
        let programme = programme(&tx, 4).await;
        let open = wave(&tx, &programme, 1, PrivacyMode::Named).await;
        let wave = waves::close(&tx, &actor(), &open, closed).await.unwrap();
        let batch = batch(&tx, &programme, FileKind::Responses).await;
        tx.commit().await.unwrap();
        Self {
            fresh,
            programme,
            wave,
            batch,
        }
    }

    /// Brings a row of everything by the way of files, but tells it to nobody.
    async fn slip_in(&self, key: &str) {
        let tx = self.fresh.begin().await.unwrap();
        let rows = [response(key)];
        responses::import(&tx, &self.wave, self.batch, &rows)
            .await
            .unwrap();
        let rows = [MeasurementRow {
            series: key.to_owned(),
            period: october(1).date_naive(),
            cluster: None,
            numerator: 1.0,
            denominator: 2.0,
            extracted_on: None,
        }];
        measurements::import(&tx, &self.programme, self.batch, &rows)
            .await
            .unwrap();
        let rows = [None, Some(october(2).date_naive())].map(|closed_on| TicketRow {
            key: format!("{key} {closed_on:?}"),
            series: "ticket_sample".to_owned(),
            cluster: None,
            segment: None,
            closed_on,
            hours: 7.0,
            response_hours: None,
            is_open: false,
            extracted_on: None,
        });
        let to = Some(self.wave.id);
        tickets::import(&tx, &self.programme, to, self.batch, &rows)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn leave_a_trail(&self) {
        let tx = self.fresh.begin().await.unwrap();
        let event = audit::Event {
            programme: Some(&self.programme),
            action: "import responses",
            subject_kind: "batch",
            subject_id: String::new(),
            before: None,
            after: None,
        };
        audit::record(&tx, &actor(), october(9), event)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn gather(&self, before: Option<&Gathered>, now: DateTime<Utc>) -> Gathered {
        let db = &self.fresh.reader;
        gather(db, &self.programme, &protocol(), before, now)
            .await
            .unwrap()
    }
}

/// Responses, measurements, tickets with and without a day.
fn counted(found: &Gathered) -> [usize; 4] {
    let (all, own) = (&found.evidence, &found.evidence.waves[&1]);
    [
        own.responses.len(),
        all.measurements.len(),
        all.tickets.len(),
        own.tickets.len(),
    ]
}

#[tokio::test]
async fn answers_of_a_closed_wave_and_figures_are_read_again_when_something_was_done() {
    let place = Place::new(october(5)).await;
    place.slip_in("R1").await;
    let first = place.gather(None, october(6)).await;
    assert_eq!(counted(&first), [1, 1, 1, 1]);
    place.slip_in("R2").await;
    let again = place.gather(Some(&first), october(7)).await;
    assert_eq!(counted(&again), [1, 1, 1, 1], "nothing was told of");
    place.leave_a_trail().await;
    let after = place.gather(Some(&again), october(8)).await;
    assert_eq!(counted(&after), [2, 2, 2, 2]);
}

#[tokio::test]
async fn what_was_read_while_answers_may_have_been_on_their_way_is_read_again() {
    let closed = october(5);
    let place = Place::new(closed).await;
    place.slip_in("R1").await;
    let early = place.gather(None, closed + TimeDelta::seconds(30)).await;
    place.slip_in("R2").await;
    let later = place.gather(Some(&early), october(6)).await;
    assert_eq!(counted(&later)[0], 2);
    place.slip_in("R3").await;
    let kept = place.gather(Some(&later), october(7)).await;
    assert_eq!(counted(&kept)[0], 2);
}
