//! Pictures: a tester's, fetched from the address that Apple signed for it, and icons.

use reqwest::Url;

use crate::answer::{BodyFault, body};
use crate::base::is_loopback;
use crate::client::Client;
use crate::error::AscError;
use crate::failure::told_apart;
use crate::private::Private;
use crate::resources::Image;

/// The largest screens make PNGs of about twenty.
const READ_AT_MOST: usize = 32 * 1024 * 1024;

impl Client {
    /// The picture at a screenshot's address. The address is its own permission: no token goes along,
    /// and it counts for nobody's hour.
    pub async fn picture(&self, at: &Private) -> Result<Vec<u8>, AscError> {
        let url = Url::parse(at.reveal()).map_err(|_| AscError::ForeignPicture)?;
        if !self.is_at(&url, "apple.com") {
            return Err(AscError::ForeignPicture);
        }
        self.fetch(url).await
    }

    /// An icon as a PNG in a square of this many pixels. Whoever knows the address may see it.
    pub async fn icon(&self, of: &Image, pixels: u32) -> Result<Vec<u8>, AscError> {
        let url = of.png(pixels).and_then(|url| Url::parse(&url).ok());
        let url = url.filter(|url| self.is_at(url, "mzstatic.com"));
        self.fetch(url.ok_or(AscError::ForeignPicture)?).await
    }

    async fn fetch(&self, url: Url) -> Result<Vec<u8>, AscError> {
        let sent = self.within.http.get(url).send().await;
        let mut response = sent.map_err(|error| told_apart(&error, self.within.patience))?;
        match response.status().as_u16() {
            200 => {}
            300..=399 => return Err(AscError::Redirected("another address".to_owned())),
            status @ (401 | 403 | 404 | 410) => return Err(AscError::PictureExpired(status)),
            status => {
                return Err(AscError::Server {
                    status,
                    refusals: Vec::new(),
                });
            }
        }
        body(&mut response, READ_AT_MOST)
            .await
            .map_err(|fault| match fault {
                BodyFault::TooLarge(most) => AscError::TooLarge(most),
                BodyFault::Broken(error) => told_apart(&error, self.within.patience),
            })
    }

    /// \[L\] Feedback was seen on `tf-feedback.itunes.apple.com`, icons on hosts of `mzstatic.com`. What an
    /// answer says is not followed elsewhere.
    fn is_at(&self, url: &Url, domain: &str) -> bool {
        if self.within.base.is_loopback() && is_loopback(url) {
            return matches!(url.scheme(), "http" | "https");
        }
        let host = url.host_str().unwrap_or_default();
        let below = host.strip_suffix(domain);
        let ours = below.is_some_and(|below| below.is_empty() || below.ends_with('.'));
        url.scheme() == "https" && ours && url.port().is_none() && url.username().is_empty()
    }
}
