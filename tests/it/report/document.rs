//! What the report of the case says.

use super::case::{dutch, english, text};

#[test]
fn the_documents_of_the_case() {
    insta::assert_snapshot!("final_measurement_nl", text(&dutch(1)));
    insta::assert_snapshot!("final_measurement_en", text(&english(1)));
    insta::assert_snapshot!("baseline_nl", text(&dutch(0)));
    insta::assert_snapshot!("without_answers_nl", text(&dutch(2)));
}

#[test]
fn the_key_sentences_are_said_in_dutch() {
    let said = text(&dutch(1));
    for sentence in [
        "# 1 van de 6 doelstellingen is gehaald, 4 deels en 1 nog open",
        "77 van de 100 klanten (tussen 74,7 en 79,5). De streefwaarde van 80 is niet gehaald; dat het ten minste 75 is, is niet aangetoond.",
        "76 van de 100 klanten (tussen 73,6 en 78,6). Dat de streefwaarde van 75 is gehaald, is niet aangetoond; de grenswaarde van 70 is wel gehaald.",
        "7,36 (tussen 7,30 en 7,43). De streefwaarde van 7,5 is niet gehaald; de grenswaarde van 7 wel.",
        "36,7 (tussen 33,1 en 45,7). Dat de streefwaarde van 40 is gehaald, is niet aangetoond; de grenswaarde van 48 is wel gehaald.",
        "18,23 (volledige registratie). De streefwaarde van 18,50 is gehaald, en daarmee ook de grenswaarde van 20.",
        "75,2_% (volledige registratie). De streefwaarde van 70–80_% is gehaald, en daarmee ook de grenswaarde van 65–85_%.",
        "P10 en P13 halen de streefwaarde; P15 haalt de streefwaarde niet; van P14 is niet aangetoond dat de streefwaarde is gehaald.",
        "RR1 42,0_%, RR2 45,1_% van 1.231 klanten",
        "903 overschrijdingen, voorgesteld EUR_22.575 ten laste van Backoffice Techniek",
        "Beheer Openbare Ruimte haalt van P01, P02, P03, P04, P05 en P06 de grenswaarde niet",
        "Gewogen naar de populatie valt het oordeel over P03 en P06 anders uit.",
        "Wie antwoordde, koos daar zelf voor.",
    ] {
        assert!(said.contains(sentence), "nowhere: {sentence}");
    }
}

#[test]
fn the_key_sentences_are_said_in_english() {
    let said = text(&english(1));
    for sentence in [
        "# 1 of the 6 goals is met, 4 partly and 1 open",
        "77 of 100 clients (between 74.7 and 79.5). The target of 80 is not met; that it is at least 75 is not demonstrated.",
        "17.2 (between 15.5 and 19.0). The target of 15 is not met; the limit of 20 is.",
        "64.8_% (between 57.0 and 71.9). That the target of 65_% is met is not demonstrated; the limit of 55_% is met. Indicative",
        "517 of the 1,240 clients completed the survey.",
        "903 breaches, EUR_22,575 proposed, charged to",
        "With n = 569 instead of 500 the same value would have decided whether the limit is met.",
        "Public space maintenance (field) | 44 | 52.3_% (42.0 – 62.4) | not met | not met",
    ] {
        assert!(said.contains(sentence), "nowhere: {sentence}");
    }
    assert!(!said.to_lowercase().contains("significant"));
}

#[test]
fn every_parameter_is_there_and_a_registration_has_no_interval() {
    for wave in 0..=2 {
        let said = text(&dutch(wave));
        let table = said.split("| Uitkomst, oordeel").nth(1).unwrap();
        let table = table.split("##").next().unwrap();
        for number in 1..=18 {
            assert!(table.contains(&format!("| P{number:02} ")), "P{number:02}");
        }
    }
    let said = text(&dutch(1));
    assert!(
        said.contains("| P13 Afgehandeld binnen SLA | 85,9_% (volledige registratie) | 15.142")
    );
}

#[test]
fn no_sentence_is_missing() {
    for document in [dutch(0), dutch(1), dutch(2), english(1)] {
        assert!(!text(&document).contains('«'));
    }
}
