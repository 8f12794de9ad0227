//! Does what was planned for waves when its time has come: opens, reminds, closes, and flags the
//! spent links of anonymous waves. Done twice, or by two at once, it does nothing more.

use chrono::{DateTime, Timelike, Utc};
use chrono_tz::Tz;

use super::Worker;
use crate::domain::early::all_settled;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::GRACE;
use crate::store::audit::Actor;
use crate::store::programmes::Programme;
use crate::store::waves::{Wave, WaveState};
use crate::store::{
    StoreError, asking, evidence, invitations, outbox, programmes, protocols, reminders, responses,
    spent_links, surveys, waves,
};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    pub opened: u64,
    pub invited: u64,
    pub queued: u64,
    pub closed: u64,
    pub flagged: u64,
}

impl Worker {
    /// Whatever is planned up to now. Once a minute is often enough.
    pub async fn run_waves(&self) -> Result<Ran, StoreError> {
        let mut ran = Ran::default();
        for programme in programmes::all(&self.db.reader).await? {
            for wave in waves::of_programme(&self.db.reader, &programme).await? {
                match wave.state {
                    WaveState::Planned => self.open_planned(&programme, &wave, &mut ran).await?,
                    WaveState::Open => self.run_open(&programme, &wave, &mut ran).await?,
                    WaveState::Closed => {}
                }
            }
        }
        Ok(ran)
    }

    async fn open_planned(
        &self,
        programme: &Programme,
        wave: &Wave,
        ran: &mut Ran,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        if wave.opens_at.is_none_or(|opens_at| opens_at > now) {
            return Ok(());
        }
        let db = &self.db.reader;
        let frozen = protocols::frozen(db, programme.id).await?;
        let survey = surveys::by_id(db, wave.survey_version_id).await?;
        let (Some(frozen), Some(_)) = (frozen, survey.published_at) else {
            let (programme, number) = (&programme.slug, wave.number);
            tracing::warn!(
                programme,
                number,
                "a wave should open, but its protocol is not frozen or its survey not published"
            );
            return Ok(());
        };
        let actor = planned_by();
        let tx = self.db.begin().await?;
        let wave = match waves::open(&tx, &actor, wave, frozen.id, None, now).await {
            Ok(wave) => wave,
            Err(StoreError::WaveState { .. }) => return Ok(()), // another worker was first
            Err(err) => return Err(err),
        };
        let key = &self.link_key;
        ran.invited += asking::invite(&tx, &actor, programme, &wave, &wave.asked, key, now).await?;
        if wave.asked.send {
            ran.queued += outbox::enqueue(&tx, &actor, &wave, "invitation", now, now).await?;
        }
        tx.commit().await?;
        ran.opened += 1;
        Ok(())
    }

    async fn run_open(
        &self,
        programme: &Programme,
        wave: &Wave,
        ran: &mut Ran,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        // Who began in time has a little longer.
        let over = wave
            .closes_at
            .is_some_and(|closes_at| closes_at + GRACE <= now);
        if over || self.quota_is_reached(wave).await? {
            let tx = self.db.begin().await?;
            match waves::close(&tx, &planned_by(), wave, now).await {
                Ok(_) => ran.closed += 1,
                Err(StoreError::WaveState { .. }) => return Ok(()),
                Err(err) => return Err(err),
            }
            tx.commit().await?;
            return Ok(());
        }
        if wave.privacy_mode == PrivacyMode::Anonymous && now.minute() == 0 {
            ran.flagged += self.flag_spent(programme, wave, now).await?;
        }
        if wave.mail_stopped_at.is_none() {
            ran.queued += self.remind(programme, wave, now).await?;
        }
        Ok(())
    }

    async fn quota_is_reached(&self, wave: &Wave) -> Result<bool, StoreError> {
        let Some(quota) = wave.quota else {
            return Ok(false);
        };
        let progress = invitations::progress(&self.db.reader, wave).await?;
        let submitted: u64 = progress.iter().map(|one| one.submitted).sum();
        let open = responses::count_by_open_link(&self.db.reader, wave, None).await?;
        Ok(submitted + open >= u64::from(quota))
    }

    /// At the full hour only, and several at a time: a flag tells nothing of when an answer came.
    async fn flag_spent(
        &self,
        programme: &Programme,
        wave: &Wave,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let protocol = protocols::current(&self.db.reader, programme.id).await?;
        let threshold = protocol.map_or(5, |one| one.protocol.rules.privacy_threshold);
        let tx = self.db.begin().await?;
        let flagged = spent_links::flag(&tx, wave, threshold.max(2).into(), now).await?;
        tx.commit().await?;
        Ok(flagged)
    }

    async fn remind(
        &self,
        programme: &Programme,
        wave: &Wave,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let zone: Tz = programme.time_zone.parse().unwrap_or(Tz::UTC);
        let mut queued = 0;
        let planned = reminders::of_wave(&self.db.reader, wave).await?;
        for (reminder, turn) in planned.iter().zip(reminders::turns(&planned, now)) {
            if !reminder.window.holds(now, zone) {
                continue;
            }
            if self.is_settled(wave).await? {
                return Ok(queued); // nobody has to be asked again for what is known
            }
            let tx = self.db.begin().await?;
            queued += outbox::enqueue_turn(&tx, &planned_by(), wave, &turn, now, now).await?;
            tx.commit().await?;
        }
        Ok(queued)
    }
}

impl Worker {
    /// Whether the plan stops reminding at what is settled, and everything is. Of an anonymous wave
    /// that is not known before it closes.
    async fn is_settled(&self, wave: &Wave) -> Result<bool, StoreError> {
        let Some(protocol) = wave.protocol_id.filter(|_| wave.asked.until_settled) else {
            return Ok(false);
        };
        let db = &self.db.reader;
        let protocol = protocols::by_id(db, protocol).await?.protocol;
        let followed = evidence::early(db, wave, &protocol).await?;
        Ok(all_settled(&followed))
    }
}

fn planned_by() -> Actor {
    Actor::program("plan of the wave")
}
