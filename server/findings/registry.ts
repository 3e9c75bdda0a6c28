import { structuralFindings, type FindingRegistry } from '../../language/index.ts';
import { engineFindings, targets } from '../targets/index.ts';
import { verificationFindings } from '../verification/index.ts';

/** Every code of the product. */
export const findingRegistry: FindingRegistry = {
    ...structuralFindings,
    ...engineFindings,
    ...Object.assign({}, ...targets.map(({ findings }) => findings)) as FindingRegistry,
    ...verificationFindings,
};
