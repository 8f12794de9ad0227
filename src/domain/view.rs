//! The pages made for one reader: an account manager's segments, a commissioner's agreements, a back
//! office, a cluster. The protocol says whose they are.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::protocol::{Member, Protocol};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ViewKind {
    AccountManager,
    Commissioner,
    BackOffice,
    Cluster,
}

impl ViewKind {
    pub const ALL: [Self; 4] = [
        Self::AccountManager,
        Self::Commissioner,
        Self::BackOffice,
        Self::Cluster,
    ];

    /// The word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::AccountManager => "account-managers",
            Self::Commissioner => "commissioners",
            Self::BackOffice => "back-offices",
            Self::Cluster => "clusters",
        }
    }
}

/// One page: of a member of the project by code, a back office by name, a cluster by code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct View {
    pub kind: ViewKind,
    pub code: String,
}

impl View {
    fn new(kind: ViewKind, code: &str) -> Self {
        let code = code.to_owned();
        Self { kind, code }
    }

    /// What it is called, in a word or two.
    pub fn member<'a>(&self, protocol: &'a Protocol) -> Option<&'a Member> {
        let is_of_member = matches!(self.kind, ViewKind::AccountManager | ViewKind::Commissioner);
        let mut members = protocol.members.iter();
        members.find(|member| is_of_member && member.code == self.code)
    }
}

/// Every page that a protocol gives rise to, in its order.
pub fn all(protocol: &Protocol) -> Vec<View> {
    let members = || protocol.members.iter();
    let managers = members().filter(|member| !member.reads_segments.is_empty());
    let commissioners = members().filter(|member| !member.reads_agreements.is_empty());
    let services = protocol.services.iter().map(|service| &service.back_office);
    let charters = protocol.charters.iter().map(|charter| &charter.back_office);
    let offices: BTreeSet<&String> = services.chain(charters).collect();
    let clusters = protocol.clusters.iter();
    managers
        .map(|member| View::new(ViewKind::AccountManager, &member.code))
        .chain(commissioners.map(|member| View::new(ViewKind::Commissioner, &member.code)))
        .chain(
            offices
                .into_iter()
                .map(|name| View::new(ViewKind::BackOffice, name)),
        )
        .chain(clusters.map(|cluster| View::new(ViewKind::Cluster, &cluster.code)))
        .collect()
}

/// The pages of whoever signs in with this address, on a day that they take part.
pub fn of_reader(protocol: &Protocol, email: &str, today: NaiveDate) -> Vec<View> {
    let email = email.to_lowercase();
    let own: Vec<&Member> = protocol
        .members
        .iter()
        .filter(|member| member.email.as_ref() == Some(&email) && member.takes_part_on(today))
        .collect();
    let is_own = |view: &View| {
        own.iter().any(|member| match view.kind {
            ViewKind::AccountManager | ViewKind::Commissioner => member.code == view.code,
            ViewKind::BackOffice => member.reads_back_office.as_ref() == Some(&view.code),
            ViewKind::Cluster => member.reads_clusters.contains(&view.code),
        })
    };
    let mut views = all(protocol);
    views.retain(is_own);
    views
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = include_str!("../../surveys/servicedesk/protocol.toml");

    fn case() -> Protocol {
        let mut protocol = Protocol::parse("protocol.toml", CASE).unwrap();
        let member = protocol.members.first_mut().unwrap();
        member.email = Some("lisa@waterhoven.example".to_owned());
        member.reads_segments = vec!["BO".to_owned()];
        member.reads_agreements = Vec::new();
        member.reads_clusters = vec!["C2".to_owned()];
        member.reads_back_office = None;
        protocol
    }

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 1).unwrap()
    }

    #[test]
    fn a_reader_has_the_pages_of_their_address_and_of_the_days_that_they_take_part() {
        let mut protocol = case();
        let code = protocol.members[0].code.clone();
        let own = of_reader(&protocol, "Lisa@Waterhoven.example", day(10));
        let expected = [
            View::new(ViewKind::AccountManager, &code),
            View::new(ViewKind::Cluster, "C2"),
        ];
        assert_eq!(own, expected);
        assert_eq!(
            of_reader(&protocol, "other@waterhoven.example", day(10)),
            []
        );
        assert_eq!(of_reader(&protocol, "", day(10)), []);
        protocol.members[0].valid_to = Some(day(9));
        assert_eq!(of_reader(&protocol, "lisa@waterhoven.example", day(10)), []);
        assert_eq!(of_reader(&protocol, "lisa@waterhoven.example", day(9)), own);
    }

    #[test]
    fn every_back_office_and_cluster_has_a_page_once() {
        let protocol = case();
        let all = all(&protocol);
        let count = |kind| all.iter().filter(|view| view.kind == kind).count();
        assert_eq!(count(ViewKind::Cluster), 5);
        let mut offices: Vec<&str> = all
            .iter()
            .filter(|view| view.kind == ViewKind::BackOffice)
            .map(|view| view.code.as_str())
            .collect();
        assert!(offices.len() >= 2);
        offices.dedup();
        assert_eq!(offices.len(), count(ViewKind::BackOffice));
    }
}
