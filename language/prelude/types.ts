/** The primitive types. */
export const types = `
/// Text of up to n characters; without n, of any length.
primitive string(length?)
/// Text of exactly n characters, padded with blanks.
primitive char(length?)
/// Text of any length.
primitive text
/// Whole number of 16 bits.
primitive smallint
/// Whole number of 32 bits.
primitive int
/// Whole number of 64 bits.
primitive bigint
/// Exact number of p digits, s of them after the point.
primitive decimal(precision?, scale?)
/// Approximate number of 32 bits (IEEE 754 binary32).
primitive float
/// Approximate number of 64 bits (IEEE 754 binary64).
primitive double
primitive boolean
/// A day of the calendar.
primitive date
/// A time of day without a zone, p digits after the second.
primitive time(precision?)
/// Date and time of day without a zone: what a clock on the wall shows.
primitive datetime(precision?)
/// An instant: the same moment everywhere, shown in the session's time zone.
primitive timestamp(precision?)
/// A span of time.
primitive interval
/// Universally unique identifier, RFC 9562.
primitive uuid
/// A JSON document, in the engine's binary form where it has one.
primitive json
/// Bytes, up to n.
primitive binary(length?)
/// A vector of n numbers, for nearness search.
primitive vector(dimensions?)
/// A range between two values of a type: range(date).
primitive range(of)
/// Several ranges that do not overlap: multirange(date).
primitive multirange(of)

/// In signatures: a value of whatever type.
primitive any
/// In signatures: a number of whatever type.
primitive number
/// In signatures: an attribute of the annotated element.
primitive attribute
/// What a procedure gives.
primitive void
/// What a trigger function gives.
primitive trigger
/// A row of no declared type.
primitive record
`;
