//! The problems of phase 1, each with what the figures propose and the form to decide on it.

use maud::{Markup, html};

use super::reports::framed;
use crate::domain::access::Right;
use crate::domain::definition::author::Typed;
use crate::domain::evaluation::results::{ProblemResult, WaveResult};
use crate::domain::language::Language;
use crate::domain::proceedings::ProblemDecision;
use crate::domain::protocol::Problem;
use crate::domain::verdict::ProblemStatus;
use crate::report::problems as words;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::field::Field;
use crate::web::components::meanwhile::{mark, of_another, theirs};
use crate::web::components::notice::{Wrong, summary};
use crate::web::components::page_header::{empty_state, page_header};
use crate::web::components::steps::Step;
use crate::web::components::verdict::verdicts;
use crate::web::components::words::said;
use crate::web::reports::{Basis, at};
use crate::web::work::Work;

/// Why a decision was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoReason,
    TooLong,
    NoName,
}

impl Refusal {
    /// The field that it is about, and what is said of it.
    fn said(self, language: &Language) -> (&'static str, String) {
        match self {
            Self::NoReason => ("reason", t(language, "problems-no-reason")),
            Self::TooLong => ("reason", t(language, "problems-too-long")),
            Self::NoName => ("name", t(language, "problems-no-name")),
        }
    }
}

/// A decision as it was typed, to be shown again.
pub struct Refused {
    decided: ProblemDecision,
    seen: String,
    refusal: Option<Refusal>,
    /// What somebody else decided since the form was shown.
    now: Option<Typed>,
}

impl Refused {
    pub fn new(decided: ProblemDecision, seen: String, refusal: Refusal) -> Self {
        Self {
            decided,
            seen,
            refusal: Some(refusal),
            now: None,
        }
    }

    /// Sent once more it goes over what there is now.
    pub fn late(decided: ProblemDecision, now: Typed) -> Self {
        Self {
            decided,
            seen: mark(&now),
            refusal: None,
            now: Some(now),
        }
    }

    fn wrong(&self, language: &Language) -> Vec<Wrong> {
        let code = &self.decided.problem;
        if let Some(now) = &self.now {
            let typed = decided(language, code, Some(&self.decided));
            let names = typed.iter().map(|(name, _)| name.clone());
            return of_another(language, names, &typed, now);
        }
        let said = self.refusal.map(|refusal| refusal.said(language));
        let said = said.map(|(field, sentence)| (Some(format!("{field}-{code}")), sentence));
        said.into_iter().collect()
    }
}

/// A decision as its form shows it.
pub fn decided(language: &Language, code: &str, decision: Option<&ProblemDecision>) -> Typed {
    let status = decision.map_or_else(String::new, |one| words::status(language, one.status));
    let [reason, name] = decision.map_or(["", ""], |one| [&one.reason, &one.name]);
    let own = |field: &str, value: &str| (format!("{field}-{code}"), value.to_owned());
    vec![
        own("status", &status),
        own("reason", reason),
        own("name", name),
    ]
}

struct Page<'a> {
    language: &'a Language,
    visitor: &'a Visitor,
    basis: &'a Basis,
    /// Where a decision goes to, up to the code of the problem.
    address: String,
    may: bool,
}

pub fn show(work: &Work, basis: &Basis, refused: Option<&Refused>) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let inputs = &basis.snapshot.inputs;
    let is_draft = basis.kept.as_ref().is_some_and(|kept| kept.is_draft());
    let is_evaluator = visitor.may(Right::Evaluate, programme.id) && programme.closed_at.is_none();
    let page = Page {
        language,
        visitor,
        basis,
        address: at(programme, inputs.wave, "problems/"),
        may: is_draft && is_evaluator,
    };
    let title = title(language, basis);
    let wave = inputs.protocol.wave(inputs.wave);
    let over = wave.map(|wave| said(&wave.name, language));
    let back = html! {
        a.button href=(at(programme, inputs.wave, "report")) { (t(language, "reports-back")) }
    };
    let wrong = refused.map_or_else(Vec::new, |refused| refused.wrong(language));
    let main = html! {
        (summary(language, &wrong))
        (page_header(over.map(|over| over.0).as_deref(), &title, Some(&t(language, "problems-lead")), &back))
        @if inputs.protocol.problems.is_empty() {
            (empty_state(&t(language, "problems-none"), &t(language, "problems-none-next"), &html! {}))
        } @else {
            p.note { (t(language, "report-problems-note")) }
            @if is_evaluator && !is_draft {
                p.notice.warn { (t(language, if basis.kept.is_some() { "problems-fixed" } else { "problems-live" })) }
            }
        }
        @for problem in &inputs.protocol.problems { (page.problem(problem, refused)) }
    };
    framed(work, &title, Step::Report, &main)
}

fn title(language: &Language, basis: &Basis) -> String {
    let all = &basis.snapshot.inputs.protocol.problems;
    let decisions = &basis.proceedings.problems;
    let decided = all
        .iter()
        .filter(|problem| decisions.iter().any(|one| one.problem == problem.code))
        .count();
    t_args(
        language,
        "problems-title",
        &[("decided", decided.into()), ("all", all.len().into())],
    )
}

impl Page<'_> {
    fn wave(&self) -> Option<&WaveResult> {
        let number = self.basis.snapshot.inputs.wave;
        self.basis.snapshot.results.wave(number)
    }

    fn problem(&self, problem: &Problem, refused: Option<&Refused>) -> Markup {
        let language = self.language;
        let results = self.wave().map_or(&[][..], |wave| &wave.problems);
        let result = results.iter().find(|one| one.code == problem.code);
        let decisions = &self.basis.proceedings.problems;
        let decided = decisions.iter().find(|one| one.problem == problem.code);
        let refused = refused.filter(|one| one.decided.problem == problem.code);
        let id = format!("problem-{}", problem.code);
        html! {
            section.panel-box id=(id) aria-labelledby={ (id) "-heading" } {
                h2 id={ (id) "-heading" } { (problem.code) " " (said(&problem.statement, language)) }
                @if let Some(result) = result { (self.figures(result)) }
                @if let Some(one) = decided { (self.decision(one)) }
                @else if !self.may { p.quiet { (t(language, "results-undecided")) } }
                @if self.may { (self.form(problem, result, decided, refused)) }
            }
        }
    }

    /// The verdicts that it is judged by, and what they propose.
    fn figures(&self, result: &ProblemResult) -> Markup {
        let language = self.language;
        let protocol = &self.basis.snapshot.inputs.protocol;
        let proposal = words::status(language, result.proposed);
        html! {
            @if !result.parameters.is_empty() {
                ul.plain.stack {
                    @for code in &result.parameters {
                        li {
                            (code)
                            @if let Some(parameter) = protocol.parameter(code) {
                                " " (said(&parameter.name, language))
                            }
                            " "
                            @if let Some(found) = self.wave().and_then(|wave| wave.parameter(code)) {
                                (verdicts(language, found.target_verdict, found.limit_verdict))
                            }
                        }
                    }
                }
            }
            p {
                (t_args(language, "problems-proposed", &[("status", proposal.into())]))
                " " (words::why(language, result))
            }
        }
    }

    fn decision(&self, one: &ProblemDecision) -> Markup {
        let language = self.language;
        let by = t_args(
            language,
            "reports-decided",
            &[
                ("decision", words::status(language, one.status).into()),
                ("name", one.name.as_str().into()),
                ("day", date(language, one.at.date_naive()).into()),
            ],
        );
        html! { p { strong { (by) } ". " (one.reason) } }
    }

    /// What was typed, else what was decided, else what the figures say to begin with.
    fn form(
        &self,
        problem: &Problem,
        result: Option<&ProblemResult>,
        decided: Option<&ProblemDecision>,
        refused: Option<&Refused>,
    ) -> Markup {
        let language = self.language;
        let code = &problem.code;
        let shown = refused.map(|one| &one.decided).or(decided);
        let proposed = result.map_or(ProblemStatus::Open, |one| one.proposed);
        let status = shown.map_or(proposed, |one| one.status);
        let why = result.map_or_else(String::new, |one| words::why(language, one));
        let reason = shown.map_or(why, |one| one.reason.clone());
        let name = shown.map_or(self.visitor.account.name.as_str(), |one| one.name.as_str());
        let wrong = refused.map_or_else(Vec::new, |one| one.wrong(language));
        let error = |field: &str| {
            let field = Some(format!("{field}-{code}"));
            let found = wrong.iter().find(|(of, _)| *of == field);
            found.map(|(_, sentence)| sentence.as_str())
        };
        let seen = match refused {
            Some(refused) => refused.seen.clone(),
            None => mark(&self::decided(language, code, decided)),
        };
        let now = refused.and_then(|one| Some((&one.decided, one.now.as_ref()?)));
        let other = now.map(|(own, now)| {
            let typed = self::decided(language, code, Some(own));
            theirs(language, &format!("reason-{code}"), &typed, now)
        });
        let options =
            ProblemStatus::ALL.map(|one| (one.code().to_owned(), words::status(language, one)));
        let own = |field: &str| format!("{field}-{code}");
        let label = |key: &str| t(language, key);
        html! {
            form.form.wide method="post" action={ (self.address) (code) } {
                input type="hidden" name=(own("seen")) value=(seen);
                (Field::text(&own("status"), &label("problems-status"), status.code())
                    .error(error("status")).select(&options))
                (Field::text(&own("reason"), &label("problems-reason"), &reason)
                    .hint(&label("problems-reason-hint")).error(error("reason")).textarea(3))
                @if let Some(other) = other { (other) }
                (Field::text(&own("name"), &label("problems-name"), name).error(error("name")).input())
                p {
                    button.button.primary[decided.is_none()] {
                        (t_args(language, "problems-decide", &[("code", code.into())]))
                    }
                }
            }
        }
    }
}
