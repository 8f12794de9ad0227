//! The migrations, in order. Append only: one that was released is never edited.
