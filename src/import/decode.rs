//! Bytes to text: which encoding a file is in, by its marks and its content.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file and the name of the encoding it turned out to be in. What cannot be read in
/// that encoding has become U+FFFD; the cells that hold one are refused later, by row and column.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let encoding = encoding_of(bytes);
    let (text, used, _) = encoding.decode(bytes);
    (text, used.name())
}

/// The same in an encoding that somebody named; none when there is no such encoding.
pub(super) fn decode_as<'b>(bytes: &'b [u8], label: &str) -> Option<(Cow<'b, str>, &'static str)> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    let (text, used, _) = encoding.decode(bytes);
    Some((text, used.name()))
}

/// A mark at the start decides; then the pattern of UTF-16; then whether it is (nearly) UTF-8;
/// else an encoding of one byte per letter, as Excel writes in Dutch (windows-1252).
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding;
    }
    if looks_like_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"nl"), Utf8Detection::Deny)
}

/// Latin text in UTF-16 has a zero in every second byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |offset: usize| {
        start
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let most = start.len() / 2 * 7 / 10;
    match (zeros(0), zeros(1)) {
        _ if start.len() < 8 => None,
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// Valid, or so nearly that the faults are damage rather than another encoding: then those cells
/// are refused, where a guess would quietly turn every `ë` into `Ã«`.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        good += valid.chars().count() - valid.bytes().filter(u8::is_ascii).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad
}

/// Finds the encoding of bytes that come some at a time; the same that [`decode`] finds for all.
#[derive(Default)]
pub(super) struct Detector {
    start: Vec<u8>,
    /// The end of what came before, where a letter may be cut.
    tail: Vec<u8>,
    good: usize,
    bad: usize,
    other: Option<EncodingDetector>,
}

impl Detector {
    pub fn feed(&mut self, bytes: &[u8]) {
        let wanted = 1024_usize.saturating_sub(self.start.len());
        self.start.extend(bytes.iter().take(wanted));
        if bytes.is_ascii() && self.tail.is_empty() {
            return;
        }
        let other = self
            .other
            .get_or_insert_with(|| EncodingDetector::new(Iso2022JpDetection::Deny));
        other.feed(bytes, false);
        let mut all = std::mem::take(&mut self.tail);
        all.extend(bytes);
        let mut chunks = all.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let valid = chunk.valid();
            self.good += valid.chars().count() - valid.bytes().filter(u8::is_ascii).count();
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            let may_go_on = invalid.len() < 4 && chunks.peek().is_none();
            if may_go_on && is_start_of_letter(invalid) {
                self.tail = invalid.to_vec();
            } else {
                self.bad += 1;
            }
        }
    }

    pub fn found(mut self) -> &'static Encoding {
        if let Some((encoding, _)) = Encoding::for_bom(&self.start) {
            return encoding;
        }
        if let Some(encoding) = unmarked_utf16(&self.start) {
            return encoding;
        }
        self.bad += usize::from(!self.tail.is_empty());
        match self.other {
            Some(mut other) if self.bad > 0 && self.good <= self.bad => {
                other.feed(&[], true);
                other.guess(Some(b"nl"), Utf8Detection::Deny)
            }
            _ => UTF_8,
        }
    }
}

/// Whether the bytes may be the first of a letter in UTF-8.
fn is_start_of_letter(bytes: &[u8]) -> bool {
    let wanted = match bytes.first() {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => return false,
    };
    bytes.len() < wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_every_usual_encoding_comes_out_the_same() {
        let text = "gesprek;reünie;café;€\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE][..], &utf16].concat();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let bom = [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat();
        let cp1252 = b"gesprek;re\xFCnie;caf\xE9;\x80\r\n".to_vec();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (bom, "UTF-8"),
            (utf16, "UTF-16LE"),
            (marked, "UTF-16LE"),
            (big, "UTF-16BE"),
            (cp1252, "windows-1252"),
        ] {
            assert_eq!(decode(&bytes), (Cow::Borrowed(text), name));
            for size in [1, 2, 5, 100] {
                let mut detector = Detector::default();
                bytes.chunks(size).for_each(|some| detector.feed(some));
                assert_eq!(detector.found().name(), name, "{size} at a time");
            }
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_shows_the_damage() {
        let (text, name) = decode(b"caf\xC3\xA9 re\xC3\xBCnie na\xEFef");
        assert_eq!(name, "UTF-8");
        assert_eq!(text, "café reünie na\u{FFFD}ef");
    }
}
