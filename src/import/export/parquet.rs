//! Answers as Parquet, whose columns have types: numbers are numbers, days are days, and what was said in
//! place of an answer stands in a column of its own.

use std::mem::take;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::writer::{Pipe, Unwritable};
use super::{Cell, Export, LEAD, Shape};
use crate::domain::evidence::{Absence, Answer};
use crate::domain::placed::PlacedRow;
use crate::domain::survey::{Item, ItemKind};

/// As many rows as are in memory before they are written as one group.
const GROUP: usize = 20_000;
/// Behind the code of an item: why there is no answer.
const ABSENT: &str = "_absent";
/// Under which the meaning of the columns stands at the end of the file.
const MEANING: &str = "peil.columns";

pub(super) struct Table {
    file: SerializedFileWriter<Pipe>,
    ready: Receiver<Vec<u8>>,
    columns: Vec<Column>,
    rows: usize,
}

/// The cells of a column that wait for their group.
struct Column {
    name: String,
    /// 1 where there is a value, 0 where there is none.
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Words(Vec<ByteArray>),
    Whole(Vec<i64>),
    Numbers(Vec<f64>),
    /// Days since 1 January 1970.
    Days(Vec<i32>),
}

impl Table {
    /// `meaning` is JSON that says what the columns mean.
    pub fn new(export: &Export, meaning: String) -> Result<Self, Unwritable> {
        let columns = columns(export);
        let fields: Result<Vec<_>, ParquetError> = columns.iter().map(Column::field).collect();
        let schema = Type::group_type_builder("answers").with_fields(fields?);
        let meaning = KeyValue::new(MEANING.to_owned(), meaning);
        let properties = WriterProperties::builder().set_key_value_metadata(Some(vec![meaning]));
        let (pipe, ready) = channel();
        let file = SerializedFileWriter::new(
            Pipe(pipe),
            Arc::new(schema.build()?),
            Arc::new(properties.build()),
        )?;
        Ok(Self {
            file,
            ready,
            columns,
            rows: 0,
        })
    }

    pub fn rows(&mut self, export: &Export, rows: &[PlacedRow]) -> Result<Vec<u8>, Unwritable> {
        for row in rows {
            for cells in told(export, row) {
                let columns = self.columns.iter_mut();
                columns
                    .zip(cells)
                    .for_each(|(column, cell)| column.put(&cell));
                self.rows += 1;
            }
            if self.rows >= GROUP {
                self.write()?;
            }
        }
        Ok(self.ready())
    }

    pub fn end(mut self) -> Result<Vec<u8>, Unwritable> {
        self.write()?;
        let Self { file, ready, .. } = self;
        drop(file.into_inner()?);
        Ok(ready.try_iter().flatten().collect())
    }

    fn ready(&self) -> Vec<u8> {
        self.ready.try_iter().flatten().collect()
    }

    /// The rows that wait, as one group.
    fn write(&mut self) -> Result<(), Unwritable> {
        if take(&mut self.rows) == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for column in &mut self.columns {
            if let Some(to) = group.next_column()? {
                column.write(to)?;
            }
        }
        group.close()?;
        Ok(())
    }
}

fn columns(export: &Export) -> Vec<Column> {
    let words = || Values::Words(Vec::new());
    let names = export.header().into_iter();
    let items: Vec<Values> = match export.shape {
        // An answer may be anything.
        Shape::Long => Vec::new(),
        Shape::Wide => {
            let own = export.items.iter().map(|item| Values::of(&item.kind));
            let others = export.others().map(|_| words());
            let apart = export.apart().map(|_| Values::Whole(Vec::new()));
            own.chain(others).chain(apart).collect()
        }
    };
    let kinds = LEAD.iter().map(|_| words()).chain(items);
    let kinds = kinds.chain(std::iter::repeat_with(words));
    let named = names.zip(kinds);
    let absent = absences(export).map(|item| (format!("{}{ABSENT}", item.code), words()));
    let all = named.chain(absent);
    all.map(|(name, values)| Column {
        name,
        there: Vec::new(),
        values,
    })
    .collect()
}

/// The items that have a column for why there is no answer. In a list of answers the word stands there.
fn absences(export: &Export) -> impl Iterator<Item = &Item> {
    let items = match export.shape {
        Shape::Wide => export.items.as_slice(),
        Shape::Long => &[],
    };
    items.iter().filter(|item| may_be_absent(item))
}

fn may_be_absent(item: &Item) -> bool {
    item.not_applicable || item.dont_know
}

/// The rows of a response, as long as there are columns.
fn told<'r>(export: &'r Export, row: &'r PlacedRow) -> Vec<Vec<Cell<'r>>> {
    if export.shape == Shape::Long {
        return export.long(row);
    }
    let mut cells: Vec<Cell> = export.wide(row).collect();
    let answers = export.items.iter().zip(&row.answers);
    let absences = answers.map(|(item, answer)| (item, absence(answer.as_ref())));
    for ((_, absence), cell) in absences.clone().zip(cells.iter_mut().skip(LEAD.len())) {
        if absence.is_some() {
            *cell = Cell::Blank;
        }
    }
    let absences = absences.filter(|(item, _)| may_be_absent(item));
    cells.extend(absences.map(|(_, absence)| match absence {
        Some(Absence::NotApplicable) => Cell::Words("not_applicable".into()),
        Some(Absence::DontKnow) => Cell::Words("dont_know".into()),
        None => Cell::Blank,
    }));
    vec![cells]
}

fn absence(answer: Option<&Answer>) -> Option<Absence> {
    match answer? {
        Answer::Absent { absent } => Some(*absent),
        _ => None,
    }
}

impl Values {
    fn of(kind: &ItemKind) -> Self {
        match kind {
            ItemKind::Scale { .. } => Self::Whole(Vec::new()),
            ItemKind::Number { .. } => Self::Numbers(Vec::new()),
            ItemKind::Date { .. } => Self::Days(Vec::new()),
            _ => Self::Words(Vec::new()),
        }
    }
}

impl Column {
    fn field(&self) -> Result<Arc<Type>, ParquetError> {
        let (physical, logical) = match self.values {
            Values::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Whole(_) => (Physical::INT64, None),
            Values::Numbers(_) => (Physical::DOUBLE, None),
            Values::Days(_) => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(&self.name, physical);
        let field = field.with_logical_type(logical);
        Ok(Arc::new(
            field.with_repetition(Repetition::OPTIONAL).build()?,
        ))
    }

    /// A cell that is not of the column's type is none: an answer of an earlier version of the item.
    fn put(&mut self, cell: &Cell) {
        let is_there = match (&mut self.values, cell) {
            (_, Cell::Blank) => false,
            (Values::Words(words), cell) => {
                words.push(cell.plain().into_owned().into_bytes().into());
                true
            }
            (Values::Whole(values), Cell::Number(number)) if number.fract() == 0.0 => {
                values.push(*number as i64);
                true
            }
            (Values::Numbers(values), Cell::Number(number)) => {
                values.push(*number);
                true
            }
            (Values::Days(values), Cell::Day(day)) => {
                values.push(day.to_epoch_days());
                true
            }
            _ => false,
        };
        self.there.push(i16::from(is_there));
    }

    fn write(&mut self, mut to: SerializedColumnWriter) -> Result<(), Unwritable> {
        let there = take(&mut self.there);
        let there = Some(there.as_slice());
        match &mut self.values {
            Values::Words(values) => {
                let to = to.typed::<ByteArrayType>();
                to.write_batch(&take(values), there, None)?;
            }
            Values::Whole(values) => {
                to.typed::<Int64Type>()
                    .write_batch(&take(values), there, None)?;
            }
            Values::Numbers(values) => {
                to.typed::<DoubleType>()
                    .write_batch(&take(values), there, None)?;
            }
            Values::Days(values) => {
                to.typed::<Int32Type>()
                    .write_batch(&take(values), there, None)?;
            }
        }
        Ok(to.close()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Write as _;

    use chrono::NaiveDate;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    use super::super::{Format, Writer};
    use super::*;
    use crate::domain::evidence::{Completeness, ResponseRow};
    use crate::domain::language::Language;
    use crate::domain::survey::Survey;

    fn survey() -> Survey {
        let kinds = [
            include_str!("../../../tests/data/surveys/multiple_choice.toml"),
            include_str!("../../../tests/data/surveys/number.toml"),
            include_str!("../../../tests/data/surveys/date.toml"),
            include_str!("../../../tests/data/surveys/scale.toml"),
        ];
        super::super::tests::joined(&kinds)
    }

    fn row(nr: usize, answers: Vec<(&str, Answer)>) -> ResponseRow {
        ResponseRow {
            key: format!("=R{nr}"),
            segment: None,
            completeness: Completeness::Complete,
            answers: answers
                .into_iter()
                .map(|(code, answer)| (code.to_owned(), answer))
                .collect(),
        }
    }

    /// Read back by the library, with the rows as text.
    fn back(
        shape: Shape,
        rows: &[ResponseRow],
    ) -> (SerializedFileReader<std::fs::File>, Vec<String>) {
        let wanted = (Format::Parquet, shape);
        let (hidden, language) = (BTreeSet::new(), Language::english());
        let mut writer = Writer::new(&survey(), wanted, hidden, &language).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&writer.start().unwrap()).unwrap();
        let rows = super::super::tests::placed(&writer, rows);
        for some in rows.chunks(7_000) {
            file.write_all(&writer.rows(some).unwrap()).unwrap();
        }
        file.write_all(&writer.end().unwrap()).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let read = reader.get_row_iter(None).unwrap();
        let read = read.map(|row| row.unwrap().to_string()).collect();
        (reader, read)
    }

    #[test]
    fn numbers_days_and_words_come_back_with_their_types_and_what_is_absent_with_its_reason() {
        let codes = ["mail", "desk"].map(str::to_owned).to_vec();
        let day = NaiveDate::from_ymd_opt(2026, 10, 3).unwrap();
        let answered = row(
            1,
            vec![
                ("channels", Answer::Words(codes)),
                ("hours", Answer::Decimal(7.5)),
                ("day", Answer::Word(day.to_string())),
                ("satisfied", Answer::Number(4)),
            ],
        );
        let absent = Answer::Absent {
            absent: Absence::NotApplicable,
        };
        let rows = [
            answered,
            row(2, vec![("satisfied", absent)]),
            row(3, Vec::new()),
        ];
        let (reader, read) = back(Shape::Wide, &rows);
        insta::assert_snapshot!(read.join("\n"));
        let meaning = reader.metadata().file_metadata().key_value_metadata();
        let meaning = meaning.unwrap().iter().find(|one| one.key == MEANING);
        let meaning = meaning.and_then(|one| one.value.as_deref()).unwrap();
        assert!(meaning.contains("How long did you wait?"), "{meaning}");
    }

    #[test]
    fn many_rows_are_written_in_groups_and_none_is_lost() {
        let answers = |nr: usize| vec![("satisfied", Answer::Number((nr % 5 + 1) as i64))];
        let rows: Vec<_> = (0..2 * GROUP + 5).map(|nr| row(nr, answers(nr))).collect();
        let (reader, read) = back(Shape::Long, &rows);
        assert!(reader.num_row_groups() > 1);
        assert_eq!(read.len(), rows.len());
        assert!(
            read[GROUP].contains(&format!("\"=R{GROUP}\"")),
            "{}",
            read[GROUP]
        );
        assert_eq!(back(Shape::Wide, &[]).1.len(), 0);
    }
}
