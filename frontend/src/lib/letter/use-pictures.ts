import { useQueries } from '@tanstack/react-query'
import { assetQuery } from './asset-query'

/** The data URLs of pictures by their ids; one that is not there yet is missing. */
export function usePictures(ids: string[]): Record<string, string> {
  return useQueries({
    queries: ids.map(assetQuery),
    combine: (found) =>
      Object.fromEntries(
        found.flatMap(({ data }) =>
          data ? [[data.asset.id, `data:${data.asset.mime};base64,${data.content}`]] : [],
        ),
      ),
  })
}
