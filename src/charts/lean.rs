//! A picture for a page of ours, without what only a picture that leaves it needs: the light
//! colours beside their names, the name space, and a tag for every single line.

use std::fmt::Write as _;

/// What is drawn often, and the class that says it in fewer bytes. [`style`] is what a page needs.
const CLASSES: [(&str, &str, &str); 31] = [
    ("fill=\"var(--paper)\"", "fp", "fill:var(--paper)"),
    ("fill=\"var(--wash)\"", "fw", "fill:var(--wash)"),
    ("fill=\"var(--ink)\"", "fi", "fill:var(--ink)"),
    ("fill=\"var(--quiet)\"", "fq", "fill:var(--quiet)"),
    ("fill=\"var(--line)\"", "fl", "fill:var(--line)"),
    ("fill=\"var(--accent)\"", "fa", "fill:var(--accent)"),
    ("fill=\"var(--met)\"", "fm", "fill:var(--met)"),
    ("fill=\"var(--limit)\"", "fy", "fill:var(--limit)"),
    ("fill=\"var(--open)\"", "fo", "fill:var(--open)"),
    ("fill=\"var(--notmet)\"", "fr", "fill:var(--notmet)"),
    ("stroke=\"var(--paper)\"", "sp", "stroke:var(--paper)"),
    ("stroke=\"var(--ink)\"", "si", "stroke:var(--ink)"),
    ("stroke=\"var(--quiet)\"", "sq", "stroke:var(--quiet)"),
    ("stroke=\"var(--line)\"", "sl", "stroke:var(--line)"),
    ("stroke=\"var(--accent)\"", "sa", "stroke:var(--accent)"),
    ("stroke=\"var(--met)\"", "sm", "stroke:var(--met)"),
    ("stroke=\"var(--limit)\"", "sy", "stroke:var(--limit)"),
    ("stroke=\"var(--open)\"", "so", "stroke:var(--open)"),
    ("stroke=\"var(--notmet)\"", "sr", "stroke:var(--notmet)"),
    ("stroke-width=\"1.5\"", "w1", "stroke-width:1.5px"),
    ("stroke-width=\"2.2\"", "w2", "stroke-width:2.2px"),
    ("stroke-width=\"2.4\"", "w4", "stroke-width:2.4px"),
    ("stroke-width=\"1.4\"", "wt", "stroke-width:1.4px"),
    ("stroke-width=\"3\"", "w3", "stroke-width:3px"),
    ("stroke-width=\"6\"", "w6", "stroke-width:6px"),
    ("text-anchor=\"middle\"", "tm", "text-anchor:middle"),
    ("text-anchor=\"end\"", "te", "text-anchor:end"),
    ("font-weight=\"bold\"", "tb", "font-weight:bold"),
    ("font-size=\"13\"", "ts", "font-size:13px"),
    ("font-size=\"14\"", "tl", "font-size:14px"),
    ("opacity=\"0.16\"", "op", "opacity:0.16"),
];

/// What the root of every chart says, and the rule that says it once.
const ROOT: [&str; 4] = [
    " fill=\"var(--ink)\"",
    " font-size=\"12\"",
    " stroke-linecap=\"round\"",
    " stroke-linejoin=\"round\"",
];
const ROOT_RULE: &str =
    "svg.chart{fill:var(--ink);font-size:12px;stroke-linecap:round;stroke-linejoin:round}";

/// The rules behind the classes of a lean chart.
pub fn style() -> String {
    let rules = CLASSES
        .iter()
        .map(|(_, class, rule)| format!("svg.chart .{class}{{{rule}}}"));
    let root = std::iter::once(ROOT_RULE.to_owned());
    root.chain(rules).collect::<Vec<_>>().join(" ")
}

/// The same chart (or mark) in fewer bytes. The page has to set the colours, and to bring the rules
/// of [`style`] when it is a chart.
pub fn lean(svg: &str) -> String {
    let lean = without_light_colours(svg);
    if !lean.starts_with("<svg class=\"chart ") {
        return lean;
    }
    let mut out = String::with_capacity(lean.len());
    let mut parts = lean.split('<');
    out.push_str(parts.next().unwrap_or_default());
    for (at, part) in parts.enumerate() {
        out.push('<');
        let (tag, text) = part.split_at(part.find('>').unwrap_or(part.len()));
        if at == 0 {
            let said = ROOT
                .iter()
                .fold(tag.to_owned(), |tag, one| tag.replacen(one, "", 1));
            out.push_str(&said); // the root has a class of its own
        } else {
            classed(tag, &mut out);
        }
        out.push_str(text);
    }
    out
}

/// The same picture as HTML may hold it: no quotes round values that need none, of which a page of
/// pictures has thousands. It is no XML any more.
pub fn unquoted(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push('<');
        rest = unquoted_tag(tag, &mut out);
    }
    out.push_str(rest);
    out
}

/// Writes a tag up to its end, and gives what stands behind it.
fn unquoted_tag<'a>(tag: &'a str, out: &mut String) -> &'a str {
    let mut rest = tag;
    while let Some(at) = rest.find(['"', '>']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let Some((value, behind)) = after.strip_prefix('"').and_then(|it| it.split_once('"'))
        else {
            return after; // its end, or a quote without another
        };
        // A slash right behind a value without quotes would belong to it. Names and references keep
        // theirs, so that they read the same everywhere in a page.
        let is_name = before.ends_with("id=") || before.ends_with("href=");
        if needs_no_quotes(value) && !is_name && !behind.starts_with('/') {
            out.push_str(value);
        } else {
            out.extend(["\"", value, "\""]);
        }
        rest = behind;
    }
    rest
}

fn needs_no_quotes(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.#%(),:".contains(&byte);
    !value.is_empty() && value.bytes().all(plain)
}

fn classed(tag: &str, out: &mut String) {
    let mut classes: Vec<&str> = Vec::new();
    let mut rest = tag.to_owned();
    for (attribute, class, _) in CLASSES {
        let attribute = format!(" {attribute}");
        if rest.contains(&attribute) {
            rest = rest.replacen(&attribute, "", 1);
            classes.push(class);
        }
    }
    // Where it begins when nothing is said.
    rest = rest.replacen(" x=\"0\"", "", 1);
    if classes.is_empty() {
        out.push_str(&rest);
        return;
    }
    let name = rest.find([' ', '/']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(name);
    let _ = write!(out, "{name} class=\"{}\"{rest}", classes.join(" "));
}

fn without_light_colours(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut strokes = Strokes::default();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        let line = Line::of(tag).filter(|_| text.is_empty());
        match line {
            Some(line) => strokes.add(line, &mut out),
            None => {
                strokes.end(&mut out);
                out.push_str(text);
                named_only(tag, &mut out);
            }
        }
        rest = after;
    }
    strokes.end(&mut out);
    out.push_str(rest);
    out.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
}

/// `var(--ink,#16202b)` becomes `var(--ink)`.
fn named_only(tag: &str, out: &mut String) {
    let mut parts = tag.split(",#");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let is_light = part.len() > 6
            && part.as_bytes()[6] == b')'
            && part.bytes().take(6).all(|byte| byte.is_ascii_hexdigit());
        if is_light {
            out.push_str(&part[6..]);
        } else {
            out.push_str(",#");
            out.push_str(part);
        }
    }
}

/// A straight line: how it is drawn, and from where to where.
struct Line<'a> {
    paint: Vec<&'a str>,
    ends: [&'a str; 4],
}

impl<'a> Line<'a> {
    fn of(tag: &'a str) -> Option<Self> {
        let attributes = tag.strip_prefix("<line ")?.strip_suffix("/>")?;
        let (mut paint, mut ends) = (Vec::new(), [None; 4]);
        for attribute in attributes.split_inclusive("\" ") {
            let attribute = attribute.trim();
            let (name, value) = attribute.split_once("=\"")?;
            let value = value.strip_suffix('"')?;
            match ["x1", "y1", "x2", "y2"].iter().position(|end| *end == name) {
                Some(at) => ends[at] = Some(value),
                None => paint.push(attribute),
            }
        }
        let [Some(x1), Some(y1), Some(x2), Some(y2)] = ends else {
            return None;
        };
        Some(Self {
            paint,
            ends: [x1, y1, x2, y2],
        })
    }
}

/// Lines that follow each other and are drawn alike: one path.
#[derive(Default)]
struct Strokes<'a> {
    paint: Vec<&'a str>,
    path: String,
}

impl<'a> Strokes<'a> {
    fn add(&mut self, line: Line<'a>, out: &mut String) {
        if line.paint != self.paint {
            self.end(out);
            self.paint = line.paint;
        }
        let [x1, y1, x2, y2] = line.ends;
        // Writing to a string cannot fail.
        let _ = match (x1 == x2, y1 == y2) {
            (true, _) => write!(self.path, "M{x1} {y1}V{y2}"),
            (_, true) => write!(self.path, "M{x1} {y1}H{x2}"),
            _ => write!(self.path, "M{x1} {y1}L{x2} {y2}"),
        };
    }

    fn end(&mut self, out: &mut String) {
        if self.path.is_empty() {
            return;
        }
        out.push_str("<path ");
        for attribute in &self.paint {
            named_only(attribute, out);
            out.push(' ');
        }
        let _ = write!(out, "d=\"{}\"/>", self.path);
        self.path.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{lean, unquoted};

    #[test]
    fn lines_drawn_alike_become_one_path_and_others_stay_apart() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\
                   <line stroke=\"var(--line,#c9d1d9)\" x1=\"6\" y1=\"64\" x2=\"6\" y2=\"88\"/>\
                   <line stroke=\"var(--line,#c9d1d9)\" x1=\"1\" y1=\"2.5\" x2=\"3\" y2=\"2.5\"/>\
                   <line stroke=\"var(--ink,#16202b)\" x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\"/></svg>";
        assert_eq!(
            lean(svg),
            "<svg><path stroke=\"var(--line)\" d=\"M6 64V88M1 2.5H3\"/>\
             <path stroke=\"var(--ink)\" d=\"M1 2L3 4\"/></svg>"
        );
    }

    #[test]
    fn a_chart_says_what_is_drawn_often_in_classes_and_a_rule_stands_for_each() {
        let svg = "<svg class=\"chart wide\" fill=\"var(--ink,#16202b)\"><text x=\"1\" \
                   text-anchor=\"end\" fill=\"var(--quiet,#52606d)\">fill=\"var(--ink)\"</text></svg>";
        assert_eq!(
            lean(svg),
            "<svg class=\"chart wide\"><text class=\"fq te\" x=\"1\">fill=\"var(--ink)\"</text></svg>"
        );
        assert!(super::style().contains("svg.chart .fq{fill:var(--quiet)}"));
    }

    #[test]
    fn words_stay_as_they_are() {
        let svg = "<text fill=\"var(--quiet,#52606d)\">a,#52606d) &lt; b</text>";
        assert_eq!(
            lean(svg),
            "<text fill=\"var(--quiet)\">a,#52606d) &lt; b</text>"
        );
    }

    #[test]
    fn quotes_stay_where_a_value_needs_them() {
        for (given, wanted) in [
            (
                "<a b=\"c d\" e=\"f\">g=\"h\"</a>",
                "<a b=\"c d\" e=f>g=\"h\"</a>",
            ),
            ("<i x=\"1.5\" y=\"2\"/>", "<i x=1.5 y=\"2\"/>"),
            (
                "<i fill=\"url(#p)\" d=\"\" t=\"it's\" u=\"a>b\">",
                "<i fill=url(#p) d=\"\" t=\"it's\" u=\"a>b\">",
            ),
            ("<i id=\"p\" x=\"1\">", "<i id=\"p\" x=1>"),
            ("<i x=\"1", "<i x=\"1"),
        ] {
            assert_eq!(unquoted(given), wanted);
        }
    }
}
