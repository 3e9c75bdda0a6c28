import type { Model } from '../../../language/index.ts';
import type { Lowering } from './declarations/index.ts';

/** Slots of names that the model gives another name in the database than the source has. */
export function misnamed(_model: Model, _lowering: Lowering): readonly string[] {
    return [];
}
