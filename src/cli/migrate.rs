//! `peil migrate`: brings the database up to date, on PostgreSQL the only command that does.

use super::output::say;
use super::place::{Address, Place, open};
use super::{Everywhere, Failure};
use crate::texts::{Arg, t, t_args};

pub async fn run(place: &Place, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    let db = open(&place.config(&Address::default())?).await?;
    let applied = db.migrate().await?;
    if everywhere.json {
        say(&serde_json::json!({ "applied": applied }).to_string());
    } else if applied.is_empty() {
        say(&t(&language, "cli-migrated-nothing"));
    } else {
        let args = [("names", Arg::from(applied.join(", ")))];
        say(&t_args(&language, "cli-migrated", &args));
    }
    Ok(db.close().await?)
}
