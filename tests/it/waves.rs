//! Opening a wave, inviting a sample, and sending: what an evaluator does, and nobody else.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::Language;
use peil::domain::protocol::{PrivacyMode, Protocol};
use peil::domain::survey::Survey;
use peil::store::audit::{self, Actor};
use peil::store::batches::{self, NewBatch};
use peil::store::programmes::Programme;
use peil::store::{clients, invitations, outbox, programmes, protocols, surveys, waves};

use crate::support::app::TestApp;

const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../surveys/servicedesk/satisfaction.toml");
const OWN: &str = "/programmes/servicedesk/waves/2";

/// A programme with its protocol as a draft, its questionnaire published, and thirty clients.
pub async fn prepared(app: &TestApp) -> Programme {
    let programme = app.programme("servicedesk").await;
    let (actor, now) = (Actor::program("test"), app.now());
    let tx = app.app.db.begin().await.unwrap();
    let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    protocols::save_draft(&tx, &actor, &programme, PROTOCOL, &protocol, now)
        .await
        .unwrap();
    let survey = Survey::parse("satisfaction.toml", SURVEY).unwrap();
    let kept = surveys::save_draft(&tx, &actor, &programme, SURVEY, &survey, now)
        .await
        .unwrap();
    surveys::publish(&tx, &actor, &programme, kept.id, now)
        .await
        .unwrap();
    let rows: Vec<ClientRow> = (1..=30)
        .map(|n| ClientRow {
            key: format!("C{n:02}"),
            name: format!("Client {n}"),
            email: format!("c{n}@waterhoven.example"),
            segment: if n % 2 == 0 { "SD" } else { "PZ" }.to_owned(),
            role: None,
            language: Language::dutch(),
        })
        .collect();
    let new = NewBatch {
        wave_id: None,
        kind: FileKind::Clients,
        file_name: "clients.csv",
        file_hash: "00",
        row_count: rows.len(),
    };
    let batch = batches::create(&tx, &actor, &programme, &new, now)
        .await
        .unwrap();
    clients::import(&tx, &programme, batch, &rows, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    programme
}

pub async fn freeze(app: &TestApp, programme: &Programme) {
    let tx = app.app.db.begin().await.unwrap();
    let actor = Actor::program("test");
    protocols::freeze(&tx, &actor, programme, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_wave_is_opened_a_sample_invited_and_mail_queued() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let opened = browser
        .post(&format!("{OWN}/opening"), "last_day=2026-11-30")
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let db = &app.app.db.reader;
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert_eq!(wave.closes_at, Some(TestApp::closing()));

    let sample = "who=sample&size=10&seed=77";
    let invited = browser.post(&format!("{OWN}/invitations"), sample).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    assert!(browser.get(OWN).await.body.contains("0 of 10 answered"));
    let trail = audit::newest(db, Some(&programme), None, 9).await.unwrap();
    let drawn = trail
        .iter()
        .find(|event| event.action == "draw sample")
        .unwrap();
    assert_eq!(drawn.after.as_ref().unwrap()["seed"], 77);

    let page = browser.get(&format!("{OWN}/sending")).await.body;
    assert!(page.contains("10 clients get this mail") && page.contains("Is not invited"));
    assert!(outbox::count_by_state(db, &wave).await.unwrap().is_empty());
    let sent = browser
        .post(&format!("{OWN}/sending"), "step=invitation")
        .await;
    assert_eq!(sent.location(), "/programmes/servicedesk/outbox");
    let twice = browser
        .post(&format!("{OWN}/sending"), "step=invitation")
        .await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER);
    let queued: u64 = outbox::count_by_state(db, &wave)
        .await
        .unwrap()
        .iter()
        .map(|one| one.1)
        .sum();
    assert_eq!(queued, 10);
    let page = browser.get("/programmes/servicedesk/outbox").await.body;
    assert!(page.contains("0 sent, 10 waiting, 0 failed"));
    assert!(page.contains(".eml"));
    assert!(
        browser
            .get(&format!("{OWN}/sending"))
            .await
            .body
            .contains("Reminder 1")
    );
}

#[tokio::test]
async fn a_wave_does_not_open_under_a_draft_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let refused = browser.post(&format!("{OWN}/opening"), "last_day=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Freeze the protocol first"));
    let db = &app.app.db.reader;
    assert!(waves::find(db, &programme, 2).await.unwrap().is_none());
    freeze(&app, &programme).await;
    let past = browser
        .post(&format!("{OWN}/opening"), "last_day=2026-10-01")
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.body.contains("This day has passed") && past.body.contains("2026-10-01"));
    assert!(waves::find(db, &programme, 2).await.unwrap().is_none());
}

#[tokio::test]
async fn a_reader_cannot_open_invite_send_or_close() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let db = &app.app.db.reader;
    let programme = peil::store::programmes::by_slug(db, "servicedesk")
        .await
        .unwrap();
    let own = format!("/programmes/servicedesk/waves/{}", open.wave.number);
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    assert_eq!(reader.get(&own).await.status, StatusCode::OK);
    for act in ["opening", "invitations", "sending", "closing"] {
        let refused = reader
            .post(&format!("{own}/{act}"), "who=all&step=invitation")
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
    }
    assert_eq!(
        reader.get("/programmes/servicedesk/clients").await.status,
        StatusCode::FORBIDDEN
    );
    let wave = waves::by_id(db, open.wave.id).await.unwrap();
    assert_eq!(wave.state, waves::WaveState::Open);
    assert!(outbox::count_by_state(db, &wave).await.unwrap().is_empty());
    let invited = invitations::progress(db, &wave).await.unwrap();
    assert_eq!(invited.iter().map(|one| one.invited).sum::<u64>(), 3);
}

#[tokio::test]
async fn a_sample_without_a_size_is_refused_beside_its_field_and_a_closed_wave_takes_no_more() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let db = &app.app.db.reader;
    let programme = peil::store::programmes::by_slug(db, "servicedesk")
        .await
        .unwrap();
    let own = format!("/programmes/servicedesk/waves/{}", open.wave.number);
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let form = "who=sample&size=many&seed=1";
    let refused = browser.post(&format!("{own}/invitations"), form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#size\""));
    let closed = browser.post(&format!("{own}/closing"), "").await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    let late = browser.post(&format!("{own}/invitations"), "who=all").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let late = browser
        .post(&format!("{own}/sending"), "step=invitation")
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        outbox::count_by_state(db, &open.wave)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn clients_are_found_by_word_and_segment() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = browser
        .get("/programmes/servicedesk/clients?segment=SD")
        .await
        .body;
    assert!(page.contains("15 of 30 clients"), "{page}");
    let page = browser
        .get("/programmes/servicedesk/clients?search=client+7&segment=SD")
        .await;
    assert!(page.body.contains("0 of 30 clients") && page.body.contains("Nobody fits"));
}

#[tokio::test]
async fn an_open_wave_says_what_is_already_decided_and_what_is_assumed_for_it() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
    let mut browser = app.signed_in_as(Role::Reader, &programme).await;
    let own = format!("/programmes/servicedesk/waves/{}", open.wave.number);
    let page = browser.get(&own).await.body;
    assert!(
        page.contains("What is already decided") && page.contains("still open"),
        "{page}"
    );
    assert!(
        page.contains("0 of the 7 test parameters are decided"),
        "{page}"
    );
    assert!(
        page.contains("This says nothing of clients who never answer"),
        "{page}"
    );
}

#[tokio::test]
async fn an_open_anonymous_wave_shows_nothing_before_it_closes_and_says_so() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Anonymous).await;
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = format!("/programmes/servicedesk/waves/{}", open.wave.number);
    let page = browser.get(&own).await.body;
    assert!(page.contains("answers keep no order"), "{page}");
    assert!(!page.contains("Surely between"), "{page}");
}

#[tokio::test]
async fn a_closed_wave_is_opened_again_for_a_reason_that_is_kept() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    browser.post(&format!("{OWN}/closing"), "").await;
    let refused = browser.post(&format!("{OWN}/reopening"), "reason=+").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#reason\""),
        "{}",
        refused.body
    );
    let db = &app.app.db.reader;
    let state = async || waves::by_number(db, &programme, 2).await.unwrap().state;
    assert_eq!(state().await, waves::WaveState::Closed);
    let done = browser
        .post(&format!("{OWN}/reopening"), "reason=The+mail+was+late")
        .await;
    assert_eq!(done.location(), OWN, "{}", done.body);
    assert_eq!(state().await, waves::WaveState::Open);
    let trail = audit::newest(db, Some(&programme), None, 3).await.unwrap();
    let why = trail.iter().filter_map(|event| event.after.as_ref());
    assert!(
        why.into_iter()
            .any(|after| after["reason"] == "The mail was late")
    );
    let twice = browser.post(&format!("{OWN}/reopening"), "reason=x").await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}
