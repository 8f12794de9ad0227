//! An amendment of a frozen protocol that never holds: rejected by a manager, or withdrawn.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::store::programmes::{self, Programme};
use peil::store::protocols::{self, ProtocolVersion};

use super::support::app::{Browser, TestApp};
use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/protocol/amendments";
const REPORT: &str = "/programmes/servicedesk/waves/1/report";

async fn current(app: &TestApp, programme: &Programme) -> ProtocolVersion {
    let db = &app.app.db.reader;
    let current = protocols::current(db, programme.id).await;
    current.unwrap().unwrap()
}

/// An evaluator proposes another statement of a premise; gives the hash of what waits.
async fn proposed(app: &TestApp, programme: &Programme, eva: &mut Browser) -> String {
    let own = "/programmes/servicedesk/protocol/parts/premise/U2";
    let form = "code=U2&statement.nl=Groei.&statement.en=Staff+grows.&reason=Short+of+staff";
    let answer = eva.post(own, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let waiting = current(app, programme).await;
    assert_eq!(waiting.frozen, None);
    waiting.hash
}

#[tokio::test]
async fn a_rejected_amendment_judges_nothing_and_stays_in_the_record_with_its_reason() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let first = current(&app, &programme).await;
    let hash = proposed(&app, &programme, &mut eva).await;
    let rejection = format!("{OWN}/rejection");
    let form = format!("hash={hash}&reason=No+money+%3Cb%3Efor%3C%2Fb%3E+it.");
    let forbidden = eva.post(&rejection, &form).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let bare = max.post(&rejection, &format!("hash={hash}&reason=+")).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("href=\"#reason\"") && bare.body.contains("aria-invalid=\"true\""));
    let stale = max.post(&rejection, "hash=0000&reason=No").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(current(&app, &programme).await.hash, hash, "it still waits");

    let done = max.post(&rejection, &form).await;
    assert_eq!(done.location(), OWN, "{}", done.body);
    assert_eq!(current(&app, &programme).await, first);
    let page = eva.get(OWN).await.body;
    for page in [&page, &eva.get(REPORT).await.body] {
        assert!(
            !page.contains("@example.org"),
            "by name and never by address"
        );
    }
    for said in [
        "The protocol was not amended",
        "Rejected by manager",
        "It never judged anything",
        "No money &lt;b&gt;for&lt;/b&gt; it.",
        "Short of staff",
        "Staff grows.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let again = max.post(&rejection, &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "nothing waits any more");
    let report = eva.get(REPORT).await.body;
    assert!(
        report.contains("because: No money &lt;b&gt;for&lt;/b&gt; it. It never held."),
        "{report}"
    );
    assert!(report.contains("they have not been adjusted since"));
    let log = max.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("Amendment rejected: version"), "{log}");
}

#[tokio::test]
async fn a_withdrawn_amendment_makes_room_for_the_next_which_compares_with_what_holds() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let hash = proposed(&app, &programme, &mut eva).await;
    let withdrawal = format!("{OWN}/withdrawal");
    let forbidden = max.post(&withdrawal, &format!("hash={hash}")).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let done = eva.post(&withdrawal, &format!("hash={hash}&reason=")).await;
    assert_eq!(done.location(), OWN, "{}", done.body);
    let report = eva.get(REPORT).await.body;
    assert!(report.contains("Withdrawn by evaluator on"), "{report}");

    // The name of the programme is amended next; it holds when it is approved, and not before.
    let own = "/programmes/servicedesk/protocol/parts/programme";
    let page = eva.get(own).await.body;
    let value = |name: &str| {
        let field = page.split_once(&format!("name=\"{name}\"")).unwrap().1;
        let field = field.split_once("value=\"").unwrap().1;
        field.split_once('"').unwrap().0.replace(' ', "+")
    };
    let form = format!(
        "slug=servicedesk&name.nl=Nieuw&name.en=New+name&organisation.nl={}&organisation.en={}\
         &time_zone=Europe%2FAmsterdam&introduction={}&reason=Renamed",
        value("organisation.nl"),
        value("organisation.en"),
        value("introduction"),
    );
    let answer = eva.post(own, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let db = &app.app.db.reader;
    let named = async || {
        let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
        programme
            .title
            .get(&peil::domain::language::Language::english())
            .to_owned()
    };
    assert_ne!(named().await, "New name");
    let waiting = current(&app, &programme).await;
    assert_eq!(waiting.version, 3, "no two versions have one number");
    let page = max.get(OWN).await.body;
    let (newest, _) = page.split_once("id=\"version-2\"").unwrap();
    assert!(newest.contains("New name"), "{newest}");
    assert!(
        !newest.contains("Staff grows."),
        "it compares with version 1: {newest}"
    );
    let approved = max
        .post(
            &format!("{OWN}/approval"),
            &format!("hash={}", waiting.hash),
        )
        .await;
    assert_eq!(approved.location(), OWN, "{}", approved.body);
    assert_eq!(named().await, "New name");
    assert!(current(&app, &programme).await.frozen.is_some());
}
