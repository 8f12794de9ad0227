//! A small mail server on loopback that refuses, puts off and takes mail as it is told.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use mail_parser::MessageParser;
use mailin::response::{NO_MAILBOX, OK};
use mailin::{Action, Handler, Response, SessionBuilder};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

#[derive(Debug, Default)]
struct Kept {
    gone: HashSet<String>,
    /// Put off at the first try, taken at the next.
    greylisted: HashSet<String>,
    taken: Vec<Taken>,
}

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub to: String,
    pub message_id: String,
    pub subject: String,
    /// The addresses of a survey in its text, in their order.
    pub links: Vec<String>,
}

#[derive(Debug)]
pub struct MailServer {
    pub address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    listening: Option<JoinHandle<()>>,
}

impl MailServer {
    pub async fn start(gone: HashSet<String>, greylisted: HashSet<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let kept = Kept {
            gone,
            greylisted,
            taken: Vec::new(),
        };
        let mut server = Self {
            address: listener.local_addr().unwrap(),
            kept: Arc::new(Mutex::new(kept)),
            listening: None,
        };
        server.listen(listener);
        server
    }

    fn listen(&mut self, listener: TcpListener) {
        let kept = self.kept.clone();
        self.listening = Some(tokio::spawn(async move {
            // Dropped with this task, and every conversation with it.
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let session = Session {
                    kept: kept.clone(),
                    ..Session::default()
                };
                talks.spawn(talk(stream, session));
            }
        }));
    }

    /// From now on nobody answers, and whoever was talking is cut off.
    pub async fn go_away(&mut self) {
        let listening = self.listening.take().expect("it was there");
        listening.abort();
        let ended = listening.await;
        assert!(ended.unwrap_err().is_cancelled());
    }

    /// At the same address.
    pub async fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.listen(listener);
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.kept.lock().unwrap().taken.clone()
    }
}

#[derive(Clone, Debug, Default)]
struct Session {
    kept: Arc<Mutex<Kept>>,
    to: String,
    message: Vec<u8>,
}

impl Handler for Session {
    fn rcpt(&mut self, to: &str) -> Response {
        let mut kept = self.kept.lock().unwrap();
        if kept.gone.contains(to) {
            return NO_MAILBOX;
        }
        if kept.greylisted.remove(to) {
            return Response::custom(451, "4.7.1 greylisted".to_owned());
        }
        self.to = to.to_owned();
        OK
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.message.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let message = std::mem::take(&mut self.message);
        let message = MessageParser::default().parse(&message).expect("a message");
        let text = message.body_text(0).unwrap_or_default();
        let links = text.split_whitespace().filter(|word| word.contains("/r/"));
        self.kept.lock().unwrap().taken.push(Taken {
            to: std::mem::take(&mut self.to),
            message_id: format!("<{}>", message.message_id().unwrap_or_default()),
            subject: message.subject().unwrap_or_default().to_owned(),
            links: links.map(str::to_owned).collect(),
        });
        OK
    }
}

async fn talk(stream: TcpStream, session: Session) -> std::io::Result<()> {
    let here = IpAddr::from([127, 0, 0, 1]);
    let mut session = SessionBuilder::new("mail.example").build(here, session);
    let mut stream = BufReader::new(stream);
    stream.write_all(&session.greeting().buffer()?).await?;
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).await? > 0 {
        let response = session.process(&line);
        line.clear();
        match response.action {
            Action::NoReply => {}
            Action::Reply | Action::UpgradeTls => stream.write_all(&response.buffer()?).await?,
            Action::Close => return stream.write_all(&response.buffer()?).await,
        }
    }
    Ok(())
}
