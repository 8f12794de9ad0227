//! What happens to every request, whatever it asks for.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{
    MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};

use super::App;
use super::error::Asker;

/// The slowest page takes a second; who waits longer had better try again. A large file takes its time
/// to arrive.
const LONGEST: Duration = Duration::from_secs(30);
const LONGEST_FILE: Duration = Duration::from_secs(15 * 60);

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
         connect-src 'self'; frame-src 'self'; font-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: browsers then send `Origin: null` with our own forms.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Put in an answer's extensions: our own pages may show it in a frame.
#[derive(Clone, Copy)]
pub struct Framable;

/// Put in an answer's extensions: it is a mail as a mail program shows it, with styles of its own and
/// nothing that could do anything, for a frame on our own pages.
#[derive(Clone, Copy)]
pub struct MailPreview;

const MAIL: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'self'",
);

/// The policy of a page that our own pages may frame.
const FRAMED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
);

pub fn around(router: Router, app: &App) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_response(DefaultOnResponse::new().level(Level::DEBUG))
                    .on_failure(DefaultOnFailure::new().level(Level::WARN)),
            )
            .layer(PropagateRequestIdLayer::x_request_id())
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .layer(middleware::from_fn_with_state(app.clone(), finish))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(middleware::from_fn(in_time))
            .layer(csrf(app)),
    )
}

async fn in_time(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let longest = match is_form && request.uri().path().contains("/imports/") {
        true => LONGEST_FILE,
        false => LONGEST,
    };
    let answered = tokio::time::timeout(longest, next.run(request)).await;
    answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// Behind a proxy that changes `Host`, the address that people see has to be known.
fn csrf(app: &App) -> CsrfLayer {
    CsrfLayer::new()
        .add_trusted_origin(app.settings.origin())
        .unwrap_or_else(|err| {
            tracing::warn!(%err, "the public address is no origin, so it is not trusted as one");
            CsrfLayer::new()
        })
}

/// Puts a page in the place of a failure, and the protection around every answer.
async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let asker = Asker::of(&request);
    let mut answer = asker.told(next.run(request).await);
    let framable = answer.extensions().get::<Framable>().is_some();
    let is_mail = answer.extensions().get::<MailPreview>().is_some();
    let headers = answer.headers_mut();
    protect(headers);
    if framable {
        headers.insert(header::CONTENT_SECURITY_POLICY, FRAMED);
    }
    if is_mail {
        headers.insert(header::CONTENT_SECURITY_POLICY, MAIL);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if app.settings.is_https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    answer
}

/// What every answer tells the browser not to do.
pub fn protect(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn span(request: &Request) -> Span {
    let id = request.extensions().get::<RequestId>();
    let id = id.and_then(|id| id.header_value().to_str().ok());
    tracing::debug_span!(
        "request",
        method = %request.method(),
        path = masked(request.uri().path()),
        id,
    )
}

/// A path as it may be logged: what is secret in it is not shown, and a query never is.
fn masked(path: &str) -> &str {
    if path.starts_with("/r/") {
        "/r/…"
    } else if path.starts_with("/o/") {
        "/o/…"
    } else if path.starts_with("/v/") {
        "/v/…"
    } else if path.starts_with("/d/") {
        "/d/…"
    } else if path.starts_with("/g/") {
        "/g/…"
    } else if path.starts_with("/shared/") {
        "/shared/…"
    } else if path.starts_with("/sign-in/") {
        "/sign-in/…"
    } else {
        path
    }
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    // The panic hook has logged where; what was being handled may hold personal data.
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_of_a_path_is_logged() {
        assert_eq!(masked("/r/aaaaabbbb/2"), "/r/…");
        assert_eq!(masked("/o/aaaaabbbb/1"), "/o/…");
        assert_eq!(masked("/v/aaaaabbbb/2"), "/v/…");
        assert_eq!(masked("/d/aaaaabbbb/2"), "/d/…");
        assert_eq!(masked("/g/aaaaabbbb"), "/g/…");
        assert_eq!(masked("/sign-in/abc"), "/sign-in/…");
        assert_eq!(masked("/sign-in"), "/sign-in");
    }
}
