//! How the vault behaves on a real disk and against a real keychain service.

#[cfg(target_os = "linux")]
mod desktop;
mod file;
#[cfg(target_os = "linux")]
mod keychain;
