//! Taking a file out again leaves every row as if it had never come in.

use chrono::NaiveDate;
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::batches::Undone;
use super::entity::{
    client, comment, import_trace, interview, measurement, response, statement, ticket,
    wave_disposition,
};
use super::imports::{Destination, File, Taken, take};
use super::programmes::Programme;
use super::testing::*;
use super::undo::{Obstacle, undo};
use super::waves::Wave;
use super::{batches, waves};
use crate::domain::evidence::{
    Answer, CommentRow, Completeness, Dispositions, MeasurementRow, ResponseRow, Rows,
    StatementRow, TicketRow,
};
use crate::domain::language::Language;
use crate::domain::protocol::PrivacyMode;

/// Every row that a file can bring, as text.
async fn everything(tx: &DatabaseTransaction) -> Vec<String> {
    let mut rows = Vec::new();
    macro_rules! dump {
        ($($table:ident)*) => {$(
            let all = $table::Entity::find().all(tx).await.unwrap();
            rows.extend(all.iter().map(|row| format!("{row:?}")));
        )*};
    }
    dump!(client response comment interview statement measurement ticket wave_disposition
        import_trace);
    rows.sort();
    rows
}

async fn bring(
    tx: &DatabaseTransaction,
    programme: &Programme,
    wave: Option<&Wave>,
    hash: &str,
    rows: &Rows,
) -> batches::Batch {
    let file = File {
        kept: crate::store::import_files::NewFile {
            bytes: b"as it came",
            mapping: "",
            refused: 0,
        },
        name: hash,
        hash,
    };
    let actor = actor();
    let to = Destination {
        programme,
        wave,
        comment_item: "why",
        said: Some(said(&actor)),
        now: october(2),
    };
    let taken = take(tx, &actor, to, file, rows).await;
    match taken.unwrap() {
        Taken::New { batch, .. } => batches::by_id(tx, programme.id, batch).await.unwrap(),
        Taken::Before { .. } => panic!("{hash} came in before"),
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

/// Two files of each kind, of which the second changes a row of the first and adds one.
fn pairs() -> Vec<[Rows; 2]> {
    let mut clients = client_rows(12);
    let few = Rows::Clients(clients[..10].to_vec());
    clients[3].segment = "RM".to_owned();
    let response = |key: &str, q1| ResponseRow {
        key: key.to_owned(),
        segment: Some("SD".to_owned()),
        completeness: Completeness::Complete,
        answers: [("q1".to_owned(), Answer::Number(q1))].into(),
    };
    let comment = |respondent: &str, text: &str| CommentRow {
        respondent: respondent.to_owned(),
        language: Language::dutch(),
        text: text.to_owned(),
        text_en: None,
    };
    let statement = |interview: &str, text: &str| StatementRow {
        interview: interview.to_owned(),
        date: day(5),
        interviewer: None,
        segment: None,
        role: None,
        theme: Some("snelheid".to_owned()),
        text: text.to_owned(),
        text_en: None,
        tone: None,
        second_tone: None,
        open_problem: Some(false),
        quote_allowed: true,
        about: Default::default(),
        settled: None,
    };
    let month = |month: u32, numerator: f64| MeasurementRow {
        series: "P10".to_owned(),
        period: NaiveDate::from_ymd_opt(2026, month, 1).unwrap(),
        cluster: None,
        numerator,
        denominator: 0.1 + 0.2,
        extracted_on: None,
    };
    let ticket = |key: &str, hours: f64| TicketRow {
        key: key.to_owned(),
        series: "tickets".to_owned(),
        cluster: None,
        segment: None,
        closed_on: Some(day(7)),
        hours,
        response_hours: None,
        is_open: false,
        extracted_on: None,
    };
    let counts = |complete| {
        let counts = Dispositions {
            complete,
            ..Dispositions::default()
        };
        Rows::Dispositions([(1, counts)].into())
    };
    vec![
        [few, Rows::Clients(clients)],
        [
            Rows::Responses(vec![response("a", 1), response("b", 2)]),
            Rows::Responses(vec![response("b", 5), response("c", 3)]),
        ],
        [
            Rows::Comments(vec![comment("a", "Goed"), comment("b", "Slecht")]),
            Rows::Comments(vec![comment("b", "Beter")]),
        ],
        [
            Rows::Interviews(vec![
                statement("V1", "a"),
                statement("V1", "b"),
                statement("V2", "c"),
            ]),
            Rows::Interviews(vec![statement("V1", "anders"), statement("V3", "d")]),
        ],
        [
            Rows::Measurements(vec![month(1, 0.1), month(2, 7.04)]),
            Rows::Measurements(vec![month(2, 1.0 / 3.0), month(3, 2.0)]),
        ],
        [
            Rows::Tickets(vec![ticket("T1", 7.04), ticket("T2", 1e-7)]),
            Rows::Tickets(vec![ticket("T2", 0.3), ticket("T3", 4.0)]),
        ],
        [counts(10), counts(12)],
    ]
}

#[tokio::test]
async fn each_file_taken_out_leaves_every_row_as_it_was() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 8).await;
    let wave = wave(&tx, &programme, 1, PrivacyMode::Confidential).await;
    let mut taken = Vec::new();
    for (nr, pair) in pairs().iter().enumerate() {
        for (part, rows) in pair.iter().enumerate() {
            let before = everything(&tx).await;
            let of_wave = rows.kind().is_of_wave().then_some(&wave);
            let name = format!("{nr}-{part}");
            let batch = bring(&tx, &programme, of_wave, &name, rows).await;
            assert_ne!(everything(&tx).await, before, "{name} changes something");
            taken.push((batch, before));
        }
    }
    let reversed: Vec<_> = taken.iter().rev().collect();
    for (batch, before) in reversed {
        let name = &batch.file_name;
        // The first file of a pair cannot go before the second.
        if let Some(first) = name.strip_suffix("-1") {
            let first = taken
                .iter()
                .find(|(one, _)| one.file_name == format!("{first}-0"));
            let refused = undo(
                &tx,
                said(&actor()),
                &programme,
                &first.unwrap().0,
                october(3),
            )
            .await;
            let later = Obstacle::Later { file: name.clone() };
            assert_eq!(refused.unwrap(), Err(later));
        }
        let undone = undo(&tx, said(&actor()), &programme, batch, october(3)).await;
        let undone = undone.unwrap().unwrap();
        assert_ne!(undone, Undone::default(), "{name}");
        assert_eq!(everything(&tx).await, *before, "{name}");
        let batch = batches::by_id(&tx, programme.id, batch.id).await.unwrap();
        let again = undo(&tx, said(&actor()), &programme, &batch, october(4)).await;
        assert_eq!(again.unwrap(), Err(Obstacle::Undone(october(3))));
    }
    // A file that was taken out can come in again.
    let [rows, _] = &pairs()[0];
    bring(&tx, &programme, None, "0-0", rows).await;
}

#[tokio::test]
async fn responses_on_which_comments_hang_and_a_closed_wave_stay() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 8).await;
    let wave = wave(&tx, &programme, 1, PrivacyMode::Confidential).await;
    let pairs = pairs();
    let responses = bring(&tx, &programme, Some(&wave), "responses", &pairs[1][0]).await;
    bring(&tx, &programme, Some(&wave), "comments", &pairs[2][0]).await;
    tx.commit().await.unwrap();
    let tx = fresh.begin().await.unwrap();
    let refused = undo(&tx, said(&actor()), &programme, &responses, october(3)).await;
    assert_eq!(refused.unwrap(), Err(Obstacle::InUse));
    tx.rollback().await.unwrap();
    let tx = fresh.begin().await.unwrap();
    waves::close(&tx, &actor(), &wave, october(3))
        .await
        .unwrap();
    let refused = undo(&tx, said(&actor()), &programme, &responses, october(4)).await;
    assert_eq!(refused.unwrap(), Err(Obstacle::WaveClosed));
}
