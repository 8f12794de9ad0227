//! Where every table lives once the database is spread over machines.

/// How a table is placed on a distributed PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Small, seldom written, copied to every node; ordinary keys.
    Reference,
    /// Grows with respondents; `lane` leads every key.
    Lane,
    /// Kept on the coordinator.
    Local,
}

/// Every table there is. A test fails on a table that is not declared here.
pub const TABLES: [(&str, Placement); 53] = [
    ("account", Placement::Reference),
    ("adjustment", Placement::Reference),
    ("amendment", Placement::Reference),
    ("audit_event", Placement::Lane),
    ("client", Placement::Lane),
    ("closing", Placement::Reference),
    ("code", Placement::Lane),
    ("coding_round", Placement::Reference),
    ("comment", Placement::Lane),
    ("conversation", Placement::Lane),
    ("draft_answer", Placement::Local),
    ("draft_link", Placement::Local),
    ("conclusion", Placement::Reference),
    ("decision", Placement::Reference),
    ("dispatch", Placement::Reference),
    ("file_piece", Placement::Local),
    ("import_batch", Placement::Reference),
    ("import_file", Placement::Local),
    ("import_memory", Placement::Reference),
    ("import_trace", Placement::Lane),
    ("interview", Placement::Lane),
    ("invitation", Placement::Lane),
    ("job", Placement::Local),
    ("measurement", Placement::Lane),
    ("mail_text", Placement::Reference),
    ("membership", Placement::Reference),
    ("open_link", Placement::Reference),
    ("opt_out", Placement::Reference),
    ("outbox", Placement::Lane),
    ("phase_decision", Placement::Reference),
    ("phase_report", Placement::Reference),
    ("problem_decision", Placement::Reference),
    ("programme", Placement::Reference),
    ("protocol", Placement::Reference),
    ("quote", Placement::Lane),
    ("reminder_step", Placement::Reference),
    ("response", Placement::Lane),
    ("sanction", Placement::Reference),
    ("seaql_migrations", Placement::Local),
    ("session", Placement::Local),
    ("share_link", Placement::Reference),
    ("sign_in_attempt", Placement::Local),
    ("sign_in_link", Placement::Local),
    ("spent_link", Placement::Lane),
    ("snapshot", Placement::Reference),
    ("statement", Placement::Lane),
    ("survey_version", Placement::Reference),
    ("theme", Placement::Reference),
    ("ticket", Placement::Lane),
    ("upload", Placement::Local),
    ("visit", Placement::Lane),
    ("wave", Placement::Reference),
    ("wave_disposition", Placement::Reference),
];
