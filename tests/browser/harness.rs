//! Proves the harness itself on one small page: a browser that shows nothing proves nothing.

use axum::Router;
use axum::response::Html;
use axum::routing::{get, post};

use crate::chromium::{Browser, Screen, Scripts};

const PAGE: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Proof</title><h1>Proof</h1><p id="said">no script ran</p>
<noscript><p id="without">scripts are off</p></noscript>
<form method="post" action="/sent"><label for="name">Name</label>
<input id="name" name="name"><button>Send</button></form>
<script>document.getElementById("said").textContent = "a script ran"</script></html>"#;

async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/", get(|| async { Html(PAGE) }))
        .route(
            "/sent",
            post(|body: String| async move { Html(format!("<p id=got>{body}</p>")) }),
        )
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
