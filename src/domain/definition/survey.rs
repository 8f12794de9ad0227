//! Reads a survey file or an interview guide.

use super::fault::{CodeFault, Fault, FieldFault, RuleFault, Thing};
use super::item;
use super::places::Places;
use super::reader::Table;
use super::sink::{Codes, Languages, shortened};
use crate::domain::language::Language;
use crate::domain::logic::{Owner, Role};
use crate::domain::survey::{Check, ItemKind, Page, Score, Survey, SurveyKind};

pub(super) fn read(file: &mut Table) -> Survey {
    let required = languages(file);
    let languages = Languages {
        // Where none is listed, that is the problem, and not each text.
        others: required.is_empty(),
        required,
    };
    let kinds = [
        ("survey", SurveyKind::Survey),
        ("interview_guide", SurveyKind::InterviewGuide),
    ];
    file.codes_of(Thing::Page, "page");
    let mut names = Names {
        items: Codes::new(Thing::Item),
        headers: Codes::new(Thing::Header),
        scale_codes: file.codes_of(Thing::Scale, "scale"),
        scales: Vec::new(),
        places: Places::default(),
    };
    names.scales = file.tables("scale", |table| {
        (table.code("code"), item::own_scale(table, &languages))
    });
    let mut count = 0;
    let survey = Survey {
        code: file.code("code"),
        kind: file.one_of("kind", &kinds),
        title: file.text("title", &languages),
        introduction: file.optional_text("introduction", &languages),
        thanks: {
            names
                .places
                .note(Owner::Survey, Role::Thanks, file.span_of("thanks"));
            file.optional_text("thanks", &languages)
        },
        pages: file.tables("page", |table| {
            let page = page(table, &languages, &mut names);
            count += page.items.len();
            page
        }),
        scores: file.tables("score", |table| score(table, &languages, &mut names)),
        review: file.flag("review"),
        answer_in_mail: file.flag("answer_in_mail"),
        languages: languages.required,
    };
    if count > super::MOST_ENTRIES {
        let most = super::MOST_ENTRIES;
        let fault = FieldFault::TooMany { count, most };
        file.report_at("page", Fault::field("item", fault));
    }
    if count == 0 {
        file.report_at("page", Fault::field("item", FieldFault::Nothing));
    }
    if survey.answer_in_mail && count > 0 && survey.first_to_choose().is_none() {
        file.rule("answer_in_mail", RuleFault::NotForMail);
    }
    names.places.check(&survey, file.sink);
    survey
}

fn score(table: &mut Table, languages: &Languages, names: &mut Names) -> Score {
    let code = item::code(table, names).map_or_else(String::new, |code| code.value);
    let owner = Owner::Score(code.clone());
    table.require("value");
    Score {
        code,
        name: table.text("name", languages),
        value: names
            .places
            .expression(table, "value", &owner, Role::Value)
            .unwrap_or_default(),
    }
}

/// The names by which answers are known, each of which may be used once, and the shared scales.
pub(super) struct Names {
    pub(super) items: Codes,
    pub(super) headers: Codes,
    pub(super) scale_codes: Codes,
    pub(super) scales: Vec<(String, ItemKind)>,
    /// Where the conditions stand.
    pub(super) places: Places,
}

fn languages(file: &mut Table) -> Vec<Language> {
    let mut languages = Vec::new();
    for word in file.words("languages") {
        match Language::new(word.value) {
            Ok(language) if language.tag() == word.value => languages.push(language),
            _ => {
                let fault = CodeFault::BadLanguage(shortened(word.value));
                file.sink.report(word.span, Fault::Code(fault));
            }
        }
    }
    if !file.has("languages") || languages.is_empty() {
        file.bad_field("languages", FieldFault::Nothing);
    }
    languages
}

fn page(table: &mut Table, languages: &Languages, names: &mut Names) -> Page {
    let mut page = Page {
        code: table.code("code"),
        title: table.optional_text("title", languages),
        ..Page::default()
    };
    let owner = Owner::Page(page.code.clone());
    names
        .places
        .note(owner.clone(), Role::Title, table.span_of("title"));
    page.ask_if = names
        .places
        .expression(table, "ask_if", &owner, Role::AskIf);
    let mut checks = 0;
    page.checks = table.tables("check", |table| {
        let role = Role::Check(checks);
        checks += 1;
        table.require("rule");
        Check {
            rule: names
                .places
                .expression(table, "rule", &owner, role)
                .unwrap_or_default(),
            message: table.text("message", languages),
        }
    });
    let read = table.tables("item", |table| item::read(table, languages, names));
    for (items, group) in read {
        page.items.extend(items);
        page.groups.extend(group);
    }
    page
}
