//! A line small enough for a cell: the value of each wave, and the target across.

use maud::{Markup, html};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 36.0;
const EDGE: f64 = 5.0;

/// The values of the waves in order, with gaps where there is none, and the target. It has its own
/// straight scale; the numbers stand beside it, so it is hidden from those who listen.
pub fn spark(values: &[Option<f64>], target: [f64; 2]) -> Markup {
    let known = || values.iter().flatten().copied().chain(target);
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let up = |value: f64| HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2.0 * EDGE);
    let steps = values.len().saturating_sub(1).max(1) as f64;
    let across = |at: usize| EDGE + at as f64 / steps * (WIDTH - 2.0 * EDGE);
    let points: Vec<(f64, f64)> = values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((across(at), up((*value)?))))
        .collect();
    let line: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    html! {
        svg.spark viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT)
            aria-hidden="true" focusable="false" {
            @for bound in target_lines(target) {
                line.aim x1="0" x2=(WIDTH) y1=(format!("{:.1}", up(bound)))
                    y2=(format!("{:.1}", up(bound))) {}
            }
            @if line.len() > 1 { polyline points=(line.join(" ")) {} }
            @for (x, y) in &points { circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3" {} }
        }
    }
}

/// One line for a target on one side, two for one between bounds.
fn target_lines([from, to]: [f64; 2]) -> Vec<f64> {
    if from == to {
        vec![from]
    } else {
        vec![from, to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_is_on_top_a_gap_stays_open_and_a_flat_line_is_drawn() {
        let page = spark(&[Some(1.0), None, Some(3.0)], [2.0, 2.0]).0;
        assert!(page.contains("points=\"5.0,31.0 115.0,5.0\""), "{page}");
        assert_eq!(page.matches("<circle").count(), 2);
        assert_eq!(page.matches("class=\"aim\"").count(), 1);
        let one = spark(&[Some(2.0)], [2.0, 2.0]).0;
        assert!(!one.contains("polyline") && !one.contains("NaN"), "{one}");
        let between = spark(&[None], [0.65, 0.85]).0;
        assert_eq!(between.matches("class=\"aim\"").count(), 2);
    }
}
