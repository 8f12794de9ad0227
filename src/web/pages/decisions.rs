//! The page on which a manager decides, each decision with its form until it is taken.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::reports::framed;
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::proceedings::{Sanction, Subject};
use crate::domain::protocol::Charter;
use crate::report::document::{Block, Document};
use crate::store::programmes::Programme;
use crate::texts::numbers::{date, decimal};
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::page_header;
use crate::web::components::steps::Step;
use crate::web::reports::{Basis, at};
use crate::web::work::Work;

/// A decision or a ruling that was not kept, as it was typed.
pub struct Refused {
    /// The subject or the charter that it is about.
    pub of: String,
    /// The field to mend, and what is wrong with it.
    pub field: &'static str,
    pub problem: String,
    pub name: String,
    /// The remarks, or the reason.
    pub words: String,
}

impl Refused {
    fn id(&self) -> String {
        format!("{}-{}", self.field, self.of)
    }
}

struct Page<'a> {
    refused: Option<&'a Refused>,
    language: &'a Language,
    visitor: &'a Visitor,
    programme: &'a Programme,
    basis: &'a Basis,
    /// Whether who looks at it may decide now.
    may: bool,
}

pub fn show(work: &Work, basis: &Basis, document: &Document, refused: Option<&Refused>) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let is_final = basis.kept.as_ref().is_some_and(|kept| !kept.is_draft());
    let is_manager = visitor.may(Right::Manage, programme.id) && programme.closed_at.is_none();
    let page = Page {
        refused,
        language,
        visitor,
        programme,
        basis,
        may: is_final && is_manager,
    };
    let title = t(language, "reports-decisions-title");
    let wave = basis.snapshot.inputs.wave;
    let back = html! {
        a.button href=(at(programme, wave, "report")) { (t(language, "reports-back")) }
    };
    let lead = t(language, "reports-decisions-lead");
    let main = html! {
        (page_header(Some(&document.subtitle), &title, Some(&lead), &back))
        @if let Some(refused) = refused {
            (error_summary(language, &[(Some(&refused.id()), refused.problem.clone())]))
        }
        @if !is_final { p.notice.warn { (t(language, "reports-decisions-draft")) } }
        @for subject in Subject::ALL { (page.proposal(document, subject)) }
        (page.sanctions())
    };
    framed(work, &title, Step::Report, &main)
}

/// What the report proposes on a subject: the cell beside its name.
fn proposed(document: &Document, at: usize) -> String {
    let section = document.sections.iter().find(|one| one.id == "proposals");
    let table = section.and_then(|section| {
        section.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    });
    table
        .and_then(|table| table.groups.first()?.rows.get(at)?.get(1))
        .map_or_else(String::new, |cell| cell.text.clone())
}

impl Page<'_> {
    fn address(&self, what: &str) -> String {
        at(self.programme, self.basis.snapshot.inputs.wave, what)
    }

    fn proposal(&self, document: &Document, subject: Subject) -> Markup {
        let language = self.language;
        let place = Subject::ALL.iter().position(|one| *one == subject);
        let decisions = &self.basis.proceedings.decisions;
        let decided = decisions.iter().find(|one| one.subject == subject);
        let heading = t(language, &format!("results-subject-{}", subject.code()));
        html! {
            section.panel-box aria-label=(heading) {
                h2 { (heading) }
                p { (proposed(document, place.unwrap_or_default())) }
                @if let Some(one) = decided {
                    p { strong { (self.said(one.agreed, &one.name, &date(language, one.at.date_naive()))) }
                        @if !one.remarks.is_empty() { " " (one.remarks) } }
                }
                @if self.may && decided.is_none() {
                    form.stack method="post" action=(self.address("decisions")) {
                        input type="hidden" name="subject" value=(subject.code());
                        (self.field(subject.code(), "name", "reports-decide-name"))
                        (self.field(subject.code(), "remarks", "reports-decide-remarks"))
                        div.actions {
                            button.button.primary name="decision" value="agree" { (t(language, "reports-decide-agree")) }
                            button.button name="decision" value="refuse" {
                                (t(language, "reports-decide-refuse"))
                            }
                        }
                    }
                }
            }
        }
    }

    /// A field whose id is its own though its name is not, since forms repeat on this page.
    fn field(&self, of: &str, name: &str, label: &str) -> Markup {
        let id = format!("{name}-{of}");
        let refused = self.refused.filter(|refused| refused.of == of);
        let value = match (name, refused) {
            ("name", Some(refused)) => refused.name.as_str(),
            ("name", None) => self.visitor.account.name.as_str(),
            (_, refused) => refused.map_or("", |refused| refused.words.as_str()),
        };
        let problem = refused.filter(|refused| refused.field == name);
        let error = format!("{id}-error");
        html! {
            div.field {
                label for=(id) { (t(self.language, label)) }
                @if let Some(refused) = problem { p.error #(error) { (refused.problem) } }
                input type="text" id=(id) name=(name) value=(value)
                    aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| &error)];
            }
        }
    }

    fn said(&self, agreed: bool, name: &str, day: &str) -> String {
        let key = if agreed {
            "results-agreed"
        } else {
            "results-not-agreed"
        };
        let args = [
            ("decision", t(self.language, key).into()),
            ("name", name.into()),
            ("day", day.into()),
        ];
        t_args(self.language, "reports-decided", &args)
    }

    fn sanctions(&self) -> Markup {
        let language = self.language;
        let inputs = &self.basis.snapshot.inputs;
        let wave = self.basis.snapshot.results.wave(inputs.wave);
        let proposed: Vec<_> = wave
            .into_iter()
            .flat_map(|wave| &wave.charters)
            .filter(|result| result.triggered == Some(true))
            .filter_map(|result| {
                let charters = &inputs.protocol.charters;
                let charter = charters.iter().find(|one| one.code == result.code)?;
                Some((charter, result.breaches?, result.amount_eur?))
            })
            .collect();
        html! {
            section.panel-box aria-labelledby="sanctions" {
                h2 #sanctions { (t(language, "reports-sanctions")) }
                @if proposed.is_empty() { p { (t(language, "reports-sanctions-none")) } }
                @else { p { (t(language, "reports-sanctions-lead")) } }
                @for (charter, breaches, amount) in proposed {
                    (self.sanction(charter, breaches, amount))
                }
                @for (office, amount) in self.imposed() {
                    p.note {
                        (t_args(language, "reports-ledger-total", &[
                            ("office", office.into()), ("amount", self.euros(amount).into())]))
                    }
                }
            }
        }
    }

    /// Imposed so far, per back office.
    fn imposed(&self) -> BTreeMap<&str, f64> {
        let mut sums = BTreeMap::new();
        let all = self.basis.proceedings.sanctions.iter();
        for one in all.filter(|one| one.imposed) {
            *sums.entry(one.back_office.as_str()).or_default() += one.amount_eur;
        }
        sums
    }

    fn euros(&self, amount: f64) -> String {
        format!("EUR\u{a0}{}", decimal(self.language, amount, 2))
    }

    fn sanction(&self, charter: &Charter, breaches: f64, amount: f64) -> Markup {
        let language = self.language;
        let wave = self.basis.snapshot.inputs.wave;
        let all = self.basis.proceedings.sanctions.iter();
        let ruled: Option<&Sanction> = all
            .clone()
            .find(|one| one.wave == wave && one.charter == charter.code);
        let proposal = t_args(
            language,
            "reports-sanction-proposal",
            &[
                ("charter", charter.name.get(language).into()),
                ("breaches", decimal(language, breaches, 0).into()),
                ("amount", self.euros(amount).into()),
                ("office", charter.back_office.as_str().into()),
            ],
        );
        html! {
            p { (proposal) }
            @if let Some(one) = ruled {
                @let key = if one.imposed { "results-sanction-imposed" } else { "results-sanction-waived" };
                p { strong { (t_args(language, "reports-decided", &[
                    ("decision", t(language, key).into()), ("name", one.name.as_str().into()),
                    ("day", date(language, one.at.date_naive()).into())])) } " " (one.reason) }
            } @else if self.may {
                form.stack method="post" action=(self.address("sanctions")) {
                    input type="hidden" name="charter" value=(charter.code);
                    (self.field(&charter.code, "name", "reports-decide-name"))
                    (self.field(&charter.code, "reason", "reports-sanction-reason"))
                    div.actions {
                        button.button.primary name="ruling" value="impose" { (t(language, "reports-sanction-impose")) }
                        button.button name="ruling" value="waive" {
                            (t(language, "reports-sanction-waive"))
                        }
                    }
                }
            }
        }
    }
}
