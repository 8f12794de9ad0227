//! The report in the frame of staff pages, with what can be done to it, and the editor beside it.

use maud::{Markup, html};

use super::frame;
use crate::charts::ChartError;
use crate::domain::access::Right;
use crate::domain::definition::author::Typed;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::proceedings::{Conclusion, SnapshotState};
use crate::report::document::{Document, Section};
use crate::report::files::Kind;
use crate::report::{html, proposed_conclusions};
use crate::store::programmes::Programme;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::assets;
use crate::web::components::field::Field;
use crate::web::components::meanwhile::{self, mark};
use crate::web::components::notice::{Wrong, summary};
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::components::words::said;
use crate::web::reports::{Basis, Written};
use crate::web::work::Work;

/// The frame of a page about results.
pub fn framed(work: &Work, title: &str, current: Step, main: &Markup) -> Markup {
    frame::framed(work, title, Some(current), None, main)
}

/// The report of a wave, with the other waves and editions above it.
pub fn show(work: &Work, written: &Written, edition: Edition) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let basis = &written.basis;
    let main = html! {
        link rel="stylesheet" href=(assets::address("report.css"));
        (waves(language, programme, basis))
        (editions(language, programme, basis, edition))
        (stand(language, visitor, programme, basis))
        (downloads(language, programme, basis, edition))
        (written.body)
    };
    framed(work, &written.title, Step::Report, &main)
}

fn at(programme: &Programme, basis: &Basis, what: &str) -> String {
    let wave = basis.snapshot.inputs.wave;
    format!("/programmes/{}/waves/{wave}/{what}", programme.slug)
}

fn waves(language: &Language, programme: &Programme, basis: &Basis) -> Markup {
    let current = basis.snapshot.inputs.wave;
    html! {
        nav.tabs aria-label=(t(language, "evaluation-waves")) {
            ul {
                @for wave in &basis.snapshot.inputs.protocol.waves {
                    li {
                        a href={ "/programmes/" (programme.slug) "/waves/" (wave.number) "/report" }
                            aria-current=[(wave.number == current).then_some("page")] {
                            (said(&wave.name, language))
                        }
                    }
                }
            }
        }
    }
}

fn editions(language: &Language, programme: &Programme, basis: &Basis, current: Edition) -> Markup {
    html! {
        nav.tabs.minor aria-label=(t(language, "reports-editions")) {
            ul {
                @for edition in Edition::ALL {
                    li {
                        a href={ (at(programme, basis, "report")) "?edition=" (edition.code()) }
                            aria-current=[(edition == current).then_some("page")] {
                            (t(language, &format!("reports-edition-{}", edition.code())))
                        }
                    }
                }
            }
        }
    }
}

/// How far the report is, and the one thing to do next.
fn stand(language: &Language, visitor: &Visitor, programme: &Programme, basis: &Basis) -> Markup {
    let may = |right| visitor.may(right, programme.id) && programme.closed_at.is_none();
    let state = basis.kept.as_ref().map(|kept| kept.standing.state);
    let word = match state {
        None => "reports-state-live",
        Some(SnapshotState::Draft) => "reports-state-draft",
        Some(SnapshotState::Final) => "reports-state-final",
        Some(SnapshotState::Accepted) => "reports-state-accepted",
    };
    html! {
        section.report-stand.no-print aria-label=(t(language, "reports-stand")) {
            p { strong { (t(language, word)) } " " (t(language, &format!("{word}-means"))) }
            div.actions {
                @if may(Right::Evaluate) { (evaluating(language, programme, basis, state)) }
                @if !basis.snapshot.inputs.protocol.problems.is_empty() {
                    a.button href=(at(programme, basis, "problems")) { (t(language, "problems-go")) }
                }
                a.button href={ "/programmes/" (programme.slug) "/views" } { (t(language, "views-title")) }
                @if state.is_some() {
                    a.button href=(at(programme, basis, "decisions")) {
                        (t(language, "reports-decisions"))
                    }
                    @if visitor.may(Right::Evaluate, programme.id) {
                        a.button href=(at(programme, basis, "sharing")) {
                            (t(language, "reports-sharing"))
                        }
                    }
                }
            }
            @if state == Some(SnapshotState::Final) && may(Right::Manage) {
                (acceptance(language, visitor, programme, basis))
            }
        }
    }
}

fn evaluating(
    language: &Language,
    programme: &Programme,
    basis: &Basis,
    state: Option<SnapshotState>,
) -> Markup {
    html! {
        @if state == Some(SnapshotState::Draft) {
            a.button.primary href=(at(programme, basis, "conclusions")) { (t(language, "reports-write")) }
            form method="post" action=(at(programme, basis, "snapshots/final")) {
                button.button { (t(language, "reports-finish")) }
            }
        }
        form method="post" action=(at(programme, basis, "snapshots")) {
            button.button.primary[state.is_none()] {
                (t(language, if state.is_some() { "reports-freeze-again" } else { "reports-freeze" }))
            }
        }
    }
}

fn acceptance(
    language: &Language,
    visitor: &Visitor,
    programme: &Programme,
    basis: &Basis,
) -> Markup {
    html! {
        form.inline-form method="post" action=(at(programme, basis, "snapshots/acceptance")) {
            (Field::text("name", &t(language, "reports-accept-name"), &visitor.account.name).input())
            (Field::text("remarks", &t(language, "reports-accept-remarks"), "").input())
            button.button.primary { (t(language, "reports-accept")) }
        }
    }
}

fn downloads(
    language: &Language,
    programme: &Programme,
    basis: &Basis,
    edition: Edition,
) -> Markup {
    let address = at(programme, basis, "report/file");
    let name = t(language, &format!("reports-edition-{}", edition.code()));
    let label = t_args(language, "reports-download", &[("edition", name.into())]);
    html! {
        p.downloads {
            span { (label) }
            @for kind in Kind::ALL.into_iter().filter(|kind| kind.is_built()) {
                " "
                a href={ (address) "?edition=" (edition.code()) "&language=" (language) "&format="
                    (kind.code()) } { (kind.code().to_uppercase()) }
            }
        }
    }
}

/// What is written in a section, as its form shows it.
pub fn standing(conclusions: &[Conclusion], section: &str, language: &str) -> Typed {
    let mut all = conclusions.iter();
    let found = all.find(|one| one.section == section && one.language == language);
    meanwhile::fields([("text", found.map_or("", |one| &one.text))])
}

/// The editor: each section with its figures at one side and the words at the other.
/// `typed` is what could not be kept, since somebody else wrote or closed the report meanwhile.
pub fn edit(
    work: &Work,
    basis: &Basis,
    document: &Document,
    typed: Option<&Conclusion>,
) -> Result<Markup, ChartError> {
    let Work {
        language,
        programme,
        ..
    } = work;
    let title = t(language, "reports-write-title");
    let proposed = proposed_conclusions(document);
    let is_draft = basis.kept.as_ref().is_some_and(|kept| kept.is_draft());
    let back =
        html! { a.button href=(at(programme, basis, "report")) { (t(language, "reports-back")) } };
    let mut sections = Vec::new();
    for section in &document.sections {
        let own = proposed.iter().find(|(id, _)| *id == section.id);
        let proposal = own.map_or("", |(_, text)| text.as_str());
        sections.push((section, html::section_body(document, section)?, proposal));
    }
    let why = match is_draft {
        true => t(language, "parts-changed-meanwhile"),
        false => t(language, "reports-write-late"),
    };
    let lost = typed.map(|one| (Some(format!("write-{}-text", one.section)), why));
    let lost: Vec<Wrong> = lost.into_iter().collect();
    let main = html! {
        (summary(language, &lost))
        link rel="stylesheet" href=(assets::address("report.css"));
        (html::mark_sheet()?)
        (page_header(Some(&document.subtitle), &title, Some(&t(language, "reports-write-lead")), &back))
        @if !is_draft { p.notice.warn { (t(language, "reports-write-fixed")) } }
        @for (section, body, proposal) in &sections {
            @let typed = typed.filter(|one| one.section == section.id);
            (beside(language, programme, basis, section, body, proposal, typed))
        }
    };
    Ok(framed(work, &title, Step::Report, &main))
}

fn beside(
    language: &Language,
    programme: &Programme,
    basis: &Basis,
    section: &Section,
    body: &Markup,
    proposal: &str,
    typed: Option<&Conclusion>,
) -> Markup {
    let is_draft = basis.kept.as_ref().is_some_and(|kept| kept.is_draft());
    let stored = standing(&basis.proceedings.conclusions, section.id, language.tag());
    let seen = mark(&stored);
    let written = stored.first().map_or("", |(_, text)| text.as_str());
    let shown = typed.map_or(written, |one| one.text.as_str());
    let id = format!("write-{}", section.id);
    let action = at(programme, basis, "conclusions");
    html! {
        section.beside id=(id) aria-labelledby={ (id) "-heading" } {
            h2 id={ (id) "-heading" } { (section.topic) }
            div.beside-columns {
                form.beside-words method="post" action=(action) {
                    input type="hidden" name="section" value=(section.id);
                    input type="hidden" name="language" value=(language);
                    input type="hidden" name="seen" value=(seen);
                    label for={ (id) "-text" } { (t(language, "reports-write-text")) }
                    textarea id={ (id) "-text" } name="text" rows="10" readonly[!is_draft] { "\n" (shown) }
                    @if typed.is_some() {
                        div.notice {
                            p { strong { (t(language, "parts-other-text")) } }
                            @if written.is_empty() { p { (t(language, "parts-other-emptied")) } }
                            @else { pre.text { (written) } }
                        }
                    }
                    @if is_draft { button.button.primary { (t(language, "reports-write-save")) } }
                }
                div.beside-proposal {
                    h3 { (t(language, "reports-write-proposal")) }
                    pre { (proposal) }
                    @if is_draft {
                        form method="post" action=(action) {
                            input type="hidden" name="section" value=(section.id);
                            input type="hidden" name="language" value=(language);
                            input type="hidden" name="seen" value=(seen);
                            input type="hidden" name="text" value={
                                @if !written.is_empty() { (written) "\n\n" } (proposal) };
                            button.button { (t(language, "reports-write-take")) }
                        }
                    }
                }
            }
            details.beside-figures {
                summary { (t(language, "reports-write-figures")) }
                article.report { (body) }
            }
        }
    }
}
