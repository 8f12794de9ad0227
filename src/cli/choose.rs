//! Which programme and which wave a command is about, where there is a choice.

use clap::Args;

use super::Failure;
use crate::domain::language::Language;
use crate::store::Database;
use crate::store::programmes::{self, Programme};
use crate::texts::{Arg, t, t_args};

#[derive(Clone, Debug, Default, Args)]
pub struct Choice {
    /// The programme; may be left away while there is only one.
    #[arg(long, value_name = "SLUG")]
    pub programme: Option<String>,
    /// The wave.
    #[arg(long, value_name = "N")]
    pub wave: Option<u32>,
}

impl Choice {
    /// The programme that was named, or the only one there is.
    pub async fn programme(
        &self,
        db: &Database,
        language: &Language,
    ) -> Result<Programme, Failure> {
        if let Some(slug) = &self.programme {
            return Ok(programmes::by_slug(&db.reader, slug).await?);
        }
        let mut all = programmes::all(&db.reader).await?;
        match (all.len(), all.pop()) {
            (1, Some(only)) => Ok(only),
            (0, _) => Err(Failure::User(t(language, "cli-no-programme"))),
            (_, last) => {
                all.extend(last);
                let known: Vec<&str> = all.iter().map(|one| one.slug.as_str()).collect();
                let args = [("known", Arg::from(known.join(", ")))];
                Err(Failure::User(t_args(
                    language,
                    "cli-which-programme",
                    &args,
                )))
            }
        }
    }
}
