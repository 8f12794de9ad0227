//! What a person sees and does, in a real Chromium.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod accessible;
mod authoring;
mod axe;
mod chromium;
mod client;
mod demo;
mod harness;
mod staff;
mod story;
