//! A client's side, on the smallest screen that counts and with nothing but HTML.

use fantoccini::key::Key;

use crate::chromium::{Browser, Screen, Scripts};
use crate::demo::Demo;

/// Gives the wanted answer to every item of the page that is shown, else the last that is offered.
pub async fn answer_all(browser: &Browser, wanted: &str) {
    let mut names = browser.values("fieldset.item input", "name").await;
    names.dedup();
    for name in names {
        let own = format!("input[name=\"{name}\"][value=\"{wanted}\"]");
        if browser.count(&own).await > 0 {
            browser.click(&own).await;
        } else {
            browser
                .click(&format!("input[name=\"{name}\"]:not([value=\"-na-\"])"))
                .await;
        }
    }
}

/// Goes through the whole survey behind a link, up to the thanks.
pub async fn hand_in(browser: &Browser, link: &str) {
    browser.open(link).await;
    browser.fits("the welcome").await;
    browser.screenshot("client-welcome").await;
    browser.click("a.primary").await;
    for page in 1..=3 {
        browser.at(&format!("/{page}")).await;
        browser.fits(&format!("page {page}")).await;
        answer_all(browser, "4").await;
        browser.screenshot(&format!("client-page-{page}")).await;
        if browser.count("textarea").await > 0 {
            let said = "De wachttijd is korter dan vorig jaar.";
            browser.fill("textarea", said).await;
        }
        browser.click("button[value=next]").await;
    }
    browser.at("/thanks").await;
    browser.fits("the thanks").await;
    browser.screenshot("client-thanks").await;
}

#[tokio::test]
async fn a_client_answers_on_a_phone_without_scripts_and_cannot_do_it_twice() {
    let demo = Demo::start();
    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    hand_in(&phone, demo.survey_link(0)).await;
    assert_eq!(phone.count("form").await, 0, "nothing is left to fill in");

    phone.open(demo.survey_link(0)).await;
    assert_eq!(phone.count("form").await, 0, "a link is used once");
    phone.screenshot("client-already-in").await;
}

#[tokio::test]
async fn a_client_stops_halfway_and_goes_on_where_it_was() {
    let demo = Demo::start();
    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    phone.open(&format!("{}/1", demo.survey_link(1))).await;
    answer_all(&phone, "4").await;
    phone.click("button[value=next]").await;
    phone.at("/2").await;
    drop(phone);

    let elsewhere = Browser::start(Screen::Desktop, Scripts::On).await;
    elsewhere.open(demo.survey_link(1)).await;
    let there = elsewhere
        .find("form#sheet")
        .await
        .attr("action")
        .await
        .unwrap()
        .unwrap();
    assert!(there.ends_with("/2"), "it goes on at {there}");
    elsewhere.click("button[value=back]").await;
    elsewhere.at("/1").await;
    let kept = elsewhere.values("input[type=radio]:checked", "value").await;
    assert_eq!(kept, ["4", "4", "4"], "the first page is as it was left");
}

#[tokio::test]
async fn a_page_of_questions_is_answered_by_keyboard_alone() {
    let demo = Demo::start();
    let browser = Browser::start(Screen::Desktop, Scripts::On).await;
    browser.open(&format!("{}/1", demo.survey_link(2))).await;
    browser.tab_to("q-q1_satisfied").await;
    // The first arrow chooses the second value, as in every group of radio buttons.
    browser.press(Key::Right).await;
    browser.press(Key::Right).await;
    let chosen = browser.values("input[type=radio]:checked", "value").await;
    assert_eq!(chosen, ["3"]);
    browser.press(Key::Enter).await;
    browser.at("/2").await;
}

#[tokio::test]
async fn every_field_of_a_client_has_a_name_that_a_screen_reader_says() {
    let demo = Demo::start();
    let browser = Browser::start(Screen::Phone, Scripts::On).await;
    for page in 1..=3 {
        browser
            .open(&format!("{}/{page}", demo.survey_link(3)))
            .await;
        assert_eq!(
            browser.nameless().await,
            Vec::<String>::new(),
            "page {page}"
        );
        assert_eq!(browser.count("h1").await, 1);
        assert_eq!(browser.count("main").await, 1);
        assert_eq!(browser.count("html[lang]").await, 1);
    }
}
