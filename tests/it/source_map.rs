//! What `docs/source-map.md` points at is there: every page is a route, every test exists, and what
//! is not served says why.

use std::path::Path;

use axum::http::Method;

const MAP: &str = include_str!("../../docs/source-map.md");

/// A row of one of its tables: what the plan asks, must or should, page and test.
struct Row<'a> {
    asks: &'a str,
    weight: &'a str,
    page: &'a str,
    test: &'a str,
}

fn rows(map: &str) -> Vec<Row<'_>> {
    let lines = map.lines().filter(|line| line.starts_with('|'));
    let cells = lines.map(|line| {
        let line = line.trim().trim_matches('|');
        line.split('|').map(str::trim).collect::<Vec<_>>()
    });
    let rows = cells.filter_map(|cells| match cells[..] {
        [asks, weight, page, test] if !weight.is_empty() && !weight.starts_with('-') => Some(Row {
            asks,
            weight,
            page,
            test,
        }),
        _ => None,
    });
    rows.filter(|row| row.page != "page").collect()
}

/// The names between backquotes.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// Every function of the sources and the tests.
fn functions(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let named = text.lines().filter_map(|line| {
                let (_, name) = line.trim_start().split_once("fn ")?;
                name.split('(').next()
            });
            found.extend(named.map(str::to_owned));
        }
    }
}

/// What is wrong with the rows, in words.
fn faults(map: &str) -> Vec<String> {
    let routes = peil::web::routes().list();
    let is_page = |path: &str| {
        let mut pages = routes.iter().filter(|route| route.method == Method::GET);
        pages.any(|route| route.path == path)
    };
    let mut known = Vec::new();
    for folder in ["src", "tests"] {
        functions(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut known,
        );
    }
    let mut faults = Vec::new();
    for row in rows(map) {
        let mut fault = |what: &str| faults.push(format!("{}: {what}", row.asks));
        if !["M", "S", "–"].contains(&row.weight) {
            fault("neither M nor S");
        }
        if row.page.starts_with("not served") {
            if row.page.len() < 30 {
                fault("does not say what is missing");
            }
            continue;
        }
        for page in quoted(row.page).filter(|page| !is_page(page)) {
            fault(&format!("{page} is no page"));
        }
        for test in quoted(row.test) {
            if !known.iter().any(|name| name == test) {
                fault(&format!("{test} is no test"));
            }
        }
        if quoted(row.page).next().is_none() || quoted(row.test).next().is_none() {
            fault("names no page or no test");
        }
    }
    faults
}

#[test]
fn every_row_of_the_source_map_leads_to_a_page_and_a_test() {
    assert!(rows(MAP).len() > 40, "{} rows", rows(MAP).len());
    assert_eq!(faults(MAP), Vec::<String>::new());
}

#[test]
fn a_row_that_leads_nowhere_is_noticed() {
    let row = |page: &str, test: &str| format!("| asked | M | {page} | {test} |\n");
    let (page, test) = (
        "`/programmes/{slug}/phases`",
        "`a_row_that_leads_nowhere_is_noticed`",
    );
    assert_eq!(faults(&row(page, test)), Vec::<String>::new());
    for wrong in [
        row("`/nowhere`", test),
        row(page, "`no_such_test`"),
        row(page, ""),
        row("not served", ""),
        row(page, test).replace("| M |", "| X |"),
    ] {
        assert_eq!(faults(&wrong).len(), 1, "{wrong}");
    }
}
