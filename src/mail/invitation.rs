//! The invitation to answer a survey, and the reminders of it.

use chrono::TimeDelta;
use lettre::Message;

use super::body::{Links, Sentences, page, plain};
use super::{Envelope, MailError, letter, one_line};
use crate::domain::language::{Language, Text};
use crate::domain::mailing::{Asking, LAST_DAY, NAME, ORGANISATION, PROGRAMME, SURVEY, Step};
use crate::domain::protocol::{Information, PrivacyMode};
use crate::domain::survey::{Item, ItemKind};
use crate::texts::{numbers, t, t_args};

/// A message as it reads, before it has an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// The message in the client's language `own`, if the survey can be answered in it; else in the
/// survey's own language, as the survey itself will be.
pub fn message(
    envelope: &Envelope,
    own: &Language,
    asking: &Asking,
    step: Step,
    links: &Links,
) -> Result<Message, MailError> {
    let Written {
        subject,
        plain,
        html,
    } = written(envelope.name, own, asking, step, links);
    letter(envelope, &subject, links.stop, plain, html)
}

pub fn written(name: &str, own: &Language, asking: &Asking, step: Step, links: &Links) -> Written {
    let language = asking.spoken(own);
    let ours = sentences(name, language, asking, step);
    let mut sentences = with_own(ours, name, language, asking, step);
    let first = asking.first.as_ref();
    sentences.asked = first.map(|item| asked(item, language, links));
    Written {
        plain: plain(&sentences, links),
        html: page(&sentences, language, links),
        subject: sentences.subject,
    }
}

/// What an invitation says before its link, for a letter that has a code in place of one.
pub struct Words {
    pub subject: String,
    pub greeting: String,
    pub before: Vec<String>,
    pub last_day: Option<String>,
    pub organisation: String,
}

pub fn words(name: &str, language: &Language, asking: &Asking) -> Words {
    let step = Step::Invitation;
    let ours = sentences(name, language, asking, step);
    let sentences = with_own(ours, name, language, asking, step);
    Words {
        subject: sentences.subject,
        greeting: sentences.greeting,
        before: sentences.before,
        last_day: last_day(language, asking),
        organisation: sentences.signature,
    }
}

/// Our own subject and body with their places open, for who wants to change them.
pub fn ours(language: &Language, step: Step) -> (String, String) {
    let open = Filled {
        name: NAME,
        organisation: ORGANISATION,
        programme: PROGRAMME,
        survey: SURVEY,
    };
    let (subject, greeting, before) = said(language, step, &open);
    let mut body = vec![greeting];
    body.extend(before);
    (subject, body.join("\n\n"))
}

struct Filled<'a> {
    name: &'a str,
    organisation: &'a str,
    programme: &'a str,
    survey: &'a str,
}

/// Subject, greeting and what stands before the link.
fn said(language: &Language, step: Step, filled: &Filled) -> (String, String, Vec<String>) {
    let about = [
        ("programme", filled.programme.into()),
        ("survey", filled.survey.into()),
    ];
    let by = [
        ("organisation", filled.organisation.into()),
        ("programme", filled.programme.into()),
    ];
    let (subject, opening) = match step {
        Step::Invitation => (
            t_args(language, "mail-invitation-subject", &about),
            t_args(language, "mail-invitation-opening", &by),
        ),
        Step::Reminder => (
            t_args(language, "mail-reminder-subject", &about),
            t_args(language, "mail-reminder-opening", &by),
        ),
    };
    let greeting = t_args(language, "mail-greeting", &[("name", filled.name.into())]);
    (
        subject,
        greeting,
        vec![opening, t(language, "mail-no-account")],
    )
}

fn sentences(name: &str, language: &Language, asking: &Asking, step: Step) -> Sentences {
    let organisation = one_line(asking.organisation.get(language));
    let programme = one_line(asking.programme.get(language));
    let survey = one_line(asking.survey.get(language));
    let filled = Filled {
        name: &one_line(name),
        organisation: &organisation,
        programme: &programme,
        survey: &survey,
    };
    let (subject, greeting, before) = said(language, step, &filled);
    Sentences {
        subject,
        greeting,
        before,
        asked: None,
        button: t(language, "mail-to-the-survey"),
        after: after(language, asking, step),
        stop: t(language, "mail-stop"),
        stop_link: t(language, "mail-stop-link"),
        signature: organisation,
    }
}

/// Puts what somebody wrote in place of the subject and of what stands before the link.
fn with_own(
    ours: Sentences,
    name: &str,
    language: &Language,
    asking: &Asking,
    step: Step,
) -> Sentences {
    let Some(own) = asking.own_text(step, language) else {
        return ours;
    };
    let filled = |text: &str| filled_in(text, name, language, asking);
    let mut before: Vec<String> = paragraphs(&own.body).map(|part| filled(&part)).collect();
    let greeting = match before.is_empty() {
        true => ours.greeting,
        false => before.remove(0),
    };
    Sentences {
        subject: match own.subject.trim() {
            "" => ours.subject,
            subject => one_line(&filled(subject)),
        },
        greeting,
        before: if own.body.trim().is_empty() {
            ours.before
        } else {
            before
        },
        ..ours
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("\r\n", "\n");
    let parts: Vec<String> = text
        .split("\n\n")
        .map(|part| part.trim().to_owned())
        .collect();
    parts.into_iter().filter(|part| !part.is_empty())
}

fn filled_in(text: &str, name: &str, language: &Language, asking: &Asking) -> String {
    let values = [
        (ORGANISATION, asking.organisation.get(language).to_owned()),
        (PROGRAMME, asking.programme.get(language).to_owned()),
        (SURVEY, asking.survey.get(language).to_owned()),
        (LAST_DAY, last_day(language, asking).unwrap_or_default()),
        // Last, so that a name with braces in it fills in nothing more.
        (NAME, one_line(name)),
    ];
    let values = values.iter();
    values.fold(text.to_owned(), |text, (place, value)| {
        text.replace(place, value)
    })
}

/// A wave that closes at midnight was open the day before.
fn last_day(language: &Language, asking: &Asking) -> Option<String> {
    let last = asking.closes_at? - TimeDelta::seconds(1);
    let day = last.with_timezone(&asking.zone).date_naive();
    Some(numbers::date(language, day))
}

fn after(language: &Language, asking: &Asking, step: Step) -> Vec<String> {
    let mut after = vec![t(language, "mail-personal-link")];
    if let Some(day) = last_day(language, asking) {
        after.push(t_args(language, "mail-last-day", &[("day", day.into())]));
    }
    after.push(match asking.privacy {
        PrivacyMode::Anonymous => t(language, "mail-privacy-anonymous"),
        PrivacyMode::Confidential => t(language, "mail-privacy-confidential"),
        PrivacyMode::Named => t(language, "mail-privacy-named"),
    });
    after.push(t(language, "mail-questions"));
    if step == Step::Invitation {
        after.extend(
            asking
                .information
                .iter()
                .flat_map(|told| informed(language, told)),
        );
    }
    after
}

/// A paragraph for each thing that clients are told of the service.
fn informed(language: &Language, information: &Information) -> Vec<String> {
    let told = information.told().map(|(name, text)| {
        let heading = t(language, &format!("client-information-{name}"));
        format!("{heading}: {}", one_line(text.get(language)))
    });
    let mut said: Vec<String> = told.collect();
    if !said.is_empty() {
        said.insert(0, format!("{}.", t(language, "client-information")));
    }
    said
}

/// The question with its answers. A link fills the answer in and keeps nothing: programs open links
/// too, before anybody reads the mail.
fn asked(item: &Item, language: &Language, links: &Links) -> (String, Vec<(String, String)>) {
    let said = |text: &Text| one_line(text.get(language));
    let answers: Vec<(String, String)> = match &item.kind {
        ItemKind::Scale {
            low,
            high,
            low_label,
            high_label,
        } => (*low..=*high)
            .map(|value| {
                let label = match value {
                    value if value == *low => format!("{value} ({})", said(low_label)),
                    value if value == *high => format!("{value} ({})", said(high_label)),
                    value => value.to_string(),
                };
                (value.to_string(), label)
            })
            .collect(),
        ItemKind::SingleChoice { options } => options
            .iter()
            .map(|option| (option.code.clone(), said(&option.label)))
            .collect(),
        _ => ["yes", "no"]
            .map(|code| (code.to_owned(), t(language, &format!("client-{code}"))))
            .into(),
    };
    let to = |code: &str| match links.answers {
        true => format!("{}/1?lang={language}&a={code}", links.survey),
        false => links.survey.to_owned(),
    };
    let answers = answers.into_iter().map(|(code, label)| (label, to(&code)));
    (said(&item.text), answers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mailing::OwnText;
    use crate::mail::Sender;
    use chrono::{TimeZone, Utc};
    use uuid::Uuid;

    fn asking() -> Asking {
        Asking {
            organisation: Text::both("Gemeente Waterhoven", "Municipality of Waterhoven"),
            information: None,
            programme_id: Uuid::nil(),
            programme: Text::both("Servicedesk", "Service desk"),
            survey_code: "satisfaction".to_owned(),
            texts: Vec::new(),
            survey: Text::both("Hoe helpt de servicedesk u?", "How does the desk help you?"),
            first: None,
            languages: vec![Language::dutch(), Language::english()],
            privacy: PrivacyMode::Confidential,
            closes_at: Some(Utc.with_ymd_and_hms(2026, 11, 30, 23, 0, 0).unwrap()),
            zone: chrono_tz::Europe::Amsterdam,
        }
    }

    fn sender() -> Sender {
        Sender {
            from: "Peil <peil@waterhoven.example>".parse().unwrap(),
            reply_to: Some("vragen@waterhoven.example".parse().unwrap()),
        }
    }

    fn written(name: &str, email: &str, language: &str, step: Step) -> Result<String, MailError> {
        written_of(&asking(), name, email, language, step)
    }

    fn written_of(
        asking: &Asking,
        name: &str,
        email: &str,
        language: &str,
        step: Step,
    ) -> Result<String, MailError> {
        let sender = sender();
        let envelope = Envelope {
            sender: &sender,
            name,
            email,
            message_id: "0192f0c1",
            now: Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap(),
        };
        let links = Links {
            survey: "https://peil.example/r/abc",
            answers: true,
            stop: "https://peil.example/r/abc/stop",
        };
        let language = Language::new(language).unwrap();
        let message = message(&envelope, &language, asking, step, &links)?;
        Ok(String::from_utf8(message.formatted()).unwrap())
    }

    /// The headers, unfolded, and the rest with soft line breaks taken out.
    fn parts(written: &str) -> (Vec<String>, String) {
        let (head, body) = written.split_once("\r\n\r\n").unwrap();
        let head = head.replace("\r\n ", " ");
        let headers = head.split("\r\n").map(str::to_owned).collect();
        (headers, body.replace("=\r\n", "").replace("=3D", "="))
    }

    #[test]
    fn an_invitation_is_plain_text_and_html_with_the_link_in_both() {
        let written = written("Jo", "jo@waterhoven.example", "nl", Step::Invitation).unwrap();
        let (headers, body) = parts(&written);
        for header in [
            "Message-ID: <0192f0c1@waterhoven.example>",
            "Date: Mon, 02 Nov 2026 09:00:00 +0000",
            "To: Jo <jo@waterhoven.example>",
            "Reply-To: vragen@waterhoven.example",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://peil.example/r/abc/stop>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Subject: Servicedesk: Hoe helpt de servicedesk u?",
        ] {
            assert!(
                headers.iter().any(|known| known == header),
                "{header} not in {headers:?}"
            );
        }
        assert!(body.contains("text/plain") && body.contains("text/html"));
        assert_eq!(body.matches("https://peil.example/r/abc\r\n").count(), 1);
        assert!(body.contains("href=\"https://peil.example/r/abc\""));
        assert!(body.contains("https://peil.example/r/abc/stop"));
        assert!(
            body.contains("30 november 2026"),
            "the last day in the programme's zone"
        );
        assert!(body.contains("Gemeente Waterhoven wil"));
        assert!(!body.contains('«'));
    }

    #[test]
    fn what_clients_are_told_of_the_service_goes_with_the_invitation_and_not_with_a_reminder() {
        let mut asking = asking();
        asking.information = Some(Information {
            phone: Some(Text::both("Bel 4711", "Call 4711")),
            not_done: Some(Text::both("Geen verhuizingen", "No removals")),
            ..Information::default()
        });
        let of = |step| {
            let written = written_of(&asking, "Jo", "jo@waterhoven.example", "en", step);
            parts(&written.unwrap()).1
        };
        let invitation = of(Step::Invitation);
        assert!(invitation.contains("Telephone: Call 4711"), "{invitation}");
        assert!(invitation.contains("What we do not do: No removals"));
        assert!(!of(Step::Reminder).contains("4711"));
    }

    #[test]
    fn the_first_question_stands_in_the_mail_with_a_link_for_each_answer() {
        let mut asking = asking();
        let kind = ItemKind::Scale {
            low: 1,
            high: 5,
            low_label: Text::both("slecht", "poor"),
            high_label: Text::both("goed", "good"),
        };
        asking.first = Some(Item::new("q1", Text::both("Hoe ging <het>?", "How?"), kind));
        let to = "jo@waterhoven.example";
        let body = parts(&written_of(&asking, "Jo", to, "nl", Step::Invitation).unwrap()).1;
        assert!(
            body.contains("5 (goed): https://peil.example/r/abc/1?lang=nl&a=5\r\n"),
            "{body}"
        );
        assert!(body.contains("href=\"https://peil.example/r/abc/1?lang=nl&amp;a=2\""));
        assert!(body.contains("Hoe ging &lt;het&gt;?") && body.contains("Naar de vragenlijst"));
    }

    #[test]
    fn a_reminder_in_english_says_that_it_is_one() {
        let written = written(
            "Jo",
            "jo@waterhoven.example",
            "en",
            Step::parse("reminder 1"),
        );
        let (headers, body) = parts(&written.unwrap());
        assert!(
            headers.iter().any(|h| h.starts_with("Subject: Reminder")),
            "{headers:?}"
        );
        assert!(body.contains("Dear Jo,") && body.contains("html lang=\"en\""));
    }

    #[test]
    fn who_speaks_no_language_of_the_survey_gets_the_surveys_own() {
        let written = written("Jo", "jo@waterhoven.example", "fy", Step::Invitation).unwrap();
        let (_, body) = parts(&written);
        assert!(body.contains("Beste Jo,") && body.contains("html lang=\"nl\""));
    }

    #[test]
    fn a_name_can_add_no_header_and_no_markup() {
        let name = "Jo\r\nBcc: spy@evil.example\u{202e}<b>\u{0}";
        let written = written(name, "jo@waterhoven.example", "nl", Step::Invitation).unwrap();
        let (headers, body) = parts(&written);
        assert!(
            !headers.iter().any(|header| header.starts_with("Bcc")),
            "{headers:?}"
        );
        let html = body.split("text/html").nth(1).unwrap();
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"));
        assert!(!body.contains('\u{202e}'));
    }

    #[test]
    fn a_domain_beyond_ascii_is_written_by_its_name_in_the_dns() {
        let mail = written("Jo", "jo@Bücher.example", "nl", Step::Invitation).unwrap();
        assert!(mail.contains("jo@xn--bcher-kva.example"), "{mail}");
    }

    #[test]
    fn a_name_from_right_to_left_is_kept_whole() {
        let written = written("שרה כהן", "s@waterhoven.example", "nl", Step::Invitation).unwrap();
        let (headers, _) = parts(&written);
        let to = headers
            .iter()
            .find(|header| header.starts_with("To: "))
            .unwrap();
        assert!(
            to.contains("=?utf-8?") && to.ends_with("<s@waterhoven.example>"),
            "{to}"
        );
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        for email in [
            "jo",
            "jo@x.example, al@x.example",
            "jo@x.example\r\nBcc: a@b.example",
        ] {
            let refused = written("Jo", email, "nl", Step::Invitation);
            assert!(matches!(refused, Err(MailError::Address(_))), "{email}");
        }
    }

    #[test]
    fn our_own_text_with_open_places_reads_as_ours_when_it_is_filled_in() {
        for (step, code) in [
            (Step::Invitation, "invitation"),
            (Step::Reminder, "reminder"),
        ] {
            for language in [Language::dutch(), Language::english()] {
                let (subject, body) = ours(&language, step);
                let links = Links {
                    survey: "https://peil.example/r/abc",
                    answers: true,
                    stop: "https://peil.example/r/abc/stop",
                };
                let plain = written_by_us(&language, step, &links);
                let mut own = asking();
                own.texts.push(OwnText {
                    step: code.to_owned(),
                    language: language.tag().to_owned(),
                    subject,
                    body,
                });
                assert_eq!(super::written("Jo", &language, &own, step, &links), plain);
            }
        }
    }

    fn written_by_us(language: &Language, step: Step, links: &Links) -> Written {
        super::written("Jo", language, &asking(), step, links)
    }

    #[test]
    fn a_text_of_ones_own_is_filled_in_and_the_rest_of_the_mail_stays() {
        let mut asking = asking();
        asking.texts.push(OwnText {
            step: "invitation".to_owned(),
            language: "nl".to_owned(),
            subject: "{name}, hoe ging het?\r\nBcc: spy@evil.example".to_owned(),
            body: "Dag {name},\r\n\r\nWij van {organisation} horen graag van u, tot {last day}."
                .to_owned(),
        });
        let to = "jo@waterhoven.example";
        let name = "Jo {survey}";
        let mail = written_of(&asking, name, to, "nl", Step::Invitation).unwrap();
        let (headers, body) = parts(&mail);
        let subject = headers
            .iter()
            .find(|one| one.starts_with("Subject: "))
            .unwrap();
        assert!(
            subject.contains("hoe ging het?") && subject.contains("Jo {survey}"),
            "{subject}"
        );
        assert!(
            !headers.iter().any(|one| one.starts_with("Bcc")),
            "{headers:?}"
        );
        assert!(body.contains("Dag Jo {survey},") && body.contains("tot 30 november 2026."));
        assert!(!body.contains("Beste Jo"));
        for kept in [
            "https://peil.example/r/abc/stop",
            "vertrouwelijk",
            "Naar de vragenlijst",
        ] {
            assert!(body.contains(kept), "{kept}");
        }
        let reminder = written_of(&asking, name, to, "nl", Step::Reminder).unwrap();
        assert!(
            parts(&reminder).1.contains("Beste Jo"),
            "the reminder has a text of its own"
        );
    }
}
