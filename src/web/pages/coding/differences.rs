//! What two coders made differently, side by side, and the form that settles it with a reason.

use maud::{Markup, html};

use super::list::{codes, kept, paging, stand, summary};
use super::{Fields, Problem, Typed, origin, tabs, words};
use crate::domain::access::Right;
use crate::domain::coding::{Code, Progress, Round, Said};
use crate::domain::language::Language;
use crate::texts::{t, t_args};
use crate::web::coding::{Desk, Wanted};
use crate::web::components::notice::{Tone as Mood, notice};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

const PAGE: usize = 10;

pub fn index(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    wrong: Option<(Problem, &Typed)>,
) -> Markup {
    let language = &work.language;
    let progress = Progress::of(desk.said.iter(), desk.seat, desk.round());
    let args = [
        ("open", progress.differences.into()),
        ("resolved", progress.resolved.into()),
    ];
    let title = t_args(language, "coding-differences-title", &args);
    let here = t(language, "coding-here");
    let lead = t(language, "coding-differences-lead");
    let name = desk.wave.name.get(language);
    let all: Vec<&Said> = desk
        .said
        .iter()
        .filter(|said| is_wanted(desk, wanted, said))
        .collect();
    let pages = all.len().div_ceil(PAGE).max(1);
    let at = wanted.page.min(pages - 1);
    let saved = wanted
        .saved
        .and_then(|id| desk.said.iter().find(|one| one.id == id));
    let main = html! {
        (summary(language, wrong))
        (page_header(Some(name), &title, Some(&lead), &Markup::default()))
        (tabs(work, desk, "/differences"))
        (stand(language, desk, &progress))
        @if let Some(saved) = saved {
            (notice(Mood::Good, &html! {
                p { (t_args(language, "coding-settled-now", &[("what", origin(work, saved).into())])) }
            }))
        }
        (choose(work, desk, wanted))
        @if all.is_empty() { p { (t(language, "coding-no-differences")) } }
        ol.plain.stack.coding {
            @for said in all.iter().skip(at * PAGE).take(PAGE) { (card(work, desk, wanted, said, wrong)) }
        }
        (paging(work, desk, "/differences", wanted, (at, pages)))
        (reopening(work, desk, wrong))
    };
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

/// The way back from a round that was closed too early.
fn reopening(work: &Work, desk: &Desk, wrong: Option<(Problem, &Typed)>) -> Markup {
    let language = &work.language;
    let may = work.may(Right::Evaluate) && work.programme.closed_at.is_none();
    if !may || desk.round() != Round::Reconciling {
        return html! {};
    }
    let is_wrong = matches!(wrong, Some((Problem::NoReopening, _)));
    html! {
        details open[is_wrong] {
            summary { (t(language, "coding-reopen")) }
            form.stack method="post" action=(desk.at(work, "/reopening")) {
                p { (t(language, "coding-reopen-how")) }
                div.field.wrong[is_wrong] {
                    label for="why" { (t(language, "coding-reopen-why")) }
                    @if is_wrong {
                        span.error id="why-error" { (t(language, "coding-no-reason")) }
                    }
                    input id="why" name="why" maxlength="2000" aria-describedby=[is_wrong.then_some("why-error")];
                }
                p { button { (t(language, "coding-reopen")) } }
            }
        }
    }
}

/// Open differences; those that were settled; or everything that may be put right.
fn is_wanted(desk: &Desk, wanted: &Wanted, said: &Said) -> bool {
    match wanted.show.as_str() {
        "settled" => said.resolution.is_some(),
        "single" => {
            desk.round() == Round::Reconciling
                && !said.is_coded_twice()
                && said.resolution.is_none()
        }
        _ => said.is_open_difference(),
    }
}

fn choose(work: &Work, desk: &Desk, wanted: &Wanted) -> Markup {
    let language = &work.language;
    let mut shows = vec![
        ("", t(language, "coding-show-open")),
        ("settled", t(language, "coding-show-settled")),
    ];
    if desk.round() == Round::Reconciling {
        shows.push(("single", t(language, "coding-show-single")));
    }
    html! {
        nav.row aria-label=(t(language, "coding-show")) {
            @for (show, name) in shows {
                @let to = if show.is_empty() { String::new() } else { format!("?show={show}") };
                a href=(desk.at(work, &format!("/differences{to}")))
                    aria-current=[(wanted.show == show).then_some("true")] { (name) }
            }
        }
    }
}

fn card(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    said: &Said,
    wrong: Option<(Problem, &Typed)>,
) -> Markup {
    let language = &work.language;
    html! {
        li.card id={ "s-" (said.id) } {
            p.quiet.small { (origin(work, said)) }
            p.said { (words(language, said)) }
            (codes(language, desk, said))
            @if work.programme.closed_at.is_none() { (form(work, desk, wanted, said, wrong)) }
        }
    }
}

/// The first coder's code is filled in, with the themes of both.
fn form(
    work: &Work,
    desk: &Desk,
    wanted: &Wanted,
    said: &Said,
    wrong: Option<(Problem, &Typed)>,
) -> Markup {
    let language = &work.language;
    let wrong = wrong.filter(|(_, typed)| typed.id == said.id);
    let (first, second) = said.pair();
    let earlier = said.resolution.as_ref().map(|one| &one.code);
    let start = earlier.or(first.as_ref()).or(second.as_ref());
    let themes: Vec<String> = match (earlier, wrong) {
        (_, Some((_, typed))) => typed.themes.clone(),
        (Some(code), None) => code.themes.clone(),
        (None, None) => [&first, &second]
            .into_iter()
            .flatten()
            .flat_map(|code: &Code| code.themes.clone())
            .collect(),
    };
    let agrees = matches!((&first, &second), (Some(a), Some(b)) if a.tone == b.tone);
    let start = start.filter(|_| earlier.is_some() || agrees);
    let said_wrong = |fits: fn(Problem) -> bool| {
        wrong
            .filter(|(problem, _)| fits(*problem))
            .map(|(problem, _)| problem.sentence(language))
    };
    let fields = Fields {
        id: said.id,
        tone: match wrong {
            Some((_, typed)) => typed.tone,
            None => start.map(|code| code.tone),
        },
        themes: &themes,
        suggestion: None,
        error: said_wrong(|problem| problem == Problem::NoTone),
        focus: false,
    };
    let reason = said_wrong(|problem| matches!(problem, Problem::NoReason | Problem::LongReason));
    let kept_reason = wrong.map(|(_, typed)| typed.reason.as_str());
    let earlier_reason = said.resolution.as_ref().map(|one| one.reason.as_str());
    let text = kept_reason.or(earlier_reason).unwrap_or_default();
    html! {
        details open[said.is_open_difference() || wrong.is_some()] {
            summary { (settle(language, said)) }
            form.code method="post" action=(desk.at(work, "/differences")) {
                input type="hidden" name="id" value=(said.id);
                (kept(wanted))
                (fields.show(language, &desk.tree))
                (reasons(language, said, text, reason.as_deref()))
                button.button.primary {
                    (t(language, "coding-settle"))
                    span.unseen { " – " (origin(work, said)) }
                }
            }
        }
    }
}

fn settle(language: &Language, said: &Said) -> String {
    match said.resolution {
        Some(_) => t(language, "coding-settle-again"),
        None => t(language, "coding-settle-this"),
    }
}

/// The field has the name `reason` in every form and an id of its own.
fn reasons(language: &Language, said: &Said, text: &str, error: Option<&str>) -> Markup {
    let id = format!("reason-{}", said.id);
    html! {
        div.field.wrong[error.is_some()] {
            label for=(id) { (t(language, "coding-reason")) }
            span.hint id={ (id) "-hint" } { (t(language, "coding-reason-hint")) }
            @if let Some(error) = error { span.error id={ (id) "-error" } { (error) } }
            textarea.short id=(id) name="reason" rows="2" maxlength="2000" aria-describedby={ (id) "-hint" }
                aria-invalid=[error.map(|_| "true")] { "\n" (text) }
        }
    }
}
