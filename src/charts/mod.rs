//! Charts: figures in, SVG text out. Pure.
