//! The invitation of one client as a page.

use maud::{Markup, html};

use super::frame::framed;
use super::missing::stage_word;
use super::outbox::state_word;
use super::sending::step_word;
use super::waves::segment_name;
use crate::domain::protocol::PrivacyMode;
use crate::store::invitations::{Invitation, Stage};
use crate::store::outbox::{Entry, SendState};
use crate::store::waves::{Wave, WaveState};
use crate::texts::numbers::date_time;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::notice::error_summary;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::Step;
use crate::web::components::wave_tabs::{Tab, wave_tabs};
use crate::web::work::Work;

pub struct Shown<'a> {
    pub wave: &'a Wave,
    pub invitation: &'a Invitation,
    pub mails: &'a [Entry],
    /// A last day that was refused, as typed.
    pub wrong: Option<&'a str>,
}

impl Shown<'_> {
    /// Of an anonymous wave it is not told who began or answered.
    fn stage(&self) -> Stage {
        match self.invitation.stage {
            Stage::Started | Stage::Submitted
                if self.wave.privacy_mode == PrivacyMode::Anonymous =>
            {
                Stage::Sent
            }
            stage => stage,
        }
    }
}

/// The form that leads here, for who knows the key of a client.
pub fn look_up(work: &Work, wave: &Wave) -> Markup {
    let language = &work.language;
    html! {
        section {
            h2 { (t(language, "asking-invitation-find")) }
            form.row method="get" action=(work.at(&format!("waves/{}/invitation", wave.number))) {
                (Field::text("client", &t(language, "wave-missing-key"), "").input())
                button.button { (t(language, "asking-invitation-find-go")) }
            }
        }
    }
}

pub fn show(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let (wave, one) = (shown.wave, shown.invitation);
    let args = [("client", one.client.name.as_str().into())];
    let title = t_args(language, "asking-invitation-title", &args);
    let problem = shown
        .wrong
        .map(|_| t(language, "asking-invitation-bad-day"));
    let problems: Vec<_> = problem
        .iter()
        .map(|told| (Some("last_day"), told.clone()))
        .collect();
    let back = work.at(&format!("waves/{}/missing", wave.number));
    let main = html! {
        (error_summary(language, &problems))
        (page_header(Some(wave.name.get(language)), &title, None, &Markup::default()))
        (wave_tabs(work, wave.number, Tab::Wave))
        (facts(work, shown))
        (mails(work, shown))
        @if one.stage != Stage::Revoked && wave.state != WaveState::Closed {
            (acts(work, shown, problem.as_deref()))
        }
        p { a href=(back) { (t(language, "wave-missing")) } }
    };
    let here = t(language, "asking-invitation-here");
    framed(work, &title, Some(Step::Waves), Some(&here), &main)
}

fn facts(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let one = shown.invitation;
    html! {
        dl.pairs {
            dt { (t(language, "wave-missing-key")) } dd { (one.client.key) }
            dt { (t(language, "wave-segment")) } dd { (segment_name(work, &one.client.segment)) }
            dt { (t(language, "wave-state")) } dd { (stage_word(language, shown.stage())) }
            dt { (t(language, "asking-invitation-until")) }
            dd {
                @match one.expires_at {
                    Some(until) => (date_time(language, until, work.zone())),
                    None => (t(language, "asking-invitation-no-end")),
                }
            }
        }
    }
}

fn mails(work: &Work, shown: &Shown) -> Markup {
    let language = &work.language;
    let caption = t(language, "asking-invitation-mails");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" { (t(language, "wave-step")) }
                th scope="col" { (t(language, "wave-state")) }
                th.number scope="col" { (t(language, "wave-attempts")) }
                th scope="col" { (t(language, "wave-when")) }
            } }
            tbody { @for mail in shown.mails { tr {
                th scope="row" { (step_word(language, &mail.step)) }
                td {
                    span.tag.bad[mail.state == SendState::Failed] { (state_word(language, mail.state)) }
                    @if let Some(error) = &mail.last_error { " " span.quiet.small lang="en" { (error) } }
                }
                td.number { (mail.attempts) }
                td { (date_time(language, mail.sent_at.unwrap_or(mail.due_at), work.zone())) }
            } } }
        }
    };
    html! {
        section {
            @if shown.mails.is_empty() { p { (t(language, "asking-invitation-no-mail")) } }
            @else { (scrolling(&caption, &table)) }
        }
    }
}

fn acts(work: &Work, shown: &Shown, wrong: Option<&str>) -> Markup {
    let language = &work.language;
    let own = work.at(&format!("waves/{}/invitation", shown.wave.number));
    let client = html! {
        input type="hidden" name="client" value=(shown.invitation.client.key);
    };
    html! {
        section {
            h2 { (t(language, "asking-invitation-extend")) }
            form.form method="post" action={ (own) "/extension" } {
                (client)
                (Field::text("last_day", &t(language, "wave-last-day"), shown.wrong.unwrap_or_default())
                    .kind("date").hint(&t(language, "asking-invitation-extend-hint")).error(wrong).input())
                div { button.button { (t(language, "asking-invitation-extend-go")) } }
            }
        }
        details {
            summary { (t(language, "asking-invitation-replace")) }
            p { (t(language, "asking-invitation-replace-lead")) }
            form.once-more method="post" action={ (own) "/link" } {
                (client)
                button.button { (t(language, "asking-invitation-replace-go")) }
            }
        }
        details {
            summary { (t(language, "asking-invitation-withdraw")) }
            p { (t(language, "asking-invitation-withdraw-lead")) }
            form.once-more method="post" action={ (own) "/withdrawal" } {
                (client)
                button.button.danger { (t(language, "asking-invitation-withdraw-go")) }
            }
        }
    }
}
