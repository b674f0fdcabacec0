import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import type { Look } from './cell'

/** What the cells of the list need to show names instead of ids. */
export function useLook(): Look {
  const { t } = useTranslation()
  const format = useFormat()
  const { product, statuses } = useProduct()
  const { users } = useWorkspace()
  const { byId } = useTags()
  return useMemo(
    () => ({
      product: product.id,
      format,
      statuses: new Map(statuses.map((s) => [s.id, s])),
      users: new Map(users.map((u) => [u.id, u])),
      tags: byId,
      yes: t('common.yes'),
      no: t('common.no'),
    }),
    [product.id, format, statuses, users, byId, t],
  )
}
