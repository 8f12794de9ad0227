//! The walk down from a figure: to its parameter, its answers, months or statements, and to the files
//! and invitations that they came from; as far as the role goes, and nowhere into a dead end.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use peil::cli::load::load;
use peil::domain::access::Role;
use peil::store::audit::Actor;

use crate::report::case::FILES;
use crate::support::app::{Browser, TestApp};

const WAVE: &str = "/programmes/servicedesk/waves/1";

/// Where a page leads to inside the programme; a link below the wave is written from the report.
fn links(body: &str) -> BTreeSet<String> {
    let (_, main) = body.split_once("<main").unwrap();
    let all = main.split("href=\"").skip(1);
    let all = all.filter_map(|rest| rest.split('"').next());
    all.filter_map(|link| match link {
        link if link.starts_with("/programmes/") => Some(link.to_owned()),
        link if link.starts_with("evidence") => Some(format!("{WAVE}/{link}")),
        _ => None,
    })
    .collect()
}

async fn page(browser: &mut Browser, rest: &str) -> String {
    let answer = browser.get(&format!("{WAVE}/{rest}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{rest}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn every_figure_leads_down_to_where_it_came_from() {
    let app = TestApp::start().await;
    let folder = peil::import::folder::read(&FILES).unwrap();
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder, &FILES, app.now());
    let programme = programme.await.unwrap();
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut rea = app.signed_in_as(Role::Reader, &programme).await;
    eva.post(&format!("{WAVE}/snapshots"), "").await;

    let report = links(&page(&mut eva, "report").await);
    for figure in ["evidence", "evidence/P01", "evidence/P10"] {
        let link = format!("{WAVE}/{figure}");
        assert!(report.contains(&link), "{link}: {report:?}");
    }
    let index = page(&mut rea, "evidence").await;
    assert!(
        index.contains("P18 Complaints per 1,000 requests"),
        "{index}"
    );

    // A survey parameter: the question, how it was answered, who was invited.
    let satisfied = page(&mut eva, "evidence/P01").await;
    for part in ["how satisfied are you", ">225<", "45\u{a0}%", "no answer"] {
        assert!(satisfied.contains(part), "{part}: {satisfied}");
    }
    // A registration: its months, with what was counted.
    let solved = page(&mut eva, "evidence/P10").await;
    assert!(
        solved.contains("okt 2025") || solved.contains("Oct 2025"),
        "{solved}"
    );
    assert!(solved.contains(">703<") && solved.contains("measurements.csv"));
    // Interviews: the themes, and what was said, for whoever codes it.
    let spoken = page(&mut eva, "evidence/P08").await;
    let theme = links(&spoken)
        .into_iter()
        .find(|link| link.contains("/themes/"))
        .unwrap();
    let said = &folder.evidence().statements;
    let first = eva.get(&theme).await.body;
    let is_told = |body: &str| said.iter().any(|one| body.contains(&one.text));
    assert!(is_told(&first), "{first}");
    let read = rea.get(&theme).await.body;
    assert!(
        !is_told(&read) && read.contains("only by those who note"),
        "{read}"
    );

    for browser in [&mut eva, &mut rea] {
        let mut seen = BTreeSet::new();
        for rest in [
            "evidence",
            "evidence/P01",
            "evidence/P08",
            "evidence/P10",
            "evidence/P14",
        ] {
            seen.extend(links(&page(browser, rest).await));
        }
        assert!(seen.len() > 20, "{seen:?}");
        for link in seen {
            assert_eq!(browser.get(&link).await.status, StatusCode::OK, "{link}");
        }
    }
    for unknown in ["evidence/P99", "themes/none"] {
        let answer = eva.get(&format!("{WAVE}/{unknown}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}
