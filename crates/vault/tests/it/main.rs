//! How the vault behaves on a real disk and against a real keychain service.

mod file;
