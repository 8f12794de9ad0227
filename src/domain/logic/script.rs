//! The conditions of one page as the script in the browser reads them (`web/assets/client.js`).

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::{ItemLogic, Logic, Path};
use crate::domain::expression::Tree;
use crate::domain::language::Text;
use crate::domain::piping;
use crate::domain::survey::{Item, ItemKind, Page};

impl Logic {
    /// What the script must know to do on page `index` what the server does with it; none when
    /// nothing on the page depends on what is answered on it.
    pub fn script(&self, index: usize, page: &Page, path: &Path) -> Option<Json> {
        let own: BTreeSet<&str> = page.items.iter().map(|item| &*item.code).collect();
        let piped = self.piped(page, &own);
        let logic = self.pages.get(index)?;
        if piped.is_empty() && !self.moves(index) {
            return None;
        }
        let conditions = logic
            .items
            .iter()
            .flat_map(|item| item.ask_if.iter().chain(&item.required_if));
        let named = conditions.flat_map(Tree::names).chain(piped);
        let mut script = Map::new();
        let items = page.items.iter().zip(&logic.items).map(told);
        script.insert("items".to_owned(), items.collect());
        self.surroundings(named.collect(), &own, path, &mut script);
        Some(Json::Object(script))
    }

    /// What texts of the page say of answers on it, or of scores that these change.
    fn piped<'a>(&self, page: &'a Page, own: &BTreeSet<&str>) -> Vec<&'a str> {
        let texts = page
            .items
            .iter()
            .flat_map(|item| std::iter::once(&item.text).chain(&item.help))
            .chain(page.groups.iter().map(|group| &group.text));
        let names = texts.flat_map(Text::words).flat_map(piping::names);
        let own: Vec<&str> = own.iter().copied().collect();
        let changes = |name: &&str| self.depends(&Tree::Name((*name).to_owned()), &own);
        names.filter(changes).collect()
    }

    /// What names that are not of the page stand for, by way of scores too.
    fn surroundings<'a>(
        &'a self,
        mut names: Vec<&'a str>,
        own: &BTreeSet<&str>,
        path: &Path,
        script: &mut Map<String, Json>,
    ) {
        let (mut known, mut absent, mut scores) = (Map::new(), Map::new(), Map::new());
        while let Some(name) = names.pop() {
            if own.contains(name) || scores.contains_key(name) {
                continue;
            }
            if let Some(score) = self.scores.get(name) {
                scores.insert(name.to_owned(), score.to_json());
                names.extend(score.names());
            } else if let Some(value) = path.named(name) {
                known.insert(name.to_owned(), value.to_json());
            } else if let Some(absence) = path.absences.get(name) {
                absent.insert(name.to_owned(), json!(absence));
            }
        }
        for (word, map) in [("known", known), ("absent", absent), ("scores", scores)] {
            script.insert(word.to_owned(), Json::Object(map));
        }
    }
}

/// An item with its conditions, and what tells an answer to it from a mistake.
fn told((item, logic): (&Item, &ItemLogic)) -> Json {
    let mut told = kind(item);
    told.insert("code".to_owned(), json!(item.code));
    if let Some(tree) = &logic.ask_if {
        told.insert("if".to_owned(), tree.to_json());
    }
    if let Some(tree) = &logic.required_if {
        told.insert("required".to_owned(), tree.to_json());
    }
    if let Some(other) = item.options().iter().find(|option| option.other) {
        told.insert("other".to_owned(), json!(other.code));
    }
    Json::Object(told)
}

fn kind(item: &Item) -> Map<String, Json> {
    let told = match &item.kind {
        ItemKind::Information => json!({}),
        ItemKind::Scale { .. } => json!({ "kind": "scale" }),
        ItemKind::SingleChoice { .. }
        | ItemKind::YesNo
        | ItemKind::ShortText { .. }
        | ItemKind::LongText { .. }
        | ItemKind::Email
        | ItemKind::Date { .. } => json!({ "kind": "word" }),
        ItemKind::Number {
            low,
            high,
            decimals,
            ..
        } => json!({ "kind": "number", "low": low, "high": high, "decimals": decimals }),
        ItemKind::MultipleChoice {
            options,
            least,
            most,
        } => {
            let alone = options.iter().filter(|option| option.exclusive);
            let exclusive: Vec<&String> = alone.map(|option| &option.code).collect();
            json!({ "kind": "words", "least": least, "most": most, "exclusive": exclusive })
        }
        ItemKind::Ranking { options } => json!({ "kind": "ranking", "options": options.len() }),
    };
    // What is not said is left out.
    match told {
        Json::Object(told) => told.into_iter().filter(|(_, one)| !one.is_null()).collect(),
        _ => Map::new(),
    }
}
