/** The functions of the portable expression language, and those that only one engine has. */
export const functions = `
// ---- time -------------------------------------------------------------------------------------

/// The instant at which the transaction started.
function now() returns timestamp stable
/// The instant at which the transaction started, as the SQL standard names it.
function current_timestamp() returns timestamp stable
/// The date and time without zone at which the transaction started.
function local_timestamp() returns datetime stable
/// The day on which the transaction started, in the session's time zone.
function today() returns date stable
/// The instant of the call, not of the transaction.
function clock_timestamp() returns timestamp volatile for postgresql
/// The day of an instant, in the session's time zone.
function date(value: any) returns date stable
function year(value: any) returns int immutable
function month(value: any) returns int immutable
function day(value: any) returns int immutable
function hour(value: any) returns int immutable
function minute(value: any) returns int immutable
function second(value: any) returns int immutable
/// The start of the hour, day, week, month, quarter or year that a moment is in.
function date_trunc(unit: string, value: any) returns any immutable
/// A field of a moment, such as 'year' or 'dow'.
function date_part(field: string, value: any) returns double stable for postgresql
/// An instant as the clock on the wall of a time zone shows it, or the instant at which such a clock shows it.
function timezone(zone: string, value: any) returns any immutable for postgresql
/// The time between two moments in years, months and days.
function age(later: any, earlier: any) returns interval immutable for postgresql
function age(earlier: any) returns interval stable for postgresql
/// A span of so many seconds.
function make_interval(secs: number) returns interval immutable for postgresql
/// Seconds since 1970-01-01 00:00:00 UTC.
function epoch(value: any) returns double immutable

// ---- identity ---------------------------------------------------------------------------------

/// A random UUID, version 4 (RFC 9562).
function uuid() returns uuid volatile
/// A UUID that starts with the time, version 7 (RFC 9562): new rows land at the end of the index.
function uuid7() returns uuid volatile
/// The next value of a sequence.
function next(sequence: any) returns bigint volatile
/// The name of the user of the session.
function current_user() returns string stable
/// The name of the user that logged in.
function session_user() returns string stable

// ---- text -------------------------------------------------------------------------------------

function lower(value: string) returns string immutable
function upper(value: string) returns string immutable
function initcap(value: string) returns string immutable for postgresql, oracle
/// Number of characters.
function length(value: string) returns int immutable
function length(value: binary) returns int immutable
/// Number of characters, by the name that the SQL standard gives it.
function char_length(value: string) returns int immutable for postgresql, mysql
/// Number of bytes.
function octet_length(value: string) returns int immutable
function octet_length(value: binary) returns int immutable
/// Without blanks at both ends.
function trim(value: string) returns string immutable
function ltrim(value: string) returns string immutable
function rtrim(value: string) returns string immutable
function btrim(value: string, characters: string) returns string immutable for postgresql
/// So many characters from a position; the first is 1.
function substring(value: string, start: int, length: int) returns string immutable
function substring(value: string, start: int) returns string immutable
/// The first n characters.
function left(value: string, count: int) returns string immutable
/// The last n characters.
function right(value: string, count: int) returns string immutable
function replace(value: string, search: string, replacement: string) returns string immutable
/// Where a text starts within another; 0 where it does not occur.
function position(search: string, value: string) returns int immutable
function lpad(value: string, length: int, fill: string) returns string immutable
function rpad(value: string, length: int, fill: string) returns string immutable
function repeat(value: string, count: int) returns string immutable
function reverse(value: string) returns string immutable
/// The texts one after the other; null counts as empty.
function concat(variadic value: any) returns string stable
function concat_ws(separator: string, variadic value: any) returns string stable
/// True where the text matches the regular expression.
function matches(value: string, pattern: string) returns boolean immutable
function regexp_replace(value: string, pattern: string, replacement: string) returns string immutable
function regexp_replace(value: string, pattern: string, replacement: string, flags: string) returns string immutable for postgresql
function split_part(value: string, delimiter: string, part: int) returns string immutable for postgresql
/// A hexadecimal MD5 digest. Not for secrets.
function md5(value: string) returns string immutable
function sha256(value: binary) returns binary immutable for postgresql
function encode(value: binary, format: string) returns string immutable for postgresql
function decode(value: string, format: string) returns binary immutable for postgresql
/// A value as text in a given format.
function to_char(value: any, format: string) returns string stable for postgresql, oracle
function quote_ident(value: string) returns string immutable for postgresql

// ---- numbers ----------------------------------------------------------------------------------

function abs(value: number) returns number immutable
function sign(value: number) returns number immutable
function round(value: number) returns number immutable
function round(value: number, digits: int) returns number immutable
function trunc(value: number) returns number immutable
function floor(value: number) returns number immutable
function ceil(value: number) returns number immutable
/// The remainder of a division, with the sign of the dividend.
function mod(dividend: number, divisor: number) returns number immutable
function power(base: number, exponent: number) returns number immutable
function sqrt(value: number) returns double immutable
function exp(value: number) returns double immutable
function ln(value: number) returns double immutable
function log10(value: number) returns double immutable
/// A random number from 0 (inclusive) to 1 (exclusive).
function random() returns double volatile

// ---- choice -----------------------------------------------------------------------------------

/// The first argument that is not null.
function coalesce(variadic value: any) returns any immutable
/// Null where both are equal, else the first.
function nullif(value: any, other: any) returns any immutable
function greatest(variadic value: any) returns any immutable
function least(variadic value: any) returns any immutable
/// How many of the arguments are not null.
function num_nonnulls(variadic value: any) returns int immutable for postgresql
function num_nulls(variadic value: any) returns int immutable for postgresql

// ---- JSON and arrays --------------------------------------------------------------------------

/// The value behind a path as text: json_value(data, '$.customer.name').
function json_value(document: json, path: string) returns string immutable
/// The part of the document behind a path: json_query(data, '$.items').
function json_query(document: json, path: string) returns json immutable
/// True where the path leads to something.
function json_exists(document: json, path: string) returns boolean immutable
/// What kind of JSON value it is: object, array, string, number, boolean, null.
function json_typeof(document: json) returns string immutable
function json_array_length(document: json) returns int immutable
/// Number of elements of an array.
function cardinality(value: any) returns int immutable for postgresql
function array_length(value: any, dimension: int) returns int immutable for postgresql
function array_position(value: any, element: any) returns int immutable for postgresql
/// True where an array, range or document contains the other value.
function contains(container: any, element: any) returns boolean immutable for postgresql
/// True where two ranges or arrays have something in common.
function overlaps(left: any, right: any) returns boolean immutable for postgresql
/// The lower bound of a range.
function lower_bound(value: range(any)) returns any immutable for postgresql
/// The upper bound of a range.
function upper_bound(value: range(any)) returns any immutable for postgresql
/// The range from a value (inclusive) to another (exclusive).
function range(start: any, end: any) returns range(any) immutable for postgresql
/// The lexemes of a text in a language, for full-text search.
function to_tsvector(language: string, value: any) returns native(postgresql: "tsvector") immutable for postgresql
function to_tsquery(language: string, value: string) returns native(postgresql: "tsquery") immutable for postgresql
function to_jsonb(value: any) returns json stable for postgresql

// ---- aggregates -------------------------------------------------------------------------------

aggregate count(value: any) returns bigint
aggregate count() returns bigint
aggregate sum(value: number) returns number
aggregate avg(value: number) returns decimal
aggregate min(value: any) returns any
aggregate max(value: any) returns any
aggregate string_agg(value: string, separator: string) returns string
aggregate array_agg(value: any) returns any[] for postgresql
aggregate json_agg(value: any) returns json for postgresql
aggregate bool_and(value: boolean) returns boolean for postgresql
aggregate bool_or(value: boolean) returns boolean for postgresql
aggregate stddev(value: number) returns decimal
aggregate variance(value: number) returns decimal
/// The value below which a fraction of the rows lies: percentile_cont(0.95) within group (order by duration).
aggregate percentile_cont(fraction: number) returns double
aggregate percentile_disc(fraction: number) returns any
aggregate mode() returns any
/// The number of the row in its window.
aggregate row_number() returns bigint
aggregate rank() returns bigint
aggregate dense_rank() returns bigint
aggregate lag(value: any) returns any
aggregate lead(value: any) returns any
aggregate first_value(value: any) returns any
aggregate last_value(value: any) returns any
`;
