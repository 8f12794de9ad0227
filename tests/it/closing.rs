//! The end of a programme: what must be done first, what stays, and that nothing changes any more.

use std::io::{Cursor, Read};

use axum::http::{Method, StatusCode};
use peil::cli::load::load;
use peil::domain::access::Role;
use peil::report::archive::verify;
use peil::store::audit::{self, Actor};
use peil::store::programmes;
use zip::ZipArchive;

use crate::access::{address, ask};
use crate::report::case::FILES;
use crate::support::app::{Browser, TestApp};

const OWN: &str = "/programmes/servicedesk";
const CLOSING: &str = "/programmes/servicedesk/closing";

async fn done(browser: &mut Browser, path: &str, form: &str) {
    let answer = browser.post(&format!("{OWN}/{path}"), form).await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{path}: {}",
        answer.body
    );
}

/// The example evaluated, accepted and decided on, with one adjustment that goes on after it.
async fn decided(eva: &mut Browser, max: &mut Browser) {
    let adjustment = "title=Channel+for+field+staff&kind=agreements&cause=segment&cause_code=BO\
        &parameter=P01&owner_name=O.+Wner&owner_email=owner%40waterhoven.example&due_on=2027-03-01";
    done(eva, "waves/1/snapshots", "").await;
    done(eva, "adjustments", adjustment).await;
    done(eva, "waves/1/snapshots/final", "").await;
    done(max, "waves/1/snapshots/acceptance", "name=Max&remarks=").await;
    let impose = "charter=H1&ruling=impose&name=Max&reason=Agreed+beforehand";
    done(max, "waves/1/sanctions", impose).await;
    for subject in ["premises", "closing", "next_wave"] {
        let decision = format!("subject={subject}&decision=agree&name=Max&remarks=");
        done(max, "waves/1/decisions", &decision).await;
    }
}

/// The archive with one bit of the contents of each of its files turned over, and which file that is.
fn damaged(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let file = zip.by_index(at).unwrap();
        let middle = file.data_start().unwrap() + file.compressed_size() / 2;
        let mut changed = archive.to_vec();
        changed[usize::try_from(middle).unwrap()] ^= 1;
        all.push((file.name().unwrap().into_owned(), changed));
    }
    all
}

/// The files of an archive in which an address stands of anybody: of those there are in the case, and
/// of any of the example's domain.
fn addressed(archive: &[u8]) -> Vec<String> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut found = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if text.contains("@waterhoven") || text.contains("mailto:") {
            found.push(file.name().unwrap().into_owned());
        }
    }
    found
}

#[tokio::test]
async fn a_programme_is_closed_with_a_sealed_archive_and_refuses_every_change_from_then_on() {
    let app = TestApp::start().await;
    let folder = peil::import::folder::read(&FILES).unwrap();
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder, &FILES, app.now());
    let programme = programme.await.unwrap();
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let form = "name=M.+Besluit&remarks=Staff+hear+it+on+Monday&erase_on=2028-10-01";
    let early = max.post(CLOSING, form).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("Nothing was closed"));
    assert!(
        early.body.contains("Staff hear it on Monday") && early.body.contains("2028-10-01"),
        "what was typed comes back: {}",
        early.body
    );
    decided(&mut eva, &mut max).await;
    let page = max.get(CLOSING).await.body;
    assert!(page.contains("Channel for field staff") && page.contains("O. Wner"));
    assert_eq!(max.post(CLOSING, form).await.status, StatusCode::SEE_OTHER);

    let archive = max.get(&format!("{CLOSING}/archive")).await.bytes;
    let checked = verify(&archive).unwrap();
    assert_eq!(checked.wrong, Vec::<String>::new());
    let page = max.get(CLOSING).await.body;
    assert!(page.contains(&checked.hash) && page.contains(&format!("{CLOSING}/archive")));
    assert_eq!(addressed(&archive), Vec::<String>::new());
    let mut zip = ZipArchive::new(Cursor::new(&archive)).unwrap();
    let mut list = String::new();
    let mut seal = zip.by_name("SHA256SUMS").unwrap();
    seal.read_to_string(&mut list).unwrap();
    for part in [
        "protocol-version1.toml",
        "snapshot-wave1.json",
        "wave1/survey-satisfaction.json",
        "wave1/management-nl.html",
        "wave1/answers-counted.csv",
        "wave1/data-dictionary.csv",
    ] {
        assert!(list.contains(part), "{part} is missing:\n{list}");
    }
    for (name, changed) in damaged(&archive) {
        match verify(&changed) {
            Ok(checked) => assert!(
                checked.wrong.contains(&name) || name == "SHA256SUMS" && !checked.wrong.is_empty(),
                "{name}: {:?}",
                checked.wrong
            ),
            Err(error) => assert_eq!(name, "SHA256SUMS", "{error}"),
        }
    }

    refuses_all(&app, &mut max).await;
}

/// Every form of a programme, by whoever still has a role and by an administrator.
async fn refuses_all(app: &TestApp, max: &mut Browser) {
    let db = &app.app.db.reader;
    let closed = programmes::by_slug(db, "servicedesk").await.unwrap();
    let events = audit::newest(db, Some(&closed), None, 1_000).await.unwrap();
    let account = app.account("ada@example.org").await;
    app.grant(&account, &closed, Role::Administrator).await;
    let mut ada = app.signed_in(&account).await;
    let mut changing = peil::web::routes().list();
    changing.retain(|route| route.method == Method::POST && route.path.contains("{slug}"));
    // Taking back a link gives nothing away, and may be needed for ever.
    changing.retain(|route| !route.path.ends_with("/revocation"));
    let mut asked = 0;
    for route in &changing {
        for (browser, role) in [(&mut *max, Role::Manager), (&mut ada, Role::Administrator)] {
            if !role.allows(route.right) {
                continue;
            }
            let answer = ask(browser, route, "servicedesk").await;
            let path = address(route, "servicedesk");
            assert_eq!(answer.status, StatusCode::CONFLICT, "{path}");
            assert!(answer.body.contains("This programme is closed"), "{path}");
            asked += 1;
        }
    }
    assert!(asked >= changing.len() && asked > 50, "{asked}");
    let after = audit::newest(db, Some(&closed), None, 1_000).await.unwrap();
    assert_eq!(events.len(), after.len(), "something was changed");
}
