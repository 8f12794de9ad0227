//! How a resource registers its routes: each with the one right that it asks for, and none without.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware;
use axum::routing::{self, MethodRouter};

use super::App;
use super::access::{self, Gate};
use crate::domain::access::Right;

/// Most that a form may bring. A page of long texts stays far under it.
const FORM_BYTES: usize = 512 * 1024;
/// Most that an uploaded file may bring that is held in memory, and one that is not.
pub const UPLOAD_BYTES: usize = 32 * 1024 * 1024;
pub const LARGE_UPLOAD_BYTES: usize = 200 * 1024 * 1024;

/// A route as the table of rights shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub right: Right,
}

/// Routes with their rights. There is no way to add a route without one.
#[derive(Default)]
pub struct Routes(Vec<(Route, MethodRouter<App>)>);

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// A page; HEAD is answered too.
    pub fn get<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with(Method::GET, path, right, routing::get(handler))
    }

    /// A form that changes something.
    pub fn post<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let method = routing::post(handler).layer(DefaultBodyLimit::max(FORM_BYTES));
        self.with(Method::POST, path, right, method)
    }

    /// A form that brings a file.
    pub fn upload<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let method = routing::post(handler).layer(DefaultBodyLimit::max(UPLOAD_BYTES));
        self.with(Method::POST, path, right, method)
    }

    /// A form that brings a file which may be large, and is not held.
    pub fn large_upload<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let most = DefaultBodyLimit::max(LARGE_UPLOAD_BYTES + FORM_BYTES);
        self.with(
            Method::POST,
            path,
            right,
            routing::post(handler).layer(most),
        )
    }

    /// The routes of another resource as well.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// All of them, for the test that sends every role to every route.
    pub fn list(&self) -> Vec<Route> {
        self.0.iter().map(|(route, _)| route.clone()).collect()
    }

    fn with(
        mut self,
        method: Method,
        path: &'static str,
        right: Right,
        handler: MethodRouter<App>,
    ) -> Self {
        let route = Route {
            method,
            path,
            right,
        };
        self.0.push((route, handler));
        self
    }

    /// The router, with the gate of its right before each handler.
    pub(super) fn into_router(self, app: &App) -> Router<App> {
        self.0
            .into_iter()
            .fold(Router::new(), |router, (route, handler)| {
                let gate = Gate {
                    app: app.clone(),
                    right: route.right,
                };
                // A page of a client or of nobody needs no gate, and should not pay for one.
                let handler = match route.right {
                    Right::Public | Right::Client => handler,
                    _ => handler.route_layer(middleware::from_fn_with_state(gate, access::pass)),
                };
                router.route(route.path, handler)
            })
    }
}
