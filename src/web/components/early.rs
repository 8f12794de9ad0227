//! What is decided while a wave is open, with what has to be assumed for it.

use maud::{Markup, html};

use super::page_header::scrolling;
use super::parameter::Pen;
use super::verdict::word;
use super::words::said;
use crate::domain::early::{Followed, all_settled};
use crate::domain::language::Language;
use crate::domain::parameter::Parameter;
use crate::domain::protocol::{PrivacyMode, Protocol};
use crate::domain::verdict::Verdict;
use crate::store::waves::{Wave, WaveState};
use crate::texts::{t, t_args};

/// The decided and the open verdicts of an open wave; nothing for one that is not open.
pub fn early(
    language: &Language,
    protocol: &Protocol,
    wave: &Wave,
    followed: &[Followed],
) -> Markup {
    if wave.state != WaveState::Open {
        return Markup::default();
    }
    html! {
        section #early {
            h2 #early-title { (t(language, "early-title")) }
            @if wave.privacy_mode == PrivacyMode::Anonymous {
                p { (t(language, "early-anonymous")) }
            } @else if followed.is_empty() {
                p { (t(language, "early-none")) }
            } @else {
                p { strong { (summary(language, followed)) } }
                (scrolling(&t(language, "early-title"), &table(language, protocol, followed)))
                p.hint { (t(language, "early-assumption")) }
                p.hint { (method(language, protocol)) }
            }
        }
    }
}

fn summary(language: &Language, followed: &[Followed]) -> String {
    if all_settled(followed) {
        return t(language, "early-all-settled");
    }
    let settled = followed.iter().filter(|one| one.is_settled()).count();
    let args = [("settled", settled.into()), ("all", followed.len().into())];
    t_args(language, "early-settled", &args)
}

fn method(language: &Language, protocol: &Protocol) -> String {
    let args = [
        ("clients", u64::from(protocol.population()).into()),
        ("step", u64::from(protocol.rules.privacy_threshold).into()),
    ];
    t_args(language, "early-method", &args)
}

fn table(language: &Language, protocol: &Protocol, followed: &[Followed]) -> Markup {
    html! {
        table {
            caption.unseen { (t(language, "early-title")) }
            thead {
                tr {
                    th scope="col" { (t(language, "evaluation-parameter")) }
                    th.number scope="col" { (t(language, "evaluation-n")) }
                    th.number scope="col" { (t(language, "early-bounds")) }
                    th.number scope="col" { (t(language, "evaluation-target")) }
                    th scope="col" { (t(language, "early-against-target")) }
                    th.number scope="col" { (t(language, "evaluation-limit")) }
                    th scope="col" { (t(language, "early-against-limit")) }
                }
            }
            tbody {
                @for one in followed {
                    @if let Some(parameter) = protocol.parameter(&one.code) {
                        (row(language, parameter, one))
                    }
                }
            }
        }
    }
}

fn row(language: &Language, parameter: &Parameter, one: &Followed) -> Markup {
    let pen = Pen {
        language,
        parameter,
    };
    html! {
        tr {
            th scope="row" { span.code { (parameter.code) } " " (said(&parameter.name, language)) }
            td.number { (pen.n(one.n.map(|n| n as f64))) }
            td.number { (pen.interval(one.low, one.high)) }
            td.number { (pen.target()) }
            td { (decided(language, one.target)) }
            td.number { (pen.limit()) }
            td { (decided(language, one.limit)) }
        }
    }
}

fn decided(language: &Language, verdict: Verdict) -> Markup {
    html! {
        @match verdict {
            Verdict::Met | Verdict::NotMet => {
                strong { (word(language, verdict)) }
            }
            Verdict::NotDemonstrated | Verdict::NoData | Verdict::NotComparable => {
                (t(language, "early-open"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_is_said_in_words_and_the_rest_is_open() {
        let english = Language::english();
        assert!(decided(&english, Verdict::NotMet).0.contains("not met"));
        assert!(
            decided(&english, Verdict::NotDemonstrated)
                .0
                .contains("open")
        );
        let one = |target, limit| Followed {
            code: "P01".to_owned(),
            n: Some(40),
            low: Some(0.2),
            high: Some(0.7),
            target,
            limit,
        };
        let half = [
            one(Verdict::NotMet, Verdict::NotDemonstrated),
            one(Verdict::Met, Verdict::Met),
        ];
        assert!(summary(&Language::dutch(), &half).starts_with("1 van de 2"));
        assert!(summary(&english, &half[1..]).contains("nobody needs to be reminded"));
    }
}
