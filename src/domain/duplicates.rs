//! Clients who are probably one and the same person: the same address, the same key but for capitals,
//! or the same name in the same segment.

use std::collections::{BTreeMap, BTreeSet};

/// What is looked at of a client.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    pub segment: &'a str,
}

/// Why two are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Address,
    Key,
    Name,
}

/// Two places in the list, the first before the second, and all that speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub first: usize,
    pub second: usize,
    pub likenesses: BTreeSet<Likeness>,
}

/// An address that so many share is a mailbox of a department, and says nothing.
const SHARED: usize = 5;

/// The probable duplicates among clients, in their order. Of several alike, each stands beside the
/// first of them.
pub fn probable(clients: &[Looked]) -> Vec<Pair> {
    let mut alike: BTreeMap<(Likeness, String), Vec<usize>> = BTreeMap::new();
    for (at, client) in clients.iter().enumerate() {
        let mut put = |likeness, words: String| {
            if !words.is_empty() {
                alike.entry((likeness, words)).or_default().push(at);
            }
        };
        put(Likeness::Address, client.email.trim().to_lowercase());
        put(Likeness::Key, bare(client.key));
        let name = bare(client.name);
        if !name.is_empty() {
            put(Likeness::Name, format!("{name} {}", client.segment));
        }
    }
    let mut pairs: BTreeMap<(usize, usize), BTreeSet<Likeness>> = BTreeMap::new();
    for ((likeness, _), places) in alike {
        let [first, others @ ..] = places.as_slice() else {
            continue;
        };
        if likeness == Likeness::Address && places.len() > SHARED {
            continue;
        }
        for other in others {
            pairs.entry((*first, *other)).or_default().insert(likeness);
        }
    }
    let pair = |((first, second), likenesses)| Pair {
        first,
        second,
        likenesses,
    };
    pairs.into_iter().map(pair).collect()
}

/// Letters and digits alone, in lower case.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client<'a>(key: &'a str, name: &'a str, email: &'a str) -> Looked<'a> {
        Looked {
            key,
            name,
            email,
            segment: "PZ",
        }
    }

    #[test]
    fn the_same_address_key_or_name_makes_a_pair_with_all_its_reasons() {
        let clients = [
            client("K-1", "J. de Vries", "Jo@waterhoven.example"),
            client("K2", "Al", "al@waterhoven.example"),
            client("k1", "J de Vries", "jo@Waterhoven.example "),
            client("K3", "Al", ""),
            client("K4", "", ""),
            client("K5", "", ""),
        ];
        let pairs = probable(&clients);
        let found: Vec<_> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        assert_eq!(found, [(0, 2), (1, 3)]);
        let all = BTreeSet::from([Likeness::Address, Likeness::Key, Likeness::Name]);
        assert_eq!(pairs[0].likenesses, all);
        assert_eq!(pairs[1].likenesses, BTreeSet::from([Likeness::Name]));
    }

    #[test]
    fn a_name_in_another_segment_and_a_mailbox_of_many_say_nothing() {
        let mut clients = vec![client("A", "Jo", "info@waterhoven.example")];
        clients.push(Looked {
            segment: "SD",
            ..client("B", "Jo", "")
        });
        assert_eq!(probable(&clients), []);
        let keys = ["C", "D", "E", "F", "G", "H"];
        let names = ["c", "d", "e", "f", "g", "h"];
        for (key, name) in keys.iter().zip(names) {
            clients.push(client(key, name, "info@waterhoven.example"));
        }
        assert_eq!(probable(&clients), []);
        assert_eq!(probable(&[]), []);
    }
}
