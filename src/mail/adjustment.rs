//! Mail about an adjustment: to its owner when it is due, to a manager when it is long overdue.

use std::time::SystemTime;

use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};

use super::headers::AutoSubmitted;
use super::{Envelope, MailError, one_line};
use crate::domain::language::Language;
use crate::domain::proceedings::Adjustment;
use crate::texts::numbers::date;
use crate::texts::t_args;

/// Whom it is for, and so what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Due,
    Overdue,
}

/// The message, as plain text. `address` is where the adjustment can be seen.
pub fn message(
    envelope: &Envelope,
    language: &Language,
    about: About,
    adjustment: &Adjustment,
    address: &str,
) -> Result<Message, MailError> {
    let key = match about {
        About::Due => "mail-adjustment-due",
        About::Overdue => "mail-adjustment-overdue",
    };
    let args = [
        ("name", envelope.name.into()),
        ("title", adjustment.title.as_str().into()),
        ("owner", adjustment.owner_name.as_str().into()),
        ("day", date(language, adjustment.due_on).into()),
        ("address", address.into()),
    ];
    let to: Address = envelope
        .email
        .parse()
        .map_err(|_| MailError::Address(envelope.email.to_owned()))?;
    let name = Some(one_line(envelope.name)).filter(|name| !name.is_empty());
    let domain = envelope.sender.from.email.domain();
    let subject = one_line(&t_args(language, &format!("{key}-subject"), &args));
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{domain}>", envelope.message_id)))
        .date(SystemTime::from(envelope.now))
        .from(envelope.sender.from.clone())
        .to(Mailbox::new(name, to))
        .header(AutoSubmitted)
        .subject(subject);
    if let Some(reply_to) = &envelope.sender.reply_to {
        message = message.reply_to(reply_to.clone());
    }
    Ok(message.singlepart(SinglePart::plain(t_args(language, key, &args)))?)
}
