//! What the holder of a link is asked: behind an invitation, or behind an open link.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::StoreError;
use super::sql;
use super::waves::WaveState;
use crate::domain::language::Language;
use crate::domain::link::LinkAddress;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::Draft;

/// What the holder of a link is invited to: all that the survey page needs, read in one query.
#[derive(Clone, Debug, PartialEq)]
pub struct Invited {
    pub lane: i64,
    pub id: Uuid,
    pub programme_id: Uuid,
    pub wave_id: Uuid,
    pub survey_version_id: Uuid,
    pub privacy_mode: PrivacyMode,
    pub wave_state: WaveState,
    pub closes_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    /// Set once the answers are handed in; then there is no draft.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The one that the client chose on the way, else the client's own.
    pub language: Language,
    /// What was answered so far; empty at first.
    pub draft: Draft,
    /// Of who was not invited and came by an open link.
    pub visit: Option<Visiting>,
}

/// By which open link somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visiting {
    pub open_link: Uuid,
    pub kiosk: bool,
    pub segment: Option<String>,
}

// Client and draft are not joined: PostgreSQL, before its statistics know that responses come in,
// looks through all of them for every page. Who has not begun has no draft to look for.
const BY_TOKEN: &str = "select i.id, i.programme_id, i.wave_id, w.survey_version_id, \
    w.privacy_mode, w.state, w.closes_at, i.started_at, i.submitted_at, \
    coalesce(case when i.started_at is not null then (select r.language from response r \
     where r.lane = i.lane and r.invitation_id = i.id and r.state = 'draft') end, \
     (select c.language from client c where c.lane = i.lane and c.id = i.client_id)), \
    case when i.started_at is not null then (select r.rev from response r \
     where r.lane = i.lane and r.invitation_id = i.id and r.state = 'draft') end, \
    case when i.started_at is not null then (select cast(r.answers as text) from response r \
     where r.lane = i.lane and r.invitation_id = i.id and r.state = 'draft') end, \
    (select 1 from spent_link s where s.lane = i.lane and s.invitation_id = i.id) \
    from invitation i join wave w on w.id = i.wave_id \
    where i.lane = $1 and i.token_hash = $2 and i.revoked_at is null \
    and (i.expires_at is null or i.expires_at > $3)";

/// Looks a link up. None for a link that is malformed, unknown, revoked or expired: to who holds
/// it these are the same.
pub async fn by_token(
    db: &impl ConnectionTrait,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Invited>, StoreError> {
    let Some((row, invited)) = found(db, BY_TOKEN, token, now).await? else {
        return Ok(None);
    };
    // Of a spent link it is known that, and not when, it was used.
    let spent: Option<i32> = row.try_get_by_index(12)?;
    let spent = spent.map(|_| DateTime::UNIX_EPOCH);
    Ok(Some(Invited {
        submitted_at: invited.submitted_at.or(spent),
        ..invited
    }))
}

/// What conditions and texts of a survey may say of the client behind an invitation.
pub async fn client_facts(
    db: &impl ConnectionTrait,
    invited: &Invited,
) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "select c.name, c.segment, c.role, c.language from invitation i \
        join client c on c.lane = i.lane and c.id = i.client_id where i.lane = $1 and i.id = $2";
    let rows = sql::rows(db, sql, [invited.lane.into(), invited.id.into()]).await?;
    let mut facts = BTreeMap::new();
    for row in rows {
        for (at, name) in [
            "client.name",
            "client.segment",
            "client.role",
            "client.language",
        ]
        .into_iter()
        .enumerate()
        {
            let value: Option<String> = row.try_get_by_index(at)?;
            facts.extend(value.map(|value| (name.to_owned(), value)));
        }
    }
    Ok(facts)
}

/// The row that a token leads to, and the first twelve columns of it, which are the same for an
/// invitation and for a visit. With `$1` the lane, `$2` the hash and `$3` the time.
pub(super) async fn found(
    db: &impl ConnectionTrait,
    query: &str,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(QueryResult, Invited)>, StoreError> {
    let address = LinkAddress::of(token);
    let values = [
        address.lane.into(),
        address.hash.to_vec().into(),
        now.into(),
    ];
    let statement = sql::statement(db, query, values);
    let Some(row) = db.query_one_raw(statement).await? else {
        return Ok(None);
    };
    let invited = read(address.lane, &row)?;
    Ok(Some((row, invited)))
}

fn read(lane: i64, row: &QueryResult) -> Result<Invited, StoreError> {
    let id: Uuid = row.try_get_by_index(0)?;
    let key = id.to_string();
    let language: String = row.try_get_by_index(9)?;
    let rev: Option<i32> = row.try_get_by_index(10)?;
    Ok(Invited {
        lane,
        id,
        programme_id: row.try_get_by_index(1)?,
        wave_id: row.try_get_by_index(2)?,
        survey_version_id: row.try_get_by_index(3)?,
        privacy_mode: sql::from_word("wave", &key, &row.try_get_by_index::<String>(4)?)?,
        wave_state: sql::from_word("wave", &key, &row.try_get_by_index::<String>(5)?)?,
        closes_at: row.try_get_by_index(6)?,
        started_at: row.try_get_by_index(7)?,
        submitted_at: row.try_get_by_index(8)?,
        language: Language::new(&language)
            .map_err(|err| StoreError::corrupt("language of a link", &key, err))?,
        draft: read_draft(&key, rev, row.try_get_by_index(11)?)?,
        visit: None,
    })
}

/// A draft as the response row keeps it: its answers column holds the whole draft.
pub(super) fn read_draft(
    key: &str,
    rev: Option<i32>,
    answers: Option<String>,
) -> Result<Draft, StoreError> {
    let Some(answers) = answers else {
        return Ok(Draft::default());
    };
    let draft: Draft =
        serde_json::from_str(&answers).map_err(|err| StoreError::corrupt("draft", key, err))?;
    Ok(Draft {
        rev: rev.unwrap_or(0),
        ..draft
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fresh_database, query_plan};
    use super::*;

    #[tokio::test]
    async fn a_link_is_found_without_looking_through_the_others() {
        let fresh = fresh_database().await;
        let plan = query_plan(&fresh, BY_TOKEN).await;
        assert!(!plan.contains("SCAN"), "{plan}");
        assert!(
            !fresh.is_sqlite() || plan.contains("lane=? AND token_hash=?"),
            "{plan}"
        );
    }
}
