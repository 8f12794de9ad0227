//! The example made large: the same entries over and over, each under a code of its own.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use peil::clock::Clock;
use peil::domain::access::{Days, Role};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::store::accounts::{self, NewAccount};
use peil::store::audit::Actor;
use peil::store::programmes::{self, NewProgramme};
use peil::store::sessions::Purpose;
use peil::store::{Database, protocols, surveys};
use peil::web::sessions;

const PROTOCOL: &str = include_str!("../../surveys/servicedesk/protocol.toml");
const SURVEY: &str = include_str!("../../surveys/servicedesk/satisfaction.toml");
const SERVICES: usize = 500;
const PARAMETERS: usize = 200;
const AGREEMENTS: usize = 100;

/// The file of the large programme.
pub fn protocol() -> Result<String> {
    let mut text = PROTOCOL.to_owned();
    let count = |part: &str| PROTOCOL.matches(&format!("[[{part}]]\n")).count();
    // Two agreements on one cluster would overlap.
    for number in count("agreement")..AGREEMENTS {
        let cluster = [("C1", format!("X{number}"))];
        text += &copied("cluster", &cluster)?;
        let agreement = [
            ("SLA-C1", format!("SLA-X{number}")),
            ("C1", format!("X{number}")),
        ];
        text += &copied("agreement", &agreement)?;
    }
    for number in count("service")..SERVICES {
        text += &copied("service", &[("C1-01", format!("S{number}"))])?;
    }
    for number in count("parameter")..PARAMETERS {
        text += &copied("parameter", &[("P01", format!("X{number}"))])?;
    }
    Ok(text)
}

/// The first entry of a part, with other values in place of some.
fn copied(part: &str, values: &[(&str, String)]) -> Result<String> {
    let (_, rest) = PROTOCOL
        .split_once(&format!("[[{part}]]\n"))
        .context("no such part")?;
    let entry = rest.split("\n\n").next().unwrap_or_default();
    let mut text = format!("\n[[{part}]]\n");
    for line in entry.lines() {
        let (key, value) = line.split_once(" = ").context("no field")?;
        let other = values.iter().find(|(old, _)| value == format!("{old:?}"));
        match other {
            Some((_, new)) => writeln!(text, "{key} = {new:?}")?,
            None => writeln!(text, "{line}")?,
        }
    }
    Ok(text)
}

/// Stores it in a data folder; gives the way in for an evaluator too.
pub async fn stored(data: &Path) -> Result<(Protocol, String)> {
    let text = protocol()?;
    let protocol = Protocol::parse("protocol.toml", &text);
    let protocol = protocol.map_err(|wrong| anyhow::anyhow!("{:?}", wrong.iter().next()))?;
    let survey = Survey::parse("satisfaction.toml", SURVEY);
    let survey = survey.map_err(|wrong| anyhow::anyhow!("{:?}", wrong.iter().next()))?;
    let db = Database::open(&format!("sqlite:{}", data.join("peil.db").display())).await?;
    db.migrate().await?;
    let (actor, now) = (Actor::program("bench"), Clock::default().now());
    let tx = db.begin().await?;
    let new = NewProgramme {
        slug: protocol.programme.slug.clone(),
        title: protocol.programme.name.clone(),
        time_zone: protocol.programme.time_zone.clone(),
        lanes: 1,
    };
    let programme = programmes::create(&tx, &actor, &new, now).await?;
    protocols::save_draft(&tx, &actor, &programme, &text, &protocol, now).await?;
    surveys::save_draft(&tx, &actor, &programme, SURVEY, &survey, now).await?;
    let new = NewAccount {
        email: "bench@example.org".to_owned(),
        name: "Bench".to_owned(),
        language: Language::dutch(),
        administrator: false,
    };
    let account = accounts::create(&tx, &actor, &new, now).await?;
    let (role, days) = (Role::Evaluator, Days::default());
    accounts::grant(&tx, &actor, &account, &programme, role, days, now).await?;
    let link = sessions::offer_link(&tx, account.id, Purpose::SignIn, now).await?;
    tx.commit().await?;
    db.close().await?;
    Ok((protocol, link))
}

/// The code of an entry of a part; none when the part stands there once.
pub fn entry(protocol: &Protocol, part: &str) -> Option<String> {
    let code = |code: Option<&String>| code.cloned();
    match part {
        "precondition" => code(
            protocol
                .programme
                .preconditions
                .first()
                .map(|one| &one.code),
        ),
        "segment" => code(protocol.segments.first().map(|one| &one.code)),
        "problem" => code(protocol.problems.first().map(|one| &one.code)),
        "goal" => code(protocol.goals.first().map(|one| &one.code)),
        "member" => code(protocol.members.first().map(|one| &one.code)),
        "premise" => code(protocol.premises.first().map(|one| &one.code)),
        "cluster" => code(protocol.clusters.first().map(|one| &one.code)),
        "service" => code(protocol.services.first().map(|one| &one.code)),
        "agreement" => code(protocol.agreements.first().map(|one| &one.code)),
        "charter" => code(protocol.charters.first().map(|one| &one.code)),
        "parameter" => code(protocol.parameters.first().map(|one| &one.code)),
        "wave" => protocol.waves.first().map(|one| one.number.to_string()),
        _ => None,
    }
}
