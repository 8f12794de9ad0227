//! For those who do the work behind the desk: their services, the norms they work to, the charters
//! that they bear and the sanctions that followed.

use super::Page;
use super::promised::{Promised, services};
use crate::domain::view::View;
use crate::report::document::{Block, Section};
use crate::report::management::Context;
use crate::report::{ReportError, followed};
use crate::texts::{t, t_args};

pub fn page(context: &Context, view: &View) -> Result<Page, ReportError> {
    let language = context.language();
    let office = &view.code;
    let all = context.input.protocol.services.iter();
    let clusters: Vec<&String> = all
        .filter(|service| service.back_office == *office)
        .map(|service| &service.cluster)
        .collect();
    let promised = Promised::of(
        context,
        |one| clusters.contains(&&one.cluster),
        |one| one.back_office == *office,
    );
    let (met, total) = promised.kept();
    let title = t_args(
        language,
        "views-office-title",
        &[
            ("name", office.into()),
            ("met", met.into()),
            ("total", total.into()),
            ("broken", promised.broken().into()),
        ],
    );
    let sections = [
        promised.section(context)?,
        sanctions(context, office),
        services(context, |service| service.back_office == *office),
    ];
    Ok(Page {
        title,
        sections: sections.into_iter().flatten().collect(),
    })
}

/// What managers decided on the sanctions that this office bears; `None` while nothing was.
fn sanctions(context: &Context, office: &str) -> Option<Section> {
    let language = context.language();
    let all = context.input.proceedings.sanctions.iter();
    let count = all
        .filter(|one| one.back_office == office && one.wave <= context.plan.number)
        .count();
    let table = followed::ledger(context, &|one| one.back_office == office);
    (count > 0).then(|| Section {
        id: "sanctions",
        topic: t(language, "views-topic-sanctions"),
        heading: t_args(
            language,
            "views-sanctions-heading",
            &[("count", count.into())],
        ),
        blocks: vec![Block::Table(table)],
    })
}
