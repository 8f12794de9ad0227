//! How a file is read, and where that can be overruled: its marks, its columns, what cells stand for.

use maud::{Markup, html};

use super::imports::Preview;
use crate::domain::evidence::FileKind;
use crate::domain::language::Language;
use crate::import::DecimalSign;
use crate::import::field::Field;
use crate::import::mapping::{ColumnUse, DateOrder, Preset, Why};
use crate::texts::numbers::count;
use crate::texts::{t, t_args};
use crate::web::components::field::Field as Input;
use crate::web::components::page_header::scrolling;

/// What the names of the form's fields begin with, and the value for "no answer".
pub const COLUMN: &str = "column:";
pub const VALUE: &str = "value:";
pub const EMPTY: &str = "(empty)";

/// More columns than this are read as they are, without a choice for each.
const MOST_CHOICES: usize = 300;

/// All choices as one form.
pub fn form(language: &Language, slug: &str, preview: &Preview) -> Markup {
    let imported = preview.imported;
    let action = format!("/programmes/{slug}/uploads/{}/mapping", preview.upload.id);
    let needs_columns = imported.refused_rows.is_empty() && !imported.is_clean();
    let guessed = imported
        .columns
        .iter()
        .any(|column| column.why == Why::Content);
    html! {
        form.stack method="post" action=(action) {
            details open[needs_columns || guessed] {
                summary { (columns_heading(language, &imported.columns)) }
                (columns(language, preview))
            }
            @if has_values(preview) {
                details open[!imported.unmatched.is_empty()] {
                    summary { (t(language, "imports-values")) }
                    p { (t(language, "imports-values-how")) }
                    (values(language, preview))
                }
            }
            details {
                summary { (t(language, "imports-reading")) }
                (marks(language, preview))
            }
            p { button.button { (t(language, "imports-read-again")) } }
        }
    }
}

fn columns_heading(language: &Language, columns: &[ColumnUse]) -> String {
    let read = columns.iter().filter(|column| is_read(column)).count();
    t_args(
        language,
        "imports-columns-read",
        &[("read", read.into()), ("all", columns.len().into())],
    )
}

fn is_read(column: &ColumnUse) -> bool {
    column.field.is_some() && column.why != Why::Content
}

fn columns(language: &Language, preview: &Preview) -> Markup {
    let imported = preview.imported;
    let table = html! {
        table {
            caption { (t(language, "imports-columns-how")) }
            thead {
                tr {
                    th scope="col" { (t(language, "imports-column")) }
                    th scope="col" { (t(language, "imports-samples")) }
                    th scope="col" { (t(language, "imports-read-as")) }
                    th scope="col" { (t(language, "imports-why")) }
                }
            }
            tbody {
                @for (place, column) in imported.columns.iter().take(MOST_CHOICES).enumerate() {
                    tr {
                        th scope="row" id={ "column-" (place) } { (column.header) }
                        td { (samples(column)) }
                        td { (field_choice(language, &imported.fields, column, place)) }
                        td.small { (why(language, column)) }
                    }
                }
            }
        }
    };
    html! {
        (scrolling(&t(language, "imports-columns-how"), &table))
        @if imported.columns.len() > MOST_CHOICES {
            p { (t_args(language, "imports-columns-more", &[("most", MOST_CHOICES.into())])) }
        }
    }
}

fn samples(column: &ColumnUse) -> Markup {
    html! {
        @for (nr, sample) in column.samples.iter().enumerate() {
            @if nr > 0 { br; }
            code { (sample) }
        }
    }
}

fn field_choice(language: &Language, fields: &[Field], column: &ColumnUse, place: usize) -> Markup {
    let now = column.field.as_deref().unwrap_or_default();
    html! {
        select name={ (COLUMN) (column.header) } aria-labelledby={ "column-" (place) } {
            option value="" selected[now.is_empty()] { (t(language, "imports-leave-out")) }
            @for field in fields {
                option value=(field.code) selected[field.code == now] { (called(language, field)) }
            }
        }
    }
}

/// A field by its name in the language of the page, with a star where a file cannot do without.
fn called(language: &Language, field: &Field) -> String {
    let name = match *language == Language::dutch() {
        true => &field.dutch,
        false => &field.code,
    };
    match field.is_needed {
        true => format!("{name} *"),
        false => name.clone(),
    }
}

fn why(language: &Language, column: &ColumnUse) -> Markup {
    let told = match (column.why, &column.field) {
        (Why::Chosen | Why::Earlier, None) => t(language, "imports-left-out"),
        (why, _) => why.told(language),
    };
    match column.why {
        Why::Content => html! { span.tag.warn { (told) } },
        _ => html! { (told) },
    }
}

fn has_values(preview: &Preview) -> bool {
    !preview.imported.unmatched.is_empty()
        || !preview.chosen.values.is_empty()
        || !earlier(preview).is_empty()
}

/// What was chosen for earlier files and bears on this one: field, cell, code.
fn earlier<'p>(preview: &'p Preview) -> Vec<(&'p Field, &'p str, &'p str)> {
    let fields = preview.imported.fields.iter();
    let known = fields.filter_map(|field| Some((field, preview.earlier.values.get(&field.code)?)));
    known
        .flat_map(|(field, values)| {
            values
                .iter()
                .map(move |(cell, code)| (field, &**cell, &**code))
        })
        .filter(|(field, cell, _)| {
            let chosen = preview.chosen.values.get(&field.code);
            chosen.is_none_or(|values| !values.contains_key(*cell))
        })
        .collect()
}

fn values(language: &Language, preview: &Preview) -> Markup {
    let imported = preview.imported;
    let field = |code: &str| imported.fields.iter().find(|field| field.code == code);
    let chosen = preview
        .chosen
        .values
        .iter()
        .filter_map(|(code, values)| Some((field(code)?, values)));
    let chosen = chosen.flat_map(|(field, values)| {
        values
            .iter()
            .map(move |(cell, code)| (field, &**cell, Some(&**code), Why::Chosen, None))
    });
    let earlier = earlier(preview);
    let earlier = earlier
        .iter()
        .map(|(field, cell, code)| (*field, *cell, Some(*code), Why::Earlier, None));
    let open = imported.unmatched.iter().filter_map(|cell| {
        Some((
            field(&cell.field)?,
            cell.value.as_str(),
            None,
            Why::Nothing,
            Some(cell.count),
        ))
    });
    let table = html! {
        table {
            caption { (t(language, "imports-values")) }
            thead {
                tr {
                    th scope="col" { (t(language, "imports-read-as")) }
                    th scope="col" { (t(language, "imports-cell")) }
                    th.number scope="col" { (t(language, "imports-rows")) }
                    th scope="col" { (t(language, "imports-stands-for")) }
                    th scope="col" { (t(language, "imports-why")) }
                }
            }
            tbody {
                @for (place, (field, cell, code, why, rows)) in open.chain(chosen).chain(earlier).enumerate() {
                    tr {
                        td { (called(language, field)) }
                        th scope="row" id={ "value-" (place) } { code { (cell) } }
                        td.number { @if let Some(rows) = rows { (count(language, rows)) } }
                        td { (code_choice(language, field, cell, code, place)) }
                        td.small { (why.told(language)) }
                    }
                }
            }
        }
    };
    scrolling(&t(language, "imports-values"), &table)
}

fn code_choice(
    language: &Language,
    field: &Field,
    cell: &str,
    now: Option<&str>,
    place: usize,
) -> Markup {
    html! {
        select name={ (VALUE) (field.code) ":" (cell) } aria-labelledby={ "value-" (place) } {
            @if now.is_none() { option value="" selected { (t(language, "imports-choose")) } }
            option value=(EMPTY) selected[now == Some("")] { (t(language, "imports-no-answer")) }
            @for code in field.holds.codes() {
                option value=(code.code) selected[now == Some(code.code.as_str())] {
                    (code.code)
                    @if let Some(name) = code.names.first() { " (" (name) ")" }
                }
            }
        }
    }
}

fn marks(language: &Language, preview: &Preview) -> Markup {
    let (chosen, found) = (preview.chosen, preview.imported.detected);
    let automatic = |found: String| {
        let text = t_args(language, "imports-found", &[("found", found.into())]);
        (String::new(), text)
    };
    let unclear = || t(language, "imports-unclear");
    let named = |words: &[(&str, String)]| -> Vec<(String, String)> {
        words
            .iter()
            .map(|(value, word)| ((*value).to_owned(), word.clone()))
            .collect()
    };
    let header_row = chosen
        .header_row
        .map_or_else(String::new, |row| row.to_string());
    let tab = t(language, "imports-tab");
    let delimiter = match found.delimiter {
        '\t' => tab.clone(),
        other => other.to_string(),
    };
    let delimiters = named(&[
        (";", ";".to_owned()),
        (",", ",".to_owned()),
        ("tab", tab),
        ("|", "|".to_owned()),
    ]);
    let encodings = [
        "utf-8",
        "windows-1252",
        "iso-8859-15",
        "utf-16le",
        "utf-16be",
    ];
    let encodings = encodings.map(|name| (name.to_owned(), name.to_owned()));
    let (comma, point) = (t(language, "imports-comma"), t(language, "imports-point"));
    let decimal = match found.decimal {
        Some(DecimalSign::Comma) => comma.clone(),
        Some(DecimalSign::Point) => point.clone(),
        None => unclear(),
    };
    let (day, month) = (
        t(language, "imports-day-first"),
        t(language, "imports-month-first"),
    );
    let dates = match found.dates {
        Some(DateOrder::DayFirst) => day.clone(),
        Some(DateOrder::MonthFirst) => month.clone(),
        None => unclear(),
    };
    let with = |first: (String, String), rest: Vec<(String, String)>| [vec![first], rest].concat();
    let chosen_decimal = chosen.decimal.map_or("", |sign| match sign {
        DecimalSign::Comma => "comma",
        DecimalSign::Point => "point",
    });
    let chosen_dates = chosen.dates.map_or("", |order| match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
    });
    html! {
        @if found.is_workbook {
            (sheet_choice(language, preview))
        } @else {
            (Input::text("encoding", &t(language, "imports-encoding"), chosen.encoding.as_deref().unwrap_or_default())
                .select(&with(automatic(found.encoding.to_owned()), encodings.to_vec())))
            (Input::text("delimiter", &t(language, "imports-delimiter"), chosen.delimiter.as_deref().unwrap_or_default())
                .select(&with(automatic(delimiter), delimiters)))
        }
        (Input::text("header_row", &t(language, "imports-header-row"), &header_row)
            .kind("number").hint(&t_args(language, "imports-header-hint", &[("row", found.header_row.into())])).input())
        (Input::text("decimal", &t(language, "imports-decimal"), chosen_decimal)
            .select(&with(automatic(decimal), named(&[("comma", comma), ("point", point)]))))
        (Input::text("dates", &t(language, "imports-dates"), chosen_dates)
            .hint(&t(language, "imports-dates-hint"))
            .select(&with(automatic(dates), named(&[("day_first", day), ("month_first", month)]))))
        @if preview.upload.kind == FileKind::Responses { (preset_choice(language, preview)) }
    }
}

fn sheet_choice(language: &Language, preview: &Preview) -> Markup {
    let sheets = &preview.imported.sheets;
    let first = sheets.first().cloned().unwrap_or_default();
    let mut options = vec![(String::new(), first)];
    options.extend(
        sheets
            .iter()
            .skip(1)
            .map(|name| (name.clone(), name.clone())),
    );
    let now = preview.chosen.sheet.as_deref().unwrap_or_default();
    Input::text("sheet", &t(language, "imports-sheet"), now).select(&options)
}

fn preset_choice(language: &Language, preview: &Preview) -> Markup {
    let (lime, forms, long) = (
        t(language, "imports-preset-limesurvey"),
        t(language, "imports-preset-forms"),
        t(language, "imports-preset-long"),
    );
    let found = match preview.imported.detected.preset {
        Some(Preset::LimeSurvey) => lime.clone(),
        Some(Preset::Forms) => forms.clone(),
        Some(Preset::Long) => long.clone(),
        None => t(language, "imports-preset-none"),
    };
    let found = t_args(language, "imports-found", &[("found", found.into())]);
    let now = preview.chosen.preset.map_or("", |preset| match preset {
        Preset::LimeSurvey => "limesurvey",
        Preset::Forms => "forms",
        Preset::Long => "long",
    });
    let options = [
        (String::new(), found),
        ("limesurvey".to_owned(), lime),
        ("forms".to_owned(), forms),
        ("long".to_owned(), long),
    ];
    Input::text("preset", &t(language, "imports-preset"), now).select(&options)
}
