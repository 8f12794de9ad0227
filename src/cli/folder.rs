//! Reading a programme's folder from disk; what the files mean is told by `import::folder`.

use std::path::Path;

use super::Failure;
use crate::domain::language::Language;
use crate::import::folder::{Files, Folder, FolderProblem, read};
use crate::texts::{Arg, t_args};

/// The `.toml` and `.csv` files directly in `dir`, by name.
pub fn files(dir: &Path, language: &Language) -> Result<Files, Failure> {
    let cannot = |error: &std::io::Error| {
        let args = [
            ("dir", Arg::from(dir.display().to_string())),
            ("error", Arg::from(error.to_string())),
        ];
        Failure::User(t_args(language, "cli-cannot-read-folder", &args))
    };
    let mut files = Files::new();
    for entry in std::fs::read_dir(dir).map_err(|error| cannot(&error))? {
        let path = entry.map_err(|error| cannot(&error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let ours = [".toml", ".csv"]
            .iter()
            .any(|ending| name.ends_with(ending));
        if ours && path.is_file() {
            let bytes = std::fs::read(&path).map_err(|error| cannot(&error))?;
            files.insert(name.to_owned(), bytes);
        }
    }
    Ok(files)
}

/// The folder read and checked, or every problem in it as the user's to mend.
pub fn open(dir: &Path, language: &Language) -> Result<Folder, Failure> {
    read(&files(dir, language)?).map_err(|problems| Failure::User(lines(&problems, language)))
}

/// All problems, each on lines of its own.
pub fn lines(problems: &[FolderProblem], language: &Language) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| problem.lines(language))
        .collect();
    lines.join("\n")
}
