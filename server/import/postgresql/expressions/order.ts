import type { SortBy } from 'libpg-query';
import type { TreeOrder } from '../../source/index.ts';

/** Undefined for an order by an operator. */
export function directionOf({ sortby_dir: direction, sortby_nulls: nulls }: SortBy): Pick<TreeOrder, 'descending' | 'nulls'> | undefined {
    if (direction === 'SORTBY_USING') {
        return undefined;
    }
    const descending = direction === 'SORTBY_DESC';
    const isUsual = nulls === undefined || nulls === 'SORTBY_NULLS_DEFAULT' || (nulls === 'SORTBY_NULLS_FIRST') === descending;
    return { descending, ...isUsual ? {} : { nulls: nulls === 'SORTBY_NULLS_FIRST' ? 'first' : 'last' } };
}
