//! Texts on a page: in the reader's language, marked where they are in another.

use maud::{Markup, html};

use crate::domain::language::{Language, Text};

/// The language that Peil's own sentences are in for a reader of `language`: Dutch or English.
pub fn page_language(language: &Language) -> &'static str {
    if language.tag() == "nl" || language.tag().starts_with("nl-") {
        "nl"
    } else {
        "en"
    }
}

/// An author's text for a reader of `language`; with its own `lang` when that is not the page's, so
/// that a screen reader pronounces it well.
pub fn said(text: &Text, language: &Language) -> Markup {
    let (tag, words) = text.with_language(language);
    html! {
        @if tag == page_language(language) { (words) }
        @else { span lang=(tag) dir=[direction(tag)] { (words) } }
    }
}

/// The direction of a language that is written from right to left. Our own sentences never are, so
/// each text in such a language says it for itself.
pub fn direction(tag: &str) -> Option<&'static str> {
    let general = tag.split('-').next().unwrap_or_default();
    let leftwards = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
    leftwards.contains(&general).then_some("rtl")
}

/// The same, with a blank line of the author starting a new paragraph.
pub fn paragraphs(text: &Text, language: &Language, class: Option<&str>) -> Markup {
    let (tag, words) = text.with_language(language);
    let lang = (tag != page_language(language)).then_some(tag);
    html! {
        @for part in words.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
            p class=[class] lang=[lang] dir=[lang.and_then(direction)] { (part) }
        }
    }
}

/// The language's own name for itself, as a chooser shows it; its tag when we do not know it.
pub fn own_name(language: &Language) -> &str {
    match language.tag() {
        "nl" => "Nederlands",
        "en" => "English",
        "fy" => "Frysk",
        "de" => "Deutsch",
        "fr" => "Français",
        "ar" => "العربية",
        "es" => "Español",
        "pl" => "Polski",
        "tr" => "Türkçe",
        "uk" => "Українська",
        tag => tag,
    }
}
