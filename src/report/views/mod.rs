//! The pages made for one reader: of the same figures as the report, and no more of them than that
//! reader is concerned with. What the report hides is hidden here too.

mod account_manager;
mod back_office;
mod cluster;
mod commissioner;
mod promised;

use super::document::{Document, Section};
use super::management::Context;
use super::{Input, ReportError, conclusions};
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::view::{View, ViewKind};
use crate::texts::{t, t_args};

/// A page: what it finds in one sentence, and the sections behind it.
struct Page {
    title: String,
    sections: Vec<Section>,
}

pub fn view(input: &Input, view: &View, language: &Language) -> Result<Document, ReportError> {
    let context = Context::of(input, language).ok_or(ReportError::NoSuchWave(input.wave))?;
    let page = match view.kind {
        ViewKind::AccountManager => account_manager::page(&context, view)?,
        ViewKind::Commissioner => commissioner::page(&context, view)?,
        ViewKind::BackOffice => back_office::page(&context, view)?,
        ViewKind::Cluster => cluster::page(&context, view)?,
    };
    let protocol = input.protocol;
    let programme = protocol.programme.name.get(language);
    let edition = format!(
        "{}: {}",
        t(language, &format!("views-one-{}", view.kind.code())),
        name(protocol, view, language)
    );
    Ok(Document {
        language: language.clone(),
        organisation: protocol.programme.organisation.get(language).to_owned(),
        programme: programme.to_owned(),
        running: format!("{programme} · {edition}"),
        edition,
        title: page.title,
        subtitle: context.period(),
        warning: input.is_open.then(|| t(language, "report-open-warning")),
        stamp: conclusions::stamp(input, language),
        sections: page.sections,
    })
}

/// What a page is called: a person, a back office, a cluster.
pub fn name(protocol: &Protocol, view: &View, language: &Language) -> String {
    let cluster = || {
        let mut clusters = protocol.clusters.iter();
        let found = clusters.find(|cluster| cluster.code == view.code)?;
        Some(found.name.get(language).to_owned())
    };
    let name = match view.kind {
        ViewKind::AccountManager | ViewKind::Commissioner => {
            view.member(protocol).map(|member| member.person.clone())
        }
        ViewKind::BackOffice => None,
        ViewKind::Cluster => cluster(),
    };
    name.unwrap_or_else(|| view.code.clone())
}

/// "2 van 5 afspraken nagekomen"
fn kept(language: &Language, key: &str, met: usize, total: usize) -> String {
    t_args(
        language,
        key,
        &[("met", met.into()), ("total", total.into())],
    )
}
