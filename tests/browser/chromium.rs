//! Starts a Chromium of its own behind a chromedriver of its own, and ends both.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// The screens that every page has to work on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Screen {
    Phone,
    Desktop,
}

impl Screen {
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 740),
            Self::Desktop => (1280, 900),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scripts {
    On,
    Off,
}

/// What the person asked of the system; pages follow it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scheme {
    Light,
    Dark,
}

/// One window with a profile of its own: nothing is shared with another test.
pub struct Browser {
    pub client: Client,
    scripts: Scripts,
    session: String,
    driver: Driver,
    _profile: tempfile::TempDir,
}

impl Browser {
    pub async fn start(screen: Screen, scripts: Scripts) -> Self {
        Self::start_in(screen, scripts, Scheme::Light).await
    }

    pub async fn start_in(screen: Screen, scripts: Scripts, scheme: Scheme) -> Self {
        let driver = Driver::start();
        let profile = tempfile::tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(screen, scheme, profile.path()))
            .connect(&driver.address())
            .await
            .unwrap_or_else(|error| panic!("chromedriver did not open Chromium: {error}"));
        let session = client
            .session_id()
            .await
            .unwrap()
            .expect("a new session has an id");
        let browser = Self {
            client,
            scripts,
            session,
            driver,
            _profile: profile,
        };
        browser.let_scripts_run(scripts == Scripts::On);
        browser
    }

    /// Whether scripts run from now on: those of the pages, and what the driver runs for us that
    /// waits for something.
    fn let_scripts_run(&self, run: bool) {
        let path = format!("/session/{}/goog/cdp/execute", self.session);
        let command = "Emulation.setScriptExecutionDisabled";
        let body = json!({ "cmd": command, "params": { "value": !run } }).to_string();
        let answer = tell(self.driver.port, "POST", &path, &body).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// Does something that needs scripts on a page that was loaded without any.
    pub async fn with_scripts<T>(&self, something: impl Future<Output = T>) -> T {
        self.let_scripts_run(true);
        let done = something.await;
        self.let_scripts_run(self.scripts == Scripts::On);
        done
    }

    pub async fn open(&self, address: &str) {
        self.client
            .goto(address)
            .await
            .unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// The first element that matches; waits a little for a page that is on its way.
    pub async fn find(&self, css: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(Duration::from_secs(10))
            .for_element(Locator::Css(css))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css}: {error}\non the page:\n{}", self.text().await),
        }
    }

    /// An element that went with its page, because the next was on its way, was not clicked: then the
    /// one of the next page is.
    pub async fn click(&self, css: &str) {
        loop {
            match self.find(css).await.click().await {
                Err(error) if error.is_stale_element_reference() => {}
                done => return done.unwrap_or_else(|error| panic!("click on {css}: {error}")),
            }
        }
    }

    /// Puts the text in a field, in place of what it held.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field
            .clear()
            .await
            .unwrap_or_else(|error| panic!("clear {css}: {error}"));
        field
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("type in {css}: {error}"));
    }

    pub async fn count(&self, css: &str) -> usize {
        let found = self.client.find_all(Locator::Css(css)).await;
        found.unwrap().len()
    }

    /// The values of an attribute of all that matches, in the order of the page.
    pub async fn values(&self, css: &str, attribute: &str) -> Vec<String> {
        let mut values = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await.unwrap() {
            values.extend(element.attr(attribute).await.unwrap());
        }
        values
    }

    /// Waits for the page whose address, without its query, ends so.
    pub async fn at(&self, ending: &str) {
        for _ in 0..200 {
            if self
                .client
                .current_url()
                .await
                .unwrap()
                .path()
                .ends_with(ending)
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let address = self.client.current_url().await.unwrap();
        panic!(
            "at {address} and not at {ending}, on the page:\n{}",
            self.text().await
        );
    }

    /// Presses a key wherever the focus is.
    pub async fn press(&self, key: Key) {
        let focused = self.client.active_element().await.unwrap();
        focused
            .send_keys(&char::from(key).to_string())
            .await
            .unwrap();
    }

    /// Goes from field to field until one of this name has the focus.
    pub async fn tab_to(&self, name: &str) {
        for _ in 0..50 {
            self.press(Key::Tab).await;
            let focused = self.client.active_element().await.unwrap();
            if focused.attr("name").await.unwrap().as_deref() == Some(name) {
                return;
            }
        }
        panic!("the tab key does not lead to {name}");
    }

    /// Fails when the page has to be scrolled sideways, and names what sticks out.
    pub async fn fits(&self, what: &str) {
        if let Some(wide) = self.too_wide().await {
            panic!("{what} is {wide}");
        }
    }

    /// How wide the page is and what sticks out, when it has to be scrolled sideways.
    pub async fn too_wide(&self) -> Option<String> {
        let (page, window) = self.widths().await;
        if page <= window {
            return None;
        }
        let script = "const edge = document.documentElement.clientWidth;\
            const scrolls = e => e && (getComputedStyle(e).overflowX != 'visible' || scrolls(e.parentElement));\
            return [...document.body.querySelectorAll('*')]\
            .filter(e => e.getBoundingClientRect().right > edge + 1 && !scrolls(e.parentElement))\
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120))";
        let wide = self.client.execute(script, Vec::new()).await.unwrap();
        Some(format!("{page} wide in a window of {window}: {wide:#}"))
    }

    /// The fields and buttons that no label names.
    pub async fn nameless(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll(\
            'input:not([type=hidden]), select, textarea, button, a')]\
            .filter(e => !(e.labels && e.labels.length) && !e.textContent.trim()\
                && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))\
            .map(e => e.outerHTML)";
        let found = self.client.execute(script, Vec::new()).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Chooses a file in an `<input type=file>`.
    pub async fn attach(&self, css: &str, file: &Path) {
        let field = self.find(css).await;
        let path = file.to_str().expect("a path of ours is text");
        field.send_keys(path).await.unwrap();
    }

    /// What a person reads on the page.
    pub async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.unwrap();
        body.text().await.unwrap()
    }

    /// How wide the page is and how wide the window: a page wider than its window scrolls sideways.
    pub async fn widths(&self) -> (u64, u64) {
        let script =
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]";
        let widths = self.client.execute(script, Vec::new()).await.unwrap();
        (widths[0].as_u64().unwrap(), widths[1].as_u64().unwrap())
    }

    /// Saves what the window shows, for people to look at.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let folder = target_folder().join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, self.client.screenshot().await.unwrap()).unwrap();
        file
    }
}

impl Drop for Browser {
    /// Asks the driver to close the window; without that, Chromium outlives its driver.
    fn drop(&mut self) {
        let path = format!("/session/{}", self.session);
        let _ = tell(self.driver.port, "DELETE", &path, "");
    }
}

/// Tells the driver something by hand, since nothing can be awaited in a drop; the start of its answer.
fn tell(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = [0; 12];
    stream.read_exact(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn capabilities(screen: Screen, scheme: Scheme, profile: &Path) -> Capabilities {
    let (width, height) = screen.size();
    // The numbers are Chromium's own.
    let preferred = match scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    let mut options = json!({
        // The sandbox needs rights that root in a container has not; we only open our own pages.
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--lang=nl",
            format!("--blink-settings=preferredColorScheme={preferred}"),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.display()),
        ],
    });
    if screen == Screen::Phone {
        // A window cannot be made this narrow; an emulated phone can. Touch stays off: with it
        // and without scripts chromedriver waits for ever after a click.
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0, "touch": false }
        });
    }
    let wanted = json!({ "browserName": "chrome", "timeouts": { "pageLoad": 30_000, "script": 10_000 }, "goog:chromeOptions": options });
    wanted.as_object().unwrap().clone()
}

/// The chromedriver process; ended by its own id.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    fn start() -> Self {
        for program in ["chromium", "chromedriver"] {
            assert!(
                is_installed(program),
                "{program} is missing, and without it no browser test can run. On Debian: \
                 apt-get install chromium chromium-driver (tests/all does it when it may)"
            );
        }
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let output = BufReader::new(child.stdout.take().expect("its output is piped"));
        let port = output
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_once("successfully on port ")?
                    .1
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .expect("chromedriver says its port");
        Self { child, port }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_installed(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// Where cargo builds: the binary under test stands in `<target>/<profile>/`.
pub fn target_folder() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_peil"));
    binary
        .ancestors()
        .nth(2)
        .expect("cargo builds in a folder of a folder")
        .to_owned()
}
