//! What follows an evaluation by itself: owners are reminded, managers told of what is long overdue,
//! and personal data of closed programmes erased on their day.

use chrono::TimeDelta;

use super::Worker;
use crate::domain::language::Language;
use crate::domain::proceedings::Adjustment;
use crate::mail::Envelope;
use crate::mail::adjustment::{About, message};
use crate::store::adjustments::{self, Noted};
use crate::store::audit::Actor;
use crate::store::programmes::Programme;
use crate::store::{StoreError, closings, programmes};

/// How long an adjustment is overdue before its manager hears of it.
const PATIENCE: TimeDelta = TimeDelta::days(7);

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    pub reminded: u64,
    pub escalated: u64,
    /// Programmes whose personal data were erased.
    pub erased: u64,
}

pub(super) async fn follow_up(worker: &Worker) -> Result<Followed, StoreError> {
    let (now, actor) = (worker.clock.now(), Actor::program("peil serve"));
    let today = now.date_naive();
    let mut done = Followed::default();
    for (programme, one) in adjustments::open_until(&worker.db.reader, today).await? {
        let programme = programmes::by_id(&worker.db.reader, programme).await?;
        if programme.closed_at.is_some() {
            continue;
        }
        if one.reminded_at.is_none() && told(worker, &programme, &one, About::Due).await {
            note(worker, &actor, &programme, &one, Noted::Reminded).await?;
            done.reminded += 1;
        }
        let is_long = one.due_on + PATIENCE <= today && !one.escalate_email.is_empty();
        if is_long
            && one.escalated_at.is_none()
            && told(worker, &programme, &one, About::Overdue).await
        {
            note(worker, &actor, &programme, &one, Noted::Escalated).await?;
            done.escalated += 1;
        }
    }
    for programme in closings::to_erase(&worker.db.reader, today).await? {
        let tx = worker.db.begin().await?;
        closings::erase(&tx, &actor, programme, now).await?;
        tx.commit().await?;
        done.erased += 1;
    }
    Ok(done)
}

async fn note(
    worker: &Worker,
    actor: &Actor,
    programme: &Programme,
    one: &Adjustment,
    noted: Noted,
) -> Result<(), StoreError> {
    let tx = worker.db.begin().await?;
    adjustments::note(&tx, actor, programme, one, noted, worker.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Whether the mail went out; one that did not is tried again at the next look.
async fn told(worker: &Worker, programme: &Programme, one: &Adjustment, about: About) -> bool {
    let (name, email, word) = match about {
        About::Due => (&one.owner_name, &one.owner_email, "due"),
        About::Overdue => (&one.escalate_name, &one.escalate_email, "overdue"),
    };
    let message_id = format!("adjustment-{}-{word}", one.id);
    let envelope = Envelope {
        sender: &worker.sender,
        name,
        email,
        message_id: &message_id,
        now: worker.clock.now(),
    };
    let address = format!(
        "{}/programmes/{}/adjustments",
        worker.public_url, programme.slug
    );
    // The staff of a programme read the language of the case; their own is not known by address.
    let language = Language::dutch();
    let sent = match message(&envelope, &language, about, one, &address) {
        Ok(message) => worker
            .transport
            .send(&message, &message_id)
            .await
            .map_err(|err| err.to_string()),
        Err(err) => Err(err.to_string()),
    };
    if let Err(error) = &sent {
        tracing::warn!(error, adjustment = %one.id, "a mail about an adjustment did not go out");
    }
    sent.is_ok()
}
