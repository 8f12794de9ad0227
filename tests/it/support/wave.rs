//! An open wave of the case with a few invitations, as the tests of the client's side need it.

use chrono::{DateTime, TimeZone, Utc};
use peil::domain::evidence::ClientRow;
use peil::domain::evidence::FileKind;
use peil::domain::language::Language;
use peil::domain::protocol::{PrivacyMode, Protocol};
use peil::domain::survey::Survey;
use peil::store::audit::Actor;
use peil::store::batches::{self, NewBatch};
use peil::store::invitations::{self, Invitation};
use peil::store::programmes::Programme;
use peil::store::waves::{self, Wave};
use peil::store::{clients, protocols, surveys};
use sea_orm::DatabaseTransaction;

use super::app::TestApp;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");

pub struct OpenWave {
    pub wave: Wave,
    pub survey: Survey,
    pub invitations: Vec<Invitation>,
    /// The paths of their links.
    pub links: Vec<String>,
}

impl TestApp {
    /// Three clients are invited; the first item has to be answered.
    pub async fn open_wave(&self, privacy_mode: PrivacyMode) -> OpenWave {
        self.open_wave_for(privacy_mode, 3, Some(Self::closing()))
            .await
    }

    /// The same for so many clients.
    pub async fn open_wave_for(
        &self,
        privacy_mode: PrivacyMode,
        clients: usize,
        closes_at: Option<DateTime<Utc>>,
    ) -> OpenWave {
        let text = SURVEY.replacen("kind = \"scale\"", "kind = \"scale\"\nrequired = true", 1);
        self.open_wave_on(&text, privacy_mode, clients, closes_at)
            .await
    }

    /// The same on another survey.
    pub async fn open_wave_on(
        &self,
        text: &str,
        privacy_mode: PrivacyMode,
        clients: usize,
        closes_at: Option<DateTime<Utc>>,
    ) -> OpenWave {
        let survey = Survey::parse("survey.toml", text).unwrap();
        let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
        let programme = self.programme("servicedesk").await;
        let (actor, now) = (Actor::program("test"), self.now());
        let tx = self.app.db.begin().await.unwrap();
        let version = surveys::save_draft(&tx, &actor, &programme, text, &survey, now)
            .await
            .unwrap();
        surveys::publish(&tx, &actor, &programme, version.id, now)
            .await
            .unwrap();
        protocols::save_draft(&tx, &actor, &programme, PROTOCOL, &protocol, now)
            .await
            .unwrap();
        let frozen = protocols::freeze(&tx, &actor, &programme, now)
            .await
            .unwrap();
        let mut plan = protocol.waves.last().unwrap().clone();
        plan.privacy_mode = privacy_mode;
        let wave = waves::create(
            &tx,
            &actor,
            &programme,
            &plan,
            version.id,
            i32::try_from(clients).unwrap(),
            now,
        )
        .await
        .unwrap();
        let wave = waves::open(&tx, &actor, &wave, frozen.id, closes_at, now)
            .await
            .unwrap();
        self.invite(&tx, &programme, &wave, clients).await;
        tx.commit().await.unwrap();
        let db = &self.app.db.reader;
        let invitations = invitations::page(db, &wave, None, 10_000).await.unwrap();
        let links = invitations
            .iter()
            .map(|one| {
                let key = &self.app.link_key;
                format!("/r/{}", key.token(one.lane, one.id, one.reissue).reveal())
            })
            .collect();
        OpenWave {
            wave,
            survey,
            invitations,
            links,
        }
    }

    /// Midnight in Amsterdam, so that 30 November is the last day.
    pub fn closing() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 30, 23, 0, 0).unwrap()
    }

    async fn invite(
        &self,
        tx: &DatabaseTransaction,
        programme: &Programme,
        wave: &Wave,
        clients: usize,
    ) {
        let (actor, now) = (Actor::program("test"), self.now());
        let rows: Vec<ClientRow> = (1..=clients)
            .map(|n| ClientRow {
                key: format!("C{n}"),
                name: format!("Client {n}"),
                email: format!("c{n}@waterhoven.example"),
                segment: "BD".to_owned(),
                role: None,
                language: Language::dutch(),
            })
            .collect();
        let new = NewBatch {
            wave_id: None,
            kind: FileKind::Clients,
            file_name: "clients.csv",
            file_hash: "00",
            row_count: rows.len(),
        };
        let batch = batches::create(tx, &actor, programme, &new, now)
            .await
            .unwrap();
        clients::import(tx, programme, batch, &rows, now)
            .await
            .unwrap();
        let clients = clients::not_invited(tx, wave).await.unwrap();
        let key = &self.app.link_key;
        invitations::create(tx, &actor, wave, &clients, key, None, now)
            .await
            .unwrap();
    }
}
