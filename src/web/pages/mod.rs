//! The pages: functions from what a handler found to markup.

pub mod accounts;
pub mod failure;
pub mod home;
pub mod layout;
pub mod respond;
pub mod sign_in;
