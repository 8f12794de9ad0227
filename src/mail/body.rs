//! What stands in a mail to a client, as plain text and as HTML that say the same.

use maud::{DOCTYPE, html};

use crate::domain::language::Language;
use crate::texts::numbers;

/// The addresses in the message.
#[derive(Clone, Debug)]
pub struct Links<'a> {
    pub survey: &'a str,
    /// Whether the first question can be answered behind the link; a preview has no such page.
    pub answers: bool,
    /// Where a client says that no more mail is wanted.
    pub stop: &'a str,
}

/// The sentences of the message, in order, the link standing between the two parts.
pub(super) struct Sentences {
    pub(super) subject: String,
    pub(super) greeting: String,
    pub(super) before: Vec<String>,
    /// What the mail asks by itself, with what each answer is called and where it leads.
    pub(super) asked: Option<(String, Vec<(String, String)>)>,
    pub(super) button: String,
    pub(super) after: Vec<String>,
    pub(super) stop: String,
    pub(super) stop_link: String,
    pub(super) signature: String,
}

pub(super) fn plain(sentences: &Sentences, links: &Links) -> String {
    let mut parts = vec![sentences.greeting.clone()];
    parts.extend(sentences.before.clone());
    if let Some((question, answers)) = &sentences.asked {
        let answers = answers.iter();
        let lines: Vec<String> = answers
            .map(|(label, to)| format!("{label}: {to}"))
            .collect();
        parts.push(format!("{question}\n{}", lines.join("\n")));
    }
    parts.push(format!("{}:\n{}", sentences.button, links.survey));
    parts.extend(sentences.after.clone());
    parts.push(sentences.signature.clone());
    parts.push(format!("--\n{}\n{}", sentences.stop, links.stop));
    parts.join("\n\n") + "\n"
}

/// No picture, no style sheet, nothing that is fetched: opening the mail tells nobody anything.
pub(super) fn page(sentences: &Sentences, language: &Language, links: &Links) -> String {
    const BODY: &str = "font: 17px/1.55 system-ui, sans-serif; max-width: 36em; margin: 0 auto; \
        padding: 1em; color: #1a1a1a; background: #ffffff";
    const BUTTON: &str = "display: inline-block; padding: 0.7em 1.2em; border-radius: 4px; \
        background: #0b4f7a; color: #ffffff; font-weight: 600; text-decoration: none";
    const ANSWER: &str = "display: inline-block; margin: 0 0.2em 0.5em 0; padding: 0.6em 0.9em; \
        border: 1px solid #52606d; border-radius: 4px; color: #0b4f7a; text-decoration: none";
    const SMALL: &str = "font-size: 14px; color: #555555; overflow-wrap: anywhere";
    html! {
        (DOCTYPE)
        html lang=(numbers::written_in(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (sentences.subject) }
            }
            body style=(BODY) {
                // A name may be written from right to left, whatever the language of the rest.
                p dir="auto" { (sentences.greeting) }
                @for sentence in &sentences.before { p { (sentence) } }
                @if let Some((question, answers)) = &sentences.asked {
                    p style="font-weight: 600" { (question) }
                    p {
                        @for (label, to) in answers { a href=(to) style=(ANSWER) { (label) } " " }
                    }
                }
                p { a href=(links.survey) style=(BUTTON) { (sentences.button) } }
                p style=(SMALL) { (links.survey) }
                @for sentence in &sentences.after { p { (sentence) } }
                p { (sentences.signature) }
                p style=(SMALL) {
                    (sentences.stop) " "
                    a href=(links.stop) { (sentences.stop_link) }
                }
            }
        }
    }
    .into_string()
}
