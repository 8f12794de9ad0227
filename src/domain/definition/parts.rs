//! The parts of a protocol as forms show them: which fields each has, and of what shape.

/// One sort of entry in a protocol file: `[[goal]]`, or the one `[programme]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of its tables in the file.
    pub key: &'static str,
    /// The field by which an entry is known; none for a part that stands there once.
    pub id: Option<&'static str>,
    /// The phase of the plan that it belongs to.
    pub phase: u8,
    pub fields: &'static [Field],
}

#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    pub key: &'static str,
    pub shape: Shape,
    pub required: bool,
}

/// How a field is typed, and what it becomes in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of text, a code or a name.
    Line,
    /// A text in Dutch and in English.
    Texts,
    /// A number; `80 %` is taken as 0.8.
    Number,
    /// One number, or two with a semicolon between them.
    Bound,
    Whole,
    Day,
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The code of an entry of another part.
    One(&'static str),
    /// Codes of entries of another part.
    Many(&'static str),
    /// Answers that count, with commas between them.
    Answers,
}

const fn must(key: &'static str, shape: Shape) -> Field {
    Field {
        key,
        shape,
        required: true,
    }
}

const fn may(key: &'static str, shape: Shape) -> Field {
    Field {
        key,
        shape,
        required: false,
    }
}

/// All parts, in the order of the plan.
pub const PARTS: [Part; 17] = [
    Part {
        key: "programme",
        id: None,
        phase: 1,
        fields: &[
            must("slug", Shape::Line),
            must("name", Shape::Texts),
            must("organisation", Shape::Texts),
            may("vision", Shape::Texts),
            must("time_zone", Shape::Line),
            must("introduction", Shape::Day),
        ],
    },
    Part {
        key: "precondition",
        id: Some("code"),
        phase: 1,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            must("planned", Shape::Texts),
            may("actual", Shape::Texts),
            may("deviates", Shape::Flag),
        ],
    },
    Part {
        key: "segment",
        id: Some("code"),
        phase: 1,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            must("population", Shape::Whole),
        ],
    },
    Part {
        key: "problem",
        id: Some("code"),
        phase: 1,
        fields: &[
            must("code", Shape::Line),
            must("statement", Shape::Texts),
            may("goals", Shape::Many("goal")),
            may("parameters", Shape::Many("parameter")),
        ],
    },
    Part {
        key: "goal",
        id: Some("code"),
        phase: 1,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            must("statement", Shape::Texts),
            may("deadline", Shape::Day),
            may("owner", Shape::Line),
        ],
    },
    Part {
        key: "rules",
        id: None,
        phase: 1,
        fields: &[
            may("confidence", Shape::Number),
            may("minimum_base", Shape::Whole),
            may("privacy_threshold", Shape::Whole),
            may("count_partials", Shape::Flag),
            may("seed", Shape::Whole),
            may("keep_months", Shape::Whole),
        ],
    },
    Part {
        key: "premise",
        id: Some("code"),
        phase: 1,
        fields: &[must("code", Shape::Line), must("statement", Shape::Texts)],
    },
    Part {
        key: "annotation",
        id: Some("code"),
        phase: 1,
        fields: &[
            must("code", Shape::Line),
            must("day", Shape::Day),
            must("statement", Shape::Texts),
            must("source", Shape::Line),
        ],
    },
    Part {
        key: "member",
        id: Some("code"),
        phase: 3,
        fields: &[
            must("code", Shape::Line),
            must("person", Shape::Line),
            must("role", Shape::Texts),
            may("valid_from", Shape::Day),
            may("valid_to", Shape::Day),
            may("email", Shape::Line),
            may("reads_segments", Shape::Many("segment")),
            may("reads_agreements", Shape::Many("agreement")),
            may("reads_clusters", Shape::Many("cluster")),
            may("reads_back_office", Shape::Line),
        ],
    },
    Part {
        key: "cluster",
        id: Some("code"),
        phase: 3,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            may("planned_fte", Shape::Number),
            may("planned_hours", Shape::Number),
            may("planned_cost_eur", Shape::Number),
        ],
    },
    Part {
        key: "service",
        id: Some("code"),
        phase: 3,
        fields: &[
            must("code", Shape::Line),
            must("cluster", Shape::One("cluster")),
            must("name", Shape::Texts),
            must(
                "handling",
                Shape::Word(&["front_office", "back_office", "both"]),
            ),
            may("front_steps", Shape::Texts),
            may("back_steps", Shape::Texts),
            must("back_office", Shape::Line),
            may("contact", Shape::Line),
            may("effort_hours", Shape::Number),
            may("aids", Shape::Texts),
            may("tips", Shape::Texts),
            may("valid_from", Shape::Day),
            may("valid_to", Shape::Day),
        ],
    },
    Part {
        key: "working_hours",
        id: None,
        phase: 4,
        fields: &[
            may("monday", Shape::Line),
            may("tuesday", Shape::Line),
            may("wednesday", Shape::Line),
            may("thursday", Shape::Line),
            may("friday", Shape::Line),
            may("saturday", Shape::Line),
            may("sunday", Shape::Line),
            may("closed_on", Shape::Answers),
        ],
    },
    Part {
        key: "agreement",
        id: Some("code"),
        phase: 4,
        fields: &[
            must("code", Shape::Line),
            must("cluster", Shape::One("cluster")),
            must("name", Shape::Texts),
            must("response_hours", Shape::Number),
            must("solve_hours", Shape::Number),
            must("share_within", Shape::Number),
            may("series", Shape::Line),
            may("tickets", Shape::Line),
            may("segments", Shape::Many("segment")),
            may("budget_eur", Shape::Number),
            may("valid_from", Shape::Day),
            may("valid_to", Shape::Day),
        ],
    },
    Part {
        key: "parameter",
        id: Some("code"),
        phase: 4,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            must(
                "kind",
                Shape::Word(&["quality_monitoring", "work_control", "result_measurement"]),
            ),
            must("aspect", Shape::Word(&["effectiveness", "efficiency"])),
            must("evidence", Shape::Word(&["sample", "complete", "process"])),
            must("estimator", Shape::Word(&ESTIMATORS)),
            may("item", Shape::Line),
            may("chosen", Shape::Answers),
            may("perceived", Shape::Line),
            may("expected", Shape::Line),
            may("series", Shape::Line),
            may("scale", Shape::Word(&["share", "number"])),
            may("p", Shape::Number),
            may("per", Shape::Number),
            may(
                "counts",
                Shape::Word(&["statements", "interviews_without_problem"]),
            ),
            may("tone", Shape::Word(&["positive", "neutral", "negative"])),
            may("unit", Shape::Texts),
            may("decimals", Shape::Whole),
            must("direction", Shape::Word(&["higher", "lower", "between"])),
            must("target", Shape::Bound),
            must("limit", Shape::Bound),
            may("limit_reason", Shape::Texts),
            may("assumed_start", Shape::Number),
            may("goals", Shape::Many("goal")),
            may("clusters", Shape::Many("cluster")),
            may("owner", Shape::Line),
            may("finite_population", Shape::Flag),
            may("indicative", Shape::Flag),
            may("confidence", Shape::Number),
            may("minimum_base", Shape::Whole),
        ],
    },
    Part {
        key: "charter",
        id: Some("code"),
        phase: 4,
        fields: &[
            must("code", Shape::Line),
            must("name", Shape::Texts),
            must("promise", Shape::Texts),
            must("parameter", Shape::One("parameter")),
            must("cluster", Shape::One("cluster")),
            must("threshold", Shape::Number),
            must("eur_per_breach", Shape::Number),
            must("sanction", Shape::Texts),
            must("back_office", Shape::Line),
        ],
    },
    Part {
        key: "information",
        id: None,
        phase: 5,
        fields: &[
            may("procedure", Shape::Texts),
            may("phone", Shape::Texts),
            may("counter", Shape::Texts),
            may("possibilities", Shape::Texts),
            may("limits", Shape::Texts),
            may("not_done", Shape::Texts),
            may("in_invitations", Shape::Flag),
        ],
    },
    Part {
        key: "wave",
        id: Some("number"),
        phase: 6,
        fields: &[
            must("number", Shape::Whole),
            must("name", Shape::Texts),
            must(
                "kind",
                Shape::Word(&["baseline", "interim", "final", "follow_up"]),
            ),
            must(
                "privacy_mode",
                Shape::Word(&["anonymous", "confidential", "named"]),
            ),
            must("survey", Shape::Line),
            must("evidence_from", Shape::Day),
            must("evidence_to", Shape::Day),
            may("compare_with", Shape::Whole),
            may("closed", Shape::Flag),
        ],
    },
];

const ESTIMATORS: [&str; 9] = [
    "proportion",
    "mean",
    "nps",
    "gap",
    "ratio",
    "percentile",
    "rate",
    "last_value",
    "share",
];

/// The fields that only some estimators have.
const OF_ESTIMATORS: [(&str, &[&str]); 9] = [
    ("item", &["proportion", "mean", "nps"]),
    ("chosen", &["proportion"]),
    ("perceived", &["gap"]),
    ("expected", &["gap"]),
    ("series", &["ratio", "percentile", "rate", "last_value"]),
    ("p", &["percentile"]),
    ("per", &["rate"]),
    ("counts", &["share"]),
    ("tone", &["share"]),
];

impl Part {
    pub fn find(key: &str) -> Option<&'static Self> {
        PARTS.iter().find(|part| part.key == key)
    }

    /// Whether a field belongs to an entry that says `word` under `estimator`; what does not is left
    /// out of the file, whatever was typed.
    pub(super) fn takes(&self, field: &str, estimator: &str) -> bool {
        let known = ESTIMATORS.contains(&estimator);
        self.key != "parameter"
            || !known
            || OF_ESTIMATORS
                .iter()
                .find(|(key, _)| *key == field)
                .is_none_or(|(_, estimators)| estimators.contains(&estimator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_is_to_a_part_with_entries() {
        for field in PARTS.iter().flat_map(|part| part.fields) {
            if let Shape::One(other) | Shape::Many(other) = field.shape {
                assert!(Part::find(other).unwrap().id.is_some(), "{}", field.key);
            }
        }
    }

    #[test]
    fn a_mean_reads_an_item_and_no_series() {
        let part = Part::find("parameter").unwrap();
        assert!(part.takes("item", "mean") && part.takes("target", "mean"));
        assert!(!part.takes("series", "mean") && !part.takes("chosen", "mean"));
        assert!(
            part.takes("series", ""),
            "nothing is left out before it is chosen"
        );
    }
}
