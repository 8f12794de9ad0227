//! Giving an edition away: a link that ends, a mail to who asked, and the record of both.

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::domain::access::Role;
use peil::domain::protocol::PrivacyMode;
use peil::jobs::Worker;
use peil::mail::Sender;
use peil::mail::transport::{Memory, Transport};
use peil::store::programmes;

use crate::follow_up::evaluated;
use crate::support::app::{Browser, TestApp};

const WAVE: &str = "/programmes/servicedesk/waves/1";
const FORM: &str = "edition=clients&language=en&purpose=Intranet&days=30";

/// The path of the link that was just made.
async fn shared(eva: &mut Browser) -> String {
    let page = eva.post(&format!("{WAVE}/sharing"), FORM).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let rest = page.body.split("/shared/").nth(1).unwrap();
    let token = rest
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .next();
    format!("/shared/{}", token.unwrap())
}

#[tokio::test]
async fn a_link_shows_one_edition_until_its_day_or_until_it_is_taken_back() {
    let app = TestApp::start().await;
    let (programme, mut eva) = evaluated(&app).await;
    let early = eva.post(&format!("{WAVE}/sharing"), FORM).await;
    assert!(early.status.is_client_error(), "a draft is not given away");
    assert!(
        !eva.get(&format!("{WAVE}/sharing"))
            .await
            .body
            .contains("Intranet")
    );
    eva.post(&format!("{WAVE}/snapshots/final"), "").await;

    let (first, second) = (shared(&mut eva).await, shared(&mut eva).await);
    let mut anybody = app.browser();
    for link in [&first, &second] {
        let page = anybody.get(link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("You answered") && !page.body.contains("Public space"));
    }
    let page = eva.get(&format!("{WAVE}/sharing")).await.body;
    let taken_back = page.split("/shared/").nth(1).unwrap();
    let taken_back = taken_back.split('"').next().unwrap();
    let answer = eva
        .post(&format!("/programmes/servicedesk/shared/{taken_back}"), "")
        .await;
    assert_eq!(answer.location(), format!("{WAVE}/sharing"));
    let page = eva.get(answer.location()).await.body;
    assert!(page.contains("revoked") && page.matches("/revocation\"").count() == 1);
    // Two links and the record of each say which wave they are about.
    assert_eq!(
        page.matches("<td>Final measurement</td>").count(),
        4,
        "{page}"
    );
    let gone = anybody.get(&second).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(anybody.get(&first).await.status, StatusCode::OK);

    app.later(TimeDelta::days(31));
    let ended = anybody.get(&first).await;
    assert_eq!(
        (ended.status, &ended.body),
        (StatusCode::NOT_FOUND, &gone.body)
    );
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let refused = max.get(&format!("{WAVE}/sharing")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_asked_is_mailed_the_outcome_once_and_it_is_kept_when_it_went_out() {
    let app = TestApp::start().await;
    let open = app
        .open_wave_for(PrivacyMode::Confidential, 6, Some(TestApp::closing()))
        .await;
    let mut phone = app.browser();
    for (at, link) in open.links.iter().enumerate() {
        crate::respond::send_all(&mut phone, link).await;
        if at < 2 {
            phone.post(&format!("{link}/outcome"), "wanted=yes").await;
        }
    }
    let programme = programmes::by_slug(&app.app.db.reader, "servicedesk").await;
    let programme = programme.unwrap();
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = format!("/programmes/servicedesk/waves/{}", open.wave.number);
    for step in ["closing", "snapshots", "snapshots/final"] {
        let answer = eva.post(&format!("{own}/{step}"), "reason=Enough").await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{step}: {}",
            answer.body
        );
    }
    let page = eva.get(&format!("{own}/sharing")).await.body;
    assert!(page.contains(&format!("{own}/outcome")), "{page}");
    eva.post(&format!("{own}/outcome"), "").await;

    let memory = Memory::default();
    let worker = Worker {
        db: app.app.db.clone(),
        clock: app.app.clock.clone(),
        link_key: app.app.link_key.clone(),
        public_url: "http://localhost:8080".to_owned(),
        transport: Transport::Memory(memory.clone()),
        sender: Sender {
            from: "Peil <peil@waterhoven.example>".parse().unwrap(),
            reply_to: None,
        },
        mails_per_minute: None,
    };
    let (_end, stop) = tokio::sync::watch::channel(false);
    assert_eq!(worker.run_due(&stop).await.unwrap().sent, 2);
    let page = eva.get(&format!("{own}/sharing")).await.body;
    assert!(page.contains("<td class=\"number\">2</td>"), "{page}");
    eva.post(&format!("{own}/outcome"), "").await;
    assert_eq!(worker.run_due(&stop).await.unwrap().sent, 0, "told once");
    let mails = memory.messages();
    for (link, mail) in open.links.iter().zip(&mails) {
        assert!(mail.contains("@waterhoven.example") && mail.contains("/outcome"));
        let outcome = phone.get(&format!("{link}/outcome")).await.body;
        assert!(
            outcome.contains("Wat wij vonden, en wat wij doen"),
            "{outcome}"
        );
    }
}
