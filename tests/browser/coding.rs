//! Two people code the example's interviews in two browsers, blind to each other.

use std::path::Path;

use peil::domain::evidence::StatementRow;
use peil::domain::parameter::Tone;
use peil::domain::protocol::Protocol;
use peil::import::interviews;

use crate::chromium::{Browser, Screen, Scripts};
use crate::demo::Demo;
use crate::staff::sign_in;

const DESK: &str = "/programmes/servicedesk/waves/2/coding";
/// As many are coded by hand, the rest in a spreadsheet.
const BY_HAND: usize = 3;

/// The statements of the example as its two coders coded them.
fn coded() -> Vec<StatementRow> {
    let protocol = include_str!("../../surveys/servicedesk/protocol.toml");
    let protocol = Protocol::parse("protocol.toml", protocol).unwrap();
    let file = include_bytes!("../../surveys/servicedesk/interviews.csv");
    interviews::read(file, &protocol).rows
}

fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn word(tone: Option<Tone>) -> &'static str {
    match tone.unwrap() {
        Tone::Positive => "positive",
        Tone::Neutral => "neutral",
        Tone::Negative => "negative",
    }
}

/// The same interviews in the open wave, without the codes.
fn notes(rows: &[StatementRow]) -> String {
    let mut file = "interview,date,segment,statement".to_owned();
    for row in rows {
        let (key, day) = (&row.interview, row.date.format("2026-12-%d"));
        let segment = row.segment.as_deref().unwrap();
        file += &format!("\nW{key},{day},{segment},{}", cell(&row.text));
    }
    file
}

/// The codes of one of the two, without those given by hand.
fn codes(rows: &[StatementRow], tone: fn(&StatementRow) -> Option<Tone>) -> String {
    let mut file = "interview,statement,theme,tone".to_owned();
    let (mut interview, mut nr) = ("", 0);
    for (at, row) in rows.iter().enumerate() {
        nr = if row.interview == interview {
            nr + 1
        } else {
            1
        };
        interview = &row.interview;
        if at >= BY_HAND {
            let theme = cell(row.theme.as_deref().unwrap());
            file += &format!("\nW{interview},{nr},{theme},{}", word(tone(row)));
        }
    }
    file
}

async fn bring(browser: &Browser, file: &Path, content: &str) {
    std::fs::write(file, content).unwrap();
    browser.attach("input[name=file]", file).await;
    browser.click("form[enctype] button").await;
}

/// Takes a file of codes in, after looking at what it would do.
async fn take(browser: &Browser, file: &Path, content: &str) {
    bring(browser, file, content).await;
    let take = "main form[action*='/uploads/'] button.primary";
    browser.find(take).await;
    let page = browser.text().await;
    assert!(page.contains("105 nieuw, 0 gewijzigd"), "{page}");
    browser.fits("a file of codes").await;
    browser.click(take).await;
    browser.find(&format!("main p a[href=\"{DESK}\"]")).await;
}

/// Codes the first that waits, by the keys.
async fn code(browser: &Browser, row: &StatementRow, tone: Option<Tone>) {
    let said = browser.find(".coding li .said").await.text().await.unwrap();
    assert_eq!(said, row.text, "the first that waits");
    let form = ".coding li:first-child form.code";
    let id = browser
        .values(&format!("{form} input[name=id]"), "value")
        .await
        .remove(0);
    let theme = row.theme.as_deref().unwrap();
    browser
        .click(&format!("{form} input[name=tone][value={}]", word(tone)))
        .await;
    browser
        .click(&format!("{form} input[name=theme][value=\"{theme}\"]"))
        .await;
    browser.click(&format!("{form} button")).await;
    // The page before may say too that something was saved; on the next another one is the first.
    browser
        .find(&format!("{form} input[name=id]:not([value=\"{id}\"])"))
        .await;
    browser.find(".notice.good").await;
}

#[tokio::test]
async fn two_people_code_36_interviews_apart_and_agree_as_expected() {
    let demo = Demo::start();
    let rows = coded();
    assert_eq!(rows.len(), 108);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);

    let first = Browser::start(Screen::Desktop, Scripts::On).await;
    sign_in(&first, &demo, "evaluator").await;
    first
        .open(&demo.address("/programmes/servicedesk/imports/interviews"))
        .await;
    bring(&first, &file("notes.csv"), &notes(&rows)).await;
    first
        .click("main form[action*='/uploads/'] button.primary")
        .await;
    first
        .find("main a[href=\"/programmes/servicedesk/evaluation\"]")
        .await;
    let second = Browser::start(Screen::Phone, Scripts::Off).await;
    sign_in(&second, &demo, "interviewer").await;

    first.open(&demo.address(DESK)).await;
    for row in &rows[..BY_HAND] {
        code(&first, row, row.tone).await;
    }
    first.screenshot("coding-first").await;
    second
        .open(&demo.address(&format!("{DESK}?show=all")))
        .await;
    assert_eq!(second.count(".tone").await, 0, "no code of the other shows");
    let nothing = second.text().await;
    assert!(
        nothing.contains("nog niets door beiden gecodeerd"),
        "{nothing}"
    );
    second.open(&demo.address(DESK)).await;
    for row in &rows[..BY_HAND] {
        code(&second, row, row.second_tone).await;
    }
    second.fits("the coding desk").await;

    first.open(&demo.address(DESK)).await;
    take(&first, &file("first.csv"), &codes(&rows, |row| row.tone)).await;
    second.open(&demo.address(DESK)).await;
    let second_codes = codes(&rows, |row| row.second_tone);
    take(&second, &file("second.csv"), &second_codes).await;

    for browser in [&first, &second] {
        browser.open(&demo.address(DESK)).await;
        let page = browser.text().await;
        assert!(
            page.contains("Kappa van de toon\n0,81\n108 door beiden"),
            "{page}"
        );
    }
    first.is_accessible("the coding desk").await;
    first.open(&demo.address(&format!("{DESK}/themes"))).await;
    first.is_accessible("the themes").await;
    first
        .open(&demo.address(&format!("{DESK}/differences")))
        .await;
    first.screenshot("coding-differences").await;
    first.is_accessible("the differences").await;
    let differ = rows.iter().filter(|row| row.tone != row.second_tone);
    let title = format!("{} open verschillen, 0 beslecht", differ.count());
    assert!(first.text().await.contains(&title));
    let form = ".coding li:first-child form.code";
    first
        .click(&format!("{form} input[name=tone][value=neutral]"))
        .await;
    first
        .fill(&format!("{form} textarea"), "Lof en klacht in één zin.")
        .await;
    first.click(&format!("{form} button")).await;
    first.find(".notice.good").await;
    let page = first.text().await;
    assert!(page.contains("10 open verschillen, 1 beslecht"), "{page}");
    assert!(page.contains("Kappa van de toon\n0,81"), "agreement stays");

    // What may be quoted of the example's interviews goes into its report.
    let themes = "/programmes/servicedesk/waves/1/coding/themes";
    first.open(&demo.address(themes)).await;
    first.click("#quotes details summary").await;
    let quote = "#quotes details blockquote";
    let said = first
        .find(&format!("{quote} p"))
        .await
        .text()
        .await
        .unwrap();
    first.click(&format!("{quote} form button")).await;
    first.find("#quotes details[open] .tag").await;
    first.screenshot("quotes-chosen").await;
    first.is_accessible("the quotes").await;
    let report = "/programmes/servicedesk/waves/1/report";
    first.open(&demo.address(report)).await;
    let shown = first.find("#interviews blockquote p").await;
    assert_eq!(shown.text().await.unwrap(), said);
    first.fits("the report with a quote").await;
}
