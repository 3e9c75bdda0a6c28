import { structuralFindings, type FindingRegistry } from '../../language/index.ts';
import { targets } from '../targets/index.ts';
import { verificationFindings } from '../verification/index.ts';

/** Every code of the product. */
export const findingRegistry: FindingRegistry = {
    ...structuralFindings,
    ...Object.assign({}, ...targets.map(({ findings }) => findings)) as FindingRegistry,
    ...verificationFindings,
};
