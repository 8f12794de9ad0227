//! Messages to people, and the transport that sends them.
