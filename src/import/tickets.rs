//! Tickets with their lead times in working hours, all of them or a sample: as the desk system counted
//! them, or counted here from moments by the working hours of the protocol.

use chrono::NaiveDateTime;

use super::field::{Code, Field, Holds};
use super::known::{Known, is_evidence, ticket_series};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Sheet};
use super::{Imported, Source};
use crate::domain::evidence::TicketRow;
use crate::domain::protocol::Protocol;

/// The series of a ticket that names none, when the protocol does not know just one.
const USUAL_SERIES: &str = "ticket_sample";

pub(super) fn fields(protocol: &Protocol) -> [Field; 10] {
    let series = ticket_series(protocol);
    let series = series.iter().map(|series| Code::new(series, &[])).collect();
    let clusters = Known::clusters(protocol).holds();
    let segments = Known::segments(protocol).holds();
    [
        Field::needed("ticket", "ticket", &["melding", "nummer", "id"], Holds::Key),
        Field::optional(
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
        Field::optional(
            "reactie_werkuren",
            "response_hours",
            &["reactietijd", "response time"],
            Holds::Amount,
        ),
        Field::optional(
            "gemeld_op",
            "opened_at",
            &["gemeld", "opened", "aangemaakt", "created"],
            Holds::Moment,
        ),
        Field::optional(
            "gereageerd_op",
            "responded_at",
            &[
                "gereageerd",
                "eerste reactie",
                "responded",
                "first response",
            ],
            Holds::Moment,
        ),
        Field::optional(
            "opgelost_op",
            "solved_at",
            &["opgelost", "solved", "resolved"],
            Holds::Moment,
        ),
    ]
}

pub fn read<'a>(source: impl Into<Source<'a>>, protocol: &Protocol) -> Imported<Vec<TicketRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [
        key,
        hours,
        closed,
        cluster,
        series,
        segment,
        response,
        opened,
        responded,
        solved,
    ] = sheet.columns(&fields(protocol));
    let has_moments = opened.is_there() && solved.is_there();
    if !hours.is_there() && !has_moments {
        sheet.misses(
            "doorlooptijd_werkuren",
            &["hours", "doorlooptijd", "opened_at + solved_at"],
        );
    }
    let (all_series, clusters) = (ticket_series(protocol), Known::clusters(protocol));
    let segments = Known::segments(protocol);
    let usual_series = match all_series.as_slice() {
        [only] => *only,
        _ => USUAL_SERIES,
    };
    let mut keys = sheet.seen();
    sheet.read(|row: &mut Row| {
        let ticket = row.required_short(key);
        let begin = row.moment(opened);
        let (answer, end) = (row.moment(responded), row.moment(solved));
        let mut lasted = |given: Column, moment: Option<NaiveDateTime>, at: Column| {
            if row.cell(given).is_some() {
                return row.optional_amount(given);
            }
            let (begin, moment) = (begin?, moment?);
            match &protocol.working_hours {
                _ if moment < begin => row.refuse(at, Fault::BeforeTheOther),
                None => row.refuse(at, Fault::NoWorkingHours),
                Some(calendar) => return Some(calendar.between(begin, moment)),
            }
            None
        };
        let response_hours = lasted(response, answer, responded);
        let lead_time = lasted(hours, end, solved);
        if row.cell(hours).is_none() && (begin.is_none() || end.is_none()) {
            row.refuse(hours, Fault::Missing);
        }
        let closed_on = row.date(closed).or(end.map(|end| end.date()));
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
            response_hours,
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

    /// Monday to Friday from eight to five.
    fn with_calendar() -> Protocol {
        let text = include_str!("../../surveys/servicedesk/protocol.toml");
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
        let days = days
            .map(|day| format!("{day} = \"08:00-17:00\"\n"))
            .concat();
        Protocol::parse("protocol.toml", &format!("{text}\n[working_hours]\n{days}")).unwrap()
    }

    #[test]
    fn hours_are_counted_from_moments_by_the_calendar_unless_they_are_given() {
        let text = "ticket;gemeld_op;gereageerd_op;opgelost_op;doorlooptijd_werkuren\n\
                    T1;2026-10-02 16:00;2026-10-05 08:30;5-10-2026 10:00;\n\
                    T2;2026-10-02T16:00:30;;;7,5\n";
        let read = read(text.as_bytes(), &with_calendar());
        assert_eq!(read.problems, vec![]);
        let found: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.hours, row.response_hours, row.closed_on))
            .collect();
        let solved = Some(day(2026, 10, 5));
        assert_eq!(found, [(3.0, Some(1.5), solved), (7.5, None, None)]);
    }

    #[test]
    fn moments_that_tell_nothing_are_refused_at_their_column() {
        let text = "ticket,opened_at,solved_at\nT1,2026-10-02 16:00,2026-10-02 15:00\n\
                    T2,2026-10-02,2026-10-02 15:00\nT3,,2026-10-02 15:00\n";
        let wrong = read(text.as_bytes(), &with_calendar());
        assert_eq!(
            faults(&wrong),
            vec![
                (2, "solved_at", Fault::BeforeTheOther),
                (3, "opened_at", Fault::NotAMoment),
                (3, "-", Fault::Missing),
                (4, "-", Fault::Missing),
            ]
        );
        let text = "ticket,opened_at,solved_at\nT1,2026-10-02 16:00,2026-10-02 17:00\n";
        let wrong = read_text(text);
        assert_eq!(
            faults(&wrong),
            vec![(2, "solved_at", Fault::NoWorkingHours)]
        );
        let text = "ticket,opened_at\nT1,2026-10-02 16:00\n";
        assert!(matches!(
            faults(&read_text(text)).first(),
            Some((_, _, Fault::MissingColumn { .. }))
        ));
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
