//! What was computed from the database, kept until anything is written.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::WebError;
use crate::store::{Database, Revision};

/// Values by what they were computed for. Who asks for one that is being computed waits for it.
pub struct Remembered<K, V> {
    slots: Mutex<HashMap<K, Arc<Slot<V>>>>,
    most: usize,
}

/// The value, and the state of the database that it was computed from.
type Slot<V> = tokio::sync::Mutex<Option<(Revision, V)>>;

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// Keeps at most so many; one more, and all make room.
    pub fn new(most: usize) -> Self {
        Self {
            slots: Mutex::default(),
            most,
        }
    }

    /// The value that is kept, while nothing was written since; else what `compute` makes, which is
    /// given the value from before.
    pub async fn of(
        &self,
        db: &Database,
        key: K,
        compute: impl AsyncFnOnce(Option<V>) -> Result<V, WebError>,
    ) -> Result<V, WebError> {
        let slot = self.slot(key);
        let mut kept = slot.lock().await;
        // Asked before anything is read: what is written meanwhile makes the next one differ.
        let revision = db.revision().await?;
        if let Some((of, value)) = &*kept
            && *of == revision
        {
            return Ok(value.clone());
        }
        let before = kept.take().map(|(_, value)| value);
        let value = compute(before).await?;
        *kept = Some((revision, value.clone()));
        Ok(value)
    }

    fn slot(&self, key: K) -> Arc<Slot<V>> {
        // A map of slots is whole whatever happened to who held it.
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= self.most && !slots.contains_key(&key) {
            slots.clear();
        }
        slots.entry(key).or_default().clone()
    }
}
