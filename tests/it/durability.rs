//! What was acknowledged is stored, once and whole, whatever becomes of the program.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use peil::clock::Clock;
use peil::domain::form::field_name;
use peil::domain::protocol::PrivacyMode;
use peil::domain::survey::{ItemKind, Page, Survey};
use peil::store::Database;
use peil::store::invitations::Invitation;
use reqwest::StatusCode;
use reqwest::redirect::Policy;
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::app::TestApp;
use crate::support::program::Program;

/// So many clients answer at a time.
const AT_ONCE: usize = 24;
const CLIENTS: usize = 480;
/// The program is killed each time so many more were thanked.
const KILLED_AT: [usize; 3] = [60, 180, 300];

/// A client under way: which page comes next, and the form as it was sent and may have to be again.
#[derive(Clone)]
struct Respondent {
    number: usize,
    link: String,
    page: usize,
    sent: Option<Vec<(String, String)>>,
}

/// What the clients know for certain: the server said so.
#[derive(Default)]
pub struct Ledger {
    waiting: VecDeque<Respondent>,
    thanked: Vec<usize>,
    /// Pages that were taken in, by client.
    saved: BTreeMap<usize, usize>,
    repeated: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_submission_is_lost_when_the_program_is_killed_under_load() {
    let app = TestApp::start().await;
    // The program lives in the present, and in an open wave.
    app.app.clock.set(Clock::System.now() - TimeDelta::days(1));
    let open = app
        .open_wave_for(PrivacyMode::Confidential, CLIENTS, None)
        .await;
    app.app.db.clone().close().await.unwrap();

    let survey = Arc::new(open.survey);
    let ledger = waiting_for(open.links);
    for thanked in KILLED_AT {
        let program = Program::serve(&app.url).await;
        let clients = set_out(&ledger, &survey, &program.address);
        until_thanked(&ledger, thanked).await;
        program.kill();
        clients.join_all().await;
        assert!(
            ledger.lock().unwrap().thanked.len() < CLIENTS,
            "killed when all was over"
        );
        check(&app.url, &ledger, &survey, &open.invitations).await;
    }
    let program = Program::serve(&app.url).await;
    set_out(&ledger, &survey, &program.address).join_all().await;
    drop(program);
    assert_eq!(
        ledger.lock().unwrap().thanked.len(),
        CLIENTS,
        "everybody gets through in the end"
    );
    assert!(
        ledger.lock().unwrap().repeated > 0,
        "nothing was under way at any kill"
    );
    check(&app.url, &ledger, &survey, &open.invitations).await;
}

/// As many clients as there are links, of whom nobody has begun.
pub fn waiting_for(links: Vec<String>) -> Arc<Mutex<Ledger>> {
    let respondents = links.into_iter().enumerate();
    let waiting = respondents.map(|(number, link)| Respondent {
        number,
        link,
        page: 1,
        sent: None,
    });
    Arc::new(Mutex::new(Ledger {
        waiting: waiting.collect(),
        ..Ledger::default()
    }))
}

impl Ledger {
    /// How many know that all they answered was taken in.
    pub fn thanked(&self) -> usize {
        self.thanked.len()
    }
}

/// Clients that answer one after the other, [`AT_ONCE`] at a time, until none waits or the server
/// is gone.
pub fn set_out(ledger: &Arc<Mutex<Ledger>>, survey: &Arc<Survey>, address: &str) -> JoinSet<()> {
    let mut clients = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (ledger, survey, address) = (ledger.clone(), survey.clone(), address.to_owned());
        clients.spawn(async move {
            let http = reqwest::Client::builder()
                .redirect(Policy::none())
                .build()
                .unwrap();
            loop {
                let Some(mut client) = ledger.lock().unwrap().waiting.pop_front() else {
                    return;
                };
                if answer(&http, &address, &survey, &ledger, &mut client)
                    .await
                    .is_err()
                {
                    ledger.lock().unwrap().waiting.push_back(client);
                    return; // the server is gone
                }
            }
        });
    }
    clients
}

/// Fills in what is left, page by page. A form that got no answer is sent again as it was.
async fn answer(
    http: &reqwest::Client,
    address: &str,
    survey: &Survey,
    ledger: &Mutex<Ledger>,
    client: &mut Respondent,
) -> Result<(), reqwest::Error> {
    while client.page <= survey.pages.len() {
        let url = format!("{address}{}/{}", client.link, client.page);
        if client.sent.is_none() {
            let shown = http
                .get(&url)
                .send()
                .await?
                .error_for_status()?
                .text()
                .await?;
            client.sent = Some(fill_in(
                &shown,
                &survey.pages[client.page - 1],
                client.number,
            ));
        } else {
            ledger.lock().unwrap().repeated += 1;
        }
        let sent = http
            .post(&url)
            .header("sec-fetch-site", "same-origin")
            .form(&client.sent);
        let answer = sent.send().await?;
        if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
            continue; // too busy, and says so: nothing was acknowledged
        }
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{url}");
        let to = answer.headers()["location"].to_str().unwrap();
        let last = client.page == survey.pages.len();
        assert_eq!(to.contains("/thanks"), last, "{url} leads to {to}");
        let mut ledger = ledger.lock().unwrap();
        if last {
            ledger.thanked.push(client.number);
        } else {
            ledger.saved.insert(client.number, client.page);
        }
        (client.page, client.sent) = (client.page + 1, None);
    }
    Ok(())
}

/// The hidden fields as the page has them, and an answer to every item.
fn fill_in(shown: &str, page: &Page, number: usize) -> Vec<(String, String)> {
    let hidden = ["key", "rev", "lang"].map(|name| {
        let marker = format!("name=\"{name}\" value=\"");
        let at = shown.find(&marker).expect("the form has its hidden fields") + marker.len();
        let value = shown[at..].split('"').next().unwrap();
        (name.to_owned(), value.to_owned())
    });
    let answers = page.items.iter().map(|item| {
        let answer = answer_to(&item.kind, number);
        let answer = answer
            .as_str()
            .map_or_else(|| answer.to_string(), str::to_owned);
        (field_name(&item.code), answer)
    });
    hidden
        .into_iter()
        .chain(answers)
        .chain([("go".to_owned(), "next".to_owned())])
        .collect()
}

/// What client `number` answers: another thing than the one before, so that a mix-up shows.
fn answer_to(kind: &ItemKind, number: usize) -> Value {
    match kind {
        ItemKind::Scale { low, high, .. } => {
            let steps = usize::from(high - low) + 1;
            json!(usize::from(*low) + number % steps)
        }
        ItemKind::SingleChoice { options } | ItemKind::MultipleChoice { options, .. } => {
            json!(options[number % options.len()].code)
        }
        ItemKind::YesNo => json!(["yes", "no"][number % 2]),
        ItemKind::ShortText { .. } | ItemKind::LongText { .. } => {
            json!(format!("Client {number}."))
        }
        _ => panic!("the case asks nothing of this kind"),
    }
}

async fn until_thanked(ledger: &Mutex<Ledger>, wanted: usize) {
    for _ in 0..12_000 {
        if ledger.lock().unwrap().thanked.len() >= wanted {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!(
        "only {} of {wanted} were thanked in a minute",
        ledger.lock().unwrap().thanked.len()
    );
}

/// Holds the database against the ledger, with the program out of the way.
pub async fn check(url: &str, ledger: &Mutex<Ledger>, survey: &Survey, invitations: &[Invitation]) {
    let db = Database::open(url).await.unwrap();
    let stored = stored(&db).await;
    let handed_in = handed_in(&db).await;
    db.close().await.unwrap();
    let ledger = ledger.lock().unwrap();
    let mut complete = 0;
    for (number, invitation) in invitations.iter().enumerate() {
        let of_client: Vec<&Stored> = stored
            .iter()
            .filter(|one| one.invitation == invitation.id)
            .collect();
        assert!(
            of_client.len() <= 1,
            "client {number} is stored {} times",
            of_client.len()
        );
        let whole = of_client.first().is_some_and(|one| one.state == "complete");
        let thanked = ledger.thanked.contains(&number);
        assert!(whole || !thanked, "client {number} was thanked and is lost");
        assert_eq!(
            handed_in.contains(&invitation.id),
            whole,
            "client {number} is half handed in"
        );
        complete += usize::from(whole);
        let known = ledger.saved.get(&number).copied().unwrap_or(0);
        let pages = match of_client.first() {
            None => 0,
            Some(one) => whole_pages(one, survey, number),
        };
        assert!(
            pages >= known,
            "client {number} had saved {known} pages and has {pages}"
        );
    }
    assert!(complete >= ledger.thanked.len() && ledger.thanked.len() <= invitations.len());
}

/// How many pages of the client's answers are stored; anything but whole pages, as they were sent,
/// fails.
fn whole_pages(stored: &Stored, survey: &Survey, number: usize) -> usize {
    let mut expected = BTreeMap::new();
    for pages in 1..=survey.pages.len() {
        for item in &survey.pages[pages - 1].items {
            expected.insert(item.code.clone(), answer_to(&item.kind, number));
        }
        if expected == stored.answers {
            return pages;
        }
    }
    panic!(
        "client {number} is stored half or wrong: {:?}",
        stored.answers
    )
}

struct Stored {
    invitation: Uuid,
    state: String,
    /// Comments among them, which have a table of their own once they are handed in.
    answers: BTreeMap<String, Value>,
}

async fn stored(db: &Database) -> Vec<Stored> {
    let mut comments: BTreeMap<Uuid, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(db, "select response_id, item, text from comment").await {
        let comment = (
            row.try_get_by_index(1).unwrap(),
            row.try_get_by_index(2).unwrap(),
        );
        comments
            .entry(row.try_get_by_index(0).unwrap())
            .or_default()
            .push(comment);
    }
    let responses = rows(db, "select id, invitation_id, state, answers from response").await;
    let mut stored = Vec::new();
    for row in responses {
        let id: Uuid = row.try_get_by_index(0).unwrap();
        let mut document: Value = row.try_get_by_index(3).unwrap();
        // A draft keeps beside its answers at which of its changes each was given.
        if document.get("revs").is_some() {
            document = document["answers"].take();
        }
        let mut answers: BTreeMap<String, Value> = serde_json::from_value(document).unwrap();
        for (item, text) in comments.remove(&id).unwrap_or_default() {
            let twice = answers.insert(item, json!(text));
            assert_eq!(twice, None, "a comment is an answer as well");
        }
        stored.push(Stored {
            invitation: row.try_get_by_index(1).unwrap(),
            state: row.try_get_by_index(2).unwrap(),
            answers,
        });
    }
    assert!(comments.is_empty(), "comments without a response");
    stored
}

async fn handed_in(db: &Database) -> BTreeSet<Uuid> {
    let rows = rows(
        db,
        "select id from invitation where submitted_at is not null",
    )
    .await;
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn rows(db: &Database, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.reader.get_database_backend(), sql);
    db.reader.query_all_raw(statement).await.unwrap()
}
