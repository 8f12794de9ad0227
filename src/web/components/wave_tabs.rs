//! The pages of one wave, side by side.

use maud::{Markup, html};

use crate::domain::access::Right;
use crate::store::waves::WaveState;
use crate::texts::t;
use crate::web::work::Work;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Wave,
    Plan,
    Outlook,
    Mails,
    Reminders,
    Letters,
    OpenLinks,
}

impl Tab {
    const ALL: [Self; 7] = [
        Self::Wave,
        Self::Plan,
        Self::Outlook,
        Self::Mails,
        Self::Reminders,
        Self::Letters,
        Self::OpenLinks,
    ];

    /// The last part of its address.
    fn path(self) -> &'static str {
        match self {
            Self::Wave => "",
            Self::Plan => "/plan",
            Self::Outlook => "/outlook",
            Self::Mails => "/mails",
            Self::Reminders => "/reminders",
            Self::Letters => "/letters",
            Self::OpenLinks => "/open-links",
        }
    }

    pub fn name(self, work: &Work) -> String {
        let language = &work.language;
        match self {
            Self::Wave => t(language, "asking-tab-wave"),
            Self::Plan => t(language, "asking-tab-plan"),
            Self::Outlook => t(language, "asking-tab-outlook"),
            Self::Mails => t(language, "asking-tab-mails"),
            Self::Reminders => t(language, "asking-tab-reminders"),
            Self::Letters => t(language, "asking-tab-letters"),
            Self::OpenLinks => t(language, "asking-tab-open-links"),
        }
    }
}

/// For who may work on the wave; others see its first page only. There is nothing to plan for one
/// that is closed.
pub fn wave_tabs(work: &Work, number: i32, here: Tab) -> Markup {
    let mut waves = work.stand.waves.iter();
    let is_closed = waves.any(|wave| wave.number == number && wave.state == WaveState::Closed);
    let tabs = Tab::ALL.into_iter();
    let tabs = tabs.filter(|tab| !(is_closed && *tab == Tab::Plan));
    html! {
        @if work.may(Right::Evaluate) {
            nav.tabs aria-label=(t(&work.language, "asking-tabs")) {
                ul {
                    @for tab in tabs {
                        li {
                            a href=(work.at(&format!("waves/{number}{}", tab.path())))
                                aria-current=[(tab == here).then_some("page")] { (tab.name(work)) }
                        }
                    }
                }
            }
        }
    }
}
