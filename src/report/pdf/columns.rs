//! How wide the columns of a table are: by what stands in them, so that no word is broken and no
//! number wraps as long as the page has room.

use crate::charts::ChartError;
use crate::charts::measure::{Ruler, Weight};
use crate::report::document::{Cell, Column, Table};

/// The sizes of type that a table may be set in, the largest that fits first; in points.
const SIZES: [f64; 4] = [8.0, 7.5, 7.0, 6.5];
/// White beside the words of a cell, and a little for the ruler.
const INSET: f64 = 9.0;
const SMALL: f64 = 0.88;
const MARK: f64 = 1.6;

/// What one column asks for, in points.
#[derive(Clone, Copy, Debug)]
struct Wish {
    /// Without breaking a word.
    least: f64,
    /// Everything on one line.
    most: f64,
}

/// The widths of all columns, together `room` points or less, the size of type, and whether every
/// word fits whole.
pub fn widths(table: &Table, room: f64) -> Result<(Vec<f64>, f64, bool), ChartError> {
    let mut chosen = (Vec::new(), SIZES[SIZES.len() - 1], false);
    for size in SIZES {
        let wishes = wishes(table, size)?;
        let least: f64 = wishes.iter().map(|wish| wish.least).sum();
        chosen = (shared(&wishes, room), size, least <= room);
        if least <= room {
            break;
        }
    }
    Ok(chosen)
}

/// Whether a table needs no more than `room` and no small type for it.
pub fn fit(table: &Table, room: f64) -> Result<bool, ChartError> {
    let wishes = wishes(table, SIZES[0])?;
    Ok(wishes.iter().map(|wish| wish.least).sum::<f64>() <= room)
}

/// About how high a table will be: the lines of the highest cell of every row, in points. A ruler
/// errs to the wide side, so this errs to the high side.
pub fn height(table: &Table, widths: &[f64], size: f64) -> Result<f64, ChartError> {
    let plain = Ruler::new(size, Weight::Regular)?;
    let lines = |text: &str, width: f64| (plain.width(text) / (width - INSET).max(1.0)).ceil();
    let cell = |(cell, width): (&Cell, &f64)| {
        let small = cell.small.as_deref().unwrap_or_default();
        lines(&cell.text, *width).max(1.0) + lines(small, *width)
    };
    let row = |row: &Vec<Cell>| row.iter().zip(widths).map(cell).fold(1.0, f64::max);
    let rows = table.groups.iter().flat_map(|group| &group.rows);
    let lines: f64 = rows.map(|one| row(one) * LEADING + GUTTER).sum();
    let headings = table.groups.iter().filter(|one| one.heading.is_some());
    let own = headings.count() as f64 * (LEADING + GUTTER) + HEAD;
    Ok((lines + own) * size)
}

/// A line of a cell, the white around a row, and caption and heads, in sizes of the type.
const LEADING: f64 = 1.3;
const GUTTER: f64 = 1.0;
const HEAD: f64 = 6.0;

/// The least for everyone, then the rest in proportion to what is still wished for.
fn shared(wishes: &[Wish], room: f64) -> Vec<f64> {
    let least: f64 = wishes.iter().map(|wish| wish.least).sum();
    if least >= room {
        return wishes
            .iter()
            .map(|wish| wish.least * room / least)
            .collect();
    }
    let more: f64 = wishes.iter().map(|wish| wish.most - wish.least).sum();
    let part = if more > 0.0 {
        ((room - least) / more).min(1.0)
    } else {
        0.0
    };
    let mut widths: Vec<f64> = wishes
        .iter()
        .map(|wish| wish.least + (wish.most - wish.least) * part)
        .collect();
    // A table reaches both margins: the column of names takes what nobody asks for.
    let over = room - widths.iter().sum::<f64>();
    if let Some(first) = widths.first_mut() {
        *first += over.max(0.0);
    }
    widths
}

fn wishes(table: &Table, size: f64) -> Result<Vec<Wish>, ChartError> {
    let plain = Ruler::new(size, Weight::Regular)?;
    let bold = Ruler::new(size, Weight::Bold)?;
    let rows = || table.groups.iter().flat_map(|group| &group.rows);
    let wish = |(at, column): (usize, &Column)| {
        let mut wish = of_heading(column, &bold, &plain);
        for cell in rows().filter_map(|row| row.get(at)) {
            let cell = of_cell(cell, column, size, &plain);
            wish.least = wish.least.max(cell.least);
            wish.most = wish.most.max(cell.most);
        }
        wish.most = wish.most.max(wish.least);
        wish
    };
    Ok(table.columns.iter().enumerate().map(wish).collect())
}

fn of_heading(column: &Column, bold: &Ruler, plain: &Ruler) -> Wish {
    let unit = column.unit.as_deref().unwrap_or_default();
    let least = longest(&column.heading, bold).max(longest(unit, plain) * SMALL);
    Wish {
        least: least + INSET,
        most: bold.width(&column.heading).max(plain.width(unit) * SMALL) + INSET,
    }
}

fn of_cell(cell: &Cell, column: &Column, size: f64, plain: &Ruler) -> Wish {
    let small = cell.small.as_deref().unwrap_or_default();
    let marks: f64 = cell
        .marks
        .iter()
        .map(|named| size * MARK + plain.width(&named.code) + plain.width("  "))
        .sum();
    let (text, under) = (plain.width(&cell.text), plain.width(small) * SMALL);
    // One mark stays beside the first word; a row of them may be broken.
    let mark = if cell.marks.len() == 1 { marks } else { 0.0 };
    let words = (longest(&cell.text, plain) + mark).max(longest(small, plain) * SMALL);
    Wish {
        least: INSET
            + if column.is_number {
                text.max(words)
            } else {
                words
            },
        most: INSET + (text + marks).max(under),
    }
}

fn longest(text: &str, ruler: &Ruler) -> f64 {
    text.split(' ')
        .map(|word| ruler.width(word))
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize) -> Table {
        let row = || {
            vec![
                Cell::new("Algemene tevredenheid over de servicedesk, alle klanten samen"),
                Cell::new("12.345,6").small("12.000 – 12.700"),
                Cell::new("niet aangetoond"),
            ]
        };
        let columns = vec![
            Column::text("Parameter"),
            Column::number("Gevonden"),
            Column::text("Oordeel"),
        ];
        Table::plain("t", columns, (0..rows).map(|_| row()).collect())
    }

    #[test]
    fn columns_fill_the_page_and_no_word_is_broken() {
        let (widths, size, is_whole) = widths(&table(3), 300.0).unwrap();
        let ruler = Ruler::new(size, Weight::Regular).unwrap();
        assert_eq!((size, is_whole), (8.0, true));
        assert!((widths.iter().sum::<f64>() - 300.0).abs() < 1e-9);
        assert!(widths[0] > widths[1] && widths[0] > widths[2]);
        assert!(widths[1] > ruler.width("12.345,6"));
        assert!(widths[2] > ruler.width("aangetoond"));
    }

    #[test]
    fn a_table_that_is_too_wide_is_set_smaller_before_words_break() {
        let mut wide = table(1);
        for _ in 0..3 {
            wide.columns.push(Column::number("Overschrijdingen"));
        }
        let (widths, size, _) = widths(&wide, 395.0).unwrap();
        assert!(size < 8.0, "{size}");
        assert!(widths.iter().sum::<f64>() <= 395.0 + 1e-9);
    }
}
