//! Mail from the outbox to the mailbox, with everything that goes wrong on the way.

use chrono::TimeDelta;

use super::*;
use crate::domain::protocol::PrivacyMode;
use crate::mail::transport::{Memory, SendError};
use crate::store::invitations::{self, Invitation, Stage};
use crate::store::outbox::{self, Entry, SendState};
use crate::store::testing::{OpenWave, actor, handed_in, key, october, open_wave, token};
use crate::store::{submissions, waves};

struct Office {
    open: OpenWave,
    worker: Worker,
    memory: Memory,
    stop: watch::Receiver<bool>,
    _end: watch::Sender<bool>,
}

/// A wave with `count` invitations, all queued, and a mailbox in memory.
async fn office(count: usize, lanes: i32) -> Office {
    let open = open_wave(PrivacyMode::Confidential, lanes, count).await;
    let memory = Memory::default();
    let (end, stop) = watch::channel(false);
    let office = Office {
        worker: Worker {
            db: open.fresh.db.clone(),
            clock: Clock::fixed(october(2)),
            link_key: key(),
            public_url: "https://peil.example".to_owned(),
            transport: Transport::Memory(memory.clone()),
            sender: Sender {
                from: "Peil <peil@waterhoven.example>".parse().unwrap(),
                reply_to: None,
            },
        },
        open,
        memory,
        stop,
        _end: end,
    };
    office.queue("invitation").await;
    office
}

impl Office {
    async fn queue(&self, step: &str) -> u64 {
        let tx = self.worker.db.begin().await.unwrap();
        let now = self.worker.clock.now();
        let queued = outbox::enqueue(&tx, &actor(), &self.open.wave, step, now, now).await;
        tx.commit().await.unwrap();
        queued.unwrap()
    }

    async fn run(&self) -> Done {
        self.worker.run_due(&self.stop).await.unwrap()
    }

    fn later(&self, minutes: i64) {
        let then = self.worker.clock.now() + TimeDelta::minutes(minutes);
        self.worker.clock.set(then);
    }

    async fn entries(&self) -> Vec<Entry> {
        let reader = &self.worker.db.reader;
        outbox::of_wave(reader, &self.open.wave, 1_000)
            .await
            .unwrap()
    }

    async fn invitation(&self, index: usize) -> Invitation {
        let Invitation { lane, id, .. } = self.open.invitations[index];
        invitations::by_id(&self.worker.db.reader, lane, id)
            .await
            .unwrap()
    }
}

fn sent(sent: u64) -> Done {
    Done {
        sent,
        ..Done::default()
    }
}

fn postponed(postponed: u64) -> Done {
    Done {
        postponed,
        ..Done::default()
    }
}

#[tokio::test]
async fn everybody_gets_one_mail_with_a_link_that_works() {
    let office = office(25, 4).await;
    assert_eq!(office.run().await, sent(25));
    assert_eq!(office.run().await, Done::default(), "and no second one");
    let messages = office.memory.messages();
    for invitation in &office.open.invitations {
        let email = &invitation.client.email;
        let link = format!("https://peil.example/r/{}", token(invitation));
        let to = |message: &&String| message.contains(&format!("<{email}>"));
        let mails: Vec<&String> = messages.iter().filter(to).collect();
        assert_eq!(mails.len(), 1, "{email}");
        assert!(mails[0].replace("=\r\n", "").contains(&link));
    }
    assert_eq!(office.invitation(0).await.stage, Stage::Sent);
    let entries = office.entries().await;
    assert!(entries.iter().all(|entry| entry.state == SendState::Sent));
}

#[tokio::test]
async fn a_reminder_goes_only_to_who_can_still_answer() {
    let office = office(3, 1).await;
    office.run().await;
    assert_eq!(office.queue("reminder 1").await, 3);
    let answered = &office.open.invitations[0];
    let page = handed_in(answered, "form", 4);
    submissions::save_pages(&office.worker.db, &[page])
        .await
        .unwrap();
    let stopped = &office.open.invitations[1];
    let tx = office.worker.db.begin().await.unwrap();
    let now = office.worker.clock.now();
    invitations::mark_opted_out(&tx, stopped.lane, stopped.id, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let done = office.run().await;
    assert_eq!((done.sent, done.not_needed), (1, 2));
    let reminders = office.memory.messages().split_off(3);
    assert_eq!(reminders.len(), 1);
    let email = &office.open.invitations[2].client.email;
    assert!(reminders[0].contains(email.as_str()));
}

#[tokio::test]
async fn a_closed_wave_sends_nothing() {
    let office = office(2, 1).await;
    let tx = office.worker.db.begin().await.unwrap();
    let now = office.worker.clock.now();
    waves::close(&tx, &actor(), &office.open.wave, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.run().await.not_needed, 2);
    assert_eq!(office.memory.messages().len(), 0);
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_ever_later_and_never_lost() {
    let office = office(1, 1).await;
    let full = || SendError::Temporary("451 mailbox full".to_owned());
    for pause in [1, 5, 15, 60, 180, 360, 360, 360] {
        office.memory.fail_next(full());
        assert_eq!(office.run().await, postponed(1));
        office.later(pause - 1);
        assert_eq!(
            office.run().await,
            Done::default(),
            "not before {pause} minutes"
        );
        office.later(1);
    }
    assert!(
        office.entries().await[0]
            .last_error
            .as_ref()
            .unwrap()
            .contains("451")
    );
    let id = office.entries().await[0].message_id.clone();
    assert_eq!(office.run().await, sent(1));
    assert_eq!(office.entries().await[0].last_error, None);
    assert!(office.memory.messages()[0].contains(&format!("Message-ID: <{id}@")));
}

#[tokio::test]
async fn an_address_that_does_not_exist_gets_no_further_mail() {
    let office = office(2, 1).await;
    let gone = SendError::NoSuchAddress("550 no such user".to_owned());
    office.memory.fail_next(gone);
    let done = office.run().await;
    assert_eq!((done.sent, done.bounced), (1, 1));
    let mut stages = vec![
        office.invitation(0).await.stage,
        office.invitation(1).await.stage,
    ];
    stages.sort_by_key(|stage| *stage == Stage::Sent);
    assert_eq!(stages, vec![Stage::Bounced, Stage::Sent]);
    assert_eq!(office.queue("reminder 1").await, 1);
}

#[tokio::test]
async fn when_the_server_is_away_everything_waits_and_the_first_failure_is_enough() {
    let office = office(30, 1).await;
    office
        .memory
        .fail_next(SendError::Unreachable("connection refused".to_owned()));
    assert_eq!(office.run().await, postponed(10));
    office.later(1);
    assert_eq!(office.run().await, sent(30));
}

#[tokio::test]
async fn what_a_crash_left_half_goes_again_under_the_same_id() {
    let office = office(1, 1).await;
    let now = office.worker.clock.now();
    let tx = office.worker.db.begin().await.unwrap();
    let lane = office.open.invitations[0].lane;
    let lease = now + TimeDelta::minutes(6);
    let claimed = outbox::claim(&tx, lane, now, lease, 10).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.run().await, Done::default(), "somebody else has it");
    office.later(6);
    assert_eq!(office.run().await, sent(1));
    assert!(office.memory.messages()[0].contains(&claimed[0].message_id));
}

#[tokio::test]
async fn under_another_link_key_nothing_goes_out() {
    let mut office = office(1, 1).await;
    office.worker.link_key = LinkKey::new(1, [8; 32]);
    assert_eq!(office.run().await, postponed(1));
    assert_eq!(office.memory.messages().len(), 0);
    let error = office.entries().await[0].last_error.clone().unwrap();
    assert!(error.contains("link key"), "{error}");
    office.worker.link_key = key();
    office.later(1);
    assert_eq!(office.run().await, sent(1));
}

#[tokio::test]
async fn two_workers_at_once_send_each_mail_once() {
    let office = office(40, 4).await;
    let other = office.worker.clone();
    let (one, two) = tokio::join!(
        office.worker.run_due(&office.stop),
        other.run_due(&office.stop)
    );
    assert_eq!(one.unwrap().sent + two.unwrap().sent, 40);
    assert_eq!(office.memory.messages().len(), 40);
}

#[tokio::test]
async fn the_loop_sends_what_is_due_and_ends_when_told() {
    let office = office(3, 1).await;
    let (end, stop) = watch::channel(false);
    let worker = office.worker.clone();
    let running = tokio::spawn(async move { worker.run(stop).await });
    let all_sent = async {
        while office.memory.messages().len() < 3 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let patience = Duration::from_secs(10);
    tokio::time::timeout(patience, all_sent).await.unwrap();
    end.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(5), running)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn the_outbox_keeps_no_link_and_no_text() {
    let office = office(1, 1).await;
    office.run().await;
    let kept = format!("{:?}", office.entries().await);
    assert!(
        !kept.contains(&token(&office.open.invitations[0])),
        "{kept}"
    );
}
