//! What happens to each of the 1,240 clients, by the number in the file.

use std::collections::HashSet;

/// Of 1 to 1,240 those with a fate.
pub fn those(of: impl Fn(usize) -> bool) -> HashSet<usize> {
    (1..=1240).filter(|n| of(*n)).collect()
}

pub fn is_gone(n: usize) -> bool {
    n.is_multiple_of(40)
}
pub fn is_greylisted(n: usize) -> bool {
    n % 31 == 1
}
/// Taken by the server, and returned a day later.
pub fn comes_back(n: usize) -> bool {
    n % 100 == 50
}
pub fn wants_no_mail(n: usize) -> bool {
    n % 60 == 7
}
pub fn answers_at_once(n: usize) -> bool {
    n % 4 == 1
}
pub fn answers_after_one(n: usize) -> bool {
    n % 12 == 3
}
pub fn answers_after_two(n: usize) -> bool {
    n % 24 == 6 && !comes_back(n)
}
pub fn only_begins(n: usize) -> bool {
    n % 60 == 11
}
