//! Where staff arrive: their programmes.

use axum::extract::State;
use maud::Markup;

use super::access::Visitor;
use super::extract::Speaks;
use super::{App, Routes, WebError, pages};
use crate::domain::access::Right;
use crate::store::accounts;

pub fn routes() -> Routes {
    Routes::new().get("/", Right::SignedIn, show)
}

async fn show(
    State(app): State<App>,
    Speaks(language): Speaks,
    visitor: Visitor,
) -> Result<Markup, WebError> {
    let programmes =
        accounts::programmes_of(&app.db.reader, &visitor.account, app.clock.now()).await?;
    Ok(pages::home::show(&language, &visitor, &programmes))
}
