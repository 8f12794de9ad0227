//! What interviewees said, word for word, in the editions that may hold it.

use super::document::{Block, Quoted};
use super::management::Context;
use crate::domain::proceedings::Quote;
use crate::texts::t_args;

/// The chosen quotes on themes that the evaluation shows; nothing without any. Staff are not told of
/// which segment they come.
pub(super) fn blocks(context: &Context, with_segment: bool) -> Vec<Block> {
    let language = context.language();
    let quotes = context.input.proceedings.quotes.iter();
    let shown: Vec<Quoted> = quotes
        .filter(|quote| is_shown(context, quote))
        .map(|quote| quoted(context, quote, with_segment))
        .collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let threshold = context.protocol().rules.privacy_threshold;
    let args = [("threshold", threshold.into())];
    vec![
        Block::Quotes(shown),
        Block::Note(t_args(language, "findings-quotes-rule", &args)),
    ]
}

/// Whether the evaluation counted enough people on its theme.
fn is_shown(context: &Context, quote: &Quote) -> bool {
    let found = context.wave.findings.interviews.as_ref();
    let mut themes = found.into_iter().flat_map(|found| &found.themes);
    themes.any(|one| one.shown && one.theme == quote.theme)
}

fn quoted(context: &Context, quote: &Quote, with_segment: bool) -> Quoted {
    let language = context.language();
    let english = quote.text_en.as_ref();
    let text = english.filter(|_| language.tag() == "en");
    let segment = quote.segment.as_ref().filter(|_| with_segment);
    let segment = segment.map(|code| {
        let mut segments = context.protocol().segments.iter();
        let known = segments.find(|one| one.code == *code);
        known.map_or(code.as_str(), |one| one.name.get(language))
    });
    let of = [Some(quote.theme.as_str()), segment];
    Quoted {
        text: text.unwrap_or(&quote.text).clone(),
        of: of.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    }
}
