//! A picture as a file of its own: with the words that stood around it, as SVG or as PNG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::canvas::Canvas;
use super::finish::{size_of, standalone};
use super::measure::{BOLD, REGULAR};
use super::{ChartError, Frame, Width, heading};

/// What stands around a picture on its page.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    pub source: &'a str,
}

/// So many pixels for one of the picture's own: sharp in print, and on a slide.
const SCALE: f32 = 2.0;

/// The picture with its title and subtitle above and its source below, in the light colours.
pub fn sheet(picture: &str, id: &str, words: Words) -> Result<String, ChartError> {
    let Words {
        title,
        subtitle,
        source,
    } = words;
    let (width, height) =
        size_of(picture).ok_or_else(|| ChartError::Drawing("a picture has no size".to_owned()))?;
    let is_wide = width >= Width::Wide.pixels();
    let of = if is_wide { Width::Wide } else { Width::Narrow };
    // The paper is laid behind the description, so that there has to be one.
    let description = if subtitle.is_empty() { title } else { subtitle };
    let frame = Frame::new(&format!("{id}-sheet"), of, title, description).headed(subtitle, source);
    let mut canvas = Canvas::new();
    let top = heading::above(&mut canvas, &frame)?;
    let bottom = heading::below(&mut canvas, &frame, top + height)?;
    let around = canvas.finish(&frame, (of.pixels().max(width), bottom + 4.0))?;
    let inside = inside(picture);
    let placed = format!("<g transform=\"translate(0 {top})\">{inside}</g></svg>");
    let whole = around
        .strip_suffix("</svg>")
        .map(|around| format!("{around}{placed}"));
    Ok(standalone(&whole.unwrap_or(around)))
}

/// What a picture of ours draws, without its root and its words.
fn inside(picture: &str) -> &str {
    let (_, rest) = picture.split_once('>').unwrap_or(("", picture));
    let rest = rest.split_once("</title>").map_or(rest, |(_, rest)| rest);
    let rest = rest.split_once("</desc>").map_or(rest, |(_, rest)| rest);
    rest.strip_suffix("</svg>").unwrap_or(rest)
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

/// A picture that leaves its page, in pixels; twice as many each way as the picture itself has.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    let failed = |error: &dyn std::fmt::Display| ChartError::Drawing(error.to_string());
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Liberation Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or_else(|| failed(&"the picture has no size"))?;
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| failed(&"the picture is too large"))?;
    let scale = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::forest::{self, tests::example};

    fn forest_sheet() -> String {
        let frame = Frame::new("forest", Width::Wide, "Titel", "Wat er te zien is");
        let picture = forest::forest(&example(), &frame).unwrap();
        let words = Words {
            title: "Zes van de achttien & meer",
            subtitle: "Elke rij heeft een eigen schaal",
            source: "Bron: vragenlijst",
        };
        sheet(&picture, "forest", words).unwrap()
    }

    #[test]
    fn a_sheet_has_its_words_and_no_colour_by_name() {
        let sheet = forest_sheet();
        let tree = roxmltree::Document::parse(&sheet).unwrap();
        let texts: String = tree.descendants().filter_map(|node| node.text()).collect();
        for words in [
            "Zes van de achttien & meer",
            "Elke rij",
            "Bron: vragenlijst",
        ] {
            assert!(texts.contains(words), "{words}");
        }
        assert!(!sheet.contains("var(--"));
        let titles = |node: &roxmltree::Node| node.has_tag_name("title");
        assert_eq!(tree.descendants().filter(titles).count(), 1);
    }

    #[test]
    fn a_png_is_twice_as_large_and_not_blank() {
        let sheet = forest_sheet();
        let bytes = png(&sheet).unwrap();
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        let wide = sheet.split_once("width=\"").unwrap().1;
        let wide: f32 = wide.split_once('"').unwrap().0.parse().unwrap();
        assert_eq!(pixels.width() as f32, (wide * SCALE).round());
        let dark = pixels.pixels().iter().filter(|one| one.red() < 60).count();
        assert!(dark > 2_000, "letters and marks were drawn: {dark}");
        let first = pixels.pixels().first().unwrap();
        assert_eq!(
            (first.red(), first.alpha()),
            (255, 255),
            "paper lies under it"
        );
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        assert_eq!(png(&forest_sheet()).unwrap(), png(&forest_sheet()).unwrap());
    }
}
