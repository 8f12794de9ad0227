//! While a wave runs: what it needs, who is missing, the invitation of one client, and the queue.

use axum::http::StatusCode;
use chrono::TimeDelta;
use peil::domain::access::Role;
use peil::domain::outlook;
use peil::domain::protocol::{PrivacyMode, Protocol};
use peil::mail::transport::{Memory, SendError};
use peil::store::outbox::{self, SendState};
use peil::store::{audit, invitations, invited, jobs, waves};

use super::{Office, office, office_of};

impl Office {
    async fn queue(&self) -> u64 {
        let (db, now) = (&self.app.app.db, self.app.now());
        let actor = audit::Actor::program("test");
        let tx = db.begin().await.unwrap();
        let wave = &self.open.wave;
        let queued = outbox::enqueue(&tx, &actor, wave, "invitation", now, now).await;
        tx.commit().await.unwrap();
        queued.unwrap()
    }

    async fn sent(&self, wanted: SendState) -> u64 {
        let db = &self.app.app.db.reader;
        let states = outbox::count_by_state(db, &self.open.wave).await.unwrap();
        let mut states = states.into_iter();
        states
            .find(|(state, _)| *state == wanted)
            .map_or(0, |(_, count)| count)
    }
}

#[tokio::test]
async fn the_page_of_a_wave_says_what_it_needs_and_who_is_missing_with_how_far_they_are() {
    let mut office = office().await;
    let protocol = include_str!("../../../surveys/servicedesk/protocol.toml");
    let protocol = Protocol::parse("protocol.toml", protocol).unwrap();
    let needed = outlook::needed(&protocol, |_| true).unwrap();
    let page = office.get("").await;
    let told = format!("{} more answers are needed", needed.all);
    assert!(page.contains(&told), "{told}: {page}");

    office.queue().await;
    let memory = Memory::default();
    let worker = office.worker(&memory);
    memory.fail_next(SendError::NoSuchAddress("550 nobody".to_owned()));
    office.send(&worker).await;
    let page = office.get("/missing").await;
    assert!(page.contains("3 clients have not answered"), "{page}");
    for name in ["Client 1", "Client 2", "Client 3"] {
        assert!(
            page.contains(&format!("<bdi>{name}</bdi>")),
            "{name}: {page}"
        );
    }
    let page = office.get("/missing?stage=bounced").await;
    assert_eq!(page.matches("<bdi>").count(), 1, "{page}");
    let page = office.get("/missing?segment=nowhere").await;
    assert!(
        page.contains("Nobody here.") && !page.contains("<bdi>"),
        "{page}"
    );
}

#[tokio::test]
async fn of_an_anonymous_wave_nobody_is_named_and_numbers_go_in_steps() {
    let mut office = office_of(PrivacyMode::Anonymous).await;
    let page = office.get("/missing?stage=created").await;
    assert!(page.contains("fewer than 5"), "{page}");
    assert!(page.contains("At least 0 clients"), "{page}");
    assert!(
        !page.contains("Client 1") && !page.contains("waterhoven.example"),
        "{page}"
    );
    // What one began is told of nobody, by key neither.
    let page = office.get("/invitation?client=C1").await;
    assert!(
        page.contains("Invitation of Client 1") && !page.contains("Started"),
        "{page}"
    );
}

#[tokio::test]
async fn the_invitation_of_one_client_is_prolonged_replaced_and_taken_back() {
    let mut office = office().await;
    office.queue().await;
    office.send(&office.worker(&Memory::default())).await;
    let page = office.get("/invitation?client=C2").await;
    assert!(page.contains("Invitation of Client 2"), "{page}");
    assert!(
        page.contains("Every mail to this client") && page.contains("sent"),
        "{page}"
    );
    let db = office.app.app.db.reader.clone();
    let wave = office.open.wave.clone();
    let key = office.app.app.link_key.clone();
    let one = async || invitations::by_client_key(&db, &wave, "C2").await.unwrap();
    let leads = async |reissue| {
        let own = one().await;
        let token = key.token(own.lane, own.id, reissue);
        let found = invited::by_token(&db, token.reveal(), office.app.now()).await;
        found.unwrap().is_some()
    };
    assert!(leads(0).await);
    let before = one().await.expires_at;

    let form = "client=C2&last_day=yesterday";
    let wrong = office
        .browser
        .post(&format!("{}/invitation/extension", office.own), form)
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"yesterday\""), "{}", wrong.body);
    assert_eq!(one().await.expires_at, before);
    let form = "client=C2&last_day=2030-01-31";
    let kept = office
        .browser
        .post(&format!("{}/invitation/extension", office.own), form)
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let until = one().await.expires_at.unwrap();
    assert_eq!(
        until.to_rfc3339(),
        "2030-01-31T23:00:00+00:00",
        "midnight in Amsterdam"
    );

    let kept = office
        .browser
        .post(&format!("{}/invitation/link", office.own), "client=C2")
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert!(
        !leads(0).await && leads(1).await,
        "the old link is dead, the new one works"
    );
    let path = format!("{}/invitation/withdrawal", office.own);
    let kept = office.browser.post(&path, "client=C2").await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert!(!leads(1).await);
    let page = office.browser.get(kept.location()).await.body;
    assert!(
        !page.contains("/invitation/link"),
        "nothing is left to do: {page}"
    );
    let none = office.browser.post(&path, "client=C9").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_queue_shows_what_failed_without_addresses_and_tries_again_or_drops_it() {
    let mut office = office().await;
    let queue = "/programmes/servicedesk/jobs";
    let page = office.browser.get(queue).await;
    assert!(
        page.body.contains("Nothing runs, waits or failed."),
        "{}",
        page.body
    );
    assert!(page.body.contains("Europe/Amsterdam"), "{}", page.body);

    office.post("/mails/invitation/nl/trial", "").await;
    let memory = Memory::default();
    let worker = office.worker(&memory);
    for minutes in [0, 1, 5, 15] {
        office.app.later(TimeDelta::minutes(minutes));
        let said = "450 4.2.1 <evaluator@example.org>: mailbox busy".to_owned();
        memory.fail_next(SendError::Temporary(said));
        assert_eq!(worker.run_trials().await.unwrap(), 0);
    }
    let page = office.browser.get(queue).await.body;
    assert!(page.contains("0 running, 0 waiting, 1 failed"), "{page}");
    assert!(page.contains("&lt;…&gt;: mailbox busy"), "{page}");
    assert!(!page.contains("&lt;evaluator@"), "{page}");
    let db = office.app.app.db.reader.clone();
    let listed = jobs::of_programme(&db, &office.programme).await.unwrap();
    let [failed] = listed.as_slice() else {
        panic!("{listed:?}")
    };
    assert_eq!(failed.attempts, 4);
    let own = format!("{queue}/{}", failed.id);
    let again = office.browser.post(&format!("{own}/attempts"), "").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    assert_eq!(worker.run_trials().await.unwrap(), 1);
    assert_eq!(memory.messages().len(), 1);
    let gone = office.browser.post(&format!("{own}/removal"), "").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "it is done");

    office.post("/mails/invitation/nl/trial", "").await;
    let listed = jobs::of_programme(&db, &office.programme).await.unwrap();
    let own = format!("{queue}/{}/removal", listed[0].id);
    let other = office.app.programme("other").await;
    let account = office.app.account("stranger@example.org").await;
    office.app.grant(&account, &other, Role::Evaluator).await;
    let mut stranger = office.app.signed_in(&account).await;
    let elsewhere = own.replace("servicedesk", "other");
    let refused = stranger.post(&elsewhere, "").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "not theirs");
    let dropped = office.browser.post(&own, "").await;
    assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.body);
    assert_eq!(jobs::count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn mail_that_waits_is_tried_at_once_and_the_plan_is_told_in_local_time() {
    let mut office = office().await;
    office.queue().await;
    let memory = Memory::default();
    let worker = office.worker(&memory);
    memory.fail_next(SendError::Temporary(
        "451 c1@waterhoven.example later".to_owned(),
    ));
    office.send(&worker).await;
    assert_eq!(office.sent(SendState::Queued).await, 1);
    let queue = "/programmes/servicedesk/jobs";
    let page = office.browser.get(queue).await.body;
    assert!(page.contains("not taken for now: 451 … later"), "{page}");
    let closes = office.open.wave.closes_at.unwrap();
    assert!(page.contains("The wave closes"), "{closes}: {page}");
    assert_eq!(office.send(&worker).await, 0, "not before its time");
    let number = office.open.wave.number;
    let again = office
        .browser
        .post(&format!("{queue}/mail/{number}/attempts"), "")
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    assert_eq!(office.send(&worker).await, 1);

    // Stopped, the reminders are planned no more.
    let hours = super::HOURS;
    office
        .post("/reminders", &format!("after1=3&after2=&after3=&{hours}"))
        .await;
    let page = office.browser.get(queue).await.body;
    let planned = page.contains("Reminder 1");
    let tx = office.app.app.db.begin().await.unwrap();
    let actor = audit::Actor::program("test");
    waves::stop_mail(&tx, &actor, &office.open.wave, true, office.app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = office.browser.get(queue).await.body;
    assert!(planned && !page.contains("Reminder 1"), "{page}");
}
