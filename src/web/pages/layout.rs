//! What stands around every page of staff: where am I, the steps of the work, language, account.

use maud::{DOCTYPE, Markup, html};

use crate::domain::language::Language;
use crate::texts::t;
use crate::web::access::Visitor;
use crate::web::assets;
use crate::web::components::icon;
use crate::web::components::steps::Steps;
use crate::web::components::words::page_language;

/// A step of the trail: its name, and its address unless it is this page.
pub type Crumb<'a> = (&'a str, Option<&'a str>);

pub struct Layout<'a> {
    pub language: &'a Language,
    pub visitor: Option<&'a Visitor>,
    /// In the browser's title.
    pub title: &'a str,
    pub trail: &'a [Crumb<'a>],
    pub steps: Option<&'a Steps<'a>>,
}

impl Layout<'_> {
    pub fn page(&self, main: &Markup) -> Markup {
        let language = self.language;
        html! {
            (DOCTYPE)
            html lang=(page_language(language)) {
                (head(self.title))
                body.bare[self.steps.is_none()] {
                    a.skip href="#main" { (t(language, "staff-skip")) }
                    (self.top())
                    @if let Some(steps) = self.steps { (steps.nav(language)) }
                    main #main { (main) }
                }
            }
        }
    }

    fn top(&self) -> Markup {
        let language = self.language;
        html! {
            header.top {
                a.brand href="/" { (icon::level()) "Peil" }
                @if !self.trail.is_empty() {
                    nav.trail aria-label=(t(language, "staff-trail")) {
                        ol {
                            @for (name, address) in self.trail {
                                li {
                                    @if let Some(address) = address { a href=(address) { (name) } }
                                    @else { span aria-current="page" { (name) } }
                                }
                            }
                        }
                    }
                }
                div.account { (self.account()) }
            }
        }
    }

    fn account(&self) -> Markup {
        let language = self.language;
        let other = if page_language(language) == "nl" {
            ("en", "English")
        } else {
            ("nl", "Nederlands")
        };
        html! {
            form method="post" action="/language" {
                button.linklike name="language" value=(other.0) lang=(other.0) { (other.1) }
            }
            @if let Some(visitor) = self.visitor {
                @if visitor.account.administrator {
                    a href="/accounts" { (t(language, "staff-accounts")) }
                }
                span.who { (visitor.account.name) }
                form method="post" action="/sign-out" {
                    button.linklike { (t(language, "staff-sign-out")) }
                }
            }
        }
    }
}

fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="robots" content="noindex, nofollow";
            title { (title) " – Peil" }
            link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(assets::address("staff.css"));
            link rel="stylesheet" href=(assets::address("print.css")) media="print";
        }
    }
}
