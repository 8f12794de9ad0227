//! The queries, on a real database.

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::accounts::NewAccount;
use super::audit;
use super::batches::{self, Imported, NewBatch};
use super::entity::audit_event;
use super::invitations::Stage;
use super::jobs::NewJob;
use super::outbox::SendState;
use super::sessions::Purpose;
use super::testing::*;
use super::waves::WaveState;
use super::{
    StoreError, accounts, clients, comments, dispositions, evidence, interviews, invitations, jobs,
    measurements, outbox, programmes, protocols, responses, sessions, surveys, tickets, waves,
};
use crate::domain::access::Role;
use crate::domain::evidence::FileKind;
use crate::domain::evidence::{
    Answer, CommentRow, Completeness, Dispositions, MeasurementRow, ResponseRow, StatementRow,
    TicketRow,
};
use crate::domain::language::{Language, Text};
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
async fn a_frozen_protocol_is_changed_by_an_amendment_only() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let by = actor();
    let draft = protocols::save_draft(&tx, &by, &programme, "first", &protocol(), october(1)).await;
    assert_eq!(draft.unwrap().version, 1);
    let mut stricter = protocol();
    stricter.rules.minimum_base = 30;
    let again = protocols::save_draft(&tx, &by, &programme, "second", &stricter, october(2));
    let again = again.await.unwrap();
    assert_eq!((again.version, again.text.as_str()), (1, "second"));
    let frozen = protocols::freeze(&tx, &by, &programme, october(3))
        .await
        .unwrap();
    assert_eq!(frozen.frozen.as_ref().unwrap().at, october(3));

    let refused = protocols::save_draft(&tx, &by, &programme, "x", &protocol(), october(4)).await;
    assert!(matches!(refused, Err(StoreError::Frozen)));
    let same = protocols::save_draft(&tx, &by, &programme, "second", &stricter, october(4)).await;
    assert_eq!(same.unwrap(), frozen, "the same file again is no change");
    assert_eq!(
        protocols::current(&tx, programme.id)
            .await
            .unwrap()
            .unwrap(),
        frozen
    );

    let reason = "the base was too small";
    let amended = protocols::amend(
        &tx,
        &by,
        &programme,
        "third",
        &protocol(),
        reason,
        october(5),
    )
    .await;
    let amended = amended.unwrap();
    assert_eq!((amended.version, amended.frozen.is_some()), (2, false));
    assert_eq!(
        protocols::frozen(&tx, programme.id).await.unwrap().unwrap(),
        frozen
    );
    let last = audit::newest(&tx, Some(&programme), None, 1).await.unwrap();
    assert_eq!(last[0].action, "amend protocol");
    assert_eq!(last[0].after.as_ref().unwrap()["reason"], reason);
}

#[tokio::test]
async fn a_published_survey_is_followed_by_a_new_version() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let by = actor();
    let draft = surveys::save_draft(&tx, &by, &programme, "a", &survey(), october(1)).await;
    let draft = draft.unwrap();
    let published = surveys::publish(&tx, &by, &programme, draft.id, october(2))
        .await
        .unwrap();
    let mut other = survey();
    other.title = Text::both("Anders", "Other");
    let next = surveys::save_draft(&tx, &by, &programme, "b", &other, october(3))
        .await
        .unwrap();
    assert_eq!((next.version, next.published_at), (2, None));
    let code = "satisfaction";
    let kept = surveys::published(&tx, programme.id, code)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept, published);
    assert_eq!(surveys::by_id(&tx, next.id).await.unwrap(), next);
    assert_eq!(
        surveys::of_programme(&tx, programme.id).await.unwrap(),
        [next]
    );
}

#[tokio::test]
async fn waves_go_forward_only() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let opened = wave(&tx, &programme, 0, PrivacyMode::Anonymous).await;
    assert_eq!(opened.state, WaveState::Open);
    let closed = waves::close(&tx, &actor(), &opened, october(9))
        .await
        .unwrap();
    assert_eq!(waves::by_number(&tx, &programme, 0).await.unwrap(), closed);
    let again = waves::close(&tx, &actor(), &opened, october(10))
        .await
        .unwrap_err();
    assert_eq!(
        again.to_string(),
        "wave 0 is closed; this can no longer be done"
    );
    let missing = waves::by_number(&tx, &programme, 7).await.unwrap_err();
    assert_eq!(missing.to_string(), "there is no wave “7”");
}

#[tokio::test]
async fn an_audit_row_goes_when_its_change_is_taken_back() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    programme(&tx, 1).await;
    assert_eq!(audit_event::Entity::find().count(&tx).await.unwrap(), 1);
    drop(tx);
    let rows = audit_event::Entity::find()
        .count(&fresh.reader)
        .await
        .unwrap();
    assert_eq!(rows, 0);
    assert!(programmes::all(&fresh.reader).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_audit_trail_is_read_newest_first_page_by_page() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, 1).await;
    let mut title = programme.clone();
    for nr in 1..=5 {
        let name = Text::both(&format!("t{nr}"), "t");
        title = programmes::describe(
            &tx,
            &actor(),
            &title,
            &name,
            "Europe/Amsterdam",
            october(nr),
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = audit::newest(&fresh.reader, Some(&programme), after, 2)
            .await
            .unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page.into_iter().map(|event| (event.at, event.action)));
    }
    assert_eq!(seen.len(), 6);
    assert!(seen.is_sorted_by(|a, b| a.0 >= b.0));
    assert_eq!(seen[5].1, "create programme");
    assert!(
        audit::newest(&fresh.reader, None, None, 9)
            .await
            .unwrap()
            .is_empty()
    );
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
    let first = comments::import(&tx, &wave, "why", &said).await.unwrap();
    assert_eq!(first, imported(2, 0, 0));
    let again = comments::import(&tx, &wave, "why", &said).await.unwrap();
    assert_eq!(again, imported(0, 0, 2));
    let stranger = comments::import(&tx, &wave, "why", &[comment("W-9999")])
        .await
        .unwrap_err();
    assert_eq!(stranger.to_string(), "there is no respondent “W-9999”");
    tx.commit().await.unwrap();

    let db = &fresh.reader;
    assert_eq!(responses::count(db, &wave).await.unwrap(), 4_500);
    let kept = comments::of_wave(db, &wave).await.unwrap();
    assert_eq!((kept.len(), kept[0].segment.as_deref()), (2, Some("SD")));
    let read = evidence::answers(db, &wave, &protocol()).await.unwrap();
    assert_eq!(read.len(), 4_500);
    assert_eq!(read.completeness(Completeness::Partial), 1);
    let mut answers = 0;
    responses::for_each(db, &wave, |response| {
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
        closed_on,
        hours: 7.04,
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
    assert_eq!(gathered.measurements, figures);
    assert_eq!(gathered.tickets, [sample[1].clone()]);
    assert_eq!(gathered.waves[&1].tickets, [sample[0].clone()]);
    assert_eq!(gathered.waves[&1].dispositions, Some(counts));
    assert!(gathered.waves[&1].responses.is_empty());
}

#[tokio::test]
async fn nobody_is_invited_twice_and_a_new_link_kills_the_old_one() {
    let open = open_wave(PrivacyMode::Named, 16, 5).await;
    let invitation = &open.invitations[1];
    assert_eq!(invitation.stage, Stage::Created);
    let tx = open.fresh.begin().await.unwrap();
    assert!(
        clients::not_invited(&tx, &open.wave)
            .await
            .unwrap()
            .is_empty()
    );
    let everybody = clients::page(&tx, &open.programme, "", None, 9)
        .await
        .unwrap();
    let created = invitations::create(
        &tx,
        &actor(),
        &open.wave,
        &everybody,
        &key(),
        None,
        october(2),
    )
    .await;
    assert_eq!(created.unwrap(), 0);
    let old = token(invitation);
    let found = invitations::by_token(&tx, &old, october(2))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.id, found.language),
        (invitation.id, Language::dutch())
    );
    let reissued =
        invitations::reissue(&tx, &actor(), &open.wave, invitation, &key(), october(3)).await;
    let new = reissued.unwrap();
    assert!(
        invitations::by_token(&tx, &old, october(3))
            .await
            .unwrap()
            .is_none()
    );
    let found = invitations::by_token(&tx, new.reveal(), october(3))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, invitation.id);
    assert!(
        invitations::by_token(&tx, "no such link", october(3))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn each_step_is_mailed_once_and_never_to_who_is_done() {
    let open = open_wave(PrivacyMode::Named, 1, 4).await;
    let tx = open.fresh.begin().await.unwrap();
    let out = &open.invitations[3];
    invitations::mark_opted_out(&tx, out.lane, out.id, october(2))
        .await
        .unwrap();
    for queued in [3, 0] {
        let step = "invitation";
        let count = outbox::enqueue(&tx, &actor(), &open.wave, step, october(3), october(2)).await;
        assert_eq!(count.unwrap(), queued);
    }
    assert!(
        outbox::due_lanes_all_lanes(&tx, october(2))
            .await
            .unwrap()
            .is_empty()
    );
    let lanes = outbox::due_lanes_all_lanes(&tx, october(3)).await.unwrap();
    let [lane] = lanes[..] else {
        panic!("{lanes:?}")
    };
    let lease = october(3) + TimeDelta::minutes(5);
    let mine = outbox::claim(&tx, lane, october(3), lease, 2)
        .await
        .unwrap();
    let others = outbox::claim(&tx, lane, october(3), lease, 9)
        .await
        .unwrap();
    assert_eq!((mine.len(), others.len()), (2, 1));
    outbox::record_sent(&tx, &mine[0], october(4))
        .await
        .unwrap();
    outbox::record_failed(&tx, &mine[1], "mailbox is full", Some(october(5)))
        .await
        .unwrap();
    outbox::record_failed(&tx, &others[0], "no such address", None)
        .await
        .unwrap();

    let counts = outbox::count_by_state(&tx, &open.wave).await.unwrap();
    let expected = [SendState::Failed, SendState::Queued, SendState::Sent].map(|state| (state, 1));
    assert_eq!(counts, expected);
    let retried = outbox::claim(&tx, lane, october(5), lease, 9)
        .await
        .unwrap();
    assert_eq!((retried.len(), retried[0].attempts), (1, 2));
    assert_eq!(
        retried[0].message_id, mine[1].message_id,
        "so that a mailbox can merge them"
    );
    let abandoned = outbox::claim(&tx, lane, october(6), october(7), 9)
        .await
        .unwrap();
    assert_eq!(abandoned.len(), 1, "a lease that ran out is claimed again");
    assert_eq!(outbox::of_wave(&tx, &open.wave, 9).await.unwrap().len(), 3);

    let mailable = async |id| {
        let found = invitations::if_mailable(&tx, lane, id, october(6))
            .await
            .unwrap();
        found.map(|invitation| invitation.stage)
    };
    assert_eq!(mailable(mine[0].invitation_id).await, Some(Stage::Sent));
    assert_eq!(mailable(out.id).await, None);
}

#[tokio::test]
async fn two_workers_never_hold_the_same_mail() {
    let open = open_wave(PrivacyMode::Named, 1, 200).await;
    let tx = open.fresh.begin().await.unwrap();
    let due = october(2);
    outbox::enqueue(&tx, &actor(), &open.wave, "invitation", due, due)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let lane = open.programme.lanes.first();
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let db = open.fresh.db.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let tx = db.begin().await.unwrap();
                let claimed = outbox::claim(&tx, lane, due, october(3), 7).await.unwrap();
                tx.commit().await.unwrap();
                if claimed.is_empty() {
                    return mine;
                }
                mine.extend(claimed.into_iter().map(|entry| entry.id));
            }
        });
    }
    let mut all: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 200);
}

#[tokio::test]
async fn a_job_is_done_by_one_and_comes_back_when_its_lease_runs_out() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let new = NewJob {
        kind: "send_mail".to_owned(),
        subject_lane: Some(4096),
        subject_id: None,
        payload: serde_json::json!({ "wave": 2 }),
        run_at: october(2),
    };
    let id = jobs::enqueue(&tx, new).await.unwrap();
    assert!(
        jobs::claim(&tx, october(1), october(2))
            .await
            .unwrap()
            .is_none()
    );
    let job = jobs::claim(&tx, october(2), october(3))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (job.id, job.subject_lane, job.attempts),
        (id, Some(4096), 1)
    );
    assert_eq!(job.payload["wave"], 2);
    assert!(
        jobs::claim(&tx, october(2), october(3))
            .await
            .unwrap()
            .is_none()
    );
    let again = jobs::claim(&tx, october(3), october(4))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(again.attempts, 2);
    jobs::record_failed(&tx, id, "no network", Some(october(5)))
        .await
        .unwrap();
    assert!(
        jobs::claim(&tx, october(4), october(5))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        jobs::claim(&tx, october(5), october(6))
            .await
            .unwrap()
            .is_some()
    );
    jobs::finish(&tx, id).await.unwrap();
    assert_eq!(jobs::count(&tx).await.unwrap(), 0);
}

fn jan() -> NewAccount {
    NewAccount {
        email: " Jan@Waterhoven.example".to_owned(),
        name: "Jan".to_owned(),
        language: Language::dutch(),
        administrator: false,
    }
}

#[tokio::test]
async fn an_account_is_found_whatever_the_case_and_its_roles_come_and_go() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    assert!(accounts::is_empty(&tx).await.unwrap());
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    let (by, email) = (actor(), "JAN@waterhoven.EXAMPLE");
    accounts::set_password(&tx, &by, &account, "$argon2id$", october(1))
        .await
        .unwrap();
    let (found, hash) = accounts::credentials(&tx, email).await.unwrap().unwrap();
    assert_eq!(
        (found.id, hash.as_deref()),
        (account.id, Some("$argon2id$"))
    );
    assert!(found.has_password);

    let programme = programme(&tx, 1).await;
    assert!(
        accounts::programmes_of(&tx, &account)
            .await
            .unwrap()
            .is_empty()
    );
    for _ in 0..2 {
        let role = Role::Evaluator;
        accounts::grant(&tx, &by, &account, &programme, role, october(2))
            .await
            .unwrap();
    }
    assert_eq!(
        accounts::memberships(&tx, account.id).await.unwrap().len(),
        1
    );
    let seen = accounts::programmes_of(&tx, &account).await.unwrap();
    assert_eq!(seen, std::slice::from_ref(&programme));
    let members = accounts::members(&tx, programme.id).await.unwrap();
    assert_eq!(members[0].1, Role::Evaluator);
    let role = Role::Evaluator;
    accounts::revoke(&tx, &by, &account, &programme, role, october(3))
        .await
        .unwrap();
    assert!(
        accounts::memberships(&tx, account.id)
            .await
            .unwrap()
            .is_empty()
    );
    let events = audit::newest(&tx, Some(&programme), None, 9).await.unwrap();
    let actions: Vec<&str> = events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["revoke role", "grant role", "create programme"]);
    let secret = audit::newest(&tx, None, None, 9).await.unwrap();
    assert!(
        !format!("{secret:?}").contains("argon2id"),
        "no hash in the audit trail"
    );

    let taken = accounts::create(&tx, &by, &jan(), october(4))
        .await
        .unwrap_err();
    assert!(matches!(
        taken,
        StoreError::Taken {
            what: "account",
            ..
        }
    ));
}

#[tokio::test]
async fn a_session_ends_with_its_time_and_with_its_account() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    sessions::begin(&tx, "h1", account.id, october(1), october(5))
        .await
        .unwrap();
    sessions::begin(&tx, "h2", account.id, october(1), october(5))
        .await
        .unwrap();
    let found = sessions::by_hash(&tx, "h1", october(4))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account.id, account.id);
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_none()
    );
    sessions::prolong(&tx, "h1", october(4), october(8))
        .await
        .unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_some()
    );
    accounts::set_blocked(&tx, &actor(), &account, true, october(4))
        .await
        .unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_none()
    );
    accounts::set_blocked(&tx, &actor(), &account, false, october(4))
        .await
        .unwrap();
    sessions::end(&tx, "h1").await.unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(4))
            .await
            .unwrap()
            .is_none()
    );
    sessions::end_all(&tx, account.id).await.unwrap();
    assert!(
        sessions::by_hash(&tx, "h2", october(4))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_sign_in_link_works_once() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    let purpose = Purpose::SetPassword;
    sessions::offer_link(&tx, "h", account.id, purpose, october(3))
        .await
        .unwrap();
    for _ in 0..3 {
        let shown = sessions::link(&tx, "h", october(2)).await.unwrap().unwrap();
        assert_eq!(shown.1, Purpose::SetPassword, "looking does not use it up");
    }
    assert!(
        sessions::link(&tx, "h", october(3))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::use_link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        sessions::use_link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(sessions::sweep(&tx, october(4)).await.unwrap(), 1);
}

#[tokio::test]
async fn failed_attempts_are_counted_per_account_and_address_within_a_window() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let window = TimeDelta::minutes(15);
    let (email, office) = ("jan@waterhoven.example", "192.0.2.1");
    for minute in 0..3 {
        let now = october(1) + TimeDelta::minutes(minute);
        sessions::record_failure(&tx, email, office, now - window, now)
            .await
            .unwrap();
    }
    let count = async |email, address, now| {
        sessions::failures(&tx, email, address, now - window)
            .await
            .unwrap()
    };
    let now = october(1) + TimeDelta::minutes(5);
    assert_eq!(count("JAN@waterhoven.example", office, now).await, 3);
    assert_eq!(count(email, "192.0.2.2", now).await, 0);
    assert_eq!(count("piet@waterhoven.example", office, now).await, 0);
    let later = october(1) + TimeDelta::minutes(20);
    assert_eq!(count(email, office, later).await, 0);
    sessions::record_failure(&tx, email, office, later - window, later)
        .await
        .unwrap();
    assert_eq!(
        count(email, office, later).await,
        1,
        "a new window starts at one"
    );
    sessions::forget_failures(&tx, email, office).await.unwrap();
    assert_eq!(count(email, office, later).await, 0);
}
