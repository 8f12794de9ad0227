//! The forms in which a protocol is written, and the page from which each is reached.

mod controls;
mod known;
mod removal;

use maud::{Markup, html};

use self::controls::{Sources, fields};
pub use self::removal::{Removal, removal};

use super::frame::framed;
use super::layout::Layout;
use super::protocol::Gaps;
use super::protocol::gaps;
use crate::domain::coverage::Coverage;
use crate::domain::definition::author::{Entries, FormFault, Listed, Typed};
use crate::domain::definition::parts::{PARTS, Part, Shape};
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::texts::numbers::is_dutch;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::assets;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, Wrong, notice, summary};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::work::Work;

/// A form as it is shown.
pub struct Form<'a> {
    pub part: &'static Part,
    /// None for an entry that is to be made.
    pub id: Option<&'a str>,
    pub typed: &'a Typed,
    /// How the entry was when the form was made.
    pub seen: Option<String>,
    /// What somebody else stored since then.
    pub now: Option<&'a Typed>,
    /// It was sent to hear what is wrong with it.
    pub is_checked: bool,
    pub wrong: &'a [Wrong],
}

impl<'a> Form<'a> {
    pub fn new(
        part: &'static Part,
        id: Option<&'a str>,
        typed: &'a Typed,
        seen: Option<String>,
    ) -> Self {
        Self {
            part,
            id,
            typed,
            seen,
            now: None,
            is_checked: false,
            wrong: &[],
        }
    }

    fn value(&self, name: &str) -> &str {
        let found = self.typed.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn has(&self, name: &str, wanted: &str) -> bool {
        let mut all = self.typed.iter();
        all.any(|(key, value)| key == name && value == wanted)
    }

    fn error(&self, name: &str) -> Option<&str> {
        let mut all = self.wrong.iter();
        let found = all.find(|(field, _)| field.as_deref() == Some(name));
        found.map(|(_, sentence)| sentence.as_str())
    }
}

/// The control of a field, for a problem with it.
pub fn control(part: &Part, field: &str) -> String {
    let found = part.fields.iter().find(|own| own.key == field);
    match found.map(|own| own.shape) {
        Some(Shape::Texts) => format!("{field}.nl"),
        _ => field.to_owned(),
    }
}

/// What is said of the file in the words of the form: a field goes by its label there.
pub fn in_form_words(language: &Language, part: &Part, sentence: String) -> String {
    part.fields.iter().fold(sentence, |said, field| {
        let label = t(language, &format!("parts-field-{}", field.key));
        said.replace(&format!("“{}”", field.key), &format!("“{label}”"))
    })
}

pub fn fault_words(language: &Language, fault: FormFault) -> String {
    match fault {
        FormFault::Missing => t(language, "parts-missing"),
        FormFault::NotANumber => t(language, "parts-no-number"),
        FormFault::NotWhole => t(language, "parts-not-whole"),
        FormFault::NotADay => t(language, "parts-no-day"),
        FormFault::Taken => t(language, "parts-taken"),
    }
}

/// What a part is called.
fn title(language: &Language, part: &Part) -> String {
    t(language, &format!("parts-title-{}", part.key))
}

/// The form with which a programme begins.
pub fn start(
    language: &Language,
    visitor: &Visitor,
    part: &'static Part,
    typed: &Typed,
    wrong: &[Wrong],
) -> Markup {
    let title = t(language, "protocol-begin");
    let around = Layout {
        language,
        visitor: Some(visitor),
        title: &title,
        trail: &[],
        steps: None,
    };
    let form = Form {
        wrong,
        is_checked: typed.iter().any(|(name, _)| name == "go"),
        ..Form::new(part, None, typed, None)
    };
    around.page(&html! {
        (summary(language, wrong))
        (page_header(None, &title, Some(&t(language, "parts-start-lead")), &Markup::default()))
        form.form method="post" action="/programmes/new/form" data-check {
            (fields(language, &form, &Sources::default()))
            div.row {
                button.button.primary { (t(language, "parts-start-go")) }
                (check(language, &form))
                a href="/programmes/new" { (t(language, "parts-start-text")) }
            }
        }
    })
}

/// All parts with their entries, phase by phase, and above them what is still missing.
pub fn index(work: &Work, text: &str, gaps: Option<&Gaps>) -> Markup {
    let language = &work.language;
    let title = t(language, "parts-title");
    let actions = html! {
        a.button href=(work.at("protocol")) { (t(language, "parts-look")) }
        a href=(work.at("protocol/file")) download { (t(language, "protocol-download")) }
    };
    let coverage = gaps.map(|gaps| &gaps.coverage);
    let read = Entries::of(text);
    let main = html! {
        (page_header(None, &title, Some(&t(language, "parts-lead")), &actions))
        @if work.stand.is_frozen() {
            (notice(Tone::Warn, &html! { p { (t(language, "protocol-how-to-amend")) } }))
        }
        @if let Some(gaps) = gaps { (gaps::section(work, gaps)) }
        @for phase in [1, 3, 4, 5, 6] {
            section {
                h2 { (t(language, &format!("parts-phase-{phase}"))) }
                @for part in PARTS.iter().filter(|part| part.phase == phase) {
                    (entries(work, read.as_ref().ok(), part, coverage))
                }
            }
        }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}

fn entries(
    work: &Work,
    read: Option<&Entries>,
    part: &Part,
    coverage: Option<&Coverage>,
) -> Markup {
    let language = &work.language;
    let name = title(language, part);
    let address = work.at(&format!("protocol/parts/{}", part.key));
    let Some(listed) = read.and_then(|read| read.list(part).ok()) else {
        return html! {
            h3 id=(part.key) { (name) }
            p { (t(language, "parts-other-form")) }
        };
    };
    html! {
        div.part id=(part.key) {
            h3 { (name) }
            p.quiet { (t(language, &format!("parts-why-{}", part.key))) }
            @if part.id.is_none() {
                p { a.button href=(address) { (t(language, "parts-change")) span.unseen { ": " (name) } } }
            } @else {
                @if !listed.is_empty() {
                    (scrolling(&name, &table(work, part, &name, &listed, coverage)))
                }
                div.actions {
                    a.button href=(address) { (t(language, "parts-add")) span.unseen { ": " (name) } }
                    @if let Some(kind) = FileKind::ALL.into_iter().find(|kind| kind.part() == Some(part)) {
                        a.button href=(work.at(&format!("imports/{}", kind.code()))) {
                            (t(language, "catalogue-go-file")) span.unseen { ": " (name) }
                        }
                    }
                }
            }
        }
    }
}

fn table(
    work: &Work,
    part: &Part,
    caption: &str,
    listed: &[Listed],
    coverage: Option<&Coverage>,
) -> Markup {
    let language = &work.language;
    let last = listed.len() - 1;
    html! {
        table {
            caption.unseen { (caption) }
            thead {
                tr {
                    th scope="col" { (t(language, "parts-entry")) }
                    th.tight scope="col" { (t(language, "parts-order")) }
                    th scope="col" { span.unseen { (t(language, "parts-remove")) } }
                }
            }
            tbody {
                @for (at, one) in listed.iter().enumerate() {
                    @let address = work.at(&format!("protocol/parts/{}/{}", part.key, one.id));
                    tr {
                        th scope="row" {
                            a href=(address) { (one.id) " " (named(language, one)) }
                            @if part.key == "goal" && let Some(coverage) = coverage {
                                (smart(language, coverage, &one.id))
                            }
                        }
                        td.tight {
                            form.order method="post" action={ (address) "/place" } {
                                @if at > 0 { (arrow(language, "up", &one.id)) }
                                @if at < last { (arrow(language, "down", &one.id)) }
                            }
                        }
                        td.tight {
                            a href={ (address) "/removal" } {
                                (t(language, "parts-remove")) span.unseen { " " (one.id) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn named<'a>(language: &Language, one: &'a Listed) -> &'a str {
    let [dutch, english] = &one.name;
    if is_dutch(language) || english.is_empty() {
        dutch
    } else {
        english
    }
}

fn arrow(language: &Language, to: &'static str, id: &str) -> Markup {
    let (sign, word) = match to {
        "up" => ("↑", t(language, "parts-up")),
        _ => ("↓", t(language, "parts-down")),
    };
    html! {
        button.button.small name="to" value=(to) aria-label={ (word) " " (id) } { (sign) }
    }
}

/// A goal is SMART when it is measured, has a day and an owner; else what it lacks.
fn smart(language: &Language, coverage: &Coverage, code: &str) -> Markup {
    let lacks = |codes: &[String]| codes.iter().any(|one| one == code);
    let (parameter, deadline) = (
        lacks(&coverage.goals_without_parameter),
        lacks(&coverage.goals_without_deadline),
    );
    html! {
        @if parameter || deadline {
            p.small.quiet {
                (t(language, "parts-not-smart"))
                @if parameter { " " (t(language, "parts-lacks-parameter")) }
                @if deadline { " " (t(language, "parts-lacks-deadline")) }
            }
        } @else {
            p.small.quiet { (t(language, "parts-smart")) }
        }
    }
}

pub fn form(work: &Work, form: &Form) -> Markup {
    let language = &work.language;
    let part = form.part;
    let name = title(language, part);
    let title = match form.id {
        Some(id) => t_args(
            language,
            "parts-edit-title",
            &[("part", (&name).into()), ("id", id.into())],
        ),
        None if part.id.is_some() => {
            t_args(language, "parts-new-title", &[("part", (&name).into())])
        }
        None => name.clone(),
    };
    let action = match form.id {
        Some(id) => work.at(&format!("protocol/parts/{}/{id}", part.key)),
        None => work.at(&format!("protocol/parts/{}", part.key)),
    };
    let why = t(language, &format!("parts-why-{}", part.key));
    let surveys = work.stand.questionnaires();
    let protocol = work.stand.protocol.as_ref();
    let sources = Sources {
        surveys: &surveys,
        protocol: protocol.map(|version| &version.protocol),
    };
    let main = html! {
        (summary(language, form.wrong))
        (page_header(None, &title, Some(&why), &Markup::default()))
        form.form method="post" action=(action) data-check {
            @if let Some(seen) = &form.seen { input type="hidden" name="seen" value=(seen); }
            (fields(language, form, &sources))
            @if work.stand.is_frozen() { (reason(language, form)) }
            div.row {
                button.button.primary { (t(language, "parts-save")) }
                (check(language, form))
                a href={ (work.at("protocol/parts")) "#" (part.key) } { (t(language, "common-cancel")) }
            }
        }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}

/// The button that only checks, with what was found. A script does the same while one types.
fn check(language: &Language, form: &Form) -> Markup {
    let found = match form.wrong.len() {
        0 if form.is_checked => t(language, "parts-sound"),
        0 => String::new(),
        count => t_args(language, "parts-to-mend", &[("count", count.into())]),
    };
    html! {
        button.button name="go" value="check" { (t(language, "parts-check")) }
        span #findings.quiet role="status" { (found) }
        script src=(assets::address("parts.js")) defer {}
    }
}

fn reason(language: &Language, form: &Form) -> Markup {
    Field::text(
        "reason",
        &t(language, "protocol-reason"),
        form.value("reason"),
    )
    .hint(&t(language, "protocol-reason-hint"))
    .error(form.error("reason"))
    .input()
}
