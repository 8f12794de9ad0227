//! Codes as a file: the form that brings one, and the way to the one that goes out.

use maud::{Markup, html};

use super::tabs;
use crate::texts::t;
use crate::web::coding::Desk;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

/// The form, and the way to the file that goes out.
pub fn section(work: &Work, desk: &Desk) -> Markup {
    let language = &work.language;
    html! {
        section {
            h2 { (t(language, "coding-files")) }
            p { (t(language, "coding-files-lead")) }
            p { a href=(desk.at(work, "/codes.csv")) { (t(language, "coding-files-out")) } }
            @if desk.may_code() && work.programme.closed_at.is_none() {
                form.form method="post" enctype="multipart/form-data" action=(desk.at(work, "/codes")) {
                    div.field {
                        label for="file" { (t(language, "coding-files-choose")) }
                        input type="file" id="file" name="file" accept=".csv,.tsv,.txt,.xlsx,text/csv";
                    }
                    div { button.button { (t(language, "imports-look")) } }
                }
            }
        }
    }
}

/// The form once more, after it was sent without a file.
pub fn no_file(work: &Work, desk: &Desk) -> Markup {
    let language = &work.language;
    let title = t(language, "coding-files");
    let here = t(language, "coding-here");
    let name = desk.wave.name.get(language);
    let main = html! {
        (error_summary(language, &[(Some("file"), t(language, "imports-no-file"))]))
        (page_header(Some(name), &title, None, &Markup::default()))
        (tabs(work, desk, ""))
        (section(work, desk))
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}
