//! The client list: who can be asked, where, in which language.

use super::field::{Field, Holds};
use super::known::Known;
use super::problem::Fault;
use super::sheet::{File, Row, Seen, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::evidence::ClientRow;
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;

pub(super) fn fields(protocol: &Protocol) -> [Field; 6] {
    let segments = Known::segments(protocol).holds();
    [
        Field::needed(
            "klant",
            "key",
            &["client", "klantnummer", "nummer", "code", "id"],
            Holds::Key,
        ),
        Field::needed("naam", "name", &[], Holds::Words),
        Field::needed(
            "e-mail",
            "email",
            &["mail", "e-mailadres", "e-mail address", "adres"],
            Holds::Address,
        ),
        Field::needed("segment", "segment", &["afdeling", "department"], segments),
        Field::optional("rol", "role", &["functie", "function"], Holds::Words),
        Field::optional("taal", "language", &["lang"], Holds::language()),
    ]
}

/// Clients, one a row. Without a language a client is written to in `usual`, and so is every client
/// when the file has no such column.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    protocol: &Protocol,
    usual: &Language,
) -> Imported<Vec<ClientRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [key, name, email, segment, role, language] = sheet.columns(&fields(protocol));
    let segments = Known::segments(protocol);
    let (mut keys, mut addresses) = (Seen::default(), Seen::default());
    sheet.read(|row: &mut Row| {
        let client_key = row.required_short(key);
        let client_name = row.required_short(name);
        // Who has none is asked by letter.
        let address = row.read(email, address);
        row.required(segment);
        let client_segment = row.read(segment, |cell| segments.segment(cell));
        let client_role = row.short(role);
        let speaks = row.read(language, |cell| {
            values::language(cell).ok_or(Fault::NotALanguage)
        });
        if let Some(known) = &client_key
            && let Some(first_line) = keys.before(known.clone(), row.line())
        {
            row.refuse(key, Fault::Duplicate { first_line });
        }
        if let Some(known) = &address
            && let Some(first_line) = addresses.before(known.to_lowercase(), row.line())
        {
            row.note(email, Fault::SharedAddress { first_line });
        }
        Some(ClientRow {
            key: client_key?,
            name: client_name?,
            email: address.unwrap_or_default(),
            segment: client_segment?,
            role: client_role,
            language: speaks.unwrap_or_else(|| usual.clone()),
        })
    })
}

/// An address that mail can be sent to: one @, a domain with a dot, and nothing that could pass
/// for a second address or another header.
fn address(cell: &str) -> Result<String, Fault> {
    let fits = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>()[]\\,;:\"".contains(c);
    let (local, domain) = cell.rsplit_once('@').ok_or(Fault::NotAnAddress)?;
    let named = domain
        .split('.')
        .all(|label| !label.starts_with('-') && !label.ends_with('-'));
    let good = fits(local)
        && fits(domain)
        && named
        && domain.contains('.')
        && cell.len() <= 254
        && local.chars().all(plain)
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    good.then(|| cell.to_owned()).ok_or(Fault::NotAnAddress)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::{self, faults};

    fn read_text(text: &str) -> Imported<Vec<ClientRow>> {
        read(text.as_bytes(), &testing::protocol(), &Language::dutch())
    }

    #[test]
    fn clients_are_read_with_segments_by_code_or_name() {
        let read = read_text(
            "Klant;Naam;E-mail;Afdeling;Taal;Kamer\r\n\
             K1;Zoë van 't Hof;zoe@waterhoven.example;SD;en;12\r\n\
             K2;Bé;be@waterhoven.example;publiekszaken;;\r\n",
        );
        assert_eq!(read.problems, vec![]);
        assert_eq!(read.ignored_columns, vec!["Kamer"]);
        let told: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.key.as_str(), row.segment.as_str(), row.language.tag()))
            .collect();
        assert_eq!(told, vec![("K1", "SD", "en"), ("K2", "PZ", "nl")]);
    }

    #[test]
    fn every_bad_cell_of_every_row_is_named() {
        let read = read_text(
            "klant,naam,email,segment,taal\n\
             K1,Ab,ab@waterhoven.example,SD,nl\n\
             K1,,ab@waterhoven,XX,klingon\n\
             K3,Cor,\"c@x.example, d@y.example\",SD,nl\n",
        );
        assert_eq!(read.rows.len(), 1);
        assert_eq!(
            faults(&read),
            vec![
                (3, "naam", Fault::Missing),
                (3, "email", Fault::NotAnAddress),
                (
                    3,
                    "segment",
                    Fault::UnknownSegment {
                        known: "SD, PZ".into()
                    }
                ),
                (3, "taal", Fault::NotALanguage),
                (3, "klant", Fault::Duplicate { first_line: 2 }),
                (4, "email", Fault::NotAnAddress),
            ]
        );
    }

    #[test]
    fn who_has_no_address_is_taken_without_one() {
        let read = read_text("klant,naam,email,segment\nK1,A,,SD\nK2,B,  ,SD\n");
        assert!(read.is_clean() && read.notes.is_empty());
        assert!(read.rows.iter().all(|row| row.email.is_empty()));
        assert_eq!(read.rows.len(), 2);
    }

    #[test]
    fn two_clients_at_one_address_are_taken_with_a_note() {
        let read =
            read_text("klant,naam,email,segment\nK1,A,a@b.example,SD\nK2,B,A@b.example,SD\n");
        assert!(read.is_clean());
        assert_eq!(read.rows.len(), 2);
        assert_eq!(read.notes[0].fault, Fault::SharedAddress { first_line: 2 });
    }
}
