//! Sends the mails that are due: claim a few, send them side by side, record what became of each.
//!
//! Whoever stops between sending and recording leaves a lease that runs out; the mail then goes
//! again, under the same message id. A mail is only given up when its address does not exist or
//! nobody needs it any more.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use lettre::Message;
use tokio::sync::watch;
use uuid::Uuid;

use super::{Done, Worker};
use crate::domain::link::Token;
use crate::domain::mailing::{Asking, Step};
use crate::mail::body::Links;
use crate::mail::invitation::message;
use crate::mail::outcome;
use crate::mail::transport::SendError;
use crate::mail::{Envelope, MailError};
use crate::store::invitations::{self, Invitation};
use crate::store::outbox::{self, Entry};
use crate::store::outcomes::{self, OUTCOME};
use crate::store::{StoreError, invited, mail_texts, opt_outs};

const LEASE: TimeDelta = TimeDelta::minutes(6);
/// Minutes until the next attempt, after the first, the second and so on.
const AGAIN_AFTER: [i64; 6] = [1, 5, 15, 60, 180, 360];
/// The same while the server cannot be reached; a server comes back sooner than a full mailbox.
const REACH_AFTER: [i64; 4] = [1, 2, 5, 15];

/// What became of one mail.
enum Outcome {
    Sent,
    Bounced(String),
    NotNeeded,
    Again {
        error: String,
        at: DateTime<Utc>,
        reachable: bool,
    },
}

pub(super) async fn send_due(
    worker: &Worker,
    stop: &watch::Receiver<bool>,
) -> Result<Done, StoreError> {
    let (mut done, mut askings) = (Done::default(), HashMap::new());
    for lane in outbox::due_lanes_all_lanes(&worker.db.reader, worker.clock.now()).await? {
        loop {
            let now = worker.clock.now();
            let at_once = allowed(worker, now).await?;
            if at_once == 0 {
                return Ok(done);
            }
            let tx = worker.db.begin().await?;
            let entries = outbox::claim(&tx, lane, now, now + LEASE, at_once).await?;
            tx.commit().await?;
            if entries.is_empty() {
                break;
            }
            if *stop.borrow() || !send(worker, &entries, &mut askings, &mut done).await? {
                return Ok(done);
            }
        }
    }
    Ok(done)
}

/// Sends these side by side, since a mail server takes its time for each; gives whether it can be
/// reached.
async fn send(
    worker: &Worker,
    entries: &[Entry],
    askings: &mut HashMap<Uuid, Asking>,
    done: &mut Done,
) -> Result<bool, StoreError> {
    let mut under_way = FuturesUnordered::new();
    for entry in entries {
        match prepare(worker, entry, askings).await? {
            Ok(message) => under_way.push(async move {
                let outcome = hand_over(worker, entry, &message).await;
                (entry, outcome)
            }),
            Err(outcome) => record(worker, entry, outcome, done).await?,
        }
    }
    let mut reachable = true;
    while let Some((entry, outcome)) = under_way.next().await {
        reachable &= !matches!(
            outcome,
            Outcome::Again {
                reachable: false,
                ..
            }
        );
        record(worker, entry, outcome, done).await?;
    }
    Ok(reachable)
}

/// How many may be taken now, so that no more leave in a minute than may.
async fn allowed(worker: &Worker, now: DateTime<Utc>) -> Result<u32, StoreError> {
    let at_once = worker.transport.at_once();
    let Some(most) = worker.mails_per_minute else {
        return Ok(at_once);
    };
    let since = now - TimeDelta::minutes(1);
    let sent = outbox::sent_since_all_lanes(&worker.db.reader, since).await?;
    let left = u32::try_from(most.saturating_sub(sent)).unwrap_or(at_once);
    Ok(left.min(at_once))
}

/// The message, if it is still to be sent; else what becomes of the entry.
async fn prepare(
    worker: &Worker,
    entry: &Entry,
    askings: &mut HashMap<Uuid, Asking>,
) -> Result<Result<Message, Outcome>, StoreError> {
    let now = worker.clock.now();
    let reader = &worker.db.reader;
    let (lane, id) = (entry.lane, entry.invitation_id);
    let mailable = match entry.step.as_str() {
        OUTCOME => outcomes::if_wanted(reader, lane, id, now).await?,
        _ => invitations::if_mailable(reader, lane, id, now).await?,
    };
    let Some(invitation) = mailable else {
        return Ok(Err(Outcome::NotNeeded));
    };
    let token = worker
        .link_key
        .token(invitation.lane, invitation.id, invitation.reissue);
    let found = invited::by_token(reader, token.reveal(), now).await?;
    if found.is_none_or(|found| found.id != invitation.id) {
        // A link that leads nowhere must not go out.
        let error = "the link key is not the one that this invitation was made with; put it back";
        return Ok(Err(again(worker, entry, error.to_owned())));
    }
    let asking = match askings.entry(entry.wave_id) {
        Slot::Occupied(known) => known.into_mut(),
        Slot::Vacant(empty) => empty.insert(mail_texts::asking(reader, entry.wave_id).await?),
    };
    // By the address as it is now: a list may have brought back one that wants no mail.
    let hash = worker.link_key.address_hash(&invitation.client.email);
    if opt_outs::stops(reader, hash, asking.programme_id, &asking.survey_code).await? {
        return Ok(Err(Outcome::NotNeeded));
    }
    let built = build(worker, entry, &invitation, &token, asking);
    Ok(built.map_err(|err| match err {
        MailError::Address(address) => {
            let error = SendError::NoSuchAddress(format!("{address} is no address"));
            Outcome::Bounced(error.to_string())
        }
        err => again(
            worker,
            entry,
            SendError::Temporary(err.to_string()).to_string(),
        ),
    }))
}

async fn hand_over(worker: &Worker, entry: &Entry, message: &Message) -> Outcome {
    match worker.transport.send(message, &entry.message_id).await {
        Ok(()) => Outcome::Sent,
        Err(err @ SendError::NoSuchAddress(_)) => Outcome::Bounced(err.to_string()),
        Err(err @ SendError::Unreachable(_)) => unreachable(worker, entry, &err.to_string()),
        Err(err @ SendError::Temporary(_)) => again(worker, entry, err.to_string()),
    }
}

fn build(
    worker: &Worker,
    entry: &Entry,
    invitation: &Invitation,
    token: &Token,
    asking: &Asking,
) -> Result<Message, MailError> {
    let survey = format!("{}/r/{}", worker.public_url, token.reveal());
    let stop = format!("{survey}/stop");
    let envelope = Envelope {
        sender: &worker.sender,
        name: &invitation.client.name,
        email: &invitation.client.email,
        message_id: &entry.message_id,
        now: worker.clock.now(),
    };
    let links = Links {
        survey: &survey,
        answers: true,
        stop: &stop,
    };
    if entry.step == OUTCOME {
        let survey = &format!("{survey}/outcome");
        let links = Links { survey, ..links };
        return outcome::message(&envelope, &invitation.client.language, asking, &links);
    }
    let step = Step::parse(&entry.step);
    message(&envelope, &invitation.client.language, asking, step, &links)
}

fn again(worker: &Worker, entry: &Entry, error: String) -> Outcome {
    Outcome::Again {
        error,
        at: worker.clock.now() + pause(&AGAIN_AFTER, entry.attempts),
        reachable: true,
    }
}

fn unreachable(worker: &Worker, entry: &Entry, error: &str) -> Outcome {
    Outcome::Again {
        error: error.to_owned(),
        at: worker.clock.now() + pause(&REACH_AFTER, entry.attempts),
        reachable: false,
    }
}

fn pause(minutes: &[i64], attempts: i32) -> TimeDelta {
    let earlier = usize::try_from(attempts - 1).unwrap_or(0);
    let last = minutes.len() - 1;
    TimeDelta::minutes(minutes[earlier.min(last)])
}

async fn record(
    worker: &Worker,
    entry: &Entry,
    outcome: Outcome,
    done: &mut Done,
) -> Result<(), StoreError> {
    let now = worker.clock.now();
    let tx = worker.db.begin().await?;
    match outcome {
        Outcome::Sent => {
            outbox::record_sent(&tx, entry, now).await?;
            done.sent += 1;
        }
        Outcome::Bounced(error) => {
            outbox::record_failed(&tx, entry, &error, None).await?;
            if entry.step != OUTCOME {
                invitations::mark_bounced(&tx, entry.lane, entry.invitation_id, now).await?;
            }
            done.bounced += 1;
        }
        Outcome::NotNeeded => {
            let reason = "not needed any more: answered, opted out, revoked or closed";
            outbox::record_failed(&tx, entry, reason, None).await?;
            done.not_needed += 1;
        }
        Outcome::Again { error, at, .. } => {
            outbox::record_failed(&tx, entry, &error, Some(at)).await?;
            done.postponed += 1;
        }
    }
    tx.commit().await.map_err(StoreError::from)
}
