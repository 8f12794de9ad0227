//! A file that waits, with everything that it is read against and what was made of it.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::super::access::Visitor;
use super::super::pages::imports::Preview;
use super::super::{App, WebError};
use crate::domain::access::Right;
use crate::domain::evidence::{Against, FileKind, Rows};
use crate::domain::language::Language;
use crate::import::mapping::{Mapping, as_read};
use crate::import::{Context, Imported, Source, read};
use crate::store::coding::Bringing;
use crate::store::imports::against;
use crate::store::large_uploads::LargeUpload;
use crate::store::programmes::Programme;
use crate::store::protocols::ProtocolVersion;
use crate::store::surveys::SurveyVersion;
use crate::store::uploads::{self, Upload};
use crate::store::waves::{self, Wave};
use crate::store::{StoreError, file_pieces, import_files, protocols, surveys};

/// As many bytes of a large file show how it is read.
const BEGINNING: usize = 256 << 10;

pub(super) struct Reading {
    pub upload: Upload,
    pub wave: Option<Wave>,
    pub imported: Imported<Rows>,
    survey: Option<SurveyVersion>,
    protocol: ProtocolVersion,
    against: Against,
    chosen: Mapping,
    earlier: Mapping,
}

pub(super) fn missing(what: &'static str, key: &str) -> StoreError {
    StoreError::NotFound {
        what,
        key: key.to_owned(),
    }
}

impl Reading {
    pub async fn of(
        app: &App,
        visitor: &Visitor,
        programme: &Programme,
        id: Uuid,
    ) -> Result<Self, WebError> {
        Self::listing(app, visitor, programme, id, None).await
    }

    /// The same with up to so many problems.
    pub async fn listing(
        app: &App,
        visitor: &Visitor,
        programme: &Programme,
        id: Uuid,
        listed: Option<usize>,
    ) -> Result<Self, WebError> {
        let db = &app.db.reader;
        let now = app.clock.now();
        let upload = uploads::waiting(db, programme, visitor.account.id, id, now)
            .await?
            .ok_or_else(|| missing("upload", &id.to_string()))?;
        Self::made(app, visitor, programme, upload, listed).await
    }

    /// The beginning of a large file, to see how its columns are read.
    pub async fn of_large(
        app: &App,
        visitor: &Visitor,
        programme: &Programme,
        large: &LargeUpload,
    ) -> Result<Self, WebError> {
        let mut upload = large.upload.clone();
        let piece = file_pieces::get(&app.db.reader, upload.id, 0).await?;
        let mut bytes = piece.unwrap_or_default();
        bytes.truncate(BEGINNING);
        // Its last row is hardly ever whole.
        let end = bytes.iter().rposition(|byte| *byte == b'\n');
        bytes.truncate(end.map_or(bytes.len(), |end| end + 1));
        upload.bytes = bytes;
        Self::made(app, visitor, programme, upload, None).await
    }

    async fn made(
        app: &App,
        visitor: &Visitor,
        programme: &Programme,
        upload: Upload,
        listed: Option<usize>,
    ) -> Result<Self, WebError> {
        if !visitor.may(right_to(upload.kind), programme.id) {
            return Err(WebError::NotAllowed);
        }
        let db = &app.db.reader;
        let protocol = protocols::current(db, programme.id)
            .await?
            .ok_or_else(|| missing("protocol", &programme.slug))?;
        let wave = match upload.wave_number {
            Some(number) => Some(waves::by_number(db, programme, number).await?),
            None => None,
        };
        let survey = match &wave {
            Some(wave) => Some(surveys::by_id(db, wave.survey_version_id).await?),
            None => None,
        };
        let own = visitor.account.id;
        let bringing = match visitor.may(Right::Evaluate, programme.id) {
            true => Bringing::All(own),
            false => Bringing::Own(own),
        };
        let (at, now) = ((programme, wave.as_ref()), app.clock.now());
        let against = against(db, upload.kind, at, bringing, now).await?;
        let chosen = Mapping::from_json(&upload.mapping);
        let earlier = import_files::memory(db, programme, upload.kind).await?;
        let earlier = Mapping::from_json(&earlier);
        let mut source = Source {
            mapping: &chosen,
            earlier: &earlier,
            ..Source::plain(&upload.bytes)
        };
        source.listed = listed.unwrap_or(source.listed);
        let usual = Language::dutch();
        let context = context(&protocol, survey.as_ref(), &against, &usual);
        let imported = read(upload.kind, source, context)
            .ok_or_else(|| missing("survey", programme.slug.as_str()))?;
        Ok(Self {
            upload,
            wave,
            imported,
            survey,
            protocol,
            against,
            chosen,
            earlier,
        })
    }

    pub fn source(&self) -> Source<'_> {
        Source {
            mapping: &self.chosen,
            earlier: &self.earlier,
            ..Source::plain(&self.upload.bytes)
        }
    }

    /// The same file, had this been chosen.
    pub fn read_as(&self, chosen: &Mapping) -> Option<Imported<Rows>> {
        let source = Source {
            mapping: chosen,
            ..self.source()
        };
        let (survey, usual) = (self.survey.as_ref(), Language::dutch());
        let context = context(&self.protocol, survey, &self.against, &usual);
        read(self.upload.kind, source, context)
    }

    /// How it was read, where that is not plain from the file.
    pub fn mapping(&self) -> Mapping {
        as_read(&self.imported, &self.source(), false)
    }

    pub fn earlier(&self) -> &Mapping {
        &self.earlier
    }

    pub fn with_good_part(self) -> Self {
        Self {
            imported: self.imported.good_part(),
            ..self
        }
    }

    /// Keeps what was chosen for the next file of this kind.
    pub async fn remember(
        &self,
        tx: &DatabaseTransaction,
        programme: &Programme,
    ) -> Result<(), StoreError> {
        if self.chosen.columns.is_empty() && self.chosen.values.is_empty() {
            return Ok(());
        }
        let mut memory = self.earlier.clone();
        memory.remember(&self.chosen);
        import_files::remember(tx, programme, self.upload.kind, &memory.to_json()).await
    }

    /// Tickets without a date need a wave, which only the person knows.
    fn lacks_wave(&self) -> bool {
        self.wave.is_none() && self.imported.rows.has_undated_tickets()
    }

    /// The wave to which its rows belong, where its kind goes by wave.
    pub fn tied_wave(&self) -> Option<&Wave> {
        let kind = self.upload.kind;
        let is_tied = kind.is_of_wave() || kind == FileKind::Tickets;
        self.wave.as_ref().filter(|_| is_tied)
    }

    pub fn can_be_taken(&self) -> bool {
        self.imported.is_clean() && !self.imported.rows.is_empty() && !self.lacks_wave()
    }

    pub fn good_can_be_taken(&self) -> bool {
        self.imported.can_part() && !self.lacks_wave()
    }

    /// It amends a frozen protocol.
    pub fn asks_reason(&self) -> bool {
        self.protocol.frozen.is_some() && self.upload.kind.part().is_some()
    }

    pub fn preview(&self) -> Preview<'_> {
        Preview {
            upload: &self.upload,
            imported: &self.imported,
            chosen: &self.chosen,
            earlier: &self.earlier,
            wave: self.wave.as_ref(),
            lacks_wave: self.lacks_wave(),
            can_be_taken: self.can_be_taken(),
            good_can_be_taken: self.good_can_be_taken(),
            would: None,
            asks_reason: self.asks_reason(),
            lacks_reason: false,
        }
    }

    /// The item that a file of loose comments answers.
    pub fn comment_item(&self) -> &str {
        let survey = self.survey.as_ref().map(|version| &version.survey);
        let item = survey.and_then(|survey| survey.comment_item());
        item.map_or("", |item| item.code.as_str())
    }
}

/// Who may bring a file of a kind.
pub(super) fn right_to(kind: FileKind) -> Right {
    match kind {
        FileKind::Codes => Right::Interview,
        _ => Right::Evaluate,
    }
}

fn context<'a>(
    protocol: &'a ProtocolVersion,
    survey: Option<&'a SurveyVersion>,
    against: &'a Against,
    usual: &'a Language,
) -> Context<'a> {
    Context {
        protocol: &protocol.protocol,
        survey: survey.map(|version| &version.survey),
        against,
        usual,
    }
}
