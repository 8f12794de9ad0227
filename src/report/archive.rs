//! The sealed archive of a programme: one zip whose first file names the hash of all others.

use std::io::{Cursor, Read, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::domain::canonical::sha256_hex;
use crate::domain::snapshot::{Snapshot, SnapshotError};

/// The list of all files with their SHA-256, as `sha256sum` writes and checks it.
const SEAL: &str = "SHA256SUMS";

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("the archive cannot be read or written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the archive cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
    #[error("this is neither a snapshot nor an archive of Peil: it has no {SEAL}")]
    NoSeal,
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Of the snapshot, or of the whole archive: what the page of the closed programme names.
    pub hash: String,
    pub files: usize,
    /// Files that are not what the list says, or that it does not name.
    pub wrong: Vec<String>,
}

/// Seals files in the order they are given; the same files give the same bytes.
pub fn seal(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    // No time of day: it would make every archive another.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(SEAL, options)?;
    for (name, bytes) in files {
        zip.write_all(format!("{}  {name}\n", sha256_hex(bytes)).as_bytes())?;
    }
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Checks an archive file by file, each snapshot in it too; or one snapshot by itself.
pub fn verify(bytes: &[u8]) -> Result<Checked, ArchiveError> {
    if bytes.starts_with(b"PK") {
        return verify_archive(bytes);
    }
    let (_, hash) = Snapshot::open(&String::from_utf8_lossy(bytes))?;
    Ok(Checked {
        hash,
        files: 1,
        wrong: Vec::new(),
    })
}

fn verify_archive(bytes: &[u8]) -> Result<Checked, ArchiveError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.map(|name| name.into_owned()))
        .collect::<Result<_, _>>()?;
    if !names.iter().any(|name| name == SEAL) {
        return Err(ArchiveError::NoSeal);
    }
    let list = String::from_utf8_lossy(&content(&mut zip, SEAL)?).into_owned();
    let mut wrong = Vec::new();
    let mut listed = Vec::new();
    for line in list.lines() {
        let Some((hash, name)) = line.split_once("  ") else {
            wrong.push(SEAL.to_owned());
            continue;
        };
        listed.push(name.to_owned());
        let is_right = match content(&mut zip, name) {
            Ok(bytes) => {
                let is_snapshot = name.starts_with("snapshot") && name.ends_with(".json");
                let opens = || Snapshot::open(&String::from_utf8_lossy(&bytes)).is_ok();
                sha256_hex(&bytes) == hash && (!is_snapshot || opens())
            }
            Err(_) => false,
        };
        if !is_right {
            wrong.push(name.to_owned());
        }
    }
    let unknown = names
        .iter()
        .filter(|name| *name != SEAL && !listed.contains(name));
    wrong.extend(unknown.cloned());
    Ok(Checked {
        hash: sha256_hex(bytes),
        files: listed.len(),
        wrong,
    })
}

fn content(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    zip.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, Vec<u8>)> {
        vec![
            ("protocol.json".to_owned(), b"{}".to_vec()),
            ("data/answers.csv".to_owned(), b"a,b\n1,2\n".to_vec()),
        ]
    }

    #[test]
    fn an_archive_is_the_same_each_time_and_verifies() {
        let sealed = seal(&files()).unwrap();
        assert_eq!(sealed, seal(&files()).unwrap());
        let checked = verify(&sealed).unwrap();
        assert_eq!((checked.files, checked.wrong), (2, Vec::new()));
    }

    /// Of every byte: its change is found, or the files say what they said and only the hash of the
    /// whole, which the page of the closed programme names, is another.
    #[test]
    fn one_changed_byte_is_found_wherever_it_is() {
        let sealed = seal(&files()).unwrap();
        let hash = verify(&sealed).unwrap().hash;
        let read = |bytes: &[u8]| -> Option<Vec<Vec<u8>>> {
            let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
            let names = files().into_iter().map(|(name, _)| name);
            names.map(|name| content(&mut zip, &name).ok()).collect()
        };
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            match verify(&changed) {
                Ok(found) if found.wrong.is_empty() => {
                    assert_eq!(read(&changed), read(&sealed), "byte {at}");
                    assert_ne!(found.hash, hash, "byte {at}");
                }
                Ok(_) | Err(_) => {}
            }
        }
    }

    #[test]
    fn a_changed_file_an_added_file_and_a_stranger_are_found() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        zip.start_file(SEAL, options).unwrap();
        zip.write_all(format!("{}  a.txt\n", sha256_hex(b"before")).as_bytes())
            .unwrap();
        for name in ["a.txt", "extra.txt"] {
            zip.start_file(name, options).unwrap();
            zip.write_all(b"after").unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert_eq!(verify(&bytes).unwrap().wrong, ["a.txt", "extra.txt"]);
        assert!(verify(b"{}").is_err());
    }
}
