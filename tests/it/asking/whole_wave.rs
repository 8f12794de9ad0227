//! A whole wave of the example, from its plan to its end: 1,240 clients, a real mail server, bounces,
//! refusals, people who want no mail, two reminders. Every number on the pages equals a ledger that
//! the test keeps by itself, of what the mail server took and of what clients did.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{DateTime, TimeZone, Utc};
use peil::config::{Secret, Smtp};
use peil::domain::access::Role;
use peil::domain::evidence::{Answer, ClientRow, FileKind};
use peil::domain::language::Language;
use peil::domain::logic::Logic;
use peil::domain::outlook::needed;
use peil::domain::protocol::Protocol;
use peil::domain::submission::{SavePage, Shape};
use peil::domain::survey::Survey;
use peil::jobs::{Done, Worker};
use peil::mail::Sender;
use peil::mail::bounce::{self, Fate};
use peil::mail::transport::Transport;
use peil::store::accounts::Account;
use peil::store::audit::Actor;
use peil::store::batches::{self, NewBatch};
use peil::store::invitations::{self, Invitation};
use peil::store::programmes::Programme;
use peil::store::waves::{self, WaveState};
use peil::store::{clients, outbox, protocols, submissions, surveys};
use tokio::sync::watch;

use crate::support::app::{Browser, TestApp};
use crate::support::mail_server::MailServer;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");
const CLIENTS: &str = include_str!("../../../surveys/servicedesk/clients.csv");
const OWN: &str = "/programmes/servicedesk/waves/2";

/// What happens to the client with this number in the file.
mod fate {
    pub fn is_gone(n: usize) -> bool {
        n.is_multiple_of(40)
    }
    pub fn is_greylisted(n: usize) -> bool {
        n % 31 == 1
    }
    /// Taken by the server, and returned a day later.
    pub fn comes_back(n: usize) -> bool {
        n % 100 == 50
    }
    pub fn wants_no_mail(n: usize) -> bool {
        n % 60 == 7
    }
    pub fn answers_at_once(n: usize) -> bool {
        n % 4 == 1
    }
    pub fn answers_after_one(n: usize) -> bool {
        n % 12 == 3
    }
    pub fn answers_after_two(n: usize) -> bool {
        n % 24 == 6 && !comes_back(n)
    }
    pub fn only_begins(n: usize) -> bool {
        n % 60 == 11
    }
}

struct Play {
    app: TestApp,
    programme: Programme,
    account: Account,
    browser: Browser,
    server: MailServer,
    worker: Worker,
    rows: Vec<ClientRow>,
    shape: Arc<Shape>,
    first_item: String,
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

/// Of 1 to 1,240 those with a fate.
fn those(of: impl Fn(usize) -> bool) -> HashSet<usize> {
    (1..=1240).filter(|n| of(*n)).collect()
}

fn october(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, day, hour, minute, 0)
        .unwrap()
}

impl Play {
    async fn begin() -> Self {
        let app = TestApp::start().await;
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

        let addresses = |of: fn(usize) -> bool| -> HashSet<String> {
            let numbers = those(of);
            numbers.iter().map(|n| rows[n - 1].email.clone()).collect()
        };
        let server = MailServer::start(
            addresses(fate::is_gone),
            addresses(|n| fate::is_greylisted(n) && !fate::is_gone(n)),
        )
        .await;
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
        let logic = Arc::new(Logic::of(&survey).unwrap());
        let account = app.account("evaluator@example.org").await;
        app.grant(&account, &programme, Role::Evaluator).await;
        Self {
            browser: app.signed_in(&account).await,
            account,
            first_item: survey.questions().next().unwrap().code.clone(),
            shape: Arc::new(Shape::of(&survey, logic)),
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

    async fn page(&mut self, rest: &str) -> String {
        // Days lie between two pages: a session does not last so long.
        self.browser = self.app.signed_in(&self.account).await;
        let page = self.browser.get(&format!("{OWN}{rest}")).await;
        assert_eq!(page.status, StatusCode::OK, "{rest}: {}", page.body);
        page.body
    }

    async fn form(&mut self, rest: &str, form: &str) {
        let answer = self.browser.post(&format!("{OWN}{rest}"), form).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{rest}: {}",
            answer.body
        );
    }

    async fn send(&self) -> Done {
        let (_end, stop) = watch::channel(false);
        self.worker.run_due(&stop).await.unwrap()
    }

    /// By their number in the file.
    async fn invitations(&self) -> BTreeMap<usize, Invitation> {
        let db = &self.app.app.db.reader;
        let wave = waves::by_number(db, &self.programme, 2).await.unwrap();
        let all = invitations::page(db, &wave, None, 10_000).await.unwrap();
        all.into_iter()
            .map(|one| (one.client.key[1..].parse().unwrap(), one))
            .collect()
    }

    async fn answer(&self, who: &HashSet<usize>, submit: bool) {
        let invitations = self.invitations().await;
        let pages: Vec<SavePage> = who
            .iter()
            .map(|n| SavePage {
                lane: invitations[n].lane,
                invitation_id: invitations[n].id,
                visit: false,
                items: vec![self.first_item.clone()],
                answers: [(self.first_item.clone(), Answer::Number(8))].into(),
                was: None,
                seen: 0,
                submit,
                key: format!("form {n}"),
                language: Language::dutch(),
                shape: self.shape.clone(),
                client: BTreeMap::new(),
                now: self.app.now(),
            })
            .collect();
        for some in pages.chunks(100) {
            submissions::save_pages(&self.app.app.db, some)
                .await
                .unwrap();
        }
    }

    /// How many mails each client got.
    fn got(&self) -> HashMap<String, usize> {
        let mut got = HashMap::new();
        for mail in self.server.taken() {
            *got.entry(mail.to).or_insert(0) += 1;
        }
        got
    }

    fn mailed(&self, times: usize) -> HashSet<usize> {
        let got = self.got();
        let times_of = |n: usize| got.get(&self.rows[n - 1].email).copied().unwrap_or(0);
        those(|n| times_of(n) >= times)
    }
}

/// The rows of the table of progress: what a segment is called, and its numbers.
fn progress(page: &str) -> BTreeMap<String, Vec<u64>> {
    let table = page
        .split("<table>")
        .find(|part| part.contains("Invited"))
        .unwrap();
    let table = table.split("</table>").next().unwrap();
    let mut found = BTreeMap::new();
    for row in table.split("<tr>").skip(2) {
        let name = row.split("<th scope=\"row\">").nth(1).unwrap();
        let name = name.split("</th>").next().unwrap();
        let cells = row.split("<td class=\"number\">").skip(1);
        let numbers = cells.map(|cell| cell.split("</td>").next().unwrap().replace(',', ""));
        let numbers = numbers.filter_map(|cell| cell.parse().ok());
        found.insert(name.to_owned(), numbers.collect());
    }
    found
}

fn thousands(n: usize) -> String {
    if n < 1000 {
        return n.to_string();
    }
    format!("{},{:03}", n / 1000, n % 1000)
}

#[tokio::test]
async fn every_number_of_a_whole_wave_equals_the_ledger() {
    let mut play = Play::begin().await;
    let (gone, back, out) = (
        those(fate::is_gone),
        those(fate::comes_back),
        those(fate::wants_no_mail),
    );

    // Planned in the browser: Tuesday at nine, until the twentieth; reminders after 5 and 9 days.
    assert!(
        play.page("/plan")
            .await
            .contains("1,240 of the 1,240 clients will be invited")
    );
    let segments: HashSet<String> = play.rows.iter().map(|row| row.segment.clone()).collect();
    let segments: Vec<String> = segments
        .iter()
        .map(|code| format!("segment={code}"))
        .collect();
    let plan = format!(
        "{}&privacy=confidential&sampling=census&seed=1&send=yes&rest=0&quota=\
         &opens=2026-10-06T09:00&closes=2026-10-20T23:59&go=keep",
        segments.join("&")
    );
    play.form("/plan", &plan).await;
    let hours = "from=09:00&until=17:00&day=0&day=1&day=2&day=3&day=4";
    play.form("/reminders", &format!("after1=5&after2=9&after3=&{hours}"))
        .await;
    play.at(october(6, 6, 59));
    assert_eq!(
        play.worker.run_waves().await.unwrap().opened,
        0,
        "not before its time"
    );
    play.at(october(6, 7, 0));
    let ran = play.worker.run_waves().await.unwrap();
    assert_eq!((ran.opened, ran.invited, ran.queued), (1, 1240, 1240));

    // The invitation: addresses that are gone are refused, greylisted ones taken at the next try.
    let late = those(|n| fate::is_greylisted(n) && !fate::is_gone(n));
    let done = play.send().await;
    assert_eq!(done.bounced as usize, gone.len());
    assert_eq!(done.postponed as usize, late.len());
    assert_eq!(done.sent as usize, 1240 - gone.len() - late.len());
    play.at(october(6, 7, 1));
    assert_eq!(play.send().await.sent as usize, late.len());
    let everybody = those(|n| !fate::is_gone(n));
    assert_eq!(play.mailed(1), everybody);

    // What clients do in the first days.
    let first = those(fate::answers_at_once);
    play.at(october(7, 9, 0));
    play.answer(&first, true).await;
    play.answer(&those(fate::only_begins), false).await;
    let invitations = play.invitations().await;
    let mut client = play.app.browser();
    for n in &out {
        let one = &invitations[n];
        let key = &play.app.app.link_key;
        let token = key.token(one.lane, one.id, one.reissue);
        let stopped = client
            .post(&format!("/r/{}/stop", token.reveal()), "scope=survey")
            .await;
        assert_eq!(stopped.status, StatusCode::OK);
    }
    returned(&play, &back).await;

    // The first reminder would fall on a Sunday; it waits for Monday at nine.
    play.at(october(11, 10, 0));
    assert_eq!(play.worker.run_waves().await.unwrap().queued, 0);
    play.at(october(12, 7, 0));
    let bounced: HashSet<usize> = gone.union(&back).copied().collect();
    let left = those(|n| !bounced.contains(&n) && !out.contains(&n) && !first.contains(&n));
    let page = play.page("/reminders").await;
    let told = format!("{} clients get a reminder now", thousands(left.len()));
    assert!(page.contains(&told), "{told}: {page}");
    assert_eq!(
        play.worker.run_waves().await.unwrap().queued as usize,
        left.len()
    );
    assert_eq!(play.send().await.sent as usize, left.len());
    assert_eq!(play.mailed(2), left);

    // Some answer; the second reminder goes four days after the first.
    let second = those(fate::answers_after_one);
    play.at(october(13, 9, 0));
    play.answer(&second, true).await;
    play.at(october(15, 8, 0));
    assert_eq!(
        play.worker.run_waves().await.unwrap().queued,
        0,
        "too soon after the first"
    );
    play.at(october(16, 7, 0));
    let still: HashSet<usize> = left.difference(&second).copied().collect();
    assert_eq!(
        play.worker.run_waves().await.unwrap().queued as usize,
        still.len()
    );
    assert_eq!(play.send().await.sent as usize, still.len());
    assert_eq!(play.mailed(3), still);
    assert_eq!(
        play.mailed(4),
        HashSet::new(),
        "two reminders, and never a third"
    );

    let third = those(fate::answers_after_two);
    play.at(october(17, 9, 0));
    play.answer(&third, true).await;
    play.at(october(19, 9, 0));
    assert_eq!(play.worker.run_waves().await.unwrap().queued, 0);

    // It closes by itself an hour after its end.
    play.at(october(20, 22, 58));
    assert_eq!(play.worker.run_waves().await.unwrap().closed, 0);
    play.at(october(20, 22, 59));
    assert_eq!(play.worker.run_waves().await.unwrap().closed, 1);
    let db = play.app.app.db.reader.clone();
    let wave = waves::by_number(&db, &play.programme, 2).await.unwrap();
    assert_eq!(wave.state, WaveState::Closed);
    play.at(october(21, 9, 0));
    assert_eq!(play.worker.run_waves().await.unwrap().queued, 0);

    let answered: HashSet<usize> = [&first, &second, &third]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    check(&mut play, &everybody, &bounced, &answered).await;
}

/// A day after it took them, the server sends them back.
async fn returned(play: &Play, who: &HashSet<usize>) {
    let db = &play.app.app.db;
    for n in who {
        let email = &play.rows[n - 1].email;
        let taken = play.server.taken();
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
        let report = bounce::read(report.as_bytes()).unwrap();
        assert_eq!(report.fate, Fate::Bounced);
        let entry = outbox::by_message_id_all_lanes(&db.reader, &report.message_id);
        let entry = entry.await.unwrap().unwrap();
        let tx = db.begin().await.unwrap();
        outbox::record_returned(&tx, &entry, &report.said)
            .await
            .unwrap();
        invitations::mark_bounced(&tx, entry.lane, entry.invitation_id, play.app.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

/// The pages against the ledger.
async fn check(
    play: &mut Play,
    mailed: &HashSet<usize>,
    bounced: &HashSet<usize>,
    answered: &HashSet<usize>,
) {
    let begun = those(fate::only_begins);
    let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    let page = play.page("").await;
    let told = format!("{} of 1,240 answered", thousands(answered.len()));
    assert!(page.contains(&told), "{told}");
    let shown = progress(&page);
    let numbers = |wanted: &dyn Fn(usize) -> bool| -> Vec<u64> {
        let of = |who: &dyn Fn(usize) -> bool| {
            (1..=1240).filter(|n| wanted(*n) && who(*n)).count() as u64
        };
        vec![
            of(&|_| true),
            of(&|_| true),
            of(&|n| mailed.contains(&n)),
            of(&|n| bounced.contains(&n)),
            of(&fate::wants_no_mail),
            of(&|n| answered.contains(&n) || begun.contains(&n)),
            of(&|n| answered.contains(&n)),
        ]
    };
    let needed = needed(&protocol, |_| true).unwrap();
    for segment in &protocol.segments {
        let rows = &play.rows;
        let mut expected = numbers(&|n| rows[n - 1].segment == segment.code);
        let own = needed
            .segments
            .iter()
            .find(|(code, _)| *code == segment.code);
        expected.extend(
            own.map(|(_, needed)| *needed)
                .filter(|needed| expected[6] < *needed),
        );
        let name = segment.name.get(&Language::english());
        assert_eq!(shown.get(name), Some(&expected), "{name}: {shown:?}");
    }
    // What is reached stands as a word beside its number, and is read as none.
    let mut expected = numbers(&|_| true);
    expected.extend(Some(needed.all).filter(|needed| expected[6] < *needed));
    assert_eq!(shown.get("All"), Some(&expected), "{shown:?}");
    assert_eq!(shown.len(), protocol.segments.len() + 1);

    // The outbox: what the server took and did not send back, nothing waiting, and the rest.
    let taken = play.server.taken();
    let ids: HashSet<&str> = taken.iter().map(|mail| mail.message_id.as_str()).collect();
    assert_eq!(ids.len(), taken.len(), "no mail twice");
    let back = those(fate::comes_back).len();
    let told = format!(
        "{} sent, 0 waiting, {} failed",
        thousands(taken.len() - back),
        bounced.len()
    );
    let outbox = play
        .browser
        .get("/programmes/servicedesk/outbox")
        .await
        .body;
    assert!(outbox.contains(&told), "{told}");
    let reminders = taken
        .iter()
        .filter(|mail| mail.subject.starts_with("Herinnering"));
    let reminders = reminders.count();
    let english = taken
        .iter()
        .filter(|mail| mail.subject.starts_with("Reminder"));
    assert_eq!(reminders + english.count(), taken.len() - mailed.len());
}

#[test]
fn the_fates_are_what_the_story_needs() {
    let mixed = |one: fn(usize) -> bool, other: fn(usize) -> bool| those(|n| one(n) && other(n));
    assert!(mixed(fate::answers_at_once, fate::wants_no_mail).is_empty());
    assert!(mixed(fate::answers_after_one, fate::wants_no_mail).is_empty());
    assert!(mixed(fate::comes_back, fate::is_gone).is_empty());
    assert!(mixed(fate::only_begins, fate::answers_after_one).is_empty());
    assert!(!mixed(fate::is_greylisted, fate::answers_at_once).is_empty());
    assert_eq!(those(fate::is_gone).len(), 31);
}
