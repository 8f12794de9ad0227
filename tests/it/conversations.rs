//! Conversations along a guide, and trying a draft by its link.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::parameter::Tone;
use peil::domain::protocol::PrivacyMode;
use peil::domain::survey::Survey;
use peil::store::audit::Actor;
use peil::store::{drafts, interviews, programmes, surveys};

use super::support::app::{Browser, TestApp};
use super::support::multipart;
use super::taking_in::with_example;

const GUIDE: &str = include_str!("../../surveys/servicedesk/interview.toml");
const LIST: &str = "/programmes/servicedesk/conversations";

/// An open wave with a published guide, and somebody who interviews.
async fn with_guide(mode: PrivacyMode) -> (TestApp, Browser, String) {
    let app = TestApp::start().await;
    app.open_wave(mode).await;
    let db = &app.app.db;
    let programme = programmes::find(&db.reader, "servicedesk")
        .await
        .unwrap()
        .unwrap();
    let guide = Survey::parse("interview.toml", GUIDE).unwrap();
    let (actor, now) = (Actor::program("test"), app.now());
    let tx = db.begin().await.unwrap();
    let draft = surveys::save_draft(&tx, &actor, &programme, GUIDE, &guide, now)
        .await
        .unwrap();
    surveys::publish(&tx, &actor, &programme, draft.id, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let browser = app.signed_in_as(Role::Interviewer, &programme).await;
    (app, browser, draft.id.to_string())
}

fn client(page: &str) -> &str {
    let at = page.split("name=\"client\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap()
}

#[tokio::test]
async fn what_an_interviewer_notes_lands_with_the_other_statements_and_can_be_mended() {
    let (app, mut browser, guide) = with_guide(PrivacyMode::Confidential).await;
    let page = browser.get(LIST).await.body;
    let wave = page.split("name=\"wave\"").nth(1).unwrap();
    let wave = wave
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!(
        "wave={wave}&guide={guide}&mode=phone&client={}",
        client(&page)
    );
    let own = browser.post(LIST, &form).await.location().to_owned();
    assert_eq!(
        browser.post(LIST, &form).await.location(),
        own,
        "it goes on"
    );
    let noted = "mode=phone&q-role=gebruiker&n-speed-new-text=Het+duurt+lang.\
        &n-speed-new-theme=snelheid&n-speed-new-tone=negative&n-speed-new-quote=1";
    let saved = browser.post(&own, noted).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = browser.get(&own).await.body;
    assert!(
        page.contains("Het duurt lang.") && page.contains("n-speed-1-text"),
        "{page}"
    );
    assert!(page.contains("value=\"gebruiker\" checked"), "{page}");
    let programme = programmes::find(&app.app.db.reader, "servicedesk")
        .await
        .unwrap()
        .unwrap();
    let all = || async {
        interviews::statements(&app.app.db.reader, &programme)
            .await
            .unwrap()
    };
    let statements = all().await;
    assert_eq!(statements.len(), 1);
    let one = &statements[0];
    assert_eq!((one.tone, one.quote_allowed), (Some(Tone::Negative), true));
    assert_eq!(one.theme.as_deref(), Some("snelheid"));
    assert!(one.segment.is_some() && one.interviewer.is_some());
    // Mended, added to, and taken back.
    let more = "n-speed-1-text=Het+duurde+lang.&n-expertise-new-text=Ze+weten+het.";
    browser.post(&own, more).await;
    let texts: Vec<String> = all().await.into_iter().map(|one| one.text).collect();
    assert_eq!(texts, ["Het duurde lang.", "Ze weten het."]);
    browser
        .post(&own, "n-speed-1-text=&n-expertise-2-text=Ze+weten+het.")
        .await;
    assert_eq!(all().await.len(), 1);
    // The guide sent ahead asks the questions, and takes nothing.
    let page = browser.get(&own).await.body;
    let link = page.split("/g/").nth(1).unwrap().split('<').next().unwrap();
    let mut client = app.browser();
    let ahead = client.get(&format!("/g/{link}")).await;
    assert_eq!(ahead.status, StatusCode::OK);
    assert!(
        ahead.body.contains("Snelheid") && !ahead.body.contains("<form"),
        "{}",
        ahead.body
    );
    assert!(!ahead.body.contains("Ze weten het."));
    let other = client.get(&format!("/g/{}", "a".repeat(link.len()))).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

/// A conversation that was planned, as the page of the list does.
async fn begun(browser: &mut Browser, guide: &str) -> String {
    let page = browser.get(LIST).await.body;
    let wave = page.split("name=\"wave\"").nth(1).unwrap();
    let wave = wave.split("value=\"").nth(1).unwrap();
    let wave = wave.split('"').next().unwrap();
    let key = client(&page);
    let form = format!("wave={wave}&guide={guide}&mode=phone&client={key}");
    browser.post(LIST, &form).await.location().to_owned()
}

/// The hidden fields of a conversation, as a form sends them.
fn hidden(page: &str) -> String {
    let value = |name: &str| {
        let at = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        at.unwrap().split('"').next().unwrap().replace('#', "%23")
    };
    let (key, was) = (value("key"), value("was").replace('=', "%3D"));
    format!("key={key}&rev=0&lang=nl&was={}", was.replace(' ', "+"))
}

#[tokio::test]
async fn a_conversation_is_saved_by_itself_once_and_two_windows_lose_nothing() {
    let (app, mut browser, guide) = with_guide(PrivacyMode::Named).await;
    let own = begun(&mut browser, &guide).await;
    let db = &app.app.db.reader;
    let programme = programmes::find(db, "servicedesk").await.unwrap().unwrap();
    let texts = || async {
        let statements = interviews::statements(db, &programme).await.unwrap();
        let texts = statements.into_iter().map(|one| one.text);
        texts.collect::<Vec<String>>()
    };
    let first = hidden(&browser.get(&own).await.body);
    let second = hidden(&browser.get(&own).await.body);
    // What the script sends while somebody types: the same statement grows.
    let mut was = first.clone();
    for text in ["Het", "Het duurt", "Het duurt lang."] {
        let form = format!("{was}&q-role=gebruiker&n-speed-new-text={text}&go=keep");
        let kept = browser.post(&own, &form).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        let told: serde_json::Value = serde_json::from_str(&kept.body).unwrap();
        let marks = told["was"].as_str().unwrap().replace('#', "%23");
        let marks = marks.replace('=', "%3D").replace(' ', "+");
        let key = first.split("&was=").next().unwrap();
        was = format!("{key}&was={marks}");
    }
    assert_eq!(texts().await, ["Het duurt lang."]);
    // The button, twice: nothing is noted again.
    for _ in 0..2 {
        let form = format!("{was}&q-role=gebruiker&n-speed-new-text=Het+duurt+lang.");
        let saved = browser.post(&own, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    assert_eq!(texts().await, ["Het duurt lang."]);
    // A window that was opened before all that neither empties nor takes away.
    let form = format!("{second}&n-speed-new-text=&n-expertise-new-text=Ze+weten+het.");
    browser.post(&own, &form).await;
    assert_eq!(texts().await, ["Het duurt lang.", "Ze weten het."]);
    let page = browser.get(&own).await.body;
    assert!(page.contains("value=\"gebruiker\" checked"), "{page}");
    // What cannot be read is named, and the rest is kept.
    let form = format!("{}&q-role=keizer&n-speed-1-text=Traag.", hidden(&page));
    let refused = browser.post(&own, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#a-role\""),
        "{}",
        refused.body
    );
    assert_eq!(texts().await, ["Traag.", "Ze weten het."]);
    // Emptied on purpose, it goes.
    let page = browser.get(&own).await.body;
    let form = format!("{}&n-speed-1-text=", hidden(&page));
    browser.post(&own, &form).await;
    assert_eq!(texts().await, ["Ze weten het."]);
}

#[tokio::test]
async fn an_anonymous_wave_allows_no_conversation() {
    let (_app, mut browser, guide) = with_guide(PrivacyMode::Anonymous).await;
    let page = browser.get(LIST).await.body;
    assert!(page.contains("No wave allows conversations"), "{page}");
    let form = format!("wave=1&guide={guide}&mode=phone&client=K1");
    assert_eq!(
        browser.post(LIST, &form).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_draft_is_tried_by_link_and_what_was_answered_goes_with_its_publication() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/surveys/satisfaction";
    let db = &app.app.db.reader;
    let latest = || surveys::latest(db, programme.id, "satisfaction");
    let text = latest().await.unwrap().unwrap().text;
    let changed = text.replacen("high = 5", "high = 7", 1);
    multipart(&mut browser, &format!("{own}/text"), &[("text", &changed)]).await;
    browser.post(&format!("{own}/draft-link"), "").await;
    let page = browser.get(own).await.body;
    let token = page
        .split("/d/")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let link = format!("/d/{token}");
    let mut phone = app.browser();
    assert_eq!(phone.get(&link).await.status, StatusCode::OK);
    let first = phone.get(&format!("{link}/1?lang=en")).await.body;
    assert!(first.contains("This is a try"), "{first}");
    let key = first
        .split("name=\"key\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!("key={key}&lang=en&q-q1_satisfied=7&go=next");
    let to = phone.post(&format!("{link}/1"), &form).await;
    assert!(
        to.location().starts_with(&format!("{link}/2?lang=en")),
        "{}",
        to.location()
    );
    let back = phone
        .get(&format!("{link}/1?lang=en&attempt={key}"))
        .await
        .body;
    assert!(back.contains("value=7 checked"), "{back}");
    let draft = latest().await.unwrap().unwrap();
    assert_eq!(drafts::count(db, draft.id).await.unwrap(), 1);
    assert!(browser.get(own).await.body.contains("One try"));
    let seen = format!("hash={}", draft.hash);
    let done = browser.post(&format!("{own}/publication"), &seen).await;
    assert_eq!(done.location(), own, "{}", done.body);
    assert_eq!(drafts::count(db, draft.id).await.unwrap(), 0);
    assert_eq!(phone.get(&link).await.status, StatusCode::NOT_FOUND);
}
