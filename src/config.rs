//! Every setting, with its meaning and default, read once at start.
//!
//! A setting comes from the command line, else from the environment, else from the settings file
//! (`--settings FILE`, or `peil.toml` in the data folder), else it has its default. The names are
//! the same everywhere; an empty value is no value.

mod key_file;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use lettre::message::Mailbox;

use crate::domain::link::{LinkKey, LinkKeyError};

/// One setting, as the table in the README has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: &'static str,
    /// The same on the command line.
    pub flag: Option<&'static str>,
    pub default: &'static str,
    pub meaning: &'static str,
}

pub const SETTINGS: [Setting; 16] = [
    Setting {
        name: "PEIL_SETTINGS",
        flag: Some("--settings"),
        default: "peil.toml in the data folder, if there",
        meaning: "file with these settings, as NAME = \"value\"",
    },
    Setting {
        name: "PEIL_DATA",
        flag: Some("--data"),
        default: "./peil-data",
        meaning: "folder for the database, the link key and mail that is not sent",
    },
    Setting {
        name: "PEIL_LISTEN",
        flag: Some("--listen"),
        default: "127.0.0.1:8080",
        meaning: "address and port to listen on",
    },
    Setting {
        name: "DATABASE_URL",
        flag: Some("--database"),
        default: "sqlite: file peil.db in the data folder",
        meaning: "sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME",
    },
    Setting {
        name: "PEIL_PUBLIC_URL",
        flag: Some("--public-url"),
        default: "http:// and the address listened on",
        meaning: "address in links and mails; cookies are Secure unless it is plain http on loopback",
    },
    Setting {
        name: "PEIL_TRUSTED_PROXY",
        flag: None,
        default: "none: visitors are told apart by their own connection",
        meaning: "addresses of proxies whose X-Forwarded-For is believed, with commas between them: 127.0.0.1, 10.0.0.2",
    },
    Setting {
        name: "PEIL_SMTP_URL",
        flag: None,
        default: "none: mail becomes .eml files in the data folder",
        meaning: "mail server: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://…:465",
    },
    Setting {
        name: "PEIL_MAIL_FROM",
        flag: None,
        default: "none; needed with PEIL_SMTP_URL",
        meaning: "sender of all mail: Service desk <peil@example.org>",
    },
    Setting {
        name: "PEIL_MAIL_REPLY_TO",
        flag: None,
        default: "none: replies go to the sender",
        meaning: "where answers to a mail go",
    },
    Setting {
        name: "PEIL_MAILS_PER_MINUTE",
        flag: None,
        default: "none: as fast as the mail server takes them",
        meaning: "most mails that leave in a minute",
    },
    Setting {
        name: "PEIL_DKIM_DOMAIN",
        flag: None,
        default: "none: mail is not signed (DKIM)",
        meaning: "domain that mail is signed for: example.org",
    },
    Setting {
        name: "PEIL_DKIM_SELECTOR",
        flag: None,
        default: "none; needed with PEIL_DKIM_DOMAIN",
        meaning: "name of the key in the DNS: peil for peil._domainkey.example.org",
    },
    Setting {
        name: "PEIL_DKIM_KEY",
        flag: None,
        default: "none; needed with PEIL_DKIM_DOMAIN",
        meaning: "file with the private key as PEM, RSA of 2048 bits or more, or Ed25519; only its owner can read it",
    },
    Setting {
        name: "PEIL_LINK_KEY",
        flag: None,
        default: "keys/link.key in the data folder, made at first start",
        meaning: "secret of all survey links, 64 hexadecimal digits; every server needs the same one",
    },
    Setting {
        name: "PEIL_LOG",
        flag: None,
        default: "info,sqlx=warn",
        meaning: "what is logged: error, warn, info, debug, trace, also by part: info,peil::jobs=debug",
    },
    Setting {
        name: "PEIL_LANG",
        flag: Some("--lang"),
        default: "en",
        meaning: "language of what the command line says, nl or en; not in a settings file",
    },
];

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{name} is “{value}”: {problem}")]
    Value {
        name: &'static str,
        value: String,
        problem: String,
    },
    /// A secret is never repeated.
    #[error("{name} is not right: {problem}")]
    Secret { name: &'static str, problem: String },
    #[error("{name} must be set when {because} is; {remedy}")]
    Needed {
        name: &'static str,
        because: &'static str,
        remedy: &'static str,
    },
    #[error("the settings file {file} cannot be read", file = .file.display())]
    FileUnreadable { file: PathBuf, source: io::Error },
    #[error("the settings file {file} is wrong: {problem}", file = .file.display())]
    FileWrong { file: PathBuf, problem: String },
    #[error("the link key {file} cannot be read or made; check who owns the folder", file = .file.display())]
    KeyFile { file: PathBuf, source: io::Error },
    #[error("others can read the link key {file}; run: chmod 600 {file}", file = .file.display())]
    KeyFileOpen { file: PathBuf },
    #[error("the key in PEIL_DKIM_KEY, {file}, cannot be read; check the path and who owns it", file = .file.display())]
    DkimKeyUnreadable { file: PathBuf, source: io::Error },
    #[error("others can read the key in PEIL_DKIM_KEY; run: chmod 600 {file}", file = .file.display())]
    DkimKeyOpen { file: PathBuf },
    #[error("the link key {file} is damaged; put back the one that was made at first start", file = .file.display())]
    KeyFileWrong { file: PathBuf, source: LinkKeyError },
}

/// A value that never prints itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// For the one place that needs it. Never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// How mail leaves: none of this means `.eml` files.
#[derive(Clone, Debug, PartialEq)]
pub struct Smtp {
    /// `smtp://…` or `smtps://…`, with the password in it.
    pub url: Secret,
}

/// By which key mail is signed, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dkim {
    pub domain: String,
    pub selector: String,
    /// The private key, as PEM.
    pub key: PathBuf,
}

#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    /// May hold a password.
    pub database: Secret,
    public_url: Option<String>,
    /// Proxies whose word on where a visitor comes from is taken.
    pub trusted_proxies: Vec<IpAddr>,
    pub smtp: Option<Smtp>,
    pub dkim: Option<Dkim>,
    pub mail_from: Mailbox,
    pub mail_reply_to: Option<Mailbox>,
    pub mails_per_minute: Option<u64>,
    link_key: Option<Secret>,
    pub log: String,
}

/// Reads all settings: `flags` are those given on the command line, by name; `environment` answers
/// for a name.
pub fn read(
    flags: &BTreeMap<&'static str, String>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Config, ConfigError> {
    let outside = |name: &str| {
        let filled = |value: &String| !value.trim().is_empty();
        flags
            .get(name)
            .cloned()
            .filter(filled)
            .or_else(|| environment(name).filter(filled))
    };
    let data = PathBuf::from(outside("PEIL_DATA").unwrap_or_else(|| "./peil-data".to_owned()));
    let file = match outside("PEIL_SETTINGS") {
        Some(file) => read_file(Path::new(&file))?,
        None => {
            let usual = data.join("peil.toml");
            if usual.exists() {
                read_file(&usual)?
            } else {
                BTreeMap::new()
            }
        }
    };
    let from_file = |name: &str| file.get(name).cloned().filter(|value| !value.is_empty());
    Values(|name: &str| outside(name).or_else(|| from_file(name))).read()
}

/// The settings of this process's environment; what is not text counts as not set.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn read_file(file: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let wrong = |problem: String| ConfigError::FileWrong {
        file: file.to_owned(),
        problem,
    };
    let text = std::fs::read_to_string(file).map_err(|source| ConfigError::FileUnreadable {
        file: file.to_owned(),
        source,
    })?;
    let table: toml::Table = text
        .parse()
        .map_err(|err: toml::de::Error| wrong(err.message().to_owned()))?;
    let mut values = BTreeMap::new();
    for (name, value) in table {
        if !SETTINGS.iter().any(|setting| setting.name == name) {
            let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
            let known = names.join(", ");
            return Err(wrong(format!(
                "there is no setting {name}; there are {known}"
            )));
        }
        // Both are needed before a file can be read, or said to be wrong.
        if name == "PEIL_SETTINGS" || name == "PEIL_LANG" {
            return Err(wrong(format!("{name} cannot stand in a settings file")));
        }
        match value {
            toml::Value::String(text) => values.insert(name, text.trim().to_owned()),
            _ => return Err(wrong(format!("write {name} between quotation marks"))),
        };
    }
    Ok(values)
}

/// The settings by name, all layers taken together.
struct Values<F>(F);

impl<F: Fn(&str) -> Option<String>> Values<F> {
    fn get(&self, name: &str) -> Option<String> {
        (self.0)(name).map(|value| value.trim().to_owned())
    }

    fn read(&self) -> Result<Config, ConfigError> {
        let data = PathBuf::from(
            self.get("PEIL_DATA")
                .unwrap_or_else(|| "./peil-data".into()),
        );
        let smtp = self.smtp()?;
        let mail_from = match (self.mailbox("PEIL_MAIL_FROM")?, &smtp) {
            (Some(from), _) => from,
            (None, Some(_)) => {
                return Err(ConfigError::Needed {
                    name: "PEIL_MAIL_FROM",
                    because: "PEIL_SMTP_URL",
                    remedy: "give it as Service desk <peil@example.org>",
                });
            }
            (None, None) => self.parsed("PEIL_MAIL_FROM", "Peil <peil@localhost>", |text| {
                text.parse()
                    .map_err(|err: lettre::address::AddressError| err.to_string())
            })?,
        };
        Ok(Config {
            listen: self.parsed("PEIL_LISTEN", "127.0.0.1:8080", |text| {
                text.parse()
                    .map_err(|_| "write an address and a port, such as 127.0.0.1:8080".to_owned())
            })?,
            database: Secret::new(
                self.get("DATABASE_URL")
                    .unwrap_or_else(|| format!("sqlite:{}", data.join("peil.db").display())),
            ),
            public_url: self.public_url()?,
            trusted_proxies: self.parsed("PEIL_TRUSTED_PROXY", "", |text| {
                let addresses = text.split(',').map(str::trim);
                let addresses = addresses.filter(|address| !address.is_empty());
                let parsed: Result<Vec<IpAddr>, _> = addresses.map(str::parse).collect();
                parsed.map_err(|_| {
                    "write addresses of machines, such as 127.0.0.1 or 127.0.0.1, ::1".to_owned()
                })
            })?,
            smtp,
            dkim: self.dkim()?,
            mail_from,
            mail_reply_to: self.mailbox("PEIL_MAIL_REPLY_TO")?,
            mails_per_minute: self.mails_per_minute()?,
            link_key: self.link_key()?,
            log: self
                .get("PEIL_LOG")
                .unwrap_or_else(|| "info,sqlx=warn".into()),
            data,
        })
    }

    fn parsed<T>(
        &self,
        name: &'static str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        let value = self.get(name).unwrap_or_else(|| default.to_owned());
        parse(&value).map_err(|problem| ConfigError::Value {
            name,
            value,
            problem,
        })
    }

    fn mailbox(&self, name: &'static str) -> Result<Option<Mailbox>, ConfigError> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let parsed = value.parse::<Mailbox>().map_err(|_| ConfigError::Value {
            name,
            value,
            problem: "write one address, such as peil@example.org or Service desk \
                <peil@example.org>"
                .to_owned(),
        });
        parsed.map(Some)
    }

    fn mails_per_minute(&self) -> Result<Option<u64>, ConfigError> {
        let name = "PEIL_MAILS_PER_MINUTE";
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(most) if most > 0 => Ok(Some(most)),
            _ => Err(ConfigError::Value {
                name,
                value,
                problem: "write a whole number of 1 or more, such as 60".to_owned(),
            }),
        }
    }

    fn smtp(&self) -> Result<Option<Smtp>, ConfigError> {
        let Some(url) = self.get("PEIL_SMTP_URL") else {
            return Ok(None);
        };
        let host = ["smtp://", "smtps://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme))
            .map(host_of)
            .filter(|host| !host.is_empty());
        if host.is_none() {
            return Err(ConfigError::Secret {
                name: "PEIL_SMTP_URL",
                problem: "write smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465, \
                    with %40 for an @ in the name or password"
                    .to_owned(),
            });
        }
        Ok(Some(Smtp {
            url: Secret::new(url),
        }))
    }

    /// All three, or none.
    fn dkim(&self) -> Result<Option<Dkim>, ConfigError> {
        let names = ["PEIL_DKIM_DOMAIN", "PEIL_DKIM_SELECTOR", "PEIL_DKIM_KEY"];
        let set = names.into_iter().find(|name| self.get(name).is_some());
        let Some(because) = set else {
            return Ok(None);
        };
        let needed = |name| {
            self.get(name).ok_or(ConfigError::Needed {
                name,
                because,
                remedy: "mail is signed with all three, or not at all with none",
            })
        };
        let [domain, selector, key] = names;
        Ok(Some(Dkim {
            domain: dns_name(domain, needed(domain)?, "example.org")?,
            selector: dns_name(selector, needed(selector)?, "peil")?,
            key: PathBuf::from(needed(key)?),
        }))
    }

    fn public_url(&self) -> Result<Option<String>, ConfigError> {
        let Some(value) = self.get("PEIL_PUBLIC_URL") else {
            return Ok(None);
        };
        let url = value.trim_end_matches('/').to_owned();
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme));
        let plain = |rest: &str| {
            !host_of(rest).is_empty()
                && !rest.contains(|c: char| {
                    c.is_whitespace() || c.is_control() || "?#@\"<>".contains(c)
                })
        };
        if rest.is_some_and(plain) {
            Ok(Some(url))
        } else {
            Err(ConfigError::Value {
                name: "PEIL_PUBLIC_URL",
                value,
                problem: "write the address that people type, such as https://peil.example.org"
                    .to_owned(),
            })
        }
    }

    fn link_key(&self) -> Result<Option<Secret>, ConfigError> {
        let key = self.get("PEIL_LINK_KEY");
        if let Some(key) = &key {
            LinkKey::parse(LINK_KEY_VERSION, key).map_err(|err| ConfigError::Secret {
                name: "PEIL_LINK_KEY",
                problem: err.to_string(),
            })?;
        }
        Ok(key.map(Secret::new))
    }
}

/// The version of the one link key there is.
const LINK_KEY_VERSION: i32 = 1;

/// A name as it stands in the DNS: one that is not ASCII is written there as xn--….
fn dns_name(name: &'static str, value: String, example: &str) -> Result<String, ConfigError> {
    let is_label = |label: &str| {
        let mut letters = label.chars();
        !label.is_empty() && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    match value.split('.').all(is_label) {
        true => Ok(value),
        false => Err(ConfigError::Value {
            name,
            value,
            problem: format!("write it as in the DNS, such as {example}"),
        }),
    }
}

/// The host in what follows `://`.
fn host_of(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

impl Smtp {
    /// Whether the mail server is on this machine, where nobody can listen in.
    pub fn is_local(&self) -> bool {
        let rest = self.url.reveal().split("://").nth(1).unwrap_or_default();
        let host = host_of(rest);
        host == "localhost"
            || host
                .parse()
                .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
    }
}

impl Dkim {
    /// What stands in the file of the key.
    pub fn key(&self) -> Result<Secret, ConfigError> {
        let file = || self.key.clone();
        let failed = |source| ConfigError::DkimKeyUnreadable {
            file: file(),
            source,
        };
        let text = std::fs::read_to_string(&self.key).map_err(failed)?;
        if key_file::open_to_others(&self.key).map_err(failed)? {
            return Err(ConfigError::DkimKeyOpen { file: file() });
        }
        Ok(Secret::new(text))
    }
}

impl Config {
    /// The address in links and mails, without a slash at the end. `bound` is where the server
    /// really listens, for when the port was left to the system.
    pub fn public_url(&self, bound: SocketAddr) -> String {
        let host = if bound.ip().is_unspecified() {
            format!("localhost:{}", bound.port())
        } else {
            bound.to_string()
        };
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("http://{host}"))
    }

    /// The key of all survey links: as given, else from its file, which is made when there is none.
    pub fn link_key(&self) -> Result<LinkKey, ConfigError> {
        let Some(key) = &self.link_key else {
            return key_file::read_or_make(&self.data.join("keys/link.key"), LINK_KEY_VERSION);
        };
        LinkKey::parse(LINK_KEY_VERSION, key.reveal()).map_err(|err| ConfigError::Secret {
            name: "PEIL_LINK_KEY",
            problem: err.to_string(),
        })
    }

    /// Where mail goes as files while there is no mail server.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }
}

#[cfg(test)]
mod tests;
