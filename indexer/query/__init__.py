"""The query language of the user: text -> typed tree (`syntax`) -> engine query (`compile`); docs/query-language.md."""
