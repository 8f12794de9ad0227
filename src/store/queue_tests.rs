//! Invitations, mail and jobs, on a real database.

use chrono::TimeDelta;

use super::invitations::Stage;
use super::jobs::NewJob;
use super::outbox::SendState;
use super::testing::*;
use super::{clients, invitations, invited, jobs, outbox};
use crate::domain::language::Language;
use crate::domain::protocol::PrivacyMode;

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
    let found = invited::by_token(&tx, &old, october(2))
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
        invited::by_token(&tx, &old, october(3))
            .await
            .unwrap()
            .is_none()
    );
    let found = invited::by_token(&tx, new.reveal(), october(3))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, invitation.id);
    assert!(
        invited::by_token(&tx, "no such link", october(3))
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
