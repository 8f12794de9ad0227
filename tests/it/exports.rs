//! Answers taken along: what goes out comes in again without a difference, and nothing while a wave runs.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;

use super::support::app::{Answer, Browser};
use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/waves/1/export";

async fn bring(browser: &mut Browser, content: &[u8]) -> Answer {
    let before = "--peil\r\nContent-Disposition: form-data; name=\"wave\"\r\n\r\n1\r\n\
         --peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"back.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n";
    let body = [before.as_bytes(), content, b"\r\n--peil--\r\n"].concat();
    let request = Request::post("/programmes/servicedesk/imports/responses")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

#[tokio::test]
async fn what_goes_out_comes_in_again_without_a_difference() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    assert_eq!(browser.get(OWN).await.status, StatusCode::OK);
    let wide = browser.get(&format!("{OWN}/answers.csv")).await;
    assert_eq!(wide.status, StatusCode::OK);
    let responses = wide.body.lines().count() - 1;
    assert!(responses > 400, "{responses}");
    let first = wide.body.lines().next().unwrap();
    assert!(first.contains("respondent,segment,completeness,q1_satisfied"));
    assert!(
        !first.contains("q12_comment"),
        "open texts stay where they are"
    );

    let book = browser.get(&format!("{OWN}/answers.xlsx")).await;
    for file in [&wide.bytes, &book.bytes] {
        let preview = bring(&mut browser, file).await.location().to_owned();
        let page = browser.get(&preview).await.body;
        let same = format!("0 new, 0 changed, {responses} unchanged");
        assert!(page.contains(&same), "{page}");
    }

    let long = browser
        .get(&format!("{OWN}/answers.csv?shape=long"))
        .await
        .body;
    assert!(long.lines().count() > 8 * responses);
    let dictionary = browser.get(&format!("{OWN}/dictionary.csv")).await.body;
    assert!(dictionary.contains("q1_satisfied,"), "{dictionary}");
    let log = browser.get("/programmes/servicedesk/audit").await.body;
    assert_eq!(log.matches("export answers").count(), 3, "the log keeps it");
}

#[tokio::test]
async fn the_answers_of_a_running_anonymous_wave_stay() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/waves/2/export";
    let page = browser.get(own).await.body;
    assert!(page.contains("still running"), "{page}");
    let forced = browser.get(&format!("{own}/answers.csv")).await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let refused = manager.get(&format!("{OWN}/answers.csv")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn numbers_for_spss_and_objects_for_programs_say_the_same_as_the_table() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let wide = browser.get(&format!("{OWN}/answers.csv")).await.body;
    let json = browser.get(&format!("{OWN}/answers.json")).await;
    let told: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(rows.len(), wide.lines().count() - 1);
    let satisfied = |row: &serde_json::Value| row["answers"]["q1_satisfied"].as_i64();
    let sum: i64 = rows.iter().filter_map(satisfied).sum();
    assert!(sum > 1_000, "{sum}");
    let meant = |column: &serde_json::Value| column["column"] == "q1_satisfied";
    assert!(told["columns"].as_array().unwrap().iter().any(meant));

    let packed = browser.get(&format!("{OWN}/answers-spss.zip")).await;
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(packed.bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(packed.by_name(name).unwrap()).unwrap();
    let (data, syntax) = (part("answers.csv"), part("answers.sps"));
    let mut lines = csv::Reader::from_reader(data.as_bytes());
    let place = lines
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "q1_satisfied");
    let cells = lines
        .records()
        .map(|line| line.unwrap()[place.unwrap()].parse::<i64>());
    assert_eq!(cells.flatten().filter(|value| *value > 0).sum::<i64>(), sum);
    assert!(syntax.contains("GET DATA"), "{syntax}");
    assert!(syntax.contains("VALUE LABELS q1_satisfied"), "{syntax}");
    assert!(syntax.contains("MISSING VALUES q1_satisfied (-98, -99)."));
    let missing = browser.get(&format!("{OWN}/answers.exe")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
