//! Accounts, sessions, links and failed attempts, on a real database.

use chrono::TimeDelta;

use super::accounts::NewAccount;
use super::sessions::Purpose;
use super::testing::*;
use super::{StoreError, accounts, audit, sessions};
use crate::domain::access::{Days, Role};
use crate::domain::language::Language;

fn jan() -> NewAccount {
    NewAccount {
        email: " Jan@Waterhoven.example".to_owned(),
        name: "Jan".to_owned(),
        language: Language::dutch(),
        administrator: false,
    }
}

#[tokio::test]
async fn an_account_is_found_whatever_the_case_and_its_roles_come_and_go() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    assert!(accounts::is_empty(&tx).await.unwrap());
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    let (by, email) = (actor(), "JAN@waterhoven.EXAMPLE");
    accounts::set_password(&tx, &by, &account, "$argon2id$", october(1))
        .await
        .unwrap();
    let (found, hash) = accounts::credentials(&tx, email).await.unwrap().unwrap();
    assert_eq!(
        (found.id, hash.as_deref()),
        (account.id, Some("$argon2id$"))
    );
    assert!(found.has_password);

    let programme = programme(&tx, 1).await;
    assert!(
        accounts::programmes_of(&tx, &account, october(2))
            .await
            .unwrap()
            .is_empty()
    );
    for _ in 0..2 {
        let role = Role::Evaluator;
        accounts::grant(
            &tx,
            &by,
            &account,
            &programme,
            role,
            Days::default(),
            october(2),
        )
        .await
        .unwrap();
    }
    assert_eq!(
        accounts::memberships(&tx, account.id, october(2))
            .await
            .unwrap()
            .len(),
        1
    );
    let seen = accounts::programmes_of(&tx, &account, october(2))
        .await
        .unwrap();
    assert_eq!(seen, std::slice::from_ref(&programme));
    let members = accounts::members(&tx, &programme, october(2))
        .await
        .unwrap();
    assert_eq!(members[0].1.role, Role::Evaluator);
    let role = Role::Evaluator;
    accounts::revoke(&tx, &by, &account, &programme, role, october(3))
        .await
        .unwrap();
    assert!(
        accounts::memberships(&tx, account.id, october(2))
            .await
            .unwrap()
            .is_empty()
    );
    let events = audit::newest(&tx, Some(&programme), None, 9).await.unwrap();
    let actions: Vec<&str> = events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["revoke role", "grant role", "create programme"]);
    let secret = audit::newest(&tx, None, None, 9).await.unwrap();
    assert!(
        !format!("{secret:?}").contains("argon2id"),
        "no hash in the audit trail"
    );

    let taken = accounts::create(&tx, &by, &jan(), october(4))
        .await
        .unwrap_err();
    assert!(matches!(
        taken,
        StoreError::Taken {
            what: "account",
            ..
        }
    ));
}

#[tokio::test]
async fn a_session_ends_with_its_time_and_with_its_account() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    sessions::begin(&tx, "h1", account.id, october(1), october(5))
        .await
        .unwrap();
    sessions::begin(&tx, "h2", account.id, october(1), october(5))
        .await
        .unwrap();
    let found = sessions::by_hash(&tx, "h1", october(4))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account.id, account.id);
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_none()
    );
    sessions::prolong(&tx, "h1", october(4), october(8))
        .await
        .unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_some()
    );
    accounts::set_blocked(&tx, &actor(), &account, true, october(4))
        .await
        .unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(5))
            .await
            .unwrap()
            .is_none()
    );
    accounts::set_blocked(&tx, &actor(), &account, false, october(4))
        .await
        .unwrap();
    sessions::end(&tx, "h1").await.unwrap();
    assert!(
        sessions::by_hash(&tx, "h1", october(4))
            .await
            .unwrap()
            .is_none()
    );
    sessions::end_all(&tx, account.id).await.unwrap();
    assert!(
        sessions::by_hash(&tx, "h2", october(4))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_sign_in_link_works_once() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let account = accounts::create(&tx, &actor(), &jan(), october(1))
        .await
        .unwrap();
    let purpose = Purpose::SetPassword;
    sessions::offer_link(&tx, "h", account.id, purpose, october(3))
        .await
        .unwrap();
    for _ in 0..3 {
        let shown = sessions::link(&tx, "h", october(2)).await.unwrap().unwrap();
        assert_eq!(shown.1, Purpose::SetPassword, "looking does not use it up");
    }
    assert!(
        sessions::link(&tx, "h", october(3))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::use_link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        sessions::use_link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        sessions::link(&tx, "h", october(2))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(sessions::sweep(&tx, october(4)).await.unwrap(), 1);
}

#[tokio::test]
async fn failed_attempts_are_counted_per_account_and_address_within_a_window() {
    let fresh = fresh_database().await;
    let tx = fresh.begin().await.unwrap();
    let window = TimeDelta::minutes(15);
    let (email, office) = ("jan@waterhoven.example", "192.0.2.1");
    for minute in 0..3 {
        let now = october(1) + TimeDelta::minutes(minute);
        sessions::record_failure(&tx, email, office, now - window, now)
            .await
            .unwrap();
    }
    let count = async |email, address, now| {
        sessions::failures(&tx, email, address, now - window)
            .await
            .unwrap()
    };
    let now = october(1) + TimeDelta::minutes(5);
    assert_eq!(count("JAN@waterhoven.example", office, now).await, 3);
    assert_eq!(count(email, "192.0.2.2", now).await, 0);
    assert_eq!(count("piet@waterhoven.example", office, now).await, 0);
    let later = october(1) + TimeDelta::minutes(20);
    assert_eq!(count(email, office, later).await, 0);
    sessions::record_failure(&tx, email, office, later - window, later)
        .await
        .unwrap();
    assert_eq!(
        count(email, office, later).await,
        1,
        "a new window starts at one"
    );
    sessions::forget_failures(&tx, email, office).await.unwrap();
    assert_eq!(count(email, office, later).await, 0);
}
