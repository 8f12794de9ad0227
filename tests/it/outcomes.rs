//! Hearing what came of a wave: the client's own wish, and who keeps it.

use peil::domain::protocol::PrivacyMode;
use peil::store::outcomes;

use crate::support::app::TestApp;
use crate::support::wave::OpenWave;

async fn waiting(app: &TestApp, open: &OpenWave) -> u64 {
    let db = &app.app.db.reader;
    outcomes::count_waiting(db, &open.wave, app.now())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_client_asks_to_hear_the_outcome_and_may_take_it_back() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Anonymous).await;
    let link = &open.links[0];
    let outcome = format!("{link}/outcome");
    let mut phone = app.browser();
    let welcome = phone.get(link).await.body;
    assert!(welcome.contains(&format!("{outcome}?lang=nl")), "{welcome}");
    assert!(
        phone
            .get(&outcome)
            .await
            .body
            .contains("Ja, mail mij de uitkomst")
    );
    assert_eq!(waiting(&app, &open).await, 0, "looking asks for nothing");

    let kept = phone.post(&outcome, "wanted=yes").await.body;
    assert!(kept.contains("Genoteerd"), "{kept}");
    assert_eq!(waiting(&app, &open).await, 1);
    phone.post(&outcome, "wanted=yes").await;
    assert_eq!(waiting(&app, &open).await, 1);
    let back = phone.post(&outcome, "wanted=no").await.body;
    assert!(back.contains("Ja, mail mij de uitkomst"), "{back}");
    assert_eq!(waiting(&app, &open).await, 0);
    phone.post(&outcome, "wanted=perhaps&x=y").await;
    assert_eq!(waiting(&app, &open).await, 0);
}

#[tokio::test]
async fn after_anonymous_answers_no_wish_is_kept_that_would_say_whose_they_are() {
    for mode in [PrivacyMode::Anonymous, PrivacyMode::Confidential] {
        let app = TestApp::start().await;
        let open = app.open_wave(mode).await;
        let link = &open.links[0];
        let outcome = format!("{link}/outcome");
        let mut phone = app.browser();
        let thanks = crate::respond::send_all(&mut phone, link).await.body;
        let is_tied = mode != PrivacyMode::Anonymous;
        assert_eq!(thanks.contains(&outcome), is_tied, "{mode:?}: {thanks}");
        let said = phone.post(&outcome, "wanted=yes").await.body;
        assert_eq!(said.contains("Genoteerd"), is_tied, "{said}");
        assert_eq!(waiting(&app, &open).await, u64::from(is_tied), "{mode:?}");
    }
}
