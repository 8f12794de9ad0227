//! The mark: a level with a dot above, on or under it. It says the verdict against the target;
//! its colour says the standing; words beside it say both.

use super::ChartError;
use super::canvas::{Canvas, Paint};
use super::colour::Colour;
use super::finish::Root;
use crate::domain::verdict::{Standing, Verdict};

/// Half the length of the stroke, and so half the mark's width.
pub const HALF: f64 = 9.0;
const STROKE: f64 = 2.4;
const DOT: f64 = 3.8;
const SIDE: f64 = 22.0;

/// What a mark says where no words stand beside it.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Unique on the page.
    pub id: &'a str,
    pub words: &'a str,
}

/// The mark for a table or a sentence, 22 pixels square. With a `label` it is a picture of its
/// own; without, it is decoration beside words that say the same.
pub fn verdict_mark(
    target: Verdict,
    limit: Verdict,
    label: Option<Label<'_>>,
) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    draw_mark(
        &mut canvas,
        (SIDE / 2.0, SIDE / 2.0),
        target,
        Standing::of(target, limit),
    );
    canvas.rooted(&root(label), (SIDE, SIDE))
}

/// The product's mark: the dot above its level; decoration unless it has a label.
pub fn logo(label: Option<Label<'_>>) -> Result<String, ChartError> {
    let mut canvas = Canvas::new();
    let (x, y) = (SIDE / 2.0, SIDE / 2.0 + rise() / 2.0);
    stroke(&mut canvas, (x, y), Colour::Ink);
    canvas.dot((x, y - rise()), DOT, Colour::Accent);
    canvas.rooted(&root(label), (SIDE, SIDE))
}

fn root(label: Option<Label<'_>>) -> Root<'_> {
    Root {
        id: label.map_or("mark", |label| label.id),
        class: "mark",
        words: label.map(|label| (label.words, "")),
    }
}

/// Draws the mark around `centre`.
pub fn draw_mark(canvas: &mut Canvas, centre: (f64, f64), target: Verdict, standing: Standing) {
    let paint = Paint::from(Colour::from(standing));
    let up = match target {
        Verdict::Met => -rise(),
        Verdict::NotDemonstrated => 0.0,
        Verdict::NotMet => rise(),
        Verdict::NoData | Verdict::NotComparable => return unknown(canvas, centre),
    };
    stroke(canvas, centre, Colour::from(standing));
    if up == 0.0 {
        canvas.rimmed_dot(centre, DOT, paint);
    } else {
        canvas.dot((centre.0, centre.1 + up), DOT, paint);
    }
}

/// How far the dot's centre is from the level that it rests on.
fn rise() -> f64 {
    DOT + STROKE / 2.0 + 0.6
}

fn stroke(canvas: &mut Canvas, (x, y): (f64, f64), colour: Colour) {
    let reach = HALF - STROKE / 2.0;
    canvas.line((x - reach, y), (x + reach, y), colour, STROKE);
}

/// No dot: a level that is only hatched. Drawn stroke by stroke, so that no pattern is needed.
fn unknown(canvas: &mut Canvas, (x, y): (f64, f64)) {
    for place in -2..=2 {
        let middle = x + f64::from(place) * 3.6;
        canvas.line(
            (middle - 1.8, y + 3.2),
            (middle + 1.8, y - 3.2),
            Colour::NoData,
            1.4,
        );
    }
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    /// How far the dot of a mark is under the middle; `None` without a dot.
    fn drop_of(target: Verdict, limit: Verdict) -> Option<f64> {
        let svg = verdict_mark(target, limit, None).unwrap();
        let document = Document::parse(&svg).unwrap();
        let dot = document
            .descendants()
            .find(|node| node.tag_name().name() == "circle")?;
        let y: f64 = dot.attribute("cy").unwrap().parse().unwrap();
        Some(y - SIDE / 2.0)
    }

    #[test]
    fn the_dot_is_above_on_or_under_its_level_or_not_there() {
        assert!(drop_of(Verdict::Met, Verdict::Met).unwrap() < 0.0);
        assert_eq!(drop_of(Verdict::NotDemonstrated, Verdict::Met), Some(0.0));
        assert!(drop_of(Verdict::NotMet, Verdict::Met).unwrap() > 0.0);
        assert_eq!(drop_of(Verdict::NoData, Verdict::NoData), None);
        assert_eq!(
            drop_of(Verdict::NotComparable, Verdict::NotComparable),
            None
        );
    }

    #[test]
    fn the_colour_says_the_worst_open_question() {
        let svg = verdict_mark(Verdict::NotMet, Verdict::NotDemonstrated, None).unwrap();
        assert!(svg.contains("var(--open,") && !svg.contains("var(--notmet,"));
    }

    #[test]
    fn a_mark_beside_words_is_silent_and_one_alone_speaks() {
        let silent = verdict_mark(Verdict::Met, Verdict::Met, None).unwrap();
        assert!(silent.contains("aria-hidden=\"true\"") && !silent.contains(" id="));
        let label = Label {
            id: "p01",
            words: "streef <gehaald>",
        };
        let alone = verdict_mark(Verdict::Met, Verdict::Met, Some(label)).unwrap();
        assert!(alone.contains("role=\"img\" aria-labelledby=\"p01-title\""));
        assert!(alone.contains("streef &lt;gehaald&gt;"));
    }

    #[test]
    fn the_logo_is_the_dot_above_its_level() {
        insta::with_settings!({
            snapshot_path => "../../tests/data/charts",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("logo", logo(None).unwrap().replace("><", ">\n<"));
        });
    }
}
