//! Table definitions as text that both databases understand.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Runs statements in which a few words in braces stand for what the databases name differently.
///
/// Append only, like the migrations that use it: a word keeps its meaning.
/// `{clustered}` closes the tables that hold respondents' rows: on SQLite they are kept in the
/// order of their key, since a hidden row number would betray the order of arrival.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let words = match manager.get_database_backend() {
        DbBackend::Sqlite => [
            ("{uuid}", "uuid_text"),
            ("{time}", "timestamp_with_timezone_text"),
            ("{date}", "date_text"),
            ("{json}", "jsonb_text"),
            ("{bytes}", "blob"),
            ("{float}", "double"),
            ("{clustered}", "without rowid"),
        ],
        _ => [
            ("{uuid}", "uuid"),
            ("{time}", "timestamp with time zone"),
            ("{date}", "date"),
            ("{json}", "jsonb"),
            ("{bytes}", "bytea"),
            ("{float}", "double precision"),
            ("{clustered}", ""),
        ],
    };
    for statement in statements {
        let sql = words
            .iter()
            .fold((*statement).to_owned(), |sql, (word, meaning)| {
                sql.replace(word, meaning)
            });
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}
