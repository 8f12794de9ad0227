//! Open links: anybody answers without being invited, within limits, and one after the other at a
//! kiosk.

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::domain::access::Role;
use peil::domain::protocol::PrivacyMode;
use peil::store::programmes;
use peil::store::{invitations, open_links, responses, waves};
use sea_orm::{ConnectionTrait, Statement};

use crate::support::app::{Answer as Page, Browser, TestApp};
use crate::support::wave::OpenWave;

const OWN: &str = "/programmes/servicedesk/waves/2/open-links";

fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let marker = format!("name=\"{name}\" value=\"");
    let at = page.find(&marker).expect(name) + marker.len();
    page[at..].split('"').next().unwrap()
}

async fn fill_in(browser: &mut Browser, page: &Page, fields: &str) -> Page {
    let marker = "method=\"post\" action=\"";
    let at = page.body.find(marker).expect("a form") + marker.len();
    let action = page.body[at..].split('"').next().unwrap().to_owned();
    let form = format!(
        "key={}&rev={}&lang=nl&{fields}&go=next",
        hidden(&page.body, "key"),
        hidden(&page.body, "rev"),
    );
    browser.post(&action, &form).await
}

async fn number(app: &TestApp, sql: &str) -> i64 {
    let db = &app.app.db.reader;
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn rows(app: &TestApp) -> (i64, i64) {
    let visits = number(app, "select count(*) from visit").await;
    (visits, number(app, "select count(*) from response").await)
}

/// The evaluator makes a link; its path.
async fn made(app: &TestApp, open: &OpenWave, form: &str) -> (Browser, String) {
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
    let mut desk = app.signed_in_as(Role::Evaluator, &programme).await;
    let answer = desk.post(OWN, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let links = open_links::of_wave(db, &open.wave).await.unwrap();
    let token = links[0].link.token(&app.app.link_key);
    (desk, format!("/o/{}", token.reveal()))
}

/// Answers all three pages and sends them.
async fn answer(browser: &mut Browser, link: &str) -> Page {
    let first = browser.get(&format!("{link}/1?lang=nl")).await;
    let to = fill_in(browser, &first, "q-q1_satisfied=4&q-q2_grade=8").await;
    assert_eq!(to.status, StatusCode::SEE_OTHER, "{}", to.body);
    let second = browser.get(to.location()).await;
    let to = fill_in(browser, &second, "q-q4_ease=5&q-q7_knows_agreements=yes").await;
    let third = browser.get(to.location()).await;
    fill_in(browser, &third, "q-q8_reliable=5&q-q12_comment=Prima").await
}

#[tokio::test]
async fn whoever_passes_answers_without_an_invitation_and_is_counted_apart() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let (mut desk, link) = made(&app, &open, "name=Balie&segment=PZ&most=2").await;
    let mut phone = app.browser();
    for path in [link.clone(), format!("{link}/1"), format!("{link}/0")] {
        for _ in 0..20 {
            assert_eq!(phone.get(&path).await.status, StatusCode::OK);
        }
    }
    assert_eq!(rows(&app).await, (0, 0), "looking stores nothing");
    let refused = phone.get(&format!("{link}/1?lang=nl")).await;
    let refused = fill_in(&mut phone, &refused, "q-q2_grade=8").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(rows(&app).await, (0, 0), "nor does what is refused");

    let thanks = answer(&mut phone, &link).await;
    assert!(
        thanks.location().starts_with("/v/"),
        "{}",
        thanks.location()
    );
    let page = phone.get(thanks.location()).await;
    assert!(!page.body.contains("/copy") && !page.body.contains("http-equiv"));
    assert_eq!(rows(&app).await, (1, 1));
    let db = &app.app.db.reader;
    let kept = number(
        &app,
        "select count(*) from response where invitation_id is null and mode = 'open_link' \
         and segment = 'PZ' and state <> 'draft'",
    );
    assert_eq!(kept.await, 1);
    assert_eq!(
        number(&app, "select count(*) from visit where answers is null").await,
        1,
        "the answers moved"
    );
    let progress = invitations::progress(db, &open.wave).await.unwrap();
    assert_eq!(progress.iter().map(|one| one.submitted).sum::<u64>(), 0);
    assert_eq!(responses::count(db, &open.wave).await.unwrap(), 1);
    assert!(desk.get(OWN).await.body.contains("1 of 1 begun"));

    answer(&mut app.browser(), &link).await;
    let full = app.browser().get(&link).await;
    assert!(full.body.contains("takes no more answers"), "{}", full.body);
}

#[tokio::test]
async fn the_same_form_sent_twice_begins_once_and_a_race_for_the_last_place_is_lost_kindly() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let (_, link) = made(&app, &open, "name=Balie&per_hour=1").await;
    let (mut one, mut other) = (app.browser(), app.browser());
    let first = one.get(&format!("{link}/1?lang=nl")).await;
    let late = other.get(&format!("{link}/1?lang=nl")).await;
    let to = fill_in(&mut one, &first, "q-q1_satisfied=4").await;
    let again = fill_in(&mut one, &first, "q-q1_satisfied=4").await;
    assert_eq!(to.location(), again.location());
    let refused = fill_in(&mut other, &late, "q-q1_satisfied=2").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("Over een uur"), "{}", refused.body);
    assert_eq!(rows(&app).await, (1, 0));
    app.later(TimeDelta::minutes(61));
    let third = other.get(&format!("{link}/1?lang=nl")).await;
    let to = fill_in(&mut other, &third, "q-q1_satisfied=2").await;
    assert_eq!(to.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn at_a_kiosk_the_next_one_begins_anew_and_sees_nothing_of_the_one_before() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let (_, link) = made(&app, &open, "name=Hal&kiosk=yes").await;
    let mut kiosk = app.browser();
    let first = kiosk.get(&format!("{link}/1?lang=nl")).await;
    let to = fill_in(&mut kiosk, &first, "q-q1_satisfied=4").await;
    let visit = to.location().split("/2").next().unwrap().to_owned();
    let second = kiosk.get(to.location()).await;
    let back = format!("http-equiv=\"refresh\" content=\"180;url={link}\"");
    assert!(second.body.contains(&back), "who walks away is forgotten");
    let to = fill_in(&mut kiosk, &second, "q-q4_ease=5").await;
    let third = kiosk.get(to.location()).await;
    let to = fill_in(&mut kiosk, &third, "q-q12_comment=Geheim").await;
    let thanks = kiosk.get(to.location()).await;
    let back = format!("http-equiv=\"refresh\" content=\"15;url={link}\"");
    assert!(thanks.body.contains(&back), "{}", thanks.body);
    // Whoever goes back in the browser, or opens the address again.
    for page in ["", "/1", "/2", "/3", "/thanks", "/review", "/0"] {
        let seen = kiosk.get(&format!("{visit}{page}")).await;
        let tells = ["Geheim", "checked"]
            .iter()
            .any(|word| seen.body.contains(word));
        assert!(!tells, "{page}: {}", seen.body);
    }
    let modes = "select count(*) from response where mode = 'kiosk'";
    assert_eq!(number(&app, modes).await, 1);

    // Left half, it runs out and takes no place for ever.
    let first = kiosk.get(&format!("{link}/1?lang=nl")).await;
    let to = fill_in(&mut kiosk, &first, "q-q1_satisfied=1").await;
    app.later(TimeDelta::minutes(61));
    assert_eq!(kiosk.get(to.location()).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_is_refused_without_a_name_printed_and_taken_back() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Anonymous).await;
    let (mut desk, link) = made(&app, &open, "name=Balie").await;
    let bad = desk
        .post(OWN, "name=&most=0&per_hour=x&until=1999-01-01T00:00")
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bad.body.matches("class=\"error\"").count(),
        4,
        "{}",
        bad.body
    );
    let db = &app.app.db.reader;
    assert_eq!(open_links::of_wave(db, &open.wave).await.unwrap().len(), 1);
    let poster = desk.get(&format!("{OWN}/1/poster")).await.body;
    assert!(poster.contains(&format!("http://localhost:8080{link}")) && poster.contains("<svg"));
    answer(&mut app.browser(), &link).await;
    assert!(
        desk.get(OWN).await.body.contains("0 or more"),
        "no live counter"
    );
    let week = "select count(*) from response r join visit v on v.submitted_at = r.submitted_at \
        where r.started_at is null";
    assert_eq!(number(&app, week).await, 1, "both tell the week alone");

    let mut phone = app.browser();
    let half = phone.get(&format!("{link}/1?lang=nl")).await;
    let half = fill_in(&mut phone, &half, "q-q1_satisfied=4").await;
    desk.post(&format!("{OWN}/1/revocation"), "").await;
    for path in [link.as_str(), half.location()] {
        assert_eq!(
            phone.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        desk.get(&format!("{OWN}/1/poster")).await.status,
        StatusCode::NOT_FOUND
    );
    let wave = waves::by_id(db, open.wave.id).await.unwrap();
    assert_eq!(
        responses::count(db, &wave).await.unwrap(),
        1,
        "what was sent stays"
    );
}
