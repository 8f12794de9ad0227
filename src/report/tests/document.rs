//! What the report of the case says.

use super::case::{dutch, english, text};

#[test]
fn dutch_report_of_the_final_measurement() {
    insta::assert_snapshot!(text(&dutch(1)));
}

#[test]
fn english_report_of_the_final_measurement() {
    insta::assert_snapshot!(text(&english(1)));
}

#[test]
fn dutch_report_of_the_baseline() {
    insta::assert_snapshot!(text(&dutch(0)));
}

#[test]
fn dutch_report_of_a_wave_without_answers() {
    insta::assert_snapshot!(text(&dutch(2)));
}
