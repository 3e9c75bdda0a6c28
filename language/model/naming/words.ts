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

function lastWord(name: string): number {
    const underscore = name.lastIndexOf('_') + 1;
    for (let i = name.length - 1; i > underscore; i--) {
        if (/\p{Lu}/u.test(name[i]!) && !/\p{Lu}/u.test(name[i - 1]!)) {
            return i;
        }
    }
    return underscore;
}
