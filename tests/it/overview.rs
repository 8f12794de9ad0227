//! A programme at a glance, and programmes side by side.

use axum::http::StatusCode;
use peil::domain::access::Role;

use super::support::app::TestApp;
use super::taking_in::with_example;

#[tokio::test]
async fn all_waves_stand_side_by_side_with_the_verdicts_of_the_evaluation() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Manager, &programme).await;
    let page = browser.get("/programmes/servicedesk/overview").await;
    assert_eq!(page.status, StatusCode::OK);
    for wave in 0..3 {
        let address = format!("href=\"/programmes/servicedesk/waves/{wave}/evaluation\"");
        assert_eq!(page.body.matches(&address).count(), 2, "{address}");
    }
    assert_eq!(page.body.matches("<svg class=\"spark\"").count(), 18);
    // P01: 61.0 % at the baseline and 77.2 % after it, where 80 % was promised.
    let row = page
        .body
        .split("<span class=\"code\">P01</span>")
        .nth(1)
        .unwrap();
    let row = row.split("</tr>").next().unwrap();
    assert_eq!(row.matches("not met").count(), 2, "{row}");
    for value in ["61.0\u{a0}%", "77.2\u{a0}%", "80.0\u{a0}%"] {
        assert!(row.contains(value), "{value}: {row}");
    }
    assert!(!page.body.contains("is running"), "no wave is open");
}

#[tokio::test]
async fn only_programmes_that_one_may_read_are_compared() {
    let (app, programme) = with_example().await;
    app.programme("other").await;
    let mut browser = app.signed_in_as(Role::Reader, &programme).await;
    let page = browser.get("/comparison").await.body;
    assert!(page.contains("href=\"/programmes/servicedesk/overview\""));
    assert!(!page.contains("/programmes/other"));
    assert!(page.contains("of 18"), "{page}");
}

#[tokio::test]
async fn a_programme_without_results_says_so() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = browser.get("/programmes/desk/overview").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(browser.get("/comparison").await.status, StatusCode::OK);
}
