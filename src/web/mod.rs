//! The web service: routes, what they ask of who comes, and the pages they answer with.
//!
//! A resource is a file here with `routes() -> Routes` on top, added to [`routes`] below. Each route
//! names its right; under `/programmes/{slug}` the gate has looked the programme up, and a handler
//! takes it as [`access::Inside`], who came as [`access::Visitor`] and the language as
//! [`extract::Speaks`]. Its pages are functions in `pages/`, inside a [`pages::layout::Layout`].

pub mod access;
pub mod accounts;
pub mod adjustments;
mod asking;
pub mod assets;
mod audit;
mod charts;
mod clients;
pub mod closing;
mod codes;
pub mod coding;
mod coding_files;
pub mod components;
mod conversations;
mod copies;
mod decisions;
mod definitions;
mod error;
pub mod evaluation;
mod exports;
pub mod extract;
mod file_preview;
mod health;
mod home;
mod imports;
mod instruments;
mod invitations;
mod jobs;
mod languages;
mod layers;
mod leafing;
mod letters;
mod limits;
mod links;
mod mails;
mod merges;
mod missing;
mod open_links;
mod outbox;
pub mod outcomes;
mod outlook;
mod overview;
pub mod pages;
mod paper;
mod parts;
mod passwords;
mod phases;
mod planning;
mod posted;
mod previews;
mod problems;
mod programmes;
mod protocol;
mod publications;
pub mod remembered;
mod reminders;
mod reports;
mod respond;
pub mod routes;
pub mod sessions;
pub mod sharing;
mod sign_in;
mod state;
mod stop;
mod surveys;
pub mod themes;
mod top_ups;
mod translations;
mod tries;
pub mod views;
mod visits;
mod walk;
mod waves;
pub mod work;

use axum::Router;

pub use error::WebError;
pub use file_preview::router as file_preview;
pub use routes::Routes;
pub use sessions::offer_link;
pub use state::{App, Settings};

/// Every resource with its routes. A route that is not in here does not exist.
pub fn routes() -> Routes {
    Routes::new()
        .and(home::routes())
        .and(sign_in::routes())
        .and(accounts::routes())
        .and(evaluation::routes())
        .and(reports::routes())
        .and(walk::routes())
        .and(decisions::routes())
        .and(problems::routes())
        .and(sharing::routes())
        .and(closing::routes())
        .and(adjustments::routes())
        .and(imports::routes())
        .and(programmes::routes())
        .and(views::routes())
        .and(waves::routes())
        .and(planning::routes())
        .and(reminders::routes())
        .and(mails::routes())
        .and(letters::routes())
        .and(open_links::routes())
        .and(top_ups::routes())
        .and(outbox::routes())
        .and(missing::routes())
        .and(invitations::routes())
        .and(jobs::routes())
        .and(protocol::routes())
        .and(parts::routes())
        .and(exports::routes())
        .and(instruments::routes())
        .and(phases::routes())
        .and(outlook::routes())
        .and(overview::routes())
        .and(surveys::routes())
        .and(previews::routes())
        .and(publications::routes())
        .and(paper::routes())
        .and(copies::routes())
        .and(outcomes::routes())
        .and(translations::routes())
        .and(conversations::routes())
        .and(coding::routes())
        .and(themes::routes())
        .and(coding_files::routes())
        .and(tries::routes())
        .and(clients::routes())
        .and(merges::routes())
        .and(audit::routes())
        .and(languages::routes())
        .and(health::routes())
        .and(respond::routes())
        .and(visits::routes())
        .and(stop::routes())
        .and(codes::routes())
}

/// The whole service.
pub fn router(app: App) -> Router {
    let router = routes()
        .into_router(&app)
        .route(assets::PATH, assets::method())
        .with_state(app.clone());
    layers::around(router, &app)
}
