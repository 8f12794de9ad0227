//! What has to be done before a programme is closed.

/// How a programme stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub has_open_wave: bool,
    /// Whether the last report was accepted by management.
    pub is_accepted: bool,
    /// Parameters of the last report about which nothing can be said.
    pub unjudged: Vec<String>,
    /// How many of the three decisions were taken.
    pub decisions: usize,
    /// Adjustments that are over time.
    pub overdue: usize,
    /// Proposed sanctions on which nobody decided.
    pub unruled: usize,
    pub told_staff: bool,
    pub told_clients: bool,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The key of its text.
    pub key: &'static str,
    pub is_done: bool,
    /// Without it a programme cannot be closed; the others may be left undone with an explanation.
    pub is_needed: bool,
    /// How many or which are left.
    pub rest: String,
}

pub fn checklist(found: &Found) -> Vec<Check> {
    let check = |key, is_done, is_needed, rest: String| Check {
        key,
        is_done,
        is_needed,
        rest,
    };
    let number = |count: usize| {
        if count == 0 {
            String::new()
        } else {
            count.to_string()
        }
    };
    let left = 3usize.saturating_sub(found.decisions);
    vec![
        check("waves", !found.has_open_wave, true, String::new()),
        check("accepted", found.is_accepted, true, String::new()),
        check("sanctions", found.unruled == 0, true, number(found.unruled)),
        check("decisions", left == 0, true, number(left)),
        check(
            "judged",
            found.unjudged.is_empty(),
            false,
            found.unjudged.join(", "),
        ),
        check(
            "adjustments",
            found.overdue == 0,
            false,
            number(found.overdue),
        ),
        check("staff", found.told_staff, false, String::new()),
        check("clients", found.told_clients, false, String::new()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_leaves_what_is_needed_undone_and_all_done_is_all_done() {
        let none = checklist(&Found::default());
        assert!(none.iter().any(|check| check.is_needed && !check.is_done));
        let all = checklist(&Found {
            is_accepted: true,
            decisions: 3,
            told_staff: true,
            told_clients: true,
            ..Found::default()
        });
        assert!(
            all.iter()
                .all(|check| check.is_done && check.rest.is_empty())
        );
    }
}
