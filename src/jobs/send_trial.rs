//! Sends a text of a wave's mails to the one of staff who asked to see it in a mailbox.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::Worker;
use crate::domain::language::Language;
use crate::domain::mailing::{Step, without_addresses};
use crate::mail::Envelope;
use crate::mail::body::Links;
use crate::mail::invitation::message;
use crate::store::jobs::{self, Job};
use crate::store::{StoreError, accounts, mail_texts};

const LEASE: TimeDelta = TimeDelta::minutes(6);
/// Minutes until the next attempt; after the last it is given up, since somebody waits for it.
const AGAIN_AFTER: [i64; 3] = [1, 5, 15];

#[derive(Deserialize)]
struct Trial {
    step: String,
    language: String,
    account: Uuid,
    /// Where its links lead: to a preview.
    link: String,
}

/// Does the jobs that are due, one after another. Tells how many were done.
pub(super) async fn send_trials(worker: &Worker) -> Result<u64, StoreError> {
    let mut done = 0;
    loop {
        let now = worker.clock.now();
        let tx = worker.db.begin().await?;
        let job = jobs::claim(&tx, now, now + LEASE).await?;
        tx.commit().await?;
        let Some(job) = job else {
            return Ok(done);
        };
        let outcome = send(worker, &job, now).await;
        let tx = worker.db.begin().await?;
        match outcome {
            Ok(()) => {
                jobs::finish(&tx, job.id).await?;
                done += 1;
            }
            Err(error) => {
                let error = without_addresses(&error);
                let tried = usize::try_from(job.attempts - 1).unwrap_or(0);
                let again = AGAIN_AFTER.get(tried);
                let again = again.map(|minutes| now + TimeDelta::minutes(*minutes));
                tracing::warn!(error, kind = job.kind, "a job failed");
                jobs::record_failed(&tx, job.id, &error, again).await?;
            }
        }
        tx.commit().await?;
    }
}

async fn send(worker: &Worker, job: &Job, now: DateTime<Utc>) -> Result<(), String> {
    if job.kind != jobs::TRIAL_MAIL {
        return Err("nobody knows how to do this".to_owned());
    }
    let told = |err: &dyn std::error::Error| err.to_string();
    let trial: Trial = serde_json::from_value(job.payload.clone()).map_err(|err| told(&err))?;
    let language = Language::new(&trial.language).map_err(|err| told(&err))?;
    let reader = &worker.db.reader;
    let wave = job.subject_id.unwrap_or_default();
    let asking = mail_texts::asking(reader, wave)
        .await
        .map_err(|err| told(&err))?;
    let account = accounts::by_id(reader, trial.account).await;
    let account = account.map_err(|err| told(&err))?;
    let message_id = format!("trial-{}", job.id);
    let envelope = Envelope {
        sender: &worker.sender,
        name: &account.name,
        email: &account.email,
        message_id: &message_id,
        now,
    };
    let links = Links {
        survey: &trial.link,
        answers: false,
        stop: &trial.link,
    };
    let step = Step::parse(&trial.step);
    let message = message(&envelope, &language, &asking, step, &links).map_err(|err| told(&err))?;
    let sent = worker.transport.send(&message, &message_id).await;
    sent.map_err(|err| told(&err))
}
