//! The lines above and below a picture that leaves its page.

use super::canvas::{Canvas, Type};
use super::{ChartError, Frame, Width};

const SUBTITLE: Type = Type::new(13.0).quiet();
const SOURCE: Type = Type::new(12.0).quiet();

impl Width {
    /// The breadth of the picture in pixels. The narrow one is what a phone of 360 pixels leaves
    /// between its margins, so its texts are shown about as large as they are drawn.
    pub fn pixels(self) -> f64 {
        match self {
            Self::Wide => 800.0,
            Self::Narrow => 328.0,
        }
    }
}

/// Draws title and subtitle when the frame has them; returns where the chart may begin.
pub fn above(canvas: &mut Canvas, frame: &Frame) -> Result<f64, ChartError> {
    let Some(heading) = &frame.heading else {
        return Ok(0.0);
    };
    let title = Type::new(if frame.is_wide() { 18.0 } else { 16.0 }).bold();
    let room = frame.width.pixels();
    let lines = title.ruler()?.wrap(&frame.title, room, 4);
    let y = canvas.lines((0.0, title.size), &lines, title);
    let lines = SUBTITLE.ruler()?.wrap(&heading.subtitle, room, 4);
    let y = canvas.lines((0.0, y + 20.0), &lines, SUBTITLE);
    Ok(y + 20.0)
}

/// Draws the source under `y` when the frame has one; returns the height of the whole.
pub fn below(canvas: &mut Canvas, frame: &Frame, y: f64) -> Result<f64, ChartError> {
    let Some(heading) = &frame.heading else {
        return Ok(y);
    };
    let lines = SOURCE
        .ruler()?
        .wrap(&heading.source, frame.width.pixels(), 3);
    Ok(canvas.lines((0.0, y + 20.0), &lines, SOURCE) + 6.0)
}
