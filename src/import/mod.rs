//! Reading what others made: bytes in, typed rows and row problems out. Pure.
