//! Interview notes: one statement a row, with the tone that one or two coders gave it; or one interview
//! a row, with a column for each note.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::field::{Field, Holds};
use super::known::{Known, is_evidence};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::evidence::{About, StatementRow};
use crate::domain::protocol::Protocol;

const TONES: &str = "positief, neutraal, negatief; positive, neutral, negative";
const YES_OR_NO: &str = "1, 0, ja, nee; yes, no";

pub(super) fn fields(protocol: &Protocol) -> [Field; 23] {
    let segments = Known::segments(protocol).holds();
    let department = &["afdeling", "department"];
    let (flag, tone) = (Holds::flag, Holds::tone);
    [
        Field::needed("gesprek", "interview", &[], Holds::Words),
        Field::needed("datum", "date", &[], Holds::Day),
        Field::optional(
            "interviewer",
            "interviewer",
            &["gespreksvoerder"],
            Holds::Words,
        ),
        Field::optional("segment", "segment", department, segments),
        Field::optional("rol", "role", &["functie"], Holds::Words),
        Field::optional("thema", "theme", &[], Holds::Words),
        Field::needed("uitspraak", "statement", &["note", "notitie"], Holds::Text),
        Field::optional("uitspraak_en", "statement_en", &[], Holds::Words),
        Field::optional("codeur1", "coder1", &["toon", "tone"], tone()),
        Field::optional("codeur2", "coder2", &[], tone()),
        Field::optional(
            "open_knelpunt",
            "open_problem",
            &["open_knelpunt_0_1"],
            flag(),
        ),
        Field::optional(
            "citaat_toegestaan",
            "quote_allowed",
            &["citaat_toegestaan_0_1"],
            flag(),
        ),
        Field::optional(
            "toetsingsparameter",
            "parameter",
            &["test_parameter"],
            Known::parameters(protocol).holds(),
        ),
        Field::optional(
            "dienst",
            "service",
            &["product", "product/dienst"],
            Known::services(protocol).holds(),
        ),
        Field::optional(
            "cijfer",
            "score",
            &["rapportcijfer", "grade"],
            Holds::Amount,
        ),
        more(2),
        more(3),
        more(4),
        more(5),
        more(6),
        more(7),
        more(8),
        more(9),
    ]
}

/// A further note of the same interview.
fn more(nr: u8) -> Field {
    let names = [format!("note_{nr}"), format!("notitie_{nr}")];
    let synonyms = names.each_ref().map(String::as_str);
    Field::optional(
        &format!("uitspraak_{nr}"),
        &format!("statement_{nr}"),
        &synonyms,
        Holds::Words,
    )
}

pub fn read<'a>(source: impl Into<Source<'a>>, protocol: &Protocol) -> Imported<Vec<StatementRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [
        interview,
        date,
        interviewer,
        segment,
        role,
        theme,
        text,
        text_en,
        tone,
        second_tone,
        open,
        quote,
        parameter,
        service,
        score,
        more @ ..,
    ] = sheet.columns(&fields(protocol));
    sheet.grouped_by(interview);
    let segments = Known::segments(protocol);
    let (parameters, services) = (Known::parameters(protocol), Known::services(protocol));
    let mut earlier: HashMap<String, Earlier> = HashMap::new();
    let read = sheet.read(|row: &mut Row| {
        let key = row.required_short(interview);
        let day = row.required_date(date);
        let of_segment = row.read(segment, |cell| segments.segment(cell));
        let is_segment_refused = of_segment.is_none() && row.cell(segment).is_some();
        let mut texts: Vec<String> = row.long(text).into_iter().collect();
        texts.extend(more.into_iter().filter_map(|column| row.long(column)));
        let mut notes = [text].into_iter().chain(more);
        if notes.all(|column| row.cell(column).is_none()) {
            row.required(text);
        }
        let found = StatementRow {
            interview: key.clone().unwrap_or_default(),
            date: day.unwrap_or_default(),
            interviewer: row.short(interviewer),
            segment: of_segment,
            role: row.short(role),
            theme: row.short(theme),
            text: String::new(),
            text_en: row.long(text_en),
            tone: row.word(tone, TONES, values::tone),
            second_tone: row.word(second_tone, TONES, values::tone),
            open_problem: row.word(open, YES_OR_NO, values::flag),
            // Without a yes nobody is quoted.
            quote_allowed: row.word(quote, YES_OR_NO, values::flag).unwrap_or(false),
            about: About {
                parameter: row.read(parameter, |cell| parameters.one(cell)),
                service: row.read(service, |cell| services.one(cell)),
                score: row.optional_amount(score),
            },
            settled: None,
        };
        let (key, day) = (key?, day?);
        if !is_evidence(protocol, day) {
            row.note(date, Fault::OutsideEvidence);
        }
        let first = earlier.entry(key).or_insert_with(|| Earlier {
            line: row.line(),
            date: (day, row.cell(date).unwrap_or_default().into_owned()),
            segment: found.segment.clone(),
            is_segment_refused,
        });
        if is_segment_refused || first.is_segment_refused {
            first.agrees(row, (date, day), (Column::nowhere(), None));
        } else {
            first.agrees(row, (date, day), (segment, found.segment.as_deref()));
        }
        Some(each(found, texts))
    });
    let rows = read.rows.iter().zip(&read.row_numbers);
    let numbers = rows.flat_map(|(rows, number)| rows.iter().map(|_| *number));
    Imported {
        row_numbers: numbers.collect(),
        ..read.map(|rows| rows.into_iter().flatten().collect())
    }
}

/// What a row says goes for each of its notes; the translation is of the first.
fn each(found: StatementRow, texts: Vec<String>) -> Vec<StatementRow> {
    let texts = texts.into_iter().enumerate();
    texts
        .map(|(nr, text)| StatementRow {
            text,
            text_en: found.text_en.clone().filter(|_| nr == 0),
            ..found.clone()
        })
        .collect()
}

/// What the first statement of an interview said about all of it.
struct Earlier {
    line: u64,
    date: (NaiveDate, String),
    segment: Option<String>,
    /// Nobody knows then what it should have been.
    is_segment_refused: bool,
}

impl Earlier {
    /// One interview has one date and one segment.
    fn agrees(&self, row: &mut Row, date: (Column, NaiveDate), segment: (Column, Option<&str>)) {
        let mut differs = |column, earlier: &str| {
            let fault = Fault::DiffersFromEarlier {
                earlier: earlier.to_owned(),
                first_line: self.line,
            };
            row.refuse(column, fault);
        };
        if date.1 != self.date.0 {
            differs(date.0, &self.date.1);
        }
        if segment.0.is_there() && segment.1 != self.segment.as_deref() {
            differs(segment.0, self.segment.as_deref().unwrap_or("–"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parameter::Tone;
    use crate::import::mapping::Mapping;
    use crate::import::testing::{self, day, faults};

    fn read_text(text: &str) -> Imported<Vec<StatementRow>> {
        read(text.as_bytes(), &testing::protocol())
    }

    #[test]
    fn statements_are_read_with_the_tones_of_both_coders() {
        let read = read_text(
            "gesprek;datum;segment;thema;uitspraak;codeur1;codeur2;open_knelpunt_0_1;citaat_toegestaan_0_1\n\
             V01;1-10-2026;SD;snelheid;\"Keurig;\nbinnen de afspraak\";positief;neutraal;0;1\n\
             V02;2026-10-02;;;Niets;;;;\n",
        );
        assert_eq!(read.problems, vec![]);
        let first = &read.rows[0];
        assert_eq!(first.date, day(2026, 10, 1));
        assert_eq!(first.text, "Keurig;\nbinnen de afspraak");
        assert_eq!(
            (first.tone, first.second_tone),
            (Some(Tone::Positive), Some(Tone::Neutral))
        );
        assert_eq!(
            (first.open_problem, first.quote_allowed),
            (Some(false), true)
        );
        let second = &read.rows[1];
        assert_eq!(
            (second.tone, second.open_problem, second.quote_allowed),
            (None, None, false)
        );
    }

    #[test]
    fn an_interview_of_several_notes_is_turned_into_statements() {
        let mut mapping = Mapping::new();
        let chosen = ("What went well".to_owned(), "statement".to_owned());
        mapping.columns.extend([chosen]);
        let file = "interview,date,What went well,note_2,note 3,parameter,score,quote_allowed\n\
             V1,2026-10-01,Quick,,Polite,P01,7.5,1\nV2,2026-10-02,,Slow,,,,\nV3,2026-10-03,,,,,x,\n";
        let source = Source {
            mapping: &mapping,
            ..Source::plain(file.as_bytes())
        };
        let read = super::read(source, &testing::protocol());
        let told: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.interview.as_str(), row.text.as_str(), row.quote_allowed))
            .collect();
        let wanted = [
            ("V1", "Quick", true),
            ("V1", "Polite", true),
            ("V2", "Slow", false),
        ];
        assert_eq!(told, wanted);
        assert_eq!(read.row_numbers, [2, 2, 3]);
        assert_eq!(read.refused_rows, [4]);
        let about = &read.rows[1].about;
        assert_eq!(
            (about.parameter.as_deref(), about.score),
            (Some("P01"), Some(7.5))
        );
        assert_eq!(
            faults(&read),
            vec![
                (4, "What went well", Fault::Missing),
                (4, "score", Fault::NotANumber)
            ]
        );
    }

    #[test]
    fn english_headers_and_words_do_as_well() {
        let read = read_text(
            "interview,date,statement,coder1,open problem\nV1,2026-10-01,Fine,negative,yes\n",
        );
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.rows[0].tone, Some(Tone::Negative));
        assert_eq!(read.rows[0].open_problem, Some(true));
    }

    #[test]
    fn bad_cells_and_contradictions_within_one_interview_are_refused() {
        let read = read_text(
            "gesprek,datum,segment,uitspraak,codeur1\n\
             V01,2026-10-01,SD,Goed,positief\n\
             V01,2026-10-02,PZ,Ook goed,positief\n\
             V02,31-9-2026,XX,,blij\n",
        );
        let earlier = |text: &str| Fault::DiffersFromEarlier {
            earlier: text.into(),
            first_line: 2,
        };
        assert_eq!(
            faults(&read),
            vec![
                (3, "datum", earlier("2026-10-01")),
                (3, "segment", earlier("SD")),
                (4, "datum", Fault::NotADate),
                (
                    4,
                    "segment",
                    Fault::UnknownSegment {
                        known: "SD, PZ".into()
                    }
                ),
                (4, "uitspraak", Fault::Missing),
                (
                    4,
                    "codeur1",
                    Fault::NotAnOption {
                        options: TONES.into()
                    }
                ),
            ]
        );
        assert_eq!(read.rows.len(), 1);
    }
}
