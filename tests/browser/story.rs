//! The whole story: asked, answered, noted, evaluated, and read by those who decide.

use std::path::Path;

use fantoccini::Locator;

use crate::chromium::{Browser, Screen, Scripts};
use crate::client::hand_in;
use crate::demo::Demo;
use crate::staff::sign_in;

const HEADER: &str = "gesprek,datum,segment,rol,thema,uitspraak,codeur1,codeur2,open_knelpunt_0_1";

/// Ten statements of six interviews in the open wave's evidence period: eight are positive.
fn notes() -> String {
    let row = |nr: usize| {
        let (interview, tone) = (nr % 6, if nr < 8 { "positief" } else { "negatief" });
        format!(
            "\nW{interview},2026-11-1{interview},SD,gebruiker,snelheid,Uitspraak {nr},{tone},{tone},0"
        )
    };
    HEADER.to_owned() + &(0..10).map(row).collect::<String>()
}

/// The same with a segment that nobody knows, on row 12.
fn notes_with_a_bad_row() -> String {
    notes() + "\nW9,2026-11-12,XX,gebruiker,snelheid,Goed,positief,positief,0"
}

/// Brings a file of interviews as far as its preview.
async fn bring(evaluator: &Browser, demo: &Demo, file: &Path, content: &str) {
    std::fs::write(file, content).unwrap();
    evaluator
        .open(&demo.address("/programmes/servicedesk/imports/interviews"))
        .await;
    evaluator.attach("input[name=file]", file).await;
    evaluator.click("main form button.primary").await;
    evaluator.find("main dl.facts").await;
}

/// The row of a parameter in the table of an evaluation, as it is read.
async fn row(browser: &Browser, code: &str) -> String {
    let path = format!("//tr[th//*[normalize-space()='{code}']]");
    let row = browser.client.find(Locator::XPath(&path)).await;
    match row {
        Ok(row) => row.text().await.unwrap(),
        Err(error) => panic!("{code}: {error}\non the page:\n{}", browser.text().await),
    }
}

async fn evaluation_of_the_open_wave(browser: &Browser, demo: &Demo) -> String {
    browser
        .open(&demo.address("/programmes/servicedesk/waves/2/evaluation"))
        .await;
    row(browser, "P08").await
}

#[tokio::test]
async fn from_a_clients_answer_and_interview_notes_to_the_verdicts_of_management() {
    let demo = Demo::start();
    let evaluator = Browser::start(Screen::Desktop, Scripts::On).await;
    sign_in(&evaluator, &demo, "evaluator").await;
    let before = evaluation_of_the_open_wave(&evaluator, &demo).await;

    evaluator
        .open(&demo.address("/programmes/servicedesk/waves/2"))
        .await;
    evaluator.screenshot("wave-open").await;
    evaluator.click("main a.primary[href$=\"/sending\"]").await;
    evaluator.screenshot("wave-sending").await;
    evaluator
        .click("main form[action$=\"/sending\"] button.primary")
        .await;
    evaluator.at("/outbox").await;

    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    hand_in(&phone, &demo.mailed_link().await).await;
    drop(phone);

    let folder = tempfile::tempdir().unwrap();
    bring(
        &evaluator,
        &demo,
        &folder.path().join("bad.csv"),
        &notes_with_a_bad_row(),
    )
    .await;
    evaluator.screenshot("import-refused").await;
    let said = evaluator
        .find("main table tbody tr")
        .await
        .text()
        .await
        .unwrap();
    assert!(
        said.starts_with("12 segment XX"),
        "row, column and cell: {said}"
    );
    assert_eq!(
        evaluator.count("main form button.primary").await,
        0,
        "it cannot be taken in"
    );
    let unchanged = evaluation_of_the_open_wave(&evaluator, &demo).await;
    assert_eq!(unchanged, before, "nothing of a refused file counts");

    // A column with a name of its own is said once to be what it is.
    let own = notes().replacen("uitspraak", "opgetekend", 1);
    bring(&evaluator, &demo, &folder.path().join("good.csv"), &own).await;
    evaluator.fits("the mapping form").await;
    assert_eq!(evaluator.count("main form button.primary").await, 0);
    let column = evaluator.find("select[name=\"column:opgetekend\"]").await;
    column.select_by_value("statement").await.unwrap();
    evaluator.screenshot("import-mapping").await;
    evaluator
        .click("main form[action$=\"/mapping\"] button")
        .await;
    evaluator.find("main form button.primary").await;
    evaluator.screenshot("import-preview").await;
    evaluator.click("main form button.primary").await;
    evaluator
        .find("main a[href=\"/programmes/servicedesk/evaluation\"]")
        .await;
    let after = evaluation_of_the_open_wave(&evaluator, &demo).await;
    evaluator.screenshot("evaluation-open-wave").await;
    assert_ne!(after, before);
    assert!(
        after.contains("10") && after.contains("80"),
        "8 of 10 statements: {after}"
    );
    assert_eq!(evaluator.nameless().await, Vec::<String>::new());
    drop(evaluator);

    let manager = Browser::start(Screen::Desktop, Scripts::Off).await;
    sign_in(&manager, &demo, "manager").await;
    manager
        .click("main a[href=\"/programmes/servicedesk\"]")
        .await;
    manager
        .open(&demo.address("/programmes/servicedesk/waves/1/report"))
        .await;
    manager.screenshot("report-of-wave-1").await;
    manager.fits("the report").await;
    assert_eq!(manager.count("h1").await, 1);
    assert!(
        manager.count("article.report svg").await > 5,
        "charts are drawn in the page"
    );
    let report = manager.text().await.to_lowercase();
    for code in (1..=18).map(|nr| format!("p{nr:02}")) {
        assert!(report.contains(&code), "{code} is not in the report");
    }
    for verdict in ["niet gehaald", "niet aangetoond", "gehaald"] {
        assert!(
            report.contains(verdict),
            "the report does not say {verdict}"
        );
    }
    manager
        .open(&demo.address("/programmes/servicedesk/imports"))
        .await;
    assert_eq!(
        manager.count("a[href$=\"/imports/interviews\"]").await,
        0,
        "managers bring no files"
    );
}

#[tokio::test]
async fn the_report_is_read_on_a_phone_without_scripts() {
    let demo = Demo::start();
    let phone = Browser::start(Screen::Phone, Scripts::Off).await;
    sign_in(&phone, &demo, "reader").await;
    for (page, contents) in [
        ("report", "article.report"),
        ("evaluation", "table.figures-table"),
    ] {
        phone
            .open(&demo.address(&format!("/programmes/servicedesk/waves/1/{page}")))
            .await;
        phone.find(contents).await;
        phone.fits(page).await;
        phone.screenshot(&format!("phone-{page}")).await;
        assert_eq!(phone.nameless().await, Vec::<String>::new(), "{page}");
    }
}
