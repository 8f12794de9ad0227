//! Two records of one client made one: which waves go over, what is taken back, and that nobody who
//! said no is asked again.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, Actor, Event};
use super::clients::Client;
use super::entity::client::{Column, Entity};
use super::opt_outs::{self, Scope};
use super::programmes::Programme;
use super::sql;
use crate::domain::link::LinkKey;

/// Why two records cannot be made one as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// One and the same record.
    Same,
    /// Both handed in answers in this wave, so they are two to its figures.
    BothAnswered(i32),
    /// Both were invited in this wave, and only the one that would go answered.
    GoneAnswered(i32),
    /// They live in two places of a spread database, and one has invitations or conversations.
    Apart,
    /// Both have a conversation along the same guide.
    BothSpoken,
}

/// What a merge would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// The waves whose invitation goes over, by number.
    pub moves: Vec<i32>,
    /// Those in which both are invited: the one invitation is taken back.
    pub revokes: Vec<i32>,
    /// The surveys that one of them wants no mail about; empty is all mail.
    pub stops: Vec<String>,
}

/// The clients of a programme that are not merged into others, by key.
pub async fn all(
    db: &impl ConnectionTrait,
    programme: &Programme,
) -> Result<Vec<Client>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::MergedInto.is_null())
        .order_by_asc(Column::Key)
        .all(db)
        .await?;
    rows.into_iter().map(Client::try_from).collect()
}

/// The client with this key, if it is not merged into another.
pub async fn by_key(
    db: &impl ConnectionTrait,
    programme: &Programme,
    key: &str,
) -> Result<Client, StoreError> {
    let row = Entity::find()
        .filter(Column::Lane.between(programme.lanes.first(), programme.lanes.last()))
        .filter(Column::ProgrammeId.eq(programme.id))
        .filter(Column::Key.eq(key))
        .filter(Column::MergedInto.is_null())
        .one(db)
        .await?;
    row.ok_or_else(|| StoreError::not_found("client", key))?
        .try_into()
}

/// An invitation of one of the two.
struct Invited {
    wave: Uuid,
    number: i32,
    survey: String,
    opted_out: bool,
    answered: bool,
    revoked: bool,
}

async fn invited(db: &impl ConnectionTrait, client: &Client) -> Result<Vec<Invited>, StoreError> {
    let sql = "select w.id, w.number, v.code, \
        case when i.opted_out_at is null then 0 else 1 end, \
        case when i.submitted_at is not null or exists (select 1 from spent_link s \
        where s.lane = i.lane and s.invitation_id = i.id) then 1 else 0 end, \
        case when i.revoked_at is null then 0 else 1 end \
        from invitation i join wave w on w.id = i.wave_id \
        join survey_version v on v.id = w.survey_version_id \
        where i.lane = $1 and i.client_id = $2 order by w.number";
    let rows = sql::rows(db, sql, [client.lane.into(), client.id.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Invited {
                wave: row.try_get_by_index(0)?,
                number: row.try_get_by_index(1)?,
                survey: row.try_get_by_index(2)?,
                opted_out: row.try_get_by_index::<i32>(3)? == 1,
                answered: row.try_get_by_index::<i32>(4)? == 1,
                revoked: row.try_get_by_index::<i32>(5)? == 1,
            })
        })
        .collect()
}

/// Of each conversation the wave and the guide.
async fn spoken(
    db: &impl ConnectionTrait,
    client: &Client,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let sql = "select wave_id, survey_version_id from conversation \
        where lane = $1 and client_id = $2";
    let rows = sql::rows(db, sql, [client.lane.into(), client.id.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}

/// What either of them wants no mail about, by address and by invitation: empty is all mail.
async fn stops(
    db: &impl ConnectionTrait,
    programme: &Programme,
    both: [(&Client, &[Invited]); 2],
    key: &LinkKey,
) -> Result<Vec<String>, StoreError> {
    let mut stops = Vec::new();
    for (client, invited) in both {
        let told = invited.iter().filter(|one| one.opted_out);
        stops.extend(told.map(|one| one.survey.clone()));
        if client.email.is_empty() {
            continue;
        }
        let sql = "select survey from opt_out where address_hash = $1 \
            and (survey = '' or programme_id = $2)";
        let hash = key.address_hash(&client.email).to_vec();
        for row in sql::rows(db, sql, [hash.into(), programme.id.into()]).await? {
            stops.push(row.try_get_by_index(0)?);
        }
    }
    stops.sort();
    stops.dedup();
    Ok(stops)
}

/// What would happen if `gone` became part of `kept`; nothing is changed.
pub async fn look(
    db: &impl ConnectionTrait,
    programme: &Programme,
    kept: &Client,
    gone: &Client,
    key: &LinkKey,
) -> Result<Result<Merge, Clash>, StoreError> {
    if kept.id == gone.id {
        return Ok(Err(Clash::Same));
    }
    let (own, other) = (invited(db, kept).await?, invited(db, gone).await?);
    let (talks, told) = (spoken(db, kept).await?, spoken(db, gone).await?);
    let mut merge = Merge::default();
    // One that was taken back already is nothing that could go over.
    for one in other.iter().filter(|one| one.answered || !one.revoked) {
        let Some(same) = own.iter().find(|own| own.wave == one.wave) else {
            merge.moves.push(one.number);
            continue;
        };
        if one.answered {
            let clash = if same.answered {
                Clash::BothAnswered(one.number)
            } else {
                Clash::GoneAnswered(one.number)
            };
            return Ok(Err(clash));
        }
        merge.revokes.push(one.number);
    }
    if kept.lane != gone.lane && !(merge.moves.is_empty() && told.is_empty()) {
        return Ok(Err(Clash::Apart));
    }
    if told.iter().any(|talk| talks.contains(talk)) {
        return Ok(Err(Clash::BothSpoken));
    }
    merge.stops = stops(db, programme, [(kept, &own), (gone, &other)], key).await?;
    Ok(Ok(merge))
}

/// Makes `gone` part of `kept`. Whatever either said no to, both addresses have said no to from now
/// on. The record that goes keeps its key, so that a file that brings it again does not bring it
/// back.
pub async fn merge(
    tx: &DatabaseTransaction,
    actor: &Actor,
    programme: &Programme,
    (kept, gone): (&Client, &Client),
    key: &LinkKey,
    now: DateTime<Utc>,
) -> Result<Result<Merge, Clash>, StoreError> {
    let merge = match look(tx, programme, kept, gone, key).await? {
        Ok(merge) => merge,
        Err(clash) => return Ok(Err(clash)),
    };
    for email in [&kept.email, &gone.email] {
        if email.is_empty() {
            continue;
        }
        for survey in &merge.stops {
            let scope = match survey.as_str() {
                "" => Scope::Everything,
                survey => Scope::Survey(programme.id, survey.to_owned()),
            };
            opt_outs::add(tx, key.address_hash(email), scope, now).await?;
        }
    }
    let hash = (!kept.email.is_empty()).then(|| key.address_hash(&kept.email).to_vec());
    carry_over(tx, kept, gone, hash, now).await?;
    Entity::update_many()
        .col_expr(Column::MergedInto, Expr::value(kept.id))
        .col_expr(Column::Email, Expr::value(""))
        .filter(Column::Lane.eq(gone.lane))
        .filter(Column::Id.eq(gone.id))
        .exec(tx)
        .await?;
    let event = Event {
        programme: Some(programme),
        action: "merge clients",
        subject_kind: "client",
        subject_id: kept.key.clone(),
        before: None,
        after: Some(json!({
            "merged": gone.key, "waves_moved": merge.moves, "invitations_revoked": merge.revokes,
            "no_mail_about": merge.stops,
        })),
    };
    audit::record(tx, actor, now, event).await?;
    Ok(Ok(merge))
}

/// The invitations of `gone` go to `kept`, but where that has one of its own: there the one of
/// `gone` is taken back, and what it said no to `kept` says no to.
async fn carry_over(
    tx: &DatabaseTransaction,
    kept: &Client,
    gone: &Client,
    address_hash: Option<Vec<u8>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let stop = "update invitation set opted_out_at = $1 where lane = $2 and client_id = $3 \
        and opted_out_at is null and wave_id in (select wave_id from invitation \
        where lane = $4 and client_id = $5 and opted_out_at is not null)";
    let values = [
        now.into(),
        kept.lane.into(),
        kept.id.into(),
        gone.lane.into(),
        gone.id.into(),
    ];
    sql::execute(tx, stop, values).await?;
    let own = "select wave_id from invitation where lane = $1 and client_id = $2";
    let mut waves: Vec<Uuid> = Vec::new();
    for row in sql::rows(tx, own, [kept.lane.into(), kept.id.into()]).await? {
        waves.push(row.try_get_by_index(0)?);
    }
    let other = "select id, wave_id from invitation where lane = $1 and client_id = $2";
    for row in sql::rows(tx, other, [gone.lane.into(), gone.id.into()]).await? {
        let (id, wave): (Uuid, Uuid) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (lane, id) = (gone.lane.into(), id.into());
        if waves.contains(&wave) {
            let revoke = "update invitation set revoked_at = $1 \
                where lane = $2 and id = $3 and revoked_at is null";
            sql::execute(tx, revoke, [now.into(), lane, id]).await?;
        } else if kept.lane == gone.lane {
            let carry = "update invitation set client_id = $1, address_hash = $4 \
                where lane = $2 and id = $3";
            let values = [kept.id.into(), lane, id, address_hash.clone().into()];
            sql::execute(tx, carry, values).await?;
        }
    }
    let talks = "update conversation set client_id = $1 where lane = $2 and client_id = $3";
    let values = [kept.id.into(), gone.lane.into(), gone.id.into()];
    sql::execute(tx, talks, values).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::protocol::PrivacyMode;
    use crate::store::submissions::save_pages;
    use crate::store::testing::*;
    use crate::store::{clients, invitations, outbox, waves};

    async fn two(open: &OpenWave) -> (Client, Client) {
        let db = &open.fresh.reader;
        let first = by_key(db, &open.programme, "K0001").await.unwrap();
        (first, by_key(db, &open.programme, "K0002").await.unwrap())
    }

    async fn merged(open: &OpenWave, kept: &Client, gone: &Client) -> Result<Merge, Clash> {
        let tx = open.fresh.begin().await.unwrap();
        let done = merge(
            &tx,
            &actor(),
            &open.programme,
            (kept, gone),
            &key(),
            october(21),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        done
    }

    #[tokio::test]
    async fn an_invitation_goes_over_and_who_said_no_is_never_asked_again() {
        let open = open_wave(PrivacyMode::Confidential, 1, 2).await;
        let (kept, gone) = two(&open).await;
        let db = &open.fresh.reader;
        // Another wave that only the one that goes was invited to.
        let tx = open.fresh.begin().await.unwrap();
        let plan = plan(3, PrivacyMode::Confidential);
        let version = open.wave.survey_version_id;
        let other = waves::create(
            &tx,
            &actor(),
            &open.programme,
            &plan,
            version,
            2,
            october(1),
        )
        .await
        .unwrap();
        let protocol = open.wave.protocol_id.unwrap();
        let other = waves::open(&tx, &actor(), &other, protocol, None, october(1))
            .await
            .unwrap();
        let only = [gone.clone()];
        invitations::create(&tx, &actor(), &other, &only, &key(), None, october(1))
            .await
            .unwrap();
        let everything = key().address_hash(&gone.email);
        opt_outs::add(&tx, everything, Scope::Everything, october(2))
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let done = merged(&open, &kept, &gone).await.unwrap();
        let expected = Merge {
            moves: vec![3],
            revokes: vec![2],
            stops: vec![String::new()],
        };
        assert_eq!(done, expected);
        let now = invitations::page(db, &other, None, 9).await.unwrap();
        assert_eq!((now.len(), now[0].client.id), (1, kept.id));
        for email in [&kept.email, &gone.email] {
            let stops = opt_outs::stops(db, key().address_hash(email), open.programme.id, "x");
            assert!(stops.await.unwrap(), "{email}");
        }
        let tx = open.fresh.begin().await.unwrap();
        for wave in [&open.wave, &other] {
            let (by, at) = (actor(), october(22));
            let queued = outbox::enqueue(&tx, &by, wave, "invitation", at, at).await;
            assert_eq!(queued.unwrap(), 0, "wave {}", wave.number);
        }
        tx.rollback().await.unwrap();
        assert_eq!(clients::count(db, &open.programme, "").await.unwrap(), 1);
        assert!(by_key(db, &open.programme, "K0002").await.is_err());
        // A file that brings it again does not bring it back.
        let tx = open.fresh.begin().await.unwrap();
        let file = batch(
            &tx,
            &open.programme,
            crate::domain::evidence::FileKind::Clients,
        )
        .await;
        let again = clients::import(&tx, &open.programme, file, &client_rows(2), october(23))
            .await
            .unwrap();
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));
        assert_eq!(clients::count(&tx, &open.programme, "").await.unwrap(), 1);
    }

    #[tokio::test]
    async fn no_by_an_invitation_without_an_address_goes_over_too() {
        let open = open_wave(PrivacyMode::Confidential, 1, 2).await;
        let (kept, gone) = two(&open).await;
        let tx = open.fresh.begin().await.unwrap();
        let stopped = open.invitations.iter().find(|one| one.client.id == gone.id);
        let stopped = stopped.unwrap();
        invitations::mark_opted_out(&tx, stopped.lane, stopped.id, october(3))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let done = merged(&open, &kept, &gone).await.unwrap();
        assert_eq!(done.stops, ["satisfaction"]);
        let db = &open.fresh.reader;
        let own = open.invitations.iter().find(|one| one.client.id == kept.id);
        let own = own.unwrap();
        let now = invitations::by_id(db, own.lane, own.id).await.unwrap();
        assert_eq!(now.stage, invitations::Stage::OptedOut);
        let stops = opt_outs::stops(
            db,
            key().address_hash(&kept.email),
            open.programme.id,
            "satisfaction",
        );
        assert!(stops.await.unwrap());
    }

    #[tokio::test]
    async fn over_two_lanes_what_is_taken_back_is_and_what_would_have_to_move_is_refused() {
        let open = open_wave(PrivacyMode::Confidential, 4, 12).await;
        let db = &open.fresh.reader;
        let known = all(db, &open.programme).await.unwrap();
        let kept = &known[0];
        let gone = known.iter().find(|one| one.lane != kept.lane).unwrap();
        let of = |client: &Client| {
            let mut invitations = open.invitations.iter();
            invitations.find(|one| one.client.id == client.id).unwrap()
        };
        let tx = open.fresh.begin().await.unwrap();
        let stopped = of(gone);
        invitations::mark_opted_out(&tx, stopped.lane, stopped.id, october(3))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let done = merged(&open, kept, gone).await.unwrap();
        assert_eq!((done.moves, done.revokes), (vec![], vec![2]));
        let stage = async |client: &Client| {
            let one = of(client);
            let now = invitations::by_id(db, one.lane, one.id).await.unwrap();
            now.stage
        };
        assert_eq!(stage(gone).await, invitations::Stage::Revoked);
        assert_eq!(stage(kept).await, invitations::Stage::OptedOut);

        // One more, in another lane than a client that is invited while this one is not.
        let tx = open.fresh.begin().await.unwrap();
        let kind = crate::domain::evidence::FileKind::Clients;
        let file = batch(&tx, &open.programme, kind).await;
        let rows = client_rows(13);
        clients::import(&tx, &open.programme, file, &rows, october(4))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let late = by_key(db, &open.programme, "K0013").await.unwrap();
        let far = known.iter().skip(1);
        let mut far = far.filter(|one| one.lane != late.lane && one.id != gone.id);
        let far = far.next().unwrap();
        assert_eq!(merged(&open, &late, far).await, Err(Clash::Apart));
        assert_eq!(stage(far).await, of(far).stage);
        assert_eq!(clients::count(db, &open.programme, "").await.unwrap(), 12);
    }

    #[tokio::test]
    async fn who_answered_twice_in_a_wave_stays_two_and_nothing_changes() {
        let open = open_wave(PrivacyMode::Anonymous, 1, 2).await;
        let (kept, gone) = two(&open).await;
        assert_eq!(merged(&open, &kept, &kept).await, Err(Clash::Same));
        let of = |client: &Client| {
            open.invitations
                .iter()
                .find(|one| one.client.id == client.id)
        };
        save_pages(&open.fresh, &[handed_in(of(&gone).unwrap(), "form", 4)])
            .await
            .unwrap();
        assert_eq!(
            merged(&open, &kept, &gone).await,
            Err(Clash::GoneAnswered(2))
        );
        save_pages(&open.fresh, &[handed_in(of(&kept).unwrap(), "other", 4)])
            .await
            .unwrap();
        assert_eq!(
            merged(&open, &kept, &gone).await,
            Err(Clash::BothAnswered(2))
        );
        let db = &open.fresh.reader;
        assert_eq!(clients::count(db, &open.programme, "").await.unwrap(), 2);
        assert_eq!(opt_outs::count(db).await.unwrap(), 0);
    }
}
