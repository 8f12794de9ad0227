//! Reads one item of a survey: a single question, or a group of them that is written as one.

use super::fault::{BoundsFault, CodeFault, FieldFault, RuleFault, Thing};
use super::reader::{Placed, Table};
use super::sink::Languages;
use super::survey::Names;
use crate::domain::language::{Language, Text};
use crate::domain::logic::{Owner, Role};
use crate::domain::survey::{Choice, FIRST_MEANING, Group, GroupKind, Item, ItemKind, Purpose};

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
pub(super) const MOST_OPTIONS: usize = 200;
/// Nobody can put more than this in order.
pub(super) const MOST_RANKED: usize = 12;
/// More rows than this are a page, not a matrix.
pub(super) const MOST_ROWS: usize = 50;

pub(super) const PURPOSES: [(&str, Purpose); 4] = [
    ("parameter", Purpose::Parameter),
    ("driver", Purpose::Driver),
    ("background", Purpose::Background),
    ("comment", Purpose::Comment),
];

/// What `kind` may say; the last two are groups.
#[derive(Clone, Copy, PartialEq)]
enum Word {
    Scale,
    Nps,
    SingleChoice,
    MultipleChoice,
    Ranking,
    YesNo,
    Number,
    ShortText,
    LongText,
    Email,
    Date,
    Information,
    Matrix,
    Pair,
}

const WORDS: [(&str, Word); 14] = [
    ("scale", Word::Scale),
    ("nps", Word::Nps),
    ("single_choice", Word::SingleChoice),
    ("multiple_choice", Word::MultipleChoice),
    ("ranking", Word::Ranking),
    ("yes_no", Word::YesNo),
    ("number", Word::Number),
    ("short_text", Word::ShortText),
    ("long_text", Word::LongText),
    ("email", Word::Email),
    ("date", Word::Date),
    ("information", Word::Information),
    ("matrix", Word::Matrix),
    ("importance_performance", Word::Pair),
];

/// What `kind` may say.
pub(super) fn kinds() -> [&'static str; 14] {
    WORDS.map(|(word, _)| word)
}

/// Fields that only some kinds have: when the kind is not known, none of them can be judged.
const OF_SOME_KINDS: [&str; 20] = [
    "low",
    "high",
    "low_label",
    "high_label",
    "scale",
    "options",
    "least",
    "most",
    "unit",
    "decimals",
    "earliest",
    "latest",
    "max_chars",
    "rows",
    "importance",
    "performance",
    "random_order",
    "required",
    "not_applicable",
    "dont_know",
];

pub(super) fn read(
    table: &mut Table,
    languages: &Languages,
    names: &mut Names,
) -> (Vec<Item>, Option<Group>) {
    let code = code(table, names);
    let owner = Owner::Item(
        code.as_ref()
            .map(|code| code.value.clone())
            .unwrap_or_default(),
    );
    let (text, help) = said(table, languages, names, &owner);
    let word = table.known_word("kind", &WORDS);
    match word {
        Some(Word::Matrix) => matrix(table, languages, names, (code, text, help)),
        Some(Word::Pair) => pair(table, languages, names, (code, text, help)),
        word => {
            let code = code.map(|code| code.value).unwrap_or_default();
            let mut item = Item::new(&code, text, ItemKind::Information);
            item.help = help;
            single(table, languages, names, word, &mut item);
            (vec![item], None)
        }
    }
}

/// The question and its help, their places noted.
fn said(
    table: &mut Table,
    languages: &Languages,
    names: &mut Names,
    owner: &Owner,
) -> (Text, Option<Text>) {
    names
        .places
        .note(owner.clone(), Role::Text, table.span_of("text"));
    names
        .places
        .note(owner.clone(), Role::Help, table.span_of("help"));
    let text = table.text("text", languages);
    (text, table.optional_text("help", languages))
}

/// The item's own code, which no other item and no column of a file may have.
pub(super) fn code(table: &mut Table, names: &mut Names) -> Option<Placed<String>> {
    let Some(code) = table.placed_code("code") else {
        names.places.uncertain = true;
        return None;
    };
    names.items.add(table.sink, &code.value, code.span.clone());
    if RESERVED.contains(&code.value.as_str()) {
        table.bad_code("code", CodeFault::Reserved(code.value.clone()));
    }
    Some(code)
}

fn single(
    table: &mut Table,
    languages: &Languages,
    names: &mut Names,
    word: Option<Word>,
    item: &mut Item,
) {
    let Some(word) = word else {
        // Which other fields belong, only the kind can say.
        table.pass_over(&OF_SOME_KINDS);
        table.pass_over(&["purpose", "headers", "meaning", "ask_if", "required_if"]);
        names.places.uncertain = true;
        return;
    };
    let owner = Owner::Item(item.code.clone());
    item.ask_if = names
        .places
        .expression(table, "ask_if", &owner, Role::AskIf);
    if word != Word::Information {
        answering(table, names, &owner, item);
        item.purpose = table.optional_one_of("purpose", &PURPOSES);
        item.headers = headers(table, names);
        item.meaning = table
            .optional_whole("meaning", 1, 1_000)
            .unwrap_or(FIRST_MEANING);
    }
    let chosen = matches!(
        word,
        Word::SingleChoice | Word::MultipleChoice | Word::Ranking
    );
    if chosen {
        item.random_order = table.flag("random_order");
    }
    item.kind = kind(table, languages, names, word);
}

/// How an item may be left or passed.
fn answering(table: &mut Table, names: &mut Names, owner: &Owner, item: &mut Item) {
    item.required = table.flag("required");
    item.required_if = names
        .places
        .expression(table, "required_if", owner, Role::RequiredIf);
    item.not_applicable = table.flag("not_applicable");
    item.dont_know = table.flag("dont_know");
}

fn headers(table: &mut Table, names: &mut Names) -> Vec<String> {
    let mut headers = Vec::new();
    for word in table.words("headers") {
        names.headers.add(table.sink, word.value, word.span);
        headers.push(word.value.to_owned());
    }
    headers
}

fn kind(table: &mut Table, languages: &Languages, names: &Names, word: Word) -> ItemKind {
    match word {
        Word::Scale if table.has("scale") => shared_scale(table, "scale", names),
        Word::Scale => own_scale(table, languages),
        Word::Nps => nps(table, languages),
        Word::SingleChoice => ItemKind::SingleChoice {
            options: options(table, languages, word),
        },
        Word::MultipleChoice => multiple_choice(table, languages),
        Word::Ranking => ItemKind::Ranking {
            options: options(table, languages, word),
        },
        Word::YesNo => ItemKind::YesNo,
        Word::Number => number(table, languages),
        Word::ShortText => ItemKind::ShortText {
            max_chars: table.optional_whole("max_chars", 1, 1_000).unwrap_or(200),
        },
        Word::LongText => ItemKind::LongText {
            max_chars: table
                .optional_whole("max_chars", 1, 10_000)
                .unwrap_or(4_000),
        },
        Word::Email => ItemKind::Email,
        Word::Date => date(table),
        Word::Information | Word::Matrix | Word::Pair => ItemKind::Information,
    }
}

/// A scale that the file defines once.
fn shared_scale(table: &mut Table, key: &'static str, names: &Names) -> ItemKind {
    let code = table.reference(key, &names.scale_codes);
    let found = names.scales.iter().find(|(known, _)| *known == code);
    found.map_or(ItemKind::YesNo, |(_, scale)| scale.clone())
}

pub(super) fn own_scale(table: &mut Table, languages: &Languages) -> ItemKind {
    let (low, high) = (table.whole("low", 0, 255), table.whole("high", 0, 255));
    if let (Some(low), Some(high)) = (low, high) {
        let points = u64::from(high.saturating_sub(low)) + 1;
        if low >= high {
            not_below(table, f64::from(low), f64::from(high));
        } else if points > MOST_POINTS {
            let fault = BoundsFault::ScaleTooLong { points };
            table.rule("high", RuleFault::Bounds(fault));
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

fn not_below(table: &Table, low: f64, high: f64) {
    let fault = BoundsFault::LowNotBelowHigh { low, high };
    table.rule("high", RuleFault::Bounds(fault));
}

/// 0 to 10 with the usual words, unless the survey brings its own or speaks another language.
fn nps(table: &mut Table, languages: &Languages) -> ItemKind {
    let known = [Language::dutch(), Language::english()];
    let usual = languages.required.iter().all(|own| known.contains(own));
    let mut label = |key, nl, en| {
        if usual {
            let own = table.optional_text(key, languages);
            own.unwrap_or_else(|| {
                let both = Text::both(nl, en);
                both.only(&languages.required)
            })
        } else {
            table.text(key, languages)
        }
    };
    ItemKind::Scale {
        low: 0,
        high: 10,
        low_label: label("low_label", "zeer onwaarschijnlijk", "not at all likely"),
        high_label: label("high_label", "zeer waarschijnlijk", "extremely likely"),
    }
}

fn multiple_choice(table: &mut Table, languages: &Languages) -> ItemKind {
    let options = options(table, languages, Word::MultipleChoice);
    let count = u32::try_from(options.len()).unwrap_or(u32::MAX).max(1);
    let least = table.optional_whole("least", 1, count);
    let most = table.optional_whole("most", 1, count);
    if let (Some(low), Some(high)) = (least, most)
        && low > high
    {
        let fault = BoundsFault::LowNotBelowHigh {
            low: f64::from(low),
            high: f64::from(high),
        };
        table.rule("most", RuleFault::Bounds(fault));
    }
    ItemKind::MultipleChoice {
        options,
        least,
        most,
    }
}

fn number(table: &mut Table, languages: &Languages) -> ItemKind {
    let low = table.optional_number("low");
    let high = table.optional_number("high");
    if let (Some(low), Some(high)) = (low, high)
        && low >= high
    {
        not_below(table, low, high);
    }
    let decimals = table.optional_whole("decimals", 0, 4).unwrap_or(0);
    ItemKind::Number {
        unit: table.optional_text("unit", languages),
        low,
        high,
        decimals: u8::try_from(decimals).unwrap_or(0),
    }
}

fn date(table: &mut Table) -> ItemKind {
    let earliest = table.optional_day("earliest");
    let latest = table.optional_day("latest");
    if let (Some(first), Some(last)) = (earliest, latest)
        && last < first
    {
        table.rule("latest", RuleFault::DatesReversed);
    }
    ItemKind::Date { earliest, latest }
}

fn options(table: &mut Table, languages: &Languages, word: Word) -> Vec<Choice> {
    table.require("options");
    table.codes_of(Thing::Choice, "options");
    let options = table.tables("options", |table| Choice {
        code: table.code("code"),
        label: table.text("label", languages),
        exclusive: word == Word::MultipleChoice && table.flag("exclusive"),
        other: word != Word::Ranking && table.flag("other"),
    });
    if table.has("options") && options.len() < 2 {
        table.rule("options", RuleFault::Bounds(BoundsFault::TooFewOptions));
    }
    let most = match word {
        Word::Ranking => MOST_RANKED,
        _ => MOST_OPTIONS,
    };
    if options.len() > most {
        let count = options.len();
        table.bad_field("options", FieldFault::TooMany { count, most });
    }
    if options.iter().filter(|option| option.other).count() > 1 {
        table.rule("options", RuleFault::SeveralOthers);
    }
    options
}

/// The code, text and help of a group.
type Heading = (Option<Placed<String>>, Text, Option<Text>);

/// Several items on one scale; each row is an item of its own.
fn matrix(
    table: &mut Table,
    languages: &Languages,
    names: &mut Names,
    (code, text, help): Heading,
) -> (Vec<Item>, Option<Group>) {
    let code = code.map(|code| code.value).unwrap_or_default();
    let mut model = Item::new("", Text::default(), ItemKind::YesNo);
    let owner = Owner::Item(code.clone());
    model.ask_if = names
        .places
        .expression(table, "ask_if", &owner, Role::AskIf);
    answering(table, names, &owner, &mut model);
    model.purpose = table.optional_one_of("purpose", &PURPOSES);
    model.group = Some(code.clone());
    model.kind = kind(table, languages, names, Word::Scale);
    table.require("rows");
    let items = table.tables("rows", |table| {
        let code = self::code(table, names).map_or_else(String::new, |code| code.value);
        let owner = Owner::Item(code.clone());
        let places = &mut names.places;
        Item {
            row_if: places.expression(table, "ask_if", &owner, Role::AskIf),
            code,
            text: table.text("text", languages),
            headers: headers(table, names),
            purpose: table
                .optional_one_of("purpose", &PURPOSES)
                .or(model.purpose),
            ..model.clone()
        }
    });
    if items.len() > MOST_ROWS {
        let (count, most) = (items.len(), MOST_ROWS);
        table.bad_field("rows", FieldFault::TooMany { count, most });
    }
    if table.has("rows") && items.is_empty() {
        table.bad_field("rows", FieldFault::Nothing);
    }
    let group = Group {
        code,
        kind: GroupKind::Matrix,
        text,
        help,
    };
    (items, Some(group))
}

/// How important and how good something is: two items, `CODE_importance` and `CODE_performance`.
fn pair(
    table: &mut Table,
    languages: &Languages,
    names: &mut Names,
    (code, text, help): Heading,
) -> (Vec<Item>, Option<Group>) {
    let mut model = Item::new("", text.clone(), ItemKind::YesNo);
    let span = code.as_ref().map(|code| code.span.clone());
    let code = code.map(|code| code.value).unwrap_or_default();
    let owner = Owner::Item(code.clone());
    model.ask_if = names
        .places
        .expression(table, "ask_if", &owner, Role::AskIf);
    answering(table, names, &owner, &mut model);
    model.purpose = table.optional_one_of("purpose", &PURPOSES);
    model.group = Some(code.clone());
    let mut items = Vec::new();
    for key in ["importance", "performance"] {
        let own = format!("{code}_{key}");
        if let Some(span) = &span {
            names.items.add(table.sink, &own, span.clone());
        }
        let read = table.table(key, |table| {
            let mut item = model.clone();
            item.code = own;
            item.text = table.text("text", languages);
            item.headers = headers(table, names);
            item.kind = kind(table, languages, names, Word::Scale);
            item
        });
        items.extend(read);
    }
    if let [importance, performance] = &items[..]
        && !same_points(&importance.kind, &performance.kind)
    {
        table.rule("performance", RuleFault::PairOnTwoScales);
    }
    let group = Group {
        code,
        kind: GroupKind::Pair,
        text,
        help,
    };
    (items, Some(group))
}

fn same_points(one: &ItemKind, other: &ItemKind) -> bool {
    match (one, other) {
        (
            ItemKind::Scale { low, high, .. },
            ItemKind::Scale {
                low: from,
                high: to,
                ..
            },
        ) => low == from && high == to,
        _ => true,
    }
}
