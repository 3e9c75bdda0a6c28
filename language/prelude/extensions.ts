/** What the common PostgreSQL extensions bring along, and the built-in operator classes. */
export const extensions = `
// Operator classes that PostgreSQL has without an extension (manual, "Operator Classes").
operator class text_pattern_ops for btree
operator class varchar_pattern_ops for btree
operator class bpchar_pattern_ops for btree
operator class text_ops for btree
operator class jsonb_ops for gin
operator class jsonb_path_ops for gin
operator class array_ops for gin
operator class tsvector_ops for gin
operator class range_ops for gist
operator class inet_ops for gist
operator class network_ops for gist
operator class point_ops for gist
operator class box_ops for gist
operator class int4_minmax_multi_ops for brin
operator class int8_minmax_multi_ops for brin
operator class timestamptz_minmax_multi_ops for brin
operator class timestamptz_bloom_ops for brin
operator class uuid_bloom_ops for brin
operator class text_bloom_ops for brin

extension "uuid-ossp" {
  function uuid_generate_v1() returns uuid volatile for postgresql
  function uuid_generate_v4() returns uuid volatile for postgresql
  function uuid_generate_v5(namespace: uuid, name: string) returns uuid immutable for postgresql
}

extension pgcrypto {
  function digest(data: any, type: string) returns binary immutable for postgresql
  function hmac(data: any, key: any, type: string) returns binary immutable for postgresql
  function crypt(password: string, salt: string) returns string immutable for postgresql
  function gen_salt(type: string) returns string volatile for postgresql
}

extension pg_trgm {
  operator class gin_trgm_ops for gin
  operator class gist_trgm_ops for gist
  function similarity(left: string, right: string) returns float immutable for postgresql
}

extension vector {
  operator class vector_l2_ops for hnsw
  operator class vector_ip_ops for hnsw
  operator class vector_cosine_ops for hnsw
  operator class vector_l1_ops for hnsw
  function cosine_distance(left: vector, right: vector) returns double immutable for postgresql
  function l2_distance(left: vector, right: vector) returns double immutable for postgresql
}

extension btree_gin { operator class int4_gin_ops for gin }
extension btree_gist { operator class gist_uuid_ops for gist  operator class gist_text_ops for gist  operator class gist_int4_ops for gist }
extension hstore { primitive hstore  operator class gin_hstore_ops for gin }
extension ltree { primitive ltree  operator class gist_ltree_ops for gist }
extension citext { primitive citext }
extension unaccent { function unaccent(value: string) returns string stable for postgresql }
extension pg_stat_statements
extension pg_cron
extension postgis {
  primitive geometry
  primitive geography
  operator class gist_geometry_ops_2d for gist
}
`;
