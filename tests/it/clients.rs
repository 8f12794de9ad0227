//! The list of clients: searched, by segment, page by page; and the audit trail beside it.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::Language;
use peil::store::audit::{self, Actor};
use peil::store::batches::{self, NewBatch};
use peil::store::clients;

use super::taking_in::with_example;
use crate::support::app::TestApp;
use crate::waves::prepared;

fn rows(body: &str) -> usize {
    body.matches("<th scope=\"row\">").count()
}

#[tokio::test]
async fn every_client_is_on_exactly_one_page() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let (mut after, mut seen) = (String::new(), 0);
    loop {
        let address = format!("/programmes/servicedesk/clients?after={after}");
        let page = browser.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        seen += rows(&page.body);
        let mut next = page.body.split("name=\"after\" value=\"").skip(1);
        let Some(next) = next.find(|next| !next.starts_with('"')) else {
            break;
        };
        next.split('"').next().unwrap().clone_into(&mut after);
    }
    assert_eq!(seen, 1240);
}

#[tokio::test]
async fn a_search_and_a_segment_narrow_the_list() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/clients";
    let all = browser.get(own).await.body;
    assert!(all.contains("1,240 clients can be asked"), "{all}");
    let desk = browser.get(&format!("{own}?search=&segment=SD")).await.body;
    assert!(desk.contains("of 1,240 clients") && rows(&desk) > 0);
    assert!(desk.contains("option value=\"SD\" selected"));
    let nobody = browser.get(&format!("{own}?search=zzzzzz")).await.body;
    assert!(nobody.contains("0 of 1,240 clients") && rows(&nobody) == 0);
}

#[tokio::test]
async fn a_reader_sees_no_contact_data() {
    let (app, programme) = with_example().await;
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    let answer = reader.get("/programmes/servicedesk/clients").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_audit_trail_tells_what_was_done_newest_first() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = browser.get("/programmes/servicedesk/audit").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let newest = page.body.find("Role given").unwrap();
    let oldest = page.body.find("Programme created").unwrap();
    assert!(newest < oldest, "the newest comes first");
    assert!(
        page.body.contains("Questionnaire published")
            && page.body.contains("dl class=\"pairs small\"")
    );
}

#[tokio::test]
async fn clients_who_are_on_the_list_twice_are_shown_looked_at_and_merged() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    let twin = ClientRow {
        key: "c01".to_owned(),
        name: "Client One".to_owned(),
        email: "C1@waterhoven.example".to_owned(),
        segment: "PZ".to_owned(),
        role: None,
        language: Language::dutch(),
    };
    let (actor, now) = (Actor::program("test"), app.now());
    let tx = app.app.db.begin().await.unwrap();
    let new = NewBatch {
        wave_id: None,
        kind: FileKind::Clients,
        file_name: "more.csv",
        file_hash: "02",
        row_count: 1,
    };
    let batch = batches::create(&tx, &actor, &programme, &new, now)
        .await
        .unwrap();
    clients::import(&tx, &programme, batch, &[twin], now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/clients";
    let list = browser.get(&format!("{own}/duplicates")).await.body;
    assert!(list.contains("One pair of clients"), "{list}");
    assert!(list.contains("the address and the key"), "{list}");
    let look = browser.get(&format!("{own}/merge?keep=C01&gone=c01")).await;
    assert!(
        look.body.contains("c01 becomes part of C01"),
        "{}",
        look.body
    );
    let done = browser
        .post(&format!("{own}/merge"), "keep=C01&gone=c01")
        .await;
    assert_eq!(done.location(), format!("{own}/duplicates"));
    let list = browser.get(&format!("{own}/duplicates")).await.body;
    assert!(
        list.contains("Nobody seems to be on the list twice"),
        "{list}"
    );
    let again = browser
        .post(&format!("{own}/merge"), "keep=C01&gone=c01")
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let db = &app.app.db.reader;
    assert_eq!(clients::count(db, &programme, "").await.unwrap(), 30);
    let trail = audit::newest(db, Some(&programme), None, 1).await.unwrap();
    assert_eq!(trail[0].action, "merge clients");
}
