//! Peil asks clients, and holds their answers against the level that was agreed.
//!
//! The map, inward to outward; imports point only to the left:
//! `stats ← domain ← charts, import, report, store, mail ← jobs, web ← cli ← main`.
//! `stats`, `domain`, `charts`, `import` and `report` are pure: no IO, no clock, no chance.

pub mod charts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod import;
pub mod jobs;
pub mod mail;
#[path = "../migrations/mod.rs"]
pub mod migrations;
pub mod report;
pub mod stats;
pub mod store;
pub mod texts;
pub mod web;
