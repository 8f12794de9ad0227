//! The pages on which staff sign in.

use maud::{Markup, html};

use super::layout::Layout;
use crate::domain::language::Language;
use crate::store::accounts::Account;
use crate::texts::{t, t_args};
use crate::web::components::field::Field;
use crate::web::components::icon;
use crate::web::components::notice::error_summary;
use crate::web::passwords;

/// Why somebody was not let in. It never says which of the two was wrong, or that one exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Wrong,
    TooManyTries,
}

/// Why a new password was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    TooShort,
    TooLong,
    NotTheSame,
    TooPlain,
}

pub fn show(language: &Language, email: &str, next: &str, refusal: Option<Refusal>) -> Markup {
    let problem = refusal.map(|refusal| match refusal {
        Refusal::Wrong => t(language, "account-wrong"),
        Refusal::TooManyTries => t(language, "account-too-many-tries"),
    });
    let problems: Vec<_> = problem
        .map(|said| (Some("email"), said))
        .into_iter()
        .collect();
    narrow(
        language,
        &t(language, "account-sign-in"),
        &problems,
        &html! {
            form.form method="post" action="/sign-in" {
                input type="hidden" name="next" value=(next);
                (Field::text("email", &t(language, "account-email"), email).kind("email").autocomplete("username").input())
                (Field::text("password", &t(language, "account-password"), "").kind("password").autocomplete("current-password").input())
                div { button.button.primary { (t(language, "account-sign-in")) } }
            }
            p.quiet { (t(language, "account-forgotten")) }
        },
    )
}

/// A one-time link that signs in at once. Opening it changes nothing; the button does.
pub fn confirm(language: &Language, account: &Account) -> Markup {
    narrow(
        language,
        &t(language, "account-link-title"),
        &[],
        &html! {
            p {
                (t_args(language, "account-link-for", &[("name", (&account.name).into()), ("email", (&account.email).into())]))
            }
            form method="post" {
                button.button.primary { (t_args(language, "account-link-go", &[("name", (&account.name).into())])) }
            }
            p.quiet { (t(language, "account-link-once")) }
        },
    )
}

/// A one-time link to choose a password with.
pub fn choose_password(
    language: &Language,
    account: &Account,
    refusal: Option<PasswordRefusal>,
) -> Markup {
    let problem = refusal.map(|refusal| match refusal {
        PasswordRefusal::TooShort => t_args(
            language,
            "account-password-short",
            &[("least", passwords::SHORTEST.into())],
        ),
        PasswordRefusal::TooLong => t_args(
            language,
            "account-password-long",
            &[("most", passwords::LONGEST.into())],
        ),
        PasswordRefusal::NotTheSame => t(language, "account-password-differs"),
        PasswordRefusal::TooPlain => t(language, "account-password-plain"),
    });
    let problems: Vec<_> = problem
        .clone()
        .map(|said| (Some("password"), said))
        .into_iter()
        .collect();
    let hint = t_args(
        language,
        "account-password-hint",
        &[("least", passwords::SHORTEST.into())],
    );
    narrow(
        language,
        &t(language, "account-choose-title"),
        &problems,
        &html! {
            p { (t_args(language, "account-choose-for", &[("name", (&account.name).into())])) }
            form.form method="post" {
                (Field::text("email", &t(language, "account-email"), &account.email).kind("email").autocomplete("username").readonly())
                (Field::text("password", &t(language, "account-new-password"), "").kind("password").autocomplete("new-password").hint(&hint).error(problem.as_deref()).input())
                (Field::text("again", &t(language, "account-again"), "").kind("password").autocomplete("new-password").input())
                div { button.button.primary { (t(language, "account-choose-go")) } }
            }
        },
    )
}

fn narrow(
    language: &Language,
    title: &str,
    problems: &[(Option<&str>, String)],
    contents: &Markup,
) -> Markup {
    let around = Layout {
        language,
        visitor: None,
        title,
        trail: &[],
        steps: None,
    };
    around.page(&html! {
        div.narrow.stack {
            div.level { (icon::level()) }
            h1 { (title) }
            (error_summary(language, problems))
            (contents)
        }
    })
}
