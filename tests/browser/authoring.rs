//! A programme written from nothing in the browser, up to its verdicts, and its file taken away.

use fantoccini::Locator;

use crate::chromium::{Browser, Scheme, Screen, Scripts};
use crate::demo::Demo;
use crate::staff::sign_in;

const PARTS: &str = "/programmes/counter/protocol/parts";

/// Puts in each field what it is to hold: typed, chosen or ticked.
async fn fill_in(browser: &Browser, fields: &[(&str, &str)]) {
    for (name, text) in fields {
        let field = browser.find(&format!("[name=\"{name}\"]")).await;
        let kind = field.prop("type").await.unwrap().unwrap_or_default();
        match kind.as_str() {
            "select-one" => field.select_by_value(text).await.unwrap(),
            "checkbox" => {
                browser
                    .click(&format!("[name=\"{name}\"][value=\"{text}\"]"))
                    .await;
            }
            // How a day is typed depends on the machine's language.
            "date" => {
                let script = "arguments[0].value = arguments[1]";
                let arguments = vec![serde_json::to_value(field).unwrap(), (*text).into()];
                browser.client.execute(script, arguments).await.unwrap();
            }
            _ => {
                browser.fill(&format!("[name=\"{name}\"]"), text).await;
            }
        }
    }
    browser.click("main form button.primary").await;
}

async fn add(browser: &Browser, demo: &Demo, part: &str, fields: &[(&str, &str)]) {
    browser
        .open(&demo.address(&format!("{PARTS}/{part}")))
        .await;
    fill_in(browser, fields).await;
    browser.at("/protocol/parts").await;
}

fn named<'a>(code: &'a str, nl: &'a str, en: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("code", code), ("name.nl", nl), ("name.en", en)]
}

/// What was left is judged at once; what nobody was at yet is not wrong yet. Nothing is stored.
async fn checks_while_one_types(browser: &Browser, demo: &Demo) {
    browser
        .open(&demo.address(&format!("{PARTS}/agreement")))
        .await;
    let leave = "document.getElementById('response_hours').blur()";
    browser.fill("[name=response_hours]", "vier").await;
    browser.client.execute(leave, vec![]).await.unwrap();
    browser.find("#response_hours[aria-invalid=true]").await;
    browser.find("#response_hours-error").await;
    assert_eq!(browser.count("main form .error").await, 1);
    browser.is_accessible("a form that was checked").await;
    browser.fill("[name=response_hours]", "4").await;
    browser.find("#response_hours:not([aria-invalid])").await;
    browser.open(&demo.address(PARTS)).await;
    assert_eq!(browser.count("#agreement table").await, 0);
}

/// Three parameters, each read from the measurement series of its own code.
async fn add_parameter(browser: &Browser, demo: &Demo, code: &str, kind: &str, aspect: &str) {
    let mut fields = named(code, "Binnen de norm", "Within the norm");
    fields.extend([
        ("kind", kind),
        ("aspect", aspect),
        ("evidence", "complete"),
        ("estimator", "ratio"),
        ("series", code),
        ("scale", "share"),
        ("direction", "higher"),
        ("target", "80 %"),
        ("limit", "75 %"),
        ("goals", "D1"),
        ("owner", "Joost Kramer"),
    ]);
    add(browser, demo, "parameter", &fields).await;
}

async fn write_protocol(browser: &Browser, demo: &Demo) {
    browser.open(&demo.address("/programmes/new/form")).await;
    fill_in(
        browser,
        &[
            ("slug", "counter"),
            ("name.nl", "Eén loket"),
            ("name.en", "One counter"),
            ("organisation.nl", "Gemeente Waterhoven"),
            ("organisation.en", "Town of Waterhoven"),
            ("time_zone", "Europe/Amsterdam"),
            ("introduction", "2026-01-01"),
        ],
    )
    .await;
    browser.at("/protocol/parts").await;
    let mut goal = named("D1", "Sneller", "Faster");
    goal.extend([
        ("statement.nl", "Meldingen zijn binnen de norm opgelost."),
        ("statement.en", "Requests are solved within the norm."),
        ("deadline", "2026-12-31"),
    ]);
    add(browser, demo, "goal", &goal).await;
    let mut segment = named("SD", "Sociaal Domein", "Social services");
    segment.push(("population", "310"));
    add(browser, demo, "segment", &segment).await;
    add(
        browser,
        demo,
        "cluster",
        &named("C1", "Werkplek", "Workplace"),
    )
    .await;
    for (code, nl, en) in [("S1", "Bureaustoel", "Desk chair"), ("S2", "Lamp", "Lamp")] {
        let mut service = named(code, nl, en);
        service.extend([
            ("cluster", "C1"),
            ("handling", "both"),
            ("back_office", "Magazijn"),
            ("contact", "toestel 4711"),
        ]);
        add(browser, demo, "service", &service).await;
    }
    checks_while_one_types(browser, demo).await;
    let mut agreement = named("SLA-C1", "Werkplek", "Workplace");
    agreement.extend([
        ("cluster", "C1"),
        ("response_hours", "4"),
        ("solve_hours", "40"),
        ("share_within", "85 %"),
        ("series", "P01"),
    ]);
    add(browser, demo, "agreement", &agreement).await;
    for (code, kind, aspect) in [
        ("P01", "work_control", "efficiency"),
        ("P02", "quality_monitoring", "effectiveness"),
        ("P03", "result_measurement", "effectiveness"),
    ] {
        add_parameter(browser, demo, code, kind, aspect).await;
    }
    let mut charter = named("H1", "Op tijd", "On time");
    charter.extend([
        ("promise.nl", "Wij lossen op tijd op."),
        ("promise.en", "We solve in time."),
        ("parameter", "P01"),
        ("cluster", "C1"),
        ("threshold", "80 %"),
        ("eur_per_breach", "25"),
        ("sanction.nl", "Korting."),
        ("sanction.en", "Discount."),
        ("back_office", "Magazijn"),
    ]);
    add(browser, demo, "charter", &charter).await;
    write_surroundings(browser, demo).await;
    let mut wave = vec![
        ("number", "1"),
        ("name.nl", "Eindmeting"),
        ("name.en", "Final"),
    ];
    wave.extend([
        ("kind", "final"),
        ("privacy_mode", "anonymous"),
        ("survey", "short"),
        ("evidence_from", "2026-01-01"),
        ("evidence_to", "2026-12-31"),
    ]);
    add(browser, demo, "wave", &wave).await;
}

/// A problem with the parameter it is judged by, a premise, what happened around, what clients hear.
async fn write_surroundings(browser: &Browser, demo: &Demo) {
    let said = |code, nl, en| vec![("code", code), ("statement.nl", nl), ("statement.en", en)];
    let mut problem = said(
        "K1",
        "Meldingen bleven liggen.",
        "Requests were left lying.",
    );
    problem.extend([("goals", "D1"), ("parameters", "P01")]);
    add(browser, demo, "problem", &problem).await;
    let premise = said("U1", "Geen extra mensen.", "No extra staff.");
    add(browser, demo, "premise", &premise).await;
    let mut moved = said("A1", "Verhuizing.", "Removal.");
    moved.extend([("day", "2026-01-15"), ("source", "Verhuisplan")]);
    add(browser, demo, "annotation", &moved).await;
    let told = [("phone.nl", "Toestel 4711"), ("phone.en", "Extension 4711")];
    add(browser, demo, "information", &told).await;
}

const SURVEY: &str = r#"code = "short"
kind = "survey"
languages = ["nl", "en"]
title = { nl = "Kort", en = "Short" }

[[page]]
code = "one"

[[page.item]]
code = "q1"
text = { nl = "Hoe ging het?", en = "How was it?" }
kind = "scale"
low = 1
high = 5
low_label = { nl = "slecht", en = "bad" }
high_label = { nl = "goed", en = "good" }
purpose = "background"
"#;

const FIGURES: &str = "parameter,periode,cluster,teller,noemer\n\
    P01,M01,C1,90,100\nP02,M01,,77,100\nP03,M01,,60,100\n";

#[tokio::test]
async fn a_programme_is_written_from_nothing_frozen_evaluated_and_taken_away() {
    let demo = Demo::start();
    let browser = Browser::start(Screen::Desktop, Scripts::On).await;
    sign_in(&browser, &demo, "evaluator").await;
    write_protocol(&browser, &demo).await;
    browser.screenshot("parts").await;
    browser.is_accessible("the parts of a protocol").await;

    browser
        .open(&demo.address("/programmes/counter/surveys/new"))
        .await;
    let field = browser.find("textarea[name=text]").await;
    let script = "arguments[0].value = arguments[1]";
    let arguments = vec![serde_json::to_value(field).unwrap(), SURVEY.into()];
    browser.client.execute(script, arguments).await.unwrap();
    browser.click("main form button.primary").await;
    browser.at("/surveys/short").await;
    browser.click("a[href$=\"/publication\"]").await;
    browser.at("/surveys/short/publication").await;
    browser
        .click("form[action$=\"/publication\"] button.primary")
        .await;
    browser.at("/surveys/short").await;

    browser
        .open(&demo.address("/programmes/counter/protocol/freezing"))
        .await;
    browser.click("main form button.primary").await;
    browser.at("/programmes/counter/protocol").await;
    browser
        .open(&demo.address("/programmes/counter/waves/1"))
        .await;
    browser.click("form[action$=\"/opening\"] button").await;
    browser.at("/waves/1").await;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("figures.csv");
    std::fs::write(&file, FIGURES).unwrap();
    browser
        .open(&demo.address("/programmes/counter/imports/measurements"))
        .await;
    browser.attach("input[name=file]", &file).await;
    browser.click("main form button.primary").await;
    browser.find("main dl.facts").await;
    browser.click("main form button.primary").await;
    browser
        .find("main a[href=\"/programmes/counter/evaluation\"]")
        .await;

    browser
        .open(&demo.address("/programmes/counter/waves/1/evaluation"))
        .await;
    for (code, value) in [("P01", "90"), ("P02", "77"), ("P03", "60")] {
        let path = format!("//tr[th//*[normalize-space()='{code}']]");
        let row = browser.client.find(Locator::XPath(&path)).await.unwrap();
        let row = row.text().await.unwrap();
        assert!(row.contains(value), "{code}: {row}");
    }
    browser.screenshot("parts-evaluation").await;
    judge_the_problem(&browser, &demo).await;

    // The file says what the forms say: taken away and sent again, it is the same protocol.
    let hash = async || {
        browser
            .open(&demo.address("/programmes/counter/protocol"))
            .await;
        let hash = browser.find("code.hash").await;
        hash.text().await.unwrap()
    };
    let before = hash().await;
    browser
        .open(&demo.address("/programmes/counter/protocol/text"))
        .await;
    let field = browser.find("textarea[name=text]").await;
    let file = field.prop("value").await.unwrap().unwrap();
    assert!(file.contains("code = \"SLA-C1\""), "{file}");
    let read = peil::domain::protocol::Protocol::parse("protocol.toml", &file).unwrap();
    assert_eq!(
        read.hash(),
        before,
        "the file loads back without any difference"
    );
}

/// What was wrong at the start is judged by what was found, with a reason; the report says so.
async fn judge_the_problem(browser: &Browser, demo: &Demo) {
    let wave = "/programmes/counter/waves/1";
    browser.open(&demo.address(&format!("{wave}/report"))).await;
    browser.click("form[action$=\"/snapshots\"] button").await;
    browser.at("/waves/1/report").await;
    browser.click("a[href$=\"/waves/1/problems\"]").await;
    browser.at("/waves/1/problems").await;
    browser.is_accessible("the problems").await;
    browser.fits("the problems").await;
    browser.screenshot("problems").await;
    let proposed = browser.text().await;
    assert!(proposed.contains("P01 haalt de streefwaarde"), "{proposed}");
    fill_in(
        browser,
        &[
            ("status-K1", "partly"),
            ("reason-K1", "Nog te vaak te laat"),
        ],
    )
    .await;
    browser.find("section#problem-K1 strong").await;
    browser.open(&demo.address(&format!("{wave}/report"))).await;
    let report = browser.text().await;
    assert!(report.contains("Nog te vaak te laat"), "{report}");
    assert!(
        report.contains("Verhuisplan"),
        "what happened around is listed"
    );
    browser.screenshot("problems-report").await;
}

#[tokio::test]
async fn the_forms_work_on_a_phone_without_scripts_at_night() {
    let demo = Demo::start();
    let phone = Browser::start_in(Screen::Phone, Scripts::Off, Scheme::Dark).await;
    sign_in(&phone, &demo, "evaluator").await;
    for path in ["", "/goal", "/parameter/P01", "/rules", "/service"] {
        let path = format!("/programmes/servicedesk/protocol/parts{path}");
        phone.open(&demo.address(&path)).await;
        phone.fits(&path).await;
        phone
            .screenshot(&format!("parts{}", path.replace('/', "-")))
            .await;
    }
    for path in ["imports/services", "waves/1/problems", "protocol"] {
        let address = format!("/programmes/servicedesk/{path}");
        phone.open(&demo.address(&address)).await;
        phone.fits(path).await;
        phone
            .screenshot(&format!("phone-{}", path.replace('/', "-")))
            .await;
        assert_eq!(phone.nameless().await, Vec::<String>::new(), "{path}");
    }
    phone
        .open(&demo.address("/programmes/servicedesk/protocol/parts/goal/D1"))
        .await;
    phone.fill("[name=\"name.nl\"]", "Blije klanten").await;
    phone.click("main form button.primary").await;
    phone.find("[role=alert] a[href=\"#reason\"]").await;
    phone.fill("[name=reason]", "Een duidelijker naam").await;
    phone.click("main form button.primary").await;
    phone.at("/protocol/parts").await;
    assert!(phone.text().await.contains("Blije klanten"));
}
