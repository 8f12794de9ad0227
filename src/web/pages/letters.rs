//! Letters of a wave: how many are needed, and each on a sheet of its own with a code to scan and
//! one to type.

use maud::{Markup, html};

use super::frame::framed;
use crate::domain::mailing::Asking;
use crate::domain::protocol::PrivacyMode;
use crate::mail::invitation::{Words, words};
use crate::store::clients::Client;
use crate::store::invitations::Invitation;
use crate::store::letters::Count;
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::count;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::{Tone, notice};
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::print::{Printed, printed};
use crate::web::components::qr::qr;
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::components::words::{direction, page_language};
use crate::web::letters::BATCH;
use crate::web::work::Work;

/// What stands on one sheet.
pub struct Letter<'a> {
    pub client: &'a Client,
    pub link: String,
    /// Where the code is typed.
    pub address: String,
    pub code: String,
}

/// `batch` are the next letters to print.
pub fn show(
    work: &Work,
    number: i32,
    wave: Option<&Wave>,
    letters: Count,
    batch: &[Invitation],
) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "asking-letters-title",
        &[("count", letters.to_post.into())],
    );
    let open = wave.filter(|wave| wave.state == WaveState::Open);
    let name = wave.map(|wave| wave.name.get(language));
    let main = html! {
        (page_header(name, &title, Some(&t(language, "asking-letters-lead")), &Markup::default()))
        (wave_tabs(work, number, Tab::Letters))
        @if open.is_none() {
            (notice(Tone::Plain, &html! { p { (t(language, "asking-letters-not-open")) } }))
        } @else {
            @if !batch.is_empty() { (next_batch(work, number, letters, batch)) }
            @if letters.posted > 0 {
                p {
                    (t_args(language, "asking-letters-posted", &[("count", letters.posted.into())])) " "
                    a href=(work.at(&format!("waves/{number}/letters/print?again=yes"))) { (t(language, "asking-letters-again")) }
                }
            }
            (one(work, number))
        }
    };
    let here = Tab::Letters.name(work);
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn next_batch(work: &Work, number: i32, letters: Count, batch: &[Invitation]) -> Markup {
    let language = &work.language;
    let last = batch.last().map_or("", |one| one.client.key.as_str());
    let here = batch.len() as u64;
    let table = html! {
        table {
            caption { (t_args(language, "asking-letters-next", &[("count", here.into())])) }
            thead {
                tr {
                    th scope="col" { (t(language, "asking-letters-key")) }
                    th scope="col" { (t(language, "asking-letters-name")) }
                    th scope="col" { (t(language, "asking-letters-why")) }
                }
            }
            tbody {
                @for one in batch {
                    tr {
                        td { (one.client.key) }
                        th scope="row" { bdi { (one.client.name) } }
                        td {
                            @if one.client.email.is_empty() { (t(language, "asking-letters-no-address")) }
                            @else { (t(language, "asking-letters-bounced")) }
                        }
                    }
                }
            }
        }
    };
    html! {
        section {
            p {
                a.button.primary href=(work.at(&format!("waves/{number}/letters/print"))) target="_blank" {
                    (t_args(language, "asking-letters-print", &[("count", here.into())]))
                }
            }
            @if letters.to_post > here {
                p.quiet { (t_args(language, "asking-letters-batch", &[("most", count(language, BATCH.into()).into())])) }
            }
            form.once-more method="post" action=(work.at(&format!("waves/{number}/letters/posted"))) {
                input type="hidden" name="up_to" value=(last);
                p { (t(language, "asking-letters-post-lead")) }
                button.button { (t_args(language, "asking-letters-post", &[("count", here.into())])) }
            }
            (scrolling(&t(language, "asking-tab-letters"), &table))
        }
    }
}

fn one(work: &Work, number: i32) -> Markup {
    let language = &work.language;
    let (label, hint) = (
        t(language, "asking-letters-key"),
        t(language, "asking-letters-one-hint"),
    );
    html! {
        section {
            h2 { (t(language, "asking-letters-one")) }
            form.form method="get" action=(work.at(&format!("waves/{number}/letters/print"))) {
                (Field::text("client", &label, "").hint(&hint).input())
                div { button.button { (t(language, "asking-letters-one-go")) } }
            }
        }
    }
}

pub fn print(work: &Work, wave: &Wave, asking: &Asking, letters: &[Letter]) -> Markup {
    let language = &work.language;
    let title = t_args(
        language,
        "asking-letters-of",
        &[("wave", wave.name.get(language).into())],
    );
    let how = t_args(
        language,
        "asking-letters-how",
        &[("count", letters.len().into())],
    );
    let about = Printed {
        title: &title,
        how: &how,
        back: &work.at(&format!("waves/{}/letters", wave.number)),
    };
    let sheets = html! { @for letter in letters { (sheet(asking, letter)) } };
    printed(language, &about, &sheets)
}

fn sheet(asking: &Asking, letter: &Letter) -> Markup {
    let language = asking.spoken(&letter.client.language);
    let Words {
        subject,
        greeting,
        before,
        last_day,
        organisation,
    } = words(&letter.client.name, language, asking);
    let privacy = match asking.privacy {
        PrivacyMode::Anonymous => t(language, "mail-privacy-anonymous"),
        PrivacyMode::Confidential => t(language, "mail-privacy-confidential"),
        PrivacyMode::Named => t(language, "mail-privacy-named"),
    };
    let scan = t(language, "asking-letter-scan");
    let tag = page_language(language);
    html! {
        article.letter lang=(tag) {
            p.organisation { (organisation) }
            // A name may be written from right to left, whatever the language of the rest.
            p.to dir="auto" { (letter.client.name) }
            h2 { (subject) }
            p dir="auto" { (greeting) }
            @for sentence in before { p { (sentence) } }
            div.ways {
                div.scan {
                    (qr(&letter.link, &scan))
                    p { (scan) }
                }
                div.type {
                    p { (t(language, "asking-letter-type")) }
                    p.address dir=[direction("en")] { (letter.address) }
                    p { (t(language, "asking-letter-code")) }
                    p.code { (letter.code) }
                }
            }
            @if let Some(day) = last_day {
                p { (t_args(language, "mail-last-day", &[("day", day.into())])) }
            }
            p { (privacy) }
            p { (t(language, "asking-letter-personal")) }
            p { (organisation) }
        }
    }
}
