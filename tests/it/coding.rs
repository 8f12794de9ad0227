//! The coding desk: two people apart from each other, what they may see, and what they settle.

use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use peil::domain::access::Role;
use peil::domain::coding::{Code, Source};
use peil::domain::parameter::Tone;
use peil::store::audit::Actor;
use peil::store::coding::Given;
use peil::store::programmes::Programme;
use peil::store::{batches, coding, waves};

use super::support::app::{Answer, Browser, TestApp};
use super::taking_in::{bring, with_example};

/// Sends a file of codes to the desk of the open wave.
async fn bring_codes(browser: &mut Browser, content: &str) -> Answer {
    let body = format!(
        "--peil\r\nContent-Disposition: form-data; name=\"file\"; filename=\"codes.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{content}\r\n--peil--\r\n"
    );
    let request = Request::post(format!("{OWN}/codes"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=peil")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

const OWN: &str = "/programmes/servicedesk/waves/2/coding";
const OF_THE_EXAMPLE: &str = "/programmes/servicedesk/waves/1/coding";

/// Six statements of three interviews in the evidence period of the open wave, none coded.
pub async fn uncoded(app: &TestApp, programme: &Programme) -> Browser {
    let mut file = "gesprek,datum,segment,thema,uitspraak,citaat_toegestaan_0_1".to_owned();
    for nr in 0..6 {
        file += &format!("\nU{},2026-11-1{},SD,,Uitspraak {nr},1", nr / 2, nr / 2);
    }
    let mut evaluator = app.signed_in_as(Role::Evaluator, programme).await;
    let preview = bring(&mut evaluator, &file).await.location().to_owned();
    let done = evaluator.post(&preview, "").await;
    assert!(done.body.contains("6 new"), "{}", done.body);
    evaluator
}

async fn ids(app: &TestApp, programme: &Programme) -> Vec<String> {
    let db = &app.app.db.reader;
    let wave = waves::by_number(db, programme, 2).await.unwrap();
    let said = coding::of_wave(db, programme, &wave).await.unwrap();
    said.iter().map(|one| one.id.to_string()).collect()
}

#[tokio::test]
async fn the_examples_two_coders_agree_as_its_report_says() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Interviewer, &programme).await;
    let page = browser.get(OF_THE_EXAMPLE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("108 of 108 statements"),
        "comments stand apart"
    );
    assert!(
        page.body.contains("<dd>0.81 <small>108 coded by both, 90"),
        "{}",
        page.body
    );
    let comments = browser
        .get(&format!("{OF_THE_EXAMPLE}?source=comment"))
        .await;
    assert!(
        comments.body.contains("0 of 140 comments"),
        "{}",
        comments.body
    );
    let wave = browser.get("/programmes/servicedesk/waves/1").await;
    assert!(wave.body.contains(&format!("href=\"{OF_THE_EXAMPLE}\"")));
}

#[tokio::test]
async fn two_code_apart_and_see_each_other_once_both_are_done() {
    let (app, programme) = with_example().await;
    let mut first = uncoded(&app, &programme).await;
    let mut second = app.signed_in_as(Role::Interviewer, &programme).await;
    let ids = ids(&app, &programme).await;
    let page = first.get(OWN).await.body;
    assert!(page.contains("0 of 6 statements"), "{page}");
    let form = |id: &str, tone: &str| format!("id={id}&tone={tone}&theme=snelheid");

    let toneless = first
        .post(OWN, &format!("id={}&theme=snelheid", ids[0]))
        .await;
    assert_eq!(toneless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(toneless.body.contains("Choose a tone"));
    let odd = form(&ids[0], "negative") + "&theme=nergens";
    let odd = first.post(OWN, &odd).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);

    let done = first.post(OWN, &form(&ids[0], "negative")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let blind = second.get(&format!("{OWN}?show=all")).await.body;
    assert!(
        !blind.contains("class=\"tone "),
        "no code is shown: {blind}"
    );
    let mine = first.get(&format!("{OWN}?show=mine")).await.body;
    assert!(mine.contains("Change my code") && mine.contains("value=\"negative\" data-key=\"1\""));
    let none = second.get(&format!("{OWN}?show=all&theme=snelheid")).await;
    assert!(
        none.body.contains("0 statements"),
        "a search tells nothing either"
    );
    let nothing = second.get(&format!("{OWN}/differences")).await.body;
    assert!(nothing.contains("No open differences"));

    second.post(OWN, &form(&ids[0], "neutral")).await;
    second.post(OWN, &form(&ids[1], "positive")).await;
    first.post(OWN, &form(&ids[1], "positive")).await;
    let page = second.get(&format!("{OWN}/differences")).await.body;
    assert!(page.contains("One open difference, 0 settled"), "{page}");
    assert!(page.contains("tone negative") && page.contains("tone neutral"));
    let late = first.post(OWN, &form(&ids[0], "positive")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("coded by two people in the meantime"));

    let settle = format!("{OWN}/differences");
    let reasonless = second.post(&settle, &form(&ids[0], "neutral")).await;
    assert_eq!(reasonless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = form(&ids[0], "neutral") + "&reason=Het+is+%3Cb%3Eniet%3C%2Fb%3E+erg.";
    assert_eq!(
        second.post(&settle, &reason).await.status,
        StatusCode::SEE_OTHER
    );
    let page = first.get(&format!("{settle}?show=settled")).await.body;
    assert!(page.contains("No open differences, 1 settled"), "{page}");
    assert!(page.contains("Het is &lt;b&gt;niet&lt;/b&gt; erg."));
    let log = first.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("Statements coded") && log.contains("Code settled"));
}

#[tokio::test]
async fn an_evaluator_frees_a_seat_for_somebody_else() {
    let (app, programme) = with_example().await;
    let mut evaluator = uncoded(&app, &programme).await;
    let mut second = app.signed_in_as(Role::Interviewer, &programme).await;
    let mut third = app.signed_in_as(Role::Administrator, &programme).await;
    let ids = ids(&app, &programme).await;
    let form = |id: &str| format!("id={id}&tone=negative");
    evaluator.post(OWN, &form(&ids[0])).await;
    second.post(OWN, &form(&ids[1])).await;
    let full = third.post(OWN, &form(&ids[2])).await;
    assert_eq!(full.status, StatusCode::CONFLICT);
    assert!(full.body.contains("Two others code this wave already"));
    let seats = format!("{OWN}/seats");
    let refused = second.post(&seats, "seat=1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let odd = evaluator.post(&seats, "seat=3").await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND);
    let page = evaluator.get(OWN).await.body;
    assert!(page.contains("First coder (evaluator)"), "{page}");
    assert_eq!(evaluator.post(&seats, "seat=1").await.location(), OWN);
    let done = third.post(OWN, &form(&ids[2])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let log = evaluator.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("seat freed of wave"));
}

#[tokio::test]
async fn closing_the_round_is_the_evaluators_and_needs_to_be_sure() {
    let (app, programme) = with_example().await;
    let mut evaluator = uncoded(&app, &programme).await;
    let mut second = app.signed_in_as(Role::Interviewer, &programme).await;
    let ids = ids(&app, &programme).await;
    let closing = format!("{OWN}/closing");
    let refused = second.post(&closing, "sure=1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let unsure = evaluator.post(&closing, "").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("id={}&tone=negative", ids[0]);
    second.post(OWN, &form).await;
    let done = evaluator.post(&closing, "sure=1").await;
    assert_eq!(done.location(), format!("{OWN}/differences"));
    let page = evaluator
        .get(&format!("{OWN}/differences?show=single"))
        .await
        .body;
    assert!(page.contains("tone negative"), "{page}");
    let late = evaluator.post(OWN, &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Coding apart is closed"));

    let reopening = format!("{OWN}/reopening");
    let refused = second.post(&reopening, "why=Te+vroeg").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let silent = evaluator.post(&reopening, "why=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let opened = evaluator.post(&reopening, "why=Te+vroeg").await;
    assert_eq!(opened.location(), OWN);
    let form = format!("id={}&tone=negative", ids[1]);
    let taken = evaluator.post(OWN, &form).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let log = evaluator.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("Te vroeg"), "the log keeps the reason");
}

#[tokio::test]
async fn comments_coded_at_the_desk_are_in_the_report_and_those_of_few_people_are_not() {
    let (app, programme) = with_example().await;
    let db = &app.app.db;
    let wave = waves::by_number(&db.reader, &programme, 1).await.unwrap();
    let said = coding::of_wave(&db.reader, &programme, &wave)
        .await
        .unwrap();
    let comments = said.iter().filter(|one| one.source == Source::Comment);
    let comments: Vec<_> = comments.take(12).collect();
    let tree = coding::tree(&db.reader, &programme).await.unwrap();
    let statements = said.iter().filter_map(|one| one.brought.theme.clone());
    let mut words: Vec<String> = statements.collect();
    words.sort();
    words.dedup();
    let (many, few) = (words[0].clone(), words[1].clone());
    assert!(tree.get(&many).is_some());
    for name in ["a@example.org", "b@example.org"] {
        let account = app.account(name).await;
        let tx = db.begin().await.unwrap();
        let codes: Vec<Code> = (0..comments.len())
            .map(|nr| match nr {
                0..4 => Code::new(vec![few.clone()], Tone::Positive),
                _ => Code::new(vec![many.clone()], Tone::Negative),
            })
            .collect();
        let given = comments.iter().zip(&codes);
        let given: Vec<Given> = given.map(|(said, code)| Given { said, code }).collect();
        let by = Actor::account(account.id, name);
        let own = (&programme, &wave);
        let done = coding::give(&tx, &by, own, account.id, &given, app.now()).await;
        done.unwrap().unwrap();
        tx.commit().await.unwrap();
    }
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let report = evaluator
        .get("/programmes/servicedesk/waves/1/report")
        .await
        .body;
    let name = tree.name(&many);
    let heading = format!("Most often in open answers: {name} (8 of the 12 people");
    assert!(report.contains(&heading), "{heading}");
    let part = report.split("id=\"comments\"").nth(1).unwrap();
    let part = part.split("</section>").next().unwrap();
    assert!(part.contains("One theme is left out"), "{part}");
    assert!(
        !part.contains(tree.name(&few)),
        "four people are too few: {part}"
    );
}

#[tokio::test]
async fn the_tree_of_themes_shows_what_follows_before_it_changes() {
    let (app, programme) = with_example().await;
    let mut evaluator = app.signed_in_as(Role::Evaluator, &programme).await;
    let own = format!("{OF_THE_EXAMPLE}/themes");
    let page = evaluator.get(&own).await.body;
    assert!(
        page.contains("5 themes") && page.contains("What may be quoted"),
        "{page}"
    );
    let added = evaluator
        .post(&own, "name=wachttijd&parent=bereikbaarheid")
        .await;
    assert_eq!(added.location(), own);
    let twice = evaluator.post(&own, "name=Wachttijd&parent=").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nameless = evaluator.post(&own, "name=+&parent=").await;
    assert!(nameless.body.contains("Give the theme a name"));

    let change = format!("{own}/change");
    let fixed = format!("{change}?key=bereikbaarheid&what=rename&name=x");
    let fixed = evaluator.get(&fixed).await;
    assert_eq!(fixed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fixed.body.contains("The protocol names this theme"));
    let merge = "key=deskundigheid&what=merge&into=snelheid";
    let page = evaluator.get(&format!("{change}?{merge}")).await.body;
    assert!(
        page.contains("What follows") && page.contains(">goes<"),
        "{page}"
    );
    let before = evaluator.get(&own).await.body;
    assert!(before.contains("deskundigheid"), "nothing has changed yet");
    assert_eq!(evaluator.post(&change, merge).await.location(), own);
    let after = evaluator.get(&own).await.body;
    assert!(!after.contains("deskundigheid"), "{after}");
    let link = "key=snelheid&what=link&parameter=P08&parameter=P13";
    assert_eq!(evaluator.post(&change, link).await.location(), own);
    assert!(evaluator.get(&own).await.body.contains("P08, P13"));
    let mut coder = app.signed_in_as(Role::Interviewer, &programme).await;
    assert_eq!(coder.get(&own).await.status, StatusCode::OK);
    assert_eq!(
        coder.post(&own, "name=x").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn codes_of_a_spreadsheet_are_looked_at_first_and_come_in_whole_or_not_at_all() {
    let (app, programme) = with_example().await;
    let mut evaluator = uncoded(&app, &programme).await;
    let mut second = app.signed_in_as(Role::Interviewer, &programme).await;
    let bad = "interview,statement,theme,tone\nU0,1,snelheid,positive\nU0,2,prijs,blij\n";
    let preview = bring_codes(&mut second, bad).await.location().to_owned();
    let refused = second.get(&preview).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("<code>prijs</code>") && refused.body.contains("<code>blij</code>")
    );
    let forced = second.post(&preview, "").await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    let others = evaluator.get(&preview).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND, "who brought it looks");
    let empty = bring_codes(&mut second, "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nothing = second.get(&format!("{OWN}?show=mine")).await.body;
    assert!(nothing.contains("0 statements"), "nothing may be stored");

    let of_others = "interview,statement,coder,tone\nU0,1,evaluator@example.org,positive\n";
    let (status, _) = looked_at(&mut second, of_others).await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not theirs to bring"
    );
    let both = "interview,statement,coder,theme,tone\n\
        U0,1,evaluator@example.org,snelheid; bereikbaarheid,positive\n\
        U0,1,interviewer@example.org,snelheid,positive\n\
        U0,2,interviewer@example.org,,negative\n";
    take_codes(&mut evaluator, both, "3 new, 0 changed").await;
    let page = evaluator.get(OWN).await.body;
    assert!(page.contains("1 of 6 statements"), "{page}");
    let own = format!("{OWN}/codes.csv");
    let file = evaluator.get(&own).await.body;
    assert_eq!(
        file.lines().count(),
        3,
        "half a pair is not the other's to see: {file}"
    );
    assert!(file.contains("U0,1,evaluator@example.org,bereikbaarheid; snelheid,positive"));
    assert_eq!(second.get(&own).await.body.lines().count(), 4);
    let late = "interview,statement,tone\nU0,1,neutral\n";
    let (_, late) = looked_at(&mut second, late).await;
    assert!(late.contains("coded by two people already"), "{late}");
    let blind = "interview,statement,coder,tone\nU0,2,interviewer@example.org,negative\n";
    let (_, blind) = looked_at(&mut evaluator, blind).await;
    assert!(blind.contains("is not seen yet"), "{blind}");
}

/// What a file of codes would do, as its page says.
async fn looked_at(browser: &mut Browser, content: &str) -> (StatusCode, String) {
    let preview = bring_codes(browser, content).await.location().to_owned();
    let page = browser.get(&preview).await;
    (page.status, page.body)
}

/// Takes a file of codes in, which is to do what it says.
async fn take_codes(browser: &mut Browser, content: &str, would: &str) {
    let preview = bring_codes(browser, content).await.location().to_owned();
    let page = browser.get(&preview).await.body;
    assert!(page.contains(would), "{would}: {page}");
    let done = browser.post(&preview, "").await.body;
    assert!(done.contains(would), "{would}: {done}");
    assert!(done.contains(&format!("href=\"{OWN}\"")), "{done}");
}

/// The newest file of the programme.
async fn newest(app: &TestApp, programme: &Programme) -> String {
    let files = batches::of_programme(&app.app.db.reader, programme.id).await;
    let file = files.unwrap().remove(0);
    format!("/programmes/servicedesk/batches/{}", file.id)
}

#[tokio::test]
async fn a_file_of_codes_is_shown_row_by_row_and_taken_out_again() {
    let (app, programme) = with_example().await;
    let mut evaluator = uncoded(&app, &programme).await;
    let mut second = app.signed_in_as(Role::Interviewer, &programme).await;
    let bad = "interview,statement,theme,tone\nU0,1,snelheid,positive\nU9,1,snelheid,positive\n";
    let preview = bring_codes(&mut second, bad).await.location().to_owned();
    let page = second.get(&preview).await.body;
    assert!(page.contains("1 new, 0 changed") && page.contains("name=\"part\" value=\"good\""));
    let refused = second.get(&format!("{preview}/refused.csv")).await.body;
    assert!(refused.contains("U9;1;snelheid;positive;") && !refused.contains("U0"));
    assert!(refused.contains("has no statement"), "{refused}");
    let rows = second.get(&format!("{preview}/rows?show=refused")).await;
    assert!(rows.body.contains("<code>1</code>"), "{}", rows.body);
    let done = second.post(&preview, "part=good").await.body;
    assert!(done.contains("1 new, 0 changed"), "{done}");

    let again = "interview,statement,theme,tone\n\
        U0,1,bereikbaarheid,negative\nU0,2,,neutral\n";
    let preview = bring_codes(&mut second, again).await.location().to_owned();
    let page = second.get(&preview).await.body;
    assert!(page.contains("1 new, 1 changed"), "{page}");
    let rows = second
        .get(&format!("{preview}/rows?show=changed"))
        .await
        .body;
    assert!(
        rows.contains("<del>snelheid</del> → <ins>bereikbaarheid</ins>"),
        "{rows}"
    );
    assert!(
        rows.contains("<del>positive</del> → <ins>negative</ins>"),
        "{rows}"
    );
    second.post(&preview, "").await;
    let log = evaluator.get("/programmes/servicedesk/audit").await.body;
    assert!(log.contains("File taken in"), "{log}");
    let codes = format!("{OWN}/codes.csv");
    let coded = second.get(&codes).await.body;
    assert!(coded.contains("bereikbaarheid,negative") && coded.lines().count() == 3);

    let file = newest(&app, &programme).await;
    assert_eq!(second.get(&file).await.status, StatusCode::FORBIDDEN);
    let undone = evaluator.post(&format!("{file}/undo"), "").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    let coded = second.get(&codes).await.body;
    assert!(
        coded.contains("U0,1,interviewer@example.org,snelheid,positive"),
        "{coded}"
    );
    assert_eq!(coded.lines().count(), 2);

    // Once the other coder has seen a code, it cannot be unseen.
    second
        .post(
            OWN,
            &format!("id={}&tone=neutral", ids(&app, &programme).await[1]),
        )
        .await;
    take_codes(
        &mut second,
        "interview,statement,tone\nU1,1,positive\n",
        "1 new",
    )
    .await;
    let ids = ids(&app, &programme).await;
    evaluator
        .post(OWN, &format!("id={}&tone=neutral", ids[2]))
        .await;
    let file = newest(&app, &programme).await;
    let kept = evaluator.post(&format!("{file}/undo"), "").await;
    assert_eq!(kept.status, StatusCode::CONFLICT);
    assert!(kept.body.contains("cannot be unseen"), "{}", kept.body);
}

#[tokio::test]
async fn codes_come_in_on_the_command_line_by_the_same_road() {
    let (app, programme) = with_example().await;
    let mut evaluator = uncoded(&app, &programme).await;
    app.signed_in_as(Role::Interviewer, &programme).await;
    let folder = tempfile::tempdir().unwrap();
    let peil = |rows: &str, more: &[&str]| {
        let file = folder.path().join("codes.csv");
        std::fs::write(
            &file,
            format!("gesprek;uitspraak;codeur;thema;toon\n{rows}"),
        )
        .unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_peil"))
            .args([
                "import",
                "codes",
                "--json",
                "--wave",
                "2",
                "--database",
                &app.url,
            ])
            .arg("--data")
            .arg(folder.path())
            .args(more)
            .arg(file)
            .output()
            .unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        (done.status.code(), said)
    };
    let both = "U0;1;evaluator@example.org;snelheid;positief\n\
        U0;1;interviewer@example.org;;negatief\n";
    let nobody = format!("{both}U0;2;;;negatief\n");
    let (code, said) = peil(&nobody, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("\"line\":4") && said.contains("\"column\":\"codeur\""),
        "{said}"
    );
    let (code, said) = peil(both, &["--dry-run"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("\"would\":{\"added\":2") && said.contains("\"fate\":\"new\""),
        "{said}"
    );
    let page = evaluator.get(OWN).await.body;
    assert!(
        page.contains("0 of 6 statements"),
        "a dry run stores nothing"
    );
    let (_, said) = peil(both, &[]);
    assert!(said.contains("\"taken\":true"), "{said}");
    let page = evaluator.get(OWN).await.body;
    assert!(page.contains("1 of 6 statements"), "{page}");
    let (_, said) = peil(both, &[]);
    assert!(
        said.contains("\"before\":"),
        "twice changes nothing: {said}"
    );
}
