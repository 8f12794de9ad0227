//! What README promises: its picture is the program's own, its table of settings is complete.

use std::path::Path;

use peil::charts::standalone;
use peil::config::SETTINGS;
use peil::domain::language::Language;
use peil::report::document::{Block, Figure};
use peil::report::{Input, management};

/// With this variable set the picture is written anew instead of compared.
const WRITE: &str = "WRITE_PICTURE";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn forest() -> String {
    let folder = super::example::folder();
    let evaluation = super::example::evaluation();
    let protocol = &folder.protocol.read;
    let surveys: Vec<_> = folder
        .surveys
        .iter()
        .map(|survey| survey.read.clone())
        .collect();
    let input = Input {
        protocol,
        surveys: &surveys,
        evaluation: &evaluation,
        wave: 1,
        is_open: false,
        as_of: protocol.wave(1).unwrap().evidence_to,
        files: &[],
        proceedings: &Default::default(),
    };
    let document = management(&input, &Language::english()).unwrap();
    let blocks = document
        .sections
        .into_iter()
        .flat_map(|section| section.blocks);
    let mut figures = blocks.filter_map(|block| match block {
        Block::Figure(Figure {
            wide: Some(wide), ..
        }) => Some(wide),
        _ => None,
    });
    standalone(&figures.next().expect("the forest comes first"))
}

#[test]
fn the_picture_is_what_the_program_draws_of_the_example() {
    let file = root().join("docs/forest.svg");
    let drawn = forest();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(
        kept == drawn,
        "docs/forest.svg is not what the program draws; run with {WRITE}=1"
    );
}

#[test]
fn the_table_of_settings_is_complete() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for setting in SETTINGS {
        let flag = setting
            .flag
            .map_or(String::new(), |flag| format!("`{flag}`"));
        let row = format!(
            "| `{}` | {flag} | {} | {} |",
            setting.name, setting.default, setting.meaning
        );
        assert!(readme.contains(&row), "README has no row\n{row}");
    }
}
