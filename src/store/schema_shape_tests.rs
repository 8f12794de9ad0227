//! What the catalogue of the database says: types, nulls, keys, indexes, references and triggers.

use std::collections::BTreeSet;

use sea_orm::sea_query::{ColumnType, IntoIden};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Iterable, Statement,
};

use super::Database;
use super::testing::{Fresh, fresh_database};

const COLUMNS_OF_SQLITE: &str = "select name || ' ' || lower(type) || \
    case when \"notnull\" then ' not null' else '' end || case when pk then ' key' else '' end \
    from pragma_table_info('TABLE')";
const COLUMNS_OF_POSTGRES: &str = "select a.attname || ' ' || format_type(a.atttypid, null) || \
    case when a.attnotnull then ' not null' else '' end || \
    case when exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary \
      and a.attnum = any (i.indkey)) then ' key' else '' end \
    from pg_attribute a where a.attrelid = 'TABLE'::regclass and a.attnum > 0 \
    and not a.attisdropped";

const INDEXES_OF_SQLITE: &str = "select case when l.\"unique\" then 'unique ' else 'index ' end || \
    m.name || '(' || (select group_concat(x.name, ', ') from \
      (select name from pragma_index_info(l.name) order by seqno) x) || ')' || \
    case when l.partial then ' partial' else '' end \
    from sqlite_master m join pragma_index_list(m.name) l \
    where m.type = 'table' and l.origin <> 'pk'";
const INDEXES_OF_POSTGRES: &str = "select case when i.indisunique then 'unique ' else 'index ' end || \
    t.relname || '(' || (select string_agg(a.attname, ', ' order by k.at) \
      from unnest(i.indkey::int2[]) with ordinality k (number, at) \
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) || ')' || \
    case when i.indpred is null then '' else ' partial' end \
    from pg_index i join pg_class t on t.oid = i.indrelid \
    where t.relnamespace = 'public'::regnamespace and not i.indisprimary";

const REFERENCES_OF_SQLITE: &str = "select name || '(' || group_concat(\"from\", ', ') || ') to ' || \
    \"table\" || '(' || group_concat(\"to\", ', ') || ') ' || lower(on_delete) \
    from (select m.name, f.* from sqlite_master m join pragma_foreign_key_list(m.name) f \
      where m.type = 'table' order by m.name, f.id, f.seq) group by name, id";
const REFERENCES_OF_POSTGRES: &str = "select t.relname || '(' || \
    (select string_agg(a.attname, ', ' order by k.at) \
      from unnest(c.conkey) with ordinality k (number, at) \
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) || ') to ' || \
    f.relname || '(' || (select string_agg(a.attname, ', ' order by k.at) \
      from unnest(c.confkey) with ordinality k (number, at) \
      join pg_attribute a on a.attrelid = f.oid and a.attnum = k.number) || ') ' || \
    case c.confdeltype when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' \
      when 'd' then 'set default' else 'no action' end \
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid \
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace";

async fn lines(db: &DatabaseConnection, sqlite: &str, postgres: &str) -> BTreeSet<String> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Sqlite {
        sqlite
    } else {
        postgres
    };
    let rows = db.query_all_raw(Statement::from_string(backend, sql));
    let rows = rows.await.unwrap().into_iter();
    rows.map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn references(db: &DatabaseConnection) -> BTreeSet<String> {
    lines(db, REFERENCES_OF_SQLITE, REFERENCES_OF_POSTGRES).await
}

async fn indexes(db: &DatabaseConnection) -> BTreeSet<String> {
    lines(db, INDEXES_OF_SQLITE, INDEXES_OF_POSTGRES).await
}

/// A type as each of the databases has it.
fn type_of(column: &ColumnType, backend: DbBackend) -> &'static str {
    let (sqlite, postgres) = match column {
        ColumnType::String(_) | ColumnType::Text => ("text", "text"),
        ColumnType::Uuid => ("uuid_text", "uuid"),
        ColumnType::Integer => ("integer", "integer"),
        ColumnType::BigInteger => ("bigint", "bigint"),
        ColumnType::Boolean => ("boolean", "boolean"),
        ColumnType::Double => ("double", "double precision"),
        ColumnType::Date => ("date_text", "date"),
        ColumnType::JsonBinary => ("jsonb_text", "jsonb"),
        ColumnType::TimestampWithTimeZone => {
            ("timestamp_with_timezone_text", "timestamp with time zone")
        }
        ColumnType::Binary(_) | ColumnType::VarBinary(_) | ColumnType::Blob => ("blob", "bytea"),
        other => panic!("no table of ours has a column of type {other:?}"),
    };
    match backend {
        DbBackend::Sqlite => sqlite,
        _ => postgres,
    }
}

/// Holds an entity against its table: the same columns, of the same types, null or not, in the key
/// or not. Gives the table's name.
pub async fn agree<E: EntityTrait>(fresh: &Fresh, entity: E) -> String {
    let table = entity.table_name().to_owned();
    let key: BTreeSet<String> = E::PrimaryKey::iter()
        .map(|column| column.into_iden().to_string())
        .collect();
    let own: BTreeSet<String> = E::Column::iter()
        .map(|column| {
            let (name, def) = (column.into_iden().to_string(), column.def());
            let kind = type_of(def.get_column_type(), fresh.reader.get_database_backend());
            let null = if def.is_null() { "" } else { " not null" };
            let key = if key.contains(&name) { " key" } else { "" };
            format!("{name} {kind}{null}{key}")
        })
        .collect();
    let sqlite = COLUMNS_OF_SQLITE.replace("TABLE", &table);
    let postgres = COLUMNS_OF_POSTGRES.replace("TABLE", &table);
    let columns = lines(&fresh.reader, &sqlite, &postgres).await;
    assert_eq!(own, columns, "entity and table {table}");
    assert!(E::find().all(&fresh.reader).await.unwrap().is_empty());
    table
}

/// Ids that name a row which may go before them or come after them, or of a table that no foreign key
/// may reach (`store::placement`). The interview of a conversation is there once something is noted;
/// who wants no mail at all has opted out of no programme in particular; what an import wrote is of one
/// table or another.
const FREE: [&str; 3] = [
    "conversation.interview_id",
    "opt_out.programme_id",
    "import_trace.row_id",
];

#[tokio::test]
async fn every_id_of_another_table_refers_to_it() {
    let fresh = fresh_database().await;
    let references = references(&fresh.reader).await;
    assert!(references.len() > 20, "{references:?}");
    for table in super::placement::TABLES.map(|(table, _)| table) {
        let sqlite = COLUMNS_OF_SQLITE.replace("TABLE", table);
        let postgres = COLUMNS_OF_POSTGRES.replace("TABLE", table);
        for column in lines(&fresh.reader, &sqlite, &postgres).await {
            let name = column.split(' ').next().unwrap();
            let other = match name.strip_suffix("_id") {
                Some(other) => other,
                None if name.ends_with("_by") && column.contains("uuid") => "account",
                None => continue,
            };
            let known = super::placement::TABLES.iter().any(|(t, _)| *t == other);
            let place = format!("{table}.{name}");
            if !known || FREE.contains(&place.as_str()) {
                continue;
            }
            let refers = |line: &&String| {
                let (from, to) = line.split_once(" to ").unwrap();
                let columns = from.strip_prefix(&format!("{table}("));
                let named = columns.is_some_and(|columns| {
                    let mut columns = columns.trim_end_matches(')').split(", ");
                    columns.any(|column| column == name)
                });
                named && to.starts_with(&format!("{other}("))
            };
            assert!(
                references.iter().any(|line| refers(&line)),
                "{place} refers to no {other}"
            );
        }
    }
    let loose: Vec<_> = references
        .iter()
        .filter(|line| !line.ends_with(" restrict"))
        .collect();
    assert!(
        loose.is_empty(),
        "rows would vanish by themselves: {loose:?}"
    );
}

#[tokio::test]
async fn the_migrations_mean_the_same_on_both_databases() {
    let fresh = fresh_database().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("peil.sqlite");
    let url = format!("sqlite:{}", file.display());
    let other = Database::open(&url).await.unwrap();
    other.migrate().await.unwrap();
    assert_eq!(
        references(&fresh.reader).await,
        references(&other.reader).await
    );
    let found = indexes(&fresh.reader).await;
    assert!(
        found.contains("unique invitation(lane, token_hash)"),
        "{found:#?}"
    );
    assert_eq!(found, indexes(&other.reader).await);
}

#[tokio::test]
async fn there_is_no_trigger() {
    let fresh = fresh_database().await;
    let triggers = async || {
        lines(
            &fresh.reader,
            "select name from sqlite_master where type = 'trigger'",
            "select tgname::text from pg_trigger where not tgisinternal",
        )
        .await
    };
    assert_eq!(triggers().await, BTreeSet::new());
    if fresh.is_sqlite() {
        let tx = fresh.begin().await.unwrap();
        let bad = "create trigger bad after insert on job begin select 1; end";
        tx.execute_unprepared(bad).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            triggers().await.len(),
            1,
            "the test itself must be able to fail"
        );
    }
}
