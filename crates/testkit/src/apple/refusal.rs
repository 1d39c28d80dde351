//! How Apple says no.

use serde_json::{Value, json};

/// A refusal in Apple's form. Codes and statuses are Apple's; the sentences are ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    pub(crate) detail: String,
    source: Option<(&'static str, String)>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &'static str, title: &'static str, detail: &str) -> Self {
        Self {
            status,
            code,
            title,
            detail: detail.to_owned(),
            source: None,
        }
    }

    /// 401, whatever was wrong with the token. `why` is for who reads the fake's log.
    pub(crate) fn unauthorized(why: &str) -> Self {
        Self::new(
            401,
            "NOT_AUTHORIZED",
            "No valid credentials came with the request.",
            why,
        )
    }

    /// 403 for what this key may not do.
    pub(crate) fn forbidden(detail: &str) -> Self {
        Self::new(
            403,
            "FORBIDDEN_ERROR",
            "The operation is not allowed.",
            detail,
        )
    }

    /// 403 until the account holder signs.
    pub(crate) fn agreement() -> Self {
        Self::new(
            403,
            "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED",
            "An agreement is missing or has expired.",
            "The request needs an agreement that was not signed or is no longer in force.",
        )
    }

    /// 404 for an id or a path that there is not.
    pub(crate) fn not_found(detail: &str) -> Self {
        Self::new(404, "NOT_FOUND", "The resource does not exist.", detail)
    }

    /// 400 for a parameter that this request does not have.
    pub(crate) fn illegal(parameter: &str) -> Self {
        let detail = format!("The parameter '{parameter}' can not be used with this request");
        Self::new(
            400,
            "PARAMETER_ERROR.ILLEGAL",
            "A parameter is not allowed here.",
            &detail,
        )
        .about("parameter", parameter)
    }

    /// 400 for a parameter with a wrong value.
    pub(crate) fn invalid(parameter: &str, detail: &str) -> Self {
        Self::new(
            400,
            "PARAMETER_ERROR.INVALID",
            "A parameter has an invalid value.",
            detail,
        )
        .about("parameter", parameter)
    }

    /// 400 for a parameter that has to be there.
    pub(crate) fn required(parameter: &str, detail: &str) -> Self {
        Self::new(
            400,
            "PARAMETER_ERROR.REQUIRED",
            "A required parameter is missing.",
            detail,
        )
        .about("parameter", parameter)
    }

    /// 409 for something in the body.
    pub(crate) fn entity(code: &'static str, detail: &str, pointer: &str) -> Self {
        Self::new(409, code, "The entity in the request is not valid.", detail)
            .about("pointer", pointer)
    }

    /// 501, which Apple never says: the request is right, and the fake has nothing behind it.
    pub(crate) fn not_modelled(what: &str) -> Self {
        let detail =
            format!("Apple has {what}; the fake does not. Model it before you rely on it.");
        Self::new(
            501,
            "FAKE.NOT_MODELLED",
            "Only the real service can answer this.",
            &detail,
        )
    }

    fn about(self, what: &'static str, place: &str) -> Self {
        Self {
            source: Some((what, place.to_owned())),
            ..self
        }
    }

    /// The body of the answer.
    pub(crate) fn body(&self, id: &str) -> Value {
        let mut error = json!({
            "id": id,
            "status": self.status.to_string(),
            "code": self.code,
            "title": self.title,
            "detail": self.detail,
        });
        if let (Some((what, place)), Some(error)) = (&self.source, error.as_object_mut()) {
            error.insert("source".to_owned(), json!({ (*what): place }));
        }
        json!({ "errors": [error] })
    }
}
