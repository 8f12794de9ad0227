//! Answers in later texts: `You gave us a {grade}.` A brace that should stand is written twice.

/// The names between braces.
pub fn names(text: &str) -> Vec<&str> {
    let pieces = pieces(text).into_iter();
    pieces
        .filter_map(|piece| match piece {
            Piece::Name(name) => Some(name),
            Piece::Words(_) => None,
        })
        .collect()
}

/// The text with every name replaced by what `value` gives, as plain text: a page escapes it.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let pieces = pieces(text).into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Name(name) => value(name).unwrap_or_else(|| "…".to_owned()),
        })
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    Words(&'a str),
    /// A name between braces.
    Name(&'a str),
}

/// The text in pieces: what stands, and the names of what is to be filled in.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        let doubled = brace.starts_with("{{") || brace.starts_with("}}");
        let name = brace[1..].split_once('}').map(|(name, _)| name);
        match name.filter(|name| brace.starts_with('{') && is_name(name)) {
            Some(name) if !doubled => {
                pieces.push(Piece::Name(name));
                rest = &brace[name.len() + 2..];
            }
            _ => {
                pieces.push(Piece::Words(&brace[..1]));
                rest = &brace[if doubled { 2 } else { 1 }..];
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn is_name(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_and_other_braces_stand() {
        let value = |name: &str| (name == "grade").then(|| "<7>".to_owned());
        assert_eq!(fill("U gaf een {grade}.", value), "U gaf een <7>.");
        assert_eq!(fill("U gaf een {other}.", value), "U gaf een ….");
        assert_eq!(fill("{{grade}} is {grade}", value), "{grade} is <7>");
        assert_eq!(
            fill("{ grade } {} { } {é} } {", value),
            "{ grade } {} { } {é} } {"
        );
        assert_eq!(names("{a} {client.name} {{b}} {"), ["a", "client.name"]);
    }
}
