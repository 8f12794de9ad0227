//! Planning a wave in the browser: what it comes to before it is kept, and what is refused.

use axum::http::StatusCode;
use chrono::{TimeZone, Utc};
use peil::domain::access::Role;
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::Language;
use peil::domain::protocol::PrivacyMode;
use peil::domain::sample::Sampling;
use peil::store::audit::{self, Actor};
use peil::store::batches::{self, NewBatch};
use peil::store::opt_outs::{self, Scope};
use peil::store::waves::WaveState;
use peil::store::{clients, invitations, outbox, waves};

use crate::support::app::TestApp;
use crate::waves::{freeze, prepared};

const OWN: &str = "/programmes/servicedesk/waves/2";
const PLAN: &str = "/programmes/servicedesk/waves/2/plan";

#[tokio::test]
async fn a_plan_says_what_it_comes_to_and_is_kept_only_when_asked() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = browser.get(PLAN).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("30 of the 30 clients will be invited"));

    let form = "privacy=confidential&segment=SD&segment=PZ&sampling=stratified&size=10&minimum=6\
        &seed=7&opens=2026-10-06T09:00&closes=2026-10-20T23:59&send=yes&rest=30&quota=8";
    let seen = browser.post(PLAN, &format!("{form}&go=see")).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    // Five and five in proportion, raised to six of each.
    assert!(
        seen.body.contains("12 of the 30 clients will be invited"),
        "{}",
        seen.body
    );
    assert!(seen.body.contains("waves/2/outlook?invited=12"));
    let db = &app.app.db.reader;
    assert!(waves::find(db, &programme, 2).await.unwrap().is_none());

    let kept = browser.post(PLAN, &format!("{form}&go=keep")).await;
    assert_eq!(kept.location(), OWN, "{}", kept.body);
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert_eq!(wave.asked.segments, ["SD", "PZ"]);
    let sampling = Sampling::Stratified {
        size: 10,
        minimum: 6,
        seed: 7,
    };
    assert_eq!(wave.asked.sampling, sampling);
    assert_eq!(
        (wave.rest_days, wave.quota, wave.asked.send),
        (30, Some(8), true)
    );
    // Nine o'clock in Amsterdam, in summer.
    let opens = Utc.with_ymd_and_hms(2026, 10, 6, 7, 0, 0).unwrap();
    assert_eq!(wave.opens_at, Some(opens));
    let page = browser.get(PLAN).await.body;
    for shown in [
        "2026-10-06T09:00",
        "2026-10-20T23:59",
        "value=\"30\"",
        "value=\"8\"",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(browser.get(OWN).await.body.contains("6 October 2026"));

    // Opened by hand, the plan is what is offered, and it draws what was shown.
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    let open = browser.get(OWN).await.body;
    assert!(open.contains("Whom the plan takes: 12 clients"), "{open}");
    browser
        .post(&format!("{OWN}/invitations"), "who=plan")
        .await;
    let invited = invitations::progress(db, &wave).await.unwrap();
    assert_eq!(invited.iter().map(|one| one.invited).sum::<u64>(), 12);
    assert!(invited.iter().all(|one| one.invited == 6));
    let trail = audit::newest(db, Some(&programme), None, 20).await.unwrap();
    let drawn = trail.iter().find(|event| event.action == "draw sample");
    let drawn = drawn.unwrap().after.as_ref().unwrap().clone();
    assert_eq!((&drawn["seed"], &drawn["from"]), (&7.into(), &30.into()));
}

#[tokio::test]
async fn a_plan_with_mistakes_comes_back_with_each_beside_its_field_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let form = "segment=SD&segment=XX&sampling=stratified&size=none&minimum=-1&seed=x\
        &opens=yesterday&closes=2026-10-01T09:00&rest=99999&quota=0&go=keep";
    let refused = browser.post(PLAN, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "segments", "size", "minimum", "seed", "opens", "closes", "rest", "quota",
    ] {
        assert!(
            refused.body.contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
        assert!(refused.body.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(refused.body.contains("value=\"yesterday\""));
    let nobody = browser.post(PLAN, "sampling=census&seed=1&go=keep").await;
    assert!(nobody.body.contains("Choose at least one segment"));
    let db = &app.app.db.reader;
    assert!(waves::find(db, &programme, 2).await.unwrap().is_none());
    assert_eq!(
        browser
            .get("/programmes/servicedesk/waves/9/plan")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn privacy_is_chosen_until_the_first_invitation_and_fixed_from_then_on() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let db = &app.app.db.reader;
    let form = "segment=SD&segment=PZ&sampling=census&seed=1&go=keep";
    let kept = browser
        .post(PLAN, &format!("{form}&privacy=anonymous"))
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let mode = async || {
        waves::by_number(db, &programme, 2)
            .await
            .unwrap()
            .privacy_mode
    };
    assert_eq!(mode().await, PrivacyMode::Anonymous);
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    browser.post(&format!("{OWN}/invitations"), "who=all").await;
    let page = browser.get(PLAN).await.body;
    assert!(
        page.contains("fixed since the first invitation") && !page.contains("name=\"privacy\"")
    );
    let kept = browser
        .post(PLAN, &format!("{form}&privacy=named&quota=5"))
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert_eq!(mode().await, PrivacyMode::Anonymous);
    assert_eq!(
        waves::by_number(db, &programme, 2).await.unwrap().quota,
        Some(5)
    );
    browser.post(&format!("{OWN}/closing"), "").await;
    assert_eq!(browser.get(PLAN).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn who_wants_no_mail_rests_or_has_no_address_is_counted_before_anything_is_kept() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let (db, actor, now) = (&app.app.db, Actor::program("test"), app.now());
    // Another wave mailed everybody in one segment a week ago.
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let other = "/programmes/servicedesk/waves/1";
    browser.post(&format!("{other}/opening"), "last_day=").await;
    let wave = waves::by_number(&db.reader, &programme, 1).await.unwrap();
    let tx = db.begin().await.unwrap();
    let mut some = clients::not_invited(&tx, &wave).await.unwrap();
    some.retain(|client| client.segment == "SD");
    let key = &app.app.link_key;
    invitations::create(&tx, &actor, &wave, &some, key, None, now)
        .await
        .unwrap();
    outbox::enqueue(&tx, &actor, &wave, "invitation", now, now)
        .await
        .unwrap();
    let hash = key.address_hash("C1@waterhoven.example");
    opt_outs::add(&tx, hash, Scope::Everything, now)
        .await
        .unwrap();
    let paper = ClientRow {
        key: "P1".to_owned(),
        name: "On paper".to_owned(),
        email: String::new(),
        segment: "PZ".to_owned(),
        role: None,
        language: Language::dutch(),
    };
    let new = NewBatch {
        wave_id: None,
        kind: FileKind::Clients,
        file_name: "paper.csv",
        file_hash: "01",
        row_count: 1,
    };
    let batch = batches::create(&tx, &actor, &programme, &new, now)
        .await
        .unwrap();
    clients::import(&tx, &programme, batch, &[paper], now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let form = "segment=SD&segment=PZ&sampling=census&seed=1&privacy=named&go=see";
    let seen = browser.post(PLAN, &format!("{form}&rest=30")).await.body;
    assert!(
        seen.contains("31 of the 31 clients will be invited"),
        "{seen}"
    );
    let told = "14 of them get the mail. 15 clients rest after recent mail of another wave; \
        one client wants no more mail.";
    assert!(seen.contains(told), "{seen}");
    assert!(
        seen.contains("One of them has no e-mail address and gets a letter"),
        "{seen}"
    );
    let seen = browser.post(PLAN, &format!("{form}&rest=0")).await.body;
    assert!(
        seen.contains("29 of them get the mail. Nobody rests"),
        "{seen}"
    );
}

#[tokio::test]
async fn a_running_wave_is_topped_up_by_the_rule_of_its_plan_with_what_it_comes_to_beforehand() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let top_up = format!("{OWN}/top-up");
    let form = "privacy=confidential&segment=SD&segment=PZ&sampling=stratified&size=10&minimum=0\
        &seed=7&go=keep";
    browser.post(PLAN, form).await;
    assert_eq!(browser.get(&top_up).await.status, StatusCode::CONFLICT);
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    browser
        .post(&format!("{OWN}/invitations"), "who=plan")
        .await;
    assert!(browser.get(OWN).await.body.contains(&top_up));

    let seen = browser.get(&format!("{top_up}?more=6")).await.body;
    assert!(
        seen.contains("6 more clients would be invited, 16 in all"),
        "{seen}"
    );
    assert!(seen.contains("seed 7"), "{seen}");
    for bad in ["0", "many", "-3"] {
        let refused = browser.post(&top_up, &format!("more={bad}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(refused.body.contains("href=\"#more\""));
    }
    let db = &app.app.db.reader;
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    let invited = async || -> Vec<u64> {
        let progress = invitations::progress(db, &wave).await.unwrap();
        progress.iter().map(|one| one.invited).collect()
    };
    assert_eq!(
        invited().await,
        [5, 5],
        "nothing is kept before it is asked"
    );
    let done = browser.post(&top_up, "more=6").await;
    assert_eq!(done.location(), format!("{OWN}/sending"));
    assert_eq!(invited().await, [8, 8]);
    let trail = audit::newest(db, Some(&programme), None, 5).await.unwrap();
    let drawn = trail.iter().find(|event| event.action == "top up sample");
    let drawn = drawn.unwrap().after.as_ref().unwrap().clone();
    assert_eq!((&drawn["seed"], &drawn["more"]), (&7.into(), &6.into()));
    assert_eq!(drawn["had"]["SD"], 5);
    // No more than there are.
    browser.post(&top_up, "more=500").await;
    assert_eq!(invited().await, [15, 15]);
}

#[tokio::test]
async fn a_refused_plan_of_a_begun_wave_keeps_its_questionnaire_and_names_one_mistake_once() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    browser.post(&format!("{OWN}/invitations"), "who=all").await;
    let bad = "segment=SD&segment=PZ&sampling=stratified&size=few&minimum=5&seed=1&go=keep";
    let refused = browser.post(PLAN, bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains(", version 1</dd>"),
        "{}",
        refused.body
    );
    assert!(
        !refused.body.contains("href=\"#minimum\""),
        "{}",
        refused.body
    );
}

/// What `peil wave …` says and how it ends.
fn peil(app: &TestApp, arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_peil"))
        .arg("wave")
        .args(arguments)
        .args(["--wave", "2", "--database", &app.url, "--data"])
        .arg(folder.path())
        .env("PEIL_LINK_KEY", "07".repeat(32))
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8(said).unwrap());
    (done.status.success(), said.concat())
}

#[tokio::test]
async fn the_command_line_tops_up_makes_links_and_says_that_a_wave_is_not_open() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let (done, said) = peil(&app, &["send"]);
    assert!(!done && said.contains("Wave 2 is not open"), "{said}");
    let db = &app.app.db.reader;
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert!(!invitations::any(db, &wave).await.unwrap());

    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    let (done, said) = peil(&app, &["top-up", "--more", "4", "--dry-run", "--json"]);
    assert!(done && said.contains("\"invited\":4"), "{said}");
    assert!(!invitations::any(db, &wave).await.unwrap());
    let (done, said) = peil(&app, &["top-up", "--more", "4", "--json"]);
    assert!(done && said.contains("\"queued\":4"), "{said}");

    let (done, said) = peil(&app, &["open-link", "--make", "Balie", "--segment", "XX"]);
    assert!(!done && said.contains("there is no segment “XX”"), "{said}");
    let (done, said) = peil(
        &app,
        &["open-link", "--make", "Balie", "--kiosk", "--most", "9"],
    );
    assert!(done, "{said}");
    let path = said.trim().rsplit("/o/").next().unwrap().to_owned();
    let page = app.browser().get(&format!("/o/{path}")).await;
    assert!(
        page.status.is_success() && page.body.contains("http-equiv"),
        "{path}"
    );
    let (done, said) = peil(&app, &["open-link", "--revoke", "1"]);
    assert!(done && said.contains("revoked"), "{said}");
    let gone = app.browser().get(&format!("/o/{path}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_command_line_plans_what_is_named_and_opens_again_for_a_reason() {
    let app = TestApp::start().await;
    let programme = prepared(&app).await;
    freeze(&app, &programme).await;
    let db = &app.app.db.reader;
    let sample = ["plan", "--sample", "10", "--closes", "2199-10-20T20:00:00Z"];
    let (done, said) = peil(&app, &[&sample[..], &["--dry-run"]].concat());
    assert!(done && said.contains("10 of the 30 clients"), "{said}");
    assert!(waves::find(db, &programme, 2).await.unwrap().is_none());

    let (done, said) = peil(
        &app,
        &[&sample[..], &["--privacy", "anonymous", "--json"]].concat(),
    );
    assert!(done && said.contains("\"privacy\":\"anonymous\""), "{said}");
    let (done, said) = peil(&app, &["plan", "--quota", "8"]);
    assert!(done && said.contains("10 of the 30 clients"), "{said}");
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert_eq!(wave.privacy_mode, PrivacyMode::Anonymous);
    assert_eq!((wave.quota, wave.closes_at.is_some()), (Some(8), true));

    let (done, said) = peil(&app, &["plan", "--survey-version", "7"]);
    assert!(!done && said.contains("published are: 1"), "{said}");
    let (done, said) = peil(&app, &["plan", "--anew"]);
    assert!(done && said.contains("30 of the 30 clients"), "{said}");
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert_eq!((wave.quota, wave.closes_at), (None, None));

    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    browser.post(&format!("{OWN}/opening"), "last_day=").await;
    let (done, said) = peil(&app, &["close"]);
    assert!(done && said.contains("Wave 2 is closed"), "{said}");
    let (done, said) = peil(&app, &["reopen", "--reason", " "]);
    assert!(!done && said.contains("Say why"), "{said}");
    let (done, said) = peil(&app, &["reopen", "--reason", "Twee dagen te vroeg dicht"]);
    assert!(done && said.contains("is open again"), "{said}");
    let wave = waves::by_number(db, &programme, 2).await.unwrap();
    assert_eq!(wave.state, WaveState::Open);
}
