//! The side of staff: the way in, and what every page of theirs has to be.

use crate::chromium::{Browser, Screen, Scripts};
use crate::demo::Demo;

/// Opens the one-time link and presses its button.
pub async fn sign_in(browser: &Browser, demo: &Demo, role: &str) {
    browser.open(demo.sign_in_link(role)).await;
    browser.click("main form button.primary").await;
    browser.find("form[action=\"/sign-out\"]").await;
}

#[tokio::test]
async fn a_sign_in_link_waits_for_its_button_and_lets_in_once() {
    let demo = Demo::start();
    let browser = Browser::start(Screen::Desktop, Scripts::Off).await;
    browser.open(demo.sign_in_link("evaluator")).await;
    browser.open(demo.sign_in_link("evaluator")).await; // looking at it uses nothing up
    sign_in(&browser, &demo, "evaluator").await;
    assert_eq!(
        browser.count("a[href=\"/programmes/servicedesk\"]").await,
        1
    );
    browser.screenshot("staff-home").await;

    browser.click("form[action=\"/sign-out\"] button").await;
    browser.at("/sign-in").await;
    browser.open(&demo.address("/")).await;
    browser.at("/sign-in").await;
    browser.open(demo.sign_in_link("evaluator")).await;
    assert_eq!(
        browser.count("form button.primary").await,
        0,
        "it lets nobody in again"
    );
}

#[tokio::test]
async fn a_wrong_password_is_refused_in_words_at_its_field() {
    let demo = Demo::start();
    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    phone.open(&demo.address("/sign-in")).await;
    phone.fits("the page to sign in on").await;
    phone
        .fill("input[name=email]", "evaluator@waterhoven.example")
        .await;
    phone.fill("input[name=password]", "not the password").await;
    phone.click("form.form button.primary").await;
    phone.find("[role=alert]").await;
    let kept = phone.values("input[name=email]", "value").await;
    assert_eq!(
        kept,
        ["evaluator@waterhoven.example"],
        "what was typed is kept"
    );
    assert_eq!(
        phone.values("input[name=password]", "value").await,
        [""; 0],
        "but no password"
    );
    phone.screenshot("staff-sign-in-refused").await;
}

#[tokio::test]
async fn an_administrator_gives_access_on_a_phone() {
    let demo = Demo::start();
    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    sign_in(&phone, &demo, "administrator").await;
    phone.open(&demo.address("/accounts")).await;
    phone.fits("the accounts").await;
    assert_eq!(phone.nameless().await, Vec::<String>::new());
    assert!(phone.text().await.contains("evaluator@waterhoven.example"));
    phone.screenshot("staff-accounts").await;
}
