//! Reads a survey file or an interview guide.

use super::fault::{BoundsFault, CodeFault, Fault, FieldFault, RuleFault, Thing};
use super::reader::Table;
use super::sink::{Codes, Languages, shortened};
use crate::domain::language::Language;
use crate::domain::survey::{
    Choice, FIRST_MEANING, Item, ItemKind, Page, Purpose, Survey, SurveyKind,
};

/// Columns of a file with responses that are no item.
const RESERVED: [&str; 6] = [
    "respondent",
    "segment",
    "language",
    "mode",
    "completeness",
    "disposition",
];
/// More points than this cannot be told apart, nor shown on a telephone.
const MOST_POINTS: u64 = 11;
/// An answer to a choice is counted in a byte.
const MOST_OPTIONS: usize = 200;

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
    };
    let mut count = 0;
    let survey = Survey {
        code: file.code("code"),
        kind: file.one_of("kind", &kinds),
        title: file.text("title", &languages),
        introduction: file.optional_text("introduction", &languages),
        thanks: file.optional_text("thanks", &languages),
        pages: file.tables("page", |table| {
            let page = page(table, &languages, &mut names);
            count += page.items.len();
            page
        }),
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
    survey
}

/// The names by which answers are known; each may be used once.
struct Names {
    items: Codes,
    headers: Codes,
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
    Page {
        code: table.code("code"),
        title: table.optional_text("title", languages),
        items: table.tables("item", |table| item(table, languages, names)),
    }
}

fn item(table: &mut Table, languages: &Languages, names: &mut Names) -> Item {
    let purposes = [
        ("parameter", Purpose::Parameter),
        ("driver", Purpose::Driver),
        ("background", Purpose::Background),
        ("comment", Purpose::Comment),
    ];
    let code = table.placed_code("code");
    if let Some(code) = &code {
        names.items.add(table.sink, &code.value, code.span.clone());
        if RESERVED.contains(&code.value.as_str()) {
            table.bad_code("code", CodeFault::Reserved(code.value.clone()));
        }
    }
    Item {
        code: code.map(|code| code.value).unwrap_or_default(),
        text: table.text("text", languages),
        help: table.optional_text("help", languages),
        required: table.flag("required"),
        not_applicable: table.flag("not_applicable"),
        kind: kind(table, languages),
        purpose: table.optional_one_of("purpose", &purposes),
        headers: headers(table, names),
        meaning: FIRST_MEANING,
    }
}

fn headers(table: &mut Table, names: &mut Names) -> Vec<String> {
    let mut headers = Vec::new();
    for word in table.words("headers") {
        names.headers.add(table.sink, word.value, word.span);
        headers.push(word.value.to_owned());
    }
    headers
}

#[derive(Clone, Copy)]
enum Word {
    Scale,
    SingleChoice,
    MultipleChoice,
    YesNo,
    ShortText,
    LongText,
}

fn kind(table: &mut Table, languages: &Languages) -> ItemKind {
    let words = [
        ("scale", Word::Scale),
        ("single_choice", Word::SingleChoice),
        ("multiple_choice", Word::MultipleChoice),
        ("yes_no", Word::YesNo),
        ("short_text", Word::ShortText),
        ("long_text", Word::LongText),
    ];
    let Some(word) = table.known_word("kind", &words) else {
        // Which other fields belong, only the kind can say.
        table.pass_over(&[
            "low",
            "high",
            "low_label",
            "high_label",
            "options",
            "max_chars",
        ]);
        return ItemKind::YesNo;
    };
    match word {
        Word::Scale => scale(table, languages),
        Word::SingleChoice => ItemKind::SingleChoice {
            options: options(table, languages),
        },
        Word::MultipleChoice => ItemKind::MultipleChoice {
            options: options(table, languages),
        },
        Word::YesNo => ItemKind::YesNo,
        Word::ShortText => ItemKind::ShortText {
            max_chars: table.optional_whole("max_chars", 1, 1_000).unwrap_or(200),
        },
        Word::LongText => ItemKind::LongText {
            max_chars: table
                .optional_whole("max_chars", 1, 10_000)
                .unwrap_or(4_000),
        },
    }
}

fn scale(table: &mut Table, languages: &Languages) -> ItemKind {
    let (low, high) = (table.whole("low", 0, 255), table.whole("high", 0, 255));
    if let (Some(low), Some(high)) = (low, high) {
        let points = u64::from(high.saturating_sub(low)) + 1;
        if low >= high {
            let (low, high) = (f64::from(low), f64::from(high));
            table.rule(
                "high",
                RuleFault::Bounds(BoundsFault::LowNotBelowHigh { low, high }),
            );
        } else if points > MOST_POINTS {
            table.rule(
                "high",
                RuleFault::Bounds(BoundsFault::ScaleTooLong { points }),
            );
        }
    }
    let small = |number: Option<u32>| number.and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    ItemKind::Scale {
        low: small(low),
        high: small(high),
        low_label: table.text("low_label", languages),
        high_label: table.text("high_label", languages),
    }
}

fn options(table: &mut Table, languages: &Languages) -> Vec<Choice> {
    table.require("options");
    table.codes_of(Thing::Choice, "options");
    let options = table.tables("options", |table| Choice {
        code: table.code("code"),
        label: table.text("label", languages),
    });
    if table.has("options") && options.len() < 2 {
        table.rule("options", RuleFault::Bounds(BoundsFault::TooFewOptions));
    }
    if options.len() > MOST_OPTIONS {
        let (count, most) = (options.len(), MOST_OPTIONS);
        table.bad_field("options", FieldFault::TooMany { count, most });
    }
    options
}
