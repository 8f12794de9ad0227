//! The page of everything that fails: what happened, what is safe, what to do next.

use maud::{DOCTYPE, Markup, html};

use super::layout::Layout;
use crate::domain::language::Language;
use crate::texts::t;
use crate::web::assets;
use crate::web::components::words::page_language;

/// For a client in the client's look, without a way into the part for staff.
pub fn page(language: &Language, is_client: bool, title: &str, sentence: &str) -> Markup {
    if is_client {
        return client(language, title, sentence);
    }
    let around = Layout {
        language,
        visitor: None,
        title,
        trail: &[],
        steps: None,
    };
    around.page(&html! {
        div.narrow {
            h1 { (title) }
            p { (sentence) }
            p { a href="/" { (t(language, "error-home")) } }
        }
    })
}

fn client(language: &Language, title: &str, sentence: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(page_language(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (title) }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("client.css"));
            }
            body {
                header.masthead { div.column {} }
                main.column { h1 { (title) } p.lead { (sentence) } }
                footer {}
            }
        }
    }
}
