//! `peil survey preview`: shows a survey file as clients will see it, while it is being written.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context;

use super::output::say;
use super::{Everywhere, Failure};
use crate::texts::{Arg, t_args};
use crate::web;

pub async fn run(file: &Path, listen: SocketAddr, everywhere: &Everywhere) -> Result<(), Failure> {
    let language = everywhere.language();
    if !listen.ip().is_loopback() {
        let args = [("address", Arg::from(listen.to_string()))];
        return Err(Failure::User(t_args(
            &language,
            "preview-not-loopback",
            &args,
        )));
    }
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| {
            let args = [
                ("address", Arg::from(listen.to_string())),
                ("error", error.to_string().into()),
            ];
            Failure::User(t_args(&language, "preview-cannot-listen", &args))
        })?;
    let bound = listener
        .local_addr()
        .context("the address of the preview")?;
    let address = format!("http://{bound}/");
    if everywhere.json {
        say(&serde_json::json!({ "address": address }).to_string());
    } else {
        let args = [("address", Arg::from(&address))];
        say(&t_args(&language, "preview-serving", &args));
    }
    let router = web::file_preview(file.to_owned(), language);
    axum::serve(listener, router)
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
        .context("the preview stopped")?;
    Ok(())
}
