import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { expect, it, vi } from 'vitest'
import { words } from '@/lib/i18n/setup'
import { moved, SortableList } from './sortable-list'

it.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
])('moving %i to %i gives %s', (from, to, order) => {
  expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(order)
})

it('orders by menu', async () => {
  const onChange = vi.fn()
  render(
    <I18nextProvider i18n={words}>
      <MantineProvider env="test">
        <SortableList
          items={['New', 'Won']}
          idOf={(i) => i}
          nameOf={(i) => i}
          onChange={onChange}
          render={(i) => i}
          removeLabel="Remove"
        />
      </MantineProvider>
    </I18nextProvider>,
  )
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: words.t('ui.more_for', { name: 'New' }) }))
  await user.click(await screen.findByRole('menuitem', { name: words.t('ui.move_down') }))
  expect(onChange).toHaveBeenCalledWith(['Won', 'New'])
})
