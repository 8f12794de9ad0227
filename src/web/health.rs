//! What a supervisor asks: is the process there, and can it serve.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{App, Routes};
use crate::domain::access::Right;

pub fn routes() -> Routes {
    Routes::new()
        .get("/livez", Right::Public, alive)
        .get("/readyz", Right::Public, ready)
}

async fn alive() -> &'static str {
    "alive\n"
}

/// Ready when the database answers and is not behind this program.
async fn ready(State(app): State<App>) -> Response {
    match app.db.require_current().await {
        Ok(()) => "ready\n".into_response(),
        Err(err) => {
            tracing::warn!(error = &err as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}
