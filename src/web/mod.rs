//! The web service: routes, access, pages.
