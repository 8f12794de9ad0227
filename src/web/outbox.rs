//! The outbox: what waits to be sent, what was sent, and what failed and why.

use maud::Markup;

use super::pages::outbox::{self as page, Mail, Mailing};
use super::work::Work;
use super::{Routes, WebError};
use crate::domain::access::Right;
use crate::store::{invitations, outbox};

/// The newest mails that are listed of a wave; the counts are of all.
const LISTED: u32 = 50;

pub fn routes() -> Routes {
    Routes::new().get("/programmes/{slug}/outbox", Right::Evaluate, index)
}

async fn index(work: Work) -> Result<Markup, WebError> {
    let db = &work.app.db.reader;
    let mut mailings = Vec::new();
    for wave in work.stand.waves.iter().rev() {
        let states = outbox::count_by_state(db, wave).await?;
        if states.is_empty() {
            continue;
        }
        let mut mails = Vec::new();
        for entry in outbox::of_wave(db, wave, LISTED).await? {
            let invitation = invitations::by_id(db, entry.lane, entry.invitation_id).await?;
            let client = invitation.client;
            mails.push(Mail { entry, client });
        }
        mailings.push(Mailing {
            wave,
            states,
            mails,
        });
    }
    Ok(page::index(&work, &mailings))
}
