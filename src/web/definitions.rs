//! A definition file as it comes in: typed in the page, or uploaded in its place.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::WebError;
use crate::domain::canonical::sha256_hex;

/// What the form brought. An uploaded file goes before what is typed.
#[derive(Default)]
pub struct Written {
    pub text: String,
    /// The hash of the text that the page showed; empty when it showed none.
    pub seen: String,
    /// Why a frozen protocol is amended.
    pub reason: String,
    /// The uploaded file is no text in UTF-8; then `text` is what was typed.
    pub is_garbled: bool,
    /// The page of a questionnaire that is looked at, from 1.
    pub page: usize,
}

impl Written {
    /// Whether somebody else stored another text than the page showed, and than this one.
    pub fn is_unseen(&self, stored: &str) -> bool {
        let is_other = self.seen != sha256_hex(stored.as_bytes());
        !self.seen.is_empty() && is_other && self.text != stored
    }
}

pub async fn written(mut form: Multipart) -> Result<Written, WebError> {
    let mut written = Written::default();
    let mut uploaded = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        match name.as_str() {
            // Browsers end the lines of a form as mail does, which would change the file.
            "text" => written.text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n"),
            "reason" => written.reason = String::from_utf8_lossy(&bytes).trim().to_owned(),
            "seen" => written.seen = String::from_utf8_lossy(&bytes).trim().to_owned(),
            "page" => written.page = String::from_utf8_lossy(&bytes).trim().parse().unwrap_or(1),
            "file" => uploaded = bytes.to_vec(),
            _ => {}
        }
    }
    if !uploaded.is_empty() {
        match String::from_utf8(uploaded) {
            Ok(text) => written.text = text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => written.is_garbled = true,
        }
    }
    Ok(written)
}

fn unreadable(error: MultipartError) -> WebError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        _ => WebError::Unreadable(error.body_text()),
    }
}

/// The file as it was written, to be kept under `name`.
pub fn file(name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "application/toml".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}
