//! Holds a page against the rules of WCAG 2.2 AA and good practice, with axe-core in the page itself.

use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::chromium::{Browser, target_folder};

/// The checker, as `tests/axe-core` fetched it. The driver puts it in the page, so that the
/// page's own policy on scripts can stay as strict as it is.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = std::env::var_os("AXE_CORE").map_or_else(
        || target_folder().join("axe-core-4.14.1/axe.min.js"),
        PathBuf::from,
    );
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "axe-core is not at {}: {error}. The script tests/axe-core fetches it (tests/all \
             does so by itself)",
            file.display()
        )
    })
});

const RULES: [&str; 7] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
];

const RUN: &str = "const [options, done] = arguments; axe.run(document, options).then(\
    found => done({ violations: found.violations, passes: found.passes.length }),\
    error => done({ error: String(error) }))";

impl Browser {
    /// Fails with the rule, the place and the remedy of all that shuts people out of this page.
    pub async fn is_accessible(&self, what: &str) {
        let violations = self.violations().await;
        assert!(
            violations.is_empty(),
            "{what} breaks {} rules:\n{}",
            violations.len(),
            violations.join("\n")
        );
    }

    /// A line for each rule that the page breaks, as it stands: what was loaded without scripts is
    /// looked at without any of its own.
    pub async fn violations(&self) -> Vec<String> {
        self.with_scripts(self.look()).await
    }

    async fn look(&self) -> Vec<String> {
        self.client
            .execute(&AXE, Vec::new())
            .await
            .expect("axe-core runs in a page");
        let options = json!({
            "runOnly": { "type": "tag", "values": RULES },
            "resultTypes": ["violations"],
        });
        let found = self.client.execute_async(RUN, vec![options]).await.unwrap();
        assert!(found["error"].is_null(), "axe-core: {}", found["error"]);
        assert!(
            found["passes"].as_u64().unwrap() > 5,
            "a page that passes no rule was not looked at: {found}"
        );
        let violations = found["violations"].as_array().unwrap();
        violations.iter().map(told).collect()
    }
}

fn told(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut line = format!(
        "{}: {} ({})",
        text(&violation["id"]),
        text(&violation["help"]),
        text(&violation["helpUrl"])
    );
    for node in violation["nodes"].as_array().into_iter().flatten().take(4) {
        let html: String = text(&node["html"]).chars().take(160).collect();
        let summary = text(&node["failureSummary"]).replace('\n', " ");
        line += &format!("\n    {} {html}\n        {summary}", node["target"]);
    }
    line
}
