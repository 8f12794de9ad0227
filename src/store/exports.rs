//! Reads the responses of a wave for an export, a few thousand at a time.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::audit::{self, Actor, Event};
use super::programmes::Programme;
use super::responses::completeness;
use super::unfinished::COUNTS;
use super::waves::{Wave, WaveState};
use super::{StoreError, batches, sql};
use crate::domain::evidence::FileKind;
use crate::domain::placed::{PlacedRow, Places};
use crate::domain::protocol::PrivacyMode;

/// As many responses as are in memory at a time.
const PAGE: i64 = 2_000;
/// Stands between what the database hands over as one text; no JSON has it, neither as a blank nor in
/// words (ASCII's "record separator").
const MARK: char = '\u{1e}';

/// Where an export is in the responses of a wave.
#[derive(Debug)]
pub struct Reading {
    db: DatabaseConnection,
    place: Place,
    answers: Places,
    /// The page after this one, which the database reads while this one is written.
    ahead: Option<JoinHandle<Result<Option<Page>, StoreError>>>,
    /// Responses without a key so far; each gets a number of its own.
    unnamed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    wave_id: Uuid,
    after: (i64, Uuid),
    last_lane: i64,
}

/// Some responses of one lane, two texts for each: a list of what is not an answer, and the answers.
#[derive(Debug)]
struct Page {
    texts: String,
    /// Where the next begin.
    next: Place,
}

/// Id, segment, state and the key of the respondent.
type Head = (Uuid, Option<String>, String, Option<String>);

impl Reading {
    /// The responses of a wave with their answers in `places`.
    pub fn of(db: &DatabaseConnection, wave: &Wave, places: Places) -> Self {
        Self {
            db: db.clone(),
            place: Place {
                wave_id: wave.id,
                after: (wave.lanes.first(), Uuid::nil()),
                last_lane: wave.lanes.last(),
            },
            answers: places,
            ahead: None,
            unnamed: 0,
        }
    }

    /// The next responses that were handed in; `None` at the end. What came by a link has no key of a
    /// person: it is numbered, in an order that does not tell when it came.
    pub async fn next(&mut self) -> Result<Option<Vec<PlacedRow>>, StoreError> {
        let Some(texts) = self.page().await? else {
            return Ok(None);
        };
        let mut read = Vec::new();
        let mut texts = texts.split(MARK);
        while let (Some(head), Some(answers)) = (texts.next(), texts.next()) {
            let head: Result<Head, _> = serde_json::from_str(head);
            let (id, segment, state, key) =
                head.map_err(|err| StoreError::corrupt("response", "", err))?;
            let Some(completeness) = completeness(&state)? else {
                continue; // a draft was not handed in
            };
            let answers = self.answers.read(answers);
            let row = PlacedRow {
                key: key.unwrap_or_default(),
                segment,
                completeness,
                answers: answers.map_err(|err| StoreError::corrupt("response", id, err))?,
            };
            // The front of an id may tell when it was made; its back is drawn by lot.
            read.push((id.as_u128().reverse_bits(), row));
        }
        read.sort_by_key(|(by_lot, _)| *by_lot);
        let mut rows: Vec<PlacedRow> = read.into_iter().map(|(_, row)| row).collect();
        for row in rows.iter_mut().filter(|row| row.key.is_empty()) {
            self.unnamed += 1;
            row.key = format!("link-{}", self.unnamed);
        }
        Ok(Some(rows))
    }

    async fn page(&mut self) -> Result<Option<String>, StoreError> {
        let page = match self.ahead.take() {
            // It is lost only with the program.
            Some(ahead) => ahead.await.map_err(|_| StoreError::Busy)??,
            None => self.place.page(&self.db).await?,
        };
        let Some(Page { texts, next }) = page else {
            return Ok(None);
        };
        let db = self.db.clone();
        self.ahead = Some(tokio::spawn(async move { next.page(&db).await }));
        Ok(Some(texts))
    }
}

impl Place {
    /// Lane by lane: of two lanes at once a database begins at the first row for every page.
    ///
    /// The database makes one text of a page. Row by row, handing over took longer than finding.
    async fn page(mut self, db: &DatabaseConnection) -> Result<Option<Page>, StoreError> {
        let (list, id) = match db.get_database_backend() {
            DbBackend::Postgres => ("json_build_array", "cast(id as text)"),
            _ => ("json_array", "hex(id)"),
        };
        let sql = format!(
            "select max({id}), string_agg(cast({list}({id}, segment, state, respondent_key) as text) \
            || '{MARK}' || cast(answers as text), '{MARK}') from \
            (select id, segment, state, answers, respondent_key \
            from response where lane = $1 and wave_id = $2 and id > $3 and {COUNTS} \
            order by id limit $4) page"
        );
        loop {
            let (lane, id) = self.after;
            let values = [lane.into(), self.wave_id.into(), id.into(), PAGE.into()];
            let rows = sql::rows(db, &sql, values).await?;
            let page = rows.first().map(|row| row.try_get_many_by_index());
            if let Some((Some(last), Some(texts))) = page.transpose()? {
                let last: String = last;
                let last = Uuid::parse_str(&last);
                self.after.1 = last.map_err(|err| StoreError::corrupt("response", "", err))?;
                return Ok(Some(Page { texts, next: self }));
            }
            if lane >= self.last_lane {
                return Ok(None);
            }
            self.after = (lane + 1, Uuid::nil());
        }
    }
}

/// How many responses of each segment were handed in, those without one last or first. What is written
/// over just now is neither counted nor exported: that waits until it is done.
pub async fn segments(
    db: &impl ConnectionTrait,
    wave: &Wave,
) -> Result<Vec<(Option<String>, u64)>, StoreError> {
    let settling = batches::settling(db, wave.programme_id, FileKind::Responses).await?;
    if let Some(batch) = settling {
        return Err(StoreError::UnderWay(batch.file_name));
    }
    let sql = format!(
        "select segment, count(*) from response where lane between $1 and $2 and wave_id = $3 \
        and state in ('complete', 'partial', 'break_off') and {COUNTS} group by segment"
    );
    let [first, last] = [wave.lanes.first(), wave.lanes.last()];
    let rows = sql::rows(db, &sql, [first.into(), last.into(), wave.id.into()]).await?;
    rows.iter()
        .map(|row| {
            let count: i64 = row.try_get_by_index(1)?;
            Ok((row.try_get_by_index(0)?, count.unsigned_abs()))
        })
        .collect()
}

/// Whether answers may be taken along. While a wave runs, two exports would show who answered in
/// between; only where names are kept anyway does that give nothing away.
pub fn may_go(wave: &Wave) -> bool {
    wave.state == WaveState::Closed || wave.privacy_mode == PrivacyMode::Named
}

/// Notes in the log that somebody takes the answers of a wave along.
pub async fn note(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    wave: &Wave,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = Event {
        programme: Some(programme),
        action: "export answers",
        subject_kind: "wave",
        subject_id: wave.number.to_string(),
        before: None,
        after: None,
    };
    audit::record(tx, actor, now, event).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::{Answer, Completeness, ResponseRow};
    use crate::store::responses;
    use crate::store::testing::*;

    /// Responses of whose words every one holds what may stand between them, or ends a text.
    fn odd(nr: usize) -> ResponseRow {
        let words = format!("{MARK}{nr}\n\"é\\");
        let answers = [
            ("q1", Answer::Number(i64::try_from(nr).unwrap())),
            ("q2", Answer::Word(words.clone())),
            ("passed by", Answer::Word(words.clone())),
        ];
        ResponseRow {
            key: format!("{nr:05}{words}"),
            segment: (!nr.is_multiple_of(3)).then_some(words),
            completeness: Completeness::Partial,
            answers: answers.map(|(key, of)| (key.to_owned(), of)).into(),
        }
    }

    #[tokio::test]
    async fn every_response_comes_out_once_and_as_it_went_in_whatever_its_words() {
        let fresh = fresh_database().await;
        let tx = fresh.begin().await.unwrap();
        let programme = programme(&tx, 2).await;
        let wave = wave(&tx, &programme, 1, PrivacyMode::Named).await;
        let batch = batch(&tx, &programme, FileKind::Responses).await;
        let rows: Vec<_> = (0..2 * PAGE as usize + 7).map(odd).collect();
        responses::import(&tx, &wave, batch, &rows).await.unwrap();
        tx.commit().await.unwrap();

        let keys = ["q2", "q3", "q1"].map(str::to_owned);
        let mut reading = Reading::of(&fresh.reader, &wave, Places::new(&keys));
        let mut read = Vec::new();
        while let Some(page) = reading.next().await.unwrap() {
            assert!(page.len() <= PAGE as usize, "{}", page.len());
            read.extend(page);
        }
        read.sort_by(|a, b| a.key.cmp(&b.key));
        let wanted = rows.into_iter().map(|mut row| PlacedRow {
            answers: keys.iter().map(|key| row.answers.remove(key)).collect(),
            key: row.key,
            segment: row.segment,
            completeness: row.completeness,
        });
        assert!(
            read == wanted.collect::<Vec<_>>(),
            "{:?} …",
            read.first_chunk::<4>()
        );
    }
}
