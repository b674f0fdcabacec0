import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { expect, it, vi } from 'vitest'
import { words } from '@/lib/i18n/setup'
import type { DraftField } from '../state/draft'
import type { Target } from '../targets'
import { FieldEditor } from './field-editor'
import { Palette } from './palette'

const target = (source: string, name: string, more: Partial<Target> = {}): Target => ({
  source,
  name,
  group: 'contact',
  label: { key: 'common.name' },
  type: 'text',
  choices: [],
  currency: '',
  hidden: false,
  ...more,
})

const email = target('contact.email', 'Email', { type: 'email' })
const address = target('contact.address', 'Adresă')
const source = target('card.source', 'Sursa', {
  group: 'field',
  type: 'choice',
  choices: ['Web', 'Fair'],
})

function show(children: ReactNode) {
  render(
    <I18nextProvider i18n={words}>
      <MantineProvider env="test">{children}</MantineProvider>
    </I18nextProvider>,
  )
}

it('the palette finds without marks, and Enter adds what is found first', async () => {
  const onAdd = vi.fn()
  show(<Palette targets={[email, address, source]} asked={new Set()} onAdd={onAdd} />)
  await userEvent.type(screen.getByRole('searchbox'), 'adresa{Enter}')
  expect(onAdd.mock.calls).toEqual([['contact.address']])
  expect(screen.queryByRole('button', { name: 'Email' })).toBeNull()
})

it('what the form asks already is marked in the palette, and a click leads to it', async () => {
  const onAdd = vi.fn()
  show(<Palette targets={[email]} asked={new Set([email.source])} onAdd={onAdd} />)
  await userEvent.click(screen.getByRole('button', { name: 'Email is in the form' }))
  expect(onAdd.mock.calls).toEqual([['contact.email']])
})

const draft: DraftField = {
  key: 'new-1',
  source: source.source,
  label: '',
  help: '',
  required: true,
  hidden: false,
  value: '',
}

function edit(field: DraftField, onChange = vi.fn()) {
  show(
    <FieldEditor
      field={field}
      target={source}
      usual="Sursa"
      problems={[{ path: 'value', key: 'form.field.required' }]}
      readOnly={false}
      onChange={onChange}
      onRemove={vi.fn()}
      onClose={vi.fn()}
    />,
  )
  return onChange
}

it('a field that is hidden can no longer be required', async () => {
  const onChange = edit(draft)
  await userEvent.click(screen.getByRole('switch', { name: /^Hidden, with a value/ }))
  expect(onChange.mock.calls).toEqual([[{ hidden: true, required: false }]])
})

it('the value of a hidden choice is chosen from the list, and its problem stands beside it', async () => {
  const onChange = edit({ ...draft, required: false, hidden: true })
  expect(screen.getByText('Required')).toBeTruthy()
  await userEvent.click(screen.getByRole('combobox', { name: 'Value' }))
  await userEvent.click(screen.getByRole('option', { name: 'Fair' }))
  expect(onChange.mock.calls).toEqual([[{ value: 'Fair' }]])
})
