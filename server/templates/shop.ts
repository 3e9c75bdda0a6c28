import type { Template } from './templates.ts';

export const shop: Template = {
    name: 'shop',
    description: 'Customers, products, orders: references, relationships, a computed amount, a view',
    files: {
        'shop.erd': `/// Customers, products and orders.
model Shop {
  version "0.1"
  targets postgresql 18
  naming  snake_case plural
}

domain  Email: string(255) check (value like '%_@_%')
enum    OrderStatus { PENDING PAID SHIPPED CANCELLED }

mixin Timestamped {
  createdAt: timestamp = now()
  updatedAt: timestamp = now()  on update (now())
}

/// Who buys from us.
entity Customer with Timestamped {
  id:    uuid = uuid()  key
  name:  string(100)
  email: Email          unique
  phone: string(20)?
}

/// What we sell.
entity Product with Timestamped {
  id:    uuid = uuid()  key
  sku:   string(20)     unique
  name:  string(200)
  price: decimal(10,2)  check (price >= 0)

  index (name)
}

/// What a customer bought at one time.
entity Order with Timestamped {
  id:       uuid = uuid()  key
  customer: Customer       on delete restrict
  status:   OrderStatus = PENDING
  placedAt: timestamp?

  check placed: status = PENDING or placedAt is not null
  index (customer, placedAt desc)
}

/// One product in an order.
entity OrderLine {
  order:     Order          on delete cascade
  number:    smallint
  product:   Product
  quantity:  int = 1        check (quantity > 0)
  unitPrice: decimal(10,2)
  amount:    decimal(12,2)  computed (quantity * unitPrice) stored

  key (order, number)
  index (product)
}

relationship places:   Customer ||--o{ Order.customer    "places"
relationship contains: Order    ||--|{ OrderLine.order   "contains" composition
relationship sells:    Product  ||--o{ OrderLine.product "is sold in"

/// What each customer has bought so far.
view CustomerSales
  from Customer c
    left join Order o on o.customer = c and o.status <> CANCELLED
    left join OrderLine l on l.order = o
  group by c.id, c.name
{
  customerId: c.id
  name:       c.name
  orders:     count(distinct o.id)
  sales:      coalesce(sum(l.amount), 0)
}
`,
    },
};
