//! The example that files are held against, and what holds of everything that was read.

#![allow(dead_code, reason = "no target needs all of it")]

use std::sync::LazyLock;

use peil::domain::coding::brought::{Coder, Coding};
use peil::domain::coding::themes::Tree;
use peil::domain::coding::{Brought, Round, Said, Source};
use peil::domain::evidence::{Against, FileKind};
use peil::domain::language::Language;
use peil::domain::protocol::Protocol;
use peil::domain::survey::Survey;
use peil::import::{Context, Imported, Problem};

const TEXT: &str = include_str!("../../surveys/servicedesk/protocol.toml");

pub static PROTOCOL: LazyLock<Protocol> = LazyLock::new(|| {
    Protocol::parse("protocol.toml", TEXT).expect("the example is sound")
});
static SURVEY: LazyLock<Survey> = LazyLock::new(|| {
    let text = include_str!("../../surveys/servicedesk/satisfaction.toml");
    Survey::parse("satisfaction.toml", text).expect("the example is sound")
});
/// The coding, somebody who responded, and a wave that was made.
static AGAINST: LazyLock<Against> = LazyLock::new(|| Against {
    coding: Some(coding()),
    themes: Some(coding().tree),
    respondents: Some(["W1".to_owned()].into()),
    waves: Some([0].into()),
    text: Some(TEXT.to_owned()),
});

/// Three statements of one interview, of which nobody has coded any.
fn coding() -> Coding {
    let said = (1..4).map(|nr| Said {
        lane: 0,
        id: Default::default(),
        source: Source::Interview,
        person: "V1".to_owned(),
        nr,
        date: None,
        segment: None,
        role: None,
        text: "goed".to_owned(),
        text_en: None,
        quote_allowed: nr > 1,
        about: Default::default(),
        brought: Brought::default(),
        first: None,
        second: None,
        resolution: None,
    });
    Coding {
        tree: Tree::new(Vec::new(), ["snelheid", "contact"].into_iter()),
        said: said.collect(),
        round: Round::Blind,
        coders: vec![Coder {
            address: "a@waterhoven.example".to_owned(),
            account: Default::default(),
            seat: None,
        }],
        free: 1,
        own: None,
    }
}

pub static DUTCH: LazyLock<Language> = LazyLock::new(Language::dutch);

pub fn context() -> Context<'static> {
    Context {
        protocol: &PROTOCOL,
        survey: Some(&SURVEY),
        against: &AGAINST,
        usual: &DUTCH,
    }
}

/// The kind that a byte picks; none beyond the last.
pub fn kind(byte: u8) -> Option<FileKind> {
    let kinds = FileKind::ALL.len() + 1;
    FileKind::ALL.into_iter().nth(usize::from(byte) % kinds)
}

fn have_words(problems: &[Problem]) {
    for problem in problems {
        for language in [Language::dutch(), Language::english()] {
            assert!(
                !problem.message(&language).is_empty() && !problem.remedy(&language).is_empty()
            );
        }
    }
}

/// Every row was taken or refused, and every problem has words.
pub fn adds_up<R>(imported: &Imported<R>, rows: usize) {
    let refused = imported.refused_rows.len();
    assert!((rows + refused) as u64 <= imported.records.max(refused as u64));
    have_words(&imported.problems);
    have_words(&imported.notes);
}
