//! Every setting, with its meaning and default, read once at start.
