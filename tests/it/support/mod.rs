//! What the integration tests share.

pub mod app;
pub mod database;
pub mod program;
pub mod source;
pub mod wave;
