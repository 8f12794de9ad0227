//! The schema as a whole: declared, agreed with the entities, and fit to be spread.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::entity;
use super::placement::{Placement, TABLES};
use super::schema_shape_tests::agree;
use super::testing::{Fresh, empty_database, fresh_database};

/// No row may come back; see the messages for what each part looks for.
const LANE_LINT: &str = include_str!("lane_lint.sql");

async fn words(fresh: &Fresh, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(fresh.reader.get_database_backend(), sql);
    let rows = fresh.reader.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn tables(fresh: &Fresh) -> BTreeSet<String> {
    let sql = match fresh.reader.get_database_backend() {
        DbBackend::Sqlite => "select name from sqlite_master where type = 'table'",
        _ => "select tablename::text from pg_tables where schemaname = 'public'",
    };
    words(fresh, sql).await.into_iter().collect()
}

async fn columns(fresh: &Fresh, table: &str) -> BTreeSet<String> {
    let sql = match fresh.reader.get_database_backend() {
        DbBackend::Sqlite => format!("select name from pragma_table_info('{table}')"),
        _ => format!(
            "select column_name::text from information_schema.columns where table_name = '{table}'"
        ),
    };
    words(fresh, &sql).await.into_iter().collect()
}

#[tokio::test]
async fn every_table_is_declared_and_every_declared_table_exists() {
    let fresh = fresh_database().await;
    let declared: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(tables(&fresh).await, declared);
}

#[tokio::test]
async fn only_lane_tables_have_a_lane_and_all_of_them_do() {
    let fresh = fresh_database().await;
    for (table, placement) in TABLES {
        let has_lane = columns(&fresh, table).await.contains("lane");
        assert_eq!(has_lane, placement == Placement::Lane, "{table}");
    }
}

#[tokio::test]
async fn the_schema_can_be_spread_over_machines() {
    let fresh = fresh_database().await;
    if fresh.is_sqlite() {
        return; // the catalogue that the lint reads is PostgreSQL's
    }
    assert_eq!(words(&fresh, LANE_LINT).await, Vec::<String>::new());
    let bad = "create table bad (id uuid primary key, lane bigint not null)";
    fresh.reader.execute_unprepared(bad).await.unwrap();
    assert_eq!(
        words(&fresh, LANE_LINT).await,
        ["unique/PK does not begin with lane: bad_pkey"],
        "the lint itself must be able to fail"
    );
}

#[tokio::test]
async fn migrations_and_entities_agree() {
    let fresh = fresh_database().await;
    let mut seen = BTreeSet::from(["seaql_migrations".to_owned()]);
    macro_rules! agree {
        ($($table:ident)*) => { $(seen.insert(agree(&fresh, entity::$table::Entity).await);)* };
    }
    agree!(spent_link reminder_step mail_text opt_out conversation draft_answer draft_link account audit_event client comment file_piece found_row import_batch import_file import_memory import_trace interview invitation job measurement
        membership outbox programme protocol response session sign_in_attempt sign_in_link
        statement survey_version ticket upload wave wave_disposition);
    agree!(quote open_link visit problem_decision code coding_round theme phase_report phase_decision snapshot conclusion decision sanction adjustment share_link dispatch amendment closing);
    assert_eq!(seen, tables(&fresh).await);
}

#[tokio::test]
async fn a_database_that_is_behind_is_refused_until_it_is_migrated() {
    let fresh = empty_database().await;
    let refusal = fresh.require_current().await.unwrap_err().to_string();
    assert!(refusal.contains("peil migrate"), "{refusal}");
    let applied = fresh.migrate().await.unwrap();
    assert_eq!(applied.first().unwrap(), "m20261123_090000_definitions");
    fresh.require_current().await.unwrap();
    assert!(fresh.migrate().await.unwrap().is_empty());
}

#[tokio::test]
async fn processes_that_migrate_at_once_do_not_trip_over_each_other() {
    let fresh = empty_database().await;
    if fresh.is_sqlite() {
        return; // one process owns the file
    }
    let others = futures_of_four(&fresh.url).await;
    assert_eq!(
        others.iter().filter(|applied| !applied.is_empty()).count(),
        1
    );
}

async fn futures_of_four(url: &str) -> Vec<Vec<String>> {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = url.to_owned();
        tasks.spawn(async move {
            let db = super::Database::open(&url).await.unwrap();
            db.migrate().await.unwrap()
        });
    }
    tasks.join_all().await
}

#[tokio::test]
async fn a_sqlite_file_with_something_in_it_is_copied_before_it_is_migrated() {
    let fresh = empty_database().await;
    let Some(file) = fresh.file() else { return }; // PostgreSQL: the operator's dump
    let tx = fresh.begin().await.unwrap();
    tx.execute_unprepared("create table older (word text)")
        .await
        .unwrap();
    tx.execute_unprepared("insert into older values ('kept')")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    fresh.migrate().await.unwrap();
    let copy = format!(
        "sqlite:{}.before-m20261123_090000_definitions.1",
        file.display()
    );
    let copy = sea_orm::Database::connect(copy).await.unwrap();
    let sql = Statement::from_string(DbBackend::Sqlite, "select word from older");
    let row = copy.query_one_raw(sql).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<String>(0).unwrap(), "kept");
}

#[tokio::test]
async fn the_readers_of_a_sqlite_file_cannot_write() {
    let fresh = fresh_database().await;
    if fresh.is_sqlite() {
        let sql = "delete from account";
        assert!(fresh.reader.execute_unprepared(sql).await.is_err());
    }
}
