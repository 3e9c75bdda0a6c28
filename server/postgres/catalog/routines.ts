import { identityOf, ifTrue, isUserMade, named, properties, relationKind, relationName, routineKind, sorted } from './sql.ts';

/** Not one of the constructors and casts of a range type, which come and go with it. */
const standsAlone = (catalog: string, alias: string): string =>
    `NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = '${catalog}'::regclass AND i.objid = ${alias}.oid AND i.deptype = 'i')`;

const FUNCTIONS = `
SELECT ${routineKind('p')} AS kind, p.oid::regprocedure::text AS identity,
    ${properties({ owner: 'pg_get_userbyid(p.proowner)', definition: 'pg_get_functiondef(p.oid)' })}
FROM pg_proc p
WHERE p.prokind <> 'a' AND p.pronamespace <> pg_my_temp_schema() AND ${standsAlone('pg_proc', 'p')} AND ${isUserMade('pg_proc', 'p')}`;

const functionOf = (column: string): string => `CASE WHEN a.${column} <> 0 THEN a.${column}::regproc END`;

const AGGREGATES = `
SELECT 'aggregate' AS kind, p.oid::regprocedure::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(p.proowner)',
        arguments: 'pg_get_function_arguments(p.oid)',
        kind: named('a.aggkind', { o: 'ordered-set', h: 'hypothetical-set' }),
        stateFunction: functionOf('aggtransfn'),
        stateType: 'format_type(a.aggtranstype, NULL)',
        stateSpace: 'nullif(a.aggtransspace, 0)',
        initialState: 'a.agginitval',
        finalFunction: functionOf('aggfinalfn'),
        finalExtra: ifTrue('a.aggfinalextra'),
        finalModify: `CASE WHEN a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN a.aggfinalmodify END`,
        combineFunction: functionOf('aggcombinefn'),
        serialFunction: functionOf('aggserialfn'),
        deserialFunction: functionOf('aggdeserialfn'),
        movingStateFunction: functionOf('aggmtransfn'),
        movingInverseFunction: functionOf('aggminvtransfn'),
        movingFinalFunction: functionOf('aggmfinalfn'),
        movingStateType: 'CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END',
        movingInitialState: 'a.aggminitval',
        sortOperator: 'CASE WHEN a.aggsortop <> 0 THEN a.aggsortop::regoperator END',
        parallel: named('p.proparallel', { s: 'safe', r: 'restricted' }),
    })}
FROM pg_proc p JOIN pg_aggregate a ON a.aggfnoid = p.oid WHERE ${isUserMade('pg_proc', 'p')}`;

const TRIGGERS = `
SELECT 'trigger' AS kind, format('%s.%I', ${relationName('c.oid')}, t.tgname) AS identity,
    format('%s %s', ${relationKind('c')}, ${relationName('c.oid')}) AS part_of,
    ${properties({ definition: 'pg_get_triggerdef(t.oid)', enabled: named('t.tgenabled', { D: 'disabled', R: 'replica', A: 'always' }) })}
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}`;

const EVENT_TRIGGERS = `
SELECT 'event trigger' AS kind, ${identityOf('pg_event_trigger', 'e')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(e.evtowner)',
        event: 'e.evtevent',
        function: 'e.evtfoid::regproc',
        tags: sorted('e.evttags'),
        enabled: named('e.evtenabled', { D: 'disabled', R: 'replica', A: 'always' }),
    })}
FROM pg_event_trigger e WHERE ${isUserMade('pg_event_trigger', 'e')}`;

const RULES = `
SELECT 'rule' AS kind, format('%s.%I', ${relationName('c.oid')}, r.rulename) AS identity,
    format('%s %s', ${relationKind('c')}, ${relationName('c.oid')}) AS part_of,
    ${properties({ definition: 'pg_get_ruledef(r.oid)', enabled: named('r.ev_enabled', { D: 'disabled', R: 'replica', A: 'always' }) })}
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE r.rulename <> '_RETURN' AND c.relpersistence <> 't' AND ${isUserMade('pg_class', 'c')}`;

const OPERATORS = `
SELECT 'operator' AS kind, o.oid::regoperator::text AS identity,
    ${properties({
        owner: 'pg_get_userbyid(o.oprowner)',
        result: 'CASE WHEN o.oprresult <> 0 THEN format_type(o.oprresult, NULL) END',
        function: 'CASE WHEN o.oprcode <> 0 THEN o.oprcode::regproc END',
        commutator: 'CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator END',
        negator: 'CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator END',
        restrict: 'CASE WHEN o.oprrest <> 0 THEN o.oprrest::regproc END',
        join: 'CASE WHEN o.oprjoin <> 0 THEN o.oprjoin::regproc END',
        hashes: ifTrue('o.oprcanhash'),
        merges: ifTrue('o.oprcanmerge'),
    })}
FROM pg_operator o WHERE ${isUserMade('pg_operator', 'o')}`;

const OPERATOR_CLASSES = `
SELECT 'operator class' AS kind, ${identityOf('pg_opclass', 'o')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(o.opcowner)',
        type: 'format_type(o.opcintype, NULL)',
        default: ifTrue('o.opcdefault'),
        family: `(pg_identify_object('pg_opfamily'::regclass, o.opcfamily, 0)).identity`,
        keyType: 'CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END',
    })}
FROM pg_opclass o WHERE ${isUserMade('pg_opclass', 'o')}`;

const OPERATOR_FAMILIES = `
SELECT 'operator family' AS kind, ${identityOf('pg_opfamily', 'f')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(f.opfowner)',
        operators: `(SELECT jsonb_agg(format('%s %s', m.amopstrategy, m.amopopr::regoperator)
                || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY ' || (pg_identify_object('pg_opfamily'::regclass, m.amopsortfamily, 0)).identity ELSE '' END
                ORDER BY m.amopstrategy, m.amopopr::regoperator::text)
            FROM pg_amop m WHERE m.amopfamily = f.oid)`,
        functions: `(SELECT jsonb_agg(format('%s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL), m.amproc::regprocedure)
                ORDER BY m.amprocnum, m.amproc::regprocedure::text)
            FROM pg_amproc m WHERE m.amprocfamily = f.oid)`,
    })}
FROM pg_opfamily f WHERE ${isUserMade('pg_opfamily', 'f')}`;

const CASTS = `
SELECT 'cast' AS kind, ${identityOf('pg_cast', 'c')} AS identity,
    ${properties({
        function: 'CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure END',
        context: named('c.castcontext', { i: 'implicit', a: 'assignment' }),
        method: named('c.castmethod', { i: 'inout', b: 'binary' }),
    })}
FROM pg_cast c
WHERE ${standsAlone('pg_cast', 'c')} AND ${isUserMade('pg_cast', 'c')}`;

const CONVERSIONS = `
SELECT 'conversion' AS kind, ${identityOf('pg_conversion', 'c')} AS identity,
    ${properties({
        owner: 'pg_get_userbyid(c.conowner)',
        from: 'pg_encoding_to_char(c.conforencoding)',
        to: 'pg_encoding_to_char(c.contoencoding)',
        function: 'c.conproc::regproc',
        default: ifTrue('c.condefault'),
    })}
FROM pg_conversion c WHERE ${isUserMade('pg_conversion', 'c')}`;

const LANGUAGES = `
SELECT 'language' AS kind, ${identityOf('pg_language', 'l')} AS identity,
    ${properties({ owner: 'pg_get_userbyid(l.lanowner)', trusted: ifTrue('l.lanpltrusted'), handler: 'CASE WHEN l.lanplcallfoid <> 0 THEN l.lanplcallfoid::regproc END' })}
FROM pg_language l WHERE ${isUserMade('pg_language', 'l')}`;

const ACCESS_METHODS = `
SELECT 'access method' AS kind, ${identityOf('pg_am', 'a')} AS identity,
    ${properties({ type: named('a.amtype', { i: 'index', t: 'table' }), handler: 'a.amhandler::regproc' })}
FROM pg_am a WHERE ${isUserMade('pg_am', 'a')}`;

const TRANSFORMS = `
SELECT 'transform' AS kind, ${identityOf('pg_transform', 't')} AS identity,
    ${properties({
        fromSql: 'CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure END',
        toSql: 'CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure END',
    })}
FROM pg_transform t WHERE ${isUserMade('pg_transform', 't')}`;

export const ROUTINE_QUERIES = [
    FUNCTIONS,
    AGGREGATES,
    TRIGGERS,
    EVENT_TRIGGERS,
    RULES,
    OPERATORS,
    OPERATOR_CLASSES,
    OPERATOR_FAMILIES,
    CASTS,
    CONVERSIONS,
    LANGUAGES,
    ACCESS_METHODS,
    TRANSFORMS,
];
