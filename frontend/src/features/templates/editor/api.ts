import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'

/** A picture or file of templates: it never changes, so it is read once. */
export function assetQuery(id: string) {
  return queryOptions({
    queryKey: ['asset', id],
    queryFn: () => backend.GetAsset({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
    retry: false,
  })
}

/** A picture as a data URL; "" where it is not there any more. */
export async function pictureUrl(queries: QueryClient, id: string): Promise<string> {
  if (!id) return ''
  const found = await queries.fetchQuery(assetQuery(id)).catch(() => undefined)
  return found ? `data:${found.asset.mime};base64,${found.content}` : ''
}

/** Adds a picture or file for templates. */
export function addAsset(name: string, content: string, picture: boolean): Promise<crm.Asset> {
  return backend.AddAsset({ name, content, picture })
}
