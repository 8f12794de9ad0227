//! A file to begin with: a header in either language and two rows that show what goes where.

use super::field::{Field, Holds};
use super::{
    Context, catalogue, clients, codes, comments, dispositions, interviews, measurements,
    responses, themes, tickets,
};
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::survey::{Item, ItemKind, Survey};
use crate::texts::t;

/// What a file of a kind can hold; none for responses without a survey.
pub fn fields(kind: FileKind, context: Context) -> Option<Vec<Field>> {
    let protocol = context.protocol;
    Some(match kind {
        FileKind::Clients => clients::fields(protocol).into(),
        FileKind::Responses => responses::fields(context.survey?, protocol),
        FileKind::Comments => comments::fields().into(),
        FileKind::Dispositions => dispositions::fields(protocol).into(),
        FileKind::Interviews => interviews::fields(protocol).into(),
        FileKind::Codes => codes::fields().into(),
        FileKind::Themes => themes::fields(protocol).into(),
        FileKind::Measurements => measurements::fields(protocol).into(),
        FileKind::Tickets => tickets::fields(protocol).into(),
        FileKind::Clusters | FileKind::Services | FileKind::Agreements => {
            catalogue::fields(protocol, kind.part()?)
        }
    })
}

/// The file, with its names and words in `language`. Semicolons and decimal commas in Dutch, as
/// spreadsheets there expect; commas and points in English.
pub fn written(kind: FileKind, context: Context, language: &Language) -> Option<Vec<u8>> {
    let is_dutch = *language == Language::dutch();
    let example = Example {
        language,
        is_dutch,
        protocol: context.protocol,
        survey: context.survey,
    };
    let fields = fields(kind, context)?;
    let shown: Vec<&Field> = fields.iter().filter(|field| example.shows(field)).collect();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(if is_dutch { b';' } else { b',' })
        .from_writer("\u{feff}".as_bytes().to_vec());
    let header = shown.iter().map(|field| match is_dutch {
        true => &field.dutch,
        false => &field.code,
    });
    let _ = writer.write_record(header); // writing to memory does not fail
    for row in 0..2 {
        let cells = shown.iter().map(|field| example.cell(field, row));
        let _ = writer.write_record(cells);
    }
    writer.into_inner().ok()
}

struct Example<'a> {
    language: &'a Language,
    is_dutch: bool,
    protocol: &'a Protocol,
    survey: Option<&'a Survey>,
}

impl Example<'_> {
    /// A template shows a question as one column, one note a row, a figure one way, and no marks of other
    /// programs.
    fn shows(&self, field: &Field) -> bool {
        let further = field.code.strip_prefix("statement_");
        let is_further = further.is_some_and(|nr| nr.parse::<u8>().is_ok());
        let is_text = field.code.ends_with(".nl") || field.code.ends_with(".en");
        (is_text || !field.code.contains(['[', '.']))
            && field.code != "submitted"
            && field.code != "value"
            && !is_further
    }

    fn cell(&self, field: &Field, row: usize) -> String {
        if let Some(item) = self.item(field) {
            return self.answer(item, row);
        }
        let code = |codes: &[super::field::Code]| {
            let code = codes.get(row.min(codes.len().saturating_sub(1)));
            code.map_or_else(String::new, |code| code.code.clone())
        };
        match &field.holds {
            Holds::Key if field.code == "statement" => (row + 1).to_string(),
            // Nobody's key, so that an example that is left in the file changes no one.
            Holds::Key => self.key(row),
            Holds::Words if field.code == "interview" => self.key(row),
            Holds::Words if LEFT_OPEN.contains(&field.code.as_str()) => String::new(),
            Holds::Words if field.code == "theme" => self.theme(row),
            Holds::Words if field.code == "name" => self.word(row, NAMES),
            Holds::Words if field.code.ends_with("_en") => String::new(),
            Holds::Words => self.word(row, WORDS),
            Holds::Text => self.word(row, TEXTS),
            Holds::Address => format!("k00{}@example.org", row + 1),
            // The second ticket is not solved yet.
            Holds::Day | Holds::Moment if row == 1 && is_end_of_ticket(field) => String::new(),
            Holds::Day => self.day(),
            Holds::Moment => format!("{} {:02}:30", self.day(), 9 + row),
            Holds::Month => self.evidence_from().format("%Y-%m").to_string(),
            Holds::Amount if field.code == "denominator" => (20 + row).to_string(),
            Holds::Amount if field.code == "share_within" => "90 %".to_owned(),
            Holds::Amount if field.code == "score" => (8 - row.min(1)).to_string(),
            Holds::Amount => match self.is_dutch {
                true => "12,5".to_owned(),
                false => "12.5".to_owned(),
            },
            Holds::Count => (10 + row).to_string(),
            Holds::Code(codes) | Holds::Codes(codes) => code(codes),
        }
    }

    fn item(&self, field: &Field) -> Option<&Item> {
        let mut items = self.survey?.questions();
        items.find(|item| field.is_question() && item.code == field.code)
    }

    /// An answer that the item takes.
    fn answer(&self, item: &Item, row: usize) -> String {
        let options = item.options();
        match &item.kind {
            ItemKind::Scale { low, high, .. } => {
                high.saturating_sub(row as u8).max(*low).to_string()
            }
            ItemKind::Ranking { .. } => {
                let codes: Vec<&str> = options.iter().map(|o| o.code.as_str()).collect();
                codes.join("|")
            }
            ItemKind::SingleChoice { .. } | ItemKind::MultipleChoice { .. } => {
                let option = options.get(row.min(options.len().saturating_sub(1)));
                option.map_or_else(String::new, |option| option.code.clone())
            }
            ItemKind::YesNo => ["1", "0"][row.min(1)].to_owned(),
            ItemKind::Number { low, high, .. } => low.or(*high).unwrap_or(1.0).to_string(),
            ItemKind::Date { earliest, latest } => {
                let day = earliest.or(*latest).unwrap_or(self.evidence_from());
                day.to_string()
            }
            ItemKind::Email => format!("k00{}@example.org", row + 1),
            ItemKind::ShortText { .. } => self.word(row, WORDS),
            ItemKind::LongText { .. } => self.word(row, TEXTS),
            ItemKind::Information => String::new(),
        }
    }

    /// A theme that the protocol knows.
    fn theme(&self, row: usize) -> String {
        let mut themes = self
            .protocol
            .analysis
            .subjects
            .iter()
            .flat_map(|one| &one.themes);
        let known = themes.nth(row).cloned();
        known.unwrap_or_else(|| self.word(row, WORDS))
    }

    fn key(&self, row: usize) -> String {
        format!("{}-{}", t(self.language, "import-example-key"), row + 1)
    }

    fn word(&self, row: usize, keys: [&str; 2]) -> String {
        t(self.language, keys[row.min(1)])
    }

    /// A day that counts in the last wave.
    fn evidence_from(&self) -> chrono::NaiveDate {
        let wave = self.protocol.waves.last();
        wave.map_or(self.protocol.programme.introduction, |wave| {
            wave.evidence_from
        })
    }

    fn day(&self) -> String {
        let day = self.evidence_from();
        match self.is_dutch {
            true => day.format("%-d-%-m-%Y").to_string(),
            false => day.to_string(),
        }
    }
}

/// Fields with names that only those who fill in the file know.
const LEFT_OPEN: [&str; 4] = ["coder", "parent", "series", "tickets"];

/// Whether the field tells when a ticket ended.
fn is_end_of_ticket(field: &Field) -> bool {
    ["closed_on", "solved_at"].contains(&field.code.as_str())
}

const NAMES: [&str; 2] = ["import-example-name-1", "import-example-name-2"];
const WORDS: [&str; 2] = ["import-example-words-1", "import-example-words-2"];
const TEXTS: [&str; 2] = ["import-example-text-1", "import-example-text-2"];

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::coding::Round;
    use crate::domain::coding::brought::{Coder, Coding};
    use crate::domain::coding::tests::said;
    use crate::domain::coding::themes::Tree;
    use crate::domain::evidence::Against;
    use crate::import::{read, testing};

    #[test]
    fn every_template_is_taken_as_it_is_in_both_languages() {
        let (protocol, survey) = (testing::protocol(), testing::survey());
        let usual = Language::dutch();
        let languages = [Language::dutch(), Language::english()];
        let words = languages
            .iter()
            .flat_map(|one| WORDS.map(|key| t(one, key)));
        let words: Vec<String> = words.collect();
        let coder = Coder {
            address: "eva@example.org".to_owned(),
            account: Uuid::nil(),
            seat: None,
        };
        let coding = Coding {
            tree: Tree::new(Vec::new(), words.iter().map(String::as_str)),
            said: vec![
                said("voorbeeld-1", 1, "Snel"),
                said("voorbeeld-2", 2, "Traag"),
                said("example-1", 1, "Snel"),
                said("example-2", 2, "Traag"),
            ],
            round: Round::Blind,
            own: Some(coder.account),
            coders: vec![coder],
            free: 2,
        };
        let against = Against {
            themes: Some(coding.tree.clone()),
            coding: Some(coding),
            respondents: Some(
                ["voorbeeld-1", "voorbeeld-2", "example-1", "example-2"]
                    .map(str::to_owned)
                    .into(),
            ),
            waves: Some(protocol.waves.iter().map(|wave| wave.number).collect()),
            text: Some(testing::PROTOCOL.to_owned()),
        };
        let context = Context {
            protocol: &protocol,
            survey: Some(&survey),
            against: &against,
            usual: &usual,
        };
        for kind in FileKind::ALL {
            for language in [Language::dutch(), Language::english()] {
                let file = written(kind, context, &language).unwrap();
                let read = read(kind, &file, context).unwrap();
                assert_eq!(read.problems, vec![], "{kind:?}");
                assert_eq!(read.ignored_columns, Vec::<String>::new(), "{kind:?}");
                assert_eq!(read.records, 2, "{kind:?}");
            }
        }
    }
}
