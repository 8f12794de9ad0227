//! Which fields and parts the forms treat in a way of their own.

/// The parts that come in such numbers that a file is the better form.
pub const PARTS_IN_FILES: [&str; 3] = ["cluster", "service", "agreement"];

/// Fields that say how they are meant.
pub(super) const EXPLAINED: [&str; 33] = [
    "aids",
    "assumed_start",
    "back_steps",
    "chosen",
    "closed_on",
    "code",
    "compare_with",
    "confidence",
    "count_partials",
    "counts",
    "deviates",
    "email",
    "evidence",
    "expected",
    "finite_population",
    "front_steps",
    "in_invitations",
    "item",
    "limit",
    "p",
    "parameters",
    "per",
    "planned_fte",
    "reads_back_office",
    "segments",
    "series",
    "share_within",
    "slug",
    "target",
    "threshold",
    "tickets",
    "tips",
    "unit",
];
