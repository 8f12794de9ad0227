//! The parts that pages are made of: functions that two pages call.

pub mod condition;
pub mod early;
pub mod field;
pub mod icon;
pub mod meanwhile;
pub mod notice;
pub mod page_header;
pub mod parameter;
pub mod print;
pub mod qr;
pub mod source;
pub mod spark;
pub mod steps;
pub mod verdict;
pub mod wave_tabs;
pub mod words;
