//! What is done later: one loop that takes what is due, does it and says what became of it.
//!
//! It works beside the web service and shares nothing with it but the database.

mod findings;
mod follow_up;
pub mod large;
mod pass;
mod run_waves;
mod send_mail;
mod send_trial;
mod take_files;
#[cfg(test)]
mod tests;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use tokio::sync::watch;

pub use follow_up::Followed;
pub use run_waves::Ran;

use crate::clock::Clock;
use crate::domain::link::LinkKey;
use crate::mail::Sender;
use crate::mail::transport::Transport;
use crate::store::{Database, StoreError, unfinished};

/// How long to wait when nothing is due, and when the database failed.
const IDLE: Duration = Duration::from_secs(1);
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Everything that work in the background needs.
#[derive(Clone, Debug)]
pub struct Worker {
    pub db: Database,
    pub clock: Clock,
    pub link_key: LinkKey,
    /// The address that people see, without a slash at the end.
    pub public_url: String,
    pub transport: Transport,
    pub sender: Sender,
    /// As many mails as may leave in a minute, of all workers together.
    pub mails_per_minute: Option<u64>,
}

/// What became of the mails that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub sent: u64,
    /// To be tried again later.
    pub postponed: u64,
    /// The address does not exist.
    pub bounced: u64,
    /// Answered, opted out, revoked or closed in the meantime.
    pub not_needed: u64,
}

impl Done {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Worker {
    /// Works until `stop` becomes true; a mail that is under way is finished and recorded first.
    pub async fn run(&self, stop: watch::Receiver<bool>) {
        tokio::join!(self.run_mail(stop.clone()), self.run_files(stop));
    }

    /// Large files beside the mail, which does not wait for them, and on a thread of their own, so that
    /// no answer waits while rows are read.
    async fn run_files(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let (worker, stopped) = (self.clone(), stop.clone());
            let here = tokio::runtime::Handle::current();
            let work = move || here.block_on(worker.run_next_file(&stopped));
            let pause = match tokio::task::spawn_blocking(work).await {
                Ok(Ok(true)) => continue,
                Ok(Ok(false)) => IDLE,
                Ok(Err(err)) => {
                    let err = &err as &dyn std::error::Error;
                    tracing::error!(error = err, "the work on large files failed");
                    AFTER_FAILURE
                }
                Err(err) => {
                    let err = &err as &dyn std::error::Error;
                    tracing::error!(error = err, "the work on large files broke off");
                    AFTER_FAILURE
                }
            };
            if let Ok(Err(_)) = tokio::time::timeout(pause, stop.changed()).await {
                return;
            }
        }
    }

    /// Removes what no longer counts of large files, and does what is wanted with the next that waits;
    /// false when none does.
    pub async fn run_next_file(&self, stop: &watch::Receiver<bool>) -> Result<bool, StoreError> {
        unfinished::clear(&self.db, None, self.clock.now()).await?;
        take_files::run_one(self, stop).await
    }

    async fn run_mail(&self, mut stop: watch::Receiver<bool>) {
        let mut planned: Option<DateTime<Utc>> = None;
        while !*stop.borrow() {
            self.run_planned(&mut planned).await;
            if let Err(err) = self.run_trials().await {
                let err = &err as &dyn std::error::Error;
                tracing::error!(error = err, "trial mail failed");
            }
            let pause = match self.run_due(&stop).await {
                Ok(done) if done.is_nothing() => IDLE,
                Ok(done) => {
                    tracing::info!(
                        sent = done.sent,
                        postponed = done.postponed,
                        bounced = done.bounced,
                        not_needed = done.not_needed,
                        "mail"
                    );
                    IDLE
                }
                Err(err) => {
                    let err = &err as &dyn std::error::Error;
                    tracing::error!(error = err, "sending mail failed");
                    AFTER_FAILURE
                }
            };
            // An error means that nobody is left who could say stop.
            if let Ok(Err(_)) = tokio::time::timeout(pause, stop.changed()).await {
                return;
            }
        }
    }

    /// What is planned for waves, when a minute has passed since it was last looked at.
    async fn run_planned(&self, last: &mut Option<DateTime<Utc>>) {
        let now = self.clock.now();
        // A clock that was put back must not keep it from looking.
        if last.is_some_and(|last| (now - last).abs() < TimeDelta::minutes(1)) {
            return;
        }
        *last = Some(now);
        match self.follow_up().await {
            Ok(followed) if followed == Followed::default() => {}
            Ok(followed) => tracing::info!(?followed, "follow-up"),
            Err(err) => {
                let err = &err as &dyn std::error::Error;
                tracing::error!(error = err, "following up failed");
            }
        }
        match self.run_waves().await {
            Ok(ran) if ran == run_waves::Ran::default() => {}
            Ok(ran) => tracing::info!(?ran, "waves"),
            Err(err) => {
                let err = &err as &dyn std::error::Error;
                tracing::error!(error = err, "running waves failed");
            }
        }
    }

    /// Reminds owners, tells managers, and erases what has to go today.
    pub async fn follow_up(&self) -> Result<Followed, StoreError> {
        follow_up::follow_up(self).await
    }

    /// Sends the trial mails that staff asked for. Tells how many went out.
    pub async fn run_trials(&self) -> Result<u64, StoreError> {
        send_trial::send_trials(self).await
    }

    /// Does all that is due now, until there is nothing left or `stop` becomes true.
    pub async fn run_due(&self, stop: &watch::Receiver<bool>) -> Result<Done, StoreError> {
        send_mail::send_due(self, stop).await
    }
}
