//! The mail to clients who asked what came of a wave.

use lettre::Message;

use super::body::{Links, Sentences, page, plain};
use super::{Envelope, MailError, letter};
use crate::domain::language::Language;
use crate::domain::mailing::Asking;
use crate::texts::{t, t_args};

/// The message, in Dutch or English: the edition that its link leads to exists in no other.
pub fn message(
    envelope: &Envelope,
    own: &Language,
    asking: &Asking,
    links: &Links,
) -> Result<Message, MailError> {
    let language = &spoken(own);
    let organisation = asking.organisation.get(language);
    let args = [
        ("organisation", organisation.into()),
        ("programme", asking.programme.get(language).into()),
        ("survey", asking.survey.get(language).into()),
    ];
    let sentences = Sentences {
        subject: t_args(
            language,
            "mail-outcome-subject",
            &[("programme", asking.programme.get(language).into())],
        ),
        greeting: t_args(language, "mail-greeting", &[("name", envelope.name.into())]),
        before: vec![t_args(language, "mail-outcome-opening", &args)],
        asked: None,
        button: t(language, "mail-outcome-button"),
        after: vec![
            t(language, "mail-outcome-once"),
            t(language, "mail-questions"),
        ],
        stop: t(language, "mail-stop"),
        stop_link: t(language, "mail-stop-link"),
        signature: organisation.to_owned(),
    };
    let html = page(&sentences, language, links);
    let plain = plain(&sentences, links);
    letter(envelope, &sentences.subject, links.stop, plain, html)
}

/// The language of an edition for this reader.
pub fn spoken(own: &Language) -> Language {
    if own.tag().starts_with("nl") {
        Language::dutch()
    } else {
        Language::english()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::domain::language::Text;
    use crate::domain::protocol::PrivacyMode;
    use crate::mail::Sender;

    fn written(language: &str) -> String {
        let asking = Asking {
            organisation: Text::both("Gemeente Waterhoven", "Municipality of Waterhoven"),
            information: None,
            programme_id: Uuid::nil(),
            programme: Text::both("Servicedesk", "Service desk"),
            survey_code: "satisfaction".to_owned(),
            first: None,
            texts: Vec::new(),
            survey: Text::both("Hoe helpt de servicedesk u?", "How does the desk help you?"),
            languages: vec![Language::dutch(), Language::english()],
            privacy: PrivacyMode::Anonymous,
            closes_at: None,
            zone: chrono_tz::Europe::Amsterdam,
        };
        let sender = Sender {
            from: "Peil <peil@waterhoven.example>".parse().unwrap(),
            reply_to: None,
        };
        let envelope = Envelope {
            sender: &sender,
            name: "Jo",
            email: "jo@waterhoven.example",
            message_id: "0192f0c1",
            now: Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap(),
        };
        let links = Links {
            survey: "https://peil.example/r/abc/outcome",
            answers: false,
            stop: "https://peil.example/r/abc/stop",
        };
        let language = Language::new(language).unwrap();
        let message = message(&envelope, &language, &asking, &links).unwrap();
        String::from_utf8(message.formatted())
            .unwrap()
            .replace("=\r\n", "")
    }

    #[test]
    fn it_leads_to_the_outcome_and_to_where_mail_stops_in_the_readers_language() {
        for (language, subject) in [
            ("nl", "Subject: Servicedesk: wat eruit kwam"),
            ("en", "Subject: Service desk: what came of it"),
            ("fr", "Subject: Service desk: what came of it"),
        ] {
            let written = written(language);
            assert!(written.contains(subject), "{written}");
            assert!(written.contains("https://peil.example/r/abc/outcome\r\n"));
            assert!(written.contains("List-Unsubscribe: <https://peil.example/r/abc/stop>"));
        }
    }
}
