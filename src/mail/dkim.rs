//! Signs what leaves, so that the mail server of who gets it can tell that it is ours and unchanged
//! (DKIM, RFC 6376 and 8463).

use std::fmt;
use std::sync::Arc;

use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;
use pkcs8::{LineEnding, ObjectIdentifier, PrivateKeyInfo, SecretDocument};

use super::MailError;
use crate::config::Dkim;

/// What is signed beside the body. RFC 8058 asks that the two for one click are among them. The type
/// of the content is not: lettre counts it to the body of a message in parts, and would say that it
/// signed what it did not.
const HEADERS: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// Signs with one key. It never prints that.
#[derive(Clone)]
pub struct Signer(Arc<DkimConfig>);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(…)")
    }
}

impl Signer {
    /// Errors: the file of the key is not there, others can read it, or it holds no key.
    pub fn of(dkim: &Dkim) -> Result<Self, MailError> {
        let text = dkim.key()?;
        let key = signing_key(text.reveal()).ok_or_else(|| MailError::Dkim(dkim.key.clone()))?;
        let relaxed = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let headers = HEADERS.map(HeaderName::new_from_ascii_str);
        Ok(Self(Arc::new(DkimConfig::new(
            dkim.selector.clone(),
            dkim.domain.clone(),
            key,
            headers.to_vec(),
            relaxed,
        ))))
    }

    pub(super) fn sign(&self, message: &mut Message) {
        message.sign(&self.0);
    }
}

/// A key as `openssl genpkey` writes it, or, of RSA, as `openssl genrsa -traditional` does.
fn signing_key(pem: &str) -> Option<DkimSigningKey> {
    let (label, document) = SecretDocument::from_pem(pem.trim()).ok()?;
    if label == "RSA PRIVATE KEY" {
        return DkimSigningKey::new(pem.trim(), DkimSigningAlgorithm::Rsa).ok();
    }
    let info: PrivateKeyInfo = document.decode_msg().ok()?;
    match info.algorithm.oid {
        RSA => {
            let inner = SecretDocument::try_from(info.private_key).ok()?;
            let pem = inner.to_pem("RSA PRIVATE KEY", LineEnding::LF).ok()?;
            DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).ok()
        }
        ED25519 => {
            // An OCTET STRING of 32 bytes in the OCTET STRING of the key (RFC 8410).
            let seed = info.private_key.strip_prefix(&[0x04, 0x20])?;
            let seed = data_encoding::BASE64.encode(seed);
            DkimSigningKey::new(&seed, DkimSigningAlgorithm::Ed25519).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
