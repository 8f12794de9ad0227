//! Reminders, the texts of mails, and letters with their codes, in the browser.

// Here, and so among the first: it takes longest, and others run beside it.
mod whole_wave;

mod killed;
mod running;

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use peil::domain::access::Role;
use peil::domain::evidence::ClientRow;
use peil::domain::language::Language;
use peil::domain::protocol::PrivacyMode;
use peil::jobs::Worker;
use peil::mail::Sender;
use peil::mail::transport::{Memory, SendError, Transport};
use peil::store::accounts::Account;
use peil::store::outbox::{self, SendState};
use peil::store::programmes::{self, Programme};
use peil::store::{clients, invitations, jobs, mail_texts, reminders};

use crate::support::app::{Browser, TestApp};
use crate::support::wave::OpenWave;

struct Office {
    app: TestApp,
    open: OpenWave,
    programme: Programme,
    account: Account,
    browser: Browser,
    own: String,
}

/// An open wave of three clients, and an evaluator.
async fn office() -> Office {
    office_of(PrivacyMode::Confidential).await
}

async fn office_of(privacy: PrivacyMode) -> Office {
    let app = TestApp::start().await;
    let open = app.open_wave(privacy).await;
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "servicedesk").await.unwrap();
    let account = app.account("evaluator@example.org").await;
    app.grant(&account, &programme, Role::Evaluator).await;
    Office {
        browser: app.signed_in(&account).await,
        account,
        own: format!("/programmes/servicedesk/waves/{}", open.wave.number),
        app,
        open,
        programme,
    }
}

impl Office {
    fn worker(&self, memory: &Memory) -> Worker {
        Worker {
            db: self.app.app.db.clone(),
            clock: self.app.app.clock.clone(),
            link_key: self.app.app.link_key.clone(),
            public_url: "http://localhost:8080".to_owned(),
            transport: Transport::Memory(memory.clone()),
            sender: Sender {
                from: "Peil <peil@waterhoven.example>".parse().unwrap(),
                reply_to: None,
            },
            mails_per_minute: None,
        }
    }

    async fn send(&self, worker: &Worker) -> u64 {
        let (_end, stop) = tokio::sync::watch::channel(false);
        worker.run_due(&stop).await.unwrap().sent
    }

    /// Days later a session has ended, so that one signs in again.
    async fn later(&mut self, by: TimeDelta) {
        self.app.later(by);
        self.browser = self.app.signed_in(&self.account).await;
    }

    async fn get(&mut self, rest: &str) -> String {
        let page = self.browser.get(&format!("{}{rest}", self.own)).await;
        assert_eq!(page.status, StatusCode::OK, "{rest}: {}", page.body);
        page.body
    }

    async fn post(&mut self, rest: &str, form: &str) -> crate::support::app::Answer {
        self.browser
            .post(&format!("{}{rest}", self.own), form)
            .await
    }
}

const HOURS: &str = "from=09:00&until=17:00&day=0&day=1&day=2&day=3&day=4";

#[tokio::test]
async fn reminders_are_planned_counted_stopped_and_never_come_two_at_once() {
    let mut office = office().await;
    let (memory, worker) = {
        let memory = Memory::default();
        (memory.clone(), office.worker(&memory))
    };
    assert!(
        office
            .get("/reminders")
            .await
            .contains("No reminder planned")
    );
    let kept = office
        .post("/reminders", &format!("after1=3&after2=7&after3=&{HOURS}"))
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let db = office.app.app.db.reader.clone();
    let planned = reminders::of_wave(&db, &office.open.wave).await.unwrap();
    assert_eq!(
        planned.iter().map(|one| one.after_days).collect::<Vec<_>>(),
        [3, 7]
    );

    office.post("/sending", "step=invitation").await;
    assert_eq!(office.send(&worker).await, 3);
    let page = office.get("/reminders").await;
    assert!(page.contains("Nobody gets a reminder now"), "{page}");
    assert!(page.contains("Had it before"), "{page}");

    // The button stops it for so long that both reminders fall due.
    office.post("/mail-stop", "stopped=yes").await;
    office.later(TimeDelta::days(8)).await;
    assert!(
        office
            .get("/reminders")
            .await
            .contains("All mail of this wave is stopped")
    );
    assert_eq!(worker.run_waves().await.unwrap().queued, 0);
    office.post("/mail-stop", "stopped=no").await;
    let page = office.get("/reminders").await;
    assert!(page.contains("3 clients get a reminder now"), "{page}");
    let ran = worker.run_waves().await.unwrap();
    assert_eq!(ran.queued, 3, "one of them at a time");
    assert_eq!(worker.run_waves().await.unwrap().queued, 0);
    assert_eq!(office.send(&worker).await, 3);
    assert_eq!(
        worker.run_waves().await.unwrap().queued,
        0,
        "four days lie between them"
    );
    office.later(TimeDelta::days(4)).await;
    // Saturday: not on that day.
    assert_eq!(worker.run_waves().await.unwrap().queued, 0);
    office.later(TimeDelta::days(2)).await;
    assert_eq!(worker.run_waves().await.unwrap().queued, 3);
    assert_eq!(office.send(&worker).await, 3);
    assert_eq!(memory.messages().len(), 9);

    let again = office.post("/mail-stop", "stopped=perhaps").await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    office.post("/closing", "").await;
    assert!(
        office
            .get("/reminders")
            .await
            .contains("no more mail goes out")
    );
    let late = office
        .post("/reminders", &format!("after1=3&{HOURS}"))
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_plan_of_reminders_with_mistakes_comes_back_and_nothing_is_stored() {
    let mut office = office().await;
    let form = "after1=0&after2=9&after3=4&from=9&until=&day=8";
    let refused = office.post("/reminders", form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["after1", "after3", "from", "until", "days"] {
        assert!(
            refused.body.contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
        assert!(refused.body.contains(&format!("id=\"{field}\"")), "{field}");
    }
    let db = &office.app.app.db.reader;
    assert_eq!(reminders::of_wave(db, &office.open.wave).await.unwrap(), []);
}

#[tokio::test]
async fn a_mail_text_is_written_checked_looked_at_and_sent_to_oneself() {
    let mut office = office().await;
    let page = office.get("/mails").await;
    assert!(
        page.contains("This is our text") && page.contains("{organisation}"),
        "{page}"
    );
    let wrong = office
        .post(
            "/mails/invitation/nl",
            "subject=Hoe+gaat+het%3F&body=Dag+%7Bnaam%7D",
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("{naam} is not filled in"),
        "{}",
        wrong.body
    );
    let db = office.app.app.db.reader.clone();
    let wave = office.open.wave.id;
    assert_eq!(mail_texts::of_wave(&db, wave).await.unwrap(), []);

    let form = "subject=Hoe+gaat+het%3F&body=Dag+%7Bname%7D%2C%0D%0A%0D%0AVertel+het+ons.";
    let kept = office.post("/mails/invitation/nl", form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let page = office.get("/mails/invitation/nl").await;
    assert!(
        page.contains("You wrote this text") && page.contains("Dag evaluator,"),
        "{page}"
    );
    let own = format!("{}/mails/invitation/nl/html", office.own);
    let html = office.browser.get(&own).await;
    let policy = html.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
    assert!(html.body.contains("Vertel het ons.") && !html.body.contains("/r/"));
    assert!(
        office
            .get("/mails/reminder/en")
            .await
            .contains("This is our text")
    );

    let memory = Memory::default();
    let worker = office.worker(&memory);
    let asked = office.post("/mails/invitation/nl/trial", "").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    memory.fail_next(SendError::Temporary("451 later".to_owned()));
    assert_eq!(worker.run_trials().await.unwrap(), 0);
    assert_eq!(worker.run_trials().await.unwrap(), 0, "not before its time");
    office.app.later(TimeDelta::minutes(1));
    assert_eq!(worker.run_trials().await.unwrap(), 1);
    assert_eq!(worker.run_trials().await.unwrap(), 0, "and once");
    let mails = memory.messages();
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].contains("evaluator@example.org") && mails[0].contains("Subject: Hoe gaat het?")
    );
    assert_eq!(jobs::count(&db).await.unwrap(), 0);
    let counts = outbox::count_by_state(&db, &office.open.wave)
        .await
        .unwrap();
    assert!(counts.is_empty(), "no client got anything");

    // Saved as ours, it is ours again; and so it is when both are emptied.
    office.post("/mails/invitation/nl", "subject=&body=").await;
    assert_eq!(mail_texts::of_wave(&db, wave).await.unwrap(), []);
    for rest in ["/mails/farewell/nl", "/mails/invitation/de"] {
        let none = office.browser.get(&format!("{}{rest}", office.own)).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{rest}");
    }
}

/// A client more, without an address, invited.
async fn add_client_on_paper(office: &Office) {
    let (db, now) = (&office.app.app.db, office.app.now());
    let row = ClientRow {
        key: "P1".to_owned(),
        name: "Riet <b>de Groot</b>".to_owned(),
        email: String::new(),
        segment: "BD".to_owned(),
        role: None,
        language: Language::dutch(),
    };
    let actor = peil::store::audit::Actor::program("test");
    let tx = db.begin().await.unwrap();
    let new = peil::store::batches::NewBatch {
        wave_id: None,
        kind: peil::domain::evidence::FileKind::Clients,
        file_name: "paper.csv",
        file_hash: "01",
        row_count: 1,
    };
    let batch = peil::store::batches::create(&tx, &actor, &office.programme, &new, now)
        .await
        .unwrap();
    clients::import(&tx, &office.programme, batch, &[row], now)
        .await
        .unwrap();
    let (wave, key) = (&office.open.wave, &office.app.app.link_key);
    let new = clients::not_invited(&tx, wave).await.unwrap();
    invitations::create(&tx, &actor, wave, &new, key, None, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_has_no_address_gets_a_letter_whose_code_leads_to_the_survey() {
    let mut office = office().await;
    assert!(
        office
            .get("/letters")
            .await
            .contains("Nobody needs a letter")
    );
    add_client_on_paper(&office).await;
    let db = office.app.app.db.reader.clone();
    office.post("/sending", "step=invitation").await;
    let counts = outbox::count_by_state(&db, &office.open.wave)
        .await
        .unwrap();
    assert_eq!(counts, [(SendState::Queued, 3)], "no mail to nowhere");
    let page = office.get("/reminders").await;
    assert!(page.contains("Has no e-mail address"), "{page}");

    assert!(
        office
            .get("/letters")
            .await
            .contains("One client needs a letter")
    );
    let letter = office.get("/letters/print").await;
    assert!(
        letter.contains("Riet &lt;b&gt;de Groot&lt;/b&gt;") && letter.contains("<svg class=\"qr\"")
    );
    assert!(letter.contains("http://localhost:8080/code"), "{letter}");
    let code = letter.split("<p class=\"code\">").nth(1).unwrap();
    let code = &code[..11];

    let mut client = office.app.browser();
    assert!(
        client
            .get("/code")
            .await
            .body
            .contains("Fill in the code of your letter")
    );
    let typed = code.to_lowercase().replace('-', "+");
    let led = client.post("/code", &format!("code={typed}")).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.body);
    let link = led.location().to_owned();
    assert_eq!(client.get(&link).await.status, StatusCode::OK);

    let posted = office.post("/letters/posted", "up_to=P1").await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);
    office.post("/letters/posted", "up_to=P1").await;
    let page = office.get("/letters").await;
    assert!(page.contains("Nobody needs a letter") && page.contains("One letter is in the post"));
    assert!(
        office
            .get("/letters/print?again=yes")
            .await
            .contains("Riet")
    );
    assert!(
        office
            .get("/letters/print?client=C1")
            .await
            .contains("Client 1")
    );
    let progress = invitations::progress(&db, &office.open.wave).await.unwrap();
    assert_eq!(progress.iter().map(|one| one.sent).sum::<u64>(), 1);

    // Who stops mail by a letter stops it for nobody else without an address.
    client.post(&format!("{link}/stop"), "scope=all").await;
    assert_eq!(peil::store::opt_outs::count(&db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_code_that_is_unknown_revoked_or_expired_gets_one_answer_and_guessing_is_slow() {
    let office = office().await;
    let (app, wave) = (&office.app, &office.open.wave);
    let key = &app.app.link_key;
    let code = |at: usize| {
        let one = &office.open.invitations[at];
        key.paper_code(one.id, one.reissue).reveal()
    };
    let unknown = key.paper_code(uuid::Uuid::nil(), 0).reveal();
    let actor = peil::store::audit::Actor::program("test");
    let tx = app.app.db.begin().await.unwrap();
    let (revoked, expired) = (&office.open.invitations[0], &office.open.invitations[1]);
    invitations::revoke(&tx, &actor, wave, revoked.lane, revoked.id, app.now())
        .await
        .unwrap();
    let past = app.now() - TimeDelta::days(1);
    invitations::extend(
        &tx,
        &actor,
        wave,
        expired.lane,
        expired.id,
        Some(past),
        app.now(),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let mut client = app.browser();
    let mut answers = Vec::new();
    for code in [unknown, code(0), code(1)] {
        let answer = client.post("/code", &format!("code={code}")).await;
        answers.push((answer.status, answer.body));
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let as_link = client.get("/r/nothing").await;
    assert_eq!(
        as_link.body, answers[0].1,
        "the same as a link that leads nowhere"
    );
    let slip = client.post("/code", "code=ABCDE-12345").await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(slip.body.contains("value=\"ABCDE-12345\"") && slip.body.contains("not right"));
    for _ in 0..20 {
        client.post("/code", "code=ABCDE-12345").await;
    }
    let slow = client.post("/code", &format!("code={}", code(2))).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    app.later(TimeDelta::minutes(1));
    let led = client.post("/code", &format!("code={}", code(2))).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_text_is_looked_at_before_it_is_kept() {
    let mut office = office().await;
    let form = "subject=Hello+%7Bname%7D&body=Until+%7Blast+day%7D.&go=see";
    let seen = office.post("/mails/invitation/nl", form).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("It is not kept yet"), "{}", seen.body);
    assert!(seen.body.contains("Hello evaluator"), "{}", seen.body);
    assert!(
        seen.body.contains("<details open>"),
        "the plain text is shown"
    );
    let html = office
        .post(
            "/mails/invitation/nl/html",
            "subject=Hello&body=Typed+%3Cb%3E",
        )
        .await;
    assert!(html.body.contains("Typed &lt;b&gt;"), "{}", html.body);
    let kept = office.get("/mails/invitation/nl").await;
    assert!(!kept.contains("Hello {name}"), "nothing is kept");
    let bad = office
        .post("/mails/invitation/nl", "subject=%7Bnaam%7D&body=x&go=see")
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
}
