//! The list of clients: searched, by segment, page by page; and the audit trail beside it.

use axum::http::StatusCode;
use peil::domain::access::Role;

use super::taking_in::with_example;

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
