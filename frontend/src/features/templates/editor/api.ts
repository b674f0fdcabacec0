import type { QueryClient } from '@tanstack/react-query'
import type { crm } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { assetQuery } from '@/lib/letter/asset-query'

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
