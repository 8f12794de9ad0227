//! Counting what comes from an address, in memory and bounded: a brake, not a lock.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Keys that are remembered at most; far more than honest visitors make in a window.
const KEYS: usize = 10_000;

/// Counts events per key within a window of time.
pub struct Limiter<K> {
    most: u32,
    window: TimeDelta,
    seen: Mutex<HashMap<K, (DateTime<Utc>, u32)>>,
}

impl<K: Eq + Hash> Limiter<K> {
    /// `most` events in each window are within the limit.
    pub fn new(most: u32, window: TimeDelta) -> Self {
        Self {
            most,
            window,
            seen: Mutex::default(),
        }
    }

    /// Whether the limit has been passed; counts nothing.
    pub fn is_over(&self, key: &K, now: DateTime<Utc>) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(key)
            .is_some_and(|(since, count)| now - *since < self.window && *count >= self.most)
    }

    /// Counts one event, and tells whether it was still within the limit.
    pub fn count(&self, key: K, now: DateTime<Utc>) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= KEYS && !seen.contains_key(&key) {
            seen.retain(|_, (since, _)| now - *since < self.window);
            if seen.len() >= KEYS {
                // More addresses than we keep: forgetting all of them is better than growing.
                seen.clear();
            }
        }
        let (since, count) = seen.entry(key).or_insert((now, 0));
        if now - *since >= self.window {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
    }

    #[test]
    fn the_limit_holds_for_its_window_and_for_its_key() {
        let limiter = Limiter::new(2, TimeDelta::seconds(60));
        assert!(limiter.count("a", at(0)) && limiter.count("a", at(1)));
        assert!(!limiter.count("a", at(2)) && limiter.is_over(&"a", at(59)));
        assert!(limiter.count("b", at(2)));
        assert!(!limiter.is_over(&"a", at(60)) && limiter.count("a", at(60)));
    }

    #[test]
    fn it_never_remembers_more_than_it_may() {
        let limiter = Limiter::new(1, TimeDelta::seconds(60));
        for key in 0..3 * KEYS {
            limiter.count(key, at(0));
            assert!(limiter.seen.lock().unwrap().len() <= KEYS);
        }
    }
}
