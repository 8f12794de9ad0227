//! Open answers that come in a file of their own, beside the responses they belong to.

use std::collections::HashSet;

use super::field::{Field, Holds};
use super::problem::Fault;
use super::responses::respondent;
use super::sheet::{File, Row, Seen, Sheet};
use super::values;
use super::{Imported, Source};
use crate::domain::evidence::CommentRow;
use crate::domain::language::Language;

pub(super) fn fields() -> [Field; 4] {
    [
        respondent(),
        Field::optional("taal", "language", &["lang"], Holds::language()),
        Field::needed("opmerking", "comment", &["toelichting"], Holds::Text),
        Field::optional("opmerking_en", "comment_en", &[], Holds::Words),
    ]
}

/// Comments, one a row and at most one for each of `respondents`, or of anybody where it is not known
/// who responded. Without a language they are in `usual`.
pub fn read<'a>(
    source: impl Into<Source<'a>>,
    respondents: Option<&HashSet<String>>,
    usual: &Language,
) -> Imported<Vec<CommentRow>> {
    let file = File::new(source);
    let mut sheet = Sheet::open(&file);
    let [respondent, language, text, text_en] = sheet.columns(&fields());
    let mut keys = Seen::default();
    sheet.read(|row: &mut Row| {
        let key = row.required_short(respondent);
        let written_in = row.read(language, |cell| {
            values::language(cell).ok_or(Fault::NotALanguage)
        });
        let comment = row.required_long(text);
        let translated = row.long(text_en);
        if let Some(key) = &key {
            if respondents.is_some_and(|all| !all.contains(key)) {
                row.refuse(respondent, Fault::UnknownRespondent);
            } else if let Some(first_line) = keys.before(key.clone(), row.line()) {
                row.refuse(respondent, Fault::Duplicate { first_line });
            }
        }
        Some(CommentRow {
            respondent: key?,
            language: written_in.unwrap_or_else(|| usual.clone()),
            text: comment?,
            text_en: translated,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::faults;

    #[test]
    fn comments_keep_their_words_line_breaks_and_formulas() {
        let file =
            "respondent,taal,opmerking\nW1,fy,\"Tige\r\nbêst 😀\"\nW2,en,=1+1\nW3,,<b>ja</b>\n";
        let read = read(file.as_bytes(), None, &Language::dutch());
        assert_eq!(read.problems, vec![]);
        let told: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.language.tag(), row.text.as_str()))
            .collect();
        assert_eq!(
            told,
            vec![("fy", "Tige\nbêst 😀"), ("en", "=1+1"), ("nl", "<b>ja</b>")]
        );
    }

    #[test]
    fn an_empty_or_second_comment_of_a_respondent_is_refused() {
        let file = "respondent,opmerking\nW1,Goed\nW1,Slecht\nW2,\n";
        let read = read(file.as_bytes(), None, &Language::dutch());
        assert_eq!(
            faults(&read),
            vec![
                (3, "respondent", Fault::Duplicate { first_line: 2 }),
                (4, "opmerking", Fault::Missing),
            ]
        );
    }

    #[test]
    fn a_comment_of_nobody_who_responded_is_refused_and_the_others_are_taken() {
        let file = "respondent,opmerking\nW1,Goed\nw1,Slecht\nW2,\nW3,Matig\nW3,Nog eens\n";
        let responded = HashSet::from(["W1", "W2"].map(str::to_owned));
        let read = read(file.as_bytes(), Some(&responded), &Language::dutch());
        assert_eq!(
            faults(&read),
            vec![
                (3, "respondent", Fault::UnknownRespondent),
                (4, "opmerking", Fault::Missing),
                (5, "respondent", Fault::UnknownRespondent),
                (6, "respondent", Fault::UnknownRespondent),
            ]
        );
        assert_eq!(read.problems[0].value, "w1");
        assert_eq!((read.rows.len(), read.row_numbers), (1, vec![2]));
        assert_eq!(read.refused_rows, vec![3, 4, 5, 6]);
    }
}
