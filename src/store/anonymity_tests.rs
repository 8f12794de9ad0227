//! Nothing in the database leads from an anonymous answer to who gave it: every foreign key and
//! every pair of columns is walked.

use std::collections::{BTreeMap, BTreeSet};

use super::placement::{Placement, TABLES};
use super::submissions::save_pages;
use super::testing::*;
use super::{invitations, invited, outbox, spent_links, sql, waves};
use crate::domain::protocol::PrivacyMode;

/// A place that rows share by chance, and a count of changes that is 1 or 2 for everybody.
const NO_IDENTITY: [&str; 2] = ["lane", "rev"];

/// A row as text, by column.
type Row = BTreeMap<String, String>;

/// The respondents' tables with all their rows; on PostgreSQL the writing transaction too, which
/// is a column that every row has.
async fn rows(open: &OpenWave) -> BTreeMap<&'static str, Vec<Row>> {
    let db = &open.fresh.reader;
    let sqlite = sql::is_sqlite(db);
    let mut all = BTreeMap::new();
    for (table, placement) in TABLES {
        if placement != Placement::Lane {
            continue;
        }
        let list = match sqlite {
            true => format!("select name from pragma_table_info('{table}')"),
            false => format!(
                "select column_name::text from information_schema.columns \
                 where table_name = '{table}' union all select 'xmin'"
            ),
        };
        let columns = sql::rows(db, &list, []).await.unwrap();
        let columns: Vec<String> = columns
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect();
        let texts: Vec<String> = columns
            .iter()
            .map(|column| match sqlite {
                true => format!("case when {column} is not null then quote({column}) end"),
                false => format!("{column}::text"),
            })
            .collect();
        let query = format!("select {} from {table}", texts.join(", "));
        let found = sql::rows(db, &query, []).await.unwrap();
        let read = |row: &sea_orm::QueryResult| -> Row {
            let cell = |(at, column): (usize, &String)| {
                let value: Option<String> = row.try_get_by_index(at).unwrap();
                value.map(|value| (column.clone(), value))
            };
            columns.iter().enumerate().filter_map(cell).collect()
        };
        all.insert(table, found.iter().map(read).collect());
    }
    all
}

/// Foreign keys among the respondents' tables: from, its columns, to, its columns.
async fn foreign_keys(open: &OpenWave) -> Vec<(String, String, String, String)> {
    let db = &open.fresh.reader;
    let mut all = Vec::new();
    for (table, placement) in TABLES {
        if placement != Placement::Lane {
            continue;
        }
        let query = match sql::is_sqlite(db) {
            true => format!(
                "select \"table\", \"from\", coalesce(\"to\", 'id') \
                 from pragma_foreign_key_list('{table}')"
            ),
            false => format!(
                "select f.relname::text, a.attname::text, b.attname::text from pg_constraint c \
                 join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid \
                 cross join unnest(c.conkey, c.confkey) as k(x, y) \
                 join pg_attribute a on a.attrelid = t.oid and a.attnum = k.x \
                 join pg_attribute b on b.attrelid = f.oid and b.attnum = k.y \
                 where c.contype = 'f' and t.relname = '{table}'"
            ),
        };
        for row in sql::rows(db, &query, []).await.unwrap() {
            let text = |at| row.try_get_by_index::<String>(at).unwrap();
            all.push((table.to_owned(), text(1), text(0), text(2)));
        }
    }
    all.retain(|(_, column, to, _)| {
        let lane = TABLES
            .iter()
            .any(|(name, placement)| name == to && *placement == Placement::Lane);
        lane && column != "lane"
    });
    all
}

/// Every row that can be reached from one over foreign keys, in either direction.
fn reached(
    all: &BTreeMap<&'static str, Vec<Row>>,
    keys: &[(String, String, String, String)],
    from: (&'static str, usize),
) -> BTreeSet<(&'static str, usize)> {
    let mut seen = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some((table, at)) = next.pop() {
        let row = &all[table][at];
        for (child, column, parent, id) in keys {
            let step = |other: &str, mine: &str, theirs: &str| -> Vec<(&'static str, usize)> {
                let (Some(value), Some((name, rows))) = (row.get(mine), all.get_key_value(other))
                else {
                    return Vec::new();
                };
                let same = rows.iter().enumerate();
                let same = same.filter(|(_, row)| row.get(theirs) == Some(value));
                same.map(|(at, _)| (*name, at)).collect()
            };
            let mut found = Vec::new();
            if child == table {
                found.extend(step(parent, column, id));
            }
            if parent == table {
                found.extend(step(child, id, column));
            }
            next.extend(found.into_iter().filter(|one| seen.insert(*one)));
        }
    }
    seen
}

/// Twelve are invited; seven hand in, each with an answer of its own, some in two steps.
async fn answered() -> OpenWave {
    let open = open_wave(PrivacyMode::Anonymous, 1, 12).await;
    for (at, invitation) in open.invitations.iter().take(7).enumerate() {
        let at = i64::try_from(at).unwrap();
        let mut page = handed_in(invitation, &format!("form {at}"), at);
        page.now = october(2) + chrono::TimeDelta::minutes(at * 7);
        if at % 2 == 0 {
            page.submit = false;
            save_pages(&open.fresh, &[page.clone()]).await.unwrap();
            (page.submit, page.seen) = (true, 1);
            page.now += chrono::TimeDelta::minutes(1);
        }
        save_pages(&open.fresh, &[page]).await.unwrap();
    }
    open
}

async fn flag(open: &OpenWave, at_least: u64) -> u64 {
    let tx = open.fresh.begin().await.unwrap();
    let flagged = spent_links::flag(&tx, &open.wave, at_least, october(3)).await;
    tx.commit().await.unwrap();
    flagged.unwrap()
}

/// The ways that lead from a response to its invitation, or to any few of them.
async fn ways(open: &OpenWave) -> Vec<String> {
    let all = rows(open).await;
    let keys = foreign_keys(open).await;
    assert!(
        keys.iter()
            .any(|key| key.0 == "response" && key.2 == "invitation")
    );
    let mut ways = Vec::new();
    let responses = all["response"].len();
    for at in 0..responses {
        let linked = reached(&all, &keys, ("response", at));
        let people = linked.iter().filter(|(table, _)| {
            matches!(*table, "invitation" | "client" | "outbox" | "spent_link")
        });
        ways.extend(people.map(|(table, _)| format!("foreign key: response to {table}")));
    }
    // A value that few rows of a person's tables share with a response, or with its comment.
    for from in ["response", "comment"] {
        for row in &all[from] {
            for (column, value) in row
                .iter()
                .filter(|(column, _)| !NO_IDENTITY.contains(&column.as_str()))
            {
                for to in [
                    "invitation",
                    "client",
                    "outbox",
                    "spent_link",
                    "audit_event",
                ] {
                    let columns: BTreeSet<&String> =
                        all[to].iter().flat_map(BTreeMap::keys).collect();
                    for theirs in columns {
                        let same = all[to].iter().filter(|row| row.get(theirs) == Some(value));
                        let same = same.count();
                        if (1..5).contains(&same) {
                            ways.push(format!("{from}.{column} = {to}.{theirs}: {value}"));
                        }
                    }
                }
            }
        }
    }
    ways.sort();
    ways.dedup();
    ways
}

#[tokio::test]
async fn no_key_and_no_value_leads_from_an_anonymous_answer_to_a_person() {
    let open = answered().await;
    // Mail goes out before and after, so that the outbox has rows to be found in.
    let tx = open.fresh.begin().await.unwrap();
    outbox::enqueue(
        &tx,
        &actor(),
        &open.wave,
        "invitation",
        october(2),
        october(2),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(flag(&open, 8).await, 0, "too few to be flagged at once");
    assert_eq!(flag(&open, 5).await, 7);
    assert_eq!(ways(&open).await, Vec::<String>::new());
    let all = rows(&open).await;
    assert!(
        all["spent_link"].is_empty(),
        "nothing stays of which form it was"
    );
    let times: BTreeSet<_> = all["invitation"]
        .iter()
        .map(|row| row.get("submitted_at"))
        .collect();
    assert_eq!(times.len(), 2, "one week, or not at all: {times:?}");
}

#[tokio::test]
async fn the_walk_finds_a_tie_where_there_is_one() {
    let open = open_wave(PrivacyMode::Confidential, 1, 6).await;
    save_pages(&open.fresh, &[handed_in(&open.invitations[0], "form", 4)])
        .await
        .unwrap();
    let found = ways(&open).await;
    let has = |way: &str| found.iter().any(|one| one.starts_with(way));
    assert!(has("foreign key: response to invitation"), "{found:?}");
    assert!(has("foreign key: response to client"), "{found:?}");
    assert!(has("response.invitation_id = invitation.id"), "{found:?}");
    assert!(
        has("response.submitted_at = invitation.submitted_at"),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_spent_link_takes_no_second_answer_before_and_after_its_flag() {
    let open = answered().await;
    let first = &open.invitations[0];
    let again = |form: &str| {
        let mut page = handed_in(first, form, 9);
        page.now = october(3);
        page
    };
    let outcome = save_pages(&open.fresh, &[again("other")]).await.unwrap();
    assert_eq!(
        outcome,
        [crate::domain::submission::Outcome::AlreadySubmitted]
    );
    let found = invited::by_token(&open.fresh.reader, &token(first), october(3)).await;
    assert!(found.unwrap().unwrap().submitted_at.is_some());
    let counted = |progress: &[invitations::Progress]| -> u64 {
        progress.iter().map(|one| one.submitted).sum()
    };
    let progress = invitations::progress(&open.fresh.reader, &open.wave)
        .await
        .unwrap();
    assert_eq!(
        counted(&progress),
        0,
        "no live count follows single answers"
    );
    flag(&open, 5).await;
    let outcome = save_pages(&open.fresh, &[again("third")]).await.unwrap();
    assert_eq!(
        outcome,
        [crate::domain::submission::Outcome::AlreadySubmitted]
    );
    let progress = invitations::progress(&open.fresh.reader, &open.wave)
        .await
        .unwrap();
    assert_eq!(counted(&progress), 7);
    let count = "select count(*) from response where state <> 'draft'";
    let rows = sql::rows(&open.fresh.reader, count, []).await.unwrap();
    assert_eq!(rows[0].try_get_by_index::<i64>(0).unwrap(), 7);
}

#[tokio::test]
async fn closing_flags_whoever_is_left() {
    let open = open_wave(PrivacyMode::Anonymous, 4, 3).await;
    save_pages(&open.fresh, &[handed_in(&open.invitations[0], "form", 4)])
        .await
        .unwrap();
    let tx = open.fresh.begin().await.unwrap();
    waves::close(&tx, &actor(), &open.wave, october(25))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        spent_links::waiting(&open.fresh.reader, &open.wave)
            .await
            .unwrap(),
        0
    );
    let progress = invitations::progress(&open.fresh.reader, &open.wave)
        .await
        .unwrap();
    assert_eq!(progress.iter().map(|one| one.submitted).sum::<u64>(), 1);
}
