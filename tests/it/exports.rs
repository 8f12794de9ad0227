//! Answers taken along: what goes out comes in again without a difference, and nothing while a wave runs.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;

use super::support::app::{Answer, Browser};
use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/waves/1/export";

async fn bring(browser: &mut Browser, content: &str) -> Answer {
    let body = format!(
        "--peil\r\nContent-Disposition: form-data; name=\"wave\"\r\n\r\n1\r\n\
         --peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"back.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{content}\r\n--peil--\r\n"
    );
    let request = Request::post("/programmes/servicedesk/imports/responses")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

#[tokio::test]
async fn what_goes_out_comes_in_again_without_a_difference() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    assert_eq!(browser.get(OWN).await.status, StatusCode::OK);
    let wide = browser.get(&format!("{OWN}/answers.csv")).await;
    assert_eq!(wide.status, StatusCode::OK);
    let responses = wide.body.lines().count() - 1;
    assert!(responses > 400, "{responses}");
    let first = wide.body.lines().next().unwrap();
    assert!(first.contains("respondent,segment,completeness,q1_satisfied"));
    assert!(
        !first.contains("q12_comment"),
        "open texts stay where they are"
    );

    let preview = bring(&mut browser, &wide.body).await.location().to_owned();
    let page = browser.get(&preview).await.body;
    let same = format!("0 new, 0 changed, {responses} unchanged");
    assert!(page.contains(&same), "{page}");

    let long = browser
        .get(&format!("{OWN}/answers.csv?shape=long"))
        .await
        .body;
    assert!(long.lines().count() > 8 * responses);
    let dictionary = browser.get(&format!("{OWN}/dictionary.csv")).await.body;
    assert!(dictionary.contains("q1_satisfied,"), "{dictionary}");
    let log = browser.get("/programmes/servicedesk/audit").await.body;
    assert_eq!(log.matches("export answers").count(), 2, "the log keeps it");
}

#[tokio::test]
async fn the_answers_of_a_running_anonymous_wave_stay() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/waves/2/export";
    let page = browser.get(own).await.body;
    assert!(page.contains("still running"), "{page}");
    let forced = browser.get(&format!("{own}/answers.csv")).await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let refused = manager.get(&format!("{OWN}/answers.csv")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
