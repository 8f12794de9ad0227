//! For whom a report is written; each edition shows no more than its readers may see.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// Everything that the evaluation may show.
    Management,
    /// Per cluster, no segments of clients, no texts of single persons.
    Staff,
    /// What was said, what was found, what is done; totals only.
    Clients,
}

impl Edition {
    pub const ALL: [Self; 3] = [Self::Management, Self::Staff, Self::Clients];

    /// The word in addresses, on the command line and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::Staff => "staff",
            Self::Clients => "clients",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
