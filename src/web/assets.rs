//! Style sheets and pictures, built into the binary and cached for ever under an address that
//! changes with their content.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use rust_embed::RustEmbed;

use crate::domain::canonical::sha256_hex;

/// Where they are served; the last two parts are the content's hash and the file's name.
pub const PATH: &str = "/assets/{hash}/{name}";

#[derive(RustEmbed)]
#[folder = "src/web/assets/"]
struct Files;

struct Asset {
    content: Vec<u8>,
    mime: &'static str,
    hash: String,
    /// The address in full, as pages link to it.
    address: String,
}

/// A style sheet is served behind the tokens, in one file: a client's page makes two requests.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let content = |name: &str| {
        Files::get(name)
            .map(|file| file.data.into_owned())
            .unwrap_or_default()
    };
    Files::iter()
        .filter(|name| name != "tokens.css")
        .map(|name| {
            let mut bytes = Vec::new();
            if name.ends_with(".css") && name != "print.css" {
                bytes = content("tokens.css");
            }
            bytes.extend(content(&name));
            if name.starts_with("client.") {
                let text = lean(&String::from_utf8_lossy(&bytes));
                let is_style = name.ends_with(".css");
                bytes = if is_style { tight(&text) } else { text }.into_bytes();
            }
            (name.to_string(), asset(&name, bytes))
        })
        .collect()
});

/// Without comments, indents and blank lines: every byte that a client's phone has to wait for. Only
/// whole lines of comments go, so that nothing within a text of the script is touched.
fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            // What ends so goes on behind it, and a comment ends its line.
            if line.contains("//") || !line.ends_with(['{', ';', ',', '(']) {
                lean.push('\n');
            }
        }
        in_comment &= !line.ends_with("*/");
    }
    lean
}

/// A style sheet without the spaces that only its authors read. None stands before a colon or within
/// a sum, where it means something.
fn tight(style: &str) -> String {
    let marks = [
        (" {", "{"),
        ("{ ", "{"),
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" }", "}"),
        (";}", "}"),
    ];
    let joined = style.lines().fold(String::new(), |joined, line| {
        let parts = joined.ends_with(['{', '}', ';', ',']) || joined.is_empty();
        joined + if parts { "" } else { " " } + line
    });
    marks
        .iter()
        .fold(joined, |text, (wide, narrow)| text.replace(wide, narrow))
}

fn asset(name: &str, content: Vec<u8>) -> Asset {
    let hash = sha256_hex(&content)[..16].to_owned();
    let mime = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Asset {
        address: format!("/assets/{hash}/{name}"),
        content,
        mime,
        hash,
    }
}

/// The address of a built-in file. A name that does not exist gives one that is not found, and the
/// test below finds that first.
pub fn address(name: &str) -> &'static str {
    ASSETS.get(name).map_or("/assets/-/-", |file| &file.address)
}

/// A style sheet with its tokens, for a document that carries its own.
pub fn text(name: &str) -> String {
    let content = ASSETS
        .get(name)
        .map(|file| String::from_utf8_lossy(&file.content).into_owned());
    content.unwrap_or_default()
}

/// How many bytes a built-in file takes on its way to the reader.
#[cfg(test)]
pub fn size(name: &str) -> usize {
    ASSETS.get(name).map_or(0, |file| file.content.len())
}

pub fn method<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    get(show)
}

async fn show(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(file) = ASSETS.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", file.hash);
    // A page from before an upgrade may ask under an old hash: it gets today's, for now.
    let cache = if hash == file.hash {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut answer = if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        file.content.as_slice().into_response()
    };
    let set = answer.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.mime));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_pages_link_to_are_built_in() {
        for name in [
            "client.css",
            "client.js",
            "staff.css",
            "print.css",
            "mark.svg",
        ] {
            assert!(address(name).ends_with(name), "{name} is missing");
        }
    }

    #[test]
    fn comments_and_indents_go_and_nothing_else() {
        let text = "/* a\n b */\n  a { b: c; } /* stays */\n\n// d\n  const e = \"// f\"; // g\n";
        let lean = super::lean(text);
        assert_eq!(lean, "a { b: c; } /* stays */\nconst e = \"// f\"; // g\n");
    }

    #[test]
    fn a_style_sheet_keeps_the_spaces_that_mean_something() {
        let style = "a :focus, b > i { margin: calc(1px + 2%); color: #fff; }\n@media (width < 3rem) {\nc { d: e }\n}\n";
        assert_eq!(
            tight(style),
            "a :focus,b > i{margin:calc(1px + 2%);color:#fff}@media (width < 3rem){c{d:e}}"
        );
    }

    #[test]
    fn style_sheets_carry_the_tokens_and_load_nothing_from_elsewhere() {
        for (name, file) in ASSETS.iter().filter(|(name, _)| name.ends_with(".css")) {
            let text = String::from_utf8_lossy(&file.content);
            assert!(
                !text.contains("url(") && !text.contains("@import"),
                "{name}"
            );
            assert_eq!(
                text.contains("--accent: #0b5c8a") || text.contains("--accent:#0b5c8a"),
                name != "print.css",
                "{name}"
            );
        }
    }
}
