//! What every handler shares.

use std::collections::HashMap;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::{Arc, RwLock};

use chrono::TimeDelta;
use uuid::Uuid;

use super::asking::Asking;
use super::evaluation::Evaluated;
use super::limits::Limiter;
use super::remembered::Remembered;
use super::reports::{Asked, Basis, Written};
use super::views::Settled;
use crate::clock::Clock;
use crate::domain::link::LinkKey;
use crate::store::{Database, Writer};

/// What the operator decided that pages depend on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address that people see, `https://peil.example`, without a slash at the end.
    pub public_url: String,
    /// Whether mail goes out by itself; otherwise links are handed over and mail waits in the
    /// outbox.
    pub sends_mail: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Settings {
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Cookies travel over TLS only, except where everything stays on one machine.
    pub fn secure_cookies(&self) -> bool {
        let stays_here = match self.host() {
            "localhost" => true,
            host => host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        };
        !(self.origin().starts_with("http://") && stays_here)
    }

    /// The name of the machine, without scheme and port.
    pub fn host(&self) -> &str {
        let (_, rest) = self.origin().split_once("://").unwrap_or_default();
        match rest.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or_default(),
            None => rest.split(':').next().unwrap_or_default(),
        }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        let host = self.public_url.find("://").map_or(0, |at| at + 3);
        self.public_url[host..]
            .find('/')
            .map_or(&self.public_url, |at| &self.public_url[..host + at])
    }
}

/// Cheap to clone: every request has one.
#[derive(Clone)]
pub struct App(Arc<Shared>);

pub struct Shared {
    pub db: Database,
    pub clock: Clock,
    pub settings: Settings,
    pub link_key: LinkKey,
    pub writer: Writer,
    /// By wave.
    pub(super) asking: RwLock<HashMap<Uuid, Arc<Asking>>>,
    /// By programme.
    pub(super) evaluations: Remembered<Uuid, Option<Arc<Evaluated>>>,
    pub(super) reports: Remembered<Asked, Arc<Written>>,
    pub(super) bases: Remembered<Settled, Arc<Basis>>,
    /// One unknown link from one address.
    pub(super) unknown_links: Limiter<(IpAddr, [u8; 32])>,
    /// All unknown links from one address.
    pub(super) guesses: Limiter<IpAddr>,
    /// Codes of letters that were typed at one address.
    pub(super) codes: Limiter<IpAddr>,
}

impl App {
    pub fn new(
        db: Database,
        clock: Clock,
        settings: Settings,
        link_key: LinkKey,
        writer: Writer,
    ) -> Self {
        Self(Arc::new(Shared {
            db,
            clock,
            settings,
            link_key,
            writer,
            asking: RwLock::default(),
            evaluations: Remembered::new(16),
            reports: Remembered::new(6),
            bases: Remembered::new(6),
            unknown_links: Limiter::new(10, TimeDelta::minutes(1)),
            guesses: Limiter::new(60, TimeDelta::minutes(1)),
            codes: Limiter::new(20, TimeDelta::minutes(1)),
        }))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(public_url: &str) -> Settings {
        Settings {
            public_url: public_url.to_owned(),
            sends_mail: false,
            trusted_proxies: Vec::new(),
        }
    }

    #[test]
    fn cookies_are_secure_but_on_plain_http_to_this_machine() {
        for (url, secure) in [
            ("https://peil.example", true),
            ("http://peil.example", true),
            ("http://10.0.0.1:8080", true),
            ("http://127.0.0.1:8080", false),
            ("http://localhost:8080", false),
            ("http://[::1]:8080", false),
            ("http://localhost.example", true),
        ] {
            assert_eq!(settings(url).secure_cookies(), secure, "{url}");
        }
    }

    #[test]
    fn origin_and_host_of_an_address_leave_the_rest_out() {
        assert_eq!(settings("https://a.example:80/peil").host(), "a.example");
        assert_eq!(settings("http://[::1]:80").host(), "::1");
        assert_eq!(
            settings("https://a.example/peil").origin(),
            "https://a.example"
        );
        assert_eq!(settings("http://[::1]:80").origin(), "http://[::1]:80");
    }
}
