//! No more mail: said by a client on a page, or by the mail program for them.

use axum::http::StatusCode;
use peil::domain::protocol::PrivacyMode;
use peil::store::audit::Actor;
use peil::store::invitations::{self, Stage};
use peil::store::outbox;

use crate::support::app::TestApp;
use crate::support::wave::OpenWave;

async fn stages(app: &TestApp, open: &OpenWave) -> Vec<Stage> {
    let reader = &app.app.db.reader;
    let all = invitations::page(reader, &open.wave, None, 100)
        .await
        .unwrap();
    all.iter().map(|invitation| invitation.stage).collect()
}

#[tokio::test]
async fn looking_at_the_page_stops_nothing_and_the_button_does() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let stop = format!("{}/stop", open.links[0]);
    let mut phone = app.browser();
    for _ in 0..3 {
        let page = phone.get(&stop).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Geen mail meer over deze vragenlijst?"));
    }
    let before = stages(&app, &open).await;
    assert!(!before.contains(&Stage::OptedOut));

    let page = phone.post(&stop, "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("U krijgt hierover geen mail meer"));
    let after = stages(&app, &open).await;
    let stopped = after.iter().filter(|stage| **stage == Stage::OptedOut);
    assert_eq!(stopped.count(), 1);

    let tx = app.app.db.begin().await.unwrap();
    let by = Actor::program("test");
    let queued = outbox::enqueue(&tx, &by, &open.wave, "invitation", app.now(), app.now()).await;
    assert_eq!(queued.unwrap(), after.len() as u64 - 1, "all but this one");
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_link_still_opens_the_survey_and_a_second_time_is_no_error() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Anonymous).await;
    let stop = format!("{}/stop", open.links[0]);
    let mut phone = app.browser();
    phone.post(&stop, "List-Unsubscribe=One-Click").await;
    let again = phone.post(&stop, "List-Unsubscribe=One-Click").await;
    assert_eq!(again.status, StatusCode::OK);
    let survey = phone.get(&open.links[0]).await;
    assert!(survey.body.contains("Beginnen"), "{}", survey.body);
}

#[tokio::test]
async fn a_link_that_is_none_stops_nobody() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let page = app.browser().post("/r/aaaa/stop", "").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!stages(&app, &open).await.contains(&Stage::OptedOut));
}
