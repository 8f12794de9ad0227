//! What was promised in agreements and charters, and what was registered: a picture with its table.

use crate::charts::segments::{Segment, Segments, segments};
use crate::charts::{ChartError, NumberFormat};
use crate::domain::evaluation::results::{AgreementResult, CharterResult};
use crate::domain::parameter::Scale;
use crate::domain::protocol::{Agreement, Charter, Service};
use crate::domain::verdict::Verdict;
use crate::report::document::{Block, Cell, Column, Section, Table};
use crate::report::management::decision::euros;
use crate::report::management::{Caption, Context, agreements, figure};
use crate::report::words;
use crate::texts::numbers::{date, list, percent};
use crate::texts::{t, t_args};

type Promise<'a> = (&'a Agreement, &'a AgreementResult);
type Guarantee<'a> = (&'a Charter, &'a CharterResult);

/// The agreements and charters that a reader is concerned with.
pub struct Promised<'a> {
    pub agreements: Vec<Promise<'a>>,
    pub charters: Vec<Guarantee<'a>>,
}

impl<'a> Promised<'a> {
    pub fn of(
        context: &Context<'a>,
        agreements: impl Fn(&Agreement) -> bool,
        charters: impl Fn(&Charter) -> bool,
    ) -> Self {
        let (protocol, wave) = (context.input.protocol, context.wave);
        let found = |one: &'a Agreement| {
            let mut results = wave.agreements.iter();
            Some((one, results.find(|result| result.code == one.code)?))
        };
        let judged = |one: &'a Charter| {
            let mut results = wave.charters.iter();
            Some((one, results.find(|result| result.code == one.code)?))
        };
        let own = protocol.agreements.iter().filter(|one| agreements(one));
        let guarded = protocol.charters.iter().filter(|one| charters(one));
        Self {
            agreements: own.filter_map(found).collect(),
            charters: guarded.filter_map(judged).collect(),
        }
    }

    /// How many agreements were kept, of those that there are figures for.
    pub fn kept(&self) -> (usize, usize) {
        let verdicts = self.agreements.iter().map(|(_, result)| result.verdict);
        let known: Vec<Verdict> = verdicts.filter(|one| *one != Verdict::NoData).collect();
        let met = known.iter().filter(|one| **one == Verdict::Met).count();
        (met, known.len())
    }

    pub fn broken(&self) -> usize {
        let judged = self.charters.iter();
        judged
            .filter(|(_, one)| one.triggered == Some(true))
            .count()
    }

    /// `None` when nothing was promised.
    pub fn section(&self, context: &Context) -> Result<Option<Section>, ChartError> {
        if self.agreements.is_empty() && self.charters.is_empty() {
            return Ok(None);
        }
        let language = context.language();
        let mut blocks = Vec::new();
        blocks.extend(self.picture(context)?);
        if !self.agreements.is_empty() {
            let own =
                |agreement: &Agreement| self.agreements.iter().any(|(one, _)| *one == agreement);
            blocks.push(Block::Table(agreements::agreements(context, &own)));
        }
        if !self.charters.is_empty() {
            let own = |charter: &Charter| self.charters.iter().any(|(one, _)| *one == charter);
            blocks.push(Block::Subheading(t(language, "report-charters-heading")));
            blocks.push(Block::Table(agreements::charters(context, &own)));
        }
        Ok(Some(Section {
            id: "promised",
            topic: t(language, "report-topic-agreements"),
            heading: self.heading(context),
            blocks,
        }))
    }

    fn heading(&self, context: &Context) -> String {
        let language = context.language();
        match (self.kept(), self.broken()) {
            ((_, 0), 0) => t(language, "report-agreements-no-data"),
            ((met, total), 0) => super::kept(language, "views-promises-kept", met, total),
            ((met, total), broken) => t_args(
                language,
                "views-promises-broken",
                &[
                    ("met", met.into()),
                    ("total", total.into()),
                    ("broken", broken.into()),
                ],
            ),
        }
    }

    /// Which promises were not kept.
    fn finding(&self, context: &Context) -> String {
        let language = context.language();
        let agreements = self.agreements.iter();
        let agreements = agreements
            .filter(|(_, result)| result.verdict == Verdict::NotMet)
            .map(|(one, _)| one.name.get(language));
        let charters = self.charters.iter();
        let charters = charters
            .filter(|(_, result)| result.triggered == Some(true))
            .map(|(one, _)| one.name.get(language));
        let behind: Vec<&str> = agreements.chain(charters).collect();
        if behind.is_empty() {
            return t(language, "views-promises-all");
        }
        t_args(
            language,
            "views-promises-behind",
            &[("names", list(language, &behind).into())],
        )
    }

    /// A row for each that something was registered of; nothing when there is none.
    fn picture(&self, context: &Context) -> Result<Option<Block>, ChartError> {
        let language = context.language();
        let rows = self.rows(context);
        if rows.is_empty() {
            return Ok(None);
        }
        let table = rows.iter().map(|row| {
            vec![
                Cell::new(row.name.as_str()),
                Cell::new(row.details.join("; ")),
                Cell::new(row.value.as_str()),
                Cell::new(row.words.as_str()),
            ]
        });
        let table = Table::plain(
            t(language, "views-promises-caption"),
            vec![
                Column::text(t(language, "report-column-agreement")),
                Column::text(t(language, "report-column-promised")),
                Column::number(t(language, "report-column-found")),
                Column::text(t(language, "report-column-verdict")),
            ],
            table.collect(),
        );
        let figures = Segments {
            format: NumberFormat::new(language, Scale::Share),
            from_zero: true,
            bounds: None,
            target_label: String::new(),
            limit_label: String::new(),
            overall: None,
            overall_label: String::new(),
            rows,
        };
        let caption = Caption {
            id: "promised".to_owned(),
            title: self.finding(context),
            subtitle: t(language, "views-promises-subtitle"),
            source: context.source(t(language, "report-source-registrations")),
            description: t(language, "views-promises-description"),
            is_labelled: true,
        };
        figure(caption, Some(table), |frame| segments(&figures, frame)).map(Some)
    }

    fn rows(&self, context: &Context) -> Vec<Segment> {
        let language = context.language();
        let promised = self.agreements.iter().filter_map(|(one, result)| {
            let share = result.share?;
            let name = format!("{} {}", one.code, one.name.get(language));
            Some(row(context, name, share, one.share_within, result.verdict))
        });
        let guaranteed = self.charters.iter().filter_map(|(one, result)| {
            let verdict = match result.triggered? {
                true => Verdict::NotMet,
                false => Verdict::Met,
            };
            let name = format!("{} {}", one.code, one.name.get(language));
            Some(row(context, name, result.share?, one.threshold, verdict))
        });
        promised.chain(guaranteed).collect()
    }

    /// What was agreed to spend, and from when until when it holds.
    pub fn budgets(&self, context: &Context) -> Table {
        let language = context.language();
        let day = |day: Option<chrono::NaiveDate>| {
            Cell::new(day.map_or(context.pen.none(), |day| date(language, day)))
        };
        let rows = self.agreements.iter().map(|(one, result)| {
            let budget = one.budget_eur;
            vec![
                Cell::new(format!("{} {}", one.code, one.name.get(language))),
                Cell::new(budget.map_or(context.pen.none(), |eur| euros(context, eur))),
                day(one.valid_from),
                day(one.valid_to),
                Cell::new(
                    result
                        .total
                        .map_or(context.pen.none(), |n| context.pen.number(n)),
                ),
            ]
        });
        let column = |key: &str| Column::text(t(language, key));
        Table::plain(
            t(language, "views-budgets-caption"),
            vec![
                column("report-column-agreement"),
                Column::number(t(language, "views-column-budget")),
                column("views-column-from"),
                column("views-column-to"),
                Column::number(t(language, "views-column-requests")),
            ],
            rows.collect(),
        )
    }
}

fn row(context: &Context, name: String, share: f64, promised: f64, verdict: Verdict) -> Segment {
    let language = context.language();
    Segment {
        name,
        estimate: Some(share),
        interval: None,
        value: context.pen.percent(share),
        details: vec![t_args(
            language,
            "views-promised",
            &[("share", percent(language, promised, 0).into())],
        )],
        target: verdict,
        limit: verdict,
        words: words::verdict(language, verdict),
    }
}

/// A number with no more decimals than needed.
pub fn plain(context: &Context, value: f64) -> String {
    agreements::hours(context, value)
}

/// The services that are `wanted`, with what the desk and the back office do.
pub fn services(context: &Context, wanted: impl Fn(&Service) -> bool) -> Option<Section> {
    let language = context.language();
    let protocol = context.input.protocol;
    let own: Vec<&Service> = protocol.services.iter().filter(|one| wanted(one)).collect();
    if own.is_empty() {
        return None;
    }
    let complete = own.iter().filter(|one| one.is_complete()).count();
    let said = |text: &Option<crate::domain::language::Text>| {
        let text = text.as_ref();
        Cell::new(text.map_or(context.pen.none(), |text| text.get(language).to_owned()))
    };
    let rows = own.iter().map(|one| {
        let clusters = &protocol.clusters;
        let cluster = clusters.iter().find(|cluster| cluster.code == one.cluster);
        let cluster = cluster.map_or("", |cluster| cluster.name.get(language));
        let hours = one.effort_hours;
        vec![
            Cell::new(format!("{} {}", one.code, one.name.get(language))).small(cluster),
            said(&one.front_steps),
            said(&one.back_steps).small(one.contact.clone().unwrap_or_default()),
            Cell::new(hours.map_or(context.pen.none(), |hours| {
                agreements::hours(context, hours)
            })),
        ]
    });
    let column = |key: &str| Column::text(t(language, key));
    let table = Table::plain(
        t(language, "views-services-caption"),
        vec![
            column("views-column-service"),
            column("views-column-front"),
            column("views-column-back"),
            Column::number(t(language, "views-column-effort"))
                .unit(t(language, "report-unit-hours")),
        ],
        rows.collect(),
    );
    Some(Section {
        id: "services",
        topic: t(language, "views-topic-services"),
        heading: super::kept(language, "views-services-complete", complete, own.len()),
        blocks: vec![Block::Table(table)],
    })
}
