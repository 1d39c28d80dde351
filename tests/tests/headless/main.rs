//! Shipbell without a desktop: the command line, the door, and what lies on disk.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing on the spot"
)]

// What only Unix has (a shell, signals, the modes of files, a clock that can be moved for one program)
// is told of by the modules marked so; all the others hold on Windows, too.
mod answers;
// Not tried under Wine yet, where each of their many programs takes seconds to start.
#[cfg(unix)]
mod apple;
#[cfg(target_os = "linux")]
mod authority;
#[cfg(target_os = "linux")]
mod behind_bore;
mod commands;
mod damage;
mod duplicates;
mod durability;
#[cfg(unix)]
mod ending;
mod events;
mod exit_codes;
mod first_run;
mod folders;
#[cfg(unix)]
mod full_disk;
#[cfg(target_os = "linux")]
mod https;
#[cfg(target_os = "linux")]
mod hung_tunnel;
#[cfg(target_os = "linux")]
mod internet;
mod load;
#[cfg(unix)]
mod missed_night;
mod moving;
mod neighbours;
#[cfg(target_os = "linux")]
mod public_address;
#[cfg(unix)]
mod quarantine;
#[cfg(unix)]
mod rotation;
mod samples;
#[cfg(unix)]
mod secrets;
mod settings;
mod shapes;
#[cfg(target_os = "linux")]
mod tunnel;
#[cfg(target_os = "linux")]
mod two_behind_one;
#[cfg(unix)]
mod verify;
