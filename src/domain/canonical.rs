//! One way to write a JSON value, to the last byte, so that a hash of it means something.

use std::fmt::Write as _;

use serde_json::{Number, Value};
use sha2::{Digest, Sha256};

/// Writes `value` without spaces, keys in byte order, and numbers that are not whole with 12
/// significant digits: the digits that every processor and database agrees on.
///
/// Whole numbers are written in full (a seed has more than 12 digits); `5.0` and `5` are the same.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

/// The SHA-256 of `bytes`, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&written(number)),
        Value::String(string) => write_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_value(text, item);
            }
            text.push(']');
        }
        Value::Object(members) => {
            // Sorted here and not trusted to the map, whose order depends on a crate feature.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|a, b| a.0.cmp(b.0));
            text.push('{');
            for (index, (key, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_string(text, key);
                text.push(':');
                write_value(text, member);
            }
            text.push('}');
        }
    }
}

fn written(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => significant(float),
        _ => number.to_string(),
    }
}

/// `value` rounded to 12 significant digits and written as short as that allows.
fn significant(value: f64) -> String {
    // 12 digits survive the trip through text and back, so the shortest form shows just them.
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        return "0".to_owned(); // minus zero as well
    }
    if (1e-7..1e21).contains(&rounded.abs()) {
        format!("{rounded}")
    } else {
        format!("{rounded:e}")
    }
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for letter in string.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if (control as u32) < 0x20 => {
                let _ = write!(text, "\\u{:04x}", control as u32); // a String takes every write
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_at_every_depth_and_nothing_is_spaced() {
        let value = json!({"b": [1, {"z": null, "a": true}], "a": "x y", "B": false});
        assert_eq!(
            canonical(&value),
            r#"{"B":false,"a":"x y","b":[1,{"a":true,"z":null}]}"#
        );
    }

    #[test]
    fn numbers_carry_twelve_significant_digits() {
        let cases = [
            (json!(0.1 + 0.2), "0.3"),
            (json!(2.0 / 3.0), "0.666666666667"),
            (json!(200_000.0 / 3.0), "66666.6666667"),
            (json!(1e300 / 3.0), "3.33333333333e299"),
            (json!(-1e-9 / 3.0), "-3.33333333333e-10"),
            (json!(0.000_000_1), "0.0000001"),
            (json!(-0.0), "0"),
            (json!(5.0), "5"),
            (json!(5), "5"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(-7), "-7"),
        ];
        for (value, expected) in cases {
            assert_eq!(canonical(&value), expected);
        }
    }

    #[test]
    fn the_last_bit_of_a_sum_does_not_change_the_text() {
        let one_way = [0.1, 0.2, 0.3].iter().sum::<f64>();
        let other_way = [0.3, 0.2, 0.1].iter().sum::<f64>();
        assert_ne!(one_way.to_bits(), other_way.to_bits());
        assert_eq!(canonical(&json!(one_way)), canonical(&json!(other_way)));
    }

    #[test]
    fn the_hash_is_the_published_one_of_abc() {
        // FIPS 180-4, the first example of SHA-256.
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_the_same_text(text in any::<String>(), number in any::<f64>()) {
            prop_assume!(number.is_finite());
            let value = json!({ "text": text, "number": number });
            let once = canonical(&value);
            let read: Value = serde_json::from_str(&once).unwrap();
            prop_assert_eq!(&read["text"], &value["text"]);
            prop_assert_eq!(canonical(&read), once);
        }
    }
}
