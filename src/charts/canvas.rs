//! A sheet to draw on in pixels with fractions. What was drawn is handed to plotters at the end,
//! when the height is known, and its SVG to [`finish`].

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBAColor, ShapeStyle, TextStyle};

use super::colour::Colour;
use super::finish::{GRAIN, Root, finish};
use super::measure::{Ruler, Weight, font};
use super::{ChartError, Frame, Width};

/// plotters states a font's size as its height; its SVG writer divides by this to get an em.
const HEIGHT_PER_EM: f64 = 1.24;
/// No picture is larger; a coordinate beyond it is one that went wrong.
const FAR: f64 = 100_000.0;

/// A colour and how much of what lies under it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub colour: Colour,
    pub opacity: f64,
}

impl Paint {
    pub fn tint(colour: Colour, opacity: f64) -> Self {
        Self { colour, opacity }
    }

    fn rgba(self) -> RGBAColor {
        self.colour.with_opacity(self.opacity)
    }
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Self::tint(colour, 1.0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub size: f64,
    pub weight: Weight,
    pub colour: Colour,
    pub anchor: Anchor,
}

impl Type {
    pub const fn new(size: f64) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            colour: Colour::Ink,
            anchor: Anchor::Start,
        }
    }

    pub const fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    pub const fn quiet(self) -> Self {
        self.colour(Colour::Quiet)
    }

    pub const fn colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    pub const fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    pub const fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    pub fn ruler(self) -> Result<Ruler, ChartError> {
        Ruler::new(self.size, self.weight)
    }

    /// From one line of text to the next.
    pub fn leading(self) -> f64 {
        (self.size * 1.3).round()
    }
}

type Point = (f64, f64);

enum Shape {
    Line(Point, Point, Paint, f64),
    Path(Vec<Point>, Paint, f64),
    Area(Vec<Point>, Paint),
    Rect(Point, Point, Paint),
    /// With the width of its rim of paper.
    Dot(Point, f64, Paint, f64),
    Ring(Point, f64, Paint, f64),
    Text(Point, String, Type),
}

/// The sheet.
#[derive(Default)]
pub struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn line(&mut self, from: Point, to: Point, paint: impl Into<Paint>, width: f64) {
        self.shapes.push(Shape::Line(from, to, paint.into(), width));
    }

    pub fn path(&mut self, points: Vec<Point>, paint: impl Into<Paint>, width: f64) {
        if points.len() > 1 {
            self.shapes.push(Shape::Path(points, paint.into(), width));
        }
    }

    pub fn area(&mut self, points: Vec<Point>, paint: impl Into<Paint>) {
        self.shapes.push(Shape::Area(points, paint.into()));
    }

    /// A filled rectangle from `corner`; nothing when it has no surface.
    pub fn rect(&mut self, corner: Point, size: (f64, f64), paint: impl Into<Paint>) {
        if size.0 > 0.0 && size.1 > 0.0 {
            let far = (corner.0 + size.0, corner.1 + size.1);
            self.shapes.push(Shape::Rect(corner, far, paint.into()));
        }
    }

    pub fn dot(&mut self, centre: Point, radius: f64, paint: impl Into<Paint>) {
        self.shapes
            .push(Shape::Dot(centre, radius, paint.into(), 0.0));
    }

    /// A dot on a rim of paper, so that it stands free of what it lies on.
    pub fn rimmed_dot(&mut self, centre: Point, radius: f64, paint: impl Into<Paint>) {
        self.shapes
            .push(Shape::Dot(centre, radius, paint.into(), 1.5));
    }

    /// A hollow dot: paper inside, a rim around.
    pub fn ring(&mut self, centre: Point, radius: f64, paint: impl Into<Paint>, width: f64) {
        self.shapes
            .push(Shape::Ring(centre, radius, paint.into(), width));
    }

    /// A text on its base line.
    pub fn text(&mut self, base: Point, text: &str, style: Type) {
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text(base, text.to_owned(), style));
        }
    }

    /// Lines of text under each other, the first on `base`; returns the base line of the last.
    pub fn lines(&mut self, base: Point, lines: &[String], style: Type) -> f64 {
        let mut y = base.1;
        for (row, line) in lines.iter().enumerate() {
            y = base.1 + row as f64 * style.leading();
            self.text((base.0, y), line, style);
        }
        y
    }

    /// Puts what another sheet holds on top of this one.
    pub fn append(&mut self, other: Self) {
        self.shapes.extend(other.shapes);
    }

    /// The finished SVG text of a chart of `size`.
    pub fn finish(self, frame: &Frame, size: (f64, f64)) -> Result<String, ChartError> {
        let root = Root {
            id: &frame.id,
            class: match frame.width {
                Width::Wide => "chart wide",
                Width::Narrow => "chart narrow",
            },
            words: Some((&frame.title, &frame.description)),
        };
        self.rooted(&root, size)
    }

    /// The finished SVG text under a root of its own.
    pub fn rooted(self, root: &Root<'_>, size: (f64, f64)) -> Result<String, ChartError> {
        let mut drawn = String::with_capacity(self.shapes.len() * 160);
        {
            let mut backend = SVGBackend::with_string(&mut drawn, (1, 1));
            let mut pens = Pens::default();
            for shape in &self.shapes {
                draw(&mut backend, &mut pens, shape)?;
            }
            backend.present().map_err(failed)?;
        }
        finish(&drawn, root, size)
    }
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}

/// plotters has whole pixels only: it draws on a sheet that is [`GRAIN`] times as large.
fn grain(value: f64) -> i32 {
    let value = if value.is_finite() { value } else { 0.0 };
    (value.clamp(-FAR, FAR) * GRAIN).round() as i32
}

fn at(point: Point) -> (i32, i32) {
    (grain(point.0), grain(point.1))
}

fn stroke(paint: Paint, width: f64) -> ShapeStyle {
    ShapeStyle {
        color: paint.rgba(),
        filled: false,
        stroke_width: grain(width).unsigned_abs(),
    }
}

fn draw(backend: &mut SVGBackend<'_>, pens: &mut Pens, shape: &Shape) -> Result<(), ChartError> {
    match shape {
        Shape::Line(from, to, paint, width) => {
            backend.draw_line(at(*from), at(*to), &stroke(*paint, *width))
        }
        Shape::Path(points, paint, width) => {
            backend.draw_path(points.iter().map(|p| at(*p)), &stroke(*paint, *width))
        }
        Shape::Area(points, paint) => {
            backend.fill_polygon(points.iter().map(|p| at(*p)), &paint.rgba())
        }
        Shape::Rect(near, far, paint) => {
            backend.draw_rect(at(*near), at(*far), &paint.rgba(), true)
        }
        Shape::Dot(centre, radius, paint, rim) => backend.draw_circle(
            at(*centre),
            // The rim lies half inside.
            grain(*radius + rim / 2.0).unsigned_abs(),
            &stroke(*paint, *rim),
            true,
        ),
        Shape::Ring(centre, radius, paint, width) => backend.draw_circle(
            at(*centre),
            grain(*radius).unsigned_abs(),
            &stroke(*paint, *width),
            false,
        ),
        Shape::Text(base, text, style) => {
            let pen = pens.of(*style)?;
            backend.draw_text(text, pen, at(*base))
        }
    }
    .map_err(failed)
}

/// plotters' styles of text, made once each: making one looks its font up.
#[derive(Default)]
struct Pens {
    made: Vec<(Type, TextStyle<'static>)>,
}

impl Pens {
    fn of(&mut self, style: Type) -> Result<&TextStyle<'static>, ChartError> {
        let place = match self.made.iter().position(|(known, _)| *known == style) {
            Some(place) => place,
            None => {
                self.made.push((style, pen(style)?));
                self.made.len() - 1
            }
        };
        Ok(&self.made[place].1)
    }
}

fn pen(style: Type) -> Result<TextStyle<'static>, ChartError> {
    let anchor = match style.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    Ok(TextStyle {
        font: font(style.size * GRAIN * HEIGHT_PER_EM, style.weight)?,
        color: Paint::from(style.colour).rgba().to_backend_color(),
        pos: Pos::new(anchor, VPos::Bottom),
    })
}
