//! Answers taken along: what goes out comes in again without a difference, and nothing while a wave runs.

use std::path::Path;
use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use parquet::file::reader::FileReader as _;
use parquet::record::RowAccessor as _;
use peil::domain::access::Role;
use peil::domain::evaluation::evaluate;
use peil::import::folder;

use super::example::{evaluation, files};
use super::support::app::{Answer, Browser, TestApp};
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
    let long = browser.get(&format!("{OWN}/answers.csv?shape=long")).await;
    for file in [&wide.bytes, &book.bytes, &long.bytes] {
        let preview = bring(&mut browser, file).await.location().to_owned();
        let page = browser.get(&preview).await.body;
        let same = format!("0 new, 0 changed, {responses} unchanged");
        assert!(page.contains(&same), "{page}");
    }

    assert!(long.body.lines().count() > 8 * responses);
    let mut files = files();
    files.insert("survey_wave1.csv".to_owned(), long.bytes.to_vec());
    let copy = folder::read(&files).expect("it is sound");
    let same = evaluate(&copy.protocol.read, &copy.evidence());
    assert_eq!(
        serde_json::to_string(&same).unwrap(),
        serde_json::to_string(&evaluation()).unwrap(),
        "an empty copy comes to the same"
    );
    let dictionary = browser.get(&format!("{OWN}/dictionary.csv")).await.body;
    assert!(dictionary.contains("q1_satisfied,"), "{dictionary}");
    let log = browser.get("/programmes/servicedesk/audit").await.body;
    assert_eq!(log.matches("export answers").count(), 3, "the log keeps it");
}

/// What the program prints, which has to be done.
fn peil(app: &TestApp, data: &Path, command: &[&str], more: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_peil"))
        .args(command)
        .args(["--wave", "1", "--database", &app.url, "--data"])
        .arg(data)
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[tokio::test]
async fn a_row_for_each_answer_comes_back_in_on_the_command_line_large_or_small() {
    let (app, _) = with_example().await;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let out = data.join("long.csv");
    let path = out.to_str().unwrap();
    peil(
        &app,
        data,
        &["export", "responses", "--long"],
        &["--out", path],
    );
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.len() < 1 << 20);
    let would = |more: &[&str]| -> serde_json::Value {
        let more = [&["--json", path], more].concat();
        serde_json::from_str(&peil(&app, data, &["import", "responses"], &more)).unwrap()
    };
    let all = would(&["--dry-run"])["would"].clone();
    let unchanged = all["unchanged"].as_u64().unwrap();
    assert!(unchanged > 400, "{all}");
    assert_eq!((&all["added"], &all["changed"]), (&0.into(), &0.into()));

    // Beyond a megabyte it is read a piece at a time.
    let (header, rows) = text.split_once('\n').unwrap();
    let again = (1..5).map(|time| {
        let renamed = rows.lines().map(|row| format!("{time}-{row}\n"));
        renamed.collect::<String>()
    });
    let many = format!("{header}\n{rows}{}", again.collect::<String>());
    assert!(many.len() > 1 << 20, "{}", many.len());
    std::fs::write(&out, &many).unwrap();
    let all = would(&[])["rows"].clone();
    assert_eq!(all["unchanged"], unchanged);
    assert_eq!(
        (&all["added"], &all["changed"]),
        (&(4 * unchanged).into(), &0.into())
    );
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
async fn numbers_for_spss_objects_for_programs_and_typed_columns_say_the_same_as_the_table() {
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

    let typed = browser.get(&format!("{OWN}/answers.parquet")).await;
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, &typed.bytes).unwrap();
    let typed = parquet::file::reader::SerializedFileReader::new(file).unwrap();
    let typed: Vec<_> = typed.get_row_iter(None).unwrap().flatten().collect();
    assert_eq!(typed.len(), rows.len());
    let mut names = wide.lines().next().unwrap().split(',');
    let place = names.position(|name| name == "q1_satisfied");
    let cells = typed.iter().map(|row| row.get_long(place.unwrap()));
    assert_eq!(cells.flatten().sum::<i64>(), sum);
    let missing = browser.get(&format!("{OWN}/answers.exe")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
