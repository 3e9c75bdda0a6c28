import type { FindingRegistry } from '../registry.ts';

/** ERD410 to ERD416: annotations, and the dismissals among them. */
export const annotationFindings = {
    ERD410: {
        title: 'Annotation that does not belong here',
        severity: 'error',
        explanation: 'The declaration of an annotation says what it can stand on: `annotation unit(symbol: string) on attribute`.',
        example: `
annotation unit(symbol: string) on attribute
entity Customer @unit("kg") {
  id:     int key
  weight: int @unit("kg")
}`,
        mended: `
annotation unit(symbol: string) on attribute
entity Customer {
  id:     int key
  weight: int @unit("kg")
}`,
        fixes: ['Remove the annotation'],
    },
    ERD411: {
        title: 'Wrong arguments of an annotation',
        severity: 'error',
        explanation: `
The arguments do not fit the parameters that the annotation declares: one is missing, there are too many, one is given
twice, or a value is of another type. Values of an enumeration are written without quotes.`,
        example: `
entity Customer {
  id:    int key
  email: string(255) @pii("email")
}`,
        mended: `
entity Customer {
  id:    int key
  email: string(255) @pii(email)
}`,
        fixes: ['Write the value as it is asked for', 'Remove the argument'],
    },
    ERD412: {
        title: 'Annotation given twice',
        severity: 'warning',
        explanation: 'Only annotations with a list of values, and dismissals, may stand on one element several times. Of others the first counts.',
        example: `
entity Customer {
  id:    int key
  email: string(255) @pii(email) @pii(name)
}`,
        mended: `
entity Customer {
  id:    int key
  email: string(255) @pii(email)
}`,
        fixes: ['Remove the second'],
    },
    ERD413: {
        title: 'Dismissal of an unknown code',
        severity: 'error',
        explanation: 'There is no finding of this code, so that `@allow` silences nothing.',
        example: `
entity Log @allow("ERD1O1", "An append-only log needs no key") {
  line: text
}`,
        mended: `
entity Log @allow("ERD101", "An append-only log needs no key") {
  line: text
}`,
        fixes: ['Change to the code that was meant'],
    },
    ERD414: {
        title: 'Dismissal without a reason',
        severity: 'error',
        explanation: `
A finding is silenced with a reason, for those who read the model later: \`@allow("ERD101", "An append-only log needs no
key")\`. Without one the finding stays.`,
        example: `
entity Log @allow("ERD101", "") {
  line: text
}`,
        mended: `
entity Log @allow("ERD101", "An append-only log needs no key") {
  line: text
}`,
        fixes: [],
        withoutFix: 'Only the author knows the reason.',
    },
    ERD415: {
        title: 'Dismissal of nothing',
        severity: 'warning',
        explanation: `
The element has no such finding, or no longer has it. A dismissal that stays would silence the next one, which nobody has
looked at.`,
        example: `
entity Log @allow("ERD101", "An append-only log needs no key") {
  id:   int key
  line: text
}`,
        mended: `
entity Log {
  id:   int key
  line: text
}`,
        fixes: ['Remove the dismissal'],
        safe: true,
    },
    ERD416: {
        title: 'Dismissal of an error',
        severity: 'error',
        explanation: 'An error means that the model cannot be generated or is certainly wrong. It can be mended, not silenced.',
        example: `
entity Customer @allow("ERD103", "Some have none") {
  number: int? key
}`,
        mended: `
entity Customer {
  number: int key
}`,
        fixes: ['Remove the dismissal'],
    },
} as const satisfies FindingRegistry;
