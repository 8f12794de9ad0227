//! Every tiny survey, one per feature, is filled in by keyboard alone: with scripts and without, on
//! both screens, in both languages.

use std::path::Path;

use fantoccini::key::Key;
use peil::domain::protocol::PrivacyMode;

use crate::chromium::{Browser, Screen, Scripts};
use crate::support::app::TestApp;
use crate::support::wave::OpenWave;

/// A running server with one survey of our own, as its clients see it.
pub struct Asked {
    pub app: TestApp,
    pub open: OpenWave,
    address: String,
}

impl Asked {
    pub async fn start(survey: &str) -> Self {
        let app = TestApp::start().await;
        let closing = Some(TestApp::closing());
        let open = app
            .open_wave_on(survey, PrivacyMode::Confidential, 4, closing)
            .await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = app.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { app, open, address }
    }

    pub fn link(&self, client: usize) -> String {
        format!("{}{}", self.address, self.open.links[client])
    }
}

fn surveys() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/surveys");
    let files = std::fs::read_dir(folder).unwrap();
    let mut surveys: Vec<(String, String)> = files
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    surveys.sort();
    surveys
}

/// What has the focus: its tag, type, name and value.
async fn focused(browser: &Browser) -> [String; 4] {
    let script = "const e = document.activeElement;\
        return [e.tagName, e.type || '', e.name || '', e.value || e.className || '']";
    let found = browser.client.execute(script, Vec::new()).await.unwrap();
    serde_json::from_value(found).unwrap()
}

async fn type_in(browser: &Browser, text: &str) {
    let element = browser.client.active_element().await.unwrap();
    element.send_keys(text).await.unwrap();
}

/// Answers what has the focus, when it asks something and has no answer yet.
async fn answer(
    browser: &Browser,
    [tag, kind, name, value]: &[String; 4],
    answered: &mut Vec<String>,
) {
    // Not what does not apply, and not what else it is: an answer was chosen.
    let apart = (value.starts_with('-') && kind == "checkbox") || name.ends_with(".other");
    if !name.starts_with("q-") || apart || (answered.contains(name) && tag != "SELECT") {
        return;
    }
    answered.push(name.clone());
    match (tag.as_str(), kind.as_str()) {
        (_, "radio" | "checkbox") => type_in(browser, " ").await,
        ("SELECT", _) => {
            let place = answered.iter().filter(|own| *own == name).count();
            type_in(browser, &place.to_string()).await;
        }
        (_, "date") => type_in(browser, "12032026").await,
        (_, "email") => type_in(browser, "naam@voorbeeld.nl").await,
        // A number is asked in a text field; a text may well be a number.
        _ if !value.contains('4') => type_in(browser, "4").await,
        _ => {}
    }
}

/// Answers a page from its first field to its first button, and presses that.
async fn fill_in(browser: &Browser, what: &str) {
    let mut answered = Vec::new();
    for _ in 0..80 {
        browser.press(Key::Tab).await;
        let here = focused(browser).await;
        if here[2] == "go" && here[3] == "next" {
            browser.press(Key::Enter).await;
            return;
        }
        answer(browser, &here, &mut answered).await;
    }
    panic!("{what}: the tab key does not lead to the button");
}

async fn path(browser: &Browser) -> String {
    browser
        .client
        .current_url()
        .await
        .unwrap()
        .path()
        .to_owned()
}

/// From the link to the thanks.
async fn hand_in(browser: &Browser, link: &str, what: &str, language: &str) {
    let look = async || {
        browser.fits(what).await;
        browser.is_accessible(what).await;
    };
    browser.open(&format!("{link}?lang={language}")).await;
    look().await;
    browser.find("a.primary").await;
    for _ in 0..10 {
        browser.press(Key::Tab).await;
        let [tag, _, _, class] = focused(browser).await;
        if tag == "A" && class.contains("primary") {
            browser.press(Key::Enter).await;
            break;
        }
    }
    browser.at("/1").await;
    for _ in 0..8 {
        browser.find("h1").await;
        let here = path(browser).await;
        if here.ends_with("/thanks") {
            look().await;
            return;
        }
        look().await;
        assert_eq!(browser.values("html", "lang").await, [language], "{what}");
        assert_eq!(browser.nameless().await, [""; 0], "{what}");
        browser
            .screenshot(&format!("walk-{}", what.replace([' ', ','], "-")))
            .await;
        fill_in(browser, what).await;
        // The next page is another one, or the same with what is wrong.
        for _ in 0..100 {
            if path(browser).await != here || browser.count("[role=alert]").await > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(
            browser.count("[role=alert]").await,
            0,
            "{what}:\n{}",
            browser.text().await
        );
    }
    panic!("{what} does not end; it is at {}", path(browser).await);
}

async fn walk(screen: Screen, scripts: Scripts, language: &str) {
    let browser = Browser::start(screen, scripts).await;
    for (name, text) in surveys() {
        let asked = Asked::start(&text).await;
        let what = format!("{name}, {screen:?} scripts {scripts:?} {language}");
        hand_in(&browser, &asked.link(0), &what, language).await;
        let sent = peil::store::responses::count(&asked.app.app.db.reader, &asked.open.wave);
        assert_eq!(sent.await.unwrap(), 1, "{what}");
    }
}

#[tokio::test]
async fn by_keyboard_on_a_phone_with_scripts_in_dutch() {
    walk(Screen::Phone, Scripts::On, "nl").await;
}

#[tokio::test]
async fn by_keyboard_on_a_phone_without_scripts_in_english() {
    walk(Screen::Phone, Scripts::Off, "en").await;
}

#[tokio::test]
async fn by_keyboard_on_a_desktop_with_scripts_in_english() {
    walk(Screen::Desktop, Scripts::On, "en").await;
}

#[tokio::test]
async fn by_keyboard_on_a_desktop_without_scripts_in_dutch() {
    walk(Screen::Desktop, Scripts::Off, "nl").await;
}

const CONDITIONS: &str = include_str!("../data/surveys/conditions.toml");

#[tokio::test]
async fn questions_come_and_go_and_answers_are_saved_while_somebody_types() {
    let asked = Asked::start(CONDITIONS).await;
    let browser = Browser::start(Screen::Phone, Scripts::On).await;
    browser.open(&format!("{}/1", asked.link(0))).await;
    let shown = async || {
        let why = browser.find("[data-item=why]").await;
        let must = browser.find("[data-must=care]").await;
        (
            why.is_displayed().await.unwrap(),
            must.is_displayed().await.unwrap(),
        )
    };
    assert_eq!(shown().await, (false, false));
    browser.fill("#a-speed", "4").await;
    assert_eq!(shown().await, (true, true));
    let text = browser.find("[data-item=why]").await.text().await.unwrap();
    assert!(text.contains("Waarom een 4 voor de snelheid?"), "{text}");
    let told = "return document.getElementById('told').textContent";
    let told = browser.client.execute(told, Vec::new()).await.unwrap();
    assert_eq!(
        told,
        "Door uw antwoord is er op deze pagina een vraag bij gekomen."
    );
    let focus = browser.client.active_element().await.unwrap();
    assert_eq!(focus.attr("id").await.unwrap().as_deref(), Some("a-speed"));
    browser.is_accessible("a page with a question more").await;

    // Elsewhere, before anything was sent, it is there.
    for _ in 0..100 {
        if browser.text().await.contains("Bewaard.") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let elsewhere = Browser::start(Screen::Desktop, Scripts::Off).await;
    elsewhere.open(&format!("{}/1", asked.link(0))).await;
    assert_eq!(elsewhere.values("#a-speed", "value").await, ["4"]);
    assert_eq!(elsewhere.count("[data-item=why]:not([hidden])").await, 1);

    browser.fill("#a-speed", "8").await;
    assert_eq!(shown().await, (false, false));
}

#[tokio::test]
async fn two_devices_on_one_link_lose_nothing_and_are_told() {
    let asked = Asked::start(CONDITIONS).await;
    let phone = Browser::start(Screen::Phone, Scripts::On).await;
    let laptop = Browser::start(Screen::Desktop, Scripts::Off).await;
    for browser in [&phone, &laptop] {
        browser.open(&format!("{}/1", asked.link(0))).await;
    }
    laptop.fill("#a-speed", "9").await;
    laptop.fill("#a-care", "7").await;
    laptop.click("button[value=next]").await;
    laptop.at("/review").await;
    phone.fill("#a-speed", "8").await;
    phone.find("#elsewhere .notice").await;
    let notice = phone.find("#elsewhere").await.text().await.unwrap();
    assert!(
        notice.contains("De snelheid: het eerdere antwoord van elders (“9”) is vervangen"),
        "{notice}"
    );
    assert!(
        notice.contains("De zorg: het antwoord van elders (“7”) blijft staan"),
        "{notice}"
    );
    phone
        .is_accessible("a notice of answers from elsewhere")
        .await;
    phone.fits("a notice of answers from elsewhere").await;
    phone.screenshot("client-elsewhere").await;

    // What the laptop looked over is not what would be sent now.
    laptop.click("button[value=next]").await;
    // The same address again, with what stands now.
    for _ in 0..100 {
        let said = "return document.querySelector('dd')?.innerText";
        let said = laptop.client.execute(said, Vec::new()).await;
        if said.is_ok_and(|said| said == "8") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(laptop.find("dd").await.text().await.unwrap(), "8");
    laptop.click("button[value=next]").await;
    laptop.at("/thanks").await;
}

/// `peil survey preview FILE`, ended by its own id.
struct Preview {
    child: std::process::Child,
    address: String,
}

impl Preview {
    fn of(file: &Path) -> Self {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_peil"))
            .args([
                "survey",
                "preview",
                "--json",
                "--lang",
                "en",
                "--listen",
                "127.0.0.1:0",
            ])
            .arg(file)
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let output = std::io::BufReader::new(child.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut { output }, &mut line).unwrap();
        let said: serde_json::Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().to_owned();
        Self { child, address }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn a_file_is_previewed_with_reasons_and_read_anew_at_each_look() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.toml");
    std::fs::write(&file, CONDITIONS).unwrap();
    let preview = Preview::of(&file);
    let browser = Browser::start(Screen::Phone, Scripts::On).await;
    browser.open(&preview.address).await;
    browser.click("a.primary").await;
    browser.at("/1").await;
    browser.fill("#a-speed", "4").await;
    browser.fill("#a-care", "3").await;
    browser.click("button[value=stay]").await;
    browser.find("details.why[open]").await;
    let said = browser.text().await;
    for words in [
        "Asked if “The speed” is at most 5.",
        "Required if “The speed” is at most 5.",
        "That is so now.",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    browser.fits("a preview with reasons").await;
    browser.is_accessible("a preview with reasons").await;
    browser.screenshot("preview-why").await;
    browser.click("button[value=next]").await;
    browser.find("#a-better").await;
    browser.click("details.why summary").await;
    assert!(
        browser
            .text()
            .await
            .contains("The whole page is asked if “Mean” is lower than 6.")
    );

    std::fs::write(&file, CONDITIONS.replace("total < 6", "total < ")).unwrap();
    browser.open(&format!("{}1", preview.address)).await;
    let said = browser.text().await;
    assert!(
        said.contains("not sound yet") && said.contains("total <"),
        "{said}"
    );
    browser.fits("a preview of a broken file").await;
    browser.is_accessible("a preview of a broken file").await;
    std::fs::write(&file, CONDITIONS.replace("The speed", "The pace")).unwrap();
    browser.open(&format!("{}1", preview.address)).await;
    assert!(browser.text().await.contains("The pace"));
}
