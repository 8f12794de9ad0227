//! `peil demo`: the whole product on the source case, on a database of its own.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::TimeDelta;
use clap::Args;
use rust_embed::RustEmbed;

use super::load::load;
use super::output::say;
use super::place::{Address, Place, open};
use super::serve::{self, Service};
use super::{Everywhere, Failure, folder};
use crate::domain::access::{Days, Role};
use crate::domain::language::Language;
use crate::domain::phase::{PREPARING, PhaseDecision, PhaseReport, Ruling};
use crate::domain::protocol::Protocol;
use crate::domain::sample::draw;
use crate::import::folder::{Files, read};
use crate::report::phases as drafts;
use crate::store::accounts::{self, NewAccount};
use crate::store::audit::Actor;
use crate::store::programmes::Programme;
use crate::store::sessions::Purpose;
use crate::store::waves::{self, Wave};
use crate::store::{Database, StoreError, clients, invitations, phases, programmes, protocols};
use crate::texts::{Arg, t, t_args};
use crate::web::{self, App};

/// The case, carried in the program so that the demo runs anywhere.
#[derive(RustEmbed)]
#[folder = "surveys/servicedesk"]
#[include = "*.toml"]
#[include = "*.csv"]
struct Case;

/// The wave that is open in the demo, and how many clients are invited to it.
const OPEN_WAVE: i32 = 2;
const INVITED: usize = 320;
const LINKS_SHOWN: usize = 10;
const OPEN_DAYS: i64 = 60;

/// Who reports on the phases and who decides.
const EVALUATOR: &str = "Eva Meeting";
const MANAGER: &str = "Max Besluit";

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    address: Address,
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let config = arguments.place.config(&arguments.address)?;
    serve::log(&config.log);
    let db = fresh(arguments, &config.data).await?;
    let service = Service::bind(&config, db).await?;
    let case: Files = Case::iter()
        .filter_map(|name| Some((name.to_string(), Case::get(&name)?.data.into_owned())))
        .collect();
    let read = read(&case)
        .map_err(|problems| Failure::User(folder::lines(&problems, &everywhere.language())))?;
    let (app, actor) = (&service.app, Actor::program("peil demo"));
    let programme = load(&app.db, &actor, &read, &case, app.clock.now()).await?;
    let sign_in = people(app, &actor, &programme).await?;
    phases_of_the_plan(app, &actor, &programme, &read.protocol.read).await?;
    let links = ask(app, &actor, &programme, read.protocol.read.rules.seed).await?;
    announce(app, &sign_in, &links, everywhere);
    service.run().await
}

/// A database that holds nothing: `demo.db` in the data folder is made anew each time; a database
/// that was named must be empty, so that a demo never touches anybody's work.
async fn fresh(arguments: &Arguments, data: &Path) -> Result<Database, Failure> {
    let named = arguments.place.database.is_some() || std::env::var("DATABASE_URL").is_ok();
    let mut place = arguments.place.clone();
    if !named {
        let file = data.join("demo.db");
        for ending in ["", "-wal", "-shm"] {
            // What is not there need not be removed; what stays is found when it is opened.
            let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
        }
        place.database = Some(format!("sqlite:{}", file.display()));
    }
    let db = open(&place.config(&arguments.address)?).await?;
    db.migrate().await?;
    if programmes::all(&db.reader).await?.is_empty() && accounts::is_empty(&db.reader).await? {
        Ok(db)
    } else {
        Err(Failure::User(
            "this database is not empty, and a demo fills one of its own; leave --database and \
             DATABASE_URL away, or name an empty one"
                .to_owned(),
        ))
    }
}

/// Somebody for each role; gives their sign-in links by role.
async fn people(
    app: &App,
    actor: &Actor,
    programme: &Programme,
) -> Result<BTreeMap<&'static str, String>, Failure> {
    let people = [
        ("administrator", "administrator", "Ada Beheer", None),
        ("evaluator", "evaluator", EVALUATOR, Some(Role::Evaluator)),
        (
            "interviewer",
            "interviewer",
            "Inge Vraag",
            Some(Role::Interviewer),
        ),
        ("manager", "manager", MANAGER, Some(Role::Manager)),
        ("reader", "reader", "Rea Lezer", Some(Role::Reader)),
        // Members of the project organisation, who see the pages made for them.
        (
            "account-manager",
            "accountmanager",
            "Lisa Brouwer",
            Some(Role::Viewer),
        ),
        (
            "commissioner",
            "opdrachtgever",
            "Marlies de Vries",
            Some(Role::Viewer),
        ),
        ("back-office", "techniek", "Hans Dekker", Some(Role::Viewer)),
    ];
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let mut links = BTreeMap::new();
    for (word, mailbox, name, role) in people {
        let new = NewAccount {
            email: format!("{mailbox}@waterhoven.example"),
            name: name.to_owned(),
            language: Language::dutch(),
            administrator: role.is_none(),
        };
        let account = accounts::create(&tx, actor, &new, now).await?;
        if let Some(role) = role {
            let days = Days::default();
            accounts::grant(&tx, actor, &account, programme, role, days, now).await?;
        }
        let path = web::offer_link(&tx, account.id, Purpose::SignIn, now).await?;
        links.insert(word, format!("{}{path}", app.settings.public_url));
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(links)
}

/// The reports, feedback and decisions of the phases before the evaluation, as the record drafts them.
async fn phases_of_the_plan(
    app: &App,
    actor: &Actor,
    programme: &Programme,
    protocol: &Protocol,
) -> Result<(), Failure> {
    let (language, at) = (Language::dutch(), app.clock.now());
    let tx = app.db.begin().await?;
    for phase in PREPARING {
        let written = PhaseReport {
            phase,
            report: drafts::report(&language, protocol, phase),
            feedback: drafts::feedback(&language, phase),
            name: EVALUATOR.to_owned(),
            at,
        };
        phases::write(&tx, actor, programme, &written).await?;
        let (ruling, reason) = if phase == 2 {
            (Ruling::Adjust, t(&language, "cli-demo-premises"))
        } else {
            (Ruling::GoOn, String::new())
        };
        let decided = PhaseDecision {
            phase,
            ruling,
            reason,
            name: MANAGER.to_owned(),
            at,
        };
        phases::decide(&tx, actor, programme, &decided).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Opens the follow-up wave for a random sample of the clients; gives some of its survey links.
async fn ask(
    app: &App,
    actor: &Actor,
    programme: &Programme,
    seed: u64,
) -> Result<Vec<String>, Failure> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let wave = waves::by_number(&tx, programme, OPEN_WAVE).await?;
    let Some(protocol) = protocols::frozen(&tx, programme.id).await? else {
        return Err(StoreError::Frozen.into());
    };
    let closes_at = now + TimeDelta::days(OPEN_DAYS);
    let wave = waves::open(&tx, actor, &wave, protocol.id, Some(closes_at), now).await?;
    let all = clients::not_invited(&tx, &wave).await?;
    let chosen: Vec<_> = draw(all.len(), INVITED, seed)
        .into_iter()
        .map(|at| all[at].clone())
        .collect();
    let key = &app.link_key;
    invitations::create(&tx, actor, &wave, &chosen, key, Some(closes_at), now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    links(app, &wave).await
}

async fn links(app: &App, wave: &Wave) -> Result<Vec<String>, Failure> {
    let invitations = invitations::page(&app.db.reader, wave, None, LINKS_SHOWN as u64).await?;
    let link = |invitation: &invitations::Invitation| {
        let token = app
            .link_key
            .token(invitation.lane, invitation.id, invitation.reissue);
        format!("{}/r/{}", app.settings.public_url, token.reveal())
    };
    Ok(invitations.iter().map(link).collect())
}

fn announce(
    app: &App,
    sign_in: &BTreeMap<&'static str, String>,
    links: &[String],
    everywhere: &Everywhere,
) {
    let address = &app.settings.public_url;
    if everywhere.json {
        let line = serde_json::json!({ "address": address, "sign_in": sign_in, "links": links });
        return say(&line.to_string());
    }
    let language = everywhere.language();
    say(&t_args(
        &language,
        "cli-demo-runs",
        &[("address", Arg::from(address))],
    ));
    say(&t(&language, "cli-demo-sign-in"));
    for (role, link) in sign_in {
        say(&format!("  {role:<14} {link}"));
    }
    say(&t(&language, "cli-demo-links"));
    for link in links {
        say(&format!("  {link}"));
    }
    say(&t(&language, "cli-demo-stop"));
}
