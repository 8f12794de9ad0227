//! From an evaluation to an accepted report with decisions, and what is refused on the way.

use axum::http::StatusCode;
use peil::cli::load::load;
use peil::domain::access::Role;
use peil::domain::snapshot::Snapshot;
use peil::store::audit::Actor;
use peil::store::programmes::Programme;
use peil::store::{adjustments, decisions, snapshots};

use crate::report::case::FILES;
use crate::support::app::{Browser, TestApp};

async fn loaded(app: &TestApp) -> Programme {
    let folder = peil::import::folder::read(&FILES).unwrap();
    let actor = Actor::program("test");
    load(&app.app.db, &actor, &folder, &FILES, app.now())
        .await
        .unwrap()
}

const WAVE: &str = "/programmes/servicedesk/waves/1";

async fn posted(browser: &mut Browser, what: &str, form: &str) -> StatusCode {
    browser.post(&format!("{WAVE}/{what}"), form).await.status
}

#[tokio::test]
async fn a_frozen_evaluation_is_the_same_bytes_again_and_its_report_says_so() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let live = eva.get(&format!("{WAVE}/report")).await.body;
    assert!(live.contains("Not frozen."));
    assert_eq!(
        posted(&mut eva, "snapshots", "").await,
        StatusCode::SEE_OTHER
    );
    let db = &app.app.db.reader;
    let first = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
    app.later(chrono::TimeDelta::hours(3));
    assert_eq!(
        posted(&mut eva, "snapshots", "").await,
        StatusCode::SEE_OTHER
    );
    let again = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
    assert_eq!(first, again, "nothing came in, so nothing new was frozen");
    // Computed again with the same cut-off: byte by byte.
    let cut_off = first.read().unwrap().inputs.cut_off.unwrap();
    let (inputs, evidence) = snapshots::gather(db, &programme, 1, cut_off)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        Snapshot::take(inputs, &evidence).canonical_json(),
        first.document
    );
    let page = eva.get(&format!("{WAVE}/report")).await.body;
    assert!(
        page.len() < 300_000,
        "the whole page is {} bytes",
        page.len()
    );
    assert!(page.contains("77 of 100 clients (between 74.7 and 79.5)"));
    assert!(page.contains(&first.standing.hash[..16]));
    let file = eva
        .get(&format!("{WAVE}/report/file?format=json"))
        .await
        .body;
    let (opened, hash) = Snapshot::open(&file).unwrap();
    assert_eq!((hash, opened.inputs.wave), (first.standing.hash.clone(), 1));
    let forged = file.replacen("\"population\":1240", "\"population\":1241", 1);
    assert!(Snapshot::open(&forged).is_err(), "a changed file is found");
}

#[tokio::test]
async fn a_report_goes_from_draft_to_accepted_by_the_right_people_in_that_order() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    posted(&mut eva, "snapshots", "").await;
    let words = "section=summary&language=en&text=We+**must**+repair+<script>x</script>";
    assert_eq!(
        posted(&mut eva, "conclusions", words).await,
        StatusCode::SEE_OTHER
    );
    let editor = eva.get(&format!("{WAVE}/conclusions")).await.body;
    assert!(editor.contains("What the verdicts alone say") && editor.contains("Take this over"));
    let sign = "name=M.+Besluit&remarks=";
    assert_eq!(
        posted(&mut max, "snapshots/acceptance", sign).await,
        StatusCode::CONFLICT
    );
    let agree = "subject=closing&decision=refuse&name=M.+Besluit&remarks=Not+yet";
    assert_eq!(
        posted(&mut max, "decisions", agree).await,
        StatusCode::CONFLICT
    );
    assert_eq!(
        posted(&mut max, "snapshots/final", "").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        posted(&mut eva, "snapshots/final", "").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        posted(&mut eva, "conclusions", words).await,
        StatusCode::CONFLICT
    );
    assert_eq!(
        posted(&mut eva, "snapshots/acceptance", sign).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        posted(&mut max, "snapshots/acceptance", sign).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        posted(&mut max, "decisions", agree).await,
        StatusCode::SEE_OTHER
    );
    let page = max.get(&format!("{WAVE}/report")).await.body;
    assert!(page.contains("Accepted by M. Besluit"));
    assert!(page.contains("<strong>must</strong>"));
    assert!(page.contains("&lt;script&gt;x") && !page.contains("<script"));
    assert!(page.contains("not agreed") && page.contains("Not yet"));
}

#[tokio::test]
async fn a_sanction_is_proposed_by_computation_and_ruled_on_once_with_a_reason() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let mut max = app.signed_in_as(Role::Manager, &programme).await;
    posted(&mut eva, "snapshots", "").await;
    posted(&mut eva, "snapshots/final", "").await;
    let page = max.get(&format!("{WAVE}/decisions")).await.body;
    assert!(
        page.contains("903 breaches") && page.contains("22,575.00"),
        "{page}"
    );
    let without = "charter=H1&ruling=waive&name=Max+Again&reason=+";
    let refused = max.post(&format!("{WAVE}/sanctions"), without).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["href=\"#reason-H1\"", "Give the reason", "Max Again"] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    let nobody = "subject=closing&decision=agree&name=+&remarks=Soon";
    let refused = max.post(&format!("{WAVE}/decisions"), nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("href=\"#name-closing\"") && refused.body.contains("Soon"));
    let db = &app.app.db.reader;
    let kept = decisions::sanctions(db, &programme).await.unwrap();
    assert!(kept.is_empty(), "nothing may be kept");
    let kept = "charter=H2&ruling=impose&name=Max&reason=x";
    assert_eq!(
        posted(&mut max, "sanctions", kept).await,
        StatusCode::NOT_FOUND
    );
    let impose = "charter=H1&ruling=impose&name=Max&reason=Agreed+beforehand";
    assert_eq!(
        posted(&mut eva, "sanctions", impose).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        posted(&mut max, "sanctions", impose).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        posted(&mut max, "sanctions", impose).await,
        StatusCode::CONFLICT
    );
    let ledger = decisions::sanctions(&app.app.db.reader, &programme)
        .await
        .unwrap();
    assert_eq!(ledger.len(), 1);
    assert!((ledger[0].amount_eur - 22_575.0).abs() < 1e-6 && ledger[0].imposed);
    let page = max.get(&format!("{WAVE}/report")).await.body;
    assert!(page.contains("Ledger of sanctions") && page.contains("Agreed beforehand"));
}

const ADJUSTMENT: &str = "title=Channel+for+field+staff&kind=agreements&cause=segment\
    &cause_code=BO&parameter=P01&segment=&expected=More+of+them+satisfied\
    &owner_name=O.+Wner&owner_email=owner%40waterhoven.example&due_on=2027-03-01\
    &escalate_name=Max&escalate_email=max%40waterhoven.example";

#[tokio::test]
async fn an_adjustment_has_an_owner_a_day_and_a_cause_that_exists() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    posted(&mut eva, "snapshots", "").await;
    let list = "/programmes/servicedesk/adjustments";
    for (right, wrong) in [
        ("title=Channel+for+field+staff", "title="),
        ("owner%40waterhoven.example", "nobody"),
        ("due_on=2027-03-01", "due_on=soon"),
        ("cause_code=BO", "cause_code=XYZ"),
    ] {
        let answer = eva.post(list, &ADJUSTMENT.replace(right, wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let db = &app.app.db.reader;
    assert!(
        adjustments::of_programme(db, &programme)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        eva.post(list, ADJUSTMENT).await.status,
        StatusCode::SEE_OTHER
    );
    let without = ADJUSTMENT.replace("parameter=P01", "parameter=");
    let without = without.replace(
        "cause_code=BO",
        "cause_code=public+space+maintenance+%28field%29",
    );
    assert_eq!(eva.post(list, &without).await.status, StatusCode::SEE_OTHER);
    let all = adjustments::of_programme(db, &programme).await.unwrap();
    assert!(all.iter().all(|one| one.cause_code == "BO"), "by its name");
    let worked = format!("{list}/{}/outcome", all[1].id);
    let refused = eva.post(&worked, "outcome=worked").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("cannot be closed as"));
    let ended = format!("{list}/{}/end", all[0].id);
    assert_eq!(
        eva.post(&ended, "state=done&note=Opened").await.status,
        StatusCode::SEE_OTHER
    );
    let page = eva.get(list).await.body;
    assert!(page.contains("Channel for field staff") && page.contains("Opened"));
    let clients = eva
        .get(&format!("{WAVE}/report?edition=clients"))
        .await
        .body;
    assert!(clients.contains("Channel for field staff") && !clients.contains("O. Wner"));
}

#[tokio::test]
async fn what_the_figures_offer_fills_in_the_form_until_it_is_taken_up() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let list = "/programmes/servicedesk/adjustments";
    assert!(!eva.get(list).await.body.contains("Where it pays to look"));
    posted(&mut eva, "snapshots", "").await;
    let page = eva.get(list).await.body;
    assert!(page.contains("Where it pays to look first") && page.contains("I am helped promptly"));
    let offered = "Make an adjustment for Public space maintenance (field)";
    assert!(page.contains(offered), "{page}");
    let filled = format!("{list}?cause=segment&cause_code=BO&parameter=P01&segment=BO");
    let form = eva.get(&filled).await.body;
    for sign in [
        "<option value=\"segment\" selected>",
        "name=\"cause_code\" value=\"BO\"",
        "<option value=\"P01\" selected>",
        "<option value=\"BO\" selected>",
        "P01 Overall satisfaction (4-5 of 5) to 80\u{a0}%",
    ] {
        assert!(form.contains(sign), "{sign}");
    }
    let taken = ADJUSTMENT.replace("segment=&", "segment=BO&");
    assert_eq!(eva.post(list, &taken).await.status, StatusCode::SEE_OTHER);
    let page = eva.get(list).await.body;
    assert!(!page.contains(offered) && page.contains("Taken up: Channel for field staff"));
    let mut rea = app.signed_in_as(Role::Reader, &programme).await;
    assert!(!rea.get(list).await.body.contains("Where it pays to look"));
}

#[tokio::test]
async fn every_edition_and_file_leaves_out_what_its_readers_may_not_see() {
    let app = TestApp::start().await;
    let programme = loaded(&app).await;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    posted(&mut eva, "snapshots", "").await;
    for edition in ["staff", "clients"] {
        let page = eva.get(&format!("{WAVE}/report?edition={edition}")).await;
        assert_eq!(page.status, StatusCode::OK);
        for hidden in ["Public space maintenance", "52.3"] {
            assert!(!page.body.contains(hidden), "{edition}: {hidden}");
        }
        for format in ["csv", "json", "html"] {
            let address = format!("{WAVE}/report/file?edition={edition}&format={format}");
            let file = eva.get(&address).await.body;
            assert!(
                !file.contains(",BO,") && !file.contains("\"BO\"") && !file.contains("52.3"),
                "{address}"
            );
        }
    }
    let csv = eva
        .get(&format!("{WAVE}/report/file?format=csv"))
        .await
        .body;
    assert!(csv.contains(",BO,") && csv.lines().count() > 100);
    let nonsense = eva.get(&format!("{WAVE}/report?edition=everybody")).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_chart_of_the_page_can_be_had_as_a_file() {
    let app = TestApp::start().await;
    let files = &crate::report::library::FILES;
    let folder = peil::import::folder::read(files).unwrap();
    let actor = Actor::program("test");
    let programme = load(&app.app.db, &actor, &folder, files, app.now())
        .await
        .unwrap();
    let own = "/programmes/library/waves/1";
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let page = eva.get(&format!("{own}/report")).await;
    let links = page.body.split("href=\"report/").skip(1);
    let links: Vec<&str> = links.map(|rest| rest.split('"').next().unwrap()).collect();
    let figures = page.body.matches("<figure").count();
    assert!(figures > 15 && links.len() == 2 * figures, "{figures}");
    for wanted in [
        "forest",
        "gaps",
        "clusters",
        "mirror-L1",
        "priorities-satisfaction-stated",
    ] {
        let link = format!("charts/{wanted}.svg");
        assert!(
            links.iter().any(|one| **one == *link),
            "{link} of {links:?}"
        );
        let svg = eva.get(&format!("{own}/report/{link}")).await;
        assert_eq!(svg.headers["content-type"], "image/svg+xml");
        let name = format!("attachment; filename=\"library-1-management-en-{wanted}.svg\"");
        assert_eq!(svg.headers["content-disposition"], name);
        roxmltree::Document::parse(&svg.body).unwrap();
    }
    let png = eva.get(&format!("{own}/report/charts/clusters.png")).await;
    assert_eq!(png.status, StatusCode::OK);
    assert_eq!(png.headers["content-type"], "image/png");
    for missing in ["nothing.svg", "forest.gif", "forest"] {
        let answer = eva.get(&format!("{own}/report/charts/{missing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
    }
    let staff = eva
        .get(&format!("{own}/report/charts/clusters.svg?edition=clients"))
        .await;
    assert_eq!(
        staff.status,
        StatusCode::NOT_FOUND,
        "clients get no such picture"
    );
}
