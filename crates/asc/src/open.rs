//! Lists of words that Apple may lengthen.

/// An enum of Apple's words, in which a word that we do not know survives as it is.
macro_rules! open {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`.")] $variant,)*
            /// A word that we do not know, as Apple wrote it.
            Unknown(String),
        }

        impl $name {
            /// The words that we know.
            pub const KNOWN: &[&str] = &[$($word,)*];

            /// As Apple writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $($word => Self::$variant,)*
                    _ => Self::Unknown(word),
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::from(word.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.as_str().to_owned()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// What Apple says of a thing. Each part may be missing; a part that we do not know is kept.
macro_rules! attributes {
    (
        $(#[$doc:meta])* $name:ident is $kind:literal {
            $($(#[$of:meta])* $field:ident: $type:ty,)*
        }
        $($(#[$to:meta])* $relation:ident: $cardinality:ident<$target:ty> = $word:literal,)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct $name {
            $(
                $(#[$of])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )*
            /// What we do not know of, as it came.
            #[serde(flatten)]
            pub other: $crate::document::OtherAttributes,
        }

        impl $crate::document::Attributes for $name {
            const KIND: &str = $kind;
            const FIELDS: &[&str] = &[$(stringify!($field),)*];
            const RELATIONS: &[&str] = &[$($word,)*];
        }

        impl $name {
            $(
                $(#[$to])*
                pub const $relation: $crate::document::$cardinality<$target> =
                    $crate::document::$cardinality::new($word);
            )*
        }
    };
}

pub(crate) use {attributes, open};
