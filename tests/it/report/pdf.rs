//! Every edition as a PDF, looked at by the programs of others: qpdf and poppler-utils.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use peil::domain::edition::Edition;
use peil::domain::language::Language;
use peil::report::Input;
use peil::report::files::{self, Kind};

use super::case::CASE;

/// What a program says of a file; both streams, since warnings go to the second.
fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let out = command
        .output()
        .unwrap_or_else(|err| panic!("{program}: {err}; install qpdf and poppler-utils"));
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{program}: {text}");
    text
}

fn written(edition: Edition, language: &Language) -> Vec<u8> {
    let input = Input {
        protocol: &CASE.protocol,
        surveys: &CASE.surveys,
        evaluation: &CASE.evaluation,
        wave: 1,
        is_open: false,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        files: &[],
        proceedings: &Default::default(),
    };
    files::write(&input, edition, language, Kind::Pdf, "").unwrap()
}

/// In one line, without the ways in which white may be written.
fn plain(text: &str) -> String {
    let text = text.replace('\u{2060}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a PDF.
pub fn text(file: &Path) -> String {
    plain(&told("pdftotext", &[], file))
}

#[test]
fn every_edition_is_a_whole_and_accessible_pdf_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (
            Edition::Management,
            "nl",
            "1 van de 6 doelstellingen is gehaald, 4 deels en 1 nog open",
            "Dat de streefwaarde van 75 is gehaald, is niet aangetoond; de grenswaarde van 70 is wel gehaald.",
        ),
        (
            Edition::Management,
            "en",
            "1 of the 6 goals is met, 4 partly and 1 open",
            "The target of 80 is not met; that it is at least 75 is not demonstrated.",
        ),
        (
            Edition::Staff,
            "nl",
            "1 van de 6 doelstellingen is gehaald, 4 deels en 1 nog open",
            "Dank u voor het werk achter deze cijfers",
        ),
        (
            Edition::Staff,
            "en",
            "1 of the 6 goals is met, 4 partly and 1 open",
            "the target of 65",
        ),
        (
            Edition::Clients,
            "nl",
            "U hebt geantwoord: wat wij leerden van 517 ingevulde vragenlijsten",
            "Zonder uw antwoorden wisten wij dit niet.",
        ),
        (
            Edition::Clients,
            "en",
            "what we learnt from 517",
            "Without your answers",
        ),
    ];
    for (edition, tag, title, sentence) in cases {
        let language = if tag == "nl" {
            Language::dutch()
        } else {
            Language::english()
        };
        let bytes = written(edition, &language);
        let file = folder.path().join(format!("{}-{tag}.pdf", edition.code()));
        std::fs::write(&file, &bytes).unwrap();
        assert!(told("qpdf", &["--check"], &file).contains("No syntax or stream encoding errors"));
        let about = told("pdfinfo", &[], &file);
        let name = about
            .lines()
            .find(|line| line.starts_with("Title:"))
            .unwrap();
        assert!(name.contains(title), "{name}");
        assert!(about.contains("Tagged:          yes"), "{about}");
        let meta = told("pdfinfo", &["-meta"], &file);
        assert!(meta.contains("<pdfuaid:part>1</pdfuaid:part>"), "{meta}");
        assert!(meta.contains(&format!("<rdf:li>{tag}</rdf:li>")), "{meta}");
        let text = plain(&told("pdftotext", &[], &file));
        assert!(
            text.contains(sentence),
            "{tag} {edition:?} nowhere: {sentence}"
        );
        assert!(!text.contains('«'), "a text is missing");
        let fonts = told("pdffonts", &[], &file);
        for font in fonts.lines().skip(2) {
            assert!(font.contains("yes yes yes"), "not embedded: {font}");
        }
        assert_eq!(fonts.lines().skip(2).count(), 2, "{fonts}");
    }
}

#[test]
fn the_report_has_contents_bookmarks_and_numbered_pages_and_is_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(Edition::Management, &Language::dutch());
    assert_eq!(bytes, written(Edition::Management, &Language::dutch()));
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, bytes).unwrap();
    let first = plain(&told("pdftotext", &["-l", "1"], &file));
    assert!(first.contains("Inhoud van het verslag") && first.contains("Verantwoording"));
    let pages = told("pdfinfo", &[], &file);
    let pages = pages.lines().find_map(|line| line.strip_prefix("Pages:"));
    let pages = pages.unwrap().trim();
    assert!(first.contains(&format!("1 / {pages}")), "{first}");
    let json = told("qpdf", &["--json", "--json-key=outlines"], &file);
    for bookmark in ["Samenvatting", "Parameters", "Bijlage"] {
        assert!(
            json.contains(&format!("\"title\": \"{bookmark}\"")),
            "{bookmark}"
        );
    }
}
