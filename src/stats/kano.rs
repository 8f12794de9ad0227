//! Kano: does a feature please when present, annoy when absent, both, or neither?

/// The category of a pair of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    MustBe,
    OneDimensional,
    Attractive,
    Indifferent,
    Reverse,
    Questionable,
}

impl Category {
    /// In the order that decides ties.
    pub const ALL: [Self; 6] = [
        Self::MustBe,
        Self::OneDimensional,
        Self::Attractive,
        Self::Indifferent,
        Self::Reverse,
        Self::Questionable,
    ];

    /// The usual letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::MustBe => "M",
            Self::OneDimensional => "O",
            Self::Attractive => "A",
            Self::Indifferent => "I",
            Self::Reverse => "R",
            Self::Questionable => "Q",
        }
    }

    /// The evaluation table; answers run from 1 (like) to 5 (dislike).
    fn of(functional: u8, dysfunctional: u8) -> Self {
        match (functional, dysfunctional) {
            (1, 1) | (5, 5) => Self::Questionable,
            (1, 5) => Self::OneDimensional,
            (1, _) => Self::Attractive,
            (_, 1) | (5, _) => Self::Reverse,
            (_, 5) => Self::MustBe,
            _ => Self::Indifferent,
        }
    }
}

/// Why answers cannot be sorted into categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KanoError {
    #[error(
        "{functional} functional and {dysfunctional} dysfunctional answers; they come in pairs"
    )]
    NotPaired {
        functional: usize,
        dysfunctional: usize,
    },
    #[error("the answer {0} is not one of 1 (like) to 5 (dislike)")]
    NotAnAnswer(u8),
}

/// The result for one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kano {
    /// In the order of [`Category::ALL`].
    pub counts: [u64; 6],
    /// Most frequent, ties in the order of [`Category::ALL`]; `None` without answers.
    pub category: Option<Category>,
    /// (A+O)/(A+O+M+I), 0 to 1: how much having it pleases.
    pub better: Option<f64>,
    /// -(O+M)/(A+O+M+I), -1 to 0: how much lacking it annoys.
    pub worse: Option<f64>,
}

/// Sorts pairs of answers to the functional and the dysfunctional question; a pair with a missing
/// answer is left out.
///
/// Source: Kano et al. (1984); Berger et al. (1993), by definition.
pub fn kano(functional: &[Option<u8>], dysfunctional: &[Option<u8>]) -> Result<Kano, KanoError> {
    if functional.len() != dysfunctional.len() {
        return Err(KanoError::NotPaired {
            functional: functional.len(),
            dysfunctional: dysfunctional.len(),
        });
    }
    let mut answers = functional.iter().chain(dysfunctional).flatten();
    if let Some(wrong) = answers.find(|a| !(1..=5).contains(*a)) {
        return Err(KanoError::NotAnAnswer(*wrong));
    }
    let mut counts = [0_u64; 6];
    for (f, d) in functional.iter().zip(dysfunctional) {
        if let (Some(f), Some(d)) = (f, d) {
            counts[Category::of(*f, *d) as usize] += 1;
        }
    }
    let [must, one, attractive, indifferent, ..] = counts.map(|c| c as f64);
    let base = must + one + attractive + indifferent;
    let share = |part: f64| (base > 0.0).then(|| part / base);
    let most = counts.iter().copied().max().filter(|most| *most > 0);
    Ok(Kano {
        counts,
        category: most.and_then(|most| {
            let place = counts.iter().position(|c| *c == most)?;
            Category::ALL.get(place).copied()
        }),
        better: share(attractive + one),
        worse: share(0.0 - (one + must)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_evaluation_table_is_the_published_one() {
        let table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
        for (f, row) in (1..=5).zip(table) {
            let letters: String = (1..=5).map(|d| Category::of(f, d).letter()).collect();
            assert_eq!(letters, row);
        }
    }

    #[test]
    fn a_tie_goes_to_what_must_be() {
        let tie = kano(&[Some(1), Some(2)], &[Some(3), Some(5)]).unwrap();
        assert_eq!(tie.category, Some(Category::MustBe));
    }

    #[test]
    fn a_six_is_refused_and_a_missing_answer_left_out() {
        assert_eq!(kano(&[Some(6)], &[Some(1)]), Err(KanoError::NotAnAnswer(6)));
        let none = kano(&[None], &[Some(1)]).unwrap();
        assert_eq!(
            (none.category, none.better, none.counts),
            (None, None, [0; 6])
        );
    }
}
