//! Every page of the demo, on both screens, in both languages, by day and by night.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::process::Command;

use crate::chromium::{Browser, Scheme, Screen, Scripts};
use crate::client::answer_all;
use crate::demo::Demo;
use crate::staff::sign_in;

/// Pages that differ in an id alone are made alike; so many of each are looked at.
const ALIKE: u32 = 2;

/// How often pages of each shape were looked at.
type Shapes = BTreeMap<String, u32>;

/// Follows the links of the staff's pages from the first, and says what is wrong with each page.
/// Besides the first, pages of `known` shapes are left alone; gives the shapes of the others.
async fn walk(
    demo: &Demo,
    role: &str,
    (screen, scheme, language): (Screen, Scheme, &str),
    known: &Shapes,
) -> Shapes {
    let browser = Browser::start_in(screen, Scripts::On, scheme).await;
    sign_in(&browser, demo, role).await;
    if browser.values("html", "lang").await != [language] {
        browser.click("form[action=\"/language\"] button").await;
        browser.find(&format!("html[lang={language}]")).await;
    }

    let mut wrong = Vec::new();
    let (mut seen, mut shapes) = (BTreeSet::new(), Shapes::new());
    let mut waiting = VecDeque::from(["/".to_owned()]);
    while let Some(path) = waiting.pop_front() {
        if !is_page(&path) || !seen.insert(path.clone()) {
            continue;
        }
        let shape = shape(&path);
        if path != "/" && known.contains_key(&shape) {
            continue;
        }
        let alike = shapes.entry(shape).or_default();
        *alike += 1;
        if *alike > ALIKE {
            continue;
        }
        browser.open(&demo.address(&path)).await;
        let what = format!("{path} ({role}, {screen:?}, {scheme:?}, {language})");
        let spoken = browser.values("html", "lang").await;
        assert_eq!(spoken, [language], "{what}");
        if let Some(wide) = browser.too_wide().await {
            wrong.push(format!("{what} is {wide}"));
        }
        for violation in browser.violations().await {
            wrong.push(format!("{what}\n  {violation}"));
        }
        waiting.extend(browser.values("a[href^='/']", "href").await);
    }
    assert!(
        wrong.is_empty(),
        "{} things are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    shapes
}

/// Those for whom a page of their own is made; the page of a cluster is among the evaluator's.
const READERS: [&str; 3] = ["account-manager", "commissioner", "back-office"];

/// An evaluator sees the most, an administrator the accounts as well.
async fn walk_both(screen: Screen, scheme: Scheme, language: &str) {
    let demo = Demo::start();
    let how = (screen, scheme, language);
    let seen = walk(&demo, "evaluator", how, &Shapes::new()).await;
    assert!(seen.len() > 40, "only {seen:?} were found");
    let more = walk(&demo, "administrator", how, &seen).await;
    assert!(more.len() > 1, "an administrator found only {more:?}");
}

/// The path without the ids in it, nor the names of ready instruments, phases, parts of one kind,
/// parameters walked down and themes, of which all pages are made alike.
fn shape(path: &str) -> String {
    let (mut shape, mut before, mut before_that) = (Vec::new(), "", "");
    for part in path.split('/') {
        let alike = part.len() == 36
            || matches!(before, "instruments" | "phases" | "evidence" | "themes")
            || before_that == "parts";
        shape.push(if alike { "*" } else { part });
        (before_that, before) = (before, part);
    }
    shape.join("/")
}

/// Not a download, and not the same page sorted or paged otherwise.
fn is_page(path: &str) -> bool {
    !path.contains(['?', '#', '.']) && !path.ends_with("/file")
}

#[tokio::test]
async fn staff_in_dutch_on_a_desktop_by_day() {
    walk_both(Screen::Desktop, Scheme::Light, "nl").await;
}

#[tokio::test]
async fn staff_in_english_on_a_phone_by_day() {
    walk_both(Screen::Phone, Scheme::Light, "en").await;
}

#[tokio::test]
async fn staff_in_english_on_a_desktop_by_night() {
    walk_both(Screen::Desktop, Scheme::Dark, "en").await;
}

#[tokio::test]
async fn staff_in_dutch_on_a_phone_by_night() {
    walk_both(Screen::Phone, Scheme::Dark, "nl").await;
}

#[tokio::test]
async fn readers_of_their_own_pages_on_both_screens() {
    let demo = Demo::start();
    for (role, screen) in READERS
        .into_iter()
        .zip([Screen::Phone, Screen::Desktop, Screen::Phone])
    {
        let seen = walk(&demo, role, (screen, Scheme::Light, "nl"), &Shapes::new()).await;
        assert!(seen.len() > 2, "{role} found only {seen:?}");
    }
}

/// The second case has figures that the demo has no data for: the map of clusters, all gaps, the
/// mirror, what others reach, and the importance that clients state.
#[tokio::test]
async fn every_edition_of_the_second_case_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (screen, scheme, language) in [
        (Screen::Phone, Scheme::Light, "nl"),
        (Screen::Desktop, Scheme::Dark, "en"),
    ] {
        let browser = Browser::start_in(screen, Scripts::On, scheme).await;
        for edition in ["management", "staff", "clients"] {
            let file = folder.path().join(format!("{edition}-{language}.html"));
            let written = Command::new(env!("CARGO_BIN_EXE_peil"))
                .args(["report", "--dir", "surveys/library", "--wave", "1"])
                .args([
                    "--edition",
                    edition,
                    "--lang",
                    language,
                    "--format",
                    "html",
                    "--out",
                ])
                .arg(&file)
                .output()
                .unwrap();
            assert!(written.status.success(), "{written:?}");
            browser.open(&format!("file://{}", file.display())).await;
            let what = format!("{edition} ({screen:?}, {scheme:?}, {language})");
            assert_eq!(browser.values("html", "lang").await, [language]);
            assert_eq!(browser.too_wide().await, None, "{what}");
            browser.is_accessible(&what).await;
        }
    }
}

/// The pages of a survey, one by one: with a mistake, the welcome, the thanks, and "already in".
async fn answer(
    demo: &Demo,
    link: usize,
    (screen, scheme, scripts): (Screen, Scheme, Scripts),
    language: &str,
) {
    let browser = Browser::start_in(screen, scripts, scheme).await;
    let link = demo.survey_link(link);
    let look = async |what: &str| {
        let what = format!("{what} ({screen:?}, {scheme:?}, scripts {scripts:?}, {language})");
        browser.fits(&what).await;
        browser.is_accessible(&what).await;
    };
    browser.open(&format!("{link}?lang={language}")).await;
    look("the welcome").await;
    browser.open(&format!("{link}/stop?lang={language}")).await;
    look("the way to say no more").await;
    for page in 1..=3 {
        browser
            .open(&format!("{link}/{page}?lang={language}"))
            .await;
        look(&format!("page {page}")).await;
        if page == 1 {
            let never_offered = "const first = document.querySelector('fieldset.item input');\
                first.value = '99'; first.checked = true";
            browser.client.execute(never_offered, vec![]).await.unwrap();
            browser.click("button[value=next]").await;
            browser.find("[role=alert]").await;
            look("page 1 with a mistake").await;
        }
        answer_all(&browser, "4").await;
        browser.click("button[value=next]").await;
    }
    browser.at("/thanks").await;
    look("the thanks").await;
    browser.open(&format!("{link}?lang={language}")).await;
    look("handed in already").await;
    browser.open(&demo.address("/r/nonsense")).await;
    look("a link that is not valid").await;
    browser.open(&demo.address("/sign-in")).await;
    look("the way in").await;
}

#[tokio::test]
async fn clients_on_both_screens_in_both_languages_by_day_and_by_night() {
    let demo = Demo::start();
    use {Scheme::*, Screen::*, Scripts::*};
    answer(&demo, 0, (Phone, Light, On), "nl").await;
    answer(&demo, 1, (Phone, Dark, Off), "en").await;
    answer(&demo, 2, (Desktop, Light, Off), "en").await;
    answer(&demo, 3, (Desktop, Dark, On), "nl").await;
    answer(&demo, 4, (Phone, Light, Off), "nl").await;
}
