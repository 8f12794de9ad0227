//! Protocols that are not like the case.
