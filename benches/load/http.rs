//! HTTP/1.1 over one kept-alive connection: as little of it as a load generator needs, so that the
//! generator takes little of the machine that it measures.

use std::net::SocketAddr;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a browser sends with every page.
const BROWSER: &str = "Accept: text/html\r\nAccept-Language: nl,en;q=0.8\r\n\
    User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench\r\n";

pub struct Connection {
    stream: TcpStream,
    address: SocketAddr,
    /// Sent with every request.
    pub headers: String,
    sent: Vec<u8>,
    received: Vec<u8>,
}

/// What came back.
pub struct Answer<'a> {
    pub status: u16,
    head: &'a str,
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The value of a header; its name in lower case, as our servers write it.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    pub fn must_be(&self, status: u16) -> Result<()> {
        if self.status != status {
            let body = String::from_utf8_lossy(self.body);
            bail!("expected {status}, got {}\n{body}", self.head);
        }
        Ok(())
    }
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            address,
            headers: String::new(),
            sent: Vec::new(),
            received: Vec::with_capacity(64 * 1024),
        })
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer<'_>> {
        let (address, headers) = (self.address, &self.headers);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{BROWSER}{headers}\r\n");
        self.send(request).await
    }

    /// Posts a form, as a browser does from a page of the same site.
    pub async fn post(&mut self, path: &str, form: &str) -> Result<Answer<'_>> {
        let (address, headers) = (self.address, &self.headers);
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\n{BROWSER}{headers}\
             Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.send(request).await
    }

    async fn send(&mut self, request: String) -> Result<Answer<'_>> {
        self.sent = request.into_bytes();
        self.stream.write_all(&self.sent).await?;
        self.received.clear();
        let head = self.head().await?;
        let text = std::str::from_utf8(&self.received[..head])?;
        let status = text.get(9..12).context("an answer without a status")?;
        let status = status.parse()?;
        let length: Option<usize> = header(text, "content-length").map(str::parse).transpose()?;
        let body = match length {
            Some(length) => self.body(head, length).await?,
            None if header(text, "transfer-encoding") == Some("chunked") => {
                self.chunks(head).await?
            }
            None => head..head,
        };
        Ok(Answer {
            status,
            head: std::str::from_utf8(&self.received[..head])?,
            body: &self.received[body],
        })
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.received).await? == 0 {
            bail!("the server closed the connection in the middle of an answer");
        }
        Ok(())
    }

    /// Where the head ends.
    async fn head(&mut self) -> Result<usize> {
        loop {
            if let Some(at) = find(&self.received, b"\r\n\r\n") {
                return Ok(at + 4);
            }
            self.more().await?;
        }
    }

    async fn body(&mut self, head: usize, length: usize) -> Result<Range<usize>> {
        while self.received.len() < head + length {
            self.more().await?;
        }
        Ok(head..head + length)
    }

    /// A body in pieces, as a compressed one comes; the sizes stay between them.
    async fn chunks(&mut self, head: usize) -> Result<Range<usize>> {
        let mut at = head;
        loop {
            let line = loop {
                match find(&self.received[at..], b"\r\n") {
                    Some(end) => break at + end,
                    None => self.more().await?,
                }
            };
            let size = std::str::from_utf8(&self.received[at..line])?;
            let size = usize::from_str_radix(size, 16)?;
            at = line + 2 + size + 2;
            while self.received.len() < at {
                self.more().await?;
            }
            if size == 0 {
                return Ok(head..at);
            }
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.split("\r\n")
        .filter_map(|line| line.split_once(": "))
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Where `wanted` begins.
pub fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|here| here == wanted)
}
