//! Whom a wave asks: planned, counted before anything is sent, then drawn where its plan draws, and
//! invited.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::programmes::Programme;
use super::waves::{self, Wave};
use super::{StoreError, clients, invitations, opt_outs, outbox, protocols, surveys};
use crate::domain::link::LinkKey;
use crate::domain::planning::Settings;
use crate::domain::protocol::PrivacyMode;
use crate::domain::sample::{Asked, Sampling};

/// What is decided of a wave; without a mode or a version it keeps its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub settings: Settings,
    pub privacy: Option<PrivacyMode>,
    pub survey_version_id: Option<Uuid>,
}

/// The wave of this number, made as the protocol plans it when nobody touched it yet.
pub async fn wave(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    number: i32,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    if let Some(wave) = waves::find(tx, programme, number).await? {
        return Ok(wave);
    }
    let missing = || StoreError::not_found("wave", number);
    let protocol = protocols::current(tx, programme.id).await?;
    let protocol = protocol.ok_or_else(missing)?.protocol;
    let plan = u32::try_from(number).ok();
    let plan = plan.and_then(|number| protocol.wave(number));
    let plan = plan.ok_or_else(missing)?;
    let survey = surveys::published(tx, programme.id, &plan.survey).await?;
    let survey = survey.ok_or_else(|| StoreError::not_found("published survey", &plan.survey))?;
    let population = i32::try_from(protocol.population()).unwrap_or(i32::MAX);
    waves::create(tx, actor, programme, plan, survey.id, population, now).await
}

/// Keeps a plan that has no faults; what did not change is not written.
pub async fn plan(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    number: i32,
    plan: &Plan,
    now: DateTime<Utc>,
) -> Result<Wave, StoreError> {
    let wave = wave(tx, actor, programme, number, now).await?;
    if let Some(mode) = plan.privacy {
        waves::set_privacy(tx, actor, &wave, mode, now).await?;
    }
    if let Some(survey) = plan.survey_version_id {
        waves::set_survey(tx, actor, &wave, survey, now).await?;
    }
    if wave.settings() != plan.settings {
        waves::arrange(tx, actor, &wave, &plan.settings, now).await?;
    }
    waves::by_id(tx, wave.id).await
}

/// What a plan comes to, before anybody is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// By segment, in the order of their codes.
    pub segments: Vec<SegmentReach>,
    /// Of those taken, who had mail of another wave within the rest period.
    pub resting: u64,
    /// Of those taken, who wants no more mail.
    pub opted_out: u64,
    /// Of those taken, who has no address for mail.
    pub without_address: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentReach {
    pub code: String,
    /// Not invited yet.
    pub left: u64,
    pub taken: u64,
}

impl Reach {
    pub fn left(&self) -> u64 {
        self.segments.iter().map(|one| one.left).sum()
    }

    pub fn taken(&self) -> u64 {
        self.segments.iter().map(|one| one.taken).sum()
    }

    /// Whom the invitation goes to by mail.
    pub fn mailed(&self) -> u64 {
        let not = self.resting + self.opted_out + self.without_address;
        self.taken().saturating_sub(not)
    }
}

/// Draws as [`invite`] would and keeps nothing; `wave` is none while only the protocol plans it.
/// `survey` is the code of what is asked, `at` the moment of sending.
pub async fn reach(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: Option<&Wave>,
    settings: &Settings,
    survey: &str,
    key: &LinkKey,
    at: DateTime<Utc>,
) -> Result<Reach, StoreError> {
    let from = clients::addresses_not_invited(db, programme, wave).await?;
    let chosen = taken(&from, &settings.asked, |(segment, _)| segment);
    let whom = (from.as_slice(), chosen.as_slice());
    reach_of(
        db,
        programme,
        wave,
        whom,
        settings.rest_days,
        survey,
        key,
        at,
    )
    .await
}

/// What `more` clients of an open wave come to, drawn as [`top_up`] would; nothing is kept.
pub async fn top_up_reach(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: &Wave,
    more: usize,
    key: &LinkKey,
    at: DateTime<Utc>,
) -> Result<Reach, StoreError> {
    let from = clients::addresses_not_invited(db, programme, Some(wave)).await?;
    let lots = Lots::of(db, wave, more).await?;
    let chosen = lots.draw(&from, &wave.asked, |(segment, _)| segment);
    let survey = surveys::by_id(db, wave.survey_version_id).await?.code;
    let whom = (from.as_slice(), chosen.as_slice());
    let rest = wave.rest_days;
    reach_of(db, programme, Some(wave), whom, rest, &survey, key, at).await
}

/// Segment and address of a client.
type Listed = (String, String);

/// How many more, and what they are drawn by.
struct Lots {
    more: usize,
    /// By segment.
    had: BTreeMap<String, usize>,
    /// Of the protocol, for a plan that draws none.
    seed: u64,
}

impl Lots {
    async fn of(db: &impl ConnectionTrait, wave: &Wave, more: usize) -> Result<Self, StoreError> {
        let progress = invitations::progress(db, wave).await?;
        let had = progress.into_iter();
        let had = had.map(|one| {
            (
                one.segment,
                usize::try_from(one.invited).unwrap_or(usize::MAX),
            )
        });
        let protocol = match wave.protocol_id {
            Some(id) => Some(protocols::by_id(db, id).await?),
            None => protocols::current(db, wave.programme_id).await?,
        };
        Ok(Self {
            more,
            had: had.collect(),
            seed: protocol.map_or(1, |version| version.protocol.rules.seed),
        })
    }

    fn seed(&self, asked: &Asked) -> u64 {
        asked.sampling.seed().unwrap_or(self.seed)
    }

    fn draw<'a, T>(
        &self,
        from: &'a [T],
        asked: &Asked,
        segment: impl Fn(&T) -> &String,
    ) -> Vec<&'a T> {
        let wanted: Vec<&T> = from
            .iter()
            .filter(|one| asked.takes(segment(one)))
            .collect();
        let left: Vec<&str> = wanted.iter().map(|one| segment(one).as_str()).collect();
        let had = self.had.iter();
        let had = had.map(|(code, count)| (code.as_str(), *count)).collect();
        let places = asked.sampling.more(&left, &had, self.more, self.seed);
        places.into_iter().map(|at| wanted[at]).collect()
    }
}

/// Invites `more` clients beside those who were drawn before, by the same rule, the same seed and
/// the lots that come next. Tells how many are new.
pub async fn top_up(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    more: usize,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let from = clients::not_invited(tx, wave).await?;
    let lots = Lots::of(tx, wave, more).await?;
    let chosen = lots.draw(&from, &wave.asked, |client| &client.segment);
    let event = Event {
        programme: Some(programme),
        action: "top up sample",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({
            "more": chosen.len(), "from": from.len(), "segments": wave.asked.segments,
            "had": lots.had, "seed": lots.seed(&wave.asked), "sampling": wave.asked.sampling,
        })),
    };
    audit::record(tx, actor, now, event).await?;
    invitations::create(tx, actor, wave, chosen, key, wave.closes_at, now).await
}

#[expect(
    clippy::too_many_arguments,
    reason = "what decides whether a mail goes out"
)]
async fn reach_of(
    db: &impl ConnectionTrait,
    programme: &Programme,
    wave: Option<&Wave>,
    (from, chosen): (&[Listed], &[&Listed]),
    rest_days: u32,
    survey: &str,
    key: &LinkKey,
    at: DateTime<Utc>,
) -> Result<Reach, StoreError> {
    let mut segments: BTreeMap<&str, SegmentReach> = BTreeMap::new();
    for (segment, _) in from {
        let one = segments.entry(segment).or_default();
        one.code.clone_from(segment);
        one.left += 1;
    }
    let resting: HashSet<Vec<u8>> = match rest_days {
        0 => HashSet::new(),
        days => {
            let since = at - TimeDelta::days(days.into());
            let wave = wave.map_or(Uuid::nil(), |wave| wave.id);
            outbox::mailed_since_all_lanes(db, wave, since).await?
        }
    };
    let stopped = opt_outs::of_survey(db, programme.id, survey).await?;
    let (mut rest, mut out, mut without) = (0, 0, 0);
    for (segment, email) in chosen.iter().copied() {
        if let Some(one) = segments.get_mut(segment.as_str()) {
            one.taken += 1;
        }
        if email.is_empty() {
            without += 1;
            continue;
        }
        if resting.is_empty() && stopped.is_empty() {
            continue;
        }
        let hash = key.address_hash(email);
        if stopped.contains(hash.as_slice()) {
            out += 1;
        } else if resting.contains(hash.as_slice()) {
            rest += 1;
        }
    }
    Ok(Reach {
        segments: segments.into_values().collect(),
        resting: rest,
        opted_out: out,
        without_address: without,
    })
}

/// Those of `from` that are asked, drawn where the plan draws.
fn taken<'a, T>(from: &'a [T], asked: &Asked, segment: impl Fn(&T) -> &String) -> Vec<&'a T> {
    let wanted = from.iter().filter(|one| asked.takes(segment(one)));
    let wanted: Vec<&T> = wanted.collect();
    let segments: Vec<&str> = wanted.iter().map(|one| segment(one).as_str()).collect();
    let places = asked.sampling.draw(&segments);
    places.into_iter().map(|at| wanted[at]).collect()
}

/// Invites whom `asked` takes of those who are not invited yet. Tells how many are new; how they
/// were drawn is kept in the audit trail.
pub async fn invite(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    asked: &Asked,
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let from = clients::not_invited(tx, wave).await?;
    let chosen = taken(&from, asked, |client| &client.segment);
    let wanted = from.iter().filter(|client| asked.takes(&client.segment));
    let wanted = wanted.count();
    if asked.sampling != Sampling::Census {
        let mut after = json!({ "size": chosen.len(), "from": wanted, "segments": asked.segments });
        if let (Some(after), Ok(serde_json::Value::Object(how))) =
            (after.as_object_mut(), serde_json::to_value(asked.sampling))
        {
            after.extend(how.into_iter().filter(|(name, _)| name != "size"));
        }
        let event = Event {
            programme: Some(programme),
            action: "draw sample",
            subject_kind: "wave",
            subject_id: wave.number.to_string(),
            before: None,
            after: Some(after),
        };
        audit::record(tx, actor, now, event).await?;
    }
    invitations::create(tx, actor, wave, chosen, key, wave.closes_at, now).await
}
