//! What a file on the command line is, and what it is read against.

use super::{Failure, choose};
use crate::clock::Clock;
use crate::domain::coding::brought::Coding;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::{Context, Imported};
use crate::store::coding::{self, Bringing};
use crate::store::comments::RESPONDENT;
use crate::store::programmes::Programme;
use crate::store::protocols::ProtocolVersion;
use crate::store::surveys::SurveyVersion;
use crate::store::waves::Wave;
use crate::store::{Database, StoreError, protocols, surveys, waves};
use crate::texts::{t, t_args};

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Kind {
    Clients,
    Responses,
    Interviews,
    /// Codes of statements, from the spreadsheets of two coders.
    Codes,
    Measurements,
    Tickets,
    Comments,
    Dispositions,
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Clients => Self::Clients,
            Kind::Responses => Self::Responses,
            Kind::Interviews => Self::Interviews,
            Kind::Codes => Self::Codes,
            Kind::Measurements => Self::Measurements,
            Kind::Tickets => Self::Tickets,
            Kind::Comments => Self::Comments,
            Kind::Dispositions => Self::Dispositions,
        }
    }
}

/// The protocol that a file is read against, and the wave, its survey and its coding when it belongs
/// to one.
pub(super) struct Around {
    protocol: ProtocolVersion,
    survey: Option<SurveyVersion>,
    coding: Option<Coding>,
    /// The wave to which its rows belong: only what has no date of its own is tied to one.
    pub tied: Option<Wave>,
}

impl Around {
    pub async fn of(
        kind: FileKind,
        choice: &choose::Choice,
        db: &Database,
        programme: &Programme,
        language: &Language,
    ) -> Result<Self, Failure> {
        let db = &db.reader;
        let protocol = protocols::current(db, programme.id)
            .await?
            .ok_or_else(|| Failure::User(t(language, "cli-no-protocol")))?;
        if kind.is_of_wave() && choice.wave.is_none() {
            return Err(Failure::User(t(language, "cli-import-needs-wave")));
        }
        let Some(number) = choice.wave else {
            return Ok(Self {
                protocol,
                survey: None,
                coding: None,
                tied: None,
            });
        };
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let wave = waves::by_number(db, programme, number).await?;
        let survey = surveys::by_id(db, wave.survey_version_id).await?;
        let coding = match kind {
            FileKind::Codes => {
                let (at, now) = ((programme, &wave), Clock::System.now());
                Some(coding::as_met(db, at, Bringing::Program, now).await?)
            }
            _ => None,
        };
        let is_tied = kind.is_of_wave() || kind == FileKind::Tickets;
        Ok(Self {
            protocol,
            survey: Some(survey),
            coding,
            tied: is_tied.then_some(wave),
        })
    }

    pub fn context<'a>(&'a self, usual: &'a Language) -> Context<'a> {
        Context {
            protocol: &self.protocol.protocol,
            survey: self.survey.as_ref().map(|version| &version.survey),
            coding: self.coding.as_ref(),
            usual,
        }
    }
}

/// Why the rows could not be stored; a comment of nobody who responded is named with its row.
pub(super) fn why_not(imported: &Imported<Rows>, err: StoreError, language: &Language) -> Failure {
    let (Rows::Comments(rows), StoreError::NotFound { what, key }) = (&imported.rows, &err) else {
        return err.into();
    };
    let place = rows.iter().position(|row| row.respondent == *key);
    let row = place.and_then(|place| imported.row_numbers.get(place));
    match row {
        Some(row) if *what == RESPONDENT => Failure::User(t_args(
            language,
            "cli-import-unknown-respondent",
            &[
                ("row", row.to_string().into()),
                ("respondent", key.as_str().into()),
            ],
        )),
        _ => err.into(),
    }
}
