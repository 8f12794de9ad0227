//! A whole wave, planned, watched and answered in a browser.
//!
//! Time moves, so the program's own router answers here in the test and not in a process of its own.
//! Of every kind of client some hold a phone; the others send the same forms by request.

use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::chromium::{Browser, Screen, Scripts};
use crate::client::hand_in;
use crate::support::app::TestApp;
use crate::support::whole_wave::requests::Requests;
use crate::support::whole_wave::{Hands, Play, play};

/// So many of a kind are played by hand before the others go by request.
const BY_HAND: usize = 2;

struct ByHand {
    address: String,
    staff: Browser,
    phone: Browser,
    others: Requests,
    handed_in: usize,
    begun: usize,
    stopped: usize,
}

impl ByHand {
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// A moment, as the field keeps it; how it is typed depends on the system's language.
    async fn set(&self, name: &str, value: &str) {
        let script = "document.querySelector(arguments[0]).value = arguments[1]";
        let field = format!("input[name={name}]");
        let arguments = vec![field.into(), value.into()];
        self.staff.client.execute(script, arguments).await.unwrap();
    }

    async fn check(&self, field: &str, wanted: bool) {
        let field = self.staff.find(field).await;
        if field.is_selected().await.unwrap() != wanted {
            field.click().await.unwrap();
        }
    }
}

impl Hands for ByHand {
    async fn sign_in(&mut self, link: &str) {
        self.staff.open(&self.at(link)).await;
        self.staff.click("main form button.primary").await;
        self.staff.find("form[action=\"/sign-out\"]").await;
    }

    async fn look(&mut self, path: &str) -> String {
        self.staff.open(&self.at(path)).await;
        self.staff.find("main h1").await;
        self.staff.fits(path).await;
        let name = path.trim_start_matches('/').replace('/', "-");
        self.staff.screenshot(&format!("whole-{name}")).await;
        self.staff.client.source().await.unwrap()
    }

    async fn plan(&mut self, path: &str, segments: &[String], opens: &str, closes: &str) {
        self.staff.open(&self.at(path)).await;
        for code in segments {
            let field = format!("input[name=segment][value=\"{code}\"]");
            self.check(&field, true).await;
        }
        self.staff
            .click("select[name=privacy] option[value=confidential]")
            .await;
        self.check("input[name=sampling][value=census]", true).await;
        self.check("input[name=send]", true).await;
        self.set("opens", opens).await;
        self.set("closes", closes).await;
        self.staff.fill("input[name=rest]", "0").await;
        self.staff.click("button[name=go][value=see]").await;
        self.staff.find("main table").await;
        self.staff.screenshot("whole-plan").await;
        self.staff.click("button[name=go][value=keep]").await;
        self.staff.at("/waves/2").await;
    }

    async fn plan_reminders(&mut self, path: &str, after: [u32; 2]) {
        self.staff.open(&self.at(path)).await;
        for (field, days) in ["after1", "after2"].into_iter().zip(after) {
            let field = format!("input[name={field}]");
            self.staff.fill(&field, &days.to_string()).await;
        }
        self.staff
            .find("input[name=after3]")
            .await
            .clear()
            .await
            .unwrap();
        self.set("from", "09:00").await;
        self.set("until", "17:00").await;
        for day in 0..7 {
            let field = format!("input[name=day][value=\"{day}\"]");
            self.check(&field, day < 5).await;
        }
        self.staff.click("form button.primary").await;
        self.staff.open(&self.at(path)).await;
        for (field, days) in ["after1", "after2"].into_iter().zip(after) {
            let field = format!("input[name={field}]");
            let kept = self.staff.values(&field, "value").await;
            assert_eq!(kept, [days.to_string()]);
        }
    }

    async fn hand_in(&mut self, link: &str) {
        self.handed_in += 1;
        if self.handed_in > BY_HAND {
            return self.others.hand_in(link).await;
        }
        hand_in(&self.phone, link).await;
    }

    async fn begin(&mut self, link: &str) {
        self.begun += 1;
        if self.begun > BY_HAND {
            return self.others.begin(link).await;
        }
        self.phone.open(link).await;
        self.phone.click("a.primary").await;
        self.phone.at("/1").await;
        self.phone.click("button[value=next]").await;
        self.phone.at("/2").await;
    }

    async fn want_no_mail(&mut self, stop_link: &str) {
        self.stopped += 1;
        if self.stopped > BY_HAND {
            return self.others.want_no_mail(stop_link).await;
        }
        self.phone.open(stop_link).await;
        self.phone.fits("the page to stop").await;
        self.phone.click("main form button.primary").await;
        self.phone.find("main h1").await;
        self.phone.screenshot("whole-stopped").await;
        assert_eq!(self.phone.count("main form").await, 0, "it is done");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_wave_is_played_by_hand_and_every_number_equals_the_ledger() {
    let mut wave = Play::begin(TestApp::start().await).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = wave.app.router.clone();
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, router).await });
    wave.worker.public_url.clone_from(&address);

    let mut hands = ByHand {
        address,
        staff: Browser::start(Screen::Desktop, Scripts::On).await,
        phone: Browser::start(Screen::Phone, Scripts::Off).await,
        others: Requests::of(&wave.app),
        handed_in: 0,
        begun: 0,
        stopped: 0,
    };
    play(&mut wave, &mut hands).await;
    let played = [hands.handed_in, hands.begun, hands.stopped];
    assert!(played.iter().all(|times| *times > BY_HAND), "{played:?}");
}
