//! An adjustment is followed: its owner is reminded, and a manager hears when it stays undone.

use std::collections::HashSet;

use chrono::TimeDelta;
use peil::cli::load::load;
use peil::config::{Secret, Smtp};
use peil::domain::access::Role;
use peil::jobs::{Followed, Worker};
use peil::mail::Sender;
use peil::mail::transport::Transport;
use peil::store::audit::Actor;
use peil::store::programmes::Programme;

use crate::report::case::FILES;
use crate::support::app::{Browser, TestApp};
use crate::support::mail_server::MailServer;

const LIST: &str = "/programmes/servicedesk/adjustments";

fn worker(app: &TestApp, server: &MailServer) -> Worker {
    let url = Secret::new(format!("smtp://{}", server.address));
    Worker {
        db: app.app.db.clone(),
        clock: app.app.clock.clone(),
        link_key: app.app.link_key.clone(),
        public_url: "http://localhost:8080".to_owned(),
        transport: Transport::smtp(&Smtp { url }, None).unwrap(),
        sender: Sender {
            from: "Peil <peil@waterhoven.example>".parse().unwrap(),
            reply_to: None,
        },
        mails_per_minute: None,
    }
}

pub async fn evaluated(app: &TestApp) -> (Programme, Browser) {
    let folder = peil::import::folder::read(&FILES).unwrap();
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder, &FILES, app.now());
    let programme = programme.await.unwrap();
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    eva.post("/programmes/servicedesk/waves/1/snapshots", "")
        .await;
    (programme, eva)
}

/// To whom mail went, and about what.
fn taken(server: &MailServer) -> Vec<(String, String)> {
    let all = server.taken().into_iter();
    all.map(|mail| (mail.to, mail.subject)).collect()
}

#[tokio::test]
async fn an_owner_is_reminded_once_and_a_named_manager_told_a_week_later() {
    let app = TestApp::start().await;
    let (_, mut eva) = evaluated(&app).await;
    let server = MailServer::start(HashSet::new(), HashSet::new()).await;
    let worker = worker(&app, &server);
    let due = app.now().date_naive() + TimeDelta::days(10);
    for (title, rest) in [
        (
            "Repair+team",
            "&escalate_name=Max&escalate_email=max%40waterhoven.example",
        ),
        ("Nobody+told", ""),
    ] {
        let form = format!(
            "title={title}&kind=resources&cause=charter&cause_code=H1&parameter=P13\
             &owner_name=O.+Wner&owner_email=owner%40waterhoven.example&due_on={due}{rest}"
        );
        let answer = eva.post(LIST, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let after = async |days: i64| {
        app.later(TimeDelta::days(days));
        worker.follow_up().await.unwrap()
    };
    let followed = |reminded, escalated| Followed {
        reminded,
        escalated,
        erased: 0,
    };
    assert_eq!(after(9).await, followed(0, 0), "it is not due yet");
    assert_eq!(after(1).await, followed(2, 0));
    assert_eq!(after(6).await, followed(0, 0), "reminded once");
    assert_eq!(after(1).await, followed(0, 1));
    assert_eq!(after(30).await, followed(0, 0), "told once");
    let mails = taken(&server);
    let to: Vec<&str> = mails.iter().map(|(to, _)| to.as_str()).collect();
    let owner = "owner@waterhoven.example";
    assert_eq!(to, [owner, owner, "max@waterhoven.example"]);
    assert!(mails[2].1.contains("Repair team"), "{mails:?}");
    let account = app.account("later@example.org").await;
    let programme = peil::store::programmes::by_slug(&app.app.db.reader, "servicedesk").await;
    app.grant(&account, &programme.unwrap(), Role::Evaluator)
        .await;
    let page = app.signed_in(&account).await.get(LIST).await.body;
    assert!(page.contains("2 adjustments are overdue."), "{page}");
    assert!(page.contains("Max told 22 October 2026"), "{page}");
}

/// What was done in time is nobody's business any more.
#[tokio::test]
async fn what_was_done_is_not_reminded_of() {
    let app = TestApp::start().await;
    let (programme, mut eva) = evaluated(&app).await;
    let server = MailServer::start(HashSet::new(), HashSet::new()).await;
    let form = "title=Repair+team&kind=resources&cause=charter&cause_code=H1&parameter=P13\
        &owner_name=O.+Wner&owner_email=owner%40waterhoven.example&due_on=2026-10-06\
        &escalate_name=Max&escalate_email=max%40waterhoven.example";
    assert_eq!(eva.post(LIST, form).await.status, 303);
    let db = &app.app.db.reader;
    let all = peil::store::adjustments::of_programme(db, &programme);
    let id = all.await.unwrap()[0].id;
    let end = format!("{LIST}/{id}/end");
    let ended = eva.post(&end, "state=done&note=Hired").await;
    assert_eq!(ended.status, 303);
    app.later(TimeDelta::days(60));
    let followed = worker(&app, &server).follow_up().await.unwrap();
    assert_eq!(followed, Followed::default());
    assert_eq!(taken(&server), Vec::new());
}
