//! Answers by place: for who reads very many responses to the same questions, and asks the same of each.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer as _, Error, IgnoredAny, MapAccess, Visitor};

use super::evidence::{Answer, Completeness};

/// A response of which the answers stand in the order of the [`Places`] that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedRow {
    pub key: String,
    pub segment: Option<String>,
    pub completeness: Completeness,
    pub answers: Vec<Option<Answer>>,
}

/// The place of each answer, by its key.
///
/// Responses to one survey have nearly always the same keys in the same order, so that the key that
/// followed last time is held against the next before it is looked for among all.
#[derive(Clone, Debug, Default)]
pub struct Places {
    keys: Vec<String>,
    by_key: HashMap<String, usize>,
    /// Which place was met last after the start, after the first place, and so on.
    following: Vec<usize>,
}

impl Places {
    /// Places for the answers under `keys`, in that order; others are passed by.
    pub fn new(keys: &[String]) -> Self {
        let places = keys.iter().cloned().zip(0..);
        Self {
            keys: keys.to_vec(),
            by_key: places.collect(),
            following: (0..=keys.len()).collect(),
        }
    }

    /// The answers of one response, from the JSON in which it is stored.
    pub fn read(&mut self, json: &str) -> Result<Vec<Option<Answer>>, serde_json::Error> {
        let mut from = serde_json::Deserializer::from_str(json);
        let found = vec![None; self.keys.len()];
        let found = from.deserialize_map(Filling {
            places: self,
            found,
        })?;
        from.end()?;
        Ok(found)
    }

    /// The place of `key`. `before` is 0 for the first, else one more than the place of the key before.
    fn find(&mut self, key: &str, before: usize) -> Option<usize> {
        let likely = self.following.get(before).copied()?;
        if self.keys.get(likely).is_some_and(|known| known == key) {
            return Some(likely);
        }
        let place = self.by_key.get(key).copied()?;
        if let Some(following) = self.following.get_mut(before) {
            *following = place;
        }
        Some(place)
    }
}

struct Filling<'p> {
    places: &'p mut Places,
    found: Vec<Option<Answer>>,
}

impl<'de> Visitor<'de> for Filling<'_> {
    type Value = Vec<Option<Answer>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("answers by the codes of their items")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut answers: A) -> Result<Self::Value, A::Error> {
        let mut before = 0;
        loop {
            let places = &mut *self.places;
            let Some(place) = answers.next_key_seed(Key { places, before })? else {
                return Ok(self.found);
            };
            let Some(place) = place else {
                answers.next_value::<IgnoredAny>()?;
                continue;
            };
            before = place + 1;
            if let Some(found) = self.found.get_mut(place) {
                *found = Some(answers.next_value()?);
            }
        }
    }
}

/// A key, which becomes its place.
struct Key<'p> {
    places: &'p mut Places,
    before: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the code of an item")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.places.find(key, self.before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(keys: &[&str]) -> Places {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        Places::new(&keys)
    }

    fn numbers(places: &mut Places, json: &str) -> Vec<Option<i64>> {
        let number = |answer: Option<Answer>| match answer {
            Some(Answer::Number(number)) => Some(number),
            _ => None,
        };
        let read = places.read(json).unwrap();
        read.into_iter().map(number).collect()
    }

    #[test]
    fn every_answer_gets_its_place_in_whatever_order_they_come_and_whichever_are_there() {
        let mut places = places(&["b", "a", "c", "é"]);
        for json in [
            r#"{"a":1,"b":2,"c":3,"é":4}"#,
            r#"{"a":1,"b":2,"c":3,"é":4}"#,
            r#"{"c":3,"é":4,"b":2,"a":1}"#,
            r#"{".seed":7,"c":3,"z":[{}],"\u00e9":4,"b":2,"a":9,"a":1}"#,
        ] {
            let all = [Some(2), Some(1), Some(3), Some(4)];
            assert_eq!(numbers(&mut places, json), all, "{json}");
        }
        let some = [None, Some(1), Some(3), None];
        assert_eq!(numbers(&mut places, r#"{"a":1,"c":3}"#), some);
        assert_eq!(numbers(&mut places, r#"{"a":1,"c":3}"#), some);
        assert_eq!(numbers(&mut places, "{}"), [None; 4]);
    }

    #[test]
    fn what_is_not_answers_is_refused() {
        let mut places = places(&["a"]);
        for json in ["", "[]", "7", r#"{"a":null}"#, r#"{"a":1}}"#, r#"{"a":1"#] {
            assert!(places.read(json).is_err(), "{json}");
        }
    }
}
