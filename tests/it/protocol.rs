//! Writing, refusing and freezing a protocol in the browser, and the questionnaires beside it.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::store::{programmes, protocols, surveys};

use crate::support::app::TestApp;
use crate::support::multipart;

const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../surveys/servicedesk/satisfaction.toml");

#[tokio::test]
async fn a_programme_begins_with_a_protocol_and_its_author_evaluates_it() {
    let app = TestApp::start().await;
    let elsewhere = app.programme("elsewhere").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &elsewhere).await;
    let answer = multipart(&mut browser, "/programmes/new", &[("text", PROTOCOL)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), "/programmes/servicedesk/protocol");
    let page = browser.get("/programmes/servicedesk/protocol").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("tested by 18 parameters"));
    assert!(page.body.contains("Freeze"));
    let again = multipart(&mut browser, "/programmes/new", &[("text", PROTOCOL)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("slug already"));
    let all = programmes::all(&app.app.db.reader).await.unwrap();
    assert_eq!(all.len(), 2);
}

#[tokio::test]
async fn every_mistake_is_shown_at_its_line_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let programme = app.programme("servicedesk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let broken = PROTOCOL
        .replacen("minimum_base = 10", "minimum_base = \"ten\"", 1)
        .replacen("count_partials = false", "count_partails = false", 1);
    let at = broken
        .lines()
        .position(|line| line.contains("\"ten\""))
        .unwrap()
        + 1;
    let path = "/programmes/servicedesk/protocol/text";
    let page = multipart(
        &mut browser,
        path,
        &[("text", &broken.replace('\n', "\r\n"))],
    )
    .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains(&format!("href=\"#line-{at}\"")),
        "{}",
        page.body
    );
    assert!(page.body.contains(&format!("id=\"line-{at}\"")));
    assert!(page.body.contains("count_partails"));
    assert!(page.body.contains("There are 2 problems"));
    let kept = protocols::current(&app.app.db.reader, programme.id)
        .await
        .unwrap();
    assert!(kept.is_none(), "nothing may be stored");
}

#[tokio::test]
async fn a_frozen_protocol_refuses_an_edit_and_takes_an_amendment_with_its_reason() {
    let app = TestApp::start().await;
    let programme = app.programme("servicedesk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = "/programmes/servicedesk/protocol/text";
    let freezing = "/programmes/servicedesk/protocol/freezing";
    let saved = multipart(&mut browser, text, &[("text", PROTOCOL)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let db = &app.app.db.reader;
    let draft = protocols::current(db, programme.id).await.unwrap().unwrap();
    assert!(browser.get(freezing).await.body.contains(&draft.hash));
    let stale = browser.post(freezing, "hash=0000").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(protocols::frozen(db, programme.id).await.unwrap().is_none());
    let done = browser
        .post(freezing, &format!("hash={}", draft.hash))
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = browser.get("/programmes/servicedesk/protocol").await.body;
    assert!(page.contains("by evaluator.") && page.contains(&draft.hash));

    let changed = PROTOCOL.replacen("minimum_base = 10", "minimum_base = 12", 1);
    let refused = multipart(&mut browser, text, &[("text", &changed)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("only by an amendment"));
    let kept = protocols::history(db, programme.id).await.unwrap();
    assert_eq!(kept.len(), 1, "nothing may be stored");
    let fields = [
        ("text", changed.as_str()),
        ("reason", "Ten was a typing error"),
    ];
    let amended = multipart(&mut browser, text, &fields).await;
    assert_eq!(amended.status, StatusCode::SEE_OTHER, "{}", amended.body);
    let kept = protocols::history(db, programme.id).await.unwrap();
    assert_eq!(kept.len(), 2);
    let trail = browser.get("/programmes/servicedesk/audit").await.body;
    assert!(trail.contains("Ten was a typing error") && trail.contains("Protocol frozen"));
}

#[tokio::test]
async fn of_two_who_write_the_text_the_second_is_shown_what_the_first_wrote() {
    let app = TestApp::start().await;
    let programme = app.programme("servicedesk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = "/programmes/servicedesk/protocol/text";
    multipart(&mut browser, text, &[("text", PROTOCOL)]).await;
    let page = browser.get(text).await.body;
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    let seen = seen.split('"').next().unwrap().to_owned();
    let first = PROTOCOL.replacen("minimum_base = 10", "minimum_base = 12", 1);
    let stored = multipart(&mut browser, text, &[("text", &first), ("seen", &seen)]).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.body);
    let second = PROTOCOL.replacen("minimum_base = 10", "minimum_base = 15", 1);
    let told = multipart(&mut browser, text, &[("text", &second), ("seen", &seen)]).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.body.contains("Somebody else has changed this"));
    assert!(
        told.body
            .contains("Decision rules · Least number of answers"),
        "{}",
        told.body
    );
    assert!(
        told.body.contains("<td>12</td><td>15</td>"),
        "{}",
        told.body
    );
    let db = &app.app.db.reader;
    let kept = protocols::current(db, programme.id).await.unwrap().unwrap();
    assert!(kept.text.contains("minimum_base = 12"));
}

#[tokio::test]
async fn a_reader_sees_the_protocol_and_changes_nothing() {
    let app = TestApp::start().await;
    let programme = app.programme("servicedesk").await;
    let mut author = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = "/programmes/servicedesk/protocol/text";
    multipart(&mut author, text, &[("text", PROTOCOL)]).await;
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    let page = reader.get("/programmes/servicedesk/protocol").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("protocol/freezing"));
    let file = reader.get("/programmes/servicedesk/protocol/file").await;
    assert_eq!(file.body, PROTOCOL);
    let refused = multipart(&mut reader, text, &[("text", PROTOCOL)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let db = &app.app.db.reader;
    let draft = protocols::current(db, programme.id).await.unwrap().unwrap();
    let freezing = "/programmes/servicedesk/protocol/freezing";
    let refused = reader.post(freezing, &format!("hash={}", draft.hash)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(protocols::frozen(db, programme.id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_questionnaire_is_checked_stored_as_a_draft_and_published() {
    let app = TestApp::start().await;
    let programme = app.programme("servicedesk").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let new = "/programmes/servicedesk/surveys/new";
    let broken = SURVEY.replacen("kind = \"scale\"", "kind = \"scael\"", 1);
    let refused = multipart(&mut browser, new, &[("text", &broken)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("scael"));
    let db = &app.app.db.reader;
    assert!(
        surveys::of_programme(db, programme.id)
            .await
            .unwrap()
            .is_empty()
    );
    let saved = multipart(&mut browser, new, &[("text", SURVEY)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let own = saved.location().to_owned();
    assert!(browser.get(&own).await.body.contains("This is a draft"));
    let draft = surveys::of_programme(db, programme.id).await.unwrap();
    let seen = format!("hash={}", draft[0].hash);
    browser.post(&format!("{own}/publication"), &seen).await;
    let kept = surveys::of_programme(db, programme.id).await.unwrap();
    assert!(kept[0].published_at.is_some());
}
