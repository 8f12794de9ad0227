//! Any bytes as a file of each kind that can be brought: rows are taken or refused, and every problem
//! has words in both languages. The first byte picks the kind; beyond the kinds with a road of their
//! own, the bytes are codes, translations and every part of a protocol that comes as a table. Begin
//! with what is there: `cargo fuzz run files ../tests/data/csv`.

#![no_main]

mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use peil::domain::coding::themes::Tree;
use peil::domain::coding::{Brought, Said, Source as Origin};
use peil::domain::definition::parts::PARTS;
use peil::domain::evidence::FileKind;
use peil::import::codes::{self, Known};
use peil::import::{Source, catalogue, read, refused, translations};
use support::{DUTCH, adds_up, context, kind};

static SAID: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let said = (1..4).map(|nr| Said {
        lane: 0,
        id: Default::default(),
        source: Origin::Interview,
        person: "V1".to_owned(),
        nr,
        date: None,
        segment: None,
        role: None,
        text: "goed".to_owned(),
        text_en: None,
        quote_allowed: nr > 1,
        brought: Brought::default(),
        first: None,
        second: None,
        resolution: None,
    });
    said.collect()
});
static TREE: LazyLock<Tree> =
    LazyLock::new(|| Tree::new(Vec::new(), ["snelheid", "contact"].into_iter()));

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let Some(kind) = kind(*first) else {
        let coders = ["a@waterhoven.example".to_owned()];
        let known = Known {
            tree: &TREE,
            said: &SAID,
            coders: &coders,
        };
        let imported = codes::read(bytes, known);
        adds_up(&imported, imported.rows.len());
        let imported = translations::read(bytes);
        adds_up(&imported, imported.rows.len());
        for part in &PARTS {
            let imported = catalogue::read(bytes, part);
            adds_up(&imported, imported.rows.len());
        }
        return;
    };
    let whole = read(kind, bytes, context()).expect("there is a survey");
    // A row of counts may become several.
    if kind != FileKind::Dispositions {
        adds_up(&whole, whole.rows.len());
    }
    refused::written(Source::plain(bytes), &whole, &DUTCH);
});
