//! Passwords: hashed with Argon2id off the async threads, as many at once as there are cores.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::WebError;

/// What NIST SP 800-63B asks of a password that somebody chose, and the most that we hash.
pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 256;

/// Each hash takes 19 MiB and a core: more at once than cores only makes all of them slower.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| {
    Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
});

/// Compared with when there is no account, so that both refusals take the same time. It is the
/// hash of a password nobody has, with the parameters of every other.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"")
        .map(|hash| hash.to_string())
        .unwrap_or_default()
});

#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct PasswordError(String);

/// What is stored of a password.
pub async fn hash(password: String) -> Result<String, WebError> {
    on_a_core(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|err| PasswordError(err.to_string()))
    })
    .await?
    .map_err(WebError::from)
}

/// Whether `password` is the one that `stored` was made of; takes as long when there is none.
pub async fn is_right(password: String, stored: Option<String>) -> Result<bool, WebError> {
    on_a_core(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        let fits = PasswordHash::new(&stored).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        });
        known && fits
    })
    .await
}

async fn on_a_core<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, WebError> {
    let _turn = AT_ONCE
        .acquire()
        .await
        .map_err(|err| PasswordError(err.to_string()))?;
    spawn_blocking(work)
        .await
        .map_err(|err| PasswordError(err.to_string()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let stored = hash("correct horse battery".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let right = |password: &str, stored: Option<&String>| {
            is_right(password.to_owned(), stored.cloned())
        };
        assert!(right("correct horse battery", Some(&stored)).await.unwrap());
        assert!(!right("correct horse", Some(&stored)).await.unwrap());
        assert!(!right("", None).await.unwrap());
    }
}
