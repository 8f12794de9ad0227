//! Codes that a file brings, and what they are held against.

use uuid::Uuid;

use super::themes::Tree;
use super::{Code, Round, Said, Seat};

/// A code for something that was said, by who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    pub said: Uuid,
    /// The account of the coder.
    pub coder: Uuid,
    pub code: Code,
}

/// Somebody whose codes a file may bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    pub address: String,
    pub account: Uuid,
    /// Where this is one of the two of the wave.
    pub seat: Option<Seat>,
}

/// The coding of a wave, as a file of codes meets it.
#[derive(Clone, Debug)]
pub struct Coding {
    pub tree: Tree,
    pub said: Vec<Said>,
    pub round: Round,
    pub coders: Vec<Coder>,
    /// How many of the two seats nobody has.
    pub free: usize,
    /// Who brings the file, whose codes are those that name nobody. Without one, whoever runs the
    /// program: from them nothing is hidden.
    pub own: Option<Uuid>,
}

impl Coding {
    /// Whether the code that this coder gave is not for the eyes of who brings the file.
    pub fn hides(&self, coder: &Coder, said: &Said) -> bool {
        let is_of_another = self.own.is_some_and(|own| own != coder.account);
        let given = coder.seat.and_then(|seat| said.of_seat(seat));
        is_of_another && given.is_some() && !said.is_shown(self.round)
    }

    /// Whether the code stands already, so that nothing changes.
    pub fn stands(&self, coder: &Coder, said: &Said, code: &Code) -> bool {
        coder.seat.and_then(|seat| said.of_seat(seat)) == Some(code)
    }
}
