//! A cluster: what was promised and planned for it, what was measured of it, and its services.

use super::Page;
use super::promised::{Promised, services};
use crate::domain::protocol::Cluster;
use crate::domain::view::View;
use crate::report::document::{Block, Line, Section};
use crate::report::management::decision::euros;
use crate::report::management::{Context, mark};
use crate::report::{ReportError, sentences};
use crate::texts::{t, t_args};

pub fn page(context: &Context, view: &View) -> Result<Page, ReportError> {
    let language = context.language();
    let promised = Promised::of(
        context,
        |one| one.cluster == view.code,
        |one| one.cluster == view.code,
    );
    let (met, total) = promised.kept();
    let mut clusters = context.input.protocol.clusters.iter();
    let cluster = clusters.find(|cluster| cluster.code == view.code);
    let name = cluster.map_or("", |cluster| cluster.name.get(language));
    let title = t_args(
        language,
        "views-office-title",
        &[
            ("name", name.into()),
            ("met", met.into()),
            ("total", total.into()),
            ("broken", promised.broken().into()),
        ],
    );
    let sections = [
        promised.section(context)?,
        measured(context, &view.code),
        cluster.and_then(|cluster| planned(context, cluster)),
        services(context, |service| service.cluster == view.code),
    ];
    Ok(Page {
        title,
        sections: sections.into_iter().flatten().collect(),
    })
}

/// The parameters that are cut to this cluster; `None` when there is none.
fn measured(context: &Context, cluster: &String) -> Option<Section> {
    let language = context.language();
    let found = context.found();
    let own = found
        .iter()
        .filter(|(parameter, _)| parameter.clusters.contains(cluster));
    let lines: Vec<Line> = own
        .map(|(parameter, result)| {
            let lead = format!("{}:", parameter.name.get(language));
            Line::led(lead, sentences::result(context.pen, parameter, result)).marked(mark(result))
        })
        .collect();
    (!lines.is_empty()).then(|| Section {
        id: "measured",
        topic: t(language, "views-topic-measured"),
        heading: t_args(
            language,
            "views-measured-heading",
            &[("count", lines.len().into())],
        ),
        blocks: vec![Block::List(lines)],
    })
}

/// The staff, the hours and the cost that were planned for it, a year.
fn planned(context: &Context, cluster: &Cluster) -> Option<Section> {
    let language = context.language();
    let line = |key: &str, text: Option<String>| Some(Line::led(t(language, key), text?));
    let number = |value: Option<f64>| value.map(|value| super::promised::plain(context, value));
    let lines = [
        line("views-planned-staff", number(cluster.planned_fte)),
        line("views-planned-hours", number(cluster.planned_hours)),
        line(
            "views-planned-cost",
            cluster.planned_cost_eur.map(|cost| euros(context, cost)),
        ),
    ];
    let lines: Vec<Line> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| Section {
        id: "planned",
        topic: t(language, "views-topic-planned"),
        heading: t(language, "views-planned-heading"),
        blocks: vec![Block::List(lines)],
    })
}
