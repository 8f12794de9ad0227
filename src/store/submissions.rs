//! The submit road: posted pages become drafts and responses, many in one transaction.
//!
//! A batch takes the same few statements whatever its size: lock and read the invitations, read
//! their drafts, decide (`domain::submission`), then write responses, comments and invitations.
//!
//! In an anonymous wave the answers are tied to the invitation while they are a draft. Handing in
//! moves them, in one transaction, to a response with a random id in a lane of its own, deletes the
//! draft, and puts the invitation among the spent links (`spent_links`), which are flagged as done
//! several at a time.
//!
//! Who came by an open link has a visit in place of an invitation. Its draft stands in the visit, and
//! handing in moves it to a response that knows no visit, whatever the wave's mode.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveTime, Utc};
use sea_orm::{DatabaseTransaction, QueryResult};
use uuid::Uuid;

use super::invited::read_draft;
use super::sql::{self, new_id};
use super::submission_rows::{
    CommentRow, InvitationRow, ResponseRow, SpentRow, VisitRow, write_batch,
};
use super::{Database, StoreError};
use crate::domain::evidence::Mode;
use crate::domain::lane::Lanes;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::{Draft, Outcome, SavePage, Standing};

/// One invitation of the batch with everything that is written about it.
struct Case {
    programme_id: Uuid,
    wave_id: Uuid,
    survey_version_id: Uuid,
    privacy_mode: PrivacyMode,
    lanes: Lanes,
    segment: Option<String>,
    /// [`Mode::Web`] of who was invited, else of a visit.
    mode: Mode,
    /// The id of the draft, when there is one in the database.
    stored_draft: Option<Uuid>,
    stored_rev: i32,
    was_started: bool,
    was_submitted: bool,
    standing: Standing,
}

type Key = (i64, Uuid);

/// Everything that a batch writes, in the order in which it is written.
#[derive(Default)]
pub(super) struct Writes {
    pub responses: Vec<ResponseRow>,
    /// Drafts that were moved to an anonymous response.
    pub untied: Vec<Key>,
    pub comments: Vec<CommentRow>,
    pub invitations: Vec<InvitationRow>,
    pub visits: Vec<VisitRow>,
    pub spent: Vec<SpentRow>,
}

/// Takes in pages, in their order, in one transaction; gives an outcome for each.
pub async fn save_pages(db: &Database, pages: &[SavePage]) -> Result<Vec<Outcome>, StoreError> {
    let tx = db.begin().await?;
    let (visits, invited): (Vec<&SavePage>, Vec<&SavePage>) =
        pages.iter().partition(|page| page.visit);
    let mut cases = load(&tx, &keys(&invited)).await?;
    if !visits.is_empty() {
        load_visits(&tx, &keys(&visits), &mut cases).await?;
    }
    let mut last_pages = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(pages.len());
    for page in pages {
        let key = (page.lane, page.invitation_id);
        let outcome = match cases.get_mut(&key) {
            Some(case) => case.standing.take(page),
            None => Outcome::LinkNotValid,
        };
        if matches!(outcome, Outcome::Saved { .. } | Outcome::Submitted) {
            last_pages.insert(key, page);
        }
        outcomes.push(outcome);
    }
    let mut writes = Writes::default();
    for (key, page) in last_pages {
        if let Some(case) = cases.remove(&key) {
            case.settle(key, page, &mut writes)?;
        }
    }
    write_batch(&tx, &writes).await?;
    tx.commit().await?;
    Ok(outcomes)
}

fn keys(pages: &[&SavePage]) -> Vec<Key> {
    let mut keys: Vec<Key> = pages.iter().map(|p| (p.lane, p.invitation_id)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Case {
    fn may_have_begun(&self) -> bool {
        self.was_started || self.privacy_mode == PrivacyMode::Anonymous
    }

    fn is_visit(&self) -> bool {
        self.mode != Mode::Web
    }

    /// Says what is to be written, now that all pages of this invitation are taken in.
    fn settle(self, key: Key, page: &SavePage, writes: &mut Writes) -> Result<(), StoreError> {
        if self.was_submitted {
            return Ok(()); // the same form once more
        }
        let (lane, id) = key;
        let submitted = self.standing.submitted_at.is_some();
        if self.is_visit() {
            return self.settle_visit(key, page, writes);
        }
        if submitted && self.privacy_mode == PrivacyMode::Anonymous {
            // Not even that it began: a form of one page would begin when it is handed in.
            writes.spent.push(SpentRow {
                lane,
                invitation_id: id,
                wave_id: self.wave_id,
                submit_key: self.standing.submit_key.clone().unwrap_or_default(),
            });
        } else if submitted || !self.was_started {
            writes.invitations.push(InvitationRow {
                lane,
                id,
                started_at: self.standing.started_at,
                submitted_at: self.standing.submitted_at,
                submit_key: self.standing.submit_key.clone(),
            });
        }
        if submitted {
            self.hand_in(key, page, writes)
        } else if self.standing.draft.rev != self.stored_rev {
            self.keep_draft(key, page, writes)
        } else {
            Ok(())
        }
    }

    fn settle_visit(
        self,
        (lane, id): Key,
        page: &SavePage,
        writes: &mut Writes,
    ) -> Result<(), StoreError> {
        let submitted = self.standing.submitted_at;
        let answers = match submitted {
            Some(_) => None,
            None => Some(written(&self.standing.draft)?),
        };
        let coarse = self.privacy_mode == PrivacyMode::Anonymous;
        writes.visits.push(VisitRow {
            lane,
            id,
            rev: self.standing.draft.rev,
            language: page.language.tag().to_owned(),
            answers,
            submitted_at: submitted.map(|at| if coarse { week_of(at) } else { at }),
            submit_key: self.standing.submit_key.clone(),
        });
        match submitted {
            Some(_) => self.hand_in((lane, id), page, writes),
            None => Ok(()),
        }
    }

    fn keep_draft(self, key: Key, page: &SavePage, writes: &mut Writes) -> Result<(), StoreError> {
        let answers = written(&self.standing.draft)?;
        let id = self.stored_draft.unwrap_or_else(new_id);
        let response = self.response(key.0, id, page, "draft".to_owned(), answers);
        writes.responses.push(ResponseRow {
            invitation_id: Some(key.1),
            started_at: self.standing.started_at,
            ..response
        });
        Ok(())
    }

    fn hand_in(mut self, key: Key, page: &SavePage, writes: &mut Writes) -> Result<(), StoreError> {
        let mut answers = std::mem::take(&mut self.standing.draft.answers);
        let state = sql::word(&page.shape.settle(&mut answers, &page.client));
        let comments = page.shape.take_comments(&mut answers);
        let answers = written(&answers)?;
        let anonymous = self.privacy_mode == PrivacyMode::Anonymous;
        let untied = anonymous || self.is_visit();
        let (lane, id) = if untied {
            writes
                .untied
                .extend(self.stored_draft.map(|draft| (key.0, draft)));
            let id = Uuid::new_v4();
            (self.lanes.of(id.as_bytes()), id)
        } else {
            (key.0, self.stored_draft.unwrap_or_else(new_id))
        };
        for (item, text) in comments {
            // A comment's id would tell the order of arrival as well.
            let id_of_comment = if untied { Uuid::new_v4() } else { new_id() };
            writes.comments.push(CommentRow {
                lane,
                id: id_of_comment,
                programme_id: self.programme_id,
                wave_id: self.wave_id,
                response_id: id,
                item,
                language: page.language.tag().to_owned(),
                text,
            });
        }
        let response = self.response(lane, id, page, state, answers);
        let (started_at, submitted_at) = (self.standing.started_at, self.standing.submitted_at);
        writes.responses.push(if anonymous {
            ResponseRow {
                submitted_at: submitted_at.map(week_of),
                ..response
            }
        } else {
            ResponseRow {
                invitation_id: (!untied).then_some(key.1),
                started_at,
                submitted_at,
                ..response
            }
        });
        Ok(())
    }

    /// The columns that draft and response share; tied to nobody and without a time.
    fn response(
        &self,
        lane: i64,
        id: Uuid,
        page: &SavePage,
        state: String,
        answers: String,
    ) -> ResponseRow {
        ResponseRow {
            lane,
            id,
            programme_id: self.programme_id,
            wave_id: self.wave_id,
            survey_version_id: self.survey_version_id,
            invitation_id: None,
            segment: self.segment.clone(),
            mode: self.mode,
            language: page.language.tag().to_owned(),
            state,
            rev: self.standing.draft.rev,
            answers,
            started_at: None,
            submitted_at: None,
        }
    }
}

fn written(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|err| StoreError::corrupt("response", "", err))
}

/// Monday of its week, midnight: all that an anonymous response tells of its time.
pub(super) fn week_of(at: DateTime<Utc>) -> DateTime<Utc> {
    let day = at.date_naive();
    let monday = day
        .checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
        .unwrap_or(day);
    monday.and_time(NaiveTime::MIN).and_utc()
}

// The keys lead and are joined one by one: SQLite scans the whole table for `(a, b) in (values …)`.
const INVITATIONS: &str = "select i.lane, i.id, i.programme_id, i.wave_id, i.started_at, \
    i.submitted_at, i.submit_key, i.revoked_at, i.expires_at, w.survey_version_id, \
    w.privacy_mode, w.state, w.closes_at, c.segment, p.serial, p.lanes \
    from given cross join invitation i join wave w on w.id = i.wave_id \
    join client c on c.lane = i.lane and c.id = i.client_id \
    join programme p on p.id = i.programme_id \
    where i.lane = given.lane and i.id = given.id";

// Not a join: PostgreSQL, before its statistics know that responses come in, looks through all of
// them for every key.
const DRAFTS: &str = "select given.lane, given.id, \
    (select r.id from response r \
     where r.lane = given.lane and r.invitation_id = given.id and r.state = 'draft'), \
    (select r.rev from response r \
     where r.lane = given.lane and r.invitation_id = given.id and r.state = 'draft'), \
    (select cast(r.answers as text) from response r \
     where r.lane = given.lane and r.invitation_id = given.id and r.state = 'draft'), \
    (select s.submit_key from spent_link s \
     where s.lane = given.lane and s.invitation_id = given.id) \
    from given where given.lane is not null";

async fn load(tx: &DatabaseTransaction, keys: &[Key]) -> Result<HashMap<Key, Case>, StoreError> {
    // Several processes may write to PostgreSQL: whoever has the invitation's row decides. Drafts
    // are read after it is locked, or they would be the ones from before the wait.
    let lock = if sql::is_sqlite(tx) {
        ""
    } else {
        " order by i.lane, i.id for update of i"
    };
    let mut cases = HashMap::with_capacity(keys.len());
    for row in sql::by_keys(tx, keys, &format!("{INVITATIONS}{lock}")).await? {
        cases.insert(
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?),
            read(&row)?,
        );
    }
    // Who has not begun has no draft; only of an anonymous wave does the invitation not tell.
    let begun = |key: &&Key| cases.get(key).is_some_and(Case::may_have_begun);
    let begun: Vec<Key> = keys.iter().filter(begun).copied().collect();
    for row in sql::by_keys(tx, &begun, DRAFTS).await? {
        let key = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let id: Option<Uuid> = row.try_get_by_index(2)?;
        let spent: Option<String> = row.try_get_by_index(5)?;
        if let (Some(case), Some(submit_key)) = (cases.get_mut(&key), spent) {
            case.was_submitted = true;
            case.standing.submitted_at = Some(DateTime::UNIX_EPOCH); // when is not known
            case.standing.submit_key = Some(submit_key);
        }
        if let (Some(case), Some(id)) = (cases.get_mut(&key), id) {
            let draft = read_draft(
                &id.to_string(),
                row.try_get_by_index(3)?,
                row.try_get_by_index(4)?,
            )?;
            case.keep(id, draft);
        }
    }
    Ok(cases)
}

// In the columns of `INVITATIONS`, and then the draft.
const VISITS: &str = "select v.lane, v.id, v.programme_id, v.wave_id, v.started_at, \
    v.submitted_at, v.submit_key, l.revoked_at, v.expires_at, w.survey_version_id, \
    w.privacy_mode, w.state, w.closes_at, l.segment, p.serial, p.lanes, \
    v.rev, cast(v.answers as text), l.kiosk \
    from given cross join visit v join open_link l on l.id = v.open_link_id \
    join wave w on w.id = v.wave_id join programme p on p.id = v.programme_id \
    where v.lane = given.lane and v.id = given.id";

async fn load_visits(
    tx: &DatabaseTransaction,
    keys: &[Key],
    cases: &mut HashMap<Key, Case>,
) -> Result<(), StoreError> {
    let lock = if sql::is_sqlite(tx) {
        ""
    } else {
        " order by v.lane, v.id for update of v"
    };
    for row in sql::by_keys(tx, keys, &format!("{VISITS}{lock}")).await? {
        let key: Key = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let mut case = read(&row)?;
        case.mode = match row.try_get_by_index(18)? {
            true => Mode::Kiosk,
            false => Mode::OpenLink,
        };
        let (rev, answers) = (row.try_get_by_index(16)?, row.try_get_by_index(17)?);
        case.stored_rev = rev;
        case.standing.draft = read_draft(&key.1.to_string(), Some(rev), answers)?;
        cases.insert(key, case);
    }
    Ok(())
}

impl Case {
    fn keep(&mut self, id: Uuid, draft: Draft) {
        self.stored_draft = Some(id);
        self.stored_rev = draft.rev;
        self.standing.draft = draft;
    }
}

fn read(row: &QueryResult) -> Result<Case, StoreError> {
    let serial = row.try_get_by_index(14)?;
    let lanes = Lanes::new(serial, row.try_get_by_index(15)?)
        .map_err(|err| StoreError::corrupt("programme", serial, err))?;
    let revoked_at: Option<DateTime<Utc>> = row.try_get_by_index(7)?;
    let mode: String = row.try_get_by_index(10)?;
    let standing = Standing {
        revoked: revoked_at.is_some(),
        expires_at: row.try_get_by_index(8)?,
        wave_open: row.try_get_by_index::<String>(11)? == "open",
        closes_at: row.try_get_by_index(12)?,
        started_at: row.try_get_by_index(4)?,
        submitted_at: row.try_get_by_index(5)?,
        submit_key: row.try_get_by_index(6)?,
        draft: Draft::default(),
    };
    Ok(Case {
        programme_id: row.try_get_by_index(2)?,
        wave_id: row.try_get_by_index(3)?,
        survey_version_id: row.try_get_by_index(9)?,
        privacy_mode: sql::from_word("wave", &mode, &mode)?,
        lanes,
        segment: row.try_get_by_index(13)?,
        mode: Mode::Web,
        stored_draft: None,
        stored_rev: 0,
        was_started: standing.started_at.is_some(),
        was_submitted: standing.submitted_at.is_some(),
        standing,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fresh_database, query_plan};
    use super::*;

    #[tokio::test]
    async fn a_batch_finds_its_rows_by_their_keys() {
        let fresh = fresh_database().await;
        for query in [INVITATIONS, DRAFTS, VISITS] {
            let sql = format!("with given (lane, id) as (values ($1,$2),($3,$4)) {query}");
            let plan = query_plan(&fresh, &sql).await;
            let scans: Vec<&str> = plan
                .lines()
                .filter(|step| step.starts_with("SCAN"))
                .collect();
            if fresh.is_sqlite() {
                assert_eq!(scans, ["SCAN 2 CONSTANT ROWS", "SCAN given"], "{plan}");
            }
        }
    }
}
