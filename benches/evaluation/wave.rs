//! The protocols and answers that the evaluation is timed on.

use std::collections::BTreeMap;
use std::path::Path;

use peil::domain::analysis::Analysis;
use peil::domain::dataset::Responses;
use peil::domain::evaluation::{Evidence, WaveEvidence};
use peil::domain::evidence::{Answer, Answers, Completeness};
use peil::domain::parameter::{Bounds, Estimator, Parameter};
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::import::folder::{Files, read};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const ITEMS: usize = 20;
const PARAMETERS: usize = 18;
const SEGMENTS: usize = 6;
const SEED: u64 = 20;

/// The shipped case with all its evidence.
pub fn example() -> (Protocol, Evidence) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys/servicedesk");
    let mut files = Files::new();
    for entry in std::fs::read_dir(dir).expect("the shipped case is here") {
        let path = entry.expect("the shipped case is here").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".toml") || name.ends_with(".csv") {
            let bytes = std::fs::read(&path).expect("the shipped case can be read");
            files.insert(name.into_owned(), bytes);
        }
    }
    let folder = read(&files).unwrap_or_else(|_| panic!("peil evaluate --dir tells what is wrong"));
    let evidence = folder.evidence();
    (folder.protocol.read, evidence)
}

/// A wave of that many complete responses to 20 scales, and 18 parameters on them: a third each
/// shares, means and gaps, and two net promoter scores.
pub fn drawn(responses: usize) -> (Protocol, Evidence) {
    let (example, _) = example();
    let mut answers = Responses::of_survey(&asked());
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    for _ in 0..responses {
        let mood: i64 = rng.random_range(-2..=2);
        let given: Answers = (0..ITEMS)
            .filter_map(|item| {
                let (low, high) = scale(item);
                let middle = (low + high) / 2 + 1 + mood;
                let value = (middle + rng.random_range(-2..=2)).clamp(low, high);
                rng.random_bool(0.95)
                    .then(|| (code(item), Answer::Number(value)))
            })
            .collect();
        let segment = rng.random_range(0..SEGMENTS as u8);
        answers.push(Some(segment), Completeness::Complete, &given);
    }
    let own = WaveEvidence {
        responses: answers.into(),
        ..WaveEvidence::default()
    };
    let evidence = Evidence {
        waves: BTreeMap::from([(0, own)]),
        ..Evidence::default()
    };
    (protocol(example, responses), evidence)
}

/// The survey of the drawn wave.
pub fn asked() -> Survey {
    Survey::parse("drawn.toml", &survey()).expect("the drawn survey is right")
}

fn code(item: usize) -> String {
    format!("i{item:02}")
}

/// Two recommendations, and scales of seven.
fn scale(item: usize) -> (i64, i64) {
    if item < 2 { (0, 10) } else { (1, 7) }
}

fn survey() -> String {
    let items = (0..ITEMS).map(|item| {
        let (low, high) = scale(item);
        let code = code(item);
        format!(
            "[[page.item]]\ncode = \"{code}\"\ntext = {{ en = \"Item {code}\" }}\nkind = \"scale\"\n\
            low = {low}\nhigh = {high}\nlow_label = {{ en = \"low\" }}\nhigh_label = {{ en = \"high\" }}\npurpose = \"comment\"\n"
        )
    });
    let items: String = items.collect();
    format!(
        "code = \"drawn\"\nkind = \"survey\"\nlanguages = [\"en\"]\ntitle = {{ en = \"Drawn\" }}\n\
        [[page]]\ncode = \"all\"\n{items}"
    )
}

fn protocol(mut protocol: Protocol, responses: usize) -> Protocol {
    let model = protocol.parameters[0].clone();
    protocol.parameters = (0..PARAMETERS).map(|at| parameter(&model, at)).collect();
    protocol.analysis = Analysis::default();
    protocol.charters.clear();
    protocol.agreements.clear();
    protocol.waves.truncate(1);
    for plan in &mut protocol.waves {
        "drawn".clone_into(&mut plan.survey);
    }
    let names = protocol.segments.clone();
    protocol.segments = names.into_iter().cycle().take(SEGMENTS).collect();
    for (at, segment) in protocol.segments.iter_mut().enumerate() {
        segment.code = format!("S{at}");
        segment.population = (responses / 3 + 1) as u32;
    }
    protocol
}

fn parameter(model: &Parameter, at: usize) -> Parameter {
    let item = code(2 + at);
    let (estimator, target, limit) = match (at, at % 3) {
        (0 | 1, _) => (Estimator::Nps { item: code(at) }, 20.0, 0.0),
        (_, 0) => {
            let chosen = ["5", "6", "7"].map(str::to_owned).to_vec();
            (Estimator::Proportion { item, chosen }, 0.6, 0.5)
        }
        (_, 1) => (Estimator::Mean { item }, 5.0, 4.5),
        _ => {
            let expected = code(2 + (at + 1) % PARAMETERS);
            let gap = Estimator::Gap {
                perceived: item,
                expected,
            };
            (gap, 0.0, -0.2)
        }
    };
    Parameter {
        code: format!("P{:02}", at + 1),
        estimator,
        bounds: Bounds::Higher { target, limit },
        ..model.clone()
    }
}

/// People with 15 ratings that go together, and an outcome.
pub fn ratings(people: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut rows = Vec::with_capacity(people);
    let mut outcome = Vec::with_capacity(people);
    for _ in 0..people {
        let mood: f64 = rng.random_range(-1.5..1.5);
        let row: Vec<f64> = (0..15)
            .map(|_| (4.0 + mood + rng.random_range(-2.0..2.0)).round())
            .collect();
        outcome.push(row.iter().take(5).sum::<f64>() / 5.0 + rng.random_range(-1.0..1.0));
        rows.push(row);
    }
    (rows, outcome)
}
