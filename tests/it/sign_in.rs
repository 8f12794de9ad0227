//! Signing in, with a password and with a one-time link, and giving others access.

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::domain::access::Role;
use peil::store::sessions::Purpose;

use crate::support::app::TestApp;

const PASSWORD: &str = "password=fiets+lamp+wolk+9&again=fiets+lamp+wolk+9";

#[tokio::test]
async fn a_link_to_choose_a_password_works_once_and_the_password_ever_after() {
    let app = TestApp::start().await;
    let account = app.account("kim@example.org").await;
    let link = app.link(&account, Purpose::SetPassword).await;
    let mut browser = app.browser();
    for _ in 0..3 {
        // A mail scanner may open it as often as it likes.
        assert!(browser.get(&link).await.body.contains("Choose a password"));
    }
    let chosen = browser.post(&link, PASSWORD).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    assert_eq!(
        browser.post(&link, PASSWORD).await.status,
        StatusCode::NOT_FOUND
    );

    let mut elsewhere = app.browser();
    let form = "email=Kim%40Example.org&password=fiets+lamp+wolk+9&next=%2Faccounts";
    let answer = elsewhere.post("/sign-in", form).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/accounts")
    );
}

#[tokio::test]
async fn a_weak_password_is_refused_and_leaves_the_link_whole() {
    let app = TestApp::start().await;
    let account = app.account("kim@example.org").await;
    let link = app.link(&account, Purpose::SetPassword).await;
    let mut browser = app.browser();
    for (form, said) in [
        ("password=kort&again=kort", "at least 12 characters"),
        (
            "password=aaaaaaaaaaaaaaa&again=aaaaaaaaaaaaaaa",
            "too easy to guess",
        ),
        ("password=fiets+lamp+wolk+9&again=anders", "not the same"),
    ] {
        let answer = browser.post(&link, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(said), "{form}");
    }
    assert!(browser.cookies.is_empty());
    assert_eq!(
        browser.post(&link, PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::start().await;
    let account = app.account("kim@example.org").await;
    let link = app.link(&account, Purpose::SetPassword).await;
    app.browser().post(&link, PASSWORD).await;
    let mut browser = app.browser();
    let wrong = browser
        .post("/sign-in", "email=kim%40example.org&password=x")
        .await;
    let unknown = browser
        .post("/sign-in", "email=who%40example.org&password=x")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.body.replace("kim@", "who@"), unknown.body);
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn after_ten_tries_even_the_right_password_waits_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    let account = app.account("kim@example.org").await;
    let link = app.link(&account, Purpose::SetPassword).await;
    app.browser().post(&link, PASSWORD).await;
    let mut browser = app.browser();
    for _ in 0..10 {
        browser
            .post("/sign-in", "email=kim%40example.org&password=x")
            .await;
    }
    let right = "email=kim%40example.org&password=fiets+lamp+wolk+9";
    let answer = browser.post("/sign-in", right).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    app.later(TimeDelta::minutes(16));
    assert_eq!(
        browser.post("/sign-in", right).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_session_ends_by_signing_out_and_by_itself() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut browser = app.signed_in_as(Role::Reader, &programme).await;
    let kept = browser.cookies.clone();
    assert!(browser.get("/").await.body.contains("Programme desk"));
    browser.post("/sign-out", "").await;
    assert!(browser.cookies.is_empty());
    browser.cookies = kept; // the cookie itself is worth nothing any more
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);

    let account = app.account("kim@example.org").await;
    let mut browser = app.signed_in(&account).await;
    app.later(TimeDelta::hours(13));
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let app = TestApp::start().await;
    let account = app.account("kim@example.org").await;
    let link = app.link(&account, Purpose::SignIn).await;
    let answer = app.browser().post(&link, "").await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    assert!(cookie.split(';').next().unwrap().len() > 52, "256 bits");
}

#[tokio::test]
async fn an_administrator_invites_gives_a_role_and_blocks() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut administrator = app.signed_in_as(Role::Administrator, &programme).await;
    let invited = administrator
        .post(
            "/accounts",
            "name=Noor&email=noor%40example.org&language=nl",
        )
        .await;
    assert_eq!(invited.status, StatusCode::CREATED);
    let at = invited.body.find("/sign-in/").unwrap();
    let link = invited.body[at..].split('<').next().unwrap().to_owned();
    let account = peil::store::accounts::by_email(&app.app.db.reader, "noor@example.org")
        .await
        .unwrap()
        .unwrap();

    let mut noor = app.browser();
    assert_eq!(
        noor.post(&link, PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!noor.get("/").await.body.contains("/programmes/desk"));
    let roles = format!("/accounts/{}/roles", account.id);
    administrator
        .post(&roles, "role=manager&programme=desk&given=true")
        .await;
    assert!(noor.get("/").await.body.contains("/programmes/desk"));

    let state = format!("/accounts/{}/state", account.id);
    administrator.post(&state, "blocked=true").await;
    assert_eq!(noor.get("/").await.status, StatusCode::SEE_OTHER);
    let again = noor
        .post(
            "/sign-in",
            "email=noor%40example.org&password=fiets+lamp+wolk+9",
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_refused_invitation_comes_back_as_typed_and_stores_nothing() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut administrator = app.signed_in_as(Role::Administrator, &programme).await;
    for (form, said) in [
        ("name=&email=nobody&language=nl", "Fill in a name."),
        (
            "name=Noor&email=administrator%40example.org&language=nl",
            "has access already",
        ),
    ] {
        let answer = administrator.post("/accounts", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(said), "{form}");
    }
    let all = peil::store::accounts::all(&app.app.db.reader)
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
}

#[tokio::test]
async fn nobody_blocks_or_demotes_themselves() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let mut administrator = app.signed_in_as(Role::Administrator, &programme).await;
    let all = peil::store::accounts::all(&app.app.db.reader)
        .await
        .unwrap();
    let own = format!("/accounts/{}", all[0].id);
    let blocked = administrator
        .post(&format!("{own}/state"), "blocked=true")
        .await;
    assert_eq!(blocked.status, StatusCode::FORBIDDEN);
    let demoted = administrator
        .post(&format!("{own}/roles"), "role=administrator&given=false")
        .await;
    assert_eq!(demoted.status, StatusCode::FORBIDDEN);
    assert_eq!(administrator.get(&own).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_language_is_chosen_with_a_button_and_stays() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    assert!(browser.get("/sign-in").await.body.contains("Sign in"));
    browser.post("/language", "language=nl").await;
    assert!(browser.get("/sign-in").await.body.contains("Aanmelden"));
}

#[tokio::test]
async fn who_starts_the_program_gets_in_until_an_administrator_has_a_password() {
    let app = TestApp::start().await;
    let lost = peil::web::accounts::first_link(&app.app).await.unwrap();
    assert!(lost.unwrap().starts_with("http://localhost:8080/sign-in/"));
    let link = peil::web::accounts::first_link(&app.app).await.unwrap();
    let link = link.unwrap().replace("http://localhost:8080", "");
    let mut browser = app.browser();
    browser.post(&link, PASSWORD).await;
    assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);
    let none = peil::web::accounts::first_link(&app.app).await.unwrap();
    assert_eq!(none, None);
    let all = peil::store::accounts::all(&app.app.db.reader)
        .await
        .unwrap();
    assert_eq!(all.len(), 1, "the same account got both links");
}
