//! Reports of mail that could not be delivered (RFC 3464), read for which mail they are about.

use mail_parser::{MessageParser, MimeHeaders, PartType};

/// What a report says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The address will never take mail.
    Bounced,
    /// The server goes on trying, or it was a passing trouble.
    Delayed,
}

/// A report, and the mail of ours that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What stood before the `@` in its Message-ID.
    pub message_id: String,
    pub fate: Fate,
    /// The status and what the server said, for the outbox.
    pub said: String,
}

/// Reads a message; none when it is no report of one of our mails.
pub fn read(message: &[u8]) -> Option<Report> {
    let message = MessageParser::default().parse(message)?;
    let (mut status, mut original) = (None, None);
    for part in &message.parts {
        let kind = part.content_type()?;
        let kind = (kind.ctype(), kind.subtype().unwrap_or_default());
        match (&part.body, kind) {
            (_, ("message", "delivery-status")) => {
                status = Some(String::from_utf8_lossy(part.contents()).into_owned());
            }
            (PartType::Message(inner), ("message", _)) => original = inner.message_id(),
            // Only the headers of the mail came back (RFC 3462).
            (_, ("text", "rfc822-headers")) => {
                let headers = MessageParser::default().parse(part.contents())?;
                let id = headers.message_id()?.to_owned();
                return report(&status?, &id);
            }
            _ => {}
        }
    }
    report(&status?, original?)
}

fn report(status: &str, message_id: &str) -> Option<Report> {
    let field = |name: &str| {
        status.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    };
    let (action, code) = (field("Action")?.to_lowercase(), field("Status")?);
    let diagnosis = field("Diagnostic-Code").unwrap_or_default();
    // A full mailbox (5.2.2) and a policy (5.7.x) say nothing of the address itself.
    let for_good = code.starts_with("5.") && !code.starts_with("5.7") && code != "5.2.2";
    let fate = match action.as_str() {
        "failed" if for_good => Fate::Bounced,
        "failed" | "delayed" => Fate::Delayed,
        _ => return None, // delivered, relayed, expanded
    };
    let id = message_id.trim_matches(['<', '>']);
    Some(Report {
        message_id: id.split('@').next()?.to_owned(),
        fate,
        said: format!("{code} {diagnosis}")
            .trim()
            .chars()
            .take(300)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dsn(action: &str, status: &str, last: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: peil@waterhoven.example\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
             --b1\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry.\r\n\
             --b1\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\n\r\n\
             Final-Recipient: rfc822; jo@waterhoven.example\r\nAction: {action}\r\n\
             Status: {status}\r\nDiagnostic-Code: smtp; 550 {status} no such user\r\n\r\n\
             --b1\r\n{last}--b1--\r\n"
        )
    }

    const WHOLE: &str = "Content-Type: message/rfc822\r\n\r\n\
        Message-ID: <0192-abc@waterhoven.example>\r\nSubject: Vragen\r\n\r\nBeste Jo\r\n\r\n";
    const HEADERS: &str = "Content-Type: text/rfc822-headers\r\n\r\n\
        Message-ID: <0192-abc@waterhoven.example>\r\nSubject: Vragen\r\n\r\n";

    #[test]
    fn a_failed_delivery_names_its_mail_with_the_mail_or_only_its_headers() {
        for last in [WHOLE, HEADERS] {
            let report = read(dsn("failed", "5.1.1", last).as_bytes()).unwrap();
            assert_eq!(report.message_id, "0192-abc");
            assert_eq!(report.fate, Fate::Bounced);
            assert_eq!(report.said, "5.1.1 smtp; 550 5.1.1 no such user");
        }
    }

    #[test]
    fn a_delay_a_full_mailbox_and_a_policy_leave_the_address_alone() {
        for (action, status) in [
            ("delayed", "4.4.1"),
            ("failed", "5.2.2"),
            ("failed", "5.7.1"),
        ] {
            let report = read(dsn(action, status, WHOLE).as_bytes()).unwrap();
            assert_eq!(report.fate, Fate::Delayed, "{action} {status}");
        }
    }

    #[test]
    fn what_is_no_report_of_a_mail_of_ours_is_none() {
        assert_eq!(read(dsn("delivered", "2.0.0", WHOLE).as_bytes()), None);
        assert_eq!(read(dsn("failed", "5.1.1", "").as_bytes()), None);
        let answer = "From: jo@x.example\r\nSubject: Re: Vragen\r\n\r\nAction: failed";
        assert_eq!(read(answer.as_bytes()), None);
        assert_eq!(read(b""), None);
        assert_eq!(read(&[0xff; 64]), None);
    }
}
