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

    /// What a reader of codes sees in the drawing, four dots to a module.
    fn read_back(drawn: &str) -> String {
        let size = drawn.split("viewBox=\"0 0 ").nth(1).unwrap();
        let size: usize = size.split(' ').next().unwrap().parse().unwrap();
        let mut dark = std::collections::HashSet::new();
        let path = drawn
            .split("d=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        for module in path.split('M').skip(1) {
            let (x, rest) = module.split_once(' ').unwrap();
            let y = rest.split('h').next().unwrap();
            dark.insert((x.parse::<usize>().unwrap(), y.parse::<usize>().unwrap()));
        }
        let side = size * 4;
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if dark.contains(&(x / 4, y / 4)) {
                0
            } else {
                255
            }
        });
        let grids = seen.detect_grids();
        assert_eq!(grids.len(), 1, "one code is found");
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_camera_reads_the_address_that_was_drawn() {
        for address in [
            "https://peil.example/r/aaaaaeaa2tbrwnvgu635oltlyskznnpqii",
            "http://127.0.0.1:8080/o/aaaaaaaa2tbrwnvgu635oltlyskznnpqii",
        ] {
            assert_eq!(read_back(&qr(address, "Scan").0), address);
        }
        let longest = format!("https://{}.example/r/{}", "x".repeat(200), "y".repeat(34));
        assert_eq!(read_back(&qr(&longest, "Scan").0), longest);
    }

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
