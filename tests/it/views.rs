//! The pages made for one reader: who sees which, and what is on them.

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::cli::load::load;
use peil::domain::access::{Days, Role};
use peil::store::audit::{self, Actor};
use peil::store::closings::{self, Closing};
use peil::store::programmes::{self, Programme};

use crate::report::case::FILES;
use crate::support::app::{Browser, TestApp};

const OWN: &str = "/programmes/servicedesk/views";

async fn loaded(app: &TestApp) -> Programme {
    let folder = peil::import::folder::read(&FILES).unwrap();
    let actor = Actor::program("test");
    load(&app.app.db, &actor, &folder, &FILES, app.now())
        .await
        .unwrap()
}

async fn viewer(app: &TestApp, programme: &Programme, email: &str) -> Browser {
    let account = app.account(email).await;
    app.grant(&account, programme, Role::Viewer).await;
    app.signed_in(&account).await
}

#[tokio::test]
async fn a_reader_of_own_pages_sees_those_and_nothing_of_others() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut lisa = viewer(&app, &programme, "accountmanager@waterhoven.example").await;
    let first = lisa.get("/programmes/servicedesk").await;
    assert_eq!(first.location(), OWN);
    let list = lisa.get(OWN).await.body;
    assert!(list.contains("views/account-managers/L4") && list.contains("views/clusters/C2"));
    assert!(!list.contains("commissioners") && !list.contains("clusters/C1"));
    assert!(
        !list.contains("/programmes/servicedesk/protocol"),
        "no way to other pages"
    );
    assert!(!list.contains("opdrachtgever@"), "nobody's address");
    let page = lisa.get(&format!("{OWN}/account-managers/L4")).await.body;
    assert!(page.contains("Public space maintenance (field)") && page.contains("52.3"));
    for other in [
        "Social services",
        "Public affairs counter",
        "Business operations",
    ] {
        assert!(!page.contains(other), "{other}");
    }
    for path in [
        "commissioners/L1",
        "back-offices/Backoffice%20Techniek",
        "clusters/C1",
        "clusters/C9",
        "account-managers/L1",
        "people/L4",
    ] {
        let answer = lisa.get(&format!("{OWN}/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let compared = lisa.get("/comparison").await.body;
    assert!(!compared.contains("/programmes/servicedesk/"), "{compared}");
}

#[tokio::test]
async fn every_kind_of_page_says_what_its_reader_is_concerned_with() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut marlies = viewer(&app, &programme, "opdrachtgever@waterhoven.example").await;
    let page = marlies.get(&format!("{OWN}/commissioners/L1")).await.body;
    for said in [
        "3 of 5 agreements kept",
        "EUR\u{a0}412,000",
        "76.0",
        "2,867 of 3,770",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(
        !page.contains("22,575"),
        "the sanction is between management and the back office"
    );
    let mut hans = viewer(&app, &programme, "techniek@waterhoven.example").await;
    let page = hans
        .get(&format!("{OWN}/back-offices/Backoffice%20Techniek"))
        .await
        .body;
    for said in [
        "agreement not kept, one charter broken",
        "EUR\u{a0}22,575",
        "C2-01",
        "903",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("Handvest Werkplek") && !page.contains("C1-01"));
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let list = max.get(OWN).await.body;
    for path in [
        "account-managers/L4",
        "commissioners/L1",
        "back-offices/Backoffice%20Catering",
        "clusters/C5",
    ] {
        assert!(list.contains(path), "{path}");
        assert_eq!(
            max.get(&format!("{OWN}/{path}")).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    for page in [
        "/programmes/servicedesk/overview",
        "/programmes/servicedesk",
    ] {
        assert!(
            max.get(page)
                .await
                .body
                .contains(&format!("href=\"{OWN}\"")),
            "{page}"
        );
    }
}

#[tokio::test]
async fn an_address_in_the_protocol_opens_nothing_without_a_role_nor_a_role_without_an_address() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let account = app.account("accountmanager@waterhoven.example").await;
    let mut lisa = app.signed_in(&account).await;
    assert_eq!(lisa.get(OWN).await.status, StatusCode::NOT_FOUND);
    let mut other = viewer(&app, &programme, "somebody@waterhoven.example").await;
    let list = other.get(OWN).await.body;
    assert!(list.contains("There is no page for you yet"));
    let page = other.get(&format!("{OWN}/account-managers/L4")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn roles_end_with_the_programme_but_who_took_part_goes_on_reading() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let account = app.account("evaluator@example.org").await;
    let manager = app.account("manager@example.org").await;
    app.grant(&account, &programme, Role::Evaluator).await;
    app.grant(&manager, &programme, Role::Manager).await;
    let mut eva = app.signed_in(&account).await;
    let closing = Closing {
        name: "M. Besluit".to_owned(),
        remarks: String::new(),
        at: app.now(),
        erase_on: app.now().date_naive() + TimeDelta::days(1),
        erased_at: None,
        archive: b"zip".to_vec(),
        archive_hash: String::new(),
    };
    let tx = app.app.db.begin().await.unwrap();
    let actor = Actor::program("test");
    closings::close(&tx, &actor, &programme, &closing)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(eva.get("/").await.body.contains("Programme desk"));
    assert_eq!(eva.get("/programmes/desk").await.status, StatusCode::OK);
    let protocol = eva.get("/programmes/desk/protocol").await;
    assert_eq!(protocol.status, StatusCode::OK);
    for work in ["protocol/text", "clients", "audit"] {
        let page = eva.get(&format!("/programmes/desk/{work}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{work}");
    }
    let posted = eva.post("/programmes/desk/protocol/freezing", "").await;
    assert_eq!(posted.status, StatusCode::FORBIDDEN);

    app.later(TimeDelta::days(2));
    let (mut eva, mut max) = (app.signed_in(&account).await, app.signed_in(&manager).await);
    let gone = eva.get("/programmes/desk").await;
    assert_eq!(gone.status, StatusCode::FORBIDDEN);
    assert!(
        gone.body.contains("This programme is closed"),
        "{}",
        gone.body
    );
    assert!(!eva.get("/").await.body.contains("Programme desk"));
    assert_eq!(max.get("/programmes/desk").await.status, StatusCode::OK);
    assert_eq!(
        max.get("/programmes/desk/closing/archive").await.body,
        "zip"
    );
    let refused = max.post("/programmes/desk/closing", "name=x").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let db = &app.app.db.reader;
    let closed = programmes::by_slug(db, "desk").await.unwrap();
    let events = audit::newest(db, Some(&closed), None, 9).await.unwrap();
    let ended: Vec<&str> = events
        .iter()
        .filter(|event| event.action == "end role")
        .map(|event| event.subject_id.as_str())
        .collect();
    assert_eq!(ended, ["evaluator@example.org"]);
}

#[tokio::test]
async fn an_administrator_gives_a_role_for_some_days_and_wrong_days_come_back() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let account = app.account("eva@example.org").await;
    let mut ada = app.signed_in_as(Role::Administrator, &programme).await;
    let roles = format!("/accounts/{}/roles", account.id);
    let form = |first: &str, last: &str| {
        format!("role=evaluator&programme=desk&first_day={first}&last_day={last}&given=true")
    };
    for (first, last, said) in [
        (
            "2026-10-09",
            "2026-10-08",
            "The last day lies before the first",
        ),
        ("soon", "", "Fill in a day"),
        ("", "2026-02-30", "Fill in a day"),
    ] {
        let refused = ada.post(&roles, &form(first, last)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains(said) && refused.body.contains("aria-invalid"),
            "{first}"
        );
        let page = ada.get(&format!("/accounts/{}", account.id)).await.body;
        assert!(page.contains("No role yet"), "nothing may be stored");
    }
    ada.post(&roles, &form("2026-10-06", "2026-10-08")).await;
    let page = ada.get(&format!("/accounts/{}", account.id)).await.body;
    assert!(
        page.contains("from 6 October 2026 until and including 8 October 2026"),
        "{page}"
    );
    assert!(page.contains("not yet"));
    ada.post(&roles, &form("", "")).await;
    let page = ada.get(&format!("/accounts/{}", account.id)).await.body;
    assert!(page.contains("until the programme is closed") && !page.contains("not yet"));
    let events = audit::newest(&app.app.db.reader, Some(&programme), None, 9)
        .await
        .unwrap();
    let given = events
        .iter()
        .filter(|event| event.action == "grant role")
        .count();
    assert_eq!(given, 2);
    assert_eq!(Days::default(), Days::new(None, None).unwrap());
}
