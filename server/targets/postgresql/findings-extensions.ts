import type { FindingRegistry } from '../../../language/index.ts';

/** Findings about an extension that the model needs and does not declare; their data name it. */
export const extensionFindings = {
    PG017: {
        title: 'Scheduled job without pg_cron',
        severity: 'error',
        explanation: `
PostgreSQL runs nothing by itself at a given time; the extension pg_cron does. Without it there is no \`cron.schedule\` to
call. It also has to be in \`shared_preload_libraries\` of the server.`,
        source: 'pg_cron, "Setting up pg_cron"',
        example: `
model Shop { targets postgresql 18 }
function cleanUp() returns void language sql sql postgresql "SELECT 1"
job cleanUpNightly at "0 2 * * *" run cleanUp()`,
        mended: `
model Shop { targets postgresql 18 }
extension pg_cron

function cleanUp() returns void language sql sql postgresql "SELECT 1"
job cleanUpNightly at "0 2 * * *" run cleanUp()`,
        fixes: ['Declare the extension'],
        safe: true,
    },
    PG018: {
        title: 'GiST index over plain values without btree_gist',
        severity: 'error',
        explanation: `
A key without overlaps, and an exclusion constraint with \`=\`, are kept by a GiST index, which by itself knows ranges and
geometry only. The extension btree_gist teaches it numbers, texts, dates and UUIDs.`,
        source: 'PostgreSQL manual, F.7 (btree_gist); "CREATE TABLE", WITHOUT OVERLAPS',
        example: `
model Shop { targets postgresql 18 }
entity Price {
  product: int
  during:  range(date)
  key (product, during without overlaps)
}`,
        mended: `
model Shop { targets postgresql 18 }
extension btree_gist

entity Price {
  product: int
  during:  range(date)
  key (product, during without overlaps)
}`,
        fixes: ['Declare the extension'],
        safe: true,
    },
    PG019: {
        title: 'Vector without the extension vector',
        severity: 'error',
        explanation: `
The type for vectors comes with the extension vector (pgvector). A model says which extensions it needs, so that the script
creates them first.`,
        source: 'pgvector, "Getting Started"',
        example: `
model Shop { targets postgresql 18 }
entity Text {
  id:        int key
  embedding: vector(3)
}`,
        mended: `
model Shop { targets postgresql 18 }
extension vector

entity Text {
  id:        int key
  embedding: vector(3)
}`,
        fixes: ['Declare the extension'],
        safe: true,
    },
} as const satisfies FindingRegistry;
