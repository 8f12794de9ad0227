//! Bringing a file, seeing what is in it, and what became of it.

use maud::{Markup, html};

use super::frame::states;
use super::layout::Layout;
use super::mapping;
use crate::domain::access::Right;
use crate::domain::evidence::{FileKind, Rows};
use crate::domain::language::Language;
use crate::import::mapping::Mapping;
use crate::import::{Imported, Problem};
use crate::store::imports::Taken;
use crate::store::large_uploads::Told;
use crate::store::programmes::Programme;
use crate::store::uploads::Upload;
use crate::store::waves::Wave;
use crate::texts::numbers::{count, date};
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::page_header::{page_header, scrolling};
use crate::web::components::steps::{Step, Steps};
use crate::web::components::words::said;
use crate::web::routes::{LARGE_UPLOAD_BYTES, UPLOAD_BYTES};
use crate::web::work::Work;

/// As many columns of the first rows as are shown.
const FIRST_COLUMNS: usize = 12;

/// Why a form was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoFile,
    NoWave,
}

/// A file as it was read.
pub struct Preview<'a> {
    pub upload: &'a Upload,
    pub imported: &'a Imported<Rows>,
    pub chosen: &'a Mapping,
    pub earlier: &'a Mapping,
    pub wave: Option<&'a Wave>,
    pub lacks_wave: bool,
    pub can_be_taken: bool,
    /// Whether its good rows can be taken without the others.
    pub good_can_be_taken: bool,
    /// What taking it in would do, where that was tried.
    pub would: Option<Taken>,
    /// It amends a frozen protocol, for which a reason is asked.
    pub asks_reason: bool,
    /// The reason was left open.
    pub lacks_reason: bool,
}

/// What a kind of file is called.
pub fn kind_name(language: &Language, kind: FileKind) -> String {
    match kind {
        FileKind::Clients => t(language, "imports-kind-clients"),
        FileKind::Responses => t(language, "imports-kind-responses"),
        FileKind::Comments => t(language, "imports-kind-comments"),
        FileKind::Dispositions => t(language, "imports-kind-dispositions"),
        FileKind::Interviews => t(language, "imports-kind-interviews"),
        FileKind::Codes => t(language, "imports-kind-codes"),
        FileKind::Themes => t(language, "imports-kind-themes"),
        FileKind::Measurements => t(language, "imports-kind-measurements"),
        FileKind::Tickets => t(language, "imports-kind-tickets"),
        FileKind::Clusters => t(language, "imports-kind-clusters"),
        FileKind::Services => t(language, "imports-kind-services"),
        FileKind::Agreements => t(language, "imports-kind-agreements"),
    }
}

/// The columns that a kind of file needs, in words.
pub(super) fn columns(language: &Language, kind: FileKind) -> String {
    match kind {
        FileKind::Clients => t(language, "imports-columns-clients"),
        FileKind::Responses => t(language, "imports-columns-responses"),
        FileKind::Comments => t(language, "imports-columns-comments"),
        FileKind::Dispositions => t(language, "imports-columns-dispositions"),
        FileKind::Interviews => t(language, "imports-columns-interviews"),
        FileKind::Codes => t(language, "imports-columns-codes"),
        FileKind::Themes => t(language, "imports-columns-themes"),
        FileKind::Measurements => t(language, "imports-columns-measurements"),
        FileKind::Tickets => t(language, "imports-columns-tickets"),
        FileKind::Clusters => t(language, "imports-columns-clusters"),
        FileKind::Services => t(language, "imports-columns-services"),
        FileKind::Agreements => t(language, "imports-columns-agreements"),
    }
}

pub(super) fn framed(work: &Work, title: &str, kind: Option<FileKind>, main: &Markup) -> Markup {
    let Work {
        language,
        visitor,
        programme,
        ..
    } = work;
    let name = programme.title.get(language);
    let current = match kind {
        Some(FileKind::Interviews | FileKind::Codes | FileKind::Themes) => Some(Step::Interviews),
        Some(FileKind::Measurements | FileKind::Tickets) => Some(Step::Measurements),
        Some(FileKind::Clients) => Some(Step::Clients),
        Some(FileKind::Clusters | FileKind::Services | FileKind::Agreements) => {
            Some(Step::Protocol)
        }
        _ => None,
    };
    let states = states(language, programme, &work.stand);
    let steps = Steps {
        programme: name,
        slug: &programme.slug,
        current,
        states: &states,
    };
    let own = format!("/programmes/{}", programme.slug);
    let imports = format!("{own}/imports");
    let may_import = work.may(Right::Evaluate);
    let here = kind.map_or_else(
        || t(language, "imports-title"),
        |kind| kind_name(language, kind),
    );
    let around = Layout {
        language,
        visitor: Some(visitor),
        title,
        trail: &[
            (name, Some(&own)),
            (
                &t(language, "imports-title"),
                Some(imports.as_str()).filter(|_| may_import),
            ),
            (&here, None),
        ],
        steps: Some(&steps),
    };
    around.page(main)
}

pub(super) fn would_be(language: &Language, would: Taken) -> Markup {
    let sentence = match would {
        Taken::New { rows, .. } => t_args(
            language,
            "imports-would",
            &[
                ("added", rows.added.into()),
                ("changed", rows.changed.into()),
                ("unchanged", rows.unchanged.into()),
            ],
        ),
        Taken::Before { at, .. } => {
            let day = date(language, at.date_naive());
            t_args(language, "imports-was-before", &[("day", day.into())])
        }
    };
    html! { p.notice { strong { (t(language, "imports-would-be")) ": " } (sentence) } }
}

/// The form that brings a file of one kind.
pub fn choose(work: &Work, kind: FileKind, waves: &[Wave], refusal: Option<Refusal>) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let name = kind_name(language, kind);
    let asks_wave = kind.is_of_wave() || kind == FileKind::Tickets;
    framed(
        work,
        &name,
        Some(kind),
        &html! {
            (page_header(None, &name, Some(&columns(language, kind)), &Markup::default()))
            form.stack method="post" enctype="multipart/form-data" {
                div.field.wrong[refusal == Some(Refusal::NoFile)] {
                    label for="file" { (t(language, "imports-choose-file")) }
                    span.hint id="file-hint" {
                        (t(language, "imports-choose-hint")) " "
                        (t_args(language, "imports-sizes", &[
                            ("large", megabytes(LARGE_UPLOAD_BYTES).into()),
                            ("small", megabytes(UPLOAD_BYTES).into()),
                        ]))
                    }
                    @if refusal == Some(Refusal::NoFile) {
                        span.error id="file-error" role="alert" { (t(language, "imports-no-file")) }
                    }
                    input type="file" id="file" name="file" accept=".csv,.tsv,.txt,.xlsx,text/csv"
                        aria-describedby="file-hint";
                }
                @if asks_wave { (wave_field(language, waves, kind, refusal)) }
                p { button.button.primary { (t(language, "imports-look")) } }
            }
            @if kind.part().is_some() { (current(language, programme, kind)) }
            (templates(language, programme, kind, waves))
        },
    )
}

/// What the protocol has now, to be changed and brought back.
fn current(language: &Language, programme: &Programme, kind: FileKind) -> Markup {
    let own = format!(
        "/programmes/{}/imports/{}/current.csv",
        programme.slug,
        kind.code()
    );
    html! {
        section {
            p { (t(language, "catalogue-lead")) }
            p {
                a href=(own) download { (t(language, "catalogue-current")) } ". "
                (t(language, "catalogue-current-how"))
            }
        }
    }
}

fn megabytes(bytes: usize) -> u64 {
    (bytes >> 20) as u64
}

/// Files to begin with; the columns of responses are those of a wave's survey.
fn templates(language: &Language, programme: &Programme, kind: FileKind, waves: &[Wave]) -> Markup {
    let own = format!(
        "/programmes/{}/imports/{}/template.csv",
        programme.slug,
        kind.code()
    );
    let of_survey = kind == FileKind::Responses;
    let links = |more: &str| {
        html! {
            a href={ (own) "?language=nl" (more) } download { (t(language, "imports-template-nl")) }
            " · "
            a href={ (own) "?language=en" (more) } download { (t(language, "imports-template-en")) }
        }
    };
    html! {
        section {
            h2 { (t(language, "imports-template")) }
            p { (t(language, "imports-template-how")) }
            @if of_survey {
                ul {
                    @for wave in waves {
                        li { (wave.number) " " (wave.name.get(language)) ": " (links(&format!("&wave={}", wave.number))) }
                    }
                }
            } @else { p { (links("")) } }
        }
    }
}

fn wave_field(
    language: &Language,
    waves: &[Wave],
    kind: FileKind,
    refusal: Option<Refusal>,
) -> Markup {
    let hint = if kind == FileKind::Tickets {
        "imports-wave-tickets"
    } else {
        "imports-wave-hint"
    };
    html! {
        div.field.wrong[refusal == Some(Refusal::NoWave)] {
            label for="wave" { (t(language, "imports-wave")) }
            span.hint id="wave-hint" { (t(language, hint)) }
            @if refusal == Some(Refusal::NoWave) {
                span.error id="wave-error" role="alert" { (t(language, "imports-no-wave")) }
            }
            select id="wave" name="wave" aria-describedby="wave-hint" {
                option value="" { (t(language, "imports-wave-none")) }
                @for wave in waves {
                    option value=(wave.number) { (wave.number) " " (wave.name.get(language)) }
                }
            }
        }
    }
}

/// What is in the file: what is wrong with it, or what would be taken in.
pub fn preview(work: &Work, preview: &Preview) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let kind = preview.upload.kind;
    let title = headline(language, preview);
    framed(
        work,
        &title,
        Some(kind),
        &html! {
            (page_header(Some(&preview.upload.file_name), &title, None, &Markup::default()))
            @if preview.lacks_wave { p.notice.warn role="alert" { (t(language, "imports-lacks-wave")) } }
            @if let Some(would) = preview.would { (would_be(language, would)) }
            @if preview.imported.records > 0 { (row_by_row(language, programme, preview.upload)) }
            (actions(work, preview))
            (facts(language, preview))
            @if !preview.imported.is_clean() { (problems(language, &preview.imported.problems)) }
            @if preview.imported.unlisted_problems > 0 {
                p { (t_args(language, "imports-more", &[
                    ("count", preview.imported.unlisted_problems.into()),
                ])) }
            }
            (mapping::form(language, &programme.slug, preview))
            @if preview.imported.is_clean() && !preview.imported.rows.is_empty() {
                (first_rows(language, preview.imported))
            }
            @if !preview.imported.notes.is_empty() {
                details {
                    summary { (t(language, "imports-notes")) }
                    (problems(language, &preview.imported.notes))
                }
            }
        },
    )
}

pub(super) fn row_by_row(language: &Language, programme: &Programme, upload: &Upload) -> Markup {
    let address = format!("/programmes/{}/uploads/{}/rows", programme.slug, upload.id);
    html! { p { a href=(address) { (t(language, "imports-row-by-row")) } } }
}

/// The link to the refused rows of the file with this address, ready to be mended.
pub(super) fn refused_rows(language: &Language, own: &str, refused: u64) -> Markup {
    html! {
        a href={ (own) "/refused.csv" } download {
            (t_args(language, "imports-refused-rows", &[("count", refused.into())]))
        }
    }
}

/// What can be done with the file: all of it, its good rows, or another one.
fn actions(work: &Work, preview: &Preview) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let imported = preview.imported;
    let rows = imported.rows.len();
    let refused = imported.refused_rows.len();
    let own = format!(
        "/programmes/{}/uploads/{}",
        programme.slug, preview.upload.id
    );
    html! {
        form.stack[preview.asks_reason] method="post" action=(own) {
            @if preview.asks_reason && changes(preview.would) && (preview.can_be_taken || preview.good_can_be_taken) {
                (reason(language, preview.lacks_reason))
            }
            p.actions {
                @if preview.can_be_taken {
                    button.button.primary { (t_args(language, "imports-take", &[("count", rows.into())])) }
                } @else if preview.good_can_be_taken {
                    button.button name="part" value="good" {
                        (t_args(language, "imports-take-good", &[
                            ("count", rows.into()), ("refused", refused.into()),
                        ]))
                    }
                }
                @if refused > 0 { (refused_rows(language, &own, refused as u64)) }
                @if let Some(desk) = desk(work, preview) { (desk) } @else {
                    a href={ "/programmes/" (programme.slug) "/imports/" (preview.upload.kind.code()) } {
                        (t(language, "imports-other-file"))
                    }
                }
            }
        }
    }
}

/// Whether a file changes anything, as far as that was tried.
fn changes(taken: Option<Taken>) -> bool {
    match taken {
        Some(Taken::New { rows, .. }) => rows.added + rows.changed > 0,
        Some(Taken::Before { .. }) => false,
        None => true,
    }
}

fn reason(language: &Language, is_lacking: bool) -> Markup {
    let [label, hint, error] = [
        t(language, "catalogue-reason"),
        t(language, "catalogue-reason-hint"),
        t(language, "protocol-no-reason"),
    ];
    let error = is_lacking.then_some(error.as_str());
    let field = Field::text("reason", &label, "").hint(&hint).error(error);
    field.textarea(2)
}

/// The way back to the coding desk, from where a file of codes came.
fn desk(work: &Work, preview: &Preview) -> Option<Markup> {
    let wave = preview
        .wave
        .filter(|_| preview.upload.kind == FileKind::Codes)?;
    let desk = work.at(&format!("waves/{}/coding", wave.number));
    Some(html! { a href=(desk) { (t(&work.language, "imports-to-desk")) } })
}

fn headline(language: &Language, preview: &Preview) -> String {
    let imported = preview.imported;
    if imported.is_clean() {
        return t_args(
            language,
            "imports-sound",
            &[("count", imported.rows.len().into())],
        );
    }
    let count = imported.problems.len() as u64 + imported.unlisted_problems;
    let refused = imported.refused_rows.len();
    if refused == 0 {
        return t_args(language, "imports-refused", &[("count", count.into())]);
    }
    let args = [("count", count.into()), ("rows", refused.into())];
    t_args(language, "imports-refused-in", &args)
}

fn facts(language: &Language, preview: &Preview) -> Markup {
    facts_of(language, preview, preview.imported.records)
}

/// How the file was read, and how many rows it has.
pub(super) fn facts_of(language: &Language, preview: &Preview, records: u64) -> Markup {
    let found = preview.imported.detected;
    let delimiter = match found.delimiter {
        '\t' => t(language, "imports-tab"),
        other => other.to_string(),
    };
    html! {
        dl.facts {
            @if !found.encoding.is_empty() {
                div { dt { (t(language, "imports-encoding")) } dd { (found.encoding) } }
            }
            @if !found.is_workbook && !found.encoding.is_empty() {
                div { dt { (t(language, "imports-delimiter")) } dd { (delimiter) } }
            }
            div {
                dt { (t(language, "imports-records")) }
                dd { (count(language, records)) }
            }
            @if let Some(wave) = preview.wave {
                div {
                    dt { (t(language, "imports-wave")) }
                    dd { (wave.number) " " (said(&wave.name, language)) }
                }
            }
            @if !preview.imported.ignored_columns.is_empty() {
                div {
                    dt { (t(language, "imports-ignored")) }
                    dd { (preview.imported.ignored_columns.join(", ")) }
                }
            }
        }
    }
}

/// The first rows as they were read, so that a wrong guess about the file is seen.
pub(super) fn first_rows(language: &Language, imported: &Imported<Rows>) -> Markup {
    let table = html! {
        table {
            caption { (t(language, "imports-first-rows")) }
            thead {
                tr {
                    @for column in imported.columns.iter().take(FIRST_COLUMNS) {
                        th scope="col" { (column.header) }
                    }
                }
            }
            tbody {
                @for row in &imported.first_rows {
                    tr { @for cell in row.iter().take(FIRST_COLUMNS) { td { (cell) } } }
                }
            }
        }
    };
    scrolling(&t(language, "imports-first-rows"), &table)
}

pub fn problems(language: &Language, problems: &[Problem]) -> Markup {
    let told = problems.iter().map(|one| Fault::of(one, language));
    faults(language, told)
}

/// A cell that cannot be taken in, with what is wrong with it and what to do.
pub struct Fault<'a> {
    pub(super) row: u64,
    pub(super) column: Option<&'a str>,
    pub(super) cell: &'a str,
    pub(super) what: String,
    pub(super) mend: String,
}

impl<'a> Fault<'a> {
    pub fn of(problem: &'a Problem, language: &Language) -> Self {
        Self {
            row: problem.row,
            column: problem.column.as_deref(),
            cell: &problem.value,
            what: problem.message(language),
            mend: problem.remedy(language),
        }
    }

    /// The same of a large file.
    pub fn told(told: &'a Told, language: &Language) -> Self {
        let (what, mend) = match *language == Language::dutch() {
            true => &told.dutch,
            false => &told.english,
        };
        Self {
            row: told.row,
            column: told.column.as_deref(),
            cell: &told.value,
            what: what.clone(),
            mend: mend.clone(),
        }
    }
}

pub(super) fn faults<'a>(language: &Language, faults: impl Iterator<Item = Fault<'a>>) -> Markup {
    let table = html! {
        table {
            caption { (t(language, "imports-problems")) }
            thead {
                tr {
                    th.number scope="col" { (t(language, "imports-row")) }
                    th scope="col" { (t(language, "imports-column")) }
                    th scope="col" { (t(language, "imports-cell")) }
                    th scope="col" { (t(language, "imports-what")) }
                    th scope="col" { (t(language, "imports-mend")) }
                }
            }
            tbody {
                @for fault in faults {
                    tr {
                        th.number scope="row" { (fault.row) }
                        td { (fault.column.unwrap_or_default()) }
                        td { code { (fault.cell) } }
                        td { (fault.what) }
                        td { (fault.mend) }
                    }
                }
            }
        }
    };
    scrolling(&t(language, "imports-problems"), &table)
}

/// What was done with a file.
pub fn taken(work: &Work, preview: &Preview, taken: Taken) -> Markup {
    let Work {
        language,
        programme,
        ..
    } = work;
    let title = match taken {
        Taken::New { rows, .. } => t_args(
            language,
            "imports-taken",
            &[
                ("added", rows.added.into()),
                ("changed", rows.changed.into()),
                ("unchanged", rows.unchanged.into()),
            ],
        ),
        Taken::Before { .. } => t(language, "imports-before"),
    };
    let is_proposed = preview.asks_reason && changes(Some(taken));
    framed(
        work,
        &title,
        Some(preview.upload.kind),
        &html! {
            (page_header(Some(&preview.upload.file_name), &title, None, &Markup::default()))
            @if is_proposed { p.notice { (t(language, "catalogue-proposed")) } }
            p {
                @if let Some(desk) = desk(work, preview) {
                    (desk)
                } @else if is_proposed {
                    a href=(work.at("protocol/amendments")) { (t(language, "catalogue-to-amendments")) }
                } @else if preview.upload.kind.part().is_some() {
                    a href=(work.at("protocol/parts")) { (t(language, "catalogue-to-protocol")) }
                } @else {
                    a href=(work.at("evaluation")) { (t(language, "imports-to-evaluation")) }
                }
            }
            @if work.may(Right::Evaluate) {
                p {
                    a href={ "/programmes/" (programme.slug) "/imports" } {
                        (t(language, "imports-to-imports"))
                    }
                }
            }
        },
    )
}
