//! Any bytes as a file of each kind that can be brought: rows are taken or refused, and every problem
//! has words in both languages. The first byte picks the kind; beyond the last
//! kind, the bytes are translations. Begin with what is there: `cargo fuzz run files ../tests/data/csv`.

#![no_main]

mod support;

use libfuzzer_sys::fuzz_target;
use peil::domain::evidence::FileKind;
use peil::import::{Source, read, refused, translations};
use support::{DUTCH, adds_up, context, kind};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let Some(kind) = kind(*first) else {
        let imported = translations::read(bytes);
        adds_up(&imported, imported.rows.len());
        return;
    };
    let whole = read(kind, bytes, context()).expect("there is a survey");
    // A row of counts may become several.
    if kind != FileKind::Dispositions {
        adds_up(&whole, whole.rows.len());
    }
    refused::written(Source::plain(bytes), &whole, &DUTCH);
});
