//! One file per table: its columns, and no behaviour. Entities do not leave `store`.

pub mod account;
pub mod audit_event;
pub mod client;
pub mod comment;
pub mod import_batch;
pub mod interview;
pub mod invitation;
pub mod job;
pub mod measurement;
pub mod membership;
pub mod outbox;
pub mod programme;
pub mod protocol;
pub mod response;
pub mod session;
pub mod sign_in_attempt;
pub mod sign_in_link;
pub mod statement;
pub mod survey_version;
pub mod ticket;
pub mod upload;
pub mod wave;
pub mod wave_disposition;
