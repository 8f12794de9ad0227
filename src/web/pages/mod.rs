//! The pages: functions from what a handler found to markup.

pub mod accounts;
pub mod audit;
pub mod clients;
pub mod conversations;
pub mod drafting;
pub mod evaluation;
pub mod failure;
pub mod frame;
pub mod home;
pub mod imports;
pub mod layout;
pub mod outbox;
pub mod paper;
pub mod parts;
pub mod programmes;
pub mod protocol;
pub mod publication;
pub mod reports;
pub mod respond;
pub mod sign_in;
pub mod surveys;
pub mod translations;
pub mod versions;
pub mod waves;
