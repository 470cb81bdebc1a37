// Which files belong together, by their names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterpartsOf } from '../../../../src/core/rewrite/across/counterparts.ts';

const ALL = [
  'src/models/order.ts',
  'src/models/orderItem.ts',
  'src/handlers/orderHandler.ts',
  'src/api/orders.routes.ts',
  'src/models/customer.ts',
  'test/order.test.ts',
  'app/order/index.ts',
  'src/index.ts',
];

test('the model, its handler, its routes and its tests', () => {
  assert.deepEqual(counterpartsOf('src/models/order.ts', ALL), [
    'src/handlers/orderHandler.ts',
    'src/api/orders.routes.ts',
    'test/order.test.ts',
    'app/order/index.ts',
  ]);
  assert.deepEqual(counterpartsOf('src/models/orderItem.ts', ALL), []);
  assert.deepEqual(counterpartsOf('py/models/company.py', ['py/views/companies_view.py']), [
    'py/views/companies_view.py',
  ]);
});

test('names that say nothing have no counterparts', () => {
  assert.deepEqual(counterpartsOf('src/index.ts', [...ALL, 'src/main.ts']), []);
});
