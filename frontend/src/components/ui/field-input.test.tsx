import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { api, crm } from '@wails/go/models'
import { I18nextProvider } from 'react-i18next'
import { expect, it, vi } from 'vitest'
import { words } from '@/lib/i18n/setup'
import { WorkspaceContext } from '@/lib/workspace/workspace'
import { hrefOf } from './field-address'
import { FieldInput, type FieldValue } from './field-input'

const workspace = { workspace: { zone: 'Europe/Bucharest' } } as api.WorkspaceOut
const choices = ['Kitchen', 'Hall'].map((name, i) => ({
  id: `opt_${i}`,
  field: '',
  name,
  position: i,
}))

function show(type: crm.Field['type'], value: FieldValue, onChange = vi.fn()) {
  const field = {
    id: 'fld_1',
    name: 'It',
    type,
    currency: 'EUR',
    help: 'Why',
    choices,
  } as unknown as crm.Field
  render(
    <I18nextProvider i18n={words}>
      <MantineProvider env="test">
        <WorkspaceContext value={workspace}>
          <FieldInput field={field} value={value} onChange={onChange} />
        </WorkspaceContext>
      </MantineProvider>
    </I18nextProvider>,
  )
  return onChange
}

it('says below the input what the field is for', () => {
  show('text', null)
  expect(screen.getByText('Why')).toBeTruthy()
})

it('shows an amount with its currency', () => {
  show('money', 1234.5)
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('1,234.5')
  expect(screen.getByText('EUR')).toBeTruthy()
})

it('shows a moment on the workspace’s clock', () => {
  show('datetime', Date.parse('2026-11-26T07:30:00Z'))
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'It' }).value).toBe('26 Nov 2026')
  expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Hours' }).value).toBe('09')
})

it('a choice of no is not the same as none', async () => {
  const onChange = show('yesno', null)
  await userEvent.click(screen.getByRole('radio', { name: 'No' }))
  expect(onChange).toHaveBeenCalledWith(false)
})

it('no choices are no value', async () => {
  const onChange = show('choices', ['opt_0'])
  await userEvent.click(screen.getByRole('combobox'))
  await userEvent.keyboard('{Backspace}')
  expect(onChange).toHaveBeenCalledWith(null)
})

it.each([
  ['link', 'www.firma.example', 'https://www.firma.example'],
  ['link', 'javascript:alert(1)', ''],
  ['link', 'javascript://x.example', ''],
  ['phone', '0721 234-567', 'tel:0721234567'],
  ['email', 'ana@firma.example', 'mailto:ana@firma.example'],
  ['email', 'nobody', ''],
  ['email', ' ', ''],
] as const)('%s "%s" leads to "%s"', (kind, text, href) => {
  expect(hrefOf(kind, text)).toBe(href)
})
