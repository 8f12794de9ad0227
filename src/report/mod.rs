//! An evaluation in, a document model out. Pure.
