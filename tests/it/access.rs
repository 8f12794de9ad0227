//! Every route with every role: nothing is open that was not meant to be.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use peil::domain::access::{Days, Right, Role};
use peil::web::routes::Route;

use crate::support::app::{Answer, Browser, TestApp};

/// A path of a route with something in each place.
pub fn address(route: &Route, slug: &str) -> String {
    route
        .path
        .split('/')
        .map(|part| match part {
            "{slug}" => slug,
            "{id}" => "0192f0c1-2345-7abc-8def-0123456789ab",
            part if part.starts_with('{') => "1",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

pub async fn ask(browser: &mut Browser, route: &Route, slug: &str) -> Answer {
    let address = address(route, slug);
    let request = Request::builder()
        .method(route.method.clone())
        .uri(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::empty()).unwrap()).await
}

/// The routes that a gate stands before.
fn gated() -> Vec<Route> {
    let mut routes = peil::web::routes().list();
    routes.retain(|route| !matches!(route.right, Right::Public | Right::Client));
    // Signing out would end the session that the walk goes on with.
    routes.retain(|route| route.path != "/sign-out");
    assert!(routes.len() >= 5);
    routes
}

#[tokio::test]
async fn nobody_gets_past_a_gate_without_signing_in() {
    let app = TestApp::start().await;
    app.programme("desk").await;
    for route in gated() {
        let answer = ask(&mut app.browser(), &route, "desk").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{route:?}");
        assert!(answer.location().starts_with("/sign-in"), "{route:?}");
    }
}

#[tokio::test]
async fn every_role_gets_exactly_as_far_as_its_rights() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    for role in Role::ALL {
        let mut browser = app.signed_in_as(role, &programme).await;
        for route in gated() {
            let answer = ask(&mut browser, &route, "desk").await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !role.allows(route.right), "{role:?} at {route:?}");
        }
    }
}

#[tokio::test]
async fn outside_its_days_a_role_opens_nothing_and_says_why() {
    let app = TestApp::start().await;
    let programme = app.programme("desk").await;
    let day = |day| app.now().date_naive() + TimeDelta::days(day);
    let days = Days::new(Some(day(1)), Some(day(2))).unwrap();
    let inside: Vec<Route> = gated()
        .into_iter()
        .filter(|route| route.path.contains("{slug}"))
        .collect();
    let mut people = Vec::new();
    for role in Role::ALL.into_iter().skip(1) {
        let account = app.account(&format!("{}@example.org", role.code())).await;
        app.grant_for(&account, &programme, role, days).await;
        people.push((role, account));
    }
    for (on, said) in [
        (0, Some("begins on 6 October 2026")),
        (1, None),
        (2, None),
        (3, Some("ended after 7 October 2026")),
    ] {
        for (role, account) in &people {
            let mut browser = app.signed_in(account).await;
            for route in &inside {
                let answer = ask(&mut browser, route, "desk").await;
                let allowed = said.is_none() && role.allows(route.right);
                assert_eq!(
                    answer.status != StatusCode::FORBIDDEN,
                    allowed,
                    "day {on}: {role:?} at {route:?}"
                );
                if let Some(said) = said {
                    assert!(answer.body.contains(said), "{}", answer.body);
                }
            }
            let home = browser.get("/").await.body;
            assert_eq!(
                home.contains("Programme desk"),
                said.is_none(),
                "day {on}: {role:?}"
            );
        }
        app.later(TimeDelta::days(1));
    }
}

#[tokio::test]
async fn a_programme_of_others_looks_like_one_that_does_not_exist() {
    let app = TestApp::start().await;
    let (own, _other) = (app.programme("own").await, app.programme("other").await);
    let mut browser = app.signed_in_as(Role::Evaluator, &own).await;
    let inside = gated()
        .into_iter()
        .filter(|route| route.path.contains("{slug}"));
    for route in inside {
        let other = ask(&mut browser, &route, "other").await;
        let unknown = ask(&mut browser, &route, "unknown").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{route:?}");
        assert_eq!(other.body, unknown.body, "{route:?}");
    }
}

#[tokio::test]
async fn every_path_says_which_right_it_asks_for_and_nothing_else_exists() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for path in ["/programmes", "/admin", "/r", "/assets/x/none.css", "/.env"] {
        let answer = browser.get(path).await;
        assert!(
            matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::SEE_OTHER),
            "{path}"
        );
    }
    let changing = peil::web::routes().list();
    let public: Vec<_> = changing
        .iter()
        .filter(|route| route.method == Method::POST && route.right == Right::Public)
        .map(|route| route.path)
        .collect();
    assert_eq!(public, ["/sign-in", "/sign-in/{token}", "/language"]);
}

#[tokio::test]
async fn pages_carry_their_protection_and_are_never_kept() {
    let app = TestApp::start().await;
    let answer = app.browser().get("/sign-in").await;
    let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!header("content-security-policy").contains("unsafe"));
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "same-origin");
    assert!(!answer.body.contains(" style=") && !answer.body.contains("<script"));
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_in_words() {
    let app = TestApp::start().await;
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("email=a&password=b"))
        .unwrap();
    let answer = app.browser().send(request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("This came from another site"));
}

#[tokio::test]
async fn static_files_may_be_kept_for_ever_and_are_known_again() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await.body;
    let at = page.find("/assets/").unwrap();
    let path = page[at..].split('"').next().unwrap().to_owned();
    let file = browser.get(&path).await;
    assert!(
        file.headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let again = Request::get(&path)
        .header(header::IF_NONE_MATCH, &file.headers[header::ETAG])
        .body(Body::empty())
        .unwrap();
    assert_eq!(browser.send(again).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_supervisor_hears_whether_it_lives_and_can_serve() {
    let app = TestApp::start().await;
    assert_eq!(app.browser().get("/livez").await.body, "alive\n");
    assert_eq!(app.browser().get("/readyz").await.body, "ready\n");
}
