//! A file that is too large to be held: read piece by piece, as if it were read whole.
//!
//! Every piece is the header with some of the rows behind it, so that the readers need not know.
//! What a row needs of the rows before it (was its key seen?) is kept in a [`Memory`]. What it needs of
//! the whole file is its encoding, which its bytes tell ([`Encodings`]), and its decimal sign: that is
//! taken from the first piece, and at the end it is seen whether it was right ([`Stream::sign_held`]).

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::csv_reader::{MAX_RECORD_BYTES, Place, declared_delimiter};
use super::decode::Detector;
use super::mapping::Mapping;
use super::refused::{MOST_REASONS, written};
use super::values::{DecimalSign, SignFinder};
use super::{Context, Imported, Source, read};
use crate::domain::evidence::{Against, FileKind, Rows};
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::survey::Survey;

/// As much text as a piece holds, and as much of it as must follow a row for the row to be whole.
const PIECE: usize = 1 << 18;
const AHEAD: usize = 2 * MAX_RECORD_BYTES;

/// The kinds that may come by the million, and of which no row depends on another than by its key.
pub fn may_be_large(kind: FileKind) -> bool {
    matches!(
        kind,
        FileKind::Responses | FileKind::Measurements | FileKind::Tickets
    )
}

/// What a row knows of the rows before its piece.
#[derive(Debug, Default)]
pub struct Memory {
    /// A hash of each key, in two halves, with the line where it was first seen: a chance of one in ten
    /// million that two of a million keys are taken for one, for a fifth of the room.
    seen: RefCell<HashMap<[u32; 2], u32>>,
    signs: RefCell<SignFinder>,
}

impl Memory {
    /// The line where the key was seen before; notes it when it is new.
    pub(super) fn before(&self, key: &impl Hash, line: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let hash = hasher.finish();
        let halves = [(hash >> 32) as u32, hash as u32];
        match self.seen.borrow_mut().entry(halves) {
            std::collections::hash_map::Entry::Occupied(first) => Some((*first.get()).into()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(u32::try_from(line).unwrap_or(u32::MAX));
                None
            }
        }
    }

    pub(super) fn look_at(&self, cell: &str) {
        self.signs.borrow_mut().look_at(cell);
    }

    /// The sign that the numbers use that were looked at.
    pub(super) fn sign(&self) -> Option<DecimalSign> {
        self.signs.borrow().found()
    }
}

/// A part of a file: where its rows begin, when not behind the header, and the byte at and beyond
/// which no row begins.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub(super) from: Option<Place>,
    pub(super) until: usize,
    pub(super) memory: &'a Memory,
    /// Whether its numbers are looked at for the decimal sign.
    pub(super) looks: bool,
}

/// The encoding of a file, found by going through its bytes.
#[derive(Default)]
pub struct Encodings(Detector);

impl Encodings {
    pub fn feed(&mut self, bytes: &[u8]) {
        self.0.feed(bytes);
    }

    /// As it was chosen, else as it was found; none when there is no encoding of the chosen name.
    pub fn found(self, mapping: &Mapping) -> Option<&'static Encoding> {
        match &mapping.encoding {
            Some(label) => Encoding::for_label(label.trim().as_bytes()),
            None => Some(self.0.found()),
        }
    }
}

/// What a file is read against, held by itself: it may be read elsewhere.
struct Held {
    protocol: Protocol,
    survey: Option<Survey>,
    usual: Language,
}

/// A file on its way through, one piece after the other.
pub struct Stream {
    kind: FileKind,
    held: Held,
    earlier: Mapping,
    listed: usize,
    /// As it was chosen, with what the first piece settled.
    mapping: Mapping,
    encoding: &'static Encoding,
    decoder: Decoder,
    memory: Memory,
    text: String,
    from: Option<Place>,
    looks: bool,
    /// Of a row that was too long more is yet to come, which is no row.
    is_lost: bool,
    has_ended: bool,
    is_done: bool,
    /// The languages in which it is said why rows are refused, where they are to be handed back, and
    /// those of the last piece in each.
    telling: Vec<Language>,
    refused: Vec<Vec<u8>>,
    /// [`PIECE`] and [`AHEAD`].
    sizes: (usize, usize),
}

impl Stream {
    pub fn new(
        kind: FileKind,
        context: Context<'_>,
        source: &Source<'_>,
        encoding: &'static Encoding,
    ) -> Self {
        let mut mapping = source.mapping.clone();
        mapping.encoding = Some(UTF_8.name().to_owned()); // what the text is by then
        Self {
            kind,
            held: Held {
                protocol: context.protocol.clone(),
                survey: context.survey.cloned(),
                usual: context.usual.clone(),
            },
            earlier: source.earlier.clone(),
            listed: source.listed,
            looks: mapping.decimal.is_none(),
            mapping,
            encoding,
            decoder: encoding.new_decoder(),
            memory: Memory::default(),
            text: String::new(),
            from: None,
            is_lost: false,
            has_ended: false,
            is_done: false,
            telling: Vec::new(),
            refused: Vec::new(),
            sizes: (PIECE, AHEAD),
        }
    }

    /// The same, but refused rows are handed back with the reasons, in each of these languages.
    pub fn telling(mut self, languages: &[Language]) -> Self {
        self.telling = languages.to_vec();
        self
    }

    /// The same in pieces of about so many characters, with as many behind a row before it is taken.
    pub fn in_pieces_of(mut self, piece: usize, ahead: usize) -> Self {
        self.sizes = (piece, ahead);
        self
    }

    /// The refused rows of the last piece as CSV, below the header where it is the first.
    pub fn refused(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.refused)
    }

    /// The same, with the decimal sign that [`Stream::sign`] of an earlier time through it gave.
    pub fn with_sign(mut self, sign: Option<DecimalSign>) -> Self {
        self.mapping.decimal = self.mapping.decimal.or(sign);
        self.looks = false;
        self
    }

    /// The decimal sign of what was read so far; none when it shows none, or both.
    pub fn sign(&self) -> Option<DecimalSign> {
        match self.looks {
            true => self.memory.sign(),
            false => self.mapping.decimal,
        }
    }

    /// Whether the file was read with the decimal sign that all of it shows. If not, it is to be read
    /// once more [`Stream::with_sign`].
    pub fn sign_held(&self) -> bool {
        self.sign() == self.mapping.decimal
    }

    /// Whether there is too little for a piece.
    pub fn is_hungry(&self) -> bool {
        let before = self.from.map_or(0, |from| from.at);
        !self.has_ended && self.text.len() < before + self.sizes.0 + self.sizes.1
    }

    pub fn feed(&mut self, bytes: &[u8]) {
        self.decode(bytes, false);
    }

    /// There are no more bytes.
    pub fn end(&mut self) {
        if !self.has_ended {
            self.decode(&[], true);
            self.has_ended = true;
        }
    }

    fn decode(&mut self, mut bytes: &[u8], is_last: bool) {
        loop {
            let most = self.decoder.max_utf8_buffer_length(bytes.len());
            self.text.reserve(most.unwrap_or(bytes.len()));
            let (result, used, _) = self
                .decoder
                .decode_to_string(bytes, &mut self.text, is_last);
            bytes = bytes.get(used..).unwrap_or_default();
            if result == encoding_rs::CoderResult::InputEmpty {
                self.leave_lost(is_last);
                return;
            }
        }
    }

    /// Lets go of what belongs to the row that was too long.
    fn leave_lost(&mut self, is_last: bool) {
        let (Some(from), true) = (&mut self.from, self.is_lost) else {
            return;
        };
        let (_, table) = declared_delimiter(&self.text);
        let start = (self.text.len() - table.len() + from.at).min(self.text.len());
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        let width = match end.and_then(|end| rest.get(end..)) {
            Some([b'\r']) if !is_last => 0, // the other half of the line end may follow
            Some([b'\r', b'\n', ..]) => 2,
            Some(_) => 1,
            None => 0,
        };
        let until = start + end.unwrap_or(rest.len()) + width;
        if width > 0 {
            from.line += 1;
            self.is_lost = false;
        }
        self.text.replace_range(start..until, "");
    }

    /// The rows of the next piece; none after the last, and none when the file has no header, by
    /// which the pieces would hang together.
    pub fn piece(&mut self) -> Option<Imported<Rows>> {
        if self.is_done {
            return None;
        }
        let piece = Piece {
            from: self.from,
            until: match self.has_ended {
                true => usize::MAX,
                false => self.text.len().saturating_sub(self.sizes.1),
            },
            memory: &self.memory,
            looks: self.looks,
        };
        let source = Source {
            mapping: &self.mapping,
            earlier: &self.earlier,
            listed: match self.telling.is_empty() {
                true => self.listed,
                false => MOST_REASONS,
            },
            piece: Some(piece),
            ..Source::plain(self.text.as_bytes())
        };
        let context = Context {
            protocol: &self.held.protocol,
            survey: self.held.survey.as_ref(),
            against: &Against::default(),
            usual: &self.held.usual,
        };
        let mut imported = read(self.kind, source, context)?;
        let is_bare = self.from.is_some() && imported.refused_rows.is_empty();
        let refused = self.telling.iter().map(|language| match is_bare {
            true => Vec::new(),
            false => written(source, &imported, language),
        });
        self.refused = refused.collect();
        imported.detected.encoding = self.encoding.name();
        let span = imported.span;
        let start = self.from.unwrap_or(span.0);
        // Behind a header that is wrong nothing is read, and so there is no end to it.
        let is_stuck = span.1.at <= start.at && start.at < piece.until;
        self.is_done = self.has_ended || is_stuck || imported.detected.header_row == 0;
        if !self.is_done {
            self.settle(&imported);
            self.drop_read(span.0, span.1);
        }
        Some(imported)
    }

    /// What the first piece shows holds for all.
    fn settle(&mut self, imported: &Imported<Rows>) {
        let found = imported.detected;
        self.mapping.delimiter = Some(found.delimiter.to_string());
        self.mapping.header_row = Some(found.header_row);
        self.mapping.preset = found.preset;
        self.mapping.decimal = found.decimal;
    }

    /// Lets go of the rows that were read, and keeps what stands before them.
    fn drop_read(&mut self, body: Place, next: Place) {
        let (_, table) = declared_delimiter(&self.text);
        let before = self.text.len() - table.len();
        let rows = (before + body.at).min(self.text.len());
        let read = (before + next.at).clamp(rows, self.text.len());
        self.is_lost = read == self.text.len() && !self.text.ends_with(['\r', '\n']);
        self.text.replace_range(rows..read, "");
        self.from = Some(Place {
            at: body.at,
            ..next
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::refused;
    use crate::import::{Fault, testing};

    /// What the pieces of a file come to: all rows, the rest in one, and the refused rows as CSV.
    fn in_pieces(
        kind: FileKind,
        bytes: &[u8],
        (size, ahead): (usize, usize),
    ) -> (Vec<Rows>, Imported<usize>, Vec<u8>) {
        let (protocol, survey) = (testing::protocol(), testing::survey());
        let language = Language::dutch();
        let context = Context {
            protocol: &protocol,
            survey: Some(&survey),
            against: &Against::default(),
            usual: &language,
        };
        let source = Source::plain(bytes);
        let mut encodings = Encodings::default();
        bytes.chunks(7).for_each(|some| encodings.feed(some));
        let encoding = encodings.found(source.mapping).unwrap();
        let stream = || {
            let stream = Stream::new(kind, context, &source, encoding);
            stream
                .in_pieces_of(size, ahead)
                .telling(std::slice::from_ref(&language))
        };
        let mut first = stream();
        let mut read = through(&mut first, bytes);
        if !first.sign_held() {
            read = through(&mut stream().with_sign(first.sign()), bytes);
        }
        let (pieces, refused) = read;
        let mut pieces = pieces.into_iter();
        let first = pieces.next().unwrap();
        let mut rows = vec![first.rows.clone()];
        let mut all = first.map(|rows| rows.len());
        for piece in pieces {
            let more = all.absorb(piece);
            all.rows += more.len();
            rows.push(more);
        }
        (rows, all, refused)
    }

    fn through(stream: &mut Stream, bytes: &[u8]) -> (Vec<Imported<Rows>>, Vec<u8>) {
        let mut chunks = bytes.chunks(100);
        let (mut pieces, mut refused) = (Vec::new(), Vec::new());
        loop {
            while stream.is_hungry() {
                match chunks.next() {
                    Some(some) => stream.feed(some),
                    None => stream.end(),
                }
            }
            match stream.piece() {
                Some(piece) => {
                    pieces.push(piece);
                    refused.extend(stream.refused().into_iter().flatten());
                }
                None => return (pieces, refused),
            }
        }
    }

    fn whole(kind: FileKind, bytes: &[u8]) -> Imported<Rows> {
        let (protocol, survey) = (testing::protocol(), testing::survey());
        let language = Language::dutch();
        let context = Context {
            protocol: &protocol,
            survey: Some(&survey),
            against: &Against::default(),
            usual: &language,
        };
        read(kind, bytes, context).unwrap()
    }

    fn numbers(rows: &[Rows]) -> String {
        let told = rows.iter().map(|rows| match rows {
            Rows::Tickets(rows) => rows.iter().map(|row| format!("{row:?}\n")).collect(),
            Rows::Responses(rows) => rows.iter().map(|row| format!("{row:?}\n")).collect(),
            Rows::Measurements(rows) => rows.iter().map(|row| format!("{row:?}\n")).collect(),
            _ => String::new(),
        });
        told.collect()
    }

    #[test]
    fn a_file_comes_to_the_same_in_pieces_of_any_size() {
        let mut text = String::from("sep=;\nticket;doorlooptijd;afgesloten\n");
        for number in 0..900 {
            let (ticket, hours) = match number {
                500 => ("T-1".to_owned(), "3,5".to_owned()), // far behind the first of that name
                600 => ("T-x".to_owned(), "lang".to_owned()),
                700 => ("\"T\në\"".to_owned(), "1.250".to_owned()),
                _ => (format!("T-{number}"), "2,5".to_owned()),
            };
            text.push_str(&format!("{ticket};{hours};12-03-2026\n"));
        }
        let latin: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        for bytes in [text.as_bytes(), &latin] {
            let expected = whole(FileKind::Tickets, bytes);
            assert_eq!(expected.refused_rows.len(), 3);
            for size in [1, 300, 5_000, 1_000_000] {
                let (rows, all, refused) = in_pieces(FileKind::Tickets, bytes, (size, 4_000));
                assert!(size > 5_000 || rows.len() > 1);
                let told = numbers(&rows) == numbers(std::slice::from_ref(&expected.rows));
                assert!(told, "{size}: other rows");
                let dutch = Language::dutch();
                let handed_back = refused::written(Source::plain(bytes), &expected, &dutch);
                assert_eq!(
                    String::from_utf8(refused).unwrap(),
                    String::from_utf8(handed_back).unwrap(),
                    "{size}"
                );
                assert_eq!(all.problems, expected.problems);
                assert_eq!(all.notes, expected.notes);
                assert_eq!(all.refused_rows, expected.refused_rows);
                assert_eq!(all.records, expected.records);
                assert_eq!(all.detected, expected.detected);
            }
        }
    }

    #[test]
    fn answers_one_a_row_stay_with_their_response_in_pieces_of_any_size() {
        let mut text = "respondent,segment,completeness,item,answer\n".to_owned();
        for number in 0..300 {
            let grade = if number == 150 { 9 } else { 4 };
            text.push_str(&format!(
                "W{number},SD,complete,satisfied,{grade}\nW{number},SD,complete,known,yes\n\
                 W{number},SD,complete,tools,app|mail\n"
            ));
        }
        let expected = whole(FileKind::Responses, text.as_bytes());
        assert_eq!((expected.rows.len(), expected.refused_rows.len()), (299, 3));
        for size in [130, 1_000, 1_000_000] {
            let (rows, all, refused) =
                in_pieces(FileKind::Responses, text.as_bytes(), (size, 4_000));
            assert!(size > 1_000 || rows.len() > 5);
            assert_eq!(
                numbers(&rows),
                numbers(std::slice::from_ref(&expected.rows)),
                "{size}"
            );
            let dutch = Language::dutch();
            let handed_back = refused::written(Source::plain(text.as_bytes()), &expected, &dutch);
            assert!(refused == handed_back, "{size}");
            assert_eq!(all.problems, expected.problems);
            assert_eq!(all.records, expected.records);
        }
        // What is taken over whole must be seen whole.
        text.push_str("W7,SD,complete,channel,phone\n");
        let (_, all, _) = in_pieces(FileKind::Responses, text.as_bytes(), (1_000, 4_000));
        let mut apart = all.problems.iter().map(|one| (one.line, one.fault.clone()));
        let expected = Fault::ResponseApart { first_line: 23 };
        assert_eq!(apart.next_back(), Some((902, expected)));
    }

    #[test]
    fn what_is_left_of_a_row_that_is_too_long_is_no_row() {
        let mut text = "ticket;doorlooptijd;afgesloten\r\nT-0;1;12-03-2026\r\n".to_owned();
        text.push_str(&"x;2,5;12-03-2026;".repeat(2_700_000 / 17));
        text.push_str("T-x;2,5;12-03-2026\r\nT-1;3;12-03-2026\r\nT-2;lang;\r\n");
        let expected = whole(FileKind::Tickets, text.as_bytes());
        let sizes = (PIECE, AHEAD);
        let (rows, all, refused) = in_pieces(FileKind::Tickets, text.as_bytes(), sizes);
        assert_eq!(
            numbers(&rows),
            numbers(std::slice::from_ref(&expected.rows))
        );
        assert_eq!(all.problems, expected.problems);
        assert_eq!(all.refused_rows, expected.refused_rows);
        assert_eq!((all.rows, all.records), (2, 4));
        let dutch = Language::dutch();
        let handed_back = refused::written(Source::plain(text.as_bytes()), &expected, &dutch);
        assert!(refused == handed_back);
    }

    #[test]
    fn a_header_that_is_wrong_ends_it() {
        let text = format!("wat;dit\n{}", "1;2\n".repeat(3_000));
        let (rows, all, _) = in_pieces(FileKind::Tickets, text.as_bytes(), (100, 4_000));
        assert_eq!(rows.len(), 1);
        assert!(!all.is_clean());
    }
}
