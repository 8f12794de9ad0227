//! What people read, in Dutch and English.
