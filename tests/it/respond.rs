//! The client's side: what the holder of a link can do, and what nobody can.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::TimeDelta;
use peil::domain::evidence::Answer;
use peil::domain::protocol::PrivacyMode;
use peil::store::audit::Actor;
use peil::store::invitations;
use peil::store::invited::{self, Invited};
use peil::store::{evidence, programmes, protocols, waves};

use crate::support::app::{Answer as Page, Browser, TestApp};
use crate::support::wave::OpenWave;

/// A hidden field of the form on a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let marker = format!("name=\"{name}\" value=\"");
    let at = page.find(&marker).expect(name) + marker.len();
    page[at..].split('"').next().unwrap()
}

/// Fills the form of a page in, and presses a button.
async fn fill_in(browser: &mut Browser, page: &Page, fields: &str, go: &str) -> Page {
    let marker = "method=\"post\" action=\"";
    let at = page.body.find(marker).expect("a form") + marker.len();
    let action = page.body[at..].split('"').next().unwrap();
    let form = format!(
        "key={}&rev={}&lang={}&{fields}&go={go}",
        hidden(&page.body, "key"),
        hidden(&page.body, "rev"),
        hidden(&page.body, "lang")
    );
    browser.post(action, &form).await
}

async fn stored(app: &TestApp, link: &str) -> Option<Invited> {
    let token = link.strip_prefix("/r/").unwrap();
    invited::by_token(&app.app.db.reader, token, app.now())
        .await
        .unwrap()
}

async fn responses(app: &TestApp, open: &OpenWave) -> u64 {
    let progress = invitations::progress(&app.app.db.reader, &open.wave).await;
    progress.unwrap().iter().map(|p| p.submitted).sum()
}

#[tokio::test]
async fn a_client_answers_page_by_page_and_is_thanked() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let welcome = phone.get(link).await;
    assert_eq!(welcome.status, StatusCode::OK);
    assert!(
        welcome.body.contains("<html lang=\"nl\">"),
        "the client's own language"
    );
    assert!(welcome.body.contains("Uw antwoorden zijn vertrouwelijk."));
    assert!(welcome.body.contains("tot en met 30 november 2026"));
    assert!(welcome.headers.get("set-cookie").is_none());

    let first = phone.get(&format!("{link}/1?lang=nl")).await;
    assert!(first.body.contains("1 van 3"));
    let to = fill_in(&mut phone, &first, "q-q1_satisfied=4&q-q2_grade=8", "next").await;
    assert_eq!(to.status, StatusCode::SEE_OTHER);
    assert_eq!(to.location(), format!("{link}/2?lang=nl"));
    let second = phone.get(to.location()).await;
    assert!(
        second
            .body
            .contains("Wat u op de vorige pagina’s hebt ingevuld is bewaard.")
    );
    let to = fill_in(
        &mut phone,
        &second,
        "q-q4_ease=-na-&q-q7_knows_agreements=yes",
        "next",
    )
    .await;
    let third = phone.get(to.location()).await;
    assert!(third.body.contains("Verzenden"));
    let to = fill_in(
        &mut phone,
        &third,
        "q-q8_reliable=5&q-q12_comment=Prima",
        "next",
    )
    .await;
    assert_eq!(to.location(), format!("{link}/thanks?lang=nl"));
    let thanks = phone.get(to.location()).await;
    assert!(thanks.body.contains("Wat eruit komt en wat wij ermee doen"));
    assert_eq!(responses(&app, &open).await, 1);
}

#[tokio::test]
async fn opening_a_link_any_number_of_times_changes_nothing() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut scanner = app.browser();
    for _ in 0..50 {
        for path in [
            link.clone(),
            format!("{link}/1"),
            format!("{link}/3"),
            format!("{link}/thanks"),
        ] {
            scanner.get(&path).await;
            let head = Request::head(&path).body(Body::empty()).unwrap();
            scanner.send(head).await;
        }
    }
    let invited = stored(&app, link).await.unwrap();
    assert_eq!((invited.started_at, invited.draft.rev), (None, 0));
    assert!(scanner.get(link).await.body.contains("Beginnen"));
}

#[tokio::test]
async fn an_answer_given_in_the_mail_is_filled_in_and_kept_only_when_it_is_sent() {
    let app = TestApp::start().await;
    let survey = include_str!("../data/surveys/in_mail.toml");
    let open = app
        .open_wave_on(survey, PrivacyMode::Confidential, 4, None)
        .await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let page = phone.get(&format!("{link}/1?lang=nl&a=2")).await;
    assert!(page.body.contains("name=q-helped value=2 checked"));
    assert!(
        page.body
            .contains("Uw antwoord uit de mail staat al ingevuld.")
    );
    // What the answer brings up is asked at once.
    assert!(page.body.contains("data-item=\"why\">"), "{}", page.body);
    let invited = stored(&app, link).await.unwrap();
    assert_eq!((invited.started_at, invited.draft.rev), (None, 0));
    let was = hidden(&page.body, "was");
    let fields = format!("q-helped=2&q-why=Traag.&asked=helped+why&shown=helped+why&was={was}");
    let to = fill_in(&mut phone, &page, &fields, "next").await;
    assert!(to.location().ends_with("/thanks?lang=nl"), "{}", to.body);
    assert_eq!(responses(&app, &open).await, 1);
    // An answer that is none fills nothing in, and one that was given stays.
    let link = &open.links[1];
    let page = phone.get(&format!("{link}/1?lang=nl&a=99")).await;
    assert!(!page.body.contains("checked"), "{}", page.body);
    fill_in(&mut phone, &page, "q-helped=5&asked=helped", "back").await;
    let again = phone.get(&format!("{link}/1?lang=nl&a=1")).await;
    assert!(again.body.contains("name=q-helped value=5 checked"));
}

#[tokio::test]
async fn who_comes_back_goes_on_where_they_stopped_and_going_back_loses_nothing() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    let to = fill_in(&mut phone, &first, "q-q1_satisfied=2", "next").await;
    let second = phone.get(to.location()).await;
    // Back keeps what was filled in on this page too, although it was not finished.
    let to = fill_in(&mut phone, &second, "q-q5_empathy=3", "back").await;
    assert_eq!(to.location(), format!("{link}/1?lang=nl"));
    let again = phone.get(to.location()).await;
    assert!(again.body.contains("name=q-q1_satisfied value=2 checked"));
    let invited = stored(&app, link).await.unwrap();
    assert_eq!(invited.draft.answers["q5_empathy"], Answer::Number(3));

    let mut laptop = app.browser();
    let resumed = laptop.get(link).await;
    assert!(resumed.body.contains("Welkom terug"));
    assert!(
        resumed.body.contains("3 van 3"),
        "pages one and two are done"
    );
}

#[tokio::test]
async fn a_page_with_mistakes_comes_back_as_sent_and_stores_nothing() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Named).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    let refused = fill_in(&mut phone, &first, "q-q2_grade=7&q-q3_recommend=11", "next").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("2 antwoorden vragen nog uw aandacht"));
    assert!(refused.body.contains("href=\"#a-q1_satisfied\""));
    assert!(refused.body.contains("name=q-q2_grade value=7 checked"));
    assert_eq!(stored(&app, link).await.unwrap().draft.rev, 0);
    // The refused form itself can be mended and sent on.
    let to = fill_in(
        &mut phone,
        &refused,
        "q-q1_satisfied=5&q-q2_grade=7",
        "next",
    )
    .await;
    assert_eq!(to.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn changing_the_language_on_the_way_keeps_what_was_filled_in() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    let to = fill_in(&mut phone, &first, "q-q2_grade=9", "lang-en").await;
    assert_eq!(to.location(), format!("{link}/1?lang=en&said=saved"));
    let english = phone.get(to.location()).await;
    assert!(english.body.contains("What you filled in has been saved."));
    assert!(english.body.contains("name=q-q2_grade value=9 checked"));

    // Whoever comes back by the link of the mail goes on in the language chosen.
    let again = app.browser().get(&format!("{link}/2")).await;
    assert!(again.body.contains("<html lang=\"en\""), "{}", again.body);
}

#[tokio::test]
async fn the_last_page_does_not_send_while_a_required_answer_is_missing() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let third = phone.get(&format!("{link}/3")).await;
    let to = fill_in(&mut phone, &third, "q-q8_reliable=5", "next").await;
    assert_eq!(to.location(), format!("{link}/1?lang=nl&said=still_open"));
    assert!(
        phone
            .get(to.location())
            .await
            .body
            .contains("voordat u kunt verzenden")
    );
    assert_eq!(responses(&app, &open).await, 0);
    let answers = stored(&app, link).await.unwrap().draft.answers;
    assert_eq!(answers["q8_reliable"], Answer::Number(5));
}

#[tokio::test]
async fn the_same_form_twice_is_one_response_and_another_is_refused_kindly() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Anonymous).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    fill_in(&mut phone, &first, "q-q1_satisfied=4", "next").await;
    let third = phone.get(&format!("{link}/3")).await;
    let other = phone.get(&format!("{link}/3")).await;
    for _ in 0..2 {
        // A double click: both get the same answer.
        let to = fill_in(&mut phone, &third, "q-q8_reliable=5", "next").await;
        assert_eq!(to.location(), format!("{link}/thanks?lang=nl"));
    }
    let refused = fill_in(&mut phone, &other, "q-q8_reliable=1", "next").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("Uw antwoorden zijn al binnen"));
    assert!(
        phone
            .get(link)
            .await
            .body
            .contains("Uw antwoorden zijn al binnen")
    );
    let stored = peil::store::responses::count(&app.app.db.reader, &open.wave).await;
    assert_eq!(stored.unwrap(), 1);
}

#[tokio::test]
async fn two_windows_on_one_page_are_merged_and_the_client_is_told() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let one = phone.get(&format!("{link}/1")).await;
    let other = phone.get(&format!("{link}/1")).await;
    fill_in(&mut phone, &one, "q-q1_satisfied=4", "next").await;
    let to = fill_in(&mut phone, &other, "q-q1_satisfied=2", "next").await;
    assert!(to.location().ends_with("said=replaced"));
    let next = phone.get(to.location()).await;
    assert!(next.body.contains("Er is ook elders geantwoord"));
    assert!(
        next.body
            .contains("het eerdere antwoord van elders (“4”) is vervangen")
    );
    assert!(
        next.body
            .contains(&format!("href=\"{link}/1?lang=nl#a-q1_satisfied\""))
    );
    let answers = stored(&app, link).await.unwrap().draft.answers;
    assert_eq!(answers["q1_satisfied"], Answer::Number(2));
}

#[tokio::test]
async fn what_a_window_did_not_touch_leaves_an_answer_from_elsewhere_as_it_is() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let one = phone.get(&format!("{link}/1")).await;
    let other = phone.get(&format!("{link}/1")).await;
    let marks = |page: &Page| format!("was={}", hidden(&page.body, "was"));
    let fields = format!("{}&q-q1_satisfied=4&q-q2_grade=8", marks(&one));
    fill_in(&mut phone, &one, &fields, "next").await;
    let fields = format!("{}&q-q1_satisfied=3", marks(&other));
    let to = fill_in(&mut phone, &other, &fields, "next").await;
    let next = phone.get(to.location()).await;
    assert!(
        next.body
            .contains("het antwoord van elders (“8”) blijft staan")
    );
    assert!(
        next.body
            .contains("het eerdere antwoord van elders (“4”) is vervangen")
    );
    let answers = stored(&app, link).await.unwrap().draft.answers;
    assert_eq!(answers["q1_satisfied"], Answer::Number(3));
    assert_eq!(answers["q2_grade"], Answer::Number(8));
}

#[tokio::test]
async fn a_last_page_that_meets_another_answer_from_elsewhere_sends_only_after_it_was_seen() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    fill_in(&mut phone, &first, "q-q1_satisfied=4", "next").await;
    let here = phone.get(&format!("{link}/3")).await;
    let there = phone.get(&format!("{link}/3")).await;
    let was = format!("was={}", hidden(&here.body, "was"));
    fill_in(
        &mut phone,
        &there,
        &format!("{was}&q-q8_reliable=2"),
        "keep",
    )
    .await;
    let form = format!("{was}&q-q8_reliable=5");
    let to = fill_in(&mut phone, &here, &form, "next").await;
    assert_eq!(to.location(), format!("{link}/3?lang=nl&said=unsent"));
    assert_eq!(responses(&app, &open).await, 0);
    let again = phone.get(to.location()).await;
    assert!(
        again
            .body
            .contains("Uw antwoorden zijn nog niet verzonden.")
    );
    let form = format!("was={}&q-q8_reliable=5", hidden(&again.body, "was"));
    let to = fill_in(&mut phone, &again, &form, "next").await;
    assert_eq!(to.location(), format!("{link}/thanks?lang=nl"));
    assert_eq!(responses(&app, &open).await, 1);
}

#[tokio::test]
async fn the_script_saves_what_is_sound_and_is_told_what_the_page_shows_now() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let page = phone.get(&format!("{link}/1")).await;
    assert!(page.body.contains("client.js"));
    let kept = fill_in(
        &mut phone,
        &page,
        "was=&q-q1_satisfied=4&q-q2_grade=99",
        "keep",
    )
    .await;
    assert_eq!(kept.status, StatusCode::OK);
    let told: serde_json::Value = serde_json::from_str(&kept.body).unwrap();
    assert_eq!((&told["rev"], &told["notice"]), (&1.into(), &"".into()));
    let fresh = phone.get(&format!("{link}/1")).await;
    assert_eq!(told["was"], hidden(&fresh.body, "was"));
    let answers = stored(&app, link).await.unwrap().draft.answers;
    assert_eq!(answers.len(), 1, "{answers:?}");

    let sent = fill_in(&mut phone, &page, "q-q1_satisfied=4", "next").await;
    assert_eq!(sent.location(), format!("{link}/2?lang=nl"));
}

#[tokio::test]
async fn unknown_revoked_and_malformed_links_look_the_same() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let one = &open.invitations[0];
    let tx = app.app.db.begin().await.unwrap();
    let actor = Actor::program("test");
    invitations::revoke(&tx, &actor, &open.wave, one.lane, one.id, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut phone = app.browser();
    let revoked = phone.get(link).await;
    assert_eq!(revoked.status, StatusCode::NOT_FOUND);
    assert!(revoked.body.contains("This link does not work"));
    let unknown = format!("/r/{}", "a".repeat(34));
    for path in [
        unknown.as_str(),
        "/r/x",
        "/r/%00",
        "/r/..%2F..",
        &format!("{link}/2"),
    ] {
        let answer = phone.get(path).await;
        assert_eq!(
            (answer.status, &answer.body),
            (revoked.status, &revoked.body),
            "{path}"
        );
    }
}

#[tokio::test]
async fn guessing_links_is_slowed_down_and_a_colleagues_good_link_still_works() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let mut office = app.browser();
    let mut last = StatusCode::OK;
    for n in 0..70 {
        last = office.get(&format!("/r/guess{n}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(office.get(&open.links[0]).await.status, StatusCode::OK);
    app.later(TimeDelta::minutes(2));
    assert_eq!(office.get("/r/guess").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_closed_wave_is_said_kindly_and_who_began_in_time_has_an_hour_more() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let (began, fresh) = (&open.links[0], &open.links[1]);
    let mut phone = app.browser();
    let first = phone.get(&format!("{began}/1")).await;
    fill_in(&mut phone, &first, "q-q1_satisfied=4", "next").await;
    let third = phone.get(&format!("{began}/3")).await;
    let late = phone.get(&format!("{fresh}/1")).await;
    app.app
        .clock
        .set(TestApp::closing() + TimeDelta::minutes(30));
    assert!(
        phone
            .get(fresh)
            .await
            .body
            .contains("Dit onderzoek is gesloten")
    );
    let refused = fill_in(&mut phone, &late, "q-q1_satisfied=4", "next").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let to = fill_in(&mut phone, &third, "q-q8_reliable=5", "next").await;
    assert!(to.location().contains("/thanks"));
    assert_eq!(responses(&app, &open).await, 1);
}

#[tokio::test]
async fn a_wave_closed_by_hand_tells_that_a_draft_does_not_count() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let link = &open.links[0];
    let mut phone = app.browser();
    let first = phone.get(&format!("{link}/1")).await;
    fill_in(&mut phone, &first, "q-q1_satisfied=4", "next").await;
    let tx = app.app.db.begin().await.unwrap();
    waves::close(&tx, &Actor::program("test"), &open.wave, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = phone.get(link).await;
    assert!(page.body.contains("niet verzonden telt niet mee"));
}

#[tokio::test]
async fn a_form_that_no_page_of_ours_sends_is_refused() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let path = format!("{}/1", open.links[0]);
    let mut phone = app.browser();
    for form in [
        "",
        "key=k",
        "key=k&rev=x",
        "key=k&rev=0&go=lang-%21",
        "rev=0&go=next",
    ] {
        assert_eq!(
            phone.post(&path, form).await.status,
            StatusCode::BAD_REQUEST,
            "{form}"
        );
    }
    let large = format!("key=k&rev=0&q-q12_comment={}", "x".repeat(600_000));
    assert_eq!(
        phone.post(&path, &large).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let none = phone
        .post(&format!("{}/9", open.links[0]), "key=k&rev=0")
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert_eq!(stored(&app, &open.links[0]).await.unwrap().started_at, None);
}

#[tokio::test]
async fn figures_of_an_open_wave_move_in_whole_steps_so_that_nobody_can_be_subtracted_out() {
    let app = TestApp::start().await;
    let open = app.open_wave_for(PrivacyMode::Confidential, 8, None).await;
    let counted = async || {
        let programme = programmes::by_slug(&app.app.db.reader, "servicedesk")
            .await
            .unwrap();
        let frozen = protocols::frozen(&app.app.db.reader, programme.id)
            .await
            .unwrap()
            .unwrap();
        let found = evidence::of_programme(&app.app.db.reader, &programme, &frozen.protocol).await;
        found.unwrap().waves[&2].responses.len()
    };
    for (at, link) in open.links.iter().enumerate() {
        assert_eq!(counted().await, at / 5 * 5, "after {at} responses");
        app.later(TimeDelta::minutes(1));
        let mut phone = app.browser();
        let mut page = phone.get(&format!("{link}/1?lang=nl")).await;
        for _ in 0..3 {
            let to = fill_in(&mut phone, &page, "q-q1_satisfied=4", "next").await;
            page = phone.get(to.location()).await;
        }
        assert_eq!(responses(&app, &open).await, at as u64 + 1);
    }
    let tx = app.app.db.begin().await.unwrap();
    waves::close(&tx, &Actor::program("test"), &open.wave, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counted().await, 8, "closed, all of them count");
}

/// Fills in what must be, page after page, until the thanks.
pub(crate) async fn send_all(phone: &mut Browser, link: &str) -> Page {
    let mut page = phone.get(&format!("{link}/1")).await;
    for _ in 0..10 {
        let to = fill_in(phone, &page, "q-q1_satisfied=4", "next").await;
        page = phone.get(to.location()).await;
        if to.location().contains("/thanks") {
            return page;
        }
    }
    panic!("no thanks: {}", page.body);
}

#[tokio::test]
async fn who_sent_reads_it_again_only_while_it_is_tied_to_the_link() {
    for mode in [
        PrivacyMode::Named,
        PrivacyMode::Confidential,
        PrivacyMode::Anonymous,
    ] {
        let app = TestApp::start().await;
        let open = app.open_wave(mode).await;
        let copy = format!("{}/copy", open.links[0]);
        let mut phone = app.browser();
        let before = phone.get(&copy).await.body;
        assert!(before.contains("Er is geen afschrift"), "{before}");
        let thanks = send_all(&mut phone, &open.links[0]).await.body;
        let is_tied = mode != PrivacyMode::Anonymous;
        assert_eq!(thanks.contains("/copy?"), is_tied, "{mode:?}: {thanks}");
        let page = phone.get(&copy).await.body;
        assert_eq!(page.contains("<dl class=\"copy\">"), is_tied, "{page}");
        assert_eq!(page.contains("Er is geen afschrift"), !is_tied);
        let tx = app.app.db.begin().await.unwrap();
        let by = Actor::program("test");
        waves::close(&tx, &by, &open.wave, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let after = phone.get(&copy).await.body;
        let is_named = mode == PrivacyMode::Named;
        assert_eq!(
            after.contains("<dl class=\"copy\">"),
            is_named,
            "{mode:?}: {after}"
        );
    }
}
