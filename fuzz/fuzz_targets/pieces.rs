//! Any bytes as a large file, read in pieces of a few characters: rows, refused rows and their reasons
//! come to the same as from the whole. The first byte picks the kind and the size. Begin with what is
//! there: `cargo fuzz run pieces ../tests/data/csv`.

#![no_main]

mod support;

use libfuzzer_sys::fuzz_target;
use peil::domain::evidence::FileKind;
use peil::import::mapping::{Mapping, Preset};
use peil::import::stream::{Encodings, Stream, may_be_large};
use peil::import::{Source, read, refused};
use support::{DUTCH, context};

/// A row that is longer than half of this need not be whole in its piece.
const AHEAD: usize = 400;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let kinds = FileKind::ALL.into_iter().filter(|kind| may_be_large(*kind));
    let kind = kinds
        .cycle()
        .nth(usize::from(*first) % 3)
        .expect("there are three");
    let size = 1 << (first >> 5);
    let whole = read(kind, bytes, context()).expect("there is a survey");
    if whole.detected.is_workbook || whole.detected.header_row == 0 {
        return;
    }
    // All rows of a response have to stand in one piece.
    let is_long = whole.detected.preset == Some(Preset::Long);
    // From so little of a file other marks may be guessed than from all of it.
    let chosen = Mapping {
        delimiter: Some(whole.detected.delimiter.to_string()),
        header_row: Some(whole.detected.header_row),
        preset: whole.detected.preset,
        ..Mapping::new()
    };
    let source = Source {
        mapping: &chosen,
        ..Source::plain(bytes)
    };
    let mut encodings = Encodings::default();
    encodings.feed(bytes);
    let encoding = encodings.found(&chosen).expect("nothing was chosen");
    let stream = || Stream::new(kind, context(), &source, encoding).in_pieces_of(size, AHEAD);
    let mut first = stream();
    through(&mut first, bytes, |_, _| {});
    let mut stream = stream().telling(std::slice::from_ref(&DUTCH));
    if !first.sign_held() {
        stream = stream.with_sign(first.sign());
    }
    let (mut rows, mut records, mut refused, mut csv) = (String::new(), 0, Vec::new(), Vec::new());
    through(&mut stream, bytes, |piece, told| {
        rows += &written(&piece.rows);
        records += piece.records;
        refused.extend(piece.refused_rows);
        csv.extend(told);
    });
    let text = String::from_utf8_lossy(bytes);
    let is_short = |line: &str| line.len() < AHEAD / 4;
    if is_long || !bytes.is_ascii() || bytes.contains(&b'"') || !text.split(['\r', '\n']).all(is_short) {
        return;
    }
    let whole = read(kind, source, context()).expect("there is a survey");
    assert_eq!(rows, written(&whole.rows));
    assert_eq!(
        (records, refused),
        (whole.records, whole.refused_rows.clone())
    );
    let expected = refused::written(source, &whole, &DUTCH);
    assert_eq!(
        String::from_utf8_lossy(&csv),
        String::from_utf8_lossy(&expected)
    );
});

fn written(rows: &peil::domain::evidence::Rows) -> String {
    use peil::domain::evidence::Rows;
    fn lines<R: std::fmt::Debug>(rows: &[R]) -> String {
        rows.iter().map(|row| format!("{row:?}\n")).collect()
    }
    match rows {
        Rows::Tickets(rows) => lines(rows),
        Rows::Responses(rows) => lines(rows),
        Rows::Measurements(rows) => lines(rows),
        _ => String::new(),
    }
}

fn through(
    stream: &mut Stream,
    bytes: &[u8],
    mut take: impl FnMut(peil::import::Imported<peil::domain::evidence::Rows>, Vec<u8>),
) {
    let mut chunks = bytes.chunks(61);
    loop {
        while stream.is_hungry() {
            match chunks.next() {
                Some(some) => stream.feed(some),
                None => stream.end(),
            }
        }
        let Some(piece) = stream.piece() else { return };
        let told = stream.refused().into_iter().flatten().collect();
        take(piece, told);
    }
}
