//! Leafing through a survey as a client would fill it in, with nothing kept: what is answered
//! travels in the forms themselves.

use maud::Markup;

use super::pages::respond::{self as page, Guide, Opened, Remark, Sheet, Why};
use crate::domain::evidence::Answers;
use crate::domain::expression::CLIENT;
use crate::domain::form::{self, Filled};
use crate::domain::language::Language;
use crate::domain::logic::{Client, Logic};

/// What the forms of a preview carry from page to page.
#[derive(Default)]
pub struct Carried {
    answers: Answers,
    client: Client,
}

/// Where a posted page leads.
pub struct Turned {
    pub page: usize,
    pub language: Language,
    pub carried: Carried,
}

/// Longest thing that may be said of a client that is made up.
const MOST_CHARS: usize = 200;

impl Carried {
    /// As whom the page is seen; in this language too.
    pub fn client(&self, language: &Language) -> Client {
        let mut client = self.client.clone();
        client.insert("client.language".to_owned(), language.tag().to_owned());
        client
    }

    pub fn read(fields: &[(String, String)]) -> Self {
        let so_far = fields.iter().find(|(name, _)| name == "so_far");
        let answers = so_far.and_then(|(_, json)| serde_json::from_str(json).ok());
        let client = fields.iter().filter_map(|(name, value)| {
            let known = CLIENT.contains(&name.as_str()) && !value.trim().is_empty();
            let value = value.trim().chars().take(MOST_CHARS).collect();
            known.then(|| (name.clone(), value))
        });
        Self {
            answers: answers.unwrap_or_default(),
            client: client.collect(),
        }
    }
}

/// Page `number` of the preview: 0 is the welcome, and the one behind the last the thanks.
pub fn leaf(opened: &Opened, number: usize, carried: &Carried) -> Option<Markup> {
    let survey = opened.survey;
    let client = carried.client(opened.language);
    // A survey that was read has sound conditions.
    let logic = Logic::of(survey).unwrap_or_default();
    let path = logic.path(&carried.answers, &client);
    let opened = &Opened {
        known: Some(&path),
        ..*opened
    };
    if number == 0 {
        return Some(page::welcome(opened, None));
    }
    if number == survey.pages.len() + 1 {
        return Some(page::thanks(opened));
    }
    let so_far = serde_json::to_string(&carried.answers).unwrap_or_default();
    let why = Why {
        so_far: Some(&so_far),
        explains: true,
        client: &client,
    };
    let sheet = Sheet {
        number,
        page: survey.pages.get(number - 1)?,
        filled: Filled::Stored(&carried.answers),
        problems: &[],
        remark: Some(Remark::Preview),
        guide: Some(Guide {
            logic: &logic,
            path: &path,
        }),
        why: Some(&why),
        seed: 0,
        rev: 0,
        was: "",
        elsewhere: None,
        key: "",
    };
    Some(page::sheet(opened, &sheet))
}

/// From page `number` to another, as the buttons of a client's page say. What is wrong with an
/// answer keeps nobody: an author wants to see the other pages.
pub fn turn(opened: &Opened, number: usize, fields: &[(String, String)]) -> Turned {
    let field = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let language = opened.language.clone();
    let mut carried = Carried::read(fields);
    let pages = &opened.survey.pages;
    if let Some(page) = number.checked_sub(1).and_then(|at| pages.get(at)) {
        let reading = form::read_page(page, fields, &language);
        carried.answers.retain(|key, _| !reading.keys.contains(key));
        carried.answers.extend(reading.answers);
    }
    let (page, language) = match field("go") {
        "stay" => (number, language),
        "back" => (before(opened, number, &carried), language),
        go => match go.strip_prefix("lang-").map(Language::new) {
            Some(Ok(language)) => (number, language),
            _ => (after(opened, number, &carried), language),
        },
    };
    Turned {
        page,
        language,
        carried,
    }
}

/// The pages, from 1, that are asked.
fn asked(opened: &Opened, carried: &Carried) -> Vec<usize> {
    let logic = Logic::of(opened.survey).unwrap_or_default();
    let client = carried.client(opened.language);
    let path = logic.path(&carried.answers, &client);
    path.page_indices().map(|at| at + 1).collect()
}

fn before(opened: &Opened, number: usize, carried: &Carried) -> usize {
    let pages = asked(opened, carried).into_iter();
    pages.rev().find(|page| *page < number).unwrap_or(0)
}

fn after(opened: &Opened, number: usize, carried: &Carried) -> usize {
    let mut pages = asked(opened, carried).into_iter();
    let next = pages.find(|page| *page > number);
    next.unwrap_or(opened.survey.pages.len() + 1)
}
