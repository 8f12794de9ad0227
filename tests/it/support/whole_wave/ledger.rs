//! The pages and the command line against the ledger.

use std::collections::{BTreeMap, HashSet};

use peil::domain::language::Language;
use peil::domain::outlook::needed;
use peil::domain::protocol::Protocol;

use super::{Hands, Ledger, OWN, PROTOCOL, Play};

/// The rows of the table of progress: what a segment is called, and its numbers.
fn progress(page: &str) -> BTreeMap<String, Vec<u64>> {
    let table = page
        .split("<table>")
        .find(|part| part.contains("Invited"))
        .unwrap();
    let table = table.split("</table>").next().unwrap();
    let mut found = BTreeMap::new();
    for row in table.split("<tr>").skip(2) {
        let name = row.split("<th scope=\"row\">").nth(1).unwrap();
        let name = name.split("</th>").next().unwrap();
        let cells = row.split("<td class=\"number\">").skip(1);
        let numbers = cells.map(|cell| cell.split("</td>").next().unwrap().replace(',', ""));
        let numbers = numbers.filter_map(|cell| cell.parse().ok());
        found.insert(name.to_owned(), numbers.collect());
    }
    found
}

pub fn thousands(n: usize) -> String {
    if n < 1000 {
        return n.to_string();
    }
    format!("{},{:03}", n / 1000, n % 1000)
}

impl Ledger {
    /// Invited, queued, sent, bounced, want no mail, begun, answered: of some of the clients.
    fn numbers(&self, wanted: &dyn Fn(usize) -> bool) -> [u64; 7] {
        let of = |who: &dyn Fn(usize) -> bool| {
            (1..=1240).filter(|n| wanted(*n) && who(*n)).count() as u64
        };
        [
            of(&|_| true),
            of(&|_| true),
            of(&|n| self.mailed.contains(&n)),
            of(&|n| self.bounced.contains(&n)),
            of(&|n| self.stopped.contains(&n)),
            of(&|n| self.answered.contains(&n) || self.begun.contains(&n)),
            of(&|n| self.answered.contains(&n)),
        ]
    }
}

pub async fn check(wave: &Play, hands: &mut impl Hands, ledger: &Ledger) {
    wave.sign_in(hands).await;
    let page = hands.look(OWN).await;
    let told = format!("{} of 1,240 answered", thousands(ledger.answered.len()));
    assert!(page.contains(&told), "{told}");
    check_progress(wave, ledger, &page);
    check_status(wave, ledger);
    let outbox = hands.look("/programmes/servicedesk/outbox").await;
    check_outbox(wave, ledger, &outbox);
}

fn check_progress(wave: &Play, ledger: &Ledger, page: &str) {
    let protocol = Protocol::parse("protocol.toml", PROTOCOL).unwrap();
    let shown = progress(page);
    let needed = needed(&protocol, |_| true).unwrap();
    for segment in &protocol.segments {
        let mut expected = ledger
            .numbers(&|n| wave.rows[n - 1].segment == segment.code)
            .to_vec();
        let mut needed = needed.segments.iter();
        let own = needed.find(|(code, _)| *code == segment.code);
        expected.extend(
            own.map(|(_, needed)| *needed)
                .filter(|needed| expected[6] < *needed),
        );
        let name = segment.name.get(&Language::english());
        assert_eq!(shown.get(name), Some(&expected), "{name}: {shown:?}");
    }
    // What is reached stands as a word beside its number, and is read as none.
    let mut expected = ledger.numbers(&|_| true).to_vec();
    expected.extend(Some(needed.all).filter(|needed| expected[6] < *needed));
    assert_eq!(shown.get("All"), Some(&expected), "{shown:?}");
    assert_eq!(shown.len(), protocol.segments.len() + 1);
}

/// What `peil wave status` says is the same.
fn check_status(wave: &Play, ledger: &Ledger) {
    let said = wave.command(&[
        "wave",
        "status",
        "--programme",
        "servicedesk",
        "--wave",
        "2",
    ]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let segments = said["segments"].as_array().unwrap();
    assert!(segments.len() > 1, "{said}");
    for one in segments {
        let [invited, _, sent, bounced, stopped, started, submitted] =
            ledger.numbers(&|n| one["segment"] == *wave.rows[n - 1].segment);
        assert_eq!(one["invited"], invited, "{one}");
        assert_eq!(one["sent"], sent, "{one}");
        assert_eq!(one["bounced"], bounced, "{one}");
        assert_eq!(one["opted_out"], stopped, "{one}");
        assert_eq!(one["started"], started, "{one}");
        assert_eq!(one["submitted"], submitted, "{one}");
    }
}

/// What the server took and did not send back, nothing waiting, and the rest.
fn check_outbox(wave: &Play, ledger: &Ledger, page: &str) {
    let taken = wave.server.taken();
    let ids: HashSet<&str> = taken.iter().map(|mail| mail.message_id.as_str()).collect();
    assert_eq!(ids.len(), taken.len(), "no mail twice");
    let back = ledger.bounced.intersection(&ledger.mailed).count();
    let told = format!(
        "{} sent, 0 waiting, {} failed",
        thousands(taken.len() - back),
        ledger.bounced.len()
    );
    assert!(page.contains(&told), "{told}");
    let starts = |word: &str| {
        let mails = taken.iter().filter(|mail| mail.subject.starts_with(word));
        mails.count()
    };
    assert_eq!(
        starts("Herinnering") + starts("Reminder"),
        taken.len() - ledger.mailed.len()
    );
}
