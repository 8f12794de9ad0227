//! The forms in which a protocol is written, and the page from which each is reached.

mod known;

use maud::{Markup, html};

use self::known::EXPLAINED;
pub use self::known::PARTS_IN_FILES;

use super::frame::framed;
use super::layout::Layout;
use super::protocol::Gaps;
use super::protocol::gaps;
use crate::domain::coverage::Coverage;
use crate::domain::definition::author::{Entries, FormFault, Listed, Typed};
use crate::domain::definition::parts::{Field as PartField, PARTS, Part, Shape};
use crate::domain::language::Language;
use crate::domain::survey::Survey;
use crate::texts::numbers::is_dutch;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::field::Field;
use crate::web::components::meanwhile::theirs;
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
        ..Form::new(part, None, typed, None)
    };
    around.page(&html! {
        (summary(language, wrong))
        (page_header(None, &title, Some(&t(language, "parts-start-lead")), &Markup::default()))
        form.form method="post" action="/programmes/new/form" {
            (fields(language, &form, &[], ""))
            div.row {
                button.button.primary { (t(language, "parts-start-go")) }
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
                    @if PARTS_IN_FILES.contains(&part.key) {
                        a.button href=(work.at(&format!("protocol/files/{}", part.key))) {
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
                    th scope="col" { (t(language, "parts-order")) }
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
                        td {
                            form.row method="post" action={ (address) "/place" } {
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
    let text = work.stand.protocol.as_ref();
    let text = text.map_or("", |version| version.text.as_str());
    let main = html! {
        (summary(language, form.wrong))
        (page_header(None, &title, Some(&why), &Markup::default()))
        form.form method="post" action=(action) {
            @if let Some(seen) = &form.seen { input type="hidden" name="seen" value=(seen); }
            (fields(language, form, &surveys, text))
            @if work.stand.is_frozen() { (reason(language, form)) }
            div.row {
                button.button.primary { (t(language, "parts-save")) }
                a href={ (work.at("protocol/parts")) "#" (part.key) } { (t(language, "common-cancel")) }
            }
        }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
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

fn fields(language: &Language, form: &Form, surveys: &[Survey], text: &str) -> Markup {
    let entries = Entries::of(text).ok();
    let sources = Sources { surveys, entries };
    html! {
        @for field in form.part.fields {
            (control_of(language, form, field, &sources))
            @if let Some(now) = form.now {
                @for name in names(field) { (theirs(language, &name, form.typed, now)) }
            }
        }
    }
}

/// The controls of a field.
fn names(field: &PartField) -> Vec<String> {
    match field.shape {
        Shape::Texts => ["nl", "en"]
            .map(|tag| format!("{}.{tag}", field.key))
            .into(),
        _ => vec![field.key.to_owned()],
    }
}

/// Where the choices of a field come from.
struct Sources<'a> {
    surveys: &'a [Survey],
    /// `None` when the text is no TOML.
    entries: Option<Entries>,
}

/// Texts that take more than a line.
const LONG: [&str; 11] = [
    "vision",
    "statement",
    "planned",
    "actual",
    "promise",
    "sanction",
    "limit_reason",
    "front_steps",
    "back_steps",
    "aids",
    "tips",
];

fn control_of(language: &Language, form: &Form, field: &PartField, sources: &Sources) -> Markup {
    let label = label(language, field);
    let hint = EXPLAINED
        .contains(&field.key)
        .then(|| t(language, &format!("parts-hint-{}", field.key)));
    let value = form.value(field.key);
    let error = form.error(field.key);
    let one = |value: &str, draw: &dyn Fn(&Field) -> Markup| {
        let mut control = Field::text(field.key, &label, value).error(error);
        if let Some(hint) = &hint {
            control = control.hint(hint);
        }
        draw(&control)
    };
    match field.shape {
        // A code is for ever: others refer to it.
        Shape::Line | Shape::Whole if form.id.is_some() && form.part.id == Some(field.key) => {
            one(value, &|control| control.readonly())
        }
        Shape::Texts => texts(language, form, field, &label, hint.as_deref()),
        Shape::Day => one(value, &|control| {
            let control = Field {
                kind: "date",
                ..*control
            };
            control.input()
        }),
        Shape::Number | Shape::Bound => {
            let shown = if is_dutch(language) {
                value.replace('.', ",")
            } else {
                value.to_owned()
            };
            one(&shown, &|control| control.input())
        }
        Shape::Line | Shape::Whole | Shape::Answers => {
            let options = suggested(language, field.key, value, sources);
            match options.is_empty() {
                true => one(value, &|control| control.input()),
                false => one(value, &|control| control.select(&options)),
            }
        }
        Shape::Word(words) => {
            let mut options = none_of(language, field);
            let word = |word: &&str| {
                let named = t(language, &format!("parts-word-{word}"));
                ((*word).to_owned(), named)
            };
            options.extend(words.iter().map(word));
            one(value, &|control| control.select(&options))
        }
        Shape::One(other) => {
            let mut options = none_of(language, field);
            options.extend(options_of(language, other, sources));
            one(value, &|control| control.select(&options))
        }
        Shape::Many(other) => many(language, form, field, &label, other, sources),
        Shape::Flag => html! {
            div.field {
                @if let Some(hint) = &hint { span.hint id={ (field.key) "-hint" } { (hint) } }
                label.check {
                    input type="checkbox" id=(field.key) name=(field.key) value="true"
                        checked[value == "true"]
                        aria-describedby=[hint.as_ref().map(|_| format!("{}-hint", field.key))];
                    " " (label)
                }
            }
        },
    }
}

fn label(language: &Language, field: &PartField) -> String {
    let label = t(language, &format!("parts-field-{}", field.key));
    if field.required || field.shape == Shape::Flag {
        label
    } else {
        t_args(language, "parts-optional", &[("field", label.into())])
    }
}

fn none_of(language: &Language, field: &PartField) -> Vec<(String, String)> {
    let words = if field.required {
        t(language, "parts-choose")
    } else {
        t(language, "parts-none")
    };
    vec![(String::new(), words)]
}

fn options_of(language: &Language, part: &str, sources: &Sources) -> Vec<(String, String)> {
    let entries = sources.entries.as_ref();
    let listed = Part::find(part).and_then(|part| entries?.list(part).ok());
    let option = |one: Listed| {
        let words = format!("{} {}", one.id, named(language, &one));
        (one.id, words)
    };
    listed.unwrap_or_default().into_iter().map(option).collect()
}

/// Items and surveys that there are; nothing when there are none yet, and then a code is typed.
fn suggested(
    language: &Language,
    key: &str,
    value: &str,
    sources: &Sources,
) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = match key {
        "item" | "perceived" | "expected" => sources
            .surveys
            .iter()
            .flat_map(|survey| &survey.pages)
            .flat_map(|page| &page.items)
            .map(|item| {
                let words = format!("{}: {}", item.code, item.text.get(language));
                (item.code.clone(), words)
            })
            .collect(),
        "survey" => sources
            .surveys
            .iter()
            .map(|survey| (survey.code.clone(), survey.title.get(language).to_owned()))
            .collect(),
        _ => Vec::new(),
    };
    if options.is_empty() {
        return options;
    }
    if !value.is_empty() && options.iter().all(|(code, _)| code != value) {
        options.push((value.to_owned(), value.to_owned()));
    }
    options.insert(0, (String::new(), t(language, "parts-none")));
    options
}

fn texts(
    language: &Language,
    form: &Form,
    field: &PartField,
    label: &str,
    hint: Option<&str>,
) -> Markup {
    let in_one = |tag: &str, words: String| {
        let name = format!("{}.{tag}", field.key);
        let mut control = Field::text(&name, &words, form.value(&name));
        control.error = form.error(&name);
        control.hint = hint;
        if LONG.contains(&field.key) {
            control.textarea(3)
        } else {
            control.input()
        }
    };
    html! {
        (in_one("nl", t_args(language, "parts-in-dutch", &[("field", label.into())])))
        (in_one("en", t_args(language, "parts-in-english", &[("field", label.into())])))
    }
}

fn many(
    language: &Language,
    form: &Form,
    field: &PartField,
    label: &str,
    other: &str,
    sources: &Sources,
) -> Markup {
    let options = options_of(language, other, sources);
    html! {
        fieldset.field id=(field.key) {
            legend { (label) }
            @if options.is_empty() { p.quiet { (t(language, "parts-nothing-to-choose")) } }
            @for (code, words) in options {
                label.check {
                    input type="checkbox" name=(field.key) value=(code)
                        checked[form.has(field.key, &code)];
                    " " (words)
                }
            }
        }
    }
}

/// What removing an entry would break, or the button that does it.
pub fn removal(work: &Work, part: &Part, id: &str, seen: &str, consequences: &[String]) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "parts-removal-title",
        &[("part", title(language, part).into()), ("id", id.into())],
    );
    let action = work.at(&format!("protocol/parts/{}/{id}/removal", part.key));
    let main = html! {
        (page_header(None, &title, None, &Markup::default()))
        @if consequences.is_empty() {
            p { (t(language, "parts-removal-free")) }
            form.form method="post" action=(action) {
                input type="hidden" name="seen" value=(seen);
                @if work.stand.is_frozen() {
                    (reason(language, &Form::new(&PARTS[0], None, &Vec::new(), None)))
                }
                div.row {
                    button.button.danger { (t(language, "parts-removal-go")) }
                    a href=(work.at("protocol/parts")) { (t(language, "common-cancel")) }
                }
            }
        } @else {
            (notice(Tone::Warn, &html! {
                p { (t(language, "parts-removal-breaks")) }
                ul { @for one in consequences { li { (one) "." } } }
            }))
            p { a.button href=(work.at("protocol/parts")) { (t(language, "parts-back")) } }
        }
    };
    framed(work, &title, Some(Step::Protocol), Some(&title), &main)
}
