import { useQuery } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** All tags, by id and in order. */
export interface Tags {
  list: crm.Tag[]
  byId: ReadonlyMap<string, crm.Tag>
}

const none: Tags = { list: [], byId: new Map() }

const index = (list: crm.Tag[]): Tags => ({ list, byId: new Map(list.map((g) => [g.id, g])) })

/** The tags of the workspace, which cards and contacts share. */
export function useTags(): Tags {
  const tags = useQuery({
    queryKey: ['tag', 'list'],
    queryFn: () => backend.ListTags(),
    select: index,
    staleTime: 300_000,
  })
  return tags.data ?? none
}
