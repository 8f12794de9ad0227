//! What every chart has to be: asserted on the finished SVG.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::measure::{Ruler, Weight};
use super::{ChartError, Frame, Width};
use crate::domain::language::Language;
use crate::texts::numbers;

pub const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];

pub fn frame(width: Width) -> Frame {
    Frame::new("c1", width, "Titel <met> & \"tekens\"", "Wat er te zien is")
}

/// Draws in both widths and asserts all that holds for any figures whatever.
pub fn sound(draw: impl Fn(&Frame) -> Result<String, ChartError>) {
    for width in WIDTHS {
        let svg = draw(&frame(width)).unwrap();
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(root.attribute("aria-labelledby"), Some("c1-title c1-desc"));
        assert_eq!(text_of(&document, "c1-title"), "Titel <met> & \"tekens\"");
        assert_eq!(text_of(&document, "c1-desc"), "Wat er te zien is");
        assert!(root.attribute("width").is_none() && root.attribute("height").is_none());
        let view = numbers(root.attribute("viewBox").unwrap());
        assert_eq!(view[2], width.pixels());
        for node in document.descendants().filter(Node::is_element) {
            assert!(node.tag_name().name() != "style", "no style element");
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!matches!(name, "style" | "font-family" | "dy"), "{name}");
                assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
                if name == "id" {
                    assert!(value.starts_with("c1-"), "{value}");
                }
            }
        }
        inside(&document, (view[2], view[3]));
    }
}

/// Every mark lies on the sheet.
fn inside(document: &Document<'_>, (width, height): (f64, f64)) {
    let slack = 2.0;
    for node in document.descendants().filter(Node::is_element) {
        if matches!(node.tag_name().name(), "svg" | "pattern" | "path") {
            continue;
        }
        for attribute in node.attributes() {
            let end = match attribute.name() {
                "x" | "x1" | "x2" | "cx" => width,
                "y" | "y1" | "y2" | "cy" => height,
                _ => continue,
            };
            let value: f64 = attribute.value().parse().unwrap();
            assert!(
                value >= -slack && value <= end + slack,
                "{} at {value} lies outside {width} x {height}",
                node.tag_name().name()
            );
        }
    }
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|part| part.parse().unwrap()).collect()
}

fn text_of(document: &Document<'_>, id: &str) -> String {
    document
        .descendants()
        .find(|node| node.attribute("id") == Some(id))
        .and_then(|node| node.text())
        .unwrap_or_default()
        .to_owned()
}

/// The texts of a picture in the order they were drawn.
pub fn texts(svg: &str) -> Vec<String> {
    Document::parse(svg)
        .unwrap()
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

/// Asserts for real figures what cannot hold for any: no text runs off the sheet or over another.
pub fn legible(draw: impl Fn(&Frame) -> Result<String, ChartError>) {
    for width in WIDTHS {
        let svg = draw(&frame(width)).unwrap();
        let document = Document::parse(&svg).unwrap();
        let boxes: Vec<(Box, &str)> = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
            .map(|node| (Box::of(&node), node.text().unwrap_or_default()))
            .collect();
        for (index, (one, text)) in boxes.iter().enumerate() {
            assert!(one.size >= 12.0, "“{text}” is too small to read");
            assert!(
                one.left >= -1.0 && one.right <= width.pixels() + 1.0,
                "“{text}” runs off the sheet ({width:?})"
            );
            for (other, second) in &boxes[index + 1..] {
                assert!(
                    !one.meets(other),
                    "“{text}” runs into “{second}” ({width:?})"
                );
            }
        }
    }
}

struct Box {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    size: f64,
}

impl Box {
    fn of(node: &Node<'_, '_>) -> Self {
        let number = |name: &str, default: f64| {
            node.attribute(name)
                .map_or(default, |value| value.parse().unwrap())
        };
        let size = number("font-size", 12.0);
        let weight = if node.attribute("font-weight").is_some() {
            Weight::Bold
        } else {
            Weight::Regular
        };
        let width = Ruler::new(size, weight)
            .unwrap()
            .width(node.text().unwrap_or_default());
        let x = number("x", 0.0);
        let left = match node.attribute("text-anchor") {
            Some("end") => x - width,
            Some("middle") => x - width / 2.0,
            _ => x,
        };
        let y = number("y", 0.0);
        Self {
            left,
            right: left + width,
            top: y - 0.72 * size,
            bottom: y + 0.1 * size,
            size,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Compares with the picture kept beside the tests, a tag a line.
pub fn snapshot(name: &str, svg: &str) {
    insta::with_settings!({
        snapshot_path => "../../tests/data/charts",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, svg.replace("><", ">\n<"));
    });
}

/// Any number at all, the impossible ones too.
pub fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -100.0..100.0f64,
        2 => 0.0..1.0f64,
        1 => proptest::num::f64::ANY,
        1 => Just(0.0),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
    ]
}

/// Any text, with what breaks pages in it.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z ]{0,40}",
        1 => any::<String>(),
        1 => Just("<b onload='x'>&amp; \u{200f}שלום\u{200e} ]]> \u{0}\u{b}\u{ffff}".to_owned()),
        1 => Just("Bereikbaarheidspercentageoverschrijdingsregistratieformulier".to_owned()),
    ]
}

pub fn dutch(value: f64, decimals: u8) -> String {
    numbers::decimal(&Language::dutch(), value, decimals)
}

pub fn percent(value: f64, decimals: u8) -> String {
    numbers::percent(&Language::dutch(), value, decimals)
}
