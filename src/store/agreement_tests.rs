//! Protocols, surveys, waves and the trail of what was done to them, on a real database.

use sea_orm::{EntityTrait, PaginatorTrait};

use super::entity::audit_event;
use super::testing::*;
use super::waves::WaveState;
use super::{StoreError, audit, programmes, protocols, surveys, waves};
use crate::domain::language::Text;
use crate::domain::protocol::PrivacyMode;

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
