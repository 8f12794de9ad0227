//! What an amendment changes: every place of the protocol that says something else than before. Of
//! other texts with parts as well, such as a questionnaire.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::proceedings::Changed;

/// The differences between two protocols, place by place; parts with a code are known by it.
pub fn changes<T: Serialize>(old: &T, new: &T) -> Vec<Changed> {
    let (old, new) = (leaves(old), leaves(new));
    let mut places: Vec<&String> = old.keys().chain(new.keys()).collect();
    places.sort();
    places.dedup();
    places
        .into_iter()
        .filter_map(|place| {
            let said =
                |leaves: &BTreeMap<String, String>| leaves.get(place).cloned().unwrap_or_default();
            let (before, after) = (said(&old), said(&new));
            (before != after).then(|| Changed {
                place: place.clone(),
                old: before,
                new: after,
            })
        })
        .collect()
}

fn leaves<T: Serialize>(whole: &T) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    // It is made of structs with string keys, which always become a value.
    let value = serde_json::to_value(whole).unwrap_or_default();
    collect("", &value, &mut found);
    found
}

fn collect(place: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let inner = |key: &str| {
        if place.is_empty() {
            key.to_owned()
        } else {
            format!("{place}.{key}")
        }
    };
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                collect(&inner(key), member, found);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (at, item) in items.iter().enumerate() {
                let key = match (item.get("code"), item.get("number")) {
                    (Some(Value::String(code)), _) => code.clone(),
                    (_, Some(number)) => number.to_string(),
                    _ => (at + 1).to_string(),
                };
                collect(&inner(&key), item, found);
            }
        }
        Value::Null => {}
        Value::String(text) => {
            found.insert(place.to_owned(), text.clone());
        }
        other => {
            found.insert(place.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::Protocol;

    #[test]
    fn a_moved_target_is_named_with_old_and_new_and_nothing_else_is() {
        let text = include_str!("../../surveys/servicedesk/protocol.toml");
        let old = Protocol::parse("protocol.toml", text).unwrap();
        let mut new = old.clone();
        new.charters[0].threshold = 0.75;
        new.segments.pop();
        let found = changes(&old, &new);
        let place = format!("charters.{}.threshold", old.charters[0].code);
        let threshold = Changed {
            place,
            old: "0.8".to_owned(),
            new: "0.75".to_owned(),
        };
        assert!(found.contains(&threshold), "{found:?}");
        assert!(
            found
                .iter()
                .all(|one| one.place.starts_with("segments.") || one.place == threshold.place)
        );
        assert!(changes(&old, &old).is_empty());
    }
}
