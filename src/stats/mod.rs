//! The statistics: numbers in, numbers out. Pure; every method names its source.
