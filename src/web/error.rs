//! The only place that turns what may go wrong into an answer.

use axum::extract::Request;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::FormRejection;

use super::extract::{Speaks, language_of};
use super::pages;
use super::passwords::PasswordError;
use crate::charts::ChartError;
use crate::domain::access::Term;
use crate::domain::language::Language;
use crate::report::ReportError;
use crate::store::StoreError;
use crate::texts::numbers::date;
use crate::texts::{t, t_args};

/// What a handler may fail with.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Also for what somebody may not know to exist.
    #[error("there is nothing at this address")]
    NotFound,
    /// The same for an unknown, a revoked and an expired link.
    #[error("the link is not valid, or not any more")]
    LinkNotValid,
    #[error("the role does not allow it")]
    NotAllowed,
    /// Their role in the programme is yet to begin, or has ended.
    #[error("no role holds at this moment: {0:?}")]
    NoRoleNow(Term),
    /// A form that no page of ours sends.
    #[error("the request cannot be read: {0}")]
    Unreadable(String),
    #[error("what was sent is too large")]
    TooLarge,
    #[error("too many tries")]
    TooManyTries,
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something of ours failed that is not the store.
    #[error("{0}")]
    Internal(String),
}

/// What the reader is told; the page is written by [`Asker`], which knows the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    NotFound,
    LinkNotValid,
    NotAllowed,
    NoRoleNow(Term),
    Foreign,
    Unreadable,
    TooLarge,
    TooManyTries,
    Taken,
    NoLonger,
    Closed,
    UnderWay,
    Busy,
    OurFault,
}

impl WebError {
    fn told(&self) -> (StatusCode, Told) {
        match self {
            Self::NotFound | Self::Store(StoreError::NotFound { .. }) => {
                (StatusCode::NOT_FOUND, Told::NotFound)
            }
            Self::LinkNotValid => (StatusCode::NOT_FOUND, Told::LinkNotValid),
            Self::NotAllowed => (StatusCode::FORBIDDEN, Told::NotAllowed),
            Self::NoRoleNow(term) => (StatusCode::FORBIDDEN, Told::NoRoleNow(*term)),
            Self::Unreadable(_) => (StatusCode::BAD_REQUEST, Told::Unreadable),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Told::TooLarge),
            Self::TooManyTries => (StatusCode::TOO_MANY_REQUESTS, Told::TooManyTries),
            Self::Store(StoreError::Taken { .. }) => (StatusCode::CONFLICT, Told::Taken),
            Self::Store(
                StoreError::Frozen
                | StoreError::WaveState { .. }
                | StoreError::Undecided { .. }
                | StoreError::SnapshotState(_)
                | StoreError::Outdated(_),
            ) => (StatusCode::CONFLICT, Told::NoLonger),
            Self::Store(StoreError::Closed(_)) => (StatusCode::CONFLICT, Told::Closed),
            Self::Store(StoreError::UnderWay(_) | StoreError::Stopped) => {
                (StatusCode::CONFLICT, Told::UnderWay)
            }
            Self::Store(StoreError::Busy) => (StatusCode::SERVICE_UNAVAILABLE, Told::Busy),
            Self::Password(_)
            | Self::Internal(_)
            | Self::Store(
                StoreError::Corrupt { .. }
                | StoreError::Behind(_)
                | StoreError::Ahead
                | StoreError::Pooler
                | StoreError::Address(_)
                | StoreError::Copy(_)
                | StoreError::Db(_),
            ) => (StatusCode::INTERNAL_SERVER_ERROR, Told::OurFault),
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let (status, told) = self.told();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(error = &self as &dyn std::error::Error, "a request failed");
        }
        let mut answer = status.into_response();
        if matches!(told, Told::Busy | Told::TooManyTries) {
            let seconds = if told == Told::Busy { "3" } else { "60" };
            let headers = answer.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        answer.extensions_mut().insert(told);
        answer
    }
}

impl From<PathRejection> for WebError {
    fn from(_: PathRejection) -> Self {
        Self::NotFound // such as a word where an address has a number
    }
}

impl From<QueryRejection> for WebError {
    fn from(err: QueryRejection) -> Self {
        Self::Unreadable(err.body_text())
    }
}

impl From<FormRejection> for WebError {
    fn from(err: FormRejection) -> Self {
        match err.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Unreadable("not the fields of our form".to_owned()),
        }
    }
}

impl From<MultipartError> for WebError {
    fn from(err: MultipartError) -> Self {
        match err.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Unreadable(err.body_text()),
        }
    }
}

impl From<ReportError> for WebError {
    fn from(err: ReportError) -> Self {
        Self::Internal(err.to_string())
    }
}

impl From<ChartError> for WebError {
    fn from(err: ChartError) -> Self {
        Self::Internal(err.to_string())
    }
}

impl From<MultipartRejection> for WebError {
    fn from(err: MultipartRejection) -> Self {
        Self::Unreadable(err.body_text())
    }
}

/// What the page of a failure needs of the request, kept and not read: nearly every one succeeds.
pub struct Asker {
    headers: [Option<(HeaderName, HeaderValue)>; 2],
    is_client: bool,
}

impl Asker {
    pub fn of(request: &Request) -> Self {
        let headers = [header::COOKIE, header::ACCEPT_LANGUAGE].map(|name| {
            let value = request.headers().get(&name).cloned();
            value.map(|value| (name, value))
        });
        Self {
            headers,
            is_client: is_of_client(request.uri().path()),
        }
    }

    /// Writes the page of every failure, in the visitor's language: of our own errors, and of those
    /// that a layer answers by itself (no such route, wrong method, foreign form, too slow, a
    /// panic). What is no failure stays as it is.
    pub fn told(self, answer: Response) -> Response {
        let status = answer.status();
        let told = answer.extensions().get::<Told>().copied();
        let fails = status.is_client_error() || status.is_server_error();
        if !fails || (told.is_none() && has_page(answer.headers())) {
            return answer;
        }
        let account = answer.extensions().get::<Speaks>();
        let language = language_of(
            &self.headers.into_iter().flatten().collect(),
            account.map(|speaks| &speaks.0),
        );
        let (title, sentence) = words(told.unwrap_or_else(|| of_status(status)), &language);
        let page = pages::failure::page(&language, self.is_client, &title, &sentence);
        let mut written = (status, page).into_response();
        for name in [header::RETRY_AFTER, header::ALLOW] {
            if let Some(value) = answer.headers().get(&name) {
                written.headers_mut().insert(name, value.clone());
            }
        }
        written
    }
}

fn is_of_client(path: &str) -> bool {
    path == "/code"
        || ["/r/", "/o/", "/v/"]
            .iter()
            .any(|way| path.starts_with(way))
}

/// Pages that were refused with their form, and answers that machines read, stay as they are.
fn has_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html")
            || kind.as_bytes().starts_with(b"application/json")
    })
}

fn of_status(status: StatusCode) -> Told {
    match status {
        StatusCode::FORBIDDEN => Told::Foreign,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Told::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Told::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Told::TooManyTries,
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Told::Busy,
        status if status.is_server_error() => Told::OurFault,
        _ => Told::Unreadable,
    }
}

fn words(told: Told, language: &Language) -> (String, String) {
    match told {
        Told::NotFound => (
            t(language, "error-not-found-title"),
            t(language, "error-not-found"),
        ),
        Told::LinkNotValid => (t(language, "error-link-title"), t(language, "error-link")),
        Told::NotAllowed => (
            t(language, "error-not-allowed-title"),
            t(language, "error-not-allowed"),
        ),
        Told::NoRoleNow(term) => (t(language, "error-no-role-title"), no_role(term, language)),
        Told::Foreign => (
            t(language, "error-foreign-title"),
            t(language, "error-foreign"),
        ),
        Told::Unreadable => (
            t(language, "error-unreadable-title"),
            t(language, "error-unreadable"),
        ),
        Told::TooLarge => (
            t(language, "error-too-large-title"),
            t(language, "error-too-large"),
        ),
        Told::TooManyTries => (
            t(language, "error-too-many-title"),
            t(language, "error-too-many"),
        ),
        Told::Taken => (t(language, "error-taken-title"), t(language, "error-taken")),
        Told::NoLonger => (
            t(language, "error-no-longer-title"),
            t(language, "error-no-longer"),
        ),
        Told::Closed => (
            t(language, "error-closed-title"),
            t(language, "error-closed"),
        ),
        Told::UnderWay => (
            t(language, "error-under-way-title"),
            t(language, "error-under-way"),
        ),
        Told::Busy => (t(language, "error-busy-title"), t(language, "error-busy")),
        Told::OurFault => (t(language, "error-ours-title"), t(language, "error-ours")),
    }
}

fn no_role(term: Term, language: &Language) -> String {
    match term {
        Term::Awaited(day) => t_args(
            language,
            "error-no-role-yet",
            &[("day", date(language, day).into())],
        ),
        Term::Over(day) => t_args(
            language,
            "error-no-role-since",
            &[("day", date(language, day).into())],
        ),
        Term::Closed | Term::Holds | Term::Reads(_) => t(language, "error-no-role-closed"),
    }
}
