//! Everything that is kept: entities, queries, the two connections and the one writer.
