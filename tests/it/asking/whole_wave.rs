//! A whole wave of the example by request, on both databases; the browser tests play it by hand.

use crate::support::app::TestApp;
use crate::support::whole_wave::requests::Requests;
use crate::support::whole_wave::{Play, fate, play};

#[tokio::test]
async fn every_number_of_a_whole_wave_equals_the_ledger() {
    let mut wave = Play::begin(TestApp::start().await).await;
    let mut requests = Requests::of(&wave.app);
    play(&mut wave, &mut requests).await;
}

#[test]
fn the_fates_are_what_the_story_needs() {
    let mixed =
        |one: fn(usize) -> bool, other: fn(usize) -> bool| fate::those(|n| one(n) && other(n));
    assert!(mixed(fate::answers_at_once, fate::wants_no_mail).is_empty());
    assert!(mixed(fate::answers_after_one, fate::wants_no_mail).is_empty());
    assert!(mixed(fate::comes_back, fate::is_gone).is_empty());
    assert!(mixed(fate::only_begins, fate::answers_after_one).is_empty());
    assert!(!mixed(fate::is_greylisted, fate::answers_at_once).is_empty());
    assert_eq!(fate::those(fate::is_gone).len(), 31);
}
