//! Public addresses: as tunnels tell them, and as the user makes them of what a tunnel brought.

use url::Url;

/// Longer ones are no addresses, but attacks on the panel.
const LONGEST: usize = 512;

/// Scheme, host, and port where it is not the scheme's own; none where this is no address.
pub(crate) fn normal(text: &str) -> Option<String> {
    let url = parsed(text)?;
    Some(url.origin().ascii_serialization())
}

fn parsed(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let named = url.host_str().is_some_and(|host| !host.is_empty());
    let plain = url.username().is_empty() && url.password().is_none();
    (web && named && plain && url.port_or_known_default() != Some(0)).then_some(url)
}

/// Host and port of an address.
pub(crate) fn parts(text: &str) -> Option<(String, u16)> {
    let url = parsed(text)?;
    Some((url.host_str()?.to_owned(), url.port_or_known_default()?))
}

/// The user's public address, in which `{host}` and `{port}` stand for what the tunnel brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(String);

impl Template {
    /// Only what makes an address; otherwise what is wrong with it.
    pub(crate) fn new(text: &str) -> Result<Self, &'static str> {
        let template = Self(text.trim().to_owned());
        let sample = template.0.replace("{host}", "host.example");
        let sample = sample.replace("{port}", "8080");
        let Some(url) = parsed(&sample) else {
            return Err("it is no address such as https://bell.example.com");
        };
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err("it has to end after the host and the port");
        }
        Ok(template)
    }

    /// The address, as soon as what it needs is known.
    pub(crate) fn fill(&self, host: Option<&str>, port: Option<u16>) -> Option<String> {
        let mut text = self.0.clone();
        if text.contains("{host}") {
            text = text.replace("{host}", host?);
        }
        if text.contains("{port}") {
            text = text.replace("{port}", &port?.to_string());
        }
        normal(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_one_form() {
        for (told, is) in [
            ("https://Bell.Example.COM/", "https://bell.example.com"),
            ("https://bell.example.com:443", "https://bell.example.com"),
            (
                " http://bell.example.com:80/x?y#z ",
                "http://bell.example.com",
            ),
            ("http://bore.pub:40123", "http://bore.pub:40123"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ] {
            assert_eq!(normal(told).as_deref(), Some(is), "{told}");
        }
        let long = format!("https://{}.example.com", "x".repeat(600));
        for told in [
            "",
            "bell.example.com",
            "ftp://bell.example.com",
            "https://",
            "https://:443",
            "javascript:alert(1)",
            "https://user:word@bell.example.com",
            "https://bell.example.com:0",
            "https://bell example.com",
            "file:///etc/passwd",
            &long,
        ] {
            assert_eq!(normal(told), None, "{told}");
        }
    }

    #[test]
    fn a_template_waits_for_what_it_needs() {
        let template = Template::new("https://bell.example.com:{port}/").unwrap();
        assert_eq!(template.fill(Some("bore.pub"), None), None);
        let filled = template.fill(None, Some(8443));
        assert_eq!(filled.as_deref(), Some("https://bell.example.com:8443"));
        let whole = Template::new("http://{host}:{port}").unwrap();
        let filled = whole.fill(Some("[::1]"), Some(80));
        assert_eq!(filled.as_deref(), Some("http://[::1]"));
        for wrong in [
            "bell.example.com",
            "https://b.example.com/hooks",
            "https://b.example.com?x",
        ] {
            assert!(Template::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_tunnel_brought_cannot_leave_its_place() {
        let template = Template::new("https://{host}").unwrap();
        assert_eq!(template.fill(Some("user@evil.example"), None), None);
        let slashed = template.fill(Some("evil.example/https:"), None);
        assert_eq!(
            slashed.as_deref(),
            Some("https://evil.example"),
            "a path is cut off"
        );
    }
}
