//! The shipped files, and what is said of files that are wrong.

use super::*;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");
const SATISFACTION: &str = include_str!("../../../surveys/servicedesk/satisfaction.toml");
const INTERVIEW: &str = include_str!("../../../surveys/servicedesk/interview.toml");

#[test]
fn the_shipped_protocol_has_no_problems() {
    match Protocol::parse("protocol.toml", PROTOCOL) {
        Ok(protocol) => assert_eq!(protocol.parameters.len(), 18),
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn the_shipped_surveys_fit_the_protocol() {
    let source = |name, text| Source { name, text };
    let read = read_together(
        source("protocol.toml", PROTOCOL),
        &[
            source("satisfaction.toml", SATISFACTION),
            source("interview.toml", INTERVIEW),
        ],
    );
    if let Err(problems) = read {
        panic!("{}", problems[0]);
    }
}
