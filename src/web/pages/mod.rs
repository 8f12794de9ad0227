//! The pages: functions from what a handler found to markup.

pub mod respond;
