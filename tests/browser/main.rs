//! What a person sees and does, in a real Chromium.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod accessible;
mod authoring;
mod axe;
mod chromium;
mod client;
mod coding;
mod demo;
mod harness;
mod script;
mod staff;
mod story;
mod walk;
mod whole_wave;

#[allow(dead_code, reason = "what only the integration tests use of it")]
#[path = "../it/support/mod.rs"]
mod support;
