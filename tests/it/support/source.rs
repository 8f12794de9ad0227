//! Reads Rust sources just well enough to say which paths a file names, and on which line.
//! Comments and the insides of strings do not count; groups in `use` are written out.

/// One path as the source names it: `use std::{fs, io::Read}` gives two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub segments: Vec<String>,
    /// Stands in code that only tests compile.
    pub in_tests: bool,
}

impl Named {
    /// Whether the path holds these segments, one right after the other.
    pub fn holds(&self, wanted: &str) -> bool {
        let wanted: Vec<&str> = wanted.split("::").collect();
        self.segments
            .windows(wanted.len())
            .any(|window| window == wanted.as_slice())
    }

    pub fn starts_with(&self, wanted: &str) -> bool {
        let mut own = self.segments.iter();
        wanted
            .split("::")
            .all(|part| own.next().is_some_and(|s| s == part))
    }

    pub fn path(&self) -> String {
        self.segments.join("::")
    }
}

/// Every path of a source text, keywords among them (`async` is a path of one segment).
pub fn paths(text: &str) -> Vec<Named> {
    let tokens = tokens(text);
    let in_tests = test_lines(&tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].text == "use" {
            at = use_tree(&tokens, at + 1, &[], &mut found);
        } else if tokens[at].is_word() {
            at = plain_path(&tokens, at, &mut found);
        } else {
            at += 1;
        }
    }
    for named in &mut found {
        named.in_tests = in_tests
            .iter()
            .any(|&(from, to)| (from..=to).contains(&named.line));
    }
    found
}

#[derive(Debug)]
struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

fn named(line: usize, segments: &[String]) -> Named {
    Named {
        line,
        segments: segments.to_vec(),
        in_tests: false,
    }
}

/// `a::b::c` in code; generics in the middle (`Vec::<u8>::new`) end it.
fn plain_path(tokens: &[Token], mut at: usize, found: &mut Vec<Named>) -> usize {
    let line = tokens[at].line;
    let mut segments = vec![tokens[at].text.clone()];
    at += 1;
    while let (Some(colons), Some(next)) = (tokens.get(at), tokens.get(at + 1)) {
        if colons.text != "::" || !next.is_word() {
            break;
        }
        segments.push(next.text.clone());
        at += 2;
    }
    found.push(named(line, &segments));
    at
}

/// The tree after `use`, or one branch of it; gives the place behind it.
fn use_tree(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<Named>) -> usize {
    let mut segments = prefix.to_vec();
    let mut line = None;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "::" => at += 1,
            "{" => return use_group(tokens, at + 1, &segments, found),
            "as" => at += 2,
            "*" => {
                segments.push("*".to_owned());
                line = Some(token.line);
                at += 1;
            }
            _ if token.is_word() => {
                if token.text != "self" || segments.is_empty() {
                    segments.push(token.text.clone());
                }
                line = Some(token.line);
                at += 1;
            }
            _ => break,
        }
    }
    if let Some(line) = line {
        found.push(named(line, &segments));
    }
    at
}

fn use_group(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<Named>) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "}" => return at + 1,
            "," => at += 1,
            _ => {
                let next = use_tree(tokens, at, prefix, found);
                at = next.max(at + 1);
            }
        }
    }
    at
}

/// The lines of every block that follows `#[cfg(test)]` or a test attribute.
fn test_lines(tokens: &[Token]) -> Vec<(usize, usize)> {
    let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let mut blocks = Vec::new();
    for start in 0..texts.len() {
        if !texts[start..].starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) {
            continue;
        }
        let open = texts[start..].iter().position(|text| *text == "{");
        let ends = texts[start..].iter().position(|text| *text == ";");
        match (open, ends) {
            (Some(open), ends) if ends.is_none_or(|ends| open < ends) => {
                let close = closing(&texts, start + open);
                blocks.push((tokens[start].line, tokens[close].line));
            }
            (_, Some(ends)) => blocks.push((tokens[start].line, tokens[start + ends].line)),
            _ => {}
        }
    }
    blocks
}

/// Where the brace that opens at `open` is closed (the end of the text when it never is).
fn closing(texts: &[&str], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, text) in texts.iter().enumerate().skip(open) {
        match *text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    texts.len() - 1
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let end = token_end(&chars, at);
        let piece: String = chars[at..end].iter().collect();
        let is_text = piece.starts_with("//")
            || piece.starts_with("/*")
            || piece.contains('"')
            || piece.contains('\'')
            || piece.trim().is_empty();
        let started = line;
        line += piece.matches('\n').count();
        if !is_text {
            tokens.push(Token {
                line: started,
                text: piece,
            });
        }
        at = end;
    }
    tokens
}

/// Where the comment, literal, word or sign that begins at `at` ends.
fn token_end(chars: &[char], at: usize) -> usize {
    let next = chars.get(at + 1).copied();
    match chars[at] {
        '/' if next == Some('/') => skip_while(chars, at, |c| c != '\n'),
        '/' if next == Some('*') => block_comment_end(chars, at),
        '"' => string_end(chars, at),
        '\'' => quote_end(chars, at),
        ':' if next == Some(':') => at + 2,
        c if c.is_alphanumeric() || c == '_' => {
            let end = skip_while(chars, at, |c| c.is_alphanumeric() || c == '_');
            let prefix: String = chars[at..end].iter().collect();
            match (prefix.as_str(), chars.get(end)) {
                ("r" | "br" | "cr", Some('"' | '#')) => raw_string_end(chars, end).unwrap_or(end),
                ("b" | "c", Some('"')) => string_end(chars, end),
                ("b", Some('\'')) => quote_end(chars, end),
                _ => end,
            }
        }
        _ => at + 1,
    }
}

fn skip_while(chars: &[char], at: usize, wanted: impl Fn(char) -> bool) -> usize {
    at + chars[at..].iter().take_while(|c| wanted(**c)).count()
}

fn block_comment_end(chars: &[char], at: usize) -> usize {
    let (mut depth, mut end) = (0_usize, at);
    while end + 1 < chars.len() {
        match (chars[end], chars[end + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                end += 1;
                continue;
            }
        }
        end += 2;
        if depth == 0 {
            return end;
        }
    }
    chars.len()
}

fn string_end(chars: &[char], open: usize) -> usize {
    let mut end = open + 1;
    while end < chars.len() {
        match chars[end] {
            '\\' => end += 2,
            '"' => return end + 1,
            _ => end += 1,
        }
    }
    chars.len()
}

/// `r#"..."#` with as many hashes as it likes; none when it is a raw identifier (`r#type`).
fn raw_string_end(chars: &[char], from: usize) -> Option<usize> {
    let open = skip_while(chars, from, |c| c == '#');
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut close = vec!['"'];
    close.extend(&chars[from..open]);
    let rest = &chars[open + 1..];
    let length = rest
        .windows(close.len())
        .position(|window| window == close)?;
    Some(open + 1 + length + close.len())
}

/// A character, or the name of a lifetime.
fn quote_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let close = chars[at + 3..].iter().position(|c| *c == '\'');
            close.map_or(chars.len(), |length| at + 3 + length + 1)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => skip_while(chars, at + 1, |c| c.is_alphanumeric() || c == '_'),
    }
}

#[test]
fn comments_and_strings_name_nothing() {
    let text = "// use a::b;\n/* c::d /* e::f */ g::h */ let x = \"i::j \\\" k::l\"; let y = r#\"m::n\" o\"#;\nlet z: &'static str = b\"p::q\"; let c = '\\''; let d = 'r'; s::t()";
    let all: Vec<String> = paths(text).iter().map(Named::path).collect();
    assert_eq!(
        all,
        [
            "let", "x", "let", "y", "let", "z", "str", "let", "c", "let", "d", "s::t"
        ]
    );
}

#[test]
fn groups_are_written_out_with_their_lines() {
    let text = "use std::{\n    fs,\n    io::{self, Read as R},\n};\nuse sea_orm::*;\nfn f() { crate::web::go() }";
    let all: Vec<(usize, String)> = paths(text).iter().map(|n| (n.line, n.path())).collect();
    assert_eq!(all[0], (2, "std::fs".to_owned()));
    assert_eq!(all[1], (3, "std::io".to_owned()));
    assert_eq!(all[2], (3, "std::io::Read".to_owned()));
    assert_eq!(all[3], (5, "sea_orm::*".to_owned()));
    assert!(all.contains(&(6, "crate::web::go".to_owned())));
}

#[test]
fn the_tests_of_a_file_are_told_apart() {
    let text = "use a::b;\n#[cfg(test)]\nmod tests {\n    use c::d;\n}\nuse e::f;\n";
    let in_tests: Vec<bool> = paths(text)
        .iter()
        .filter(|n| n.segments.len() == 2)
        .map(|n| n.in_tests)
        .collect();
    assert_eq!(in_tests, [false, true, false]);
}
