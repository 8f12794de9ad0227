//! Guards the direction of imports, and what a pure module may not touch, by reading the sources.

use std::path::{Path, PathBuf};

use crate::support::source::{self, Named};

/// Which of our modules each module may name; it may always name itself. From the inside out:
/// `stats ← domain ← charts, import, report, store, mail ← jobs, web ← cli ← main`.
const MAY_NAME: [(&str, &[&str]); 15] = [
    ("migrations", &[]),
    ("clock", &[]),
    ("stats", &[]),
    ("domain", &["stats"]),
    ("texts", &["domain"]),
    ("config", &["domain"]),
    ("charts", &["stats", "domain", "texts"]),
    ("import", &["stats", "domain", "texts"]),
    ("report", &["stats", "domain", "texts", "charts"]),
    ("mail", &["stats", "domain", "texts", "clock", "config"]),
    (
        "store",
        &["stats", "domain", "texts", "clock", "config", "migrations"],
    ),
    ("jobs", SHELL),
    ("web", SHELL),
    ("cli", OUTER),
    ("main", OUTER),
];
const SHELL: &[&str] = &[
    "clock", "stats", "domain", "texts", "config", "charts", "import", "report", "mail", "store",
];
const OUTER: &[&str] = &[
    "migrations",
    "clock",
    "stats",
    "domain",
    "texts",
    "config",
    "charts",
    "import",
    "report",
    "mail",
    "store",
    "jobs",
    "web",
    "cli",
];

/// These take bytes, numbers and `now`, and give values back.
const PURE: [&str; 5] = ["stats", "domain", "charts", "import", "report"];

/// What a pure module may not name, wherever in a path it stands.
const IMPURE: [&str; 33] = [
    "async",
    "await",
    "tokio",
    "sea_orm",
    "sea_orm_migration",
    "axum",
    "axum_extra",
    "tower",
    "tower_http",
    "reqwest",
    "lettre",
    "clap",
    "indicatif",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant",
    "rand::rng",
    "rand::random",
    "thread_rng",
    "ThreadRng",
    "SysRng",
    "getrandom",
    "Uuid::now_v7",
    "Uuid::new_v4",
];

/// Who may ask what time it is.
const THE_TIME: [&str; 3] = ["Utc::now", "Local::now", "SystemTime::now"];

#[test]
fn the_sources_keep_to_the_direction_of_imports() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    assert!(files.len() > 10, "the sources were not found");
    let breaches: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            let name = file
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            breaches(&name, &text)
        })
        .collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn a_migration_names_nothing_of_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let ours = source::paths(&text)
            .into_iter()
            .find(|named| named.starts_with("peil") || named.starts_with("crate"));
        assert_eq!(
            ours,
            None,
            "{} would change its meaning with our code",
            file.display()
        );
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// What is wrong with one file, a sentence each; `name` is its path from the root of the project.
fn breaches(name: &str, text: &str) -> Vec<String> {
    let inside = name.trim_start_matches("src/").trim_end_matches(".rs");
    let module = inside.split('/').next().unwrap_or(inside);
    if module == "lib" {
        return Vec::new(); // it names every module: that is its job
    }
    let Some((_, may_name)) = MAY_NAME.iter().find(|(known, _)| *known == module) else {
        return vec![format!(
            "{name}: give the module {module} a place in MAY_NAME"
        )];
    };
    let for_tests = inside.split('/').any(|part| part.ends_with("tests"));
    source::paths(text)
        .iter()
        .filter_map(|named| {
            direction(inside, module, may_name, named)
                .or_else(|| purity(module, named).filter(|_| !for_tests))
                .or_else(|| everywhere(inside, named))
                .map(|problem| format!("{name}:{}: {problem} ({})", named.line, named.path()))
        })
        .collect()
}

fn direction(inside: &str, module: &str, may_name: &[&str], named: &Named) -> Option<String> {
    let target = own_module(inside, named)?;
    let known = MAY_NAME.iter().any(|(known, _)| *known == target);
    (known && target != module && !may_name.contains(&target.as_str()))
        .then(|| format!("{module} may not name {target}"))
}

/// Which of our top modules a path leads to, whether by `crate::`, `peil::` or by `super::`.
fn own_module(inside: &str, named: &Named) -> Option<String> {
    let supers = named
        .segments
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    let mut depth = inside.split('/').filter(|part| *part != "mod").count();
    if named.in_tests {
        depth += 1; // one `super` more leaves `mod tests`
    }
    match named.segments.first()?.as_str() {
        "crate" | "peil" => named.segments.get(1).cloned(),
        "super" if supers >= depth => named.segments.get(supers).cloned(),
        _ => None,
    }
}

fn purity(module: &str, named: &Named) -> Option<String> {
    if !PURE.contains(&module) || named.in_tests {
        return None;
    }
    let impure = IMPURE.iter().find(|impure| named.holds(impure))?;
    Some(format!("{module} is pure and may not touch {impure}"))
}

fn everywhere(inside: &str, named: &Named) -> Option<String> {
    if inside != "clock" && THE_TIME.iter().any(|asks| named.holds(asks)) {
        return Some("only clock.rs asks what time it is".to_owned());
    }
    let within_store = inside == "store" || inside.starts_with("store/");
    if !within_store && (named.holds("store::entity") || named.holds("entity::COLUMN")) {
        return Some("entities do not leave store".to_owned());
    }
    (named.path() == "sea_orm::*").then(|| "import sea_orm by name".to_owned())
}

#[cfg(test)]
mod tests {
    use super::breaches;

    fn one(name: &str, text: &str) -> String {
        let found = breaches(name, text);
        assert_eq!(found.len(), 1, "{name} with {text:?} gave {found:?}");
        found[0].clone()
    }

    #[test]
    fn an_import_outward_is_named_with_file_and_line() {
        assert_eq!(
            one(
                "src/domain/wave.rs",
                "//! Waves.\n\nuse crate::store::waves;\n"
            ),
            "src/domain/wave.rs:3: domain may not name store (crate::store::waves)"
        );
    }

    #[test]
    fn every_way_of_naming_a_module_is_seen() {
        one("src/stats/mean.rs", "use crate::{clock, stats::sum};");
        one("src/stats/mean.rs", "fn f() { crate::domain::f() }");
        one("src/stats/mean.rs", "use super::super::web::App;");
        one("src/stats/mod.rs", "use super::web::App;");
        one("src/stats.rs", "use super::web::App;");
        one("src/store/waves.rs", "pub use peil::jobs::run;");
        one(
            "src/jobs/mod.rs",
            "#[cfg(test)]\nmod tests { use super::super::web::App; }",
        );
        one(
            "src/web/pages/wave.rs",
            "use super::super::super::cli::run;",
        );
    }

    #[test]
    fn an_import_inward_or_of_its_own_is_allowed() {
        for (name, text) in [
            (
                "src/web/waves.rs",
                "use crate::{store::waves, domain::wave::Wave, web::pages};",
            ),
            (
                "src/web/pages/wave.rs",
                "use super::super::super::store::waves;",
            ),
            (
                "src/charts/mod.rs",
                "use crate::domain::verdict::Verdict; mod store { }",
            ),
            (
                "src/stats/mod.rs",
                "#[cfg(test)]\nmod tests { use super::*; use super::mean; }",
            ),
            ("src/main.rs", "fn main() { peil::cli::run() }"),
            ("src/lib.rs", "pub mod web; pub mod stats;"),
        ] {
            assert_eq!(breaches(name, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_new_top_module_needs_a_place() {
        assert!(one("src/helpers.rs", "").contains("give the module helpers a place"));
    }

    #[test]
    fn a_pure_module_has_no_world_around_it() {
        for text in [
            "async fn f() {}",
            "fn f() { g().await; }",
            "use std::{collections::BTreeMap, fs};",
            "fn f() { std::env::var(\"X\").ok(); }",
            "use std::net::TcpStream;",
            "use tokio::sync::mpsc;",
            "use sea_orm::DbErr;",
            "use axum::Router;",
            "fn f() -> u64 { rand::random() }",
            "use rand::{rng, Rng};",
            "fn f() { std::time::Instant::now(); }",
            "fn f() { uuid::Uuid::now_v7(); }",
        ] {
            assert!(
                one("src/report/model.rs", text).contains("report is pure"),
                "{text}"
            );
        }
    }

    #[test]
    fn the_tests_of_a_pure_module_may_read_files() {
        let text = "fn f() { std::fs::read(\"x\").unwrap(); }";
        assert_eq!(breaches("src/report/tests.rs", text), Vec::<String>::new());
        let text = format!("#[cfg(test)]\nmod tests {{ {text} }}");
        assert_eq!(breaches("src/report/model.rs", &text), Vec::<String>::new());
    }

    #[test]
    fn a_pure_module_may_use_a_seed_and_say_the_words_in_comments() {
        let text = "//! No async, no std::fs.\nuse rand_chacha::ChaCha8Rng;\nuse rand::{Rng, SeedableRng};\nfn f() { let s = \"tokio::spawn\"; ChaCha8Rng::seed_from_u64(1); }";
        assert_eq!(
            breaches("src/stats/bootstrap.rs", text),
            Vec::<String>::new()
        );
    }

    #[test]
    fn only_the_clock_asks_for_the_time() {
        let text = "use chrono::Utc;\nfn f() { Utc::now(); }";
        assert!(one("src/jobs/send_mail.rs", text).contains("only clock.rs"));
        assert!(one("src/web/mod.rs", "fn f() { std::time::SystemTime::now(); }").contains("only"));
        assert_eq!(breaches("src/clock.rs", text), Vec::<String>::new());
    }

    #[test]
    fn entities_stay_in_the_store() {
        let text = "use crate::store::entity::wave;";
        assert!(one("src/web/waves.rs", text).contains("entities do not leave store"));
        assert_eq!(breaches("src/store/waves.rs", text), Vec::<String>::new());
    }

    #[test]
    fn sea_orm_is_imported_by_name() {
        assert!(one("src/store/waves.rs", "use sea_orm::*;").contains("by name"));
        assert_eq!(
            breaches(
                "src/store/entity/wave.rs",
                "use sea_orm::entity::prelude::*;"
            ),
            [""; 0]
        );
    }
}
