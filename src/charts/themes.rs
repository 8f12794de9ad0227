//! What was said in interviews: per theme its negative, neutral and positive statements in counts,
//! drawn as the answers to an item are.

#[cfg(test)]
pub(crate) mod tests;

use super::diverging::{Diverging, Item, Level, Side, diverging};
use super::{ChartError, Frame, Table};

/// The statements by theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themes {
    /// "negatief", "neutraal", "positief".
    pub tones: [String; 3],
    pub rows: Vec<Theme>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: String,
    /// How many statements of each tone.
    pub counts: [u32; 3],
    /// "21 uitspraken", "in 14 gesprekken".
    pub base: Vec<String>,
}

impl Theme {
    fn total(&self) -> f64 {
        self.counts.iter().map(|count| f64::from(*count)).sum()
    }
}

impl Themes {
    /// Per theme: name, the three counts, base.
    pub fn table(&self) -> Table {
        self.rows
            .iter()
            .map(|theme| {
                let counts = theme.counts.iter().map(u32::to_string);
                [theme.name.clone()]
                    .into_iter()
                    .chain(counts)
                    .chain([theme.base.join("; ")])
                    .collect()
            })
            .collect()
    }

    /// The same as shares of the largest theme, so that bars are as long as there are statements.
    fn bars(&self) -> Diverging {
        let largest = self.rows.iter().map(Theme::total).fold(1.0, f64::max);
        let [negative, _, positive] = &self.tones;
        let sides = [Side::Against, Side::Neutral, Side::Favour];
        let item = |theme: &Theme| Item {
            code: String::new(),
            name: theme.name.clone(),
            ends: [negative.clone(), positive.clone()],
            levels: sides
                .into_iter()
                .zip(theme.counts)
                .zip(&self.tones)
                .map(|((side, count), tone)| Level {
                    label: tone.clone(),
                    side,
                    share: f64::from(count) / largest,
                    text: count.to_string(),
                })
                .collect(),
            against: String::new(),
            favour: String::new(),
            base: theme.base.clone(),
        };
        Diverging {
            items: self.rows.iter().map(item).collect(),
        }
    }
}

/// Draws the themes.
pub fn themes(figures: &Themes, frame: &Frame) -> Result<String, ChartError> {
    diverging(&figures.bars(), frame)
}
