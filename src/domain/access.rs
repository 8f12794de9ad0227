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
    /// The programme is closed: who took part may read it, until and including this day.
    Reads(NaiveDate),
    /// It ended with the programme.
    Closed,
}

impl Term {
    /// `today` is the day where the programme is. One that is closed is kept as it was until the
    /// day `kept_until`, on which personal data go.
    pub fn of(role: Role, days: Days, today: NaiveDate, kept_until: Option<NaiveDate>) -> Self {
        let kept_until = kept_until.filter(|_| !role.outlives_closing());
        match (days.first, days.last, kept_until) {
            (_, Some(last), _) if today > last => Self::Over(last),
            (Some(first), _, _) if today < first => Self::Awaited(first),
            // A day of their own goes before the day of the programme.
            (_, Some(last), Some(_)) => Self::Reads(last),
            (_, None, Some(until)) if today <= until => Self::Reads(until),
            (_, None, Some(_)) => Self::Closed,
            (_, _, None) => Self::Holds,
        }
    }

    /// What a role lets its holder be now; none when it opens nothing.
    pub fn lets(self, role: Role) -> Option<Role> {
        match self {
            Self::Holds => Some(role),
            Self::Reads(_) => Some(role.reading()),
            Self::Awaited(_) | Self::Over(_) | Self::Closed => None,
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

    /// What remains of it when the work is done: to read what one could read.
    fn reading(self) -> Self {
        match self {
            Self::Evaluator | Self::Interviewer | Self::Reader => Self::Reader,
            Self::Administrator | Self::Manager | Self::Viewer => self,
        }
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
    fn who_took_part_reads_a_closed_programme_until_its_day_or_their_own() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let term = |role, last, on| {
            let days = Days::new(None, last).unwrap();
            Term::of(role, days, day(on), Some(day(20)))
        };
        for role in Role::ALL {
            let [reads, later] = [term(role, None, 20), term(role, None, 21)];
            match role.outlives_closing() {
                true => assert_eq!([reads, later], [Term::Holds; 2], "{role:?}"),
                false => assert_eq!([reads, later], [Term::Reads(day(20)), Term::Closed]),
            }
            let own = term(role, Some(day(10)), 10).lets(role).unwrap();
            assert!(own.allows(Right::View), "{role:?}");
            assert_eq!(own.allows(Right::Read), role.allows(Right::Read));
            assert!(role.outlives_closing() || !own.allows(Right::Interview));
            assert_eq!(term(role, Some(day(10)), 11), Term::Over(day(10)));
        }
        assert_eq!(Term::Closed.lets(Role::Evaluator), None);
    }

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
        let term = |on| Term::of(Role::Evaluator, days, day(on), None);
        assert_eq!(term(4), Term::Awaited(day(5)));
        assert_eq!([term(5), term(7)], [Term::Holds; 2]);
        assert_eq!(term(8), Term::Over(day(7)));
        assert!(Days::new(Some(day(7)), Some(day(5))).is_err());
    }
}
