//! Icons of apps and builds.

use serde_json::{Value, json};

use crate::apple::record::{Record, Shape};
use crate::apple::state::State;

pub(crate) static SHAPE: Shape = Shape {
    kind: "buildIcons",
    attributes: &["iconAsset", "iconType", "masked", "name"],
    relations: &[],
    unmodelled: &[],
};

impl State {
    /// A square icon whose colour comes from the name.
    pub(crate) fn add_icon(&mut self, name: &str) -> String {
        let id = self.ids.uuid();
        let attributes = json!({
            "iconAsset": self.icon_asset(&id),
            "iconType": "APP_STORE",
            "masked": false,
            "name": format!("{name}-AppIcon"),
        });
        self.world.add(Record::new("buildIcons", &id, attributes));
        id
    }

    /// `[L]` The address is a pattern: the client puts width, height and format into it.
    pub(crate) fn icon_asset(&self, id: &str) -> Value {
        json!({
            "templateUrl": format!("{}/icons/{id}/{{w}}x{{h}}bb.{{f}}", self.origin),
            "width": 1024,
            "height": 1024,
        })
    }
}
