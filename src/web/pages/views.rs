//! The pages made for one reader, in the frame of staff pages, and the list of them.

use maud::{Markup, html};

use super::frame::states as states_of;
use super::layout::Layout;
use crate::charts::ChartError;
use crate::domain::access::Right;
use crate::domain::language::Language;
use crate::domain::protocol::Protocol;
use crate::domain::view::{View, ViewKind};
use crate::report::document::Document;
use crate::report::{html as written, view_name};
use crate::store::programmes::Programme;
use crate::texts::{t, t_args};
use crate::web::access::{Visitor, part_encoded};
use crate::web::assets;
use crate::web::components::page_header::{empty_state, page_header};
use crate::web::components::steps::{Step, Steps};
use crate::web::components::words::said;
use crate::web::work::Stand;

/// Who looks at these pages, and how far the programme is when they may see all of it.
pub struct Reader {
    pub language: Language,
    pub visitor: Visitor,
    pub programme: Programme,
    pub stand: Option<Stand>,
}

/// The frame. Who may see nothing but these pages gets no steps, which lead to the others.
fn framed(reader: &Reader, title: &str, deeper: Option<&str>, main: &Markup) -> Markup {
    let Reader {
        language,
        visitor,
        programme,
        stand,
    } = reader;
    let name = programme.title.get(language);
    let states = stand.as_ref();
    let states = states.map(|stand| states_of(language, programme, stand));
    let steps = Steps {
        programme: name,
        slug: &programme.slug,
        current: Some(Step::Report),
        states: states.as_deref().unwrap_or_default(),
    };
    let (own, all) = (
        format!("/programmes/{}", programme.slug),
        t(language, "views-title"),
    );
    let views = format!("{own}/views");
    let mut trail = vec![(name, Some(&*own)), (&*all, deeper.map(|_| &*views))];
    trail.extend(deeper.map(|deeper| (deeper, None)));
    let around = Layout {
        language,
        visitor: Some(visitor),
        title,
        trail: &trail,
        steps: states.is_some().then_some(&steps),
    };
    around.page(main)
}

pub fn index(reader: &Reader, views: Option<&(&Protocol, Vec<View>)>) -> Markup {
    let Reader {
        language,
        visitor,
        programme,
        ..
    } = reader;
    let title = t(language, "views-title");
    let reads = visitor.may(Right::Read, programme.id);
    let main = match views.filter(|(_, views)| !views.is_empty()) {
        None => none(language, visitor, programme),
        Some((protocol, views)) => {
            let lead = t(
                language,
                if reads {
                    "views-lead"
                } else {
                    "views-lead-own"
                },
            );
            html! {
                (page_header(None, &title, Some(&lead), &html! {
                    @if visitor.may(Right::Evaluate, programme.id) {
                        a.button href={ "/programmes/" (programme.slug) "/protocol/parts#member" } {
                            (t(language, "views-go-members"))
                        }
                    }
                }))
                @for kind in ViewKind::ALL { (of_kind(language, programme, protocol, views, kind, reads)) }
            }
        }
    };
    framed(reader, &title, None, &main)
}

fn none(language: &Language, visitor: &Visitor, programme: &Programme) -> Markup {
    let key = match visitor.may(Right::Read, programme.id) {
        true => ["views-none", "views-none-next"],
        false => ["views-none-own", "views-none-own-next"],
    };
    let [title, next] = key.map(|key| t(language, key));
    empty_state(&title, &next, &Markup::default())
}

fn of_kind(
    language: &Language,
    programme: &Programme,
    protocol: &Protocol,
    views: &[View],
    kind: ViewKind,
    reads: bool,
) -> Markup {
    let own: Vec<&View> = views.iter().filter(|view| view.kind == kind).collect();
    html! {
        @if !own.is_empty() {
            section {
                h2 { (t(language, &format!("views-all-{}", kind.code()))) }
                p.quiet { (t(language, &format!("views-about-{}", kind.code()))) }
                ul.cards {
                    @for view in own {
                        li.card {
                            h3 { a href=(address(programme, view)) { (view_name(protocol, view, language)) } }
                            (about(language, protocol, view, reads))
                        }
                    }
                }
            }
        }
    }
}

fn address(programme: &Programme, view: &View) -> String {
    let code = part_encoded(&view.code);
    format!(
        "/programmes/{}/views/{}/{code}",
        programme.slug,
        view.kind.code()
    )
}

/// Of what a page is, and for whoever reads all of them also who signs in for it.
fn about(language: &Language, protocol: &Protocol, view: &View, reads: bool) -> Markup {
    let member = view.member(protocol);
    let readers = || {
        protocol.members.iter().filter(|one| match view.kind {
            ViewKind::AccountManager | ViewKind::Commissioner => one.code == view.code,
            ViewKind::BackOffice => one.reads_back_office.as_ref() == Some(&view.code),
            ViewKind::Cluster => one.reads_clusters.contains(&view.code),
        })
    };
    let emails: Vec<&str> = readers().filter_map(|one| one.email.as_deref()).collect();
    let listed = emails.join(", ");
    html! {
        @if let Some(member) = member { p.small { (said(&member.role, language)) } }
        @if reads {
            p.quiet.small {
                @if emails.is_empty() {
                    (t(language, "views-read-by-nobody"))
                } @else {
                    (t_args(language, "views-read-by", &[("email", listed.as_str().into())]))
                }
            }
        }
    }
}

pub fn nothing(reader: &Reader, protocol: &Protocol, view: &View) -> Markup {
    let language = &reader.language;
    let name = view_name(protocol, view, language);
    let title = t(language, "views-no-results");
    let next = t(language, "views-no-results-next");
    let main = empty_state(&title, &next, &Markup::default());
    framed(reader, &title, Some(&name), &main)
}

pub fn show(reader: &Reader, document: &Document) -> Result<Markup, ChartError> {
    let main = html! {
        link rel="stylesheet" href=(assets::address("report.css"));
        (written::body(document)?)
    };
    let deeper = Some(document.edition.as_str());
    Ok(framed(reader, &document.title, deeper, &main))
}
