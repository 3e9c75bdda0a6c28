/** Words of the language that are values of an enumeration: engines, frameworks, index methods, ... */
export const vocabulary = `
/// Database engines that a model may be for.
enum Engine {
  /// PostgreSQL 14 to 18.
  postgresql "PostgreSQL"
  /// MySQL 8 and MariaDB.
  mysql "MySQL"
  /// Microsoft SQL Server 2019, 2022.
  sqlserver "SQL Server"
  /// Oracle Database 19c, 23ai.
  oracle "Oracle"
  sqlite "SQLite"
  mongodb "MongoDB"
}

/// How physical names follow from the names in the model.
enum NamingRule {
  /// \`firstName\` becomes \`first_name\`.
  snake_case
  /// \`firstName\` stays \`firstName\`, quoted where the engine folds case.
  as_written
}

/// Laws and standards whose rules apply to a model that declares them.
enum ComplianceFramework {
  /// Regulation (EU) 2016/679, General Data Protection Regulation.
  GDPR
  /// California Consumer Privacy Act, Cal. Civ. Code 1798.100 and following.
  CCPA
  /// Health Insurance Portability and Accountability Act, 45 CFR Part 164.
  HIPAA
  /// Payment Card Industry Data Security Standard 4.0.1.
  PCI
  /// AICPA Trust Services Criteria.
  SOC2
  /// Lei Geral de Protecao de Dados, Lei 13.709/2018.
  LGPD
  /// Personal Information Protection and Electronic Documents Act (Canada).
  PIPEDA
}

/// How an index finds rows.
enum IndexMethod {
  /// Sorted: equality, ranges, order. What every engine has.
  btree
  /// Equality only.
  hash
  /// Many values in one row: arrays, JSON, text search (PostgreSQL).
  gin
  /// Overlap and nearness: ranges, geometry (PostgreSQL).
  gist
  /// Space partitioning: prefixes, points (PostgreSQL).
  spgist
  /// Summaries of block ranges, for huge tables in insertion order (PostgreSQL).
  brin
  /// Approximate nearest neighbours by a graph (extension vector).
  hnsw
  /// Approximate nearest neighbours by lists (extension vector).
  ivfflat
  /// Signatures of many columns (extension bloom).
  bloom
  /// Portable full-text search over one or more text attributes.
  fulltext
}

/// Legal bases of processing, GDPR Art. 6(1)(a) to (f).
enum LegalBasis {
  consent "Consent, Art. 6(1)(a)"
  contract "Contract, Art. 6(1)(b)"
  legalObligation "Legal obligation, Art. 6(1)(c)"
  vitalInterests "Vital interests, Art. 6(1)(d)"
  publicTask "Public task, Art. 6(1)(e)"
  legitimateInterests "Legitimate interests, Art. 6(1)(f)"
}

/// What happens to data on its way along a flow.
enum Transformation {
  copy
  mask
  hash
  encrypt
  tokenize
  generalize
  aggregate
  derive
}

/// Everybody: what a grant to \`public\` is to.
external role public
`;
