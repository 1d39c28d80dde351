//! Records and the list of their ids, kept in step over a keychain that only knows single entries.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::INDEX;
use crate::VaultError;
use crate::stored::LIMIT;

/// One entry of the system's keychain at a time.
pub(crate) trait Entries {
    /// The text kept for `user`.
    fn get(&mut self, user: &str) -> Result<Option<Zeroizing<String>>, VaultError>;
    /// Keeps `text` for `user`.
    fn put(&mut self, user: &str, text: &str) -> Result<(), VaultError>;
    /// Deletes the entry; `false` where there was none.
    fn delete(&mut self, user: &str) -> Result<bool, VaultError>;
    /// Lets the system ask the person to unlock.
    fn unlock(&mut self) -> Result<(), VaultError>;
}

/// Entries and their index. Lives on one thread, so its updates never cross.
pub(crate) struct Shelf<E> {
    entries: E,
    /// Ids known to be listed, so that reading a secret does not read the list each time.
    listed: BTreeSet<String>,
}

impl<E: Entries> Shelf<E> {
    pub(crate) fn new(entries: E) -> Self {
        Self {
            entries,
            listed: BTreeSet::new(),
        }
    }

    pub(crate) fn read(&mut self, id: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
        let text = self.entries.get(id)?;
        if text.is_some() && !self.listed.contains(id) {
            // A crash came between the entry and the list, or the list was lost. Reading must
            // not fail over it: the secret is at hand.
            let _ = self.list(id);
        }
        Ok(text)
    }

    pub(crate) fn write(&mut self, id: &str, text: &str) -> Result<(), VaultError> {
        // The list goes first where it may not fit: a record that no list names would be lost
        // with the database. A listed id without a record is harmless and dropped by `ids`.
        self.list(id)?;
        self.entries.put(id, text)
    }

    pub(crate) fn remove(&mut self, id: &str) -> Result<bool, VaultError> {
        let removed = self.entries.delete(id)?;
        let mut index = self.index()?;
        if index.remove(id) {
            self.save(&index)?;
        }
        self.listed = index;
        Ok(removed)
    }

    pub(crate) fn ids(&mut self) -> Result<Vec<String>, VaultError> {
        let index = self.read_index()?;
        let mut present = BTreeSet::new();
        for id in &index {
            if self.is_kept(id)? {
                present.insert(id.clone());
            }
        }
        if present != index {
            self.save(&present)?;
        }
        self.listed.clone_from(&present);
        Ok(present.into_iter().collect())
    }

    pub(crate) fn unlock(&mut self) -> Result<(), VaultError> {
        self.entries.unlock()
    }

    /// An entry that cannot be read is still there, and its owner should hear of it.
    fn is_kept(&mut self, id: &str) -> Result<bool, VaultError> {
        match self.entries.get(id) {
            Ok(text) => Ok(text.is_some()),
            Err(VaultError::Ambiguous { .. } | VaultError::Damaged { .. }) => Ok(true),
            Err(other) => Err(other),
        }
    }

    fn list(&mut self, id: &str) -> Result<(), VaultError> {
        if self.listed.contains(id) {
            return Ok(());
        }
        let mut index = self.index()?;
        if index.insert(id.to_owned()) {
            self.save(&index)?;
        }
        self.listed = index;
        Ok(())
    }

    /// The index for changing it. A damaged one is begun anew: each entry that is still in use
    /// lists itself again when it is read.
    fn index(&mut self) -> Result<BTreeSet<String>, VaultError> {
        match self.read_index() {
            Err(VaultError::Damaged { .. }) => Ok(BTreeSet::new()),
            read => read,
        }
    }

    fn read_index(&mut self) -> Result<BTreeSet<String>, VaultError> {
        let Some(text) = self.entries.get(INDEX)? else {
            return Ok(BTreeSet::new());
        };
        let damaged = |_| VaultError::Damaged {
            id: INDEX.to_owned(),
        };
        serde_json::from_str(&text).map_err(damaged)
    }

    fn save(&mut self, index: &BTreeSet<String>) -> Result<(), VaultError> {
        let damaged = |_| VaultError::Damaged {
            id: INDEX.to_owned(),
        };
        let text = serde_json::to_string(index).map_err(damaged)?;
        if text.encode_utf16().count() > LIMIT {
            return Err(VaultError::Full { limit: LIMIT });
        }
        self.entries.put(INDEX, &text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Drawer(BTreeMap<String, String>);

    impl Entries for Drawer {
        fn get(&mut self, user: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
            Ok(self.0.get(user).cloned().map(Zeroizing::new))
        }
        fn put(&mut self, user: &str, text: &str) -> Result<(), VaultError> {
            self.0.insert(user.to_owned(), text.to_owned());
            Ok(())
        }
        fn delete(&mut self, user: &str) -> Result<bool, VaultError> {
            Ok(self.0.remove(user).is_some())
        }
        fn unlock(&mut self) -> Result<(), VaultError> {
            Ok(())
        }
    }

    #[test]
    fn what_is_written_is_listed_and_what_is_removed_is_not() {
        let mut shelf = Shelf::new(Drawer::default());
        shelf.write("b", "1").unwrap();
        shelf.write("a", "2").unwrap();
        assert_eq!(
            shelf.ids().unwrap(),
            ["a", "b"],
            "a lost database finds its doors by this"
        );
        assert!(shelf.remove("b").unwrap());
        assert!(
            !shelf.remove("b").unwrap(),
            "there was nothing left to remove"
        );
        assert_eq!(shelf.ids().unwrap(), ["a"]);
    }

    #[test]
    fn an_entry_the_list_forgot_is_listed_again_once_read() {
        let mut shelf = Shelf::new(Drawer::default());
        shelf.entries.put("a", "secret").unwrap();
        assert!(shelf.ids().unwrap().is_empty());
        assert!(shelf.read("a").unwrap().is_some());
        assert_eq!(
            shelf.ids().unwrap(),
            ["a"],
            "a crash between two writes heals by itself"
        );
    }

    #[test]
    fn a_listed_id_without_an_entry_is_dropped_for_good() {
        let mut shelf = Shelf::new(Drawer::default());
        shelf.entries.put(INDEX, r#"["a","gone"]"#).unwrap();
        shelf.entries.put("a", "secret").unwrap();
        assert_eq!(
            shelf.ids().unwrap(),
            ["a"],
            "a door without a secret cannot be opened"
        );
        assert_eq!(shelf.entries.0.get(INDEX).unwrap(), r#"["a"]"#);
    }

    #[test]
    fn a_damaged_list_is_told_and_begun_anew_by_the_next_write() {
        let mut shelf = Shelf::new(Drawer::default());
        shelf.entries.put(INDEX, "not a list").unwrap();
        assert!(
            matches!(shelf.ids(), Err(VaultError::Damaged { .. })),
            "an empty list would say that there are no endpoints, which nobody knows"
        );
        shelf.write("a", "secret").unwrap();
        assert_eq!(shelf.ids().unwrap(), ["a"]);
    }

    #[test]
    fn a_full_list_refuses_before_anything_is_written() {
        let mut shelf = Shelf::new(Drawer::default());
        let mut refused = None;
        for number in 0..100 {
            if let Err(full) = shelf.write(&format!("{number:036}"), "secret") {
                refused = Some((number, full));
                break;
            }
        }
        let (number, full) = refused.expect("Windows holds no more than 2560 bytes");
        assert!(matches!(full, VaultError::Full { .. }), "{full}");
        assert_eq!(
            shelf.entries.0.len(),
            number + 1,
            "no record stays behind unlisted"
        );
    }
}
