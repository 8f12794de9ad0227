//! The tree of themes: who spoke of each, what may be quoted, and a change with what follows from it.

use maud::{Markup, html};

use super::list::encoded;
use super::{segment, tabs, words};
use crate::domain::access::Right;
use crate::domain::coding::Said;
use crate::domain::coding::themes::{Theme, ThemeError, Tree};
use crate::domain::coding::told::{ThemeCount, counts, quotes};
use crate::domain::language::Language;
use crate::texts::numbers::list as joined;
use crate::texts::{t, t_args};
use crate::web::coding::Desk;
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone as Mood, error_summary, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::themes::{Wanted, fixed};
use crate::web::work::Work;

fn sentence(language: &Language, error: ThemeError) -> String {
    match error {
        ThemeError::NoName => t(language, "coding-theme-no-name"),
        ThemeError::TooLong => t(language, "coding-theme-too-long"),
        ThemeError::Taken => t(language, "coding-theme-taken"),
        ThemeError::Unknown => t(language, "coding-theme-unknown"),
        ThemeError::Circle => t(language, "coding-theme-circle"),
        ThemeError::InProtocol => t(language, "coding-theme-in-protocol"),
    }
}

fn field(error: ThemeError, what: &str) -> &'static str {
    match (error, what) {
        (ThemeError::NoName | ThemeError::TooLong | ThemeError::Taken, _) => "name",
        (_, "merge") => "into",
        (_, "rename") => "name",
        _ => "parent",
    }
}

pub fn threshold(work: &Work) -> u64 {
    let protocol = work.stand.protocol.as_ref();
    protocol.map_or(5, |version| {
        u64::from(version.protocol.rules.privacy_threshold)
    })
}

/// Whether the visitor may change the tree.
fn may_change(work: &Work) -> bool {
    work.may(Right::Evaluate) && work.programme.closed_at.is_none()
}

pub fn index(work: &Work, desk: &Desk, wrong: Option<(ThemeError, &Wanted)>) -> Markup {
    let said = wrong.map(|(error, _)| sentence(&work.language, error));
    let field = said.as_ref().map(|_| "name");
    shown(work, desk, wrong, said.map(|said| (field, said)))
}

/// The same after a quote was asked for that may not stand in the report.
pub fn not_quotable(work: &Work, desk: &Desk) -> Markup {
    let said = t(&work.language, "coding-not-quotable");
    shown(work, desk, None, Some((None, said)))
}

fn shown(
    work: &Work,
    desk: &Desk,
    wrong: Option<(ThemeError, &Wanted)>,
    problem: Option<(Option<&str>, String)>,
) -> Markup {
    let language = &work.language;
    let found = counts(&desk.said, &desk.tree, desk.round());
    let args = [("count", found.len().into())];
    let title = t_args(language, "coding-themes-title", &args);
    let here = t(language, "coding-here");
    let name = desk.wave.name.get(language);
    let lead = t(language, "coding-themes-lead");
    let wrong_said = problem.as_ref().filter(|_| wrong.is_some());
    let wrong_said = wrong_said.map(|(_, said)| said.clone());
    let main = html! {
        (error_summary(language, &Vec::from_iter(problem)))
        (page_header(Some(name), &title, Some(&lead), &Markup::default()))
        (tabs(work, desk, "/themes"))
        @if !found.is_empty() { (scrolling(&title, &table(work, desk, &found))) }
        @if may_change(work) {
            (adding(work, desk, wrong.map(|(_, wanted)| wanted), wrong_said.as_deref()))
        }
        (quoted(work, desk))
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn table(work: &Work, desk: &Desk, found: &[ThemeCount]) -> Markup {
    let language = &work.language;
    let with_comments = found.iter().any(|one| one.respondents > 0);
    html! {
        table {
            caption.unseen { (t(language, "coding-themes-caption")) }
            thead {
                tr {
                    th scope="col" { (t(language, "coding-theme")) }
                    th.number scope="col" { (t(language, "coding-interviewees")) }
                    @if with_comments { th.number scope="col" { (t(language, "coding-respondents")) } }
                    th.number scope="col" { (t(language, "coding-statements")) }
                    th.number scope="col" { (t(language, "coding-negative")) }
                    th.number scope="col" { (t(language, "coding-neutral")) }
                    th.number scope="col" { (t(language, "coding-positive")) }
                    th scope="col" { (t(language, "coding-parameters")) }
                    @if may_change(work) { th scope="col" { span.unseen { (t(language, "coding-change-theme")) } } }
                }
            }
            tbody {
                @for one in found { (row(work, desk, one, with_comments)) }
            }
        }
    }
}

fn row(work: &Work, desk: &Desk, one: &ThemeCount, with_comments: bool) -> Markup {
    let language = &work.language;
    let small = one.statements > 0 && one.interviewees < threshold(work);
    let to = format!("/themes/change?key={}", encoded(&one.theme.key));
    html! {
        tr {
            th scope="row" class={ "depth-" (one.depth.min(3)) } {
                a href=(desk.at(work, &format!("?show=all&theme={}", encoded(&one.theme.key)))) { (one.theme.name) }
                @if small { " " span.tag { (t(language, "coding-too-small")) } }
            }
            td.number { (one.interviewees) }
            @if with_comments { td.number { (one.respondents) } }
            td.number { (one.statements) }
            @for people in one.tones { td.number { (people) } }
            td { (one.theme.parameters.join(", ")) }
            @if may_change(work) {
                td.tight {
                    a href=(desk.at(work, &to)) {
                        (t(language, "coding-change-theme")) span.unseen { " " (one.theme.name) }
                    }
                }
            }
        }
    }
}

/// The themes to choose from, those of `without` and below it left out.
fn options(desk: &Desk, none: Option<String>, without: Option<&Theme>) -> Vec<(String, String)> {
    let rows = desk.tree.rows().into_iter();
    let rows = rows
        .filter(|(_, theme)| {
            without.is_none_or(|without| !desk.tree.is_within(&theme.key, &without.key))
        })
        .map(|(depth, theme)| {
            let name = format!("{}{}", "– ".repeat(depth), theme.name);
            (theme.key.clone(), name)
        });
    none.map(|none| (String::new(), none))
        .into_iter()
        .chain(rows)
        .collect()
}

fn adding(work: &Work, desk: &Desk, typed: Option<&Wanted>, error: Option<&str>) -> Markup {
    let language = &work.language;
    let value = |of: fn(&Wanted) -> &str| typed.map(of).unwrap_or_default();
    let top = options(desk, Some(t(language, "coding-at-top")), None);
    html! {
        section {
            h2 { (t(language, "coding-add-theme")) }
            form.row method="post" action=(desk.at(work, "/themes")) {
                (Field::text("name", &t(language, "coding-theme-name"), value(|one| &one.name)).error(error).input())
                (Field::text("parent", &t(language, "coding-under"), value(|one| &one.parent)).select(&top))
                button.button.primary { (t(language, "coding-add")) }
            }
        }
    }
}

fn quoted(work: &Work, desk: &Desk) -> Markup {
    let language = &work.language;
    let threshold = threshold(work);
    let found = quotes(&desk.said, &desk.tree, desk.round(), threshold);
    let rule = t_args(
        language,
        "coding-quotes-rule",
        &[("threshold", threshold.into())],
    );
    html! {
        section id="quotes" {
            h2 { (t(language, "coding-quotes")) }
            p.quiet { (rule) }
            @if may_change(work) && !found.is_empty() { p { (t(language, "coding-quotes-choose")) } }
            @if found.is_empty() { p { (t(language, "coding-no-quotes")) } }
            @for of in &found {
                details open[of.quotes.iter().any(|(said, _)| desk.quoted.contains(&said.id))] {
                    summary {
                        (t_args(language, "coding-quotes-of", &[("theme", of.theme.into()), ("count", of.quotes.len().into())]))
                    }
                    div.stack {
                        @for (said, named) in &of.quotes { (quote(work, desk, said, *named)) }
                    }
                }
            }
        }
    }
}

fn quote(work: &Work, desk: &Desk, said: &Said, named: Option<&str>) -> Markup {
    let language = &work.language;
    let is_chosen = desk.quoted.contains(&said.id);
    let act = match is_chosen {
        true => t(language, "coding-quote-out"),
        false => t(language, "coding-quote-in"),
    };
    html! {
        blockquote {
            p {
                (words(language, said))
                @if is_chosen { " " span.tag { (t(language, "coding-quoted")) } }
            }
            @if let Some(code) = named { p.quiet.small { (segment(work, code)) } }
            @if may_change(work) {
                form method="post" action=(desk.at(work, "/quotes")) {
                    input type="hidden" name="id" value=(said.id);
                    input type="hidden" name="show" value=(!is_chosen);
                    button.button.small { (act) span.unseen { ": " (words(language, said)) } }
                }
            }
        }
    }
}

/// One theme: what can be done with it, and, once something was chosen, what follows from that.
pub fn change(
    work: &Work,
    desk: &Desk,
    theme: &Theme,
    wanted: &Wanted,
    after: Option<Result<Tree, ThemeError>>,
) -> Markup {
    let language = &work.language;
    let args = [("theme", (&theme.name).into())];
    let title = t_args(language, "coding-change-title", &args);
    let here = t(language, "coding-here");
    let name = desk.wave.name.get(language);
    let error = match &after {
        Some(Err(error)) => Some((field(*error, &wanted.what), sentence(language, *error))),
        _ => None,
    };
    let problems: Vec<_> = error
        .iter()
        .map(|(field, said)| (Some(*field), said.clone()))
        .collect();
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(name), &title, None, &Markup::default()))
        @match &after {
            Some(Ok(tree)) => (follows(work, desk, theme, wanted, tree)),
            _ => (choices(work, desk, theme, wanted, error.as_ref())),
        }
        p { a href=(desk.at(work, "/themes")) { (t(language, "coding-back-to-themes")) } }
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

type Wrong = (&'static str, String);

fn choices(
    work: &Work,
    desk: &Desk,
    theme: &Theme,
    wanted: &Wanted,
    wrong: Option<&Wrong>,
) -> Markup {
    let language = &work.language;
    let error = |field: &str| {
        let own = wrong.filter(|(of, _)| *of == field);
        own.map(|(_, said)| said.as_str())
    };
    let typed = |of: &'static str, value: &str, else_: &str| match wanted.what == of {
        true => value.to_owned(),
        false => else_.to_owned(),
    };
    let name = typed("rename", &wanted.name, &theme.name);
    let parent = typed(
        "move",
        &wanted.parent,
        theme.parent.as_deref().unwrap_or_default(),
    );
    let into = typed("merge", &wanted.into, "");
    let above = options(desk, Some(t(language, "coding-at-top")), Some(theme));
    let others = options(desk, Some(t(language, "coding-choose-theme")), Some(theme));
    let is_fixed = fixed(work).contains(&theme.name.as_str());
    let hint = t(language, "coding-see-first");
    html! {
        @if is_fixed { (notice(Mood::Plain, &html! { p { (t(language, "coding-theme-in-protocol")) } })) }
        @else {
            (choice(work, desk, theme, "rename", &t(language, "coding-rename"), &hint,
                &Field::text("name", &t(language, "coding-theme-name"), &name).error(error("name")).input()))
            (choice(work, desk, theme, "move", &t(language, "coding-move"), &hint,
                &Field::text("parent", &t(language, "coding-under"), &parent).error(error("parent")).select(&above)))
            (choice(work, desk, theme, "merge", &t(language, "coding-merge"), &hint,
                &Field::text("into", &t(language, "coding-merge-into"), &into).error(error("into")).select(&others)))
        }
        (linking(work, desk, theme))
    }
}

fn choice(
    work: &Work,
    desk: &Desk,
    theme: &Theme,
    what: &str,
    title: &str,
    button: &str,
    field: &Markup,
) -> Markup {
    html! {
        section {
            h2 { (title) }
            form.row method="get" action=(desk.at(work, "/themes/change")) {
                input type="hidden" name="key" value=(theme.key);
                input type="hidden" name="what" value=(what);
                (field)
                button.button { (button) span.unseen { ": " (title) } }
            }
        }
    }
}

/// The parameters that a theme bears on.
fn linking(work: &Work, desk: &Desk, theme: &Theme) -> Markup {
    let language = &work.language;
    let protocol = work.stand.protocol.as_ref();
    let parameters = protocol.map_or(&[][..], |version| &version.protocol.parameters);
    html! {
        @if !parameters.is_empty() {
            section {
                h2 { (t(language, "coding-link")) }
                form.form.wide method="post" action=(desk.at(work, "/themes/change")) {
                    input type="hidden" name="key" value=(theme.key);
                    input type="hidden" name="what" value="link";
                    fieldset.field {
                        legend { (t(language, "coding-parameters")) }
                        div.themes {
                            @for parameter in parameters {
                                label.check {
                                    input type="checkbox" name="parameter" value=(parameter.code)
                                        checked[theme.parameters.contains(&parameter.code)];
                                    (parameter.code) " " (parameter.name.get(language))
                                }
                            }
                        }
                    }
                    div { button.button { (t(language, "coding-link-go")) } }
                }
            }
        }
    }
}

/// What a change does to the counts, before it is made.
fn follows(work: &Work, desk: &Desk, theme: &Theme, wanted: &Wanted, tree: &Tree) -> Markup {
    let language = &work.language;
    let own = |tree: &Tree| -> Vec<(String, String, u64, u64)> {
        counts(&desk.said, tree, desk.round())
            .into_iter()
            .map(|one| {
                (
                    one.theme.key.clone(),
                    one.theme.name.clone(),
                    one.interviewees,
                    one.statements,
                )
            })
            .collect()
    };
    let (before, after) = (own(&desk.tree), own(tree));
    let find = |all: &[(String, String, u64, u64)], key: &str| {
        all.iter().find(|one| one.0 == key).cloned()
    };
    let mut rows = Vec::new();
    for one in &before {
        let next = find(&after, &one.0);
        if next.as_ref() != Some(one) || one.0 == theme.key {
            rows.push((one.clone(), next));
        }
    }
    let below: Vec<&str> = desk
        .tree
        .rows()
        .into_iter()
        .filter(|(_, one)| one.key != theme.key && desk.tree.is_within(&one.key, &theme.key))
        .map(|(_, one)| one.name.as_str())
        .collect();
    html! {
        section {
            h2 { (t(language, "coding-follows")) }
            p { (in_words(language, desk, theme, wanted, tree)) }
            @if !below.is_empty() {
                p { (t_args(language, "coding-follows-below", &[("themes", joined(language, &below).into())])) }
            }
            table {
                caption { (t(language, "coding-follows-caption")) }
                thead {
                    tr {
                        th scope="col" { (t(language, "coding-theme")) }
                        th.number scope="col" { (t(language, "coding-now")) }
                        th.number scope="col" { (t(language, "coding-after")) }
                    }
                }
                tbody {
                    @for ((_, name, people, statements), next) in &rows {
                        tr {
                            th scope="row" {
                                (name)
                                @if let Some((_, new, _, _)) = next.as_ref().filter(|next| next.1 != *name) { " → " (new) }
                            }
                            td.number { (people_of(language, *people, *statements)) }
                            td.number {
                                @match next {
                                    Some((_, _, people, statements)) => (people_of(language, *people, *statements)),
                                    None => (t(language, "coding-gone")),
                                }
                            }
                        }
                    }
                }
            }
            form.row method="post" action=(desk.at(work, "/themes/change")) {
                input type="hidden" name="key" value=(theme.key);
                input type="hidden" name="what" value=(wanted.what);
                input type="hidden" name="name" value=(wanted.name);
                input type="hidden" name="parent" value=(wanted.parent);
                input type="hidden" name="into" value=(wanted.into);
                button.button.primary { (t(language, "coding-do-change")) }
                a.button href=(desk.at(work, "/themes")) { (t(language, "common-cancel")) }
            }
        }
    }
}

fn people_of(language: &Language, people: u64, statements: u64) -> String {
    let args = [("people", people.into()), ("statements", statements.into())];
    t_args(language, "coding-people-of", &args)
}

fn in_words(
    language: &Language,
    desk: &Desk,
    theme: &Theme,
    wanted: &Wanted,
    tree: &Tree,
) -> String {
    let own = &theme.name;
    match wanted.what.as_str() {
        "rename" => {
            let args = [
                ("theme", own.into()),
                ("name", tree.name(&theme.key).into()),
            ];
            t_args(language, "coding-follows-rename", &args)
        }
        "merge" => {
            let args = [
                ("theme", own.into()),
                ("into", desk.tree.name(&wanted.into).into()),
            ];
            t_args(language, "coding-follows-merge", &args)
        }
        _ if wanted.parent.is_empty() => {
            let args = [("theme", own.into())];
            t_args(language, "coding-follows-top", &args)
        }
        _ => {
            let args = [("theme", own.into()), ("top", tree.top(&theme.key).into())];
            t_args(language, "coding-follows-move", &args)
        }
    }
}
