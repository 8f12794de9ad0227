//! Work that waits in the database until someone does it.
