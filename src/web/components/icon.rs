//! Small drawings in the colour of the text beside them; the words carry the meaning.

use maud::{Markup, html};

/// The mark: a level with a dot resting on it.
pub fn level() -> Markup {
    html! {
        svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" {
            path d="M3 23h26" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" {}
            circle cx="16" cy="13.5" r="6" fill="currentColor" {}
        }
    }
}

fn line(path: &str) -> Markup {
    html! {
        svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none"
            stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" {
            path d=(path) {}
        }
    }
}

pub fn clock() -> Markup {
    line("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2")
}

/// Saved: a floppy disk, which people still read as such.
pub fn saved() -> Markup {
    line("M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6")
}

pub fn calendar() -> Markup {
    line("M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4")
}

/// Something is there.
pub fn done() -> Markup {
    line("M4.5 12.5l5 5 10-11")
}

/// Something is missing here.
pub fn missing() -> Markup {
    line("M12 4l9 16H3zM12 10v4.5M12 17.3v.2")
}

/// Lines of a record, which is never done nor missing.
pub fn record() -> Markup {
    line("M5 7h14M5 12h14M5 17h9")
}

/// Nothing to say yet.
pub fn open() -> Markup {
    line("M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z")
}
