//! `peil wave open-link`: lists, makes and takes back the links of a wave for posters and kiosks.

use chrono::{DateTime, Utc};
use clap::Args;
use serde_json::json;

use super::output::{say, table};
use super::place::chain;
use super::wave::{Common, Open, actor, find};
use super::{Everywhere, Failure};
use crate::domain::link::LinkKey;
use crate::domain::open_link::{Fault, Terms};
use crate::store::open_links::{self, OpenLink, Used};
use crate::store::{StoreError, protocols};
use crate::texts::{Arg, t, t_args};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Make a link, and say where it hangs; without this and --revoke, list the links.
    #[arg(long, value_name = "NAME")]
    make: Option<String>,
    /// The segment that its answers count for.
    #[arg(long, value_name = "CODE", requires = "make")]
    segment: Option<String>,
    /// Many answer on one device: it starts over by itself.
    #[arg(long, requires = "make")]
    kiosk: bool,
    /// At most so many answers.
    #[arg(long, value_name = "N", requires = "make")]
    most: Option<u32>,
    /// At most so many who begin within an hour.
    #[arg(long, value_name = "N", requires = "make")]
    per_hour: Option<u32>,
    /// When it begins to work, as 2026-11-02T08:00:00Z.
    #[arg(long, value_name = "TIME", requires = "make")]
    from: Option<DateTime<Utc>>,
    /// When it stops.
    #[arg(long, value_name = "TIME", requires = "make")]
    until: Option<DateTime<Utc>>,
    /// Take the link of this number back.
    #[arg(long, value_name = "NUMBER", conflicts_with = "make")]
    revoke: Option<i32>,
}

pub(super) async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let open = find(&arguments.common, everywhere).await?;
    let key = open.config.link_key();
    let key = key.map_err(|error| Failure::User(chain(&error)))?;
    if let Some(name) = &arguments.make {
        return make(arguments, &open, &key, name).await;
    }
    if let Some(number) = arguments.revoke {
        revoke(arguments, &open, number).await?;
    }
    list(&open, &key).await
}

async fn make(
    arguments: &Arguments,
    open: &Open,
    key: &LinkKey,
    name: &str,
) -> Result<(), Failure> {
    let terms = Terms {
        name: name.trim().to_owned(),
        segment: arguments.segment.clone(),
        kiosk: arguments.kiosk,
        most: arguments.most,
        per_hour: arguments.per_hour,
        from: arguments.from,
        until: arguments.until,
    };
    let protocol = protocols::current(&open.db.reader, open.programme.id).await?;
    let segments = protocol.as_ref();
    let segments = segments.map_or(&[][..], |one| &one.protocol.segments);
    let known: Vec<&str> = segments.iter().map(|one| one.code.as_str()).collect();
    let faults = terms.faults(&known, open.now);
    if !faults.is_empty() {
        let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
        return Err(Failure::User(said.join("\n")));
    }
    let (programme, wave) = (&open.programme, &open.wave);
    let tx = open.db.begin().await?;
    let made = open_links::create(&tx, &actor(), programme, wave, &terms, key, open.now).await?;
    if arguments.common.dry_run {
        drop(tx);
        say(&t(&open.language, "cli-open-link-would-make"));
        return Ok(());
    }
    tx.commit().await.map_err(StoreError::from)?;
    let address = address(open, key, &made);
    if open.json {
        say(&json!({ "wave": wave.number, "number": made.number, "address": address }).to_string());
    } else {
        let args = [
            ("number", Arg::from(made.number)),
            ("address", address.into()),
        ];
        say(&t_args(&open.language, "cli-open-link-made", &args));
    }
    Ok(())
}

async fn revoke(arguments: &Arguments, open: &Open, number: i32) -> Result<(), Failure> {
    let link = open_links::by_number(&open.db.reader, &open.wave, number).await?;
    let (programme, wave) = (&open.programme, &open.wave);
    let tx = open.db.begin().await?;
    open_links::revoke(&tx, &actor(), programme, wave, &link, open.now).await?;
    match arguments.common.dry_run {
        true => drop(tx),
        false => tx.commit().await.map_err(StoreError::from)?,
    }
    Ok(())
}

fn address(open: &Open, key: &LinkKey, link: &OpenLink) -> String {
    let origin = open.config.public_url(open.config.listen);
    format!("{origin}/o/{}", link.token(key).reveal())
}

async fn list(open: &Open, key: &LinkKey) -> Result<(), Failure> {
    let links = open_links::of_wave(&open.db.reader, &open.wave).await?;
    if open.json {
        let told: Vec<_> = links.iter().map(|used| told(open, key, used)).collect();
        say(&json!({ "wave": open.wave.number, "links": told }).to_string());
        return Ok(());
    }
    if links.is_empty() {
        say(&t(&open.language, "cli-open-link-none"));
        return Ok(());
    }
    let rows: Vec<Vec<String>> = links
        .iter()
        .map(|used| {
            let link = &used.link;
            vec![
                link.number.to_string(),
                link.terms.name.clone(),
                match link.revoked_at {
                    Some(_) => "revoked".to_owned(),
                    None => address(open, key, link),
                },
            ]
        })
        .collect();
    table(&["number", "name", "address"], &rows);
    Ok(())
}

/// Without how many answered: of an anonymous wave that would follow single answers.
fn told(open: &Open, key: &LinkKey, used: &Used) -> serde_json::Value {
    let link = &used.link;
    let works = link.revoked_at.is_none();
    json!({
        "number": link.number, "terms": link.terms, "revoked_at": link.revoked_at,
        "address": works.then(|| address(open, key, link)),
    })
}
