//! Workbooks (.xlsx) to text: one sheet as quoted cells, with the values that people see in it.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::csv_reader::MAX_COLUMNS;
use super::problem::Fault;

pub(super) const DELIMITER: u8 = b';';
/// Most that a workbook may unpack to, and most that one sheet of it may hold as text.
const MAX_UNPACKED: u64 = 128 << 20;
const MAX_TEXT: usize = 64 << 20;
const MAX_ENTRIES: usize = 2_000;
/// Most merged cells that are kept in mind.
const MAX_MERGED: usize = 100_000;
/// From here on Excel has kept fifteen digits and made noughts of the rest.
const DIGITS_LOST_FROM: f64 = 1e15;

/// One sheet.
pub(super) struct Workbook {
    pub text: String,
    /// The names of all sheets that can be seen.
    pub sheets: Vec<String>,
    /// Cells that are one with others, by row (from 1) and place.
    pub marked: HashMap<(u64, usize), Fault>,
}

/// Reads the sheet of that name, else the first that can be seen.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Workbook, Fault> {
    within_bounds(bytes)?;
    let broken = |_| Fault::BrokenWorkbook;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let name = match wanted {
        Some(wanted) => sheets.iter().find(|name| name.as_str() == wanted),
        None => sheets.first(),
    };
    let Some(name) = name.cloned() else {
        let known = sheets.join(", ");
        return Err(Fault::NoSuchSheet { known });
    };
    let merges = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
    let mut page = Page::new(&merges)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
        let format = cells
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let format = format.map_or("", |format| format.format_code.as_str());
        let (row, place) = cell.get_position();
        page.put(row, place, written(cell.get_value(), format))?;
    }
    page.end_row()?;
    Ok(Workbook {
        text: page.text,
        sheets,
        marked: page.marked,
    })
}

/// Unpacks everything once, into nothing: a packed file may claim any size.
fn within_bounds(bytes: &[u8]) -> Result<(), Fault> {
    let too_large = Fault::WorkbookTooLarge {
        megabytes: MAX_UNPACKED >> 20,
    };
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::BrokenWorkbook)?;
    if packed.len() > MAX_ENTRIES {
        return Err(too_large);
    }
    let mut left = MAX_UNPACKED;
    for index in 0..packed.len() {
        let entry = packed.by_index(index).map_err(|_| Fault::BrokenWorkbook)?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| Fault::BrokenWorkbook)?;
        left = left.checked_sub(size).ok_or_else(|| too_large.clone())?;
    }
    Ok(())
}

/// A sheet while it is written down, row by row.
struct Page {
    text: String,
    marked: HashMap<(u64, usize), Fault>,
    /// Cells that stand for all cells below them, down to a row: by row and place of the first.
    tall: HashMap<(u32, u32), u32>,
    /// Those that still reach the row at hand: place, last row, what they hold.
    reaching: BTreeMap<u32, (u32, String)>,
    row: u32,
    cells: BTreeMap<u32, String>,
}

impl Page {
    fn new(merges: &[Dimensions]) -> Result<Self, Fault> {
        let mut page = Self {
            text: String::new(),
            marked: HashMap::new(),
            tall: HashMap::new(),
            reaching: BTreeMap::new(),
            row: 0,
            cells: BTreeMap::new(),
        };
        for merge in merges {
            let ((top, left), (bottom, right)) = (merge.start, merge.end);
            if left == right {
                page.tall.insert(merge.start, bottom);
                continue;
            }
            for row in top..=bottom {
                for place in left..=right.min(MAX_COLUMNS as u32) {
                    page.marked
                        .insert((u64::from(row) + 1, place as usize), Fault::MergedCells);
                }
                if page.marked.len() > MAX_MERGED {
                    let megabytes = MAX_UNPACKED >> 20;
                    return Err(Fault::WorkbookTooLarge { megabytes });
                }
            }
        }
        Ok(page)
    }

    fn put(&mut self, row: u32, place: u32, text: String) -> Result<(), Fault> {
        if row != self.row {
            self.end_row()?;
            while self.row < row {
                self.text.push('\n');
                self.row += 1;
            }
        }
        // One cell past the limit is enough for the row to be refused.
        if !text.is_empty() && place <= MAX_COLUMNS as u32 {
            self.cells.insert(place, text);
        }
        Ok(())
    }

    /// Writes the row at hand, without its line end. A merged cell counts in every row that it
    /// reaches and that holds something else.
    fn end_row(&mut self) -> Result<(), Fault> {
        let row = self.row;
        self.reaching.retain(|_, (last, _)| *last >= row);
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            for (place, (_, held)) in &self.reaching {
                cells.entry(*place).or_insert_with(|| held.clone());
            }
        }
        for (place, held) in &cells {
            if let Some(last) = self.tall.get(&(row, *place)) {
                self.reaching.insert(*place, (*last, held.clone()));
            }
        }
        let mut at = 0;
        for (place, held) in &cells {
            while at < *place {
                self.text.push(char::from(DELIMITER));
                at += 1;
            }
            self.text.push('"');
            self.text.push_str(&held.replace('"', "\"\""));
            self.text.push('"');
        }
        if self.text.len() > MAX_TEXT {
            let megabytes = (MAX_TEXT as u64) >> 20;
            return Err(Fault::WorkbookTooLarge { megabytes });
        }
        Ok(())
    }
}

/// A cell as people see it where that says more than its value does.
fn written(value: &DataRef, format: &str) -> String {
    match value {
        DataRef::Int(value) => number(*value as f64, format),
        DataRef::Float(value) => number(*value, format),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => date_and_time(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn number(value: f64, format: &str) -> String {
    if value.abs() >= DIGITS_LOST_FROM {
        return format!("{value:E}").replace('E', "E+"); // refused wherever digits count
    }
    if format.contains('%') && !format.contains(['"', '[']) {
        return format!("{}%", value * 100.0);
    }
    if value.fract() == 0.0 {
        // A format of noughts is how spreadsheets keep the noughts in front of a code.
        let is_padded = format.len() > 1 && format.bytes().all(|byte| byte == b'0');
        let width = if is_padded { format.len() } else { 0 };
        return format!("{value:0width$.0}");
    }
    let text = value.to_string();
    // With three decimals it could pass for thousands.
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
        _ => text,
    }
}

fn date_and_time(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() {
        let seconds = (moment.as_f64() * 86_400.0).round() as i64;
        return format!(
            "{}:{:02}:{:02}",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60
        );
    }
    if moment.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}
