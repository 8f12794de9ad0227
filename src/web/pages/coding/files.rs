//! Codes as a file: the form that brings one, and what is wrong with one.

use maud::{Markup, html};

use super::{Problem, tabs};
use crate::import::Problem as Fault;
use crate::texts::t;
use crate::web::coding::Desk;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::pages::imports::problems;
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
                        input type="file" id="file" name="file" accept=".csv,.txt,text/csv";
                    }
                    div { button.button { (t(language, "coding-files-take")) } }
                }
            }
        }
    }
}

/// A file of which nothing was taken, with every cell that has to be mended.
pub fn refused(work: &Work, desk: &Desk, faults: &[Fault], why: Option<Problem>) -> Markup {
    let language = &work.language;
    let title = t(language, "coding-files-refused");
    let here = t(language, "coding-here");
    let name = desk.wave.name.get(language);
    let lead = t(language, "coding-files-nothing");
    let why = why.map(|problem| (None, problem.sentence(language)));
    let main = html! {
        (error_summary(language, &Vec::from_iter(why)))
        (page_header(Some(name), &title, Some(&lead), &Markup::default()))
        (tabs(work, desk, ""))
        @if !faults.is_empty() { (problems(language, faults)) }
        (section(work, desk))
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}
