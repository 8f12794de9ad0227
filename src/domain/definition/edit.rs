//! Puts translations into the text of a survey file, with its comments and layout kept.

use toml_edit::{Array, DocumentMut, Item, TableLike, Value, value};

use crate::domain::language::Language;

/// Sets the text at each key (`item.q1.text`, `title`) in `language`, which is added to the file's
/// languages when it is new. The keys that the file writes in another way, such as a label of a
/// shared scale, come back: those are translated in the file itself.
pub fn translated(
    file: &str,
    language: &Language,
    texts: &[(String, String)],
) -> Result<(String, Vec<String>), toml_edit::TomlError> {
    let mut document: DocumentMut = file.parse()?;
    let mut not_found = Vec::new();
    for (key, words) in texts {
        if !set(document.as_table_mut(), key, language, words) {
            not_found.push(key.clone());
        }
    }
    if let Some(languages) = document.get_mut("languages").and_then(Item::as_array_mut) {
        add(languages, language.tag());
    }
    Ok((document.to_string(), not_found))
}

fn add(languages: &mut Array, tag: &str) {
    if !languages.iter().any(|known| known.as_str() == Some(tag)) {
        languages.push(tag);
    }
}

fn set(root: &mut dyn TableLike, key: &str, language: &Language, words: &str) -> bool {
    let path: Vec<&str> = key.split('.').collect();
    let text = match path.as_slice() {
        ["item", code, rest @ ..] => item(root, code).and_then(|item| inside(item, rest)),
        ["page", code, rest @ ..] => root
            .get_mut("page")
            .and_then(|pages| entry(pages, code))
            .and_then(|page| inside(page, rest)),
        path => inside(root, path),
    };
    match text {
        Some(text) => {
            text.insert(language.tag(), value(words));
            true
        }
        None => false,
    }
}

fn item<'a>(root: &'a mut dyn TableLike, code: &str) -> Option<&'a mut dyn TableLike> {
    let pages = root.get_mut("page")?.as_array_of_tables_mut()?;
    pages
        .iter_mut()
        .filter_map(|page| page.get_mut("item"))
        .find_map(|items| entry(items, code))
}

/// The table of a list that has this code.
fn entry<'a>(list: &'a mut Item, code: &str) -> Option<&'a mut dyn TableLike> {
    match list {
        Item::ArrayOfTables(tables) => tables
            .iter_mut()
            .find(|table| table.get("code").and_then(Item::as_str) == Some(code))
            .map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(tables)) => tables
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .find(|table| table.get("code").and_then(Value::as_str) == Some(code))
            .map(|table| table as &mut dyn TableLike),
        _ => None,
    }
}

fn inside<'a>(table: &'a mut dyn TableLike, path: &[&str]) -> Option<&'a mut dyn TableLike> {
    match path {
        [] => Some(table),
        [list, code, rest @ ..] if table.get(list).is_some_and(is_list) => {
            inside(entry(table.get_mut(list)?, code)?, rest)
        }
        [name, rest @ ..] => inside(table.get_mut(name)?.as_table_like_mut()?, rest),
    }
}

fn is_list(item: &Item) -> bool {
    item.is_array_of_tables() || item.is_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"# mine
code = "s" # the code
languages = ["nl"]
title = { nl = "Titel" }
[[page]]
code = "p"
title = { nl = "Pagina" }
[[page.item]]
code = "q1"
text = { nl = "Vraag" }
options = [
  { code = "a", label = { nl = "hier" } },
]
"#;

    #[test]
    fn texts_come_at_their_place_and_the_rest_of_the_file_stays() {
        let texts = [
            "title",
            "page.p.title",
            "item.q1.text",
            "item.q1.options.a.label",
        ];
        let texts: Vec<(String, String)> = texts
            .iter()
            .map(|key| ((*key).to_owned(), format!("x {key}")))
            .collect();
        let frisian = Language::new("fy").unwrap();
        let (file, not_found) = translated(FILE, &frisian, &texts).unwrap();
        assert_eq!(not_found, Vec::<String>::new());
        assert!(file.starts_with("# mine\ncode = \"s\" # the code\nlanguages = [\"nl\", \"fy\"]"));
        for (_, words) in &texts {
            assert!(file.contains(&format!("fy = \"{words}\"")), "{file}");
        }
        let unknown = [("item.q9.text".to_owned(), "x".to_owned())];
        let (_, not_found) = translated(FILE, &frisian, &unknown).unwrap();
        assert_eq!(not_found, ["item.q9.text"]);
    }
}
