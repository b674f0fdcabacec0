import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import type { filter } from '@wails/go/models'
import { expect, it } from 'vitest'
import { ConditionTree } from './condition-tree'

const phrase = (text: string) => ({ key: 'filter.named', args: { name: text } })

function condition(part: Partial<filter.WhyCondition>): filter.WhyCondition {
  return {
    path: 'conditions[0]',
    holds: false,
    say: phrase('status is Won'),
    seen: phrase('status is Open'),
    since: 0,
    next: 0,
    hint: phrase('Would hold if status becomes Won'),
    problems: [],
    ...part,
  }
}

function tree(part: Partial<filter.Why>): filter.Why {
  return {
    matches: false,
    any: false,
    conditions: [],
    groups: [],
    flips: 0,
    since: 0,
    answer: phrase(''),
    turn: phrase(''),
    problems: [],
    ...part,
  }
}

it('shows of each condition whether it holds, what was seen and what would turn it, group in group', () => {
  const below = tree({
    any: true,
    matches: true,
    conditions: [
      condition({ path: 'groups[0].conditions[0]', holds: true, say: phrase('VIP is yes') }),
    ],
  })
  render(
    <MantineProvider>
      <ConditionTree why={tree({ conditions: [condition({})], groups: [below] })} />
    </MantineProvider>,
  )
  expect(screen.getByText('status is Won')).toBeTruthy()
  expect(screen.getAllByText('Seen: status is Open')).toHaveLength(2)
  expect(screen.getAllByText('Would hold if status becomes Won')).toHaveLength(2)
  expect(screen.getByText('At least one of these')).toBeTruthy()
  expect(screen.getAllByText('Holds:')).toHaveLength(2)
  expect(screen.getAllByText('Does not hold:')).toHaveLength(2)
})

it('says of a broken condition what to do instead of what was seen', () => {
  render(
    <MantineProvider>
      <ConditionTree
        why={tree({ conditions: [condition({ problems: [phrase('This field is gone')] })] })}
      />
    </MantineProvider>,
  )
  expect(screen.getByText('This field is gone')).toBeTruthy()
  expect(screen.queryByText(/^Seen:/)).toBeNull()
})
