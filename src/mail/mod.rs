//! Mail: one module per message, and the transport that hands messages over.
//!
//! Nothing here is kept: a message is made at the moment of sending, since it holds a link.

pub mod adjustment;
pub mod body;
pub mod bounce;
pub mod dkim;
mod headers;
pub mod invitation;
pub mod outcome;
pub mod transport;

#[cfg(test)]
mod smtp_tests;

use std::path::PathBuf;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};

use self::headers::{AutoSubmitted, Unsubscribe, UnsubscribeByPost};
use crate::config::{Config, ConfigError};

/// Who writes, and where answers go.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Message ids are unique within its domain.
    pub from: Mailbox,
    pub reply_to: Option<Mailbox>,
}

impl Sender {
    pub fn of(config: &Config) -> Self {
        Self {
            from: config.mail_from.clone(),
            reply_to: config.mail_reply_to.clone(),
        }
    }
}

/// What every message has besides its contents.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    pub sender: &'a Sender,
    pub name: &'a str,
    pub email: &'a str,
    /// The same at every attempt, so that a mailbox can merge what was sent twice.
    pub message_id: &'a str,
    pub now: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("“{0}” is not an address that mail can be sent to")]
    Address(String),
    #[error("the message could not be put together")]
    Message(#[from] lettre::error::Error),
    #[error("the mail server in PEIL_SMTP_URL cannot be used")]
    Server(#[source] lettre::transport::smtp::Error),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(
        "{file}, in PEIL_DKIM_KEY, holds no private key that mail can be signed with; make one: \
         openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out {file}",
        file = .0.display()
    )]
    Dkim(PathBuf),
}

/// Puts a message together as plain text and as HTML that say the same. At `stop` no more mail can
/// be asked for, by a person and by a mail program.
fn letter(
    envelope: &Envelope,
    subject: &str,
    stop: &str,
    plain: String,
    html: String,
) -> Result<Message, MailError> {
    let address =
        deliverable(envelope.email).ok_or_else(|| MailError::Address(envelope.email.to_owned()))?;
    let name = Some(one_line(envelope.name)).filter(|name| !name.is_empty());
    let domain = envelope.sender.from.email.domain();
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{domain}>", envelope.message_id)))
        .date(SystemTime::from(envelope.now))
        .from(envelope.sender.from.clone())
        .to(Mailbox::new(name, address))
        .header(AutoSubmitted)
        .header(Unsubscribe(stop.to_owned()))
        .header(UnsubscribeByPost)
        .subject(one_line(subject));
    if let Some(reply_to) = &envelope.sender.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    Ok(message.multipart(MultiPart::alternative_plain_html(plain, html))?)
}

/// The address as every mail server takes it: a domain beyond ASCII by its name in the DNS.
fn deliverable(email: &str) -> Option<Address> {
    let (user, domain) = email.rsplit_once('@')?;
    if domain.is_ascii() {
        return email.parse().ok();
    }
    Address::new(user, idna::domain_to_ascii(domain).ok()?).ok()
}

/// A name or title as it can stand in a line of its own: no line breaks, no control characters, and
/// none of the marks that turn the direction of what follows.
fn one_line(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
