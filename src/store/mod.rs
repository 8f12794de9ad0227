//! Everything that is kept: entities, queries, the two connections and the one writer.
//!
//! Reading functions take any connection, `&db.reader` as a rule. Changing functions take the
//! transaction they are part of (`db.begin()`), so that the audit row is written with the change.

#[cfg(test)]
mod access_tests;
pub mod accounts;
pub mod adjustments;
#[cfg(test)]
mod agreement_tests;
pub mod amendments;
#[cfg(test)]
mod anonymity_tests;
mod arrivals;
pub mod asking;
pub mod audit;
pub mod batches;
mod catalogue;
pub mod clients;
pub mod closings;
pub mod coding;
#[cfg(test)]
mod coding_tests;
pub mod comments;
pub mod conclusions;
pub mod connection;
pub mod conversations;
pub mod decisions;
pub mod dispositions;
pub mod drafts;
mod entity;
mod error;
pub mod evidence;
pub mod exports;
mod extractions;
pub mod file_pieces;
pub mod found_rows;
#[cfg(test)]
mod gathering_tests;
pub mod import_files;
pub mod imports;
#[cfg(test)]
mod intake_tests;
pub mod interviews;
pub mod invitations;
pub mod invited;
pub mod jobs;
pub mod large_uploads;
pub mod ledger;
pub mod letters;
pub mod mail_texts;
pub mod measurements;
pub mod merging;
pub mod missing;
pub mod open_links;
pub mod opt_outs;
pub mod outbox;
pub mod outcomes;
pub mod phases;
pub mod placement;
pub mod problems;
pub mod proceedings;
pub mod programmes;
pub mod protocols;
#[cfg(test)]
mod queue_tests;
pub mod quotes;
pub mod reminders;
pub mod responses;
mod revision;
#[cfg(test)]
mod schema_shape_tests;
#[cfg(test)]
mod schema_tests;
pub mod sessions;
pub mod sharing;
pub mod snapshots;
pub mod spent_links;
mod sql;
mod submission_rows;
#[cfg(test)]
mod submission_tests;
pub mod submissions;
pub mod surveys;
#[cfg(test)]
pub(crate) mod testing;
pub mod tickets;
mod traces;
pub mod troubles;
pub mod undo;
#[cfg(test)]
mod undo_tests;
pub mod unfinished;
#[cfg(test)]
mod unfinished_tests;
pub mod uploads;
pub mod visits;
pub mod waves;
pub mod writer;

pub use connection::Database;
pub use error::StoreError;
pub use revision::Revision;
pub use writer::Writer;
