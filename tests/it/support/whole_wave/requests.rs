//! A wave by requests to the router.

use axum::http::StatusCode;

use super::Hands;
use crate::support::app::{Answer, Browser, TestApp};

pub struct Requests {
    staff: Browser,
    client: Browser,
}

impl Requests {
    pub fn of(app: &TestApp) -> Self {
        Self {
            staff: app.browser(),
            client: app.browser(),
        }
    }

    async fn save(&mut self, path: &str, form: &str) {
        let answer = self.staff.post(path, form).await;
        let (status, body) = (answer.status, answer.body);
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {body}");
    }

    /// Fills a page of a survey in and goes on; where that leads.
    async fn fill_in(&mut self, address: &str) -> String {
        let page = self.client.get(path(address)).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.body);
        let (action, form) = filled_in(&page);
        let saved = self.client.post(&action, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        saved.location().to_owned()
    }
}

impl Hands for Requests {
    async fn sign_in(&mut self, link: &str) {
        let answer = self.staff.post(link, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    async fn look(&mut self, path: &str) -> String {
        let page = self.staff.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        page.body
    }

    async fn plan(&mut self, path: &str, segments: &[String], opens: &str, closes: &str) {
        let segments: Vec<String> = segments
            .iter()
            .map(|one| format!("segment={one}"))
            .collect();
        let form = format!(
            "{}&privacy=confidential&sampling=census&seed=1&send=yes&rest=0&quota=\
             &opens={opens}&closes={closes}&go=keep",
            segments.join("&")
        );
        self.save(path, &form).await;
    }

    async fn plan_reminders(&mut self, path: &str, after: [u32; 2]) {
        let hours = "from=09:00&until=17:00&day=0&day=1&day=2&day=3&day=4";
        let [first, second] = after;
        let form = format!("after1={first}&after2={second}&after3=&{hours}");
        self.save(path, &form).await;
    }

    async fn hand_in(&mut self, link: &str) {
        let mut at = format!("{link}/1");
        for _ in 0..10 {
            at = self.fill_in(&at).await;
            if at.contains("/thanks") {
                return;
            }
        }
        panic!("{link} has no end, or does not go on from {at}");
    }

    async fn begin(&mut self, link: &str) {
        let next = self.fill_in(&format!("{link}/1")).await;
        assert!(next.contains("/2"), "{next}");
    }

    async fn want_no_mail(&mut self, stop_link: &str) {
        let answer = self.client.post(path(stop_link), "scope=survey").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

/// Of an address what the router knows.
fn path(address: &str) -> &str {
    address.find("/r/").map_or(address, |at| &address[at..])
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let marker = format!(" {name}=\"");
    let at = tag.find(&marker)? + marker.len();
    tag[at..].split('"').next()
}

/// Where the form of a page goes and what it says when every choice is made: the 4 of a scale, or
/// the last that is offered.
fn filled_in(page: &Answer) -> (String, String) {
    let form = page.body.split("id=\"sheet\"").nth(1).expect("a form");
    let tag = page
        .body
        .split("<form")
        .find(|tag| tag.contains("id=\"sheet\""));
    let action = attribute(tag.expect("a form"), "action").expect("it goes somewhere");
    let form = form.split("</form>").next().unwrap_or(form);
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for tag in form.split("<input").skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let (Some(name), Some(value)) = (attribute(tag, "name"), attribute(tag, "value")) else {
            continue;
        };
        let chosen = fields.iter_mut().find(|field| field.0 == name);
        match (attribute(tag, "type"), chosen) {
            (Some("hidden"), _) | (Some("radio"), None) => fields.push((name, value)),
            (Some("radio"), Some(chosen)) if chosen.1 != "4" && value != "-na-" => chosen.1 = value,
            _ => {}
        }
    }
    fields.push(("go", "next"));
    let mut form = reqwest::Url::parse("http://localhost").unwrap();
    form.query_pairs_mut().extend_pairs(fields);
    (action.to_owned(), form.query().unwrap().to_owned())
}
