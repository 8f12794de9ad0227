use proptest::prelude::*;

use super::*;
use crate::charts::Width;
use crate::charts::testing::{frame, legible, snapshot, sound, texts, words};

fn theme(name: &str, counts: [u32; 3], interviews: u32) -> Theme {
    let total: u32 = counts.iter().sum();
    Theme {
        name: name.to_owned(),
        counts,
        base: vec![
            format!("{total} uitspraken"),
            format!("in {interviews} gesprekken"),
        ],
    }
}

pub fn example() -> Themes {
    Themes {
        tones: ["negatief", "neutraal", "positief"].map(str::to_owned),
        rows: vec![
            theme("Bereikbaarheid", [5, 3, 16], 20),
            theme("Snelheid", [11, 4, 10], 22),
            theme("Samenwerking front- en backoffice", [6, 2, 21], 25),
            theme("Bejegening", [1, 1, 19], 19),
            theme("Contact met de buitendienst", [9, 0, 0], 8),
        ],
    }
}

#[test]
fn the_example_is_sound_and_legible_and_stays_as_it_is() {
    sound(|frame| themes(&example(), frame));
    legible(|frame| themes(&example(), frame));
    snapshot("themes", &themes(&example(), &frame(Width::Wide)).unwrap());
}

#[test]
fn counts_of_statements_and_interviews_are_said() {
    let said = texts(&themes(&example(), &frame(Width::Wide)).unwrap()).join(" ");
    assert!(said.contains("24 uitspraken") && said.contains("in 20 gesprekken"));
    assert_eq!(example().table()[0][1..4], ["5", "3", "16"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_figures_make_a_sound_picture(
        rows in proptest::collection::vec((words(), any::<[u32; 3]>()), 0..4),
    ) {
        let rows = rows.into_iter().map(|(name, counts)| Theme {
            base: vec![name.clone()], name, counts,
        }).collect();
        let figures = Themes { rows, ..example() };
        sound(|frame| themes(&figures, frame));
    }
}
