//! What an amendment changed, in the words of the forms and not in those of the file.

use crate::domain::definition::parts::{PARTS, Part};
use crate::domain::language::Language;
use crate::texts::t;

/// `charters.H1.threshold` as the forms call it: "Quality charters · H1 · Threshold".
pub fn place(language: &Language, path: &str) -> String {
    let mut steps = path.split('.');
    let first = steps.next().unwrap_or_default();
    let part = PARTS
        .iter()
        .find(|part| first == part.key || first.strip_suffix('s') == Some(part.key));
    let Some(part) = part else {
        return path.to_owned();
    };
    let mut said = vec![t(language, &format!("parts-title-{}", part.key))];
    // The ends of a parameter stand together in the file, and apart in its form.
    let steps = steps.filter(|step| *step != "bounds");
    said.extend(steps.map(|step| field(language, part, step)));
    said.join(" · ")
}

fn field(language: &Language, part: &Part, step: &str) -> String {
    match part.fields.iter().any(|field| field.key == step) {
        true => t(language, &format!("parts-field-{step}")),
        false => step.to_owned(),
    }
}

/// A value of the file: a number as the reader writes it.
pub fn value(language: &Language, text: &str) -> String {
    match text.parse::<f64>() {
        Ok(_) if language.tag().starts_with("nl") => text.replace('.', ","),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_as_in_the_forms() {
        let said = |path| place(&Language::english(), path);
        assert_eq!(
            said("charters.H1.threshold"),
            "Quality charters · H1 · Threshold"
        );
        assert_eq!(
            said("rules.minimum_base"),
            "Decision rules · Least number of answers"
        );
        assert_eq!(
            said("parameters.P01.bounds.target"),
            "Test parameters · P01 · Target"
        );
        assert_eq!(said("analysis.seed"), "analysis.seed");
    }

    #[test]
    fn a_number_is_written_as_the_reader_writes_it() {
        assert_eq!(value(&Language::dutch(), "0.82"), "0,82");
        assert_eq!(value(&Language::english(), "0.82"), "0.82");
        assert_eq!(value(&Language::dutch(), "versie 0.82"), "versie 0.82");
    }
}
