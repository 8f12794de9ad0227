//! What Peil is measured on: one page of twenty scales, in a wave that is open to many clients.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use peil::clock::Clock;
use peil::domain::evidence::{ClientRow, FileKind};
use peil::domain::language::{Language, Text};
use peil::domain::link::LinkKey;
use peil::domain::protocol::{PrivacyMode, Protocol};
use peil::domain::survey::Survey;
use peil::store::audit::Actor;
use peil::store::batches::{self, NewBatch};
use peil::store::programmes::{self, NewProgramme};
use peil::store::waves::{self, Wave};
use peil::store::{Database, clients, invitations, protocols, surveys};

/// The key of the links, as `PEIL_LINK_KEY` takes it.
pub const LINK_KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
pub const QUESTION: &str = "Hoe tevreden bent u, alles bij elkaar, over de servicedesk?";
const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");

/// The codes of the questions.
pub fn items() -> Vec<String> {
    (1..=20).map(|number| format!("q{number}")).collect()
}

fn survey() -> Result<String> {
    let mut text = String::from(
        "code = \"satisfaction\"\nkind = \"survey\"\nlanguages = [\"nl\", \"en\"]\n\
         title = { nl = \"Tevredenheid\", en = \"Satisfaction\" }\n[[page]]\ncode = \"verdict\"\n\
         title = { nl = \"Uw oordeel\", en = \"Your verdict\" }\n",
    );
    for item in items() {
        write!(
            text,
            "[[page.item]]\ncode = \"{item}\"\nkind = \"scale\"\nlow = 1\nhigh = 5\n\
             text = {{ nl = \"{QUESTION}\", en = \"How satisfied are you?\" }}\n\
             low_label = {{ nl = \"zeer ontevreden\", en = \"very dissatisfied\" }}\n\
             high_label = {{ nl = \"zeer tevreden\", en = \"very satisfied\" }}\n"
        )?;
    }
    Ok(text)
}

/// Fills an empty database with an open wave and as many links; gives their tokens.
pub async fn prepare(url: &str, links: usize) -> Result<Vec<String>> {
    let db = Database::open(url).await?;
    db.migrate().await?;
    let (actor, now) = (Actor::program("bench"), Clock::System.now());
    let text = survey()?;
    let survey = Survey::parse("satisfaction.toml", &text)
        .map_err(|problems| anyhow::anyhow!("the survey of the bench is wrong: {problems:?}"))?;
    let protocol = Protocol::parse("protocol.toml", PROTOCOL)
        .map_err(|problems| anyhow::anyhow!("the protocol is wrong: {problems:?}"))?;
    let new = NewProgramme {
        slug: "servicedesk".to_owned(),
        title: Text::both("Servicedesk", "Service desk"),
        time_zone: "Europe/Amsterdam".to_owned(),
        lanes: 1,
    };
    let tx = db.begin().await?;
    let programme = programmes::create(&tx, &actor, &new, now).await?;
    let version = surveys::save_draft(&tx, &actor, &programme, &text, &survey, now).await?;
    surveys::publish(&tx, &actor, &programme, version.id, now).await?;
    protocols::save_draft(&tx, &actor, &programme, PROTOCOL, &protocol, now).await?;
    let frozen = protocols::freeze(&tx, &actor, &programme, now).await?;
    let mut plan = protocol.waves.last().context("no wave")?.clone();
    plan.privacy_mode = PrivacyMode::Confidential;
    let wave = waves::create(
        &tx,
        &actor,
        &programme,
        &plan,
        version.id,
        i32::try_from(links)?,
        now,
    )
    .await?;
    let wave = waves::open(&tx, &actor, &wave, frozen.id, None, now).await?;
    let batch = NewBatch {
        wave_id: None,
        kind: FileKind::Clients,
        file_name: "clients.csv",
        file_hash: "00",
        row_count: links,
    };
    let batch = batches::create(&tx, &actor, &programme, &batch, now).await?;
    clients::import(&tx, &programme, batch, &rows(links), now).await?;
    let invited = clients::not_invited(&tx, &wave).await?;
    let key = LinkKey::parse(1, LINK_KEY)?;
    invitations::create(&tx, &actor, &wave, &invited, &key, None, now).await?;
    tx.commit().await?;
    let tokens = tokens(&db, &wave, &key, links).await?;
    db.close().await?;
    Ok(tokens)
}

fn rows(count: usize) -> Vec<ClientRow> {
    (1..=count)
        .map(|n| ClientRow {
            key: format!("C{n:06}"),
            name: format!("Client {n}"),
            email: format!("c{n}@waterhoven.example"),
            segment: "BD".to_owned(),
            role: None,
            language: Language::dutch(),
        })
        .collect()
}

async fn tokens(db: &Database, wave: &Wave, key: &LinkKey, links: usize) -> Result<Vec<String>> {
    let all = invitations::page(&db.reader, wave, None, u64::try_from(links)?).await?;
    let token = |one: &invitations::Invitation| {
        let token = key.token(one.lane, one.id, one.reissue);
        token.reveal().to_owned()
    };
    Ok(all.iter().map(token).collect())
}
