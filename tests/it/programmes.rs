//! The page that a programme opens with.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::protocol::PrivacyMode;

use crate::support::app::TestApp;

#[tokio::test]
async fn an_empty_programme_says_where_to_begin() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = browser.get("/programmes/desk").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("There is no protocol yet"));
    assert!(
        page.body
            .contains("href=\"/programmes/desk/protocol/text\"")
    );
    for step in ["protocol", "surveys", "clients", "waves", "audit", "outbox"] {
        let page = browser.get(&format!("/programmes/desk/{step}")).await;
        assert_eq!(page.status, StatusCode::OK, "{step}");
        assert!(!page.body.contains('«'), "a sentence is missing on {step}");
    }
}

#[tokio::test]
async fn a_programme_with_an_open_wave_says_how_many_answered() {
    let app = TestApp::start().await;
    app.open_wave(PrivacyMode::Confidential).await;
    let db = &app.app.db.reader;
    let programme = peil::store::programmes::by_slug(db, "servicedesk")
        .await
        .unwrap();
    let mut browser = app.signed_in_as(Role::Manager, &programme).await;
    let page = browser.get("/programmes/servicedesk").await.body;
    assert!(page.contains("0 of 3 answered") && page.contains("Go to the wave"));
    browser.language = "nl";
    browser
        .cookies
        .insert("peil_language".to_owned(), "nl".to_owned());
    let page = browser.get("/programmes/servicedesk").await.body;
    assert!(page.contains("0 van 3 hebben geantwoord"), "{page}");
}
