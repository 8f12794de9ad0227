//! Reads an answer back. Its first sign shows which form it has, so that it is read at once: what serde
//! derives keeps every answer aside and tries one form after the other, which is most of the work where
//! a million responses are read.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Absence, Answer};

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyForm)
    }
}

struct AnyForm;

#[derive(serde::Deserialize)]
struct Reason {
    absent: Absence,
}

impl<'de> Visitor<'de> for AnyForm {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an answer: a number, a text, a list of codes, or why there is none")
    }

    fn visit_i64<E>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Answer, E> {
        let whole = i64::try_from(number).map(Answer::Number);
        Ok(whole.unwrap_or(Answer::Decimal(number as f64)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Answer, E> {
        Ok(Answer::Decimal(number))
    }

    fn visit_str<E>(self, word: &str) -> Result<Answer, E> {
        Ok(Answer::Word(word.to_owned()))
    }

    fn visit_string<E>(self, word: String) -> Result<Answer, E> {
        Ok(Answer::Word(word))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, codes: A) -> Result<Answer, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(codes)).map(Answer::Words)
    }

    fn visit_map<A: MapAccess<'de>>(self, reason: A) -> Result<Answer, A::Error> {
        let reason = Reason::deserialize(MapAccessDeserializer::new(reason))?;
        Ok(Answer::Absent {
            absent: reason.absent,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What serde would derive.
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Derived {
        Number(i64),
        Decimal(f64),
        Word(String),
        Words(Vec<String>),
        Absent { absent: Absence },
    }

    impl From<Derived> for Answer {
        fn from(derived: Derived) -> Self {
            match derived {
                Derived::Number(number) => Self::Number(number),
                Derived::Decimal(number) => Self::Decimal(number),
                Derived::Word(word) => Self::Word(word),
                Derived::Words(words) => Self::Words(words),
                Derived::Absent { absent } => Self::Absent { absent },
            }
        }
    }

    #[test]
    fn an_answer_is_read_as_serde_would_and_what_is_none_is_refused_as_it_would() {
        let texts = [
            "4",
            "-7",
            "-0",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "7.5",
            "1.0",
            "1e3",
            "\"yes\"",
            "\"d\\u00e9\\n\\\"\"",
            "\"\"",
            "[]",
            "[\"mail\",\"d\\u00e9sk\"]",
            "[1]",
            "[\"mail\",null]",
            "{\"absent\":\"dont_know\"}",
            "{\"absent\":\"not_applicable\",\"more\":[1]}",
            "{\"absent\":\"maybe\"}",
            "{}",
            "null",
            "true",
            "4 5",
            "",
        ];
        for text in texts {
            let derived = serde_json::from_str::<Derived>(text).map(Answer::from);
            let read = serde_json::from_str::<Answer>(text);
            assert_eq!(read.ok(), derived.ok(), "{text}");
            let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else {
                continue;
            };
            let derived = serde_json::from_value::<Derived>(value.clone()).map(Answer::from);
            let read = serde_json::from_value::<Answer>(value);
            assert_eq!(read.ok(), derived.ok(), "{text} as a value");
        }
    }
}
