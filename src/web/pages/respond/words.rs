//! The sentences of a page that never change, looked up once: a page has some twenty of them, and
//! looking them up for each would cost more than writing the page.

use std::sync::LazyLock;

use crate::domain::language::Language;
use crate::texts::t;
use crate::web::components::words::page_language;

pub struct Words {
    pub back: String,
    pub error_title: String,
    pub kept: String,
    pub language: String,
    pub next: String,
    pub no: String,
    pub not_applicable: String,
    pub not_sent_yet: String,
    pub privacy: String,
    pub privacy_cookies: String,
    pub required: String,
    pub saved: String,
    pub saved_now: String,
    pub send: String,
    pub several: String,
    pub dont_know: String,
    pub rank_all: String,
    pub specify: String,
    pub review: String,
    pub saved_by_itself: String,
    pub not_saved: String,
    /// Questions came or went, as the script says it: one and several of each, as JSON.
    pub changed: String,
    pub yes: String,
}

static DUTCH: LazyLock<Words> = LazyLock::new(|| Words::new(&Language::dutch()));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(&Language::english()));

impl Words {
    pub fn of(language: &Language) -> &'static Self {
        match page_language(language) {
            "nl" => &DUTCH,
            _ => &ENGLISH,
        }
    }

    fn new(language: &Language) -> Self {
        Self {
            back: t(language, "client-back"),
            error_title: t(language, "client-error-title"),
            kept: t(language, "client-error-kept"),
            language: t(language, "client-language"),
            next: t(language, "client-next"),
            no: t(language, "client-no"),
            not_applicable: t(language, "client-not-applicable"),
            not_sent_yet: t(language, "client-not-sent-yet"),
            privacy: t(language, "client-privacy"),
            privacy_cookies: t(language, "client-privacy-cookies"),
            required: t(language, "client-required"),
            saved: t(language, "client-saved"),
            saved_now: t(language, "client-saved-now"),
            send: t(language, "client-send"),
            several: t(language, "client-several"),
            dont_know: t(language, "client-dont-know"),
            rank_all: t(language, "client-rank-all"),
            specify: t(language, "client-specify"),
            review: t(language, "client-review-go"),
            saved_by_itself: t(language, "client-saved-by-itself"),
            not_saved: t(language, "client-not-saved"),
            changed: serde_json::json!([
                [
                    t(language, "client-more"),
                    t(language, "client-more-several")
                ],
                [
                    t(language, "client-fewer"),
                    t(language, "client-fewer-several")
                ],
            ])
            .to_string(),
            yes: t(language, "client-yes"),
        }
    }
}
