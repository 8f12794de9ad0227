//! A verdict in words, with the mark beside it: the dot above, on or under the level says how the
//! target stands, the colour what is open at worst.

use maud::{Markup, html};

use crate::domain::language::Language;
use crate::domain::verdict::{Standing, Verdict};
use crate::texts::t;

/// The word of one verdict.
pub fn word(language: &Language, verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => t(language, "common-verdict-met"),
        Verdict::NotMet => t(language, "common-verdict-not-met"),
        Verdict::NotDemonstrated => t(language, "common-verdict-not-demonstrated"),
        Verdict::NoData => t(language, "common-verdict-no-data"),
        Verdict::NotComparable => t(language, "common-verdict-not-comparable"),
    }
}

/// Both verdicts of a result in words, the target's first, with the mark.
pub fn verdicts(language: &Language, target: Verdict, limit: Verdict) -> Markup {
    html! {
        span.verdict.(class(Standing::of(target, limit))) {
            (mark(target))
            span {
                (word(language, target))
                small { (t(language, "staff-limit-colon")) " " (word(language, limit)) }
            }
        }
    }
}

/// The class that gives the colour.
pub fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::TargetMet => "met",
        Standing::LimitMet => "limit",
        Standing::LimitOpen => "open",
        Standing::LimitNotMet => "notmet",
        Standing::Unknown => "nodata",
    }
}

/// The level with its dot; a broken level without one when nothing can be said.
pub fn mark(target: Verdict) -> Markup {
    let height = match target {
        Verdict::Met => Some(7),
        Verdict::NotDemonstrated => Some(14),
        Verdict::NotMet => Some(21),
        Verdict::NoData | Verdict::NotComparable => None,
    };
    html! {
        svg viewBox="0 0 28 28" aria-hidden="true" focusable="false" {
            path d="M2 14h24" stroke="currentColor" stroke-width="3" stroke-linecap="round"
                stroke-dasharray=[height.is_none().then_some("1 6")] {}
            @if let Some(height) = height {
                circle cx="14" cy=(height) r="5" fill="currentColor" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_shows_the_target_and_the_colour_the_worst_that_is_open() {
        // P01 of the example: target not met, limit not demonstrated.
        let language = Language::english();
        let page = verdicts(&language, Verdict::NotMet, Verdict::NotDemonstrated).0;
        assert!(page.contains("class=\"verdict open\"") && page.contains("cy=\"21\""));
        assert!(page.contains("not met") && page.contains("limit: not demonstrated"));
        let unknown = verdicts(&language, Verdict::NoData, Verdict::NoData).0;
        assert!(!unknown.contains("<circle"));
    }
}
