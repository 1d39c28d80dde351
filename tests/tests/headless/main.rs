//! Shipbell without a desktop: the command line, the door, and what lies on disk.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing on the spot"
)]

mod answers;
mod commands;
mod damage;
mod duplicates;
mod durability;
mod ending;
mod events;
mod exit_codes;
mod first_run;
mod folders;
mod full_disk;
#[cfg(target_os = "linux")]
mod internet;
mod load;
mod moving;
mod neighbours;
#[cfg(target_os = "linux")]
mod public_address;
mod quarantine;
mod rotation;
mod samples;
mod secrets;
mod settings;
mod shapes;
mod verify;
