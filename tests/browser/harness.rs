//! Proves the harness itself on one small page: a browser that shows nothing proves nothing.

use axum::Router;
use axum::response::Html;
use axum::routing::{get, post};

use crate::chromium::{Browser, Screen, Scripts};

const PAGE: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Proof</title><main><h1>Proof</h1><p id="said">no script ran</p>
<noscript><p id="without">scripts are off</p></noscript>
<form method="post" action="/sent"><label for="name">Name</label>
<input id="name" name="name"><button>Send</button></form></main>
<script>document.getElementById("said").textContent = "a script ran"</script></html>"#;

/// Breaks rules on purpose.
const SHUT: &str = r#"<!doctype html><title>Shut</title><main><h1>Shut</h1>
<img src="data:,"><input name="name"><p style="color:#aaa;background:#fff">Faint</p></main>"#;

async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route(
            "/sent",
            post(|body: String| async move { Html(format!("<p id=got>{body}</p>")) }),
        )
        .route("/shut", get(|| async { Html(SHUT) }))
        .route(
            "/wide",
            get(|| async { Html("<div style='width:2000px'>wide</div>") }),
        );
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn a_page_is_read_filled_in_and_sent() {
    let address = serve().await;
    let browser = Browser::start(Screen::Desktop, Scripts::On).await;
    browser.open(&address).await;
    assert_eq!(
        browser.find("#said").await.text().await.unwrap(),
        "a script ran"
    );
    browser.fill("#name", "Jansen").await;
    browser.click("button").await;
    assert_eq!(
        browser.find("#got").await.text().await.unwrap(),
        "name=Jansen"
    );
    assert_eq!(browser.widths().await.1, 1280);
}

#[tokio::test]
async fn a_browser_without_scripts_runs_none_and_still_sends_forms() {
    let address = serve().await;
    let browser = Browser::start(Screen::Phone, Scripts::Off).await;
    browser.open(&address).await;
    assert_eq!(
        browser.find("#said").await.text().await.unwrap(),
        "no script ran"
    );
    assert_eq!(
        browser.find("#without").await.text().await.unwrap(),
        "scripts are off"
    );
    browser.fill("#name", "De Vries").await;
    browser.click("button").await;
    assert_eq!(
        browser.find("#got").await.text().await.unwrap(),
        "name=De+Vries"
    );
}

#[tokio::test]
async fn a_phone_is_360_wide_and_a_page_that_is_wider_is_noticed() {
    let address = serve().await;
    let browser = Browser::start(Screen::Phone, Scripts::On).await;
    browser.open(&address).await;
    assert_eq!(browser.widths().await, (360, 360));
    browser.open(&format!("{address}/wide")).await;
    let (page, _) = browser.widths().await;
    assert!(page >= 2000, "the page is {page} wide");
    let file = browser.screenshot("harness").await;
    assert!(
        std::fs::metadata(file).unwrap().len() > 1000,
        "a picture is not empty"
    );
}

#[tokio::test]
async fn a_page_that_shuts_people_out_is_noticed_and_told_by_rule() {
    let address = serve().await;
    let browser = Browser::start(Screen::Desktop, Scripts::On).await;
    browser.open(&address).await;
    assert_eq!(
        browser.violations().await,
        [""; 0],
        "the small page is fine"
    );
    browser.open(&format!("{address}/shut")).await;
    let told = browser.violations().await.join("\n");
    for rule in ["image-alt", "label", "color-contrast", "html-has-lang"] {
        assert!(told.contains(&format!("{rule}: ")), "no {rule} in\n{told}");
    }
}
