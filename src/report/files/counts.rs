//! What an archive holds of the answers: counts per answer as the evaluation may show them, and the
//! dictionary that says what every code means.

use super::rows::quoted;
use crate::report::Input;

/// `wave,item,answer,count`; an item whose counts are hidden has no rows.
pub fn counts(input: &Input) -> String {
    let mut text = "wave,item,answer,count\n".to_owned();
    let wave = input.evaluation.wave(input.wave);
    for distribution in wave.into_iter().flat_map(|wave| &wave.distributions) {
        for one in distribution.counts.iter().filter(|_| distribution.shown) {
            let (item, code) = (quoted(&distribution.item), quoted(&one.code));
            text.push_str(&format!("{},{item},{code},{}\n", input.wave, one.count));
        }
    }
    text
}

/// `kind,code,language,text`: every parameter, segment and question in every language it has.
pub fn dictionary(input: &Input) -> String {
    let mut text = "kind,code,language,text\n".to_owned();
    let mut add = |kind: &str, code: &str, words: &crate::domain::language::Text| {
        for language in words.languages() {
            let said = quoted(words.get(language));
            text.push_str(&format!("{kind},{},{language},{said}\n", quoted(code)));
        }
    };
    for parameter in &input.protocol.parameters {
        add("parameter", &parameter.code, &parameter.name);
    }
    for segment in &input.protocol.segments {
        add("segment", &segment.code, &segment.name);
    }
    for survey in input.surveys {
        for item in survey.items() {
            add("item", &item.code, &item.text);
        }
    }
    text
}
