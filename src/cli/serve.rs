//! `peil serve`: the web service, and the jobs beside it.

use std::io::IsTerminal;
use std::net::SocketAddr;

use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use super::output::say;
use super::place::{Address, Place, chain, open};
use super::{Everywhere, Failure};
use crate::clock::Clock;
use crate::config::Config;
use crate::jobs::Worker;
use crate::mail::Sender;
use crate::mail::transport::Transport;
use crate::store::{Database, Writer};
use crate::texts::{Arg, t_args};
use crate::web::{self, App, Settings};

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub address: Address,
}

/// A service that listens and does not answer yet.
pub struct Service {
    pub app: App,
    listener: TcpListener,
    worker: Worker,
    writer_ended: tokio::task::JoinHandle<()>,
}

pub async fn run(arguments: &Arguments, everywhere: &Everywhere) -> Result<(), Failure> {
    let config = arguments.place.config(&arguments.address)?;
    log(&config.log);
    let db = open(&config).await?;
    if db.is_sqlite() {
        db.migrate().await?;
    } else {
        db.require_current().await?;
    }
    let service = Service::bind(&config, db).await?;
    let link = web::accounts::first_link(&service.app).await?;
    announce(&service, link.as_deref(), everywhere);
    service.run().await
}

/// Where it listens, and the way in for whoever comes first.
fn announce(service: &Service, link: Option<&str>, everywhere: &Everywhere) {
    let address = &service.app.settings.public_url;
    if everywhere.json {
        let line = serde_json::json!({ "address": address, "administrator": link });
        return say(&line.to_string());
    }
    let language = everywhere.language();
    say(&t_args(
        &language,
        "cli-listening",
        &[("address", Arg::from(address))],
    ));
    if let Some(link) = link {
        say(&t_args(
            &language,
            "cli-first-administrator",
            &[("link", Arg::from(link))],
        ));
    }
}

/// Logs to standard error: lines for a person on a terminal, JSON for a machine elsewhere.
pub fn log(filter: &str) {
    let filter = EnvFilter::new(filter);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second call (the demo in a test) keeps the first.
    let _ = if std::io::stderr().is_terminal() {
        lines.try_init()
    } else {
        lines.json().try_init()
    };
}

impl Service {
    /// Takes the port and puts everything together; nothing is answered before [`Service::run`].
    pub async fn bind(config: &Config, db: Database) -> Result<Self, Failure> {
        let listener = TcpListener::bind(config.listen).await.map_err(|error| {
            Failure::User(format!(
                "cannot listen on {}: {error}; choose another address with --listen",
                config.listen
            ))
        })?;
        let bound = listener
            .local_addr()
            .map_err(|error| Failure::Fault(error.into()))?;
        let transport = Transport::of(config).map_err(|error| Failure::User(chain(&error)))?;
        let link_key = config
            .link_key()
            .map_err(|error| Failure::User(chain(&error)))?;
        let settings = Settings {
            public_url: config.public_url(bound),
            sends_mail: transport.delivers(),
            trusted_proxies: config.trusted_proxies.clone(),
        };
        let worker = Worker {
            db: db.clone(),
            clock: Clock::System,
            link_key: link_key.clone(),
            public_url: settings.public_url.clone(),
            transport,
            sender: Sender::of(config),
            mails_per_minute: config.mails_per_minute,
        };
        let (writer, writer_ended) = Writer::start(db.clone());
        let app = App::new(db, Clock::System, settings, link_key, writer);
        Ok(Self {
            app,
            listener,
            worker,
            writer_ended,
        })
    }

    /// Answers until the process is told to stop; then what was begun is finished first.
    pub async fn run(self) -> Result<(), Failure> {
        let (stop, stopped) = watch::channel(false);
        let worker = self.worker;
        let ending = stopped.clone();
        let jobs = tokio::spawn(async move { worker.run(ending).await });
        let router = web::router(self.app.clone());
        let router = router.into_make_service_with_connect_info::<SocketAddr>();
        let mut told = stopped;
        let served = axum::serve(self.listener, router)
            .with_graceful_shutdown(async move {
                tokio::select! {
                    () = interrupted() => {}
                    _ = told.changed() => {}
                }
            })
            .await;
        let _ = stop.send(true);
        let _ = jobs.await;
        // The last handle on the writer goes with the app; it ends when its queue is empty.
        drop(self.app);
        let _ = self.writer_ended.await;
        served.map_err(|error| Failure::Fault(error.into()))
    }
}

/// Waits for Ctrl-C, or for the signal with which a system stops a service.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
