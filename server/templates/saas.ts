import type { Template } from './templates.ts';

export const saas: Template = {
    name: 'saas',
    description: 'Several tenants in one database, kept apart by row policies, with governance in a file of its own',
    files: {
        'saas.erd': `/// A service for many organisations in one database. Each sees its own rows only.
model Saas {
  version    "0.1"
  targets    postgresql 18
  naming     snake_case plural
  compliance GDPR
}

role appRole as "app"

/// Set by the application at the start of each transaction.
session tenantId: uuid from "app.tenant_id" required

enum MemberRole { OWNER ADMIN MEMBER }

mixin Timestamped {
  createdAt: timestamp = now()
  updatedAt: timestamp = now()  on update (now())
}

/// A customer of the service.
entity Tenant with Timestamped {
  id:   uuid = uuid()  key
  name: string(100)
  slug: string(50)     unique
}

/// A person who may sign in.
entity User with Timestamped {
  id:        uuid = uuid()  key
  email:     string(255)    unique
  fullName:  string(200)
  deletedAt: timestamp?
}

/// A person's place in an organisation.
entity Membership with Timestamped {
  tenant: Tenant  on delete cascade
  user:   User    on delete cascade
  role:   MemberRole = MEMBER

  key (tenant, user)
  index (user)
}

/// Something that an organisation works on.
entity Project with Timestamped {
  id:     uuid = uuid()  key
  tenant: Tenant         on delete cascade
  owner:  User           on delete restrict
  name:   string(200)

  unique (tenant, name)
  index (owner)
}

grant select, insert, update, delete on Membership to appRole
grant select, insert, update, delete on Project    to appRole

policy tenantMemberships on Membership allow all to appRole using (tenant = session.tenantId)
policy tenantProjects on Project allow all to appRole using (tenant = session.tenantId)
`,
        'governance.erd': `import "./saas.erd"

team     Platform "Platform team" contact "platform@example.com"
purpose  SignIn "Let people sign in and work together" basis contract

annotate User {
  owner     Platform
  purpose   SignIn
  subject
  retention 30 days after deletedAt then anonymize (email, fullName)
  email    @pii(email)
  fullName @pii(name)
}
`,
    },
};
