//! A fresh, migrated database for every test: a temporary SQLite file, or a new PostgreSQL
//! database on the server of `TEST_DATABASE_URL`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tempfile::TempDir;
use uuid::Uuid;

use super::Database;
use super::audit::Actor;
use super::batches::{self, NewBatch};
use super::imports::Said;
use super::invitations::{self, Invitation};
use super::programmes::{self, NewProgramme, Programme};
use super::waves::{self, Wave};
use super::{clients, protocols, sql, surveys};
use crate::domain;
use crate::domain::evidence::FileKind;
use crate::domain::evidence::{Answer, ClientRow};
use crate::domain::language::{Language, Text};
use crate::domain::link::LinkKey;
use crate::domain::protocol::{PrivacyMode, Protocol, Rules, WaveKind, WavePlan};
use crate::domain::submission::{SavePage, Shape};
use crate::domain::survey::{Item, ItemKind, Page, Survey, SurveyKind};

/// A database that goes when it is dropped (a PostgreSQL one goes with its private server).
pub struct Fresh {
    pub db: Database,
    pub url: String,
    _folder: Option<TempDir>,
}

impl std::ops::Deref for Fresh {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.db
    }
}

/// A database without any table.
pub async fn empty_database() -> Fresh {
    let (url, folder) = match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => {
            let name = format!("peil_store_{}", Uuid::new_v4().simple());
            let admin = sea_orm::Database::connect(&server).await.unwrap();
            let sql = format!("create database {name}");
            admin.execute_unprepared(&sql).await.unwrap();
            admin.close().await.unwrap();
            let (base, _) = server.rsplit_once('/').unwrap();
            (format!("{base}/{name}"), None)
        }
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("peil.sqlite");
            (format!("sqlite:{}", file.display()), Some(folder))
        }
    };
    Fresh {
        db: Database::open(&url).await.unwrap(),
        url,
        _folder: folder,
    }
}

pub async fn fresh_database() -> Fresh {
    let fresh = empty_database().await;
    fresh.migrate().await.unwrap();
    fresh
}

/// Ten o'clock on the given day of October 2026.
pub fn october(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, day, 10, 0, 0).unwrap()
}

pub fn actor() -> Actor {
    Actor::program("test")
}

pub fn said(actor: &Actor) -> Said<'_> {
    Said {
        actor,
        name: "test",
        reason: "test",
    }
}

pub fn key() -> LinkKey {
    LinkKey::new(1, [7; 32])
}

pub fn protocol() -> Protocol {
    Protocol {
        programme: domain::protocol::Programme {
            slug: "desk".to_owned(),
            name: Text::both("Servicedesk", "Service desk"),
            organisation: Text::both("Waterhoven", "Waterhoven"),
            vision: None,
            time_zone: "Europe/Amsterdam".to_owned(),
            introduction: NaiveDate::from_ymd_opt(2025, 10, 1).unwrap(),
            preconditions: Vec::new(),
        },
        rules: Rules {
            confidence: 0.95,
            minimum_base: 10,
            privacy_threshold: 5,
            count_partials: false,
            seed: 1,
            keep_months: None,
        },
        segments: Vec::new(),
        members: Vec::new(),
        premises: Vec::new(),
        annotations: Vec::new(),
        problems: Vec::new(),
        goals: Vec::new(),
        clusters: Vec::new(),
        services: Vec::new(),
        working_hours: None,
        agreements: Vec::new(),
        charters: Vec::new(),
        parameters: Vec::new(),
        information: None,
        waves: Vec::new(),
        analysis: Default::default(),
    }
}

fn item(code: &str, kind: ItemKind) -> Item {
    Item::new(code, Text::both("vraag", "question"), kind)
}

/// One page with a scale `q1`, a yes/no `q2` and a long text `why`.
pub fn survey() -> Survey {
    let scale = ItemKind::Scale {
        low: 1,
        high: 5,
        low_label: Text::both("slecht", "poor"),
        high_label: Text::both("goed", "good"),
    };
    Survey {
        code: "satisfaction".to_owned(),
        kind: SurveyKind::Survey,
        title: Text::both("Tevredenheid", "Satisfaction"),
        introduction: None,
        thanks: None,
        languages: vec![Language::dutch(), Language::english()],
        pages: vec![Page {
            code: "p1".to_owned(),
            title: None,
            items: vec![
                item("q1", scale),
                item("q2", ItemKind::YesNo),
                item("why", ItemKind::LongText { max_chars: 500 }),
            ],
            ..Page::default()
        }],
        ..Survey::default()
    }
}

pub fn plan(number: u32, privacy_mode: PrivacyMode) -> WavePlan {
    WavePlan {
        number,
        name: Text::both("Meting", "Wave"),
        kind: WaveKind::FollowUp,
        privacy_mode,
        survey: "satisfaction".to_owned(),
        evidence_from: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
        evidence_to: NaiveDate::from_ymd_opt(2026, 10, 31).unwrap(),
        compare_with: None,
        closed: false,
    }
}

pub fn client_rows(count: usize) -> Vec<ClientRow> {
    let row = |nr: usize| ClientRow {
        key: format!("K{nr:04}"),
        name: format!("Client {nr}"),
        email: format!("k{nr}@waterhoven.example"),
        segment: if nr.is_multiple_of(2) { "SD" } else { "PZ" }.to_owned(),
        role: None,
        language: Language::dutch(),
    };
    (1..=count).map(row).collect()
}

/// A programme with an open wave, and clients who are invited to it.
pub struct OpenWave {
    pub fresh: Fresh,
    pub programme: Programme,
    pub wave: Wave,
    pub invitations: Vec<Invitation>,
}

pub async fn programme(tx: &DatabaseTransaction, lanes: i32) -> Programme {
    let new = NewProgramme {
        slug: "desk".to_owned(),
        title: Text::both("Servicedesk", "Service desk"),
        time_zone: "Europe/Amsterdam".to_owned(),
        lanes,
    };
    programmes::create(tx, &actor(), &new, october(1))
        .await
        .unwrap()
}

pub async fn batch(tx: &DatabaseTransaction, programme: &Programme, kind: FileKind) -> Uuid {
    let new = NewBatch {
        wave_id: None,
        kind,
        file_name: "file.csv",
        file_hash: "abc",
        row_count: 0,
    };
    batches::create(tx, &actor(), programme, &new, october(1))
        .await
        .unwrap()
}

/// Plans a wave and opens it until the end of October.
pub async fn wave(
    tx: &DatabaseTransaction,
    programme: &Programme,
    number: u32,
    mode: PrivacyMode,
) -> Wave {
    let (by, now) = (actor(), october(1));
    let text = "survey as written";
    let version = surveys::save_draft(tx, &by, programme, text, &survey(), now)
        .await
        .unwrap();
    surveys::publish(tx, &by, programme, version.id, now)
        .await
        .unwrap();
    protocols::save_draft(tx, &by, programme, "as written", &protocol(), now)
        .await
        .unwrap();
    let frozen = protocols::freeze(tx, &by, programme, now).await.unwrap();
    let plan = plan(number, mode);
    let wave = waves::create(tx, &by, programme, &plan, version.id, 1240, now)
        .await
        .unwrap();
    waves::open(tx, &by, &wave, frozen.id, Some(october(31)), now)
        .await
        .unwrap()
}

pub async fn open_wave(mode: PrivacyMode, lanes: i32, count: usize) -> OpenWave {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let programme = programme(&tx, lanes).await;
    let wave = wave(&tx, &programme, 2, mode).await;
    let batch = batch(&tx, &programme, FileKind::Clients).await;
    let rows = client_rows(count);
    clients::import(&tx, &programme, batch, &rows, october(1))
        .await
        .unwrap();
    let clients = clients::not_invited(&tx, &wave).await.unwrap();
    invitations::create(&tx, &actor(), &wave, &clients, &key(), None, october(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let invitations = invitations::page(&fresh.reader, &wave, None, 10_000)
        .await
        .unwrap();
    OpenWave {
        fresh,
        programme,
        wave,
        invitations,
    }
}

/// The link secret of an invitation.
pub fn token(invitation: &Invitation) -> String {
    let token = key().token(invitation.lane, invitation.id, invitation.reissue);
    token.reveal().to_owned()
}

/// The survey's one page, answered with `q1` and handed in.
pub fn handed_in(invitation: &Invitation, form: &str, q1: i64) -> SavePage {
    let answers = [
        ("q1", Answer::Number(q1)),
        ("q2", Answer::Word("yes".to_owned())),
        ("why", Answer::Word("Te laat.".to_owned())),
    ];
    SavePage {
        lane: invitation.lane,
        invitation_id: invitation.id,
        visit: false,
        items: ["q1", "q2", "why"].map(str::to_owned).to_vec(),
        answers: answers
            .map(|(item, answer)| (item.to_owned(), answer))
            .into(),
        seen: 0,
        was: None,
        submit: true,
        key: form.to_owned(),
        language: Language::dutch(),
        shape: Arc::new(Shape::of(&survey(), Arc::default())),
        client: BTreeMap::new(),
        now: october(20),
    }
}

/// How SQLite would run a query, one step a line; empty on PostgreSQL, which asks its statistics.
pub async fn query_plan(db: &Database, sql: &str) -> String {
    if !db.is_sqlite() {
        return String::new();
    }
    let places = (1..=9).map(|nr| format!("${nr}"));
    let sql = places.fold(sql.to_owned(), |sql, place| sql.replace(&place, "null"));
    let statement = sql::statement(&db.reader, &format!("explain query plan {sql}"), []);
    let rows = db.reader.query_all_raw(statement).await.unwrap();
    let steps = rows
        .iter()
        .map(|row| row.try_get_by_index::<String>(3).unwrap());
    steps.collect::<Vec<_>>().join("\n")
}
