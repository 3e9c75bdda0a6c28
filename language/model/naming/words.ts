const acronymPlural = /(\p{Lu}{2,})s(?![\p{Ll}\d])/gu;
const lowerThenUpper = /([\p{Ll}\d])(\p{Lu})/gu;
const acronymThenWord = /(\p{Lu})(\p{Lu}\p{Ll})/gu;
const noWord = /[^\p{L}\p{M}\p{N}_]+/gu;
const snakeAlready = /^[a-z_][a-z0-9_]*$/;

/**
 * `customerID` becomes `customer_id`, `HTTPServer` `http_server`, `userIDs` `user_ids`, `address1Line` `address1_line`:
 * a digit belongs to the word before it. Letters that are only another shape of a letter become that letter (NFKC):
 * the mathematical capitals, for one, are capitals that have no small form, and would never come to rest.
 */
export function snakeCase(name: string): string {
    if (snakeAlready.test(name)) {
        return name;
    }
    return name
        .normalize('NFKC')
        .replace(acronymPlural, (_, acronym: string) => `${acronym[0]}${acronym.slice(1).toLowerCase()}s`)
        .replace(lowerThenUpper, '$1_$2')
        .replace(acronymThenWord, '$1_$2')
        .replace(noWord, '_')
        .toLowerCase();
}

const irregular: Readonly<Record<string, string>> = {
    person: 'people', child: 'children', man: 'men', woman: 'women', foot: 'feet', tooth: 'teeth', goose: 'geese', mouse: 'mice',
    ox: 'oxen', datum: 'data', medium: 'media', criterion: 'criteria', phenomenon: 'phenomena', matrix: 'matrices', vertex: 'vertices',
    axis: 'axes', quiz: 'quizzes', leaf: 'leaves', life: 'lives', wife: 'wives', knife: 'knives', half: 'halves', shelf: 'shelves',
    wolf: 'wolves', thief: 'thieves', loaf: 'loaves', calf: 'calves', hero: 'heroes', potato: 'potatoes', tomato: 'tomatoes',
    echo: 'echoes', lens: 'lenses', alias: 'aliases', atlas: 'atlases', bias: 'biases', canvas: 'canvases', gas: 'gases',
};

const withoutPlural = new Set([
    'data', 'metadata', 'media', 'information', 'equipment', 'series', 'species', 'news', 'software', 'hardware', 'firmware', 'staff',
    'money', 'feedback', 'advice', 'knowledge', 'traffic', 'content', 'people', 'children', 'audio', 'stock',
]);

/** The English plural of a name's last word, for table names. A word that is plural already stays. */
export function pluralize(name: string): string {
    const start = lastWord(name);
    const word = name.slice(start);
    const lower = word.toLowerCase();
    if (withoutPlural.has(lower)) {
        return name;
    }
    const plural = irregular[lower];
    if (plural) {
        return name.slice(0, start) + word[0]! + plural.slice(1);
    }
    if (/(?:ss|x|z|ch|sh|us)$/.test(lower)) {
        return `${name}es`;
    }
    if (lower.endsWith('is')) {
        return `${name.slice(0, -2)}es`;
    }
    if (lower.endsWith('s')) {
        return name;
    }
    return /[^aeiou]y$/.test(lower) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

const singulars: ReadonlyMap<string, string> = new Map([
    ...Object.entries(irregular).map(([singular, plural]): [string, string] => [plural, singular]),
    ...[
        'analysis', 'diagnosis', 'prognosis', 'thesis', 'hypothesis', 'synthesis', 'crisis', 'synopsis', 'emphasis', 'parenthesis', 'oasis', 'basis',
        'cookie', 'movie', 'zombie', 'calorie', 'selfie', 'tie', 'die', 'pie', 'lie', 'cache', 'niche', 'headache', 'menu', 'guru',
    ].map((singular): [string, string] => [pluralize(singular), singular]),
    ['bases', 'base'], ['data', 'data'], ['media', 'media'],
]);

/** Words that end like a plural and are none. */
const singularWithS = new Set([
    ...Object.keys(irregular), 'analytics', 'statistics', 'logistics', 'physics', 'mathematics', 'politics', 'ethics', 'graphics', 'sms', 'gps', 'dns', 'tls',
    'ios', 'aws', 'css', 'cms', 'pos', 'rss', 'has', 'was', 'is', 'as', 'os', 'https', 'redis', 'kubernetes', 'sales', 'plus', 'ops', 'devops', 'yes', 'kudos', 'always',
]);

/** The English singular of a name's last word. A word that is none in plural stays. */
export function singularize(name: string): string {
    const start = lastWord(name);
    const word = name.slice(start);
    const lower = word.toLowerCase();
    const singular = singulars.get(lower);
    if (singular !== undefined) {
        return name.slice(0, start) + word[0]! + singular.slice(1);
    }
    if (!lower.endsWith('s') || singularWithS.has(lower) || withoutPlural.has(lower) || /(?:ss|us|is)$/.test(lower)) {
        return name;
    }
    if (/[^aeiou]ies$/.test(lower)) {
        return `${name.slice(0, -3)}y`;
    }
    return /(?:ss|x|ch|sh|zz|[^aeiou]us)es$/.test(lower) ? name.slice(0, -2) : name.slice(0, -1);
}

function lastWord(name: string): number {
    const underscore = name.lastIndexOf('_') + 1;
    for (let i = name.length - 1; i > underscore; i--) {
        if (/\p{Lu}/u.test(name[i]!) && !/\p{Lu}/u.test(name[i - 1]!)) {
            return i;
        }
    }
    return underscore;
}
