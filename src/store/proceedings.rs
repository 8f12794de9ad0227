//! All that people added to one snapshot, gathered for its report.

use sea_orm::ConnectionTrait;

use super::programmes::Programme;
use super::snapshots::Kept;
use super::{StoreError, adjustments, amendments, conclusions, decisions, problems, quotes};
use crate::domain::proceedings::Proceedings;
use crate::domain::snapshot::Snapshot;

/// Of a snapshot, kept or just taken.
pub async fn of(
    db: &impl ConnectionTrait,
    programme: &Programme,
    kept: Option<&Kept>,
    snapshot: &Snapshot,
) -> Result<Proceedings, StoreError> {
    let (conclusions, decisions, problems) = match kept {
        Some(kept) => (
            conclusions::of_snapshot(db, kept.id).await?,
            decisions::of_snapshot(db, kept.id).await?,
            problems::of_snapshot(db, kept.id).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    Ok(Proceedings {
        standing: kept.map(|kept| kept.standing.clone()),
        conclusions,
        decisions,
        problems,
        adjustments: adjustments::of_programme(db, programme).await?,
        sanctions: super::decisions::sanctions(db, programme).await?,
        amendments: amendments::of_programme(db, programme).await?,
        quotes: quotes::of_report(db, programme, kept, snapshot).await?,
    })
}
