//! Takes the addresses of people out of the text of a protocol, and leaves all else as it was written.

use toml_edit::{DocumentMut, Item, Value};

use super::author::AuthorError;

/// The text without the addresses of people; as it is when it has none.
pub fn without_addresses(text: &str) -> Result<String, AuthorError> {
    let mut document: DocumentMut = text.parse()?;
    let mut found = false;
    match document.get_mut("member") {
        Some(Item::ArrayOfTables(tables)) => {
            for table in tables.iter_mut() {
                found |= table.remove("email").is_some();
            }
        }
        Some(Item::Value(Value::Array(array))) => {
            let tables = array.iter_mut().filter_map(Value::as_inline_table_mut);
            for table in tables {
                found |= table.remove("email").is_some();
            }
        }
        _ => {}
    }
    Ok(match found {
        true => document.to_string(),
        false => text.to_owned(),
    })
}
