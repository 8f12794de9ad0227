//! Any text as the parts of a workbook (a sheet, the texts that cells share, the styles, the list of
//! sheets), packed as Excel packs them: it is read as a file of each kind, or refused. The first byte
//! picks the kind, and form feeds stand between the parts.

#![no_main]

mod support;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use peil::domain::evidence::FileKind;
use peil::import::mapping::Mapping;
use peil::import::{Source, read, refused};
use support::{DUTCH, adds_up, context, kind};
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fn packed(parts: &[&[u8]]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let part = |nr: usize, usual: &'static str| match parts.get(nr).copied() {
        Some(part) if !part.is_empty() => part,
        _ => usual.as_bytes(),
    };
    let entries = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", part(0, "<worksheet/>")),
        ("xl/sharedStrings.xml", part(1, "<sst/>")),
        ("xl/styles.xml", part(2, "<styleSheet/>")),
        ("xl/workbook.xml", part(3, BOOK)),
    ];
    for (name, bytes) in entries {
        archive.start_file(name, stored).expect("memory takes it");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let parts: Vec<&[u8]> = rest.split(|byte| *byte == b'\x0c').collect();
    let bytes = packed(&parts);
    let kind = kind(*first).unwrap_or(FileKind::Tickets);
    let sheet = (first >> 7 == 1).then(|| "a".to_owned());
    let chosen = Mapping {
        sheet,
        ..Mapping::new()
    };
    let source = Source {
        mapping: &chosen,
        ..Source::plain(&bytes)
    };
    let read = read(kind, source, context()).expect("there is a survey");
    if kind != FileKind::Dispositions {
        adds_up(&read, read.rows.len());
    }
    refused::written(source, &read, &DUTCH);
});
