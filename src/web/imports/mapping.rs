//! What a person chooses about reading a file: its marks, its columns, and what cells stand for.

use axum::extract::State;
use axum::response::Redirect;
use uuid::Uuid;

use super::super::access::{Inside, Visitor};
use super::super::extract::{Pairs, Path};
use super::super::pages::mapping::{COLUMN, EMPTY, VALUE};
use super::super::{App, WebError};
use super::large;
use super::reading::{Reading, missing};
use crate::import::DecimalSign;
use crate::import::mapping::{DateOrder, Mapping, Preset, Why};
use crate::store::large_uploads::{self, Work};
use crate::store::{StoreError, uploads};

/// Reads the file again, as it was chosen.
pub(super) async fn choose(
    State(app): State<App>,
    visitor: Visitor,
    Inside(programme): Inside,
    Path((_, id)): Path<(String, Uuid)>,
    Pairs(pairs): Pairs,
) -> Result<Redirect, WebError> {
    let large = large::waiting(&app, &visitor, &programme, id).await?;
    let reading = match &large {
        Some(large) => Reading::of_large(&app, &visitor, &programme, large).await?,
        None => Reading::of(&app, &visitor, &programme, id).await?,
    };
    let mut chosen = marks(&pairs);
    // What the file says by itself need not be chosen, so that the reason stays to be seen.
    let by_itself = reading
        .read_as(&chosen)
        .ok_or_else(|| missing("survey", programme.slug.as_str()))?;
    for column in &by_itself.columns {
        let said = column
            .field
            .as_deref()
            .filter(|_| column.why != Why::Content);
        let wanted = value(&pairs, &format!("{COLUMN}{}", column.header));
        if let Some(wanted) = wanted.filter(|wanted| *wanted != said.unwrap_or_default()) {
            chosen
                .columns
                .insert(column.header.clone(), wanted.to_owned());
        }
    }
    for (name, code) in &pairs {
        let Some((field, cell)) = name
            .strip_prefix(VALUE)
            .and_then(|rest| rest.split_once(':'))
        else {
            continue;
        };
        let code = if code == EMPTY { "" } else { code };
        let is_left = code.is_empty() && !pairs.iter().any(|(n, c)| n == name && c == EMPTY);
        let earlier = reading.earlier().values.get(field);
        let is_known = earlier
            .and_then(|values| values.get(cell))
            .is_some_and(|known| known == code);
        if !is_left && !is_known {
            let values = chosen.values.entry(field.to_owned()).or_default();
            values.insert(cell.to_owned(), code.to_owned());
        }
    }
    let tx = app.db.begin().await?;
    match large {
        Some(_) => large_uploads::want(&tx, id, Work::Check, Some(&chosen.to_json())).await?,
        None => uploads::choose(&tx, &reading.upload, &chosen.to_json()).await?,
    }
    tx.commit().await.map_err(StoreError::from)?;
    let address = format!("/programmes/{}/uploads/{id}", programme.slug);
    Ok(Redirect::to(&address))
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let found = pairs.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value.as_str())
}

/// How the text of the file is cut and its cells are read; nothing where it is to be found out.
fn marks(pairs: &[(String, String)]) -> Mapping {
    let said = |name: &str| {
        value(pairs, name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    };
    Mapping {
        encoding: said("encoding").map(str::to_owned),
        delimiter: said("delimiter").map(str::to_owned),
        decimal: match said("decimal") {
            Some("comma") => Some(DecimalSign::Comma),
            Some("point") => Some(DecimalSign::Point),
            _ => None,
        },
        dates: match said("dates") {
            Some("day_first") => Some(DateOrder::DayFirst),
            Some("month_first") => Some(DateOrder::MonthFirst),
            _ => None,
        },
        header_row: said("header_row").and_then(|row| row.parse().ok()),
        preset: match said("preset") {
            Some("limesurvey") => Some(Preset::LimeSurvey),
            Some("forms") => Some(Preset::Forms),
            Some("long") => Some(Preset::Long),
            _ => None,
        },
        sheet: said("sheet").map(str::to_owned),
        ..Mapping::new()
    }
}
