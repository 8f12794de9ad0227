//! Measures how deep a TOML text nests before anything reads it.
//!
//! The TOML reader limits brackets, but a dotted key nests as well (`a.a.a = 1`), and a tree that
//! came from a million dots overflows the stack when it is dropped.

/// Definitions need five levels.
const DEEPEST: usize = 100;

/// Where the text first nests too deep, as a byte; never too late, sometimes (in a broken file) too early.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The depth at which each open bracket stands, and its sort.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        let base = open.last().map_or(0, |(_, base)| *base);
        match bytes[at] {
            b'"' | b'\'' => {
                at = after_string(bytes, at);
                continue;
            }
            b'#' => {
                at = line_end(bytes, at);
                continue;
            }
            bracket @ (b'[' | b'{') => {
                depth += 1;
                open.push((bracket, depth));
            }
            b']' | b'}' => {
                let opener = if bytes[at] == b']' { b'[' } else { b'{' };
                // One that closes nothing is an error that the reader will name.
                if open.last().is_some_and(|(bracket, _)| *bracket == opener) {
                    open.pop();
                }
            }
            b'.' => depth += 1,
            b',' | b'\n' => depth = base,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |length| from + length)
}

/// The byte after the string that starts at `from`.
fn after_string(bytes: &[u8], from: usize) -> usize {
    let quote = bytes[from];
    let long = bytes[from..].starts_with(&[quote; 3]);
    let width = if long { 3 } else { 1 };
    let mut at = from + width;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if !long => return at, // not closed: an error, and the string ends here
            byte if byte == quote && (!long || bytes[at..].starts_with(&[quote; 3])) => {
                return at + width;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_numbers_and_lists_are_not_depth() {
        let text = format!(
            "a = \"{}\"\nb = '{}'\nc = [{}]\n# {}\nd = \"\"\"{}\n\"\"\"\n",
            ". ".repeat(500),
            "[".repeat(500),
            "0.5, ".repeat(500),
            "{".repeat(500),
            ".".repeat(500)
        );
        assert_eq!(too_deep(&text), None);
    }

    #[test]
    fn dots_and_brackets_are_depth_together() {
        assert_eq!(too_deep(&"a.".repeat(100)), None);
        assert!(too_deep(&"a.".repeat(101)).is_some());
        assert!(too_deep(&format!("a = {}", "{b = [".repeat(60))).is_some());
        assert!(too_deep(&format!("a = {}", "{a.a.a.a.a = ".repeat(21))).is_some());
    }
}
