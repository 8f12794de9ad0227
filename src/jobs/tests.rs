//! Mail from the outbox to the mailbox, with everything that goes wrong on the way.

use chrono::TimeDelta;

use super::*;
use crate::domain::protocol::PrivacyMode;
use crate::mail::transport::{Memory, SendError};
use crate::store::invitations::{self, Invitation, Stage};
use crate::store::outbox::{self, Entry, SendState};
use crate::store::testing::{OpenWave, actor, handed_in, key, october, open_wave, token};
use crate::store::{outcomes, programmes, submissions, waves};

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
            mails_per_minute: None,
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
async fn who_asked_hears_the_outcome_once_also_after_the_wave_and_nobody_else() {
    let office = office(4, 2).await;
    office.run().await;
    let open = &office.open;
    let answered = handed_in(&open.invitations[0], "form", 4);
    submissions::save_pages(&office.worker.db, &[answered])
        .await
        .unwrap();
    let tx = office.worker.db.begin().await.unwrap();
    let now = office.worker.clock.now();
    for invitation in &open.invitations[..3] {
        outcomes::want(&tx, invitation.lane, invitation.id, true)
            .await
            .unwrap();
    }
    // One thinks better of it, one wants no mail at all.
    let [_, second, third, ..] = &open.invitations[..] else {
        panic!("four invitations")
    };
    outcomes::want(&tx, second.lane, second.id, false)
        .await
        .unwrap();
    invitations::mark_opted_out(&tx, third.lane, third.id, now)
        .await
        .unwrap();
    waves::close(&tx, &actor(), &open.wave, now).await.unwrap();
    let programme = programmes::by_id(&tx, open.wave.programme_id)
        .await
        .unwrap();
    let of = (&programme, &open.wave);
    let told = outcomes::enqueue(&tx, &actor(), of, now).await.unwrap();
    assert_eq!(told.len(), 1);
    assert!(
        outcomes::enqueue(&tx, &actor(), of, now)
            .await
            .unwrap()
            .is_empty()
    );
    tx.commit().await.unwrap();

    assert_eq!(office.run().await, sent(1));
    let mail = office.memory.messages().pop().unwrap().replace("=\r\n", "");
    let first = &open.invitations[0];
    assert!(
        mail.contains(&format!("<{}>", first.client.email)),
        "{mail}"
    );
    let link = format!("https://peil.example/r/{}/outcome", token(first));
    assert!(mail.contains(&link), "{mail}");
    assert_eq!(office.run().await, Done::default());
    assert_eq!(office.invitation(0).await.stage, Stage::Submitted);
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
async fn when_the_server_is_away_everything_waits_and_no_more_is_tried_than_was_under_way() {
    let under_way = Transport::Memory(Memory::default()).at_once();
    let office = office(under_way as usize + 8, 1).await;
    for _ in 0..under_way {
        let refused = "connection refused".to_owned();
        office.memory.fail_next(SendError::Unreachable(refused));
    }
    assert_eq!(office.run().await, postponed(under_way.into()));
    assert_eq!(office.memory.messages().len(), 0);
    office.later(1);
    assert_eq!(office.run().await, sent(u64::from(under_way) + 8));
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

#[tokio::test]
async fn reminders_go_in_their_hours_after_their_days_and_stop_with_a_button() {
    use crate::domain::schedule::{Weekdays, Window};
    use crate::store::reminders::{self, Reminder};

    let office = office(4, 1).await;
    let (db, wave) = (office.worker.db.clone(), office.open.wave.clone());
    let reminder = |number, after_days| Reminder {
        number,
        after_days,
        window: Window::new(9 * 60, 17 * 60, Weekdays::WORKING).unwrap(),
    };
    let tx = db.begin().await.unwrap();
    let planned = [reminder(1, 3), reminder(2, 7)];
    let programme = &office.open.programme;
    reminders::replace(&tx, &actor(), programme, &wave, &planned, october(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // Friday 2 October, noon in Amsterdam: the invitations go out.
    assert_eq!(office.run().await, sent(4));
    assert_eq!(office.worker.run_waves().await.unwrap(), Ran::default());
    // Three days later it is Monday, and before nine o'clock.
    office.worker.clock.set(october(5) - TimeDelta::hours(4));
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 0);
    office.worker.clock.set(october(5) + TimeDelta::minutes(1));
    let press = async |stopped| {
        let tx = db.begin().await.unwrap();
        waves::stop_mail(&tx, &actor(), &wave, stopped, october(5))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };
    press(true).await;
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 0);
    press(false).await;
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 4);
    assert_eq!(
        office.worker.run_waves().await.unwrap().queued,
        0,
        "each once"
    );
    press(true).await;
    assert_eq!(
        office.run().await,
        Done::default(),
        "what is queued waits too"
    );
    press(false).await;
    assert_eq!(office.run().await, sent(4));
    // Seven days after the invitation comes the second; a third was never planned.
    office.worker.clock.set(october(9) + TimeDelta::minutes(1));
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 4);
    assert_eq!(office.run().await, sent(4));
    office.worker.clock.set(october(20));
    assert_eq!(office.worker.run_waves().await.unwrap(), Ran::default());
    assert_eq!(office.memory.messages().len(), 12);
    // At its end the wave closes by itself, an hour later than it says.
    office.worker.clock.set(october(31) + TimeDelta::hours(1));
    assert_eq!(office.worker.run_waves().await.unwrap().closed, 1);
}

#[tokio::test]
async fn hours_that_come_twice_remind_once_and_a_clock_put_back_sends_nothing_again() {
    use crate::domain::schedule::{Weekdays, Window};
    use crate::store::reminders::{self, Reminder};

    let office = office(4, 1).await;
    let (db, wave) = (office.worker.db.clone(), office.open.wave.clone());
    // Sundays from a quarter past two until a quarter to three, which on 25 October 2026 come twice.
    let planned = [Reminder {
        number: 1,
        after_days: 3,
        window: Window::new(135, 165, Weekdays::new(0b100_0000).unwrap()).unwrap(),
    }];
    let tx = db.begin().await.unwrap();
    let programme = &office.open.programme;
    reminders::replace(&tx, &actor(), programme, &wave, &planned, october(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    office.worker.clock.set(october(19));
    assert_eq!(office.run().await, sent(4));
    let midnight = october(25) - TimeDelta::hours(10);
    let at = |minutes| {
        office
            .worker
            .clock
            .set(midnight + TimeDelta::minutes(minutes))
    };
    at(10);
    assert_eq!(
        office.worker.run_waves().await.unwrap().queued,
        0,
        "10 past two"
    );
    at(80);
    assert_eq!(
        office.worker.run_waves().await.unwrap().queued,
        0,
        "the second time"
    );
    at(20);
    assert_eq!(
        office.worker.run_waves().await.unwrap().queued,
        4,
        "the first time"
    );
    assert_eq!(office.run().await, sent(4));
    at(80);
    assert_eq!(office.worker.run_waves().await.unwrap(), Ran::default());
    // A clock that jumps back a day, and forward two, makes no mail twice.
    for days in [-1, 2] {
        office
            .worker
            .clock
            .set(midnight + TimeDelta::days(days) + TimeDelta::minutes(20));
        assert_eq!(office.worker.run_waves().await.unwrap().queued, 0);
        assert_eq!(office.run().await, Done::default());
    }
    assert_eq!(office.memory.messages().len(), 8);
}

#[tokio::test]
async fn who_wants_no_more_mail_gets_none_whatever_list_the_address_comes_back_in() {
    use crate::store::opt_outs::{self, Scope};

    let office = office(3, 1).await;
    let db = &office.worker.db;
    let tx = db.begin().await.unwrap();
    let address = |at: usize| key().address_hash(&office.open.invitations[at].client.email);
    let survey = Scope::Survey(office.open.programme.id, "another".to_owned());
    opt_outs::add(&tx, address(0), Scope::Everything, october(1))
        .await
        .unwrap();
    opt_outs::add(&tx, address(0), Scope::Everything, october(1))
        .await
        .unwrap();
    opt_outs::add(&tx, address(1), survey, october(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // Queued before it was said, and it still does not go.
    let done = office.run().await;
    assert_eq!((done.sent, done.not_needed), (2, 1));
    let shown = outbox::recipients(&db.reader, &office.open.wave, "reminder 1", october(4)).await;
    use crate::store::outbox::Reason;
    assert_eq!(shown.unwrap(), [(Reason::GetsIt, 2), (Reason::OptedOut, 1)]);
    assert_eq!(office.queue("reminder 1").await, 2);
    let stored = format!("{:?}", opt_outs::count(&db.reader).await.unwrap());
    assert_eq!(stored, "2");
}

#[tokio::test]
async fn no_more_mails_leave_in_a_minute_than_may() {
    let mut office = office(25, 1).await;
    office.worker.mails_per_minute = Some(12);
    assert_eq!(office.run().await, sent(12));
    assert_eq!(office.run().await, Done::default());
    office.later(1);
    assert_eq!(office.run().await, sent(12));
    office.later(1);
    assert_eq!(office.run().await, sent(1));
}

#[tokio::test]
async fn a_planned_wave_opens_draws_its_sample_sends_and_closes_at_its_quota() {
    use crate::domain::planning::Settings;
    use crate::domain::sample::{Asked, Sampling};

    let office = office(20, 1).await;
    let db = &office.worker.db;
    office.run().await;
    let tx = db.begin().await.unwrap();
    let (programme, first) = (&office.open.programme, &office.open.wave);
    let plan = crate::store::testing::plan(3, PrivacyMode::Confidential);
    let survey = first.survey_version_id;
    let wave = waves::create(&tx, &actor(), programme, &plan, survey, 20, october(2))
        .await
        .unwrap();
    let sampling = Sampling::Stratified {
        size: 6,
        minimum: 2,
        seed: 9,
    };
    let settings = Settings {
        opens_at: Some(october(6)),
        closes_at: Some(october(30)),
        asked: Asked {
            segments: Vec::new(),
            sampling,
            send: true,
            until_settled: false,
        },
        rest_days: 3,
        quota: Some(2),
    };
    let wave = waves::arrange(&tx, &actor(), &wave, &settings, october(2))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.worker.run_waves().await.unwrap(), Ran::default());
    office.worker.clock.set(october(6));
    let ran = office.worker.run_waves().await.unwrap();
    assert_eq!((ran.opened, ran.invited, ran.queued), (1, 6, 6));
    let invitations = invitations::page(&db.reader, &wave, None, 99)
        .await
        .unwrap();
    assert_eq!(invitations.len(), 6);
    for invitation in &invitations[..2] {
        let mut page = handed_in(invitation, "form", 4);
        page.now = october(7);
        submissions::save_pages(db, &[page]).await.unwrap();
    }
    assert_eq!(office.worker.run_waves().await.unwrap().closed, 1);
}

/// A protocol whose one verdict rests on `q1` of forty clients.
fn of_one_verdict() -> crate::domain::protocol::Protocol {
    use crate::domain::language::Text;
    use crate::domain::parameter::Estimator;
    use crate::domain::protocol::{Protocol, Segment};

    let text = include_str!("../../surveys/servicedesk/protocol.toml");
    let mut content = Protocol::parse("protocol.toml", text).unwrap().parameters[0].clone();
    content.estimator = Estimator::Proportion {
        item: "q1".to_owned(),
        chosen: vec!["4".to_owned(), "5".to_owned()],
    };
    let mut agreed = crate::store::testing::protocol();
    agreed.parameters = vec![content];
    agreed.segments = vec![Segment {
        code: "PZ".to_owned(),
        name: Text::both("Publiekszaken", "Public affairs"),
        population: 40,
    }];
    agreed
}

#[tokio::test]
async fn nobody_is_reminded_for_what_is_settled_when_the_plan_says_so() {
    use crate::domain::planning::Settings;
    use crate::domain::schedule::{Weekdays, Window};
    use crate::store::protocols;
    use crate::store::reminders::{self, Reminder};

    let office = office(40, 1).await;
    office.run().await;
    let db = &office.worker.db;
    let (by, programme, first) = (actor(), &office.open.programme, &office.open.wave);
    let tx = db.begin().await.unwrap();
    let now = october(2);
    let agreed = of_one_verdict();
    protocols::amend(&tx, &by, programme, "as amended", &agreed, "a test", now)
        .await
        .unwrap();
    let frozen = protocols::freeze(&tx, &by, programme, now).await.unwrap();
    let plan = crate::store::testing::plan(3, PrivacyMode::Confidential);
    let survey = first.survey_version_id;
    let wave = waves::create(&tx, &by, programme, &plan, survey, 40, now)
        .await
        .unwrap();
    let wave = waves::open(&tx, &by, &wave, frozen.id, None, now)
        .await
        .unwrap();
    let all = crate::store::clients::not_invited(&tx, &wave)
        .await
        .unwrap();
    invitations::create(&tx, &by, &wave, &all, &key(), None, now)
        .await
        .unwrap();
    outbox::enqueue(&tx, &by, &wave, "invitation", now, now)
        .await
        .unwrap();
    let planned = [Reminder {
        number: 1,
        after_days: 3,
        window: Window::new(9 * 60, 17 * 60, Weekdays::WORKING).unwrap(),
    }];
    reminders::replace(&tx, &by, programme, &wave, &planned, now)
        .await
        .unwrap();
    let mut settings = Settings::default();
    settings.asked.until_settled = true;
    waves::arrange(&tx, &by, &wave, &settings, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    office.run().await;
    let invitations = invitations::page(&db.reader, &wave, None, 99)
        .await
        .unwrap();
    for invitation in &invitations[..38] {
        let mut page = handed_in(invitation, &invitation.client.key, 5);
        page.now = october(3);
        submissions::save_pages(db, &[page]).await.unwrap();
    }
    // Monday, within the hours of the reminder: 38 of 40 say the same.
    office.worker.clock.set(october(5) + TimeDelta::minutes(1));
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 0);
    let tx = db.begin().await.unwrap();
    waves::arrange(&tx, &by, &wave, &Settings::default(), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.worker.run_waves().await.unwrap().queued, 2);
}

#[tokio::test]
async fn who_had_mail_of_another_wave_lately_is_left_alone() {
    use crate::domain::planning::Settings;
    use crate::store::outbox::Reason;

    let office = office(5, 1).await;
    let db = &office.worker.db;
    office.run().await;
    let tx = db.begin().await.unwrap();
    let (programme, first) = (&office.open.programme, &office.open.wave);
    let plan = crate::store::testing::plan(3, PrivacyMode::Anonymous);
    let wave = waves::create(
        &tx,
        &actor(),
        programme,
        &plan,
        first.survey_version_id,
        5,
        october(2),
    )
    .await
    .unwrap();
    let settings = Settings {
        rest_days: 10,
        ..Settings::default()
    };
    let wave = waves::arrange(&tx, &actor(), &wave, &settings, october(2))
        .await
        .unwrap();
    let wave = waves::open(
        &tx,
        &actor(),
        &wave,
        first.protocol_id.unwrap(),
        None,
        october(2),
    )
    .await
    .unwrap();
    let all = crate::store::clients::not_invited(&tx, &wave)
        .await
        .unwrap();
    invitations::create(&tx, &actor(), &wave, &all, &key(), None, october(2))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let count = async |day| {
        outbox::recipients(&db.reader, &wave, "invitation", october(day))
            .await
            .unwrap()
    };
    assert_eq!(count(8).await, [(Reason::Resting, 5)]);
    assert_eq!(count(13).await, [(Reason::GetsIt, 5)]);
}
