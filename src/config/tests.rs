//! Which layer wins, what is refused, and that secrets stay secret.

use super::*;

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn read_from(environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let found = |name: &str| {
        let pair = environment.iter().find(|(known, _)| *known == name)?;
        Some(pair.1.to_owned())
    };
    read(&BTreeMap::new(), found)
}

fn refusal(environment: &[(&str, &str)]) -> String {
    read_from(environment).unwrap_err().to_string()
}

#[test]
fn without_settings_everything_has_its_default() {
    let config = read_from(&[]).unwrap();
    assert_eq!(config.listen, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(config.data, Path::new("./peil-data"));
    assert_eq!(config.database.reveal(), "sqlite:./peil-data/peil.db");
    assert_eq!(config.public_url(config.listen), "http://127.0.0.1:8080");
    assert_eq!(config.smtp, None);
    assert_eq!(config.log, "info,sqlx=warn");
}

#[test]
fn a_flag_beats_the_environment_and_that_beats_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("peil.toml");
    let text = "PEIL_LISTEN = \"127.0.0.1:1\"\nPEIL_LOG = \"warn\"\nDATABASE_URL = \"sqlite:a\"\n";
    std::fs::write(&file, text).unwrap();
    let data = folder.path().display().to_string();
    let flags = BTreeMap::from([
        ("PEIL_DATA", data),
        ("PEIL_LISTEN", "127.0.0.1:3".to_owned()),
    ]);
    let environment = |name: &str| match name {
        "PEIL_LISTEN" => Some("127.0.0.1:2".to_owned()),
        "PEIL_LOG" => Some("debug".to_owned()),
        "DATABASE_URL" => Some(" ".to_owned()),
        _ => None,
    };
    let config = read(&flags, environment).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.log, "debug");
    assert_eq!(config.database.reveal(), "sqlite:a", "blank is not set");
}

#[test]
fn a_settings_file_with_a_mistake_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.toml");
    for (text, part) in [
        ("PEIL_SMPT_URL = \"x\"", "there is no setting PEIL_SMPT_URL"),
        ("PEIL_LISTEN = 8080", "between quotation marks"),
        ("PEIL_SETTINGS = \"x\"", "cannot stand in a settings file"),
        ("PEIL_LANG = \"nl\"", "cannot stand in a settings file"),
        ("PEIL_LISTEN", "other.toml"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = refusal(&[("PEIL_SETTINGS", &file.display().to_string())]);
        assert!(said.contains(part), "{said}");
    }
    let said = refusal(&[("PEIL_SETTINGS", "nowhere.toml")]);
    assert!(said.contains("nowhere.toml cannot be read"), "{said}");
}

#[test]
fn wrong_values_are_named_with_what_to_write() {
    for (name, value, part) in [
        ("PEIL_LISTEN", "8080", "127.0.0.1:8080"),
        ("PEIL_PUBLIC_URL", "peil.example", "https://"),
        ("PEIL_PUBLIC_URL", "https://x/?a=1", "https://"),
        ("PEIL_PUBLIC_URL", "https://", "https://"),
        ("PEIL_MAIL_REPLY_TO", "nobody", "one address"),
        (
            "PEIL_MAIL_FROM",
            "a@b.example\r\nBcc: c@d.example",
            "one address",
        ),
    ] {
        let said = refusal(&[(name, value)]);
        assert!(said.contains(name) && said.contains(part), "{said}");
    }
    let said = refusal(&[("PEIL_SMTP_URL", "smtp://mail.example")]);
    assert!(said.contains("PEIL_MAIL_FROM"), "{said}");
}

#[test]
fn mail_is_signed_with_all_three_settings_or_with_none() {
    let all = [
        ("PEIL_DKIM_DOMAIN", "example.org"),
        ("PEIL_DKIM_SELECTOR", "peil"),
        ("PEIL_DKIM_KEY", "/etc/peil/dkim.pem"),
    ];
    let dkim = read_from(&all).unwrap().dkim.unwrap();
    assert_eq!(
        (dkim.domain.as_str(), dkim.selector.as_str()),
        ("example.org", "peil")
    );
    assert!(read_from(&[]).unwrap().dkim.is_none());
    let said = refusal(&all[..2]);
    assert!(
        said.contains("PEIL_DKIM_KEY") && said.contains("all three"),
        "{said}"
    );
    let said = refusal(&[("PEIL_DKIM_DOMAIN", "exämple.org"), all[1], all[2]]);
    assert!(
        said.contains("PEIL_DKIM_DOMAIN") && said.contains("DNS"),
        "{said}"
    );
}

#[test]
fn no_secret_is_ever_printed() {
    let config = read_from(&[
        ("PEIL_SMTP_URL", "smtps://peil:geheim@mail.example"),
        ("PEIL_MAIL_FROM", "Peil <peil@mail.example>"),
        ("PEIL_LINK_KEY", KEY),
        ("DATABASE_URL", "postgres://peil:geheim@db.example/peil"),
    ])
    .unwrap();
    let printed = format!("{config:?}");
    assert!(
        !printed.contains("geheim") && !printed.contains("0102"),
        "{printed}"
    );
    for (name, value) in [
        ("PEIL_SMTP_URL", "mail://peil:geheim@"),
        ("PEIL_LINK_KEY", "geheim"),
    ] {
        let said = refusal(&[(name, value)]);
        assert!(said.contains(name) && !said.contains("geheim"), "{said}");
    }
}

#[test]
fn the_public_address_follows_the_server_unless_it_is_given() {
    let config = read_from(&[]).unwrap();
    let everywhere = "0.0.0.0:9000".parse().unwrap();
    assert_eq!(config.public_url(everywhere), "http://localhost:9000");
    let config = read_from(&[("PEIL_PUBLIC_URL", "https://peil.example/")]).unwrap();
    assert_eq!(config.public_url(everywhere), "https://peil.example");
}

#[test]
fn the_link_key_is_made_once_and_kept_from_others() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let config = read_from(&[("PEIL_DATA", &data)]).unwrap();
    let token = |config: &Config| {
        let key = config.link_key().unwrap();
        key.token(1, uuid::Uuid::nil(), 0)
    };
    let first = token(&config);
    assert_eq!(first, token(&config));
    let file = folder.path().join("keys/link.key");
    assert_eq!(
        std::fs::read_dir(file.parent().unwrap()).unwrap().count(),
        1
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |mode| std::fs::set_permissions(&file, PermissionsExt::from_mode(mode));
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        mode(0o644).unwrap();
        assert!(
            config
                .link_key()
                .unwrap_err()
                .to_string()
                .contains("chmod 600")
        );
        mode(0o600).unwrap();
    }
    std::fs::write(&file, "half").unwrap();
    assert!(
        config
            .link_key()
            .unwrap_err()
            .to_string()
            .contains("damaged")
    );
}

#[test]
fn a_given_link_key_needs_no_file() {
    let config = read_from(&[("PEIL_LINK_KEY", KEY), ("PEIL_DATA", "/nowhere")]).unwrap();
    assert_eq!(config.link_key().unwrap().version(), 1);
}

#[test]
fn a_mail_server_is_local_by_its_host_only() {
    for (url, local) in [
        ("smtp://localhost:25", true),
        ("smtp://u:p@127.0.0.1", true),
        ("smtp://[::1]:25", true),
        ("smtp://127.0.0.1@mail.example", false),
        ("smtp://localhost.example", false),
    ] {
        let smtp = Smtp {
            url: Secret::new(url.to_owned()),
        };
        assert_eq!(smtp.is_local(), local, "{url}");
    }
}
