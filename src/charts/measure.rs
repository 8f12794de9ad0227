//! How wide a text will be. The embedded font is only measured with; the page's own font draws.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::ChartError;

const FAMILY: &str = "peil-measure";
pub(super) const REGULAR: &[u8] = include_bytes!("font/LiberationSans-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("font/LiberationSans-Bold.ttf");

/// plotters scales a font by ascent plus descent; this much of it is one em in Liberation Sans
/// (2048 units of 1854 + 434).
const EM_PER_HEIGHT: f64 = 2048.0 / 2288.0;
/// Measured coarsely at a large size, because plotters answers in whole pixels.
const MEASURED_AT: f64 = 1000.0;
/// The reader's font may run wider than ours; DejaVu Sans, the widest that is common, so much.
const ROOM: f64 = 1.13;
const ROOM_BOLD: f64 = 1.24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

impl Weight {
    pub fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Bold => FontStyle::Bold,
        }
    }
}

/// Where a line may break: a no-break space keeps a number with its unit.
fn is_gap(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}')
}

/// Makes the font known to plotters, once per process.
fn register() -> Result<(), ChartError> {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    let registered = REGISTERED.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, BOLD).is_ok()
    });
    if *registered {
        Ok(())
    } else {
        Err(ChartError::Font)
    }
}

/// The font that plotters knows us by, at `size` pixels per em.
pub fn font(size: f64, weight: Weight) -> Result<FontDesc<'static>, ChartError> {
    register()?;
    Ok(FontDesc::new(
        FontFamily::Name(FAMILY),
        size,
        weight.style(),
    ))
}

/// How wide the characters of European languages are, measured once per process: asking plotters
/// for every text took most of the time of a chart. Kerning is left out, which errs to the wide side.
struct Widths {
    font: FontDesc<'static>,
    known: Vec<f64>,
}

/// Characters below this one are kept.
const KNOWN: u32 = 0x250;

impl Widths {
    fn of(weight: Weight) -> Result<&'static Self, ChartError> {
        static REGULAR: OnceLock<Widths> = OnceLock::new();
        static BOLD: OnceLock<Widths> = OnceLock::new();
        let widths = match weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        };
        if let Some(widths) = widths.get() {
            return Ok(widths);
        }
        let font = font(MEASURED_AT, weight)?;
        Ok(widths.get_or_init(|| Self {
            known: (0..KNOWN)
                .map(|code| char::from_u32(code).map_or(0.0, |known| measured(&font, known)))
                .collect(),
            font,
        }))
    }

    fn of_character(&self, character: char) -> f64 {
        match self.known.get(character as usize) {
            Some(width) => *width,
            None => measured(&self.font, character),
        }
    }
}

/// What plotters says, in its pixels; a square when it has nothing to say.
fn measured(font: &FontDesc<'_>, character: char) -> f64 {
    font.layout_box(character.encode_utf8(&mut [0; 4]))
        .map_or(MEASURED_AT, |(_, (right, _))| f64::from(right))
}

/// A ruler for one size and weight.
pub struct Ruler {
    widths: &'static Widths,
    scale: f64,
}

impl Ruler {
    pub fn new(size: f64, weight: Weight) -> Result<Self, ChartError> {
        let room = match weight {
            Weight::Regular => ROOM,
            Weight::Bold => ROOM_BOLD,
        };
        Ok(Self {
            widths: Widths::of(weight)?,
            scale: size * room / (MEASURED_AT * EM_PER_HEIGHT),
        })
    }

    /// The width of `text` in pixels, a little on the wide side.
    pub fn width(&self, text: &str) -> f64 {
        let widths = text
            .chars()
            .map(|character| self.widths.of_character(character));
        widths.sum::<f64>() * self.scale
    }

    /// Breaks `text` into at most `lines` lines of `room` pixels, between words where it can,
    /// inside a word where it must. What does not fit ends in an ellipsis.
    pub fn wrap(&self, text: &str, room: f64, lines: usize) -> Vec<String> {
        let mut done: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split(is_gap).filter(|word| !word.is_empty()) {
            let mut rest = word.to_owned();
            let longer = if line.is_empty() {
                rest.clone()
            } else {
                format!("{line} {rest}")
            };
            if self.width(&longer) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                done.push(std::mem::take(&mut line));
            }
            while self.width(&rest) > room && rest.chars().count() > 2 {
                let (head, tail) = self.split(&rest, room);
                done.push(head);
                rest = tail;
            }
            line = rest;
        }
        if !line.is_empty() {
            done.push(line);
        }
        self.shorten(done, room, lines.max(1))
    }

    /// The longest beginning of a word that fits with a hyphen, and what remains of it.
    fn split(&self, word: &str, room: f64) -> (String, String) {
        let letters: Vec<char> = word.chars().collect();
        let fits = |count: &usize| {
            let head: String = letters[..*count].iter().collect();
            self.width(&head) + self.width("-") <= room
        };
        let count = (1..letters.len() - 1).rev().find(fits).unwrap_or(1);
        // A word that brings its own hyphen or slash breaks there.
        let own = letters[..count]
            .iter()
            .rposition(|letter| matches!(letter, '-' | '/' | '–'))
            .filter(|position| *position > 1);
        match own {
            Some(position) => (
                letters[..=position].iter().collect(),
                letters[position + 1..].iter().collect(),
            ),
            None => (
                letters[..count].iter().chain(&['-']).collect(),
                letters[count..].iter().collect(),
            ),
        }
    }

    fn shorten(&self, mut done: Vec<String>, room: f64, lines: usize) -> Vec<String> {
        if done.len() <= lines {
            return done;
        }
        done.truncate(lines);
        if let Some(last) = done.last_mut() {
            while !last.is_empty() && self.width(last) + self.width("…") > room {
                last.pop();
            }
            *last = format!("{}…", last.trim_end());
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_tables_of_the_font() {
        // Advance widths in Liberation Sans: "M" 1706 and "i" 455 of 2048 units.
        let ruler = Ruler::new(100.0, Weight::Regular).unwrap();
        assert!((ruler.width("M") - 1706.0 / 20.48 * ROOM).abs() < 0.2);
        assert!((ruler.width("i") - 455.0 / 20.48 * ROOM).abs() < 0.2);
    }

    #[test]
    fn every_line_of_a_wrapped_text_fits() {
        let ruler = Ruler::new(13.0, Weight::Regular).unwrap();
        let text = "Bereikbaarheidspercentageoverschrijdingen en front-/backofficesamenwerking";
        let lines = ruler.wrap(text, 90.0, 20);
        assert!(
            lines.iter().all(|line| ruler.width(line) <= 90.0),
            "{lines:?}"
        );
        let joined: String = lines.concat().replace(['-', ' '], "");
        assert_eq!(joined, text.replace(['-', ' '], ""), "nothing may be lost");
    }

    #[test]
    fn a_text_that_does_not_fit_says_so() {
        let ruler = Ruler::new(13.0, Weight::Regular).unwrap();
        let lines = ruler.wrap("een twee drie vier vijf zes zeven acht", 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }
}
