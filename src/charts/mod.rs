//! Charts: figures in, SVG text out. Pure.
//!
//! Every chart is a function of its figures and a [`Frame`]. The figures bring all words and all
//! written numbers; a chart only decides where they stand. `table()` of the figures gives the same
//! numbers as rows of cells, so that a page can print them beside the picture.
//! `canvas` draws with plotters, `finish` puts right what its SVG lacks.

mod axis;
mod canvas;
mod colour;
mod finish;
mod heading;
mod layout;
mod lean;
pub mod measure;

pub mod diverging;
pub mod drivers;
pub mod dumbbell;
pub mod forest;
pub mod gap;
pub mod lead_times;
pub mod mark;
pub mod response;
pub mod scatter;
pub mod segments;
pub mod series;
pub mod sheet;
pub mod themes;

pub use axis::NumberFormat;
pub use finish::{size_of, standalone};
pub use lean::{lean, style as lean_style, unquoted};

#[cfg(test)]
pub(crate) mod testing;

/// What a chart may fail with.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("the chart id “{0}” cannot be used; take letters, digits and hyphens, a letter first")]
    Id(String),
    #[error("the font of the charts cannot be read")]
    Font,
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
}

/// How wide the reader's page is. The narrow variant is laid out anew for a phone of 360 px.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    Wide,
    Narrow,
}

/// What surrounds the figures: the place on the page, and the words for those who do not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Unique on the page; prefix of every id inside the picture.
    pub id: String,
    pub width: Width,
    /// The finding, in one sentence.
    pub title: String,
    /// What a reader would see in the picture, in a few sentences.
    pub description: String,
    /// `Some` draws title, subtitle and source into the picture, for one that leaves its page.
    pub heading: Option<Heading>,
}

/// The lines around a picture that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Measure, n, period and interval.
    pub subtitle: String,
    /// Source and date.
    pub source: String,
}

impl Frame {
    pub fn new(id: &str, width: Width, title: &str, description: &str) -> Self {
        Self {
            id: id.to_owned(),
            width,
            title: title.to_owned(),
            description: description.to_owned(),
            heading: None,
        }
    }

    /// The same frame with its title drawn into the picture.
    pub fn headed(mut self, subtitle: &str, source: &str) -> Self {
        self.heading = Some(Heading {
            subtitle: subtitle.to_owned(),
            source: source.to_owned(),
        });
        self
    }

    fn is_wide(&self) -> bool {
        self.width == Width::Wide
    }
}

/// Both variants of a chart, wide and narrow, with ids that may stand on one page. The page shows
/// one of them by the room there is (`.chart.wide`, `.chart.narrow`) and hides the other.
pub fn both(
    id: &str,
    title: &str,
    description: &str,
    draw: impl Fn(&Frame) -> Result<String, ChartError>,
) -> Result<[String; 2], ChartError> {
    Ok([
        draw(&Frame::new(id, Width::Wide, title, description))?,
        draw(&Frame::new(
            &format!("{id}-narrow"),
            Width::Narrow,
            title,
            description,
        ))?,
    ])
}

/// The cells of a chart's data table, row by row; the page adds the column heads in its language.
pub type Table = Vec<Vec<String>>;
