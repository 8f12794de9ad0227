//! The page from which answers are taken along as files.

use maud::{Markup, html};

use super::frame::framed;
use crate::store::exports;
use crate::store::waves::Wave;
use crate::texts::{t, t_args};
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::work::Work;

pub fn choose(work: &Work, wave: &Wave) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "exports-title",
        &[("wave", wave.name.get(language).into())],
    );
    let at = |rest: &str| work.at(&format!("waves/{}/export/{rest}", wave.number));
    let main = html! {
        (page_header(None, &title, Some(&t(language, "exports-lead")), &Markup::default()))
        @if exports::may_go(wave) {
            ul.plain.stack {
                li {
                    p { a.button.primary href=(at("answers.csv")) download { (t(language, "exports-wide")) } }
                    p.quiet { (t(language, "exports-wide-hint")) }
                }
                li {
                    p { a.button href=(at("answers.csv?shape=long")) download { (t(language, "exports-long")) } }
                    p.quiet { (t(language, "exports-long-hint")) }
                }
                li {
                    p { a.button href=(at("dictionary.csv")) download { (t(language, "exports-dictionary")) } }
                    p.quiet { (t(language, "exports-dictionary-hint")) }
                }
            }
        } @else {
            (notice(Tone::Warn, &html! { p { (t(language, "exports-running")) } }))
            p { a.button href=(at("dictionary.csv")) download { (t(language, "exports-dictionary")) } }
        }
        p { a href=(work.at(&format!("waves/{}", wave.number))) { (t(language, "common-back")) } }
    };
    framed(work, &title, Some(Step::Waves), Some(&title), &main)
}
