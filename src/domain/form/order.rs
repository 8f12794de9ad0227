//! The order in which a respondent sees the options of an item.

use crate::domain::survey::{Choice, Item};

/// The options as they are shown to the respondent with this `seed`: in the order of the file, or,
/// where the item says so, in one of the respondent's own. "Other" and what rules out all others
/// stay at the end, where people look for them.
pub fn ordered(item: &Item, seed: u32) -> Vec<&Choice> {
    let (mut options, last): (Vec<&Choice>, Vec<&Choice>) = item
        .options()
        .iter()
        .partition(|option| !option.other && !option.exclusive);
    if item.random_order {
        let mut state = u64::from(seed) ^ (hash(&item.code) << 32);
        for end in (1..options.len()).rev() {
            let at = next(&mut state) % (end as u64 + 1);
            options.swap(end, usize::try_from(at).unwrap_or(0));
        }
    } else {
        return item.options().iter().collect();
    }
    options.extend(last);
    options
}

/// FNV-1a, so that two items of one respondent are not shuffled alike.
fn hash(code: &str) -> u64 {
    code.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same order on every machine, for ever.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::language::Text;
    use crate::domain::survey::ItemKind;

    fn item(random: bool) -> Item {
        let mut options: Vec<Choice> = ["none", "a", "b", "c", "other"]
            .map(|code| Choice::new(code, Text::both(code, code)))
            .to_vec();
        options[0].exclusive = true;
        options[4].other = true;
        let mut item = Item::new("x", Text::both("x", "x"), ItemKind::several(options));
        item.random_order = random;
        item
    }

    fn codes(item: &Item, seed: u32) -> String {
        let options = ordered(item, seed).into_iter();
        let codes: Vec<&str> = options.map(|option| option.code.as_str()).collect();
        codes.join(" ")
    }

    #[test]
    fn the_order_of_the_file_stands_unless_another_is_asked_for() {
        assert_eq!(codes(&item(false), 7), "none a b c other");
    }

    #[test]
    fn a_seed_gives_one_order_and_all_orders_come_about_as_often() {
        let item = item(true);
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for seed in 0..6_000 {
            assert_eq!(codes(&item, seed), codes(&item, seed));
            *seen.entry(codes(&item, seed)).or_default() += 1;
        }
        assert_eq!(seen.len(), 6, "{seen:?}");
        for (order, count) in seen {
            assert!(order.ends_with(" none other"), "{order}");
            assert!((900..1_100).contains(&count), "{order}: {count}");
        }
    }
}
