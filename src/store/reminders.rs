//! When a wave reminds: its steps, each some days after the invitation and within certain hours.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::entity::reminder_step::{Column, Entity, Model};
use super::outbox::Turn;
use super::programmes::Programme;
use super::sql;
use super::waves::Wave;
use crate::domain::schedule::{Weekdays, Window};

/// One reminder; the number of them is the most that anybody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// From 1 on.
    pub number: i32,
    /// Counted from the sending of the invitation.
    pub after_days: i32,
    pub window: Window,
}

impl Reminder {
    /// Its name in the outbox.
    pub fn step(&self) -> String {
        format!("reminder {}", self.number)
    }
}

/// What each of a plan's reminders asks for at this moment. The days between two of them lie between
/// their mails too: who had one late, because mail was stopped, does not get two at once.
pub fn turns(planned: &[Reminder], now: DateTime<Utc>) -> Vec<Turn> {
    let earlier = std::iter::once(None).chain(planned.iter().map(Some));
    let turn = |(one, earlier): (&Reminder, Option<&Reminder>)| {
        let apart = one.after_days - earlier.map_or(0, |earlier| earlier.after_days);
        Turn {
            step: one.step(),
            invited_before: now - TimeDelta::days(one.after_days.into()),
            mailed_before: now - TimeDelta::days(apart.into()),
            follows: earlier.map(Reminder::step),
        }
    };
    planned.iter().zip(earlier).map(turn).collect()
}

/// The reminders of a wave, by number.
pub async fn of_wave(db: &impl ConnectionTrait, wave: &Wave) -> Result<Vec<Reminder>, StoreError> {
    let rows = Entity::find()
        .filter(Column::WaveId.eq(wave.id))
        .order_by_asc(Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Puts these in place of the ones there are.
pub async fn replace(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    reminders: &[Reminder],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::WaveId.eq(wave.id))
        .exec(tx)
        .await?;
    let rows = reminders.iter().map(|reminder| Model {
        wave_id: wave.id,
        number: reminder.number,
        after_days: reminder.after_days,
        from_minute: reminder.window.from.into(),
        until_minute: reminder.window.until.into(),
        weekdays: reminder.window.weekdays.bits().into(),
    });
    sql::insert_all::<Entity>(tx, rows.collect()).await?;
    let days: Vec<i32> = reminders.iter().map(|one| one.after_days).collect();
    let event = Event {
        programme: Some(programme),
        action: "plan reminders",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: Some(json!({ "after_days": days })),
    };
    audit::record(tx, actor, now, event).await
}

fn read(row: Model) -> Result<Reminder, StoreError> {
    let corrupt = || StoreError::corrupt("reminder", row.number, "hours or days");
    let minute = |minute: i32| u16::try_from(minute).map_err(|_| corrupt());
    let bits = u8::try_from(row.weekdays).map_err(|_| corrupt())?;
    let weekdays = Weekdays::new(bits).map_err(|_| corrupt())?;
    let window = Window::new(
        minute(row.from_minute)?,
        minute(row.until_minute)?,
        weekdays,
    );
    Ok(Reminder {
        number: row.number,
        after_days: row.after_days,
        window: window.map_err(|_| corrupt())?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::october;
    use super::*;

    #[test]
    fn the_days_between_two_reminders_lie_between_their_mails_too() {
        let reminder = |number, after_days| Reminder {
            number,
            after_days,
            window: Window::new(0, 60, Weekdays::WORKING).unwrap(),
        };
        let turns = turns(&[reminder(1, 5), reminder(2, 9)], october(20));
        let told: Vec<_> = turns
            .iter()
            .map(|one| {
                (
                    one.invited_before,
                    one.mailed_before,
                    one.follows.as_deref(),
                )
            })
            .collect();
        let first = (october(15), october(15), None);
        assert_eq!(
            told,
            [first, (october(11), october(16), Some("reminder 1"))]
        );
    }
}
