//! The shipped files, and what is said of files that are wrong.

use super::*;

const PROTOCOL: &str = include_str!("../../../surveys/servicedesk/protocol.toml");

#[test]
fn the_shipped_protocol_has_no_problems() {
    match Protocol::parse("protocol.toml", PROTOCOL) {
        Ok(protocol) => assert_eq!(protocol.parameters.len(), 18),
        Err(problems) => panic!("{problems}"),
    }
}
