//! A table with a header: finds its columns, hands out rows and gathers what is wrong with them.

use std::collections::HashMap;

use super::columns::{Columns, letters};
use super::csv_reader::{Broken, Place, Record, Records};
use super::field::{Field, Holds};
use super::mapping::{ColumnUse, DateOrder, Preset, Unmatched, Why};
use super::problem::{Fault, Problem};
use super::report::Report;
use super::row::{Way, quote};
use super::stream::Memory;
use super::suggest;
use super::values::{DecimalSign, SignFinder, date_order};
use super::{Detected, Imported};

pub(super) use super::columns::Column;
pub(super) use super::row::Row;
pub(super) use super::source::File;

/// How many rows are looked at to see what a column holds, and how many are shown.
const LOOKED_AT: usize = 200;
const SHOWN_ROWS: usize = 4;
const SHOWN_CELLS: usize = 3;
const SHOWN_CHARS: usize = 60;
/// As far down as a header is looked for.
const HEADER_WITHIN: usize = 10;

pub(super) struct Sheet<'t> {
    file: &'t File<'t>,
    records: Records<'t>,
    detected: Detected,
    /// Where the header stands: its line, and its row.
    line: u64,
    columns: Columns,
    knows_header: bool,
    /// Cells that a spreadsheet would run were made harmless.
    is_defused: bool,
    report: Report,
    group: Column,
    /// Where the rows begin.
    body: Place,
    /// Where the columns with numbers stand.
    amounts: Vec<usize>,
}

impl<'t> Sheet<'t> {
    pub fn open(file: &'t File) -> Self {
        let (records, delimiter) = file.records();
        let mut sheet = Self {
            file,
            detected: Detected {
                delimiter: char::from(delimiter),
                encoding: file.encoding,
                decimal: file.mapping.decimal,
                dates: None,
                header_row: 1,
                preset: None,
                is_workbook: file.is_workbook,
            },
            line: records.first_line(),
            records,
            columns: Columns::default(),
            knows_header: false,
            is_defused: false,
            report: Report::listing(file.listed),
            group: Column(None),
            body: Place::default(),
            amounts: Vec::new(),
        };
        if let Some(refusal) = &file.refusal {
            sheet.report.problem(Problem {
                line: 1,
                row: 1,
                column: None,
                value: refusal.value.clone(),
                fault: refusal.fault.clone(),
            });
        }
        sheet
    }

    /// The columns of these fields; one that is needed and missing is a problem.
    pub fn columns<const N: usize>(&mut self, fields: &[Field; N]) -> [Column; N] {
        let found = self.columns_of(fields);
        std::array::from_fn(|index| found.get(index).copied().unwrap_or(Column(None)))
    }

    /// The program that the file seems to come from, or was said to come from.
    pub fn preset(&mut self, fields: &[Field]) -> Option<Preset> {
        self.read_header(fields);
        self.detected.preset = self
            .file
            .mapping
            .preset
            .or_else(|| self.columns.preset(fields));
        self.detected.preset
    }

    pub fn columns_of(&mut self, fields: &[Field]) -> Vec<Column> {
        self.read_header(fields);
        for (place, fault) in self
            .columns
            .assign(fields, self.file.mapping, self.file.earlier)
        {
            self.header_problem(place, fault);
        }
        let places: Vec<Option<usize>> = (0..fields.len())
            .map(|field| self.columns.place_of(field))
            .collect();
        for (field, place) in fields.iter().zip(&places) {
            if field.is_needed && place.is_none() {
                self.misses(&field.dutch, &field.other_names());
            }
        }
        self.is_defused |= self.columns.are_ours();
        self.body = self.records.place();
        if let Some(from) = self.file.piece.and_then(|piece| piece.from) {
            self.records.go_to(from);
        }
        self.look_at_cells();
        places.into_iter().map(Column).collect()
    }

    /// Says that a column is missing.
    pub fn misses(&mut self, name: &str, others: &[&str]) {
        if self.columns.len() > 0 {
            let (name, others) = (name.to_owned(), others.join(", "));
            self.header_problem(None, Fault::MissingColumn { name, others });
        }
    }

    /// Says what is wrong with the file as a whole; then none of its rows is read.
    pub fn refuse(&mut self, fault: Fault) {
        self.header_problem(None, fault);
    }

    /// Says that only this program writes such files, and makes their cells harmless.
    pub fn is_ours(&mut self) {
        self.is_defused = true;
    }

    /// Rows with the same cell here stand or fall together.
    pub fn grouped_by(&mut self, column: Column) {
        self.group = column;
    }

    fn read_header(&mut self, fields: &[Field]) {
        if std::mem::replace(&mut self.knows_header, true) || self.file.refusal.is_some() {
            return;
        }
        let row = self.header_row(fields);
        self.detected.header_row = row;
        if row == 0 {
            if let Some(Ok(first)) = self.records.clone().next() {
                self.columns = Columns::new((0..first.cells.len()).map(letters).collect());
            }
            return;
        }
        loop {
            match self.records.next() {
                None => return self.header_problem(None, Fault::Empty),
                Some(Ok(record)) if record.number < u64::from(row) || is_blank(&record) => {}
                Some(Err(broken)) if broken.number < u64::from(row) => {}
                Some(Err(broken)) => {
                    self.line = broken.line;
                    return self.header_problem(None, broken.fault);
                }
                Some(Ok(record)) => {
                    self.line = record.line;
                    let names = record.cells.iter().map(|name| name.trim().to_owned());
                    self.columns = Columns::new(names.collect());
                    return;
                }
            }
        }
    }

    /// The row with the names of the columns: the first, unless that has none we know while one
    /// further down has several; 0 when the first holds values.
    fn header_row(&self, fields: &[Field]) -> u32 {
        if let Some(row) = self.file.mapping.header_row {
            return row;
        }
        let known = |record: &Record| {
            let mut columns = Columns::new(record.cells.iter().map(|c| c.trim().into()).collect());
            columns.assign(fields, self.file.mapping, self.file.earlier);
            (0..columns.len())
                .filter(|place| columns.why(*place).is_some())
                .count()
        };
        let mut rows = self.records.clone().take(HEADER_WITHIN).peekable();
        if let Some(Err(_)) = rows.peek() {
            return 1; // which is then said of it
        }
        let mut rows = rows.flatten().filter(|record| !is_blank(record));
        let Some(first) = rows.next() else {
            return 1;
        };
        let number = |record: &Record| u32::try_from(record.number).unwrap_or(1);
        if known(&first) > 0 {
            return number(&first);
        }
        match rows.find(|record| known(record) > 1) {
            Some(header) => number(&header),
            None if first.cells.iter().any(|cell| suggest::is_value(cell)) => 0,
            None => number(&first),
        }
    }

    fn header_problem(&mut self, place: Option<usize>, fault: Fault) {
        let name = place.map(|place| self.columns.header(place).to_owned());
        self.report.problem(Problem {
            line: self.line,
            row: u64::from(self.detected.header_row.max(1)),
            value: name.as_deref().map(quote).unwrap_or_default(),
            column: name,
            fault,
        });
    }

    /// Finds out which decimal sign and which order of day and month the file uses.
    fn look_at_cells(&mut self) {
        let places = |wanted: Holds| -> Vec<usize> {
            let fields = self.columns.fields.iter().enumerate();
            fields
                .filter(|(_, field)| field.holds == wanted)
                .filter_map(|(index, _)| self.columns.place_of(index))
                .collect()
        };
        let days = [places(Holds::Day), places(Holds::Moment)].concat();
        self.amounts = places(Holds::Amount);
        if self.detected.decimal.is_none() && !self.amounts.is_empty() {
            self.detected.decimal = self.sign();
        }
        let (mut day_first, mut month_first) = (false, false);
        for record in self.records.clone().take(LOOKED_AT).flatten() {
            for cell in days.iter().filter_map(|place| record.cells.get(*place)) {
                match date_order(cell) {
                    Some(DateOrder::DayFirst) => day_first = true,
                    Some(DateOrder::MonthFirst) => month_first = true,
                    None => {}
                }
            }
        }
        self.detected.dates = match (day_first, month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        };
    }

    /// The decimal sign of the whole file, or of its first piece.
    fn sign(&self) -> Option<DecimalSign> {
        let piece = self.file.piece;
        if piece.is_some_and(|piece| !piece.looks || piece.from.is_some()) {
            return None;
        }
        let until = piece.map_or(usize::MAX, |piece| piece.until);
        let mut records = self.records.clone();
        let mut finder = SignFinder::default();
        while records.place().at < until {
            match records.next() {
                None => break,
                Some(Err(_)) => {}
                Some(Ok(record)) => self.look_at_signs(&record, |cell| finder.look_at(cell)),
            }
        }
        finder.found()
    }

    fn look_at_signs(&self, record: &Record, mut look: impl FnMut(&str)) {
        let cells = self.amounts.iter();
        cells
            .filter_map(|place| record.cells.get(*place))
            .for_each(|cell| look(cell));
    }

    /// Remembers keys, those of other pieces of the file too.
    pub fn seen<K>(&self) -> Seen<'t, K> {
        Seen {
            own: HashMap::new(),
            memory: self.file.piece.map(|piece| piece.memory),
        }
    }

    /// Reads every row. A row of which any cell was refused is left out; so is everything when the
    /// header itself is wrong, since then no cell can be trusted to stand in its own column.
    pub fn read<R>(mut self, mut row_of: impl FnMut(&mut Row) -> Option<R>) -> Imported<Vec<R>> {
        let mut read = Rows::default();
        let mut records = self.records.clone();
        let piece = self.file.piece;
        let until = self.until();
        let looking = piece.filter(|piece| piece.looks);
        if self.report.problems.is_empty() {
            while records.place().at < until {
                let next = records.next();
                if let (Some(piece), Some(Ok(record))) = (looking, &next) {
                    self.look_at_signs(record, |cell| piece.memory.look_at(cell));
                }
                match next {
                    None => break,
                    Some(Ok(record)) if is_blank(&record) => {}
                    Some(Ok(record)) => self.read_row(&record, &mut row_of, &mut read),
                    Some(Err(broken)) => self.refuse_broken(broken, &mut read),
                }
            }
        }
        let is_later = piece.is_some_and(|piece| piece.from.is_some());
        if read.records == 0 && self.report.problems.is_empty() && !is_later {
            self.header_problem(None, Fault::NoRows);
        }
        read.end = records.place();
        self.finish(read)
    }

    /// Where the rows to be read end: in a piece of a file, before those that may go on behind it.
    fn until(&self) -> usize {
        let until = self.file.piece.map_or(usize::MAX, |piece| piece.until);
        let (Some(place), true) = (self.group.0, until < usize::MAX) else {
            return until;
        };
        let mut records = self.records.clone();
        let start = records.place().at;
        let (mut last, mut key) = (start, String::new());
        while records.place().at < until {
            let at = records.place().at;
            match records.next() {
                None => return until,
                Some(Err(_)) => {}
                Some(Ok(record)) => {
                    let cell = record.cells.get(place).map_or("", |cell| cell.trim());
                    if cell != key {
                        (last, key) = (at, cell.to_owned());
                    }
                }
            }
        }
        match last > start {
            true => last,
            false => until,
        }
    }

    fn read_row<R>(
        &mut self,
        record: &Record,
        row_of: &mut impl FnMut(&mut Row) -> Option<R>,
        read: &mut Rows<R>,
    ) {
        read.records += 1;
        let group = self.group;
        let mut row = Row {
            record,
            columns: &self.columns,
            way: Way {
                decimal: self.detected.decimal,
                dates: self.file.mapping.dates.unwrap_or_default(),
                is_defused: self.is_defused,
                may_be_short: self.file.is_workbook,
                marked: &self.file.marked,
            },
            report: &mut self.report,
            is_sound: true,
        };
        if row.fits()
            && let Some(value) = row_of(&mut row)
            && row.is_sound
        {
            read.rows.push(value);
            read.numbers.push(record.number);
            return;
        }
        let key = row.cell(group).unwrap_or_default().into_owned();
        self.report.refused.push(record.number);
        if group.is_there() {
            // Whose row it was cannot be known without a key.
            read.has_stray |= key.is_empty();
            read.refused_groups.insert(key);
        }
    }

    fn refuse_broken<R>(&mut self, broken: Broken, read: &mut Rows<R>) {
        read.records += 1;
        self.report.refused.push(broken.number);
        // Whose row it was cannot be known, and neither which others stand or fall with it.
        read.has_stray |= self.group.is_there();
        self.report.problem(Problem {
            line: broken.line,
            row: broken.number,
            column: None,
            value: String::new(),
            fault: broken.fault,
        });
    }

    fn finish<R>(self, read: Rows<R>) -> Imported<Vec<R>> {
        let columns = self.uses();
        let first_rows = self.first_rows();
        let idle = (0..self.columns.len())
            .filter(|place| !self.columns.is_used(*place) && !self.columns.is_known_idle(*place));
        let ignored_columns = idle
            .map(|place| self.columns.header(place).to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let unmatched = self
            .report
            .unmatched
            .into_iter()
            .filter_map(|((field, value), count)| {
                let field = self.columns.fields.get(field)?.code.clone();
                Some(Unmatched {
                    field,
                    value,
                    count,
                })
            });
        Imported {
            rows: read.rows,
            row_numbers: read.numbers,
            refused_rows: self.report.refused,
            refused_groups: read.refused_groups,
            cannot_part: read.has_stray,
            records: read.records,
            unmatched: unmatched.collect(),
            problems: self.report.problems,
            unlisted_problems: self.report.unlisted_problems,
            notes: self.report.notes,
            unlisted_notes: self.report.unlisted_notes,
            ignored_columns,
            columns,
            fields: self.columns.fields,
            first_rows,
            sheets: self.file.sheets.clone(),
            detected: self.detected,
            span: (self.body, read.end),
        }
    }

    /// The columns with what is done with them, and with a suggestion where nothing is.
    fn uses(&self) -> Vec<ColumnUse> {
        let rows: Vec<Record> = self.records.clone().take(LOOKED_AT).flatten().collect();
        let cells = |place: usize| -> Vec<&str> {
            let cells = rows.iter().filter_map(|row| row.cells.get(place));
            cells
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect()
        };
        let suggested = suggest::by_content(&self.columns, cells);
        (0..self.columns.len())
            .map(|place| {
                let taken = self.columns.field_at(place);
                let guess = suggested.get(&place).copied();
                let field = taken
                    .or(guess)
                    .and_then(|field| self.columns.fields.get(field));
                ColumnUse {
                    header: self.columns.key(place).to_owned(),
                    samples: cells(place)
                        .into_iter()
                        .take(SHOWN_CELLS)
                        .map(shown)
                        .collect(),
                    field: field.map(|field| field.code.clone()),
                    why: match (self.columns.why(place), guess) {
                        (Some(why), _) => why,
                        (None, Some(_)) => Why::Content,
                        (None, None) => Why::Nothing,
                    },
                }
            })
            .collect()
    }

    fn first_rows(&self) -> Vec<Vec<String>> {
        let rows = self.records.clone().flatten().filter(|row| !is_blank(row));
        let cells = |row: Record| row.cells.iter().map(|cell| shown(cell)).collect();
        rows.take(SHOWN_ROWS).map(cells).collect()
    }
}

/// What came of the rows.
struct Rows<R> {
    rows: Vec<R>,
    numbers: Vec<u64>,
    records: u64,
    refused_groups: std::collections::BTreeSet<String>,
    has_stray: bool,
    /// Where the reading ended.
    end: Place,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            numbers: Vec::new(),
            records: 0,
            refused_groups: std::collections::BTreeSet::new(),
            has_stray: false,
            end: Place::default(),
        }
    }
}

fn is_blank(record: &Record) -> bool {
    record.cells.iter().all(|cell| cell.trim().is_empty())
}

fn shown(cell: &str) -> String {
    let mut shown: String = cell.trim().chars().take(SHOWN_CHARS).collect();
    if shown.len() < cell.trim().len() {
        shown.push('…');
    }
    shown
}

/// Remembers where a key was first seen.
pub(super) struct Seen<'m, K> {
    own: HashMap<K, u64>,
    memory: Option<&'m Memory>,
}

impl<K> Default for Seen<'_, K> {
    fn default() -> Self {
        Self {
            own: HashMap::new(),
            memory: None,
        }
    }
}

impl<K: std::hash::Hash + Eq> Seen<'_, K> {
    /// The line where the key was seen before; notes it when it is new.
    pub fn before(&mut self, key: K, line: u64) -> Option<u64> {
        if let Some(memory) = self.memory {
            return memory.before(&key, line);
        }
        match self.own.entry(key) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(line);
                None
            }
        }
    }
}
