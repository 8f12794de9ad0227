//! What comes in files, on a real database.

use chrono::NaiveDate;

use super::batches::{Imported, NewBatch};
use super::testing::*;
use super::{
    batches, clients, comments, dispositions, evidence, interviews, measurements, responses,
    tickets,
};
use crate::domain::evidence::{
    Answer, CommentRow, Completeness, Dispositions, FileKind, MeasurementRow, ResponseRow,
    StatementRow, TicketRow,
};
use crate::domain::language::Language;
use crate::domain::parameter::Tone;
use crate::domain::protocol::PrivacyMode;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

fn imported(added: usize, changed: usize, unchanged: usize) -> Imported {
    Imported {
        added,
        changed,
        unchanged,
    }
}

#[tokio::test]
async fn importing_clients_twice_changes_nothing_and_a_changed_row_is_changed() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 64).await;
    let batch = batch(&tx, &programme, FileKind::Clients).await;
    let mut rows = client_rows(450);
    let first = clients::import(&tx, &programme, batch, &rows, october(1))
        .await
        .unwrap();
    assert_eq!(first, imported(450, 0, 0));
    let before = clients::page(&tx, &programme, "", None, 500).await.unwrap();
    let again = clients::import(&tx, &programme, batch, &rows, october(2))
        .await
        .unwrap();
    assert_eq!(again, imported(0, 0, 450));
    rows[7].segment = "RM".to_owned();
    let third = clients::import(&tx, &programme, batch, &rows[..10], october(3))
        .await
        .unwrap();
    assert_eq!(third, imported(0, 1, 9));

    let after = clients::page(&tx, &programme, "", None, 500).await.unwrap();
    assert_eq!(after.len(), 450);
    assert!(
        before
            .iter()
            .zip(&after)
            .all(|(a, b)| (a.lane, a.id) == (b.lane, b.id))
    );
    assert_eq!(after[7].segment, "RM");
    let next = clients::page(&tx, &programme, "", Some("K0002"), 2)
        .await
        .unwrap();
    assert_eq!([&next[0].key, &next[1].key], ["K0003", "K0004"]);
    let found = clients::page(&tx, &programme, " k44@WATER", None, 9)
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(clients::count(&tx, &programme, "").await.unwrap(), 450);
    let segments = clients::count_by_segment(&tx, &programme).await.unwrap();
    let counts = [("PZ", 225), ("RM", 1), ("SD", 224)];
    assert_eq!(
        segments,
        counts.map(|(code, count)| (code.to_owned(), count))
    );
}

#[tokio::test]
async fn a_file_is_recognised_by_its_hash() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let id = batch(&tx, &programme, FileKind::Tickets).await;
    let known = batches::find(&tx, programme.id, None, FileKind::Tickets, "abc")
        .await
        .unwrap();
    assert_eq!(known.unwrap().id, id);
    for (kind, hash) in [(FileKind::Clients, "abc"), (FileKind::Tickets, "abd")] {
        let other = batches::find(&tx, programme.id, None, kind, hash)
            .await
            .unwrap();
        assert!(other.is_none());
    }
    let wave = wave(&tx, &programme, 1, PrivacyMode::Anonymous).await;
    let new = NewBatch {
        wave_id: Some(wave.id),
        kind: FileKind::Tickets,
        file_name: "tickets.csv",
        file_hash: "abc",
        row_count: 3,
    };
    let other = batches::create(&tx, &actor(), &programme, &new, october(2))
        .await
        .unwrap();
    let wave_id = Some(wave.id);
    let found = batches::find(&tx, programme.id, wave_id, FileKind::Tickets, "abc")
        .await
        .unwrap();
    assert_eq!(found.unwrap().id, other);
}

fn response_rows(count: usize) -> Vec<ResponseRow> {
    let row = |nr: usize| ResponseRow {
        key: format!("W-{nr:04}"),
        segment: Some("SD".to_owned()),
        completeness: Completeness::Complete,
        answers: [("q1".to_owned(), Answer::Number(nr as i64 % 5 + 1))].into(),
    };
    (1..=count).map(row).collect()
}

#[tokio::test]
async fn imported_responses_and_comments_are_read_back_for_the_evaluation() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 2).await;
    let wave = wave(&tx, &programme, 1, PrivacyMode::Anonymous).await;
    let batch = batch(&tx, &programme, FileKind::Responses).await;
    let mut rows = response_rows(4_500);
    rows[0].completeness = Completeness::Partial;
    let first = responses::import(&tx, &wave, batch, &rows).await.unwrap();
    assert_eq!(first, imported(4_500, 0, 0));
    let again = responses::import(&tx, &wave, batch, &rows[..50])
        .await
        .unwrap();
    assert_eq!(again, imported(0, 0, 50));
    rows[1]
        .answers
        .insert("q2".to_owned(), Answer::Word("yes".to_owned()));
    let third = responses::import(&tx, &wave, batch, &rows[..50])
        .await
        .unwrap();
    assert_eq!(third, imported(0, 1, 49));

    let comment = |respondent: &str| CommentRow {
        respondent: respondent.to_owned(),
        language: Language::dutch(),
        text: "Prima.".to_owned(),
        text_en: Some("Fine.".to_owned()),
    };
    let said = [comment("W-0001"), comment("W-0002")];
    let first = comments::import(&tx, &wave, batch, "why", &said)
        .await
        .unwrap();
    assert_eq!(first, imported(2, 0, 0));
    let again = comments::import(&tx, &wave, batch, "why", &said)
        .await
        .unwrap();
    assert_eq!(again, imported(0, 0, 2));
    let stranger = comments::import(&tx, &wave, batch, "why", &[comment("W-9999")])
        .await
        .unwrap_err();
    assert_eq!(
        stranger.to_string(),
        "wave 1 went on since the file was read; look at the file again"
    );
    tx.commit().await.unwrap();

    let db = &fresh.reader;
    assert_eq!(responses::count(db, &wave).await.unwrap(), 4_500);
    let kept = comments::of_wave(db, &wave).await.unwrap();
    assert_eq!((kept.len(), kept[0].segment.as_deref()), (2, Some("SD")));
    let read = evidence::answers(db, &wave, &protocol()).await.unwrap();
    assert_eq!(read.len(), 4_500);
    assert_eq!(read.completeness(Completeness::Partial), 1);
    let mut answers = 0;
    responses::for_each(db, &wave, None, |response| {
        answers += usize::from(response.answers.contains("q2"));
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(answers, 1);
}

fn statement(interview: &str, text: &str) -> StatementRow {
    StatementRow {
        interview: interview.to_owned(),
        date: day(5),
        interviewer: Some("Fatma".to_owned()),
        segment: Some("SD".to_owned()),
        role: None,
        theme: Some("snelheid".to_owned()),
        text: text.to_owned(),
        text_en: None,
        tone: Some(Tone::Positive),
        second_tone: None,
        open_problem: Some(false),
        quote_allowed: true,
        about: Default::default(),
        settled: None,
    }
}

#[tokio::test]
async fn interviews_come_back_as_they_came_in_and_lose_what_the_file_lacks() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 8).await;
    let batch = batch(&tx, &programme, FileKind::Interviews).await;
    let rows = [
        statement("V01", "a"),
        statement("V01", "b"),
        statement("V02", "c"),
    ];
    let first = interviews::import(&tx, &programme, batch, &rows)
        .await
        .unwrap();
    assert_eq!(first, imported(3, 0, 0));
    assert_eq!(interviews::statements(&tx, &programme).await.unwrap(), rows);
    let again = interviews::import(&tx, &programme, batch, &rows)
        .await
        .unwrap();
    assert_eq!(again, imported(0, 0, 3));
    let mut fewer = vec![statement("V01", "a")];
    fewer[0].date = day(6);
    interviews::import(&tx, &programme, batch, &fewer)
        .await
        .unwrap();
    fewer.push(rows[2].clone());
    assert_eq!(
        interviews::statements(&tx, &programme).await.unwrap(),
        fewer
    );
}

#[tokio::test]
async fn registrations_tickets_and_dispositions_are_gathered_as_evidence() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let wave = wave(&tx, &programme, 1, PrivacyMode::Anonymous).await;
    let batch = batch(&tx, &programme, FileKind::Measurements).await;
    let month = |cluster: Option<&str>, numerator| MeasurementRow {
        series: "P10".to_owned(),
        period: day(1),
        cluster: cluster.map(str::to_owned),
        numerator,
        denominator: 0.1 + 0.2,
        extracted_on: None,
    };
    let figures = [month(None, 703.0), month(Some("C1"), 12.5)];
    let first = measurements::import(&tx, &programme, batch, &figures)
        .await
        .unwrap();
    assert_eq!(first, imported(2, 0, 0));
    let figures = [month(None, 703.0), month(Some("C1"), 13.0)];
    let again = measurements::import(&tx, &programme, batch, &figures)
        .await
        .unwrap();
    assert_eq!(again, imported(0, 1, 1));

    let ticket = |key: &str, closed_on| TicketRow {
        key: key.to_owned(),
        series: "ticket_sample".to_owned(),
        cluster: None,
        segment: None,
        closed_on,
        hours: 7.04,
        response_hours: None,
        is_open: false,
        extracted_on: None,
    };
    let sample = [ticket("T001", None), ticket("T002", Some(day(7)))];
    let id = Some(wave.id);
    let first = tickets::import(&tx, &programme, id, batch, &sample)
        .await
        .unwrap();
    assert_eq!(first, imported(2, 0, 0));
    let again = tickets::import(&tx, &programme, id, batch, &sample)
        .await
        .unwrap();
    assert_eq!(again, imported(0, 0, 2));

    let counts = Dispositions {
        complete: 499,
        not_eligible: 14,
        ..Dispositions::default()
    };
    dispositions::replace(&tx, &wave, &counts).await.unwrap();
    dispositions::replace(&tx, &wave, &counts).await.unwrap();
    tx.commit().await.unwrap();

    let gathered = evidence::of_programme(&fresh.reader, &programme, &protocol())
        .await
        .unwrap();
    assert_eq!(*gathered.measurements, figures);
    assert_eq!(*gathered.tickets, [sample[1].clone()]);
    assert_eq!(*gathered.waves[&1].tickets, [sample[0].clone()]);
    assert_eq!(gathered.waves[&1].dispositions, Some(counts));
    assert!(gathered.waves[&1].responses.is_empty());
}
