//! The report: on the case that is shipped, and on protocols that are not like it.

mod attack;
pub mod case;
mod document;
mod formats;
pub mod library;
mod odd;
mod offers;
mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
