//! Files that come in and go out in pieces: nobody sees part of one.

use sea_orm::{ConnectionTrait, Statement};

use super::batches::{self, Batch, Imported, Undone, Unfinished};
use super::entity::{measurement, response, ticket};
use super::imports::{Destination, File, Taken};
use super::programmes::Programme;
use super::testing::*;
use super::undo::{Obstacle, take_out};
use super::unfinished::{self, Incoming, SILENCE};
use super::waves::Wave;
use super::{
    Database, StoreError, comments, evidence, exports, file_pieces, import_files, imports,
    measurements, programmes, responses, tickets,
};
use crate::domain::evidence::{
    Answer, CommentRow, Completeness, FileKind, MeasurementRow, ResponseRow, Rows, TicketRow,
};
use crate::domain::language::Language;
use crate::domain::placed::Places;
use crate::domain::protocol::PrivacyMode;

/// More than a piece holds at first.
const MANY: usize = 5_500;

fn file(hash: &str) -> File<'_> {
    File {
        name: "many.csv",
        hash,
        kept: import_files::NewFile {
            bytes: b"",
            mapping: "",
            refused: 0,
        },
    }
}

fn ticket_rows(hours: f64) -> Rows {
    let row = |nr: usize| TicketRow {
        key: format!("T{nr:05}"),
        series: "tickets".to_owned(),
        cluster: None,
        segment: None,
        closed_on: chrono::NaiveDate::from_ymd_opt(2026, 10, 1),
        hours,
        response_hours: None,
        is_open: false,
        extracted_on: None,
    };
    Rows::Tickets((0..MANY).map(row).collect())
}

fn measurement_rows(numerator: f64) -> Rows {
    let row = |nr: usize| MeasurementRow {
        series: format!("P{nr}"),
        period: chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
        cluster: None,
        numerator,
        denominator: 2.0,
        extracted_on: None,
    };
    Rows::Measurements((0..MANY).map(row).collect())
}

fn response_rows(q1: i64) -> Rows {
    let row = |nr: usize| ResponseRow {
        key: format!("R{nr:05}"),
        segment: Some("SD".to_owned()),
        completeness: Completeness::Complete,
        answers: [("q1".to_owned(), Answer::Number(q1))].into(),
    };
    Rows::Responses((0..MANY).map(row).collect())
}

struct Desk {
    fresh: Fresh,
    programme: Programme,
    wave: Wave,
}

async fn desk() -> Desk {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 4).await;
    let wave = wave(&tx, &programme, 1, PrivacyMode::Confidential).await;
    tx.commit().await.unwrap();
    Desk {
        fresh,
        programme,
        wave,
    }
}

impl Desk {
    fn to(&self, kind: FileKind) -> Destination<'_> {
        Destination {
            programme: &self.programme,
            wave: kind.is_of_wave().then_some(&self.wave),
            comment_item: "why",
            said: None,
            now: october(2),
        }
    }

    async fn begin(&self, hash: &str, kind: FileKind) -> Result<Incoming<'_>, StoreError> {
        let rows = (kind, MANY);
        let (db, to) = (&self.fresh.db, self.to(kind));
        let begun = unfinished::begin(db, &actor(), to, &file(hash), rows, None).await?;
        Ok(begun.expect("it came in before"))
    }

    async fn bring(&self, hash: &str, rows: Rows) -> (Batch, Imported) {
        let mut incoming = self.begin(hash, rows.kind()).await.unwrap();
        incoming.put(rows, october(2)).await.unwrap();
        match incoming.finish(&actor(), None, october(3)).await.unwrap() {
            Taken::New { batch, rows } => (self.batch(batch).await, rows),
            Taken::Before { .. } => panic!("it came in before"),
        }
    }

    async fn out(&self, batch: &Batch, day: u32) -> Result<Undone, Obstacle> {
        let (db, actor) = (&self.fresh.db, actor());
        let done = take_out(db, said(&actor), &self.programme, batch, october(day));
        done.await.unwrap()
    }

    async fn clear(&self, now: chrono::DateTime<chrono::Utc>) -> usize {
        let cleared = unfinished::clear(&self.fresh.db, None, now);
        cleared.await.unwrap()
    }

    async fn batch(&self, id: uuid::Uuid) -> Batch {
        let db = &self.fresh.reader;
        batches::by_id(db, self.programme.id, id).await.unwrap()
    }

    /// Everything that reads rows of files, as text.
    async fn seen(&self) -> String {
        let Self {
            fresh,
            programme,
            wave,
        } = self;
        let db = &fresh.reader;
        let agreed = protocol();
        let gathered = evidence::of_programme(db, programme, &agreed)
            .await
            .unwrap();
        let mut exported = 0;
        let mut reading = exports::Reading::of(db, wave, Places::default());
        while let Some(rows) = reading.next().await.unwrap() {
            exported += rows.len();
        }
        let mut answers = Vec::new();
        responses::for_each(db, wave, None, |one| {
            answers.push(one.answers.replace(' ', ""));
            Ok(())
        })
        .await
        .unwrap();
        answers.sort();
        format!(
            "{} responses, {exported} exported, segments {:?}, evidence {:?} {:?} {}, {answers:?}",
            responses::count(db, wave).await.unwrap(),
            exports::segments(db, wave).await.unwrap(),
            measurements::of_programme(db, programme).await.unwrap(),
            tickets::of_programme(db, programme).await.unwrap(),
            gathered.tickets.len()
                + gathered.measurements.len()
                + gathered.waves[&1].responses.len(),
        )
    }

    /// What an evaluation reads of the rows of files.
    async fn evidence(&self) -> String {
        let agreed = protocol();
        let db = &self.fresh.reader;
        let gathered = evidence::of_programme(db, &self.programme, &agreed);
        let gathered = gathered.await.unwrap();
        let mut rows: Vec<String> = Vec::new();
        rows.extend(gathered.tickets.iter().map(|row| format!("{row:?}")));
        rows.extend(gathered.measurements.iter().map(|row| format!("{row:?}")));
        responses::for_each(db, &self.wave, None, |one| {
            let (key, segment) = (one.respondent_key, one.segment);
            rows.push(format!(
                "{key:?} {segment:?} {}",
                one.answers.replace(' ', "")
            ));
            Ok(())
        })
        .await
        .unwrap();
        rows.sort();
        rows.join("\n")
    }

    /// Writes some of what rows are to be, and not all, as a program that dies over it does.
    async fn write_some(&self, batch: uuid::Uuid, kind: FileKind) {
        let tx = self.fresh.begin().await.unwrap();
        let from = (self.programme.lanes.first(), uuid::Uuid::nil());
        let some = (&self.programme, batch, from, MANY / 2);
        let written = match kind {
            FileKind::Tickets => unfinished::apply::<ticket::Entity>(&tx, some).await,
            FileKind::Responses => unfinished::apply::<response::Entity>(&tx, some).await,
            _ => unfinished::apply::<measurement::Entity>(&tx, some).await,
        };
        let (rows, _) = written.unwrap();
        assert!(0 < rows && rows < MANY, "{rows}");
        tx.commit().await.unwrap();
    }

    async fn stored(&self) -> i64 {
        let sql = "select (select count(*) from ticket) + (select count(*) from measurement) \
            + (select count(*) from response) + (select count(*) from import_trace) \
            + (select count(*) from import_file) + (select count(*) from file_piece)";
        let db = &self.fresh.reader;
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

fn pairs() -> [[Rows; 2]; 3] {
    [
        [ticket_rows(1.0), ticket_rows(2.0)],
        [measurement_rows(1.0), measurement_rows(2.0)],
        [response_rows(1), response_rows(2)],
    ]
}

#[tokio::test]
async fn nobody_sees_a_row_before_the_last_is_in_and_all_do_after() {
    for [rows, _] in pairs() {
        let desk = desk().await;
        let nothing = desk.seen().await;
        let kind = rows.kind();
        let mut incoming = desk.begin("first", kind).await.unwrap();
        incoming.put(rows, october(2)).await.unwrap();
        incoming.keep(b"the bytes", october(2)).await.unwrap();
        assert_eq!(desk.seen().await, nothing, "{kind:?}");
        let id = incoming.batch();
        let batch = desk.batch(id).await;
        assert_eq!(batch.unfinished, Some(Unfinished::Coming));
        assert_eq!(batch.rows_done, MANY as i32);
        let counted = batches::of_programme(&desk.fresh.reader, desk.programme.id);
        assert_eq!(counted.await.unwrap(), []);

        // Meanwhile another of its kind is refused, large or small, and so is its own undoing.
        let other = desk.begin("other", kind).await.unwrap_err();
        assert!(matches!(other, StoreError::UnderWay(name) if name == "many.csv"));
        let tx = desk.fresh.begin().await.unwrap();
        let to = desk.to(kind);
        let few = match kind {
            FileKind::Tickets => Rows::Tickets(Vec::new()),
            FileKind::Measurements => Rows::Measurements(Vec::new()),
            _ => Rows::Responses(Vec::new()),
        };
        let actor = actor();
        let small = imports::take(&tx, &actor, to, file("small"), &few);
        assert!(matches!(small.await, Err(StoreError::UnderWay(_))));
        tx.rollback().await.unwrap();
        assert_eq!(desk.out(&batch, 2).await, Err(Obstacle::Unfinished));

        let taken = incoming.finish(&actor, None, october(3)).await.unwrap();
        let Taken::New { rows, .. } = taken else {
            panic!("{taken:?}")
        };
        assert_eq!((rows.added, rows.changed), (MANY, 0));
        let seen = desk.seen().await;
        assert!(seen.contains(&format!(" {MANY}")), "{kind:?}");
        let batch = desk.batch(id).await;
        assert_eq!((batch.unfinished, batch.created_at), (None, october(3)));
        let kept = file_pieces::get(&desk.fresh.reader, id, 0).await.unwrap();
        assert_eq!(kept.unwrap(), b"the bytes");
    }
}

#[tokio::test]
async fn what_is_changed_stays_as_it_was_until_the_end_and_can_be_undone() {
    for [first, second] in pairs() {
        let desk = desk().await;
        let kind = first.kind();
        let nothing = desk.stored().await;
        let (one, _) = desk.bring("first", first).await;
        let before = desk.seen().await;
        let mut incoming = desk.begin("second", kind).await.unwrap();
        incoming.put(second, october(4)).await.unwrap();
        assert_eq!(desk.seen().await, before, "{kind:?}");
        let taken = incoming.finish(&actor(), None, october(4)).await.unwrap();
        let Taken::New { rows, batch } = taken else {
            panic!("{taken:?}")
        };
        assert_eq!((rows.added, rows.changed), (0, MANY));
        assert_ne!(desk.seen().await, before, "{kind:?}");

        let out = desk.out(&one, 5).await;
        assert!(matches!(out, Err(Obstacle::Later { .. })));
        let two = desk.batch(batch).await;
        let out = |removed, restored| Ok(Undone { removed, restored });
        assert_eq!(desk.out(&two, 5).await, out(0, MANY as u64));
        assert_eq!(desk.clear(october(5)).await, 1);
        assert_eq!(desk.seen().await, before, "{kind:?}");
        assert_eq!(desk.out(&one, 6).await, out(MANY as u64, 0));
        assert_eq!(desk.clear(october(6)).await, 1);
        assert_eq!(desk.stored().await, nothing, "{kind:?}");
        let batch = desk.batch(one.id).await;
        assert_eq!(
            (batch.unfinished, batch.undone_at),
            (None, Some(october(6)))
        );
    }
}

#[tokio::test]
async fn changes_count_from_the_moment_that_a_file_is_in_though_a_program_dies_over_writing_them() {
    for [first, second] in pairs() {
        let desk = desk().await;
        let kind = first.kind();
        desk.bring("first", first.clone()).await;
        let mut incoming = desk.begin("second", kind).await.unwrap();
        incoming.put(second.clone(), october(4)).await.unwrap();
        let before = desk.evidence().await;
        let two = incoming.batch();
        incoming
            .count_all(&actor(), None, october(4))
            .await
            .unwrap();
        let after = desk.evidence().await;
        assert_ne!(after, before, "{kind:?}");
        let batch = desk.batch(two).await;
        assert!(batch.is_settling && batch.unfinished.is_none());

        // Nothing that would get in the way of what is yet to be written is done meanwhile.
        let other = desk.begin("other", kind).await.unwrap_err();
        assert!(matches!(other, StoreError::UnderWay(name) if name == "many.csv"));
        assert_eq!(desk.out(&batch, 4).await, Err(Obstacle::Settling));
        let closing = unfinished::all_settled(&desk.fresh.reader, &desk.programme);
        assert!(matches!(closing.await, Err(StoreError::UnderWay(_))));
        let exported = exports::segments(&desk.fresh.reader, &desk.wave).await;
        assert_eq!(exported.is_err(), kind == FileKind::Responses);

        // Whoever brings it may live.
        assert_eq!(desk.clear(october(4)).await, 0);
        assert!(desk.batch(two).await.is_settling);
        // Some of it is written when the next program dies too.
        desk.write_some(two, kind).await;
        assert_eq!(desk.evidence().await, after, "{kind:?}");

        assert_eq!(desk.clear(october(5)).await, 1);
        assert!(!desk.batch(two).await.is_settling);
        assert_eq!(desk.evidence().await, after, "{kind:?}");
        // As a file that was never interrupted leaves it.
        let whole = self::desk().await;
        whole.bring("first", first).await;
        whole.bring("second", second).await;
        assert_eq!(whole.evidence().await, after, "{kind:?}");
        // Taken out, it counts as it was before anything is written, some of it, and all.
        let batch = desk.batch(two).await;
        let restored = Ok(Undone {
            removed: 0,
            restored: MANY as u64,
        });
        let counted = responses::count(&desk.fresh.reader, &desk.wave).await;
        assert_eq!(desk.out(&batch, 6).await, restored);
        assert_eq!(desk.evidence().await, before, "{kind:?}");
        desk.write_some(two, kind).await;
        assert_eq!(desk.evidence().await, before, "{kind:?}");
        let now = responses::count(&desk.fresh.reader, &desk.wave).await;
        assert_eq!(now.unwrap(), counted.unwrap(), "{kind:?}");
        assert_eq!(desk.clear(october(6)).await, 1);
        assert_eq!(desk.evidence().await, before, "{kind:?}");
        assert!(!desk.batch(two).await.is_settling);
    }
}

#[tokio::test]
async fn what_was_taken_out_counts_for_nobody_before_it_is_removed() {
    let desk = desk().await;
    let nothing = desk.seen().await;
    let (batch, _) = desk.bring("first", response_rows(3)).await;
    desk.out(&batch, 5).await.unwrap();
    assert!(desk.stored().await >= MANY as i64);
    assert_eq!(desk.seen().await, nothing);
    let tx = desk.fresh.begin().await.unwrap();
    let said = [CommentRow {
        respondent: "R00001".to_owned(),
        language: Language::dutch(),
        text: "Prima.".to_owned(),
        text_en: None,
    }];
    let stranger = comments::import(&tx, &desk.wave, batch.id, "why", &said).await;
    assert!(matches!(stranger, Err(StoreError::Outdated(_))));
    drop(tx);
    desk.clear(october(5)).await;
    assert_eq!(desk.stored().await, 0);
}

#[tokio::test]
async fn responses_that_comments_hang_on_stay() {
    let desk = desk().await;
    let (batch, _) = desk.bring("first", response_rows(3)).await;
    let tx = desk.fresh.begin().await.unwrap();
    let said = [CommentRow {
        respondent: "R00001".to_owned(),
        language: Language::dutch(),
        text: "Prima.".to_owned(),
        text_en: None,
    }];
    let own = desk.to(FileKind::Comments);
    let rows = Rows::Comments(said.to_vec());
    let actor = actor();
    let taken = imports::take(&tx, &actor, own, file("said"), &rows);
    taken.await.unwrap();
    tx.commit().await.unwrap();
    let before = desk.seen().await;
    assert_eq!(desk.out(&batch, 5).await, Err(Obstacle::InUse));
    assert_eq!(desk.seen().await, before);
    assert_eq!(desk.clear(october(5)).await, 0);
}

#[tokio::test]
async fn what_a_dead_program_left_is_removed_and_what_lives_is_not() {
    let desk = desk().await;
    let (first, _) = desk.bring("first", ticket_rows(1.0)).await;
    let (before, stored) = (desk.seen().await, desk.stored().await);
    let mut incoming = desk.begin("second", FileKind::Tickets).await.unwrap();
    incoming.put(ticket_rows(2.0), october(4)).await.unwrap();
    incoming.keep(b"bytes", october(4)).await.unwrap();
    assert_eq!(desk.clear(october(4)).await, 0);
    let later = october(4) + SILENCE;
    assert_eq!(desk.clear(later).await, 1);
    assert_eq!(desk.seen().await, before);
    assert_eq!(desk.stored().await, stored);

    // If it was only slow, it finds out.
    let late = incoming.put(ticket_rows(2.0), later).await;
    assert!(matches!(late, Err(StoreError::Stopped)));
    let id = incoming.batch();
    let late = incoming.finish(&actor(), None, later).await;
    assert!(matches!(late, Err(StoreError::Stopped)));
    assert_eq!(desk.batch(id).await.unfinished, Some(Unfinished::Stopped));
    assert_eq!(desk.stored().await, stored);
    assert_eq!(desk.batch(first.id).await.unfinished, None);
    // The same file comes in afterwards as if nothing had been.
    let (_, rows) = desk.bring("second", ticket_rows(2.0)).await;
    assert_eq!(rows.changed, MANY);
}

#[tokio::test]
async fn it_can_be_stopped_by_somebody_else_and_ends_with_its_programme() {
    let desk = desk().await;
    let mut incoming = desk.begin("first", FileKind::Responses).await.unwrap();
    incoming.put(response_rows(1), october(4)).await.unwrap();
    let batch = desk.batch(incoming.batch()).await;
    let tx = desk.fresh.begin().await.unwrap();
    unfinished::stop(&tx, &actor(), &desk.programme, &batch, october(4))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let refused = incoming.put(response_rows(1), october(4)).await;
    assert!(matches!(refused, Err(StoreError::Stopped)));
    incoming.give_up().await.unwrap();
    assert_eq!(desk.stored().await, 0);

    let mut incoming = desk.begin("again", FileKind::Responses).await.unwrap();
    let tx = desk.fresh.begin().await.unwrap();
    let sql = "update programme set closed_at = created_at";
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
    let refused = incoming.put(response_rows(1), october(4)).await;
    assert!(matches!(refused, Err(StoreError::Stopped)));
    incoming.give_up().await.unwrap();
    let closed = programmes::by_id(&desk.fresh.reader, desk.programme.id);
    let closed = closed.await.unwrap();
    let to = Destination {
        programme: &closed,
        ..desk.to(FileKind::Tickets)
    };
    let rows = (FileKind::Tickets, 1);
    let (db, late) = (&desk.fresh.db, file("late"));
    let refused = unfinished::begin(db, &actor(), to, &late, rows, None).await;
    assert!(matches!(refused, Err(StoreError::Closed(_))));
}

/// Another program waits for the writer, which has it back between any two pieces.
#[tokio::test]
async fn another_program_writes_between_the_pieces() {
    let desk = desk().await;
    if !desk.fresh.is_sqlite() {
        return; // there every program writes when it likes
    }
    let other = Database::open(&desk.fresh.url).await.unwrap();
    // Both look often enough not to miss the gaps, also the one that made the database.
    for db in [&desk.fresh.db, &other] {
        let tx = db.begin().await.unwrap();
        let sql = Statement::from_string(tx.get_database_backend(), "pragma busy_timeout");
        let row = tx.query_one_raw(sql).await.unwrap().unwrap();
        assert!(row.try_get_by_index::<i32>(0).unwrap() < 16);
        tx.rollback().await.unwrap();
    }
    let mut incoming = desk.begin("first", FileKind::Tickets).await.unwrap();
    let coming = incoming.put(ticket_rows(1.0), october(2));
    let writing = async {
        let mut writes = 0;
        for _ in 0..5 {
            let tx = other.begin().await.unwrap();
            tx.execute_unprepared("update programme set slug = slug")
                .await
                .unwrap();
            tx.commit().await.unwrap();
            writes += 1;
        }
        writes
    };
    let (came, writes) = tokio::join!(coming, writing);
    came.unwrap();
    assert_eq!(writes, 5);
    other.close().await.unwrap();
}
