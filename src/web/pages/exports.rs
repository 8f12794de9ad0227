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

/// The files, each with the key of its words.
const FILES: [(&str, &str); 7] = [
    ("answers.csv", "exports-wide"),
    ("answers.xlsx", "exports-xlsx"),
    ("answers-spss.zip", "exports-spss"),
    ("answers.csv?shape=long", "exports-long"),
    ("answers.json", "exports-json"),
    ("answers.parquet", "exports-parquet"),
    ("dictionary.csv", "exports-dictionary"),
];

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
                @for (file, key) in FILES {
                    li {
                        p { a.button.primary[file == FILES[0].0] href=(at(file)) download { (t(language, key)) } }
                        p.quiet { (t(language, &format!("{key}-hint"))) }
                    }
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
