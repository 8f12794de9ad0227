//! Whether every analysis finds its items in a survey, on scales that it can reckon with.

use super::check::nearest;
use super::fault::{Needs, TogetherFault};
use super::together::{Mismatch, Subject, misfit};
use crate::domain::analysis::Analysis;
use crate::domain::survey::{Item, Survey};

struct Check<'a> {
    surveys: &'a [Survey],
    mismatches: &'a mut Vec<Mismatch>,
}

pub(super) fn check(analysis: &Analysis, surveys: &[Survey], mismatches: &mut Vec<Mismatch>) {
    let mut check = Check {
        surveys,
        mismatches,
    };
    for one in &analysis.batteries {
        check.scales("battery", &one.code, "items", &one.items);
        check.alike("battery", &one.code, "items", &one.items);
    }
    for one in &analysis.drivers {
        let outcome = std::slice::from_ref(&one.outcome);
        check.scales("drivers", &one.code, "outcome", outcome);
        check.scales("drivers", &one.code, "items", &one.items);
        check.scales("drivers", &one.code, "importance", &one.importance);
        // Their means are laid beside each other, so they have to mean the same.
        check.alike("drivers", &one.code, "items", &one.items);
        check.alike("drivers", &one.code, "importance", &one.importance);
    }
    for one in &analysis.gaps {
        let both: Vec<String> = one.expected.iter().chain(&one.perceived).cloned().collect();
        check.scales("dimension", &one.code, "expected", &one.expected);
        check.scales("dimension", &one.code, "perceived", &one.perceived);
        check.alike("dimension", &one.code, "perceived", &both);
    }
    for one in &analysis.features {
        for (key, item) in [
            ("functional", &one.functional),
            ("dysfunctional", &one.dysfunctional),
        ] {
            check.each("feature", &one.code, key, item, Needs::OneToFive);
        }
    }
    for one in &analysis.margins {
        check.each("margin", &one.item, "item", &one.item, Needs::Options);
        let options: Vec<String> = surveys
            .iter()
            .filter_map(|survey| survey.item(&one.item)?.kind.answer_codes())
            .flatten()
            .collect();
        for category in &one.categories {
            if !options.is_empty() && !options.contains(&category.code) {
                check.report(
                    ("margin", &one.item, "category"),
                    TogetherFault::NotAnOption {
                        item: one.item.clone(),
                        chosen: super::sink::shortened(&category.code),
                        options: options.clone(),
                    },
                );
            }
        }
    }
}

impl Check<'_> {
    fn report(
        &mut self,
        (table, code, key): (&'static str, &str, &'static str),
        fault: TogetherFault,
    ) {
        let code = code.to_owned();
        let subject = Subject::Analysis { table, code, key };
        self.mismatches.push(Mismatch { subject, fault });
    }

    fn scales(&mut self, table: &'static str, code: &str, key: &'static str, items: &[String]) {
        for item in items {
            self.each(table, code, key, item, Needs::Scale);
        }
    }

    /// The item is in some survey, and fits wherever it is.
    fn each(
        &mut self,
        table: &'static str,
        code: &str,
        key: &'static str,
        item: &str,
        needs: Needs,
    ) {
        let surveys = self.surveys;
        let found: Vec<(&Survey, &Item)> = surveys
            .iter()
            .filter_map(|survey| Some((survey, survey.item(item)?)))
            .collect();
        if found.is_empty() {
            let known = surveys.iter().flat_map(Survey::items);
            let near = nearest(item, known.map(|known| known.code.as_str())).map(str::to_owned);
            let item = item.to_owned();
            self.report((table, code, key), TogetherFault::NoSuchItem { item, near });
        }
        for (survey, item) in found {
            let fits = match needs {
                Needs::Options => item.kind.answer_codes().is_some(),
                Needs::Scale => item.kind.scale_ends().is_some(),
                Needs::ZeroToTen => item.kind.scale_ends() == Some((0, 10)),
                Needs::OneToFive => item.kind.scale_ends() == Some((1, 5)),
            };
            if !fits {
                self.report((table, code, key), misfit(survey, item, needs));
            }
        }
    }

    /// All of the items have one scale within each survey.
    fn alike(&mut self, table: &'static str, code: &str, key: &'static str, items: &[String]) {
        let surveys = self.surveys;
        for survey in surveys {
            let scales: Vec<(&String, (u8, u8))> = items
                .iter()
                .filter_map(|item| Some((item, survey.item(item)?.kind.scale_ends()?)))
                .collect();
            let Some(((first, ends), rest)) = scales.split_first() else {
                continue;
            };
            if let Some((other, _)) = rest.iter().find(|(_, others)| others != ends) {
                let fault = TogetherFault::DifferentScales {
                    perceived: (*other).clone(),
                    expected: (*first).clone(),
                };
                self.report((table, code, key), fault);
            }
        }
    }
}
