//! The real router on a fresh, migrated database, with a clock that tests move.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::{DateTime, TimeZone, Utc};
use peil::clock::Clock;
use peil::domain::access::{Days, Role};
use peil::domain::language::{Language, Text};
use peil::domain::link::LinkKey;
use peil::store::accounts::{self, Account, NewAccount};
use peil::store::audit::Actor;
use peil::store::programmes::{self, NewProgramme, Programme};
use peil::store::sessions::Purpose;
use peil::store::{Database, Writer};
use peil::web::{self, App, Settings};
use tower::ServiceExt;

use super::database::TestDatabase;

pub struct TestApp {
    pub app: App,
    pub router: Router,
    /// Where its database is.
    pub url: String,
    _database: TestDatabase,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where it leads.
    #[track_caller]
    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }
}

impl TestApp {
    pub async fn start() -> Self {
        let database = TestDatabase::empty().await;
        let db = Database::open(&database.url).await.unwrap();
        db.migrate().await.unwrap();
        let settings = Settings {
            public_url: "http://localhost:8080".to_owned(),
            sends_mail: false,
            trusted_proxies: Vec::new(),
        };
        let clock = Clock::fixed(Self::morning());
        let (writer, _) = Writer::start(db.clone());
        let app = App::new(db, clock, settings, LinkKey::new(1, [7; 32]), writer);
        Self {
            router: web::router(app.clone()),
            app,
            url: database.url.clone(),
            _database: database,
        }
    }

    pub fn morning() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 10, 5, 8, 0, 0).unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Moves the clock.
    pub fn later(&self, by: chrono::TimeDelta) {
        self.app.clock.set(self.now() + by);
    }

    pub async fn programme(&self, slug: &str) -> Programme {
        let tx = self.app.db.begin().await.unwrap();
        let new = NewProgramme {
            slug: slug.to_owned(),
            title: Text::both(&format!("Traject {slug}"), &format!("Programme {slug}")),
            time_zone: "Europe/Amsterdam".to_owned(),
            lanes: 1,
        };
        let actor = Actor::program("test");
        let programme = programmes::create(&tx, &actor, &new, self.now()).await;
        tx.commit().await.unwrap();
        programme.unwrap()
    }

    /// An account without a password, named after its address.
    pub async fn account(&self, email: &str) -> Account {
        let new = NewAccount {
            email: email.to_owned(),
            name: email.split('@').next().unwrap().to_owned(),
            language: Language::english(),
            administrator: false,
        };
        let tx = self.app.db.begin().await.unwrap();
        let actor = Actor::program("test");
        let account = accounts::create(&tx, &actor, &new, self.now()).await;
        tx.commit().await.unwrap();
        account.unwrap()
    }

    pub async fn grant(&self, account: &Account, programme: &Programme, role: Role) {
        self.grant_for(account, programme, role, Days::default())
            .await;
    }

    /// The role for these days.
    pub async fn grant_for(
        &self,
        account: &Account,
        programme: &Programme,
        role: Role,
        days: Days,
    ) {
        let (actor, now) = (Actor::program("test"), self.now());
        let tx = self.app.db.begin().await.unwrap();
        if role.is_for_all_programmes() {
            accounts::set_administrator(&tx, &actor, account, true, now)
                .await
                .unwrap();
        } else {
            accounts::grant(&tx, &actor, account, programme, role, days, now)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Somebody with this role in the programme, signed in.
    pub async fn signed_in_as(&self, role: Role, programme: &Programme) -> Browser {
        let account = self.account(&format!("{}@example.org", role.code())).await;
        self.grant(&account, programme, role).await;
        self.signed_in(&account).await
    }

    pub async fn signed_in(&self, account: &Account) -> Browser {
        let link = self.link(account, Purpose::SignIn).await;
        let mut browser = self.browser();
        let answer = browser.post(&link, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// The path of a one-time link.
    pub async fn link(&self, account: &Account, purpose: Purpose) -> String {
        let tx = self.app.db.begin().await.unwrap();
        let link = web::sessions::offer_link(&tx, account.id, purpose, self.now()).await;
        tx.commit().await.unwrap();
        link.unwrap()
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            language: "en",
        }
    }
}

/// Keeps cookies as a browser does, and follows nothing by itself.
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Posts a form as one of our own pages does.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form.to_owned()))
            .unwrap();
        self.send(request).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        headers.insert(header::ACCEPT_LANGUAGE, self.language.parse().unwrap());
        headers.insert(header::HOST, "localhost:8080".parse().unwrap());
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let (parts, body) = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body.into(),
        }
    }
}
