//! What the integration tests share.

pub mod app;
pub mod database;
pub mod mail_server;
pub mod program;
pub mod source;
pub mod wave;
pub mod whole_wave;

use axum::body::Body;
use axum::http::{Request, header};

use app::{Answer, Browser};

/// Sends a form that may bring a file, as a browser does.
pub async fn multipart(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        body +=
            &format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--XyZ--\r\n";
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).unwrap()).await
}
