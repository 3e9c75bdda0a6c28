import type { Template } from './templates.ts';

export const blank: Template = {
    name: 'blank',
    description: 'One entity, with the lines that most models start with',
    files: {
        'model.erd': `/// What this model is about.
model MyModel {
  version "0.1"
  targets postgresql 18
  naming  snake_case
}

/// When a row was made and last changed.
mixin Timestamped {
  createdAt: timestamp = now()
  updatedAt: timestamp = now()  on update (now())
}

/// The first entity. Press F12 on a type to see where it comes from.
entity Customer with Timestamped {
  id:    uuid = uuid()  key
  name:  string(100)
  email: string(255)    unique
}
`,
    },
};
