//! The survey and evaluation model: what was agreed, what came in, and what may be said of it. Pure.

pub mod access;
pub mod analysis;
pub mod canonical;
pub mod coverage;
pub mod dataset;
pub mod definition;
pub mod early;
pub mod evaluation;
pub mod evidence;
pub mod expression;
pub mod form;
pub mod judgement;
pub mod lane;
pub mod language;
pub mod link;
pub mod logic;
pub mod parameter;
pub mod piping;
pub mod protocol;
pub mod sample;
pub mod schedule;
pub mod submission;
pub mod survey;
pub mod translation;
pub mod verdict;
pub mod version;
