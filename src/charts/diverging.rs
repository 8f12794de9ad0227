//! How answers are spread: a bar per item around a common middle, against to the left and in
//! favour to the right, the neutral answers half on either side.

#[cfg(test)]
pub(crate) mod tests;

use super::canvas::{Canvas, Paint, Type};
use super::colour::Colour;
use super::layout::{SMALL, STRONG, TEXT, label, paragraph};
use super::{ChartError, Frame, Table, heading};

/// The answers to some items.
#[derive(Clone, Debug, PartialEq)]
pub struct Diverging {
    pub items: Vec<Item>,
}

/// The answers to one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub code: String,
    pub name: String,
    /// The words at the two ends of the scale, in the order of the levels.
    pub ends: [String; 2],
    /// From the one end to the other.
    pub levels: Vec<Level>,
    /// The shares of both sides together, in words: "9 %" and "77 %"; may be empty.
    pub against: String,
    pub favour: String,
    /// n, and how many did not answer: "n 500", "17 zonder antwoord".
    pub base: Vec<String>,
}

/// One answer of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub label: String,
    pub side: Side,
    /// 0 to 1.
    pub share: f64,
    /// The share in words: "45 %".
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Against,
    Neutral,
    Favour,
}

impl Level {
    fn share(&self) -> f64 {
        if self.share.is_finite() {
            self.share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

impl Item {
    /// What stands left and right of the middle.
    fn reach(&self) -> (f64, f64) {
        self.levels
            .iter()
            .fold((0.0, 0.0), |(left, right), level| match level.side {
                Side::Against => (left + level.share(), right),
                Side::Neutral => (left + level.share() / 2.0, right + level.share() / 2.0),
                Side::Favour => (left, right + level.share()),
            })
    }

    /// How strong the level at `place` is drawn: the outer the stronger, on its own side.
    fn strength(&self, place: usize) -> f64 {
        let side = self.levels[place].side;
        let same = |level: &&Level| level.side == side;
        let count = self.levels.iter().filter(same).count();
        let before = self.levels[..place].iter().filter(same).count();
        let outward = match side {
            Side::Against => count - 1 - before,
            Side::Neutral | Side::Favour => before,
        };
        // The outermost is full, the others share what leaves dark text readable on them.
        match count - 1 - outward {
            0 => 1.0,
            _ if count == 2 => 0.4,
            inward => 0.5 - 0.35 * (inward - 1) as f64 / (count - 2) as f64,
        }
    }
}

impl Diverging {
    /// Per item and level: code, item, level, share, n and missing.
    pub fn table(&self) -> Table {
        let rows = |item: &Item| {
            item.levels
                .iter()
                .map(|level| {
                    vec![
                        item.code.clone(),
                        item.name.clone(),
                        level.label.clone(),
                        level.text.clone(),
                        item.base.join("; "),
                    ]
                })
                .collect::<Vec<_>>()
        };
        self.items.iter().flat_map(rows).collect()
    }
}

const BAR: f64 = 24.0;
/// The room for the sum at either end of the bars.
const SUM: f64 = 46.0;
const SUMS: Type = STRONG;

/// Where the bars are.
struct Field {
    wide: bool,
    left: f64,
    right: f64,
    middle: f64,
    /// Pixels per whole.
    whole: f64,
}

impl Field {
    fn of(figures: &Diverging, frame: &Frame) -> Self {
        let wide = frame.is_wide();
        let (left, right) = if wide {
            (218.0, 672.0)
        } else {
            (0.0, frame.width.pixels())
        };
        let (against, favour) = figures
            .items
            .iter()
            .map(Item::reach)
            .fold((0.05, 0.05), |(left, right), (a, b)| {
                (f64::max(left, a), f64::max(right, b))
            });
        let whole = (right - left - 2.0 * SUM) / (against + favour);
        Self {
            wide,
            left,
            right,
            middle: left + SUM + against * whole,
            whole,
        }
    }
}

/// Draws the answers.
pub fn diverging(figures: &Diverging, frame: &Frame) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let mut y = heading::above(&mut canvas, frame)?;
    let field = Field::of(figures, frame);
    let mut before: Option<&Item> = None;
    for item in &figures.items {
        // The words of the scale's ends are said again only where they change.
        if before.is_none_or(|before| before.ends != item.ends) {
            y = ends(&mut canvas, item, &field, y)?;
        }
        y = row(&mut canvas, item, &field, y)?;
        before = Some(item);
    }
    let height = heading::below(&mut canvas, frame, y)?;
    canvas.finish(frame, (frame.width.pixels(), height.max(1.0)))
}

fn ends(canvas: &mut Canvas, item: &Item, field: &Field, y: f64) -> Result<f64, ChartError> {
    let [low, high] = &item.ends;
    let ruler = SMALL.ruler()?;
    let texts = [format!("← {low}"), format!("{high} →")];
    // Around the middle where they fit, else pushed towards where there is room.
    let widths = (ruler.width(&texts[0]), ruler.width(&texts[1]));
    let middle = field
        .middle
        .min(field.right - widths.1 - 12.0)
        .max(field.left + widths.0 + 12.0);
    let base = y + 15.0;
    if middle + 12.0 + widths.1 <= field.right + 1.0 {
        canvas.text((middle - 12.0, base), &texts[0], SMALL.end());
        canvas.text((middle + 12.0, base), &texts[1], SMALL);
        return Ok(base + 6.0);
    }
    let room = field.right - field.left;
    let y = paragraph(canvas, (field.left, base), &texts[0], SMALL, room)?;
    for (line, text) in ruler.wrap(&texts[1], room, 4).iter().enumerate() {
        let base = y + (line + 1) as f64 * SMALL.leading();
        canvas.text((field.right, base), text, SMALL.end());
    }
    let lines = ruler.wrap(&texts[1], room, 4).len() as f64;
    Ok(y + lines * SMALL.leading() + 6.0)
}

fn row(canvas: &mut Canvas, item: &Item, field: &Field, y: f64) -> Result<f64, ChartError> {
    if field.wide {
        let base = y + 21.0;
        let labelled = label(
            canvas,
            (&item.code, &item.name),
            base,
            field.left - 14.0,
            TEXT,
        )?;
        bar(canvas, item, field, y + 4.0)?;
        let mut last = base - SMALL.leading() / 2.0;
        for text in &item.base {
            last = paragraph(canvas, (field.right + 12.0, last), text, SMALL, 116.0)?;
            last += SMALL.leading();
        }
        let last = (last - SMALL.leading()).max(labelled);
        Ok((last + 12.0).max(y + BAR + 16.0))
    } else {
        let last = label(
            canvas,
            (&item.code, &item.name),
            y + 17.0,
            field.right,
            STRONG,
        )?;
        bar(canvas, item, field, last + 9.0)?;
        let base = last + 9.0 + BAR + 17.0;
        let last = paragraph(
            canvas,
            (0.0, base),
            &item.base.join(" · "),
            SMALL,
            field.right,
        )?;
        Ok(last + 14.0)
    }
}

/// The bar with its top at `y`, its shares in it where they fit, and its sums at the ends.
fn bar(canvas: &mut Canvas, item: &Item, field: &Field, y: f64) -> Result<(), ChartError> {
    let (against, favour) = item.reach();
    let start = field.middle - against * field.whole;
    let base = y + BAR / 2.0 + 4.5;
    if against + favour <= 0.0 {
        let room = (field.middle - field.left).min(field.right - field.middle);
        let half = room.clamp(0.0, 110.0);
        canvas.rect(
            (field.middle - half, y),
            (2.0 * half, BAR),
            Paint::tint(Colour::NoData, 0.55),
        );
    }
    let ruler = Type::new(12.0).ruler()?;
    let mut x = start;
    for (place, level) in item.levels.iter().enumerate() {
        let width = level.share() * field.whole;
        let strength = item.strength(place);
        let (colour, opacity) = match level.side {
            Side::Against => (Colour::Ink, strength * 0.72),
            Side::Neutral => (Colour::Line, 0.6),
            Side::Favour => (Colour::Accent, strength),
        };
        canvas.rect(
            (x + 0.5, y),
            (width - 1.0, BAR),
            Paint::tint(colour, opacity),
        );
        if ruler.width(&level.text) + 6.0 <= width {
            let on_dark = level.side != Side::Neutral && strength > 0.9;
            let colour = if on_dark { Colour::Paper } else { Colour::Ink };
            let style = Type::new(12.0).colour(colour).middle();
            canvas.text((x + width / 2.0, base), &level.text, style);
        }
        x += width;
    }
    // The middle, left out where neutral answers lie across it.
    for (from, to) in [(y - 5.0, y - 1.0), (y + BAR + 1.0, y + BAR + 5.0)] {
        canvas.line((field.middle, from), (field.middle, to), Colour::Quiet, 1.0);
    }
    // A side of one answer says its share in the bar already.
    let several = |side: Side| {
        item.levels
            .iter()
            .filter(|level| level.side == side)
            .count()
            > 1
    };
    if against > 0.0 && several(Side::Against) {
        canvas.text((start - 6.0, base), &item.against, SUMS.end());
    }
    if favour > 0.0 && several(Side::Favour) {
        canvas.text((x + 6.0, base), &item.favour, SUMS.colour(Colour::Accent));
    }
    Ok(())
}
