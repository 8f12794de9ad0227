//! The secret in a survey link: made again when a reminder needs it, never stored.
//!
//! A token is the lane (5 bytes, so that one place is asked and not all) followed by the first 16
//! bytes of `HMAC-SHA256(key, key version ‖ invitation ‖ reissue)`, in lower-case base32. Only the
//! token's SHA-256 is stored. Looking a hash up needs no constant time: what the comparison could
//! betray is the hash of a guess, which says nothing about the next guess.

use std::fmt;

use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const LANE_BYTES: usize = 5;
const SECRET_BYTES: usize = 16;

/// The 256-bit key under which link secrets are derived, with its version. It lives outside the
/// database and never prints itself.
#[derive(Clone)]
pub struct LinkKey {
    version: i32,
    secret: [u8; 32],
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the link key must be 64 hexadecimal digits (32 bytes)")]
pub struct LinkKeyError;

impl LinkKey {
    pub fn new(version: i32, secret: [u8; 32]) -> Self {
        Self { version, secret }
    }

    /// Reads a key written as 64 hexadecimal digits.
    pub fn parse(version: i32, text: &str) -> Result<Self, LinkKeyError> {
        let bytes = HEXLOWER_PERMISSIVE
            .decode(text.trim().as_bytes())
            .map_err(|_| LinkKeyError)?;
        let secret = bytes.try_into().map_err(|_| LinkKeyError)?;
        Ok(Self::new(version, secret))
    }

    pub fn version(&self) -> i32 {
        self.version
    }

    /// The token of an invitation; each reissue is another token, and the old one is dead.
    pub fn token(&self, lane: i64, invitation: Uuid, reissue: i32) -> Token {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.secret)
            .expect("HMAC takes a key of any length");
        mac.update(&self.version.to_be_bytes());
        mac.update(invitation.as_bytes());
        mac.update(&reissue.to_be_bytes());
        let secret = mac.finalize().into_bytes();
        let mut bytes = [0; LANE_BYTES + SECRET_BYTES];
        bytes[..LANE_BYTES].copy_from_slice(&lane.to_be_bytes()[8 - LANE_BYTES..]);
        bytes[LANE_BYTES..].copy_from_slice(&secret[..SECRET_BYTES]);
        Token(BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
    }
}

/// Letters and digits that nobody mistakes for one another (Crockford's base 32).
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// So many characters of a paper code are secret; one more checks them.
const PAPER_SECRET: usize = 9;

impl LinkKey {
    /// What is kept of an address that wants no more mail: nobody without the key can tell whose it
    /// is, and it is found again whatever list the address comes back in.
    pub fn address_hash(&self, email: &str) -> [u8; 32] {
        self.derive("address", email.trim().to_lowercase().as_bytes())
    }

    /// The visit that a form of an open link begins: the same form, sent twice, begins one.
    pub fn visit(&self, open_link: Uuid, form: &str) -> Uuid {
        let mut told = open_link.as_bytes().to_vec();
        told.extend(form.as_bytes());
        let bytes = self.derive("visit", &told);
        uuid::Builder::from_random_bytes(std::array::from_fn(|at| bytes[at])).into_uuid()
    }

    /// The code of an invitation on paper: 45 secret bits, to be typed over, and a check character.
    pub fn paper_code(&self, invitation: Uuid, reissue: i32) -> PaperCode {
        let mut told = invitation.as_bytes().to_vec();
        told.extend(reissue.to_be_bytes());
        let bytes = self.derive("paper", &told);
        let mut bits = u64::from_be_bytes(std::array::from_fn(|at| bytes[at]));
        let mut code = String::with_capacity(PAPER_SECRET + 1);
        for _ in 0..PAPER_SECRET {
            code.push(char::from(CROCKFORD[(bits >> 59) as usize]));
            bits <<= 5;
        }
        code.push(check_character(&code));
        PaperCode(code)
    }

    fn derive(&self, purpose: &str, told: &[u8]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.secret)
            .expect("HMAC takes a key of any length");
        mac.update(&self.version.to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(told);
        mac.finalize().into_bytes().into()
    }
}

/// The sum of the places, each times its number, so that any one wrong character
/// shows, and nearly every two that changed places.
fn check_character(secret: &str) -> char {
    let sum: usize = secret
        .bytes()
        .enumerate()
        .map(|(at, c)| (2 * at + 1) * CROCKFORD.iter().position(|known| *known == c).unwrap_or(0))
        .sum();
    char::from(CROCKFORD[sum % 32])
}

/// What stands on a letter, for who cannot scan: ten characters.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperCode(String);

impl PaperCode {
    /// As typed: in any case, with spaces and hyphens, O for 0 and I or L for 1. None when the
    /// check character is wrong.
    pub fn parse(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|c| CROCKFORD.contains(&c));
        let whole = code.chars().count() == PAPER_SECRET + 1 && code.chars().all(known);
        if !whole || !code.ends_with(check_character(&code[..PAPER_SECRET])) {
            return None;
        }
        Some(Self(code))
    }

    /// In two groups, for the letter. Never for a log.
    pub fn reveal(&self) -> String {
        format!("{}-{}", &self.0[..5], &self.0[5..])
    }

    /// What is stored of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

impl fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PaperCode(…)")
    }
}

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LinkKey(version {})", self.version)
    }
}

/// The secret part of `/r/{token}`; shown by [`Token::reveal`] only.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// For the link itself. Never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Where to look for the invitation of a token that somebody brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkAddress {
    pub lane: i64,
    pub hash: [u8; 32],
}

impl LinkAddress {
    /// Never fails: what is no token points to lane 0, which holds no invitation, so that a
    /// malformed link costs the same look-up and gets the same answer as an unknown one.
    pub fn of(token: &str) -> Self {
        let token = token.trim().to_ascii_lowercase();
        let hash = Sha256::digest(&token).into();
        let lane = BASE32_NOPAD
            .decode(token.to_ascii_uppercase().as_bytes())
            .ok()
            .filter(|bytes| bytes.len() == LANE_BYTES + SECRET_BYTES)
            .map_or(0, |bytes| {
                bytes[..LANE_BYTES]
                    .iter()
                    .fold(0, |lane, byte| lane << 8 | i64::from(*byte))
            });
        Self { lane, hash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> LinkKey {
        LinkKey::new(1, std::array::from_fn(|index| index as u8))
    }

    fn invitation() -> Uuid {
        Uuid::from_u128(0x0192_f0c1_2345_7abc_8def_0123_4567_89ab)
    }

    #[test]
    fn the_token_is_the_one_that_python_makes() {
        // hmac.new(bytes(range(32)), 1 ‖ uuid ‖ 0, sha256), lane 4096 in five bytes, base32.
        let token = key().token(4096, invitation(), 0);
        assert_eq!(token.reveal(), "aaaaaeaa2tbrwnvgu635oltlyskznnpqii");
        assert_eq!(
            data_encoding::HEXLOWER.encode(&token.hash()),
            "af7d79ea9d1ea598354e240f589184c851c8f1cb8fb131e724e7c304900ac535"
        );
    }

    #[test]
    fn the_address_of_a_token_is_its_lane_and_its_hash() {
        let lane = (1 << 40) - 1;
        let token = key().token(lane, invitation(), 2);
        let address = LinkAddress::of(token.reveal());
        assert_eq!(address.lane, lane);
        assert_eq!(address.hash, token.hash());
        let shouted = token.reveal().to_ascii_uppercase();
        assert_eq!(
            LinkAddress::of(&format!(" {shouted}\n")),
            address,
            "a mail program may shout"
        );
    }

    #[test]
    fn what_is_no_token_points_to_the_lane_that_holds_nothing() {
        for word in ["", "0", "aaaa", "aaaaaeaa2tbrwnvgu635oltlyskznnpqi1", "é"] {
            assert_eq!(LinkAddress::of(word).lane, 0, "{word:?}");
        }
    }

    #[test]
    fn a_reissue_another_key_and_another_version_give_other_tokens() {
        let token = key().token(4096, invitation(), 0);
        let other_version = LinkKey::new(2, std::array::from_fn(|index| index as u8));
        assert_ne!(token, key().token(4096, invitation(), 1));
        assert_ne!(token, LinkKey::new(1, [7; 32]).token(4096, invitation(), 0));
        assert_ne!(token, other_version.token(4096, invitation(), 0));
    }

    #[test]
    fn neither_key_nor_token_prints_itself() {
        let token = key().token(4096, invitation(), 0);
        assert_eq!(format!("{:?}", key()), "LinkKey(version 1)");
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn a_key_is_64_hexadecimal_digits() {
        let key = LinkKey::parse(1, &"0F".repeat(32)).unwrap();
        assert_eq!(key.secret, [15; 32]);
        assert_eq!(LinkKey::parse(1, "0f").unwrap_err(), LinkKeyError);
        assert_eq!(
            LinkKey::parse(1, &"xy".repeat(32)).unwrap_err(),
            LinkKeyError
        );
    }

    #[test]
    fn a_paper_code_is_read_back_however_it_is_typed() {
        let code = key().paper_code(invitation(), 0);
        let shown = code.reveal();
        assert_eq!(shown.len(), 11);
        let sloppy = format!(" {} ", shown.to_lowercase().replace('-', " "));
        assert_eq!(PaperCode::parse(&sloppy), Some(code.clone()));
        let letters = shown.replace('0', "o").replace('1', "l");
        assert_eq!(PaperCode::parse(&letters), Some(code.clone()));
        assert_ne!(code, key().paper_code(invitation(), 1));
        assert_eq!(format!("{code:?}"), "PaperCode(…)");
    }

    #[test]
    fn one_wrong_character_of_a_paper_code_is_noticed() {
        let code = key().paper_code(invitation(), 0).0;
        let at = |n: usize| code.as_bytes()[n];
        for place in 0..PAPER_SECRET {
            for other in CROCKFORD.iter().filter(|c| **c != at(place)) {
                let mut wrong = code.clone().into_bytes();
                wrong[place] = *other;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(PaperCode::parse(&wrong), None, "{wrong}");
            }
        }
        for word in ["", "0", "UUUUUUUUUU", "0123456789A", "é123456789"] {
            assert_eq!(PaperCode::parse(word), None, "{word}");
        }
    }

    #[test]
    fn a_form_of_an_open_link_begins_one_visit_of_that_link() {
        let visit = key().visit(invitation(), "form 1");
        assert_eq!(visit, key().visit(invitation(), "form 1"));
        assert_ne!(visit, key().visit(invitation(), "form 2"));
        assert_ne!(visit, key().visit(Uuid::nil(), "form 1"));
        assert_eq!(visit.get_version_num(), 4, "tells no order");
    }

    #[test]
    fn the_hash_of_an_address_is_of_the_address_and_of_the_key() {
        let hash = key().address_hash(" Jo@Waterhoven.example");
        assert_eq!(hash, key().address_hash("jo@waterhoven.example"));
        assert_ne!(hash, key().address_hash("al@waterhoven.example"));
        assert_ne!(
            hash,
            LinkKey::new(1, [7; 32]).address_hash("jo@waterhoven.example")
        );
    }
}
