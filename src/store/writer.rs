//! The one writer of submissions: what waits shares a commit, and is acknowledged after it.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::submissions::save_pages;
use super::{Database, StoreError};
use crate::domain::submission::{Outcome, SavePage};

/// Pages that may wait; one more is refused with `Busy`, which the web answers with 503.
const WAITING: usize = 1024;
/// Pages that share one commit at most.
const BATCH: usize = 256;
/// As many in one commit are a crowd, for the next of which the writer has this much patience.
const CROWD: usize = 8;
const PATIENCE: Duration = Duration::from_millis(2);

/// Hands pages to the writer. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Waiting>,
}

struct Waiting {
    page: SavePage,
    answer: oneshot::Sender<Result<Outcome, StoreError>>,
}

impl Writer {
    /// Starts the writer. It ends, with nothing left waiting, when the last clone is dropped: await
    /// the handle before the database is closed.
    pub fn start(db: Database) -> (Self, JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(WAITING);
        (Self { queue }, tokio::spawn(run(db, waiting)))
    }

    /// Stores one page. When this returns an outcome, it is on disk.
    pub async fn save(&self, page: SavePage) -> Result<Outcome, StoreError> {
        let (answer, outcome) = oneshot::channel();
        self.queue
            .try_send(Waiting { page, answer })
            .map_err(|_| StoreError::Busy)?;
        // The writer answers everybody; it is gone only when the program is stopping.
        outcome.await.unwrap_or(Err(StoreError::Busy))
    }
}

async fn run(db: Database, mut queue: mpsc::Receiver<Waiting>) {
    let mut waiting = Vec::with_capacity(BATCH);
    let mut company = 0; // how many shared the last commit
    while queue.recv_many(&mut waiting, BATCH).await > 0 {
        gather(&mut queue, &mut waiting, company).await;
        company = waiting.len();
        let (pages, answers): (Vec<_>, Vec<_>) =
            waiting.drain(..).map(|one| (one.page, one.answer)).unzip();
        for (answer, outcome) in answers.into_iter().zip(save_all(&db, &pages).await) {
            let _ = answer.send(outcome); // who asked may have gone away; it is stored all the same
        }
    }
}

/// Waits a moment for as many as came the last time. Under load everybody who was just answered
/// comes back at once, but the first of them must not get a commit of its own while the others
/// wait for it. Who is alone waits for nobody.
async fn gather(queue: &mut mpsc::Receiver<Waiting>, waiting: &mut Vec<Waiting>, company: usize) {
    if company < CROWD {
        return;
    }
    let patience = tokio::time::sleep(PATIENCE);
    tokio::pin!(patience);
    while waiting.len() < company {
        let room = BATCH - waiting.len();
        tokio::select! {
            biased;
            more = queue.recv_many(waiting, room) => if more == 0 { return },
            () = &mut patience => return,
        }
    }
}

/// All pages in one transaction; when that fails, each in its own, so that only the page that
/// cannot be stored is refused.
async fn save_all(db: &Database, pages: &[SavePage]) -> Vec<Result<Outcome, StoreError>> {
    match save_pages(db, pages).await {
        Ok(outcomes) => return outcomes.into_iter().map(Ok).collect(),
        Err(err) if pages.len() == 1 => return vec![Err(err)],
        Err(err) => {
            let error = &err as &dyn std::error::Error;
            tracing::warn!(error, pages = pages.len(), "a batch failed; storing singly");
        }
    }
    let mut outcomes = Vec::with_capacity(pages.len());
    for page in pages {
        let one = save_pages(db, std::slice::from_ref(page)).await;
        outcomes.push(one.map(|mut outcome| outcome.remove(0)));
    }
    outcomes
}
