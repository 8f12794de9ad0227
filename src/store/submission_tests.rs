//! The submit road, on a real database.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::entity::{comment, response};
use super::invitations::progress;
use super::invited::by_token;
use super::submissions::save_pages;
use super::testing::*;
use super::waves;
use super::writer::Writer;
use crate::domain::evidence::Answer;
use crate::domain::protocol::PrivacyMode;
use crate::domain::submission::{Elsewhere, Outcome};

const HANDED_IN: Outcome = Outcome::Submitted;

async fn responses(open: &OpenWave) -> Vec<response::Model> {
    response::Entity::find()
        .all(&open.fresh.reader)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_same_submission_twice_stores_one() {
    let open = open_wave(PrivacyMode::Confidential, 1, 2).await;
    let page = handed_in(&open.invitations[0], "form 1", 4);
    let other = handed_in(&open.invitations[0], "form 2", 1);
    let both = [page.clone(), page.clone()];
    assert_eq!(
        save_pages(&open.fresh, &both).await.unwrap(),
        [HANDED_IN, HANDED_IN]
    );
    assert_eq!(save_pages(&open.fresh, &[page]).await.unwrap(), [HANDED_IN]);
    let refused = save_pages(&open.fresh, &[other]).await.unwrap();
    assert_eq!(refused, [Outcome::AlreadySubmitted]);

    let stored = responses(&open).await;
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].state, "complete");
    assert_eq!(stored[0].segment.as_deref(), Some("PZ"));
    assert_eq!(stored[0].invitation_id, Some(open.invitations[0].id));
    assert_eq!(stored[0].submitted_at, Some(october(20)));
    assert_eq!(
        stored[0].answers,
        serde_json::json!({ "q1": 4, "q2": "yes" })
    );
    let comments = comment::Entity::find()
        .all(&open.fresh.reader)
        .await
        .unwrap();
    assert_eq!(comments.len(), 1);
    assert_eq!(
        (comments[0].item.as_str(), comments[0].text.as_str()),
        ("why", "Te laat.")
    );
    assert_eq!(comments[0].response_id, stored[0].id);
}

#[tokio::test]
async fn pages_are_kept_until_they_are_handed_in_and_two_tabs_are_merged() {
    let open = open_wave(PrivacyMode::Named, 4, 1).await;
    let invitation = &open.invitations[0];
    let mut first = handed_in(invitation, "a", 4);
    first.submit = false;
    let mut second = handed_in(invitation, "b", 2);
    second.submit = false;
    let outcomes = save_pages(&open.fresh, &[first]).await.unwrap();
    assert_eq!(
        outcomes,
        [Outcome::Saved {
            rev: 1,
            elsewhere: Elsewhere::default()
        }]
    );
    // The second tab was opened before the first was saved.
    let outcomes = save_pages(&open.fresh, &[second]).await.unwrap();
    let elsewhere = Elsewhere {
        replaced: [("q1".to_owned(), Some(Answer::Number(4)))].into(),
        ..Elsewhere::default()
    };
    assert_eq!(outcomes, [Outcome::Saved { rev: 2, elsewhere }]);

    let secret = token(invitation);
    let invited = by_token(&open.fresh.reader, &secret, october(21))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(invited.draft.rev, 2);
    assert_eq!(invited.draft.answers["q1"], Answer::Number(2));
    assert_eq!(
        invited.draft.answers["why"],
        Answer::Word("Te laat.".to_owned())
    );
    assert_eq!(invited.started_at, Some(october(20)));
    assert_eq!(invited.submitted_at, None);

    let mut last = handed_in(invitation, "c", 2);
    last.seen = 2;
    assert_eq!(save_pages(&open.fresh, &[last]).await.unwrap(), [HANDED_IN]);
    let stored = responses(&open).await;
    assert_eq!(stored.len(), 1, "the draft became the response");
    assert_eq!(stored[0].state, "complete");
    let invited = by_token(&open.fresh.reader, &secret, october(21))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(invited.submitted_at, Some(october(20)));
    assert!(invited.draft.answers.is_empty());
}

#[tokio::test]
async fn an_anonymous_response_cannot_be_joined_to_its_invitation() {
    let open = open_wave(PrivacyMode::Anonymous, 16, 3).await;
    let mut page = handed_in(&open.invitations[0], "form", 4);
    page.submit = false;
    save_pages(&open.fresh, std::slice::from_ref(&page))
        .await
        .unwrap();
    assert!(
        responses(&open).await[0].invitation_id.is_some(),
        "a draft is tied, to be resumed"
    );
    page.submit = true;
    page.seen = 1;
    assert_eq!(
        save_pages(&open.fresh, &[page.clone()]).await.unwrap(),
        [HANDED_IN]
    );
    assert_eq!(
        save_pages(&open.fresh, &[page]).await.unwrap(),
        [HANDED_IN],
        "known by its form"
    );

    let stored = responses(&open).await;
    assert_eq!(stored.len(), 1);
    let stored = &stored[0];
    assert_eq!((stored.invitation_id, stored.started_at), (None, None));
    assert_eq!(stored.id.get_version_num(), 4);
    assert_eq!(stored.lane, open.programme.lanes.of(stored.id.as_bytes()));
    let monday = october(19) - chrono::TimeDelta::hours(10);
    assert_eq!(stored.submitted_at, Some(monday), "only the week");

    // Every value of the response that is longer than a code, looked for in all invitations.
    let row = format!("{stored:?}");
    let invitations = super::entity::invitation::Entity::find();
    for invitation in invitations.all(&open.fresh.reader).await.unwrap() {
        for secret in [invitation.id.to_string(), invitation.client_id.to_string()] {
            assert!(!row.contains(&secret));
        }
        assert!(
            invitation
                .submit_key
                .is_none_or(|key| !row.contains(&format!("{key:?}")))
        );
    }
}

#[tokio::test]
async fn nothing_is_taken_on_a_dead_link_or_after_closing() {
    let open = open_wave(PrivacyMode::Confidential, 1, 3).await;
    let [first, second, third] = &open.invitations[..] else {
        panic!("three were invited")
    };
    let tx = open.fresh.begin().await.unwrap();
    super::invitations::revoke(&tx, &actor(), &open.wave, first.lane, first.id, october(2))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut late = handed_in(second, "late", 3);
    late.now = october(31);
    let mut unknown = handed_in(third, "unknown", 3);
    unknown.invitation_id = uuid::Uuid::nil();
    let pages = [handed_in(first, "revoked", 3), late, unknown];
    assert_eq!(
        save_pages(&open.fresh, &pages).await.unwrap(),
        [
            Outcome::LinkNotValid,
            Outcome::WaveClosed,
            Outcome::LinkNotValid
        ]
    );
    let tx = open.fresh.begin().await.unwrap();
    waves::close(&tx, &actor(), &open.wave, october(21))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let pages = [handed_in(third, "closed", 3)];
    assert_eq!(
        save_pages(&open.fresh, &pages).await.unwrap(),
        [Outcome::WaveClosed]
    );
    assert!(responses(&open).await.is_empty());
    assert!(
        by_token(&open.fresh.reader, &token(first), october(21))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_page_that_cannot_be_stored_does_not_take_the_others_with_it() {
    let open = open_wave(PrivacyMode::Confidential, 1, 5).await;
    // One client's draft is spoiled, as by a careless hand in the database.
    let spoiled = &open.invitations[2];
    let mut page = handed_in(spoiled, "spoil", 1);
    page.submit = false;
    save_pages(&open.fresh, &[page]).await.unwrap();
    let tx = open.fresh.begin().await.unwrap();
    tx.execute_unprepared("update response set answers = '\"spoiled\"'")
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let (writer, done) = Writer::start(open.fresh.db.clone());
    let mut tasks = tokio::task::JoinSet::new();
    for (nr, invitation) in open.invitations.iter().enumerate() {
        let (writer, page) = (writer.clone(), handed_in(invitation, "form", 3));
        tasks.spawn(async move { (nr, writer.save(page).await) });
    }
    for (nr, outcome) in tasks.join_all().await {
        assert_eq!(outcome.is_err(), nr == 2, "{nr}: {outcome:?}");
    }
    drop(writer);
    done.await.unwrap();
    let handed_in = response::Entity::find().filter(response::Column::State.eq("complete"));
    assert_eq!(handed_in.count(&open.fresh.reader).await.unwrap(), 4);
}

#[tokio::test]
async fn hundreds_at_once_are_each_stored_once() {
    let open = open_wave(PrivacyMode::Confidential, 4, 333).await;
    let (writer, done) = Writer::start(open.fresh.db.clone());
    let mut tasks = tokio::task::JoinSet::new();
    for invitation in &open.invitations {
        for _ in 0..2 {
            let (writer, page) = (writer.clone(), handed_in(invitation, "form", 3));
            tasks.spawn(async move { writer.save(page).await });
        }
    }
    for outcome in tasks.join_all().await {
        assert_eq!(outcome.unwrap(), HANDED_IN);
    }
    drop(writer);
    done.await.unwrap();
    assert_eq!(responses(&open).await.len(), 333);
    let progress = progress(&open.fresh.reader, &open.wave).await.unwrap();
    let counts: Vec<_> = progress
        .iter()
        .map(|p| (p.segment.as_str(), p.invited, p.submitted))
        .collect();
    assert_eq!(counts, [("PZ", 167, 167), ("SD", 166, 166)]);
}

#[tokio::test]
async fn more_than_can_wait_is_refused_at_once() {
    let open = open_wave(PrivacyMode::Confidential, 1, 1).await;
    let (writer, _done) = Writer::start(open.fresh.db.clone());
    // The test has one thread: the writer cannot take anything while this loop does not wait.
    let page = handed_in(&open.invitations[0], "form", 3);
    let mut saves: Vec<_> = (0..1025)
        .map(|_| Box::pin(writer.save(page.clone())))
        .collect();
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    let refused = saves
        .iter_mut()
        .filter_map(|save| match save.as_mut().poll(&mut context) {
            std::task::Poll::Ready(outcome) => Some(outcome),
            std::task::Poll::Pending => None,
        })
        .collect::<Vec<_>>();
    assert_eq!(refused.len(), 1);
    assert!(matches!(refused[0], Err(super::StoreError::Busy)));
}
