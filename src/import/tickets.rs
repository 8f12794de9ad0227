//! Tickets with their lead times in working hours, all of them or a sample: as the desk system counted
//! them, or counted here from moments by the working hours of the protocol. One that is still open is
//! taken with the hours that it was open when the list was made.

use chrono::{NaiveDate, NaiveDateTime};

use super::field::{Code, Field, Holds, is_open};
use super::known::{Known, is_evidence, ticket_series};
use super::problem::Fault;
use super::row::Extracted;
use super::sheet::{Column, File, Row, Sheet};
use super::{Imported, Source};
use crate::domain::calendar::WorkingHours;
use crate::domain::evidence::TicketRow;
use crate::domain::protocol::Protocol;

/// The series of a ticket that names none, when the protocol does not know just one.
const USUAL_SERIES: &str = "ticket_sample";

pub(super) fn fields(protocol: &Protocol) -> [Field; 12] {
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
        Field::optional(
            "open",
            "open",
            &["openstaand", "status", "is open"],
            Holds::openness(),
        ),
        Field::extracted(),
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
        open,
        extracted,
    ] = sheet.columns(&fields(protocol));
    let times = Times {
        hours,
        response,
        opened,
        responded,
        solved,
        closed,
        open,
        extracted,
        calendar: protocol.working_hours.as_ref(),
    };
    let has_moments = opened.is_there() && (solved.is_there() || extracted.is_there());
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
        let told = times.told(row);
        let of_cluster = row.read(cluster, |cell| clusters.cluster(cell));
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let of_series = row.read(series, |cell| find(&all_series, cell));
        if let Some(known) = &ticket
            && let Some(first_line) = keys.before(known.clone(), row.line())
        {
            row.refuse(key, Fault::Duplicate { first_line });
        }
        if told
            .closed_on
            .is_some_and(|day| !is_evidence(protocol, day))
        {
            row.note(closed, Fault::OutsideEvidence);
        }
        Some(TicketRow {
            key: ticket?,
            series: of_series.unwrap_or_else(|| usual_series.to_owned()),
            cluster: of_cluster,
            segment: of_segment,
            closed_on: told.closed_on,
            hours: told.hours?,
            response_hours: told.response_hours,
            is_open: told.is_open,
            extracted_on: told.extracted_on,
        })
    })
}

/// The columns that tell how long a ticket took, and the hours that count.
struct Times<'p> {
    hours: Column,
    response: Column,
    opened: Column,
    responded: Column,
    solved: Column,
    closed: Column,
    open: Column,
    extracted: Column,
    calendar: Option<&'p WorkingHours>,
}

/// What they tell of one ticket.
struct Told {
    hours: Option<f64>,
    response_hours: Option<f64>,
    closed_on: Option<NaiveDate>,
    is_open: bool,
    extracted_on: Option<NaiveDate>,
}

impl Times<'_> {
    fn told(&self, row: &mut Row) -> Told {
        let begin = row.moment(self.opened);
        let (answer, end) = (row.moment(self.responded), row.moment(self.solved));
        let closed_on = row.date(self.closed).or(end.map(|end| end.date()));
        let extracted = row.extracted(self.extracted);
        let extracted_on = extracted.map(|extracted| extracted.at.date());
        let is_open = self.is_open(row);
        if closed_on.is_some() && extracted_on < closed_on && extracted_on.is_some() {
            let solved = row.cell(self.solved).map(|_| self.solved);
            row.refuse(solved.unwrap_or(self.closed), Fault::AfterExtraction);
        }
        let (until, at) = match is_open {
            true => (
                extracted.map(|extracted| seen(extracted, begin)),
                self.extracted,
            ),
            false => (end, self.solved),
        };
        let response_hours = self.lasted(row, self.response, (begin, answer), self.responded);
        let hours = self.lasted(row, self.hours, (begin, until), at);
        if row.cell(self.hours).is_none() && (begin.is_none() || until.is_none()) {
            self.refuse_without_end(row);
        }
        Told {
            hours,
            response_hours,
            closed_on,
            is_open,
            extracted_on,
        }
    }

    /// Whether it was not solved yet: as the row says, else when it came in and was not solved, nor
    /// closed, when the list was made. Hours tell how long it took where a file has no end of any.
    fn is_open(&self, row: &mut Row) -> bool {
        let options = "open, closed";
        let said = row.word(self.open, options, is_open);
        let has_ended = self.has_ended(row);
        if said == Some(true) && has_ended {
            row.refuse(self.open, Fault::OpenThoughSolved);
        }
        let tells_ends = self.solved.is_there() || self.closed.is_there();
        said.unwrap_or_else(|| {
            !has_ended
                && row.cell(self.opened).is_some()
                && row.cell(self.extracted).is_some()
                && (tells_ends || row.cell(self.hours).is_none())
        })
    }

    fn has_ended(&self, row: &Row) -> bool {
        row.cell(self.solved).is_some() || row.cell(self.closed).is_some()
    }

    /// As many hours as are given, else those that count between two moments.
    fn lasted(
        &self,
        row: &mut Row,
        given: Column,
        (begin, end): (Option<NaiveDateTime>, Option<NaiveDateTime>),
        at: Column,
    ) -> Option<f64> {
        if row.cell(given).is_some() {
            return row.optional_amount(given);
        }
        let (begin, end) = (begin?, end?);
        match self.calendar {
            _ if end < begin => row.refuse(at, Fault::BeforeTheOther),
            None => row.refuse(at, Fault::NoWorkingHours),
            Some(calendar) => return Some(calendar.between(begin, end)),
        }
        None
    }

    fn refuse_without_end(&self, row: &mut Row) {
        let came_in = row.cell(self.opened).is_some();
        let is_closed = self.has_ended(row)
            || (row.cell(self.open)).is_some_and(|cell| is_open(&cell) == Some(false));
        if came_in && !is_closed && row.cell(self.extracted).is_none() {
            let columns = [self.extracted, self.solved, self.open];
            let there = columns.into_iter().find(|column| column.is_there());
            row.refuse(there.unwrap_or(self.hours), Fault::OpenUntilWhen);
        } else {
            row.refuse(self.hours, Fault::Missing);
        }
    }
}

/// The moment up to which a ticket was seen to be open; on the day it came in, that very moment.
fn seen(extracted: Extracted, begin: Option<NaiveDateTime>) -> NaiveDateTime {
    let same_day = begin.filter(|begin| begin.date() == extracted.at.date());
    match extracted.has_time {
        true => extracted.at,
        false => same_day.unwrap_or(extracted.at),
    }
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
    fn one_that_is_not_solved_counts_up_to_the_moment_of_extraction() {
        let text = "ticket;gemeld_op;opgelost_op;afgesloten_op;openstaand;peildatum;doorlooptijd\n\
                    T1;2026-10-02 16:00;;;;2026-10-05 09:30;\n\
                    T2;2026-10-02 16:00;;;ja;6-10-2026;\n\
                    T3;2026-10-02 16:00;;;;2-10-2026;\n\
                    T4;;;;In behandeling;;30,5\n\
                    T5;2026-10-02 16:00;;;;6-10-2026;7,5\n\
                    T6;2026-10-02 16:00;2026-10-02 16:30;;Opgelost;6-10-2026;\n\
                    T7;2026-10-02 16:00;;5-10-2026;;6-10-2026;3\n\
                    T8;;;;gesloten;;4\n\
                    T9;;;;;6-10-2026;4\n";
        let read = read(text.as_bytes(), &with_calendar());
        assert_eq!(read.problems, vec![]);
        let found: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.is_open, row.hours, row.extracted_on, row.closed_on))
            .collect();
        let (tuesday, friday) = (Some(day(2026, 10, 6)), Some(day(2026, 10, 2)));
        let monday = Some(day(2026, 10, 5));
        assert_eq!(
            found,
            [
                (true, 2.5, monday, None),
                // Up to the beginning of the day of which no hour is told.
                (true, 10.0, tuesday, None),
                (true, 0.0, friday, None),
                (true, 30.5, None, None),
                (true, 7.5, tuesday, None),
                (false, 0.5, tuesday, friday),
                (false, 3.0, tuesday, monday),
                (false, 4.0, None, None),
                (false, 4.0, tuesday, None),
            ]
        );
    }

    #[test]
    fn hours_of_a_file_without_ends_are_lead_times() {
        let text = "ticket;gemeld_op;peildatum;doorlooptijd\nT1;2026-10-02 16:00;6-10-2026;7,5\n\
                    T2;2026-10-02 16:00;6-10-2026;\n";
        let read = read(text.as_bytes(), &with_calendar());
        assert_eq!(read.problems, vec![]);
        let found: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.is_open, row.hours))
            .collect();
        assert_eq!(found, [(false, 7.5), (true, 10.0)]);
    }

    #[test]
    fn what_is_open_and_solved_or_open_until_nobody_knows_when_is_refused_at_its_cell() {
        let text = "ticket,opened_at,solved_at,status,extracted_at,hours\n\
                    T1,2026-10-02 16:00,2026-10-02 17:00,open,2026-10-06,\n\
                    T2,2026-10-02 16:00,,,,\n\
                    T3,2026-10-02 16:00,,open,,\n\
                    T4,2026-10-02 16:00,,solved,2026-10-06,\n\
                    T5,2026-10-02 16:00,,,2026-10-02 15:00,\n\
                    T6,2026-10-02 16:00,2026-10-07 09:00,,2026-10-06,\n\
                    T7,2026-10-02 16:00,,blue,2026-10-06,\n\
                    T8,2026-10-02 16:00,,,6 oct,\n\
                    T9,,,open,2026-10-06,\n";
        let wrong = read(text.as_bytes(), &with_calendar());
        let blue = Fault::NotAnOption {
            options: "open, closed".to_owned(),
        };
        assert_eq!(
            faults(&wrong),
            vec![
                (2, "status", Fault::OpenThoughSolved),
                (3, "extracted_at", Fault::OpenUntilWhen),
                (4, "extracted_at", Fault::OpenUntilWhen),
                (5, "hours", Fault::Missing),
                (6, "extracted_at", Fault::BeforeTheOther),
                (7, "solved_at", Fault::AfterExtraction),
                (8, "status", blue),
                (9, "extracted_at", Fault::NotADate),
                (9, "hours", Fault::Missing),
                (10, "hours", Fault::Missing),
            ]
        );
        assert_eq!(wrong.rows, vec![]);
        let text = "ticket,opened_at,solved_at\nT1,2026-10-02 16:00,\n";
        let wrong = read(text.as_bytes(), &with_calendar());
        assert_eq!(faults(&wrong), vec![(2, "solved_at", Fault::OpenUntilWhen)]);
        let text = "ticket,opened_at,extracted_at\nT1,2026-10-02 16:00,2026-10-06\n";
        let fault = (2, "extracted_at", Fault::NoWorkingHours);
        assert_eq!(faults(&read_text(text)), vec![fault]);
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
