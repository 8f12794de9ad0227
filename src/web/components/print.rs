//! A page of sheets for the printer, with a word on the screen alone on how to print them.

use maud::{DOCTYPE, Markup, html};

use super::words::page_language;
use crate::domain::language::Language;
use crate::texts::t;
use crate::web::assets;

pub struct Printed<'a> {
    pub title: &'a str,
    pub how: &'a str,
    /// Where one comes from.
    pub back: &'a str,
}

pub fn printed(language: &Language, about: &Printed, sheets: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(page_language(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (about.title) }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("letter.css"));
            }
            body {
                header.screen {
                    h1 { (about.title) }
                    p { (about.how) }
                    p { a href=(about.back) { (t(language, "common-back")) } }
                }
                main { (sheets) }
            }
        }
    }
}
