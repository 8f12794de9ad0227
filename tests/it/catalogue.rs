//! Clusters, services and agreements as a file, by the road of all files: looked at row by row, taken
//! in, taken out again; and an amendment of a frozen protocol, up to the report that judges by it.

use std::process::Command;

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::protocol::Protocol;
use peil::store::programmes::Programme;
use peil::store::{batches, protocols};

use super::import_road::bring;
use super::taking_in::with_example;
use crate::support::app::{Browser, TestApp};

const IMPORTS: &str = "/programmes/servicedesk/imports";

async fn versions(app: &TestApp, programme: &Programme) -> usize {
    let history = protocols::history(&app.app.db.reader, programme.id).await;
    history.unwrap().len()
}

async fn newest(app: &TestApp, programme: &Programme) -> protocols::ProtocolVersion {
    let newest = protocols::current(&app.app.db.reader, programme.id).await;
    newest.unwrap().unwrap()
}

async fn batch(app: &TestApp, programme: &Programme) -> String {
    let all = batches::of_programme(&app.app.db.reader, programme.id).await;
    all.unwrap()[0].id.to_string()
}

/// The address of the preview, and the page.
async fn look(browser: &mut Browser, kind: &str, file: &str) -> (String, String) {
    let answer = bring(browser, kind, None, file.as_bytes()).await;
    let preview = answer.location().to_owned();
    let page = browser.get(&preview).await.body;
    (preview, page)
}

const FILE: &str = "Code;Cluster;Naam nl;Naam en;Wijze van afhandelen;Backoffice;Werk in uren\n\
    C1-01;C1;Werkplek inrichten;Set up workplace;Both;Backoffice Werkplek;2,5\n\
    C1-09;C1;Lamp;Lamp;Frontoffice;Backoffice Werkplek;\n";

#[tokio::test]
async fn services_come_from_a_file_as_an_amendment_and_go_again() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let current = format!("{IMPORTS}/services/current.csv");
    let current = eva.get(&current).await.body;
    assert!(
        current.starts_with("code,cluster,name.nl,name.en,handling,"),
        "{current}"
    );
    assert_eq!(current.lines().count(), 26);
    let before = versions(&app, &programme).await;
    let was = newest(&app, &programme).await.protocol;

    let (preview, page) = look(&mut eva, "services", &current).await;
    assert!(page.contains("0 new, 0 changed, 25 unchanged"), "{page}");
    assert!(
        !page.contains("name=\"reason\""),
        "nothing would change: {page}"
    );
    let same = eva.post(&preview, "").await;
    assert_eq!(same.status, StatusCode::OK, "{}", same.body);
    assert!(!same.body.contains("waits for a manager"), "{}", same.body);
    assert_eq!(versions(&app, &programme).await, before, "nothing changed");

    let (preview, page) = look(&mut eva, "services", FILE).await;
    assert!(page.contains("1 new, 1 changed, 0 unchanged"), "{page}");
    let rows = eva.get(&format!("{preview}/rows")).await.body;
    assert!(
        rows.contains("<strong>Werk in uren</strong>: <del>2</del> → <ins>2.5</ins>"),
        "{}",
        rows.split("<main").last().unwrap()
    );
    let refused = eva.post(&preview, "reason=+").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("id=\"reason-error\""),
        "{}",
        refused.body
    );
    assert_eq!(versions(&app, &programme).await, before);
    let done = eva.post(&preview, "reason=Lamps").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert!(done.body.contains("waits for a manager"), "{}", done.body);
    let amended = newest(&app, &programme).await;
    assert!(amended.frozen.is_none(), "an amendment waits");
    assert_eq!(amended.protocol.services.len(), 26);
    assert_eq!(amended.protocol.services[0].effort_hours, Some(2.5));
    let amendments = "/programmes/servicedesk/protocol/amendments";
    assert!(eva.get(amendments).await.body.contains("Lamps"));

    let own = format!(
        "/programmes/servicedesk/batches/{}",
        batch(&app, &programme).await
    );
    eva.post(&format!("{own}/undo"), "").await;
    assert_eq!(newest(&app, &programme).await.protocol, was);
    let page = eva.get(&own).await.body;
    assert!(page.contains("taken out"), "{page}");
}

#[tokio::test]
async fn a_file_stays_in_when_the_protocol_was_changed_in_it_since() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let (preview, _) = look(&mut eva, "services", FILE).await;
    eva.post(&preview, "reason=Lamps").await;
    let first = batch(&app, &programme).await;
    let form = "code=C1-09&cluster=C1&name.nl=Bureaulamp&name.en=Lamp&handling=both&\
        back_office=Backoffice+Werkplek&reason=x";
    let own = "/programmes/servicedesk/protocol/parts/service/C1-09";
    let changed = eva.post(own, form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let undo = format!("/programmes/servicedesk/batches/{first}/undo");
    let answer = eva.post(&undo, "").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("was changed since"), "{}", answer.body);
    assert_eq!(newest(&app, &programme).await.protocol.services.len(), 26);
}

#[tokio::test]
async fn every_row_that_does_not_fit_is_named_and_the_good_rows_can_go_in() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = versions(&app, &programme).await;
    for (file, said) in [
        ("name.nl\nx\n", "Code"),
        ("code,planned_fte\nC1,many\n", "<code>many</code>"),
        ("code,planned_fte\nC1,1\nC1,2\n", "<code>C1</code>"),
        ("code\nC9\n", "This code is new"),
        ("code,planned_fte\nC2,-5\n", "<code>-5</code>"),
        (
            "code,name.nl,name.en\nno code!,a,b\n",
            "“no code!” cannot be a code",
        ),
    ] {
        let answer = bring(&mut eva, "clusters", None, file.as_bytes()).await;
        let preview = answer.location().to_owned();
        let page = eva.get(&preview).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
        assert!(page.body.contains(said), "{file}: {}", page.body);
        let taken = eva.post(&preview, "reason=x").await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
    }
    assert_eq!(versions(&app, &programme).await, before);
    let bad = "code,cluster,name.nl,name.en,handling,back_office\n\
        C1-01,C1,a,a,both,b\nS9,C99,x,x,both,b\n";
    let (preview, page) = look(&mut eva, "services", bad).await;
    assert!(page.contains("<code>C99</code>"), "{page}");
    let refused = eva.get(&format!("{preview}/refused.csv")).await.body;
    assert!(refused.contains("S9;C99"), "{refused}");
    assert!(!refused.contains("C1-01"), "{refused}");
    let good = eva.post(&preview, "part=good&reason=Names").await;
    assert_eq!(good.status, StatusCode::OK, "{}", good.body);
    let amended = newest(&app, &programme).await.protocol;
    assert_eq!(amended.services.len(), 25);
    assert_eq!(amended.services[0].back_office, "b");
    for kind in ["clusters", "services", "agreements"] {
        let page = eva.get(&format!("{IMPORTS}/{kind}")).await.body;
        assert!(page.contains("Only the code has to have a column"));
        assert!(page.contains("current.csv"));
    }
    let other = eva.get(&format!("{IMPORTS}/themes/current.csv")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn services_come_in_on_the_command_line_with_a_mapping_and_a_reason() {
    let (app, programme) = with_example().await;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let peil = |command: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args(command)
            .args(["--lang", "en", "--database", &app.url, "--data"])
            .arg(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        (
            done.status.code(),
            said + &String::from_utf8_lossy(&done.stderr),
        )
    };
    let (file, map) = (at("diensten.csv"), at("map.toml"));
    let own = "Nummer;Groep;Omschrijving;English;Wie;Achter\nN1;Werkplek;Stoel;Chair;Balie;B1\n";
    std::fs::write(&file, own).unwrap();
    let mapping = "[columns]\nNummer = \"code\"\nGroep = \"cluster\"\nOmschrijving = \"name.nl\"\n\
        English = \"name.en\"\nWie = \"handling\"\nAchter = \"back_office\"\n\
        [values.handling]\nBalie = \"front_office\"\n[values.cluster]\nWerkplek = \"C1\"\n";
    std::fs::write(&map, mapping).unwrap();
    let import = ["import", "services", &file, "--map", &map];
    let (code, said) = peil(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 would be new"), "{said}");
    let (code, said) = peil(&import);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("--reason"), "{said}");
    let was = newest(&app, &programme).await.protocol;
    let (code, said) = peil(&[&import[..], &["--reason", "Chairs"]].concat());
    assert_eq!(code, Some(0), "{said}");
    let amended = newest(&app, &programme).await;
    let chair = amended.protocol.services.last().unwrap();
    assert_eq!((chair.code.as_str(), chair.cluster.as_str()), ("N1", "C1"));
    assert!(Protocol::parse("p", &amended.text).is_ok());

    // Agreements in the words of people, in a file of their own.
    let agreements = at("afspraken.csv");
    let rows = "Code;Cluster;Aandeel binnen de norm\nSLA-C1;C1;85 %\nX2;C9;85 %\n";
    std::fs::write(&agreements, rows).unwrap();
    let import = ["import", "agreements", &agreements];
    let (code, said) = peil(&import);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(":3: Cluster"), "{said}");
    let (code, said) = peil(&[&import[..], &["--good-rows"]].concat());
    assert_eq!(code, Some(0), "the amendment that waits is open: {said}");
    let amended = newest(&app, &programme).await.protocol;
    let own = amended.agreements.iter().find(|one| one.code == "SLA-C1");
    assert_eq!(own.unwrap().share_within, 0.85);

    for _ in 0..2 {
        let last = batches::of_programme(&app.app.db.reader, programme.id).await;
        let last = last
            .unwrap()
            .into_iter()
            .find(|one| one.undone_at.is_none());
        let (code, said) = peil(&["import", "undo", &last.unwrap().id.to_string()]);
        assert_eq!(code, Some(0), "{said}");
    }
    assert_eq!(newest(&app, &programme).await.protocol, was);
}

#[tokio::test]
async fn a_premise_adjusted_in_its_form_is_in_the_report_with_version_and_reason() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = "/programmes/servicedesk/protocol/parts/premise/U2";
    let form = "code=U2&statement.nl=De+formatie+groeit+met+twee.&\
        statement.en=Staff+grows+by+two.&reason=The+front+office+is+short";
    let answer = eva.post(own, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let report = "/programmes/servicedesk/waves/1/report";
    let page = eva.get(report).await.body;
    assert!(
        page.contains("they have not been adjusted since"),
        "an amendment that waits judges nothing"
    );
    let own = "/programmes/servicedesk/protocol";
    let refused = eva.post(&format!("{own}/freezing"), "hash=x").await;
    assert_eq!(
        refused.location(),
        format!("{own}/amendments"),
        "who proposes does not approve"
    );
    let approval = format!("{own}/amendments/approval");
    let newest = protocols::current(&app.app.db.reader, programme.id).await;
    let hash = newest.unwrap().unwrap().hash;
    let answer = eva.post(&approval, &format!("hash={hash}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    let waiting = max.get(&format!("{own}/amendments")).await.body;
    for said in [
        "The front office is short",
        "Evidence had already come in",
        "Staff does not grow",
        "Staff grows by two.",
    ] {
        assert!(waiting.contains(said), "{said}");
    }
    let stale = max.post(&approval, "hash=0000").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        protocols::current(&app.app.db.reader, programme.id)
            .await
            .unwrap()
            .unwrap()
            .frozen
            .is_none()
    );
    let answer = max.post(&approval, &format!("hash={hash}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = eva.get(report).await.body;
    assert!(page.contains(
        "Judged by version 2 of the protocol, which came about because: The front office is short."
    ));
    assert!(page.contains("Staff grows by two."));
    assert!(page.contains("Changed in version 2"), "{page}");
    assert!(page.contains("Before: “Staff does not grow"));
    assert!(
        page.contains("Approved by manager"),
        "who fixed it is named"
    );
}
