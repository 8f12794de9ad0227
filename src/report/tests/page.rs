//! The document as a page.

use super::case::{dutch, english};
use crate::report::html;

/// What a reader's browser is handed may not be larger.
const MOST_BYTES: usize = 300_000;

#[test]
fn the_page_is_small_enough() {
    for document in [dutch(1), english(1)] {
        let page = html::body(&document).unwrap().into_string();
        assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    }
}

#[test]
#[ignore = "look"]
fn look() {
    let style = [
        include_str!("../../web/assets/tokens.css"),
        include_str!("../../web/assets/report.css"),
    ]
    .concat();
    std::fs::create_dir_all("/tmp/look").unwrap();
    for (name, document) in [("nl1", dutch(1)), ("en1", english(1)), ("nl0", dutch(0)), ("nl2", dutch(2))] {
        std::fs::write(format!("/tmp/look/{name}.html"), html::standalone(&document, &style).unwrap()).unwrap();
        for section in &document.sections {
            for block in &section.blocks {
                if let crate::report::document::Block::Figure(f) = block {
                    println!("{name} {} wide {} narrow {}", f.id, f.wide.len(), f.narrow.len());
                }
            }
        }
    }
}
