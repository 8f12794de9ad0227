//! What charts made of rows have in common: the sizes of type, a label at the left, lines to read
//! values from, and texts that keep out of each other's way.

use super::ChartError;
use super::axis::{Axis, NumberFormat};
use super::canvas::{Anchor, Canvas, Type};
use super::colour::Colour;
use crate::domain::parameter::Bounds;

pub const TEXT: Type = Type::new(13.0);
pub const STRONG: Type = TEXT.bold();
pub const SMALL: Type = Type::new(12.0).quiet();

/// Where a name begins that has a code before it.
pub const NAMES: f64 = 34.0;

/// The lines that `texts` need in `room` pixels, three at most each.
pub fn wrapped(style: Type, texts: &[String], room: f64) -> Result<Vec<String>, ChartError> {
    let ruler = style.ruler()?;
    Ok(texts
        .iter()
        .flat_map(|text| ruler.wrap(text, room, 3))
        .collect())
}

/// One text in `room` pixels from `base` on; returns the base line of its last line.
pub fn paragraph(
    canvas: &mut Canvas,
    base: (f64, f64),
    text: &str,
    style: Type,
    room: f64,
) -> Result<f64, ChartError> {
    let lines = style.ruler()?.wrap(text, room, 4);
    Ok(canvas.lines(base, &lines, style))
}

/// Code and name of a row, wrapped before `right`; returns the base line of its last line.
pub fn label(
    canvas: &mut Canvas,
    (code, name): (&str, &str),
    base: f64,
    right: f64,
    style: Type,
) -> Result<f64, ChartError> {
    // A code that is longer than most moves its name aside.
    let start = if code.trim().is_empty() {
        0.0
    } else {
        NAMES.max((SMALL.ruler()?.width(code) + 6.0).min(right * 0.45))
    };
    canvas.text((0.0, base), code, SMALL);
    paragraph(canvas, (start, base), name, style, right - start)
}

/// Hairlines through `strips` (top and bottom each) at round values of an axis that runs to the
/// right, with their numbers under the last; zero is a little stronger. No number stands over the
/// edge of a sheet of `width`. Returns where what follows may begin.
pub fn grid(
    canvas: &mut Canvas,
    (axis, format, count): (&Axis, &NumberFormat, usize),
    strips: &[(f64, f64)],
    width: f64,
) -> Result<f64, ChartError> {
    let ruler = SMALL.ruler()?;
    let bottom = strips.last().map_or(0.0, |strip| strip.1);
    let mut free = f64::NEG_INFINITY;
    for (value, text) in axis.ticks(count, format) {
        let x = axis.at(value);
        let colour = if value.abs() < f64::EPSILON {
            Colour::Quiet
        } else {
            Colour::Line
        };
        for (top, bottom) in strips {
            canvas.line((x, *top), (x, *bottom), colour, 1.0);
        }
        let half = ruler.width(&text) / 2.0;
        let x = x.min(width - half).max(half);
        if x - half > free {
            canvas.text((x, bottom + 16.0), &text, SMALL.middle());
            free = x + half + 6.0;
        }
    }
    Ok(bottom + 20.0)
}

/// A short text that wants to stand at `x`, by the anchor of its style.
pub struct Tag {
    pub x: f64,
    pub text: String,
    pub style: Type,
}

impl Tag {
    /// From where to where it would reach, kept between `left` and `right`.
    fn reach(&self, (left, right): (f64, f64)) -> Result<(f64, f64), ChartError> {
        let width = self.style.ruler()?.width(&self.text);
        let start = match self.style.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        let start = start.min(right - width).max(left);
        Ok((start, start + width))
    }
}

/// Writes tags between `left` and `right` from `top` down, each as near its place as it can be, on
/// as many lines as they need so that none runs into another; the first tags stand on the lowest
/// line. Returns the base line of the lowest.
pub fn tags(
    canvas: &mut Canvas,
    tags: &[Tag],
    ends: (f64, f64),
    top: f64,
) -> Result<f64, ChartError> {
    let mut lines: Vec<Vec<(f64, f64, &Tag)>> = Vec::new();
    for tag in tags.iter().filter(|tag| !tag.text.trim().is_empty()) {
        let (from, to) = tag.reach(ends)?;
        let free = |line: &Vec<(f64, f64, &Tag)>| {
            line.iter()
                .all(|(a, b, _)| to + 6.0 <= *a || from >= *b + 6.0)
        };
        match lines.iter_mut().find(|line| free(line)) {
            Some(line) => line.push((from, to, tag)),
            None => lines.push(vec![(from, to, tag)]),
        }
    }
    let lowest = top + 14.0 + lines.len().saturating_sub(1) as f64 * SMALL.leading();
    for (row, line) in lines.iter().enumerate() {
        for (from, to, tag) in line {
            let x = match tag.style.anchor {
                Anchor::Start => *from,
                Anchor::Middle => (from + to) / 2.0,
                Anchor::End => *to,
            };
            let y = lowest - row as f64 * SMALL.leading();
            canvas.text((x, y), &tag.text, tag.style);
        }
    }
    Ok(if lines.is_empty() { top } else { lowest })
}

/// Target and limit of a parameter as tags on either side of their lines.
pub fn bound_tags(
    bounds: Option<Bounds>,
    (target, limit): (&str, &str),
    at: impl Fn(f64) -> f64,
) -> Vec<Tag> {
    let Some(bounds) = bounds else {
        return Vec::new();
    };
    let strong = Type::new(12.0).bold();
    let tag = |x: f64, text: &str, style: Type| Tag {
        x,
        text: text.to_owned(),
        style,
    };
    match bounds {
        Bounds::Higher {
            target: goal,
            limit: least,
        }
        | Bounds::Lower {
            target: goal,
            limit: least,
        } => {
            let (goal, least) = (at(goal), at(least));
            if least <= goal {
                vec![
                    tag(goal - 2.0, target, strong),
                    tag(least + 2.0, limit, SMALL.end()),
                ]
            } else {
                vec![
                    tag(goal + 2.0, target, strong.end()),
                    tag(least - 2.0, limit, SMALL),
                ]
            }
        }
        Bounds::Between { target: goals, .. } => {
            let middle = (at(goals[0]) + at(goals[1])) / 2.0;
            vec![
                tag(middle, target, strong.middle()),
                tag(middle, limit, SMALL.middle()),
            ]
        }
    }
}

/// The one target, or the two ends of it.
pub fn targets(bounds: Option<Bounds>) -> Vec<f64> {
    match bounds {
        Some(Bounds::Higher { target, .. } | Bounds::Lower { target, .. }) => vec![target],
        Some(Bounds::Between { target, .. }) => target.to_vec(),
        None => Vec::new(),
    }
}

/// The one limit, or the two ends of it.
pub fn limits(bounds: Option<Bounds>) -> Vec<f64> {
    match bounds {
        Some(Bounds::Higher { limit, .. } | Bounds::Lower { limit, .. }) => vec![limit],
        Some(Bounds::Between { limit, .. }) => limit.to_vec(),
        None => Vec::new(),
    }
}

/// Texts at the right of a plot, each at the height it wants or as near as the others allow.
pub fn beside(
    canvas: &mut Canvas,
    x: f64,
    (top, bottom): (f64, f64),
    mut texts: Vec<(f64, String, Type)>,
) {
    texts.retain(|(_, text, _)| !text.trim().is_empty());
    texts.sort_by(|one, other| one.0.total_cmp(&other.0));
    let step = SMALL.leading();
    let mut free = top;
    let count = texts.len();
    for (place, (y, text, style)) in texts.into_iter().enumerate() {
        // What is still to come needs its room below.
        let lowest = bottom - (count - 1 - place) as f64 * step;
        let y = y.min(lowest).max(free);
        canvas.text(
            (x, y + 4.0),
            &text,
            Type {
                anchor: Anchor::Start,
                ..style
            },
        );
        free = y + step;
    }
}
