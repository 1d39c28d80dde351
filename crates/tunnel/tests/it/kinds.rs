//! The table of kinds, as a panel and a command line read it.

use std::collections::BTreeSet;

use shipbell_tunnel::Kind;

#[test]
fn every_kind_is_found_by_its_name() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
        assert!(
            kind.name()
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-')
        );
    }
    assert_eq!(Kind::from_name("Bore"), None);
    let once: BTreeSet<_> = Kind::ALL.into_iter().collect();
    assert_eq!(once.len(), Kind::ALL.len());
}

#[test]
fn every_table_can_be_shown() {
    for kind in Kind::ALL {
        let about = kind.about();
        assert!(!about.title.is_empty());
        assert_eq!(about.program.is_empty(), kind == Kind::Command, "{kind:?}");
        assert!(about.more.is_empty() || about.more.starts_with("https://"));
        let keys: BTreeSet<_> = about.fields.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), about.fields.len(), "{kind:?} has a key twice");
        for field in about.fields {
            assert!(field.secret || !field.example.is_empty(), "{}", field.key);
        }
        let addressed = keys.contains("address");
        assert!(
            about.tls || addressed,
            "{kind:?}: without TLS of its own, an address is the way"
        );
    }
    assert_eq!(Kind::Command.find(), None);
}
