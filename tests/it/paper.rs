//! A questionnaire outside the browser: on paper and back, with a translator and back.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::evidence::Answer;
use peil::domain::protocol::Protocol;
use peil::import::responses;
use peil::store::surveys;

use super::support::app::Browser;
use super::support::multipart;
use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/surveys/satisfaction";
const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");

/// What stands between `from` and `to`, as often as it does.
fn between<'a>(page: &'a str, from: &'a str, to: &str) -> Vec<&'a str> {
    let parts = page.split(from).skip(1);
    parts.map(|part| part.split(to).next().unwrap()).collect()
}

#[tokio::test]
async fn what_is_typed_over_from_the_paper_is_what_the_import_takes() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let version = surveys::latest(&app.app.db.reader, programme.id, "satisfaction").await;
    let survey = version.unwrap().unwrap().survey;
    let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    let header = browser.get(&format!("{OWN}/paper.csv")).await.body;
    let columns: Vec<&str> = header
        .trim_start_matches('\u{feff}')
        .trim()
        .split(';')
        .collect();
    for language in ["nl", "en"] {
        let page = browser.get(&format!("{OWN}/paper?lang={language}")).await;
        assert!(page.body.contains(&format!("<html lang=\"{language}\">")));
        // Somebody ticks the last box of every item, and writes where there is none.
        let items: Vec<(String, Option<String>)> =
            between(&page.body, "data-item=\"", "data-item=\"")
                .iter()
                .map(|item| {
                    let values = between(item, "data-value=\"", "\"");
                    let code = item.split('"').next().unwrap().to_owned();
                    (code, values.last().map(|value| (*value).to_owned()))
                })
                .collect();
        assert_eq!(items.len(), survey.items().count());
        let cell = |column: &&str| match *column {
            "respondent" => "P001".to_owned(),
            "segment" => protocol.segments[0].code.clone(),
            "completeness" => "complete".to_owned(),
            code => {
                let (_, value) = items.iter().find(|(item, _)| item == code).unwrap();
                value.clone().unwrap_or_else(|| "Tekst".to_owned())
            }
        };
        let row: Vec<String> = columns.iter().map(cell).collect();
        let file = format!("{}{}\r\n", header, row.join(";"));
        let read = responses::read(file.as_bytes(), &survey, &protocol);
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.rows[0].answers.len(), survey.items().count());
        let first = survey.items().next().unwrap();
        assert_eq!(read.rows[0].answers[&first.code], Answer::Number(5));
    }
}

async fn bring(browser: &mut Browser, fields: &[(&str, &str)]) -> super::support::app::Answer {
    multipart(browser, &format!("{OWN}/translations"), fields).await
}

#[tokio::test]
async fn a_new_language_comes_back_from_its_translator_only_when_it_is_complete() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let file = browser
        .get(&format!("{OWN}/translations.csv?into=fy"))
        .await
        .body;
    // The translator writes something behind every source text.
    let full = file.replace("\";\"\";\"missing\"", "\";\"Frysk =1\";\"\"");
    assert_ne!(full, file);
    let half = full.replacen("\"Frysk =1\"", "\"\"", 1);
    let refused = bring(&mut browser, &[("language", "fy"), ("file", &half)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Still missing"), "{}", refused.body);
    let seen = bring(&mut browser, &[("language", "fy"), ("file", &full)]).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let latest = || surveys::latest(&app.app.db.reader, programme.id, "satisfaction");
    assert_eq!(latest().await.unwrap().unwrap().version, 1, "only shown");
    let fields = [("language", "fy"), ("rows", full.as_str()), ("keep", "1")];
    let kept = bring(&mut browser, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let draft = latest().await.unwrap().unwrap();
    assert_eq!((draft.version, draft.survey.languages.len()), (2, 3));
    let page = browser.get(&format!("{OWN}/preview/1?lang=fy")).await.body;
    assert!(page.contains("<span lang=\"fy\">Frysk =1</span>"), "{page}");
    let again = bring(&mut browser, &[("language", "fy"), ("file", &full)]).await;
    assert!(again.body.contains("changes nothing"), "{}", again.body);
}

#[tokio::test]
async fn a_translation_of_an_old_source_is_refused_by_its_line() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let file = browser
        .get(&format!("{OWN}/translations.csv?into=en"))
        .await
        .body;
    let source = between(&file, "\"title\";\"", "\"")[0];
    let old = file.replacen(source, "Een oude titel", 1);
    let refused = bring(&mut browser, &[("language", "en"), ("file", &old)]).await;
    assert!(
        refused.body.contains("the source of title has changed"),
        "{}",
        refused.body
    );
    let unknown = file.replacen("\"title\"", "\"titel\"", 1);
    let refused = bring(&mut browser, &[("language", "en"), ("file", &unknown)]).await;
    assert!(
        refused.body.contains("there is no text titel"),
        "{}",
        refused.body
    );
    let source = bring(&mut browser, &[("language", "nl"), ("file", &file)]).await;
    assert_eq!(source.status, StatusCode::UNPROCESSABLE_ENTITY);
}
