import { blank } from './blank.ts';
import { saas } from './saas.ts';
import { shop } from './shop.ts';
import type { Template } from './templates.ts';

export type { Template } from './templates.ts';

/** In the order in which a person is offered them. */
export const templates: readonly Template[] = [blank, shop, saas];
