//! The file that keeps the link key: made once, readable by its owner only.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use data_encoding::HEXLOWER;

use super::ConfigError;
use crate::domain::link::LinkKey;

pub(super) fn read_or_make(file: &Path, version: i32) -> Result<LinkKey, ConfigError> {
    let failed = |source| ConfigError::KeyFile {
        file: file.to_owned(),
        source,
    };
    if !file.exists() {
        make(file).map_err(failed)?;
    }
    if open_to_others(file).map_err(failed)? {
        return Err(ConfigError::KeyFileOpen {
            file: file.to_owned(),
        });
    }
    let text = fs::read_to_string(file).map_err(failed)?;
    LinkKey::parse(version, &text).map_err(|source| ConfigError::KeyFileWrong {
        file: file.to_owned(),
        source,
    })
}

/// Writes a new key beside its place and links it there, so that of two servers starting at once
/// one makes the key, the other reads it, and nobody sees half of it.
fn make(file: &Path) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = folder.join(format!("link.key.{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let key = HEXLOWER.encode(&rand::random::<[u8; 32]>());
    let mut written = options.open(&draft)?;
    written.write_all(format!("{key}\n").as_bytes())?;
    written.sync_all()?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
pub(super) fn open_to_others(file: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(file)?.permissions().mode() & 0o077 != 0)
}

/// Elsewhere the rights come from the folder.
#[cfg(not(unix))]
pub(super) fn open_to_others(_: &Path) -> io::Result<bool> {
    Ok(false)
}
