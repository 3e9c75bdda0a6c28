import { defaultName } from './constraint-names.ts';
import type { ReferenceStructure } from './structure.ts';
import type { TableWriter } from './table-writer.ts';
import type { Text } from '../text.ts';

/** What stands behind the type of a reference. */
export function referenceModifiers({ foreignKey }: ReferenceStructure, writer: TableWriter): readonly Text[] {
    const { table, rules } = writer;
    const { onDelete, onDeleteColumns, onUpdate, match, timing, notValid, notEnforced, logical } = foreignKey;
    const parts: Text[] = [];
    if (onDelete !== undefined && onDelete !== 'no action') {
        parts.push(` on delete ${onDelete}${onDeleteColumns.length === 0 ? '' : ` (${writer.attributes(onDeleteColumns).join(', ')})`}`);
    }
    if (onUpdate !== undefined && onUpdate !== 'no action') {
        parts.push(` on update ${onUpdate}`);
    }
    if (match !== undefined && match !== 'simple') {
        parts.push(` match ${match}`);
    }
    if (timing.deferrable) {
        parts.push(` deferrable${timing.initiallyDeferred ? ' initially deferred' : ''}`);
    }
    if (notEnforced) {
        parts.push(' not enforced');
    } else if (notValid) {
        parts.push(' not valid');
    }
    if (logical === true) {
        parts.push(' logical');
    } else {
        const expected = defaultName('foreign key', { table: table.name, columns: foreignKey.columns }, rules.naming.patterns);
        const key = writer.slot('foreign key', foreignKey.name ?? table.foreignKeys.indexOf(foreignKey));
        parts.push(writer.nameClause('foreign key constraint', writer.names.of(foreignKey), expected, key));
    }
    return parts;
}
