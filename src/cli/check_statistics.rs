//! `peil check-statistics`: holds the built-in methods against a folder of reference cases.
//!
//! Whoever must validate the tools they use can run it on cases of their own; our tests run it on
//! ours. Reading files and printing happen here; everything below is given text.

mod answers;
mod cases;
mod data;
mod groups;
mod methods;
mod scores;
mod series;
mod shares;
mod tables;
mod weights;

use answers::Answers;
use anyhow::Context;
use cases::{Case, Cases, Trouble};
use std::fmt;
use std::io::Write;
use std::path::Path;

/// The case file whose inputs stand in data files beside it.
const DATA_CASES: &str = "data_results";
/// Expected of some cases on samples: the truth of the whole population, which no method can know.
const TRUTH: &str = "population_value";

/// A case that does not agree, or that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub case: String,
    pub trouble: Trouble,
}

/// What came of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileReport {
    pub name: String,
    pub cases: usize,
    pub agreeing: usize,
    /// The largest deviation that was within its tolerance, relative above 1 and absolute below.
    pub largest: f64,
    pub findings: Vec<Finding>,
    /// Expected values that no method gives, such as the truth a sample was drawn from.
    pub not_compared: usize,
    /// What is wrong with the file as a whole.
    pub problem: Option<String>,
}

impl FileReport {
    /// Whether there were cases and all of them agreed.
    pub fn passes(&self) -> bool {
        self.problem.is_none() && self.cases > 0 && self.agreeing == self.cases
    }
}

impl fmt::Display for FileReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.passes() { "ok  " } else { "FAIL" };
        let Self {
            name,
            cases,
            agreeing,
            ..
        } = self;
        write!(f, "{verdict}  {name}: {agreeing} of {cases} cases agree")?;
        if self.agreeing > 0 {
            write!(f, ", largest deviation {:.1e}", self.largest)?;
        }
        if self.not_compared > 0 {
            write!(
                f,
                "; {} × {TRUTH} is no result and not compared",
                self.not_compared
            )?;
        }
        if let Some(problem) = &self.problem {
            write!(f, "\n      {problem}")?;
        }
        for finding in &self.findings {
            write!(f, "\n      case {}: {}", finding.case, finding.trouble)?;
        }
        Ok(())
    }
}

/// Runs the cases of one file; `None` when we have no method of that name.
pub fn check_file(name: &str, text: &str) -> Option<FileReport> {
    let method = methods::of_file(stem(name))?;
    Some(check(name, read(name, text), method))
}

/// Runs cases on data files, whose text `open` gives by name.
pub fn check_data(
    name: &str,
    text: &str,
    open: impl Fn(&str) -> anyhow::Result<String>,
) -> FileReport {
    let answer = |case: &Case| {
        let file = format!("{}.csv", case.text("dataset")?);
        let unreadable = |problem: String| Trouble::Malformed {
            column: "dataset".to_owned(),
            problem,
        };
        let text = open(&file).map_err(|e| unreadable(format!("{e:#}")))?;
        let data = data::Data::read(&text).map_err(|e| unreadable(format!("{file}: {e}")))?;
        data::run(case, data)
    };
    let mut not_compared = 0;
    let cases = read(name, text).map(|mut cases| {
        for case in cases.iter_mut().filter_map(|(_, case)| case.as_mut().ok()) {
            let all = case.expected.len();
            case.expected.retain(|(column, _)| column != TRUTH);
            not_compared += all - case.expected.len();
        }
        cases
    });
    FileReport {
        not_compared,
        ..check(name, cases, answer)
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn read(name: &str, text: &str) -> Cases {
    if name.ends_with(".json") {
        cases::read_json(text)
    } else {
        cases::read_csv(text)
    }
}

fn check(
    name: &str,
    cases: Cases,
    method: impl Fn(&Case) -> Result<Answers, Trouble>,
) -> FileReport {
    let mut report = FileReport {
        name: name.to_owned(),
        ..FileReport::default()
    };
    let cases = match cases {
        Ok(cases) => cases,
        Err(problem) => {
            report.problem = Some(problem);
            return report;
        }
    };
    report.cases = cases.len();
    if cases.is_empty() {
        report.problem = Some("the file holds no cases".to_owned());
    }
    for (name, case) in cases {
        match case.and_then(|case| answer(&case, &method)) {
            Ok(Ok(deviation)) => {
                report.agreeing += 1;
                report.largest = report.largest.max(deviation);
            }
            Ok(Err(troubles)) => {
                report
                    .findings
                    .extend(troubles.into_iter().map(|trouble| Finding {
                        case: name.clone(),
                        trouble,
                    }))
            }
            Err(trouble) => report.findings.push(Finding {
                case: name,
                trouble,
            }),
        }
    }
    report
}

/// The outer error: the case cannot be read. The inner one: it does not agree.
fn answer(
    case: &Case,
    method: impl Fn(&Case) -> Result<Answers, Trouble>,
) -> Result<Result<f64, Vec<Trouble>>, Trouble> {
    let answers = match method(case) {
        Ok(answers) => answers,
        // What no method can take has no value, which may be just what is expected.
        Err(Trouble::Refused(reason)) => Answers::new().refused(reason),
        Err(malformed) => return Err(malformed),
    };
    Ok(answers.compare(case))
}

/// What came of everything in a folder.
#[derive(Clone, Debug, Default)]
struct FolderReport {
    lines: Vec<String>,
    files: Vec<FileReport>,
    unknown: bool,
}

impl FolderReport {
    fn passes(&self) -> bool {
        !self.unknown && !self.files.is_empty() && self.files.iter().all(FileReport::passes)
    }

    fn add(&mut self, report: FileReport) {
        self.lines.push(report.to_string());
        self.files.push(report);
    }

    fn summary(&self) -> String {
        let cases: usize = self.files.iter().map(|file| file.cases).sum();
        let agreeing: usize = self.files.iter().map(|file| file.agreeing).sum();
        format!(
            "{agreeing} of {cases} cases agree, in {} files",
            self.files.len()
        )
    }
}

/// Checks every case file in `dir`, and the cases on data when `data` is given. False when a
/// case does not agree, cannot be read, belongs to no method, or when there are none.
pub fn run(dir: &Path, data: Option<&Path>) -> anyhow::Result<bool> {
    let report = check_folder(dir, data)?;
    let mut out = std::io::stdout().lock();
    for line in &report.lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", report.summary())?;
    Ok(report.passes())
}

fn check_folder(dir: &Path, data: Option<&Path>) -> anyhow::Result<FolderReport> {
    let mut report = FolderReport::default();
    for name in names_in(dir)? {
        let path = dir.join(&name);
        if path.is_dir() || !(name.ends_with(".csv") || name.ends_with(".json")) {
            report.lines.push(format!("--    {name}: not a case file"));
            continue;
        }
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                report.add(FileReport {
                    problem: Some(format!("the file cannot be read: {error}")),
                    name,
                    ..FileReport::default()
                });
                continue;
            }
        };
        match (stem(&name) == DATA_CASES, data) {
            (true, Some(data)) => report.add(check_data(&name, &text, |file| open(data, file))),
            (true, None) => report.lines.push(format!(
                "--    {name}: not run; give the folder of its data with --data"
            )),
            (false, _) => match check_file(&name, &text) {
                Some(file) => report.add(file),
                None => {
                    report.unknown = true;
                    let method = stem(&name);
                    report.lines.push(format!(
                        "FAIL  {name}: there is no method “{method}” to check it with"
                    ));
                }
            },
        }
    }
    Ok(report)
}

/// Everything in a folder, by name, so that the report does not depend on the file system.
fn names_in(dir: &Path) -> anyhow::Result<Vec<String>> {
    let entries = std::fs::read_dir(dir)
        .with_context(|| format!("cannot read the folder {}", dir.display()))?;
    let mut names = entries
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| format!("cannot read the folder {}", dir.display()))?;
    names.sort();
    Ok(names)
}

/// A data file; its name comes from a case file, so it may not lead out of the folder.
fn open(data: &Path, file: &str) -> anyhow::Result<String> {
    if file.contains(['/', '\\']) {
        anyhow::bail!("“{file}” is not the name of a file in the folder of data");
    }
    let path = data.join(file);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reference")
    }

    #[test]
    fn every_method_agrees_with_all_its_reference_cases() {
        let mut checked = 0;
        for (stem, _) in methods::METHODS {
            let file = ["csv", "json"].map(|kind| format!("{stem}.{kind}"));
            let name = file.into_iter().find(|name| folder().join(name).exists());
            let name = name.unwrap_or_else(|| panic!("there is no case file of {stem}"));
            let text = std::fs::read_to_string(folder().join(&name)).unwrap();
            let report = check_file(&name, &text).unwrap();
            assert!(report.passes(), "{report}");
            checked += report.cases;
        }
        assert!(checked > 270, "only {checked} cases were found");
    }

    #[test]
    fn a_folder_without_cases_or_with_unknown_ones_does_not_pass() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!check_folder(folder.path(), None).unwrap().passes());
        let good = "case,in_weights,exp_deff,exp_n_eff,tolerance\neven,1 1,1,2,1e-6\n";
        std::fs::write(folder.path().join("kish.csv"), good).unwrap();
        std::fs::write(folder.path().join("README.md"), "words").unwrap();
        let report = check_folder(folder.path(), None).unwrap();
        assert!(report.passes());
        assert_eq!(report.lines[0], "--    README.md: not a case file");
        assert_eq!(report.summary(), "1 of 1 cases agree, in 1 files");
        std::fs::write(folder.path().join("horoscope.csv"), good).unwrap();
        let report = check_folder(folder.path(), None).unwrap();
        assert!(!report.passes());
        assert!(
            report
                .lines
                .iter()
                .any(|line| line.contains("no method “horoscope”"))
        );
        assert!(check_folder(&folder.path().join("nowhere"), None).is_err());
    }

    #[test]
    fn every_case_file_belongs_to_a_method() {
        for name in names_in(&folder()).unwrap() {
            let known = methods::of_file(stem(&name)).is_some() || stem(&name) == DATA_CASES;
            assert!(known, "{name} is checked by nothing");
        }
    }

    #[test]
    fn a_wrong_answer_is_found_and_named() {
        let text = "case,in_weights,exp_deff,exp_n_eff,tolerance\nodd,1 1,1.5,2,1e-6\n";
        let report = check_file("kish.csv", text).unwrap();
        assert!(!report.passes());
        assert_eq!(
            report.to_string(),
            "FAIL  kish.csv: 0 of 1 cases agree\n      case odd: column deff: got 1, expected 1.5"
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_by_case_and_column() {
        let text = "case,in_weights,exp_deff,tolerance\nodd,1 x,1,1e-6\nshort,1\nslack,1,1,much\n";
        let report = check_file("kish.csv", text).unwrap();
        let said: Vec<String> = report
            .findings
            .iter()
            .map(|f| format!("{}: {}", f.case, f.trouble))
            .collect();
        assert_eq!(said[0], "odd: column weights: “x” is not a number");
        assert_eq!(
            said[1],
            "short: column case: row 3 has 2 cells, the first row has 4"
        );
        assert_eq!(
            said[2],
            "slack: column tolerance: “much” is not a number of 0 or more"
        );
    }

    #[test]
    fn broken_and_empty_files_are_findings_and_never_a_panic() {
        for text in [
            "",
            "{}",
            "[{\"case\": 1}]",
            "[null]",
            "[{\"inputs\": {}, \"expected\": {}}]",
        ] {
            assert!(
                !check_file("drivers.json", text).unwrap().passes(),
                "{text}"
            );
        }
        for text in ["", "a,b\n1,2\n", "case,tolerance\n"] {
            assert!(!check_file("kish.csv", text).unwrap().passes(), "{text}");
        }
        assert_eq!(check_file("horoscope.csv", "case,tolerance\n"), None);
    }

    #[test]
    fn contradicting_input_has_no_value_which_may_be_expected() {
        let header = "case,in_x,in_n,in_N,in_conf,exp_p,exp_n_eff,exp_wilson_lo,tolerance";
        let refused =
            format!("{header}\nmore,5,70,62,0.95,NA,NA,NA,1e-6\nless,-5,7,62,0.95,NA,NA,NA,0\n");
        assert!(check_file("proportion_fpc.csv", &refused).unwrap().passes());
    }

    #[test]
    fn cases_on_data_are_run_and_their_files_stay_in_the_folder() {
        let data = "id,mark,team\n1,2,a\n2,4,a\n3,,b\n";
        let case = r#"[{"case": "mean", "dataset": "marks", "method": "mean_ci", "tolerance": 1e-9,
            "args": {"column": "mark", "where": {"team": "a"}},
            "expected": {"n": 2, "mean": 3, "population_value": 7}}]"#;
        let report = check_data("data_results.json", case, |file| {
            assert_eq!(file, "marks.csv");
            Ok(data.to_owned())
        });
        assert!(report.passes(), "{report}");
        assert!(open(Path::new("."), "../secret.csv").is_err());
    }
}
