//! Mail as a server got it, checked by the letter of RFC 6376 with another library's cryptography.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{TimeZone, Utc};
use data_encoding::BASE64;
use ring::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use super::Signer;
use crate::config::{Dkim, Secret, Smtp};
use crate::mail::smtp_tests::server;
use crate::mail::transport::Transport;
use crate::mail::{Envelope, Sender, letter};

fn data(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mail");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The settings for a key in a file that only its owner can read.
fn dkim(folder: &Path, key: &str) -> Dkim {
    let file = folder.join("dkim.pem");
    fs::write(&file, key).unwrap();
    let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    fs::set_permissions(&file, owner_only).unwrap();
    Dkim {
        domain: "waterhoven.example".to_owned(),
        selector: "peil".to_owned(),
        key: file,
    }
}

/// Sends one mail, signed, and gives it as the server got it.
async fn arrived(dkim: &Dkim) -> String {
    let (address, mailboxes) = server().await;
    let url = Secret::new(format!("smtp://peil:p%40ss@{address}"));
    let transport = Transport::smtp(&Smtp { url }, Some(dkim)).unwrap();
    let sender = Sender {
        from: "Péil <peil@waterhoven.example>".parse().unwrap(),
        reply_to: None,
    };
    let envelope = Envelope {
        sender: &sender,
        name: "Zoë van der Meer-Achternaam",
        email: "taken@waterhoven.example",
        message_id: "one",
        now: Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap(),
    };
    let plain = "Beste Zoë,\r\n.\r\nEen  punt op een eigen regel. \r\n\r\n\r\n".to_owned();
    let html = format!("<p>{}</p>", "Een lange regel met é. ".repeat(20));
    let subject = "Hoe helpt de servicedesk u, en is dit onderwerp lang genoeg voor twee regels?";
    let message = letter(&envelope, subject, "https://x.example/stop", plain, html).unwrap();
    transport.send(&message, "one").await.unwrap();
    let received = mailboxes.received();
    let [one] = received.as_slice() else {
        panic!("{received:?}")
    };
    one.clone()
}

/// Runs of white space become one blank (RFC 6376, 3.4.2 and 3.4.4).
fn relaxed(text: &str) -> String {
    let blank = |c: char| c == ' ' || c == '\t';
    let mut told = String::new();
    for c in text.chars() {
        if !blank(c) {
            told.push(c);
        } else if !told.ends_with(' ') {
            told.push(' ');
        }
    }
    told
}

fn canonical_header(name: &str, value: &str) -> String {
    let value = relaxed(&value.replace("\r\n", ""));
    format!("{}:{}", name.to_ascii_lowercase(), value.trim())
}

fn canonical_body(body: &str) -> String {
    let lines = body.split("\r\n").map(relaxed);
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    let body = lines.join("\r\n");
    format!("{}\r\n", body.trim_end_matches("\r\n"))
}

/// The headers in their order, each with its value, still folded.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            let last = found.last_mut().unwrap();
            last.1 += &format!("\r\n{line}");
        } else {
            let (name, value) = line.split_once(':').unwrap();
            found.push((name.to_owned(), value.to_owned()));
        }
    }
    found
}

/// The tags of a signature, or of a record in the DNS.
fn tags(text: &str) -> BTreeMap<String, String> {
    let told = text.split(';').filter_map(|tag| tag.split_once('='));
    told.map(|(name, value)| {
        let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        (name.trim().to_owned(), value)
    })
    .collect()
}

/// What a receiving server does with the record that it finds in the DNS.
fn verify(message: &str, record: &str) -> Result<BTreeMap<String, String>, &'static str> {
    let (head, body) = message.split_once("\r\n\r\n").ok_or("no body")?;
    let headers = headers(head);
    let own = headers.iter().find(|(name, _)| name == "DKIM-Signature");
    let (name, value) = own.ok_or("not signed")?;
    let signature = tags(value);
    let hash = BASE64.encode(&Sha256::digest(canonical_body(body)));
    if signature["bh"] != hash {
        return Err("the body is another");
    }
    let mut signed = String::new();
    for wanted in signature["h"].split(':') {
        let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(wanted);
        if let Some((name, value)) = headers.iter().rev().find(named) {
            signed += &canonical_header(name, value);
            signed += "\r\n";
        }
    }
    let bare = value.split("b=").collect::<Vec<_>>();
    let [before @ .., _] = bare.as_slice() else {
        return Err("no signature");
    };
    signed += &canonical_header(name, &format!("{}b=", before.join("b=")));
    let given = BASE64.decode(signature["b"].as_bytes()).unwrap();
    let key = BASE64.decode(tags(record)["p"].as_bytes()).unwrap();
    let is_good = match signature["a"].as_str() {
        // Of the key as it stands in the DNS the first 24 bytes say that it is one for RSA.
        "rsa-sha256" => UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key[24..])
            .verify(signed.as_bytes(), &given),
        "ed25519-sha256" => {
            UnparsedPublicKey::new(&ED25519, &key).verify(&Sha256::digest(&signed), &given)
        }
        _ => return Err("another algorithm"),
    };
    is_good.map_err(|_| "the signature is not right")?;
    Ok(signature)
}

#[tokio::test]
async fn a_mail_that_arrives_is_signed_by_the_key_in_the_dns() {
    for (key, record) in [
        ("rsa.pem", "rsa.txt"),
        ("rsa-traditional.pem", "rsa.txt"),
        ("ed25519.pem", "ed25519.txt"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let message = arrived(&dkim(folder.path(), &data(key))).await;
        let signature = verify(&message, &data(record)).unwrap();
        assert_eq!(signature["d"], "waterhoven.example", "{key}");
        assert_eq!(signature["s"], "peil");
        for header in [
            "From",
            "Subject",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
        ] {
            let mut signed = signature["h"].split(':');
            assert!(
                signed.any(|one| one.eq_ignore_ascii_case(header)),
                "{header}: {signature:?}"
            );
        }
        // What was changed on the way, and another key, show.
        let other = message.replace("punt", "komma");
        assert_eq!(
            verify(&other, &data(record)).err(),
            Some("the body is another")
        );
        let other = message.replace("x.example/stop", "y.example/stop");
        assert!(verify(&other, &data(record)).is_err(), "{key}");
        let wrong = data(record).replace(['x', 'X'], "y");
        let wrong = verify(&message, &wrong);
        assert_eq!(wrong.err(), Some("the signature is not right"), "{key}");
    }
}

#[test]
fn a_key_that_is_none_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let damaged = data("ed25519.pem").replace("MC4", "MC5");
    for key in ["", "not a key", &data("server.pem"), &damaged] {
        let said = Signer::of(&dkim(folder.path(), key))
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("PEIL_DKIM_KEY") && said.contains("openssl genpkey"),
            "{said}"
        );
    }
    let good = dkim(folder.path(), &data("ed25519.pem"));
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    fs::set_permissions(&good.key, open).unwrap();
    let said = Signer::of(&good).unwrap_err().to_string();
    assert!(said.contains("chmod 600"), "{said}");
    fs::remove_file(&good.key).unwrap();
    let said = Signer::of(&good).unwrap_err().to_string();
    assert!(said.contains("cannot be read"), "{said}");
    let shown = Signer::of(&dkim(folder.path(), &data("rsa.pem"))).unwrap();
    assert_eq!(format!("{shown:?}"), "Signer(…)");
}
