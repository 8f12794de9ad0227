//! A protocol written in forms: from nothing, checked as one types, and the same as its file.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::protocol::Protocol;
use peil::store::{programmes, protocols};

use crate::support::app::{Browser, TestApp};
use crate::taking_in::with_example;

const CASE: &str = include_str!("../../surveys/servicedesk/protocol.toml");
const PARTS: &str = "/programmes/desk/protocol/parts";

fn form(fields: &[(&str, &str)]) -> String {
    let coded = |text: &str| {
        let bytes = text.bytes();
        let one = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        };
        bytes.map(one).collect::<String>()
    };
    let pairs = fields
        .iter()
        .map(|(name, typed)| format!("{name}={}", coded(typed)));
    pairs.collect::<Vec<_>>().join("&")
}

async fn add(browser: &mut Browser, part: &str, fields: &[(&str, &str)]) {
    let answer = browser
        .post(&format!("{PARTS}/{part}"), &form(fields))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::SEE_OTHER,
        "{part}: {}",
        answer.body
    );
}

/// Begins the programme `desk` in a form.
async fn begun(app: &TestApp) -> Browser {
    let elsewhere = app.programme("elsewhere").await;
    let mut browser = app.signed_in_as(Role::Evaluator, &elsewhere).await;
    let fields = form(&[
        ("slug", "desk"),
        ("name.nl", "Balie"),
        ("name.en", "Desk"),
        ("organisation.nl", "Gemeente"),
        ("organisation.en", "Town"),
        ("time_zone", "Europe/Amsterdam"),
        ("introduction", "2026-01-01"),
    ]);
    let answer = browser.post("/programmes/new/form", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.location(), PARTS);
    browser
}

async fn stored(app: &TestApp) -> protocols::ProtocolVersion {
    let db = &app.app.db.reader;
    let programme = programmes::by_slug(db, "desk").await.unwrap();
    protocols::current(db, programme.id).await.unwrap().unwrap()
}

const GOAL: [(&str, &str); 6] = [
    ("code", "D1"),
    ("name.nl", "Snel"),
    ("name.en", "Fast"),
    ("statement.nl", "Binnen een dag."),
    ("statement.en", "Within a day."),
    ("deadline", "2026-12-31"),
];

#[tokio::test]
async fn a_case_is_written_from_nothing_and_its_file_says_the_same() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    add(&mut browser, "goal", &GOAL).await;
    let page = browser.get(PARTS).await.body;
    assert!(page.contains("Not SMART yet: no test parameter."), "{page}");
    add(
        &mut browser,
        "cluster",
        &[
            ("code", "C1"),
            ("name.nl", "Werkplek"),
            ("name.en", "Workplace"),
            ("planned_fte", "2,5"),
        ],
    )
    .await;
    add(
        &mut browser,
        "service",
        &[
            ("code", "S1"),
            ("cluster", "C1"),
            ("name.nl", "Stoel"),
            ("name.en", "Chair"),
            ("handling", "both"),
            ("back_office", "Magazijn"),
            ("front_steps.nl", "Vraag de maat.\r\nLeg vast."),
            ("front_steps.en", "Ask the size."),
            ("valid_from", "2026-01-01"),
        ],
    )
    .await;
    add(
        &mut browser,
        "parameter",
        &[
            ("code", "P01"),
            ("name.nl", "Binnen norm"),
            ("name.en", "Within norm"),
            ("kind", "work_control"),
            ("aspect", "efficiency"),
            ("evidence", "complete"),
            ("estimator", "ratio"),
            ("item", "left_over"),
            ("series", "P01"),
            ("scale", "share"),
            ("direction", "higher"),
            ("target", "85 %"),
            ("limit", "0,8"),
            ("goals", "D1"),
            ("owner", "Joost"),
        ],
    )
    .await;
    let kept = stored(&app).await;
    let protocol = &kept.protocol;
    assert_eq!(protocol.clusters[0].planned_fte, Some(2.5));
    let steps = protocol.services[0].front_steps.as_ref().unwrap();
    assert_eq!(
        steps.get(&peil::domain::language::Language::dutch()),
        "Vraag de maat.\nLeg vast."
    );
    assert_eq!(protocol.parameters[0].goals, ["D1"]);
    let file = browser.get("/programmes/desk/protocol/file").await.body;
    assert_eq!(&Protocol::parse("protocol.toml", &file).unwrap(), protocol);
    assert!(!file.contains("left_over"), "a ratio reads no question");
    let page = browser.get(PARTS).await.body;
    assert!(page.contains("SMART: measured and with a day."), "{page}");
    let page = browser.get(&format!("{PARTS}/parameter/P01")).await.body;
    assert!(page.contains("value=\"0.85\""), "{page}");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    let before = stored(&app).await.text;
    let wrong = form(&[
        ("code", "D 1"),
        ("name.nl", "Snel"),
        ("name.en", "Fast"),
        ("statement.nl", "x"),
        ("statement.en", "x"),
    ]);
    let page = browser.post(&format!("{PARTS}/goal"), &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("href=\"#code\""), "{}", page.body);
    assert!(
        page.body.contains("value=\"D 1\""),
        "what was typed is kept"
    );
    let wrong = form(&[("code", "D1"), ("deadline", "soon")]);
    let page = browser.post(&format!("{PARTS}/goal"), &wrong).await;
    for field in ["name.nl", "statement.nl", "deadline"] {
        assert!(
            page.body.contains(&format!("href=\"#{field}\"")),
            "{field}: {}",
            page.body
        );
    }
    assert_eq!(stored(&app).await.text, before);
}

#[tokio::test]
async fn what_others_refer_to_does_not_go_and_the_order_can_change() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    add(&mut browser, "goal", &GOAL).await;
    let mut second = GOAL;
    second[0] = ("code", "D2");
    add(&mut browser, "goal", &second).await;
    add(
        &mut browser,
        "problem",
        &[
            ("code", "K1"),
            ("statement.nl", "Traag."),
            ("statement.en", "Slow."),
            ("goals", "D1"),
        ],
    )
    .await;
    let page = browser.get(&format!("{PARTS}/goal/D1/removal")).await.body;
    assert!(
        page.contains("cannot simply go") && page.contains("D1"),
        "{page}"
    );
    let answer = browser.post(&format!("{PARTS}/goal/D1/removal"), "").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = browser
        .post(&format!("{PARTS}/goal/D2/place"), "to=up")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let codes = |kept: &protocols::ProtocolVersion| -> Vec<String> {
        kept.protocol
            .goals
            .iter()
            .map(|goal| goal.code.clone())
            .collect()
    };
    assert_eq!(codes(&stored(&app).await), ["D2", "D1"]);
    let answer = browser.post(&format!("{PARTS}/goal/D2/removal"), "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(codes(&stored(&app).await), ["D1"]);
}

#[tokio::test]
async fn a_form_is_checked_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    let before = stored(&app).await;
    let path = format!("{PARTS}/goal");
    let sound = [&GOAL[..], &[("go", "check")]].concat();
    let answer = browser.post(&path, &form(&sound)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains("Nothing is wrong with it"));
    assert!(answer.body.contains("value=\"D1\""), "what was typed stays");
    let wrong = form(&[("code", "D1"), ("deadline", "soon"), ("go", "check")]);
    let answer = browser.post(&path, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("id=\"deadline-error\"") && answer.body.contains("things to fill in")
    );
    assert_eq!(stored(&app).await, before);
    let start = form(&[
        ("slug", "other"),
        ("time_zone", "Mars/North"),
        ("go", "check"),
    ]);
    let answer = browser.post("/programmes/new/form", &start).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("id=\"name.nl-error\""),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn of_two_who_change_the_same_the_second_is_told() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    add(&mut browser, "goal", &GOAL).await;
    let path = format!("{PARTS}/goal/D1");
    let page = browser.get(&path).await.body;
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    let seen = seen.split('"').next().unwrap().to_owned();
    let mut first = GOAL.to_vec();
    first[1].1 = "Vlug";
    first.push(("seen", &seen));
    let answer = browser.post(&path, &form(&first)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut second = GOAL.to_vec();
    second[1].1 = "Rap";
    second.push(("seen", &seen));
    let answer = browser.post(&path, &form(&second)).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        answer.body.contains("Somebody else has changed") && answer.body.contains("value=\"Rap\"")
    );
    assert!(
        answer.body.contains("Somebody else wrote: Vlug"),
        "{}",
        answer.body
    );
    assert!(
        !answer.body.contains("Somebody else left this empty"),
        "{}",
        answer.body
    );
    assert!(stored(&app).await.text.contains("Vlug"));
}

#[tokio::test]
async fn a_frozen_protocol_changes_in_a_form_only_with_a_reason() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    add(&mut browser, "goal", &GOAL).await;
    let frozen = stored(&app).await;
    let answer = browser
        .post(
            "/programmes/desk/protocol/freezing",
            &format!("hash={}", frozen.hash),
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut fields = GOAL.to_vec();
    fields[1].1 = "Vlug";
    let path = format!("{PARTS}/goal/D1");
    let answer = browser.post(&path, &form(&fields)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("href=\"#reason\""), "{}", answer.body);
    assert_eq!(
        stored(&app).await,
        protocols::ProtocolVersion {
            frozen: stored(&app).await.frozen,
            ..frozen
        }
    );
    fields.push(("reason", "A better word"));
    let answer = browser.post(&path, &form(&fields)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let next = stored(&app).await;
    assert_eq!((next.version, next.frozen.is_none()), (2, true));
}

#[tokio::test]
async fn every_form_of_the_case_shows_what_there_is() {
    let app = TestApp::start().await;
    let mut browser = begun(&app).await;
    let text = CASE.replacen("slug = \"servicedesk\"", "slug = \"desk\"", 1);
    let db = &app.app.db;
    let programme = programmes::by_slug(&db.reader, "desk").await.unwrap();
    let protocol = Protocol::parse("protocol.toml", &text).unwrap();
    let tx = db.begin().await.unwrap();
    let actor = peil::store::audit::Actor::program("test");
    protocols::save_draft(&tx, &actor, &programme, &text, &protocol, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for (path, shown) in [
        ("programme", "Europe/Amsterdam"),
        ("rules", "20251001"),
        ("precondition/lead_time", "18 maanden"),
        ("segment/SD", "310"),
        ("problem/K1", "value=\"D2\" checked"),
        ("goal/D1", "Tevreden klanten"),
        ("service/1", ""),
        ("parameter/P01", "4, 5"),
        ("wave/0", "type=\"date\""),
    ] {
        let page = browser.get(&format!("{PARTS}/{path}")).await;
        if shown.is_empty() {
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        } else {
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.body.contains(shown), "{path}: {}", page.body);
        }
    }
}

/// Fields of a form as typed.
type Typed = &'static [(&'static str, &'static str)];

/// New entries of the example that cannot be, with the field that says so and its words.
const BAD: [(&str, Typed, &str, &str); 6] = [
    ("goal", &[("code", "D1")], "code", "D1"),
    (
        "service",
        &[("code", "C1-01"), ("cluster", "C1")],
        "code",
        "C1-01",
    ),
    (
        "service",
        &[("code", "S99"), ("cluster", "C99")],
        "cluster",
        "C99",
    ),
    (
        "service",
        &[
            ("code", "S99"),
            ("valid_from", "2026-05-01"),
            ("valid_to", "2026-04-01"),
        ],
        "valid_to",
        "2026-04-01",
    ),
    (
        "agreement",
        &[("code", "SLA-X"), ("cluster", "C1")],
        "cluster",
        "SLA-C1",
    ),
    (
        "parameter",
        &[("code", "P99"), ("target", "80 %"), ("limit", "85 %")],
        "limit",
        "0.85",
    ),
];

/// What such an entry otherwise says, so that nothing else is wrong with it.
fn otherwise(part: &str) -> Vec<(&'static str, &'static str)> {
    let named = [("name.nl", "Naam"), ("name.en", "Name")];
    let own: &[(&str, &str)] = match part {
        "goal" => &[
            ("statement.nl", "Binnen een dag."),
            ("statement.en", "Within a day."),
        ],
        "service" => &[
            ("cluster", "C1"),
            ("handling", "both"),
            ("back_office", "Magazijn"),
        ],
        "agreement" => &[
            ("response_hours", "4"),
            ("solve_hours", "40"),
            ("share_within", "0,85"),
        ],
        _ => &[
            ("kind", "work_control"),
            ("aspect", "efficiency"),
            ("evidence", "complete"),
            ("estimator", "ratio"),
            ("series", "P99"),
            ("scale", "share"),
            ("direction", "higher"),
            ("goals", "D1"),
        ],
    };
    [&named[..], own, &[("reason", "Tried")]].concat()
}

#[tokio::test]
async fn an_entry_that_cannot_be_is_told_at_its_field_and_what_a_frozen_record_names_stays() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let parts = "/programmes/servicedesk/protocol/parts";
    for (part, wrong, field, said) in BAD {
        let own = otherwise(part);
        let own = own
            .into_iter()
            .filter(|(name, _)| wrong.iter().all(|one| one.0 != *name));
        let fields: Vec<_> = wrong.iter().copied().chain(own).collect();
        let page = browser
            .post(&format!("{parts}/{part}"), &form(&fields))
            .await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{part} {wrong:?}"
        );
        let told = page.body.split("class=\"error\"").find(|told| {
            told.starts_with(&format!(" id=\"{field}-error\"")) && told.contains(said)
        });
        assert!(told.is_some(), "{part} {wrong:?}: {}", page.body);
    }
    for (entry, names) in [("goal/D1", "P01 "), ("cluster/C1", "SLA-C1 ")] {
        let page = browser.get(&format!("{parts}/{entry}/removal")).await.body;
        assert!(page.contains(names), "{entry}: {page}");
        let refused = browser
            .post(&format!("{parts}/{entry}/removal"), "reason=Tried")
            .await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{entry}");
    }
    let db = &app.app.db.reader;
    let kept = protocols::history(db, programme.id).await.unwrap();
    assert_eq!(kept.len(), 1, "nothing may be stored");
}
