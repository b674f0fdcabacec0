import { QueryClient } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { type PageStart, pageKey, pageQuery, pageSize, type Source } from './use-pages'

function list() {
  const read = vi.fn(async (start: PageStart) => ({
    rows: [{ id: `behind ${start.after || start.offset}` }],
    next: `cursor of ${start.after || start.offset}`,
  }))
  const source: Source<{ id: string }> = { key: ['card', 'list'], read, nouns: [] }
  const queries = new QueryClient()
  const load = (page: number) => queries.fetchQuery({ ...pageQuery(queries, source, page) })
  return { queries, source, read, load }
}

it('a page follows the one before by its cursor', async () => {
  const { read, load } = list()
  await load(0)
  await load(1)
  expect(read).toHaveBeenLastCalledWith({ after: 'cursor of 0', offset: 0, limit: pageSize })
})

it('a page far away is read from where it begins', async () => {
  const { read, load } = list()
  await load(4000)
  expect(read).toHaveBeenLastCalledWith({ after: '', offset: 4000 * pageSize, limit: pageSize })
})

it('the cursor of a page that is old is not followed', async () => {
  const { queries, source, read, load } = list()
  await load(0)
  await queries.invalidateQueries({ queryKey: pageKey(source.key, 0), refetchType: 'none' })
  await load(1)
  expect(read).toHaveBeenLastCalledWith({ after: '', offset: pageSize, limit: pageSize })
})
