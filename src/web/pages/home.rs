//! The programmes of somebody who signed in.

use maud::{Markup, html};

use super::layout::Layout;
use crate::domain::access::{Right, Role};
use crate::domain::language::Language;
use crate::store::programmes::Programme;
use crate::texts::{t, t_args};
use crate::web::access::Visitor;
use crate::web::components::page_header::{empty_state, page_header};
use crate::web::components::words::said;

pub fn show(language: &Language, visitor: &Visitor, programmes: &[Programme]) -> Markup {
    let title = t_args(
        language,
        "staff-home-title",
        &[("count", programmes.len().into())],
    );
    let around = Layout {
        language,
        visitor: Some(visitor),
        title: &title,
        trail: &[],
        steps: None,
    };
    around.page(&html! {
        @let begin = html! {
            @if visitor.may_somewhere(Right::Evaluate) {
                a.button href="/programmes/new" { (t(language, "protocol-begin")) }
            }
            @if programmes.len() > 1 {
                a.button href="/comparison" { (t(language, "overview-go-compare")) }
            }
        };
        (page_header(None, &title, None, &begin))
        @if programmes.is_empty() {
            @let next = if visitor.account.administrator {
                t(language, "staff-home-empty-administrator")
            } else {
                t(language, "staff-home-empty")
            };
            (empty_state(&t(language, "staff-home-none"), &next, &Markup::default()))
        } @else {
            ul.cards {
                @for programme in programmes { (card(language, visitor, programme)) }
            }
        }
    })
}

fn card(language: &Language, visitor: &Visitor, programme: &Programme) -> Markup {
    let roles: Vec<String> = visitor
        .roles_in(programme.id)
        .into_iter()
        .map(|role| role_name(language, role))
        .collect();
    html! {
        li.card {
            h2 { a href={ "/programmes/" (programme.slug) } { (said(&programme.title, language)) } }
            p.quiet.small { (roles.join(", ")) }
        }
    }
}

/// What a role is called.
pub fn role_name(language: &Language, role: Role) -> String {
    match role {
        Role::Administrator => t(language, "account-role-administrator"),
        Role::Evaluator => t(language, "account-role-evaluator"),
        Role::Interviewer => t(language, "account-role-interviewer"),
        Role::Manager => t(language, "account-role-manager"),
        Role::Reader => t(language, "account-role-reader"),
        Role::Viewer => t(language, "account-role-viewer"),
    }
}
