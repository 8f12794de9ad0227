//! What a report costs: the document of the example, its page and its PDF, and a chart.
//!
//! `cargo bench --bench report`; the goals are 20 ms for a page from a snapshot, 2 ms for a chart, 1 s
//! for the PDF, and 3 s for evaluation and report of a million responses.

#[path = "../evaluation/wave.rs"]
#[allow(dead_code, reason = "what only the bench of the evaluation uses of it")]
mod wave;

use std::sync::LazyLock;

use chrono::NaiveDate;
use divan::{Bencher, counter::ItemsCount};
use peil::charts::forest::{Forest, Group, Row, Words, forest};
use peil::charts::sheet::{self, png, sheet};
use peil::charts::{Frame, Width};
use peil::domain::evaluation::evaluate;
use peil::domain::evaluation::results::Evaluation;
use peil::domain::language::Language;
use peil::domain::parameter::Bounds;
use peil::domain::proceedings::Proceedings;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::domain::verdict::Verdict;
use peil::import::folder::{Files, read};
use peil::report::document::Document;
use peil::report::{Input, ReportError, html, management, management_on_paper};

fn main() {
    divan::main();
}

struct Case {
    protocol: Protocol,
    surveys: Vec<Survey>,
    evaluation: Evaluation,
}

static CASE: LazyLock<Case> = LazyLock::new(|| {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/surveys/servicedesk");
    let entries = std::fs::read_dir(dir).expect("the example is there");
    let files: Files = entries
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end != "rs"))
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.expect("a name").to_owned();
            (name, std::fs::read(path).expect("a file that can be read"))
        })
        .collect();
    let folder = read(&files).expect("the example is sound");
    Case {
        evaluation: evaluate(&folder.protocol.read, &folder.evidence()),
        protocol: folder.protocol.read,
        surveys: folder.surveys.into_iter().map(|one| one.read).collect(),
    }
});

fn document() -> Document {
    written(management)
}

type Writer = fn(&Input, &Language) -> Result<Document, ReportError>;

fn written(writer: Writer) -> Document {
    let input = Input {
        protocol: &CASE.protocol,
        surveys: &CASE.surveys,
        evaluation: &CASE.evaluation,
        wave: 1,
        is_open: false,
        as_of: NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day"),
        files: &[],
        proceedings: &Proceedings::default(),
    };
    writer(&input, &Language::dutch()).expect("a report")
}

/// All sections with all charts.
#[divan::bench]
fn document_of_the_example(bencher: Bencher) {
    LazyLock::force(&CASE);
    bencher.bench(document);
}

/// The document as a page.
#[divan::bench]
fn page_of_the_example(bencher: Bencher) {
    let document = document();
    bencher.bench(|| html::body(&document));
}

#[cfg(feature = "pdf")]
#[divan::bench(sample_count = 5, sample_size = 1)]
fn pdf_of_the_example(bencher: Bencher) {
    let document = written(management_on_paper);
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day");
    bencher.bench(|| peil::report::pdf::pdf(&document, day));
}

/// From answers in memory to the page: 18 parameters over all and over 6 segments, and their report.
#[divan::bench(args = [10_000, 1_000_000], sample_count = 5, sample_size = 1)]
fn evaluation_and_report(bencher: Bencher, responses: usize) {
    let (protocol, evidence) = wave::drawn(responses);
    let surveys = [wave::asked()];
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day");
    bencher.counter(ItemsCount::new(responses)).bench(|| {
        let evaluation = evaluate(&protocol, &evidence);
        let input = Input {
            protocol: &protocol,
            surveys: &surveys,
            evaluation: &evaluation,
            wave: 0,
            is_open: false,
            as_of,
            files: &[],
            proceedings: &Proceedings::default(),
        };
        let document = management(&input, &Language::english()).expect("a report");
        html::body(&document)
    });
}

/// Eighteen rows, the largest chart there is.
#[divan::bench]
fn chart(bencher: Bencher) {
    let figures = drawn();
    let frame = Frame::new("forest", Width::Wide, "Title", "Description");
    bencher.bench(|| forest(&figures, &frame));
}

/// A chart as a file of its own.
#[divan::bench]
fn chart_as_png(bencher: Bencher) {
    let frame = Frame::new("forest", Width::Wide, "Title", "Description");
    let picture = forest(&drawn(), &frame).expect("a chart");
    let words = sheet::Words {
        title: "Title",
        subtitle: "Subtitle",
        source: "Source",
    };
    bencher.bench(|| sheet(&picture, "forest", words).and_then(|svg| png(&svg)));
}

fn drawn() -> Forest {
    let words = |text: &str| text.to_owned();
    let rows = (1..=18).map(|at| Row {
        code: format!("P{at:02}"),
        name: words("A parameter with a name of usual length"),
        bounds: Bounds::Higher {
            target: 0.8,
            limit: 0.75,
        },
        estimate: Some(0.7 + f64::from(at) / 100.0),
        interval: Some([0.68 + f64::from(at) / 100.0, 0.72 + f64::from(at) / 100.0]),
        baseline: Some(0.6),
        benchmarks: vec![0.78],
        target_label: words("80 %"),
        limit_label: words("75 %"),
        value: words("77.2 %"),
        details: vec![words("74.7 – 79.5"), words("n 500")],
        baseline_label: words("60 %"),
        target: Verdict::NotDemonstrated,
        limit: Verdict::Met,
        target_words: words("target not demonstrated"),
        limit_words: words("limit met"),
    });
    Forest {
        words: Words {
            target: words("target"),
            limit: words("limit"),
            better: words("better"),
            baseline: words("baseline"),
            benchmark: words("comparison"),
        },
        groups: vec![Group {
            code: words("D1"),
            name: words("A goal"),
            status: None,
            rows: rows.collect(),
        }],
    }
}
