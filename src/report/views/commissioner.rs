//! For whoever agreed on a service and pays for it: their agreements, the budgets and the verdicts.

use super::Page;
use super::promised::Promised;
use crate::domain::view::View;
use crate::report::ReportError;
use crate::report::document::{Block, Section};
use crate::report::management::Context;
use crate::texts::t;

pub fn page(context: &Context, view: &View) -> Result<Page, ReportError> {
    let language = context.language();
    let member = view.member(context.input.protocol);
    let own = member.map_or(&[][..], |member| &member.reads_agreements);
    let promised = Promised::of(context, |one| own.contains(&one.code), |_| false);
    let (met, total) = promised.kept();
    let title = match total {
        0 => t(language, "report-agreements-no-data"),
        _ => super::kept(language, "views-promises-kept", met, total),
    };
    let budgets = (!promised.agreements.is_empty()).then(|| Section {
        id: "budgets",
        topic: t(language, "views-topic-budgets"),
        heading: t(language, "views-budgets-heading"),
        blocks: vec![Block::Table(promised.budgets(context))],
    });
    let sections = [promised.section(context)?, budgets];
    Ok(Page {
        title,
        sections: sections.into_iter().flatten().collect(),
    })
}
