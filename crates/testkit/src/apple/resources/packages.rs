//! Alternative distribution. The description has no path for it, so there is nothing to ask; only
//! webhooks speak of it.

use anyhow::Result;

use crate::apple::FakeApple;
use crate::apple::event::{Kind, Telling};
use crate::apple::state::State;

impl State {
    pub(crate) fn package_version_comes(&mut self, app: &str) -> Result<String> {
        self.app(app)?;
        let id = self.ids.uuid();
        self.announce(app, &Telling::of(Kind::PackageVersion, &id));
        Ok(id)
    }

    pub(crate) fn package_available(
        &mut self,
        app: &str,
        available: bool,
        territories: &[String],
    ) -> Result<String> {
        self.app(app)?;
        let id = self.ids.uuid();
        let telling = Telling::of(Kind::PackageAvailable, &id).territories(available, territories);
        self.announce(app, &telling);
        Ok(id)
    }

    pub(crate) fn territories_change(
        &mut self,
        app: &str,
        available: bool,
        territories: &[String],
    ) -> Result<()> {
        self.app(app)?;
        let telling = Telling::of(Kind::TerritoryAvailability, "");
        self.announce(app, &telling.territories(available, territories));
        Ok(())
    }
}

impl FakeApple {
    /// An alternative distribution package has a new version, and webhooks hear of it.
    pub fn package_version_comes(&self, app: &str) -> Result<String> {
        self.with(|state| state.package_version_comes(app))
    }

    /// A package became available in these territories, or ceased to be.
    pub fn package_available(
        &self,
        app: &str,
        available: bool,
        territories: &[&str],
    ) -> Result<String> {
        let territories = owned(territories);
        self.with(|state| state.package_available(app, available, &territories))
    }

    /// Alternative distribution opened in these territories, or closed.
    pub fn territories_change(
        &self,
        app: &str,
        available: bool,
        territories: &[&str],
    ) -> Result<()> {
        let territories = owned(territories);
        self.with(|state| state.territories_change(app, available, &territories))
    }
}

fn owned(territories: &[&str]) -> Vec<String> {
    territories.iter().map(|&one| one.to_owned()).collect()
}
