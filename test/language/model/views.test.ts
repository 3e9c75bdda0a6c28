import assert from 'node:assert/strict';
import { displayType } from '../../../language/model/index.ts';
import { modelOf } from './model-of.ts';
import { show } from './show.ts';

const world = `entity Customer { id: int key  name: string(50) } entity Order { id: int key  customer: Customer  total: decimal(10,2)  placedAt: timestamp  buyer: Customer? }
    entity Line { order: Order key  no: int key  product: string } entity Sub { line: Line key  n: int key } `;

describe('views', () => {
    it('bind columns, joins and clauses to their sources', async () => {
        const { views: [view] } = await modelOf(`${world}
            /// What customers bought.
            view Sales as "sales_view" check option local from Order o join Customer c on o.customer = c left join Line l on l.order = o
                where o.total > 0 group by c.name, l having sum(o.total) > 10 order by c.name desc nulls last, revenue limit 10 {
                customer: c.name  revenue: sum(o.total) as "total_revenue" @internal  lines: count(l)  first: min(o.placedAt)
            }`);
        assert.equal(view?.documentation, 'What customers bought.');
        assert.deepEqual(view.physicalName, { name: 'sales_view' });
        assert.equal(view.checkOption, 'local');
        assert.deepEqual(view.columns.map(({ id, physicalName, type, expression }) => [id, physicalName, displayType(type), show(expression)]), [
            ['Sales.customer', 'customer', 'string(50)', 'c.name'],
            ['Sales.revenue', 'total_revenue', 'decimal(10, 2)', 'sum(o.total)'],
            ['Sales.lines', 'lines', 'bigint', 'count(row l)'],
            ['Sales.first', 'first', 'timestamp', 'min(o.placed_at)'],
        ]);
        const { from, joins, where, grouping, having, order, limit } = view.query!;
        assert.deepEqual(from, { alias: 'o', relation: 'Order' });
        assert.deepEqual(joins.map(({ kind, source, condition }) => [kind, source.alias, source.relation, show(condition)]), [
            ['inner', 'c', 'Customer', '(o.customer_id = c.id)'], ['left', 'l', 'Line', '(l.order_id = o.id)'],
        ]);
        assert.deepEqual([show(where), grouping.map(show), show(having), limit], ['(o.total > 0)', ['c.name', 'l.order_id', 'l.no'], '(sum(o.total) > 10)', 10]);
        assert.deepEqual(order.map(({ descending, nulls }) => [descending, nulls]), [[true, 'last'], [false, undefined]]);
    });

    it('ask about other rows', async () => {
        const { views: [view] } = await modelOf(`${world} view V from Order o where exists (Line l join Order o on l.order = o where o.buyer = l.order) and o.buyer not in (c from Customer c) { all: exists (Customer c) }`);
        assert.equal(show(view?.query?.where), '(exists (Line l inner join Order o on (l.order_id = o.id) where (o.buyer_id = l.order_id)) and (o.buyer_id not in (c.id from Customer c)))');
        assert.deepEqual(view?.columns.map(({ type, expression }) => [displayType(type), show(expression)]), [['boolean', 'exists (Customer c)']]);
    });

    it('read the ends of a many-to-many relationship by their names, as its own lines do', async () => {
        const { entities, views: [view] } = await modelOf(`entity Student { id: int key } entity Course { a: int b: int key (a, b) }
            relationship enrolled: Student }o--o{ Course { at: timestamp  key (course, student)  index (student, at) where student.id > 3  check c: course is not null }
            relationship knows: Student }o--o{ Student { index (targetStudent) }
            view V from enrolled e join Student s on e.student = s { course: e.course.b  id: e.student.id }`);
        const [enrolled, knows] = [entities.find(({ name }) => name === 'enrolled'), entities.find(({ name }) => name === 'knows')];
        assert.deepEqual(enrolled?.key?.elements.map(({ attribute }) => attribute), ['course', 'student']);
        assert.deepEqual(enrolled.indexes.map(({ elements, predicate }) => [...elements.map(({ expression }) => show(expression)), show(predicate)]), [['student_id', 'at', '(student_id > 3)']]);
        assert.equal(show(enrolled.checks[0]?.condition), '((course_a is not null) and (course_b is not null))');
        assert.deepEqual(knows?.indexes[0]?.elements.map(({ expression }) => show(expression)), ['target_student_id']);
        assert.equal(show(view?.query?.joins[0]?.condition), '(e.student_id = s.id)');
        assert.deepEqual(view?.columns.map(({ expression }) => show(expression)), ['e.course_b', 'e.student_id']);
    });

    it('read the table of a many-to-many relationship', async () => {
        const { views: [view] } = await modelOf(`${world} relationship likes: Customer }o--o{ Order { customer: Customer  order: Order  since: timestamp }
            view V from Customer c join likes l on l.customer = c distinct { since: l.since }`);
        assert.equal(show(view?.query?.joins[0]?.condition), '(l.customer_id = c.id)');
        assert.equal(view?.query?.distinct, true);
        assert.equal(displayType(view.columns[0]!.type), 'timestamp');
    });

    it('compare rows by what the reference points to', async () => {
        const { views: [view] } = await modelOf(`${world} view V from Sub s inner join Line l on s.line = l inner join Order o on l.order = o where o.buyer is not distinct from o.customer and l is not null { n: s.n }`);
        assert.deepEqual(view?.query?.joins.map(({ condition }) => show(condition)),
            ['((s.line_order_id = l.order_id) and (s.line_no = l.no))', '(l.order_id = o.id)']);
        assert.equal(show(view.query.where), '((o.buyer_id is not distinct from o.customer_id) and ((l.order_id is not null) and (l.no is not null)))');
    });

    it('compare a row with a reference to another key by that key', async () => {
        const { views: [view] } = await modelOf(`entity Country { id: int key  iso2: char(2) unique } entity City { id: int key  country: Country(iso2) }
            view V from City y inner join Country c on y.country = c { id: y.id }`);
        assert.equal(show(view?.query?.joins[0]?.condition), '(y.country_iso2 = c.iso2)');
    });

    it('over views have the types of their columns', async () => {
        const { views: [, outer] } = await modelOf(`${world} view Inner from Order o { sum: sum(o.total)  customer: o.customer }
            view Outer from Inner i where i.sum > 0 { twice: i.sum + i.sum  who: i.customer }`);
        assert.deepEqual(outer?.columns.map(({ type, expression }) => [displayType(type), show(expression)]), [['decimal', '(i.sum + i.sum)'], ['int', 'i.customer']]);
    });

    it('declared before what they are over', async () => {
        const { views: [outer] } = await modelOf(`${world} view Outer from Inner i { n: i.n } view Inner from Order o { n: count(o) }`);
        assert.equal(displayType(outer!.columns[0]!.type), 'bigint');
    });

    it('over themselves end', async () => {
        const { views: [view] } = await modelOf('view V from V v { x: v.x + 1 }');
        assert.equal(show(view?.columns[0]?.expression), '(v.x + 1)');
    });

    it('materialized have indexes over their columns', async () => {
        const { views: [view] } = await modelOf(`${world} materialized view Daily without data options postgresql (fillfactor = 90) from Order o group by date(o.placedAt) {
            day: date(o.placedAt)  orders: count(o) as "n"  index (day) unique  index busy (orders desc) where orders > 5 }`);
        assert.deepEqual([view?.materialized, view?.withData], [true, false]);
        assert.deepEqual(view?.indexes.map(({ physicalName, unique, elements, predicate }) => [physicalName, unique, elements.map(({ expression }) => show(expression)), show(predicate)]), [
            ['daily_day_idx', true, ['day'], ''], ['daily_busy_idx', false, ['n'], '(n > 5)'],
        ]);
        const { expression } = view.indexes[1]!.elements[0]!;
        assert.equal(displayType(expression.type), 'bigint');
    });

    it('over marked SQL declare their columns', async () => {
        const { views: [view] } = await modelOf('view V sql postgresql "select 1 as a" sql mysql "select 2 as a" { column a: int  column bC: string(3) as "bee" }');
        assert.deepEqual(view?.sql, { postgresql: 'select 1 as a', mysql: 'select 2 as a' });
        assert.equal(view.query, undefined);
        assert.deepEqual(view.columns.map(({ name, physicalName, type }) => [name, physicalName, displayType(type)]), [['a', 'a', 'int'], ['bC', 'bee', 'string(3)']]);
    });
});
