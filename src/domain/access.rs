//! Who may do what: roles are given to accounts, and each route asks for one right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an account is in a programme; `Administrator` counts in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    Evaluator,
    Interviewer,
    Manager,
    Reader,
    /// A reader of the pages made for them, and of nothing else.
    Viewer,
}

/// The first and the last day of a role. Without a first day it holds at once; without a last day
/// until the programme is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last day, {last}, lies before the first, {first}; turn them round")]
pub struct DaysError {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Days {
    pub fn new(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Result<Self, DaysError> {
        match (first, last) {
            (Some(first), Some(last)) if last < first => Err(DaysError { first, last }),
            _ => Ok(Self { first, last }),
        }
    }

    pub fn first(self) -> Option<NaiveDate> {
        self.first
    }

    pub fn last(self) -> Option<NaiveDate> {
        self.last
    }
}

/// Whether a role holds, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    Holds,
    /// It begins on this day.
    Awaited(NaiveDate),
    /// It ended after this day.
    Over(NaiveDate),
    /// It ended with the programme.
    Closed,
}

impl Term {
    /// `today` is the day where the programme is.
    pub fn of(role: Role, days: Days, today: NaiveDate, is_closed: bool) -> Self {
        match (days.first, days.last) {
            (_, Some(last)) if today > last => Self::Over(last),
            (Some(first), _) if today < first => Self::Awaited(first),
            _ if is_closed && !role.outlives_closing() => Self::Closed,
            _ => Self::Holds,
        }
    }
}

/// What a route asks of who comes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// Anybody.
    Public,
    /// The holder of a client's link; the handler looks the link up.
    Client,
    /// An account, whatever it may do.
    SignedIn,
    /// To see the pages made for oneself; the handler looks up which those are.
    View,
    /// To see the programme, its evaluation and its report.
    Read,
    /// To note and to code what was said in interviews.
    Interview,
    /// To write protocol and surveys, to ask clients, to import and to evaluate.
    Evaluate,
    /// To see who did what: those who answer for the programme, and not everybody who reads it.
    Oversee,
    /// To decide on what follows, and to sign for it.
    Manage,
    /// To give access.
    Administer,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a role; it is one of administrator, evaluator, interviewer, manager, \
     reader and viewer"
)]
pub struct RoleError(pub String);

impl Role {
    pub const ALL: [Self; 6] = [
        Self::Administrator,
        Self::Evaluator,
        Self::Interviewer,
        Self::Manager,
        Self::Reader,
        Self::Viewer,
    ];

    /// The word in the database and in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Evaluator => "evaluator",
            Self::Interviewer => "interviewer",
            Self::Manager => "manager",
            Self::Reader => "reader",
            Self::Viewer => "viewer",
        }
    }

    pub fn from_code(code: &str) -> Result<Self, RoleError> {
        Self::ALL
            .into_iter()
            .find(|role| role.code() == code)
            .ok_or_else(|| RoleError(code.to_owned()))
    }

    /// Whether the role holds in every programme, and is given without naming one.
    pub fn is_for_all_programmes(self) -> bool {
        self == Self::Administrator
    }

    /// Whether it stays when the programme is closed: the others end with the work.
    pub fn outlives_closing(self) -> bool {
        matches!(self, Self::Administrator | Self::Manager)
    }

    /// Whether the role alone suffices for `right`.
    ///
    /// An administrator may do the evaluator's work, since a small organisation has one person for
    /// both, but never decides in management's name: who wants that gives itself the role, and the
    /// audit trail shows it.
    pub fn allows(self, right: Right) -> bool {
        match right {
            Right::Public | Right::Client | Right::SignedIn | Right::View => true,
            Right::Read => self != Self::Viewer,
            Right::Interview => {
                matches!(
                    self,
                    Self::Administrator | Self::Evaluator | Self::Interviewer
                )
            }
            Right::Evaluate => matches!(self, Self::Administrator | Self::Evaluator),
            Right::Oversee => matches!(self, Self::Administrator | Self::Evaluator | Self::Manager),
            Right::Manage => self == Self::Manager,
            Right::Administer => self == Self::Administrator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_word_that_reads_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Ok(role));
        }
        assert!(Role::from_code("owner").is_err());
    }

    #[test]
    fn only_management_decides_and_only_administrators_give_access() {
        let holders = |right| -> Vec<Role> {
            Role::ALL
                .into_iter()
                .filter(|role| role.allows(right))
                .collect()
        };
        assert_eq!(holders(Right::Manage), [Role::Manager]);
        assert_eq!(holders(Right::Administer), [Role::Administrator]);
        assert_eq!(
            holders(Right::Evaluate),
            [Role::Administrator, Role::Evaluator]
        );
        assert_eq!(holders(Right::Read), Role::ALL[..5]);
        assert_eq!(holders(Right::View), Role::ALL);
        assert_eq!(
            holders(Right::Oversee),
            [Role::Administrator, Role::Evaluator, Role::Manager]
        );
    }

    #[test]
    fn a_role_holds_from_its_first_day_to_its_last_and_no_longer_than_the_programme() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let days = Days::new(Some(day(5)), Some(day(7))).unwrap();
        let term = |on, is_closed| Term::of(Role::Evaluator, days, day(on), is_closed);
        assert_eq!(term(4, false), Term::Awaited(day(5)));
        assert_eq!([term(5, false), term(7, false)], [Term::Holds; 2]);
        assert_eq!(term(8, false), Term::Over(day(7)));
        assert_eq!(term(6, true), Term::Closed);
        for role in Role::ALL {
            let is_over = Term::of(role, Days::default(), day(6), true) == Term::Closed;
            assert_eq!(is_over, !role.outlives_closing(), "{role:?}");
        }
        assert!(Days::new(Some(day(7)), Some(day(5))).is_err());
    }
}
