//! Files through the browser: seen first, then taken in whole, or refused with row and column.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::cli::load::load;
use peil::domain::access::Role;
use peil::store::audit::Actor;
use peil::store::programmes::Programme;
use peil::store::{batches, interviews};

use super::example::{files, folder};
use super::support::app::{Answer, Browser, TestApp};

const HEADER: &str = "gesprek,datum,segment,rol,thema,uitspraak,codeur1,codeur2,open_knelpunt_0_1";

pub async fn with_example() -> (TestApp, Programme) {
    let app = TestApp::start().await;
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder(), &files(), app.now())
        .await
        .unwrap();
    (app, programme)
}

/// Ten statements of six interviews in the evidence period of the open wave.
fn sound() -> String {
    let row = |nr: usize| {
        let (interview, tone) = (nr % 6, if nr < 8 { "positief" } else { "negatief" });
        format!(
            "\nW{interview},2026-11-1{interview},SD,gebruiker,snelheid,Uitspraak {nr},{tone},{tone},0"
        )
    };
    HEADER.to_owned() + &(0..10).map(row).collect::<String>()
}

fn with_a_bad_row() -> String {
    sound() + "\nW9,2026-11-12,XX,gebruiker,snelheid,Goed,positief,positief,0"
}

pub async fn bring(browser: &mut Browser, content: &str) -> Answer {
    let body = format!(
        "--peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{content}\r\n--peil--\r\n"
    );
    let request = Request::post("/programmes/servicedesk/imports/interviews")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

async fn statements(app: &TestApp, programme: &Programme) -> usize {
    interviews::statements(&app.app.db.reader, programme)
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn one_bad_row_refuses_the_whole_file_and_names_row_and_column() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let answer = bring(&mut browser, &with_a_bad_row()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let preview = answer.location().to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body
            .contains(r#"<th class="number" scope="row">12</th>"#),
        "{}",
        page.body
    );
    assert!(page.body.contains("<td>segment</td>") && page.body.contains("<code>XX</code>"));
    assert!(
        !page.body.contains("Take in these"),
        "there is no button to take it in"
    );
    let forced = browser.post(&preview, "").await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        statements(&app, &programme).await,
        108,
        "nothing may be stored"
    );
}

#[tokio::test]
async fn a_sound_file_is_taken_in_once_and_moves_the_evaluation() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let address = "/programmes/servicedesk/waves/2/evaluation.json";
    let before = browser.get(address).await.body;
    let preview = bring(&mut browser, &sound()).await.location().to_owned();
    assert_eq!(browser.get(&preview).await.status, StatusCode::OK);
    assert_eq!(
        statements(&app, &programme).await,
        108,
        "a preview stores nothing"
    );
    let done = browser.post(&preview, "").await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.body.contains("10 new"), "{}", done.body);
    assert_eq!(statements(&app, &programme).await, 118);
    assert_eq!(
        browser.post(&preview, "").await.status,
        StatusCode::NOT_FOUND,
        "it is used up"
    );
    let again = bring(&mut browser, &sound()).await.location().to_owned();
    let done = browser.post(&again, "").await;
    assert!(done.body.contains("taken in before"), "{}", done.body);
    assert_eq!(statements(&app, &programme).await, 118);
    let after = browser.get(address).await.body;
    let results = |body: &str| body[body.find("\"results\"").unwrap()..].to_owned();
    assert_ne!(results(&before), results(&after));
}

#[tokio::test]
async fn a_reader_cannot_bring_a_file_nor_see_what_another_brought() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let preview = bring(&mut evaluator, &sound()).await.location().to_owned();
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    assert_eq!(
        bring(&mut reader, &sound()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(reader.get(&preview).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        reader.post(&preview, "").await.status,
        StatusCode::FORBIDDEN
    );
    let taken = batches::of_programme(&app.app.db.reader, programme.id)
        .await
        .unwrap();
    assert!(taken.iter().all(|batch| batch.file_name != "notes.csv"));
}

#[tokio::test]
async fn the_page_and_the_folder_give_the_same_results_to_the_byte() {
    let (app, programme) = with_example().await;
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    let answer = reader
        .get("/programmes/servicedesk/waves/1/evaluation.json")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let wanted = super::example::evaluation();
    let results = format!(r#""results":{},"#, wanted.canonical_json());
    assert!(answer.body.contains(&results), "the results differ");
    assert!(answer.body.contains(&wanted.hash()));
}

#[tokio::test]
async fn a_file_that_is_taken_out_again_leaves_the_evaluation_as_it_was() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let address = "/programmes/servicedesk/waves/2/evaluation.json";
    let before = browser.get(address).await.body;
    let preview = bring(&mut browser, &sound()).await.location().to_owned();
    let page = browser.get(&preview).await.body;
    assert!(page.contains("10 new, 0 changed, 0 unchanged"), "{page}");
    assert_eq!(
        statements(&app, &programme).await,
        108,
        "a try stores nothing"
    );
    browser.post(&preview, "").await;
    assert_ne!(browser.get(address).await.body, before);

    let all = batches::of_programme(&app.app.db.reader, programme.id).await;
    let own = format!("/programmes/servicedesk/batches/{}", all.unwrap()[0].id);
    let list = browser.get("/programmes/servicedesk/imports").await.body;
    assert!(list.contains(&format!("href=\"{own}\"")));
    assert!(browser.get(&own).await.body.contains("Take this file out"));
    let done = browser.post(&format!("{own}/undo"), "").await;
    assert_eq!(done.location(), own);
    assert_eq!(statements(&app, &programme).await, 108);
    assert_eq!(browser.get(address).await.body, before);
    let page = browser.get(&own).await.body;
    assert!(page.contains("taken out on") && !page.contains("Take this file out"));
    let again = browser.post(&format!("{own}/undo"), "").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let audit = browser.get("/programmes/servicedesk/audit").await.body;
    assert!(audit.contains("File taken out again"), "the log keeps it");
    // It may come in once more: nothing of it is there.
    let preview = bring(&mut browser, &sound()).await.location().to_owned();
    assert!(browser.post(&preview, "").await.body.contains("10 new"));
}

#[tokio::test]
async fn a_file_of_a_closed_wave_stays_and_the_page_says_why() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let all = batches::of_programme(&app.app.db.reader, programme.id).await;
    let all = all.unwrap();
    let of_wave = |batch: &&batches::Batch| batch.kind.is_of_wave();
    let answers = all.iter().find(of_wave).unwrap();
    let own = format!("/programmes/servicedesk/batches/{}", answers.id);
    let page = browser.get(&own).await.body;
    assert!(
        page.contains("The wave was closed with this file"),
        "{page}"
    );
    let forced = browser.post(&format!("{own}/undo"), "").await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
}
