//! Who may do what: roles are given to accounts, and each route asks for one right.

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
    "“{0}” is not a role; it is one of administrator, evaluator, interviewer, manager and reader"
)]
pub struct RoleError(pub String);

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Administrator,
        Self::Evaluator,
        Self::Interviewer,
        Self::Manager,
        Self::Reader,
    ];

    /// The word in the database and in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Evaluator => "evaluator",
            Self::Interviewer => "interviewer",
            Self::Manager => "manager",
            Self::Reader => "reader",
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

    /// Whether the role alone suffices for `right`.
    ///
    /// An administrator may do the evaluator's work, since a small organisation has one person for
    /// both, but never decides in management's name: who wants that gives itself the role, and the
    /// audit trail shows it.
    pub fn allows(self, right: Right) -> bool {
        match right {
            Right::Public | Right::Client | Right::SignedIn | Right::Read => true,
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
        assert_eq!(holders(Right::Read), Role::ALL);
        assert_eq!(
            holders(Right::Oversee),
            [Role::Administrator, Role::Evaluator, Role::Manager]
        );
    }
}
