//! The web service: routes, what they ask of who comes, and the pages they answer with.

pub mod assets;
pub mod components;
pub mod pages;
