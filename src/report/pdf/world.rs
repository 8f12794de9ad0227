//! All that typesetting may see: one source, its pictures and our fonts. No file, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const FONTS: [&[u8]; 2] = [
    include_bytes!("../../charts/font/LiberationSans-Regular.ttf"),
    include_bytes!("../../charts/font/LiberationSans-Bold.ttf"),
];

static LOADED: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FONTS
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect()
});

pub struct Paper {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: Source,
    pictures: HashMap<FileId, Bytes>,
}

impl Paper {
    /// `pictures` are known in the source as `p0.svg`, `p1.svg` ...: few names, since a name stays
    /// known as long as the program runs.
    pub fn new(source: String, pictures: Vec<String>) -> Self {
        let pictures = pictures
            .into_iter()
            .enumerate()
            .filter_map(|(at, svg)| Some((id(&format!("p{at}.svg"))?, Bytes::from_string(svg))))
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(LOADED.iter())),
            main: id("report.typ").map_or_else(
                || Source::detached(source.clone()),
                |id| Source::new(id, source.clone()),
            ),
            pictures,
        }
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.pictures
            .get(&id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        LOADED.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
