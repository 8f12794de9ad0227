//! The parts that pages are made of: functions that two pages call.

pub mod icon;
pub mod words;
