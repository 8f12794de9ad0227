//! Two people edit the same thing: the second is told, sees what the first wrote, keeps what they
//! typed, and may then put it in its place.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::protocol::PrivacyMode;
use peil::store::{conclusions, mail_texts, phases, programmes, snapshots, surveys};

use super::support::app::TestApp;
use super::support::multipart;
use super::taking_in::with_example;

const TOLD: &str = "Somebody else has changed this in the meantime";

/// The mark that a page carries, behind the words before it.
fn seen(page: &str, before: &str) -> String {
    let rest = page.split_once(before).expect(before).1;
    let rest = rest.split_once("name=\"seen\" value=\"").expect("a mark").1;
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn of_two_who_write_a_conclusion_the_second_is_shown_what_the_first_wrote() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let wave = "/programmes/servicedesk/waves/1";
    browser.post(&format!("{wave}/snapshots"), "").await;
    let own = format!("{wave}/conclusions");
    let page = browser.get(&own).await.body;
    let mark = seen(&page, "id=\"write-summary\"");
    let form =
        |text: &str, seen: &str| format!("section=summary&language=en&text={text}&seen={seen}");
    let first = browser.post(&own, &form("Theirs%0D%0Atoo", &mark)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let again = browser.post(&own, &form("Theirs%0D%0Atoo", &mark)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "the same twice");

    let told = browser.post(&own, &form("Mine", &mark)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.body.contains(TOLD) && told.body.contains("href=\"#write-summary-text\""));
    let section = told.body.split_once("id=\"write-summary\"").unwrap().1;
    let section = section.split_once("</section>").unwrap().0;
    assert!(section.contains("\nMine</textarea>"), "{section}");
    assert!(section.contains("Theirs\ntoo</pre>"), "{section}");
    let written = async || {
        let db = &app.app.db.reader;
        let kept = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
        let all = conclusions::of_snapshot(db, kept.id).await.unwrap();
        all.into_iter().map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(written().await, ["Theirs\ntoo"], "nothing was stored");

    let mark = seen(&told.body, "id=\"write-summary\"");
    let over = browser.post(&own, &form("Mine", &mark)).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER);
    assert_eq!(written().await, ["Mine"]);

    browser.post(&format!("{wave}/snapshots/final"), "").await;
    let late = browser.post(&own, &form("Late+words", "")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("made final in the meantime") && late.body.contains("Late words"));
    assert_eq!(written().await, ["Mine"]);
}

#[tokio::test]
async fn of_two_who_report_on_a_phase_the_second_is_shown_what_the_first_wrote() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut manager = app.signed_in_as(Role::Manager, &programme).await;
    let own = "/programmes/servicedesk/phases/1";
    let mark = seen(&browser.get(own).await.body, "<form");
    let form = |report: &str, name: &str, seen: &str| {
        format!("report={report}&feedback=Thanks&name={name}&seen={seen}")
    };
    let first = browser
        .post(own, &form("Six%0D%0Agoals", "Eva", &mark))
        .await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let told = browser.post(own, &form("Seven", "Ed", &mark)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let page = &told.body;
    assert!(
        page.contains(TOLD) && page.contains("\nSeven</textarea>"),
        "{page}"
    );
    assert!(page.contains("Six\ngoals</pre>") && page.contains("Somebody else wrote: Eva"));
    assert_eq!(page.matches("Somebody else wrote").count(), 4, "{page}");
    let stored = async || {
        let db = &app.app.db.reader;
        phases::reports(db, &programme)
            .await
            .unwrap()
            .remove(0)
            .report
    };
    assert_eq!(stored().await, "Six\ngoals");
    // A mistake on the way does not hide that somebody else wrote.
    let empty = browser.post(own, &form("", "Ed", &mark)).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(seen(&empty.body, "<form"), mark);
    let mark = seen(page, "<form");
    let over = browser.post(own, &form("Seven", "Ed", &mark)).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER);
    assert_eq!(stored().await, "Seven");

    let decision = format!("{own}/decision");
    let mark = seen(&manager.get(own).await.body, "/decision\"");
    let form = |ruling: &str, reason: &str, seen: &str| {
        format!("ruling={ruling}&reason={reason}&decider=Max&seen={seen}")
    };
    let first = manager.post(&decision, &form("go_on", "", &mark)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let told = manager
        .post(&decision, &form("adjust", "Costs", &mark))
        .await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let page = &told.body;
    assert!(
        page.contains("Somebody else wrote: Go on to the next phase"),
        "{page}"
    );
    assert!(page.contains("Somebody else left this empty") && page.contains("\nCosts</textarea>"));
    let mark = seen(page, "/decision\"");
    let over = manager
        .post(&decision, &form("adjust", "Costs", &mark))
        .await;
    assert_eq!(over.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn of_two_who_judge_a_problem_the_second_is_shown_what_the_first_decided() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let wave = "/programmes/servicedesk/waves/1";
    browser.post(&format!("{wave}/snapshots"), "").await;
    let page = browser.get(&format!("{wave}/problems")).await.body;
    let mark = page.split_once("name=\"seen-K1\" value=\"").unwrap().1;
    let mark = mark.split_once('"').unwrap().0.to_owned();
    let own = format!("{wave}/problems/K1");
    let form = |status: &str, reason: &str| {
        format!("status-K1={status}&reason-K1={reason}&name-K1=Eva&seen-K1={mark}")
    };
    let first = browser.post(&own, &form("open", "Theirs")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let told = browser.post(&own, &form("solved", "Mine")).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let page = &told.body;
    assert!(page.contains(TOLD) && page.contains("\nMine</textarea>"));
    assert!(page.contains("Somebody else wrote: Theirs"), "{page}");
    assert_eq!(page.matches("Somebody else wrote: ").count(), 4, "{page}");
    let mark = page.split_once("name=\"seen-K1\" value=\"").unwrap().1;
    let mark = mark.split_once('"').unwrap().0;
    let over = format!("status-K1=solved&reason-K1=Mine&name-K1=Eva&seen-K1={mark}");
    assert_eq!(
        browser.post(&own, &over).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn of_two_who_write_a_mail_the_second_is_shown_what_the_first_wrote() {
    let app = TestApp::start().await;
    let open = app.open_wave(PrivacyMode::Confidential).await;
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = format!(
        "/programmes/servicedesk/waves/{}/mails/invitation/nl",
        open.wave.number
    );
    let mark = seen(&browser.get(&own).await.body, "<form");
    let form = |subject: &str, body: &str, go: &str| {
        format!("subject={subject}&body={body}&go={go}&seen={mark}")
    };
    let first = browser
        .post(&own, &form("Dag", "Een%0D%0ATwee", "keep"))
        .await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let looked = browser.post(&own, &form("Hallo", "Drie", "see")).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert_eq!(seen(&looked.body, "<form"), mark, "a look hides nothing");
    let told = browser.post(&own, &form("Hallo", "Drie", "keep")).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let page = &told.body;
    assert!(
        page.contains(TOLD) && page.contains("Somebody else wrote: Dag"),
        "{page}"
    );
    assert!(
        page.contains("Een\nTwee</pre>") && page.contains("\nDrie</textarea>"),
        "{page}"
    );
    let stored = async || {
        mail_texts::of_wave(db, open.wave.id)
            .await
            .unwrap()
            .remove(0)
    };
    assert_eq!(stored().await.subject, "Dag");
    let mark = seen(page, "<form");
    let over = format!("subject=Hallo&body=Drie&go=keep&seen={mark}");
    assert_eq!(
        browser.post(&own, &over).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(stored().await.subject, "Hallo");
}

#[tokio::test]
async fn of_two_who_write_a_questionnaire_the_second_is_shown_what_the_first_wrote() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/surveys/satisfaction/text";
    let stored = async || {
        let db = &app.app.db.reader;
        let newest = surveys::latest(db, programme.id, "satisfaction").await;
        newest.unwrap().unwrap().text
    };
    let text = stored().await;
    let mark = seen(&browser.get(own).await.body, "/check\"");
    let titled = |title: &str| {
        let line = text.lines().find(|line| line.starts_with("title")).unwrap();
        text.replacen(
            line,
            &format!("title = {{ nl = \"{title}\", en = \"{title}\" }}"),
            1,
        )
    };
    let (theirs, mine) = (titled("Of them"), titled("Of me"));
    let first = multipart(&mut browser, own, &[("text", &theirs), ("seen", &mark)]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let fields = [("text", mine.as_str()), ("seen", mark.as_str())];
    let told = multipart(&mut browser, own, &fields).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.body);
    let page = &told.body;
    assert!(page.contains(TOLD), "{page}");
    let table = page.split_once("<table>").unwrap().1;
    let table = table.split_once("</table>").unwrap().0;
    assert!(table.contains("<td>Of them</td><td>Of me</td>"), "{table}");
    assert!(page.split_once("<textarea").unwrap().1.contains("Of me"));
    assert_eq!(stored().await, theirs, "nothing was stored");
    // What is only looked at hides nothing.
    let check = "/programmes/servicedesk/surveys/satisfaction/check";
    let checked = multipart(&mut browser, check, &fields).await;
    assert_eq!(seen(&checked.body, "/check\""), mark);
    let mark = seen(page, "/check\"");
    let over = multipart(&mut browser, own, &[("text", &mine), ("seen", &mark)]).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER);
    assert_eq!(stored().await, mine);
}
