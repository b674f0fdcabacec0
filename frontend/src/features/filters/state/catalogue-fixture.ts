import type { filter } from '@wails/go/models'

type Kind = filter.Slot['kind']

function slot(kind: Kind, max = 1): filter.Slot {
  return {
    kind,
    label: { key: `filter.slot.${kind}` },
    min: 1,
    max,
    least: 0,
    most: 0,
    options: [],
  }
}

function op(name: string, slots: filter.Slot[] = [], negative = false): filter.Operator {
  const label = { key: `filter.op.${name}` }
  return { op: name, label, slots, negative, orNotSet: negative ? `${name}_or_not_set` : '' }
}

const option = (value: string) => ({ value, label: { key: 'filter.named', args: { name: value } } })

/** A small operator table for tests, shaped like the backend's. */
export const subjects: filter.Subject[] = [
  {
    subject: 'status',
    field: '',
    label: { key: 'filter.subject.status' },
    type: 'status',
    options: [option('status_1'), option('status_2')],
    ops: [
      op('is', [slot('status', 100)]),
      op('stayed_at_least_days', [slot('status', 100), slot('days')]),
      op('changed_from_to', [slot('status'), slot('status')]),
    ],
  },
  {
    subject: 'field',
    field: 'field_1',
    label: { key: 'filter.named', args: { name: 'City' } },
    type: 'text',
    options: [],
    ops: [
      op('equals', [slot('text', 100)]),
      op('not_equals', [slot('text', 100)], true),
      op('not_contains', [slot('text', 100)], true),
      op('is_set'),
    ],
  },
  {
    subject: 'field',
    field: 'field_2',
    label: { key: 'filter.named', args: { name: 'Price' } },
    type: 'number',
    options: [],
    ops: [
      op('gt', [slot('number')]),
      op('between', [slot('number'), slot('number')]),
      op('is_not_set'),
    ],
  },
  {
    subject: 'field',
    field: 'field_3',
    label: { key: 'filter.named', args: { name: 'VAT payer' } },
    type: 'yesno',
    options: [option('yes'), option('no')],
    ops: [op('is', [slot('yesno')]), op('is_set')],
  },
]
