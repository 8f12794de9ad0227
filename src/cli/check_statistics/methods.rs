//! Which method belongs to which case file.

use super::answers::Answers;
use super::cases::{Case, Trouble};
use super::{groups, scores, series, shares, tables, weights};

/// Runs a method on the inputs of a case.
pub type Method = fn(&Case) -> Result<Answers, Trouble>;

/// Every case file we know, by its name without the extension.
pub const METHODS: [(&str, Method); 38] = [
    ("cohen_kappa", tables::cohen_kappa),
    ("diff_prop", groups::diff_prop),
    ("drivers", tables::drivers),
    ("ipa", scores::ipa),
    ("kano", scores::kano),
    ("kish", weights::kish),
    ("krippendorff_alpha", tables::krippendorff_alpha),
    ("mean_ci", scores::mean_ci),
    ("multiplicity", groups::multiplicity),
    ("nps_ci", scores::nps_ci),
    ("nps_diff", groups::nps_diff),
    ("one_sided_mean", groups::one_sided_mean),
    ("one_sided_prop", groups::one_sided_prop),
    ("p_chart", series::p_chart),
    ("paired_prop", groups::paired_prop),
    ("poststratification", weights::poststratification),
    ("power_two_prop", shares::power_two_prop),
    ("proportion_ci", shares::proportion_ci),
    ("proportion_fpc", shares::proportion_fpc),
    ("quantile_ci", scores::quantile_ci),
    ("raking", weights::raking),
    ("rate_ci", series::rate_ci),
    ("rate_ratio", series::rate_ratio),
    ("ratio_estimator", series::ratio_estimator),
    ("reliability", tables::reliability),
    ("response_rate", shares::response_rate),
    ("run_rules", series::run_rules),
    ("sample_size_mean", shares::sample_size_mean),
    ("sample_size_prop", shares::sample_size_prop),
    ("scale_summary", scores::scale_summary),
    ("servqual_gap", tables::servqual_gap),
    ("stratified", weights::stratified),
    ("suppression_segments", tables::suppression_segments),
    ("suppression_tables", tables::suppression_tables),
    ("two_sample", groups::two_sample),
    ("verdict_mean", scores::verdict_mean),
    ("verdict_prop", shares::verdict_prop),
    ("xmr_chart", series::xmr_chart),
];

/// The method of a case file, if we have it.
pub fn of_file(stem: &str) -> Option<Method> {
    let found = METHODS.iter().find(|(name, _)| *name == stem);
    found.map(|(_, method)| *method)
}
