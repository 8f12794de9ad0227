//! What plotters' SVG lacks is put right here: a size that follows the page, a role, a title and a
//! description, the page's font, colours by name, hatching, and numbers no longer than needed.
//! Nothing needs a style attribute or element, so the strictest content policy will do.

use std::fmt::Write as _;

use super::ChartError;
use super::colour::Colour;

/// How many units plotters draws on for one pixel of the finished picture.
pub const GRAIN: f64 = 10.0;

/// What a text is unless it says otherwise; stated once on the root.
const COMMON_SIZE: f64 = 12.0;

/// What the root of a picture says of it.
pub struct Root<'a> {
    pub id: &'a str,
    pub class: &'a str,
    /// Title and description; `None` for a decoration, which screen readers pass by.
    pub words: Option<(&'a str, &'a str)>,
}

/// The finished picture of `size` pixels from what plotters `drew`.
pub fn finish(drew: &str, root: &Root<'_>, size: (f64, f64)) -> Result<String, ChartError> {
    check_id(root.id)?;
    let mut body = String::with_capacity(drew.len());
    let mut hatched = false;
    for element in elements(drew) {
        match element {
            Element::Open { name: "svg", .. } | Element::Close("svg") => {}
            Element::Open {
                name,
                attributes,
                empty,
            } => {
                hatched |= open(&mut body, root.id, name, attributes, empty);
            }
            Element::Close(name) => {
                let _ = write!(body, "</{name}>");
            }
            Element::Text(text) => body.extend(text.trim().chars().filter(|c| is_xml(*c))),
        }
    }
    Ok(wrapped(&body, root, size, hatched))
}

/// The paper around a picture that leaves its page.
const MARGIN: f64 = 16.0;

/// A picture that leaves its page: the light colours instead of names, paper under and around it,
/// a fixed size, a font.
pub fn standalone(svg: &str) -> String {
    let mut plain = svg.to_owned();
    for colour in Colour::ALL {
        plain = plain.replace(&named(colour), &colour.hex());
    }
    let Some((width, height)) = size_of(svg) else {
        return plain;
    };
    let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
    let view = format!(
        "width=\"{width}\" height=\"{height}\" viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" \
         font-family=\"Liberation Sans, Arial, sans-serif\""
    );
    let paper = format!(
        "</desc><rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" \
         fill=\"{}\"/>",
        Colour::Paper.hex()
    );
    let old = between(svg, "viewBox=\"", "\"").unwrap_or_default();
    plain
        .replacen(&format!("viewBox=\"{old}\""), &view, 1)
        .replacen("</desc>", &paper, 1)
}

/// Width and height of a picture of ours, in its own pixels.
pub fn size_of(svg: &str) -> Option<(f64, f64)> {
    let (width, height) = between(svg, "viewBox=\"0 0 ", "\"")?.split_once(' ')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

fn check_id(id: &str) -> Result<(), ChartError> {
    let fits = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if fits {
        Ok(())
    } else {
        Err(ChartError::Id(id.to_owned()))
    }
}

fn wrapped(body: &str, root: &Root<'_>, size: (f64, f64), hatched: bool) -> String {
    let Root { id, class, words } = root;
    let mut svg = String::with_capacity(body.len() + 1_000);
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"0 0 {} {}\" \
         font-size=\"{COMMON_SIZE}\" fill=\"{}\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\"",
        number(size.0),
        number(size.1),
        named(Colour::Ink),
    );
    let _ = match words {
        Some((title, "")) => write!(
            svg,
            " role=\"img\" aria-labelledby=\"{id}-title\"><title id=\"{id}-title\">{}</title>",
            escaped(title),
        ),
        Some((title, description)) => write!(
            svg,
            " role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            escaped(title),
            escaped(description),
        ),
        None => write!(svg, " aria-hidden=\"true\" focusable=\"false\">"),
    };
    if hatched {
        let _ = write!(
            svg,
            "<defs><pattern id=\"{id}-hatch\" width=\"5\" height=\"5\" \
             patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <path d=\"M0 0V5\" stroke=\"{}\" stroke-width=\"2\"/></pattern></defs>",
            named(Colour::NoData),
        );
    }
    svg.push_str(body);
    svg.push_str("</svg>");
    svg
}

/// Writes one opening tag; says whether it is hatched.
fn open(out: &mut String, id: &str, name: &str, attributes: &str, empty: bool) -> bool {
    let mut hatched = false;
    let filled = attribute(attributes, "fill").is_some_and(|fill| fill != "none");
    // A stroke of one pixel is what SVG draws anyhow.
    let unit = number(GRAIN);
    let _ = write!(out, "<{name}");
    for (key, value) in pairs(attributes) {
        match key {
            // The base line is where we put it, and the page decides on the font.
            "dy" | "font-family" => {}
            "opacity" if value == "1" => {}
            "opacity" => {
                let _ = write!(out, " opacity=\"{}\"", hundredths(value));
            }
            "text-anchor" if value == "start" => {}
            "stroke" if value == "none" => {}
            "stroke-width" if value == unit || value == "0" => {}
            "stroke-width" if name == "circle" && filled => {
                // plotters cannot both fill and stroke: the width it gives a filled dot is its rim.
                let (paper, width) = (named(Colour::Paper), shrunk(value));
                let _ = write!(out, " stroke=\"{paper}\" stroke-width=\"{width}\"");
            }
            // A hollow dot hides what it lies on.
            "fill" if name == "circle" && value == "none" => {
                let _ = write!(out, " fill=\"{}\"", named(Colour::Paper));
            }
            "fill" if name == "text" && Colour::of_hex(value) == Some(Colour::Ink) => {}
            "fill" if name != "text" && Colour::of_hex(value) == Some(Colour::NoData) => {
                hatched = true;
                let _ = write!(out, " fill=\"url(#{id}-hatch)\"");
            }
            "fill" | "stroke" => match Colour::of_hex(value) {
                Some(colour) => {
                    let _ = write!(out, " {key}=\"{}\"", named(colour));
                }
                None => {
                    let _ = write!(out, " {key}=\"{value}\"");
                }
            },
            "points" => {
                let points: Vec<String> = value.split_whitespace().map(point).collect();
                let _ = write!(out, " points=\"{}\"", points.join(" "));
            }
            "font-size" => {
                let size = shrunk(value);
                if size != number(COMMON_SIZE) {
                    let _ = write!(out, " font-size=\"{size}\"");
                }
            }
            "x" | "y" | "x1" | "y1" | "x2" | "y2" | "cx" | "cy" | "r" | "width" | "height"
            | "stroke-width" => {
                let _ = write!(out, " {key}=\"{}\"", shrunk(value));
            }
            _ => {
                let _ = write!(out, " {key}=\"{value}\"");
            }
        }
    }
    out.push_str(if empty { "/>" } else { ">" });
    hatched
}

/// The colour by its name, and by its value for who does not know the name.
fn named(colour: Colour) -> String {
    format!("var(--{},{})", colour.name(), colour.hex())
}

fn point(pair: &str) -> String {
    match pair.split_once(',') {
        Some((x, y)) => format!("{},{}", shrunk(x), shrunk(y)),
        None => pair.to_owned(),
    }
}

/// A number of the large sheet, on the small one.
fn shrunk(value: &str) -> String {
    value
        .parse::<f64>()
        .map_or_else(|_| value.to_owned(), |value| number(value / GRAIN))
}

/// A share of one, no finer than an eye sees.
fn hundredths(value: &str) -> String {
    let parsed = value.parse::<f64>();
    parsed.map_or_else(|_| value.to_owned(), number)
}

/// At most two decimals, none that say nothing.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns a negative zero into a plain one.
    format!("{}", rounded + 0.0)
}

/// Text as XML, without what XML has no place for.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|c| is_xml(*c)) {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether XML 1.0 allows the character at all.
fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

enum Element<'a> {
    Open {
        name: &'a str,
        attributes: &'a str,
        empty: bool,
    },
    Close(&'a str),
    Text(&'a str),
}

/// The tags and texts of plotters' own writing, in which `<` and `>` occur nowhere else.
fn elements(svg: &str) -> impl Iterator<Item = Element<'_>> {
    let mut rest = svg;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(tail) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            rest = after;
            return Some(Element::Text(text));
        };
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Element::Close(name));
        }
        let (tag, empty) = match tag.strip_suffix('/') {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        Some(Element::Open {
            name,
            attributes,
            empty,
        })
    })
}

/// The attributes of a tag; values are quoted and escaped, so they hold no quote themselves.
fn pairs(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some((key.trim(), value))
    })
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    pairs(attributes)
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
