//! The page on which a code from a letter is typed.

use maud::{DOCTYPE, Markup, html};

use crate::domain::language::Language;
use crate::texts::t;
use crate::web::assets;
use crate::web::components::words::page_language;

/// What was typed comes back when it cannot be a code.
pub fn ask(language: &Language, typed: &str, is_wrong: bool) -> Markup {
    let title = t(language, "client-code-heading");
    html! {
        (DOCTYPE)
        html lang=(page_language(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { @if is_wrong { (t(language, "client-code-error-title")) ": " } (title) }
                link rel="icon" href=(assets::address("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::address("client.css"));
            }
            body {
                header.masthead { div.column {} }
                main.column {
                    h1 { (title) }
                    p.lead { (t(language, "client-code-lead")) }
                    form method="post" action="/code" {
                        div.item {
                            label.asked for="code" { (t(language, "client-code")) }
                            @if is_wrong {
                                p.error #code-error role="alert" { (t(language, "client-code-wrong")) }
                            }
                            input.text #code type="text" name="code" value=(typed) autocomplete="off"
                                autocapitalize="characters" spellcheck="false" required
                                aria-invalid=[is_wrong.then_some("true")]
                                aria-describedby=[is_wrong.then_some("code-error")];
                        }
                        div.actions { button.button.primary { (t(language, "client-code-go")) } }
                    }
                }
                footer {}
            }
        }
    }
}
