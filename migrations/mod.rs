//! The migrations, in order. Append only: one that was released is never edited.

use sea_orm_migration::prelude::*;

mod m20261123_090000_definitions;
mod m20261123_090100_respondents;
mod m20261123_090200_evidence;
mod m20261123_090300_queues;
mod m20261123_100000_uploads;
mod m20261125_040343_asking;
mod m20261125_044600_survey_changes;
mod m20261125_044700_results;
mod m20261125_045500_conversations;
mod m20261127_173500_import_traces;
mod m20261127_185500_phases;
mod m20261129_215300_problem_decisions;
mod m20261129_215400_coding;
mod m20261129_220900_import_files;
mod m20261130_011500_role_days;
mod m20261130_021100_open_links;
mod m20261130_021500_ticket_segments;
mod m20261130_025700_outcome_wanted;
mod m20261130_025900_merged_clients;
mod m20261130_025930_last_mail;
mod m20261130_043200_ended_amendments;
mod m20261130_043900_response_times;
mod m20261130_044800_addresses;
mod m20261130_075200_unfinished_imports;
mod m20261130_082700_large_uploads;
mod m20261130_085700_waiting_uploads;
mod m20261130_111400_quotes;
mod m20261130_115700_about;
mod m20261130_124500_found_rows;
mod m20261130_144100_open_tickets;
mod m20261130_184000_settling;
mod sql;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_090000_definitions::Migration),
            Box::new(m20261123_090100_respondents::Migration),
            Box::new(m20261123_090200_evidence::Migration),
            Box::new(m20261123_090300_queues::Migration),
            Box::new(m20261123_100000_uploads::Migration),
            Box::new(m20261125_040343_asking::Migration),
            Box::new(m20261125_044600_survey_changes::Migration),
            Box::new(m20261125_045500_conversations::Migration),
            Box::new(m20261125_044700_results::Migration),
            Box::new(m20261127_173500_import_traces::Migration),
            Box::new(m20261127_185500_phases::Migration),
            Box::new(m20261129_215300_problem_decisions::Migration),
            Box::new(m20261129_215400_coding::Migration),
            Box::new(m20261129_220900_import_files::Migration),
            Box::new(m20261130_011500_role_days::Migration),
            Box::new(m20261130_021100_open_links::Migration),
            Box::new(m20261130_021500_ticket_segments::Migration),
            Box::new(m20261130_025700_outcome_wanted::Migration),
            Box::new(m20261130_025900_merged_clients::Migration),
            Box::new(m20261130_025930_last_mail::Migration),
            Box::new(m20261130_043200_ended_amendments::Migration),
            Box::new(m20261130_043900_response_times::Migration),
            Box::new(m20261130_044800_addresses::Migration),
            Box::new(m20261130_075200_unfinished_imports::Migration),
            Box::new(m20261130_082700_large_uploads::Migration),
            Box::new(m20261130_085700_waiting_uploads::Migration),
            Box::new(m20261130_111400_quotes::Migration),
            Box::new(m20261130_115700_about::Migration),
            Box::new(m20261130_124500_found_rows::Migration),
            Box::new(m20261130_144100_open_tickets::Migration),
            Box::new(m20261130_184000_settling::Migration),
        ]
    }
}
