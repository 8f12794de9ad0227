//! Tickets with their lead times in working hours, all of them or a sample.

use super::field::{Code, Field, Holds};
use super::known::{Known, is_evidence, ticket_series};
use super::problem::Fault;
use super::sheet::{File, Row, Sheet};
use super::{Imported, Source};
use crate::domain::evidence::TicketRow;
use crate::domain::protocol::Protocol;

/// The series of a ticket that names none, when the protocol does not know just one.
const USUAL_SERIES: &str = "ticket_sample";

pub(super) fn fields(protocol: &Protocol) -> [Field; 6] {
    let series = ticket_series(protocol);
    let series = series.iter().map(|series| Code::new(series, &[])).collect();
    let clusters = Known::clusters(protocol).holds();
    let segments = Known::segments(protocol).holds();
    [
        Field::needed("ticket", "ticket", &["melding", "nummer", "id"], Holds::Key),
        Field::needed(
            "doorlooptijd_werkuren",
            "hours",
            &["doorlooptijd", "werkuren", "working hours", "lead time"],
            Holds::Amount,
        ),
        Field::optional(
            "afgesloten_op",
            "closed_on",
            &["afgesloten", "gesloten", "closed"],
            Holds::Day,
        ),
        Field::optional("cluster", "cluster", &[], clusters),
        Field::optional("reeks", "series", &["parameter"], Holds::Code(series)),
        Field::optional("segment", "segment", &["afdeling", "department"], segments),
    ]
}

pub fn read<'a>(source: impl Into<Source<'a>>, protocol: &Protocol) -> Imported<Vec<TicketRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [key, hours, closed, cluster, series, segment] = sheet.columns(&fields(protocol));
    let (all_series, clusters) = (ticket_series(protocol), Known::clusters(protocol));
    let segments = Known::segments(protocol);
    let usual_series = match all_series.as_slice() {
        [only] => *only,
        _ => USUAL_SERIES,
    };
    let mut keys = sheet.seen();
    sheet.read(|row: &mut Row| {
        let ticket = row.required_short(key);
        let lead_time = row.amount(hours);
        let closed_on = row.date(closed);
        let of_cluster = row.read(cluster, |cell| clusters.cluster(cell));
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let of_series = row.read(series, |cell| find(&all_series, cell));
        if let Some(known) = &ticket
            && let Some(first_line) = keys.before(known.clone(), row.line())
        {
            row.refuse(key, Fault::Duplicate { first_line });
        }
        if closed_on.is_some_and(|day| !is_evidence(protocol, day)) {
            row.note(closed, Fault::OutsideEvidence);
        }
        Some(TicketRow {
            key: ticket?,
            series: of_series.unwrap_or_else(|| usual_series.to_owned()),
            cluster: of_cluster,
            segment: of_segment,
            closed_on,
            hours: lead_time?,
        })
    })
}

fn find(all: &[&str], cell: &str) -> Result<String, Fault> {
    all.iter()
        .find(|series| series.eq_ignore_ascii_case(cell))
        .map(|series| (*series).to_owned())
        .ok_or_else(|| Fault::UnknownSeries {
            known: all.join(", "),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{self, day, faults};

    fn read_text(text: &str) -> Imported<Vec<TicketRow>> {
        read(text.as_bytes(), &testing::protocol())
    }

    #[test]
    fn lead_times_are_read_with_a_point_or_a_comma() {
        let read =
            read_text("ticket;doorlooptijd_werkuren;afgesloten op\nT1;147,22;3-10-2026\nT2;0,5;\n");
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.rows[0].hours, 147.22);
        assert_eq!(read.rows[0].closed_on, Some(day(2026, 10, 3)));
        assert_eq!(read.rows[1].series, "ticket_sample");
    }

    #[test]
    fn a_ticket_twice_or_without_hours_is_refused() {
        let read = read_text("ticket,hours,reeks\nT1,4,\nT1,5,\nT2,,\nT3,-2,other\n");
        assert_eq!(
            faults(&read),
            vec![
                (3, "ticket", Fault::Duplicate { first_line: 2 }),
                (4, "hours", Fault::Missing),
                (5, "hours", Fault::Negative),
                (
                    5,
                    "reeks",
                    Fault::UnknownSeries {
                        known: "ticket_sample".into()
                    }
                ),
            ]
        );
    }
}
