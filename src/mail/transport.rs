//! Hands messages over: to a mail server, to a folder, or to a test.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::fs::{self, OpenOptions};
use tokio::io::AsyncWriteExt;

use super::MailError;
use super::dkim::Signer;
use crate::config::{Config, Dkim, Smtp};

/// Longest wait for the mail server to take one message, well within a lease. The client waits so
/// long for a connection only, and for ever for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Conversations at once with a mail server: one on this machine is ours alone, others count them.
/// Each waits some 40 ms a message, since the text and the dot that ends it go apart and the server
/// delays its acknowledgement of the first.
const AT_ONCE_HERE: u32 = 48;
const AT_ONCE_ELSEWHERE: u32 = 5;

/// Where messages go.
#[derive(Clone, Debug)]
pub enum Transport {
    Smtp(Server),
    /// One `.eml` file a message, for people without a mail server.
    Files(PathBuf),
    /// For tests.
    Memory(Memory),
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// What goes there is signed, where there is a key.
    signer: Option<Signer>,
    patience: Duration,
    /// Halved each time that the server turns a conversation away; never less than one.
    at_once: Arc<AtomicU32>,
}

impl Server {
    async fn send(&self, mut message: Message) -> Result<(), SendError> {
        if let Some(signer) = &self.signer {
            signer.sign(&mut message);
        }
        let mut to = message.envelope().to().iter();
        let beyond_ascii = to.any(|address| !AsRef::<str>::as_ref(address).is_ascii());
        let sending = self.transport.send(message);
        let at_once = self.at_once.load(Ordering::Relaxed);
        match tokio::time::timeout(self.patience, sending).await {
            // It takes fewer conversations than we hold. Of all that are turned away together the first
            // halves the number: the others began under the same one.
            Ok(Err(err)) if err.status().is_some_and(|code| u16::from(code) == 421) => {
                let fewer = (at_once / 2).max(1);
                let _ = self.at_once.compare_exchange(
                    at_once,
                    fewer,
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                );
                Err(reason(&err))
            }
            // Some servers take only names in ASCII; those are there for everybody else.
            Ok(Err(err)) if beyond_ascii && err.is_client() => {
                Err(SendError::NoSuchAddress(with_sources(&err)))
            }
            Ok(sent) => sent.map(|_| ()).map_err(|err| reason(&err)),
            Err(_) => Err(SendError::Unreachable(format!(
                "no answer within {} seconds",
                self.patience.as_secs()
            ))),
        }
    }
}

/// Why a message was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// There is no getting through to the server; that says nothing about the message.
    #[error("the mail server cannot be reached: {0}")]
    Unreachable(String),
    /// The server, or the folder, may take it another time.
    #[error("not taken for now: {0}")]
    Temporary(String),
    /// No mail will ever reach this address.
    #[error("the address does not exist: {0}")]
    NoSuchAddress(String),
}

impl Transport {
    pub fn of(config: &Config) -> Result<Self, MailError> {
        match &config.smtp {
            Some(smtp) => Self::smtp(smtp, config.dkim.as_ref()),
            None => Ok(Self::Files(config.mail_folder())),
        }
    }

    /// TLS is demanded unless the server is on this machine or the address itself says otherwise.
    pub fn smtp(server: &Smtp, dkim: Option<&Dkim>) -> Result<Self, MailError> {
        Self::smtp_within(server, dkim, PATIENCE)
    }

    pub(super) fn smtp_within(
        server: &Smtp,
        dkim: Option<&Dkim>,
        patience: Duration,
    ) -> Result<Self, MailError> {
        let signer = dkim.map(Signer::of).transpose()?;
        let url = server.url.reveal();
        let bare = url.starts_with("smtp://") && !url.contains('?');
        let url = match bare && !server.is_local() {
            true => format!("{url}?tls=required"),
            false => url.to_owned(),
        };
        let at_once = match server.is_local() {
            true => AT_ONCE_HERE,
            false => AT_ONCE_ELSEWHERE,
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(MailError::Server)?
            .timeout(Some(patience))
            .pool_config(smtp::PoolConfig::new().max_size(at_once))
            .build();
        Ok(Self::Smtp(Server {
            transport,
            signer,
            patience,
            at_once: Arc::new(AtomicU32::new(at_once)),
        }))
    }

    /// As many messages as may be under way.
    pub fn at_once(&self) -> u32 {
        match self {
            Self::Smtp(server) => server.at_once.load(Ordering::Relaxed),
            Self::Files(_) | Self::Memory(_) => AT_ONCE_HERE,
        }
    }

    /// Whether messages reach people without anybody's doing.
    pub fn delivers(&self) -> bool {
        !matches!(self, Self::Files(_))
    }

    pub async fn send(&self, message: &Message, message_id: &str) -> Result<(), SendError> {
        match self {
            Self::Smtp(server) => server.send(message.clone()).await,
            Self::Files(folder) => write(folder, message_id, &message.formatted())
                .await
                .map_err(|err| SendError::Temporary(format!("{}: {err}", folder.display()))),
            Self::Memory(memory) => memory.take(message),
        }
    }
}

/// Only what a server says of the address itself is final. Anything else, a refused sign-in or a
/// policy among it, can be mended on our side, and then the mail must still be there.
fn reason(err: &smtp::Error) -> SendError {
    let said = with_sources(err);
    let Some(status) = err.status() else {
        return SendError::Unreachable(said);
    };
    let about_the_address = matches!(u16::from(status), 550 | 551 | 553 | 556);
    // 5.7.x is policy: relaying denied, sender refused (RFC 3463).
    if about_the_address && !said.contains(" 5.7.") {
        SendError::NoSuchAddress(said)
    } else {
        SendError::Temporary(said)
    }
}

fn with_sources(err: &dyn std::error::Error) -> String {
    let mut said = err.to_string();
    let mut source = err.source();
    while let Some(inner) = source {
        let inner_said = inner.to_string();
        if !said.contains(&inner_said) {
            said = format!("{said}: {inner_said}");
        }
        source = inner.source();
    }
    said
}

/// Writes a message whole or not at all; sent again, it replaces itself. It holds a link, so it is
/// for its owner's eyes only.
async fn write(folder: &Path, message_id: &str, message: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let draft = folder.join(format!(".{message_id}.part"));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(&draft).await?;
    file.write_all(message).await?;
    file.sync_all().await?;
    fs::rename(draft, folder.join(format!("{message_id}.eml"))).await
}

/// Keeps what was sent, and fails when a test asks it to.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    messages: Vec<String>,
    failures: Vec<SendError>,
}

impl Memory {
    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, message: &Message) -> Result<(), SendError> {
        let mut kept = self.lock();
        if let Some(failure) = kept.failures.pop() {
            return Err(failure);
        }
        let written = String::from_utf8_lossy(&message.formatted()).into_owned();
        kept.messages.push(written);
        Ok(())
    }

    /// Every message so far, as it would go over the wire.
    pub fn messages(&self) -> Vec<String> {
        self.lock().messages.clone()
    }

    /// The next message fails like this.
    pub fn fail_next(&self, failure: SendError) {
        self.lock().failures.push(failure);
    }
}
