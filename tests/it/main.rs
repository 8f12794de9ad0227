//! All integration tests in one binary, so that the program is linked once.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod access;
mod amendments;
mod asking;
mod calendar;
mod catalogue;
mod clients;
mod coding;
mod conversations;
mod durability;
mod erasing;
mod example;
mod exports;
mod hostile;
mod import_road;
mod imports;
mod licences;
mod meanwhile;
mod open_links;
mod outcomes;
mod outlook;
mod overview;
mod paper;
mod parts;
mod phases;
mod planning;
mod problems;
mod programmes;
mod protocol;
mod readme;
mod report;
mod reports;
mod respond;
mod schema;
mod sign_in;
mod source_map;
mod statistics_text;
mod stop;
mod support;
mod surveys;
mod taking_in;
mod tidy;
mod views;
mod waves;
