//! Real conversations with a small mail server on loopback.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lettre::Message;
use mailin::response::{INVALID_CREDENTIALS, NO_MAILBOX, NO_SERVICE, OK, TRANSACTION_FAILED};
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::transport::{SendError, Transport};
use crate::config::{Secret, Smtp};

/// Takes mail for `taken@`; to other addresses it answers what their name says.
#[derive(Clone, Default)]
pub(super) struct Mailboxes {
    received: Arc<Mutex<Vec<String>>>,
    current: Vec<u8>,
}

impl Mailboxes {
    pub(super) fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

impl Handler for Mailboxes {
    fn rcpt(&mut self, to: &str) -> Response {
        match to.split('@').next() {
            Some("nobody") => NO_MAILBOX,
            Some("later") => Response::custom(451, "4.7.1 greylisted".to_owned()),
            Some("relay") => Response::custom(550, "5.7.1 relaying denied".to_owned()),
            Some("policy") => TRANSACTION_FAILED,
            _ => OK,
        }
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.current.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let message = String::from_utf8_lossy(&std::mem::take(&mut self.current)).into_owned();
        self.received.lock().unwrap().push(message);
        OK
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        if (user, password) == ("peil", "p@ss") {
            OK
        } else {
            INVALID_CREDENTIALS
        }
    }
}

async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    mailboxes: Mailboxes,
) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("mail.example")
        .enable_auth(AuthMechanism::Plain)
        .insecure_enable_plaintext_auth()
        .build(IpAddr::from([127, 0, 0, 1]), mailboxes);
    let mut stream = BufReader::new(stream);
    stream.write_all(&session.greeting().buffer()?).await?;
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).await? > 0 {
        let response = session.process(&line);
        line.clear();
        match response.action {
            Action::NoReply => {}
            Action::Reply | Action::UpgradeTls => stream.write_all(&response.buffer()?).await?,
            Action::Close => return stream.write_all(&response.buffer()?).await,
        }
    }
    Ok(())
}

/// Starts a server; tells its address and what it receives.
pub(super) async fn server() -> (std::net::SocketAddr, Mailboxes) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mailboxes = Mailboxes::default();
    let shared = mailboxes.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, shared.clone()));
        }
    });
    (address, mailboxes)
}

fn transport(url: String) -> Transport {
    let url = Secret::new(url);
    Transport::smtp(&Smtp { url }, None).unwrap()
}

fn message(to: &str) -> Message {
    Message::builder()
        .from("Peil <peil@mail.example>".parse().unwrap())
        .to(format!("{to}@mail.example").parse().unwrap())
        .message_id(Some("<one@mail.example>".to_owned()))
        .subject("Eén vraag")
        .body("Beste Zoë,\r\n.\r\nEen punt op een eigen regel.".to_owned())
        .unwrap()
}

#[tokio::test]
async fn a_message_arrives_whole_and_only_once() {
    let (address, mailboxes) = server().await;
    let transport = transport(format!("smtp://peil:p%40ss@{address}"));
    transport.send(&message("taken"), "one").await.unwrap();
    let received = mailboxes.received.lock().unwrap();
    assert_eq!(received.len(), 1);
    assert!(received[0].contains("Message-ID: <one@mail.example>"));
    assert!(received[0].contains("Een punt op een eigen regel."));
}

#[tokio::test]
async fn the_name_and_password_of_the_address_sign_in() {
    let (address, mailboxes) = server().await;
    let good = transport(format!("smtp://peil:p%40ss@{address}"));
    good.send(&message("taken"), "one").await.unwrap();
    assert_eq!(mailboxes.received.lock().unwrap().len(), 1);
    let wrong = transport(format!("smtp://peil:other@{address}"));
    let refused = wrong.send(&message("taken"), "one").await.unwrap_err();
    assert!(matches!(refused, SendError::Temporary(_)), "{refused}");
}

#[tokio::test]
async fn only_an_address_that_does_not_exist_is_final() {
    let (address, mailboxes) = server().await;
    let transport = transport(format!("smtp://peil:p%40ss@{address}"));
    let refused = transport.send(&message("nobody"), "one").await.unwrap_err();
    assert!(matches!(refused, SendError::NoSuchAddress(_)), "{refused}");
    for (to, part) in [
        ("later", "greylisted"),
        ("relay", "relaying"),
        ("policy", "554"),
    ] {
        let refused = transport.send(&message(to), "one").await.unwrap_err();
        assert!(
            matches!(refused, SendError::Temporary(_)),
            "{to}: {refused}"
        );
        assert!(refused.to_string().contains(part), "{refused}");
    }
    assert_eq!(mailboxes.received.lock().unwrap().len(), 0);
    transport.send(&message("taken"), "one").await.unwrap();
}

#[tokio::test]
async fn an_address_beyond_ascii_that_the_server_cannot_take_holds_nobody_else_up() {
    let (address, mailboxes) = server().await;
    let transport = transport(format!("smtp://peil:p%40ss@{address}"));
    let refused = transport.send(&message("jörg"), "one").await.unwrap_err();
    assert!(matches!(refused, SendError::NoSuchAddress(_)), "{refused}");
    assert!(refused.to_string().contains("SMTPUTF8"), "{refused}");
    transport.send(&message("taken"), "one").await.unwrap();
    assert_eq!(mailboxes.received().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_says_nothing_of_the_message() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let refused = transport(format!("smtp://{address}"))
        .send(&message("taken"), "one")
        .await
        .unwrap_err();
    assert!(matches!(refused, SendError::Unreachable(_)), "{refused}");
}

#[tokio::test]
async fn a_server_that_turns_everybody_away_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(&NO_SERVICE.buffer().unwrap()).await;
        }
    });
    let transport = transport(format!("smtp://{address}"));
    let begun = transport.at_once();
    let message = message("taken");
    let (refused, other) = tokio::join!(
        transport.send(&message, "one"),
        transport.send(&message, "one")
    );
    let refused = refused.unwrap_err();
    assert!(!matches!(refused, SendError::NoSuchAddress(_)), "{refused}");
    assert!(other.is_err());
    assert_eq!(transport.at_once(), begun / 2, "halved once for both");
    for _ in 0..10 {
        transport.send(&message, "one").await.unwrap_err();
    }
    assert_eq!(transport.at_once(), 1);
}

/// A server that hangs up in the middle of the first message, or says nothing more.
async fn drops(silent: bool) -> (std::net::SocketAddr, Mailboxes) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mailboxes = Mailboxes::default();
    let shared = mailboxes.clone();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut session = SessionBuilder::new("mail.example")
            .enable_auth(AuthMechanism::Plain)
            .insecure_enable_plaintext_auth()
            .build(IpAddr::from([127, 0, 0, 1]), Mailboxes::default());
        let mut stream = BufReader::new(stream);
        let greeting = session.greeting().buffer().unwrap();
        stream.write_all(&greeting).await.unwrap();
        let mut line = Vec::new();
        while stream.read_until(b'\n', &mut line).await.unwrap() > 0 {
            if line.starts_with(b"Message-ID:") {
                break;
            }
            let response = session.process(&line);
            line.clear();
            if response.action != Action::NoReply {
                let told = response.buffer().unwrap();
                stream.write_all(&told).await.unwrap();
            }
        }
        if silent {
            std::future::pending::<()>().await;
        }
        drop(stream);
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, shared.clone()));
        }
    });
    (address, mailboxes)
}

#[tokio::test]
async fn a_server_that_hangs_up_in_the_middle_gets_the_message_again() {
    let (address, mailboxes) = drops(false).await;
    let transport = transport(format!("smtp://peil:p%40ss@{address}"));
    let refused = transport.send(&message("taken"), "one").await.unwrap_err();
    assert!(matches!(refused, SendError::Unreachable(_)), "{refused}");
    transport.send(&message("taken"), "one").await.unwrap();
    let received = mailboxes.received();
    assert_eq!(received.len(), 1, "what was half is nothing");
    assert!(received[0].contains("Message-ID: <one@mail.example>"));
}

#[tokio::test]
async fn a_server_that_falls_silent_is_not_waited_for_without_end() {
    let (address, _) = drops(true).await;
    let url = Secret::new(format!("smtp://peil:p%40ss@{address}"));
    let within = Duration::from_millis(200);
    let transport = Transport::smtp_within(&Smtp { url }, None, within).unwrap();
    let one = message("taken");
    let sending = transport.send(&one, "one");
    let refused = tokio::time::timeout(Duration::from_secs(20), sending).await;
    let refused = refused.expect("it gives up").unwrap_err();
    assert!(matches!(refused, SendError::Unreachable(_)), "{refused}");
    assert!(refused.to_string().contains("no answer"), "{refused}");
}

/// A certificate that nobody vouches for.
fn own_certificate() -> TlsAcceptor {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mail");
    let certificate = CertificateDer::from_pem_file(format!("{folder}/server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(format!("{folder}/server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

#[tokio::test]
async fn a_server_with_a_wrong_certificate_gets_nothing_not_even_the_password() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mailboxes = Mailboxes::default();
    let shared = mailboxes.clone();
    let spoken = Arc::new(Mutex::new(0));
    let counted = spoken.clone();
    tokio::spawn(async move {
        let acceptor = own_certificate();
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(stream) = acceptor.accept(stream).await {
                *counted.lock().unwrap() += 1;
                tokio::spawn(talk(stream, shared.clone()));
            }
        }
    });
    let transport = transport(format!("smtps://peil:p%40ss@{address}"));
    let refused = transport.send(&message("taken"), "one").await.unwrap_err();
    assert!(matches!(refused, SendError::Unreachable(_)), "{refused}");
    assert!(refused.to_string().contains("certificate"), "{refused}");
    assert_eq!(
        (*spoken.lock().unwrap(), mailboxes.received().len()),
        (0, 0)
    );
}

#[tokio::test]
async fn beyond_this_machine_mail_goes_over_tls_or_not_at_all() {
    let remote = format!(
        "{:?}",
        transport("smtp://peil:x@mail.example:587".to_owned())
    );
    assert!(
        remote.contains("Required") && !remote.contains("peil:x"),
        "{remote}"
    );
}

#[tokio::test]
async fn without_a_server_a_message_is_a_file_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let transport = Transport::Files(folder.path().join("mail"));
    transport.send(&message("taken"), "one").await.unwrap();
    transport.send(&message("taken"), "one").await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
        .unwrap()
        .collect();
    assert_eq!(files.len(), 1, "sent again, it replaces itself");
    let file = files[0].as_ref().unwrap();
    assert_eq!(file.file_name(), "one.eml");
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert!(text.contains("Message-ID: <one@mail.example>"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
