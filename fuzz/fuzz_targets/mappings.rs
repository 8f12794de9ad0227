//! Any text as what was chosen about reading a file, as TOML and as JSON, and any bytes behind a form
//! feed as that file: what was understood is written down so that it is read back the same, and what
//! the file suggests is a mapping too. The first byte picks the kind.

#![no_main]

mod support;

use libfuzzer_sys::fuzz_target;
use peil::domain::evidence::FileKind;
use peil::domain::language::Language;
use peil::import::mapping::{Mapping, suggested};
use peil::import::{Source, read, refused};
use support::{DUTCH, context, kind};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let at = rest.iter().position(|byte| *byte == b'\x0c');
    let (text, bytes) = rest.split_at(at.unwrap_or(rest.len()));
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let bytes = bytes.get(1..).unwrap_or_default();
    let chosen = match Mapping::parse(text) {
        Ok(chosen) => chosen,
        Err(told) => {
            assert!(!told.is_empty());
            Mapping::from_json(text)
        }
    };
    assert_eq!(Mapping::from_json(&chosen.to_json()), chosen);
    assert_eq!(Mapping::parse(&chosen.to_toml()).as_ref(), Ok(&chosen));
    let mut memory = Mapping::new();
    memory.remember(&chosen);
    for (mapping, earlier) in [(&chosen, &memory), (&memory, &chosen)] {
        let source = Source {
            mapping,
            earlier,
            ..Source::plain(bytes)
        };
        let kind = kind(*first).unwrap_or(FileKind::Responses);
        let read = read(kind, source, context()).expect("there is a survey");
        refused::written(source, &read, &DUTCH);
        let map = suggested(&read, &source, &Language::english());
        let map = Mapping::parse(&map).unwrap_or_else(|told| panic!("{told}\n{map}"));
        assert_eq!(
            map.encoding.is_some(),
            !read.detected.is_workbook || mapping.encoding.is_some()
        );
    }
});
