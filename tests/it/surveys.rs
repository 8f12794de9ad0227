//! Surveys in the browser: a sound text becomes a draft, a broken one comes back with its lines.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;
use peil::store::programmes::Programme;
use peil::store::surveys::{self, SurveyVersion};

use super::support::app::{Answer, Browser, TestApp};
use super::taking_in::with_example;

const LIST: &str = "/programmes/servicedesk/surveys";
const NEW: &str = "/programmes/servicedesk/surveys/new";
const OWN: &str = "/programmes/servicedesk/surveys/satisfaction";
const TEXT: &str = "/programmes/servicedesk/surveys/satisfaction/text";

/// Sends the form as a browser does: with CRLF in the text, and the file empty when none is chosen.
async fn send(browser: &mut Browser, path: &str, text: &str, file: &str) -> Answer {
    let text = text.replace('\n', "\r\n");
    let body = format!(
        "--peil\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n\
         --peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mine.toml\"\r\n\
         Content-Type: application/toml\r\n\r\n{file}\r\n--peil--\r\n"
    );
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

async fn history(app: &TestApp, programme: &Programme) -> Vec<SurveyVersion> {
    surveys::history(&app.app.db.reader, programme.id, "satisfaction")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_broken_text_comes_back_with_its_line_and_nothing_is_stored() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = history(&app, &programme).await;
    let broken = before[0]
        .text
        .replacen("kind = \"scale\"", "kind = \"scael\"", 1);
    let line = 1 + broken.lines().position(|l| l.contains("scael")).unwrap();
    for (text, file) in [(broken.as_str(), ""), ("", broken.as_str())] {
        let page = send(&mut browser, TEXT, text, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.body.contains(&format!("Line {line}, column")),
            "{}",
            page.body
        );
        let kept = page.body.split("<textarea").nth(1).unwrap();
        assert!(
            kept.contains("kind = &quot;scael&quot;"),
            "the text is kept"
        );
    }
    let new = send(&mut browser, NEW, &broken, "").await;
    assert_eq!(new.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(history(&app, &programme).await, before);
}

#[tokio::test]
async fn a_text_of_another_survey_is_refused_on_this_ones_page() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = history(&app, &programme).await[0].text.clone();
    let other = text.replacen("code = \"satisfaction\"", "code = \"other\"", 1);
    let page = send(&mut browser, TEXT, &other, "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = send(&mut browser, NEW, &other, "").await;
    assert_eq!(new.location(), "/programmes/servicedesk/surveys/other");
}

#[tokio::test]
async fn a_sound_text_becomes_a_draft_and_is_published_once() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = history(&app, &programme).await[0].text.clone();
    let same = send(&mut browser, TEXT, &text, "").await;
    assert_eq!(same.status, StatusCode::SEE_OTHER, "{}", same.body);
    assert_eq!(history(&app, &programme).await.len(), 1, "the same text");
    let changed = text.replacen("All in all", "All things considered", 1);
    send(&mut browser, TEXT, &changed, "").await;
    let draft = &history(&app, &programme).await[0];
    assert_eq!((draft.version, draft.published_at), (2, None));
    assert_eq!(draft.text, changed, "line ends stay as they were");
    let preview = browser.get(&format!("{OWN}/preview/1?lang=en")).await.body;
    assert!(preview.contains("All things considered"), "{preview}");
    let publication = format!("{OWN}/publication");
    let asked = browser.get(&publication).await.body;
    let id = asked
        .split("name=\"w-")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let hash = &draft.hash;
    let seen = publish(&mut browser, &publication, hash, &[]).await;
    assert_eq!(
        seen.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it has to be judged"
    );
    let other = publish(&mut browser, &publication, "other", &[(id, "wording")]).await;
    assert_eq!(
        other.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the draft changed"
    );
    assert_eq!(history(&app, &programme).await[0].published_at, None);
    let done = publish(&mut browser, &publication, hash, &[(id, "wording")]).await;
    assert_eq!(done.location(), OWN, "{}", done.body);
    let published = history(&app, &programme).await;
    publish(&mut browser, &publication, hash, &[(id, "meaning")]).await;
    assert!(published[0].published_at.is_some() && published.len() == 2);
    assert_eq!(history(&app, &programme).await, published);
    assert!(published[0].survey.items().all(|item| item.meaning == 1));
}

async fn publish(
    browser: &mut Browser,
    path: &str,
    hash: &str,
    weights: &[(&str, &str)],
) -> Answer {
    let weights: String = weights
        .iter()
        .map(|(id, weight)| format!("&w-{id}={weight}"))
        .collect();
    browser.post(path, &format!("hash={hash}{weights}")).await
}

#[tokio::test]
async fn another_scale_breaks_the_series_of_its_item_and_of_no_other() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = history(&app, &programme).await[0].text.clone();
    let changed = text.replacen("high = 5", "high = 7", 1);
    send(&mut browser, TEXT, &changed, "").await;
    let publication = format!("{OWN}/publication");
    let page = browser.get(&publication).await.body;
    assert!(page.contains("always a change of meaning"), "{page}");
    assert!(page.contains("P01"), "the parameters that use it");
    assert!(page.contains("No longer comparable with wave"), "{page}");
    let hash = history(&app, &programme).await[0].hash.clone();
    let done = publish(&mut browser, &publication, &hash, &[]).await;
    assert_eq!(done.location(), OWN, "{}", done.body);
    let versions = history(&app, &programme).await;
    let meanings: Vec<u32> = versions[0]
        .survey
        .items()
        .map(|item| item.meaning)
        .collect();
    assert_eq!(
        meanings.iter().filter(|one| **one == 2).count(),
        1,
        "{meanings:?}"
    );
    assert_eq!(versions[0].changes.len(), 1);
    // The same file again is the same version: what was decided stays.
    let same = send(&mut browser, TEXT, &changed, "").await;
    assert_eq!(same.status, StatusCode::SEE_OTHER);
    assert_eq!(history(&app, &programme).await, versions);
}

#[tokio::test]
async fn a_translation_of_a_question_that_changed_meaning_holds_the_publication_up() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let text = history(&app, &programme).await[0].text.clone();
    let source = text
        .lines()
        .find(|line| line.starts_with("text = { nl = \""))
        .unwrap();
    let dutch = source.split('"').nth(1).unwrap();
    send(
        &mut browser,
        TEXT,
        &text.replacen(dutch, "Iets heel anders?", 1),
        "",
    )
    .await;
    let publication = format!("{OWN}/publication");
    let page = browser.get(&publication).await.body;
    assert!(page.contains("made from the old text"), "{page}");
    let id = page
        .split("name=\"w-")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let hash = history(&app, &programme).await[0].hash.clone();
    let refused = publish(&mut browser, &publication, &hash, &[(id, "meaning")]).await;
    assert!(
        refused.body.contains("Translate it anew"),
        "{}",
        refused.body
    );
    let taken = publish(&mut browser, &publication, &hash, &[(id, "wording")]).await;
    assert_eq!(taken.location(), OWN);
}

#[tokio::test]
async fn a_check_tells_everything_and_stores_nothing() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = history(&app, &programme).await;
    let text = before[0]
        .text
        .replacen("All in all", "All things considered", 1);
    let check = format!("{OWN}/check");
    let found = send(&mut browser, &format!("{check}?part=findings"), &text, "").await;
    assert!(found.body.starts_with("<p data-sound"), "{}", found.body);
    let broken = text.replacen("kind = \"scale\"", "kind = \"scael\"", 1);
    let found = send(&mut browser, &format!("{check}?part=findings"), &broken, "").await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.contains("data-line=") && !found.body.contains("<html"));
    let page = send(&mut browser, &check, &broken, "").await;
    assert!(page.body.contains("data-line=") && page.body.contains("<textarea"));
    let new = send(&mut browser, &format!("{NEW}/check"), "code = 1", "").await;
    assert!(new.body.contains("data-line="), "{}", new.body);
    let rendering = send(&mut browser, &format!("{OWN}/rendering"), &text, "").await;
    let policy = rendering.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    let edit = browser.get(TEXT).await;
    let policy = edit.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let rendering = send(&mut browser, &format!("{OWN}/rendering"), &broken, "").await;
    assert_eq!(rendering.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(history(&app, &programme).await, before);
}

#[tokio::test]
async fn a_preview_turns_its_pages_and_keeps_nothing() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let at = |page: &str| format!("{OWN}/preview/{page}");
    let turned = browser
        .post(&at("1"), "q-q1_satisfied=5&lang=nl&go=next")
        .await;
    assert!(turned.body.contains(&format!("action=\"{}\"", at("2"))));
    let back = browser.post(&at("2"), "lang=nl&go=back").await;
    assert!(back.body.contains(&format!("action=\"{}\"", at("1"))));
    let other = browser.post(&at("1"), "lang=nl&go=lang-en").await;
    assert!(other.body.contains("<html lang=\"en\">"));
    let page = browser.get(&at("1?lang=en")).await.body;
    assert!(page.contains("nothing that you fill in here is kept") && !page.contains("checked"));
    assert_eq!(browser.get(&at("99")).await.status, StatusCode::NOT_FOUND);
}

/// Looks at an answer of another page, and at who is asked.
const CONDITIONAL: &str = r#"code = "cond"
kind = "survey"
languages = ["nl", "en"]
title = { nl = "Voorwaarden", en = "Conditions" }
[[page]]
code = "first"
[[page.item]]
code = "grade"
text = { nl = "Welk cijfer geeft u?", en = "Which grade do you give?" }
kind = "scale"
low = 1
high = 10
low_label = { nl = "slecht", en = "poor" }
high_label = { nl = "goed", en = "good" }
[[page]]
code = "second"
[[page.item]]
code = "why"
text = { nl = "Waarom een {grade}?", en = "Why a {grade}?" }
kind = "short_text"
ask_if = "grade <= 6 or client.segment is \"SD\""
[[page.item]]
code = "more"
text = { nl = "Wat nog meer?", en = "What else?" }
kind = "short_text"
[[page]]
code = "third"
ask_if = "grade is 10"
[[page.item]]
code = "praise"
text = { nl = "Wat was zo goed?", en = "What was so good?" }
kind = "short_text"
"#;

fn hidden(page: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let at = page.find(&marker).expect(name) + marker.len();
    let value = page[at..].split('"').next().unwrap();
    let value = value.replace("&quot;", "%22");
    value.replace('{', "%7B").replace('}', "%7D")
}

#[tokio::test]
async fn a_preview_says_why_a_question_is_shown_and_follows_answers_and_client() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let new = send(&mut browser, NEW, CONDITIONAL, "").await;
    assert_eq!(new.status, StatusCode::SEE_OTHER, "{}", new.body);
    let at = |page: &str| format!("{LIST}/cond/preview/{page}");

    let second = browser
        .post(&at("1"), "q-grade=4&lang=en&go=next")
        .await
        .body;
    assert!(second.contains("Why a 4?"), "{second}");
    assert!(second.contains("Why is this shown?"));
    assert!(second.contains(
        "Asked if “Which grade do you give?” is at most 6 or the client’s segment is “SD”."
    ));
    assert!(second.contains("That is so now."));
    assert!(second.contains("the client’s segment: no answer"));

    // Another answer hides it, and says so.
    let high = browser
        .post(&at("1"), "q-grade=9&lang=en&go=next")
        .await
        .body;
    assert!(!high.contains("name=\"q-why\"") && high.contains("name=\"q-more\""));
    assert!(high.contains("Not asked: Why a 9?"), "{high}");
    assert!(high.contains("That is not known now, and so counts as no."));
    let so_far = hidden(&high, "so_far");
    let form = format!("so_far={so_far}&client.segment=SD&lang=en&go=stay");
    let as_client = browser.post(&at("2"), &form).await.body;
    assert!(as_client.contains("name=\"q-why\""), "{as_client}");
    assert!(
        as_client.contains(
            "name=\"client.segment\" maxlength=\"200\" autocomplete=\"off\" value=\"SD\""
        )
    );

    // A page that these answers lead past is passed, and can be looked at all the same.
    let form = format!("so_far={so_far}&lang=en&go=next");
    let thanks = browser.post(&at("2"), &form).await.body;
    assert!(thanks.contains("Thank you"), "{thanks}");
    let passed = browser.get(&at("3?lang=en")).await.body;
    assert!(passed.contains("With these answers this page is not asked"));
    assert!(passed.contains("The whole page is asked if “Which grade do you give?” is 10."));
    assert!(passed.contains("name=\"q-praise\""));

    // What is no answer at all harms nobody.
    let form = "so_far=%7Bnonsense&client.segment=%00%E2%80%AE&lang=en&go=stay";
    assert_eq!(browser.post(&at("2"), form).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_try_by_link_follows_conditions_on_answers_and_on_a_client_that_is_made_up() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    send(&mut browser, NEW, CONDITIONAL, "").await;
    let own = format!("{LIST}/cond");
    browser.post(&format!("{own}/draft-link"), "").await;
    let page = browser.get(&own).await.body;
    let token = page.split("/d/").nth(1).unwrap().split('<').next().unwrap();
    let link = format!("/d/{token}");
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1?lang=en")).await.body;
    let key = hidden(&first, "key");
    let form = format!("key={key}&lang=en&q-grade=9&go=next");
    let to = phone.post(&format!("{link}/1"), &form).await;
    let second = phone.get(to.location()).await.body;
    assert!(!second.contains("name=\"q-why\"") && second.contains("name=\"q-more\""));
    let form = format!("key={key}&lang=en&client.segment=SD&go=stay");
    let to = phone.post(&format!("{link}/2"), &form).await;
    let second = phone.get(to.location()).await.body;
    assert!(second.contains("Why a 9?"), "{second}");
    let kept = phone
        .post(
            &format!("{link}/2"),
            &format!("{form}&go=keep").replace("&go=stay", ""),
        )
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    let form = format!("key={key}&lang=en&go=next");
    let to = phone.post(&format!("{link}/2"), &form).await;
    assert!(
        to.location().starts_with(&format!("{link}/thanks")),
        "{}",
        to.location()
    );
}

#[tokio::test]
async fn a_reader_sees_the_list_and_cannot_edit() {
    let (app, programme) = with_example().await;
    let mut reader = app.signed_in_as(Role::Reader, &programme).await;
    let list = reader.get(LIST).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains("satisfaction") && !list.body.contains("<textarea"));
    let before = history(&app, &programme).await;
    let changed = before[0].text.replacen("All in all", "All", 1);
    for path in [TEXT, NEW] {
        let answer = send(&mut reader, path, &changed, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(reader.get(TEXT).await.status, StatusCode::FORBIDDEN);
    assert_eq!(history(&app, &programme).await, before);
}

#[tokio::test]
async fn a_ready_instrument_fills_the_text_and_becomes_a_draft_with_its_parameter() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let list = browser.get("/programmes/servicedesk/instruments").await;
    assert_eq!(list.status, StatusCode::OK);
    for one in &peil::domain::instruments::ALL {
        let path = format!("/programmes/servicedesk/instruments/{}", one.code);
        assert!(list.body.contains(&format!("href=\"{path}\"")), "{path}");
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for parameter in one.parameters() {
            let add = format!("parameter?ready={}.{}", one.code, parameter.id);
            assert!(page.body.contains(&add), "{add}");
            let form = browser
                .get(&format!("/programmes/servicedesk/protocol/parts/{add}"))
                .await;
            assert_eq!(form.status, StatusCode::OK, "{add}");
            assert!(form.body.contains(&parameter.name[1]), "{add}");
        }
        let new = browser.get(&format!("{NEW}?ready={}", one.code)).await;
        let code = format!("code = &quot;{}&quot;", one.code);
        assert!(new.body.contains(&code), "{code}");
        let made = send(&mut browser, NEW, one.text, "").await;
        assert_eq!(made.location(), format!("{LIST}/{}", one.code));
    }
    for wrong in [
        "instruments/other",
        "surveys/new?ready=other",
        "protocol/parts/parameter?ready=effort.XX",
        "protocol/parts/parameter?ready=effort",
    ] {
        let page = browser
            .get(&format!("/programmes/servicedesk/{wrong}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}
