//! Any bytes as a file of each kind that can be brought: rows are taken or refused, every problem has
//! words in both languages, and a piece at a time comes to the same as the whole. The first byte picks
//! the kind. Begin with what is there: `cargo fuzz run files ../tests/data/csv`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use peil::domain::coding::themes::Tree;
use peil::domain::evidence::FileKind;
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::import::codes::{self, Known};
use peil::import::mapping::Mapping;
use peil::import::stream::{Encodings, Stream, may_be_large};
use peil::import::{Context, Imported, Problem, Source, read, refused, translations};

static PROTOCOL: LazyLock<Protocol> = LazyLock::new(|| {
    let text = include_str!("../../surveys/servicedesk/protocol.toml");
    Protocol::parse("protocol.toml", text).expect("the example is sound")
});
static SURVEY: LazyLock<Survey> = LazyLock::new(|| {
    let text = include_str!("../../surveys/servicedesk/satisfaction.toml");
    Survey::parse("satisfaction.toml", text).expect("the example is sound")
});
static DUTCH: LazyLock<Language> = LazyLock::new(Language::dutch);

fn have_words(problems: &[Problem]) {
    for problem in problems {
        for language in [Language::dutch(), Language::english()] {
            assert!(!problem.message(&language).is_empty() && !problem.remedy(&language).is_empty());
        }
    }
}

fn adds_up<R>(imported: &Imported<R>, rows: usize) {
    let refused = imported.refused_rows.len();
    assert!((rows + refused) as u64 <= imported.records.max(refused as u64));
    have_words(&imported.problems);
    have_words(&imported.notes);
}

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let kind = FileKind::ALL.into_iter().nth(usize::from(*first) % 9);
    let Some(kind) = kind else {
        let tree = Tree::default();
        let known = Known {
            tree: &tree,
            said: &[],
            coders: &[],
        };
        let imported = codes::read(bytes, known);
        adds_up(&imported, imported.rows.len());
        let imported = translations::read(bytes);
        adds_up(&imported, imported.rows.len());
        return;
    };
    let context = Context {
        protocol: &PROTOCOL,
        survey: Some(&SURVEY),
        usual: &DUTCH,
    };
    let whole = read(kind, bytes, context).expect("there is a survey");
    // A row of counts may become several.
    if kind != FileKind::Dispositions {
        adds_up(&whole, whole.rows.len());
    }
    let source = Source::plain(bytes);
    refused::written(source, &whole, &DUTCH);
    if !may_be_large(kind) || whole.detected.is_workbook || whole.detected.header_row == 0 {
        return;
    }
    let nothing = Mapping::new();
    let mut encodings = Encodings::default();
    encodings.feed(bytes);
    let encoding = encodings.found(&nothing).expect("nothing was chosen");
    let mut stream = Stream::new(kind, context, &source, encoding);
    let mut rows = 0;
    stream.feed(bytes);
    stream.end();
    while let Some(piece) = stream.piece() {
        rows += piece.rows.len();
    }
    if whole.detected.decimal.is_some() {
        assert!(rows <= whole.records as usize);
    }
});
