//! What a wave can show, before it is sent.

use axum::http::StatusCode;
use peil::domain::access::Role;

use super::taking_in::with_example;

const OWN: &str = "/programmes/servicedesk/waves/2/outlook";

#[tokio::test]
async fn the_expected_answers_follow_an_earlier_wave_and_can_be_changed() {
    let (app, programme) = with_example().await;
    let mut browser = app.signed_in_as(Role::Evaluator, &programme).await;
    let wave = browser.get("/programmes/servicedesk/waves/2").await.body;
    assert!(wave.contains(&format!("href=\"{OWN}\"")), "{wave}");
    let page = browser.get(OWN).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("In an earlier wave"), "{}", page.body);
    assert!(page.body.contains("<span class=\"code\">P01</span>"));
    // Cochran: 0.25 z^2 / 0.05^2 = 270.6, of 1,240 clients 222.2.
    assert!(
        page.body.contains("223 of the 1,240 clients"),
        "{}",
        page.body
    );
    let few = browser.get(&format!("{OWN}?answers=9")).await.body;
    assert!(few.contains("With 9 answers of 1,240 clients"));
    assert!(few.contains("can be judged as met for"), "{few}");
    assert!(few.contains("too few to show"), "a segment of one or two");
    let all = browser.get(&format!("{OWN}?answers=99999")).await.body;
    assert!(all.contains("With 1,240 answers of 1,240 clients"));
    assert!(!all.contains("can be judged as met for"));
    // What would be judged if the values were truly so.
    let supposed = browser
        .get(&format!("{OWN}?answers=400&true-P01=90"))
        .await
        .body;
    let row = |page: &str| {
        let at = page.find("id=\"true-P01\"").unwrap();
        page[at..].split("</tr>").next().unwrap().to_owned()
    };
    assert!(
        row(&supposed).contains("value=\"90\""),
        "{}",
        row(&supposed)
    );
    assert!(row(&supposed).contains(">met 100"), "{}", row(&supposed));
    let limit = browser
        .get(&format!("{OWN}?answers=400&suppose=limit"))
        .await;
    assert!(
        !row(&limit.body).contains(">met 100"),
        "{}",
        row(&limit.body)
    );
    let wrong = browser.get(&format!("{OWN}?true-P01=good")).await.body;
    assert!(wrong.contains("href=\"#true-P01\"") && wrong.contains("value=\"good\""));
    let odd = browser.get(&format!("{OWN}?answers=many")).await;
    assert_eq!(odd.status, StatusCode::OK);
    let none = browser.get("/programmes/servicedesk/waves/9/outlook").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
