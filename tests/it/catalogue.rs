//! Clusters, services and agreements as a file: looked at, taken in as a whole, taken out the same;
//! and an amendment of a frozen protocol, up to the report that judges by it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;
use peil::store::programmes::Programme;
use peil::store::protocols;

use super::taking_in::with_example;
use crate::support::app::{Answer, Browser, TestApp};

const FILES: &str = "/programmes/servicedesk/protocol/files";

async fn bring(browser: &mut Browser, part: &str, file: &str, fields: &[(&str, &str)]) -> Answer {
    const BOUNDARY: &str = "boundary-of-the-test";
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; \
         filename=\"f.csv\"\r\n\r\n{file}\r\n"
    );
    for (name, value) in fields {
        body += &format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    body += &format!("--{BOUNDARY}--\r\n");
    let request = Request::post(format!("{FILES}/{part}"))
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

async fn versions(app: &TestApp, programme: &Programme) -> usize {
    let history = protocols::history(&app.app.db.reader, programme.id).await;
    history.unwrap().len()
}

#[tokio::test]
async fn services_come_from_a_file_all_of_it_or_nothing() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let current = eva.get(&format!("{FILES}/service/current")).await.body;
    assert!(
        current.starts_with("code,cluster,name.nl,name.en,handling,"),
        "{current}"
    );
    assert_eq!(current.lines().count(), 26);
    let before = versions(&app, &programme).await;

    let same = bring(
        &mut eva,
        "service",
        &current,
        &[("go", "store"), ("reason", "None")],
    )
    .await;
    assert_eq!(same.status, StatusCode::OK);
    assert!(
        same.body.contains("0 new, 0 changed, 25 the same."),
        "{}",
        same.body
    );
    assert_eq!(versions(&app, &programme).await, before, "nothing changed");

    let file = "Code;Cluster;Naam nl;Naam en;Wijze van afhandelen;Backoffice;Werk in uren\n\
        C1-01;C1;Werkplek inrichten;Set up workplace;Both;Backoffice Werkplek;2,5\n\
        C1-09;C1;Lamp;Lamp;Frontoffice;Backoffice Werkplek;\n";
    let look = bring(&mut eva, "service", file, &[("go", "look")]).await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.body);
    assert!(look.body.contains("1 new, 1 changed, 0 the same."));
    assert!(look.body.contains("Nothing was stored."));
    let refused = bring(
        &mut eva,
        "service",
        file,
        &[("go", "store"), ("reason", " ")],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#reason\""));
    assert_eq!(versions(&app, &programme).await, before);
    let stored = bring(
        &mut eva,
        "service",
        file,
        &[("go", "store"), ("reason", "Lamps")],
    )
    .await;
    assert_eq!(stored.status, StatusCode::OK, "{}", stored.body);
    let newest = protocols::current(&app.app.db.reader, programme.id).await;
    let newest = newest.unwrap().unwrap();
    assert!(newest.frozen.is_none(), "an amendment waits");
    assert_eq!(newest.protocol.services.len(), 26);
    assert_eq!(newest.protocol.services[0].effort_hours, Some(2.5));
}

#[tokio::test]
async fn every_row_that_does_not_fit_is_named_and_nothing_is_stored() {
    let (app, programme) = with_example().await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let before = versions(&app, &programme).await;
    let store = [("go", "store"), ("reason", "x")];
    for (file, said) in [
        ("", "Choose a file first"),
        ("name.nl\nx\n", "Mend what stands below"),
        ("code,planned_fte\nC1,many\n", "This is not a number"),
        ("code,planned_fte\nC1,1\nC1,2\n", "<code>C1</code>"),
        ("code,name.nl\nC9,x\n", "scope=\"row\">2</th>"),
        ("code\nC9\n", "Fill this in"),
        ("code,planned_fte\nC2,-5\n", "-5"),
        (
            "code,name.nl,name.en\nno code!,a,b\n",
            "“no code!” cannot be a code",
        ),
    ] {
        let answer = bring(&mut eva, "cluster", file, &store).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{file}: {}",
            answer.body
        );
        assert!(answer.body.contains(said), "{file}: {}", answer.body);
    }
    let bad = "code,cluster,name.nl,name.en,handling,back_office\n\
        C1-01,C1,a,a,both,b\nS9,C99,x,x,both,b\n";
    let answer = bring(&mut eva, "service", bad, &store).await;
    assert!(
        answer
            .body
            .contains(r#"<th class="number" scope="row">3</th>"#),
        "the row of the problem: {}",
        answer.body
    );
    assert!(answer.body.contains("C99"));
    assert_eq!(
        versions(&app, &programme).await,
        before,
        "nothing may be stored"
    );
    let other = eva.get(&format!("{FILES}/parameter")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    for part in ["cluster", "service", "agreement"] {
        let page = eva.get(&format!("{FILES}/{part}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Only the code has to be there"));
    }
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
