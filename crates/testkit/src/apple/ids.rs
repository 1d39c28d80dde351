//! Ids as Apple forms them, the same in every run.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Draws one id after the other. A run that asks for the same things gets the same ids, so that a
/// failure can be looked at twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    drawn: u64,
}

impl Ids {
    /// What almost everything has.
    pub(crate) fn uuid(&mut self) -> String {
        let digits = hex::encode(self.draw());
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
        format!(
            "{}-{}-4{}-a{}-{}",
            part(0, 8),
            part(8, 12),
            part(13, 16),
            part(17, 20),
            part(20, 32)
        )
    }

    /// Feedback has 23 characters of base64url instead.
    pub(crate) fn feedback(&mut self) -> String {
        let text = URL_SAFE_NO_PAD.encode(self.draw());
        format!("A{}", text.get(..22).unwrap_or_default())
    }

    /// An app's Apple ID: ten digits.
    pub(crate) fn app(&mut self) -> String {
        self.drawn += 1;
        (1_900_000_100 + self.drawn).to_string()
    }

    /// A key's id: ten letters and digits.
    pub(crate) fn key(&mut self) -> String {
        let text = hex::encode_upper(self.draw());
        text.get(..10).unwrap_or_default().to_owned()
    }

    /// What signs the address of a picture.
    pub(crate) fn signature(&mut self) -> String {
        URL_SAFE_NO_PAD.encode(self.draw())
    }

    fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        Sha256::digest(format!("fake apple {}", self.drawn)).into()
    }
}
