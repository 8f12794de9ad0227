//! Lanes: the placement key that leads every key of the tables that grow with respondents.

use sha2::{Digest, Sha256};

/// Every programme has this many lane numbers to itself, whether it uses one or all.
pub const LANES_PER_PROGRAMME: i64 = 4096;

/// Keeps the largest lane under 2^40, which a link token has room for.
const LARGEST_SERIAL: i32 = 1 << 28;

/// The lanes of one programme: `count` numbers from `first` on. Fixed when the programme is made,
/// since a stored row never changes its lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lanes {
    first: i64,
    count: i64,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanesError {
    #[error("a programme has 1, 2, 4, ... or 4096 lanes, not {0}")]
    Count(i32),
    #[error("a programme's serial number lies between 1 and 268435455, not {0}")]
    Serial(i32),
}

impl Lanes {
    pub fn new(serial: i32, count: i32) -> Result<Self, LanesError> {
        if !(1..LARGEST_SERIAL).contains(&serial) {
            return Err(LanesError::Serial(serial));
        }
        let count = i64::from(count);
        if !(1..=LANES_PER_PROGRAMME).contains(&count) || !(count as u64).is_power_of_two() {
            return Err(LanesError::Count(count as i32));
        }
        Ok(Self {
            first: i64::from(serial) * LANES_PER_PROGRAMME,
            count,
        })
    }

    /// The lane of whatever belongs to this respondent key: the client's key, the key in an
    /// imported file, or, for an anonymous response, its own random id.
    ///
    /// The first eight bytes of the key's SHA-256, big endian, modulo the number of lanes. Stored
    /// rows depend on it for ever; the tests hold it in place.
    pub fn of(&self, respondent_key: &[u8]) -> i64 {
        let digest = Sha256::digest(respondent_key);
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        let offset = u64::from_be_bytes(head) % self.count as u64; // count is 1..=4096
        self.first + offset as i64
    }

    /// The lane of rows that belong to the programme and to no respondent.
    pub fn first(&self) -> i64 {
        self.first
    }

    pub fn last(&self) -> i64 {
        self.first + self.count - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTORS: [(&str, i64); 5] = [
        ("", 7188),
        ("K0001", 7612),
        ("K0002", 6951),
        ("jan@waterhoven.example", 8102),
        ("W1-0001", 7871),
    ];

    #[test]
    fn one_lane_holds_a_whole_programme() {
        let lanes = Lanes::new(3, 1).unwrap();
        assert_eq!((lanes.first(), lanes.last()), (12_288, 12_288));
        assert_eq!(lanes.of(b"K0001"), 12_288);
        assert_eq!(lanes.of(b"K0002"), 12_288);
    }

    #[test]
    fn the_lane_of_a_key_never_changes() {
        // Computed with Python: int.from_bytes(sha256(key).digest()[:8], "big") % 4096 + 4096.
        let lanes = Lanes::new(1, 4096).unwrap();
        for (key, lane) in VECTORS {
            assert_eq!(lanes.of(key.as_bytes()), lane, "{key:?}");
        }
    }

    #[test]
    fn only_powers_of_two_up_to_4096_are_lane_counts() {
        for count in [0, -1, 3, 4095, 8192, i32::MIN] {
            assert_eq!(Lanes::new(1, count), Err(LanesError::Count(count)));
        }
        assert_eq!(Lanes::new(0, 1), Err(LanesError::Serial(0)));
        assert!(Lanes::new(LARGEST_SERIAL - 1, 4096).unwrap().last() < 1 << 40);
    }
}
