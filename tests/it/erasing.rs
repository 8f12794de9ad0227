//! Addresses of people in a protocol open pages to them, and are in nothing that stays for ever.

use axum::http::StatusCode;
use peil::domain::access::Role;
use peil::domain::definition::addresses;
use peil::store::audit::Actor;
use peil::store::closings::{self, Closing};
use peil::store::{protocols, snapshots};

use super::taking_in::with_example;

const ADDRESS: &str = "@waterhoven.example";

#[tokio::test]
async fn addresses_are_erased_on_their_day_and_every_hash_still_verifies() {
    let (app, programme) = with_example().await;
    let db = &app.app.db.reader;
    let mut eva = app.signed_in_as(Role::Evaluator, &programme).await;
    let wave = "/programmes/servicedesk/waves/1";
    let frozen = eva.post(&format!("{wave}/snapshots"), "").await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER);
    let kept = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
    assert!(!kept.document.contains(ADDRESS), "a snapshot holds none");
    let before = protocols::current(db, programme.id).await.unwrap().unwrap();
    assert!(before.text.contains(ADDRESS));
    assert_eq!(
        before.protocol.addresses().len(),
        3,
        "who they open pages to"
    );
    assert_eq!(before.hash, before.protocol.hash());
    assert_eq!(before.hash, before.protocol.without_addresses().hash());
    let file = eva.get("/programmes/servicedesk/protocol/file").await.body;
    assert!(
        file.contains(ADDRESS),
        "it loads back without any difference"
    );

    let closing = Closing {
        name: "M. Besluit".to_owned(),
        remarks: String::new(),
        at: app.now(),
        erase_on: app.now().date_naive(),
        erased_at: None,
        archive: b"zip".to_vec(),
        archive_hash: String::new(),
    };
    let tx = app.app.db.begin().await.unwrap();
    let actor = Actor::program("test");
    closings::close(&tx, &actor, &programme, &closing)
        .await
        .unwrap();
    closings::erase(&tx, &actor, programme.id, app.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let after = protocols::current(db, programme.id).await.unwrap().unwrap();
    assert!(!after.text.contains(ADDRESS), "{}", after.text);
    assert!(after.protocol.addresses().is_empty());
    assert_eq!(
        (&after.hash, after.protocol.hash()),
        (&before.hash, before.hash.clone())
    );
    let kept = snapshots::newest(db, &programme, 1).await.unwrap().unwrap();
    let snapshot = kept.read().unwrap();
    assert_eq!(snapshot.inputs.protocol_hash, after.hash);
    assert_eq!(snapshot.inputs.protocol, after.protocol);
}

#[test]
fn a_text_without_addresses_says_the_same_but_for_them() {
    let text = include_str!("../../surveys/servicedesk/protocol.toml");
    let bare = addresses::without_addresses(text).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("email = "));
    assert_eq!(bare.lines().collect::<Vec<_>>(), lines.collect::<Vec<_>>());
    assert_eq!(addresses::without_addresses(&bare).unwrap(), bare);
    let inline = "member = [{ code = \"A\", email = \"a@b.nl\" }]\n";
    assert!(
        !addresses::without_addresses(inline)
            .unwrap()
            .contains("a@b.nl")
    );
}
