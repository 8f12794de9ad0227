//! What was changed in a frozen protocol: proposed with a reason, approved by a manager.

use maud::{Markup, html};

use crate::domain::access::Right;
use crate::domain::definition::parts::{PARTS, Part};
use crate::domain::language::Language;
use crate::domain::proceedings::{Amendment, Changed};
use crate::store::protocols::ProtocolVersion;
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::meanwhile::compared;
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{empty_state, page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::pages::frame::framed;
use crate::web::work::Work;

/// Every amendment, the one that waits first. `stale` says that what waits changed meanwhile.
pub fn show(
    work: &Work,
    amendments: &[Amendment],
    newest: &ProtocolVersion,
    stale: bool,
) -> Markup {
    let language = &work.language;
    let waiting = amendments.iter().any(|one| one.approved_at.is_none());
    let title = match (waiting, amendments.len()) {
        (true, _) => t(language, "protocol-amendment-waits"),
        (false, count) => t_args(
            language,
            "protocol-amendments-title",
            &[("count", count.into())],
        ),
    };
    let main = html! {
        (page_header(None, &title, Some(&t(language, "protocol-amendments-lead")), &Markup::default()))
        @if stale { (notice(Tone::Warn, &html! { p { (t(language, "protocol-amendment-stale")) } })) }
        @if amendments.is_empty() {
            (empty_state(
                &t(language, "protocol-amendments-none"),
                &t(language, "protocol-amendments-none-next"),
                &Markup::default(),
            ))
        }
        @for one in amendments.iter().rev() { (amendment(work, one, newest)) }
    };
    let here = t(language, "protocol-amendments");
    framed(work, &title, Some(Step::Protocol), Some(&here), &main)
}

fn amendment(work: &Work, one: &Amendment, newest: &ProtocolVersion) -> Markup {
    let language = &work.language;
    let heading = t_args(
        language,
        "results-amendment-caption",
        &[("version", one.version.into())],
    );
    let proposed = t_args(
        language,
        "protocol-amendment-proposed",
        &[
            ("name", one.proposed_by.as_str().into()),
            (
                "at",
                date_time(language, one.proposed_at, work.zone()).into(),
            ),
        ],
    );
    let data = match one.data_came_in {
        true => "results-amendment-with-data",
        false => "results-amendment-before-data",
    };
    html! {
        section aria-labelledby={ "version-" (one.version) } {
            h2 id={ "version-" (one.version) } { (heading) }
            blockquote { p { (one.reason) } }
            p { (proposed) " " strong { (t(language, data)) } }
            (approval(work, one, newest))
            (scrolling(&heading, &table(language, &heading, &one.changes)))
        }
    }
}

/// Who approved it, or what the visitor can do about it.
fn approval(work: &Work, one: &Amendment, newest: &ProtocolVersion) -> Markup {
    let language = &work.language;
    if let (Some(name), Some(at)) = (&one.approved_by, one.approved_at) {
        let said = t_args(
            language,
            "protocol-amendment-approved",
            &[
                ("name", name.as_str().into()),
                ("at", date_time(language, at, work.zone()).into()),
            ],
        );
        return html! { p { span.tag.good { (t(language, "protocol-amendment-holds")) } " " (said) } };
    }
    let can_approve = work.may(Right::Manage) && work.programme.closed_at.is_none();
    html! {
        p { span.tag.warn { (t(language, "protocol-amendment-open")) } " " (t(language, "protocol-amendment-judges-nothing")) }
        @if can_approve {
            form.row method="post" action=(work.at("protocol/amendments/approval")) {
                input type="hidden" name="hash" value=(newest.hash);
                button.button.primary { (t(language, "protocol-amendment-approve")) }
            }
        } @else {
            p.quiet { (t(language, "protocol-amendment-who")) }
        }
        @if work.may(Right::Evaluate) {
            p { a href=(work.at("protocol/parts")) { (t(language, "protocol-amendment-go-on")) } }
        }
    }
}

fn table(language: &Language, caption: &str, changes: &[Changed]) -> Markup {
    let heads = ["results-column-old", "results-column-new"];
    let heads = heads.map(|key| t(language, key));
    compared(language, caption, heads, changes, |path| {
        place(language, path)
    })
}

/// `charters.H1.threshold` as the forms call it: "Quality charters · H1 · Threshold".
pub fn place(language: &Language, path: &str) -> String {
    let mut steps = path.split('.');
    let first = steps.next().unwrap_or_default();
    let part = PARTS
        .iter()
        .find(|part| first == part.key || first.strip_suffix('s') == Some(part.key));
    let Some(part) = part else {
        return path.to_owned();
    };
    let mut said = vec![t(language, &format!("parts-title-{}", part.key))];
    said.extend(steps.map(|step| field(language, part, step)));
    said.join(" · ")
}

fn field(language: &Language, part: &Part, step: &str) -> String {
    match part.fields.iter().any(|field| field.key == step) {
        true => t(language, &format!("parts-field-{step}")),
        false => step.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_as_in_the_forms() {
        let said = |path| place(&Language::english(), path);
        assert_eq!(
            said("charters.H1.threshold"),
            "Quality charters · H1 · Threshold"
        );
        assert_eq!(
            said("rules.minimum_base"),
            "Decision rules · Least number of answers"
        );
        assert_eq!(said("analysis.seed"), "analysis.seed");
    }
}
