//! When tickets and desk figures were taken out of the desk system, and how many were open then.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use uuid::Uuid;

use super::programmes::Programme;
use super::{StoreError, sql};

/// What the rows of one file tell, as far as no later file wrote over them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// The first and the last.
    pub days: Option<[NaiveDate; 2]>,
    pub open: Option<u64>,
}

const TICKETS: &str = "select batch_id, min(extracted_on), max(extracted_on), \
    sum(case when is_open then 1 else 0 end) from ticket \
    where lane between $1 and $2 and programme_id = $3 and (is_open or extracted_on is not null) \
    group by batch_id";
const MEASUREMENTS: &str = "select batch_id, min(extracted_on), max(extracted_on) \
    from measurement where lane between $1 and $2 and programme_id = $3 \
    and extracted_on is not null group by batch_id";

/// By the batch that brought the rows; a file that tells none of it is left out.
pub async fn by_batch(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<HashMap<Uuid, Extraction>, StoreError> {
    let mut found = HashMap::new();
    for (sql, tells_open) in [(TICKETS, true), (MEASUREMENTS, false)] {
        let [first, last] = [programme.lanes.first(), programme.lanes.last()];
        let values = [first.into(), last.into(), programme.id.into()];
        for row in sql::rows(db, sql, values).await? {
            let batch: Option<Uuid> = row.try_get_by_index(0)?;
            let told = read(&row, tells_open)?;
            found.extend(batch.map(|batch| (batch, told)));
        }
    }
    Ok(found)
}

fn read(row: &QueryResult, tells_open: bool) -> Result<Extraction, DbErr> {
    let day = |at: usize| row.try_get_by_index::<Option<NaiveDate>>(at);
    let open = match tells_open {
        true => row.try_get_by_index::<i64>(3)?.unsigned_abs(),
        false => 0,
    };
    Ok(Extraction {
        days: day(1)?.zip(day(2)?).map(|(first, last)| [first, last]),
        open: (open > 0).then_some(open),
    })
}
