//! The codes of what was said: a tone and themes, given by two people who do not see each other's,
//! and settled where they differ.

pub mod agreement;
pub mod brought;
pub mod suggest;
pub mod themes;
pub mod told;

use chrono::NaiveDate;
use uuid::Uuid;

use super::evidence::About;
use super::parameter::Tone;

/// The two who code a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Seat {
    First,
    Second,
}

impl Seat {
    pub fn number(self) -> i32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// What one coder made of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Keys of themes, sorted; none when no theme fits.
    pub themes: Vec<String>,
    pub tone: Tone,
}

impl Code {
    pub fn new(mut themes: Vec<String>, tone: Tone) -> Self {
        themes.sort();
        themes.dedup();
        Self { themes, tone }
    }
}

/// The code that stands after two differed, or that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    pub code: Code,
    pub reason: String,
    /// Who wrote it, by account.
    pub by: Option<Uuid>,
}

/// What came with a statement from a file, or from the interviewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub theme: Option<String>,
    pub tone: Option<Tone>,
    pub second_tone: Option<Tone>,
}

impl Brought {
    fn code(&self, tone: Option<Tone>) -> Option<Code> {
        Some(Code::new(self.theme.iter().cloned().collect(), tone?))
    }
}

/// Where something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Interview,
    /// An open answer to a survey.
    Comment,
}

/// A statement or a comment with its codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub lane: i64,
    pub id: Uuid,
    pub source: Source,
    /// The interview, or what stands for the respondent.
    pub person: String,
    /// Its place in the interview.
    pub nr: i32,
    pub date: Option<NaiveDate>,
    pub segment: Option<String>,
    pub role: Option<String>,
    pub text: String,
    pub text_en: Option<String>,
    pub quote_allowed: bool,
    pub about: About,
    pub brought: Brought,
    pub first: Option<Code>,
    pub second: Option<Code>,
    pub resolution: Option<Resolution>,
}

/// Whether a wave is still being coded by two people apart from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    Blind,
    /// Closed for reconciling: everything is seen, and nobody codes alone any more.
    Reconciling,
}

impl Said {
    pub fn of_seat(&self, seat: Seat) -> Option<&Code> {
        match seat {
            Seat::First => self.first.as_ref(),
            Seat::Second => self.second.as_ref(),
        }
    }

    /// The codes of two people apart from each other. Those of the desk go before what came in a
    /// file; one code of the desk stands beside one from the file.
    pub fn pair(&self) -> (Option<Code>, Option<Code>) {
        let brought = |tone| self.brought.code(tone);
        match (&self.first, &self.second) {
            (Some(first), Some(second)) => (Some(first.clone()), Some(second.clone())),
            (Some(one), None) | (None, Some(one)) => match self.brought.tone {
                Some(_) if self.brought.second_tone.is_some() => self.pair_brought(),
                Some(tone) => (brought(Some(tone)), Some(one.clone())),
                None => (self.first.clone(), self.second.clone()),
            },
            (None, None) => self.pair_brought(),
        }
    }

    fn pair_brought(&self) -> (Option<Code>, Option<Code>) {
        let of = |tone| self.brought.code(tone);
        (of(self.brought.tone), of(self.brought.second_tone))
    }

    pub fn is_coded_twice(&self) -> bool {
        matches!(self.pair(), (Some(_), Some(_)))
    }

    /// Whether the codes may be seen: until then each coder sees only their own.
    pub fn is_shown(&self, round: Round) -> bool {
        round == Round::Reconciling || self.resolution.is_some() || self.is_coded_twice()
    }

    /// Whether the desk waits for the code of this seat.
    pub fn waits_for(&self, seat: Option<Seat>, round: Round) -> bool {
        !self.is_shown(round) && seat.is_none_or(|seat| self.of_seat(seat).is_none())
    }

    /// What a coder of this seat may see: their own code, and what may be seen by all.
    pub fn seen_by(&self, seat: Option<Seat>, round: Round) -> Option<Code> {
        if self.is_shown(round) {
            return self.settled(round);
        }
        self.of_seat(seat?).cloned()
    }

    /// Whether the two differ, in tone or in themes. Themes that came in a file are those of both.
    pub fn differs(&self) -> bool {
        matches!(self.pair(), (Some(first), Some(second)) if first != second)
    }

    /// Differs, and nobody has settled it.
    pub fn is_open_difference(&self) -> bool {
        self.resolution.is_none() && self.differs()
    }

    /// The code that counts: the resolution, else that of the first coder. While two people code
    /// apart, half a pair counts for nothing.
    pub fn settled(&self, round: Round) -> Option<Code> {
        if let Some(resolution) = &self.resolution {
            return Some(resolution.code.clone());
        }
        let (first, second) = self.pair();
        let by_desk = self.first.is_some() || self.second.is_some();
        match (first, second) {
            (Some(mut first), Some(second)) => {
                // A tone without a theme from a file leaves the theme to who named one.
                if first.themes.is_empty() && self.brought.theme.is_none() && !self.is_by_desk() {
                    first.themes = second.themes;
                }
                Some(first)
            }
            (first, second) if !by_desk || round == Round::Reconciling => first.or(second),
            _ => None,
        }
    }

    fn is_by_desk(&self) -> bool {
        self.first.is_some() && self.second.is_some()
    }
}

/// How far the coding of a wave is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub all: usize,
    /// Coded by two.
    pub both: usize,
    /// Waiting for one seat.
    pub waiting: usize,
    pub differences: usize,
    pub resolved: usize,
}

impl Progress {
    pub fn of<'a>(
        said: impl Iterator<Item = &'a Said> + Clone,
        seat: Option<Seat>,
        round: Round,
    ) -> Self {
        let count = |is: &dyn Fn(&Said) -> bool| said.clone().filter(|one| is(one)).count();
        Self {
            all: said.clone().count(),
            both: count(&Said::is_coded_twice),
            waiting: count(&|one| one.waits_for(seat, round)),
            differences: count(&Said::is_open_difference),
            resolved: count(&|one| one.resolution.is_some()),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn said(person: &str, nr: i32, text: &str) -> Said {
        Said {
            lane: 1,
            id: Uuid::from_u128(nr as u128),
            source: Source::Interview,
            person: person.to_owned(),
            nr,
            date: None,
            segment: None,
            role: None,
            text: text.to_owned(),
            text_en: None,
            quote_allowed: false,
            about: About::default(),
            brought: Brought::default(),
            first: None,
            second: None,
            resolution: None,
        }
    }

    pub fn code(theme: &str, tone: Tone) -> Code {
        Code::new(vec![theme.to_owned()], tone)
    }

    #[test]
    fn half_a_pair_is_seen_by_its_coder_alone_and_counts_for_nothing() {
        let mut one = said("V1", 1, "Snel");
        one.first = Some(code("snelheid", Tone::Positive));
        assert!(!one.is_shown(Round::Blind));
        assert_eq!(one.seen_by(Some(Seat::First), Round::Blind), one.first);
        assert_eq!(one.seen_by(Some(Seat::Second), Round::Blind), None);
        assert_eq!(one.seen_by(None, Round::Blind), None);
        assert_eq!(one.settled(Round::Blind), None);
        assert_eq!(one.settled(Round::Reconciling), one.first);
        assert!(one.waits_for(Some(Seat::Second), Round::Blind));
        assert!(!one.waits_for(Some(Seat::First), Round::Blind));
        assert!(!one.waits_for(Some(Seat::Second), Round::Reconciling));
    }

    #[test]
    fn two_who_differ_are_shown_and_the_first_counts_until_it_is_resolved() {
        let mut one = said("V1", 1, "Snel");
        one.first = Some(code("snelheid", Tone::Positive));
        one.second = Some(code("snelheid", Tone::Neutral));
        assert!(one.is_shown(Round::Blind) && one.is_open_difference());
        assert_eq!(one.settled(Round::Blind), one.first);
        one.resolution = Some(Resolution {
            code: code("reach", Tone::Negative),
            reason: "Het ging over wachten.".to_owned(),
            by: None,
        });
        assert!(one.differs() && !one.is_open_difference());
        let settled = one.settled(Round::Blind);
        assert_eq!(settled, Some(code("reach", Tone::Negative)));
        let pair = (one.first.clone(), one.second.clone());
        assert_eq!(one.pair(), pair, "agreement is of what they said apart");
    }

    #[test]
    fn a_tone_from_a_file_is_one_of_the_two() {
        let mut one = said("V1", 1, "Snel");
        one.brought.tone = Some(Tone::Positive);
        assert!(!one.is_shown(Round::Blind), "it would lead the second");
        one.second = Some(code("snelheid", Tone::Positive));
        assert!(one.is_coded_twice());
        assert_eq!(
            one.settled(Round::Blind),
            Some(code("snelheid", Tone::Positive))
        );
        let mut both = said("V1", 2, "Traag");
        both.brought = Brought {
            theme: Some("snelheid".to_owned()),
            tone: Some(Tone::Negative),
            second_tone: Some(Tone::Neutral),
        };
        assert!(both.is_open_difference() && !both.waits_for(None, Round::Blind));
        assert_eq!(
            both.settled(Round::Blind),
            Some(code("snelheid", Tone::Negative))
        );
    }
}
