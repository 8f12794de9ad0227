//! A whole wave of the example, from its plan to its end: 1,240 clients, a real mail server that is
//! away for an hour, bounces, refusals, people who want no mail, two reminders. Every number that
//! staff are shown equals a ledger that the test keeps by itself, of what the mail server took and
//! of what clients did.

pub mod fate;
mod ledger;
pub mod requests;

use std::collections::{HashMap, HashSet};
use std::process::Command;

use chrono::{DateTime, TimeZone, Utc};
use peil::config::{Secret, Smtp};
use peil::domain::access::Role;
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::jobs::{Done, Worker};
use peil::mail::Sender;
use peil::mail::transport::Transport;
use peil::store::accounts::Account;
use peil::store::audit::Actor;
use peil::store::batches::{self, NewBatch};
use peil::store::programmes::Programme;
use peil::store::sessions::Purpose;
use peil::store::waves::{self, WaveState};
use peil::store::{clients, protocols, surveys};
use tokio::sync::watch;

use super::app::TestApp;
use super::mail_server::MailServer;
use fate::those;

const PROTOCOL: &str = include_str!("../../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../../surveys/servicedesk/satisfaction.toml");
const CLIENTS: &str = include_str!("../../../../surveys/servicedesk/clients.csv");
const OWN: &str = "/programmes/servicedesk/waves/2";

/// How people come to the pages: by requests, or in a browser that is looked at.
pub trait Hands {
    /// As the evaluator, by a one-time link.
    async fn sign_in(&mut self, link: &str);
    /// What the evaluator finds at a path, as HTML.
    async fn look(&mut self, path: &str) -> String;
    /// A confidential wave of all clients of these segments, with mail at its opening.
    async fn plan(&mut self, path: &str, segments: &[String], opens: &str, closes: &str);
    /// On weekdays from nine to five, so many days after the first mail.
    async fn plan_reminders(&mut self, path: &str, after: [u32; 2]);
    /// A client answers everything.
    async fn hand_in(&mut self, link: &str);
    /// A client fills in the first page and leaves it at that.
    async fn begin(&mut self, link: &str);
    /// A client asks for no more mail about this survey.
    async fn want_no_mail(&mut self, stop_link: &str);
}

pub struct Play {
    pub app: TestApp,
    programme: Programme,
    account: Account,
    server: MailServer,
    pub worker: Worker,
    rows: Vec<ClientRow>,
}

/// What became of the clients, by their number in the file.
#[derive(Default)]
struct Ledger {
    mailed: HashSet<usize>,
    bounced: HashSet<usize>,
    stopped: HashSet<usize>,
    begun: HashSet<usize>,
    answered: HashSet<usize>,
}

fn rows() -> Vec<ClientRow> {
    let mut lines = CLIENTS.lines();
    assert_eq!(lines.next(), Some("key,name,email,segment,role,language"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let [key, name, email, segment, role, language] = cells[..] else {
                panic!("{line}")
            };
            ClientRow {
                key: key.to_owned(),
                name: name.to_owned(),
                email: email.to_owned(),
                segment: segment.to_owned(),
                role: Some(role.to_owned()),
                language: Language::new(language).unwrap(),
            }
        })
        .collect()
}

fn october(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, day, hour, minute, 0)
        .unwrap()
}

impl Play {
    /// The programme frozen, its questionnaire published, its clients in.
    pub async fn begin(app: TestApp) -> Self {
        let programme = app.programme("servicedesk").await;
        let (actor, now) = (Actor::program("test"), app.now());
        let survey = Survey::parse("satisfaction.toml", SURVEY).unwrap();
        let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
        let rows = rows();
        let tx = app.app.db.begin().await.unwrap();
        let kept = surveys::save_draft(&tx, &actor, &programme, SURVEY, &survey, now).await;
        surveys::publish(&tx, &actor, &programme, kept.unwrap().id, now)
            .await
            .unwrap();
        protocols::save_draft(&tx, &actor, &programme, PROTOCOL, &protocol, now)
            .await
            .unwrap();
        protocols::freeze(&tx, &actor, &programme, now)
            .await
            .unwrap();
        let new = NewBatch {
            wave_id: None,
            kind: FileKind::Clients,
            file_name: "clients.csv",
            file_hash: "00",
            row_count: rows.len(),
        };
        let batch = batches::create(&tx, &actor, &programme, &new, now)
            .await
            .unwrap();
        clients::import(&tx, &programme, batch, &rows, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let server = server(&rows).await;
        let url = Secret::new(format!("smtp://{}", server.address));
        let worker = Worker {
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
        };
        let account = app.account("evaluator@example.org").await;
        app.grant(&account, &programme, Role::Evaluator).await;
        Self {
            account,
            app,
            programme,
            server,
            worker,
            rows,
        }
    }

    fn at(&self, moment: DateTime<Utc>) {
        self.app.app.clock.set(moment);
    }

    /// Days lie between two looks: a session does not last so long.
    async fn sign_in(&self, hands: &mut impl Hands) {
        let link = self.app.link(&self.account, Purpose::SignIn).await;
        hands.sign_in(&link).await;
    }

    /// How many mails were queued because of the plan.
    async fn queue(&self) -> usize {
        self.worker.run_waves().await.unwrap().queued as usize
    }

    async fn send(&self) -> Done {
        let (_end, stop) = watch::channel(false);
        self.worker.run_due(&stop).await.unwrap()
    }

    /// Who got so many mails.
    fn mailed(&self, times: usize) -> HashSet<usize> {
        let mut got: HashMap<String, usize> = HashMap::new();
        for mail in self.server.taken() {
            *got.entry(mail.to).or_default() += 1;
        }
        let times_of = |n: usize| got.get(&self.rows[n - 1].email).copied().unwrap_or(0);
        those(|n| times_of(n) >= times)
    }

    /// By client the addresses in the first mail: of the survey, and to stop.
    fn links(&self) -> HashMap<usize, (String, String)> {
        let numbers = self.rows.iter().zip(1..);
        let numbers: HashMap<&str, usize> = numbers.map(|(row, n)| (&*row.email, n)).collect();
        let mut links = HashMap::new();
        for mail in self.server.taken() {
            let [survey, .., stop] = &mail.links[..] else {
                panic!("no links in {mail:?}")
            };
            let survey = survey.split('?').next().unwrap().to_owned();
            links.insert(numbers[&*mail.to], (survey, stop.clone()));
        }
        links
    }

    /// `peil` on the same database; what it says.
    fn command(&self, arguments: &[&str]) -> String {
        let data = tempfile::tempdir().unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args(arguments)
            .args(["--json", "--database", &self.app.url, "--data"])
            .arg(data.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let error = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {said} {error}");
        said
    }
}

async fn server(rows: &[ClientRow]) -> MailServer {
    let addresses = |of: fn(usize) -> bool| -> HashSet<String> {
        let numbers = those(of);
        numbers.iter().map(|n| rows[n - 1].email.clone()).collect()
    };
    MailServer::start(
        addresses(fate::is_gone),
        addresses(|n| fate::is_greylisted(n) && !fate::is_gone(n)),
    )
    .await
}

fn union(one: &HashSet<usize>, other: &HashSet<usize>) -> HashSet<usize> {
    one.union(other).copied().collect()
}

/// The whole of it.
pub async fn play(wave: &mut Play, hands: &mut impl Hands) {
    let mut ledger = Ledger::default();
    plan(wave, hands).await;
    invite(wave, &mut ledger).await;
    first_days(wave, hands, &mut ledger).await;
    first_reminder(wave, hands, &mut ledger).await;
    second_reminder(wave, hands, &mut ledger).await;
    end(wave).await;
    ledger::check(wave, hands, &ledger).await;
}

/// Tuesday at nine, until the twentieth; reminders after 5 and 9 days.
async fn plan(wave: &Play, hands: &mut impl Hands) {
    wave.sign_in(hands).await;
    let path = format!("{OWN}/plan");
    let page = hands.look(&path).await;
    assert!(page.contains("1,240 of the 1,240 clients will be invited"));
    let segments: HashSet<String> = wave.rows.iter().map(|row| row.segment.clone()).collect();
    let segments: Vec<String> = segments.into_iter().collect();
    hands
        .plan(&path, &segments, "2026-10-06T09:00", "2026-10-20T23:59")
        .await;
    hands
        .plan_reminders(&format!("{OWN}/reminders"), [5, 9])
        .await;
    wave.at(october(6, 6, 59));
    let ran = wave.worker.run_waves().await.unwrap();
    assert_eq!(ran.opened, 0, "not before its time");
}

/// Addresses that are gone are refused, greylisted ones taken at the next try.
async fn invite(wave: &Play, ledger: &mut Ledger) {
    wave.at(october(6, 7, 0));
    let ran = wave.worker.run_waves().await.unwrap();
    assert_eq!((ran.opened, ran.invited, ran.queued), (1, 1240, 1240));
    let gone = those(fate::is_gone);
    let late = those(|n| fate::is_greylisted(n) && !fate::is_gone(n));
    let done = wave.send().await;
    assert_eq!(done.bounced as usize, gone.len());
    assert_eq!(done.postponed as usize, late.len());
    assert_eq!(done.sent as usize, 1240 - gone.len() - late.len());
    wave.at(october(6, 7, 1));
    assert_eq!(wave.send().await.sent as usize, late.len());
    ledger.mailed = those(|n| !fate::is_gone(n));
    ledger.bounced = gone;
    assert_eq!(wave.mailed(1), ledger.mailed);
}

async fn first_days(wave: &Play, hands: &mut impl Hands, ledger: &mut Ledger) {
    wave.at(october(7, 9, 0));
    let links = wave.links();
    for n in those(fate::answers_at_once) {
        hands.hand_in(&links[&n].0).await;
        ledger.answered.insert(n);
    }
    for n in those(fate::only_begins) {
        hands.begin(&links[&n].0).await;
        ledger.begun.insert(n);
    }
    for n in those(fate::wants_no_mail) {
        hands.want_no_mail(&links[&n].1).await;
        ledger.stopped.insert(n);
    }
    let back = those(fate::comes_back);
    return_mails(wave, &back);
    ledger.bounced.extend(back);
}

/// A day after it took them, the server sends these back, to a mailbox that is read.
fn return_mails(wave: &Play, who: &HashSet<usize>) {
    let mailbox = tempfile::tempdir().unwrap();
    let taken = wave.server.taken();
    for n in who {
        let email = &wave.rows[n - 1].email;
        let mail = taken.iter().find(|mail| mail.to == *email).unwrap();
        let report = format!(
            "From: MAILER-DAEMON@mail.example\r\nTo: peil@waterhoven.example\r\n\
             Subject: Undelivered\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\r\n\r\n\
             --B\r\nContent-Type: text/plain\r\n\r\nNobody here.\r\n\
             --B\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mail.example\r\n\r\n\
             Final-Recipient: rfc822; {email}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
             --B\r\nContent-Type: text/rfc822-headers\r\n\r\n\
             Message-ID: {}\r\n\r\n--B--\r\n",
            mail.message_id
        );
        std::fs::write(mailbox.path().join(format!("{n}.eml")), report).unwrap();
    }
    let said = wave.command(&["bounces", mailbox.path().to_str().unwrap()]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["bounced"], who.len(), "{said}");
}

/// It would fall on a Sunday, and waits for Monday at nine.
async fn first_reminder(wave: &Play, hands: &mut impl Hands, ledger: &mut Ledger) {
    wave.at(october(11, 10, 0));
    assert_eq!(wave.queue().await, 0);
    wave.at(october(12, 7, 0));
    let settled = union(&union(&ledger.bounced, &ledger.stopped), &ledger.answered);
    let left = those(|n| !settled.contains(&n));
    wave.sign_in(hands).await;
    let page = hands.look(&format!("{OWN}/reminders")).await;
    let told = format!(
        "{} clients get a reminder now",
        ledger::thousands(left.len())
    );
    assert!(page.contains(&told), "{told}: {page}");
    assert_eq!(wave.queue().await, left.len());
    assert_eq!(wave.send().await.sent as usize, left.len());
    assert_eq!(wave.mailed(2), left);
    wave.at(october(13, 9, 0));
    let links = wave.links();
    for n in those(fate::answers_after_one) {
        hands.hand_in(&links[&n].0).await;
        ledger.answered.insert(n);
    }
}

/// Four days after the first, and never a third; the mail server is away for an hour.
async fn second_reminder(wave: &mut Play, hands: &mut impl Hands, ledger: &mut Ledger) {
    let reminded = wave.mailed(2);
    let still: HashSet<usize> = reminded.difference(&ledger.answered).copied().collect();
    wave.at(october(15, 8, 0));
    assert_eq!(wave.queue().await, 0, "too soon after the first");
    wave.at(october(16, 7, 0));
    wave.server.go_away().await;
    assert_eq!(wave.queue().await, still.len());
    for minute in (0..60).step_by(5) {
        wave.at(october(16, 7, minute));
        assert_eq!(wave.send().await.sent, 0, "nobody is there");
    }
    assert_eq!(wave.mailed(3), HashSet::new());
    wave.server.come_back().await;
    let mut sent = 0;
    for minute in 0..20 {
        wave.at(october(16, 8, minute));
        sent += wave.send().await.sent as usize;
    }
    assert_eq!(sent, still.len());
    assert_eq!(wave.mailed(3), still);
    assert_eq!(wave.mailed(4), HashSet::new());
    wave.at(october(17, 9, 0));
    let links = wave.links();
    for n in those(fate::answers_after_two) {
        hands.hand_in(&links[&n].0).await;
        ledger.answered.insert(n);
    }
    wave.at(october(19, 9, 0));
    assert_eq!(wave.queue().await, 0, "two reminders");
}

/// It closes by itself, an hour after its end.
async fn end(wave: &Play) {
    wave.at(october(20, 22, 58));
    assert_eq!(wave.worker.run_waves().await.unwrap().closed, 0);
    wave.at(october(20, 22, 59));
    assert_eq!(wave.worker.run_waves().await.unwrap().closed, 1);
    let reader = &wave.app.app.db.reader;
    let stored = waves::by_number(reader, &wave.programme, 2).await.unwrap();
    assert_eq!(stored.state, WaveState::Closed);
    wave.at(october(21, 9, 0));
    assert_eq!(wave.queue().await, 0);
}
