//! What became of everybody who was asked: counts per wave by AAPOR's codes.

use std::collections::BTreeSet;

use super::field::{Code, Field, Holds};
use super::problem::Fault;
use super::sheet::{Column, File, Row, Seen, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::evidence::Dispositions;
use crate::domain::protocol::Protocol;

/// The counts of one wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaveDispositions {
    pub wave: u32,
    pub dispositions: Dispositions,
}

pub(super) fn fields(protocol: &Protocol) -> [Field; 9] {
    let waves = protocol.waves.iter();
    let waves = waves.map(|wave| Code::new(&wave.number.to_string(), &[]));
    let count = |dutch, code, other| Field::needed(dutch, code, &[other], Holds::Count);
    [
        Field::needed("meting", "wave", &[], Holds::Code(waves.collect())),
        count("volledig", "I", "complete"),
        count("gedeeltelijk", "P", "partial"),
        count("weigering", "R", "refusal"),
        count("geen contact", "NC", "non_contact"),
        count("anders", "O", "other"),
        count("onbekend huishouden", "UH", "unknown_household"),
        count("onbekend anders", "UO", "unknown_other"),
        count("niet in aanmerking", "not_eligible", "NE"),
    ]
}

/// The counts of waves that the protocol plans and that are among `made`.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    protocol: &Protocol,
    made: &BTreeSet<u32>,
) -> Imported<Vec<WaveDispositions>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [wave, columns @ ..] = sheet.columns(&fields(protocol));
    let mut waves = Seen::default();
    sheet.read(|row: &mut Row| {
        let number = row.required_read(wave, |cell| wave_number(cell, protocol, made));
        let counts = columns.map(|column| count(row, column));
        let number = number?;
        if let Some(first_line) = waves.before(number, row.line()) {
            row.refuse(wave, Fault::Duplicate { first_line });
        }
        let [
            complete,
            partial,
            refusal,
            non_contact,
            other,
            household,
            unknown,
            ineligible,
        ] = counts;
        Some(WaveDispositions {
            wave: number,
            dispositions: Dispositions {
                complete: complete?,
                partial: partial?,
                refusal: refusal?,
                non_contact: non_contact?,
                other: other?,
                unknown_household: household?,
                unknown_other: unknown?,
                not_eligible: ineligible?,
            },
        })
    })
}

fn wave_number(cell: &str, protocol: &Protocol, made: &BTreeSet<u32>) -> Result<u32, Fault> {
    let known = || {
        let numbers: Vec<String> = protocol
            .waves
            .iter()
            .map(|w| w.number.to_string())
            .collect();
        numbers.join(", ")
    };
    let number = u32::try_from(values::whole(cell, None)?)
        .ok()
        .filter(|number| protocol.wave(*number).is_some())
        .ok_or_else(|| Fault::UnknownWave { known: known() })?;
    match made.contains(&number) {
        true => Ok(number),
        false => Err(Fault::WaveNotMade),
    }
}

fn count(row: &mut Row, column: Column) -> Option<u64> {
    let decimal = row.way().decimal;
    row.required_read(column, |cell| {
        u64::try_from(values::whole(cell, decimal)?).map_err(|_| Fault::Negative)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{self, faults};

    #[test]
    fn the_codes_of_aapor_are_counted_for_each_wave() {
        let file = "wave,I,P,R,NC,O,UH,UO,not_eligible\n0,499,22,55,646,4,0,0,14\n";
        let read = read(file.as_bytes(), &testing::protocol(), &BTreeSet::from([0]));
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.rows[0].wave, 0);
        assert_eq!(read.rows[0].dispositions.non_contact, 646);
        assert_eq!(read.rows[0].dispositions.not_eligible, 14);
    }

    #[test]
    fn unknown_waves_halves_and_missing_counts_are_refused() {
        let file = "wave;I;P;R;NC;O;UH;UO;not_eligible\n7;1;1;1;1;1;1;1;1\n1;1,5;-1;;1;1;1;1;1\n\
            0;1;1;1;1;1;1;1;1\n";
        let read = read(file.as_bytes(), &testing::protocol(), &BTreeSet::from([1]));
        assert_eq!(
            faults(&read),
            vec![
                (
                    2,
                    "wave",
                    Fault::UnknownWave {
                        known: "0, 1".into()
                    }
                ),
                (3, "I", Fault::NotAWholeNumber),
                (3, "P", Fault::Negative),
                (3, "R", Fault::Missing),
                (4, "wave", Fault::WaveNotMade),
            ]
        );
    }
}
