//! A code that a phone's camera reads, as a drawing in the page.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// White around it, in modules, as the standard asks for.
const QUIET: usize = 4;

/// Nothing when the text is too long for a code; an address of ours never is.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return Markup::default();
    };
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut path = String::new();
    for (at, _) in code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, one)| **one == Color::Dark)
    {
        let (x, y) = (at % width + QUIET, at / width + QUIET);
        path += &format!("M{x} {y}h1v1h-1z");
    }
    html! {
        svg.qr viewBox={ "0 0 " (size) " " (size) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_white_around_it() {
        let drawn = qr("https://peil.example/r/abc", "Scan").0;
        // The top left corner is seven dark modules wide, after four white ones.
        for x in 4..11 {
            assert!(drawn.contains(&format!("M{x} 4h1")), "{x}");
        }
        assert!(!drawn.contains("M11 4h1") && !drawn.contains("M3 "));
        assert!(drawn.contains("aria-label=\"Scan\""));
        assert_eq!(qr(&"x".repeat(5_000), "Scan").0, "");
    }
}
