//! Two code apart, and what they settle is what the evaluation reads.

use uuid::Uuid;

use super::accounts::{self, NewAccount};
use super::audit::{self, Actor};
use super::coding::{self, Given, Refused};
use super::programmes::Programme;
use super::testing::*;
use super::waves::Wave;
use super::{interviews, undo};
use crate::domain::coding::themes::Change;
use crate::domain::coding::{Code, Round, Said, Seat};
use crate::domain::evidence::{FileKind, StatementRow};
use crate::domain::language::Language;
use crate::domain::parameter::Tone;
use crate::domain::protocol::PrivacyMode;

fn noted(interview: &str, text: &str) -> StatementRow {
    StatementRow {
        interview: interview.to_owned(),
        date: october(5).date_naive(),
        interviewer: None,
        segment: Some("SD".to_owned()),
        role: None,
        theme: Some("snelheid".to_owned()),
        text: text.to_owned(),
        text_en: None,
        tone: None,
        second_tone: None,
        open_problem: None,
        quote_allowed: true,
        about: Default::default(),
        settled: None,
    }
}

struct Table {
    fresh: Fresh,
    programme: Programme,
    wave: Wave,
    people: [Uuid; 3],
    batch: Uuid,
}

impl Table {
    async fn laid() -> Self {
        let fresh = fresh_database().await;
        let tx = fresh.begin().await.unwrap();
        let programme = programme(&tx, 4).await;
        let wave = wave(&tx, &programme, 2, PrivacyMode::Confidential).await;
        let batch = batch(&tx, &programme, FileKind::Interviews).await;
        let rows = [noted("V1", "Snel"), noted("V1", "Traag"), noted("V2", "Zo")];
        interviews::import(&tx, &programme, batch, &rows)
            .await
            .unwrap();
        let mut people = [Uuid::nil(); 3];
        for (nr, id) in people.iter_mut().enumerate() {
            let new = NewAccount {
                email: format!("coder{nr}@example.org"),
                name: format!("Coder {nr}"),
                language: Language::dutch(),
                administrator: false,
            };
            let account = accounts::create(&tx, &actor(), &new, october(1)).await;
            *id = account.unwrap().id;
        }
        tx.commit().await.unwrap();
        Self {
            fresh,
            programme,
            wave,
            people,
            batch,
        }
    }

    async fn said(&self) -> Vec<Said> {
        coding::of_wave(&self.fresh.reader, &self.programme, &self.wave)
            .await
            .unwrap()
    }

    async fn give(&self, who: usize, nr: usize, tone: Tone) -> Result<(), Refused> {
        let said = self.said().await;
        let code = Code::new(vec!["snelheid".to_owned()], tone);
        let given = [Given {
            said: &said[nr],
            code: &code,
        }];
        let own = (&self.programme, &self.wave);
        let account = self.people[who];
        let by = Actor::account(account, "coder@example.org");
        let tx = self.fresh.begin().await.unwrap();
        let done = coding::give(&tx, &by, own, account, &given, october(6)).await;
        tx.commit().await.unwrap();
        done.unwrap()
    }

    async fn rows(&self) -> Vec<StatementRow> {
        interviews::statements(&self.fresh.reader, &self.programme)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_code_counts_once_two_gave_one_and_a_third_gets_no_seat() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Positive).await.unwrap();
    table.give(0, 0, Tone::Negative).await.unwrap(); // thinks again
    let half = &table.rows().await[0];
    assert_eq!((half.tone, &half.settled), (None, &None), "half a pair");
    table.give(1, 0, Tone::Neutral).await.unwrap();
    assert_eq!(table.give(2, 1, Tone::Neutral).await, Err(Refused::Full));
    let late = table.give(0, 0, Tone::Positive).await;
    assert_eq!(late, Err(Refused::Shown), "both codes are seen");
    let whole = &table.rows().await[0];
    let tones = (whole.tone, whole.second_tone);
    assert_eq!(tones, (Some(Tone::Negative), Some(Tone::Neutral)));
    assert_eq!(whole.counted_tone(), Some(Tone::Negative));
    assert_eq!(whole.counted_themes().collect::<Vec<_>>(), ["snelheid"]);
}

#[tokio::test]
async fn what_is_settled_counts_while_agreement_stays_that_of_the_two() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Negative).await.unwrap();
    table.give(1, 0, Tone::Neutral).await.unwrap();
    let said = table.said().await;
    let code = Code::new(Vec::new(), Tone::Positive);
    let own = (&table.programme, &table.wave);
    let settle = async |nr: usize| {
        let given = Given {
            said: &said[nr],
            code: &code,
        };
        let tx = table.fresh.begin().await.unwrap();
        let done = coding::resolve(&tx, &actor(), own, &given, "Het was lof.", october(7)).await;
        tx.commit().await.unwrap();
        done.unwrap()
    };
    assert_eq!(settle(1).await, Err(Refused::Blind));
    settle(0).await.unwrap();
    let row = &table.rows().await[0];
    assert_eq!(row.counted_tone(), Some(Tone::Positive));
    assert_eq!(row.counted_themes().count(), 0);
    let tones = (row.tone, row.second_tone);
    assert_eq!(tones, (Some(Tone::Negative), Some(Tone::Neutral)));
}

#[tokio::test]
async fn a_freed_seat_goes_on_with_its_codes_and_nobody_gets_both() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Positive).await.unwrap();
    table.give(1, 1, Tone::Positive).await.unwrap();
    let own = (&table.programme, &table.wave);
    let tx = table.fresh.begin().await.unwrap();
    coding::free_seat(&tx, &actor(), own, Seat::First, october(7))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    table.give(1, 0, Tone::Neutral).await.unwrap();
    let said = table.said().await;
    let tones = |one: &Said| {
        let tone = |code: &Option<Code>| code.as_ref().map(|code| code.tone);
        (tone(&one.first), tone(&one.second))
    };
    assert_eq!(tones(&said[0]), (Some(Tone::Positive), Some(Tone::Neutral)));
    table.give(2, 1, Tone::Negative).await.unwrap();
    let said = table.said().await;
    assert_eq!(
        tones(&said[1]),
        (Some(Tone::Negative), Some(Tone::Positive))
    );
    let tx = table.fresh.begin().await.unwrap();
    for seat in [Seat::First, Seat::Second] {
        coding::free_seat(&tx, &actor(), own, seat, october(7))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    table.give(1, 2, Tone::Neutral).await.unwrap();
    let said = table.said().await;
    assert_eq!(
        tones(&said[2]),
        (None, Some(Tone::Neutral)),
        "the seat they had, though the other is free"
    );
}

#[tokio::test]
async fn after_closing_a_single_code_counts_and_nobody_codes_apart() {
    let table = Table::laid().await;
    table.give(0, 1, Tone::Negative).await.unwrap();
    let own = (&table.programme, &table.wave);
    let tx = table.fresh.begin().await.unwrap();
    let close = coding::close(&tx, &actor(), own, october(8)).await;
    assert_eq!(close.unwrap(), Ok(()));
    let again = coding::close(&tx, &actor(), own, october(8)).await;
    assert_eq!(again.unwrap(), Err(Refused::Closed));
    tx.commit().await.unwrap();
    let coders = coding::coders(&table.fresh.reader, &table.wave).await;
    assert_eq!(coders.unwrap().round(), Round::Reconciling);
    assert_eq!(table.give(1, 1, Tone::Neutral).await, Err(Refused::Closed));
    let row = &table.rows().await[1];
    assert_eq!(row.counted_tone(), Some(Tone::Negative));
}

#[tokio::test]
async fn the_audit_trail_tells_who_coded_and_not_what() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Negative).await.unwrap();
    let db = &table.fresh.reader;
    let newest = audit::newest(db, Some(&table.programme), None, 1).await;
    let event = &newest.unwrap()[0];
    assert_eq!(event.action, "code statements");
    let told = format!("{:?}{:?}", event.before, event.after);
    assert!(told.contains("seat") && !told.contains("negative") && !told.contains("snelheid"));
}

#[tokio::test]
async fn codes_stay_with_their_statement_when_the_file_comes_again_in_another_order() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Positive).await.unwrap();
    table.give(1, 0, Tone::Positive).await.unwrap();
    let tx = table.fresh.begin().await.unwrap();
    let second = batch(&tx, &table.programme, FileKind::Interviews).await;
    let rows = [noted("V1", "Nieuw"), noted("V1", "Snel")];
    interviews::import(&tx, &table.programme, second, &rows)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let rows = table.rows().await;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.text.as_str(), row.counted_tone()))
        .collect();
    let wanted = [
        ("Nieuw", None),
        ("Snel", Some(Tone::Positive)),
        ("Zo", None),
    ];
    assert_eq!(told, wanted);
}

#[tokio::test]
async fn a_file_whose_statements_were_coded_is_not_taken_out() {
    let table = Table::laid().await;
    table.give(0, 0, Tone::Positive).await.unwrap();
    let db = &table.fresh.reader;
    let batch = super::batches::by_id(db, table.programme.id, table.batch).await;
    let tx = table.fresh.begin().await.unwrap();
    let done = undo::undo(
        &tx,
        said(&actor()),
        &table.programme,
        &batch.unwrap(),
        october(9),
    )
    .await;
    assert_eq!(done.unwrap(), Err(undo::Obstacle::InUse));
}

#[tokio::test]
async fn a_theme_that_is_merged_counts_as_the_other_also_in_what_came_from_files() {
    let table = Table::laid().await;
    let tx = table.fresh.begin().await.unwrap();
    let add = Change::Add {
        name: "tempo".to_owned(),
        parent: None,
    };
    let merge = Change::Merge {
        key: "snelheid".to_owned(),
        into: "tempo".to_owned(),
    };
    for change in [add, merge] {
        let done = coding::change(&tx, &actor(), &table.programme, &change, &[], october(6)).await;
        done.unwrap().unwrap();
    }
    tx.commit().await.unwrap();
    let rows = table.rows().await;
    assert!(
        rows.iter()
            .all(|row| row.counted_themes().eq(["tempo"].into_iter()))
    );
}
